//! Takes somebody off who asked for it by mail: the token of one subscription, or the address of all.

use super::failure::Failure;
use super::work::{Verb, Work};
use super::{remove, row};
use crate::store::{LeaveOutcome, LeaveRequest, Leaver};
use std::time::Duration;

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
                "SELECT id, list, state FROM subscriptions WHERE token = $1 FOR UPDATE",
                token.expose(),
            ),
            Leaver::Address(address) => (
                "SELECT address FROM subscribers WHERE normal = $1",
                "SELECT id, list, state FROM subscriptions
                 WHERE subscriber = (SELECT id FROM subscribers WHERE normal = $1) ORDER BY list FOR UPDATE",
                address.normal(),
            ),
        };
        let Some(found) = work.row(whose, &[&name]).await? else { return Ok(None) };
        let address = row::address(&found, 0)?;
        let lists = remove::take_off(work, &work.rows(places, &[&name]).await?).await?;
        Ok(Some(LeaveOutcome { address, lists }))
    }
}
