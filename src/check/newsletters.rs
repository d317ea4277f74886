//! An issue of the newsletter: each item about one thing, and a list that there is.

use super::around::{Around, is_whole};
use super::page::Page;
use super::rule::Spot;
use crate::language::nearest::nearest;
use crate::model::{DocumentPath, Id, ItemSubject, NewsletterItem, Publication, Record, Visibility};

pub(super) fn an_item_is_about_one_thing(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(Record::Newsletter(_, issue)) = page.record() else { return Vec::new() };
    let items = DocumentPath::root().key("items");
    let mut spots = Vec::new();
    for (index, item) in issue.items.iter().enumerate().filter(|(_, item)| item.subject().is_none()) {
        let named = [
            ("meeting", item.meeting.is_some()),
            ("news", item.news.is_some()),
            ("material", item.material.is_some()),
            ("title", item.title.is_some()),
        ];
        let keys: Vec<&str> = named.into_iter().filter(|(_, is_there)| *is_there).map(|(key, _)| key).collect();
        let item = items.index(index);
        let spot = Spot::at(item.clone()).for_lack_in(item).with("count", keys.len());
        spots.push(spot.with("keys", keys.join(", ")));
    }
    spots
}

/// An issue that is out and brings nothing.
pub(super) fn an_issue_brings_something(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let Some(Record::Newsletter(_, issue)) = page.record() else { return Vec::new() };
    let is_blank = issue.intro.as_ref().is_none_or(|intro| intro.0.trim().is_empty());
    let is_empty = issue.state.unwrap_or_default() != Publication::Draft && issue.items.is_empty() && is_blank;
    let spot = || Spot::at(DocumentPath::root().key("items")).for_lack_in(DocumentPath::root());
    is_empty.then(spot).into_iter().collect()
}

/// An item of an issue that is out, whose record is not, or is not for those who get the issue. An agenda is out before the meeting.
pub(super) fn an_item_is_out(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let Some(Record::Newsletter(_, issue)) = page.record() else { return Vec::new() };
    if issue.state.unwrap_or_default() == Publication::Draft {
        return Vec::new();
    }
    let settings = &around.records.settings;
    let list = issue.list.as_ref().and_then(|list| settings.lists.get(list));
    let items = DocumentPath::root().key("items");
    let spot = |(index, item): (usize, &NewsletterItem)| {
        let (key, named) = match item.subject()? {
            ItemSubject::Meeting(named) => ("meeting", named),
            ItemSubject::News(named) => ("news", named),
            ItemSubject::Material(_) | ItemSubject::Own(_) => return None,
        };
        let record = around.records.record(named.0.trim())?;
        let called = match record {
            Record::Meeting(_, meeting) if issue.calls_to(meeting) => Some(meeting),
            _ => None,
        };
        // The issue of no day goes at the earliest today.
        let day = issue.date.map_or(around.facts.today, |date| date.day);
        let visibility = record.visibility(settings);
        let standing = match visibility {
            Visibility::Internal => "internal",
            _ if visibility.hides_from(list.map(|list| list.basis)) => "network",
            _ if called.is_some_and(|meeting| meeting.date.day < day && !meeting.is_off()) => "past",
            _ if called.is_some_and(|meeting| issue.date.is_none() && !meeting.is_off()) => "undated",
            _ if called.is_none() && record.publication() == Publication::Draft => "draft",
            _ if called.is_none() && record.page_comes_after(day, settings).is_some() => "later",
            _ => return None,
        };
        let spot = Spot::at(items.clone().index(index).key(key)).with("standing", standing);
        Some(spot.with("id", record.id().as_str()).with("file", record.file()))
    };
    issue.items.iter().enumerate().filter_map(spot).collect()
}

/// The list of an issue that the settings do not have.
pub(super) fn unknown_list(page: &Page<'_>, around: &Around<'_>) -> Option<Spot> {
    let Some(Record::Newsletter(_, issue)) = page.record() else { return None };
    let list = issue.list.as_ref()?;
    let lists = &around.records.settings.lists;
    if lists.contains_key(list) || !is_whole(around.records, "opsamling.yaml") {
        return None;
    }
    let nearest = nearest(list.as_str(), lists.keys().map(Id::as_str)).unwrap_or("none");
    let spot = Spot::at(DocumentPath::root().key("list")).with("name", list.as_str());
    Some(spot.with("nearest", nearest).with("kind", "list"))
}

#[cfg(test)]
mod tests {
    use crate::check::samples::{Sample, argument};
    use serde_json::json;

