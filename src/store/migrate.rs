//! Moves a store from its file to a server, counted and compared; the file stays, and takes no changes any more.

use super::{Postgres, Run, Sqlite, StoreError};

/// A store to be moved. The caller holds the sending lock of its folder.
pub struct MigrateRequest<'a> {
    /// From here.
    pub from: &'a Sqlite,
    /// To here, where nothing may be yet.
    pub to: &'a Postgres,
    /// Whether it is kept there.
    pub run: Run,
}

/// What was moved, and found to be the same on both sides: as many rows, the same bytes, the same figures a mailing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrateOutcome {
    /// How many rows of each table.
    pub rows: Vec<(&'static str, u64)>,
}

/// Moves it, all or nothing.
///
/// # Errors
/// Something is on the server already, what arrived differs from what was sent, or either side fails; then nothing is kept.
pub async fn migrate(request: MigrateRequest<'_>) -> Result<MigrateOutcome, StoreError> {
    request.to.take_over(request.from, request.run).await
}
