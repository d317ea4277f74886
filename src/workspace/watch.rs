//! Tells when files of a workspace are saved, as soon as they have come to rest.

use super::{SETTINGS_FILE, Workspace, folder};
use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};
use std::path::Path;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

/// The folders that are watched, with all that is below; of the root, the settings alone.
const FOLDERS: [&str; 6] = ["meetings", "news", "newsletters", "registry", "templates", "files"];

/// How long nothing happens before files have come to rest: an editor writes in several strokes.
const REST: Duration = Duration::from_millis(8);

/// How many rests are waited for: a program that never stops writing does not keep what it wrote from being seen.
const MOST_RESTS: u32 = 25;

/// A watch over a workspace. It ends when it is dropped.
#[derive(Debug)]
pub struct Watch {
    stop: Sender<Told>,
}

enum Told {
    /// Something was saved, made, renamed or deleted.
    Changed,
    /// Something happened in the root: a folder may be new.
    Root,
    Stop,
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.stop.send(Told::Stop);
    }
}

impl Workspace {
    /// Calls `changed` each time that files of the workspace have been saved, on a thread of its own. Reading them is no change, and
    /// neither are the files that editors leave about.
    ///
    /// # Errors
    /// What the system says, in English, where it does not tell of changes.
    pub fn watch(&self, changed: impl Fn() + Send + 'static) -> Result<Watch, String> {
        let (stop, told) = mpsc::channel();
        let tell = stop.clone();
        let root = self.real.clone();
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            // What could not be told may have been anything.
            let meant = event.map_or(Some(Told::Root), |event| meaning(&event, &root));
            if let Some(meant) = meant {
                let _ = tell.send(meant);
            }
        })
        .map_err(|error| error.to_string())?;
        watcher.watch(&self.real, RecursiveMode::NonRecursive).map_err(|error| error.to_string())?;
        let root = self.real.clone();
        watch_folders(&mut watcher, &root)?;
        thread::Builder::new()
            .name("watch".to_owned())
            .spawn(move || attend(&told, &mut watcher, &root, changed))
            .map_err(|error| error.to_string())?;
        Ok(Watch { stop })
    }
}

/// Watches the folders that are there.
fn watch_folders(watcher: &mut RecommendedWatcher, root: &Path) -> Result<(), String> {
    for folder in FOLDERS.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()) {
        watcher.watch(&folder, RecursiveMode::Recursive).map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// What an event means to a reader of records; nothing where it is none of their business.
fn meaning(event: &Event, root: &Path) -> Option<Told> {
    if matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write)) {
        return None;
    }
    let concerns = |path: &Path| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if path.parent() == Some(root) {
            return (name == SETTINGS_FILE || FOLDERS.contains(&name)).then_some(Told::Root);
        }
        (!folder::is_passed_over(name)).then_some(Told::Changed)
    };
    event.paths.iter().find_map(|path| concerns(path))
}

fn attend(told: &Receiver<Told>, watcher: &mut RecommendedWatcher, root: &Path, changed: impl Fn()) {
    while let Ok(first) = told.recv() {
        let mut next = Ok(first);
        for _ in 0..MOST_RESTS {
            match next {
                Ok(Told::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                // A folder that cannot be watched is one that a person looks at again by hand.
                Ok(Told::Root) => _ = watch_folders(watcher, root),
                Ok(Told::Changed) => {}
                Err(RecvTimeoutError::Timeout) => break,
            }
            next = told.recv_timeout(REST);
        }
        changed();
    }
}

#[cfg(test)]
mod tests {
    use super::Workspace;
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    #[test]
    fn what_is_saved_is_told_and_what_is_read_is_not() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("opsamling.yaml"), "id: x\n").unwrap();
        fs::create_dir(folder.path().join("meetings")).unwrap();
        fs::write(folder.path().join("meetings/a.yaml"), "title: A\n").unwrap();
        let workspace = Workspace::find(folder.path()).unwrap();
        let (tell, told) = mpsc::channel();
        let watch = workspace.watch(move || tell.send(()).unwrap()).unwrap();
        let within = |milliseconds| told.recv_timeout(Duration::from_millis(milliseconds)).is_ok();

        fs::read(folder.path().join("meetings/a.yaml")).unwrap();
        fs::write(folder.path().join("meetings/.a.yaml.swp"), "x").unwrap();
        fs::create_dir_all(folder.path().join("public/meetings")).unwrap();
        assert!(!within(200), "nobody has saved anything");
        fs::write(folder.path().join("meetings/a.yaml"), "title: B\n").unwrap();
        assert!(within(5000));
        // As careful editors save: another file is put in its place.
        fs::write(folder.path().join("meetings/a.yaml.tmp"), "title: C\n").unwrap();
        fs::rename(folder.path().join("meetings/a.yaml.tmp"), folder.path().join("meetings/a.yaml")).unwrap();
        assert!(within(5000));
        // A folder that was not there before is watched too.
        fs::create_dir(folder.path().join("news")).unwrap();
        assert!(within(5000));
        fs::write(folder.path().join("news/b.yaml"), "title: B\n").unwrap();
        assert!(within(5000));
        drop(watch);
        while within(200) {}
        fs::write(folder.path().join("news/b.yaml"), "title: C\n").unwrap();
        assert!(!within(200), "the watch is over");
    }
}
