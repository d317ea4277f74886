//! Names that somebody must bear.

use super::around::{Around, Found, Named, is_whole};
use super::page::Page;
use super::rule::Spot;
use super::{images, newsletters};
use crate::language::nearest::nearest;
use crate::model::{FieldValue, Id, Output, Record, Reference};

fn named<'a>(value: FieldValue<'a>) -> Option<(Named, &'a Reference)> {
    match value {
        FieldValue::Speaker(reference) => Some((Named::Speaker, reference)),
        FieldValue::Person(reference) => Some((Named::Person, reference)),
        FieldValue::Organisation(reference) => Some((Named::Organisation, reference)),
        FieldValue::Topic(reference) => Some((Named::Topic, reference)),
        FieldValue::Material(reference) => Some((Named::Material, reference)),
        _ => None,
    }
}

fn unknown(page: &Page<'_>, around: &Around<'_>, wanted: &[Named]) -> Vec<Spot> {
    let mut spots = Vec::new();
    for field in &page.fields {
        if let Some((kind, reference)) = named(field.value)
            && wanted.contains(&kind)
            && around.find(kind, reference) == Found::Nobody
        {
            let nearest = around.nearest(kind, reference);
            spots.push(nobody(Spot::at(field.path.clone()), &reference.0, nearest).with("kind", word(kind)));
        }
    }
    spots
}

fn word(kind: Named) -> &'static str {
    match kind {
        Named::Person => "person",
        Named::Organisation => "organisation",
        Named::Speaker => "speaker",
        Named::Topic => "topic",
        Named::Material => "material",
    }
}

fn nobody(spot: Spot, name: &str, nearest: Option<&str>) -> Spot {
    spot.with("name", name.trim()).with("nearest", nearest.unwrap_or("none"))
}

pub(super) fn a_person_is_in_the_registry(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    unknown(page, around, &[Named::Person, Named::Speaker])
}

pub(super) fn an_organisation_is_in_the_registry(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    unknown(page, around, &[Named::Organisation])
}

pub(super) fn a_name_means_one_entry(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for field in &page.fields {
        if let Some((kind, reference)) = named(field.value)
            && let Found::Several(ids) = around.find(kind, reference)
        {
            let ids: Vec<&str> = ids.into_iter().map(Id::as_str).collect();
            let spot = Spot::at(field.path.clone()).with("name", reference.0.trim());
            spots.push(spot.with("first", ids[0]).with("ids", ids.join(", ")));
        }
    }
    spots
}

pub(super) fn what_is_named_is_there(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let mut spots = unknown(page, around, &[Named::Topic, Named::Material]);
    spots.extend(images::unknown_placed(page));
    spots.extend(newsletters::unknown_list(page, around));
    for field in &page.fields {
        let missing = match field.value {
            FieldValue::Meeting(reference) => missing_record(around, "meetings", reference),
            FieldValue::News(reference) => missing_record(around, "news", reference),
            FieldValue::Output(reference) => missing_output(around, reference),
            _ => None,
        };
        if let Some(missing) = missing {
            let spot = nobody(Spot::at(field.path.clone()), missing.name, missing.nearest.as_deref());
            spots.push(spot.with("kind", missing.kind));
        }
    }
    spots
}

struct Missing<'a> {
    kind: &'static str,
    name: &'a str,
    nearest: Option<String>,
}

fn missing_record<'a>(around: &Around<'_>, folder: &str, reference: &'a Reference) -> Option<Missing<'a>> {
    let name = reference.0.trim();
    let records = around.records;
    let is_meeting = folder == "meetings";
    let is_there = match records.record(name) {
        Some(Record::Meeting(..)) => is_meeting,
        Some(Record::News(..)) => !is_meeting,
        Some(Record::Newsletter(..)) | None => false,
    };
    if is_there || !around.is_whole(folder) {
        return None;
    }
    let (kind, nearest) = match is_meeting {
        true => ("meeting", nearest(name, records.meetings.keys().map(Id::as_str))),
        false => ("news", nearest(name, records.news.keys().map(Id::as_str))),
    };
    Some(Missing { kind, name, nearest: nearest.map(str::to_owned) })
}

