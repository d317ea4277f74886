//! What can go wrong in reading mail.

use crate::model::{Argument, system_error};
use std::path::{Path, PathBuf};

/// How far a conversation with a server had come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServerStep {
    /// Being connected.
    Connect,
    /// Being let in.
    Login,
    /// Opening the folder.
    Select,
    /// Looking for mails.
    Search,
    /// Reading mails.
    Fetch,
    /// Marking them.
    Mark,
}

/// Why mail could not be read.
#[derive(Debug, thiserror::Error)]
pub enum InboxError {
    /// A file or folder is not there or cannot be read.
    #[error("{path} cannot be read")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// Whether it is not there at all.
        is_missing: bool,
        /// What the system says.
        reason: Argument,
    },
    /// A file holds no mail, or none that can be read.
    #[error("{path} is no mail")]
    NotAMail {
        /// The file.
        path: PathBuf,
    },
    /// The address of a mailbox is none.
    #[error("{url} is no address of a mailbox")]
    BadUrl {
        /// What was written, without a password.
        url: String,
    },
    /// There is a password in the address of a mailbox.
    #[error("a password in an address")]
    PasswordInUrl,
    /// The machine knows nobody whose word could be taken for the server's being itself.
    #[error("no authority to trust")]
    NoTrust,
    /// `relay.ca_file` holds no certificate.
    #[error("relay.ca_file holds no certificate")]
    CaFile,
    /// The server cannot be reached, or the line broke.
    #[error("{host}: {reason}")]
    Unreachable {
        /// The server.
        host: String,
        /// What the system says.
        reason: Argument,
    },
    /// The server did not answer in time.
    #[error("{host} does not answer")]
    TimedOut {
        /// The server.
        host: String,
    },
    /// The server does not answer as encryption asks for.
    #[error("{host}:{port} speaks no TLS")]
    NotEncrypted {
        /// The server.
        host: String,
        /// The port.
        port: u16,
    },
    /// The server's certificate does not hold.
    #[error("the certificate of {host} does not hold: {reason}")]
    Certificate {
        /// The server.
        host: String,
        /// What is wrong with it: the name of a message.
        reason: Argument,
    },
    /// The server said no.
    #[error("{host} refused: {said}")]
    Refused {
        /// The server.
        host: String,
        /// What was asked for.
        step: ServerStep,
        /// What it said.
        said: String,
    },
    /// The server says what no mailbox says.
    #[error("{host} speaks no IMAP: {said}")]
    NotImap {
        /// The server.
        host: String,
        /// What it said.
        said: String,
    },
}

impl InboxError {
    pub(super) fn of_file(error: &std::io::Error, path: &Path) -> Self {
        let is_missing = error.kind() == std::io::ErrorKind::NotFound;
        Self::Unreadable { path: path.to_owned(), is_missing, reason: system_error(error) }
    }

    /// Whether what was asked for is wrong, rather than the world.
    pub fn is_wrong_input(&self) -> bool {
        matches!(self, Self::Unreadable { is_missing: true, .. } | Self::BadUrl { .. } | Self::PasswordInUrl)
    }

    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unreadable { .. } => "inbox-unreadable",
            Self::NotAMail { .. } => "inbox-not-a-mail",
            Self::BadUrl { .. } => "inbox-bad-url",
            Self::PasswordInUrl => "inbox-password-in-url",
            Self::NoTrust => "inbox-no-trust",
            Self::CaFile => "smtp-ca-file",
            Self::Unreachable { .. } => "inbox-unreachable",
            Self::TimedOut { .. } => "inbox-timed-out",
            Self::NotEncrypted { .. } => "inbox-not-encrypted",
            Self::Certificate { .. } => "inbox-certificate",
            Self::Refused { step: ServerStep::Login, .. } => "inbox-login-refused",
            Self::Refused { step: ServerStep::Select, .. } => "inbox-folder-refused",
            Self::Refused { .. } => "inbox-refused",
            Self::NotImap { .. } => "inbox-not-imap",
        }
    }

    /// The values of its message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        let host = |host: &String| ("host", host.as_str().into());
        match self {
            Self::Unreadable { path, reason, .. } => {
                vec![("path", path.display().to_string().into()), ("reason", reason.clone())]
            }
            Self::NotAMail { path } => vec![("path", path.display().to_string().into())],
            Self::BadUrl { url } => vec![("url", url.as_str().into())],
            Self::PasswordInUrl | Self::NoTrust | Self::CaFile => Vec::new(),
            Self::Unreachable { host: name, reason } | Self::Certificate { host: name, reason } => {
                vec![host(name), ("reason", reason.clone())]
            }
            Self::TimedOut { host: name } => vec![host(name)],
            Self::NotEncrypted { host: name, port } => vec![host(name), ("port", port.to_string().into())],
            Self::Refused { host: name, said, .. } | Self::NotImap { host: name, said } => {
                vec![host(name), ("said", said.as_str().into())]
            }
        }
    }
}
