//! `render`: one document of a record, on stdout or into a file.

use super::context::Context;
use super::exit::{Exit, Failure};
use super::{findings, output};
use crate::model::{Document, DocumentFormat, PICTURE_ON_PAPER, Pictures, Record};
use crate::render::{Place, RenderRequest, Renderer};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Make one document of a record.
#[derive(Debug, Args)]
pub struct RenderArgs {
    /// The record: its id, a start of it, or its path.
    pub id: String,
    /// The document; the record's own if none is named.
    #[arg(long = "as", value_name = "DOCUMENT")]
    pub document: Option<Document>,
    /// The form; the document's usual one if none is named.
    #[arg(long)]
    pub format: Option<DocumentFormat>,
    /// Write this file; into a folder under its natural name.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

impl ValueEnum for Document {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl ValueEnum for DocumentFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

pub fn run(args: &RenderArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let record = read.record(&args.id, context)?;
    let document = document(args.document, record, context)?;
    let format = args.format.unwrap_or(document.usual_format());
    let output = args.output.as_ref().map(|output| context.config.directory.join(output));
    let output = output.map(|path| match path.is_dir() {
        true => path.join(output::natural_name(record, document, format)),
        false => path,
    });
    findings::refuse_outside(record, &read, context)?;
    let renderer = Renderer::new(read.workspace.templates()?)?;
    let pictures = match format {
        DocumentFormat::Pdf | DocumentFormat::Docx => {
            read.workspace.pictures(&read.records.picture_files(record), PICTURE_ON_PAPER)
        }
        _ => Pictures::new(),
    };
    let request = RenderRequest {
        records: &read.records,
        files: &read.workspace.files(&read.records),
        record,
        document,
        format,
        draft: record.is_draft(document),
        place: Place::Beside(
            output.as_deref().map_or_else(String::new, |path| output::way_to(read.workspace.root(), path)),
        ),
        pictures: &pictures,
    };
    let bytes = renderer.document(&request)?;
    if format == DocumentFormat::Pdf {
        let lost = renderer.lost_words(&request)?;
        if !lost.is_empty() {
            context.terminal.say("render-lost-words", &[("words", lost.join(" ").into())]);
        }
    }
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

/// The document that is asked for: the record's own if none is named. Of a meeting to come, that is empty, and its agenda is told of.
///
/// # Errors
/// `Failure` where the record has no such document.
pub fn document(asked: Option<Document>, record: Record<'_>, context: &Context) -> Result<Document, Failure> {
    if let (None, Record::Meeting(id, meeting)) = (asked, record)
        && meeting.awaits_summary()
    {
        context.terminal.say("render-agenda-there-is", &[("id", id.as_str().into())]);
    }
    let document = asked.unwrap_or(record.own_document());
    if record.documents().contains(&document) {
        return Ok(document);
    }
    let own: Vec<&str> = record.documents().iter().map(|document| document.name()).collect();
    Err(Failure::usage("no-such-document")
        .with("id", record.id().as_str())
        .with("document", document.name())
        .with("own", own.join(", --as ")))
}
