//! Whether a mailing that was to leave at a time may leave now.

use crate::model::{Balance, DeliveryState, Mailing};
use chrono::{DateTime, TimeDelta, Utc};

/// How late a mailing may begin by itself: what is older may have been overtaken by events.
const TOO_LATE: TimeDelta = TimeDelta::hours(2);

/// Whether it is time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeliness {
    /// It is to wait until then.
    Early(DateTime<Utc>),
    /// It may leave.
    OnTime,
    /// It was to leave then, and not a letter has.
    TooLate(DateTime<Utc>),
}

/// Whether it is time for a mailing; one that has begun goes on whenever it is found.
pub fn timeliness(mailing: &Mailing, balance: &Balance, now: DateTime<Utc>) -> Timeliness {
    use DeliveryState::{Accepted, Claimed, Deferred, Refused, Unknown};
    let begun = [Claimed, Accepted, Refused, Deferred, Unknown];
    match mailing.due_at {
        Some(due) if now < due => Timeliness::Early(due),
        Some(due) if now > due + TOO_LATE && begun.iter().all(|state| balance.of(*state) == 0) => {
            Timeliness::TooLate(due)
        }
        _ => Timeliness::OnTime,
    }
}

#[cfg(test)]
mod tests {
    use super::{Timeliness, timeliness};
    use crate::model::{Balance, Carriage, DeliveryState, Mailing, MailingId};
    use chrono::{DateTime, TimeDelta, Utc};

    #[test]
    fn a_mailing_leaves_when_it_is_due_and_not_much_later() {
        let due = DateTime::<Utc>::from_timestamp(1_700_000_000, 0).unwrap();
        let mailing = |due_at| Mailing {
            id: MailingId::parse("a/summary/b").unwrap(),
            subject: String::new(),
            frozen: Vec::new(),
            digest: String::new(),
            carriage: Carriage::Relay,
            recipients: 1,
            frozen_at: due,
            due_at,
            stopped_at: None,
        };
        let at = |minutes| due + TimeDelta::minutes(minutes);
        let balance = |state: DeliveryState| {
            let mut balance = Balance { frozen: 1, ..Balance::default() };
            balance.counts[DeliveryState::ALL.iter().position(|it| *it == state).unwrap()] = 1;
            balance
        };
        let planned = balance(DeliveryState::Planned);
        assert_eq!(timeliness(&mailing(None), &planned, at(999)), Timeliness::OnTime);
        assert_eq!(timeliness(&mailing(Some(due)), &planned, at(-1)), Timeliness::Early(due));
        assert_eq!(timeliness(&mailing(Some(due)), &planned, at(120)), Timeliness::OnTime);
        assert_eq!(timeliness(&mailing(Some(due)), &planned, at(121)), Timeliness::TooLate(due));
        for begun in [DeliveryState::Deferred, DeliveryState::Claimed] {
            assert_eq!(timeliness(&mailing(Some(due)), &balance(begun), at(999)), Timeliness::OnTime);
        }
    }
}
