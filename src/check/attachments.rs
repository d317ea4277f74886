//! Files to hand out, and that none lies outside the workspace.

use super::around::Around;
use super::page::Page;
use super::rule::Spot;
use crate::model::{FieldValue, FileKind, climbs};
use crate::prose::{InlineKind, linked_file};

pub(super) fn a_file_to_hand_out_is_there(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for field in &page.fields {
        let FieldValue::Attachment(file) = field.value else { continue };
        if climbs(file) {
            continue;
        }
        let problem = match around.facts.files.get(file) {
            None => "absent",
            Some(fact) if fact.kind == FileKind::Folder => "folder",
            Some(fact) if fact.kind == FileKind::Elsewhere => "elsewhere",
            Some(fact) if !is_what_it_says(file, fact.kind) => "other-kind",
            Some(_) => continue,
        };
        spots.push(Spot::at(field.path.clone()).with("file", file).with("problem", problem));
    }
    spots
}

/// Whether the bytes are what the name's ending says; an ending that is not known says nothing.
fn is_what_it_says(file: &str, kind: FileKind) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "jpeg" => kind == FileKind::Jpeg,
        "jpg" | "png" | "gif" | "webp" | "pdf" | "docx" | "pptx" | "xlsx" | "mp4" => kind.extension() == ending,
        _ => true,
    }
}

pub(super) fn a_file_lies_in_the_workspace(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for field in &page.fields {
        let (path, file) = match field.value {
            FieldValue::Attachment(file) => (field.path.clone(), file),
            FieldValue::Image(image) => (field.path.key("file"), image.file.as_str()),
            _ => continue,
        };
        if climbs(file) {
            spots.push(Spot::at(path).with("file", file));
        }
    }
    spots
}

/// Endings of what a browser runs where it is opened, or a server where it is asked for.
const RUN: [&str; 18] = [
    "htm", "html", "xhtml", "xht", "shtml", "svg", "svgz", "xml", "xsl", "xslt", "mht", "mhtml", "hta", "php", "phtml",
    "cgi", "asp", "jsp",
];

/// A page or drawing with a script in it would run at the archive's own address.
pub(super) fn a_file_to_hand_out_runs_nothing(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let may_run =
        |file: &str| {
            let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
            around.facts.files.get(file).is_some_and(|fact| {
                fact.kind == FileKind::Markup || fact.kind.is_file() && RUN.contains(&ending.as_str())
            })
        };
    let mut spots = Vec::new();
    for field in &page.fields {
        let (path, file) = match field.value {
            FieldValue::Attachment(file) => (field.path.clone(), Some(file.to_owned())),
            FieldValue::Link(link) => (field.path.key("url"), linked_file(&link.url)),
            _ => continue,
        };
        if let Some(file) = file.filter(|file| may_run(file)) {
            spots.push(Spot::at(path).with("file", file));
        }
    }
    for passage in &page.passages {
        for inline in passage.inlines() {
            if let InlineKind::Link { url, .. } = &inline.kind
                && let Some(file) = linked_file(url).filter(|file| may_run(file))
            {
                spots.push(Spot::at(passage.path.clone()).within(inline.range.clone()).with("file", file));
            }
        }
    }
    spots
}

#[cfg(test)]
mod tests {
    use crate::check::samples::{Sample, argument};
    use crate::model::FileKind;
    use serde_json::json;

    #[test]
    fn a_file_to_hand_out_is_there_and_is_what_it_says() {
        let sample = Sample::sound()
            .file("files/kage.pdf", FileKind::Other)
            .file("files/data.ods", FileKind::Other)
            .material("a", json!({ "title": "A", "file": "files/tips.pdf" }))
            .material("b", json!({ "title": "B", "file": "files/nej.pdf" }))
            .material("c", json!({ "title": "C", "file": "files/data.ods" }))
            .meeting(
                "m",
                json!({ "slides": "files/kage.pdf", "agenda": [
                { "title": "A", "slides": "on_request" }, { "title": "B", "slides": { "file": "files/tips.PDF" } } ] }),
            );
        let expected = [
            "meetings/m.yaml attachment-missing agenda[1].slides.file",
            "meetings/m.yaml attachment-missing slides.file",
            "registry/materials.yaml attachment-missing b.file",
        ];
        assert_eq!(sample.places(), expected);
        let problems: Vec<_> = sample.findings().iter().map(|it| argument(it, "problem")).collect();
        assert_eq!(problems, ["absent", "other-kind", "absent"]);
    }

    #[test]
    fn a_page_or_a_drawing_that_can_run_programs_is_found_wherever_it_is_named() {
        let sample = Sample::sound()
            .file("files/logo.svg", FileKind::Other)
            .file("files/plan.HTML", FileKind::Other)
            .file("files/plan", FileKind::Markup)
            .material("a", json!({ "title": "A", "file": "files/logo.svg" }))
            .meeting("m", json!({
                "slides": "files/plan",
                "links": [{ "text": "Planen", "url": "./files/plan.HTML" }, { "text": "Tips", "url": "files/tips.pdf" }],
                "intro": "Se [logoet](files/logo.svg).",
            }));
        let expected = [
            "meetings/m.yaml file-may-run intro",
            "meetings/m.yaml file-may-run links[0].url",
            "meetings/m.yaml file-may-run slides.file",
            "registry/materials.yaml file-may-run a.file",
        ];
        assert_eq!(sample.places(), expected);
    }

    #[test]
    fn a_path_never_leads_out_of_the_workspace() {
        for path in ["../tips.pdf", "/etc/passwd", "C:/tips.pdf", "files\\tips.pdf"] {
            let sample = Sample::sound().material("a", json!({ "title": "A", "file": path }));
            assert_eq!(sample.places(), ["registry/materials.yaml file-outside a.file"], "{path}");
        }
    }
}
