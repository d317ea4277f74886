//! Days that do not add up.

use super::around::Around;
use super::page::Page;
use super::rule::Spot;
use crate::language::date::{self, WrittenDate};
use crate::model::{
    DocumentPath, FieldValue, Meeting, MeetingState, NewsArticle, Publication, Record, RoundState, Step,
};
use chrono::{Datelike, NaiveDate, Weekday};
use std::ops::Range;

pub(super) fn a_weekday_matches_its_date(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for field in &page.fields {
        let (written, day) = match field.value {
            FieldValue::Date(date) => (date.weekday, Some(date.day)),
            FieldValue::PartialDate(date) => (date.weekday, date.whole()),
            _ => continue,
        };
        if let (Some(written), Some(day)) = (written, day)
            && written != day.weekday()
        {
            spots.push(mismatch(Spot::at(field.path.clone()), written, day));
        }
    }
    for line in &page.lines {
        for Mismatch { written, day, range } in mismatches(line.text) {
            let spot = Spot::at(line.path.clone());
            spots.push(mismatch(if line.is_exact { spot.within(range) } else { spot }, written, day));
        }
    }
    spots
}

fn mismatch(spot: Spot, written: Weekday, day: NaiveDate) -> Spot {
    on_day(spot, day).with("written", name(written)).with("actual", name(day.weekday()))
}

/// The spot with a day as `{ $day }`, `{ $month }`, a number by which it is named, and `{ $year }`, each language in its own order.
fn on_day(spot: Spot, day: NaiveDate) -> Spot {
    let spot = spot.with("day", day.day().to_string()).with("month", day.month());
    spot.with("year", day.year().to_string())
}

/// The word by which the Fluent files tell weekdays apart.
fn name(day: Weekday) -> &'static str {
    ["mon", "tue", "wed", "thu", "fri", "sat", "sun"][day.num_days_from_monday() as usize]
}

struct Mismatch {
    written: Weekday,
    day: NaiveDate,
    range: Range<usize>,
}

/// The weekdays of a running text that stand beside a whole date on which they do not fall: `torsdag den 12. januar 2023`,
/// `torsdag d. 12.1.2023`, `Thursday, 12 January 2023`, also across a line's end.
fn mismatches(text: &str) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let last = memchr::memchr2_iter(b'g', b'y', bytes).chain(memchr::memchr2_iter(b'G', b'Y', bytes));
    let ends = last.map(|last| last + 1).filter(|end| {
        let before = end.checked_sub(3).and_then(|at| bytes.get(at..end - 1));
        matches!(before, Some(b"da" | b"DA"))
    });
    for after in ends {
        let at = after - 3;
        let start =
            text[..at].rfind(|c: char| !c.is_alphabetic()).map_or(0, |before| before + char_length(text, before));
        if let Some((date, end)) = date_after(&text[start..after], &text[after..])
            && let Some(written) = date.weekday
            && written != date.day.weekday()
        {
            found.push(Mismatch { written, day: date.day, range: start..after + end });
        }
    }
    found
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(1, char::len_utf8)
}

/// The whole date that a word and up to four words after it say, and how many bytes of what follows belong to it.
fn date_after(word: &str, rest: &str) -> Option<(WrittenDate, usize)> {
    if !rest.starts_with(|c: char| c.is_whitespace() || c == ',') {
        return None;
    }
    let words: Vec<&str> = rest.strip_prefix(',').unwrap_or(rest).split_whitespace().take(4).collect();
    (1..=words.len()).rev().find_map(|count| {
        let (last, before) = words[..count].split_last()?;
        let last = last.trim_end_matches(|c: char| !c.is_alphanumeric());
        let mut phrase = word.to_owned();
        for word in before.iter().chain([&last]) {
            phrase.push(' ');
            phrase.push_str(if *word == "d." { "den" } else { word });
        }
        let end = last.as_ptr() as usize - rest.as_ptr() as usize + last.len();
        date::parse(&phrase).map(|date| (date, end))
    })
}

pub(super) fn what_is_planned_is_to_come(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let today = around.facts.today;
    let root = DocumentPath::root();
    match page.record() {
        Some(Record::Meeting(_, meeting)) => {
            let is_ahead = matches!(meeting.state(), MeetingState::Planned | MeetingState::Moved);
            let is_past = is_ahead && meeting.date.day < today;
            is_past.then(|| gone_by(root.key("date"), "meeting", meeting.date.day)).into_iter().collect()
        }
        Some(Record::News(_, article)) => rounds_gone_by(article, today),
        Some(Record::Newsletter(_, issue)) => {
            let is_out = issue.state == Some(Publication::Published);
            let day = issue.date.map(|date| date.day).filter(|day| !is_out && *day < today);
            day.map(|day| gone_by(root.key("date"), "newsletter", day)).into_iter().collect()
        }
        None => Vec::new(),
    }
}

