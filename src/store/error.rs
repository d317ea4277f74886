//! What can go wrong in the store, and what of it passes by itself.

use super::ServerError;
use crate::intake::subscribers::IntakeError;
use crate::model::{Argument, EmailAddress, Id, MailingId};
use rusqlite::ffi;
use std::io;
use std::path::{Path, PathBuf};

/// Why the store did not do what it was asked; it stands as it was before. `path` is the file, or the server as it is named.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A newer version of the program has been at it.
    #[error("{path} has schema version {found}, this program knows {known}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// The version of its schema.
        found: usize,
        /// The newest version that this program knows.
        known: usize,
    },
    /// The folder is copied to other machines while the store is written, which breaks it and spreads personal data.
    #[error("{path} is inside a folder of {service}")]
    InSynchronisedFolder {
        /// The data folder.
        path: PathBuf,
        /// Whose folder: OneDrive, Dropbox ….
        service: String,
    },
    /// The file is no database, or another program's.
    #[error("{path} is no store of this program")]
    NotAStore {
        /// The file.
        path: PathBuf,
    },
    /// The file is a damaged database.
    #[error("{path} is damaged: {reason}")]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What was found.
        reason: String,
    },
    /// No room is left.
    #[error("no room left for {path}")]
    DiskFull {
        /// The file.
        path: PathBuf,
    },
    /// The folder or the file may not be written.
    #[error("{path} may not be written")]
    ReadOnly {
        /// The folder or file.
        path: PathBuf,
    },
    /// Another process kept it locked for longer than we wait.
    #[error("{path} is locked by another process")]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// The folder or a file in it could not be made or opened.
    #[error("{path}: {reason}")]
    Unreachable {
        /// The folder or file.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The database says something that we did not expect.
    #[error("{path}: {reason}")]
    Failed {
        /// The file.
        path: PathBuf,
        /// What it says.
        reason: String,
    },
    /// The system has no random numbers for a token.
    #[error("no random numbers")]
    NoRandomness,
    /// A mailing of that name is there already.
    #[error("{id} exists")]
    MailingExists {
        /// Its name.
        id: MailingId,
    },
    /// The list is not what it was when its size was confirmed.
    #[error("{found} recipients, {expected} were confirmed")]
    RecipientsChanged {
        /// How many were confirmed.
        expected: u64,
        /// How many there are.
        found: u64,
    },
    /// Nobody on the list is active.
    #[error("nobody to write to on {list}")]
    NobodyToWriteTo {
        /// The list.
        list: Id,
    },
    /// No mailing's name begins so.
    #[error("no mailing {name:?}")]
    NoSuchMailing {
        /// What was asked for.
        name: String,
    },
    /// More than one mailing's name begins so.
    #[error("{name:?} may be any of {}", candidates.join(", "))]
    AmbiguousMailing {
        /// What was asked for.
        name: String,
        /// The names that begin so, at most ten.
        candidates: Vec<String>,
    },
    /// Nobody has that address.
    #[error("no subscriber {}", address.masked())]
    NoSuchSubscriber {
        /// The address.
        address: EmailAddress,
    },
    /// The person is not on that list.
    #[error("{} is not on {list}", address.masked())]
    NotOnList {
        /// The address.
        address: EmailAddress,
        /// The list.
        list: Id,
    },
    /// The database server was of no use.
    #[error(transparent)]
    Server(#[from] ServerError),
    /// The store is on a server now, and its file takes no changes any more.
    #[error("{path} has been moved to {server}")]
    Moved {
        /// The file.
        path: PathBuf,
        /// The server.
        server: String,
    },
    /// The rows of an import could not be read to their end.
    #[error(transparent)]
    Rows(#[from] IntakeError),
    /// Another process is sending from this store.
    #[error("already sending: {who}")]
    AlreadySending {
        /// Who, as that process said it.
        who: String,
    },
}

impl StoreError {
    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Newer { .. } => "store-newer",
            Self::InSynchronisedFolder { .. } => "store-in-synchronised-folder",
            Self::NotAStore { .. } => "store-not-a-store",
            Self::Damaged { .. } => "store-damaged",
            Self::DiskFull { .. } => "store-disk-full",
            Self::ReadOnly { .. } => "store-read-only",
            Self::Busy { .. } => "store-busy",
            Self::Unreachable { .. } => "store-unreachable",
            Self::Failed { .. } => "store-failed",
            Self::NoRandomness => "store-no-randomness",
            Self::MailingExists { .. } => "mailing-exists",
            Self::RecipientsChanged { .. } => "mailing-recipients-changed",
            Self::NobodyToWriteTo { .. } => "nobody-to-write-to",
            Self::NoSuchMailing { .. } => "mailing-unknown",
            Self::AmbiguousMailing { .. } => "mailing-ambiguous",
            Self::NoSuchSubscriber { .. } => "subscriber-unknown",
            Self::NotOnList { .. } => "subscriber-not-on-list",
            Self::AlreadySending { .. } => "mailing-already-sending",
            Self::Moved { .. } => "store-moved",
            Self::Server(error) => error.code(),
            Self::Rows(error) => error.code(),
        }
    }

    /// The values of its message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        let text = |path: &Path| Argument::Text(path.display().to_string());
        match self {
            Self::Newer { path, found, known } => {
                vec![("path", text(path)), ("found", (*found).into()), ("known", (*known).into())]
            }
            Self::InSynchronisedFolder { path, service } => {
                vec![("path", text(path)), ("service", service.as_str().into())]
            }
            Self::NotAStore { path } | Self::DiskFull { path } | Self::ReadOnly { path } | Self::Busy { path } => {
                vec![("path", text(path))]
            }
            Self::Damaged { path, reason } | Self::Unreachable { path, reason } | Self::Failed { path, reason } => {
                vec![("path", text(path)), ("reason", reason.as_str().into())]
            }
            Self::NoRandomness => Vec::new(),
            Self::MailingExists { id } => vec![("id", id.to_string().into())],
            Self::RecipientsChanged { expected, found } => {
                vec![("expected", number(*expected)), ("found", number(*found))]
            }
            Self::NobodyToWriteTo { list } => vec![("list", list.as_str().into())],
            Self::NoSuchMailing { name } => vec![("name", name.as_str().into())],
            Self::AmbiguousMailing { name, candidates } => {
                vec![("name", name.as_str().into()), ("candidates", candidates.join(", ").into())]
            }
            Self::NoSuchSubscriber { address } => vec![("address", address.as_str().into())],
            Self::NotOnList { address, list } => {
                vec![("address", address.as_str().into()), ("list", list.as_str().into())]
            }
            Self::AlreadySending { who } => vec![("who", who.as_str().into())],
            Self::Moved { path, server } => vec![("path", text(path)), ("server", server.as_str().into())],
            Self::Server(error) => error.arguments(),
            Self::Rows(error) => error.arguments(),
        }
    }

    /// Whether the same may succeed a little later without anybody doing anything.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Busy { .. } => true,
            Self::Server(error) => error.is_transient(),
            _ => false,
        }
    }

    /// What the system says of a file or folder.
    pub(super) fn of_file(error: &io::Error, path: &Path) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull { path },
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly { path },
            _ => Self::Unreachable { path, reason: error.to_string() },
        }
    }

    /// What the database says of the store in `path`.
    pub(super) fn of_database(error: &rusqlite::Error, path: &Path) -> Self {
        let path = path.to_owned();
        // Some of them carry the whole statement.
        let reason = error.to_string().lines().next().unwrap_or_default().chars().take(200).collect::<String>();
        let Some(failure) = error.sqlite_error() else {
            return Self::Failed { path, reason };
        };
        match failure.code {
            // The only triggers that there are stand in a file that was moved, and name the server.
            _ if failure.extended_code == ffi::SQLITE_CONSTRAINT_TRIGGER => Self::Moved { path, server: reason },
            rusqlite::ErrorCode::DiskFull => Self::DiskFull { path },
            // The shared index of the log cannot grow: the first thing to fail on a full disk.
            rusqlite::ErrorCode::SystemIoFailure if failure.extended_code == ffi::SQLITE_IOERR_SHMSIZE => {
                Self::DiskFull { path }
            }
            rusqlite::ErrorCode::ReadOnly | rusqlite::ErrorCode::PermissionDenied => Self::ReadOnly { path },
            rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked => Self::Busy { path },
            rusqlite::ErrorCode::NotADatabase => Self::NotAStore { path },
            rusqlite::ErrorCode::DatabaseCorrupt => Self::Damaged { path, reason },
            rusqlite::ErrorCode::CannotOpen => Self::Unreachable { path, reason },
            _ => Self::Failed { path, reason },
        }
    }
}

