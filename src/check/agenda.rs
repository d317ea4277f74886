//! The clock of an agenda.

use super::around::Around;
use super::page::Page;
use super::rule::Spot;
use crate::language::date::TimeSpan;
use crate::model::{AgendaItem, DocumentPath, Interval, Meeting, MeetingState, Record, minutes};

/// A time as a finding shows it: `13.40`.
fn clock(minutes: u32) -> String {
    format!("{}.{:02}", minutes / 60, minutes % 60)
}

/// When each item's speakers are at the meeting: at their item, or, where its hour is open, for as long as the meeting lasts.
pub(super) fn whereabouts(meeting: &Meeting) -> Vec<Option<Interval>> {
    let whole = meeting.time.as_ref().and_then(Interval::of);
    meeting.intervals().into_iter().map(|interval| interval.or(whole)).collect()
}

fn meeting<'a>(page: &Page<'a>) -> Option<&'a Meeting> {
    match page.record() {
        Some(Record::Meeting(_, meeting)) => Some(meeting),
        _ => None,
    }
}

fn item(index: usize) -> DocumentPath {
    DocumentPath::root().key("agenda").index(index)
}

/// Where an item says when it is.
fn clock_of(index: usize, it: &AgendaItem) -> DocumentPath {
    item(index).key(if it.time.is_some() { "time" } else { "minutes" })
}

pub(super) fn a_meeting_that_was_held_has_an_agenda(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(meeting) = meeting(page) else { return Vec::new() };
    if meeting.state() != MeetingState::Held || !meeting.agenda.is_empty() {
        return Vec::new();
    }
    let last = meeting.log.len().saturating_sub(1);
    let state = DocumentPath::root().key("log").index(last).key("state");
    vec![Spot::at(state).for_lack_in(DocumentPath::root())]
}

pub(super) fn an_end_comes_after_its_start(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(meeting) = meeting(page) else { return Vec::new() };
    let whole = (DocumentPath::root().key("time"), meeting.time);
    let items = meeting.agenda.iter().enumerate().map(|(index, it)| (item(index).key("time"), it.time));
    let backwards = |(path, span): (DocumentPath, Option<TimeSpan>)| {
        let span = span?;
        let (start, end) = (minutes(span.start), minutes(span.end?));
        (end <= start).then(|| Spot::at(path).with("start", clock(start)).with("end", clock(end)))
    };
    std::iter::once(whole).chain(items).filter_map(backwards).collect()
}

pub(super) fn items_follow_each_other(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(meeting) = meeting(page) else { return Vec::new() };
    let intervals = meeting.intervals();
    let mut spots = Vec::new();
    for (index, it) in meeting.agenda.iter().enumerate() {
        let Some(interval) = intervals[index] else { continue };
        let meets = |earlier: &usize| intervals[*earlier].is_some_and(|other| other.meets(interval));
        if let Some(earlier) = (0..index).rev().find(meets) {
            let other = intervals[earlier].unwrap_or(interval);
            let spot = Spot::at(clock_of(index, it)).with("title", it.title.as_str());
            let spot = spot.with("other", meeting.agenda[earlier].title.as_str());
            spots.push(spot.with("start", clock(interval.start)).with("end", clock(other.end)));
        }
    }
    spots
}

pub(super) fn items_lie_within_the_meeting(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(meeting) = meeting(page) else { return Vec::new() };
    let Some(whole) = meeting.time.filter(|span| span.end.is_none_or(|end| span.start < end)) else {
        return Vec::new();
    };
    let (start, end) = (minutes(whole.start), whole.end.map(minutes));
    let mut spots = Vec::new();
    let mut is_reckoned_late = false;
    for (index, (it, interval)) in meeting.agenda.iter().zip(meeting.intervals()).enumerate() {
        let Some(interval) = interval else { continue };
        let is_late = end.is_some_and(|end| interval.end > end);
        // One item too many moves all that are reckoned after it: it alone is named.
        if it.time.is_none() {
            if is_reckoned_late {
                continue;
            }
            is_reckoned_late = is_late;
        }
        if interval.start < start || is_late {
            let spot = Spot::at(clock_of(index, it)).with("title", it.title.as_str());
            let spot = spot.with("start", clock(interval.start)).with("end", clock(interval.end));
            let spot = spot.with("meeting_start", clock(start));
            spots.push(spot.with("meeting_end", end.map_or_else(|| "none".to_owned(), clock)));
        }
    }
    spots
}

