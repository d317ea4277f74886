//! What the archive holds: which records are out, what of each is shown, and which pages there are. Drafts are not in it: of a meeting
//! whose summary is one, the agenda is. Nor are meetings that are not for everybody, nor what bears a day to come: the day is the one
//! that it comes out on.

use super::{
    AgendaItem, Document, Id, ItemKind, Meeting, MeetingState, Publication, Record, Records, Reference, Settings,
    Visibility,
};
use crate::language::Language;
use chrono::{Datelike, NaiveDate, NaiveTime};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The records that have a page in the archive, on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Archive {
    today: NaiveDate,
    shown: BTreeMap<Id, Document>,
    kinds: BTreeSet<Document>,
    /// The day of each, as far as it is known.
    days: BTreeMap<Id, NaiveDate>,
    /// The newest first; of one day, the latest hour, then by id.
    newest: Vec<Id>,
    years: BTreeMap<i32, Vec<Id>>,
    /// The topics that something is out of.
    topics: BTreeSet<Id>,
    /// The people who are told of, where there are pages of people.
    people: BTreeSet<Id>,
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

impl ArchivePage<'_> {
    /// The folders of the archive's own parts: meetings, articles, issues, topics, people, years, search. No record may be called so.
    pub const fn folders(language: Language) -> [&'static str; 7] {
        match language {
            Language::Danish => ["moeder", "nyheder", "nyhedsbreve", "emner", "personer", "aar", "soeg"],
            Language::English => ["meetings", "news", "newsletters", "topics", "people", "years", "search"],
        }
    }
}

