//! What can go wrong between us and a database server.

use crate::model::Argument;
use std::path::PathBuf;

/// Why a database server was of no use. `server` names it without its password.
#[derive(Debug, thiserror::Error)]
pub enum ServerError {
    /// What names the server is no such name.
    #[error("{reason}")]
    BadUrl {
        /// What is wrong with it.
        reason: String,
    },
    /// It was to be talked to without encryption, and is on another machine.
    #[error("{server} would be talked to in the open")]
    InTheOpen {
        /// The server.
        server: String,
    },
    /// It offers no encryption, and nothing goes there without.
    #[error("{server} offers no TLS")]
    WithoutTls {
        /// The server.
        server: String,
    },
    /// Its certificate cannot be trusted, or the handshake failed.
    #[error("{server}: {reason}")]
    Certificate {
        /// The server.
        server: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The authority's file cannot be read, or holds no certificate.
    #[error("{}: {reason}", path.display())]
    CaFile {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// It does not let the user in.
    #[error("{server}: {reason}")]
    Login {
        /// The server.
        server: String,
        /// What it says.
        reason: String,
    },
    /// It has no such database.
    #[error("{server}: no such database")]
    NoSuchDatabase {
        /// The server, with the database.
        server: String,
    },
    /// The user may not do that.
    #[error("{server}: {reason}")]
    Permission {
        /// The server.
        server: String,
        /// What it says.
        reason: String,
    },
    /// It cannot be reached, or it hung up.
    #[error("{server}: {reason}")]
    Away {
        /// The server.
        server: String,
        /// What the system says.
        reason: String,
    },
    /// It was asked to keep something, and hung up before it said whether it did.
    #[error("{server} did not say whether it kept it")]
    Unanswered {
        /// The server.
        server: String,
    },
    /// A store is to be moved there, and something is there already.
    #[error("{server} is not empty")]
    NotEmpty {
        /// The server.
        server: String,
    },
    /// What arrived is not what was sent off.
    #[error("{table} differs on {server}")]
    Differs {
        /// The server.
        server: String,
        /// Which table, or which mailing's figures.
        table: String,
    },
}

impl ServerError {
    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::BadUrl { .. } => "store-server-url",
            Self::InTheOpen { .. } => "store-server-in-the-open",
            Self::WithoutTls { .. } => "store-server-without-tls",
            Self::Certificate { .. } => "store-server-certificate",
            Self::CaFile { .. } => "store-server-ca-file",
            Self::Login { .. } => "store-server-login",
            Self::NoSuchDatabase { .. } => "store-server-database",
            Self::Permission { .. } => "store-server-permission",
            Self::Away { .. } => "store-server-away",
            Self::Unanswered { .. } => "store-server-unanswered",
            Self::NotEmpty { .. } => "store-server-not-empty",
            Self::Differs { .. } => "store-server-differs",
        }
    }

    /// The values of its message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::BadUrl { reason } => vec![("reason", reason.as_str().into())],
            Self::InTheOpen { server }
            | Self::WithoutTls { server }
            | Self::NoSuchDatabase { server }
            | Self::Unanswered { server }
            | Self::NotEmpty { server } => vec![("server", server.as_str().into())],
            Self::Certificate { server, reason }
            | Self::Login { server, reason }
            | Self::Permission { server, reason }
            | Self::Away { server, reason } => {
                vec![("server", server.as_str().into()), ("reason", reason.as_str().into())]
            }
            Self::CaFile { path, reason } => {
                vec![("path", path.display().to_string().into()), ("reason", reason.as_str().into())]
            }
            Self::Differs { server, table } => {
                vec![("server", server.as_str().into()), ("table", table.as_str().into())]
            }
        }
    }

    /// Whether the same may succeed a little later without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Away { .. })
    }
}
