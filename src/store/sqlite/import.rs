//! Takes rows onto their lists, all in one transaction; nobody who left comes back by it.

use crate::intake::subscribers::{IntakeError, ReadRow, SubscriberRow};
use crate::language::Language;
use crate::model::{Consent, Id, SubscriptionState};
use crate::store::place::{Place, accept};
use crate::store::sqlite::{Failure, remove, row};
use crate::store::{ImportOutcome, ImportRequest, ImportRows, Run, StoreError, TokenSource};
use chrono::{DateTime, NaiveDate, Utc};
use rusqlite::{OptionalExtension, Transaction, params};
use std::sync::mpsc;

/// How many rows are handed over at once.
const BATCH: usize = 256;

/// How many batches may lie ready.
const READY: usize = 4;

pub(super) fn import(
    transaction: Transaction<'_>,
    tokens: &mut TokenSource,
    mut request: ImportRequest,
) -> Result<ImportOutcome, Failure> {
    let rows = std::mem::take(&mut request.rows);
    // Only when the reading has ended well is anything kept.
    let outcome = read_ahead(rows, |rows| take_all(&transaction, tokens, &request, rows))?;
    match request.run {
        Run::ForReal => transaction.commit()?,
        Run::Dry => transaction.rollback()?,
    }
    Ok(outcome)
}

/// Reads rows on a thread of its own, a little ahead of whoever takes them. Panics where the reading does.
fn read_ahead<T>(mut rows: ImportRows, take: impl FnOnce(&mut dyn Iterator<Item = NextRow>) -> T) -> T {
    std::thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(READY);
        scope.spawn(move || {
            loop {
                let batch: Vec<NextRow> = rows.by_ref().take(BATCH).collect();
                // Whoever took them may have given up.
                if batch.is_empty() || sender.send(batch).is_err() {
                    break;
                }
            }
        });
        take(&mut receiver.into_iter().flatten())
    })
}

type NextRow = Result<ReadRow, IntakeError>;

fn take_all(
    transaction: &Transaction<'_>,
    tokens: &mut TokenSource,
    request: &ImportRequest,
    rows: &mut dyn Iterator<Item = NextRow>,
) -> Result<ImportOutcome, Failure> {
    let mut outcome = ImportOutcome::default();
    for row in rows {
        let row = match row.map_err(StoreError::from)? {
            ReadRow::Taken(row) => row,
            ReadRow::PassedOver(remark) => {
                outcome.passed_over.push(remark);
                continue;
            }
            ReadRow::Refused(remark) => {
                outcome.refused.push(remark);
                continue;
            }
        };
        match accept(&row, request) {
            Ok(place) => match take(transaction, tokens, &place, request.now)? {
                Taken::New => outcome.new += 1,
                Taken::Updated => outcome.updated += 1,
                Taken::PassedOver(code) => outcome.passed_over.push(place.remark(code)),
                Taken::Refused(code) => outcome.refused.push(place.remark(code)),
            },
            Err(remark) => outcome.refused.push(remark),
        }
    }
    Ok(outcome)
}

