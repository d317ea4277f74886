//! The desk of a mailing: claims letters and hands them out, takes in what became of them, and writes it down.

use super::MailingError;
use super::backoff::{PATIENCE, next_try};
use super::carrier::is_of_letter;
use super::deliver::{CLAIMS_A_LINE, DeliverRequest, DeliverSummary, Ending, Progress};
use super::hand_out::{Deadline, HandOut};
use super::line::{Settled, wants_a_halt};
use super::route::RouteError;
use crate::model::{Delivery, DeliveryOutcome, DeliveryState};
use crate::store::{Abandon, DeliveryResult, ExchangeRequest, Exchanged, PaceRequest, Store, StoreError};
use chrono::TimeDelta;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::Instant;

/// How long outcomes wait for company before they are committed.
const GROUP: Duration = Duration::from_millis(20);

/// How long a claim holds.
const LEASE: Duration = Duration::from_secs(30 * 60);

/// How long a claimed letter may be begun: its claim outlives the longest reply to its final dot (RFC 5321 §4.5.3.2.6: 10
/// minutes). What no line came to until then goes back, also where the machine has slept.
const BEGIN_WITHIN: Duration = Duration::from_secs(18 * 60);

/// How long the relay is left in peace at first; each time twice as long, and at the longest.
const FIRST_HALT: Duration = Duration::from_secs(5);
const LONGEST_HALT: Duration = Duration::from_secs(300);

/// The longest sleep without a look at the store: somebody may have stopped the mailing from elsewhere.
const LOOK_AGAIN: Duration = Duration::from_secs(5);

/// And the shortest: the store's clock may be behind ours.
const SHORTEST_SLEEP: Duration = Duration::from_millis(250);

/// How long the store is given, in seconds, where it is busy or its disk is full.
const WAITS: [u64; 6] = [1, 2, 4, 8, 15, 30];

/// Where claims are handed out and outcomes come in.
pub(super) struct Desk<'a, S> {
    store: &'a S,
    request: DeliverRequest,
    most: usize,
    out: usize,
    unwritten: Vec<DeliveryResult>,
    /// Refusals in a row that say nothing of their readers. They are refusals once another letter is judged; where the relay
    /// turns out to refuse all letters, these are put off as the rest is.
    in_a_row: Vec<DeliveryResult>,
    hand_out: HandOut,
    /// A person has ended it, and what no line had taken up is back.
    is_called_back: bool,
    outcomes: mpsc::UnboundedReceiver<Settled>,
    summary: DeliverSummary,
    /// Why the relay is left in peace for a while, where it is.
    halt: Option<Halt>,
    /// How often that was so since a letter was taken.
    halts: u32,
    halted: Arc<AtomicBool>,
}

/// Why the relay is left in peace.
enum Halt {
    /// It asked for it, or broke a letter off.
    Asked,
    /// There is no line to it.
    NoLine(RouteError),
}

impl<'a, S: Store> Desk<'a, S> {
    /// A desk that hands out so many letters at a moment.
    pub(super) fn new(
        store: &'a S,
        request: DeliverRequest,
        most: usize,
        hand_out: HandOut,
        outcomes: mpsc::UnboundedReceiver<Settled>,
        halted: Arc<AtomicBool>,
    ) -> Self {
        let summary = DeliverSummary { accepted: 0, refused: 0, ending: Ending::Done };
        let unwritten = Vec::new();
        Self {
            store,
            request,
            most,
            out: 0,
            unwritten,
            in_a_row: Vec::new(),
            hand_out,
            is_called_back: false,
            outcomes,
            summary,
            halt: None,
            halts: 0,
            halted,
        }
    }

    /// Works until nothing is left, a person ends it, or the rest has to wait; says how it ended.
    pub(super) async fn run(mut self, progress: &mut impl FnMut(Progress)) -> Result<DeliverSummary, MailingError> {
        match self.work(progress).await {
            Ok(()) => Ok(self.summary),
            Err(error) => Err(self.give_up(error).await),
        }
    }

    async fn work(&mut self, progress: &mut impl FnMut(Progress)) -> Result<(), MailingError> {
        loop {
            let stopped = *self.request.stop.borrow();
            let at_most = if stopped || self.halt.is_some() { 0 } else { self.room() };
            let settled = self.exchange(at_most).await?;
            if settled > 0 {
                progress(Progress::Settled(settled));
            }
            if self.out > 0 {
                self.gather().await?;
            } else if !self.in_a_row.is_empty() {
                self.end_row();
            } else if let Some(ending) = self.at_rest(stopped, progress).await? {
                self.summary.ending = ending;
                return Ok(());
            }
        }
    }

    /// The store has failed: what is not on the wire comes back untried, and what is known is written down if it can be.
    async fn give_up(&mut self, error: MailingError) -> MailingError {
        self.halted.store(true, Ordering::Release);
        self.call_back();
        while self.out > 0
            && let Some(settled) = self.outcomes.recv().await
        {
            self.take_in(settled);
        }
        self.end_row();
        match self.exchange(0).await {
            Ok(_) => error,
            Err(_) => MailingError::Unwritten { count: self.unwritten.len(), source: Box::new(error) },
        }
    }

