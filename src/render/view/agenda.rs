//! A meeting before it, as a template sees it: what it is about, when and where, and the items with their hours. What was said
//! and what came out of it is not here.

use super::item::{Anchors, QuestionView, is_break};
use super::link::LinkView;
use super::speaker::SpeakerView;
use super::summary::Fact;
use super::thread::EarlierView;
use super::{Desk, one_line};
use crate::language::date::{TimeSpan, WrittenDate};
use crate::language::{number, time};
use crate::model::{AgendaItem, FileFact, FileKind, Id, ItemKind, Meeting, MeetingState, Record, Visibility};
use crate::render::aloud::sentence;
use crate::render::paths;
use crate::render::request::Audience;
use minijinja::Value;
use serde::Serialize;

/// The agenda of a meeting.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct AgendaView {
    /// The meeting's id.
    id: String,
    /// `da`.
    language: &'static str,
    /// `Dagsorden for møde i Netværk for digital inklusion den 12. januar 2023`.
    pub(in crate::render) title: String,
    /// What the meeting is called.
    meeting: String,
    /// That it is put off, moved or called off.
    pub(in crate::render) notice: Option<Notice>,
    /// The lines of the title block, each where it is known.
    pub(in crate::render) facts: Vec<Fact>,
    /// What opens it, for the `prose` filter.
    about: Option<Value>,
    /// The items, breaks among them.
    pub(in crate::render) items: Vec<AgendaItemView>,
    /// Whether the hour of any item is known.
    timed: bool,
    /// The meeting's entry for a calendar.
    calendar: Option<LinkView>,
    /// Where the page stands.
    url: Option<String>,
}

/// What has become of a meeting that is not held as it was called.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Notice {
    /// `postponed`, `moved` or `cancelled`.
    pub(super) state: MeetingState,
    /// `Mødet er aflyst.`
    pub(in crate::render) text: String,
    /// When it was to be held, and why it is not.
    pub(in crate::render) details: Option<String>,
}

impl Notice {
    /// All of it, in one text.
    pub(in crate::render) fn said(&self) -> String {
        match &self.details {
            Some(details) => format!("{} {details}", self.text),
            None => self.text.clone(),
        }
    }
}

/// An item before the meeting.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct AgendaItemView {
    /// Its place in the record, from 0.
    at: usize,
    /// Its name in links; a break has none.
    id: Option<String>,
    /// Its place among the items; a break has none.
    pub(in crate::render) number: Option<u32>,
    /// `13.40-14.10`.
    pub(in crate::render) time: Option<String>,
    /// `talk`.
    kind: ItemKind,
    /// `Drøftelse`; nothing of a break or other business, whose title says it.
    label: Option<String>,
    /// Its heading.
    pub(in crate::render) title: String,
    /// Who is to speak.
    pub(in crate::render) speakers: Vec<SpeakerView>,
    /// What it is about, for the `prose` filter.
    about: Option<Value>,
    /// What workshop, plenary and round table are asked.
    questions: Vec<QuestionView>,
    /// The earlier outputs whose outcome it tells.
    thread: Vec<EarlierView>,
    /// Whether it is for the network alone.
    network_only: bool,
}

