//! The archive's folder: what is new is laid ready beside it, and takes its place only when all of it is there.

use super::BuildOutcome;
use super::contents::{self, Entry};
use super::error::SiteError;
use crate::workspace::WorkspaceError;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

/// Where the program keeps what it needs to know of the folder.
const HOME: &str = ".opsamling";

/// A folder that is being built into; one build at a time. On trial nothing is written, and what would be is counted.
pub(super) struct Folder {
    root: PathBuf,
    /// What the last build left.
    before: BTreeMap<String, Entry>,
    /// The files that lie ready, each with its number there: one folder holds them all, since folders cost as much as files.
    ready: Mutex<BTreeMap<String, usize>>,
    numbers: AtomicUsize,
    unchanged: AtomicUsize,
    /// What is held until the build ends, however it ends; nothing on trial.
    hold: Option<Hold>,
}

/// What a build holds.
struct Hold {
    _lock: File,
    /// Dropped last, when nothing is held open any more.
    traces: Traces,
}

/// What a build that comes to nothing takes away again: what lay ready, and a home that was made for it alone.
struct Traces {
    stage: PathBuf,
    lock: PathBuf,
    /// The folders that were not there before, the deepest first.
    made: Vec<PathBuf>,
}

impl Traces {
    /// From now on the folder is the archive's.
    fn stay(&mut self) {
        self.made.clear();
    }
}

impl Drop for Traces {
    fn drop(&mut self) {
        // What cannot be taken away is in nobody's way: the next build begins with it.
        let _ = fs::remove_dir_all(&self.stage);
        if !self.made.is_empty() {
            let _ = fs::remove_file(&self.lock);
        }
        self.made.iter().map_while(|folder| fs::remove_dir(folder).ok()).for_each(drop);
    }
}

impl Hold {
    /// Where what lies ready under a number is.
    fn ready_at(&self, number: usize) -> PathBuf {
        self.traces.stage.join(number.to_string())
    }
}

