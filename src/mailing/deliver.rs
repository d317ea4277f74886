//! Carries out a frozen mailing: claims a few letters, sends them over several lines, writes down what became of each.
//!
//! A claim is committed before the first byte of its letters; outcomes are committed in groups. At most 32 letters a line
//! are claimed at any moment: that is the most that a crash can leave unknown.

use super::backoff::{PATIENCE, next_try};
use super::pace::Pace;
use super::route::{Carried, Carrier, Route, RouteError};
use super::{Clock, MailingError};
use crate::letter::FrozenLetter;
use crate::model::{Delivery, DeliveryOutcome, Mailing, MailingId, Rate, Reply};
use crate::store::{ClaimRequest, DeliveryResult, RecordRequest, Store};
use chrono::{DateTime, TimeDelta, Utc};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::{Mutex, mpsc, watch};
use tokio::time::Instant;

/// The most letters that one line has claimed at a moment.
const CLAIMS_A_LINE: u32 = 32;

/// How long outcomes wait for company before they are committed.
const GROUP: Duration = Duration::from_millis(20);

/// How long a claim holds; it outlives the longest reply to a final dot (RFC 5321 §4.5.3.2.6: 10 minutes).
const LEASE: TimeDelta = TimeDelta::minutes(30);

/// How long the relay is left in peace at first; each time twice as long, and at the longest.
const FIRST_HALT: Duration = Duration::from_secs(5);
const LONGEST_HALT: Duration = Duration::from_secs(300);

/// What is to be carried out, and how.
pub struct DeliverRequest {
    /// The mailing.
    pub mailing: Mailing,
    /// Where letters go.
    pub route: Route,
    /// How many lines at once.
    pub connections: NonZeroU32,
    /// After how many letters a line is made anew.
    pub letters_per_connection: NonZeroU32,
    /// How fast.
    pub rate: Option<Rate>,
    /// Who claims.
    pub worker: String,
    /// The time.
    pub clock: Clock,
    /// Turns true when a person wants it to end.
    pub stop: watch::Receiver<bool>,
}

/// Why it ended.
#[derive(Debug)]
pub enum Ending {
    /// Nothing is left to be sent.
    Done,
    /// A person ended it.
    Stopped,
    /// The rest waits for the next try at this time.
    Waiting(DateTime<Utc>),
    /// No line to the relay could be had: none from the start, or none for as long as a run waits.
    Unreachable(RouteError),
}

/// What a run did.
#[derive(Debug)]
pub struct DeliverSummary {
    /// How many letters the relay took in this run.
    pub accepted: u64,
    /// How many it would not have.
    pub refused: u64,
    /// Why it ended.
    pub ending: Ending,
}

/// Sends what a mailing has left, until nothing is, a person stops it, or the next try is too far away.
///
/// `progress` is told after each group how many letters the group settled.
///
/// # Errors
/// `MailingError` where the store fails or the frozen letter cannot be read; what was sent by then is written down as far as
/// the store lets it.
pub async fn deliver<S: Store>(
    store: &S,
    request: DeliverRequest,
    mut progress: impl FnMut(u64),
) -> Result<DeliverSummary, MailingError> {
    let letter = Arc::new(FrozenLetter::unpack(&request.mailing.frozen)?);
    let lines = match request.route {
        Route::Outbox(_) => 1,
        Route::Relay(_) => request.connections.get(),
    };
    let (hand_out, letters) = mpsc::unbounded_channel::<Delivery>();
    let letters = Arc::new(Mutex::new(letters));
    let (report, outcomes) = mpsc::unbounded_channel::<Settled>();
    let pace = Arc::new(Mutex::new(Pace::new(request.rate, Instant::now())));
    let halted = Arc::new(AtomicBool::new(false));
    for _ in 0..lines {
        let line = Line {
            carrier: Carrier::new(request.route.clone(), request.letters_per_connection.get()),
            mailing: request.mailing.id.clone(),
            letter: letter.clone(),
            clock: request.clock,
            letters: letters.clone(),
            report: report.clone(),
            stop: request.stop.clone(),
            pace: pace.clone(),
            halted: halted.clone(),
        };
        tokio::spawn(line.run());
    }
    drop(report);
    let mut desk = Desk {
        store,
        most: most_at_once(lines, request.rate),
        out: 0,
        unwritten: Vec::new(),
        outcomes,
        summary: DeliverSummary { accepted: 0, refused: 0, ending: Ending::Done },
        halt: None,
        halts: 0,
        halted,
        request,
    };
    let ended = desk.run(&hand_out, &mut progress).await;
    // The lines end when nothing more can be handed out.
    drop(hand_out);
    ended?;
    Ok(desk.summary)
}

