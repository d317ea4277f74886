//! Meetings as entries of a calendar (RFC 5545): one VEVENT a meeting. The same records give the same bytes: nothing is taken from
//! the clock.

use super::addresses::{Addresses, Shelf};
use super::archive::ArchiveRequest;
use super::error::RenderError;
use super::paths;
use super::renderer::Renderer;
use super::request::{Audience, RenderRequest};
use super::view::{AgendaView, Desk, one_line};
use crate::language::words::Words;
use crate::model::{Archive, Document, Files, Id, Meeting, MeetingState, Record, Records};
use crate::prose;
use chrono::{DateTime, NaiveTime, Utc};
use fluent_bundle::FluentValue;
use std::cell::RefCell;

/// The most bytes of a line without its end (RFC 5545 §3.1).
const LINE: usize = 75;

impl Renderer {
    /// The agenda of a meeting as an entry for a calendar.
    pub(super) fn entry(&self, request: &RenderRequest<'_>) -> Result<Vec<u8>, RenderError> {
        let RenderRequest { records, files, record, document, .. } = *request;
        let Record::Meeting(id, meeting) = record else {
            return Err(RenderError::WrongDocument { record: record.id().clone(), document });
        };
        let desk = desk(records, files).for_record(record);
        Ok(desk.calendar_entry(id, meeting, 1).into_bytes())
    }

    /// What the archive has for calendars: beside each agenda the entry of its meeting, and all that is to come in one file. Path
    /// and bytes.
    pub fn archive_calendars(&self, request: &ArchiveRequest<'_>) -> Vec<(String, Vec<u8>)> {
        let ArchiveRequest { records, files, archive, sizes } = *request;
        let shelf = Shelf { base: String::new(), archive, sizes, taken: RefCell::default() };
        let addresses = Addresses::in_archive(&records.settings, &shelf);
        let desk = Desk { addresses, ..desk(records, files) };
        let agendas = archive.records(records).into_iter().filter_map(|record| match record {
            Record::Meeting(id, meeting) if archive.document(id) == Some(Document::Agenda) => Some((id, meeting)),
            _ => None,
        });
        let entry = |(id, meeting)| {
            let entry = desk.for_record(Record::Meeting(id, meeting)).calendar_entry(id, meeting, 1);
            (paths::entry(id), entry.into_bytes())
        };
        let mut found: Vec<(String, Vec<u8>)> = agendas.map(entry).collect();
        if let Some(coming) = desk.calendar_to_come(archive) {
            found.push((paths::calendar(desk.language).to_owned(), coming.into_bytes()));
        }
        found
    }
}

fn desk<'a>(records: &'a Records, files: &'a Files) -> Desk<'a> {
    let settings = &records.settings;
    let (language, addresses) = (settings.language(), Addresses::beside(settings, ""));
    Desk { records, files, language, audience: Audience::Public, addresses }
}

fn calendar(desk: &Desk<'_>, name: Option<&str>, meetings: &[(&Id, &Meeting)], round: u32) -> String {
    let mut lines = Lines::default();
    lines.put("BEGIN", "VCALENDAR");
    lines.put("VERSION", "2.0");
    lines.put("PRODID", &format!("-//Opsamling//Opsamling//{}", desk.language.code().to_uppercase()));
    lines.put("CALSCALE", "GREGORIAN");
    if let Some(name) = name {
        // RFC 7986 §5.1, and the older name that most programs read.
        lines.text("NAME", name);
        lines.text("X-WR-CALNAME", name);
    }
    for (id, meeting) in meetings {
        desk.for_record(Record::Meeting(id, meeting)).entry_of(&mut lines, id, meeting, round);
    }
    lines.put("END", "VCALENDAR");
    lines.0
}

