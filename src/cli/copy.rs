//! `copy`: a record on the clipboard as rich text, to be pasted where another system is edited.

use super::context::Context;
use super::exit::{Exit, Failure};
use super::export::document_for_others;
use crate::model::{Document, DocumentFormat};
use crate::render::{Place, RenderRequest, Renderer};
use arboard::Clipboard;
#[cfg(target_os = "linux")]
use arboard::SetExtLinux;
use clap::Args;

/// Put a record on the clipboard.
#[derive(Debug, Args)]
pub struct CopyArgs {
    /// The record: its id, a start of it, or its path.
    id: String,
    /// The document; the record's own if none is named.
    #[arg(long = "as", value_name = "DOCUMENT")]
    document: Option<Document>,
}

pub fn run(args: &CopyArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let record = read.record(&args.id, context)?;
    let document = document_for_others(args.document, record, &read, context)?;
    let renderer = Renderer::new(read.workspace.templates()?)?;
    let files = read.workspace.files(&read.records);
    let made = |format| -> Result<String, Failure> {
        let request = RenderRequest {
            document,
            format,
            draft: record.is_draft(document),
            place: Place::Alone,
            ..RenderRequest::new(&read.records, &files, record)
        };
        Ok(String::from_utf8_lossy(&renderer.document(&request)?).into_owned())
    };
    let (html, text) = (made(DocumentFormat::Fragment)?, made(DocumentFormat::Text)?);
    let gone = |error: arboard::Error| Failure::world("copy-no-clipboard").because(&error);
    let mut clipboard = Clipboard::new().map_err(gone)?;
    context.terminal.say("copy-done", &[("title", record.title().into())]);
    let set = clipboard.set();
    // What is on the clipboard here is asked of the program that put it there, as long as it runs.
    #[cfg(target_os = "linux")]
    let set = {
        context.terminal.say("copy-waits", &[]);
        set.wait()
    };
    set.html(html, Some(text)).map_err(gone)?;
    Ok(Exit::Done)
}
