//! Writes a file whole or not at all: beside its place first, then to the disk, then into its name.

use super::{Workspace, WorkspaceError};
use crate::model::climbs;
use std::fs::{self, DirBuilder, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// Writes a file anywhere on the disk, or replaces it, whole or not at all. A replaced file keeps its permission bits, and
/// a symlink stays one: what it leads to is replaced.
///
/// # Errors
/// `FileReadOnly` where the file is marked so, `Disk` where the disk says no; then nothing has changed.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), WorkspaceError> {
    let place = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let metadata = fs::metadata(&place).ok();
    if metadata.as_ref().is_some_and(|it| !it.is_file() && !it.is_dir()) {
        // A device or a pipe is written to, never replaced.
        return fs::write(&place, bytes).map_err(|cause| WorkspaceError::writing(path, cause));
    }
    let permissions = metadata.map(|metadata| metadata.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(WorkspaceError::FileReadOnly { path: path.to_owned() });
    }
    let failed = |cause| WorkspaceError::writing(path, cause);
    let file = beside(&place, bytes, 0o666).map_err(failed)?;
    if let Some(permissions) = permissions {
        file.as_file().set_permissions(permissions).map_err(failed)?;
    }
    file.persist(&place).map_err(|error| failed(error.error))?;
    settle(&place);
    Ok(())
}

/// Writes a file that is not there yet, and the folders that it lies in.
///
/// # Errors
/// `FileExists` where there is one, `Disk` where the disk says no; then nothing is written.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), WorkspaceError> {
    let exists = || WorkspaceError::FileExists { path: path.to_owned() };
    if path.symlink_metadata().is_ok() {
        return Err(exists());
    }
    let failed = |cause| WorkspaceError::writing(path, cause);
    let missing: Vec<_> = folder_of(path).ancestors().take_while(|folder| !folder.exists()).collect();
    let written = fs::create_dir_all(folder_of(path)).map_err(failed).and_then(|()| {
        let file = beside(path, bytes, 0o666).map_err(failed)?;
        file.persist_noclobber(path).map_err(|error| match error.error.kind() {
            ErrorKind::AlreadyExists => exists(),
            _ => failed(error.error),
        })
    });
    if let Err(error) = written {
        // The folders that were made for it go too, the deepest first; one that somebody has used meanwhile stays.
        for folder in missing {
            let _ = fs::remove_dir(folder);
        }
        return Err(error);
    }
    settle(path);
    Ok(())
}

/// Writes a secret that is not there yet, and the folders that it lies in: at no moment can anybody but its owner read it.
///
/// # Errors
/// `FileExists` where there is one, `Disk` where the disk says no; then nothing is written.
pub fn write_new_secret(path: &Path, bytes: &[u8]) -> Result<(), WorkspaceError> {
    let failed = |cause| WorkspaceError::writing(path, cause);
    let mut folders = DirBuilder::new();
    folders.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
    folders.create(folder_of(path)).map_err(failed)?;
    let file = beside(path, bytes, 0o600).map_err(failed)?;
    file.persist_noclobber(path).map_err(|error| match error.error.kind() {
        ErrorKind::AlreadyExists => WorkspaceError::FileExists { path: path.to_owned() },
        _ => failed(error.error),
    })?;
    settle(path);
    Ok(())
}

impl Workspace {
    /// Writes a file of the workspace, named from its root, or replaces it, whole or not at all.
    ///
    /// # Errors
    /// `Outside` where the path or a symlink on it leads out of the workspace, and those of `write_atomically`.
    pub fn write_atomically(&self, file: &str, bytes: &[u8]) -> Result<(), WorkspaceError> {
        write_atomically(&self.ensure_inside(file)?, bytes)
    }

    /// Writes a file of the workspace that is not there yet, named from its root.
    ///
    /// # Errors
    /// `Outside` where the path or a symlink on it leads out of the workspace, and those of `write_new`.
    pub fn write_new(&self, file: &str, bytes: &[u8]) -> Result<(), WorkspaceError> {
        write_new(&self.ensure_inside(file)?, bytes)
    }

    /// The path of a file that is there, or can be: what is there of the way to it lies in the workspace.
    fn ensure_inside(&self, file: &str) -> Result<PathBuf, WorkspaceError> {
        let path = self.path(file);
        let outside = || WorkspaceError::Outside { path: path.clone() };
        if climbs(file) {
            return Err(outside());
        }
        let there = path.ancestors().find(|step| step.symlink_metadata().is_ok()).ok_or_else(outside)?;
        match there.canonicalize() {
            Ok(real) if real.starts_with(&self.real) => Ok(path),
            _ => Err(outside()),
        }
    }
}

