//! What was made of each file, kept as long as the file stays as it was: reading a workspace again then costs what changed.

use crate::check;
use crate::model::{Meeting, NewsArticle, Newsletter, Record, Records};
use std::any::Any;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::fs::Metadata;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

/// What is remembered of files, by their names from the root.
#[derive(Clone, Default)]
pub(super) struct Memory {
    files: Arc<Mutex<HashMap<String, Remembered>>>,
    named: Arc<Mutex<HashMap<String, Named>>>,
}

/// The files that a record names, which are the same as long as the record is the very same.
struct Named {
    record: Arc<dyn Any + Send + Sync>,
    files: Vec<String>,
}

struct Remembered {
    stamp: Stamp,
    made: Arc<dyn Any + Send + Sync>,
}

/// What tells a file as it was read from the same file once it has been written again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    size: u64,
    written: Option<SystemTime>,
}

impl Stamp {
    pub(super) fn of(metadata: &Metadata) -> Self {
        Self { size: metadata.len(), written: metadata.modified().ok() }
    }
}

impl Memory {
    /// What was made of the file when it bore that stamp.
    pub(super) fn recall<T: Clone + Send + Sync + 'static>(&self, file: &str, stamp: Stamp) -> Option<T> {
        let made = self.files().get(file).filter(|kept| kept.stamp == stamp).map(|kept| Arc::clone(&kept.made))?;
        made.downcast_ref().cloned()
    }

    /// Keeps what was made of a file that bore that stamp before it was read.
    pub(super) fn keep<T: Clone + Send + Sync + 'static>(&self, file: &str, stamp: Stamp, made: &T) {
        let made: Arc<dyn Any + Send + Sync> = Arc::new(made.clone());
        self.files().insert(file.to_owned(), Remembered { stamp, made });
    }

    /// The files that the records name: only those that are other than before are walked through.
    pub(super) fn named_files(&self, records: &Records) -> BTreeSet<String> {
        let mut known = self.named.lock().unwrap_or_else(PoisonError::into_inner);
        let mut before = std::mem::take(&mut *known);
        let mut names: BTreeSet<String> = check::files_named_beside(records).into_iter().collect();
        let mut add = |record: Record<'_>, held: Arc<dyn Any + Send + Sync>| {
            let file = record.file();
            let is_it = |named: &Named| Arc::as_ptr(&named.record).cast::<()>() == Arc::as_ptr(&held).cast::<()>();
            let files = before.remove(&file).filter(is_it).map(|named| named.files);
            let files = files.unwrap_or_else(|| check::files_named_by(record));
            names.extend(files.iter().cloned());
            known.insert(file, Named { record: held, files });
        };
        records.meetings.iter().for_each(|(id, it)| add(Record::Meeting(id, it), Arc::<Meeting>::clone(it)));
        records.news.iter().for_each(|(id, it)| add(Record::News(id, it), Arc::<NewsArticle>::clone(it)));
        records.newsletters.iter().for_each(|(id, it)| add(Record::Newsletter(id, it), Arc::<Newsletter>::clone(it)));
        names
    }

    fn files(&self) -> MutexGuard<'_, HashMap<String, Remembered>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Memory {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Memory").field("files", &self.files().len()).finish()
    }
}
