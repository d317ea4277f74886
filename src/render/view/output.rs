//! What came out of an item, as a template sees it: grouped by kind, in the order of the kinds.

use super::thread::EarlierView;
use super::{Desk, one_line};
use crate::model::{FollowUp, Output, OutputKind};
use serde::Serialize;

/// The outputs of one kind.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct OutputGroup {
    /// `suggestion`.
    kind: OutputKind,
    /// `Forslag`.
    title: String,
    /// In the order of the record.
    outputs: Vec<OutputView>,
}

/// One thing that came out of an item.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct OutputView {
    /// Its place in the item, from 0.
    at: usize,
    /// Its words.
    text: String,
    /// `bord 3, 12 stemmer`.
    details: Option<String>,
    /// Who has it.
    owner: Option<String>,
    /// By when: `den 1. maj 2026`.
    due: Option<String>,
    /// The day of `due`, for machines.
    due_datetime: Option<String>,
    /// How far it has come: `I gang (den 2. april 2026): Drøftet med ministeriet`.
    state: Option<String>,
    /// The earlier outputs that it grew out of.
    came_from: Vec<EarlierView>,
}

impl Desk<'_> {
    /// The outputs that these readers see.
    pub(super) fn outputs(&self, outputs: &[Output]) -> Vec<OutputGroup> {
        let group = |kind| {
            let seen = outputs.iter().enumerate();
            let seen = seen.filter(|(_, output)| output.kind == kind && self.shows(output.visibility));
            let outputs: Vec<OutputView> = seen.map(|(at, output)| self.output(at, output)).collect();
            let title = match kind {
                OutputKind::Suggestion => "output-suggestions",
                OutputKind::Question => "output-questions",
                OutputKind::Wish => "output-wishes",
                OutputKind::Decision => "output-decisions",
                OutputKind::Action => "output-actions",
            };
            (!outputs.is_empty()).then(|| OutputGroup { kind, title: self.say(title), outputs })
        };
        OutputKind::ALL.into_iter().filter_map(group).collect()
    }

    fn output(&self, at: usize, output: &Output) -> OutputView {
        let table = output.table.map(|table| self.say_with("output-table", &[("table", &table.to_string())]));
        let votes = output.votes.map(|votes| self.count("output-votes", votes));
        let details: Vec<String> = table.into_iter().chain(votes).collect();
        OutputView {
            at,
            text: one_line(&output.text),
            details: (!details.is_empty()).then(|| details.join(", ")),
            owner: output.owner.as_ref().map(|owner| self.somebody(owner)),
            due: output.due.as_ref().map(|due| self.in_sentence(due)),
            due_datetime: output.due.as_ref().and_then(|due| self.when(due).datetime),
            state: output.follow_up.last().map(|entry| self.follow_up(entry)),
            came_from: output.came_from.iter().filter_map(|earlier| self.earlier(earlier)).collect(),
        }
    }

    fn follow_up(&self, entry: &FollowUp) -> String {
        let mut words = self.say(entry.state.code());
        if let Some(at) = &entry.at {
            words.push_str(&format!(" ({})", self.in_sentence(at)));
        }
        let topic = entry.topic.as_ref().and_then(|topic| self.topic_name(topic));
        let told: Vec<String> = entry.note.as_deref().map(one_line).into_iter().chain(topic).collect();
        if !told.is_empty() {
            words.push_str(&format!(": {}", told.join(" – ")));
        }
        words
    }
}
