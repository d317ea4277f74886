//! How a person stands whose letters come back, and what follows from one more; before any database has it.

use super::ReceivedEffect;
use super::returned::{SOFT_LIMIT, WINDOW_DAYS, is_before};
use crate::letter::returned::Bearing;
use crate::model::{EmailAddress, Id};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// A place on a list that letters go to, or may again.
pub(super) struct HeldPlace {
    pub(super) subscription: i64,
    pub(super) list: Id,
    /// When it was taken; of a paused one, when the person was first known. Milliseconds since 1970.
    pub(super) taken_at: i64,
}

/// A letter that came back: what knows it again, and when.
pub(super) struct ReturnedLetter {
    pub(super) key: String,
    pub(super) returned_at: i64,
}

/// What a report says, and whether it shows that it is about a letter of ours to the person: by the token or the letter's
/// `Message-ID`, which others cannot know. Anybody can write one that does not.
#[derive(Clone, Copy)]
pub(super) struct Report {
    pub(super) bearing: Bearing,
    pub(super) is_sure: bool,
    /// Milliseconds since 1970.
    pub(super) returned_at: i64,
}

/// A person's places, and the letters to them that came back.
#[derive(Default)]
pub(super) struct Standing {
    pub(super) places: Vec<HeldPlace>,
    pub(super) letters: Vec<ReturnedLetter>,
}

impl Standing {
    /// What follows from a letter that came back, which is one of the letters already; and the subscriptions that are given up.
    pub(super) fn weigh(&mut self, address: EmailAddress, report: Report) -> (ReceivedEffect, Vec<i64>) {
        let Report { bearing, is_sure, returned_at } = report;
        if self.places.is_empty() {
            return (ReceivedEffect::Kept, Vec::new());
        }
        let is_newer = |place: &HeldPlace| is_before(returned_at, place.taken_at);
        if self.places.iter().all(is_newer) {
            let lists = self.places.iter().map(|place| place.list.clone()).collect();
            return (ReceivedEffect::Before { address, lists }, Vec::new());
        }
        let count = self.letters_together();
        let is_on_address = bearing == Bearing::OnAddress;
        if !(is_on_address && is_sure) && count < SOFT_LIMIT {
            return (ReceivedEffect::Counted { address, count, is_in_doubt: is_on_address }, Vec::new());
        }
        let (newer, given_up): (Vec<_>, Vec<_>) = std::mem::take(&mut self.places).into_iter().partition(is_newer);
        self.places = newer;
        let (subscriptions, lists): (Vec<i64>, Vec<Id>) =
            given_up.into_iter().map(|place| (place.subscription, place.list)).unzip();
        (ReceivedEffect::Bounced { address, lists }, subscriptions)
    }

    /// The most letters that came back within the days that count together, since the first of the places was taken.
    fn letters_together(&self) -> usize {
        let taken_at = self.places.iter().map(|place| place.taken_at).min().unwrap_or(0);
        let mut times: BTreeMap<&str, i64> = BTreeMap::new();
        for letter in self.letters.iter().filter(|letter| !is_before(letter.returned_at, taken_at)) {
            let time = times.entry(&letter.key).or_insert(letter.returned_at);
            *time = letter.returned_at.min(*time);
        }
        most_together(times.into_values().collect())
    }
}

/// The most of these times, in milliseconds, that lie within the days that count together.
fn most_together(mut times: Vec<i64>) -> usize {
    times.sort_unstable();
    let window = TimeDelta::days(WINDOW_DAYS).num_milliseconds();
    let within = |start: usize| times[start..].iter().take_while(|time| **time <= times[start] + window).count();
    (0..times.len()).map(within).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::most_together;

    #[test]
    fn letters_count_together_that_came_back_within_the_days() {
        let day = 24 * 60 * 60 * 1000;
        assert_eq!(most_together(Vec::new()), 0);
        assert_eq!(most_together(vec![31 * day, 0, 30 * day, 1]), 3);
        assert_eq!(most_together(vec![0, 40 * day, 80 * day]), 1);
    }
}
