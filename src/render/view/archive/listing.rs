//! A page that lists: meetings, articles, issues, topics, a year, a topic's thread, somebody's appearances.

use super::teaser::Teaser;
use crate::language::collation;
use crate::model::{Archive, ArchivePage, Document, Record};
use crate::render::paths;
use crate::render::view::Desk;
use crate::render::view::link::LinkView;
use crate::render::view::summary::Fact;
use serde::Serialize;

/// As many as a list shows before the years take over.
const MOST: usize = 24;

/// A page that lists.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Listing {
    /// What stands above the heading.
    pub(super) kicker: Option<String>,
    /// The heading.
    pub(in crate::render) title: String,
    /// What it is about, in a sentence or two.
    pub(in crate::render) about: Option<String>,
    /// What is known of it.
    pub(super) facts: Vec<Fact>,
    /// Where one reads more.
    pub(super) links: Vec<LinkView>,
    /// What is listed.
    pub(super) groups: Vec<Group>,
    /// Where the rest is: the years.
    pub(super) years: Vec<LinkView>,
    /// The year that it lists.
    pub(super) year: Option<String>,
    /// The calendar of what is to come.
    pub(super) calendar: Option<LinkView>,
    /// What stands there where nothing is listed.
    pub(super) nothing: String,
}

/// Some of what is listed.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Group {
    /// Its heading.
    pub(super) title: Option<String>,
    /// What is in it.
    pub(super) teasers: Vec<Teaser>,
}

impl Desk<'_> {
    /// The page that lists; nothing where the page is none.
    pub(in crate::render) fn listing(&self, page: ArchivePage<'_>, archive: &Archive) -> Option<Listing> {
        Some(match page {
            ArchivePage::Meetings => self.meetings(archive),
            ArchivePage::News => self.newest("archive-news", archive, |record| matches!(record, Record::News(..))),
            ArchivePage::Newsletters => {
                self.newest("archive-newsletters", archive, |record| matches!(record, Record::Newsletter(..)))
            }
            ArchivePage::Topics => self.topics(archive),
            ArchivePage::Year(year) => self.year(year, archive),
            ArchivePage::Topic(id) => self.topic_thread(id, archive)?,
            ArchivePage::Person(id) => self.appearances(id, archive)?,
            _ => return None,
        })
    }

    /// A page with a heading and nothing on it.
    pub(super) fn empty(&self, title: String) -> Listing {
        Listing {
            kicker: None,
            title,
            about: None,
            facts: Vec::new(),
            links: Vec::new(),
            groups: Vec::new(),
            years: Vec::new(),
            year: None,
            calendar: None,
            nothing: self.say("archive-nothing"),
        }
    }

    fn meetings(&self, archive: &Archive) -> Listing {
        let ahead = archive.ahead(self.records);
        let is_behind = |record: &Record<'_>| {
            matches!(record, Record::Meeting(..)) && !ahead.iter().any(|it| it.id() == record.id())
        };
        let behind = archive.records(self.records).into_iter().filter(is_behind).collect();
        let group = |title: &str, records: Vec<Record<'_>>| Group {
            title: (!ahead.is_empty()).then(|| self.say(title)),
            teasers: records.into_iter().take(MOST).filter_map(|record| self.teaser(record, archive)).collect(),
        };
        let mut listing = self.empty(self.say("archive-meetings"));
        listing.groups = vec![group("archive-ahead", ahead.clone()), group("archive-behind", behind)];
        listing.groups.retain(|group| !group.teasers.is_empty());
        listing.years = self.year_links(archive);
        listing.calendar = self.calendar(archive);
        listing
    }

    fn newest(&self, title: &str, archive: &Archive, wanted: impl Fn(&Record<'_>) -> bool) -> Listing {
        let records = archive.records(self.records).into_iter().filter(wanted).take(MOST);
        let teasers: Vec<Teaser> = records.filter_map(|record| self.teaser(record, archive)).collect();
        let mut listing = self.empty(self.say(title));
        listing.groups = if teasers.is_empty() { Vec::new() } else { vec![Group { title: None, teasers }] };
        listing.years = self.year_links(archive);
        listing
    }

    fn topics(&self, archive: &Archive) -> Listing {
        let mut teasers: Vec<Teaser> = archive.topics().filter_map(|id| self.topic_teaser(id)).collect();
        teasers.sort_by(|one, other| collation::compare(&one.title, &other.title, self.language));
        let mut listing = self.empty(self.say("archive-topics"));
        listing.about = Some(self.say("archive-topics-about"));
        listing.groups = if teasers.is_empty() { Vec::new() } else { vec![Group { title: None, teasers }] };
        listing
    }

    fn year(&self, year: i32, archive: &Archive) -> Listing {
        let kinds = [
            ("archive-meetings", Document::Summary),
            ("archive-news", Document::News),
            ("archive-newsletters", Document::Newsletter),
        ];
        let records = archive.records_of(year, self.records);
        let mut listing = self.empty(self.say_with("archive-year", &[("year", &year.to_string())]));
        for (title, document) in kinds {
            let of_kind = records.iter().copied().filter(|record| record.own_document() == document);
            let teasers: Vec<Teaser> = of_kind.filter_map(|record| self.teaser(record, archive)).collect();
            if !teasers.is_empty() {
                listing.groups.push(Group { title: Some(self.say(title)), teasers });
            }
        }
        listing.years = self.year_links(archive);
        listing.year = Some(year.to_string());
        listing
    }

    /// Links to the years, the newest first.
    pub(super) fn year_links(&self, archive: &Archive) -> Vec<LinkView> {
        let link =
            |year: i32| LinkView { text: year.to_string(), url: self.page_url(ArchivePage::Year(year)), note: None };
        archive.years().map(link).collect()
    }

    /// The calendar of what is to come; nothing where nothing is.
    pub(super) fn calendar(&self, archive: &Archive) -> Option<LinkView> {
        let bytes = self.calendar_to_come(archive)?.len();
        self.calendar_link("archive-calendar", paths::calendar(self.records.settings.language()), bytes)
    }
}
