//! `export`: a record for another system, in one zip archive.

use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::findings;
use super::output;
use super::render;
use crate::model::{Document, DocumentFormat, Record};
use crate::render::{RenderError, Renderer};
use crate::site::{self, ParcelRequest};
use clap::Args;
use std::path::PathBuf;

/// Pack a record for another system.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// The record: its id, a start of it, or its path.
    id: String,
    /// The document; the record's own if none is named.
    #[arg(long = "as", value_name = "DOCUMENT")]
    document: Option<Document>,
    /// Write this file; into a folder under its natural name.
    #[arg(short, long, value_name = "FILE", default_value = ".")]
    output: PathBuf,
}

pub fn run(args: &ExportArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let record = read.record(&args.id, context)?;
    let document = document_for_others(args.document, record, &read, context)?;
    let path = context.config.directory.join(&args.output);
    let path = if path.is_dir() { path.join(format!("{}.zip", record.id())) } else { path };
    let bytes = site::parcel(&ParcelRequest {
        workspace: &read.workspace,
        records: &read.records,
        files: &read.workspace.files(&read.records),
        renderer: &Renderer::new(read.workspace.templates()?)?,
        record,
        document,
    })?;
    output::write(&path, &bytes, &read, context)?;
    let shown = path.display().to_string();
    match context.terminal.json {
        true => context.terminal.data_as_json(&serde_json::json!({ "id": record.id().as_str(), "path": shown }))?,
        false => context.terminal.say("parcel-written", &[("file", shown.into())]),
    }
    Ok(Exit::Done)
}

/// The document that is asked for, where another system can be given it.
///
/// # Errors
/// `Failure` where the record has no such document, where it is no piece of a page, or where the record names a file of somebody else's.
pub fn document_for_others(
    asked: Option<Document>,
    record: Record<'_>,
    read: &Read,
    context: &Context,
) -> Result<Document, Failure> {
    let document = render::document(asked, record, context)?;
    if !document.has(DocumentFormat::Fragment) {
        return Err(RenderError::WrongFormat { document, format: DocumentFormat::Fragment }.into());
    }
    findings::refuse_outside(record, read, context)?;
    Ok(document)
}
