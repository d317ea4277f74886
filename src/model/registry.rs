//! Whom and what the records name.

use super::{EarlierOutput, Id, List, PartialDate, Reference};
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Everything under `registry/`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Registry {
    /// `people.yaml`.
    pub people: BTreeMap<Id, Person>,
    /// `organisations.yaml`.
    pub organisations: BTreeMap<Id, Organisation>,
    /// `topics.yaml`.
    pub topics: BTreeMap<Id, Topic>,
    /// `materials.yaml`.
    pub materials: BTreeMap<Id, Material>,
    /// `earlier.yaml`.
    pub earlier: BTreeMap<Id, EarlierOutput>,
}

impl Registry {
    /// The person of that id or name.
    pub fn person(&self, reference: &Reference) -> Option<(&Id, &Person)> {
        find(&self.people, reference, |person| [Some(person.name.as_str()), None], |_| &[])
    }

    /// The organisation of that id, name, short name or other name.
    pub fn organisation(&self, reference: &Reference) -> Option<(&Id, &Organisation)> {
        find(&self.organisations, reference, |it| [Some(it.name.as_str()), it.short.as_deref()], |it| &it.also)
    }

    /// The topic of that id, name, short name or other name.
    pub fn topic(&self, reference: &Reference) -> Option<(&Id, &Topic)> {
        find(&self.topics, reference, |it| [Some(it.name.as_str()), it.short.as_deref()], |it| &it.also)
    }

    /// The material of that id or title.
    pub fn material(&self, reference: &Reference) -> Option<(&Id, &Material)> {
        find(&self.materials, reference, |it| [Some(it.title.as_str()), None], |_| &[])
    }
}

impl Topic {
    /// Whether a reference can mean this topic, whose id is that: by id, name, short name or other name.
    pub fn is_called(&self, id: &Id, reference: &Reference) -> bool {
        let wanted = reference.0.trim();
        let mut names = [Some(self.name.as_str()), self.short.as_deref()].into_iter().flatten();
        id.as_str() == wanted || names.any(|name| name == wanted) || self.also.iter().any(|name| name == wanted)
    }
}

/// The entry whose id the reference is, else the first by id that bears the name.
fn find<'a, T>(
    entries: &'a BTreeMap<Id, T>,
    reference: &Reference,
    names: impl Fn(&'a T) -> [Option<&'a str>; 2],
    also: impl Fn(&'a T) -> &'a [String],
) -> Option<(&'a Id, &'a T)> {
    let wanted = reference.0.trim();
    entries.get_key_value(wanted).or_else(|| {
        entries.iter().find(|(_, entry)| {
            names(entry).into_iter().flatten().any(|name| name == wanted)
                || also(entry).iter().any(|name| name == wanted)
        })
    })
}

/// A person who speaks, chairs or is named.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// The name.
    pub name: String,
    /// Today's title, in lower case as it stands in a sentence.
    pub title: Option<String>,
    /// Today's organisation.
    pub organisation: Option<Reference>,
}

/// An organisation.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// The name.
    pub name: String,
    /// The short name.
    pub short: Option<String>,
    /// What stands between a title and the name: `ved`, `i`; `fra` if absent.
    pub preposition: Option<String>,
    /// Its home page.
    pub url: Option<String>,
    /// Whether it is a member of the network.
    pub member: Option<bool>,
    /// The organisation that it is a part of.
    pub part_of: Option<Reference>,
    /// Other names, so that a check can tell a slip from a new name.
    #[serde(default)]
    pub also: List<String>,
}

/// What the network follows through the years.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    /// The name.
    pub name: String,
    /// What kind of thing.
    pub kind: Option<TopicKind>,
    /// The short name.
    pub short: Option<String>,
    /// Other names.
    #[serde(default)]
    pub also: List<String>,
    /// Where one reads more.
    pub url: Option<String>,
    /// What it is.
    pub about: Option<String>,
    /// How far it has come; free words are allowed.
    pub state: Option<String>,
    /// Its dates.
    #[serde(default)]
    pub dates: List<TopicDate>,
    /// Outputs that it grew out of.
    #[serde(default)]
    pub came_from: List<Reference>,
}

/// What kind of topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TopicKind {
    /// A project.
    Project,
    /// A solution.
    Solution,
    /// A strategy.
    Strategy,
    /// A bill.
    Bill,
    /// A platform.
    Platform,
    /// A campaign.
    Campaign,
}

/// A date of a topic.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TopicDate {
    /// When, as short as what is known.
    pub date: PartialDate,
    /// What happens then.
    pub what: String,
}

/// Something the network hands out.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Material {
    /// The title.
    pub title: String,
    /// What kind of thing.
    pub kind: Option<MaterialKind>,
    /// The file, from the workspace's root.
    #[serde(default, deserialize_with = "super::file::maybe_path")]
    pub file: Option<String>,
    /// Or where it stands.
    pub url: Option<String>,
    /// Who made it.
    pub made_by: Option<Reference>,
    /// With whom.
    #[serde(default)]
    pub made_with: List<Reference>,
    /// What it is.
    pub about: Option<String>,
}

/// What kind of material.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MaterialKind {
    /// A leaflet.
    Leaflet,
    /// A film.
    Film,
    /// A guide.
    Guide,
    /// Slides.
    Slides,
}
