//! Writes down what came back, once, and takes an address off the lists that takes no mail.

use crate::letter::is_message_id_of;
use crate::letter::returned::ReturnedKind;
use crate::model::{EmailAddress, Reply};
use crate::store::returned_row::{Clues, ReturnedRow};
use crate::store::sqlite::{Failure, row};
use crate::store::standing::{HeldPlace, Report, ReturnedLetter, Standing};
use crate::store::{KeptReturn, ReceiveRequest, ReceivedEffect, ReceivedMail, Run};
use chrono::{DateTime, Utc};
use rusqlite::{OptionalExtension, Transaction, params};

/// Somebody of ours.
struct Person {
    subscriber: i64,
    address: EmailAddress,
    /// Whether it is shown that it is about a letter of ours to them.
    is_sure: bool,
}

pub(super) fn receive(
    transaction: Transaction<'_>,
    request: &ReceiveRequest,
) -> Result<Vec<Vec<ReceivedEffect>>, Failure> {
    let mut effects = Vec::with_capacity(request.mails.len());
    for mail in &request.mails {
        effects.push(take(&transaction, mail, request.now)?);
    }
    match request.run {
        Run::ForReal => transaction.commit()?,
        Run::Dry => transaction.rollback()?,
    }
    Ok(effects)
}

/// One effect for each failure; one for a mail that tells of none.
fn take(
    transaction: &Transaction<'_>,
    mail: &ReceivedMail,
    now: DateTime<Utc>,
) -> Result<Vec<ReceivedEffect>, Failure> {
    let rows = ReturnedRow::of_mail(mail).into_iter().map(|row| {
        let person = person(transaction, &Clues::of(&mail.returned, row.place))?;
        weigh(transaction, &row, person, row::millis(now))
    });
    rows.collect()
}

/// Who a failure is about.
fn person(transaction: &Transaction<'_>, clues: &Clues<'_>) -> rusqlite::Result<Option<Person>> {
    if let Some(token) = clues.token {
        let found = transaction
            .prepare_cached(
                "SELECT s.id, s.address FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber WHERE n.token = ?1",
            )?
            .query_row([token], read_person)
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    for address in clues.addresses.into_iter().flatten() {
        let found = transaction
            .prepare_cached("SELECT id, address FROM subscribers WHERE normal = ?1")?
            .query_row([address.normal()], read_person)
            .optional()?;
        if let Some(person) = found {
            let is_sure = clues.letter.map_or(Ok(false), |letter| is_letter_to(transaction, letter, &person))?;
            return Ok(Some(Person { is_sure, ..person }));
        }
    }
    Ok(None)
}

/// Somebody whom the token names.
fn read_person(row: &rusqlite::Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person { subscriber: row.get(0)?, address: row::address(row, 1)?, is_sure: true })
}