/// Where an output is wanted that nobody has: `2026-03-12-roskilde/paaroerende`, or `earlier/fritagelse`.
fn missing_output<'a>(around: &Around<'_>, reference: &'a Reference) -> Option<Missing<'a>> {
    let name = reference.0.trim();
    let records = around.records;
    let missing = |nearest: Option<String>| Some(Missing { kind: "output", name, nearest });
    let Some((home, output)) = name.split_once('/') else { return missing(None) };
    if home == "earlier" {
        let earlier = &records.registry.earlier;
        if earlier.contains_key(output) || !is_whole(records, "registry/earlier.yaml") {
            return None;
        }
        let nearest = nearest(output, earlier.keys().map(Id::as_str));
        return missing(nearest.map(|id| format!("earlier/{id}")));
    }
    let Some(Record::Meeting(_, meeting)) = records.record(home) else {
        if !around.is_whole("meetings") {
            return None;
        }
        let homes = records.meetings.keys().map(Id::as_str).chain(["earlier"]);
        return missing(nearest(home, homes).map(|home| format!("{home}/{output}")));
    };
    let ids: Vec<String> = meeting.agenda.iter().flat_map(|item| item.outputs.iter()).map(Output::link_id).collect();
    if ids.iter().any(|id| id == output) {
        return None;
    }
    missing(nearest(output, ids.iter().map(String::as_str)).map(|id| format!("{home}/{id}")))
}

#[cfg(test)]
mod tests {
    use crate::check::samples::{Sample, argument};
    use crate::model::DocumentPath;
    use serde_json::json;

    #[test]
    fn a_person_whom_nobody_knows_is_found_with_the_nearest() {
        let found = Sample::sound().meeting("m", json!({ "chair": "Birte Holm", "agenda": [
            { "title": "A", "speakers": ["Birthe Holm", "EU-N", "Mette Lund"] },
            { "title": "B", "speakers": [{ "person": "Eksempeluniversitetet", "organisation": "Eksempeluniversitet" }] },
        ] }));
        let expected = [
            "meetings/m.yaml unknown-person agenda[0].speakers[2]",
            "meetings/m.yaml unknown-organisation agenda[1].speakers[0].organisation",
            "meetings/m.yaml unknown-person agenda[1].speakers[0].person",
            "meetings/m.yaml unknown-person chair",
        ];
        assert_eq!(found.places(), expected);
        assert_eq!(argument(&found.findings()[0], "nearest"), "none");
        assert_eq!(argument(&found.findings()[1], "nearest"), "Eksempeluniversitetet");
        assert_eq!(argument(&found.findings()[3], "nearest"), "Birthe Holm");
    }

    #[test]
    fn a_part_of_a_name_leads_to_the_only_one_who_has_it() {
        let nearest =
            |sample: Sample| argument(&sample.meeting("m", json!({ "chair": "Birthe" })).findings()[0], "nearest");
        assert_eq!(nearest(Sample::sound()), "Birthe Holm");
        assert_eq!(nearest(Sample::sound().person("x", json!({ "name": "Birthe Lind" }))), "none");
    }

    #[test]
    fn registry_files_are_looked_through_too() {
        let sample = Sample::sound()
            .person("anna", json!({ "name": "Anna", "organisation": "Ingen" }))
            .organisation("del", json!({ "name": "Del", "part_of": "Helhed" }))
            .topic("emne", json!({ "name": "Emne", "came_from": ["earlier/nej", "intet"] }))
            .material("film", json!({ "title": "Film", "url": "https://a.example", "made_by": "Ukendt" }));
        let expected = [
            "registry/materials.yaml unknown-organisation film.made_by",
            "registry/organisations.yaml unknown-organisation del.part_of",
            "registry/people.yaml unknown-organisation anna.organisation",
            "registry/topics.yaml unknown-reference emne.came_from[0]",
            "registry/topics.yaml unknown-reference emne.came_from[1]",
        ];
        assert_eq!(sample.places(), expected);
    }

