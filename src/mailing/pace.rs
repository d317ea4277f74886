//! How fast letters may leave: a rate over all connections of this process.

use crate::model::Rate;
use std::time::Duration;
use tokio::time::Instant;

/// Hands out the moments at which letters may leave, evenly spread.
#[derive(Debug)]
pub struct Pace {
    interval: Option<Duration>,
    next: Instant,
}

impl Pace {
    /// The pace of a rate; without one, at once.
    pub fn new(rate: Option<Rate>, now: Instant) -> Self {
        Self { interval: rate.map(|rate| rate.per / rate.letters.get()), next: now }
    }

    /// The moment at which the next letter may leave.
    pub fn next(&mut self, now: Instant) -> Instant {
        let Some(interval) = self.interval else { return now };
        let moment = self.next.max(now);
        self.next = moment + interval;
        moment
    }
}

#[cfg(test)]
mod tests {
    use super::Pace;
    use crate::model::Rate;
    use std::num::NonZeroU32;
    use std::time::Duration;
    use tokio::time::Instant;

    #[test]
    fn a_rate_spreads_letters_evenly() {
        let start = Instant::now();
        let rate = Rate { letters: NonZeroU32::new(600).unwrap(), per: Duration::from_secs(60) };
        let mut pace = Pace::new(Some(rate), start);
        let moments: Vec<_> = (0..3).map(|_| (pace.next(start) - start).as_millis()).collect();
        assert_eq!(moments, [0, 100, 200]);
        let mut free = Pace::new(None, start);
        assert_eq!(free.next(start), start);
    }
}