#[cfg(test)]
mod tests {
    use crate::check::samples::{Sample, argument};
    use serde_json::{Value, json};

    fn agenda(time: &str, items: &[(&str, Value)]) -> Vec<String> {
        let items: Vec<Value> = items
            .iter()
            .map(|(title, when)| match when {
                Value::Null => json!({ "title": title }),
                Value::Number(minutes) => json!({ "title": title, "minutes": minutes }),
                when => json!({ "title": title, "time": when }),
            })
            .collect();
        let sample = Sample::sound().meeting("m", json!({ "time": time, "agenda": items }));
        sample.places().iter().map(|place| place.trim_start_matches("meetings/m.yaml ").to_owned()).collect()
    }

    #[test]
    fn items_that_follow_each_other_are_sound() {
        let items = [
            ("A", json!("13.00-13.30")),
            ("B", json!("13.30-14.00")),
            ("C", json!(30)),
            ("D", Value::Null),
            ("E", json!("15.00-15.30")),
        ];
        assert_eq!(agenda("13.00-15.30", &items), [] as [&str; 0]);
        assert_eq!(agenda("13.00", &items), [] as [&str; 0]);
    }

    #[test]
    fn items_at_one_time_are_found() {
        let items = [("A", json!("13.00-13.40")), ("B", json!("13.30-14.00"))];
        assert_eq!(agenda("13.00-15.30", &items), ["agenda-overlap agenda[1].time"]);
        let same = [("A", json!("13.00-13.40")), ("B", json!("13.00-13.40"))];
        assert_eq!(agenda("13.00-15.30", &same), ["agenda-overlap agenda[1].time"]);
        let reckoned = [("A", json!("13.00-13.30")), ("B", json!(45)), ("C", json!("14.00-15.00"))];
        assert_eq!(agenda("13.00-15.30", &reckoned), ["agenda-overlap agenda[2].time"]);
        let open = [("A", json!("13.00-13.40")), ("B", json!("13.30"))];
        assert_eq!(agenda("13.00-15.30", &open), ["agenda-overlap agenda[1].time"]);
    }

    #[test]
    fn items_beyond_the_meeting_are_found() {
        let items = [("A", json!("12.30-13.00")), ("B", json!("15.00-16.00"))];
        let expected = ["agenda-exceeds-meeting agenda[0].time", "agenda-exceeds-meeting agenda[1].time"];
        assert_eq!(agenda("13.00-15.30", &items), expected);
        let too_long = [("A", json!(60)), ("B", json!(60)), ("C", json!(60)), ("D", json!(60))];
        assert_eq!(agenda("13.00-15.30", &too_long), ["agenda-exceeds-meeting agenda[2].minutes"]);
        let vast = [("A", json!(4_000_000_000_u32)), ("B", json!(4_000_000_000_u32))];
        assert_eq!(agenda("13.00-15.30", &vast)[0], "agenda-exceeds-meeting agenda[0].minutes");
    }

    #[test]
    fn a_time_that_ends_before_it_begins_is_found_once() {
        let items = [("A", json!("13.40-13.10"))];
        assert_eq!(agenda("13.00-15.30", &items), ["time-backwards agenda[0].time"]);
        assert_eq!(agenda("15.30-13.00", &[("A", json!("13.00-13.30"))]), ["time-backwards time"]);
        assert_eq!(agenda("13.00-13.00", &[]), ["time-backwards time"]);
    }

    #[test]
    fn a_meeting_has_an_agenda_once_it_is_held() {
        let held = json!({ "date": "2026-05-01", "log": [{ "state": "planned" }, { "state": "held" }] });
        let sample = Sample::sound().meeting("m", held).meeting("n", json!({}));
        assert_eq!(sample.places(), ["meetings/m.yaml agenda-missing log[1].state"]);
    }

    #[test]
    fn a_finding_says_which_hours() {
        let sample = Sample::sound().meeting(
            "m",
            json!({ "agenda": [
            { "title": "A", "time": "9.00-9.40" }, { "title": "B", "time": "9.30-10.00" } ] }),
        );
        let finding = &sample.findings()[0];
        assert_eq!(["other", "start", "end"].map(|name| argument(finding, name)), ["A", "9.30", "9.40"]);
    }
}
