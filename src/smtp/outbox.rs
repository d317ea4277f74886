//! The outbox: a folder of .eml files, each a letter that any mail program opens.
//!
//! A file is there whole or not at all, and has a name made from its letter's `Message-ID`: a letter that is delivered once
//! more takes the place of itself.

use crate::letter::Letter;
use crate::model::{Argument, system_error};
use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What a mail program does with a letter that it opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OutboxMark {
    /// Shows it.
    #[default]
    Letter,
    /// Opens it as a draft to look at and send (`X-Unsent: 1`, as Outlook reads it).
    Draft,
}

/// A folder of letters.
#[derive(Debug, Clone)]
pub struct Outbox {
    folder: PathBuf,
    mark: OutboxMark,
}

/// Why a letter did not get into the outbox.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OutboxError {
    /// The folder is not there and cannot be made.
    #[error("{}: {reason}", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// The system's words.
        reason: Argument,
    },
    /// The disk is full, or the user's share of it.
    #[error("{}: disk full", path.display())]
    Full {
        /// The file.
        path: PathBuf,
    },
    /// A letter cannot be written.
    #[error("{}: {reason}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The system's words.
        reason: Argument,
    },
}

impl OutboxError {
    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Folder { .. } => "outbox-folder",
            Self::Full { .. } => "outbox-full",
            Self::Write { .. } => "outbox-write",
        }
    }

    /// The values of its message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::Full { path } => vec![("path", path.display().to_string().into())],
            Self::Folder { path, reason } | Self::Write { path, reason } => {
                vec![("path", path.display().to_string().into()), ("reason", reason.clone())]
            }
        }
    }

    fn write(path: &Path, error: &io::Error) -> Self {
        let path = path.to_owned();
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full { path },
            _ => Self::Write { path, reason: system_error(error) },
        }
    }
}

impl Outbox {
    /// The outbox in a folder, which is made, readable by its owner alone, where there is none.
    ///
    /// # Errors
    /// `OutboxError::Folder`.
    pub fn open(folder: &Path, mark: OutboxMark) -> Result<Self, OutboxError> {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let error = |error: io::Error| OutboxError::Folder { path: folder.to_owned(), reason: system_error(&error) };
        builder.create(folder).map_err(error)?;
        Ok(Self { folder: folder.to_owned(), mark })
    }

    /// Puts a letter into the folder, on disk, and gives its path. Blocks.
    ///
    /// # Errors
    /// `OutboxError::Full`, `OutboxError::Write`: then there is no file, or the one that was there before.
    pub fn deliver(&self, letter: &Letter) -> Result<PathBuf, OutboxError> {
        let name = file_name(letter);
        let path = self.folder.join(&name);
        // Always the same, so that what a crash leaves is taken up by the next attempt.
        let unfinished = self.folder.join(format!(".{name}.part"));
        let written = self.write(&unfinished, letter).and_then(|()| fs::rename(&unfinished, &path));
        written.map_err(|error| {
            // The first failure is the one to tell of.
            let _ = fs::remove_file(&unfinished);
            OutboxError::write(&path, &error)
        })?;
        Ok(path)
    }

    /// Makes the names of all letters delivered so far last through a power cut. Once for a group of them. Blocks.
    ///
    /// # Errors
    /// `OutboxError::Write`.
    pub fn settle(&self) -> Result<(), OutboxError> {
        if cfg!(unix) {
            let synced = File::open(&self.folder).and_then(|folder| folder.sync_all());
            synced.map_err(|error| OutboxError::write(&self.folder, &error))?;
        }
        Ok(())
    }

    fn write(&self, path: &Path, letter: &Letter) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path)?;
        if self.mark == OutboxMark::Draft {
            file.write_all(b"X-Unsent: 1\r\n")?;
        }
        file.write_all(&letter.bytes)?;
        file.sync_data()
    }
}

/// `b-example.org-0f3a….eml`: enough to find somebody's letter by, and no address.
fn file_name(letter: &Letter) -> String {
    let first: String = letter.to.as_str().chars().take(1).filter(char::is_ascii_alphanumeric).collect();
    let id = letter.message_id.trim_start_matches('<').split('@').next().unwrap_or_default();
    let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').take(64).collect();
    let domain: String = letter.to.domain().chars().take(100).collect();
    format!("{first}-{domain}-{id}.eml")
}

#[cfg(test)]
mod tests {
    use super::{Outbox, OutboxError, OutboxMark};
    use crate::letter::Letter;
    use crate::model::EmailAddress;
    use std::fs;

    fn letter(id: &str, text: &str) -> Letter {
        let address = EmailAddress::parse("birthe@example.org").unwrap();
        let bytes = format!("To: birthe@example.org\r\n\r\n{text}\r\n").into_bytes();
        Letter { message_id: format!("<{id}@example.org>"), envelope_from: address.clone(), to: address, bytes }
    }

    fn names(outbox: &Outbox) -> Vec<String> {
        let entries = fs::read_dir(&outbox.folder).unwrap();
        let mut names: Vec<String> = entries.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_letter_that_is_delivered_again_takes_the_place_of_itself() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(&folder.path().join("a/outbox"), OutboxMark::Letter).unwrap();
        outbox.deliver(&letter("0f3a", "one")).unwrap();
        outbox.deliver(&letter("77bc", "two")).unwrap();
        let path = outbox.deliver(&letter("0f3a", "three")).unwrap();
        outbox.settle().unwrap();
        assert_eq!(names(&outbox), ["b-example.org-0f3a.eml", "b-example.org-77bc.eml"]);
        assert_eq!(fs::read(path).unwrap(), letter("0f3a", "three").bytes);
    }

    #[test]
    fn a_draft_says_so_in_its_first_line() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(folder.path(), OutboxMark::Draft).unwrap();
        let path = outbox.deliver(&letter("0f3a", "one")).unwrap();
        assert!(fs::read_to_string(path).unwrap().starts_with("X-Unsent: 1\r\nTo: "));
    }

    #[test]
    fn an_id_is_never_a_path() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(folder.path(), OutboxMark::Letter).unwrap();
        outbox.deliver(&letter("../../x/\u{0}y", "one")).unwrap();
        assert_eq!(names(&outbox), ["b-example.org-xy.eml"]);
    }

    #[cfg(unix)]
    #[test]
    fn letters_are_their_owners_alone() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let outbox = Outbox::open(&folder.path().join("outbox"), OutboxMark::Letter).unwrap();
        let path = outbox.deliver(&letter("0f3a", "one")).unwrap();
        assert_eq!(fs::metadata(path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&outbox.folder).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn a_folder_that_cannot_be_is_an_error_and_so_is_one_that_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let error = Outbox::open(&file.join("outbox"), OutboxMark::Letter).unwrap_err();
        assert!(matches!(error, OutboxError::Folder { .. }), "{error}");
        let outbox = Outbox::open(&folder.path().join("outbox"), OutboxMark::Letter).unwrap();
        fs::remove_dir(&outbox.folder).unwrap();
        let error = outbox.deliver(&letter("0f3a", "one")).unwrap_err();
        assert_eq!(error.code(), "outbox-write");
    }
}
