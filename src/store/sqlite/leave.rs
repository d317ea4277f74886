//! Takes a person off by what a mail says: the token of one subscription, or the address of all.

use crate::model::EmailAddress;
use crate::store::returned::NewestConsent;
use crate::store::sqlite::{Failure, remove, row};
use crate::store::{LeaveOutcome, LeaveRequest, Leaver, Run};
use rusqlite::{OptionalExtension, Transaction, params};

/// Nothing where nobody has that token or address.
pub(super) fn leave(transaction: Transaction<'_>, request: &LeaveRequest) -> Result<Option<LeaveOutcome>, Failure> {
    let found: Option<(i64, EmailAddress)> = match &request.leaver {
        Leaver::Token(token) => transaction
            .prepare_cached(
                "SELECT n.id, s.address FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber WHERE n.token = ?1",
            )?
            .query_row([token.expose()], |row| Ok((row.get(0)?, row::address(row, 1)?)))
            .optional()?,
        Leaver::Address(address) => transaction
            .prepare_cached("SELECT id, address FROM subscribers WHERE normal = ?1")?
            .query_row([address.normal()], |row| Ok((row.get(0)?, row::address(row, 1)?)))
            .optional()?,
    };
    let Some((number, address)) = found else { return Ok(None) };
    let of = match &request.leaver {
        Leaver::Token(_) => "n.id",
        Leaver::Address(_) => "n.subscriber",
    };
    let places = transaction
        .prepare(&format!(
            "SELECT n.id, n.list, CASE WHEN n.state IN ('active', 'pending') THEN n.since ELSE s.added_at END,
                 max(c.consented), max(c.recorded_at)
             FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber LEFT JOIN consents c ON c.subscription = n.id
             WHERE {of} = ?1 AND n.state <> 'left' GROUP BY n.id ORDER BY n.list"
        ))?
        .query_map(params![number], |row| {
            let day = row::optional(row, 3, |text| text.parse().ok())?;
            let consent = match day {
                Some(day) => Some(NewestConsent { day, recorded_at: row.get(4)? }),
                None => None,
            };
            Ok((row.get::<_, i64>(0)?, row::id(row, 1)?, request.is_before(row.get(2)?, consent)))
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let (mut lists, mut joined_since) = (Vec::new(), Vec::new());
    for (subscription, list, is_before) in places {
        if is_before {
            joined_since.push(list);
        } else {
            remove::leave(&transaction, subscription, row::millis(request.now))?;
            lists.push(list);
        }
    }
    match request.run {
        Run::ForReal => transaction.commit()?,
        Run::Dry => transaction.rollback()?,
    }
    Ok(Some(LeaveOutcome { address, lists, joined_since }))
}
