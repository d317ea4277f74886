//! What the archive holds: which records are out, what of each is shown, and which pages there are. Drafts are not in it: of a meeting
//! whose summary is one, the agenda is.

use super::{Document, Id, MeetingState, Publication, Record, Records};
use chrono::{Datelike, NaiveDate};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The records that have a page in the archive, on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    today: NaiveDate,
    shown: BTreeMap<Id, Document>,
    kinds: BTreeSet<Document>,
    /// The newest first; of one day, by id.
    newest: Vec<Id>,
    years: BTreeMap<i32, Vec<Id>>,
}

/// A page of the archive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ArchivePage<'a> {
    /// What is next, what is new.
    Front,
    /// A record's own.
    Record(Record<'a>),
    /// The meetings to come and the last ones.
    Meetings,
    /// The articles.
    News,
    /// The issues of the newsletter.
    Newsletters,
    /// What the network follows.
    Topics,
    /// One of those, through the years.
    Topic(&'a Id),
    /// Somebody's appearances.
    Person(&'a Id),
    /// All that belongs to a year.
    Year(i32),
    /// The search, and the index for those whose browser runs no scripts.
    Search,
    /// What a server shows where there is nothing.
    NotFound,
    /// What stood at an earlier id of a record: the way to where it stands now.
    Formerly(&'a Id, Record<'a>),
}

impl Archive {
    /// What is out on that day: summaries, articles and issues that are approved or published, and the agendas of other meetings.
    pub fn of(records: &Records, today: NaiveDate) -> Self {
        let shown: BTreeMap<Id, Document> =
            records.all().filter_map(|record| Some((record.id().clone(), shown(record)?))).collect();
        let mut days: Vec<(Option<NaiveDate>, &Id)> =
            records.all().filter(|it| shown.contains_key(it.id())).map(|it| (it.day(), it.id())).collect();
        days.sort_by_key(|(day, id)| (Reverse(*day), *id));
        let mut years: BTreeMap<i32, Vec<Id>> = BTreeMap::new();
        for (day, id) in &days {
            if let Some(day) = day {
                years.entry(day.year()).or_default().push((*id).clone());
            }
        }
        let newest = days.into_iter().map(|(_, id)| id.clone()).collect();
        let kinds = shown.values().copied().collect();
        Self { today, shown, kinds, newest, years }
    }

    /// The day.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// What of a record is shown; nothing where it has no page.
    pub fn document(&self, id: &Id) -> Option<Document> {
        self.shown.get(id).copied()
    }

    /// Whether a record's own document is out: a meeting that only its agenda is shown of is not told of.
    pub fn tells(&self, record: Record<'_>) -> bool {
        self.document(record.id()) == Some(record.own_document())
    }

    /// Whether any record is shown as that.
    pub fn has(&self, document: Document) -> bool {
        self.kinds.contains(&document)
    }

    /// The records that have a page, the newest first; of one day, by id.
    pub fn records<'a>(&self, records: &'a Records) -> Vec<Record<'a>> {
        self.newest.iter().filter_map(|id| records.record(id.as_str())).collect()
    }

    /// The same of one year.
    pub fn records_of<'a>(&self, year: i32, records: &'a Records) -> Vec<Record<'a>> {
        self.years.get(&year).into_iter().flatten().filter_map(|id| records.record(id.as_str())).collect()
    }

    /// The meetings that are still to be held, the next first.
    pub fn coming<'a>(&self, records: &'a Records) -> Vec<Record<'a>> {
        let is_to_come = |record: &Record<'_>| match record {
            Record::Meeting(_, meeting) => {
                meeting.date.day >= self.today && matches!(meeting.state(), MeetingState::Planned | MeetingState::Moved)
            }
            _ => false,
        };
        let mut coming: Vec<Record<'a>> = self.records(records).into_iter().filter(is_to_come).collect();
        coming.reverse();
        coming
    }

    /// The years that something is out from, the newest first.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.keys().rev().copied()
    }

    /// Every page; those of people only where the workspace asks for them.
    pub fn pages<'a>(&self, records: &'a Records) -> Vec<ArchivePage<'a>> {
        let mut pages = vec![
            ArchivePage::Front,
            ArchivePage::Meetings,
            ArchivePage::News,
            ArchivePage::Newsletters,
            ArchivePage::Topics,
            ArchivePage::Search,
            ArchivePage::NotFound,
        ];
        pages.extend(records.registry.topics.keys().map(ArchivePage::Topic));
        if records.settings.people_pages == Some(true) {
            pages.extend(records.registry.people.keys().map(ArchivePage::Person));
        }
        pages.extend(self.years().map(ArchivePage::Year));
        for record in self.records(records) {
            // An earlier id that is another record's today leads there.
            let free = record.formerly().iter().filter(|id| !self.shown.contains_key(*id));
            pages.extend(free.map(|id| ArchivePage::Formerly(id, record)));
            pages.push(ArchivePage::Record(record));
        }
        pages
    }
}

fn shown(record: Record<'_>) -> Option<Document> {
    match (record.publication(), record) {
        (Publication::Draft, Record::Meeting(..)) => Some(Document::Agenda),
        (Publication::Draft, _) => None,
        _ => Some(record.own_document()),
    }
}
