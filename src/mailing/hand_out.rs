//! What is claimed and no line has taken up yet.

use crate::model::Delivery;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Notify;

/// Deliveries on their way from the desk to the lines; clones share them.
#[derive(Clone, Default)]
pub(super) struct HandOut(Arc<Shared>);

#[derive(Default)]
struct Shared {
    waiting: Mutex<Waiting>,
    changed: Notify,
}

#[derive(Default)]
struct Waiting {
    deliveries: VecDeque<Delivery>,
    is_over: bool,
}

impl HandOut {
    /// Hands out deliveries.
    pub(super) fn put(&self, deliveries: Vec<Delivery>) {
        self.change(|waiting| waiting.deliveries.extend(deliveries));
    }

    /// Nothing more will be handed out.
    pub(super) fn end(&self) {
        self.change(|waiting| waiting.is_over = true);
    }

    /// Takes back what no line has taken up.
    pub(super) fn call_back(&self) -> Vec<Delivery> {
        self.change(|waiting| waiting.deliveries.drain(..).collect())
    }

    /// The next delivery; nothing where no more will come. Dropping the future loses none.
    pub(super) async fn next(&self) -> Option<Delivery> {
        loop {
            let changed = self.0.changed.notified();
            tokio::pin!(changed);
            // Before the look, so that nothing handed out after it goes unnoticed.
            changed.as_mut().enable();
            {
                let mut waiting = self.0.waiting.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(delivery) = waiting.deliveries.pop_front() {
                    return Some(delivery);
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
