//! The mark on a file whose store has been moved to a server: from then on nobody writes into it.
//!
//! It stands in the file itself, so that it holds also for a process that opened the file before.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

/// Marks the file: each change is refused with the server's name.
pub(super) fn mark(transaction: &Transaction<'_>, server: &str) -> rusqlite::Result<()> {
    unmark(transaction)?;
    let tables: Vec<String> = transaction
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let quoted = server.replace('\'', "''");
    for table in tables {
        for change in ["insert", "update", "delete"] {
            transaction.execute_batch(&format!(
                "CREATE TRIGGER moved_{change}_{table} BEFORE {change} ON {table}
                 BEGIN SELECT RAISE(ABORT, '{quoted}'); END"
            ))?;
        }
    }
    transaction.execute_batch("CREATE TABLE moved (server TEXT NOT NULL) STRICT")?;
    transaction.execute("INSERT INTO moved (server) VALUES (?1)", params![server])?;
    Ok(())
}

/// Takes the mark off, if there is one.
pub(super) fn unmark(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let triggers: Vec<String> = transaction
        .prepare("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'moved\\_%' ESCAPE '\\'")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for trigger in triggers {
        transaction.execute_batch(&format!("DROP TRIGGER {trigger}"))?;
    }
    transaction.execute_batch("DROP TABLE IF EXISTS moved")
}

/// Where the store has been moved to; nothing where it is still here.
pub(super) fn server(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let is_marked: bool = connection.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'moved')",
        [],
        |row| row.get(0),
    )?;
    if !is_marked {
        return Ok(None);
    }
    connection.query_row("SELECT server FROM moved", [], |row| row.get(0)).optional()
}

/// Whether there is something in the file, and it has not been moved.
pub(super) fn is_in_use(connection: &Connection) -> rusqlite::Result<bool> {
    let holds = "SELECT EXISTS (SELECT 1 FROM subscribers) OR EXISTS (SELECT 1 FROM mailings)";
    Ok(server(connection)?.is_none() && connection.query_row(holds, [], |row| row.get(0))?)
}
