//! Stops a mailing, and takes it up again.

use super::failure::Failure;
use super::row;
use super::work::{Verb, Work};
use crate::model::MailingId;
use std::time::Duration;

/// A mailing to be stopped.
pub(super) struct Stopping(pub(super) MailingId);

impl Verb for Stopping {
    type Outcome = u64;

    const LIMIT: Duration = Duration::from_secs(10 * 60);

    async fn act(&self, work: &Work<'_>) -> Result<u64, Failure> {
        let number = row::hold_alone(work, &self.0).await?;
        work.change("UPDATE mailings SET stopped_at = coalesce(stopped_at, clock()) WHERE number = $1", &[&number])
            .await?;
        work.change(
            "UPDATE deliveries SET state = 'stopped', next_try_at = NULL, changed_at = clock()
             WHERE mailing = $1 AND state IN ('planned', 'deferred')",
            &[&number],
        )
        .await
    }
}

/// A mailing to be taken up again.
pub(super) struct Resuming(pub(super) MailingId);

impl Verb for Resuming {
    type Outcome = u64;

    const LIMIT: Duration = Duration::from_secs(10 * 60);

    async fn act(&self, work: &Work<'_>) -> Result<u64, Failure> {
        let number = row::hold_alone(work, &self.0).await?;
        work.store().walk(&self.0.to_string(), 0);
        work.change("UPDATE mailings SET stopped_at = NULL WHERE number = $1 AND stopped_at IS NOT NULL", &[&number])
            .await?;
        work.change(
            "UPDATE deliveries SET state = 'planned', changed_at = clock() WHERE mailing = $1 AND state = 'stopped'",
            &[&number],
        )
        .await
    }
}