impl Folder {
    /// Opens the folder, or makes it.
    ///
    /// # Errors
    /// `Busy` where another build is at work in it; what the disk says.
    pub(super) fn open(root: &Path) -> Result<Self, SiteError> {
        let home = root.join(HOME);
        let made = home.ancestors().take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
        fs::create_dir_all(&home).map_err(|cause| SiteError::writing(&home, cause))?;
        let path = home.join("lock");
        let failed = |cause| SiteError::writing(&path, cause);
        let lock = File::options().create(true).truncate(false).write(true).open(&path).map_err(failed)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(SiteError::Busy { path: root.to_owned() }),
            Err(TryLockError::Error(cause)) => return Err(failed(cause)),
        }
        let traces = Traces { stage: home.join("new"), lock: path, made };
        // What a build that was broken off has left: its list half written, and what lay ready.
        let entries = fs::read_dir(&home).map_err(|cause| SiteError::reading(&home, cause))?;
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().ends_with(".tmp") {
                // Where it cannot go, it is in nobody's way.
                let _ = fs::remove_file(entry.path());
            }
        }
        match fs::remove_dir_all(&traces.stage) {
            Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(SiteError::writing(&traces.stage, cause)),
            _ => {}
        }
        Ok(Self { hold: Some(Hold { _lock: lock, traces }), ..Self::on_trial(root)? })
    }

    /// The folder as it stands, be it there or not, to see what a build would do to it.
    ///
    /// # Errors
    /// What the disk says.
    pub(super) fn on_trial(root: &Path) -> Result<Self, SiteError> {
        let list = root.join(HOME).join("contents");
        let before = match fs::read_to_string(&list) {
            Ok(text) => contents::read(&text),
            Err(cause) if cause.kind() == ErrorKind::NotFound => BTreeMap::new(),
            Err(cause) => return Err(SiteError::reading(&list, cause)),
        };
        Ok(Self {
            root: root.to_owned(),
            before,
            ready: Mutex::default(),
            numbers: AtomicUsize::new(0),
            unchanged: AtomicUsize::new(0),
            hold: None,
        })
    }

    /// The sizes of a picture that the last build left and that are still as it left them.
    pub(super) fn drawn(&self, file: &str, source: &str) -> BTreeMap<String, Entry> {
        let is_it = |entry: &Entry| entry.drawn.as_ref().is_some_and(|it| it.file == file && it.source == source);
        let whole = |(path, entry): (&String, &Entry)| {
            let bytes = fs::read(self.place(path).ok()?).ok().filter(|bytes| entry.wrote(bytes))?;
            Some((path.clone(), Entry { drawn: entry.drawn.clone(), ..Entry::of(&bytes) }))
        };
        let kept = self.before.iter().filter(|(_, entry)| is_it(entry)).map(whole);
        let kept: BTreeMap<String, Entry> = kept.collect::<Option<_>>().unwrap_or_default();
        self.unchanged.fetch_add(kept.len(), Ordering::Relaxed);
        kept
    }

    /// Lays a file ready; one that stands there as it is stays.
    ///
    /// # Errors
    /// `InTheWay` where somebody else's file stands in its place, be it with the same bytes; what the disk says.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<Entry, SiteError> {
        let place = self.place(path)?;
        match fs::read(&place) {
            Ok(_) if !self.before.contains_key(path) => return Err(SiteError::InTheWay { path: place }),
            Ok(there) if there == bytes => {
                self.unchanged.fetch_add(1, Ordering::Relaxed);
                return Ok(Entry::of(bytes));
            }
            Err(cause) if cause.kind() != ErrorKind::NotFound => return Err(SiteError::reading(&place, cause)),
            _ => {}
        }
        let number = self.numbers.fetch_add(1, Ordering::Relaxed);
        if let Some(hold) = &self.hold {
            let ready = hold.ready_at(number);
            let written = with_folder(&ready, || fs::write(&ready, bytes));
            written.map_err(|cause| SiteError::writing(&ready, cause))?;
        }
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), number);
        Ok(Entry::of(bytes))
    }

    /// Where a file of the archive stands or is to stand.
    ///
    /// # Errors
    /// `InTheWay` where it is no place of the archive's: below its own home, behind a link, which leads to what is somebody else's,
    /// or where a folder stands for a file or a file for a folder.
    fn place(&self, path: &str) -> Result<PathBuf, SiteError> {
        let (whole, mut place) = (self.root.join(path), self.root.clone());
        if path == HOME || path.starts_with(&format!("{HOME}/")) {
            return Err(SiteError::InTheWay { path: whole });
        }
        for step in path.split('/') {
            place.push(step);
            match place.symlink_metadata() {
                Ok(there) if place == whole && there.is_file() => {}
                Ok(there) if place != whole && there.is_dir() => {}
                Ok(_) => return Err(SiteError::InTheWay { path: place }),
                Err(cause) if cause.kind() == ErrorKind::NotFound => break,
                Err(cause) => return Err(SiteError::reading(&place, cause)),
            }
        }
        Ok(whole)
    }

    /// Puts what lies ready into its place, and takes away what the last build left and this one does not have.
    ///
    /// # Errors
    /// What the disk says; `Halfway` where part of the new archive may stand beside the old, which the next build mends.
    pub(super) fn publish(mut self, entries: BTreeMap<String, Entry>) -> Result<BuildOutcome, SiteError> {
        // Until all is in its place, both the old and the new are ours.
        let mut ours = self.before.clone();
        for (path, entry) in &entries {
            ours.insert(path.clone(), entry.clone().or(self.before.get(path)));
        }
        let ready = std::mem::take(&mut *self.ready.lock().unwrap_or_else(PoisonError::into_inner));
        let written = ready.len();
        self.keep(&ours)?;
        if let Some(hold) = &mut self.hold {
            hold.traces.stay();
        }
        if let Some(hold) = &self.hold {
            ready.into_par_iter().try_for_each(|(path, number)| self.settle(&path, &hold.ready_at(number)))?;
        }
        let (mut ours, mut kept, mut removed) = (entries, Vec::new(), 0);
        for (path, entry) in &self.before {
            if ours.contains_key(path) {
                continue;
            }
            match self.remove(path, entry)? {
                Removal::Done => removed += 1,
                Removal::Unneeded => {}
                // It stays ours until it is gone, so that it is told of until then.
                Removal::Refused => {
                    kept.push(path.clone());
                    ours.insert(path.clone(), entry.clone());
                }
            }
        }
        self.keep(&ours).map_err(SiteError::after_the_first)?;
        let unchanged = self.unchanged.load(Ordering::Relaxed);
        Ok(BuildOutcome { pages: 0, written, unchanged, removed, kept })
    }

    /// Puts one file into its place.
    fn settle(&self, path: &str, ready: &Path) -> Result<(), SiteError> {
        let place = self.place(path)?;
        let moved = with_folder(&place, || fs::rename(ready, &place));
        moved.map_err(|cause| SiteError::Halfway { path: place, cause })
    }

    /// Takes a file away if it is still as the program wrote it, and the folders that are empty then.
    fn remove(&self, path: &str, entry: &Entry) -> Result<Removal, SiteError> {
        let Ok(place) = self.place(path) else { return Ok(Removal::Refused) };
        match fs::read(&place) {
            Ok(bytes) if entry.wrote(&bytes) => {}
            Err(cause) if cause.kind() == ErrorKind::NotFound => return Ok(Removal::Unneeded),
            _ => return Ok(Removal::Refused),
        }
        if self.hold.is_none() {
            return Ok(Removal::Done);
        }
        fs::remove_file(&place).map_err(|cause| SiteError::Halfway { path: place.clone(), cause })?;
        let within = place.ancestors().skip(1).take_while(|folder| *folder != self.root);
        // A folder that holds anything stays.
        within.map_while(|folder| fs::remove_dir(folder).ok()).for_each(drop);
        Ok(Removal::Done)
    }

    /// Writes down what is the program's own in the folder; on trial nothing.
    fn keep(&self, entries: &BTreeMap<String, Entry>) -> Result<(), WorkspaceError> {
        if self.hold.is_none() {
            return Ok(());
        }
        let list = self.root.join(HOME).join("contents");
        crate::workspace::write_atomically(&list, contents::written(entries).as_bytes())
    }
}