fn number(value: u64) -> Argument {
    Argument::Number(i64::try_from(value).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::{ServerError, StoreError};
    use crate::language::Language;
    use crate::language::words::Words;
    use crate::model::{EmailAddress, Id, MailingId, sentence};
    use std::io;
    use std::path::{Path, PathBuf};

    fn every_error() -> Vec<StoreError> {
        let path = || PathBuf::from("/data/store.sqlite");
        let reason = || "why".to_owned();
        let id = || MailingId::parse("a/summary/newsletter").unwrap();
        let address = || EmailAddress::parse("bo@example.org").unwrap();
        let list = || Id::parse("newsletter").unwrap();
        let name = || "a".to_owned();
        vec![
            StoreError::Newer { path: path(), found: 2, known: 1 },
            StoreError::InSynchronisedFolder { path: path(), service: "OneDrive".to_owned() },
            StoreError::NotAStore { path: path() },
            StoreError::Damaged { path: path(), reason: reason() },
            StoreError::DiskFull { path: path() },
            StoreError::ReadOnly { path: path() },
            StoreError::Busy { path: path() },
            StoreError::Unreachable { path: path(), reason: reason() },
            StoreError::Failed { path: path(), reason: reason() },
            StoreError::NoRandomness,
            StoreError::MailingExists { id: id() },
            StoreError::RecipientsChanged { expected: 2, found: 1 },
            StoreError::NobodyToWriteTo { list: list() },
            StoreError::NoSuchMailing { name: name() },
            StoreError::AmbiguousMailing { name: name(), candidates: vec![name()] },
            StoreError::NoSuchSubscriber { address: address() },
            StoreError::NotOnList { address: address(), list: list() },
            StoreError::AlreadySending { who: "process 4711".to_owned() },
            StoreError::Moved { path: path(), server: name() },
            ServerError::BadUrl { reason: reason() }.into(),
            ServerError::InTheOpen { server: name() }.into(),
            ServerError::WithoutTls { server: name() }.into(),
            ServerError::Certificate { server: name(), reason: reason() }.into(),
            ServerError::CaFile { path: path(), reason: reason() }.into(),
            ServerError::Login { server: name(), reason: reason() }.into(),
            ServerError::NoSuchDatabase { server: name() }.into(),
            ServerError::Permission { server: name(), reason: reason() }.into(),
            ServerError::Away { server: name(), reason: reason() }.into(),
            ServerError::Unanswered { server: name() }.into(),
            ServerError::NotEmpty { server: name() }.into(),
            ServerError::Differs { server: name(), table: name() }.into(),
        ]
    }

    #[test]
    fn every_error_and_remark_has_words_in_both_languages() {
        let mut said: Vec<_> = every_error().iter().map(|error| (error.code(), error.arguments())).collect();
        for code in [
            "row-without-list",
            "row-unknown-list",
            "row-without-consent",
            "row-consent-in-the-future",
            "passed-over-left",
            "passed-over-bounced",
            "passed-over-paused",
            "passed-over-pending",
            "passed-over-unchanged",
        ] {
            said.push((code, vec![("address", "bo@example.org".into()), ("list", "newsletter".into())]));
        }
        for language in [Language::Danish, Language::English] {
            let words = Words::new(language);
            for (code, arguments) in &said {
                assert!(sentence(&words, code, arguments).is_some(), "{code} in {}", language.code());
                assert!(
                    sentence(&words, &format!("{code}.hint"), arguments).is_some(),
                    "{code}.hint in {}",
                    language.code()
                );
            }
        }
    }

    #[test]
    fn what_the_system_says_becomes_what_the_store_says() {
        let told = |kind| StoreError::of_file(&io::Error::from(kind), Path::new("x")).code();
        assert_eq!(told(io::ErrorKind::StorageFull), "store-disk-full");
        assert_eq!(told(io::ErrorKind::PermissionDenied), "store-read-only");
        assert_eq!(told(io::ErrorKind::NotADirectory), "store-unreachable");
    }

    #[test]
    fn an_address_never_shows_in_full_in_a_log() {
        let shown: String = every_error().iter().map(|error| format!("{error} {error:?}")).collect();
        assert!(shown.contains("b…@example.org") && !shown.contains("bo@example.org"), "{shown}");
    }

    #[test]
    fn only_a_lock_and_a_server_that_is_away_pass_by_themselves() {
        let passing: Vec<_> = every_error().into_iter().filter(StoreError::is_transient).collect();
        let told: Vec<_> = passing.iter().map(StoreError::code).collect();
        assert_eq!(told, ["store-busy", "store-server-away"]);
    }
}
