//! Rows ⇄ the model: times, addresses and states as the file keeps them.

use crate::language::Language;
use crate::model::{Delivery, DeliveryState, EmailAddress, Id, MailingId, Recipient, Reply, Token};
use crate::store::StoreError;
use crate::store::sqlite::Failure;
use chrono::{DateTime, Utc};
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row, Transaction};

/// A time as the file keeps it: milliseconds since 1970.
pub(super) fn millis(time: DateTime<Utc>) -> i64 {
    time.timestamp_millis()
}

/// A value that is in the file and is none: only another hand can have put it there. It may be an address or a token, so it
/// is not shown.
fn unreadable(column: usize) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, "no value of ours".into())
}

/// The time in a column.
pub(super) fn time(row: &Row<'_>, column: usize) -> rusqlite::Result<DateTime<Utc>> {
    let value: i64 = row.get(column)?;
    DateTime::from_timestamp_millis(value).ok_or_else(|| unreadable(column))
}

/// The time in a column that may be empty.
pub(super) fn optional_time(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<DateTime<Utc>>> {
    match row.get::<_, Option<i64>>(column)? {
        Some(_) => time(row, column).map(Some),
        None => Ok(None),
    }
}

/// The count in a column.
pub(super) fn count(row: &Row<'_>, column: usize) -> rusqlite::Result<u64> {
    let value: i64 = row.get(column)?;
    u64::try_from(value).map_err(|_| unreadable(column))
}

/// What a text in a column stands for.
pub(super) fn parsed<T>(row: &Row<'_>, column: usize, parse: impl Fn(&str) -> Option<T>) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    parse(text).ok_or_else(|| unreadable(column))
}

/// What a text in a column that may be empty stands for.
pub(super) fn optional<T>(
    row: &Row<'_>,
    column: usize,
    parse: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)?.as_str_or_null()? {
        Some(text) => parse(text).map(Some).ok_or_else(|| unreadable(column)),
        None => Ok(None),
    }
}

/// The address in a column.
pub(super) fn address(row: &Row<'_>, column: usize) -> rusqlite::Result<EmailAddress> {
    parsed(row, column, |text| EmailAddress::parse(text).ok())
}

/// The id in a column.
pub(super) fn id(row: &Row<'_>, column: usize) -> rusqlite::Result<Id> {
    parsed(row, column, |text| Id::parse(text).ok())
}

/// The columns that `delivery` reads, of a table or alias `d`.
pub(super) const DELIVERY: &str = "d.number, d.address, d.name, d.language, d.token, d.state, d.attempts, \
     d.first_attempt_at, d.next_try_at, d.code, d.enhanced, d.reply, d.changed_at";

/// The delivery in a row of `DELIVERY`.
pub(super) fn delivery(row: &Row<'_>) -> rusqlite::Result<Delivery> {
    let reply = match row.get::<_, Option<u16>>(9)? {
        Some(code) => Some(Reply { code, enhanced: row.get(10)?, text: row.get(11)? }),
        None => None,
    };
    Ok(Delivery {
        number: row.get(0)?,
        recipient: Recipient {
            address: address(row, 1)?,
            name: row.get(2)?,
            language: optional(row, 3, Language::parse)?,
            token: parsed(row, 4, Token::parse)?,
        },
        state: parsed(row, 5, DeliveryState::parse)?,
        attempts: row.get(6)?,
        first_attempt: optional_time(row, 7)?,
        next_try: optional_time(row, 8)?,
        reply,
        since: time(row, 12)?,
    })
}

/// What the verbs on deliveries need of their mailing.
pub(super) struct MailingRow {
    pub number: i64,
    pub recipients: u64,
    pub is_stopped: bool,
}

/// The mailing of that name.
pub(super) fn mailing(transaction: &Transaction<'_>, mailing: &MailingId) -> Result<MailingRow, Failure> {
    let name = mailing.to_string();
    let found = transaction
        .prepare_cached("SELECT number, recipients, stopped_at IS NOT NULL FROM mailings WHERE id = ?1")?
        .query_row([&name], |row| {
            Ok(MailingRow { number: row.get(0)?, recipients: count(row, 1)?, is_stopped: row.get(2)? })
        })
        .optional()?;
    Ok(found.ok_or(StoreError::NoSuchMailing { name })?)
}
