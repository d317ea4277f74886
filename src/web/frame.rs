//! The page of one record: its documents, one of them in a frame, and what `check` finds.

use super::answer::{self, TroubleView};
use super::leaf::Leaf;
use super::preview::Desk;
use super::sight::Sight;
use crate::language::words::Words;
use crate::model::{DocumentFormat, Record, Records};
use crate::wording::FindingRow;
use crate::workspace::SETTINGS_FILE;
use axum::response::Response;
use serde::{Deserialize, Serialize};

/// What the reader chose, in the address.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Choice {
    show: Option<String>,
    width: Option<String>,
    scheme: Option<String>,
}

#[derive(Serialize)]
struct Frame<'a> {
    network: &'a str,
    id: &'a str,
    title: &'a str,
    file: String,
    groups: Vec<Group>,
    shown: String,
    widths: Vec<Switch>,
    schemes: Vec<Switch>,
    width: &'static str,
    scheme: &'static str,
    findings: Vec<&'a FindingRow>,
}

/// Findings by themselves.
#[derive(Serialize)]
struct Found<'a> {
    findings: Vec<&'a FindingRow>,
}

/// One document in its forms, or one list's mail.
#[derive(Serialize)]
struct Group {
    name: String,
    leaves: Vec<LeafLink>,
}

#[derive(Serialize)]
struct LeafLink {
    text: String,
    href: String,
    current: bool,
    /// Whether it is saved rather than shown.
    saved: bool,
}

/// One side of a switch.
#[derive(Serialize)]
struct Switch {
    name: &'static str,
    href: String,
    current: bool,
}

const WIDTHS: [&str; 2] = ["full", "phone"];
const SCHEMES: [&str; 3] = ["system", "light", "dark"];

/// The page.
pub(super) fn page(desk: &Desk, sight: &Sight, id: &str, choice: &Choice) -> Response {
    let Some((record, records)) = sight.record(id).zip(sight.records.as_ref()) else {
        return unread(desk, sight, id);
    };
    let leaves = Leaf::all(record, records);
    let asked = choice.show.as_deref().and_then(Leaf::parse).filter(|leaf| leaves.contains(leaf));
    let shown = asked.unwrap_or_else(|| Leaf::first(record));
    let width = chosen(choice.width.as_deref(), &WIDTHS);
    let scheme = chosen(choice.scheme.as_deref(), &SCHEMES);
    let to = |leaf: &Leaf, width: &str, scheme: &str| format!("?show={leaf}&width={width}&scheme={scheme}");
    let switch = |name: &'static str, current: &str, href: String| Switch { name, href, current: name == current };
    let mut groups: Vec<Group> = Vec::new();
    for leaf in &leaves {
        let name = name_of(leaf, records, &desk.words);
        let saved = leaf.form() == DocumentFormat::Docx;
        let link = LeafLink {
            text: desk.words.say(&form_of(leaf), &[]),
            href: if saved { format!("/records/{id}/{leaf}") } else { to(leaf, width, scheme) },
            current: *leaf == shown,
            saved,
        };
        match groups.last_mut().filter(|group| group.name == name) {
            Some(group) => group.leaves.push(link),
            None => groups.push(Group { name, leaves: vec![link] }),
        }
    }
    let frame = Frame {
        network: &records.settings.network,
        id: record.id().as_str(),
        title: record.title(),
        file: record.file(),
        groups,
        widths: WIDTHS.iter().map(|it| switch(it, width, to(&shown, it, scheme))).collect(),
        schemes: SCHEMES.iter().map(|it| switch(it, scheme, to(&shown, width, it))).collect(),
        shown: shown.to_string(),
        width,
        scheme,
        findings: of(record, sight, &desk.words),
    };
    answer::page(desk, "frame.html", frame)
}

/// What is found in a record, as a piece of its page.
pub(super) fn findings(desk: &Desk, sight: &Sight, id: &str) -> Response {
    match sight.record(id) {
        Some(record) => {
            let findings = of(record, sight, &desk.words);
            answer::page(desk, "findings.html", Found { findings })
        }
        None => match of_file(sight, id, &desk.words) {
            findings if findings.is_empty() => answer::missing(desk),
            findings => answer::page(desk, "findings.html", Found { findings }),
        },
    }
}

/// A record that cannot be read, with what keeps it from being read; or that there is none.
fn unread(desk: &Desk, sight: &Sight, id: &str) -> Response {
    let findings = of_file(sight, id, &desk.words);
    if findings.is_empty() {
        return answer::missing(desk);
    }
    let message = desk.words.say("preview-unread", &[]);
    answer::page(desk, "trouble.html", TroubleView { message, hint: None, findings })
}

/// What is found in the file of a record that cannot be read, or in the settings, without which none is.
fn of_file<'a>(sight: &'a Sight, id: &str, words: &Words) -> Vec<&'a FindingRow> {
    let ending = format!("/{id}.yaml");
    let is_in_the_way = |file: &str| file.ends_with(&ending) || (sight.records.is_none() && file == SETTINGS_FILE);
    sight.findings(words).iter().filter(|finding| is_in_the_way(&finding.file)).collect()
}

fn of<'a>(record: Record<'_>, sight: &'a Sight, words: &Words) -> Vec<&'a FindingRow> {
    let file = record.file();
    sight.findings(words).iter().filter(|finding| finding.file == file).collect()
}

fn chosen(asked: Option<&str>, known: &[&'static str]) -> &'static str {
    known.iter().find(|known| asked == Some(**known)).unwrap_or(&known[0])
}

fn form_of(leaf: &Leaf) -> String {
    match leaf {
        Leaf::Mail(_, _, DocumentFormat::Html) => "preview-form-mail".to_owned(),
        leaf => format!("preview-form-{}", leaf.form().name()),
    }
}

fn name_of(leaf: &Leaf, records: &Records, words: &Words) -> String {
    match leaf {
        Leaf::Document(document, _) => words.say(&format!("preview-document-{}", document.name()), &[]),
        Leaf::Mail(document, list, _) => {
            let title = records.settings.lists.get(list).map_or(list.as_str(), |list| list.title.as_str());
            words.say("preview-mail", &[("document", document.name().into()), ("list", title.into())])
        }
    }
}
