//! What the files are that the records name.

use super::inside::Whereabouts;
use super::{Workspace, WorkspaceError, kind};
use crate::check;
use crate::model::{FileFact, Files, Records};
use rayon::prelude::*;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;

/// The largest file that is read whole, in megabytes: more goes into no letter.
const LARGEST_MEGABYTES: u32 = 50;

impl Workspace {
    /// What each file is that the records name and the workspace has. A path that leads out of the workspace, also through
    /// a symlink, counts as not there.
    pub fn files(&self, records: &Records) -> Files {
        let names: Vec<String> = check::named_files(records).into_iter().collect();
        let facts = names.into_par_iter().filter_map(|name| self.fact(&name).map(|fact| (name, fact)));
        facts.collect::<Vec<_>>().into_iter().collect()
    }

    fn fact(&self, name: &str) -> Option<FileFact> {
        let Whereabouts::Inside(path) = self.whereabouts(name) else { return None };
        // Asked before it is opened: a pipe would wait for ever.
        if !fs::metadata(&path).ok()?.is_file() {
            return None;
        }
        kind::fact(&mut File::open(path).ok()?).ok()
    }

    /// The bytes of a file that a record names, from the workspace's root.
    ///
    /// # Errors
    /// `Outside` where it is not the workspace's, `FileTooLarge` over 50 MB, `Disk` where it cannot be read.
    pub fn bytes(&self, file: &str) -> Result<Vec<u8>, WorkspaceError> {
        let path = self.path(file);
        match self.whereabouts(file) {
            Whereabouts::Outside => Err(WorkspaceError::Outside { path }),
            Whereabouts::Inside(real) => read_bounded(&real, LARGEST_MEGABYTES),
            Whereabouts::Nowhere => Err(WorkspaceError::reading(&path, std::io::ErrorKind::NotFound.into())),
        }
    }

    /// The text of a file of the workspace, for showing where in it a finding is.
    ///
    /// # Errors
    /// As `bytes`, and `NotText` where it is not UTF-8.
    pub fn text(&self, file: &str) -> Result<String, WorkspaceError> {
        let bytes = self.bytes(file)?;
        String::from_utf8(bytes).map_err(|_| WorkspaceError::NotText { path: self.path(file) })
    }
}

/// The bytes of a file, if it is one and not larger than that.
pub(super) fn read_bounded(path: &Path, megabytes: u32) -> Result<Vec<u8>, WorkspaceError> {
    let failed = |cause| WorkspaceError::reading(path, cause);
    let too_large = || WorkspaceError::FileTooLarge { path: path.to_owned(), megabytes };
    let limit = u64::from(megabytes) << 20;
    let metadata = fs::metadata(path).map_err(failed)?;
    if !metadata.is_file() {
        return Err(failed(std::io::ErrorKind::InvalidInput.into()));
    }
    if metadata.len() > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).map_err(failed)?;
    if bytes.len() as u64 > limit { Err(too_large()) } else { Ok(bytes) }
}
