//! The schema on the server, brought to this program's step by step; a newer one is left alone.

use super::failure::Failure;
use super::server::Server;
use crate::store::StoreError;
use std::path::PathBuf;
use tokio_postgres::Client;

/// The schema, step by step. A step that has landed is never edited: the next one mends it.
const STEPS: [&str; 4] = [
    include_str!("migrations/0001_store.sql"),
    include_str!("migrations/0002_returned.sql"),
    include_str!("migrations/0003_due.sql"),
    include_str!("migrations/0004_outbox.sql"),
];

/// Makes what is missing. Many may come at once: one makes it, and the others wait for it.
pub(super) async fn prepare(client: &Client, server: &Server) -> Result<(), Failure> {
    if version(client, server).await? == STEPS.len() {
        return Ok(());
    }
    // Taken before the transaction, which at its beginning is told what has been made in the meantime.
    client.query("SELECT pg_advisory_lock(hashtextextended($1, 0))", &[&server.schema]).await?;
    client.batch_execute("BEGIN").await?;
    let done = bring_up(client, server).await;
    client.batch_execute(if done.is_ok() { "COMMIT" } else { "ROLLBACK" }).await?;
    client.query("SELECT pg_advisory_unlock(hashtextextended($1, 0))", &[&server.schema]).await?;
    done
}

async fn bring_up(client: &Client, server: &Server) -> Result<(), Failure> {
    let version = version(client, server).await?;
    let schema = &server.schema;
    if version == 0 {
        let is_there: bool =
            client.query_one("SELECT to_regnamespace(quote_ident($1)) IS NOT NULL", &[schema]).await?.try_get(0)?;
        if !is_there {
            client.batch_execute(&format!("CREATE SCHEMA \"{schema}\"")).await?;
        }
        client
            .batch_execute(&format!(
                "CREATE TABLE \"{schema}\".steps (number integer PRIMARY KEY, taken_at timestamptz NOT NULL DEFAULT now())"
            ))
            .await?;
    }
    for (number, step) in STEPS.iter().enumerate().skip(version) {
        client.batch_execute(step).await?;
        let number = i32::try_from(number + 1).unwrap_or(i32::MAX);
        client.execute("INSERT INTO steps (number) VALUES ($1)", &[&number]).await?;
    }
    Ok(())
}

/// How many steps have been taken; 0 where there is nothing of ours.
async fn version(client: &Client, server: &Server) -> Result<usize, Failure> {
    let steps = format!("\"{}\".steps", server.schema);
    let row = client.query_one("SELECT to_regclass($1) IS NOT NULL", &[&steps]).await?;
    if !row.try_get::<_, bool>(0)? {
        return Ok(0);
    }
    let row = client.query_one(&format!("SELECT coalesce(max(number), 0) FROM {steps}"), &[]).await?;
    let found = usize::try_from(row.try_get::<_, i32>(0)?).unwrap_or(usize::MAX);
    if found > STEPS.len() {
        let path = PathBuf::from(&server.name);
        return Err(StoreError::Newer { path, found, known: STEPS.len() }.into());
    }
    Ok(found)
}
