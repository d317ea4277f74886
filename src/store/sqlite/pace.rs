//! Keeps a rate, also over two runs that follow each other closely.

use crate::store::PaceRequest;
use crate::store::sqlite::Failure;
use rusqlite::{OptionalExtension, Transaction, params};
use std::time::Duration;

pub(super) fn pace(transaction: Transaction<'_>, request: &PaceRequest) -> Result<Duration, Failure> {
    let now = request.now.timestamp_micros();
    let free: Option<i64> = transaction
        .prepare_cached("SELECT free_at FROM paces WHERE name = 'relay'")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let first = free.filter(|free| free.saturating_sub(now) <= request.horizon(1)).unwrap_or(now).max(now);
    transaction
        .prepare_cached(
            "INSERT INTO paces (name, free_at) VALUES ('relay', ?1) ON CONFLICT (name) DO UPDATE SET free_at = ?1",
        )?
        .execute(params![first.saturating_add(request.span())])?;
    transaction.commit()?;
    Ok(Duration::from_micros(u64::try_from(first - now).unwrap_or(0)))
}