/// How many letters may be claimed at a moment: 32 a line; with a rate no more than a second of it, so that a stop holds
/// back the rest at once and leases outlive the wait.
fn most_at_once(lines: u32, rate: Option<Rate>) -> usize {
    let most = u64::from(CLAIMS_A_LINE * lines);
    let in_a_second = rate.map_or(most, |rate| u64::from(rate.letters.get()) / rate.per.as_secs().max(1));
    usize::try_from(in_a_second.clamp(u64::from(lines), most)).unwrap_or(usize::MAX)
}

/// One line: takes letters as they come, sends each, reports.
struct Line {
    carrier: Carrier,
    mailing: MailingId,
    letter: Arc<FrozenLetter>,
    clock: Clock,
    letters: Arc<Mutex<mpsc::UnboundedReceiver<Delivery>>>,
    report: mpsc::UnboundedSender<Settled>,
    stop: watch::Receiver<bool>,
    pace: Arc<Mutex<Pace>>,
    halted: Arc<AtomicBool>,
}

/// A delivery and what became of it.
struct Settled {
    delivery: Delivery,
    carried: Carried,
}

impl Line {
    async fn run(mut self) {
        loop {
            let next = self.letters.lock().await.recv().await;
            let Some(delivery) = next else { break };
            let carried = self.carry(&delivery).await;
            if self.report.send(Settled { delivery, carried }).is_err() {
                break;
            }
        }
        self.carrier.close().await;
    }

    async fn carry(&mut self, delivery: &Delivery) -> Carried {
        let not_tried = || Carried { outcome: DeliveryOutcome::NotTried, unreachable: None };
        let moment = self.pace.lock().await.next(Instant::now());
        tokio::select! {
            () = tokio::time::sleep_until(moment) => {}
            _ = self.stop.wait_for(|stop| *stop) => {}
        }
        if *self.stop.borrow() || self.halted.load(Ordering::Acquire) {
            return not_tried();
        }
        let carried = match self.letter.letter(&self.mailing, &delivery.recipient, (self.clock)()) {
            Ok(letter) => self.carrier.carry(&letter).await,
            Err(error) => {
                let reply = Reply { code: 0, enhanced: None, text: error.to_string() };
                Carried { outcome: DeliveryOutcome::Refused(reply), unreachable: None }
            }
        };
        if wants_a_halt(&carried) {
            self.halted.store(true, Ordering::Release);
        }
        carried
    }
}

/// Whether the relay as a whole wants peace: no line to it, or a 421 or 454 (RFC 5321 §3.8, RFC 4954 §6).
fn wants_a_halt(carried: &Carried) -> bool {
    carried.unreachable.is_some()
        || matches!(&carried.outcome, DeliveryOutcome::Deferred(reply) if matches!(reply.code, 421 | 454))
}

/// Where claims are handed out and outcomes come in.
struct Desk<'a, S> {
    store: &'a S,
    request: DeliverRequest,
    most: usize,
    out: usize,
    unwritten: Vec<DeliveryResult>,
    outcomes: mpsc::UnboundedReceiver<Settled>,
    summary: DeliverSummary,
    /// Why the relay is left in peace for a while, where it is.
    halt: Option<Option<RouteError>>,
    /// How often that was so since a letter was taken.
    halts: u32,
    halted: Arc<AtomicBool>,
}

