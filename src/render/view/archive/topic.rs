//! A topic's thread through the years: what the network said, when, and what came of it.

use super::listing::{Group, Listing};
use super::teaser::Teaser;
use crate::model::{AgendaItem, Archive, Id, Record, Reference, Topic};
use crate::render::view::link::LinkView;
use crate::render::view::summary::Fact;
use crate::render::view::{Desk, capitalised, one_line};
use chrono::Datelike;

impl Desk<'_> {
    /// Everything that is out and is about a topic, the newest year first.
    pub(super) fn topic_thread(&self, id: &Id, archive: &Archive) -> Option<Listing> {
        let topic = self.records.registry.topics.get(id)?;
        let mut listing = self.empty(one_line(&topic.name));
        listing.kicker = Some(topic.kind.map_or_else(|| self.say("archive-topic"), |kind| self.topic_kind(kind)));
        listing.about = topic.about.as_deref().map(one_line);
        listing.facts = self.topic_facts(topic);
        let url = topic.url.as_deref().and_then(|url| self.addresses.link(url));
        listing.links = url.into_iter().map(|url| self.read_on(&listing.title, url)).collect();
        let mut year = None;
        for record in archive.records(self.records) {
            let Some(teaser) = self.about_topic(id, record, archive) else { continue };
            let its = archive.day(record.id()).map(|day| day.year());
            if listing.groups.is_empty() || its != year {
                listing.groups.push(Group { title: its.map(|year| year.to_string()), teasers: Vec::new() });
                year = its;
            }
            if let Some(group) = listing.groups.last_mut() {
                group.teasers.push(teaser);
            }
        }
        let earlier = self.origins(topic);
        if !earlier.is_empty() {
            listing.groups.push(Group { title: Some(self.say("archive-origin")), teasers: earlier });
        }
        Some(listing)
    }

    fn read_on(&self, title: &str, url: String) -> LinkView {
        LinkView { text: self.say_with("archive-read-on", &[("title", title)]), url: Some(url), note: None }
    }

    fn topic_facts(&self, topic: &Topic) -> Vec<Fact> {
        let state = topic.state.as_deref().map(|state| match state.trim() {
            "in_hearing" => self.say("topic-in-hearing"),
            state => capitalised(&one_line(state)),
        });
        let state = state.map(|state| Fact::new("state", self.say("fact-state"), state));
        let dates = topic.dates.iter().map(|date| {
            let when = self.when(&date.date);
            let what = one_line(date.what.trim_end().trim_end_matches('.'));
            let mut fact = Fact::new("date", what, when.words);
            fact.datetime = when.datetime;
            fact
        });
        state.into_iter().chain(dates).collect()
    }

    /// A record with those of its items that are about the topic; nothing where none is.
    fn about_topic(&self, id: &Id, record: Record<'_>, archive: &Archive) -> Option<Teaser> {
        let topic = self.records.registry.topics.get(id)?;
        // Two topics may bear one name, of which it means one: that is asked only of the few that it can be.
        let is_it = |named: &Reference| {
            topic.is_called(id, named) && self.records.registry.topic(named).is_some_and(|(found, _)| found == id)
        };
        let is_about = |item: &AgendaItem| item.topics.iter().any(is_it);
        match record {
            Record::Meeting(id, meeting) => self.meeting_in_thread(id, meeting, archive, &is_about),
            Record::News(_, article) => article.topics.iter().any(is_it).then(|| self.teaser(record, archive))?,
            Record::Newsletter(..) => None,
        }
    }

    /// What the network had said from which the topic grew.
    fn origins(&self, topic: &Topic) -> Vec<Teaser> {
        let earlier = topic.came_from.iter().filter_map(|origin| self.earlier(origin));
        let teaser = |earlier: crate::render::view::thread::EarlierView| Teaser {
            kind: "output",
            label: self.say("thread-earlier"),
            language: self.language.code(),
            title: earlier.text,
            url: earlier.url,
            date: None,
            notice: None,
            details: earlier.when,
            lead: None,
            items: Vec::new(),
            figure: None,
        };
        earlier.map(teaser).collect()
    }
}
