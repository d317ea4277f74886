//! Why the archive cannot be built.

use crate::model::{Argument, system_error};
use crate::picture::PictureError;
use crate::render::RenderError;
use crate::workspace::{DiskAct, WorkspaceError};
use std::io;
use std::path::{Path, PathBuf};

/// Why the archive cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// A page cannot be made.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// A file of the workspace or of the archive cannot be read or written.
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    /// A picture cannot be drawn.
    #[error("{file}: {cause}")]
    Picture {
        /// The picture's file, from the workspace's root.
        file: String,
        /// Why.
        cause: PictureError,
    },
    /// Somebody else's file stands where one of the archive's is to be.
    #[error("{path:?} is somebody else's")]
    InTheWay {
        /// The file.
        path: PathBuf,
    },
    /// A record would stand where another part of the archive does.
    #[error("{file} wants {path:?}, which is taken")]
    PathTaken {
        /// The record's file, from the workspace's root.
        file: String,
        /// The place, from the archive's root.
        path: String,
    },
    /// A record leads to a file that is not among those that others may read.
    #[error("{file} is not for others")]
    OwnFile {
        /// The file, from the workspace's root.
        file: String,
    },
    /// The parts of a parcel do not go into one file.
    #[error("cannot be packed: {reason}")]
    Packing {
        /// What the archive says of it, in English.
        reason: String,
    },
    /// The disk failed when part of the new archive was in its place.
    #[error("{path:?}: {cause}, halfway")]
    Halfway {
        /// The file.
        path: PathBuf,
        /// What the disk says.
        cause: io::Error,
    },
    /// Another build is at work in the folder.
    #[error("another build is at work in {path:?}")]
    Busy {
        /// The folder.
        path: PathBuf,
    },
}

impl SiteError {
    pub(super) fn reading(path: &Path, cause: io::Error) -> Self {
        Self::Workspace(WorkspaceError::Disk { act: DiskAct::Read, path: path.to_owned(), cause })
    }

    pub(super) fn packing(cause: impl std::fmt::Display) -> Self {
        Self::Packing { reason: cause.to_string() }
    }

    pub(super) fn writing(path: &Path, cause: io::Error) -> Self {
        Self::Workspace(WorkspaceError::Disk { act: DiskAct::Write, path: path.to_owned(), cause })
    }

    /// The same, once part of the new archive is in its place.
    pub(super) fn after_the_first(error: WorkspaceError) -> Self {
        match error {
            WorkspaceError::Disk { path, cause, .. } => Self::Halfway { path, cause },
            error => Self::Workspace(error),
        }
    }

    /// Whether the world failed, and not what was written in the workspace.
    pub fn is_of_the_world(&self) -> bool {
        match self {
            Self::Workspace(error) => error.is_of_the_world(),
            Self::Busy { .. } | Self::Halfway { .. } => true,
            _ => false,
        }
    }

    /// The name of the sentence in the word files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Render(error) => error.code(),
            Self::Workspace(error) => error.code(),
            Self::Picture { cause, .. } => cause.code(),
            Self::InTheWay { .. } => "site-in-the-way",
            Self::PathTaken { .. } => "site-path-taken",
            Self::OwnFile { .. } => "site-own-file",
            Self::Packing { .. } => "document-packing",
            Self::Halfway { .. } => "site-halfway",
            Self::Busy { .. } => "site-busy",
        }
    }

    /// The values of that sentence.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        let file = |path: &Path| ("file", path.display().to_string().into());
        match self {
            Self::Render(error) => error.arguments(),
            Self::Workspace(error) => error.arguments(),
            Self::Picture { file, cause } => {
                let mut arguments = cause.arguments();
                arguments.push(("file", file.as_str().into()));
                arguments
            }
            Self::Halfway { path, cause } => vec![file(path), ("cause", system_error(cause))],
            Self::InTheWay { path } | Self::Busy { path } => vec![file(path)],
            Self::PathTaken { file, path } => vec![("file", file.as_str().into()), ("path", path.as_str().into())],
            Self::Packing { reason } => vec![("reason", reason.as_str().into())],
            Self::OwnFile { file } => vec![("file", file.as_str().into())],
        }
    }
}
