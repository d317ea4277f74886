//! `render`: one document of a record, on stdout or into a file.

use super::check;
use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::{findings, output};
use crate::model::{Document, DocumentFormat, Finding, PICTURE_ON_PAPER, Pictures, Record, Severity};
use crate::render::{Place, RenderRequest, Renderer};
use clap::{Args, ValueEnum};
use std::path::{Component, Path, PathBuf};

/// Make one document of a record.
#[derive(Debug, Args)]
pub struct RenderArgs {
    /// The record: its id, a start of it, or its path.
    pub id: String,
    /// The document; the record's own if none is named.
    #[arg(long = "as", value_name = "DOCUMENT")]
    pub document: Option<DocumentName>,
    /// The form.
    #[arg(long, default_value = "html")]
    pub format: FormatName,
    /// Write this file; into a folder under its natural name.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// A document on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DocumentName {
    Summary,
    Agenda,
    News,
    Newsletter,
    LargePrint,
    Poster,
    Spoken,
}

impl From<DocumentName> for Document {
    fn from(name: DocumentName) -> Self {
        match name {
            DocumentName::Summary => Self::Summary,
            DocumentName::Agenda => Self::Agenda,
            DocumentName::News => Self::News,
            DocumentName::Newsletter => Self::Newsletter,
            DocumentName::LargePrint => Self::LargePrint,
            DocumentName::Poster => Self::Poster,
            DocumentName::Spoken => Self::Spoken,
        }
    }
}

/// A form on the command line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    Html,
    Fragment,
    Txt,
    Md,
    Pdf,
    Docx,
    Ics,
}

impl From<FormatName> for DocumentFormat {
    fn from(name: FormatName) -> Self {
        match name {
            FormatName::Html => Self::Html,
            FormatName::Fragment => Self::Fragment,
            FormatName::Txt => Self::Text,
            FormatName::Md => Self::Markdown,
            FormatName::Pdf => Self::Pdf,
            FormatName::Docx => Self::Docx,
            FormatName::Ics => Self::Calendar,
        }
    }
}

pub fn run(args: &RenderArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let record = read.record(&args.id, context)?;
    let document = document(args.document, record)?;
    let format = DocumentFormat::from(args.format);
    let output = args.output.as_ref().map(|output| context.config.directory.join(output));
    let output = output.map(|path| match path.is_dir() {
        true => path.join(natural_name(record, document, format)),
        false => path,
    });
    refuse_outside(record, &read, context)?;
    let renderer = Renderer::new(read.workspace.templates()?)?;
    let pictures = match format {
        DocumentFormat::Pdf | DocumentFormat::Docx => {
            read.workspace.pictures(&read.records.picture_files(record), PICTURE_ON_PAPER)
        }
        _ => Pictures::new(),
    };
    let bytes = renderer.document(&RenderRequest {
        records: &read.records,
        files: &read.workspace.files(&read.records),
        record,
        document,
        format,
        draft: record.is_draft(document),
        place: Place::Beside(output.as_deref().map_or_else(String::new, |path| way_to(read.workspace.root(), path))),
        pictures: &pictures,
    })?;
    match output {
        None => context.terminal.document(&bytes, format)?,
        Some(path) => {
            output::write(&path, &bytes, &read, context)?;
            let shown = path.display().to_string();
            match context.terminal.json {
                true => {
                    context.terminal.data_as_json(&serde_json::json!({ "id": record.id().as_str(), "path": shown }))?
                }
                false => context.terminal.say("render-written", &[("file", shown.into())]),
            }
        }
    }
    Ok(Exit::Done)
}

/// The document that is asked for: the record's own if none is named.
///
/// # Errors
/// `Failure` where the record has no such document.
pub fn document(asked: Option<DocumentName>, record: Record<'_>) -> Result<Document, Failure> {
    let document = asked.map_or(record.own_document(), Document::from);
    if record.documents().contains(&document) {
        return Ok(document);
    }
    let own: Vec<&str> = record.documents().iter().map(|document| document.name()).collect();
    Err(Failure::usage("no-such-document")
        .with("id", record.id().as_str())
        .with("document", document.name())
        .with("own", own.join(", --as ")))
}

/// Says how many errors `check` finds in a record.
///
/// # Errors
/// `Failure` where one is that it names a file of somebody else's, which no document may show.
pub fn refuse_outside(record: Record<'_>, read: &Read, context: &Context) -> Result<(), Failure> {
    let errors = findings_of(&record.file(), read);
    if let Some(outside) = errors.iter().find(|finding| matches!(finding.code, "file-outside" | "symlink-outside")) {
        let mut read = read.clone();
        read.texts_of(std::slice::from_ref(outside));
        context.terminal.line(&findings::shown(&context.terminal, outside, &read.texts));
        return Err(Failure::wrong("record-has-errors").with("file", record.file()).with("errors", errors.len()));
    }
    if !errors.is_empty() {
        let said = [("id", record.id().as_str().into()), ("errors", errors.len().into())];
        context.terminal.say("render-has-errors", &said);
    }
    Ok(())
}

/// The name of a document's file: the record's own document bears its id alone.
fn natural_name(record: Record<'_>, document: Document, format: DocumentFormat) -> String {
    let (id, ending) = (record.id(), format.extension());
    match document == record.own_document() {
        true => format!("{id}.{ending}"),
        false => format!("{id}-{}.{ending}", document.name()),
    }
}

/// The errors that `check` finds in a record's file.
fn findings_of(file: &str, read: &Read) -> Vec<Finding> {
    let mut findings = check::all(read);
    findings.retain(|finding| finding.severity == Severity::Error && finding.file == file);
    findings
}

/// The way from the folder of a file to a workspace's root, as a page's links need it: `../`, or empty beside it.
fn way_to(root: &Path, file: &Path) -> String {
    let folder = file.parent().unwrap_or(Path::new(""));
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let folder = folder.canonicalize().unwrap_or(folder);
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    let shared = root.components().zip(folder.components()).take_while(|(one, other)| one == other).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = root.components().skip(shared).filter_map(|step| match step {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    up.chain(down).map(|step| format!("{step}/")).collect()
}

#[cfg(test)]
mod tests {
    use super::way_to;
    use std::path::Path;

    #[test]
    fn a_page_finds_the_pictures_of_its_workspace() {
        let way = |file| way_to(Path::new("/no/where/net"), Path::new(file));
        assert_eq!(way("/no/where/net/page.html"), "");
        assert_eq!(way("/no/where/net/out/a/page.html"), "../../");
        assert_eq!(way("/no/where/page.html"), "net/");
        assert_eq!(way("/no/other/page.html"), "../where/net/");
    }
}