impl<S: Store> Desk<'_, S> {
    async fn run(
        &mut self,
        hand_out: &mpsc::UnboundedSender<Delivery>,
        progress: &mut impl FnMut(u64),
    ) -> Result<(), MailingError> {
        loop {
            let stopped = *self.request.stop.borrow();
            if !stopped && self.halt.is_none() {
                self.claim(hand_out).await?;
            }
            if self.out == 0 {
                match self.at_rest(stopped).await? {
                    Some(ending) => {
                        self.summary.ending = ending;
                        return Ok(());
                    }
                    None => continue,
                }
            }
            self.gather().await;
            progress(self.write().await?);
        }
    }

    /// Claims as many as are missing from the most, once half of them are, so that a claim is worth its commit.
    async fn claim(&mut self, hand_out: &mpsc::UnboundedSender<Delivery>) -> Result<(), MailingError> {
        let room = self.most.saturating_sub(self.out);
        if room < self.most.div_ceil(2) {
            return Ok(());
        }
        let claim = ClaimRequest {
            mailing: self.request.mailing.id.clone(),
            worker: self.request.worker.clone(),
            at_most: room,
            lease: LEASE,
            now: (self.request.clock)(),
        };
        for delivery in self.store.claim(claim).await? {
            self.out += 1;
            // The lines outlive the desk, so a letter that is handed out is always reported.
            let _ = hand_out.send(delivery);
        }
        Ok(())
    }

    /// Nothing is out: whether that is the end, or only a wait for the next try.
    async fn at_rest(&mut self, stopped: bool) -> Result<Option<Ending>, MailingError> {
        if stopped {
            return Ok(Some(Ending::Stopped));
        }
        if let Some(why) = self.halt.take() {
            let wait = FIRST_HALT * 2u32.saturating_pow(self.halts.min(8));
            self.halts += 1;
            match why {
                Some(error) if self.summary.accepted == 0 || wait > LONGEST_HALT => {
                    return Ok(Some(Ending::Unreachable(error)));
                }
                _ => self.sleep(wait.min(LONGEST_HALT)).await,
            }
            self.halted.store(false, Ordering::Release);
            return Ok(None);
        }
        let now = (self.request.clock)();
        let Some(next) = self.store.next_try(self.request.mailing.id.clone()).await? else {
            return Ok(Some(Ending::Done));
        };
        if next > now + PATIENCE {
            return Ok(Some(Ending::Waiting(next)));
        }
        self.sleep((next - now).to_std().unwrap_or(Duration::ZERO)).await;
        Ok(None)
    }

    /// Sleeps, unless a person ends it.
    async fn sleep(&mut self, wait: Duration) {
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = self.request.stop.wait_for(|stop| *stop) => {}
        }
    }

    /// Waits for outcomes until half of what may be out is back, nothing is out, or the group has waited long enough.
    async fn gather(&mut self) {
        let mut deadline = None;
        while self.out > 0 && self.unwritten.len() < self.most.div_ceil(2) {
            let settled = match deadline {
                None => self.outcomes.recv().await,
                Some(deadline) => match tokio::time::timeout_at(deadline, self.outcomes.recv()).await {
                    Ok(settled) => settled,
                    Err(_) => return,
                },
            };
            let Some(settled) = settled else { return };
            deadline.get_or_insert_with(|| Instant::now() + GROUP);
            self.take_in(settled);
        }
    }

    fn take_in(&mut self, settled: Settled) {
        self.out -= 1;
        let Settled { delivery, carried } = settled;
        if wants_a_halt(&carried) {
            self.halt = Some(self.halt.take().flatten().or(carried.unreachable));
        }
        let now = (self.request.clock)();
        let (mut outcome, mut next) = (carried.outcome, None);
        match &outcome {
            DeliveryOutcome::Accepted(_) => {
                self.summary.accepted += 1;
                self.halts = 0;
            }
            DeliveryOutcome::Refused(_) => self.summary.refused += 1,
            DeliveryOutcome::Deferred(reply) => {
                let first = delivery.first_attempt.unwrap_or(now);
                next = next_try(delivery.attempts, first, now, jitter(&delivery));
                if next.is_none() {
                    outcome = DeliveryOutcome::Refused(reply.clone());
                    self.summary.refused += 1;
                }
            }
            DeliveryOutcome::Unknown(_) | DeliveryOutcome::NotTried => {}
        }
        self.unwritten.push(DeliveryResult { number: delivery.number, outcome, next_try: next });
    }

    /// Commits what has come in; returns how many.
    async fn write(&mut self) -> Result<u64, MailingError> {
        let results = std::mem::take(&mut self.unwritten);
        let written = results.len() as u64;
        if !results.is_empty() {
            self.request.route.settle().await?;
            let (mailing, worker) = (self.request.mailing.id.clone(), self.request.worker.clone());
            let now = (self.request.clock)();
            self.store.record(RecordRequest { mailing, worker, results, now }).await?;
        }
        Ok(written)
    }
}

/// From 0 to 1, the same for a delivery each time: spreads the tries of many without asking for randomness.
fn jitter(delivery: &Delivery) -> f64 {
    (delivery.number.unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 11) as f64 / (1u64 << 53) as f64
}
