//! Writes down what came back, once, and takes an address off the lists that takes no mail.
//!
//! All rows go to the server at once, and are weighed here one after the other. Whoever else weighs something of the same
//! person waits until this transaction has ended: of five letters that come back at five places one is the fifth.

use super::failure::Failure;
use super::row;
use super::work::Work;
use crate::model::EmailAddress;
use crate::store::ReceivedEffect;
use crate::store::returned_row::ReturnedRow;
use crate::store::standing::{HeldPlace, Report, ReturnedLetter, Standing};
use std::collections::{BTreeMap, BTreeSet};

/// Somebody of ours.
pub(super) struct Person {
    pub(super) subscriber: i64,
    pub(super) address: EmailAddress,
    /// Whether it is shown that it is about a letter of ours to them.
    pub(super) is_sure: bool,
}

/// A row, and who it is about.
pub(super) struct Weighed<'a> {
    pub(super) row: ReturnedRow<'a>,
    pub(super) person: Option<Person>,
}

/// Those that were not there, in the order in which they were told.
const WRITE: &str = "
    INSERT INTO returned (digest, place, source, kind, counts, subscriber, address, code, status, said, sender, subject,
        letter, returned_at, read_at)
    SELECT t.*, $15::bigint FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::smallint[], $6::bigint[],
        $7::text[], $8::int[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::bigint[]) AS t
    ON CONFLICT (digest, place) DO NOTHING RETURNING digest, place";

/// Writes rows, those that are not there, and does what follows from each. The caller holds the table of subscriptions,
/// where one of them counts.
pub(super) async fn weigh(work: &Work<'_>, rows: Vec<Weighed<'_>>) -> Result<Vec<ReceivedEffect>, Failure> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let mut standings = standings(work, &rows).await?;
    // Nobody of them is put on a list any more: what has come back until now came back before.
    let now: i64 = work.row("SELECT clock()", &[]).await?.map_or(Ok(0), |row| row.try_get(0))?;
    let mut written = write(work, &rows, now).await?;
    let (mut effects, mut bounced) = (Vec::with_capacity(rows.len()), Vec::new());
    for Weighed { row, person } in rows {
        if !written.remove(&(row.digest.to_string(), row.place)) {
            effects.push(ReceivedEffect::KnownAlready);
            continue;
        }
        effects.push(match person {
            None if row.kind.is_bounce() => ReceivedEffect::Nobody,
            Some(Person { subscriber, address, is_sure }) if row.counts() => {
                let standing = standings.entry(subscriber).or_default();
                let key = row.letter.unwrap_or(&row.digest).to_owned();
                let returned_at = row.returned_at(now);
                standing.letters.push(ReturnedLetter { key, returned_at });
                let (effect, given_up) = standing.weigh(address, Report { bearing: row.bearing, is_sure, returned_at });
                bounced.extend(given_up);
                effect
            }
            _ => ReceivedEffect::Kept,
        });
    }
    if !bounced.is_empty() {
        work.change("UPDATE subscriptions SET state = 'bounced', since = $2 WHERE id = ANY ($1)", &[&bounced, &now])
            .await?;
    }
    Ok(effects)
}

/// How those stand whom a row speaks against. Their subscriptions stay as they are until this transaction has ended.
async fn standings(work: &Work<'_>, rows: &[Weighed<'_>]) -> Result<BTreeMap<i64, Standing>, Failure> {
    let persons = rows.iter().filter(|it| it.row.counts()).filter_map(|it| it.person.as_ref());
    let persons: BTreeSet<i64> = persons.map(|person| person.subscriber).collect();
    let persons: Vec<i64> = persons.into_iter().collect();
    let mut standings: BTreeMap<i64, Standing> = BTreeMap::new();
    if persons.is_empty() {
        return Ok(standings);
    }
    let places = work
        .rows(
            "SELECT n.subscriber, n.id, n.list, CASE n.state WHEN 'paused' THEN s.added_at ELSE n.since END
             FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber
             WHERE n.subscriber = ANY ($1) AND n.state IN ('active', 'paused', 'pending')
             ORDER BY n.subscriber, n.list FOR NO KEY UPDATE OF n",
            &[&persons],
        )
        .await?;
    for place in &places {
        let standing = standings.entry(place.try_get(0)?).or_default();
        let (subscription, list, taken_at) = (place.try_get(1)?, row::id(place, 2)?, place.try_get(3)?);
        standing.places.push(HeldPlace { subscription, list, taken_at });
    }
    // After they are held: it sees what those have written that were waited for.
    let letters = work
        .rows(
            "SELECT subscriber, coalesce(letter, digest), returned_at FROM returned
             WHERE subscriber = ANY ($1) AND counts = 1",
            &[&persons],
        )
        .await?;
    for letter in &letters {
        let letter_of = ReturnedLetter { key: letter.try_get(1)?, returned_at: letter.try_get(2)? };
        standings.entry(letter.try_get(0)?).or_default().letters.push(letter_of);
    }
    Ok(standings)
}

/// The digests and places of those that were not there.
async fn write(work: &Work<'_>, rows: &[Weighed<'_>], now: i64) -> Result<BTreeSet<(String, i64)>, Failure> {
    /// One column, as the server takes them.
    macro_rules! column {
        ($type:ty, $value:expr) => {
            rows.iter().map($value).collect::<Vec<$type>>()
        };
    }
    let digests = column!(&str, |it| &*it.row.digest);
    let places = column!(i64, |it| it.row.place);
    let sources = column!(Option<&str>, |it| it.row.source);
    let kinds = column!(&str, |it| it.row.kind.name());
    let counts = column!(i16, |it| i16::from(it.row.counts()));
    let persons = column!(Option<i64>, |it| it.person.as_ref().map(|person| person.subscriber));
    let addresses = column!(Option<&str>, |it| it.row.address.as_deref());
    let codes = column!(Option<i32>, |it| it.row.code.map(i32::from));
    let statuses = column!(Option<&str>, |it| it.row.status.as_deref());
    let said = column!(&str, |it| &*it.row.said);
    let senders = column!(Option<&str>, |it| it.row.sender);
    let subjects = column!(Option<&str>, |it| it.row.subject);
    let letters = column!(Option<&str>, |it| it.row.letter);
    let times = column!(i64, |it| it.row.returned_at(now));
    let values: [&(dyn tokio_postgres::types::ToSql + Sync); 15] = [
        &digests, &places, &sources, &kinds, &counts, &persons, &addresses, &codes, &statuses, &said, &senders,
        &subjects, &letters, &times, &now,
    ];
    let written = work.rows(WRITE, &values).await?;
    written.iter().map(|row| Ok((row.try_get(0)?, row.try_get(1)?))).collect()
}
