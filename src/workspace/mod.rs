//! A folder on disk ⇄ records: find it, read it, gather facts about its files, write whole or not at all.
//!
//! What the files *mean* is `source`'s and `check`'s; here is only the disk, and that nothing outside the folder is
//! touched through a path or a link that climbs.

mod error;
mod facts;
mod folder;
mod inside;
mod kind;
mod memory;
mod read;
mod resolve;
mod templates;
mod watch;
mod write;

pub use error::{DiskAct, WorkspaceError};
pub use read::Loaded;
pub use resolve::resolve;
pub use watch::Watch;
pub use write::{write_atomically, write_new, write_new_secret};

use memory::Memory;
use std::path::{Component, Path, PathBuf};

/// The file that makes a folder a workspace.
pub const SETTINGS_FILE: &str = "opsamling.yaml";

/// The codes of the findings that reading a folder gives; those of its texts are `source`'s.
pub const CODES: [&str; 6] =
    ["symlink-outside", "file-unread", "file-ending", "file-name", "registry-unknown", "folder-unread"];

/// A folder with `opsamling.yaml` in it.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
    /// The root with every symlink followed, against which files are held.
    real: PathBuf,
    /// What was made of its files before, where that is kept.
    memory: Option<Memory>,
}

impl Workspace {
    /// The workspace that a folder, or a file, lies in: the nearest `opsamling.yaml` upward, as git looks for its own.
    ///
    /// # Errors
    /// `FolderMissing` where there is no such folder, `NotFound` where no folder above it is a workspace.
    pub fn find(from: &Path) -> Result<Self, WorkspaceError> {
        let missing = || WorkspaceError::FolderMissing { path: from.to_owned() };
        let mut start = std::path::absolute(from).map_err(|_| missing())?;
        if start.components().any(|step| step == Component::ParentDir) {
            start = start.canonicalize().map_err(|_| missing())?;
        }
        if !start.exists() {
            return Err(missing());
        }
        let root = start
            .ancestors()
            .find(|folder| folder.join(SETTINGS_FILE).is_file())
            .ok_or_else(|| WorkspaceError::NotFound { from: start.clone() })?;
        let real = root.canonicalize().map_err(|cause| WorkspaceError::reading(root, cause))?;
        Ok(Self { root: root.to_owned(), real, memory: None })
    }

    /// The same, for who reads it again and again: what was made of a file is kept as long as the file stays as it was.
    #[must_use]
    pub fn remembering(self) -> Self {
        Self { memory: Some(Memory::default()), ..self }
    }

    /// The folder, as an absolute path.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The place on disk of a file that is named from the root, with `/` between folders.
    pub fn path(&self, file: &str) -> PathBuf {
        file.split('/').fold(self.root.clone(), |path, step| path.join(step))
    }

    /// A file's name from the root with `/` between folders; nothing where it lies elsewhere.
    pub fn name(&self, path: &Path) -> Option<String> {
        let below = path.strip_prefix(&self.root).or_else(|_| path.strip_prefix(&self.real)).ok()?;
        let steps: Option<Vec<&str>> = below.components().map(|step| step.as_os_str().to_str()).collect();
        Some(steps?.join("/"))
    }
}

#[cfg(test)]
mod tests {
    use super::{Workspace, WorkspaceError};
    use std::fs;

    #[test]
    fn a_workspace_is_found_from_any_folder_below_and_from_a_file() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("meetings/old")).unwrap();
        fs::write(folder.path().join("opsamling.yaml"), "id: x\n").unwrap();
        fs::write(folder.path().join("meetings/a.yaml"), "").unwrap();
        for from in ["", "meetings", "meetings/old", "meetings/a.yaml", "meetings/old/../.."] {
            let found = Workspace::find(&folder.path().join(from)).unwrap();
            assert_eq!(found.root().canonicalize().unwrap(), folder.path().canonicalize().unwrap(), "{from}");
        }
    }

    #[test]
    fn a_folder_without_settings_above_it_is_no_workspace() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("opsamling.yaml")).unwrap();
        let error = Workspace::find(folder.path()).unwrap_err();
        assert!(matches!(error, WorkspaceError::NotFound { .. }), "{error:?}");
        assert_eq!(error.code(), "no-workspace");
        assert_eq!(Workspace::find(&folder.path().join("none")).unwrap_err().code(), "folder-missing");
    }

    #[test]
    fn a_file_is_named_from_the_root_with_slashes() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("opsamling.yaml"), "").unwrap();
        let workspace = Workspace::find(folder.path()).unwrap();
        let path = workspace.path("meetings/a.yaml");
        assert_eq!(path, workspace.root().join("meetings").join("a.yaml"));
        assert_eq!(workspace.name(&path).as_deref(), Some("meetings/a.yaml"));
        assert_eq!(workspace.name(std::path::Path::new("/elsewhere/a.yaml")), None);
    }
}
