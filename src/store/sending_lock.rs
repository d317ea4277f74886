//! One sender a store: an operating system's lock, which dies with its holder.

use super::{StoreError, folder};
use std::fs::{File, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Held while a process sends; let go when it is dropped or the process dies, however it dies.
#[derive(Debug)]
pub struct SendingLock {
    _file: File,
    who: PathBuf,
}

impl Drop for SendingLock {
    fn drop(&mut self) {
        // Only a courtesy: the lock itself is what counts.
        let _ = std::fs::remove_file(&self.who);
    }
}

/// Takes the sending lock of a data folder; `who` is what a second one is told of the holder, on one line.
///
/// # Errors
/// `AlreadySending` with the holder's own words; or the folder cannot be written.
pub fn lock_sending(data_folder: &Path, who: &str) -> Result<SendingLock, StoreError> {
    folder::prepare(data_folder)?;
    // The words stand in a file of their own: on Windows a locked file cannot be read by others.
    let path = data_folder.join("sending.lock");
    let words = data_folder.join("sending.who");
    let file = folder::open_file(&path)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let who = std::fs::read_to_string(&words).unwrap_or_default();
            return Err(StoreError::AlreadySending { who: who.trim().to_owned() });
        }
        Err(TryLockError::Error(error)) => return Err(StoreError::of_file(&error, &path)),
    }
    let lock = SendingLock { _file: file, who: words.clone() };
    let written = folder::open_file(&words)?;
    written
        .set_len(0)
        .and_then(|()| (&written).write_all(who.as_bytes()))
        .map_err(|error| StoreError::of_file(&error, &words))?;
    Ok(lock)
}

#[cfg(test)]
mod tests {
    use super::{StoreError, lock_sending};

    #[test]
    fn a_second_sender_is_told_who_the_first_is() {
        let folder = tempfile::tempdir().unwrap();
        let first = lock_sending(folder.path(), "process 4711 on pc-7").unwrap();
        let error = lock_sending(folder.path(), "process 4712 on pc-7").unwrap_err();
        assert!(matches!(error, StoreError::AlreadySending { who } if who == "process 4711 on pc-7"));
        drop(first);
        assert!(lock_sending(folder.path(), "process 4712 on pc-7").is_ok());
    }
}
