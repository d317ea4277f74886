//! Claims deliveries for a worker; who has left since the freeze is suppressed on the way.

use crate::model::{Delivery, DeliveryState};
use crate::store::ExchangeRequest;
use crate::store::sqlite::{Failure, row};
use rusqlite::{Transaction, params};

/// Planned ones by number; the index holds them in that order, so that the millionth costs what the first did.
pub(super) const PLANNED: &str = "d.state = 'planned' AND d.next_try_at IS NULL ORDER BY d.number";

/// Deferred ones whose time has come, the longest due first.
pub(super) const DUE: &str = "d.state = 'deferred' AND d.next_try_at <= ?3 ORDER BY d.next_try_at, d.number";

pub(super) fn claim(transaction: &Transaction<'_>, request: &ExchangeRequest) -> Result<Vec<Delivery>, Failure> {
    let mailing = row::mailing(transaction, &request.mailing)?;
    let mut claimed = Vec::new();
    if mailing.is_stopped {
        return Ok(claimed);
    }
    for which in [PLANNED, DUE] {
        claim_from(transaction, mailing.number, which, request, &mut claimed)?;
    }
    Ok(claimed)
}

/// Claims until `claimed` holds as many as were asked for, or there are none left.
fn claim_from(
    transaction: &Transaction<'_>,
    mailing: i64,
    which: &str,
    request: &ExchangeRequest,
    claimed: &mut Vec<Delivery>,
) -> Result<(), Failure> {
    let mut candidates = transaction.prepare_cached(&format!(
        "SELECT {}, coalesce(n.state = 'active', 0)
         FROM deliveries d LEFT JOIN subscriptions n ON n.id = d.subscription AND n.token = d.token
         WHERE d.mailing = ?1 AND {which} LIMIT ?2",
        row::DELIVERY
    ))?;
    let mut take = transaction.prepare_cached(
        "UPDATE deliveries SET state = 'claimed', attempts = attempts + 1, worker = ?2, lease_until = ?3,
             first_attempt_at = coalesce(first_attempt_at, ?4), next_try_at = NULL, changed_at = ?4
         WHERE number = ?1",
    )?;
    let mut suppress = transaction.prepare_cached(
        "UPDATE deliveries SET state = 'suppressed', next_try_at = NULL, changed_at = ?2 WHERE number = ?1",
    )?;
    let now = row::millis(request.now);
    let lease_until = row::millis(request.now + request.lease);
    while claimed.len() < request.at_most {
        let wanted = request.at_most - claimed.len();
        let read = |row: &rusqlite::Row<'_>| Ok((row::delivery(row)?, row.get::<_, bool>(13)?));
        let limit = i64::try_from(wanted).unwrap_or(i64::MAX);
        let mut parameters: Vec<&dyn rusqlite::ToSql> = vec![&mailing, &limit];
        if which == DUE {
            parameters.push(&now);
        }
        let found: Vec<_> = candidates.query_map(&parameters[..], read)?.collect::<Result<_, _>>()?;
        let is_last = found.len() < wanted;
        for (delivery, is_active) in found {
            if !is_active {
                suppress.execute(params![delivery.number, now])?;
                continue;
            }
            take.execute(params![delivery.number, request.worker, lease_until, now])?;
            claimed.push(Delivery {
                state: DeliveryState::Claimed,
                attempts: delivery.attempts + 1,
                first_attempt: delivery.first_attempt.or(Some(request.now)),
                next_try: None,
                since: request.now,
                ..delivery
            });
        }
        if is_last {
            break;
        }
    }
    Ok(())
}