/// What becomes of a row.
enum Taken {
    New,
    Updated,
    PassedOver(&'static str),
    Refused(&'static str),
}

/// A subscription as it stands before a row is taken.
struct Standing {
    id: i64,
    state: SubscriptionState,
    consented: Option<NaiveDate>,
}

fn take(
    transaction: &Transaction<'_>,
    tokens: &mut TokenSource,
    place: &Place<'_>,
    now: DateTime<Utc>,
) -> Result<Taken, Failure> {
    let now = row::millis(now);
    // Most are strangers: to enter them finds out whether they are.
    if !place.needs_evidence()
        && let Some(subscriber) = add(transaction, place.row, now)?
    {
        return subscribe(transaction, tokens, subscriber, place, now);
    }
    let subscriber: Option<i64> = transaction
        .prepare_cached("SELECT id FROM subscribers WHERE normal = ?1")?
        .query_row([place.row.address.normal()], |row| row.get(0))
        .optional()?;
    let Some(subscriber) = subscriber else { return Ok(Taken::Refused("row-without-consent")) };
    match standing(transaction, subscriber, place.list)? {
        Some(standing) => renew(transaction, subscriber, &standing, place, now),
        None => enter(transaction, tokens, subscriber, place, now),
    }
}

fn standing(transaction: &Transaction<'_>, subscriber: i64, list: &Id) -> rusqlite::Result<Option<Standing>> {
    transaction
        .prepare_cached(
            "SELECT id, state, (SELECT max(consented) FROM consents WHERE subscription = n.id)
             FROM subscriptions n WHERE subscriber = ?1 AND list = ?2",
        )?
        .query_row(params![subscriber, list.as_str()], |row| {
            Ok(Standing {
                id: row.get(0)?,
                state: row::parsed(row, 1, SubscriptionState::parse)?,
                consented: row::optional(row, 2, |text| text.parse().ok())?,
            })
        })
        .optional()
}

/// A person who is on the list already: an import may add what is known, and take letters away, never give them back.
fn renew(
    transaction: &Transaction<'_>,
    subscriber: i64,
    standing: &Standing,
    place: &Place<'_>,
    now: i64,
) -> Result<Taken, Failure> {
    use SubscriptionState::{Active, Bounced, Left, Paused, Pending};
    match (standing.state, place.state) {
        (Left, _) => return Ok(Taken::PassedOver("passed-over-left")),
        (Bounced, Active | Paused | Pending | Bounced) => return Ok(Taken::PassedOver("passed-over-bounced")),
        (Paused, Active) => return Ok(Taken::PassedOver("passed-over-paused")),
        (Pending, Active | Paused) => return Ok(Taken::PassedOver("passed-over-pending")),
        _ => {}
    }
    if place.needs_evidence() && standing.consented.is_none() {
        return Ok(Taken::Refused("row-without-consent"));
    }
    let mut changed = amend(transaction, subscriber, place.row)?;
    if let Some(consent) = &place.consent
        && standing.consented.is_none_or(|known| known < consent.consented)
    {
        record_consent(transaction, standing.id, consent, now)?;
        changed = true;
    }
    if place.state != standing.state && matches!(place.state, Paused | Left | Bounced) {
        match place.state {
            Left => remove::leave(transaction, standing.id, now)?,
            state => {
                transaction
                    .prepare_cached("UPDATE subscriptions SET state = ?2, since = ?3 WHERE id = ?1")?
                    .execute(params![standing.id, state.name(), now])?;
            }
        }
        changed = true;
    }
    Ok(if changed { Taken::Updated } else { Taken::PassedOver("passed-over-unchanged") })
}

/// A person who is known, and not on the list yet.
fn enter(
    transaction: &Transaction<'_>,
    tokens: &mut TokenSource,
    subscriber: i64,
    place: &Place<'_>,
    now: i64,
) -> Result<Taken, Failure> {
    if place.needs_evidence() {
        return Ok(Taken::Refused("row-without-consent"));
    }
    if is_bounced(transaction, subscriber)? {
        return Ok(Taken::PassedOver("passed-over-bounced"));
    }
    amend(transaction, subscriber, place.row)?;
    subscribe(transaction, tokens, subscriber, place, now)
}

fn subscribe(
    transaction: &Transaction<'_>,
    tokens: &mut TokenSource,
    subscriber: i64,
    place: &Place<'_>,
    now: i64,
) -> Result<Taken, Failure> {
    transaction
        .prepare_cached(
            "INSERT INTO subscriptions (subscriber, list, state, token, since) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![subscriber, place.list.as_str(), place.state.name(), tokens()?.expose(), now])?;
    let subscription = transaction.last_insert_rowid();
    if let Some(consent) = &place.consent {
        record_consent(transaction, subscription, consent, now)?;
    }
    if place.state == SubscriptionState::Left {
        // What they said yes to, they have taken back.
        remove::leave(transaction, subscription, now)?;
    }
    Ok(Taken::New)
}

/// Whether the address takes no letters, on whichever list that was found out.
fn is_bounced(transaction: &Transaction<'_>, subscriber: i64) -> rusqlite::Result<bool> {
    transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM subscriptions WHERE subscriber = ?1 AND state = 'bounced')")?
        .query_row([subscriber], |row| row.get(0))
}

/// The number of a person who was not known; nothing where they were.
fn add(transaction: &Transaction<'_>, row: &SubscriberRow, now: i64) -> rusqlite::Result<Option<i64>> {
    let added = transaction
        .prepare_cached(
            "INSERT INTO subscribers (normal, address, name, language, organisation, added_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (normal) DO NOTHING",
        )?
        .execute(params![
            row.address.normal(),
            row.address.as_str(),
            row.name,
            row.language.map(Language::code),
            row.organisation,
            now
        ])?;
    Ok((added > 0).then(|| transaction.last_insert_rowid()))
}

/// Takes over what a row says and the store does not; what a row leaves out stays. Returns whether anything changed.
fn amend(transaction: &Transaction<'_>, subscriber: i64, row: &SubscriberRow) -> rusqlite::Result<bool> {
    let changed = transaction
        .prepare_cached(
            "UPDATE subscribers SET name = coalesce(?2, name), language = coalesce(?3, language),
                 organisation = coalesce(?4, organisation)
             WHERE id = ?1 AND (coalesce(?2, name) IS NOT name OR coalesce(?3, language) IS NOT language
                 OR coalesce(?4, organisation) IS NOT organisation)",
        )?
        .execute(params![subscriber, row.name, row.language.map(Language::code), row.organisation])?;
    Ok(changed > 0)
}

fn record_consent(
    transaction: &Transaction<'_>,
    subscription: i64,
    consent: &Consent,
    now: i64,
) -> rusqlite::Result<()> {
    transaction
        .prepare_cached(
            "INSERT INTO consents (subscription, source, consented, version, wording, recorded_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![
            subscription,
            consent.source,
            consent.consented.to_string(),
            consent.version,
            consent.wording,
            now
        ])?;
    Ok(())
}