/// What became of a file that has no place in the archive any more.
enum Removal {
    /// It is gone.
    Done,
    /// It was gone before.
    Unneeded,
    /// It is no longer what the program wrote, and stays.
    Refused,
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
    use super::{BuildOutcome, Entry, Folder, SiteError};
    use crate::site::contents::Drawn;
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
        assert_eq!(read(root, "noter.txt").as_deref(), Some("mine"));
    }

    #[test]
    fn what_somebody_has_changed_and_is_to_go_is_told_of_until_it_is_gone() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        build(root, &[("index.html", "a"), ("b/index.html", "b")]).unwrap();
        fs::write(root.join("b/index.html"), "changed by hand").unwrap();
        for _ in 0..2 {
            let outcome = build(root, &[("index.html", "a")]).unwrap();
            assert_eq!((outcome.removed, outcome.kept), (0, vec!["b/index.html".to_owned()]));
            assert_eq!(read(root, "b/index.html").as_deref(), Some("changed by hand"));
        }
        fs::remove_file(root.join("b/index.html")).unwrap();
        assert_eq!(build(root, &[("index.html", "a")]).unwrap().kept, [] as [&str; 0]);
        // The page comes back: it is the program's own.
        build(root, &[("index.html", "a"), ("b/index.html", "b")]).unwrap();
        fs::write(root.join("b/index.html"), "changed by hand").unwrap();
        build(root, &[("index.html", "a"), ("b/index.html", "b")]).unwrap();
        assert_eq!(read(root, "b/index.html").as_deref(), Some("b"));
    }

    #[test]
    fn a_file_of_somebody_else_s_with_the_same_bytes_is_theirs() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("files")).unwrap();
        fs::write(root.path().join("files/a.txt"), "a").unwrap();
        assert!(matches!(build(root.path(), &[("files/a.txt", "a")]), Err(SiteError::InTheWay { .. })));
        build(root.path(), &[]).unwrap();
        assert_eq!(read(root.path(), "files/a.txt").as_deref(), Some("a"));
    }

    #[test]
    #[cfg(unix)]
    fn nothing_is_written_or_taken_away_behind_a_link() {
        let (root, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = root.path();
        fs::write(elsewhere.path().join("taler.txt"), "the original").unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), root.join("files")).unwrap();
        for (path, text) in [("files/taler.txt", "the original"), ("files/ny.txt", "new")] {
            let Err(SiteError::InTheWay { path }) = build(root, &[(path, text)]) else { panic!("{path}") };
            assert_eq!(path, root.join("files"));
        }
        fs::remove_file(root.join("files")).unwrap();
        build(root, &[("files/taler.txt", "the original")]).unwrap();
        // Somebody moves the folder and leaves a link behind.
        fs::remove_dir_all(root.join("files")).unwrap();
        std::os::unix::fs::symlink(elsewhere.path(), root.join("files")).unwrap();
        assert_eq!(build(root, &[]).unwrap().kept, ["files/taler.txt"]);
        assert_eq!(read(elsewhere.path(), "taler.txt").as_deref(), Some("the original"));
    }

    #[test]
    fn the_program_s_own_list_is_no_place_for_a_file() {
        let root = tempfile::tempdir().unwrap();
        build(root.path(), &[("index.html", "a")]).unwrap();
        let list = read(root.path(), ".opsamling/contents");
        assert!(matches!(build(root.path(), &[(".opsamling/contents", "")]), Err(SiteError::InTheWay { .. })));
        assert_eq!(read(root.path(), ".opsamling/contents"), list);
    }

    #[test]
    fn a_page_that_is_taken_back_after_a_broken_move_goes_whether_it_was_moved_or_not() {
        for standing in ["old", "new"] {
            let root = tempfile::tempdir().unwrap();
            let root = root.path();
            build(root, &[("index.html", "a"), ("nyt/index.html", "old")]).unwrap();
            let folder = Folder::open(root).unwrap();
            let entries = [("index.html", "a"), ("nyt/index.html", "new")];
            let entries = entries.map(|(path, text)| (path.to_owned(), folder.put(path, text.as_bytes()).unwrap()));
            // The machine stops when the list is kept and the files are being moved.
            let ours = entries.map(|(path, entry)| (path.clone(), entry.or(folder.before.get(&path))));
            folder.keep(&ours.into()).unwrap();
            drop(folder);
            fs::write(root.join("nyt/index.html"), standing).unwrap();
            let outcome = build(root, &[("index.html", "a")]).unwrap();
            assert_eq!((outcome.removed, outcome.kept), (1, Vec::new()), "{standing}");
        }
    }

    #[test]
    fn a_first_build_that_is_refused_leaves_no_trace() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("index.html"), "somebody else's").unwrap();
        build(root.path(), &[("a/index.html", "a"), ("index.html", "b")]).unwrap_err();
        let names: Vec<_> = fs::read_dir(root.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["index.html"]);
        let deeper = root.path().join("new/archive");
        drop(Folder::open(&deeper).unwrap());
        assert!(!root.path().join("new").exists());
    }

    #[test]
    fn a_size_of_a_picture_that_is_broken_is_drawn_again() {
        let root = tempfile::tempdir().unwrap();
        let root = root.path();
        let put = |folder: &Folder| {
            let drawn = Drawn { source: "0123456789abcdef".into(), width: 4, height: 3, file: "files/a.png".into() };
            let entry = Entry { drawn: Some(drawn), ..folder.put("files/a-4.png", b"a picture").unwrap() };
            BTreeMap::from([("files/a-4.png".to_owned(), entry)])
        };
        let folder = Folder::open(root).unwrap();
        let entries = put(&folder);
        folder.publish(entries).unwrap();
        let kept = || Folder::open(root).unwrap().drawn("files/a.png", "0123456789abcdef").len();
        assert_eq!(kept(), 1);
        fs::write(root.join("files/a-4.png"), "").unwrap();
        assert_eq!(kept(), 0);
    }

    #[test]
    fn a_list_that_was_half_written_goes() {
        let root = tempfile::tempdir().unwrap();
        build(root.path(), &[("index.html", "a")]).unwrap();
        fs::write(root.path().join(".opsamling/.opsamling-zY7Wmo.tmp"), "index.ht").unwrap();
        build(root.path(), &[("index.html", "a")]).unwrap();
        let home = fs::read_dir(root.path().join(".opsamling")).unwrap();
        let mut names: Vec<_> = home.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        assert_eq!(names, ["contents", "lock"]);
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