    /// How many may be claimed: as many as are missing from the most, once half of them are, so that a claim is worth its
    /// commit.
    fn room(&self) -> usize {
        // What waits for a judgement is claimed too.
        let held = self.in_a_row.len().saturating_sub(CLAIMS_A_LINE.saturating_sub(self.most));
        let room = self.most.saturating_sub(self.out + held);
        if room < self.most.div_ceil(2) { 0 } else { room }
    }

    /// Commits what has come in, and claims and hands out so many more; returns how many are settled for good by it. Until it
    /// is on disk nothing is forgotten, so that a store that is busy for a while, or a disk that is full, does not turn letters
    /// that have arrived into unknown ones.
    async fn exchange(&mut self, at_most: usize) -> Result<u64, MailingError> {
        if self.unwritten.is_empty() && at_most == 0 {
            return Ok(0);
        }
        if !self.unwritten.is_empty() {
            self.request.route.settle().await?;
        }
        let request = ExchangeRequest {
            mailing: self.request.mailing.id.clone(),
            worker: self.request.worker.clone(),
            results: self.unwritten.clone(),
            at_most,
            lease: TimeDelta::from_std(LEASE + self.slack()).unwrap_or(TimeDelta::MAX),
            now: (self.request.clock)(),
        };
        // From before the store is asked: by its clock the claims begin no earlier.
        let deadline = Deadline::after(Instant::now(), request.now, BEGIN_WITHIN + self.slack());
        let Exchanged { strays, claimed } = patiently(|| self.store.exchange(request.clone())).await?;
        let open =
            |outcome: &DeliveryOutcome| matches!(outcome, DeliveryOutcome::Deferred(_) | DeliveryOutcome::NotTried);
        let settled = self.unwritten.iter().filter(|result| !open(&result.outcome)).count();
        self.unwritten.clear();
        self.out += claimed.len();
        self.hand_out(claimed, deadline).await?;
        // Where others send too, one that was cut off for longer than its lease finds its claims settled by somebody else; where
        // nobody else may, nobody can have taken them.
        if !strays.is_empty() && self.request.dead_claims == Abandon::All {
            return Err(MailingError::ClaimLost { count: strays.len() });
        }
        Ok(settled as u64)
    }

    /// How much longer a claim holds where letters wait long for their turn: each of many workers may have taken one before.
    fn slack(&self) -> Duration {
        self.request.rate.map_or(Duration::ZERO, |rate| rate.interval() * 20)
    }

    /// Hands out what is claimed, at the moments that the relay's rate leaves to us among all who send from this store.
    async fn hand_out(&mut self, claimed: Vec<Delivery>, deadline: Deadline) -> Result<(), MailingError> {
        let start = Instant::now();
        let letters = u32::try_from(claimed.len()).ok().and_then(NonZeroU32::new);
        let Some((letters, rate)) = letters.zip(self.request.rate) else {
            self.hand_out.put(claimed, start, Duration::ZERO, deadline);
            return Ok(());
        };
        let request = PaceRequest { letters, rate, now: (self.request.clock)() };
        let wait = patiently(|| self.store.pace(request)).await;
        // Also where the store has failed: what is out comes back by the lines.
        let start = start + *wait.as_ref().unwrap_or(&Duration::ZERO);
        self.hand_out.put(claimed, start, rate.interval(), deadline);
        wait.map(|_| ()).map_err(MailingError::from)
    }

    /// Nothing is out: whether that is the end, or only a wait for the next try.
    async fn at_rest(
        &mut self,
        stopped: bool,
        progress: &mut impl FnMut(Progress),
    ) -> Result<Option<Ending>, MailingError> {
        let mailing = self.request.mailing.id.clone();
        if self.request.dead_claims == Abandon::Expired {
            let now = (self.request.clock)();
            patiently(|| self.store.abandon(mailing.clone(), Abandon::Expired, now)).await?;
        }
        let balance = patiently(|| self.store.balance(mailing.clone())).await?;
        if balance.of(DeliveryState::Planned) + balance.of(DeliveryState::Deferred) == 0 {
            return Ok(Some(Ending::Done));
        }
        if stopped {
            return Ok(Some(Ending::Stopped));
        }
        let now = (self.request.clock)();
        let next = patiently(|| self.store.next_try(mailing.clone())).await?;
        if let Some(why) = self.halt.take() {
            let wait = FIRST_HALT * 2u32.saturating_pow(self.halts.min(8));
            self.halts += 1;
            match why {
                Halt::NoLine(error) if self.summary.accepted == 0 || !error.is_transient() || wait > LONGEST_HALT => {
                    return Ok(Some(Ending::Unreachable(error)));
                }
                Halt::Asked if wait > LONGEST_HALT => {
                    return Ok(Some(Ending::Waiting(next.unwrap_or(now) + TimeDelta::minutes(5))));
                }
                _ => {}
            }
            progress(Progress::Waiting(now + wait));
            self.sleep(wait).await;
            self.halted.store(false, Ordering::Release);
            return Ok(None);
        }
        match next {
            // What is planned is in somebody else's hands at this moment.
            None => {
                self.sleep(SHORTEST_SLEEP).await;
                Ok(None)
            }
            Some(next) if next > now + PATIENCE => Ok(Some(Ending::Waiting(next))),
            Some(next) => {
                progress(Progress::Waiting(next));
                let wait = (next - now).to_std().unwrap_or(Duration::ZERO);
                self.sleep(wait.clamp(SHORTEST_SLEEP, LOOK_AGAIN)).await;
                Ok(None)
            }
        }
    }

