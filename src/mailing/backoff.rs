//! When a letter that the relay put off is tried again, and when it is given up.

use chrono::{DateTime, TimeDelta, Utc};

/// How long `send` waits for the next try before it ends and says when to resume.
pub const PATIENCE: TimeDelta = TimeDelta::minutes(10);

/// How long a letter is tried before it counts as refused, if every wait has come to its turn.
pub const GIVEN_UP_AFTER: TimeDelta = TimeDelta::days(2);

/// The minutes between the tries; the last holds for all that follow.
const MINUTES: [i64; 5] = [1, 5, 15, 60, 240];

/// When the next try is after this many attempts, from 1; `jitter` from 0 to 1 spreads it over a tenth of the wait.
///
/// Nothing where the first attempt is so long ago that the letter is given up.
pub fn next_try(attempts: u32, first_attempt: DateTime<Utc>, now: DateTime<Utc>, jitter: f64) -> Option<DateTime<Utc>> {
    // Time in which nobody tried is not held against a letter.
    let all_waits = u32::try_from(MINUTES.len()).unwrap_or(u32::MAX);
    if now - first_attempt >= GIVEN_UP_AFTER && attempts > all_waits {
        return None;
    }
    let step = usize::try_from(attempts.saturating_sub(1)).unwrap_or(usize::MAX).min(MINUTES.len() - 1);
    let wait = TimeDelta::minutes(MINUTES[step]);
    let spread = (wait.num_milliseconds() as f64 / 10.0 * jitter.clamp(0.0, 1.0)) as i64;
    Some(now + wait + TimeDelta::milliseconds(spread))
}

#[cfg(test)]
mod tests {
    use super::next_try;
    use chrono::{DateTime, TimeDelta, Utc};

    #[test]
    fn the_waits_grow_from_a_minute_to_four_hours_and_end_after_two_days() {
        let start = DateTime::<Utc>::from_timestamp(1_700_000_000, 0).unwrap();
        let wait = |attempts| (next_try(attempts, start, start, 0.0).unwrap() - start).num_minutes();
        assert_eq!([1, 2, 3, 4, 5, 6, 60].map(wait), [1, 5, 15, 60, 240, 240, 240]);
        assert_eq!(next_try(6, start, start + TimeDelta::days(2), 0.0), None);
        assert!(next_try(3, start, start + TimeDelta::days(3), 0.0).is_some(), "it was tried thrice only");
        assert_eq!(next_try(1, start, start, 1.0).unwrap() - start, TimeDelta::seconds(66));
    }
}