impl Desk<'_> {
    /// The agenda of a meeting. The names of its items in links begin with `prefix`.
    pub(in crate::render) fn agenda(&self, id: &Id, meeting: &Meeting, prefix: &str) -> AgendaView {
        let items = self.agenda_items(meeting, prefix);
        let notice = self.notice(meeting);
        AgendaView {
            id: id.to_string(),
            language: self.language.code(),
            title: self.agenda_title(meeting),
            meeting: one_line(&meeting.title),
            facts: self.agenda_facts(meeting, notice.as_ref()),
            notice,
            about: self.passage(meeting.about.as_ref(), &[]).0,
            timed: items.iter().any(|item| item.time.is_some()),
            items,
            calendar: None,
            url: self.addresses.record(Record::Meeting(id, meeting)),
        }
    }

    /// The same with its entry for a calendar beside it, in the archive until it is held.
    pub(in crate::render) fn agenda_page(&self, id: &Id, meeting: &Meeting) -> AgendaView {
        let bytes = || self.calendar_entry(id, meeting, 1).len();
        let link = || self.calendar_link("agenda-calendar", &paths::entry(id), bytes());
        AgendaView { calendar: self.addresses.awaits(meeting).then(link).flatten(), ..self.agenda(id, meeting, "") }
    }

    /// A link to a calendar of the archive of that many bytes.
    pub(super) fn calendar_link(&self, words: &str, path: &str, bytes: usize) -> Option<LinkView> {
        let fact = FileFact { kind: FileKind::Other, size: bytes as u64, dimensions: None };
        let url = Some(self.addresses.within(path)?);
        Some(LinkView { text: self.say(words), url, note: Some(self.kind_and_size(path, &fact)) })
    }

    /// The heading of the agenda.
    pub(in crate::render) fn agenda_title(&self, meeting: &Meeting) -> String {
        self.title_about("agenda-title", meeting)
    }

    /// The hours that these readers may know.
    pub(in crate::render) fn hours(&self, meeting: &Meeting) -> Option<TimeSpan> {
        meeting.hours(|item| self.shows(item.visibility))
    }

    pub(super) fn notice(&self, meeting: &Meeting) -> Option<Notice> {
        let entry = meeting.log.last()?;
        let was = entry.was.as_ref().map(|was| self.in_sentence(was));
        let now = self.day(meeting.date.day);
        let state = meeting.state();
        let is_same_day = entry.was.and_then(|was| was.whole()) == Some(meeting.date.day);
        let text = match state {
            MeetingState::Cancelled => self.say("agenda-cancelled"),
            MeetingState::Postponed => self.say("agenda-postponed"),
            MeetingState::Moved if is_same_day => self.say_with("agenda-moved-within-day", &[("date", &now.weekday)]),
            MeetingState::Moved => self.say_with("agenda-moved", &[("date", &now.weekday)]),
            MeetingState::Planned | MeetingState::Held => return None,
        };
        let is_another = entry.was.is_some_and(|was| !was.covers(meeting.date.day));
        let was = match state {
            MeetingState::Moved => was.filter(|_| is_another),
            MeetingState::Cancelled => Some(now.words),
            _ => Some(was.unwrap_or(now.words)),
        };
        let was = was.map(|was| self.say_with("agenda-was", &[("date", &was)]));
        let reason = entry.reason.as_deref().map(one_line).filter(|reason| !reason.is_empty());
        let reason = reason.map(|reason| self.say_with("agenda-reason", &[("reason", &sentence(&reason))]));
        let details: Vec<String> = was.into_iter().chain(reason).collect();
        Some(Notice { state, text, details: (!details.is_empty()).then(|| details.join(" ")) })
    }

    pub(super) fn agenda_facts(&self, meeting: &Meeting, notice: Option<&Notice>) -> Vec<Fact> {
        let on = |name, label, date: Option<WrittenDate>| {
            let day = self.day(date?.day);
            Some(Fact { datetime: Some(day.datetime), ..Fact::new(name, self.say(label), day.weekday) })
        };
        // Of a meeting that is put off nobody knows the day.
        let is_put_off = meeting.state() == MeetingState::Postponed;
        // Nobody is asked to answer, or to take part, where there is nothing to come to.
        let is_off = meeting.is_off();
        let reply_by = meeting.reply_by.filter(|_| !is_off);
        let hours = self.hours(meeting).map(|span| time::span(&span, self.language));
        let sender = self.records.settings.sender.as_ref().filter(|_| reply_by.is_some());
        let address = sender.map(|sender| one_line(sender.address()));
        let reply_url = address.as_ref().and_then(|address| self.addresses.link(&format!("mailto:{address}")));
        let online = meeting.online.as_deref().map(one_line).filter(|online| !online.is_empty() && !is_off);
        let online = online.map(|online| {
            if self.is_for_anybody() {
                return self.online_on_request();
            }
            let url = self.addresses.target(&online).filter(|_| online.contains(':'));
            let words = match url {
                // On paper an address that is too long to type is of no use.
                Some(_) if self.addresses.is_printed() => self.addresses.typed(&online).unwrap_or_default(),
                Some(_) => self.say("agenda-take-part"),
                None => online,
            };
            let url = url.filter(|_| !self.addresses.is_printed());
            Fact { url, ..Fact::new("online", self.say("fact-online"), words) }
        });
        let online = online.filter(|fact| !fact.words.is_empty());
        let seats = meeting.seats.filter(|_| !is_off).map(|seats| number::count(u64::from(seats), self.language));
        [
            on("date", "fact-date", (!is_put_off).then_some(meeting.date)),
            self.fact("time", "fact-time", hours.filter(|_| !is_put_off)),
            self.host(meeting),
            self.place(meeting),
            online,
            self.chair(meeting),
            self.fact("seats", "fact-seats", seats),
            on("reply_by", "fact-reply-by", reply_by),
            self.fact("reply_to", "fact-reply-to", address).map(|fact| Fact { url: reply_url, ..fact }),
        ]
        .into_iter()
        .flatten()
        .chain(self.moves(meeting, notice))
        .collect()
    }

    /// That one can take part online. Whoever has the link can walk in: it is for those who are called.
    pub(super) fn online_on_request(&self) -> Fact {
        let sender = self.records.settings.sender.as_ref();
        let address = sender.map_or_else(|| "none".to_owned(), |sender| one_line(sender.address()));
        Fact::new("online", self.say("fact-online"), self.say_with("online-on-request", &[("address", &address)]))
    }

    /// Whether anybody may come by the document: it is a page of the archive, or a mail to a list that anybody may be on.
    pub(in crate::render) fn is_for_anybody(&self) -> bool {
        self.addresses.is_archive() || self.addresses.is_mail() && self.audience == Audience::Public
    }

    /// The agenda as a letter that calls to the meeting, or says what has become of it: where there is nothing to come to, there is no
    /// programme either.
    pub(in crate::render) fn agenda_letter(&self, agenda: AgendaView, meeting: &Meeting) -> AgendaView {
        let title = if agenda.notice.is_some() { self.call_heading(meeting) } else { agenda.title };
        let items = if meeting.is_off() { Vec::new() } else { agenda.items };
        AgendaView { title, items, ..agenda }
    }

    /// The heading of a meeting to come, and what has become of it: `Aflyst: Møde i Netværk for digital inklusion den 12. januar 2023`.
    pub(super) fn call_heading(&self, meeting: &Meeting) -> String {
        let called = self.meeting_and_day(meeting);
        let phrase = match meeting.state() {
            MeetingState::Cancelled => "meeting-cancelled",
            MeetingState::Postponed => "meeting-postponed",
            MeetingState::Moved => "meeting-moved",
            MeetingState::Planned | MeetingState::Held => return called,
        };
        self.say_with(phrase, &[("meeting", &called)])
    }

    /// The meeting with its day, as far as that is known: `Møde i Netværk for digital inklusion den 12. januar 2023`.
    pub(super) fn meeting_and_day(&self, meeting: &Meeting) -> String {
        match meeting.state() {
            MeetingState::Postponed => one_line(&meeting.title),
            _ => self.say_with(
                "meeting-on",
                &[("meeting", &one_line(&meeting.title)), ("date", &self.day(meeting.date.day).words)],
            ),
        }
    }

    pub(super) fn agenda_items(&self, meeting: &Meeting, prefix: &str) -> Vec<AgendaItemView> {
        let mut anchors = Anchors::new(prefix);
        let mut count = 0;
        let items = meeting.agenda.iter().zip(meeting.intervals()).enumerate();
        let items = items.filter(|(_, (item, _))| self.shows(item.visibility));
        let view = |(at, (item, interval)): (usize, (&AgendaItem, Option<crate::model::Interval>))| {
            let number = (!is_break(item)).then(|| {
                count += 1;
                count
            });
            let span = item.time.filter(|span| span.end.is_some()).or(interval.and_then(|it| it.span())).or(item.time);
            AgendaItemView {
                at,
                id: number.map(|_| anchors.of(item)),
                number,
                time: span.map(|span| time::bare(&span, self.language)),
                kind: item.kind.unwrap_or_default(),
                label: kind_label(item).map(|label| self.say(label)),
                title: one_line(&item.title),
                speakers: item.speakers.iter().map(|speaker| self.speaker(speaker)).collect(),
                about: self.passage(item.about.as_ref(), &[]).0,
                questions: self.questions(item),
                thread: item.reports_on.iter().filter_map(|earlier| self.earlier(earlier)).collect(),
                network_only: item.visibility == Some(Visibility::Network),
            }
        };
        items.map(view).collect()
    }
}

/// What kind of item it is; nothing of what its title says by itself, and nothing where nobody said so and nobody speaks.
fn kind_label(item: &AgendaItem) -> Option<&'static str> {
    let kind = item.kind.or_else(|| (!item.speakers.is_empty()).then_some(ItemKind::Talk))?;
    Some(match kind {
        ItemKind::Orientation => "kind-orientation",
        ItemKind::Talk => "kind-talk",
        ItemKind::Discussion => "kind-discussion",
        ItemKind::Decision => "kind-decision",
        ItemKind::Break | ItemKind::AnyOtherBusiness => return None,
    })
}
