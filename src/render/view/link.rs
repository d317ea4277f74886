//! Links as a template sees them.

use super::{Desk, one_line};
use crate::language::number;
use crate::model::{FileFact, FileKind, Link, Record};
use crate::prose::linked_file;
use serde::Serialize;

/// A link, or its words alone where it may not lead anywhere.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(in crate::render) struct LinkView {
    /// The words.
    pub(super) text: String,
    /// Where it leads.
    pub(super) url: Option<String>,
    /// What comes behind the link of a file: `(pdf, 240 kB)`; on paper, behind any other the address to type: `(mitid.dk)`.
    pub(super) note: Option<String>,
}

impl Desk<'_> {
    /// A link of a record.
    pub(super) fn link(&self, link: &Link) -> LinkView {
        let file = linked_file(link.url.trim()).filter(|_| !self.addresses.is_printed());
        let note = file.and_then(|file| self.files.get(&file).map(|fact| self.kind_and_size(&file, fact)));
        let leading = self.leading(&link.text, &link.url);
        LinkView { note: note.or(leading.note), ..leading }
    }

    /// Words that lead to an address.
    pub(super) fn leading(&self, text: &str, url: &str) -> LinkView {
        let text = one_line(text);
        let typed = self.addresses.typed(url).filter(|typed| !text.contains(typed.as_str()));
        LinkView { text, url: self.addresses.link(url), note: typed.map(|typed| format!("({typed})")) }
    }

    /// Words that lead to a record; nothing where no reader finds the way.
    pub(super) fn leading_to(&self, text: &str, record: Record<'_>) -> Option<LinkView> {
        let typed =
            || self.addresses.whole(record).map(|url| self.leading(text, &url)).filter(|link| link.note.is_some());
        match self.addresses.record(record) {
            Some(url) => Some(LinkView { text: one_line(text), url: Some(url), note: None }),
            None => typed(),
        }
    }

    /// The links of a record.
    pub(super) fn links(&self, links: &[Link]) -> Vec<LinkView> {
        links.iter().map(|link| self.link(link)).collect()
    }

    /// A link to a file of the workspace.
    pub(super) fn file_link(&self, text: &str, path: &str) -> LinkView {
        let url = self.addresses.file(path);
        let fact = self.files.get(path).filter(|_| !self.addresses.is_printed());
        let sender = self.records.settings.sender.as_ref().filter(|_| url.is_none() && self.addresses.is_mail());
        let note = match sender {
            Some(sender) => Some(self.say_with("file-on-request", &[("address", &one_line(sender.address()))])),
            None => fact.map(|fact| self.kind_and_size(path, fact)),
        };
        LinkView { text: one_line(text), url, note }
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
