//! Settles deliveries of which nobody knows whether they reached the relay: by a person's word, or by the relay's log.

use super::{Clock, MailingError};
use crate::intake::relay_log::{LetterFate, LoggedLetter, RelayLog, RelayLogReport};
use crate::letter::FrozenLetter;
use crate::model::{Delivery, DeliveryState, Mailing, Reply};
use crate::store::{DeliveryFilter, Resolution, ResolveRequest, Run, Store};
use chrono::TimeDelta;

/// How many accepted deliveries are looked up in the log, to see whether it is the right one and whole.
const WITNESSES: usize = 1000;

/// How far a stamp of the log may be off: it knows whole seconds, and so does what our clock is compared by.
const STAMP: TimeDelta = TimeDelta::seconds(2);

/// What a person says of all unknown deliveries of a mailing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Word {
    /// They did not arrive, and are sent again.
    Resend,
    /// They arrived.
    TreatAsSent,
}

/// Which deliveries are to be settled, and whether in earnest.
#[derive(Debug, Clone, Copy)]
pub struct Unsettled<'a> {
    /// The mailing.
    pub mailing: &'a Mailing,
    /// Their states: unknown; for a look alone also claimed, where whoever had claimed them is dead.
    pub states: &'a [DeliveryState],
    /// In earnest, or to see what would come of it.
    pub run: Run,
    /// The time.
    pub clock: Clock,
}

/// What became of the unknown deliveries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ResolveSummary {
    /// How many reached the relay.
    pub accepted: usize,
    /// How many did not, and will be sent.
    pub planned: usize,
    /// How many are unknown as before.
    pub unknown: usize,
    /// Why the log could not settle these.
    pub doubt: Option<Doubt>,
}

/// Why a log does not settle all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// It names none of the mailing's letters: another relay's, or of another day.
    Foreign,
    /// It lacks letters that the relay is known to have taken.
    Incomplete,
    /// It ends before the last attempt, or in the middle of a session.
    TooEarly,
    /// It names letters, and does not say what became of them.
    Silent,
}

impl Doubt {
    /// The name of its message.
    pub fn code(self) -> &'static str {
        match self {
            Self::Foreign => "resolve-log-foreign",
            Self::Incomplete => "resolve-log-incomplete",
            Self::TooEarly => "resolve-log-too-early",
            Self::Silent => "resolve-log-silent",
        }
    }
}

/// Settles all unknown deliveries of a mailing by a person's word.
///
/// # Errors
/// `MailingError::Store`.
pub async fn resolve_by_word<S: Store>(
    store: &S,
    unsettled: Unsettled<'_>,
    word: Word,
) -> Result<ResolveSummary, MailingError> {
    let unknown = unsettled.deliveries(store).await?;
    let resolution = match word {
        Word::Resend => Resolution::Planned,
        Word::TreatAsSent => {
            Resolution::Accepted(Reply { code: 0, enhanced: None, text: "delivery-by-word".to_owned() })
        }
    };
    let settled = unknown.iter().map(|delivery| (delivery.number, resolution.clone())).collect();
    unsettled.settle(store, unknown.len(), settled).await
}

