//! What a verb may fail with, and what becomes of it: asked again, told as it is, or a line to be made anew.

use crate::store::{ServerError, StoreError};
use std::error::Error as _;
use std::path::PathBuf;
use tokio_postgres::error::SqlState;

/// What a verb may fail with on its way.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Database(#[from] tokio_postgres::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Server(#[from] ServerError),
    /// A value that is in the table and is none of ours: only another hand can have put it there. It may be an address or a
    /// token, so it is not shown.
    #[error("column {column} holds no value of ours")]
    Unreadable { column: usize },
    /// The server has said nothing for as long as it may.
    #[error("no answer")]
    Silent,
}

impl Failure {
    /// Whether the line is of no more use, whatever the server may have done with what was said on it.
    pub(super) fn is_lost(&self) -> bool {
        match self {
            Self::Silent => true,
            Self::Database(error) => match error.code() {
                // 57P01-3: it shuts down, has crashed or is starting up; 57P05, 25P03: it tired of us; 08: the line.
                Some(code) => {
                    matches!(code.code(), "57P01" | "57P02" | "57P03" | "57P05" | "25P03")
                        || code.code().starts_with("08")
                }
                // Not the server's word: the line's. What we said wrong, or could not read, is told as it is.
                None => {
                    let io = error.source().is_some_and(|cause| cause.is::<std::io::Error>());
                    error.is_closed() || io || error.to_string().starts_with("error communicating")
                }
            },
            _ => false,
        }
    }

    /// Whether two transactions got in each other's way, and this one was undone so that the other could go on.
    pub(super) fn is_conflict(&self) -> bool {
        let code = match self {
            Self::Database(error) => error.code(),
            _ => None,
        };
        matches!(code, Some(code) if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED)
    }

    /// What the store says of it.
    pub(super) fn told(self, server: &str) -> StoreError {
        match self {
            Self::Store(error) => error,
            Self::Server(error) => error.into(),
            Self::Unreadable { .. } => StoreError::Failed { path: server.into(), reason: self.to_string() },
            Self::Silent => ServerError::Away { server: server.to_owned(), reason: self.to_string() }.into(),
            Self::Database(ref error) => of_database(error, self.is_lost(), server),
        }
    }
}

/// What the server or the line to it says, on one line; never the values of a statement.
fn reason(error: &tokio_postgres::Error) -> String {
    let said = match (error.as_db_error(), error.source()) {
        (Some(said), _) => said.message().to_owned(),
        (None, Some(cause)) => cause.to_string(),
        (None, None) => error.to_string(),
    };
    said.lines().next().unwrap_or_default().chars().take(200).collect()
}

fn of_database(error: &tokio_postgres::Error, is_lost: bool, server: &str) -> StoreError {
    let (name, path, reason) = (server.to_owned(), PathBuf::from(server), reason(error));
    if is_lost {
        return ServerError::Away { server: name, reason }.into();
    }
    let Some(code) = error.code() else {
        return StoreError::Failed { path, reason };
    };
    match code.code() {
        // 53300: too many connections; 53400: a limit that was set.
        "53300" | "53400" => ServerError::Away { server: name, reason }.into(),
        // Another waits for a lock, or a statement took longer than the server lets it.
        "55P03" | "57014" => StoreError::Busy { path },
        "53100" => StoreError::DiskFull { path },
        "25006" => StoreError::ReadOnly { path },
        "28000" | "28P01" => ServerError::Login { server: name, reason }.into(),
        "3D000" => ServerError::NoSuchDatabase { server: name }.into(),
        "42501" => ServerError::Permission { server: name, reason }.into(),
        code if code.starts_with("XX") => StoreError::Damaged { path, reason },
        _ => StoreError::Failed { path, reason },
    }
}

/// What came of an attempt to reach the server.
pub(super) fn of_connecting(error: tokio_postgres::Error, server: &str) -> StoreError {
    let name = server.to_owned();
    if error.code().is_some() {
        return Failure::Database(error).told(server);
    }
    let said = error.to_string();
    let cause = reason(&error);
    if said.starts_with("error performing TLS handshake") {
        let offered = !cause.contains("does not support TLS");
        return match offered {
            true => ServerError::Certificate { server: name, reason: cause }.into(),
            false => ServerError::WithoutTls { server: name }.into(),
        };
    }
    if said.starts_with("authentication error") || said.starts_with("invalid configuration") {
        return ServerError::Login { server: name, reason: cause }.into();
    }
    ServerError::Away { server: name, reason: cause }.into()
}
