//! A record by what a person calls it: its id, its path, or any unambiguous start of its id.

use super::WorkspaceError;
use crate::language::nearest::nearest;
use crate::model::{Record, Records};

/// The record of that name: a whole id (or an earlier one) wins, then a path that ends in the record's file, then a start
/// that only one id has.
///
/// # Errors
/// `RecordUnknown` with the nearest id, `RecordAmbiguous` with all that begin so, and `RecordUnread` where the record is
/// there and its file has errors.
pub fn resolve<'a>(records: &'a Records, name: &str) -> Result<Record<'a>, WorkspaceError> {
    let wanted = name.trim().replace('\\', "/");
    if let Some(record) = records.record(&wanted) {
        return Ok(record);
    }
    if let Some(file) = unread_files(records).find(|file| is_named(file, &wanted) || stem(file) == wanted) {
        return Err(WorkspaceError::RecordUnread { file: file.to_owned() });
    }
    if let Some(record) = records.all().find(|record| is_named(&record.file(), &wanted)) {
        return Ok(record);
    }
    let fitting: Vec<Record<'a>> = records.all().filter(|record| is_start(record.id().as_str(), &wanted)).collect();
    let unread: Vec<&str> = unread_files(records).filter(|file| is_start(stem(file), &wanted)).collect();
    match (&fitting[..], &unread[..]) {
        ([record], []) => Ok(*record),
        ([], [file]) => Err(WorkspaceError::RecordUnread { file: (*file).to_owned() }),
        ([], []) => {
            let ids = records.all().map(|record| record.id().as_str());
            let nearest = nearest(stem(&wanted), ids).map(str::to_owned);
            Err(WorkspaceError::RecordUnknown { name: name.to_owned(), nearest })
        }
        _ => {
            let ids = fitting.iter().map(|record| record.id().as_str()).chain(unread.iter().map(|file| stem(file)));
            Err(WorkspaceError::RecordAmbiguous { name: name.to_owned(), ids: ids.map(str::to_owned).collect() })
        }
    }
}

/// Files of records that are there and could not be read.
fn unread_files(records: &Records) -> impl Iterator<Item = &str> {
    let folders = ["meetings/", "news/", "newsletters/"];
    let is_a_record_s = move |file: &&str| folders.iter().any(|it| file.starts_with(it) && file.len() > it.len());
    records.unread.iter().map(String::as_str).filter(is_a_record_s)
}

/// The id in a record's file name.
fn stem(file: &str) -> &str {
    let name = file.rsplit_once('/').map_or(file, |(_, name)| name);
    name.strip_suffix(".yaml").unwrap_or(name)
}

/// Whether a path means this file: `meetings/a.yaml`, `../meetings/a.yaml`, `/home/me/network/meetings/a.yaml`, `a.yaml`.
fn is_named(file: &str, wanted: &str) -> bool {
    let wanted = wanted.strip_prefix("./").unwrap_or(wanted);
    let ends_with =
        |whole: &str, end: &str| whole.strip_suffix(end).is_some_and(|front| front.is_empty() || front.ends_with('/'));
    wanted.ends_with(".yaml") && (ends_with(wanted, file) || ends_with(file, wanted))
}

fn is_start(id: &str, wanted: &str) -> bool {
    !wanted.is_empty() && id.starts_with(wanted)
}

#[cfg(test)]
mod tests {
    use super::resolve;
    use crate::model::{DocumentPath, Records, Registry};
    use serde_json::{from_value, json};
    use std::collections::BTreeMap;

    fn records() -> Records {
        let meeting = |title: &str| json!({ "title": title, "date": "2023-01-12" });
        Records {
            settings: from_value(json!({ "id": "x", "network": "N", "secretariat": "S" })).unwrap(),
            registry: Registry::default(),
            meetings: from_value(json!({
                "2023-01-12-aeldre-sagen": { "title": "A", "date": "2023-01-12", "formerly": ["2023-aeldre"] },
                "2023-05-04-roskilde": meeting("B"),
                "2024": meeting("C"),
                "2024-10-02-aarhus": meeting("D"),
            }))
            .unwrap(),
            news: BTreeMap::new(),
            newsletters: from_value(json!({ "nyhedsbrev-2023-01": { "subject": "E", "items": [] } })).unwrap(),
            unread: ["meetings/2025-01-01-broken.yaml".to_owned(), "registry/people.yaml".to_owned()].into(),
            partial: [("meetings/2023-05-04-roskilde.yaml".to_owned(), vec![DocumentPath::root().key("host")])].into(),
        }
    }

    #[test]
    fn a_record_is_found_by_id_path_or_start() {
        let records = records();
        for name in [
            "2023-01-12-aeldre-sagen",
            "2023-aeldre",
            "2023-01",
            " 2023-01 ",
            "meetings/2023-01-12-aeldre-sagen.yaml",
            "./meetings/2023-01-12-aeldre-sagen.yaml",
            "../meetings/2023-01-12-aeldre-sagen.yaml",
            "2023-01-12-aeldre-sagen.yaml",
            "meetings\\2023-01-12-aeldre-sagen.yaml",
        ] {
            assert_eq!(resolve(&records, name).unwrap().title(), "A", "{name}");
        }
        assert_eq!(resolve(&records, "ny").unwrap().title(), "E");
        assert_eq!(resolve(&records, "2023-05").unwrap().title(), "B");
    }

    #[test]
    fn a_whole_id_wins_over_a_start() {
        assert_eq!(resolve(&records(), "2024").unwrap().title(), "C");
        assert_eq!(resolve(&records(), "2024-").unwrap().title(), "D");
    }

    #[test]
    fn what_is_not_one_record_says_why() {
        let records = records();
        for (name, code) in [
            ("2023", "record-ambiguous"),
            ("202", "record-ambiguous"),
            ("", "record-unknown"),
            ("2022", "record-unknown"),
            ("news/2024.yaml", "record-unknown"),
            ("2025", "record-unread"),
            ("meetings/2025-01-01-broken.yaml", "record-unread"),
            ("people.yaml", "record-unknown"),
        ] {
            assert_eq!(resolve(&records, name).unwrap_err().code(), code, "{name}");
        }
    }
}
