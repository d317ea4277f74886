//! What is claimed and no line has taken up yet. Letters that are signed are written here, on all cores, ahead of their turn.

use super::writer::Writer;
use crate::letter::{Letter, LetterError};
use crate::model::Delivery;
use chrono::{DateTime, Utc};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::Notify;
use tokio::time::Instant;

/// Deliveries on their way from the desk to the lines; clones share them.
#[derive(Clone)]
pub(super) struct HandOut(Arc<Shared>);

struct Shared {
    writer: Arc<Writer>,
    waiting: Mutex<Waiting>,
    changed: Notify,
}

#[derive(Default)]
struct Waiting {
    ready: VecDeque<Ready>,
    is_over: bool,
}

/// A delivery, with its letter where that is written already.
pub(super) struct Ready {
    pub(super) delivery: Delivery,
    pub(super) letter: Option<Result<Letter, LetterError>>,
    /// When it may leave.
    pub(super) moment: Instant,
    /// And until when: later its claim may be another's.
    pub(super) deadline: Deadline,
}

/// A moment by two clocks: one of them stands still while the machine sleeps, and the other may be set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    moment: Instant,
    time: DateTime<Utc>,
}

impl Deadline {
    /// So long after both.
    pub(super) fn after(moment: Instant, time: DateTime<Utc>, span: Duration) -> Self {
        Self { moment: moment + span, time: time + span }
    }

    /// Whether it is over, by either clock.
    pub(super) fn is_over(self, time: DateTime<Utc>) -> bool {
        Instant::now() >= self.moment || time >= self.time
    }
}

impl HandOut {
    /// Nothing handed out yet.
    pub(super) fn new(writer: Arc<Writer>) -> Self {
        Self(Arc::new(Shared { writer, waiting: Mutex::default(), changed: Notify::new() }))
    }

    /// Hands out deliveries: the first may leave at `start`, each other so long after the one before it, and none after the
    /// deadline.
    pub(super) fn put(&self, deliveries: Vec<Delivery>, start: Instant, interval: Duration, deadline: Deadline) {
        let moments = (0..).map(|count| start + interval * count);
        let ready = deliveries.into_iter().zip(moments);
        let ready = ready.map(|(delivery, moment)| Ready { delivery, letter: None, moment, deadline });
        if !self.0.writer.is_slow() {
            return self.change(|waiting| waiting.ready.extend(ready));
        }
        for mut ready in ready {
            let this = self.clone();
            rayon::spawn(move || {
                ready.letter = Some(this.0.writer.write(&ready.delivery));
                this.change(|waiting| waiting.ready.push_back(ready));
            });
        }
    }

    /// Nothing more will be handed out.
    pub(super) fn end(&self) {
        self.change(|waiting| waiting.is_over = true);
    }

    /// Takes back what no line has taken up. What is still being written comes to the lines, which hand it back.
    pub(super) fn call_back(&self) -> Vec<Delivery> {
        self.change(|waiting| waiting.ready.drain(..).map(|ready| ready.delivery).collect())
    }

    /// The next delivery; nothing where no more will come. Dropping the future loses none.
    pub(super) async fn next(&self) -> Option<Ready> {
        loop {
            let changed = self.0.changed.notified();
            tokio::pin!(changed);
            // Before the look, so that nothing handed out after it goes unnoticed.
            changed.as_mut().enable();
            {
                let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(ready) = waiting.ready.pop_front() {
                    return Some(ready);
                }
                if waiting.is_over {
                    return None;
                }
            }
            changed.await;
        }
    }

    fn change<T>(&self, change: impl FnOnce(&mut Waiting) -> T) -> T {
        let done = change(&mut self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        self.0.changed.notify_waiters();
        done
    }
}
