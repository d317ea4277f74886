//! Which list is meant: the one that is named, or the only one that there is.

use super::context::Read;
use super::exit::Failure;
use crate::model::Id;

/// The list of that name.
///
/// # Errors
/// `Failure` that names those there are.
pub fn named(read: &Read, name: &str) -> Result<Id, Failure> {
    let lists = &read.records.settings.lists;
    let unknown = || Failure::wrong("unknown-list").with("list", name).with("known", known(read));
    lists.keys().find(|id| id.as_str() == name).cloned().ok_or_else(unknown)
}

/// The only list there is.
pub fn only(read: &Read) -> Option<Id> {
    let mut lists = read.records.settings.lists.keys();
    lists.next().filter(|_| lists.next().is_none()).cloned()
}

/// The list of that name; where none is named, the only one.
///
/// # Errors
/// `Failure` where there is no such list, or several and none is named.
pub fn chosen(read: &Read, name: Option<&str>) -> Result<Id, Failure> {
    match name {
        Some(name) => named(read, name),
        None => only(read).ok_or_else(|| Failure::usage("send-which-list").with("known", known(read))),
    }
}

fn known(read: &Read) -> String {
    let known: Vec<&str> = read.records.settings.lists.keys().map(Id::as_str).collect();
    known.join(", ")
}
