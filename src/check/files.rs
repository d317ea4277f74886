//! Which files the records name.

use super::page::{Page, Subject, fields};
use super::passage::Passage;
use crate::model::{DocumentPath, FieldValue, Record, Records};
use crate::prose::{InlineKind, linked_file};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Every file that the records name, from the workspace's root: pictures, slides, materials and what relative links lead
/// to. What the paths lead to, and whether anywhere, is not asked here.
pub fn named_files(records: &Records) -> BTreeSet<String> {
    Page::all(records).into_par_iter().flat_map_iter(files).collect()
}

/// The same of one record alone.
pub fn files_named_by(record: Record<'_>) -> Vec<String> {
    files(Subject::Record(record))
}

/// The same of the settings and the registry.
pub fn files_named_beside(records: &Records) -> Vec<String> {
    Page::all(records).into_iter().filter(|subject| !matches!(subject, Subject::Record(_))).flat_map(files).collect()
}

fn files(subject: Subject<'_>) -> Vec<String> {
    let mut files = Vec::new();
    for field in fields(subject) {
        match field.value {
            FieldValue::Image(image) => files.push(image.file.clone()),
            FieldValue::Attachment(file) => files.push(file.to_owned()),
            FieldValue::Link(link) => files.extend(linked_file(&link.url)),
            FieldValue::Prose(prose) if may_link_to_a_file(&prose.0) => {
                let passage = Passage::read(DocumentPath::root(), &prose.0);
                for inline in passage.inlines() {
                    if let InlineKind::Link { url, .. } = &inline.kind {
                        files.extend(linked_file(url));
                    }
                }
            }
            _ => {}
        }
    }
    files
}

/// Whether a text is worth reading for links that lead to a file: most link to the web, or not at all.
fn may_link_to_a_file(text: &str) -> bool {
    let leads_off = |(at, _): (usize, &str)| ["http:", "https:"].iter().any(|start| text[at + 2..].starts_with(start));
    text.contains("]:") || text.match_indices("](").any(|link| !leads_off(link))
}

#[cfg(test)]
mod tests {
    use super::{files_named_beside, files_named_by, named_files};
    use crate::check::samples::Sample;
    use serde_json::json;
    use std::collections::BTreeSet;

    #[test]
    fn every_file_that_is_named_is_asked_for() {
        let sample = Sample::sound()
            .material("a", json!({ "title": "A", "file": "files/a.pdf" }))
            .meeting("m", json!({
                "images": [{ "file": "files/b.jpg" }], "slides": "files/c.pdf",
                "links": [{ "text": "D", "url": "files/d%20d.pdf#side=2" }, { "text": "E", "url": "https://e.example/e.pdf" }],
                "agenda": [{ "title": "F", "said": "Se [f](files/f.pdf) og [g].\n\n[g]: files/g.pdf", "slides": "on_request" }],
            }));
        let files: Vec<_> = named_files(sample.records()).into_iter().collect();
        let expected = ["files/a.pdf", "files/b.jpg", "files/c.pdf", "files/d d.pdf", "files/f.pdf", "files/g.pdf"];
        assert_eq!(files, expected);
        let alone = sample.records().all().flat_map(files_named_by);
        let together: BTreeSet<String> = alone.chain(files_named_beside(sample.records())).collect();
        assert_eq!(together.into_iter().collect::<Vec<_>>(), expected);
    }
}
