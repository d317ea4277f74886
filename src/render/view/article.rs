//! An article as a template sees it.

use super::day::Day;
use super::more::{More, Sources};
use super::picture::Figure;
use super::speaker::SpeakerView;
use super::{Desk, one_line};
use crate::language::list;
use crate::model::{Id, NewsArticle, Partnership, PartnershipRound, Quote, Record, RoundState, Section};
use crate::render::passage::Passage;
use minijinja::Value;
use serde::Serialize;

/// An article.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct ArticleView {
    /// Its id.
    id: String,
    /// `da`.
    language: &'static str,
    /// Its heading.
    pub(in crate::render) title: String,
    /// The series that it belongs to.
    pub(super) series: Option<String>,
    /// Its day.
    date: Day,
    /// Its category.
    category: Option<String>,
    /// Its opening sentence.
    pub(super) lead: String,
    /// Its parts.
    sections: Vec<SectionView>,
    /// The box about somebody.
    about_box: Option<AboutBoxView>,
    /// Where and when people were taught.
    partnership: Option<PartnershipView>,
    /// The pictures that the text does not place.
    figures: Vec<Figure>,
    /// Whom it concerns.
    audience: Option<String>,
    /// Where one reads more.
    more: Option<More>,
    /// Where the page stands.
    url: Option<String>,
}

/// A part of an article.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct SectionView {
    /// Its heading.
    title: Option<String>,
    /// Its text, for the `prose` filter.
    said: Option<Value>,
    /// Somebody's own words.
    quote: Option<QuoteView>,
}

/// Somebody's own words.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct QuoteView {
    /// The words.
    text: String,
    /// Whose.
    by: SpeakerView,
}

/// The box about somebody.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct AboutBoxView {
    /// Its heading.
    title: String,
    /// Its text, for the `prose` filter.
    said: Option<Value>,
}

/// A train-the-trainer effort.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct PartnershipView {
    /// Who: `Bydelsmødre og Baba`.
    partners: Option<String>,
    /// Where and when: `Herning, oktober 2026 (planlagt, 12 undervist)`, as far as it is known.
    rounds: Vec<String>,
}

impl Desk<'_> {
    /// An article.
    pub(in crate::render) fn article(&self, id: &Id, article: &NewsArticle) -> ArticleView {
        let mut figures = self.figures(&article.images);
        let mut sections = Vec::new();
        let all = figures.clone();
        for section in &article.sections {
            let said =
                section.said.as_ref().and_then(|said| Passage::new(&said.0, &all, &self.addresses, self.language));
            if let Some(said) = &said {
                figures.retain(|figure| figure.id.as_deref().is_none_or(|id| !said.places(id)));
            }
            sections.push(self.section(section, said.map(Passage::into_value)));
        }
        let about_box = article.about_box.as_ref().map(|about| AboutBoxView {
            title: one_line(&about.title),
            said: Passage::new(&about.said.0, &all, &self.addresses, self.language).map(Passage::into_value),
        });
        let sources =
            Sources { links: &article.links, topics: &article.topics, materials: &article.materials, slides: None };
        ArticleView {
            id: id.to_string(),
            language: self.language.code(),
            title: one_line(&article.title),
            series: article.series.as_deref().map(one_line),
            date: self.day(article.date.day),
            category: article.category.as_deref().map(one_line),
            lead: one_line(&article.lead),
            sections,
            about_box,
            partnership: article.partnership.as_ref().and_then(|it| self.partnership(it)),
            figures,
            audience: self.listed(article.audience.iter().map(|audience| one_line(audience))),
            more: self.more(&sources),
            url: self.addresses.record(Record::News(id, article)),
        }
    }

    fn section(&self, section: &Section, said: Option<Value>) -> SectionView {
        SectionView {
            title: section.title.as_deref().map(one_line).filter(|title| !title.is_empty()),
            said,
            quote: section.quote.as_ref().map(|quote| self.quote(quote)),
        }
    }

    fn quote(&self, quote: &Quote) -> QuoteView {
        let by = match &quote.role {
            Some(role) => self.described_speaker(&quote.by, role),
            None => self.known_speaker(&quote.by),
        };
        let text = one_line(&quote.text);
        QuoteView { text: text.trim_matches(['”', '“', '"', '„', '»', '«']).to_owned(), by }
    }

    fn partnership(&self, partnership: &Partnership) -> Option<PartnershipView> {
        let view = PartnershipView {
            partners: self.listed(partnership.partners.iter().map(|partner| self.organisation(partner))),
            rounds: partnership.rounds.iter().map(|round| self.round(round)).filter(|it| !it.is_empty()).collect(),
        };
        (view.partners.is_some() || !view.rounds.is_empty()).then_some(view)
    }

    fn round(&self, round: &PartnershipRound) -> String {
        let state = round.state.map(|state| {
            self.say(match state {
                RoundState::Planned => "round-planned",
                RoundState::Held => "round-held",
            })
        });
        let trained = round.trained.map(|trained| self.count("round-trained", trained));
        let reached = round.reached.map(|reached| self.count("round-reached", reached));
        let details: Vec<String> = state.into_iter().chain(trained).chain(reached).collect();
        let when = round.date.as_ref().map(|date| self.when(date).words);
        let place: Vec<String> = round.place.as_deref().map(one_line).into_iter().chain(when).collect();
        match (place.join(", "), details.join(", ")) {
            (place, details) if details.is_empty() => place,
            (place, details) if place.is_empty() => details,
            (place, details) => format!("{place} ({details})"),
        }
    }

    /// `a, b og c`; nothing of nothing.
    fn listed(&self, parts: impl Iterator<Item = String>) -> Option<String> {
        let parts: Vec<String> = parts.collect();
        (!parts.is_empty()).then(|| list::join(&parts, self.language))
    }
}