/// A hidden file in the folder of its later place, written and on the disk; with these permission bits on Unix, less what the
/// user takes from every new file.
fn beside(place: &Path, bytes: &[u8], mode: u32) -> std::io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".opsamling-").suffix(".tmp");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(mode));
    #[cfg(not(unix))]
    let _ = mode;
    let mut file = builder.tempfile_in(folder_of(place))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Puts the file's new name on the disk too. What fails here can no longer be taken back, and the name stands all the same.
fn settle(path: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder_of(path))
    {
        let _ = folder.sync_all();
    }
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

#[cfg(test)]
mod tests {
    use super::{Workspace, write_atomically, write_new, write_new_secret};
    use std::fs;

    fn names(folder: &std::path::Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_whole_and_nothing_stays_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        write_atomically(&path, b"one").unwrap();
        write_atomically(&path, b"two").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(names(folder.path()), ["a.yaml"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_device_is_written_to_and_stays_one() {
        let device = std::path::Path::new("/dev/null");
        write_atomically(device, b"one").unwrap();
        assert!(!fs::metadata(device).unwrap().is_file());
    }

    #[test]
    fn a_new_file_never_replaces_one() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("meetings/a.yaml");
        write_new(&path, b"one").unwrap();
        assert_eq!(write_new(&path, b"two").unwrap_err().code(), "file-exists");
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(path.parent().unwrap()), ["a.yaml"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_secret_is_its_owner_s_alone_and_replaces_nothing() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("data/s2026.pem");
        write_new_secret(&path, b"one").unwrap();
        let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
        assert_eq!(write_new_secret(&path, b"two").unwrap_err().code(), "file-exists");
        assert_eq!(fs::read(&path).unwrap(), b"one");
        assert_eq!(names(path.parent().unwrap()), ["s2026.pem"]);
    }

    #[test]
    fn a_file_where_a_folder_should_be_is_a_clear_failure() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("meetings"), "a file").unwrap();
        let path = folder.path().join("meetings/a.yaml");
        for error in [write_atomically(&path, b"x").unwrap_err(), write_new(&path, b"x").unwrap_err()] {
            assert_eq!(error.code(), "write-failed");
            assert!(error.is_of_the_world());
        }
        assert_eq!(names(folder.path()), ["meetings"]);
    }

    #[test]
    fn a_read_only_file_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.yaml");
        fs::write(&path, "one").unwrap();
        let mut permissions = fs::metadata(&path).unwrap().permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).unwrap();
        assert_eq!(write_atomically(&path, b"two").unwrap_err().code(), "file-read-only");
        assert_eq!(fs::read(&path).unwrap(), b"one");
    }

    #[test]
    #[cfg(unix)]
    fn permission_bits_stay_and_a_symlink_stays_a_symlink() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("a.yaml"), folder.path().join("link.yaml"));
        fs::write(&path, "one").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("a.yaml", &link).unwrap();
        write_atomically(&link, b"two").unwrap();
        assert!(link.symlink_metadata().unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), b"two");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    #[cfg(unix)]
    fn nothing_is_written_out_of_the_workspace() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("opsamling.yaml"), "").unwrap();
        fs::write(elsewhere.path().join("far.yaml"), "far").unwrap();
        symlink(elsewhere.path(), folder.path().join("meetings")).unwrap();
        symlink(elsewhere.path().join("far.yaml"), folder.path().join("far.yaml")).unwrap();
        symlink(elsewhere.path().join("none.yaml"), folder.path().join("broken.yaml")).unwrap();
        let workspace = Workspace::find(folder.path()).unwrap();
        for file in ["meetings/a.yaml", "meetings/far.yaml", "far.yaml", "broken.yaml", "../x.yaml", "/tmp/x.yaml"] {
            assert_eq!(workspace.write_atomically(file, b"x").unwrap_err().code(), "path-outside", "{file}");
            assert_eq!(workspace.write_new(file, b"x").unwrap_err().code(), "path-outside", "{file}");
        }
        assert_eq!(names(elsewhere.path()), ["far.yaml"]);
        assert_eq!(fs::read(elsewhere.path().join("far.yaml")).unwrap(), b"far");
        workspace.write_new("news/a.yaml", b"x").unwrap();
        assert_eq!(fs::read(folder.path().join("news/a.yaml")).unwrap(), b"x");
    }
}
