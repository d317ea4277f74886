//! Where one reads more, as a template sees it: links and topics, materials and slides.

use super::link::LinkView;
use super::material::MaterialView;
use super::topic::TopicDateView;
use super::{Desk, one_line};
use crate::model::{ArchivePage, Link, Reference, Slides};
use serde::Serialize;

/// Where one reads more.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct More {
    /// The links of the record, then the topics that no link leads to.
    entries: Vec<Entry>,
    /// What was handed out.
    materials: Vec<MaterialView>,
    /// The slides, or how to get them.
    slides: Option<LinkView>,
}

/// A link, a topic, or both.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Entry {
    /// The words of the link, or the topic's name.
    link: LinkView,
    /// The topic's name, also where the words are those of a link.
    topic: Option<String>,
    /// What the topic is.
    about: Option<String>,
    /// What happens when.
    dates: Vec<TopicDateView>,
    /// The topic's own page, in the archive.
    thread: Option<LinkView>,
}

/// The fields of a record that say where one reads more.
pub(super) struct Sources<'a> {
    pub(super) links: &'a [Link],
    pub(super) topics: &'a [Reference],
    pub(super) materials: &'a [Reference],
    pub(super) slides: Option<&'a Slides>,
}

impl Desk<'_> {
    /// Where one reads more; nothing where there is nowhere.
    pub(super) fn more(&self, sources: &Sources<'_>) -> Option<More> {
        let alone = |link| Entry { link, topic: None, about: None, dates: Vec::new(), thread: None };
        let mut entries: Vec<Entry> = sources.links.iter().map(|link| alone(self.link(link))).collect();
        let targets: Vec<Option<String>> = sources.links.iter().map(|link| self.addresses.target(&link.url)).collect();
        let mut free = vec![true; targets.len()];
        for (id, topic) in sources.topics.iter().filter_map(|named| self.records.registry.topic(named)) {
            let link = self.leading(&topic.name, topic.url.as_deref().unwrap_or_default());
            let target = topic.url.as_deref().and_then(|url| self.addresses.target(url));
            let about = topic.about.as_deref().map(one_line).filter(|about| !about.is_empty());
            let dates: Vec<TopicDateView> = topic.dates.iter().map(|date| self.topic_date(date)).collect();
            let name = one_line(&topic.name);
            let page = self.page_url(ArchivePage::Topic(id));
            let thread = page.map(|page| LinkView {
                text: self.say_with("archive-thread", &[("topic", &name)]),
                url: Some(page),
                note: None,
            });
            // A link that leads to the topic tells of it, too; one topic a link.
            let led = (0..targets.len()).find(|at| free[*at] && target.is_some() && targets[*at] == target);
            if let Some(at) = led {
                free[at] = false;
                entries[at] = Entry { topic: Some(name), about, dates, thread, ..entries[at].clone() };
            } else if link.url.is_some()
                || link.note.is_some()
                || about.is_some()
                || !dates.is_empty()
                || thread.is_some()
            {
                entries.push(Entry { link, topic: Some(name), about, dates, thread });
            }
        }
        let materials = self.materials(sources.materials);
        let slides = self.slides(sources.slides);
        let is_empty = entries.is_empty() && materials.is_empty() && slides.is_none();
        (!is_empty).then_some(More { entries, materials, slides })
    }
}
