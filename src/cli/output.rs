//! The file that `-o` names: what it is called, and how it is written, but never over what the program itself lives by.

use super::context::{Context, Read};
use super::exit::Failure;
use crate::model::{Document, DocumentFormat, Record};
use crate::workspace::{self, SETTINGS_FILE};
use std::path::{Component, Path};

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

/// The name of a document's file: the record's own document bears its id alone.
pub fn natural_name(record: Record<'_>, document: Document, format: DocumentFormat) -> String {
    let (id, ending) = (record.id(), format.extension());
    match document == record.own_document() {
        true => format!("{id}.{ending}"),
        false => format!("{id}-{}.{ending}", document.name()),
    }
}

/// The way from the folder of a file to a workspace's root, as a page's links need it: `../`, or empty beside it.
pub fn way_to(root: &Path, file: &Path) -> String {
    let folder = file.parent().unwrap_or(Path::new(""));
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let folder = folder.canonicalize().unwrap_or(folder);
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let shared = root.components().zip(folder.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = root.components().skip(shared).filter_map(|step| match step {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    up.chain(down).map(|step| format!("{step}/")).collect()
}

fn is_record(name: &str) -> bool {
    let of_records = ["meetings/", "news/", "newsletters/", "registry/"].iter().any(|folder| name.starts_with(folder));
    of_records && [".yaml", ".yml"].iter().any(|ending| name.to_ascii_lowercase().ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::way_to;
    use std::path::Path;

    #[test]
    fn a_page_finds_the_pictures_of_its_workspace() {
        let way = |file| way_to(Path::new("/no/where/net"), Path::new(file));
        assert_eq!(way("/no/where/net/page.html"), "");
        assert_eq!(way("/no/where/net/out/a/page.html"), "../../");
        assert_eq!(way("/no/where/page.html"), "net/");
        assert_eq!(way("/no/other/page.html"), "../where/net/");
    }
}
