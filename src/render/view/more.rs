//! Where one reads more, as a template sees it: links, topics, materials and slides together.

use super::Desk;
use super::link::LinkView;
use super::material::MaterialView;
use super::topic::TopicView;
use crate::model::{Link, Reference, Slides};
use serde::Serialize;

/// Where one reads more.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct More {
    /// The links, in the order of the record.
    links: Vec<LinkView>,
    /// The topics that have something to tell.
    topics: Vec<TopicView>,
    /// What was handed out.
    materials: Vec<MaterialView>,
    /// The slides, or how to get them.
    slides: Option<LinkView>,
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
        let links = self.links(sources.links);
        let mut topics = self.topics(sources.topics);
        // What is linked to by words of its own needs no second link.
        for topic in &mut topics {
            topic.link = topic.link.take().filter(|link| links.iter().all(|other| other.url != link.url));
        }
        topics.retain(TopicView::tells);
        let materials = self.materials(sources.materials);
        let slides = self.slides(sources.slides);
        let is_empty = links.is_empty() && topics.is_empty() && materials.is_empty() && slides.is_none();
        (!is_empty).then_some(More { links, topics, materials, slides })
    }
}
