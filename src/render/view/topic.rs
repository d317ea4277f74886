//! Topics as a template sees them: what the network follows, and the dates that matter.

use super::day::When;
use super::link::LinkView;
use super::{Desk, one_line};
use crate::model::{Reference, TopicKind};
use serde::Serialize;

/// A topic of an item or an article.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct TopicView {
    /// What it is called, as it was named.
    pub(super) name: String,
    /// `lovforslag`.
    kind: Option<String>,
    /// What it is, in a sentence or two.
    pub(super) about: Option<String>,
    /// Where one reads more.
    pub(super) link: Option<LinkView>,
    /// What happens when.
    pub(super) dates: Vec<TopicDateView>,
}

impl TopicView {
    /// Whether there is more to it than its name.
    pub(super) fn tells(&self) -> bool {
        self.about.is_some() || self.link.is_some() || !self.dates.is_empty()
    }
}

/// A date of a topic.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct TopicDateView {
    /// When.
    when: When,
    /// What happens then.
    what: String,
}

impl Desk<'_> {
    /// The topics of an item, those that have something to tell.
    pub(super) fn topics(&self, topics: &[Reference]) -> Vec<TopicView> {
        topics.iter().filter_map(|topic| self.topic(topic)).collect()
    }

    /// A topic; nothing where the registry has none of that name.
    pub(super) fn topic(&self, named: &Reference) -> Option<TopicView> {
        let (_, topic) = self.records.registry.topic(named)?;
        let name = one_line(&topic.name);
        let url = topic.url.as_deref().and_then(|url| self.addresses.link(url));
        let dates = topic.dates.iter().map(|date| TopicDateView {
            when: self.when(&date.date),
            what: one_line(date.what.trim_end_matches('.')),
        });
        Some(TopicView {
            kind: topic.kind.map(|kind| self.topic_kind(kind)),
            about: topic.about.as_deref().map(one_line).filter(|about| !about.is_empty()),
            link: url.map(|url| LinkView { text: name.clone(), url: Some(url), note: None }),
            dates: dates.collect(),
            name,
        })
    }

    fn topic_kind(&self, kind: TopicKind) -> String {
        self.say(match kind {
            TopicKind::Project => "topic-project",
            TopicKind::Solution => "topic-solution",
            TopicKind::Strategy => "topic-strategy",
            TopicKind::Bill => "topic-bill",
            TopicKind::Platform => "topic-platform",
            TopicKind::Campaign => "topic-campaign",
        })
    }
}
