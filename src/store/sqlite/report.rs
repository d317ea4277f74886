//! What has become of mailings: balances, deliveries, replies.

use crate::model::{Balance, Carriage, Delivery, DeliveryState, Mailing, MailingId};
use crate::store::sqlite::{Failure, row};
use crate::store::{DeliveryFilter, DomainCount, MailingReport, ReplyCount, StoreError};
use chrono::{DateTime, Utc};
use rusqlite::{Transaction, params};

pub(super) fn balance(transaction: &Transaction<'_>, mailing: &MailingId) -> Result<Balance, Failure> {
    let mailing = row::mailing(transaction, mailing)?;
    balance_of(transaction, mailing.number, mailing.recipients)
}

/// The rows are counted, never a counter kept beside them: figures that do not add up must show.
fn balance_of(transaction: &Transaction<'_>, mailing: i64, frozen: u64) -> Result<Balance, Failure> {
    let mut balance = Balance { frozen, ..Balance::default() };
    let mut statement =
        transaction.prepare_cached("SELECT state, count(*) FROM deliveries WHERE mailing = ?1 GROUP BY state")?;
    let mut rows = statement.query([mailing])?;
    while let Some(row) = rows.next()? {
        let state = row::parsed(row, 0, DeliveryState::parse)?;
        if let Some(position) = DeliveryState::ALL.iter().position(|it| *it == state) {
            balance.counts[position] = row::count(row, 1)?;
        }
    }
    Ok(balance)
}

pub(super) fn mailings(transaction: &Transaction<'_>) -> Result<Vec<MailingReport>, Failure> {
    let mut statement = transaction.prepare_cached(
        "SELECT number, recipients, id, subject, digest, frozen_at, stopped_at, due_at, carriage FROM mailings
         ORDER BY frozen_at DESC, number DESC",
    )?;
    let mut rows = statement.query([])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        reports.push(MailingReport {
            balance: balance_of(transaction, row.get(0)?, row::count(row, 1)?)?,
            id: row::parsed(row, 2, |text| MailingId::parse(text).ok())?,
            subject: row.get(3)?,
            digest: row.get(4)?,
            frozen_at: row::time(row, 5)?,
            stopped_at: row::optional_time(row, 6)?,
            due_at: row::optional_time(row, 7)?,
            carriage: row::parsed(row, 8, Carriage::parse)?,
        });
    }
    Ok(reports)
}

pub(super) fn find_mailing(transaction: &Transaction<'_>, name: &str) -> Result<Mailing, Failure> {
    let starts: Vec<String> = transaction
        .prepare_cached(
            "SELECT id FROM mailings WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id <> ?1, frozen_at DESC LIMIT 11",
        )?
        .query_map([name], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let id = match &starts[..] {
        [] => return Err(StoreError::NoSuchMailing { name: name.to_owned() }.into()),
        _ if name.is_empty() => return Err(StoreError::NoSuchMailing { name: name.to_owned() }.into()),
        [first, ..] if first == name => first,
        [only] => only,
        several => {
            let candidates = several.iter().take(10).cloned().collect();
            return Err(StoreError::AmbiguousMailing { name: name.to_owned(), candidates }.into());
        }
    };
    let mailing = transaction
        .prepare_cached(
            "SELECT id, subject, frozen, digest, recipients, frozen_at, stopped_at, carriage, due_at FROM mailings
             WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(Mailing {
                id: row::parsed(row, 0, |text| MailingId::parse(text).ok())?,
                subject: row.get(1)?,
                frozen: row.get(2)?,
                digest: row.get(3)?,
                recipients: row::count(row, 4)?,
                frozen_at: row::time(row, 5)?,
                stopped_at: row::optional_time(row, 6)?,
                carriage: row::parsed(row, 7, Carriage::parse)?,
                due_at: row::optional_time(row, 8)?,
            })
        })?;
    Ok(mailing)
}

pub(super) fn deliveries(transaction: &Transaction<'_>, filter: &DeliveryFilter) -> Result<Vec<Delivery>, Failure> {
    let mailing = row::mailing(transaction, &filter.mailing)?;
    let mut statement = transaction.prepare_cached(&format!(
        "SELECT {} FROM deliveries d WHERE d.mailing = ?1 AND d.state = ?2 AND d.number > ?4
         ORDER BY d.number LIMIT ?3",
        row::DELIVERY
    ))?;
    let mut found = Vec::new();
    for state in DeliveryState::ALL.into_iter().filter(|state| filter.states.contains(state)) {
        let limit = i64::try_from(filter.limit).unwrap_or(i64::MAX);
        let rows = statement.query_map(params![mailing.number, state.name(), limit, filter.after], row::delivery)?;
        for delivery in rows {
            found.push(delivery?);
        }
    }
    found.sort_by_key(|delivery| delivery.number);
    found.truncate(filter.limit);
    Ok(found)
}

pub(super) fn reply_counts(transaction: &Transaction<'_>, mailing: &MailingId) -> Result<Vec<ReplyCount>, Failure> {
    let mailing = row::mailing(transaction, mailing)?;
    let counts = transaction
        .prepare_cached(
            "SELECT state, coalesce(code, 0), enhanced, coalesce(min(reply), ''), count(*) FROM deliveries
             WHERE mailing = ?1 AND state IN ('refused', 'deferred', 'unknown')
             GROUP BY state, coalesce(code, 0), enhanced, CASE WHEN coalesce(code, 0) = 0 THEN reply END
             ORDER BY count(*) DESC, 1, 2, 3",
        )?
        .query_map([mailing.number], |row| {
            Ok(ReplyCount {
                state: row::parsed(row, 0, DeliveryState::parse)?,
                code: row.get(1)?,
                enhanced: row.get(2)?,
                text: row.get(3)?,
                count: row::count(row, 4)?,
            })
        })?
        .collect::<Result<_, _>>()?;
    Ok(counts)
}

pub(super) fn refusing_domains(
    transaction: &Transaction<'_>,
    mailing: &MailingId,
) -> Result<Vec<DomainCount>, Failure> {
    let mailing = row::mailing(transaction, mailing)?;
    let counts = transaction
        .prepare_cached(
            "SELECT substr(normal, instr(normal, '@') + 1), sum(state = 'refused'), count(*) FROM deliveries
             WHERE mailing = ?1 GROUP BY 1 HAVING sum(state = 'refused') > 0 ORDER BY 2 DESC, 1",
        )?
        .query_map([mailing.number], |row| {
            Ok(DomainCount { domain: row.get(0)?, refused: row::count(row, 1)?, all: row::count(row, 2)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(counts)
}

pub(super) fn next_try(transaction: &Transaction<'_>, mailing: &MailingId) -> Result<Option<DateTime<Utc>>, Failure> {
    let mailing = row::mailing(transaction, mailing)?;
    let next = transaction
        .prepare_cached("SELECT min(next_try_at) FROM deliveries WHERE mailing = ?1 AND state = 'deferred'")?
        .query_row([mailing.number], |row| row::optional_time(row, 0))?;
    Ok(next)
}
