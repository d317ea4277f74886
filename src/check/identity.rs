//! Meetings, articles and issues share one row of ids, and the archive has folders of its own.

use super::around::Around;
use super::page::Page;
use super::rule::Spot;
use crate::model::{ArchivePage, DocumentPath, Id, Place, Record};

pub(super) fn an_id_is_one_record_s(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let Some(record) = page.record() else { return Vec::new() };
    let mut spots = Vec::new();
    // Of two files of one name the later has the finding: the first may have been there for years.
    let before = |other: &&Record<'_>| other.id() == record.id() && rank(**other) < rank(record);
    if let Some(other) = around.owners(record.id()).iter().find(before) {
        let mut spot = taken(DocumentPath::root(), record.id(), *other);
        spot.place = Place::File;
        spots.push(spot);
    }
    let formerly = DocumentPath::root().key("formerly");
    for (index, earlier) in record.formerly().iter().enumerate() {
        // An id in use wins over a former one; of two former ones the later has the finding.
        let holds = |other: &&Record<'_>| {
            other.id() == earlier || (other.formerly().contains(earlier) && position(**other) < position(record))
        };
        if let Some(other) = around.owners(earlier).iter().find(holds) {
            spots.push(taken(formerly.index(index), earlier, *other));
        }
    }
    spots
}

/// An id, today's or an earlier one, that one of the archive's own parts bears.
pub(super) fn an_id_is_no_part_of_the_archive(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let Some(record) = page.record() else { return Vec::new() };
    let folders = ArchivePage::folders(around.records.settings.language());
    let is_reserved = |id: &Id| folders.contains(&id.as_str());
    let own = is_reserved(record.id()).then(|| Spot {
        place: Place::File,
        ..Spot::at(DocumentPath::root()).with("id", record.id().as_str()).with("formerly", "no")
    });
    let formerly = DocumentPath::root().key("formerly");
    let earlier = record.formerly().iter().enumerate().filter(|(_, id)| is_reserved(id));
    let earlier =
        earlier.map(|(index, id)| Spot::at(formerly.index(index)).with("id", id.as_str()).with("formerly", "yes"));
    own.into_iter().chain(earlier).collect()
}

fn taken(path: DocumentPath, id: &Id, other: Record<'_>) -> Spot {
    Spot::at(path).with("id", id.as_str()).with("other", other.file())
}

fn rank(record: Record<'_>) -> u8 {
    match record {
        Record::Meeting(..) => 0,
        Record::News(..) => 1,
        Record::Newsletter(..) => 2,
    }
}

fn position<'a>(record: Record<'a>) -> (u8, &'a Id) {
    (rank(record), record.id())
}

#[cfg(test)]
mod tests {
    use crate::check::samples::{Sample, argument};
    use serde_json::json;

    #[test]
    fn an_id_is_one_record_s_among_all_kinds() {
        let sample = Sample::sound()
            .meeting("a", json!({}))
            .news("a", json!({}))
            .newsletter("a", json!({}))
            .news("b", json!({}));
        assert_eq!(sample.places(), ["news/a.yaml id-taken ", "newsletters/a.yaml id-taken "]);
        assert_eq!(argument(&sample.findings()[0], "other"), "meetings/a.yaml");
    }

    #[test]
    fn an_id_is_no_part_of_the_archive() {
        let sample = Sample::sound()
            .meeting("emner", json!({}))
            .news("a", json!({ "formerly": ["gammel", "soeg"] }))
            .newsletter("topics", json!({}));
        assert_eq!(sample.places(), ["meetings/emner.yaml id-reserved ", "news/a.yaml id-reserved formerly[1]"]);
    }

    #[test]
    fn a_former_id_is_nobody_else_s() {
        let sample = Sample::sound()
            .meeting("a", json!({ "formerly": ["old", "old-a"] }))
            .meeting("b", json!({ "formerly": ["a", "old"] }))
            .news("n", json!({ "formerly": ["n"] }));
        let expected = [
            "meetings/b.yaml id-taken formerly[0]",
            "meetings/b.yaml id-taken formerly[1]",
            "news/n.yaml id-taken formerly[0]",
        ];
        assert_eq!(sample.places(), expected);
    }
}
