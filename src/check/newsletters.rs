//! An issue of the newsletter: each item about one thing, and a list that there is.

use super::around::{Around, is_whole};
use super::page::Page;
use super::rule::Spot;
use crate::language::nearest::nearest;
use crate::model::{DocumentPath, Id, Record};

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
    fn an_issue_goes_to_a_list_that_there_is() {
        let sample = Sample::sound()
            .newsletter("a", json!({ "list": "newsletter" }))
            .newsletter("b", json!({ "list": "newsleter" }));
        assert_eq!(sample.places(), ["newsletters/b.yaml unknown-reference list"]);
        assert_eq!(argument(&sample.findings()[0], "nearest"), "newsletter");
    }
}
