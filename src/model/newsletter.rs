//! One issue of the newsletter.

use super::{Allowance, Id, Link, List, Meeting, Prose, Publication, Reference, Visibility, WrittenDate};
use crate::language::Language;
use schemars::JsonSchema;
use serde::Deserialize;

/// An issue, as `newsletters/<id>.yaml` holds it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Newsletter {
    /// The mail's subject, and the heading.
    pub subject: String,
    /// The line that mail programs show after the subject.
    pub preheader: Option<String>,
    /// The day it goes out; absent until known.
    pub date: Option<WrittenDate>,
    /// How far it has come.
    pub state: Option<Publication>,
    /// The list it goes to.
    pub list: Option<Id>,
    /// Its opening.
    pub intro: Option<Prose>,
    /// What it brings, in order.
    #[serde(deserialize_with = "super::list::present")]
    pub items: List<NewsletterItem>,
    /// Where it stands, when another system publishes it.
    pub published_at: Option<String>,
    /// Earlier stems of the file.
    #[serde(default)]
    pub formerly: List<Id>,
    /// The language of the record, where it is not the workspace's.
    pub language: Option<Language>,
    /// Who may read it; as its list is, if absent.
    pub visibility: Option<Visibility>,
    /// Findings that may stand.
    #[serde(default)]
    pub allow: List<Allowance>,
}

impl Newsletter {
    /// Whether an item about that meeting calls people to it, or says that it is off: it is still to come on the day of the issue, or,
    /// where that is not known, nothing is told of it yet.
    pub fn calls_to(&self, meeting: &Meeting) -> bool {
        match &self.date {
            Some(date) if meeting.date.day == date.day => meeting.awaits_summary(),
            Some(date) => meeting.date.day > date.day || meeting.is_untold() && meeting.is_off(),
            None => meeting.is_untold(),
        }
    }
}

/// One item: a meeting, an article, a material, or words of its own.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewsletterItem {
    /// A meeting: its summary, or its agenda in an issue that goes out before it.
    pub meeting: Option<Reference>,
    /// An article.
    pub news: Option<Reference>,
    /// How much of it; a teaser if absent.
    pub show: Option<Show>,
    /// A material.
    pub material: Option<Reference>,
    /// The heading of an item of its own.
    pub title: Option<String>,
    /// Its text.
    pub said: Option<Prose>,
    /// Its links.
    #[serde(default)]
    pub links: List<Link>,
}

/// What an item of a newsletter is about.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ItemSubject<'a> {
    /// A meeting's summary, or its agenda before it.
    Meeting(&'a Reference),
    /// An article.
    News(&'a Reference),
    /// A material.
    Material(&'a Reference),
    /// Words of its own, under this heading.
    Own(&'a str),
}

impl NewsletterItem {
    /// What the item is about; nothing where it names none, or more than one.
    pub fn subject(&self) -> Option<ItemSubject<'_>> {
        match (&self.meeting, &self.news, &self.material, &self.title) {
            (Some(meeting), None, None, None) => Some(ItemSubject::Meeting(meeting)),
            (None, Some(news), None, None) => Some(ItemSubject::News(news)),
            (None, None, Some(material), None) => Some(ItemSubject::Material(material)),
            (None, None, None, Some(title)) => Some(ItemSubject::Own(title)),
            _ => None,
        }
    }
}

/// How much of a record a newsletter shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Show {
    /// Title, intro and link.
    #[default]
    Teaser,
    /// All of it.
    Whole,
}
