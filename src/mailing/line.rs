//! One line of a mailing: takes letters as they come, sends each, reports what became of it.

use super::Clock;
use super::pace::Pace;
use super::route::{Carried, Carrier};
use crate::letter::{FrozenLetter, Letter, LetterError, Signer};
use crate::model::{Delivery, DeliveryOutcome, MailingId, Reply};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::{Mutex, mpsc, watch};
use tokio::time::Instant;

/// One line.
pub(super) struct Line {
    pub(super) carrier: Carrier,
    pub(super) mailing: MailingId,
    pub(super) letter: Arc<FrozenLetter>,
    pub(super) signer: Option<Arc<Signer>>,
    pub(super) clock: Clock,
    pub(super) letters: Arc<Mutex<mpsc::UnboundedReceiver<Delivery>>>,
    pub(super) report: mpsc::UnboundedSender<Settled>,
    pub(super) stop: watch::Receiver<bool>,
    pub(super) pace: Arc<Mutex<Pace>>,
    /// Set while the relay is left in peace: what is handed out comes back untried.
    pub(super) halted: Arc<AtomicBool>,
}

/// A delivery in a line's hands. If the line breaks down with it, it is reported as one of which nobody knows.
struct Handed {
    delivery: Option<Delivery>,
    report: mpsc::UnboundedSender<Settled>,
}

impl Handed {
    fn settle(mut self, carried: Carried) {
        self.report(carried);
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

impl Line {
    pub(super) async fn run(mut self) {
        loop {
            let next = self.letters.lock().await.recv().await;
            let Some(delivery) = next else { break };
            let handed = Handed { delivery: Some(delivery.clone()), report: self.report.clone() };
            let carried = self.carry(&delivery).await;
            // The others go on without it.
            if self.carrier.is_one_too_many(&carried).await {
                handed.settle(DeliveryOutcome::NotTried.into());
                break;
            }
            if wants_a_halt(&carried) {
                self.halted.store(true, Ordering::Release);
            }
            handed.settle(carried);
        }
        self.carrier.close().await;
    }

    async fn carry(&mut self, delivery: &Delivery) -> Carried {
        if !self.is_halted() {
            let moment = self.pace.lock().await.next(Instant::now());
            tokio::select! {
                () = tokio::time::sleep_until(moment) => {}
                _ = self.stop.wait_for(|stop| *stop) => {}
            }
        }
        if *self.stop.borrow() || self.is_halted() {
            return DeliveryOutcome::NotTried.into();
        }
        match self.signed_letter(delivery) {
            Ok(letter) => self.carrier.carry(&letter).await,
            Err(error) => {
                let reply = Reply { code: 0, enhanced: None, text: format!("delivery-{}", error.code()) };
                DeliveryOutcome::Refused(reply).into()
            }
        }
    }

    fn signed_letter(&self, delivery: &Delivery) -> Result<Letter, LetterError> {
        let now = (self.clock)();
        let mut letter = self.letter.letter(&self.mailing, &delivery.recipient, now)?;
        if let Some(signer) = &self.signer {
            signer.sign(&mut letter, now)?;
        }
        Ok(letter)
    }

    fn is_halted(&self) -> bool {
        self.halted.load(Ordering::Acquire)
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
