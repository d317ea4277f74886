//! One meeting: before it an agenda, after it a summary.

use super::{
    Allowance, Id, Image, Link, List, Output, PartialDate, Prose, Publication, Reference, TimeSpan, Visibility,
    WrittenDate,
};
use crate::language::Language;
use schemars::JsonSchema;
use serde::Deserialize;

/// A meeting, as `meetings/<id>.yaml` holds it.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Meeting {
    /// The calendar entry's own name, made by `new`.
    pub uid: Option<String>,
    /// What the meeting is called.
    pub title: String,
    /// The day, as it stands today.
    pub date: WrittenDate,
    /// From when to when.
    pub time: Option<TimeSpan>,
    /// The organisation that lends the room.
    pub host: Option<Reference>,
    /// The address.
    pub place: Option<String>,
    /// Where one takes part from afar.
    pub online: Option<String>,
    /// Who leads it.
    pub chair: Option<Reference>,
    /// Before the meeting: opens agenda and invitation.
    pub about: Option<Prose>,
    /// The last day to answer the invitation.
    pub reply_by: Option<WrittenDate>,
    /// How many there is room for.
    pub seats: Option<u32>,
    /// After the meeting: opens the summary.
    pub intro: Option<Prose>,
    /// How many came.
    pub attended: Option<u32>,
    /// What happened to the meeting; the last entry is its state.
    #[serde(default)]
    pub log: List<LogEntry>,
    /// How far the summary has come.
    pub summary: Option<Publication>,
    /// The day the summary came out.
    pub published: Option<WrittenDate>,
    /// Where it stands, when another system publishes it.
    pub published_at: Option<String>,
    /// Earlier stems of the file; links to them still hold.
    #[serde(default)]
    pub formerly: List<Id>,
    /// The language of the record, where it is not the workspace's.
    pub language: Option<Language>,
    /// Pictures of the whole day.
    #[serde(default)]
    pub images: List<Image>,
    /// Links of the whole day.
    #[serde(default)]
    pub links: List<Link>,
    /// Materials of the whole day.
    #[serde(default)]
    pub materials: List<Reference>,
    /// Slides of the whole day.
    pub slides: Option<Slides>,
    /// The items, in order.
    #[serde(default)]
    pub agenda: List<AgendaItem>,
    /// When the network meets next, in free words or a date.
    pub next_meeting: Option<String>,
    /// Who may know of the meeting.
    pub visibility: Option<Visibility>,
    /// Findings that may stand.
    #[serde(default)]
    pub allow: List<Allowance>,
}

impl Meeting {
    /// What the log says last; `planned` where it says nothing. A meeting that was put off and has another day since is moved.
    pub fn state(&self) -> MeetingState {
        let Some(last) = self.log.last() else { return MeetingState::Planned };
        let was = last.was.filter(|_| last.state == MeetingState::Postponed);
        let has_another_day = was.is_some_and(|was| !was.covers(self.date.day));
        if has_another_day { MeetingState::Moved } else { last.state }
    }

    /// Whether it is held and anything of it is told that anybody may read.
    pub fn is_told(&self) -> bool {
        let is_public = |visibility: Option<Visibility>| visibility.unwrap_or_default() == Visibility::Public;
        let mut items = self.agenda.iter().filter(|item| is_public(item.visibility));
        let tells = |item: &AgendaItem| item.said.is_some() || item.outputs.iter().any(|it| is_public(it.visibility));
        self.state() == MeetingState::Held && (self.intro.is_some() || items.any(tells))
    }

    /// Whether nothing is told of it yet: its summary is a draft with nothing in it.
    pub fn is_untold(&self) -> bool {
        self.publication() == Publication::Draft && !self.is_told()
    }

    /// Whether there is nothing to sum up yet: nothing is told of it, nor was it held.
    pub fn awaits_summary(&self) -> bool {
        self.is_untold() && self.state() != MeetingState::Held
    }

    /// Whether it is put off or called off, so that there is nothing to come to.
    pub fn is_off(&self) -> bool {
        matches!(self.state(), MeetingState::Postponed | MeetingState::Cancelled)
    }

    /// How far the summary has come.
    pub fn publication(&self) -> Publication {
        self.summary.unwrap_or_default()
    }
}

/// One entry of a meeting's log.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogEntry {
    /// When it happened, as far as it is known.
    pub at: Option<PartialDate>,
    /// What the meeting became.
    pub state: MeetingState,
    /// The date before, as far as it is known.
    pub was: Option<PartialDate>,
    /// Why.
    pub reason: Option<String>,
}

/// What has become of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MeetingState {
    /// It is to be held.
    Planned,
    /// Put off, with no new date yet.
    Postponed,
    /// Put on another day.
    Moved,
    /// Called off.
    Cancelled,
    /// Held.
    Held,
}

/// One entry of the agenda.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AgendaItem {
    /// Its heading.
    pub title: String,
    /// Its name in links; made from the title if absent.
    pub id: Option<Id>,
    /// What kind of item; a talk if absent.
    pub kind: Option<ItemKind>,
    /// From when to when.
    pub time: Option<TimeSpan>,
    /// How long, in minutes, where the hour is open.
    pub minutes: Option<u32>,
    /// Who speaks.
    #[serde(default)]
    pub speakers: List<Speaker>,
    /// What it is about, among the topics that the network follows.
    #[serde(default)]
    pub topics: List<Reference>,
    /// Before the meeting.
    pub about: Option<Prose>,
    /// After it.
    pub said: Option<Prose>,
    /// The workshop's question.
    pub workshop: Option<String>,
    /// The plenary's question.
    pub plenary: Option<String>,
    /// The round table's question.
    pub round_table: Option<String>,
    /// What came out of it.
    #[serde(default)]
    pub outputs: List<Output>,
    /// Earlier outputs that this item tells the outcome of.
    #[serde(default)]
    pub reports_on: List<Reference>,
    /// Links.
    #[serde(default)]
    pub links: List<Link>,
    /// Pictures.
    #[serde(default)]
    pub images: List<Image>,
    /// Slides.
    pub slides: Option<Slides>,
    /// What was handed out.
    #[serde(default)]
    pub materials: List<Reference>,
    /// Who may see the item.
    pub visibility: Option<Visibility>,
}

/// What an item is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ItemKind {
    /// The network is told something.
    Orientation,
    /// Somebody speaks.
    #[default]
    Talk,
    /// The network talks.
    Discussion,
    /// The network decides.
    Decision,
    /// Coffee.
    Break,
    /// Any other business.
    AnyOtherBusiness,
}

/// Somebody's appearance at an item: a name on a line, or a map with what was held on that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// A person or an organisation by name; title and organisation are today's.
    Named(Reference),
    /// With the title and organisation of that day.
    Appearing(Appearance),
}

impl Speaker {
    /// Who it is.
    pub fn person(&self) -> &Reference {
        match self {
            Self::Named(person) => person,
            Self::Appearing(appearance) => &appearance.person,
        }
    }
}

/// A speaker with the title and organisation held on that day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Appearance {
    /// The person.
    pub person: Reference,
    /// The title on that day.
    pub title: Option<String>,
    /// The organisation on that day.
    pub organisation: Option<Reference>,
}

/// Slides: asked for by mail, or a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slides {
    /// Sent to whoever asks.
    OnRequest,
    /// A file of the workspace.
    File(SlidesFile),
}

/// A file of slides, and who may see it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlidesFile {
    /// The file, from the workspace's root.
    #[serde(deserialize_with = "super::file::path")]
    pub file: String,
    /// Who may see it.
    pub visibility: Option<Visibility>,
}
