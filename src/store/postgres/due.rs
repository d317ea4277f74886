//! What is due, and who is there to send it; by the server's clock.

use super::failure::Failure;
use super::row;
use super::work::{Verb, Work};
use crate::model::MailingId;
use crate::store::ATTENDED;

/// Asks what is due.
pub(super) struct Due;

impl Verb for Due {
    type Outcome = Vec<MailingId>;

    async fn act(&self, work: &Work<'_>) -> Result<Vec<MailingId>, Failure> {
        let rows = work
            .rows(
                "SELECT id FROM mailings m
                 WHERE stopped_at IS NULL AND carriage <> 'drafts' AND coalesce(due_at, 0) <= (SELECT clock()) AND (
                     EXISTS (SELECT 1 FROM deliveries WHERE mailing = m.number AND state = 'planned')
                     OR EXISTS (
                         SELECT 1 FROM deliveries
                         WHERE mailing = m.number AND state = 'deferred' AND next_try_at <= (SELECT clock())
                     ) OR EXISTS (
                         SELECT 1 FROM deliveries
                         WHERE mailing = m.number AND state = 'claimed' AND lease_until <= (SELECT clock())
                     )
                 ) ORDER BY coalesce(due_at, frozen_at), number",
                &[],
            )
            .await?;
        rows.iter().map(|row| row::parsed(row, 0, |text| MailingId::parse(text).ok())).collect()
    }
}

/// Somebody who is there.
pub(super) struct Attending(pub(super) String);

impl Verb for Attending {
    type Outcome = ();

    async fn act(&self, work: &Work<'_>) -> Result<(), Failure> {
        work.change(
            "INSERT INTO attendance (worker, seen_at) VALUES ($1, clock())
             ON CONFLICT (worker) DO UPDATE SET seen_at = excluded.seen_at",
            &[&self.0],
        )
        .await?;
        let span = ATTENDED.num_milliseconds();
        work.change("DELETE FROM attendance WHERE seen_at < (SELECT clock()) - $1::bigint", &[&span]).await?;
        Ok(())
    }
}

/// Somebody who goes.
pub(super) struct LeavingOff(pub(super) String);

impl Verb for LeavingOff {
    type Outcome = ();

    async fn act(&self, work: &Work<'_>) -> Result<(), Failure> {
        work.change("DELETE FROM attendance WHERE worker = $1", &[&self.0]).await?;
        Ok(())
    }
}

/// Asks whether anybody is there.
pub(super) struct Attended;

impl Verb for Attended {
    type Outcome = bool;

    async fn act(&self, work: &Work<'_>) -> Result<bool, Failure> {
        let span = ATTENDED.num_milliseconds();
        let row = work
            .row("SELECT EXISTS (SELECT 1 FROM attendance WHERE seen_at >= (SELECT clock()) - $1::bigint)", &[&span])
            .await?;
        Ok(row.map_or(Ok(false), |row| row.try_get(0))?)
    }
}