impl Desk<'_> {
    /// A meeting's entry, in a calendar of its own. What is mailed in a later round is newer.
    pub(super) fn calendar_entry(&self, id: &Id, meeting: &Meeting, round: u32) -> String {
        calendar(self, None, &[(id, meeting)], round)
    }

    /// One calendar of the meetings to come; nothing where none is.
    pub(super) fn calendar_to_come(&self, archive: &Archive) -> Option<String> {
        // Also what is called off: whoever has it in a calendar is to see that (RFC 5545 §3.8.1.11).
        let coming = archive.ahead(self.records).into_iter().filter_map(|record| match record {
            Record::Meeting(id, meeting) => Some((id, meeting)),
            _ => None,
        });
        let coming: Vec<(&Id, &Meeting)> = coming.collect();
        let name = self.say_with("calendar-of", &[("network", &one_line(&self.records.settings.network))]);
        (!coming.is_empty()).then(|| calendar(self, Some(&name), &coming, 1))
    }

    fn entry_of(&self, lines: &mut Lines, id: &Id, meeting: &Meeting, round: u32) {
        let settings = &self.records.settings;
        let view = self.agenda(id, meeting, "");
        lines.put("BEGIN", "VEVENT");
        let lasting = self.records.lasting_id(Record::Meeting(id, meeting)).as_str();
        let own = meeting.uid.as_deref().map(one_line).filter(|uid| !uid.is_empty());
        lines.text("UID", &format!("{}@{}", own.as_deref().unwrap_or(lasting), settings.id));
        // Of a record whose log says no day nobody knows when it was written; the entry is told from the next by its SEQUENCE.
        lines.put("DTSTAMP", &stamp(meeting.revised().unwrap_or_default().and_time(NaiveTime::MIN).and_utc()));
        // Each entry of the log, and each mailing, is a change that a calendar must take for newer than the one before.
        lines.put("SEQUENCE", &(meeting.log.len() + round.saturating_sub(1) as usize).to_string());
        let (status, title) = match meeting.state() {
            MeetingState::Cancelled => ("CANCELLED", Some("meeting-cancelled")),
            MeetingState::Postponed => ("TENTATIVE", Some("meeting-postponed")),
            MeetingState::Planned | MeetingState::Moved | MeetingState::Held => ("CONFIRMED", None),
        };
        lines.put("STATUS", status);
        let day = meeting.date.day;
        match self.hours(meeting) {
            Some(hours) => {
                let instant = |time| settings.instant(day, time).to_utc();
                let start = instant(hours.start);
                lines.put("DTSTART", &stamp(start));
                let end = hours.end.map(instant).filter(|end| *end > start);
                if let Some(end) = end {
                    lines.put("DTEND", &stamp(end));
                }
            }
            None => {
                lines.put("DTSTART;VALUE=DATE", &day.format("%Y%m%d").to_string());
                if let Some(next) = day.succ_opt() {
                    lines.put("DTEND;VALUE=DATE", &next.format("%Y%m%d").to_string());
                }
            }
        }
        let meeting_title = one_line(&meeting.title);
        let said = [("meeting", FluentValue::from(meeting_title.clone()))];
        let title = title.map_or(meeting_title, |name| Words::new(self.language).say(name, &said));
        lines.text("SUMMARY", &title);
        if let Some(place) = self.where_it_is(meeting) {
            lines.text("LOCATION", &place);
        }
        lines.text("DESCRIPTION", &self.told(&view, meeting));
        if let Some(url) = self.addresses.whole(Record::Meeting(id, meeting)) {
            lines.put("URL", &one_line(&url));
        }
        if let Some(sender) = &settings.sender {
            let address = one_line(sender.address());
            lines.put(&format!("ORGANIZER;CN=\"{}\"", quoted(&sender.name)), &format!("mailto:{address}"));
        }
        lines.put("END", "VEVENT");
    }

    fn where_it_is(&self, meeting: &Meeting) -> Option<String> {
        let host = meeting.host.as_ref().map(|host| self.organisation(host));
        let place = meeting.place.as_deref().map(one_line);
        let parts: Vec<String> = host.into_iter().chain(place).filter(|part| !part.is_empty()).collect();
        let online = meeting.online.as_deref().map(one_line);
        let online = online.map(|link| if self.is_for_anybody() { self.say("fact-online") } else { link });
        if parts.is_empty() { online } else { Some(parts.join(", ")) }
    }

    /// The agenda in a few lines.
    fn told(&self, view: &AgendaView, meeting: &Meeting) -> String {
        let mut parts = Vec::new();
        if let Some(notice) = &view.notice {
            parts.push(notice.said());
        }
        let about = meeting.about.as_ref().map(|about| prose::plain(&prose::parse(&about.0)).trim().to_owned());
        parts.extend(about.filter(|about| !about.is_empty()));
        let item = |item: &super::view::AgendaItemView| {
            let time = item.time.as_deref().map(|time| format!("{time} ")).unwrap_or_default();
            let number = item.number.map(|number| format!("{number}. ")).unwrap_or_default();
            let names: Vec<&str> = item.speakers.iter().map(|speaker| speaker.name.as_str()).collect();
            let names = if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) };
            format!("{time}{number}{}{names}", item.title)
        };
        let items: Vec<String> = view.items.iter().map(item).collect();
        if items.is_empty() {
            parts.extend(parts.is_empty().then(|| view.title.clone()));
        } else {
            parts.push(items.join("\n"));
        }
        let links = ["online", "reply_by", "reply_to"];
        let facts = view.facts.iter().filter(|fact| links.contains(&fact.name));
        let facts: Vec<String> = facts
            .map(|fact| {
                let words = if fact.name == "online" { fact.url.as_ref() } else { None };
                format!("{}: {}", fact.label, words.unwrap_or(&fact.words))
            })
            .collect();
        parts.extend((!facts.is_empty()).then(|| facts.join("\n")));
        parts.join("\n\n")
    }
}

fn stamp(instant: DateTime<Utc>) -> String {
    instant.format("%Y%m%dT%H%M%SZ").to_string()
}

/// What may stand in quotation marks in a parameter (RFC 5545 §3.2).
fn quoted(text: &str) -> String {
    one_line(text).chars().filter(|c| !c.is_control()).map(|c| if c == '"' { '\'' } else { c }).collect()
}

/// The lines of a calendar: CRLF, folded.
#[derive(Default)]
struct Lines(String);

impl Lines {
    /// A property whose value is written as it is.
    fn put(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut length = 0;
        for letter in line.chars().filter(|letter| !letter.is_control()) {
            if length + letter.len_utf8() > LINE {
                self.0.push_str("\r\n ");
                length = 1;
            }
            self.0.push(letter);
            length += letter.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property of text (RFC 5545 §3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        for letter in value.trim().chars() {
            match letter {
                '\\' | ';' | ',' => escaped.extend(['\\', letter]),
                '\n' => escaped.push_str("\\n"),
                letter => escaped.push(letter),
            }
        }
        self.put(name, &escaped);
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn no_line_is_longer_than_75_bytes_and_none_breaks_a_letter() {
        let mut lines = Lines::default();
        let text = "Møde; æ, ø\\å\nnæste ".repeat(20);
        lines.text("DESCRIPTION", &text);
        assert!(lines.0.split("\r\n").all(|line| line.len() <= 75));
        assert!(lines.0.ends_with("\r\n") && !lines.0.replace("\r\n", "").contains(['\r', '\n']));
        let unfolded = lines.0.replace("\r\n ", "");
        let back = unfolded.trim_end().trim_start_matches("DESCRIPTION:").replace("\\n", "\n");
        assert_eq!(back.replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\"), text.trim());
    }
}
