//! The page of the search, with an index for those whose browser runs no scripts; and the page that leads on to another.

use crate::language::collation;
use crate::model::{Archive, Record};
use crate::render::paths;
use crate::render::view::Desk;
use crate::render::view::link::LinkView;
use serde::Serialize;

/// The page of the search.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Register {
    /// The way to the script that searches.
    script: String,
    /// The way to the folder of the index.
    index: String,
    /// What the network follows, in the order of its names.
    topics: Vec<LinkView>,
    /// The years, the newest first.
    years: Vec<LinkView>,
}

/// Where something has gone.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Elsewhere {
    /// What it is called.
    title: String,
    /// The language of that.
    language: &'static str,
    /// Where it stands now.
    url: String,
}

impl Desk<'_> {
    /// The page of the search.
    pub(in crate::render) fn register(&self, archive: &Archive) -> Register {
        let way = |path: &str| self.addresses.within(path).unwrap_or_default();
        Register {
            script: way(paths::SEARCH_SCRIPT),
            index: way(paths::SEARCH_INDEX),
            topics: self.topic_links(archive),
            years: self.year_links(archive),
        }
    }

    /// Links to the topics, in the order of their names.
    pub(super) fn topic_links(&self, archive: &Archive) -> Vec<LinkView> {
        let topics = archive.topics().filter_map(|id| self.topic_teaser(id));
        let mut links: Vec<LinkView> =
            topics.map(|topic| LinkView { text: topic.title, url: topic.url, note: None }).collect();
        links.sort_by(|one, other| collation::compare(&one.text, &other.text, self.language));
        links
    }

    /// Where a record that once had another id stands now.
    pub(in crate::render) fn elsewhere(&self, record: Record<'_>, archive: &Archive) -> Option<Elsewhere> {
        let desk = self.for_record(record);
        let language = desk.language.code();
        let title = match record {
            Record::Meeting(_, meeting) if !archive.tells(record) => desk.agenda_title(meeting),
            _ => desk.heading(record),
        };
        Some(Elsewhere { title, language, url: self.addresses.record(record)? })
    }
}
