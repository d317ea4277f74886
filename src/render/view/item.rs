//! One item of the agenda as a template sees it, after the meeting.

use super::more::{More, Sources};
use super::output::OutputGroup;
use super::picture::Figure;
use super::speaker::SpeakerView;
use super::thread::EarlierView;
use super::{Desk, one_line};
use crate::language::{slug, time};
use crate::model::{AgendaItem, Image, ItemKind, Prose, Visibility};
use crate::render::passage::Passage;
use minijinja::Value;
use serde::Serialize;
use std::collections::BTreeSet;

/// One item.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct ItemView {
    /// Its place in the record, from 0.
    at: usize,
    /// Its name in links, unique on the page.
    id: String,
    /// Its heading.
    pub(super) title: String,
    /// `talk`.
    kind: ItemKind,
    /// `kl. 13.40-14.10`.
    time: Option<String>,
    /// Who spoke.
    speakers: Vec<SpeakerView>,
    /// What was said, for the `prose` filter.
    said: Option<Value>,
    /// What workshop, plenary and round table were asked.
    questions: Vec<QuestionView>,
    /// What came out of it.
    outputs: Vec<OutputGroup>,
    /// The earlier outputs whose outcome it tells.
    thread: Vec<EarlierView>,
    /// The pictures that the text does not place.
    figures: Vec<Figure>,
    /// Where one reads more.
    more: Option<More>,
    /// Whether it is for the network alone.
    network_only: bool,
}

/// What people worked on.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct QuestionView {
    /// `workshop`, `plenary` or `round_table`.
    kind: &'static str,
    /// `Workshop`.
    pub(super) label: String,
    /// The question.
    pub(super) text: String,
}

impl Desk<'_> {
    /// The items that these readers see, without breaks. Their names in links begin with `prefix`.
    pub(super) fn items(&self, agenda: &[AgendaItem], prefix: &str) -> Vec<ItemView> {
        let mut anchors = Anchors::new(prefix);
        let seen = agenda.iter().enumerate().filter(|(_, item)| self.shows(item.visibility) && !is_break(item));
        seen.map(|(at, item)| ItemView { at, ..self.for_part(item.visibility).item(item, anchors.of(item)) }).collect()
    }

    fn item(&self, item: &AgendaItem, id: String) -> ItemView {
        let (said, figures) = self.passage(item.said.as_ref(), &item.images);
        let sources = Sources {
            links: &item.links,
            topics: &item.topics,
            materials: &item.materials,
            slides: item.slides.as_ref(),
        };
        ItemView {
            at: 0,
            id,
            title: one_line(&item.title),
            kind: item.kind.unwrap_or_default(),
            time: item.time.as_ref().map(|span| time::span(span, self.language)),
            speakers: item.speakers.iter().map(|speaker| self.speaker(speaker)).collect(),
            said,
            questions: self.questions(item),
            outputs: self.outputs(&item.outputs),
            thread: item.reports_on.iter().filter_map(|earlier| self.earlier(earlier)).collect(),
            figures,
            more: self.more(&sources),
            network_only: item.visibility == Some(Visibility::Network),
        }
    }

    /// What people work on at an item.
    pub(super) fn questions(&self, item: &AgendaItem) -> Vec<QuestionView> {
        let questions = [
            ("workshop", "question-workshop", &item.workshop),
            ("plenary", "question-plenary", &item.plenary),
            ("round_table", "question-round-table", &item.round_table),
        ];
        let questions = questions.into_iter().filter_map(|(kind, label, text)| {
            let text = text.as_deref().map(one_line).filter(|text| !text.is_empty())?;
            Some(QuestionView { kind, label: self.say(label), text })
        });
        questions.collect()
    }

    /// A Markdown field, and the pictures that it leaves for the template to place.
    pub(super) fn passage(&self, field: Option<&Prose>, images: &[Image]) -> (Option<Value>, Vec<Figure>) {
        let mut figures = self.figures(images);
        let passage = field.and_then(|field| Passage::new(&field.0, &figures, &self.addresses, self.language));
        if let Some(passage) = &passage {
            figures.retain(|figure| figure.id.as_deref().is_none_or(|id| !passage.places(id)));
        }
        (passage.map(Passage::into_value), figures)
    }
}

/// Whether the item is a pause, of which nobody reads afterwards.
pub(super) fn is_break(item: &AgendaItem) -> bool {
    item.kind == Some(ItemKind::Break)
}

/// The names of items in links, each once on a page.
pub(super) struct Anchors<'p> {
    prefix: &'p str,
    taken: BTreeSet<String>,
}

impl<'p> Anchors<'p> {
    /// Names that begin with `prefix`.
    pub(super) fn new(prefix: &'p str) -> Self {
        Self { prefix, taken: BTreeSet::new() }
    }

    /// The name of the next item.
    pub(super) fn of(&mut self, item: &AgendaItem) -> String {
        let own = item.id.as_ref().map_or_else(|| slug::slug(&item.title), ToString::to_string);
        let base = if own.is_empty() { format!("{}punkt", self.prefix) } else { format!("{}{own}", self.prefix) };
        let mut id = base.clone();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{base}-{number}");
            number += 1;
        }
        id
    }
}
