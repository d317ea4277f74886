//! The thread from an earlier output to what came of it. What these readers may not see is not in it.

use super::{Desk, one_line};
use crate::model::{Document, Meeting, Record, Reference};
use serde::Serialize;

/// An earlier output.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct EarlierView {
    /// Its words.
    pub(super) text: String,
    /// When it was said: `på mødet den 12. januar 2023`, or free words.
    pub(super) when: Option<String>,
    /// The page of that meeting.
    pub(super) url: Option<String>,
    /// What the network follows that grew out of it: `lovforslag`, and the name.
    led_to: Vec<LedTo>,
}

/// A topic that grew out of an earlier output.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct LedTo {
    /// Its name.
    name: String,
    /// Where one reads more.
    url: Option<String>,
}

impl Desk<'_> {
    /// An earlier output with the topics that grew out of it; nothing where there is none, or it is not for these readers.
    pub(super) fn earlier(&self, named: &Reference) -> Option<EarlierView> {
        let whole = named.0.trim();
        let (home, key) = whole.split_once('/')?;
        let (text, when, url) = if home == "earlier" {
            let earlier = self.records.registry.earlier.get(key)?;
            (&earlier.text, earlier.when.as_deref().map(one_line), None)
        } else {
            let is_out = |record: &Record<'_>| self.addresses.tells(*record) && !record.is_draft(Document::Summary);
            let found = self.records.record(home).filter(is_out);
            let Some(Record::Meeting(id, meeting)) = found else { return None };
            let day = self.day(meeting.date.day);
            let when = self.say_with("thread-at-meeting", &[("date", &day.words)]);
            (self.visible_output(meeting, key)?, Some(when), self.addresses.record(Record::Meeting(id, meeting)))
        };
        let led_to = self
            .records
            .registry
            .topics
            .values()
            .filter(|topic| topic.came_from.iter().any(|origin| origin.0.trim() == whole));
        let led_to = led_to.map(|topic| LedTo {
            name: one_line(&topic.name),
            url: topic.url.as_deref().and_then(|url| self.addresses.link(url)),
        });
        Some(EarlierView { text: one_line(text), when, url, led_to: led_to.collect() })
    }

    fn visible_output<'m>(&self, meeting: &'m Meeting, key: &str) -> Option<&'m String> {
        let agenda = meeting.agenda.iter().filter(|_| self.shows(meeting.visibility));
        let items = agenda.filter(|item| self.shows(item.visibility));
        let mut outputs = items.flat_map(|item| item.outputs.iter());
        let output = outputs.find(|output| output.link_id() == key)?;
        self.shows(output.visibility).then_some(&output.text)
    }
}
