//! A sheet for a notice board as a template sees it: what, when, where, for whom, a few sentences, whom to call. How much of it goes
//! on the sheet is measured in `render::poster`.

use super::agenda::Notice;
use super::summary::{Fact, within_sentence};
use super::{Desk, capitalised, one_line, shortened};
use crate::language::{list, sentence};
use crate::model::{AgendaItem, Document, Id, Meeting, MeetingState, NewsArticle, Newsletter, Prose, Record};
use crate::prose;
use serde::Serialize;

/// The longest title that a sheet bears, in letters.
const LONGEST_TITLE: usize = 300;
/// The longest line of what is known, in letters.
const LONGEST_LINE: usize = 110;

/// A sheet for a notice board.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct PosterView {
    /// `da`.
    language: &'static str,
    /// Who puts it up: the network, or where the title names that, the secretariat.
    pub(in crate::render) above: String,
    /// What kind of news it is: `Kommende møde`.
    pub(in crate::render) kicker: String,
    /// The heading.
    pub(in crate::render) title: String,
    /// That a meeting is put off, moved or called off.
    pub(in crate::render) notice: Option<Notice>,
    /// When, where, for whom.
    pub(in crate::render) facts: Vec<PosterFact>,
    /// What it is about, a sentence each.
    pub(in crate::render) sentences: Vec<String>,
    /// What stands above the points: `Program`.
    pub(in crate::render) points_title: String,
    /// The items of a meeting, or of an issue.
    pub(in crate::render) points: Vec<PosterPoint>,
    /// Whether there is more than the sheet tells.
    pub(in crate::render) rest: bool,
    /// The number to call.
    pub(in crate::render) phone: String,
    /// Who answers.
    pub(in crate::render) secretariat: String,
    /// The size of the heading, in points.
    pub(in crate::render) title_size: u32,
    /// The size of the text, in points.
    pub(in crate::render) size: u32,
    /// Whether a word may be broken, since one is too long for its line.
    pub(in crate::render) hyphenate: bool,
}

/// One thing that is known: a label and its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::render) struct PosterFact {
    /// `Hvornår`.
    pub(in crate::render) label: String,
    /// `torsdag den 12. januar 2023`, `kl. 13.00-15.30`.
    pub(in crate::render) lines: Vec<String>,
}

/// One of the points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(in crate::render) struct PosterPoint {
    /// `13.40-14.10`.
    pub(in crate::render) time: Option<String>,
    /// Its title.
    pub(in crate::render) title: String,
    /// Whether it is a break.
    pause: bool,
}

