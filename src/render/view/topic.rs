//! The dates of a topic as a template sees them.

use super::day::When;
use super::{Desk, one_line};
use crate::model::{Reference, TopicDate};
use serde::Serialize;

/// A date of a topic.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct TopicDateView {
    /// When.
    when: When,
    /// What happens then.
    what: String,
}

impl Desk<'_> {
    /// What happens when.
    pub(super) fn topic_date(&self, date: &TopicDate) -> TopicDateView {
        TopicDateView { when: self.when(&date.date), what: one_line(date.what.trim_end().trim_end_matches('.')) }
    }

    /// What a topic is called.
    pub(super) fn topic_name(&self, named: &Reference) -> Option<String> {
        self.records.registry.topic(named).map(|(_, topic)| one_line(&topic.name))
    }
}
