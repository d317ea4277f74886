//! A finding in words: its sentence, its place, what to do. For whoever reads it, on a terminal or on a page.

use crate::language::words::Words;
use crate::model::{Argument, Finding, Place, Severity, sentence};
use crate::source;
use std::collections::BTreeMap;

/// The text of each file that has findings, by its path from the workspace's root.
pub type Texts = BTreeMap<String, String>;

/// A finding for programs and pages: the fields of `check --json`. Lines and columns count from 1, columns characters.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct FindingRow {
    /// The rule.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The file, from the workspace's root.
    pub file: String,
    /// Where it begins; nothing where it is about the file as a whole.
    pub line: Option<usize>,
    /// Where it begins in its line.
    pub column: Option<usize>,
    /// Where it ends.
    pub end_line: Option<usize>,
    /// Where it ends in that line.
    pub end_column: Option<usize>,
    /// The way to the value in the record.
    pub path: String,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: Option<String>,
}

/// A finding as a row.
pub fn row(words: &Words, finding: &Finding, texts: &Texts) -> FindingRow {
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
        message: message(words, finding),
        hint: attribute(words, finding, "hint").or_else(|| attribute(words, finding, "label")),
    }
}

/// What is wrong; the code in brackets where there are no words for it, which the tests refuse.
pub fn message(words: &Words, finding: &Finding) -> String {
    sentence(words, finding.code, &arguments(finding)).unwrap_or_else(|| format!("[{}]", finding.code))
}

/// A further sentence about a finding, such as its `hint` or `label`, where there is one.
pub fn attribute(words: &Words, finding: &Finding, name: &str) -> Option<String> {
    sentence(words, &format!("{}.{name}", finding.code), &arguments(finding)).filter(|text| !text.is_empty())
}

/// The order in which findings are shown: by file, and in it by place.
pub fn order(finding: &Finding, texts: &Texts) -> (String, usize) {
    let at = match texts.get(&finding.file) {
        Some(text) if finding.place != Place::File => source::locate(text, &finding.path, &finding.place).start.byte,
        _ => 0,
    };
    (finding.file.clone(), at)
}

/// The values of a finding's sentences; every one of them may name the file.
fn arguments(finding: &Finding) -> Vec<(&'static str, Argument)> {
    let mut arguments = finding.arguments.clone();
    if !arguments.iter().any(|(name, _)| *name == "file") {
        arguments.push(("file", finding.file.as_str().into()));
    }
    arguments
}
