//! Rows ⇄ the model: times, addresses and states as the tables keep them.

use super::failure::Failure;
use super::work::Work;
use crate::language::Language;
use crate::model::{Delivery, DeliveryState, EmailAddress, Id, MailingId, Recipient, Reply, Token};
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use tokio_postgres::Row;

/// The time in a column.
pub(super) fn time(row: &Row, column: usize) -> Result<DateTime<Utc>, Failure> {
    DateTime::from_timestamp_millis(row.try_get(column)?).ok_or(Failure::Unreadable { column })
}

/// The time in a column that may be empty.
pub(super) fn optional_time(row: &Row, column: usize) -> Result<Option<DateTime<Utc>>, Failure> {
    let value: Option<i64> = row.try_get(column)?;
    value.map(|_| time(row, column)).transpose()
}

/// The count in a column.
pub(super) fn count(row: &Row, column: usize) -> Result<u64, Failure> {
    u64::try_from(row.try_get::<_, i64>(column)?).map_err(|_| Failure::Unreadable { column })
}

/// What a text in a column stands for.
pub(super) fn parsed<T>(row: &Row, column: usize, parse: impl Fn(&str) -> Option<T>) -> Result<T, Failure> {
    parse(row.try_get(column)?).ok_or(Failure::Unreadable { column })
}

/// What a text in a column that may be empty stands for.
pub(super) fn optional<T>(row: &Row, column: usize, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, Failure> {
    let text: Option<&str> = row.try_get(column)?;
    text.map(|text| parse(text).ok_or(Failure::Unreadable { column })).transpose()
}

/// The address in a column.
pub(super) fn address(row: &Row, column: usize) -> Result<EmailAddress, Failure> {
    parsed(row, column, |text| EmailAddress::parse(text).ok())
}

/// The id in a column.
pub(super) fn id(row: &Row, column: usize) -> Result<Id, Failure> {
    parsed(row, column, |text| Id::parse(text).ok())
}

/// The columns that `delivery` reads, of a table or alias `d`.
macro_rules! delivery_columns {
    () => {
        "d.number, d.address, d.name, d.language, d.token, d.state, d.attempts, d.first_attempt_at, d.next_try_at, \
         d.code, d.enhanced, d.reply, d.changed_at"
    };
}
pub(super) use delivery_columns;

/// The delivery in a row of `delivery_columns`.
pub(super) fn delivery(row: &Row) -> Result<Delivery, Failure> {
    let small = |column: usize, value: i32| u16::try_from(value).map_err(|_| Failure::Unreadable { column });
    let reply = match row.try_get::<_, Option<i32>>(9)? {
        Some(code) => {
            let text: Option<String> = row.try_get(11)?;
            Some(Reply { code: small(9, code)?, enhanced: row.try_get(10)?, text: text.unwrap_or_default() })
        }
        None => None,
    };
    Ok(Delivery {
        number: row.try_get(0)?,
        recipient: Recipient {
            address: address(row, 1)?,
            name: row.try_get(2)?,
            language: optional(row, 3, Language::parse)?,
            token: parsed(row, 4, Token::parse)?,
        },
        state: parsed(row, 5, DeliveryState::parse)?,
        attempts: u32::try_from(row.try_get::<_, i32>(6)?).map_err(|_| Failure::Unreadable { column: 6 })?,
        first_attempt: optional_time(row, 7)?,
        next_try: optional_time(row, 8)?,
        reply,
        since: time(row, 12)?,
    })
}

/// The number of a mailing, which neither stops nor goes on again until this transaction has ended.
///
/// A statement that reads whether it is stopped must come after this one: it sees only what was there when it began.
pub(super) async fn hold(work: &Work<'_>, mailing: &str) -> Result<i64, Failure> {
    let held = "SELECT number, pg_advisory_xact_lock_shared(1332769639, number::int) FROM mailings WHERE id = $1";
    found(work.row(held, &[&mailing]).await?, mailing)
}

/// The number of a mailing that nobody claims of or records for until this transaction has ended.
pub(super) async fn hold_alone(work: &Work<'_>, mailing: &MailingId) -> Result<i64, Failure> {
    let name = mailing.to_string();
    let held = "SELECT number, pg_advisory_xact_lock(1332769639, number::int) FROM mailings WHERE id = $1";
    found(work.row(held, &[&name]).await?, &name)
}

/// The number of a mailing.
pub(super) async fn mailing(work: &Work<'_>, mailing: &MailingId) -> Result<i64, Failure> {
    let name = mailing.to_string();
    found(work.row("SELECT number FROM mailings WHERE id = $1", &[&name]).await?, &name)
}

fn found(row: Option<Row>, name: &str) -> Result<i64, Failure> {
    match row {
        Some(row) => Ok(row.try_get(0)?),
        None => Err(StoreError::NoSuchMailing { name: name.to_owned() }.into()),
    }
}
