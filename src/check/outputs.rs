//! What came out of a meeting.

use super::around::Around;
use super::page::Page;
use super::rule::Spot;
use super::structure::twice;
use crate::model::{DocumentPath, Output, OutputKind, Record};

fn outputs<'a>(page: &Page<'a>) -> Vec<(DocumentPath, &'a Output)> {
    let Some(Record::Meeting(_, meeting)) = page.record() else { return Vec::new() };
    let mut found = Vec::new();
    for (item, it) in meeting.agenda.iter().enumerate() {
        let outputs = DocumentPath::root().key("agenda").index(item).key("outputs");
        found.extend(it.outputs.iter().enumerate().map(|(index, output)| (outputs.index(index), output)));
    }
    found
}

fn actions_without(page: &Page<'_>, has: fn(&Output) -> bool) -> Vec<Spot> {
    let lacking = outputs(page).into_iter().filter(|(_, output)| output.kind == OutputKind::Action && !has(output));
    // Where the output is a line, the way leads further than the file, and its line is shown.
    lacking
        .map(|(path, output)| Spot::at(path.key("action")).for_lack_in(path).with("text", output.text.as_str()))
        .collect()
}

pub(super) fn an_action_has_an_owner(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    actions_without(page, |output| output.owner.is_some())
}

pub(super) fn an_action_has_a_date(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    actions_without(page, |output| output.due.is_some())
}

pub(super) fn an_output_s_id_is_its_own(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    twice(outputs(page).into_iter().filter_map(|(path, output)| Some((path, output.id.as_ref()?))))
}

#[cfg(test)]
mod tests {
    use crate::check::samples::Sample;
    use serde_json::json;

    #[test]
    fn an_action_has_one_owner_and_a_date() {
        let sample = Sample::sound().meeting(
            "m",
            json!({ "agenda": [{ "title": "A", "outputs": [
            "Opgave: Ring til alle",
            { "action": "Undersøg adgang", "owner": "EU-N" },
            { "action": "Undersøg adgang", "owner": "Birthe Holm", "due": "maj 2026" },
            "Et forslag" ] }] }),
        );
        let expected = [
            "meetings/m.yaml action-without-date agenda[0].outputs[0].action",
            "meetings/m.yaml action-without-owner agenda[0].outputs[0].action",
            "meetings/m.yaml action-without-date agenda[0].outputs[1].action",
        ];
        assert_eq!(sample.places(), expected);
    }

    #[test]
    fn an_output_s_id_is_its_own_in_the_whole_meeting() {
        let output = json!({ "wish": "Kaffe", "id": "kaffe" });
        let sample = Sample::sound()
            .meeting(
                "m",
                json!({ "agenda": [{ "title": "A", "outputs": [output] }, { "title": "B", "outputs": [output] }] }),
            )
            .meeting("n", json!({ "agenda": [{ "title": "A", "outputs": [output] }] }));
        assert_eq!(sample.places(), ["meetings/m.yaml output-id-twice agenda[1].outputs[0].id"]);
    }
}
