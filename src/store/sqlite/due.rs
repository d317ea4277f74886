//! What is due, and who is there to send it.

use crate::model::MailingId;
use crate::store::ATTENDED;
use crate::store::sqlite::{Failure, row};
use chrono::{DateTime, Utc};
use rusqlite::{Transaction, params};

pub(super) fn due(transaction: &Transaction<'_>, now: DateTime<Utc>) -> Result<Vec<MailingId>, Failure> {
    let mut statement = transaction.prepare_cached(
        "SELECT id FROM mailings m
         WHERE stopped_at IS NULL AND carriage <> 'drafts' AND coalesce(due_at, 0) <= ?1 AND (
             EXISTS (SELECT 1 FROM deliveries WHERE mailing = m.number AND state = 'planned')
             OR EXISTS (SELECT 1 FROM deliveries WHERE mailing = m.number AND state = 'deferred' AND next_try_at <= ?1)
             OR EXISTS (SELECT 1 FROM deliveries WHERE mailing = m.number AND state = 'claimed' AND lease_until <= ?1)
         ) ORDER BY coalesce(due_at, frozen_at), number",
    )?;
    let found = statement
        .query_map([row::millis(now)], |row| row::parsed(row, 0, |text| MailingId::parse(text).ok()))?
        .collect::<Result<_, _>>()?;
    Ok(found)
}

pub(super) fn attend(transaction: Transaction<'_>, worker: &str, now: DateTime<Utc>) -> Result<(), Failure> {
    let now = row::millis(now);
    transaction.execute(
        "INSERT INTO attendance (worker, seen_at) VALUES (?1, ?2)
         ON CONFLICT (worker) DO UPDATE SET seen_at = ?2",
        params![worker, now],
    )?;
    transaction.execute("DELETE FROM attendance WHERE seen_at < ?1", [now - ATTENDED.num_milliseconds()])?;
    Ok(transaction.commit()?)
}

pub(super) fn leave_off(transaction: Transaction<'_>, worker: &str) -> Result<(), Failure> {
    transaction.execute("DELETE FROM attendance WHERE worker = ?1", [worker])?;
    Ok(transaction.commit()?)
}

pub(super) fn is_attended(transaction: &Transaction<'_>, now: DateTime<Utc>) -> Result<bool, Failure> {
    let since = row::millis(now - ATTENDED);
    let found = transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM attendance WHERE seen_at >= ?1)")?
        .query_row([since], |row| row.get(0))?;
    Ok(found)
}