    #[test]
    fn an_output_is_named_by_meeting_and_id_or_by_an_earlier_one() {
        let sample = Sample::sound()
            .earlier("fritagelse", json!({ "text": "Undtag dem" }))
            .meeting(
                "a",
                json!({ "formerly": ["aa"], "agenda": [{ "title": "A", "outputs": [
                { "suggestion": "Hjælp", "id": "hjaelp" }, "Vejledning på biblioteket" ] }] }),
            )
            .meeting(
                "b",
                json!({ "agenda": [{ "title": "B", "reports_on": [
                "a/hjaelp", "aa/hjaelp", "a/vejledning-paa-biblioteket", "earlier/fritagelse",
                "a/hjalp", "earlier/fritagelsen", "c/hjaelp", "hjaelp" ] }] }),
            );
        let nearest: Vec<_> = sample.findings().iter().map(|it| argument(it, "nearest")).collect();
        assert_eq!(sample.codes(), ["unknown-reference"; 4]);
        assert_eq!(nearest, ["a/hjaelp", "earlier/fritagelse", "none", "none"]);
    }

    #[test]
    fn a_newsletter_names_what_there_is() {
        let sample = Sample::sound().meeting("2026-03-12-roskilde", json!({})).news("nyt", json!({})).newsletter(
            "brev",
            json!({ "items": [
                { "meeting": "2026-03-12-roskilde" }, { "news": "nyt" },
                { "meeting": "2026-03-12-roskild" }, { "news": "2026-03-12-roskilde" }, { "material": "Tips" } ] }),
        );
        let expected = [
            "newsletters/brev.yaml unknown-reference items[2].meeting",
            "newsletters/brev.yaml unknown-reference items[3].news",
            "newsletters/brev.yaml unknown-reference items[4].material",
        ];
        assert_eq!(sample.places(), expected);
    }

    #[test]
    fn a_name_that_two_bear_is_ambiguous_and_an_id_is_not() {
        let sample = Sample::sound()
            .person("bo", json!({ "name": "Bo Bo" }))
            .person("bo-2", json!({ "name": "Bo Bo" }))
            .organisation("x", json!({ "name": "X", "short": "EU" }))
            .organisation("y", json!({ "name": "Y", "also": ["EU"] }))
            .meeting(
                "m",
                json!({ "chair": "Bo Bo", "host": "EU", "agenda": [
                { "title": "A", "speakers": ["bo", "bo-2", "Bo Bo"] } ] }),
            );
        let expected = [
            "meetings/m.yaml ambiguous-reference agenda[0].speakers[2]",
            "meetings/m.yaml ambiguous-reference chair",
            "meetings/m.yaml ambiguous-reference host",
        ];
        assert_eq!(sample.places(), expected);
        assert_eq!(argument(&sample.findings()[1], "ids"), "bo, bo-2");
    }

    #[test]
    fn references_into_a_file_that_could_not_be_read_are_not_findings() {
        let sample = Sample::sound().without_people().meeting("m", json!({
            "chair": "Birthe Holm",
            "agenda": [{ "title": "A", "speakers": ["Hvem Ved"], "reports_on": ["2020-gone/x"], "topics": ["Ingen"] }]
        }));
        assert_eq!(sample.codes(), ["unknown-reference", "unknown-person", "unknown-reference", "unknown-person"]);
        let sample = sample.unread("registry/people.yaml").unread("meetings/2020-gone.yaml");
        assert_eq!(sample.places(), ["meetings/m.yaml unknown-reference agenda[0].topics[0]"]);
    }

    #[test]
    fn what_could_not_be_read_is_not_missed_and_the_rest_is_found_at_its_place() {
        let agenda = DocumentPath::root().key("agenda");
        let output = agenda.index(2).key("outputs").index(0);
        let sample = Sample::sound()
            .meeting(
                "m",
                json!({ "log": [{ "state": "planned" }], "date": "2026-01-08", "agenda": [
                { "title": "A" },
                { "title": "B", "speakers": ["Ukendt"], "said": "![](x) ![](y)", "outputs": [{ "action": "Ring" }],
                  "images": [{ "file": "files/birthe.jpg" }] } ] }),
            )
            .lacking("meetings/m.yaml", agenda.index(1))
            .lacking("meetings/m.yaml", output.key("due"))
            .lacking("meetings/m.yaml", output.key("owner"))
            .lacking("meetings/m.yaml", agenda.index(2).key("images").index(0).key("alt"));
        assert_eq!(sample.places(), ["meetings/m.yaml unknown-person agenda[2].speakers[0]"]);
    }
}
