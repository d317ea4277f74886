//! The archive's folder: what is new is laid ready beside it, and takes its place only when all of it is there.

use super::BuildOutcome;
use super::contents::{self, Entry};
use super::error::SiteError;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Where the program keeps what it needs to know of the folder.
const HOME: &str = ".opsamling";

/// A folder that is being built into; one build at a time.
pub(super) struct Folder {
    root: PathBuf,
    /// What the last build left.
    before: BTreeMap<String, Entry>,
    /// The files that lie ready.
    ready: Mutex<Vec<String>>,
    unchanged: AtomicUsize,
    /// Held until the build ends, however it ends.
    _lock: File,
}

impl Folder {
    /// Opens the folder, or makes it.
    ///
    /// # Errors
    /// `Busy` where another build is at work in it; what the disk says.
    pub(super) fn open(root: &Path) -> Result<Self, SiteError> {
        let home = root.join(HOME);
        fs::create_dir_all(&home).map_err(|cause| SiteError::writing(&home, cause))?;
        let path = home.join("lock");
        let failed = |cause| SiteError::writing(&path, cause);
        let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(SiteError::Busy { path: root.to_owned() }),
            Err(TryLockError::Error(cause)) => return Err(failed(cause)),
        }
        let list = home.join("contents");
        let before = match fs::read_to_string(&list) {
            Ok(text) => contents::read(&text),
            Err(cause) if cause.kind() == ErrorKind::NotFound => BTreeMap::new(),
            Err(cause) => return Err(SiteError::reading(&list, cause)),
        };
        let folder = Self {
            root: root.to_owned(),
            before,
            ready: Mutex::default(),
            unchanged: AtomicUsize::new(0),
            _lock: lock,
        };
        folder.clear()?;
        Ok(folder)
    }

    /// Where what is new is laid ready.
    fn stage(&self) -> PathBuf {
        self.root.join(HOME).join("new")
    }

    /// Takes away what a build that was broken off has left.
    fn clear(&self) -> Result<(), SiteError> {
        match fs::remove_dir_all(self.stage()) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => Err(SiteError::writing(&self.stage(), cause)),
            _ => Ok(()),
        }
    }

    /// The sizes of a picture that the last build left and that are still there.
    pub(super) fn drawn(&self, file: &str, source: &str) -> BTreeMap<String, Entry> {
        let is_it = |entry: &Entry| entry.drawn.as_ref().is_some_and(|it| it.file == file && it.source == source);
        let kept = self.before.iter().filter(|(_, entry)| is_it(entry));
        let kept: BTreeMap<String, Entry> = kept.map(|(path, entry)| (path.clone(), entry.clone())).collect();
        if kept.keys().all(|path| self.root.join(path).is_file()) {
            self.unchanged.fetch_add(kept.len(), Ordering::Relaxed);
            kept
        } else {
            BTreeMap::new()
        }
    }

    /// Lays a file ready; one that stands there as it is stays.
    ///
    /// # Errors
    /// `InTheWay` where somebody else's file stands in its place; what the disk says.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<Entry, SiteError> {
        let place = self.root.join(path);
        match fs::read(&place) {
            Ok(there) if there == bytes => {
                self.unchanged.fetch_add(1, Ordering::Relaxed);
                return Ok(Entry::of(bytes));
            }
            Ok(_) if !self.before.contains_key(path) => return Err(SiteError::InTheWay { path: place }),
            Err(cause) if cause.kind() == ErrorKind::IsADirectory => return Err(SiteError::InTheWay { path: place }),
            Err(cause) if !matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                return Err(SiteError::reading(&place, cause));
            }
            _ => {}
        }
        let ready = self.stage().join(path);
        let written = with_folder(&ready, || fs::write(&ready, bytes));
        written.map_err(|cause| SiteError::writing(&ready, cause))?;
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).push(path.to_owned());
        Ok(Entry::of(bytes))
    }

    /// Puts what lies ready into its place, and takes away what the last build left and this one does not have.
    ///
    /// # Errors
    /// What the disk says. Then part of the new archive may stand beside the old; the next build mends it.
    pub(super) fn publish(self, entries: BTreeMap<String, Entry>) -> Result<BuildOutcome, SiteError> {
        // Until all is in its place, both the old and the new are ours.
        let both = self.before.iter().chain(&entries).map(|(path, entry)| (path.clone(), entry.clone())).collect();
        self.keep(&both)?;
        let ready = std::mem::take(&mut *self.ready.lock().unwrap_or_else(PoisonError::into_inner));
        let written = ready.len();
        ready.par_iter().try_for_each(|path| self.settle(path))?;
        let gone = self.before.iter().filter(|(path, _)| !entries.contains_key(*path));
        let mut removed = 0;
        for (path, entry) in gone {
            removed += usize::from(self.remove(path, entry)?);
        }
        self.keep(&entries)?;
        self.clear()?;
        let unchanged = self.unchanged.load(Ordering::Relaxed);
        Ok(BuildOutcome { pages: 0, written, unchanged, removed })
    }

    /// Puts one file into its place.
    fn settle(&self, path: &str) -> Result<(), SiteError> {
        let (ready, place) = (self.stage().join(path), self.root.join(path));
        let moved = with_folder(&place, || fs::rename(&ready, &place));
        moved.map_err(|cause| SiteError::writing(&place, cause))
    }

    /// Takes a file away if it is still as the program wrote it, and the folders that are empty then.
    fn remove(&self, path: &str, entry: &Entry) -> Result<bool, SiteError> {
        let place = self.root.join(path);
        if fs::read(&place).ok().is_none_or(|bytes| contents::digest(&bytes) != entry.digest) {
            return Ok(false);
        }
        fs::remove_file(&place).map_err(|cause| SiteError::writing(&place, cause))?;
        let within = place.ancestors().skip(1).take_while(|folder| *folder != self.root);
        // A folder that holds anything stays.
        within.map_while(|folder| fs::remove_dir(folder).ok()).for_each(drop);
        Ok(true)
    }

    fn keep(&self, entries: &BTreeMap<String, Entry>) -> Result<(), SiteError> {
        let list = self.root.join(HOME).join("contents");
        Ok(crate::workspace::write_atomically(&list, contents::written(entries).as_bytes())?)
    }
}

