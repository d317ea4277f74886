//! Stops a mailing, and takes it up again.

use crate::model::MailingId;
use crate::store::sqlite::{Failure, row};
use chrono::{DateTime, Utc};
use rusqlite::{Transaction, params};

pub(super) fn stop(transaction: Transaction<'_>, mailing: &MailingId, now: DateTime<Utc>) -> Result<u64, Failure> {
    let mailing = row::mailing(&transaction, mailing)?;
    let now = row::millis(now);
    transaction.execute(
        "UPDATE mailings SET stopped_at = coalesce(stopped_at, ?2) WHERE number = ?1",
        params![mailing.number, now],
    )?;
    let stopped = transaction.execute(
        "UPDATE deliveries SET state = 'stopped', next_try_at = NULL, changed_at = ?2
         WHERE mailing = ?1 AND state IN ('planned', 'deferred')",
        params![mailing.number, now],
    )?;
    transaction.commit()?;
    Ok(stopped as u64)
}

pub(super) fn resume(transaction: Transaction<'_>, mailing: &MailingId, now: DateTime<Utc>) -> Result<u64, Failure> {
    let mailing = row::mailing(&transaction, mailing)?;
    transaction.execute("UPDATE mailings SET stopped_at = NULL WHERE number = ?1", [mailing.number])?;
    let planned = transaction.execute(
        "UPDATE deliveries SET state = 'planned', changed_at = ?2 WHERE mailing = ?1 AND state = 'stopped'",
        params![mailing.number, row::millis(now)],
    )?;
    transaction.commit()?;
    Ok(planned as u64)
}