/// Settles the unknown deliveries of a mailing that the relay's log speaks of. `lines` is called for each line of it.
///
/// A letter that the log does not name counts as not sent only where the log shows itself to be the right one and whole: it
/// names others of this mailing, all that the relay is known to have taken while it was written, and goes on until after the
/// last attempt.
///
/// # Errors
/// `MailingError`; or that of `lines`.
pub async fn resolve_from_log<S: Store, E: From<MailingError>>(
    store: &S,
    unsettled: Unsettled<'_>,
    lines: impl FnOnce(&mut RelayLog) -> Result<(), E>,
) -> Result<ResolveSummary, E> {
    let mailing = unsettled.mailing;
    let letter = FrozenLetter::unpack(&mailing.frozen).map_err(MailingError::from)?;
    let id = |delivery: &Delivery| letter.message_id(&mailing.id, &delivery.recipient);
    let unknown = unsettled.deliveries(store).await?;
    let Some(first) = unknown.first() else { return Ok(ResolveSummary::default()) };
    let witnesses = DeliveryFilter {
        mailing: mailing.id.clone(),
        states: vec![DeliveryState::Accepted],
        after: first.number.saturating_sub(WITNESSES as i64 / 2),
        limit: WITNESSES,
    };
    let witnesses = store.deliveries(witnesses).await.map_err(MailingError::from)?;
    let mut log = RelayLog::new(unknown.iter().chain(&witnesses).map(id), (unsettled.clock)());
    lines(&mut log)?;
    let report = log.finish();
    let doubt = doubt(&report, &unknown, &witnesses, &id);
    let mut settled = Vec::new();
    let mut is_silent = false;
    for delivery in &unknown {
        let resolution = match report.letters.get(&id(delivery)) {
            Some(LoggedLetter { fate: LetterFate::Taken, queue_id, .. }) => {
                Resolution::Accepted(Reply { code: 250, enhanced: None, text: format!("queued as {queue_id}") })
            }
            Some(LoggedLetter { fate: LetterFate::Dropped, .. }) => Resolution::Planned,
            Some(LoggedLetter { fate: LetterFate::Open, .. }) => {
                is_silent = true;
                continue;
            }
            None if doubt.is_none() => Resolution::Planned,
            None => continue,
        };
        settled.push((delivery.number, resolution));
    }
    let summary = unsettled.settle(store, unknown.len(), settled).await?;
    let doubt = doubt.or(is_silent.then_some(Doubt::Silent)).filter(|_| summary.unknown > 0);
    Ok(ResolveSummary { doubt, ..summary })
}

/// Why a letter that the log does not name may have been sent all the same.
fn doubt(
    report: &RelayLogReport,
    unknown: &[Delivery],
    witnesses: &[Delivery],
    id: &impl Fn(&Delivery) -> String,
) -> Option<Doubt> {
    if report.letters.is_empty() {
        return Some(Doubt::Foreign);
    }
    let last_attempt = unknown.iter().map(|delivery| delivery.since).max();
    let Some(((first, last), off)) = report.span.zip(clock_difference(report, unknown, witnesses, id)) else {
        return Some(Doubt::TooEarly);
    };
    let (first, last) = (first + off, last + off);
    if last_attempt.is_some_and(|attempt| attempt > last) || !report.is_at_rest {
        return Some(Doubt::TooEarly);
    }
    let was_written = |delivery: &&Delivery| delivery.since >= first && delivery.since <= last;
    let is_missing = |delivery: &Delivery| !report.letters.contains_key(&id(delivery));
    let begins_too_late =
        unknown.iter().any(|delivery| delivery.first_attempt.is_none_or(|attempt| attempt < first - STAMP));
    (begins_too_late || witnesses.iter().filter(was_written).any(is_missing)).then_some(Doubt::Incomplete)
}

/// How far our clock is ahead of the log's, which may have none of our zone, by the letters that both know of: the median,
/// so that a few that were tried twice do not matter.
fn clock_difference(
    report: &RelayLogReport,
    unknown: &[Delivery],
    witnesses: &[Delivery],
    id: &impl Fn(&Delivery) -> String,
) -> Option<TimeDelta> {
    let difference = |delivery: &Delivery| Some(delivery.since - report.letters.get(&id(delivery))?.at?);
    let mut differences: Vec<TimeDelta> = witnesses.iter().filter_map(difference).collect();
    if differences.is_empty() {
        differences.extend(unknown.iter().filter_map(difference));
    }
    differences.sort();
    differences.get(differences.len() / 2).copied()
}

impl Unsettled<'_> {
    async fn deliveries<S: Store>(&self, store: &S) -> Result<Vec<Delivery>, MailingError> {
        let (mailing, states) = (self.mailing.id.clone(), self.states.to_vec());
        Ok(store.deliveries(DeliveryFilter { mailing, states, after: 0, limit: usize::MAX }).await?)
    }

    async fn settle<S: Store>(
        &self,
        store: &S,
        unknown: usize,
        settled: Vec<(i64, Resolution)>,
    ) -> Result<ResolveSummary, MailingError> {
        let accepted = settled.iter().filter(|(_, it)| matches!(it, Resolution::Accepted(_))).count();
        let planned = settled.len() - accepted;
        if self.run == Run::ForReal {
            store.resolve(ResolveRequest { mailing: self.mailing.id.clone(), settled, now: (self.clock)() }).await?;
        }
        Ok(ResolveSummary { accepted, planned, unknown: unknown - accepted - planned, doubt: None })
    }
}
