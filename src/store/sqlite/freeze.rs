//! Freezes a mailing: its letter and its recipients, in one transaction.

use crate::store::sqlite::{Failure, row};
use crate::store::{FreezeRequest, StoreError};
use rusqlite::{Transaction, params};

pub(super) fn freeze(transaction: Transaction<'_>, request: &FreezeRequest) -> Result<(), Failure> {
    let FreezeRequest { id, subject, frozen, digest, carriage, expected, due, now } = request;
    let now = row::millis(*now);
    let inserted = transaction.execute(
        "INSERT INTO mailings (id, subject, digest, recipients, frozen_at, frozen, carriage, due_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO NOTHING",
        params![
            id.to_string(),
            subject,
            digest,
            i64::try_from(*expected).unwrap_or(i64::MAX),
            now,
            frozen,
            carriage.name(),
            due.map(row::millis)
        ],
    )?;
    if inserted == 0 {
        return Err(StoreError::MailingExists { id: id.clone() }.into());
    }
    let number = transaction.last_insert_rowid();
    let found = transaction.execute(
        "INSERT INTO deliveries (mailing, subscription, normal, address, name, language, token, changed_at)
         SELECT ?1, n.id, s.normal, s.address, s.name, s.language, n.token, ?2
         FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber
         WHERE n.list = ?3 AND n.state = 'active'
         ORDER BY n.id",
        params![number, now, id.list.as_str()],
    )?;
    let found = found as u64;
    if found == 0 {
        return Err(StoreError::NobodyToWriteTo { list: id.list.clone() }.into());
    }
    if found != *expected {
        return Err(StoreError::RecipientsChanged { expected: *expected, found }.into());
    }
    Ok(transaction.commit()?)
}
