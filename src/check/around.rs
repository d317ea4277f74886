//! All that a file stands among, made ready once: who bears which name, which day has which meetings.

use super::Facts;
use super::agenda::whereabouts;
use crate::language::nearest::nearest;
use crate::model::{Id, Interval, MeetingState, Record, Records, Reference};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// The workspace, from where a rule stands.
pub(crate) struct Around<'a> {
    pub records: &'a Records,
    pub facts: &'a Facts,
    people: Shelf<'a>,
    organisations: Shelf<'a>,
    topics: Shelf<'a>,
    materials: Shelf<'a>,
    appearances: BTreeMap<(NaiveDate, &'a Id), Vec<Appearing<'a>>>,
    owners: BTreeMap<&'a Id, Vec<Record<'a>>>,
}

/// When somebody speaks at a meeting that is or was to take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Appearing<'a> {
    pub meeting: &'a Id,
    pub when: Interval,
}

/// Where a name is looked up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    Person,
    Organisation,
    /// A person, or an organisation that speaks for itself.
    Speaker,
    Topic,
    Material,
}

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found<'a> {
    One(&'a Id),
    /// More than one entry bears it.
    Several(Vec<&'a Id>),
    Nobody,
    /// Nobody, but the file that could have it could not be read.
    Unknown,
}

/// The entries of one registry file by every name that they bear, and by id.
struct Shelf<'a> {
    names: BTreeMap<&'a str, Vec<&'a Id>>,
    is_whole: bool,
}

impl<'a> Shelf<'a> {
    fn new<T>(entries: &'a BTreeMap<Id, T>, is_whole: bool, names_of: impl Fn(&'a T) -> Vec<&'a str>) -> Self {
        let mut names: BTreeMap<&str, Vec<&Id>> = BTreeMap::new();
        for (id, entry) in entries {
            for name in names_of(entry) {
                let bearers = names.entry(name.trim()).or_default();
                if bearers.last() != Some(&id) {
                    bearers.push(id);
                }
            }
        }
        // A whole id wins over a name.
        names.extend(entries.keys().map(|id| (id.as_str(), vec![id])));
        Self { names, is_whole }
    }

    fn bearers(&self, name: &str) -> &[&'a Id] {
        self.names.get(name).map_or(&[], Vec::as_slice)
    }
}

impl<'a> Around<'a> {
    pub fn new(records: &'a Records, facts: &'a Facts) -> Self {
        let registry = &records.registry;
        let is_whole = |file: &str| is_whole(records, file);
        let also = |list: &'a [String]| list.iter().map(String::as_str);
        let mut owners: BTreeMap<&Id, Vec<Record<'_>>> = BTreeMap::new();
        for record in records.all() {
            owners.entry(record.id()).or_default().push(record);
            for earlier in record.formerly() {
                owners.entry(earlier).or_default().push(record);
            }
        }
        let mut around = Self {
            records,
            facts,
            people: Shelf::new(&registry.people, is_whole("registry/people.yaml"), |it| vec![&it.name]),
            organisations: Shelf::new(&registry.organisations, is_whole("registry/organisations.yaml"), |it| {
                [it.name.as_str()].into_iter().chain(it.short.as_deref()).chain(also(&it.also)).collect()
            }),
            topics: Shelf::new(&registry.topics, is_whole("registry/topics.yaml"), |it| {
                [it.name.as_str()].into_iter().chain(it.short.as_deref()).chain(also(&it.also)).collect()
            }),
            materials: Shelf::new(&registry.materials, is_whole("registry/materials.yaml"), |it| vec![&it.title]),
            appearances: BTreeMap::new(),
            owners,
        };
        around.note_appearances();
        around
    }

    fn note_appearances(&mut self) {
        for (id, meeting) in &self.records.meetings {
            if matches!(meeting.state(), MeetingState::Cancelled | MeetingState::Postponed) {
                continue;
            }
            for (item, when) in meeting.agenda.iter().zip(whereabouts(meeting)) {
                let Some(when) = when else { continue };
                for speaker in &item.speakers {
                    if let Found::One(who) = self.find(Named::Speaker, speaker.person()) {
                        let day = self.appearances.entry((meeting.date.day, who)).or_default();
                        day.push(Appearing { meeting: id, when });
                    }
                }
            }
        }
    }

    /// Who bears a name.
    pub fn find(&self, named: Named, reference: &Reference) -> Found<'a> {
        let name = reference.0.trim();
        let shelves = self.shelves(named);
        let mut bearers: Vec<&Id> = shelves.iter().flat_map(|shelf| shelf.bearers(name)).copied().collect();
        bearers.dedup();
        match bearers[..] {
            [one] => Found::One(one),
            [] if shelves.iter().all(|shelf| shelf.is_whole) => Found::Nobody,
            [] => Found::Unknown,
            _ => Found::Several(bearers),
        }
    }

    /// The known name that is most like one that nobody bears.
    pub fn nearest(&self, named: Named, reference: &Reference) -> Option<&'a str> {
        let names = self.shelves(named).into_iter().flat_map(|shelf| shelf.names.keys().copied());
        // Names before ids: who wrote a name meant one.
        let (mut names, ids): (Vec<_>, Vec<_>) = names.partition(|name| Id::parse(name).is_err());
        names.extend(ids);
        nearest(&reference.0, names.iter().copied()).or_else(|| only_one_with(&reference.0, &names))
    }

    fn shelves(&self, named: Named) -> Vec<&Shelf<'a>> {
        match named {
            Named::Person => vec![&self.people],
            Named::Organisation => vec![&self.organisations],
            Named::Speaker => vec![&self.people, &self.organisations],
            Named::Topic => vec![&self.topics],
            Named::Material => vec![&self.materials],
        }
    }

    /// When somebody speaks on a day, at meetings that are not called off, by the meetings' ids.
    pub fn appearances(&self, day: NaiveDate, who: &'a Id) -> &[Appearing<'a>] {
        self.appearances.get(&(day, who)).map_or(&[], Vec::as_slice)
    }

    /// The records that bear an id, now or earlier.
    pub fn owners(&self, id: &Id) -> &[Record<'a>] {
        self.owners.get(id).map_or(&[], Vec::as_slice)
    }

    /// Whether every file of a folder of records was read.
    pub fn is_whole(&self, folder: &str) -> bool {
        let lies_there = |file: &String| file.split('/').next() == Some(folder);
        !self.records.unread.iter().any(lies_there) && !self.records.partial.keys().any(lies_there)
    }
}

/// The only name that has every word of another: `Birthe` may be Birthe Holm, if no other Birthe is known.
fn only_one_with<'a>(part: &str, names: &[&'a str]) -> Option<&'a str> {
    let wanted: Vec<&str> = part.split_whitespace().collect();
    let has_all = |name: &&&str| wanted.iter().all(|word| name.split_whitespace().any(|known| known == *word));
    let mut fitting = names.iter().filter(has_all);
    let (first, second) = (fitting.next()?, fitting.next());
    (second.is_none() && !wanted.is_empty()).then_some(first)
}

/// Whether all of a file is known: `registry/people.yaml`, `opsamling.yaml`.
pub(super) fn is_whole(records: &Records, file: &str) -> bool {
    let folder = file.split_inclusive('/').next().unwrap_or_default();
    !records.unread.contains(file) && !records.unread.contains(folder) && !records.partial.contains_key(file)
}
