//! Opens the file: its rights, its settings, its schema.

use crate::store::{StoreError, folder};
use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};
use std::path::Path;
use std::time::Duration;

/// The schema, step by step. A step that has landed is never edited: the next one mends it.
const STEPS: [&str; 7] = [
    include_str!("../migrations/0001_ledger.sql"),
    include_str!("../migrations/0002_carriage.sql"),
    include_str!("../migrations/0003_returned.sql"),
    include_str!("../migrations/0004_paces.sql"),
    include_str!("../migrations/0005_due.sql"),
    include_str!("../migrations/0006_checks.sql"),
    include_str!("../migrations/0007_outbox.sql"),
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

#[cfg(test)]
mod tests {
    use super::{STEPS, open};
    use rusqlite::Connection;
    use rusqlite_migration::{M, Migrations};

    #[test]
    fn a_mailing_of_drafts_is_one_still_where_an_older_store_is_opened() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("opsamling.db");
        let mut old = Connection::open(&path).unwrap();
        Migrations::new(STEPS.map(M::up).to_vec()).to_version(&mut old, 5).unwrap();
        let mailing = "INSERT INTO mailings (number, id, subject, digest, recipients, frozen_at, frozen, carriage)";
        old.execute_batch(&format!(
            "{mailing} VALUES (7, 'a/summary/b', 's', 'd', 1, 0, x'00', 'drafts');
             INSERT INTO deliveries (mailing, normal, address, token, changed_at) VALUES (7, 'a@b.c', 'a@b.c', 't', 0);"
        ))
        .unwrap();
        drop(old);
        let new = open(folder.path(), &path).unwrap();
        let carriages = "SELECT group_concat(carriage) FROM mailings JOIN deliveries ON mailing = mailings.number";
        let found: String = new.query_row(carriages, [], |row| row.get(0)).unwrap();
        assert_eq!(found, "drafts");
        let insert = |number: u32, carriage: &str| {
            new.execute(&format!("{mailing} VALUES ({number}, '{number}', 's', 'd', 1, 0, x'00', '{carriage}')"), [])
        };
        assert!(insert(8, "outbox").is_ok());
        assert!(insert(9, "pigeon").is_err());
    }

    #[test]
    fn a_state_is_held_to_its_names_without_a_table_made_for_each_row() {
        let folder = tempfile::tempdir().unwrap();
        let store = open(folder.path(), &folder.path().join("store.sqlite")).unwrap();
        let states = ["planned", "claimed", "accepted", "refused", "deferred", "unknown", "suppressed", "stopped"];
        let update = |table: &str, state: &str| format!("UPDATE {table} SET state = '{state}'");
        store
            .execute_batch(
                "INSERT INTO mailings (number, id, subject, digest, recipients, frozen_at, frozen)
                 VALUES (1, 'a/summary/b', 's', 'd', 1, 0, x'00');
                 INSERT INTO deliveries (mailing, normal, address, token, changed_at) VALUES (1, 'a', 'a', 't', 0);
                 INSERT INTO subscribers (id, normal, address, added_at) VALUES (1, 'a', 'a', 0);
                 INSERT INTO subscriptions (subscriber, list, state, token, since) VALUES (1, 'l', 'active', 't', 0);",
            )
            .unwrap();
        for (table, states) in
            [("deliveries", &states[..]), ("subscriptions", &["pending", "active", "paused", "left", "bounced"])]
        {
            for state in states {
                assert_eq!(store.execute(&update(table, state), []).unwrap(), 1, "{table} {state}");
            }
            assert!(store.execute(&update(table, "lost"), []).is_err(), "{table}");
            let mut program = store.prepare(&format!("EXPLAIN {}", update(table, states[0]))).unwrap();
            let steps: Vec<String> = program.query_map([], |row| row.get(1)).unwrap().map(Result::unwrap).collect();
            assert!(!steps.iter().any(|step| step == "OpenEphemeral"), "{table}: {steps:?}");
        }
        let sound: String = store.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
    }
}
