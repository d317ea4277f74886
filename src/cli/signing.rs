//! The keys that the settings name, read from their files: only where nobody else can read them too.

use super::context::{Context, Read};
use super::exit::Failure;
use crate::letter::{DkimKey, Signer, SigningKey};
use crate::model::{Carriage, DkimName, DkimNameError};
use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::sync::Arc;

/// The largest file that is read as a key: keys with their remarks are a few kilobytes.
const LARGEST: u64 = 64 * 1024;

/// What signs letters that leave so; nothing where no key is named, and for drafts, which somebody's mail program writes anew.
///
/// # Errors
/// `Failure` where a key cannot sign.
pub fn signer(read: &Read, carriage: Carriage, context: &Context) -> Result<Option<Arc<Signer>>, Failure> {
    if carriage == Carriage::Drafts || read.records.settings.relay.dkim.is_empty() {
        return Ok(None);
    }
    let signer = Signer::new(keys(read, context)?).map_err(Failure::from)?;
    Ok(Some(Arc::new(signer)))
}

/// The keys, in the order of the settings.
///
/// # Errors
/// `Failure` that names the file, or the setting.
pub fn keys(read: &Read, context: &Context) -> Result<Vec<DkimKey>, Failure> {
    let data = read.data_folder(context)?;
    let entries = read.records.settings.relay.dkim.iter();
    let keys = entries.map(|entry| {
        let name = name(&entry.domain, &entry.selector)?;
        Ok(DkimKey { name, key: key(&data.join(&entry.key_file))? })
    });
    keys.collect()
}

/// The name of a key in DNS.
///
/// # Errors
/// `Failure` that says what is wrong with it.
pub fn name(domain: &str, selector: &str) -> Result<DkimName, Failure> {
    DkimName::parse(domain, selector).map_err(|error| match error {
        DkimNameError::Domain(domain) => Failure::wrong("dkim-bad-domain").with("domain", domain),
        DkimNameError::Selector(selector) => Failure::wrong("dkim-bad-selector").with("selector", selector),
    })
}

fn key(path: &Path) -> Result<SigningKey, Failure> {
    let unreadable = |error: &std::io::Error| match error.kind() {
        ErrorKind::NotFound => Failure::wrong("dkim-key-missing").with("file", shown(path)),
        _ => Failure::world("dkim-key-unreadable").with("file", shown(path)).because(error),
    };
    // Opening a pipe would wait for somebody at its other end.
    if !path.metadata().map_err(|error| unreadable(&error))?.is_file() {
        return Err(Failure::wrong("dkim-no-key").at(shown(path)));
    }
    let file = File::open(path).map_err(|error| unreadable(&error))?;
    refuse_open(&file, path)?;
    let mut bytes = Vec::new();
    file.take(LARGEST).read_to_end(&mut bytes).map_err(|error| unreadable(&error))?;
    SigningKey::parse(&bytes).map_err(|error| Failure::from(error).at(shown(path)))
}

/// Refuses a key that others on the machine can read or replace: whoever has it can write as the network.
#[cfg(unix)]
fn refuse_open(file: &File, path: &Path) -> Result<(), Failure> {
    let mode = file.metadata().map(|metadata| std::os::unix::fs::PermissionsExt::mode(&metadata.permissions()));
    match mode {
        Ok(mode) if mode & 0o077 == 0 => Ok(()),
        _ => Err(Failure::wrong("dkim-key-open").with("file", shown(path))),
    }
}

#[cfg(not(unix))]
fn refuse_open(_: &File, _: &Path) -> Result<(), Failure> {
    Ok(())
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