/// Whether a letter is one of ours to a person.
fn is_letter_to(transaction: &Transaction<'_>, letter: &str, person: &Person) -> rusqlite::Result<bool> {
    let mut tokens = transaction.prepare_cached("SELECT token FROM subscriptions WHERE subscriber = ?1")?;
    let tokens: Vec<String> =
        tokens.query_map([person.subscriber], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut mailings = transaction.prepare_cached("SELECT id FROM mailings")?;
    let mut mailings = mailings.query([])?;
    while let Some(mailing) = mailings.next()? {
        let mailing = mailing.get_ref(0)?.as_str()?;
        if tokens.iter().any(|token| is_message_id_of(letter, mailing, &person.address, token)) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes a row, if it is not there, and does what follows from it.
fn weigh(
    transaction: &Transaction<'_>,
    row: &ReturnedRow<'_>,
    person: Option<Person>,
    now: i64,
) -> Result<ReceivedEffect, Failure> {
    let written = transaction
        .prepare_cached(
            "INSERT INTO returned (digest, place, source, kind, counts, subscriber, address, code, status, said, sender,
                 subject, letter, returned_at, read_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             ON CONFLICT (digest, place) DO NOTHING",
        )?
        .execute(params![
            row.digest,
            row.place,
            row.source,
            row.kind.name(),
            row.counts(),
            person.as_ref().map(|person| person.subscriber),
            row.address,
            row.code,
            row.status,
            row.said,
            row.sender,
            row.subject,
            row.letter,
            row.returned_at(now),
            now,
        ])?;
    if written == 0 {
        return Ok(ReceivedEffect::KnownAlready);
    }
    let Some(Person { subscriber, address, is_sure }) = person else {
        return Ok(if row.kind.is_bounce() { ReceivedEffect::Nobody } else { ReceivedEffect::Kept });
    };
    if !row.counts() {
        return Ok(ReceivedEffect::Kept);
    }
    let mut standing =
        Standing { places: places(transaction, subscriber)?, letters: letters(transaction, subscriber)? };
    let (effect, given_up) =
        standing.weigh(address, Report { bearing: row.bearing, is_sure, returned_at: row.returned_at(now) });
    let mut bounce =
        transaction.prepare_cached("UPDATE subscriptions SET state = 'bounced', since = ?2 WHERE id = ?1")?;
    for subscription in given_up {
        bounce.execute(params![subscription, now])?;
    }
    Ok(effect)
}

/// A person's places, by the names of the lists; who left has left.
fn places(transaction: &Transaction<'_>, subscriber: i64) -> rusqlite::Result<Vec<HeldPlace>> {
    transaction
        .prepare_cached(
            "SELECT n.id, n.list, CASE n.state WHEN 'paused' THEN s.added_at ELSE n.since END
             FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber
             WHERE n.subscriber = ?1 AND n.state IN ('active', 'paused', 'pending') ORDER BY n.list",
        )?
        .query_map([subscriber], |row| {
            Ok(HeldPlace { subscription: row.get(0)?, list: row::id(row, 1)?, taken_at: row.get(2)? })
        })?
        .collect()
}

/// The letters to a person that came back.
fn letters(transaction: &Transaction<'_>, subscriber: i64) -> rusqlite::Result<Vec<ReturnedLetter>> {
    transaction
        .prepare_cached(
            "SELECT coalesce(letter, digest), returned_at FROM returned WHERE subscriber = ?1 AND counts = 1",
        )?
        .query_map([subscriber], |row| Ok(ReturnedLetter { key: row.get(0)?, returned_at: row.get(1)? }))?
        .collect()
}

/// Writes down a refusal at the time of sending: it counts as one that comes back by mail.
pub(super) fn refused_at_once(
    transaction: &Transaction<'_>,
    delivery: i64,
    reply: &Reply,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let found = transaction
        .prepare_cached(
            "SELECT s.id, s.address FROM deliveries d JOIN subscriptions n ON n.id = d.subscription AND n.token = d.token
             JOIN subscribers s ON s.id = n.subscriber WHERE d.number = ?1",
        )?
        .query_row([delivery], read_person)
        .optional()?;
    let Some(person) = found else { return Ok(()) };
    let row = ReturnedRow::of_refusal(delivery, &person.address, reply);
    weigh(transaction, &row, Some(person), row::millis(now)).map(drop)
}

pub(super) fn kept(transaction: &Transaction<'_>) -> Result<Vec<KeptReturn>, Failure> {
    let mut statement = transaction.prepare_cached(
        "SELECT source, kind, address, subscriber IS NOT NULL, code, status, said, sender, subject, returned_at
         FROM returned ORDER BY returned_at DESC, id DESC",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(KeptReturn {
            source: row.get(0)?,
            kind: row::parsed(row, 1, ReturnedKind::parse)?,
            address: row.get(2)?,
            is_subscriber: row.get(3)?,
            code: row.get(4)?,
            status: row.get(5)?,
            said: row.get(6)?,
            sender: row.get(7)?,
            subject: row.get(8)?,
            returned_at: row::time(row, 9)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}