    #[test]
    fn an_item_names_one_thing() {
        let sample = Sample::sound().meeting("m", json!({})).newsletter(
            "b",
            json!({ "items": [
            { "meeting": "m" }, { "title": "Kaffe", "said": "Der er kaffe." }, { "said": "Der er kaffe." },
            { "meeting": "m", "title": "Mødet" } ] }),
        );
        let expected = ["newsletters/b.yaml item-unclear items[2]", "newsletters/b.yaml item-unclear items[3]"];
        assert_eq!(sample.places(), expected);
        assert_eq!(argument(&sample.findings()[0], "count"), "0");
        assert_eq!(argument(&sample.findings()[1], "keys"), "meeting, title");
    }

    #[test]
    fn what_an_issue_brings_is_out_or_still_to_come() {
        let issue = |state: &str| {
            json!({ "state": state, "date": "2026-03-20", "items": [
                { "meeting": "held" }, { "meeting": "coming" }, { "meeting": "told" }, { "news": "n" }, { "meeting": "ours" },
                { "meeting": "network" } ] })
        };
        let sample = Sample::sound()
            .meeting("held", json!({ "date": "2026-03-12" }))
            .meeting("coming", json!({ "date": "2026-09-10" }))
            .meeting("told", json!({ "date": "2026-03-12", "summary": "published" }))
            .meeting("ours", json!({ "visibility": "internal" }))
            .meeting("network", json!({ "visibility": "network" }))
            .news("n", json!({ "state": "draft" }))
            .newsletter("a", issue("draft"))
            .newsletter("b", issue("published"));
        let expected = [
            "newsletters/b.yaml item-not-out items[0].meeting",
            "newsletters/b.yaml item-not-out items[3].news",
            "newsletters/b.yaml item-not-out items[4].meeting",
            "newsletters/b.yaml item-not-out items[5].meeting",
        ];
        let places: Vec<String> = sample.places().into_iter().filter(|it| it.contains("item-not-out")).collect();
        assert_eq!(places, expected);
        let findings = sample.findings();
        let found = findings.iter().filter(|it| it.code == "item-not-out");
        let standings: Vec<String> = found.map(|it| argument(it, "standing")).collect();
        assert_eq!(standings, ["draft", "draft", "internal", "network"]);
    }

    #[test]
    fn what_an_issue_brings_is_out_no_later_than_the_issue() {
        let items = json!([{ "news": "soon" }, { "meeting": "gone" }, { "meeting": "off" }, { "news": "elsewhere" }]);
        let sample = Sample::sound()
            .settings(json!({ "archive_url": "https://example.org/net/" }))
            .news("soon", json!({ "state": "published", "date": "2026-06-25" }))
            .news(
                "elsewhere",
                json!({ "state": "published", "date": "2026-06-25", "published_at": "https://example.org/n" }),
            )
            .meeting("gone", json!({ "date": "2020-03-12" }))
            .meeting("off", json!({ "date": "2020-03-12", "log": [{ "state": "cancelled" }] }))
            .newsletter("dated", json!({ "state": "published", "date": "2026-06-20", "items": [{ "news": "soon" }] }))
            .newsletter("undated", json!({ "state": "approved", "items": items }));
        let findings = sample.findings();
        let found = findings.iter().filter(|it| it.code == "item-not-out");
        let found: Vec<String> = found.map(|it| format!("{} {}", it.file, argument(it, "standing"))).collect();
        let expected =
            ["newsletters/dated.yaml later", "newsletters/undated.yaml later", "newsletters/undated.yaml past"];
        assert_eq!(found, expected);
    }

    #[test]
    fn an_issue_that_is_out_brings_something() {
        let sample = Sample::sound()
            .newsletter("a", json!({ "items": [] }))
            .newsletter("b", json!({ "items": [], "state": "approved" }))
            .newsletter("c", json!({ "items": [], "state": "approved", "intro": "Kort nyt." }));
        assert_eq!(sample.places(), ["newsletters/b.yaml issue-empty items"]);
    }

    #[test]
    fn an_issue_goes_to_a_list_that_there_is() {
        let sample = Sample::sound()
            .newsletter("a", json!({ "list": "newsletter" }))
            .newsletter("b", json!({ "list": "newsleter" }));
        assert_eq!(sample.places(), ["newsletters/b.yaml unknown-reference list"]);
        assert_eq!(argument(&sample.findings()[0], "nearest"), "newsletter");
    }
}