pub(super) fn what_is_told_has_happened(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let Some(Record::Meeting(_, meeting)) = page.record() else { return Vec::new() };
    let today = around.facts.today;
    // Where the day itself is wrong, the others are wrong with it.
    if let Some(spot) = held_too_early(meeting, today) {
        return vec![spot];
    }
    let mut spots = Vec::new();
    for field in &page.fields {
        let Some(what) = told_at(&field.path) else { continue };
        if let FieldValue::PartialDate(at) = field.value
            && let Some(first) = at.first_day().filter(|first| *first > today)
        {
            spots.push(on_day(Spot::at(field.path.clone()), first).with("what", what));
        }
    }
    spots
}

/// Of what the day at that path tells that it happened.
fn told_at(path: &DocumentPath) -> Option<&'static str> {
    match path.0.as_slice() {
        [.., Step::Key(list), Step::Index(_), Step::Key(at)] if at == "at" => {
            ["log", "follow_up"].into_iter().find(|told| list == told)
        }
        _ => None,
    }
}

fn held_too_early(meeting: &Meeting, today: NaiveDate) -> Option<Spot> {
    let day = meeting.date.day;
    if day <= today {
        return None;
    }
    let root = DocumentPath::root();
    if let Some((last, entry)) = meeting.log.iter().enumerate().next_back()
        && entry.state == MeetingState::Held
    {
        return Some(on_day(Spot::at(root.key("log").index(last).key("state")), day).with("what", "held"));
    }
    let is_told = !meeting.is_off() && meeting.publication() == Publication::Published;
    is_told.then(|| on_day(Spot::at(root.key("summary")), day).with("what", "summary"))
}

pub(super) fn an_answer_comes_before_the_meeting(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(Record::Meeting(_, meeting)) = page.record() else { return Vec::new() };
    let is_late = meeting.reply_by.is_some_and(|reply_by| reply_by.day > meeting.date.day);
    let spot = || on_day(Spot::at(DocumentPath::root().key("reply_by")), meeting.date.day);
    is_late.then(spot).into_iter().collect()
}

fn rounds_gone_by(article: &NewsArticle, today: NaiveDate) -> Vec<Spot> {
    let Some(partnership) = &article.partnership else { return Vec::new() };
    let rounds = DocumentPath::root().key("partnership").key("rounds");
    let mut spots = Vec::new();
    for (index, round) in partnership.rounds.iter().enumerate() {
        if round.state == Some(RoundState::Planned)
            && let Some(last) = round.date.and_then(|date| date.last_day())
            && last < today
        {
            spots.push(gone_by(rounds.index(index).key("date"), "round", last));
        }
    }
    spots
}

fn gone_by(path: DocumentPath, what: &'static str, day: NaiveDate) -> Spot {
    // What says that it has been may be what could not be read.
    let part = DocumentPath(path.0[..path.0.len() - 1].to_vec());
    on_day(Spot::at(path).for_lack_in(part), day).with("what", what)
}

#[cfg(test)]
mod tests {
    use super::mismatches;
    use crate::check::samples::{Sample, argument};
    use crate::model::Place;
    use serde_json::json;

    #[test]
    fn a_weekday_that_the_date_does_not_fall_on_is_found_in_every_kind_of_date() {
        let sample = Sample::sound().meeting("m", json!({
            "date": "torsdag den 11. september 2026",
            "reply_by": "fredag den 4. september 2026",
            "log": [{ "at": "lørdag den 2. maj 2026", "state": "planned" }, { "at": "2026-05", "state": "planned" }],
            "agenda": [{ "title": "A", "outputs": [{ "action": "Gør det", "owner": "EU-N", "due": "mandag den 1. september 2026" }] }],
        }));
        let expected =
            ["meetings/m.yaml weekday-mismatch agenda[0].outputs[0].due", "meetings/m.yaml weekday-mismatch date"];
        assert_eq!(sample.places(), expected);
        let finding = &sample.findings()[1];
        assert_eq!((argument(finding, "written"), argument(finding, "actual")), ("thu".into(), "fri".into()));
    }

    #[test]
    fn a_weekday_in_a_text_is_held_against_its_date() {
        let text = "Vi mødes torsdag den\n13. januar 2023, igen.";
        let sample = Sample::sound().said(text);
        assert_eq!(sample.places(), ["meetings/m.yaml weekday-mismatch agenda[0].said"]);
        let Place::Within(range) = sample.findings()[0].place.clone() else { panic!("no bytes") };
        assert_eq!(&text[range], "torsdag den\n13. januar 2023");
    }

