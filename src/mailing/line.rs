//! One line of a mailing: takes letters as they come, has as many on their way as the relay lets it, and reports what became
//! of each.

use super::carrier::{Carried, Carrier};
use super::hand_out::{Deadline, HandOut, Ready};
use super::writer::Writer;
use crate::letter::{Letter, LetterError};
use crate::model::{Delivery, DeliveryOutcome, Reply};
use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep_until};

/// How often a letter is begun: the second time over a fresh line, where the relay has hung up on the first.
const TRIES: u32 = 2;

/// One line.
pub(super) struct Line {
    pub(super) carrier: Carrier,
    pub(super) writer: Arc<Writer>,
    pub(super) supply: Supply,
    /// What is on its way, in the order in which it was begun.
    pub(super) begun: VecDeque<Handed>,
}

/// Where a line has its deliveries from.
pub(super) struct Supply {
    pub(super) letters: HandOut,
    pub(super) report: mpsc::UnboundedSender<Settled>,
    pub(super) stop: watch::Receiver<bool>,
    /// Set while the relay is left in peace: what is handed out comes back untried.
    pub(super) halted: Arc<AtomicBool>,
    /// What the relay hung up on.
    pub(super) again: VecDeque<Handed>,
    /// What waits for its moment.
    pub(super) held: Option<(Handed, Instant)>,
}

/// A delivery in a line's hands. If the line breaks down with it, it is reported as one of which nobody knows.
pub(super) struct Handed {
    delivery: Option<Delivery>,
    letter: Option<Result<Letter, LetterError>>,
    report: mpsc::UnboundedSender<Settled>,
    deadline: Deadline,
    tries: u32,
}

impl Handed {
    fn settle(mut self, carried: impl Into<Carried>) {
        self.report(carried.into());
    }

    fn report(&mut self, carried: Carried) {
        if let Some(delivery) = self.delivery.take() {
            // Where the desk is gone, the claim runs out by itself.
            let _ = self.report.send(Settled { delivery, carried });
        }
    }
}

impl Drop for Handed {
    fn drop(&mut self) {
        let reply = Reply { code: 0, enhanced: None, text: "delivery-line-broke".to_owned() };
        self.report(DeliveryOutcome::Unknown(reply).into());
    }
}

/// A delivery and what became of it.
pub(super) struct Settled {
    pub(super) delivery: Delivery,
    pub(super) carried: Carried,
}

impl Supply {
    /// The next delivery, at its moment; nothing where no more will come. Dropping the future loses none.
    async fn next(&mut self) -> Option<Handed> {
        if let Some(handed) = self.again.pop_front() {
            return Some(handed);
        }
        if self.held.is_none() {
            let Ready { delivery, letter, moment, deadline } = self.letters.next().await?;
            let handed = Handed { delivery: Some(delivery), letter, report: self.report.clone(), deadline, tries: 0 };
            self.held = Some((handed, moment));
        }
        let moment = self.held.as_ref()?.1;
        if moment > Instant::now() && !self.is_held_back() {
            tokio::select! {
                () = sleep_until(moment) => {}
                _ = self.stop.wait_for(|stop| *stop) => {}
            }
        }
        self.held.take().map(|(handed, _)| handed)
    }

    /// Whether nothing may be begun.
    fn is_held_back(&self) -> bool {
        *self.stop.borrow() || self.halted.load(Ordering::Acquire)
    }
}

impl Line {
    pub(super) async fn run(mut self) {
        let mut is_over = false;
        while !is_over || self.carrier.in_flight() > 0 {
            let has_room = !is_over && self.carrier.has_room();
            tokio::select! {
                biased;
                // First, so that a letter's announcement leaves with the letter before it.
                handed = self.supply.next(), if has_room => match handed {
                    Some(handed) => is_over = self.begin(handed).await.is_break(),
                    None => is_over = true,
                },
                carried = self.carrier.next(), if self.carrier.in_flight() > 0 => self.settle(carried),
            }
        }
        for handed in self.supply.again.drain(..) {
            handed.settle(DeliveryOutcome::NotTried);
        }
        self.carrier.close().await;
    }

    /// Begins a letter; breaks where the relay wants no line more than the others.
    async fn begin(&mut self, mut handed: Handed) -> std::ops::ControlFlow<()> {
        let go_on = std::ops::ControlFlow::Continue(());
        let is_held_back = self.supply.is_held_back() || handed.deadline.is_over((self.writer.clock)());
        let Some(delivery) = handed.delivery.as_ref().filter(|_| !is_held_back) else {
            handed.settle(DeliveryOutcome::NotTried);
            return go_on;
        };
        let letter = match handed.letter.take().unwrap_or_else(|| self.writer.write(delivery)) {
            Ok(letter) => letter,
            Err(error) => {
                let reply = Reply { code: 0, enhanced: None, text: format!("delivery-{}", error.code()) };
                handed.settle(DeliveryOutcome::Refused(reply));
                return go_on;
            }
        };
        handed.tries += 1;
        let carried = match self.carrier.begin(letter).await {
            Ok(()) => {
                self.begun.push_back(handed);
                return go_on;
            }
            Err(carried) => carried,
        };
        if self.carrier.is_one_too_many(&carried).await {
            // The others go on without it.
            handed.settle(DeliveryOutcome::NotTried);
            return std::ops::ControlFlow::Break(());
        }
        self.report(handed, carried);
        go_on
    }

    /// Takes in what became of the letter that was begun first.
    fn settle(&mut self, carried: Carried) {
        let Some(handed) = self.begun.pop_front() else { return };
        match &carried.outcome {
            // A relay may hang up between two letters: then nothing of this one was heard, and a fresh line carries it.
            DeliveryOutcome::NotTried if self.supply.is_held_back() => handed.settle(carried),
            DeliveryOutcome::NotTried if handed.tries < TRIES => self.supply.again.push_back(handed),
            DeliveryOutcome::NotTried => self.report(handed, self.carrier.broken_off()),
            _ => self.report(handed, carried),
        }
    }

    fn report(&self, handed: Handed, carried: Carried) {
        if wants_a_halt(&carried) {
            self.supply.halted.store(true, Ordering::Release);
        }
        handed.settle(carried);
    }
}

/// Whether the relay as a whole wants peace, and not one recipient: there is no line to it, it broke one off, it left a whole
/// letter without a reply, or it said 421 or 454 (RFC 5321 §3.8, RFC 4954 §6).
pub(super) fn wants_a_halt(carried: &Carried) -> bool {
    match &carried.outcome {
        _ if carried.unreachable.is_some() => true,
        DeliveryOutcome::Unknown(_) => true,
        DeliveryOutcome::Deferred(reply) => matches!(reply.code, 0 | 421 | 454),
        _ => false,
    }
}
