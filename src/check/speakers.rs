//! Nobody speaks in two places.

use super::agenda::whereabouts;
use super::around::{Around, Found, Named};
use super::page::Page;
use super::rule::Spot;
use crate::model::{DocumentPath, Id, Meeting, Record};

/// Somebody at an item.
struct Speaking<'a> {
    who: &'a Id,
    name: &'a str,
    item: usize,
    path: DocumentPath,
}

fn speaking<'a>(around: &Around<'a>, meeting: &'a Meeting) -> Vec<Speaking<'a>> {
    let mut found = Vec::new();
    for (item, it) in meeting.agenda.iter().enumerate() {
        for (index, speaker) in it.speakers.iter().enumerate() {
            let reference = speaker.person();
            if let Found::One(who) = around.find(Named::Speaker, reference) {
                let path = DocumentPath::root().key("agenda").index(item).key("speakers").index(index);
                found.push(Speaking { who, name: reference.0.trim(), item, path });
            }
        }
    }
    found
}

pub(super) fn a_speaker_is_in_one_place_at_a_time<'a>(page: &Page<'a>, around: &Around<'a>) -> Vec<Spot> {
    let Some(Record::Meeting(id, meeting)) = page.record() else { return Vec::new() };
    let here = speaking(around, meeting);
    if here.is_empty() {
        return Vec::new();
    }
    let mut spots = Vec::new();
    let (intervals, whereabouts) = (meeting.intervals(), whereabouts(meeting));
    let title = |item: usize| meeting.agenda[item].title.as_str();
    for (position, one) in here.iter().enumerate() {
        let at_once = |other: &&Speaking<'_>| match (intervals[one.item], intervals[other.item]) {
            _ if other.item == one.item => true,
            (Some(a), Some(b)) => a.meets(b),
            _ => false,
        };
        if let Some(other) = here[..position].iter().filter(|other| other.who == one.who).find(at_once) {
            let place = if other.item == one.item { "item" } else { "meeting" };
            spots.push(twice(one, place).with("title", title(one.item)).with("other", title(other.item)));
        }
        // Of two meetings on one day the later by id has the finding.
        let day = around.appearances(meeting.date.day, one.who);
        if let Some(when) = whereabouts[one.item]
            && day.iter().any(|there| there.meeting == id)
            && let Some(other) = day.iter().find(|there| there.meeting < id && there.when.meets(when))
        {
            spots.push(twice(one, "day").with("title", title(one.item)).with("other", other.meeting.as_str()));
        }
    }
    spots
}

fn twice(one: &Speaking<'_>, place: &'static str) -> Spot {
    Spot::at(one.path.clone()).with("name", one.name).with("where", place)
}

#[cfg(test)]
mod tests {
    use crate::check::samples::{Sample, argument};
    use serde_json::json;

    #[test]
    fn a_speaker_at_two_items_at_once_is_found_under_either_name() {
        let sample = Sample::sound().meeting(
            "m",
            json!({ "allow": [{ "code": "agenda-overlap", "reason": "To spor" }],
            "agenda": [
                { "title": "A", "time": "13.00-14.00", "speakers": ["Birthe Holm", "EU-N"] },
                { "title": "B", "time": "13.30-14.00", "speakers": [{ "person": "birthe-holm" }] },
                { "title": "C", "time": "14.00-14.30", "speakers": ["Birthe Holm", "Birthe Holm"] } ] }),
        );
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
        let at = |time: &str, state: &str| {
            json!({ "time": time, "log": [{ "state": state }],
            "agenda": [{ "title": "A", "speakers": ["Birthe Holm"] }] })
        };
        let sample = Sample::sound()
            .meeting("a", at("9.00-12.00", "planned"))
            .meeting("b", at("11.00-13.00", "planned"))
            .meeting("c", at("12.00-13.00", "cancelled"));
        assert_eq!(sample.places(), ["meetings/b.yaml speaker-twice-at-once agenda[0].speakers[0]"]);
        assert_eq!(argument(&sample.findings()[0], "other"), "a");
    }

    #[test]
    fn whoever_speaks_twice_one_after_the_other_is_fine() {
        let sample = Sample::sound().meeting(
            "m",
            json!({ "agenda": [
            { "title": "A", "time": "13.00-14.00", "speakers": ["Birthe Holm"] },
            { "title": "B", "time": "14.00-15.00", "speakers": ["Birthe Holm"] },
            { "title": "C", "speakers": ["Birthe Holm"] } ] }),
        );
        assert_eq!(sample.codes(), [] as [&str; 0]);
    }
}