impl Archive {
    /// What is out on that day: summaries, articles and issues that are approved or published, and the agendas of other meetings.
    pub fn of(records: &Records, today: NaiveDate) -> Self {
        let shown: BTreeMap<Id, Document> = records
            .all()
            .filter_map(|record| Some((record.id().clone(), shown(record, &records.settings, today)?)))
            .collect();
        let out: Vec<Record<'_>> = records.all().filter(|record| shown.contains_key(record.id())).collect();
        let is_told = |record: &Record<'_>| shown.get(record.id()) == Some(&record.own_document());
        // An issue that has no day yet is as new as what it brings.
        let day = |record: &Record<'_>| {
            let brought = || records.brought(*record).filter(is_told).filter_map(Record::changed).max();
            record.day().or_else(brought)
        };
        let days: BTreeMap<Id, NaiveDate> =
            out.iter().filter_map(|record| Some((record.id().clone(), day(record)?))).collect();
        let mut newest = out.clone();
        newest.sort_by_key(|record| (Reverse(days.get(record.id())), Reverse(start(*record)), record.id()));
        let newest: Vec<Id> = newest.into_iter().map(|record| record.id().clone()).collect();
        let mut years: BTreeMap<i32, Vec<Id>> = BTreeMap::new();
        for id in &newest {
            if let Some(day) = days.get(id) {
                years.entry(day.year()).or_default().push(id.clone());
            }
        }
        let topics = topics(records, &out, &shown);
        let people = if records.settings.people_pages == Some(true) { people(records, &out) } else { BTreeSet::new() };
        let kinds = shown.values().copied().collect();
        Self { today, shown, kinds, days, newest, years, topics, people }
    }

    /// The day.
    pub fn today(&self) -> NaiveDate {
        self.today
    }

    /// What of a record is shown; nothing where it has no page.
    pub fn document(&self, id: &Id) -> Option<Document> {
        self.shown.get(id).copied()
    }

    /// The day that a record is about, as far as it is known; of an issue that has none yet, the newest of what it brings.
    pub fn day(&self, id: &Id) -> Option<NaiveDate> {
        self.days.get(id).copied()
    }

    /// Whether a record's own document is out: a meeting that only its agenda is shown of is not told of.
    pub fn tells(&self, record: Record<'_>) -> bool {
        self.document(record.id()) == Some(record.own_document())
    }

    /// Whether any record is shown as that.
    pub fn has(&self, document: Document) -> bool {
        self.kinds.contains(&document)
    }

    /// Whether there is such a page.
    pub fn holds(&self, page: ArchivePage<'_>) -> bool {
        match page {
            ArchivePage::Record(record) | ArchivePage::Formerly(_, record) => self.shown.contains_key(record.id()),
            ArchivePage::Topic(id) => self.topics.contains(id),
            ArchivePage::Person(id) => self.people.contains(id),
            ArchivePage::Year(year) => self.years.contains_key(&year),
            _ => true,
        }
    }

    /// The records that have a page, the newest first; of one day, the latest hour, then by id.
    pub fn records<'a>(&self, records: &'a Records) -> Vec<Record<'a>> {
        self.newest.iter().filter_map(|id| records.record(id.as_str())).collect()
    }

    /// The same of one year.
    pub fn records_of<'a>(&self, year: i32, records: &'a Records) -> Vec<Record<'a>> {
        self.years.get(&year).into_iter().flatten().filter_map(|id| records.record(id.as_str())).collect()
    }

    /// The meetings that are still to be held, the next first.
    pub fn coming<'a>(&self, records: &'a Records) -> Vec<Record<'a>> {
        let mut coming = self.ahead(records);
        coming.retain(|record| matches!(record, Record::Meeting(_, meeting) if self.awaits(meeting)));
        coming
    }

    /// Whether a meeting is still to be held, and its day is known.
    pub fn awaits(&self, meeting: &Meeting) -> bool {
        meeting.date.day >= self.today && !meeting.is_off() && meeting.state() != MeetingState::Held
    }

    /// The meetings of today and later that were not held yet, the next first: also those that are put off or called off.
    pub fn ahead<'a>(&self, records: &'a Records) -> Vec<Record<'a>> {
        let is_ahead = |record: &Record<'_>| match record {
            Record::Meeting(_, meeting) => meeting.date.day >= self.today && meeting.state() != MeetingState::Held,
            _ => false,
        };
        let mut ahead: Vec<Record<'a>> = self.records(records).into_iter().filter(is_ahead).collect();
        ahead.sort_by_key(|record| (record.day(), start(*record), record.id()));
        ahead
    }

    /// The years that something is out from, the newest first.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.years.keys().rev().copied()
    }

    /// The topics that have a page: those that anything is out of.
    pub fn topics(&self) -> impl Iterator<Item = &Id> {
        self.topics.iter()
    }

    /// Every page; those of people only where the workspace asks for them.
    pub fn pages<'a>(&'a self, records: &'a Records) -> Vec<ArchivePage<'a>> {
        let mut pages = vec![
            ArchivePage::Front,
            ArchivePage::Meetings,
            ArchivePage::News,
            ArchivePage::Newsletters,
            ArchivePage::Topics,
            ArchivePage::Search,
            ArchivePage::NotFound,
        ];
        pages.extend(self.topics.iter().map(ArchivePage::Topic));
        pages.extend(self.people.iter().map(ArchivePage::Person));
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

fn shown(record: Record<'_>, settings: &Settings, today: NaiveDate) -> Option<Document> {
    let is_out = record.publication() != Publication::Draft && record.out_from().is_none_or(|day| day <= today);
    match record {
        _ if record.visibility(settings) != Visibility::Public => None,
        _ if is_out => Some(record.own_document()),
        Record::Meeting(..) => Some(Document::Agenda),
        Record::News(..) | Record::Newsletter(..) => None,
    }
}

/// When a meeting begins, as far as anybody may know it.
fn start(record: Record<'_>) -> Option<NaiveTime> {
    let Record::Meeting(_, meeting) = record else { return None };
    meeting.hours(|item| is_public(item.visibility)).map(|span| span.start)
}

fn is_public(visibility: Option<Visibility>) -> bool {
    visibility.unwrap_or_default() == Visibility::Public
}

/// The items of a meeting that anybody may see, without breaks.
fn public_items<'a>(record: Record<'a>) -> impl Iterator<Item = &'a AgendaItem> {
    let agenda: &[AgendaItem] = match record {
        Record::Meeting(_, meeting) => &meeting.agenda,
        Record::News(..) | Record::Newsletter(..) => &[],
    };
    agenda.iter().filter(|item| is_public(item.visibility) && item.kind != Some(ItemKind::Break))
}

