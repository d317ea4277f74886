//! Findings as people and as programs read them.

use super::terminal::Terminal;
use crate::model::{Argument, Finding, Place, Severity};
use crate::source;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use std::collections::BTreeMap;

/// The text of each file that has findings, by its path from the workspace's root.
pub type Texts = BTreeMap<String, String>;

/// A finding in words, as the design shows it: title, place, the line, what to write instead, and a hint.
pub fn shown(terminal: &Terminal, finding: &Finding, texts: &Texts) -> String {
    let message = terminal.sentence(finding.code, &arguments(finding));
    let label = attribute(terminal, finding, "label");
    let hint = attribute(terminal, finding, "hint");
    let hint = hint.map(|hint| format!("{}: {hint}", terminal.sentence("level-hint", &[])));
    let (level, name) = match finding.severity {
        Severity::Error => (Level::ERROR, "level-error"),
        Severity::Warning => (Level::WARNING, "level-warning"),
        Severity::Advice => (Level::HELP, "level-advice"),
    };
    let title = level.with_name(terminal.sentence(name, &[])).primary_title(message).id(finding.code);
    let mut group = Group::with_title(title);
    match texts.get(&finding.file) {
        Some(text) if finding.place != Place::File => {
            let span = source::locate(text, &finding.path, &finding.place);
            let end = span.end.byte.max(span.start.byte);
            let first_line = text[span.start.byte..end].find('\n').map_or(end, |at| span.start.byte + at);
            let mark = AnnotationKind::Primary.span(span.start.byte..first_line).label(label);
            group = group.element(Snippet::source(text.as_str()).path(finding.file.as_str()).annotation(mark));
        }
        _ => group = group.element(annotate_snippets::Origin::path(finding.file.as_str())),
    }
    if let Some(hint) = hint {
        group = group.element(Level::NOTE.no_name().message(hint));
    }
    let renderer = if terminal.has_colour() { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The values of a finding's sentences; every one of them may name the file.
fn arguments(finding: &Finding) -> Vec<(&'static str, Argument)> {
    let mut arguments = finding.arguments.clone();
    if !arguments.iter().any(|(name, _)| *name == "file") {
        arguments.push(("file", finding.file.as_str().into()));
    }
    arguments
}

fn attribute(terminal: &Terminal, finding: &Finding, name: &str) -> Option<String> {
    terminal.find(&format!("{}.{name}", finding.code), &arguments(finding)).filter(|text| !text.is_empty())
}

/// A finding for programs: the fields of `check --json`. Columns count characters.
#[derive(Debug, serde::Serialize)]
pub struct FindingRow {
    code: &'static str,
    severity: Severity,
    file: String,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    path: String,
    message: String,
    hint: Option<String>,
}

/// A finding as a row.
pub fn row(terminal: &Terminal, finding: &Finding, texts: &Texts) -> FindingRow {
    let span = texts
        .get(&finding.file)
        .filter(|_| finding.place != Place::File)
        .map(|text| source::locate(text, &finding.path, &finding.place));
    FindingRow {
        code: finding.code,
        severity: finding.severity,
        file: finding.file.clone(),
        line: span.as_ref().map(|span| span.start.line),
        column: span.as_ref().map(|span| span.start.column),
        end_line: span.as_ref().map(|span| span.end.line),
        end_column: span.as_ref().map(|span| span.end.column),
        path: finding.path.to_string(),
        message: terminal.sentence(finding.code, &arguments(finding)),
        hint: attribute(terminal, finding, "hint").or_else(|| attribute(terminal, finding, "label")),
    }
}
