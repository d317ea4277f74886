//! Opens the file: its rights, its settings, its schema.

use crate::store::{StoreError, folder};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use std::path::Path;
use std::time::Duration;

/// The schema, step by step. A step that has landed is never edited: the next one mends it.
const STEPS: [&str; 5] = [
    include_str!("../migrations/0001_ledger.sql"),
    include_str!("../migrations/0002_carriage.sql"),
    include_str!("../migrations/0003_returned.sql"),
    include_str!("../migrations/0004_paces.sql"),
    include_str!("../migrations/0005_due.sql"),
];

/// `PRAGMA application_id` of our files, set by the first migration.
const APPLICATION: i64 = 0x4F70_7367;

/// A connection to the store at `path`, ready for work.
pub(super) fn open(data_folder: &Path, path: &Path) -> Result<Connection, StoreError> {
    folder::prepare(data_folder)?;
    // One at a time: two first openings at once would both want to make the tables.
    let gate_path = data_folder.join("store.lock");
    let gate = folder::open_file(&gate_path)?;
    gate.lock().map_err(|error| StoreError::of_file(&error, &gate_path))?;
    folder::open_file(path)?;
    let mut connection = connect(path).map_err(|error| StoreError::of_database(&error, path))?;
    let version = version_of_ours(&connection)
        .map_err(|error| StoreError::of_database(&error, path))?
        .ok_or_else(|| StoreError::NotAStore { path: path.to_owned() })?;
    if version > STEPS.len() {
        return Err(StoreError::Newer { path: path.to_owned(), found: version, known: STEPS.len() });
    }
    settle(&connection).map_err(|error| StoreError::of_database(&error, path))?;
    Migrations::new(STEPS.map(M::up).to_vec()).to_latest(&mut connection).map_err(|error| match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::of_database(&err, path),
        other => StoreError::Failed { path: path.to_owned(), reason: other.to_string() },
    })?;
    Ok(connection)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(20))?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

/// The version of the schema, 0 in an empty file; nothing where the file is another program's, which stays untouched.
fn version_of_ours(connection: &Connection) -> rusqlite::Result<Option<usize>> {
    let one = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    // A negative one is nobody's: taken for the newest, and refused.
    let version = usize::try_from(one("PRAGMA user_version")?).unwrap_or(usize::MAX);
    let is_ours = one("PRAGMA application_id")? == APPLICATION;
    let is_empty = version == 0 && one("SELECT count(*) FROM sqlite_master")? == 0;
    Ok((is_ours || is_empty).then_some(version))
}

fn settle(connection: &Connection) -> rusqlite::Result<()> {
    // WAL lets others read while one writes; FULL makes a commit outlive the machine's power.
    connection.pragma_update_and_check(None, "journal_mode", "wal", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -16_000)?; // kB
    // After a freeze of a million the log is cut back to this size.
    connection.pragma_update_and_check(None, "journal_size_limit", 64 << 20, |_| Ok(()))
}
