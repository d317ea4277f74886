//! Keeps all workers together within one rate.

use super::failure::Failure;
use super::work::{Verb, Work};
use crate::store::PaceRequest;
use std::time::Duration;

/// More than will ever send from one store.
const WORKERS: u32 = 10;

impl Verb for PaceRequest {
    type Outcome = Duration;

    async fn act(&self, work: &Work<'_>) -> Result<Duration, Failure> {
        let span = self.span();
        let row = work
            .row(
                "WITH moment AS MATERIALIZED (SELECT clock() * 1000 AS now), reserved AS (
                     INSERT INTO paces (name, free_at) SELECT 'relay', now + $1::bigint FROM moment
                     ON CONFLICT (name) DO UPDATE SET free_at = excluded.free_at + greatest(0,
                         CASE WHEN paces.free_at + $1::bigint - excluded.free_at <= $2::bigint
                             THEN paces.free_at + $1::bigint - excluded.free_at END)
                     RETURNING free_at
                 )
                 SELECT r.free_at - $1::bigint - m.now FROM reserved r, moment m",
                &[&span, &self.horizon(WORKERS)],
            )
            .await?;
        let wait: i64 = row.map_or(Ok(0), |row| row.try_get(0))?;
        Ok(Duration::from_micros(u64::try_from(wait).unwrap_or(0)))
    }
}
