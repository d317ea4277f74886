//! What the store is asked and answers about mailings and their deliveries.

use crate::model::{Balance, Carriage, Delivery, DeliveryOutcome, DeliveryState, MailingId, Rate, Reply};
use chrono::{DateTime, TimeDelta, Utc};
use std::num::NonZeroU32;
use std::time::Duration;

/// How long somebody who waits for what is due counts as being there after a sign of life.
pub const ATTENDED: TimeDelta = TimeDelta::minutes(2);

/// A mailing to be frozen: from then on the records may change, and it does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreezeRequest {
    /// Its name; names the list too.
    pub id: MailingId,
    /// The subject, for people to know it by.
    pub subject: String,
    /// The letter as `letter` packed it.
    pub frozen: Vec<u8>,
    /// SHA-256 of `frozen`, in hex.
    pub digest: String,
    /// How its letters leave.
    pub carriage: Carriage,
    /// How many recipients a person said yes to.
    pub expected: u64,
    /// When they are to leave, if not at once.
    pub due: Option<DateTime<Utc>>,
    /// The time.
    pub now: DateTime<Utc>,
}

/// What became of one claimed delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryResult {
    /// Its number.
    pub number: i64,
    /// Of which attempt this is told, from 1: a claim that was given up may have been followed by another.
    pub attempt: u32,
    /// What became of it.
    pub outcome: DeliveryOutcome,
    /// When a deferred one is tried again.
    pub next_try: Option<DateTime<Utc>>,
}

/// What became of some claimed deliveries, and how many more the same worker wants: one commit for both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExchangeRequest {
    /// Of which mailing.
    pub mailing: MailingId,
    /// Who has claimed, and claims.
    pub worker: String,
    /// The results.
    pub results: Vec<DeliveryResult>,
    /// How many to claim at most: as many as a crash may leave unknown.
    pub at_most: usize,
    /// How long the claim holds.
    pub lease: TimeDelta,
    /// The time.
    pub now: DateTime<Utc>,
}

/// The answer to an exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exchanged {
    /// The numbers of results of which nothing was written: they were of an attempt that is over.
    pub strays: Vec<i64>,
    /// What is claimed; none where nothing is to be done now, or the mailing is stopped.
    pub claimed: Vec<Delivery>,
}

/// What is settled of deliveries of which nobody knew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolveRequest {
    /// Of which mailing.
    pub mailing: MailingId,
    /// The numbers, and what became of each.
    pub settled: Vec<(i64, Resolution)>,
    /// The time.
    pub now: DateTime<Utc>,
}

/// What became of a delivery of which nobody knew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    /// It reached the relay.
    Accepted(Reply),
    /// It did not, and is to be sent.
    Planned,
}

/// Whose claims are given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Abandon {
    /// Everybody's: for who holds the sending lock, since all others are dead.
    All,
    /// Those whose lease has run out.
    Expired,
}

/// Moments that a worker wants to itself, so that all workers together keep the relay's rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PaceRequest {
    /// How many letters are to leave.
    pub letters: NonZeroU32,
    /// How fast all may send together.
    pub rate: Rate,
    /// The time.
    pub now: DateTime<Utc>,
}

impl PaceRequest {
    /// How far ahead so many workers can have reserved moments, in microseconds: each a second's letters, or one where there is
    /// less than one a second; generously. What lies further was reserved by a clock that has been set back.
    pub(super) fn horizon(&self, workers: u32) -> i64 {
        let farthest = Duration::from_secs(60).max(self.rate.interval() * 2 * workers);
        i64::try_from(farthest.as_micros()).unwrap_or(i64::MAX)
    }

    /// What all its letters take together, in microseconds.
    pub(super) fn span(&self) -> i64 {
        let span = self.rate.per.as_micros() * u128::from(self.letters.get()) / u128::from(self.rate.letters.get());
        i64::try_from(span).unwrap_or(i64::MAX / 2)
    }
}

/// A mailing as a list of mailings shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailingReport {
    /// Its name.
    pub id: MailingId,
    /// The subject.
    pub subject: String,
    /// SHA-256 of the frozen letter, in hex.
    pub digest: String,
    /// How its letters leave.
    pub carriage: Carriage,
    /// When it was frozen.
    pub frozen_at: DateTime<Utc>,
    /// When it is to leave, if not at once.
    pub due_at: Option<DateTime<Utc>>,
    /// When somebody stopped it.
    pub stopped_at: Option<DateTime<Utc>>,
    /// What has become of its deliveries.
    pub balance: Balance,
}

/// Which deliveries to show, in the order of their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryFilter {
    /// Of which mailing.
    pub mailing: MailingId,
    /// In which states.
    pub states: Vec<DeliveryState>,
    /// Those with a greater number than this.
    pub after: i64,
    /// How many at most.
    pub limit: usize,
}

/// How many deliveries the mail servers of a domain would not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainCount {
    /// The domain.
    pub domain: String,
    /// How many were refused.
    pub refused: u64,
    /// How many there are in all.
    pub all: u64,
}

/// How often a relay said the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyCount {
    /// What became of the deliveries.
    pub state: DeliveryState,
    /// The code; 0 where no reply came.
    pub code: u16,
    /// The enhanced code.
    pub enhanced: Option<String>,
    /// One of the texts.
    pub text: String,
    /// How many deliveries.
    pub count: u64,
}
