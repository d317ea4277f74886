//! The findings of a workspace, and how a terminal shows them.

use super::context::{self, Context, Read};
use super::exit::Failure;
use super::terminal::Terminal;
use crate::check::{self, Facts};
use crate::model::{DocumentPath, Finding, Place, Record, Severity, Step};
use crate::source;
use crate::wording::{self, Texts};
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

/// Every finding of a workspace: of reading its files, and of the rules.
pub fn all(read: &Read) -> Vec<Finding> {
    with_facts(read, &facts(read))
}

/// What the rules know of the world: the day, and the files that the records name.
pub fn facts(read: &Read) -> Facts {
    Facts { today: context::today(read.records.settings.zone()), files: read.workspace.files(&read.records) }
}

/// The same findings as `all`, from facts that are known already.
pub fn with_facts(read: &Read, facts: &Facts) -> Vec<Finding> {
    check::all(&read.records, facts, &read.findings)
}

/// The errors that `check` finds in a record's file.
pub fn errors_in(file: &str, read: &Read) -> Vec<Finding> {
    let mut findings = all(read);
    findings.retain(|finding| finding.severity == Severity::Error && finding.file == file);
    findings
}

/// Says how many errors `check` finds in a record.
///
/// # Errors
/// `Failure` where one is that it names a file of somebody else's, which no document may show.
pub fn refuse_outside(record: Record<'_>, read: &Read, context: &Context) -> Result<(), Failure> {
    let errors = errors_in(&record.file(), read);
    if let Some(outside) = errors.iter().find(|finding| matches!(finding.code, "file-outside" | "symlink-outside")) {
        let mut read = read.clone();
        read.texts_of(std::slice::from_ref(outside));
        context.terminal.line(&shown(&context.terminal, outside, &read.texts));
        return Err(Failure::wrong("record-has-errors").with("file", record.file()).with("errors", errors.len()));
    }
    if !errors.is_empty() {
        let said = [("id", record.id().as_str().into()), ("errors", errors.len().into())];
        context.terminal.say("render-has-errors", &said);
    }
    Ok(())
}

/// A finding in words, as the design shows it: title, place, the line, what to write instead, and a hint.
pub fn shown(terminal: &Terminal, finding: &Finding, texts: &Texts) -> String {
    let words = terminal.words();
    let message = wording::message(words, finding);
    let label = wording::attribute(words, finding, "label");
    let hint = wording::attribute(words, finding, "hint");
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
    if let Some(item) = texts.get(&finding.file).and_then(|text| item_of(finding, text)) {
        let words = terminal.sentence("finding-in-item", &[("title", item.into())]);
        group = group.element(Level::NOTE.no_name().message(words));
    }
    if let Some(hint) = hint {
        group = group.element(Level::NOTE.no_name().message(hint));
    }
    let renderer = if terminal.has_colour() { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// The title of the agenda item that a finding is in, as it is typed.
fn item_of(finding: &Finding, text: &str) -> Option<String> {
    let [Step::Key(list), Step::Index(_), Step::Key(_), ..] = &finding.path.0[..] else { return None };
    if list != "agenda" {
        return None;
    }
    let item = DocumentPath(finding.path.0[..2].to_vec());
    let title = source::locate(text, &item.key("title"), &Place::Value);
    let title = text.get(title.start.byte..title.end.byte)?;
    let bare = ['"', '\''].into_iter().find_map(|mark| title.strip_prefix(mark)?.strip_suffix(mark));
    let title = bare.unwrap_or(title);
    (!title.contains('\n') && title.chars().count() <= 100).then(|| title.to_owned())
}