impl Desk<'_> {
    /// The sheet of a record with all that there is to tell; `told` says which of its documents it tells.
    pub(in crate::render) fn poster(&self, record: Record<'_>, told: Document, phone: &str) -> PosterView {
        let mut poster = PosterView {
            language: self.language.code(),
            above: shortened(&one_line(&self.records.settings.network), LONGEST_LINE),
            kicker: String::new(),
            title: one_line(record.title()),
            notice: None,
            facts: Vec::new(),
            sentences: Vec::new(),
            points_title: String::new(),
            points: Vec::new(),
            rest: false,
            phone: one_line(phone),
            secretariat: shortened(&self.publisher(), LONGEST_LINE),
            title_size: 0,
            size: 0,
            hyphenate: false,
        };
        match (told, record) {
            (Document::Agenda, Record::Meeting(_, meeting)) => self.poster_of_coming(&mut poster, meeting),
            (_, Record::Meeting(_, meeting)) if self.summary_notice(meeting).is_some() => {
                self.poster_of_coming(&mut poster, meeting);
            }
            (_, Record::Meeting(_, meeting)) => self.poster_of_held(&mut poster, meeting),
            (_, Record::News(_, article)) => self.poster_of_article(&mut poster, article),
            (_, Record::Newsletter(id, issue)) => self.poster_of_issue(&mut poster, id, issue),
        }
        if poster.title.contains(&poster.above) {
            poster.above.clone_from(&poster.secretariat);
        }
        poster.title = shortened(&poster.title, LONGEST_TITLE);
        for line in poster.facts.iter_mut().flat_map(|fact| fact.lines.iter_mut()) {
            *line = shortened(line, LONGEST_LINE);
        }
        for point in &mut poster.points {
            point.title = shortened(&point.title, LONGEST_LINE);
        }
        if let Some(notice) = &mut poster.notice {
            notice.details = notice.details.as_deref().map(|details| shortened(details, 2 * LONGEST_LINE));
        }
        poster
    }

    fn poster_of_coming(&self, poster: &mut PosterView, meeting: &Meeting) {
        poster.kicker = self.say(match meeting.state() {
            MeetingState::Cancelled => "poster-cancelled",
            MeetingState::Postponed => "poster-postponed",
            MeetingState::Moved => "poster-moved",
            MeetingState::Planned => "poster-coming",
            MeetingState::Held => "poster-was",
        });
        poster.notice = self.notice(meeting);
        // Whoever reads only half of it must not come.
        if meeting.state() == MeetingState::Cancelled {
            return;
        }
        poster.facts = self.when_and_where(&self.agenda_facts(meeting, poster.notice.as_ref()));
        poster.sentences = self.sentences_of(meeting.about.as_ref());
        poster.points_title = self.say("agenda-items");
        let point = |item: super::AgendaItemView| PosterPoint {
            pause: item.number.is_none(),
            time: item.time,
            title: item.title,
        };
        poster.points = self.agenda_items(meeting, "").into_iter().map(point).collect();
        poster.rest = meeting.agenda.iter().any(|item| self.shows(item.visibility) && item.about.is_some());
    }

    fn poster_of_held(&self, poster: &mut PosterView, meeting: &Meeting) {
        poster.kicker = self.say("poster-held");
        poster.title = match within_sentence(&poster.title) {
            Some(meeting) => self.say_with("poster-news-from", &[("meeting", &meeting)]),
            None => poster.title.clone(),
        };
        poster.facts = self.when_and_where(&self.facts(meeting, None));
        poster.sentences = self.sentences_of(meeting.intro.as_ref());
        poster.points_title = self.say("poster-talked-about");
        let items = meeting.agenda.iter().filter(|item| self.shows(item.visibility) && !super::item::is_break(item));
        let point = |item: &AgendaItem| PosterPoint { time: None, title: one_line(&item.title), pause: false };
        poster.points = items.map(point).collect();
        poster.rest = true;
    }

    fn poster_of_article(&self, poster: &mut PosterView, article: &NewsArticle) {
        let series = article.series.as_deref().map(one_line).filter(|series| !series.is_empty());
        poster.kicker = series.unwrap_or_else(|| self.say("poster-news"));
        let audience: Vec<String> = article.audience.iter().map(|audience| one_line(audience)).collect();
        if !audience.is_empty() {
            let lines = vec![capitalised(&list::join(&audience, self.language))];
            poster.facts.push(PosterFact { label: self.say("poster-whom"), lines });
        }
        poster.sentences = self.plain_sentences(&article.lead);
        for said in article.sections.iter().filter_map(|section| section.said.as_ref()) {
            poster.sentences.extend(self.plain_sentences(&said.0));
        }
    }

    fn poster_of_issue(&self, poster: &mut PosterView, id: &Id, issue: &Newsletter) {
        poster.kicker = self.say("poster-issue");
        poster.sentences = self.sentences_of(issue.intro.as_ref());
        poster.points_title = self.say("poster-brings");
        // What these readers may see of it, as everywhere; and what stands in it twice, once.
        let mut titles: Vec<String> = Vec::new();
        for title in self.issue(id, issue).items.into_iter().map(|item| item.title) {
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        poster.points = titles.into_iter().map(|title| PosterPoint { time: None, title, pause: false }).collect();
        poster.rest = true;
    }

    /// Day and hours, host and place, and the last day to answer, each where it is known.
    fn when_and_where(&self, facts: &[Fact]) -> Vec<PosterFact> {
        let lines = |names: &[&str]| -> Vec<String> {
            let named = names.iter().filter_map(|name| facts.iter().find(|fact| fact.name == *name));
            named.map(|fact| fact.words.clone()).collect()
        };
        let groups: [(&str, &[&str]); 3] = [
            ("poster-when", &["date", "time"]),
            ("poster-where", &["host", "place"]),
            ("fact-reply-by", &["reply_by"]),
        ];
        let told = groups.into_iter().map(|(label, names)| PosterFact { label: self.say(label), lines: lines(names) });
        told.filter(|fact| !fact.lines.is_empty()).collect()
    }

    fn sentences_of(&self, field: Option<&Prose>) -> Vec<String> {
        field.map(|field| self.plain_sentences(&field.0)).unwrap_or_default()
    }

    /// The sentences of a Markdown field, without its marks.
    fn plain_sentences(&self, markdown: &str) -> Vec<String> {
        let plain = prose::plain(&prose::parse(markdown));
        let paragraphs = plain.lines().map(one_line);
        let found = paragraphs.flat_map(|text| {
            sentence::sentences(&text, self.language).into_iter().map(ToOwned::to_owned).collect::<Vec<_>>()
        });
        found.collect()
    }
}
