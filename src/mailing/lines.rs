//! What the lines of a run know of each other: how many are open or being made, which tells a relay that takes no more lines
//! from one that is gone; and how many letters in a row the relay would not have, whoever they were to.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::watch;

/// The lines of one run.
#[derive(Debug, Clone, Default)]
pub struct Lines {
    counts: watch::Sender<Count>,
    refused: Arc<AtomicU32>,
}

#[derive(Debug, Default)]
struct Count {
    connecting: usize,
    open: usize,
}

/// A line that counts for as long as it is held.
#[derive(Debug)]
pub struct Held {
    lines: Lines,
    is_open: bool,
}

impl Lines {
    /// A line that is being made.
    pub fn connecting(&self) -> Held {
        self.counts.send_modify(|count| count.connecting += 1);
        Held { lines: self.clone(), is_open: false }
    }

    /// Whether a line is open, once those that are being made have come to be or failed.
    pub async fn any_is_open(&self) -> bool {
        let mut counts = self.counts.subscribe();
        counts.wait_for(|count| count.open > 0 || count.connecting == 0).await.is_ok_and(|count| count.open > 0)
    }

    /// The relay has refused a letter, and not for its reader's sake; how many in a row that makes.
    pub fn refuse(&self) -> u32 {
        self.refused.fetch_add(1, Ordering::Relaxed).saturating_add(1)
    }

    /// The relay has taken a letter, or looked at whom one is to.
    pub fn judge(&self) {
        self.refused.store(0, Ordering::Relaxed);
    }
}

impl Held {
    /// The line has come to be.
    pub fn open(mut self) -> Self {
        self.is_open = true;
        self.lines.counts.send_modify(|count| {
            count.connecting -= 1;
            count.open += 1;
        });
        self
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.lines.counts.send_modify(|count| if self.is_open { count.open -= 1 } else { count.connecting -= 1 });
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;
    use std::time::Duration;

    #[tokio::test]
    async fn a_line_that_failed_waits_to_hear_of_the_others() {
        let lines = Lines::default();
        assert!(!lines.any_is_open().await);
        let other = lines.connecting();
        let asked = tokio::time::timeout(Duration::from_millis(20), lines.any_is_open()).await;
        assert!(asked.is_err(), "the other may still come to be");
        let other = other.open();
        assert!(lines.any_is_open().await);
        let third = lines.connecting();
        drop(other);
        drop(third);
        assert!(!lines.any_is_open().await);
    }
}
