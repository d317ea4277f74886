//! What came out of an item, and what became of it.

use super::{Id, List, PartialDate, Reference, Visibility};
use crate::language::slug::slug;
use schemars::JsonSchema;
use serde::Deserialize;

/// One thing that came out of an item. Written as a line, or as a map whose first key is its kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Output {
    /// What kind of thing.
    pub kind: OutputKind,
    /// Its words.
    pub text: String,
    /// Its name in links; made from the text if absent.
    pub id: Option<Id>,
    /// Who has it.
    pub owner: Option<Reference>,
    /// By when.
    pub due: Option<PartialDate>,
    /// At which table it was said.
    pub table: Option<u32>,
    /// How many votes it had.
    pub votes: Option<u32>,
    /// Earlier outputs that it grew out of.
    pub came_from: List<Reference>,
    /// What happened to it; the last entry is its state.
    pub follow_up: List<FollowUp>,
    /// Who may see it.
    pub visibility: Option<Visibility>,
}

impl Output {
    /// How far it has come: what the last entry of its log says.
    pub fn state(&self) -> OutputState {
        self.follow_up.last().map_or(OutputState::Open, |entry| entry.state)
    }

    /// Its name in links: its id, else one made from its text.
    pub fn link_id(&self) -> String {
        self.id.as_ref().map_or_else(|| slug(&self.text), ToString::to_string)
    }
}

/// What kind of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OutputKind {
    /// Somebody suggests.
    #[default]
    Suggestion,
    /// Somebody asks.
    Question,
    /// Somebody wishes.
    Wish,
    /// The network has decided.
    Decision,
    /// Somebody is to do it.
    Action,
}

impl OutputKind {
    /// Every kind, in the order of the design.
    pub const ALL: [Self; 5] = [Self::Suggestion, Self::Question, Self::Wish, Self::Decision, Self::Action];

    /// The key that the kind has in a map.
    pub fn key(self) -> &'static str {
        match self {
            Self::Suggestion => "suggestion",
            Self::Question => "question",
            Self::Wish => "wish",
            Self::Decision => "decision",
            Self::Action => "action",
        }
    }
}

/// One entry of an output's follow-up.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    /// When.
    pub at: Option<PartialDate>,
    /// What it became.
    pub state: OutputState,
    /// In whose words.
    pub note: Option<String>,
    /// The topic that it went into.
    pub topic: Option<Reference>,
}

/// How far an output has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OutputState {
    /// Nobody has it yet.
    Open,
    /// Somebody has it.
    TakenUp,
    /// Under way.
    InProgress,
    /// Something came of it.
    Done,
    /// Nothing will.
    Declined,
}

impl OutputState {
    /// Every state, from the first to the last.
    pub const ALL: [Self; 5] = [Self::Open, Self::TakenUp, Self::InProgress, Self::Done, Self::Declined];

    /// Its name in a record.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::TakenUp => "taken_up",
            Self::InProgress => "in_progress",
            Self::Done => "done",
            Self::Declined => "declined",
        }
    }

    /// The name of the words for it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Open => "state-open",
            Self::TakenUp => "state-taken-up",
            Self::InProgress => "state-in-progress",
            Self::Done => "state-done",
            Self::Declined => "state-declined",
        }
    }
}

/// An output of which no meeting is recorded; its whole id is `earlier/<key>`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EarlierOutput {
    /// Its words.
    pub text: String,
    /// When it was said, in free words.
    pub when: Option<String>,
}
