//! One article.

use super::{Allowance, Id, Image, Link, List, PartialDate, Prose, Publication, Reference, WrittenDate};
use crate::language::Language;
use schemars::JsonSchema;
use serde::Deserialize;

/// An article, as `news/<id>.yaml` holds it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewsArticle {
    /// Its heading.
    pub title: String,
    /// The series that it belongs to.
    pub series: Option<String>,
    /// Its day.
    pub date: WrittenDate,
    /// How far it has come.
    pub state: Option<Publication>,
    /// Its category.
    pub category: Option<String>,
    /// Its opening sentence.
    pub lead: String,
    /// Its parts, in reading order.
    #[serde(deserialize_with = "super::list::present")]
    pub sections: List<Section>,
    /// The box about somebody.
    pub about_box: Option<AboutBox>,
    /// What it is about, among the topics that the network follows.
    #[serde(default)]
    pub topics: List<Reference>,
    /// Whom it concerns, in free words.
    #[serde(default)]
    pub audience: List<String>,
    /// Pictures.
    #[serde(default)]
    pub images: List<Image>,
    /// Links.
    #[serde(default)]
    pub links: List<Link>,
    /// Materials.
    #[serde(default)]
    pub materials: List<Reference>,
    /// A train-the-trainer effort, where the article tells of one.
    pub partnership: Option<Partnership>,
    /// Where it stands, when another system publishes it.
    pub published_at: Option<String>,
    /// Earlier stems of the file.
    #[serde(default)]
    pub formerly: List<Id>,
    /// The language of the record, where it is not the workspace's.
    pub language: Option<Language>,
    /// Findings that may stand.
    #[serde(default)]
    pub allow: List<Allowance>,
}

/// A part of an article.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Its heading.
    pub title: Option<String>,
    /// Its text.
    pub said: Option<Prose>,
    /// What somebody said, word for word.
    pub quote: Option<Quote>,
}

/// Somebody's own words.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The words.
    pub text: String,
    /// Whose: a person, or with `as` a name that no registry has.
    pub by: Reference,
    /// Who an unregistered name is: `frivillig i Eksempelby`.
    #[serde(rename = "as")]
    pub role: Option<String>,
}

/// The box about somebody.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AboutBox {
    /// Its heading.
    pub title: String,
    /// Its text.
    pub said: Prose,
}

/// An effort in which some are taught so that they can teach others.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Partnership {
    /// Who.
    #[serde(default)]
    pub partners: List<Reference>,
    /// Where and when.
    #[serde(default)]
    pub rounds: List<PartnershipRound>,
}

/// One round of a partnership.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PartnershipRound {
    /// Where.
    pub place: Option<String>,
    /// Whether it has been.
    pub state: Option<RoundState>,
    /// When.
    pub date: Option<PartialDate>,
    /// How many were taught.
    pub trained: Option<u32>,
    /// How many they reached.
    pub reached: Option<u32>,
}

/// Whether a round has been.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundState {
    /// To come.
    Planned,
    /// Been.
    Held,
}