    #[test]
    fn dates_in_texts_are_read_as_people_write_them() {
        for wrong in [
            "(Torsdag den 13. januar 2023)",
            "torsdag d. 13. januar 2023.",
            "torsdag den 13.1.2023;",
            "torsdag 13-01-2023",
            "Thursday, 13 January 2023",
            "*torsdag den 13. januar 2023*",
            "torsdag\u{a0}den 13.\u{a0}januar\u{a0}2023",
        ] {
            assert_eq!(mismatches(wrong).len(), 1, "{wrong}");
        }
        for right in [
            "torsdag den 12. januar 2023 og fredag den 13. januar 2023",
            "Thursday, 12 January 2023",
            "hver torsdag i januar 2023",
            "torsdag den 12. januar",
            "I dag er 13. januar 2023 en fredag",
            "torsdag",
            "",
        ] {
            assert_eq!(mismatches(right).len(), 0, "{right}");
        }
    }

    #[test]
    fn an_output_s_line_is_marked_as_a_whole() {
        let sample = Sample::sound().meeting(
            "m",
            json!({ "agenda": [
            { "title": "A", "outputs": ["Spørgsmål: Er det torsdag den 13. januar 2023? (bord 3)"] }] }),
        );
        assert_eq!(sample.places(), ["meetings/m.yaml weekday-mismatch agenda[0].outputs[0].question"]);
        assert_eq!(sample.findings()[0].place, Place::Value);
    }

    #[test]
    fn what_is_told_has_happened() {
        let held = json!([{ "state": "planned" }, { "state": "held" }]);
        let agenda = json!([{ "title": "A" }]);
        let sample = Sample::sound()
            .meeting("m", json!({ "date": "2099-05-01", "log": held, "agenda": agenda, "summary": "published" }))
            .meeting("n", json!({ "date": "2099-05-02", "summary": "published" }))
            .meeting("o", json!({ "date": "2099-05-03", "summary": "published", "log": [{ "state": "cancelled" }] }))
            .meeting("p", json!({ "date": "2020-05-04", "log": held, "agenda": agenda, "summary": "published" }))
            .meeting("q", json!({ "date": "2099-05-05", "summary": "approved", "log": [
                { "at": "2026-06-01", "state": "planned" }, { "at": "2026-06-02", "state": "planned" }] }))
            .meeting("r", json!({ "date": "2026-01-12", "log": held, "agenda": [{ "title": "A", "outputs": [
                { "suggestion": "B", "follow_up": [{ "at": "2026", "state": "taken_up" }, { "at": "2026-07", "state": "done" }] }] }] }));
        let expected = [
            "meetings/m.yaml date-to-come log[1].state",
            "meetings/n.yaml date-to-come summary",
            "meetings/q.yaml date-to-come log[1].at",
            "meetings/r.yaml date-to-come agenda[0].outputs[0].follow_up[1].at",
        ];
        assert_eq!(sample.places(), expected);
        let found: Vec<String> = sample.findings().iter().map(|finding| argument(finding, "what")).collect();
        assert_eq!(found, ["held", "summary", "log", "follow_up"]);
    }

    #[test]
    fn an_answer_is_due_before_the_meeting() {
        let due = |day: &str| json!({ "date": "2099-05-05", "reply_by": day });
        let sample = Sample::sound()
            .meeting("m", due("2099-05-06"))
            .meeting("n", due("2099-05-05"))
            .meeting("o", due("2099-04-01"));
        assert_eq!(sample.places(), ["meetings/m.yaml reply-after-meeting reply_by"]);
    }

    #[test]
    fn what_is_planned_and_gone_by_is_found() {
        let sample = Sample::sound()
            .meeting("gone", json!({ "date": "2026-05-31" }))
            .meeting(
                "held",
                json!({ "date": "2026-05-31", "agenda": [{ "title": "A" }], "log": [{ "state": "held" }] }),
            )
            .meeting("off", json!({ "date": "2026-05-31", "log": [{ "state": "cancelled" }] }))
            .meeting("today", json!({ "date": "2026-06-01" }))
            .news(
                "nyt",
                json!({ "partnership": { "rounds": [
                { "state": "planned", "date": "2026-05" }, { "state": "planned", "date": "2026" },
                { "state": "held", "date": "2020" } ] } }),
            )
            .newsletter("sent", json!({ "date": "2026-05-01", "state": "published", "intro": "Kort nyt." }))
            .newsletter("late", json!({ "date": "2026-05-01" }));
        let expected = [
            "meetings/gone.yaml date-in-the-past date",
            "news/nyt.yaml date-in-the-past partnership.rounds[0].date",
            "newsletters/late.yaml date-in-the-past date",
        ];
        assert_eq!(sample.places(), expected);
    }
}
