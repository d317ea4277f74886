//! A meeting after it, as a template sees it.

use super::agenda::Notice;
use super::day::{Day, When};
use super::item::ItemView;
use super::more::{More, Sources};
use super::picture::Figure;
use super::{Desk, one_line};
use crate::language::{Language, number, time};
use crate::model::{Id, LogEntry, Meeting, MeetingState, Publication, Record};
use minijinja::Value;
use serde::Serialize;

/// The summary of a meeting.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct SummaryView {
    /// The meeting's id.
    id: String,
    /// `da`.
    language: &'static str,
    /// `Opsamling fra møde i Netværk for digital inklusion den 12. januar 2023`.
    pub(in crate::render) title: String,
    /// What the meeting is called.
    meeting: String,
    /// The day.
    date: Day,
    /// `kl. 13.00-15.30`.
    time: Option<String>,
    /// Who lent the room.
    host: Option<String>,
    /// The address.
    place: Option<String>,
    /// That it is put off, moved or called off.
    notice: Option<Notice>,
    /// The lines of the title block, in order: day, hours, host, place and so on, each where it is known.
    facts: Vec<Fact>,
    /// What opens it, for the `prose` filter.
    pub(super) intro: Option<Value>,
    /// The day's pictures that the intro does not place.
    figures: Vec<Figure>,
    /// The items.
    pub(super) items: Vec<ItemView>,
    /// Where one reads more of the whole day.
    more: Option<More>,
    /// When the network meets next.
    next_meeting: Option<When>,
    /// Where the page stands.
    url: Option<String>,
}

/// A line of the title block.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Fact {
    /// `date`, `time`, `host`, `place`, `chair`, `attended`, `moved` or `state`.
    pub(in crate::render) name: &'static str,
    /// `Dato`.
    pub(in crate::render) label: String,
    /// What is known.
    pub(in crate::render) words: String,
    /// For machines, where it is a day.
    pub(super) datetime: Option<String>,
    /// Where the words lead, where they are a link.
    pub(in crate::render) url: Option<String>,
}

impl Fact {
    /// A fact that is no day.
    pub(super) fn new(name: &'static str, label: String, words: String) -> Self {
        Self { name, label, words, datetime: None, url: None }
    }
}

