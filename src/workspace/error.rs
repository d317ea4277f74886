//! Why a workspace cannot be found, read or written.

use crate::model::{Argument, system_error};
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

/// Why a workspace cannot be found, read or written.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    /// No folder upward has `opsamling.yaml`.
    #[error("no workspace at or above {from:?}")]
    NotFound {
        /// Where the search began.
        from: PathBuf,
    },
    /// The folder to begin in is not there.
    #[error("no folder {path:?}")]
    FolderMissing {
        /// The folder.
        path: PathBuf,
    },
    /// No record has that name.
    #[error("no record {name:?}")]
    RecordUnknown {
        /// What was asked for.
        name: String,
        /// The id that is most like it.
        nearest: Option<String>,
    },
    /// More than one record begins with that name.
    #[error("several records begin with {name:?}")]
    RecordAmbiguous {
        /// What was asked for.
        name: String,
        /// The ids that begin so.
        ids: Vec<String>,
    },
    /// The record's file is there, and has errors that keep it from being read.
    #[error("{file:?} has errors")]
    RecordUnread {
        /// The file, from the root.
        file: String,
    },
    /// A path, or a symlink on it, leads out of the workspace.
    #[error("{path:?} leads out of the workspace")]
    Outside {
        /// The path.
        path: PathBuf,
    },
    /// There is a file already, and it was not to be replaced.
    #[error("{path:?} is there already")]
    FileExists {
        /// The file.
        path: PathBuf,
    },
    /// The file is marked as read-only.
    #[error("{path:?} is read-only")]
    FileReadOnly {
        /// The file.
        path: PathBuf,
    },
    /// A file is larger than anything of its kind should be.
    #[error("{path:?} is too large")]
    FileTooLarge {
        /// The file.
        path: PathBuf,
        /// What it may be, in whole megabytes.
        megabytes: u32,
    },
    /// A file that should be text is not UTF-8.
    #[error("{path:?} is not UTF-8")]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// The disk said no.
    #[error("{act:?} {path:?}: {cause}")]
    Disk {
        /// What was tried.
        act: DiskAct,
        /// With what.
        path: PathBuf,
        /// What the system says.
        cause: Error,
    },
}

/// What was asked of the disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiskAct {
    /// To read a file or a folder.
    Read,
    /// To write a file.
    Write,
}

impl WorkspaceError {
    /// A failed reading.
    pub(super) fn reading(path: &Path, cause: Error) -> Self {
        Self::Disk { act: DiskAct::Read, path: path.to_owned(), cause }
    }

    /// A failed writing.
    pub(super) fn writing(path: &Path, cause: Error) -> Self {
        Self::Disk { act: DiskAct::Write, path: path.to_owned(), cause }
    }

    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotFound { .. } => "no-workspace",
            Self::FolderMissing { .. } => "folder-missing",
            Self::RecordUnknown { .. } => "record-unknown",
            Self::RecordAmbiguous { .. } => "record-ambiguous",
            Self::RecordUnread { .. } => "record-unread",
            Self::Outside { .. } => "path-outside",
            Self::FileExists { .. } => "file-exists",
            Self::FileReadOnly { .. } => "file-read-only",
            Self::FileTooLarge { .. } => "attachment-too-large",
            Self::NotText { .. } => "file-not-text",
            Self::Disk { act, cause, .. } => disk_code(*act, cause),
        }
    }

    /// The values of its message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        let shown = |path: &Path| Argument::Text(path.display().to_string());
        match self {
            Self::NotFound { from } => vec![("folder", shown(from))],
            Self::FolderMissing { path } => vec![("folder", shown(path))],
            Self::RecordUnknown { name, nearest } => {
                vec![("name", name.as_str().into()), ("nearest", nearest.as_deref().unwrap_or("none").into())]
            }
            Self::RecordAmbiguous { name, ids } => {
                vec![("name", name.as_str().into()), ("ids", ids.join(", ").into()), ("count", ids.len().into())]
            }
            Self::RecordUnread { file } => vec![("file", file.as_str().into())],
            Self::Outside { path }
            | Self::FileExists { path }
            | Self::FileReadOnly { path }
            | Self::NotText { path } => {
                vec![("path", shown(path))]
            }
            Self::FileTooLarge { path, megabytes } => vec![("path", shown(path)), ("megabytes", (*megabytes).into())],
            Self::Disk { path, cause, .. } => vec![("path", shown(path)), ("cause", system_error(cause))],
        }
    }

    /// Whether the disk failed, rather than what was asked for being wrong.
    pub fn is_of_the_world(&self) -> bool {
        matches!(self, Self::Disk { .. } | Self::FileReadOnly { .. })
    }
}

fn disk_code(act: DiskAct, cause: &Error) -> &'static str {
    let held_by_another_program = cfg!(windows) && matches!(cause.raw_os_error(), Some(32 | 33));
    match cause.kind() {
        _ if held_by_another_program => "file-in-use",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "file-in-use",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => "disk-full",
        ErrorKind::ReadOnlyFilesystem => "disk-read-only",
        ErrorKind::PermissionDenied if act == DiskAct::Write => "write-denied",
        ErrorKind::PermissionDenied => "read-denied",
        _ if act == DiskAct::Write => "write-failed",
        _ => "read-failed",
    }
}

#[cfg(test)]
mod tests {
    use super::{DiskAct, WorkspaceError};
    use std::io::{Error, ErrorKind};
    use std::path::Path;

    #[test]
    fn the_disk_s_refusals_are_told_apart() {
        let path = Path::new("meetings");
        let code = |kind: ErrorKind| WorkspaceError::writing(path, Error::from(kind)).code();
        assert_eq!(code(ErrorKind::StorageFull), "disk-full");
        assert_eq!(code(ErrorKind::PermissionDenied), "write-denied");
        assert_eq!(code(ErrorKind::ReadOnlyFilesystem), "disk-read-only");
        assert_eq!(code(ErrorKind::NotFound), "write-failed");
        assert_eq!(WorkspaceError::reading(path, Error::from(ErrorKind::PermissionDenied)).code(), "read-denied");
        let error = WorkspaceError::Disk { act: DiskAct::Read, path: path.into(), cause: Error::other("x") };
        assert!(error.is_of_the_world());
    }
}