/// Does what needs the folder of a file; makes that folder where it is not there.
fn with_folder(file: &Path, act: impl Fn() -> io::Result<()>) -> io::Result<()> {
    act().or_else(|cause| match (cause.kind(), file.parent()) {
        (ErrorKind::NotFound, Some(folder)) => fs::create_dir_all(folder).and_then(|()| act()),
        _ => Err(cause),
    })
}

#[cfg(test)]
mod tests {
    use super::{BuildOutcome, Folder, SiteError};
    use std::collections::BTreeMap;
    use std::fs;
    use std::path::Path;

    fn build(root: &Path, files: &[(&str, &str)]) -> Result<BuildOutcome, SiteError> {
        let folder = Folder::open(root)?;
        let mut entries = BTreeMap::new();
        for (path, text) in files {
            entries.insert((*path).to_owned(), folder.put(path, text.as_bytes())?);
        }
        folder.publish(entries)
    }

    fn read(root: &Path, path: &str) -> Option<String> {
        fs::read_to_string(root.join(path)).ok()
    }

    #[test]
    fn a_rebuild_writes_what_changed_and_takes_away_what_is_gone() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        build(root, &[("index.html", "a"), ("emner/mitid/index.html", "b"), ("gammel/index.html", "c")]).unwrap();
        let outcome = build(root, &[("index.html", "a"), ("emner/mitid/index.html", "ny")]).unwrap();
        assert_eq!((outcome.written, outcome.unchanged, outcome.removed), (1, 1, 1));
        assert_eq!(read(root, "emner/mitid/index.html").as_deref(), Some("ny"));
        assert!(!root.join("gammel").exists(), "the empty folder is gone, too");
    }

    #[test]
    fn somebody_else_s_file_is_neither_written_over_nor_taken_away() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        fs::write(root.join("index.html"), "somebody else's").unwrap();
        fs::write(root.join("noter.txt"), "mine").unwrap();
        assert!(matches!(build(root, &[("index.html", "a")]), Err(SiteError::InTheWay { .. })));
        assert_eq!(read(root, "index.html").as_deref(), Some("somebody else's"));
        fs::remove_file(root.join("index.html")).unwrap();
        build(root, &[("index.html", "a"), ("b/index.html", "b")]).unwrap();
        // What somebody has changed by hand since is theirs.
        fs::write(root.join("b/index.html"), "changed by hand").unwrap();
        build(root, &[("index.html", "a")]).unwrap();
        assert_eq!(read(root, "b/index.html").as_deref(), Some("changed by hand"));
        assert_eq!(read(root, "noter.txt").as_deref(), Some("mine"));
    }

    #[test]
    fn a_build_that_fails_leaves_the_old_archive_whole() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        build(root, &[("index.html", "old"), ("a/index.html", "old")]).unwrap();
        let folder = Folder::open(root).unwrap();
        folder.put("index.html", b"new").unwrap();
        // It ends here, as a build that is killed does.
        drop(folder);
        assert_eq!(read(root, "index.html").as_deref(), Some("old"));
        let outcome = build(root, &[("index.html", "new"), ("a/index.html", "old")]).unwrap();
        assert_eq!((outcome.written, outcome.unchanged), (1, 1));
        assert!(!root.join(".opsamling/new").exists());
    }

    #[test]
    fn one_builds_at_a_time() {
        let root = tempfile::tempdir().unwrap();
        let first = Folder::open(root.path()).unwrap();
        assert!(matches!(Folder::open(root.path()), Err(SiteError::Busy { .. })));
        drop(first);
        assert!(Folder::open(root.path()).is_ok());
    }

    #[test]
    fn a_file_may_take_the_place_of_a_folder_of_ours_that_is_gone() {
        let root = tempfile::tempdir().unwrap();
        build(root.path(), &[("a/index.html", "a")]).unwrap();
        assert!(matches!(build(root.path(), &[("a", "b")]), Err(SiteError::InTheWay { .. })));
        build(root.path(), &[]).unwrap();
        build(root.path(), &[("a", "b")]).unwrap();
        assert_eq!(read(root.path(), "a").as_deref(), Some("b"));
    }
}