impl Desk<'_> {
    /// The summary of a meeting. The names of its items in links begin with `prefix`.
    pub(in crate::render) fn summary(&self, id: &Id, meeting: &Meeting, prefix: &str) -> SummaryView {
        let (intro, figures) = self.passage(meeting.intro.as_ref(), &meeting.images);
        let sources = Sources {
            links: &meeting.links,
            topics: &[],
            materials: &meeting.materials,
            slides: meeting.slides.as_ref(),
        };
        let notice = self.summary_notice(meeting);
        SummaryView {
            id: id.to_string(),
            language: self.language.code(),
            title: self.summary_title(meeting),
            meeting: one_line(&meeting.title),
            date: self.day(meeting.date.day),
            time: meeting.time.as_ref().map(|span| time::span(span, self.language)),
            host: meeting.host.as_ref().map(|host| self.organisation(host)),
            place: meeting.place.as_deref().map(one_line),
            facts: self.facts(meeting, notice.as_ref()),
            notice,
            intro,
            figures,
            items: self.items(&meeting.agenda, prefix),
            more: self.more(&sources),
            next_meeting: meeting.next_meeting.as_deref().map(|next| self.when_written(next)),
            url: self.addresses.record(Record::Meeting(id, meeting)),
        }
    }

    /// That the meeting was not held as it was called. Of one that is told of, another day than the first is a fact and no news.
    pub(super) fn summary_notice(&self, meeting: &Meeting) -> Option<Notice> {
        let is_draft = meeting.publication() == Publication::Draft;
        self.notice(meeting).filter(|notice| is_draft || notice.state != MeetingState::Moved)
    }

    /// The heading of the summary, and the subject of its mail.
    pub(super) fn summary_title(&self, meeting: &Meeting) -> String {
        self.title_about("summary-title", meeting)
    }

    /// The heading of a document about a meeting, in the phrase of that name or, where its title can stand within a sentence,
    /// in the one with `-of` behind it. Of a meeting that is put off nobody knows the day.
    pub(super) fn title_about(&self, phrase: &str, meeting: &Meeting) -> String {
        let (title, date) = (one_line(&meeting.title), self.day(meeting.date.day).words);
        let date = if meeting.state() == MeetingState::Postponed { "none" } else { &date };
        match within_sentence(&title).filter(|_| self.language == Language::Danish) {
            Some(meeting) => self.say_with(&format!("{phrase}-of"), &[("meeting", &meeting), ("date", date)]),
            None => self.say_with(phrase, &[("meeting", &title), ("date", date)]),
        }
    }

    /// A line of the title block; nothing where nothing is known.
    pub(super) fn fact(&self, name: &'static str, label: &str, words: Option<String>) -> Option<Fact> {
        let words = words.filter(|words| !words.is_empty())?;
        Some(Fact::new(name, self.say(label), words))
    }

    /// Who lends the room.
    pub(super) fn host(&self, meeting: &Meeting) -> Option<Fact> {
        self.fact("host", "fact-host", meeting.host.as_ref().map(|host| self.organisation(host)))
    }

    /// Where it is.
    pub(super) fn place(&self, meeting: &Meeting) -> Option<Fact> {
        self.fact("place", "fact-place", meeting.place.as_deref().map(one_line))
    }

    /// Who chairs it.
    pub(super) fn chair(&self, meeting: &Meeting) -> Option<Fact> {
        self.fact("chair", "fact-chair", meeting.chair.as_ref().map(|chair| self.known_speaker(chair).words))
    }

    pub(super) fn facts(&self, meeting: &Meeting, notice: Option<&Notice>) -> Vec<Fact> {
        let date = self.day(meeting.date.day);
        // Of a meeting that is put off nobody knows the day.
        let is_put_off = meeting.state() == MeetingState::Postponed;
        let day = self
            .fact("date", "fact-date", Some(date.weekday.clone()).filter(|_| !is_put_off))
            .map(|day| Fact { datetime: Some(date.datetime), ..day });
        let hours = meeting.time.as_ref().filter(|_| !is_put_off).map(|span| time::span(span, self.language));
        let attended = meeting.attended.map(|attended| number::count(u64::from(attended), self.language));
        [
            day,
            self.fact("time", "fact-time", hours),
            self.host(meeting),
            self.place(meeting),
            self.chair(meeting),
            self.fact("attended", "fact-attended", attended),
        ]
        .into_iter()
        .flatten()
        .chain(self.moves(meeting, notice))
        .collect()
    }

    /// When and why the meeting was put off or moved, as far as its notice does not tell it.
    pub(super) fn moves(&self, meeting: &Meeting, notice: Option<&Notice>) -> Vec<Fact> {
        let told = usize::from(notice.is_some());
        let log = &meeting.log[..meeting.log.len() - told];
        log.iter().filter_map(|entry| self.moved(entry)).collect()
    }

    /// That the meeting was put off or moved: `oktober 2022 (folketingsvalg)`.
    fn moved(&self, entry: &LogEntry) -> Option<Fact> {
        if !matches!(entry.state, MeetingState::Postponed | MeetingState::Moved) {
            return None;
        }
        let was = entry.was.as_ref().map(|was| self.when(was));
        let reason = entry.reason.as_deref().map(|reason| one_line(reason.trim_end_matches('.')));
        let words = match (&was, reason) {
            (Some(was), Some(reason)) => format!("{} ({reason})", was.words),
            (Some(was), None) => was.words.clone(),
            (None, Some(reason)) => reason,
            (None, None) => return None,
        };
        let label = self.say(match (&was, entry.state) {
            (Some(_), _) => "fact-moved-from",
            (None, MeetingState::Moved) => "fact-moved-because",
            (None, _) => "fact-postponed-because",
        });
        Some(Fact::new("moved", label, words))
    }
}

/// A title that begins with a common noun, as it stands inside a Danish sentence: `møde i Netværk for …`.
pub(super) fn within_sentence(title: &str) -> Option<String> {
    let first = title.split(' ').next()?;
    let lower = first.to_lowercase();
    let common = ["møde", "mødet", "temamøde", "netværksmøde", "workshop", "seminar", "temadag", "konference"];
    common.contains(&lower.as_str()).then(|| format!("{lower}{}", &title[first.len()..]))
}

#[cfg(test)]
mod tests {
    use super::within_sentence;

    #[test]
    fn only_a_common_noun_loses_its_capital() {
        let within = within_sentence("Møde i Netværk for digital inklusion");
        assert_eq!(within.as_deref(), Some("møde i Netværk for digital inklusion"));
        assert_eq!(within_sentence("DSJC-møde"), None);
        assert_eq!(within_sentence("Roskilde"), None);
    }
}