fn topics(records: &Records, out: &[Record<'_>], shown: &BTreeMap<Id, Document>) -> BTreeSet<Id> {
    let mut found = BTreeSet::new();
    let mut add = |named: &Reference| found.extend(records.registry.topic(named).map(|(id, _)| id.clone()));
    for record in out {
        if let Record::News(_, article) = record {
            article.topics.iter().for_each(&mut add);
        }
        let is_told = shown.get(record.id()) == Some(&Document::Summary);
        for item in public_items(*record) {
            item.topics.iter().for_each(&mut add);
            let outputs = item.outputs.iter().filter(|output| is_told && is_public(output.visibility));
            outputs.flat_map(|output| output.follow_up.last()?.topic.as_ref()).for_each(&mut add);
        }
    }
    found
}

fn people(records: &Records, out: &[Record<'_>]) -> BTreeSet<Id> {
    let speakers = out.iter().flat_map(|record| public_items(*record)).flat_map(|item| item.speakers.iter());
    speakers.filter_map(|speaker| records.registry.person(speaker.person())).map(|(id, _)| id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::{Archive, Document};
    use crate::model::{Records, Registry};
    use chrono::NaiveDate;
    use serde_json::{Value, from_value, json};

    fn records(meetings: Value, news: Value, newsletters: Value) -> Records {
        let settings = json!({ "id": "x", "network": "N", "secretariat": "S", "people_pages": true });
        Records {
            registry: Registry {
                topics: from_value(json!({ "mitid": { "name": "MitID" }, "lov": { "name": "Loven" } })).unwrap(),
                people: from_value(json!({ "a": { "name": "A" }, "b": { "name": "B" } })).unwrap(),
                ..Registry::default()
            },
            meetings: from_value(meetings).unwrap(),
            news: from_value(news).unwrap(),
            newsletters: from_value(newsletters).unwrap(),
            ..Records::none(from_value(settings).unwrap())
        }
    }

    fn archive(records: &Records) -> Archive {
        Archive::of(records, NaiveDate::from_ymd_opt(2026, 6, 1).unwrap())
    }

    fn ids(records: &[crate::model::Record<'_>]) -> Vec<String> {
        records.iter().map(|record| record.id().to_string()).collect()
    }

    #[test]
    fn of_one_day_the_hour_counts_and_then_the_id() {
        let at = |time: &str| json!({ "title": "M", "date": "2026-09-10", "time": time });
        let records = records(json!({ "a": at("13-15"), "b": at("9-11"), "c": at("13-14") }), json!({}), json!({}));
        let archive = archive(&records);
        assert_eq!(ids(&archive.records(&records)), ["a", "c", "b"]);
        assert_eq!(ids(&archive.coming(&records)), ["b", "a", "c"]);
    }

    #[test]
    fn an_issue_to_a_list_that_does_not_rest_on_consent_is_for_those_who_are_on_it() {
        let issue = |more: Value| {
            let mut issue = json!({ "subject": "T", "date": "2026-05-01", "state": "published", "items": [] });
            issue.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            issue
        };
        let issues = json!({
            "a": issue(json!({ "list": "alle" })),
            "b": issue(json!({ "list": "os" })),
            "c": issue(json!({ "list": "os", "visibility": "public" })),
            "d": issue(json!({ "list": "alle", "visibility": "internal" })),
            "e": issue(json!({})),
        });
        let mut records = records(json!({}), json!({}), issues);
        let lists =
            json!({ "alle": { "title": "Alle", "basis": "consent" }, "os": { "title": "Os", "basis": "6.1.e" } });
        records.settings.lists = from_value(lists).unwrap();
        assert_eq!(ids(&archive(&records).records(&records)), ["a", "c", "e"]);
    }

    #[test]
    fn what_bears_a_day_to_come_is_not_out() {
        let article =
            |date: &str| json!({ "title": "T", "date": date, "state": "published", "lead": "L", "sections": [] });
        let issue = |date: &str| json!({ "subject": "T", "date": date, "state": "published", "items": [] });
        let meeting = |published: &str| json!({ "title": "M", "date": "2026-05-20", "summary": "published", "published": published });
        let records = records(
            json!({ "m1": meeting("2026-06-01"), "m2": meeting("2026-06-02") }),
            json!({ "n1": article("2026-06-01"), "n2": article("2026-06-02") }),
            json!({ "i1": issue("2026-06-01"), "i2": issue("2026-06-02") }),
        );
        let archive = archive(&records);
        let document = |id: &str| archive.document(records.record(id).unwrap().id());
        let shown = ["m1", "m2", "n1", "n2", "i1", "i2"].map(document);
        let out = [
            Some(Document::Summary),
            Some(Document::Agenda),
            Some(Document::News),
            None,
            Some(Document::Newsletter),
            None,
        ];
        assert_eq!(shown, out);
    }

    #[test]
    fn an_issue_without_a_day_has_that_of_the_newest_that_it_brings() {
        let article = json!({ "title": "T", "date": "2025-05-02", "state": "published", "lead": "L", "sections": [] });
        let issue = json!({ "subject": "T", "state": "published", "items": [{ "news": "n" }] });
        let meeting = json!({ "title": "M", "date": "2024-05-20" });
        let records = records(json!({ "m": meeting }), json!({ "n": article }), json!({ "i": issue }));
        let archive = archive(&records);
        assert_eq!(ids(&archive.records(&records)), ["i", "n", "m"]);
        assert_eq!(ids(&archive.records_of(2025, &records)), ["i", "n"]);
    }

    #[test]
    fn a_page_is_theirs_who_are_told_of_to_anybody() {
        let item = |person: &str, topic: &str, visibility: &str| json!({ "title": "P", "speakers": [person], "topics": [topic], "visibility": visibility });
        let meeting = json!({ "title": "M", "date": "2026-03-12", "agenda": [item("A", "MitID", "public"), item("B", "Loven", "internal")] });
        let draft = json!({ "title": "T", "date": "2026-05-02", "lead": "L", "sections": [], "topics": ["Loven"] });
        let records = records(json!({ "m": meeting }), json!({ "n": draft }), json!({}));
        let archive = archive(&records);
        assert_eq!(archive.topics().map(ToString::to_string).collect::<Vec<_>>(), ["mitid"]);
        assert_eq!(archive.people.iter().map(ToString::to_string).collect::<Vec<_>>(), ["a"]);
    }
}
