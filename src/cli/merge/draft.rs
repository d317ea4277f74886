//! The document that came back, laid beside the record; and the record's file as it will be.

use crate::cli::context::{Context, Read};
use crate::cli::exit::Failure;
use crate::cli::findings;
use crate::intake::word::{self, Comparison, FieldText, FieldTexts, WordDocument};
use crate::model::{
    DocumentFormat, DocumentPath, FieldValue, Finding, Meeting, NewsArticle, Newsletter, PICTURE_ON_PAPER, Record,
    Severity,
};
use crate::render::{RenderRequest, Renderer};
use crate::source;
use crate::wording::Texts;
use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::Path;

/// What stands before the text in a file that begins with a mark of its byte order.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A document that came back, and its record.
pub(super) struct Draft<'a> {
    pub(super) comparison: Comparison,
    record: Record<'a>,
    /// The record's file as it stood when it was compared.
    before: Vec<u8>,
    text: String,
}

impl<'a> Draft<'a> {
    pub(super) fn read(id: &str, file: &Path, read: &'a Read, context: &Context) -> Result<Self, Failure> {
        let record = read.record(id, context)?;
        let shown = file.display().to_string();
        let bytes = bytes(&context.config.directory.join(file), &shown)?;
        let theirs = WordDocument::read(&bytes).map_err(|error| Failure::from(error).at(shown.as_str()))?;
        let other = || Failure::wrong("merge-other-record").with("id", record.id().as_str()).at(shown.as_str());
        if let Some(made_of) = &theirs.record
            && !is_of(made_of, record, read)
        {
            return Err(other().with("made_of", made_of.as_str()));
        }
        let own = record.own_document().name();
        let document = theirs.record.as_deref().and_then(|made_of| made_of.split('/').nth(2)).unwrap_or(own);
        // An agenda has numbers and hours in its headings, and what is in large print other lines: they would be taken for changes.
        if document != own {
            let failure = Failure::wrong("merge-other-document").with("id", record.id().as_str());
            return Err(failure.with("document", document).at(shown.as_str()));
        }
        if theirs.has_macros {
            context.terminal.say("merge-macros", &[("file", shown.as_str().into())]);
        }
        let ours = WordDocument::read(&rendered(record, read, theirs.is_draft)?)
            .map_err(|error| Failure::fault("merge-own-unreadable").because(&error))?;
        let before = read.workspace.bytes(&record.file())?;
        let text = read.workspace.text(&record.file())?;
        let texts = texts(&ours, record, &text);
        let comparison = word::compare(&ours, &theirs, &texts).ok_or_else(|| other().with("made_of", "none"))?;
        Ok(Self { comparison, record, before, text })
    }

    /// The record's id.
    pub(super) fn id(&self) -> &str {
        self.record.id().as_str()
    }

    /// The record's file, from the workspace's root.
    pub(super) fn file(&self) -> String {
        self.record.file()
    }

    /// The text of the record's file with these changes.
    ///
    /// # Errors
    /// `Failure` where a change cannot be written, or would make the record one that cannot be read.
    pub(super) fn with(&self, numbers: &BTreeSet<usize>, context: &Context) -> Result<String, Failure> {
        let unwritable = |number: usize| {
            let change = self.comparison.changes.iter().find(|change| change.number == number);
            let field = change.map(|change| path(&change.field).to_string()).unwrap_or_default();
            Failure::wrong("merge-unwritable").with("number", number.to_string()).with("field", field)
        };
        let mut text = self.text.clone();
        for (field, words) in self.comparison.taken(numbers).map_err(unwritable)? {
            let first = self.comparison.changes.iter().find(|it| it.field == field && numbers.contains(&it.number));
            let first = first.map_or(0, |change| change.number);
            text = source::with_words(&text, &path(field), &words).ok_or_else(|| unwritable(first))?;
        }
        let errors = errors(self.record, &text);
        if errors.is_empty() {
            return Ok(text);
        }
        let texts = Texts::from([(self.file(), text)]);
        for finding in &errors {
            context.terminal.line(&findings::shown(&context.terminal, finding, &texts));
        }
        Err(Failure::wrong("merge-breaks-record").with("file", self.file()).with("errors", errors.len()))
    }

