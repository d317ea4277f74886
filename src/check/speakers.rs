//! Nobody speaks in two places.

use super::agenda::{Interval, intervals};
use super::around::{Around, Found, Named};
use super::page::Page;
use super::rule::Spot;
use crate::model::{DocumentPath, Id, Meeting, Record};

/// Somebody at an item.
struct Appearing<'a> {
    who: &'a Id,
    name: &'a str,
    item: usize,
    path: DocumentPath,
    when: Option<Interval>,
}

fn appearing<'a>(around: &Around<'a>, meeting: &'a Meeting) -> Vec<Appearing<'a>> {
    let whole = meeting.time.as_ref().and_then(Interval::of);
    let mut found = Vec::new();
    for (item, (it, when)) in meeting.agenda.iter().zip(intervals(meeting)).enumerate() {
        for (index, speaker) in it.speakers.iter().enumerate() {
            let reference = speaker.person();
            if let Found::One(who) = around.find(Named::Speaker, reference) {
                let path = DocumentPath::root().key("agenda").index(item).key("speakers").index(index);
                found.push(Appearing { who, name: reference.0.trim(), item, path, when: when.or(whole) });
            }
        }
    }
    found
}

pub(super) fn a_speaker_is_in_one_place_at_a_time(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let Some(Record::Meeting(id, meeting)) = page.record() else { return Vec::new() };
    let here = appearing(around, meeting);
    let mut spots = Vec::new();
    let intervals = intervals(meeting);
    for (position, one) in here.iter().enumerate() {
        let meets = |other: &&Appearing<'_>| {
            let at_once = match (intervals[one.item], intervals[other.item]) {
                (Some(a), Some(b)) => a.meets(b),
                _ => false,
            };
            other.who == one.who && (other.item == one.item || at_once)
        };
        if let Some(other) = here[..position].iter().find(meets) {
            let title = |item: usize| meeting.agenda[item].title.as_str();
            let place = if other.item == one.item { "item" } else { "meeting" };
            spots.push(twice(one, place).with("title", title(one.item)).with("other", title(other.item)));
        }
    }
    // Of two meetings on one day the later by id has the finding.
    let occasions = around.occasions(meeting.date.day);
    let takes_place = occasions.iter().any(|it| it.id == id);
    for occasion in occasions.iter().filter(|it| takes_place && it.id < id) {
        let there = appearing(around, occasion.meeting);
        for one in &here {
            let meets = |other: &&Appearing<'_>| match (one.when, other.when) {
                (Some(a), Some(b)) => one.who == other.who && a.meets(b),
                _ => false,
            };
            if there.iter().any(|other| meets(&other)) {
                let title = meeting.agenda[one.item].title.as_str();
                spots.push(twice(one, "day").with("title", title).with("other", occasion.id.as_str()));
            }
        }
    }
    spots
}

fn twice(one: &Appearing<'_>, place: &'static str) -> Spot {
    Spot::at(one.path.clone()).with("name", one.name).with("where", place)
}

#[cfg(test)]
mod tests {
    use crate::check::samples::{Sample, argument};
    use serde_json::json;

    #[test]
    fn a_speaker_at_two_items_at_once_is_found_under_either_name() {
        let sample = Sample::sound().meeting("m", json!({ "allow": [{ "code": "agenda-overlap", "reason": "To spor" }],
            "agenda": [
                { "title": "A", "time": "13.00-14.00", "speakers": ["Birthe Holm", "EU-N"] },
                { "title": "B", "time": "13.30-14.00", "speakers": [{ "person": "birthe-holm" }] },
                { "title": "C", "time": "14.00-14.30", "speakers": ["Birthe Holm", "Birthe Holm"] } ] }));
        let expected = [
            "meetings/m.yaml speaker-twice-at-once agenda[1].speakers[0]",
            "meetings/m.yaml speaker-twice-at-once agenda[2].speakers[1]",
        ];
        assert_eq!(sample.places(), expected);
        assert_eq!(argument(&sample.findings()[0], "other"), "A");
        assert_eq!(argument(&sample.findings()[1], "where"), "item");
    }

    #[test]
    fn a_speaker_at_two_meetings_at_once_is_found_at_the_later_one() {
        let at = |time: &str, state: &str| json!({ "time": time, "log": [{ "state": state }],
            "agenda": [{ "title": "A", "speakers": ["Birthe Holm"] }] });
        let sample = Sample::sound()
            .meeting("a", at("9.00-12.00", "planned"))
            .meeting("b", at("11.00-13.00", "planned"))
            .meeting("c", at("12.00-13.00", "cancelled"));
        assert_eq!(sample.places(), ["meetings/b.yaml speaker-twice-at-once agenda[0].speakers[0]"]);
        assert_eq!(argument(&sample.findings()[0], "other"), "a");
    }

    #[test]
    fn whoever_speaks_twice_one_after_the_other_is_fine() {
        let sample = Sample::sound().meeting("m", json!({ "agenda": [
            { "title": "A", "time": "13.00-14.00", "speakers": ["Birthe Holm"] },
            { "title": "B", "time": "14.00-15.00", "speakers": ["Birthe Holm"] },
            { "title": "C", "speakers": ["Birthe Holm"] } ] }));
        assert_eq!(sample.codes(), [] as [&str; 0]);
    }
}
