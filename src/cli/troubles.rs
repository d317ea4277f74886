//! What stands in the way of a worker's mailings: said once, and a relay that says no is left in peace for a while.

use super::exit::{Exit, Failure};
use crate::model::MailingId;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

/// How long a mailing waits after what may pass by itself; each time twice as long, and at the longest.
const FIRST_WAIT: Duration = Duration::from_secs(10);
const LONGEST_WAIT: Duration = Duration::from_secs(300);

/// Whether something may pass by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hope {
    /// A relay or a store that is away for a while.
    Passes,
    /// A wrong password: somebody must mend it.
    Stays,
}

impl Hope {
    /// What a failure leaves: the world may be another in a while, what somebody wrote is not.
    pub fn of(failure: &Failure) -> Self {
        if failure.exit == Exit::World { Self::Passes } else { Self::Stays }
    }
}

/// The mailings that could not be sent when they were last tried.
#[derive(Debug, Default)]
pub struct Troubles(BTreeMap<MailingId, Trouble>);

#[derive(Debug)]
struct Trouble {
    failure: Failure,
    wait: Duration,
    until: Instant,
}

impl Troubles {
    /// Whether a mailing is not to be tried yet.
    pub fn hold_back(&self, mailing: &MailingId, now: Instant) -> bool {
        self.0.get(mailing).is_some_and(|trouble| now < trouble.until)
    }

    /// Whether a mailing could not be sent when it was last tried.
    pub fn know(&self, mailing: &MailingId) -> bool {
        self.0.contains_key(mailing)
    }

    /// Notes why a mailing could not be sent; whether that is news.
    pub fn note(&mut self, mailing: MailingId, failure: &Failure, hope: Hope, now: Instant) -> bool {
        let last = self.0.get(&mailing);
        let is_news = last.is_none_or(|trouble| trouble.failure != *failure);
        let wait = match hope {
            Hope::Passes => last.map_or(FIRST_WAIT, |trouble| (trouble.wait * 2).min(LONGEST_WAIT)),
            Hope::Stays => LONGEST_WAIT,
        };
        self.0.insert(mailing, Trouble { failure: failure.clone(), wait, until: now + wait });
        is_news
    }

    /// A mailing has gone as far as it goes now.
    pub fn forget(&mut self, mailing: &MailingId) {
        self.0.remove(mailing);
    }
}

#[cfg(test)]
mod tests {
    use super::{Hope, Troubles};
    use crate::cli::exit::Failure;
    use crate::model::MailingId;
    use std::time::{Duration, Instant};

    /// How long the mailing is held back from `now` on, in seconds.
    fn wait(troubles: &Troubles, mailing: &MailingId, now: Instant) -> u64 {
        (0..1000).find(|wait| !troubles.hold_back(mailing, now + Duration::from_secs(*wait))).unwrap()
    }

    #[test]
    fn a_relay_that_says_no_is_tried_less_and_less_and_told_of_once() {
        let mailing = MailingId::parse("a/summary/b").unwrap();
        let (mut troubles, now) = (Troubles::default(), Instant::now());
        let failure = Failure::world("smtp-unreachable");
        let mut waits = Vec::new();
        for news in [true, false, false, false, false, false, false] {
            assert_eq!(troubles.note(mailing.clone(), &failure, Hope::of(&failure), now), news);
            waits.push(wait(&troubles, &mailing, now));
        }
        assert_eq!(waits, [10, 20, 40, 80, 160, 300, 300]);
        assert_eq!(wait(&troubles, &MailingId::parse("c/summary/b").unwrap(), now), 0, "another's trouble");
        assert!(troubles.note(mailing.clone(), &Failure::world("smtp-auth-refused"), Hope::Stays, now));
        troubles.forget(&mailing);
        assert!(!troubles.know(&mailing) && !troubles.hold_back(&mailing, now));
    }

    #[test]
    fn what_somebody_must_mend_waits_long_from_the_first() {
        let mailing = MailingId::parse("a/summary/b").unwrap();
        let (mut troubles, now) = (Troubles::default(), Instant::now());
        let failure = Failure::wrong("no-relay-secret");
        assert!(troubles.note(mailing.clone(), &failure, Hope::of(&failure), now));
        assert_eq!(wait(&troubles, &mailing, now), 300);
    }
}