    /// Writes the record's file, unless somebody else has done so meanwhile.
    pub(super) fn write(&self, after: &str, read: &Read) -> Result<(), Failure> {
        let file = self.file();
        if read.workspace.bytes(&file)? != self.before {
            return Err(Failure::wrong("merge-file-changed").with("file", file));
        }
        let mark = if self.before.starts_with(BYTE_ORDER_MARK.as_bytes()) { BYTE_ORDER_MARK } else { "" };
        Ok(read.workspace.write_atomically(&file, format!("{mark}{after}").as_bytes())?)
    }
}

/// The way to a field from the name of its bookmark: `agenda__2__said`.
pub(super) fn path(name: &str) -> DocumentPath {
    name.split("__").fold(DocumentPath::root(), |path, step| match step.parse() {
        Ok(index) => path.index(index),
        Err(_) => path.key(step.to_owned()),
    })
}

fn bytes(path: &Path, shown: &str) -> Result<Vec<u8>, Failure> {
    let unread = |error: io::Error| {
        let is_a_slip = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory);
        let failure = if is_a_slip { Failure::wrong } else { Failure::world };
        failure("file-unreadable").with("file", shown).because(&error)
    };
    let metadata = std::fs::metadata(path).map_err(unread)?;
    if metadata.is_file() && metadata.len() > word::MAX_BYTES as u64 {
        return Err(Failure::from(word::WordError::TooLarge { part: shown.to_owned() }).at(shown));
    }
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unread)?;
    // What comes from a pipe has no length.
    io::Read::read_to_end(&mut io::Read::take(file, word::MAX_BYTES as u64 + 1), &mut bytes).map_err(unread)?;
    Ok(bytes)
}

/// Whether a document says that it was made of this record, by its name today or an earlier one.
fn is_of(made_of: &str, record: Record<'_>, read: &Read) -> bool {
    let mut parts = made_of.split('/');
    let (workspace, id) = (parts.next(), parts.next().unwrap_or_default());
    let ids = std::iter::once(record.id()).chain(record.formerly());
    workspace == Some(read.records.settings.id.as_str()) && ids.into_iter().any(|it| it.as_str() == id)
}

/// The document as the program writes it today, marked as a draft where the other is: a record may be out meanwhile.
fn rendered(record: Record<'_>, read: &Read, is_draft: Option<bool>) -> Result<Vec<u8>, Failure> {
    let document = record.own_document();
    let renderer = Renderer::new(read.workspace.templates()?)?;
    Ok(renderer.document(&RenderRequest {
        draft: is_draft.unwrap_or_else(|| record.is_draft(document)),
        format: DocumentFormat::Docx,
        pictures: &read.workspace.pictures(&read.records.picture_files(record), PICTURE_ON_PAPER),
        ..RenderRequest::new(&read.records, &read.workspace.files(&read.records), record)
    })?)
}

/// What the record's file has in each field that its document shows.
fn texts(ours: &WordDocument, record: Record<'_>, text: &str) -> FieldTexts {
    let fields = record.fields();
    let prose = |path: &DocumentPath| {
        fields.iter().any(|field| field.path == *path && matches!(field.value, FieldValue::Prose(_)))
    };
    let field = |name: String| {
        let path = path(&name);
        let text = source::words_at(text, &path)?;
        Some((name, FieldText { text, is_prose: prose(&path) }))
    };
    ours.fields().filter_map(field).collect()
}

/// What keeps a text from being read as the record that it is.
fn errors(record: Record<'_>, text: &str) -> Vec<Finding> {
    let file = record.file();
    let mut findings = match record {
        Record::Meeting(..) => source::read::<Meeting>(text, &file).findings,
        Record::News(..) => source::read::<NewsArticle>(text, &file).findings,
        Record::Newsletter(..) => source::read::<Newsletter>(text, &file).findings,
    };
    findings.retain(|finding| finding.severity == Severity::Error);
    findings
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn a_bookmark_leads_to_its_field() {
        assert_eq!(path("agenda__2__round_table").to_string(), "agenda[2].round_table");
        assert_eq!(path("about_box__said").to_string(), "about_box.said");
    }
}
