//! Links as a template sees them.

use super::{Desk, one_line};
use crate::language::number;
use crate::model::{FileFact, FileKind, Link};
use crate::prose::linked_file;
use serde::Serialize;

/// A link, or its words alone where it may not lead anywhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::render) struct LinkView {
    /// The words.
    pub(super) text: String,
    /// Where it leads.
    pub(super) url: Option<String>,
    /// What comes behind the link of a file: `(pdf, 240 kB)`.
    pub(super) note: Option<String>,
}

impl Desk<'_> {
    /// A link of a record.
    pub(super) fn link(&self, link: &Link) -> LinkView {
        let file = linked_file(link.url.trim());
        let note = file.and_then(|file| self.files.get(&file).map(|fact| self.kind_and_size(&file, fact)));
        LinkView { text: one_line(&link.text), url: self.addresses.link(&link.url), note }
    }

    /// The links of a record.
    pub(super) fn links(&self, links: &[Link]) -> Vec<LinkView> {
        links.iter().map(|link| self.link(link)).collect()
    }

    /// A link to a file of the workspace.
    pub(super) fn file_link(&self, text: &str, path: &str) -> LinkView {
        LinkView {
            text: one_line(text),
            url: self.addresses.file(path),
            note: self.files.get(path).map(|fact| self.kind_and_size(path, fact)),
        }
    }

    /// `(pdf, 240 kB)`.
    pub(super) fn kind_and_size(&self, path: &str, fact: &FileFact) -> String {
        let size = number::file_size(fact.size, self.language);
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
        match fact.kind {
            FileKind::Other | FileKind::Markup if ending.is_empty() || ending.contains('/') => format!("({size})"),
            FileKind::Other | FileKind::Markup => format!("({}, {size})", ending.to_lowercase()),
            kind => format!("({}, {size})", kind.extension()),
        }
    }
}
