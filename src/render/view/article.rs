//! An article as a template sees it.

use super::day::{Day, When};
use super::link::LinkView;
use super::material::MaterialView;
use super::picture::Figure;
use super::speaker::SpeakerView;
use super::topic::TopicView;
use super::{Desk, one_line};
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
    /// Its topics.
    topics: Vec<TopicView>,
    /// Whom it concerns.
    audience: Vec<String>,
    /// Its links.
    links: Vec<LinkView>,
    /// Its materials.
    materials: Vec<MaterialView>,
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
    /// Who.
    partners: Vec<String>,
    /// Where and when.
    rounds: Vec<RoundView>,
}

/// One round of it.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct RoundView {
    /// Where.
    place: Option<String>,
    /// When.
    when: Option<When>,
    /// `planlagt; 12 undervist; 80 nået`, as far as it is known.
    details: Option<String>,
}

impl Desk<'_> {
    /// An article.
    pub(in crate::render) fn article(&self, id: &Id, article: &NewsArticle) -> ArticleView {
        let mut figures = self.figures(&article.images);
        let mut sections = Vec::new();
        let all = figures.clone();
        for section in &article.sections {
            let said = section.said.as_ref().and_then(|said| Passage::new(&said.0, &all, &self.addresses));
            if let Some(said) = &said {
                figures.retain(|figure| figure.id.as_deref().is_none_or(|id| !said.places(id)));
            }
            sections.push(self.section(section, said.map(Passage::into_value)));
        }
        let about_box = article.about_box.as_ref().map(|about| AboutBoxView {
            title: one_line(&about.title),
            said: Passage::new(&about.said.0, &all, &self.addresses).map(Passage::into_value),
        });
        let links = self.links(&article.links);
        let mut topics = self.topics(&article.topics);
        for topic in &mut topics {
            topic.link = topic.link.take().filter(|link| links.iter().all(|other| other.url != link.url));
        }
        topics.retain(|topic| topic.about.is_some() || topic.link.is_some() || !topic.dates.is_empty());
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
            topics,
            audience: article.audience.iter().map(|audience| one_line(audience)).collect(),
            links,
            materials: self.materials(&article.materials),
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
            partners: partnership.partners.iter().map(|partner| self.organisation(partner)).collect(),
            rounds: partnership.rounds.iter().map(|round| self.round(round)).collect(),
        };
        (!view.partners.is_empty() || !view.rounds.is_empty()).then_some(view)
    }

    fn round(&self, round: &PartnershipRound) -> RoundView {
        let state = round.state.map(|state| {
            self.say(match state {
                RoundState::Planned => "round-planned",
                RoundState::Held => "round-held",
            })
        });
        let trained = round.trained.map(|trained| self.count("round-trained", trained));
        let reached = round.reached.map(|reached| self.count("round-reached", reached));
        let details: Vec<String> = state.into_iter().chain(trained).chain(reached).collect();
        RoundView {
            place: round.place.as_deref().map(one_line),
            when: round.date.as_ref().map(|date| self.when(date)),
            details: (!details.is_empty()).then(|| details.join(", ")),
        }
    }
}
