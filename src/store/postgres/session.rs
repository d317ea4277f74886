//! One line to the server: made, set up, and the statements that it knows.

use super::failure::{Failure, of_connecting};
use super::schema;
use super::server::Server;
use super::tls::Trust;
use crate::store::StoreError;
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use tokio_postgres::config::SslMode;
use tokio_postgres::tls::TlsStream;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Connection, NoTls, Row, Socket, Statement};

/// The values of a statement.
pub(super) type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// The server's process at the other end of a line. Its number may be another's later; with its beginning it is its own.
#[derive(Clone)]
pub(super) struct Backend {
    process: i32,
    since: String,
}

/// A line to the server.
pub(super) struct Session {
    pub(super) client: Client,
    statements: Mutex<HashMap<&'static str, Statement>>,
    /// The server's end.
    pub(super) backend: Backend,
    is_in_transaction: AtomicBool,
}

impl Session {
    /// Makes a line, and brings the schema to this program's where it is older.
    pub(super) async fn open(server: &Server) -> Result<Self, StoreError> {
        let refused = |error| of_connecting(error, &server.name);
        let client = if server.config.get_ssl_mode() == SslMode::Disable {
            let (client, line) = server.config.connect(NoTls).await.map_err(refused)?;
            serve(line);
            client
        } else {
            let trust = Trust::new(server.ca_file.as_deref())?;
            let (client, line) = server.config.connect(trust).await.map_err(refused)?;
            serve(line);
            client
        };
        let told = |error: Failure| error.told(&server.name);
        client.batch_execute(&settings(&server.schema)).await.map_err(|error| told(error.into()))?;
        schema::prepare(&client, server).await.map_err(told)?;
        let found = client
            .query_one("SELECT pid, backend_start::text FROM pg_stat_activity WHERE pid = pg_backend_pid()", &[])
            .await;
        let backend = found
            .and_then(|row| Ok(Backend { process: row.try_get(0)?, since: row.try_get(1)? }))
            .map_err(|error| told(error.into()))?;
        Ok(Self { client, statements: Mutex::default(), backend, is_in_transaction: AtomicBool::new(false) })
    }

    /// Whether a verb can be begun on it: it stands, and nobody left it in the middle of one.
    pub(super) fn is_sound(&self) -> bool {
        !self.client.is_closed() && !self.is_in_transaction.load(Ordering::Acquire)
    }

    pub(super) fn begins(&self) {
        self.is_in_transaction.store(true, Ordering::Release);
    }

    pub(super) fn has_ended(&self) {
        self.is_in_transaction.store(false, Ordering::Release);
    }

    /// The rows of a statement, which the server reads once a line.
    pub(super) async fn rows(&self, sql: &'static str, values: Values<'_>) -> Result<Vec<Row>, Failure> {
        let statement = self.statement(sql).await?;
        Ok(self.client.query(&statement, values).await?)
    }

    /// The first row of a statement, if there is one.
    pub(super) async fn row(&self, sql: &'static str, values: Values<'_>) -> Result<Option<Row>, Failure> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// How many rows a statement changed.
    pub(super) async fn change(&self, sql: &'static str, values: Values<'_>) -> Result<u64, Failure> {
        let statement = self.statement(sql).await?;
        Ok(self.client.execute(&statement, values).await?)
    }

    /// Ends the server's end of a line that was cut, which may still hold what it locked.
    pub(super) async fn end(&self, other: &Backend) -> Result<(), Failure> {
        self.rows(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE pid = $1 AND backend_start::text = $2 AND usename = current_user",
            &[&other.process, &other.since],
        )
        .await
        .map(drop)
    }

    async fn statement(&self, sql: &'static str) -> Result<Statement, Failure> {
        let known = self.statements.lock().unwrap_or_else(PoisonError::into_inner).get(sql).cloned();
        if let Some(statement) = known {
            return Ok(statement);
        }
        let statement = self.client.prepare(sql).await?;
        self.statements.lock().unwrap_or_else(PoisonError::into_inner).insert(sql, statement.clone());
        Ok(statement)
    }
}

/// Carries what is said on a line until it ends.
fn serve<T: TlsStream + Unpin + Send + 'static>(line: Connection<Socket, T>) {
    tokio::spawn(async move {
        // What broke it, whoever speaks on it next is told.
        let _ = line.await;
    });
}

/// What holds for the whole line. A commit is on disk when it is answered; who is cut off holds no locks for long.
fn settings(schema: &str) -> String {
    format!(
        "SET search_path TO \"{schema}\";
         SET client_min_messages TO warning;
         SET jit TO off;
         SET work_mem TO '32MB';
         SET lock_timeout TO '15s';
         SET idle_in_transaction_session_timeout TO '60s';
         SET tcp_keepalives_idle TO 20;
         SET tcp_keepalives_interval TO 10;
         SET tcp_keepalives_count TO 3;
         SET tcp_user_timeout TO '40s';
         SELECT set_config('synchronous_commit', 'on', false)
             WHERE current_setting('synchronous_commit') IN ('off', 'local')"
    )
}