    /// Sleeps, unless a person ends it.
    async fn sleep(&mut self, wait: Duration) {
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = self.request.stop.wait_for(|stop| *stop) => {}
        }
    }

    /// Waits for outcomes until half of what may be out is back, nothing is out, or the group has waited long enough.
    async fn gather(&mut self) -> Result<(), MailingError> {
        let mut deadline = None;
        while self.out > 0 && self.unwritten.len() < self.most.div_ceil(2) {
            let settled = tokio::select! {
                settled = self.outcomes.recv() => Some(settled),
                () = until(deadline) => return Ok(()),
                Ok(_) = self.request.stop.wait_for(|stop| *stop), if !self.is_called_back => None,
            };
            let Some(settled) = settled else {
                // Written down at once: lines that hang may take their time, and a person may not wait for them.
                self.is_called_back = true;
                self.call_back();
                return Ok(());
            };
            // No line is left that could report what is out: a fault of ours, which must not look like a wait.
            let settled = settled.ok_or(MailingError::LinesGone)?;
            deadline.get_or_insert_with(|| Instant::now() + GROUP);
            self.take_in(settled);
        }
        Ok(())
    }

    /// What no line has taken up comes back untried.
    fn call_back(&mut self) {
        for delivery in self.hand_out.call_back() {
            self.take_in(Settled { delivery, carried: DeliveryOutcome::NotTried.into() });
        }
    }

    fn take_in(&mut self, settled: Settled) {
        self.out -= 1;
        let Settled { delivery, carried } = settled;
        let never_judged = carried.unreachable.is_some();
        let is_in_row = matches!(&carried.outcome, DeliveryOutcome::Refused(reply) if is_of_letter(reply));
        if wants_a_halt(&carried) {
            let no_line = match self.halt.take() {
                Some(Halt::NoLine(error)) => Some(error),
                _ => carried.unreachable,
            };
            self.halt = Some(no_line.map_or(Halt::Asked, Halt::NoLine));
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
                if next.is_none() && never_judged {
                    // No relay has seen it yet, so nobody has refused it.
                    next = Some(now + PATIENCE);
                } else if next.is_none() {
                    outcome = DeliveryOutcome::Refused(reply.clone());
                    self.summary.refused += 1;
                }
            }
            DeliveryOutcome::Unknown(_) | DeliveryOutcome::NotTried => {}
        }
        let is_judged = matches!(outcome, DeliveryOutcome::Accepted(_) | DeliveryOutcome::Refused(_));
        let result = DeliveryResult { number: delivery.number, attempt: delivery.attempts, outcome, next_try: next };
        if is_in_row {
            return self.in_a_row.push(result);
        }
        if is_judged {
            self.end_row();
        }
        self.unwritten.push(result);
    }

    /// What became of the letters that were refused in a row.
    fn end_row(&mut self) {
        if !matches!(self.halt, Some(Halt::NoLine(RouteError::LettersRefused(_)))) {
            return self.unwritten.append(&mut self.in_a_row);
        }
        let next = (self.request.clock)() + PATIENCE;
        for result in self.in_a_row.drain(..) {
            let DeliveryOutcome::Refused(reply) = result.outcome else { continue };
            self.summary.refused -= 1;
            let outcome = DeliveryOutcome::Deferred(reply);
            self.unwritten.push(DeliveryResult { outcome, next_try: Some(next), ..result });
        }
    }
}

/// Until a moment; without one, for ever.
async fn until(moment: Option<Instant>) {
    match moment {
        Some(moment) => tokio::time::sleep_until(moment).await,
        None => std::future::pending().await,
    }
}

/// Asks the store again, for a minute, where it is busy or its disk is full.
async fn patiently<T, F: Future<Output = Result<T, StoreError>>>(ask: impl Fn() -> F) -> Result<T, StoreError> {
    for wait in WAITS {
        match ask().await {
            Err(error) if error.is_transient() || matches!(error, StoreError::DiskFull { .. }) => {
                tokio::time::sleep(Duration::from_secs(wait)).await;
            }
            answer => return answer,
        }
    }
    ask().await
}

/// From 0 to 1, the same for a delivery each time: spreads the tries of many without asking for randomness.
fn jitter(delivery: &Delivery) -> f64 {
    (delivery.number.unsigned_abs().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 11) as f64 / (1u64 << 53) as f64
}
