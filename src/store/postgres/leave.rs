//! Takes somebody off who asked for it by mail: the token of one subscription, or the address of all.

use super::failure::Failure;
use super::work::{Verb, Work};
use super::{remove, row};
use crate::model::SubscriptionState;
use crate::store::returned::NewestConsent;
use crate::store::{LeaveOutcome, LeaveRequest, Leaver};
use std::time::Duration;

/// The places of whom a condition holds for, each with its state, when it was taken and the newest consent; of one that takes
/// no letters, when the person was first known.
macro_rules! places {
    ($whose:literal) => {
        concat!(
            "SELECT n.id, n.list, n.state, CASE WHEN n.state IN ('active', 'pending') THEN n.since ELSE s.added_at END,
                 (SELECT max(consented) FROM consents WHERE subscription = n.id),
                 (SELECT max(recorded_at) FROM consents WHERE subscription = n.id)
             FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber WHERE ",
            $whose,
            " ORDER BY n.list FOR UPDATE OF n"
        )
    };
}

impl Verb for LeaveRequest {
    type Outcome = Option<LeaveOutcome>;

    // An import that is under way is waited for.
    const LIMIT: Duration = Duration::from_secs(60);

    /// Nothing where nobody has that token or address.
    async fn act(&self, work: &Work<'_>) -> Result<Option<LeaveOutcome>, Failure> {
        remove::hold(work).await?;
        let (whose, places, name) = match &self.leaver {
            Leaver::Token(token) => (
                "SELECT s.address FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber WHERE n.token = $1",
                places!("n.token = $1"),
                token.expose(),
            ),
            Leaver::Address(address) => {
                ("SELECT address FROM subscribers WHERE normal = $1", places!("s.normal = $1"), address.normal())
            }
        };
        let Some(found) = work.row(whose, &[&name]).await? else { return Ok(None) };
        let address = row::address(&found, 0)?;
        let (mut left, mut joined_since) = (Vec::new(), Vec::new());
        for place in work.rows(places, &[&name]).await? {
            let day = row::optional(&place, 4, |text| text.parse().ok())?;
            let consent = match day {
                Some(day) => Some(NewestConsent { day, recorded_at: place.try_get(5)? }),
                None => None,
            };
            if row::parsed(&place, 2, SubscriptionState::parse)? == SubscriptionState::Left {
                continue;
            } else if self.is_before(place.try_get(3)?, consent) {
                joined_since.push(row::id(&place, 1)?);
            } else {
                left.push(place);
            }
        }
        let lists = remove::take_off(work, &left).await?;
        Ok(Some(LeaveOutcome { address, lists, joined_since }))
    }
}
