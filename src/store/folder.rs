//! The data folder: made for its owner alone, and never where another machine gets a copy.

use super::{StoreError, synchronised};
use std::fs;
use std::path::{Path, PathBuf};

/// Makes the folder if it is missing (0700 on Unix), and refuses one inside a synchronised folder.
pub(super) fn prepare(folder: &Path) -> Result<(), StoreError> {
    refuse_synchronised(folder)?;
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(|error| StoreError::of_file(&error, folder))
}

/// Refuses a folder that some service copies to other machines; it need not be there yet.
///
/// # Errors
/// `InSynchronisedFolder`.
pub fn refuse_synchronised(folder: &Path) -> Result<(), StoreError> {
    let real = real_path(folder);
    let service = synchronised::service_of(folder)
        .or_else(|| synchronised::service_of(&real))
        .or_else(|| synchronised::service_marked(&real));
    match service {
        Some(service) => Err(StoreError::InSynchronisedFolder { path: folder.to_owned(), service: service.to_owned() }),
        None => Ok(()),
    }
}

/// Opens a file of the folder for writing, made if it is missing (0600 on Unix); what it holds stays.
pub(super) fn open_file(path: &Path) -> Result<fs::File, StoreError> {
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|error| StoreError::of_file(&error, path))
}

/// The path with its links followed as far as it exists.
fn real_path(folder: &Path) -> PathBuf {
    let existing = folder.ancestors().find_map(|ancestor| Some((ancestor, ancestor.canonicalize().ok()?)));
    match existing {
        Some((ancestor, real)) => folder.strip_prefix(ancestor).map_or_else(|_| real.clone(), |rest| real.join(rest)),
        None => folder.to_owned(),
    }
}
