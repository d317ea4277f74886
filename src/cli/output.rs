//! Writes the file that `-o` names, but never over what the program itself lives by.

use super::context::{Context, Read};
use super::exit::Failure;
use crate::workspace::{self, SETTINGS_FILE};
use std::path::Path;

/// Writes a file, whole or not at all.
///
/// # Errors
/// `Failure` where it is a record, the settings, or lies in the data folder; and where it cannot be written.
pub fn write(path: &Path, bytes: &[u8], read: &Read, context: &Context) -> Result<(), Failure> {
    let place = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let place = place.canonicalize().unwrap_or(place);
    let own = read.workspace.name(&place).is_some_and(|name| name == SETTINGS_FILE || is_record(&name));
    let data = read.data_folder(context)?;
    if own || place.starts_with(&data) || data.canonicalize().is_ok_and(|data| place.starts_with(data)) {
        return Err(Failure::wrong("output-in-the-way").with("file", path.display().to_string()));
    }
    Ok(workspace::write_atomically(path, bytes)?)
}

fn is_record(name: &str) -> bool {
    let of_records = ["meetings/", "news/", "newsletters/", "registry/"].iter().any(|folder| name.starts_with(folder));
    of_records && [".yaml", ".yml"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
}
