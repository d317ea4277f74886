//! Writes down what came back, once, and takes an address off the lists that takes no mail.

use crate::letter::returned::{Bearing, Failure as Refusal, Returned, ReturnedKind, bearing_of};
use crate::model::{EmailAddress, Id, Reply};
use crate::store::returned::{SOFT_LIMIT, WINDOW_DAYS};
use crate::store::sqlite::{Failure, row};
use crate::store::{KeptReturn, ReceiveRequest, ReceivedEffect, ReceivedMail, Run};
use chrono::{DateTime, TimeDelta, Utc};
use rusqlite::{OptionalExtension, Transaction, params};

/// Somebody of ours.
struct Person {
    subscriber: i64,
    address: EmailAddress,
}

/// A row about to be written.
struct Row<'a> {
    digest: &'a str,
    place: usize,
    source: Option<&'a str>,
    kind: ReturnedKind,
    bearing: Bearing,
    address: Option<String>,
    code: Option<u16>,
    status: Option<String>,
    said: &'a str,
    sender: Option<&'a str>,
    subject: Option<&'a str>,
    letter: Option<&'a str>,
    returned_at: i64,
    read_at: i64,
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
    let ReceivedMail { source, returned } = mail;
    let nothing = Refusal::unknown(returned.kind);
    let failures = if returned.failures.is_empty() { std::slice::from_ref(&nothing) } else { &returned.failures };
    let mut effects = Vec::new();
    for (place, failure) in failures.iter().enumerate() {
        let row = Row {
            digest: &returned.digest,
            place,
            source: Some(source),
            kind: failure.kind,
            bearing: failure.bearing,
            address: failure.address.as_ref().map(ToString::to_string),
            code: failure.code,
            status: failure.status.map(|status| status.to_string()),
            said: &failure.text,
            sender: Some(&returned.from),
            subject: Some(&returned.subject),
            letter: returned.original.as_deref(),
            // A server whose clock runs ahead tells of nothing that is to come.
            returned_at: row::millis(returned.date.map_or(now, |date| date.min(now))),
            read_at: row::millis(now),
        };
        let person = person(transaction, returned, place)?;
        effects.push(weigh(transaction, &row, person)?);
    }
    Ok(effects)
}

/// Who a failure is about: the token names the one that the letter was for, whatever address it was sent on to.
fn person(transaction: &Transaction<'_>, returned: &Returned, place: usize) -> rusqlite::Result<Option<Person>> {
    let is_only = returned.failures.len() <= 1;
    if let Some(token) = returned.token.as_ref().filter(|_| is_only) {
        let found = transaction
            .prepare_cached(
                "SELECT s.id, s.address FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber WHERE n.token = ?1",
            )?
            .query_row([token.expose()], read_person)
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    let failed = returned.failures.get(place).and_then(|failure| failure.address.as_ref());
    let written_to = returned.written_to.as_ref().filter(|_| is_only && !returned.failures.is_empty());
    for address in [failed, written_to].into_iter().flatten() {
        let found = transaction
            .prepare_cached("SELECT id, address FROM subscribers WHERE normal = ?1")?
            .query_row([address.normal()], read_person)
            .optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

fn read_person(row: &rusqlite::Row<'_>) -> rusqlite::Result<Person> {
    Ok(Person { subscriber: row.get(0)?, address: row::address(row, 1)? })
}

/// Writes a row, if it is not there, and does what follows from it.
fn weigh(transaction: &Transaction<'_>, row: &Row<'_>, person: Option<Person>) -> Result<ReceivedEffect, Failure> {
    let counts = row.kind.is_bounce() && row.bearing != Bearing::OnLetter;
    let written = transaction
        .prepare_cached(
            "INSERT INTO returned (digest, place, source, kind, counts, subscriber, address, code, status, said, sender,
                 subject, letter, returned_at, read_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)
             ON CONFLICT (digest, place) DO NOTHING",
        )?
        .execute(params![
            row.digest,
            i64::try_from(row.place).unwrap_or(i64::MAX),
            row.source,
            row.kind.name(),
            counts,
            person.as_ref().map(|person| person.subscriber),
            row.address,
            row.code,
            row.status,
            row.said,
            row.sender,
            row.subject,
            row.letter,
            row.returned_at,
            row.read_at,
        ])?;
    if written == 0 {
        return Ok(ReceivedEffect::KnownAlready);
    }
    let Some(Person { subscriber, address }) = person else {
        return Ok(if row.kind.is_bounce() { ReceivedEffect::Nobody } else { ReceivedEffect::Kept });
    };
    if !counts {
        return Ok(ReceivedEffect::Kept);
    }
    let count = letters_returned(transaction, subscriber)?;
    if row.bearing != Bearing::OnAddress && count < SOFT_LIMIT {
        return Ok(ReceivedEffect::Counted { address, count });
    }
    let lists = bounce(transaction, subscriber, row.read_at)?;
    Ok(if lists.is_empty() { ReceivedEffect::Kept } else { ReceivedEffect::Bounced { address, lists } })
}

/// The most letters to a person that came back within the days that count together, since they were put on their lists.
fn letters_returned(transaction: &Transaction<'_>, subscriber: i64) -> rusqlite::Result<usize> {
    let mut times: Vec<i64> = transaction
        .prepare_cached(
            "SELECT min(returned_at) FROM returned
             WHERE subscriber = ?1 AND counts = 1 AND read_at >= coalesce(
                 (SELECT min(since) FROM subscriptions WHERE subscriber = ?1 AND state IN ('active', 'paused', 'pending')), 0)
             GROUP BY coalesce(letter, digest)",
        )?
        .query_map([subscriber], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    times.sort_unstable();
    let window = TimeDelta::days(WINDOW_DAYS).num_milliseconds();
    let within = |start: usize| times[start..].iter().take_while(|time| **time <= times[start] + window).count();
    Ok((0..times.len()).map(within).max().unwrap_or(0))
}

/// Marks a person's subscriptions as bounced; who left has left. Returns the lists.
fn bounce(transaction: &Transaction<'_>, subscriber: i64, now: i64) -> rusqlite::Result<Vec<Id>> {
    transaction
        .prepare_cached(
            "UPDATE subscriptions SET state = 'bounced', since = ?2
             WHERE subscriber = ?1 AND state IN ('active', 'paused', 'pending') RETURNING list",
        )?
        .query_map(params![subscriber, now], |row| row::id(row, 0))?
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
    let digest = format!("delivery {delivery}");
    let row = Row {
        digest: &digest,
        place: 0,
        source: None,
        kind: if reply.code >= 500 { ReturnedKind::Hard } else { ReturnedKind::Soft },
        bearing: bearing_of(reply),
        address: Some(person.address.to_string()),
        code: (reply.code > 0).then_some(reply.code),
        status: reply.enhanced.clone(),
        said: &reply.text,
        sender: None,
        subject: None,
        letter: None,
        returned_at: row::millis(now),
        read_at: row::millis(now),
    };
    weigh(transaction, &row, Some(person)).map(drop)
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
