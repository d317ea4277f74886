//! Answers: pages, documents, files, and the stream that tells of changes.

use super::guard::{FRAMED_FILE, FRAMED_PAGE};
use super::leaf::Leaf;
use super::looks;
use super::preview::Desk;
use super::sight::Trouble;
use crate::language::words::Words;
use crate::model::{DocumentFormat, FileKind, Id};
use crate::wording::FindingRow;
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;
use std::convert::Infallible;
use std::sync::Arc;
use tokio::sync::watch;

const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// What the page says that shows nothing.
#[derive(Serialize)]
pub(super) struct TroubleView<'a> {
    pub(super) message: String,
    pub(super) hint: Option<String>,
    pub(super) findings: Vec<&'a FindingRow>,
}

/// A page of the preview's own, from its template.
pub(super) fn page(desk: &Desk, template: &str, context: impl Serialize) -> Response {
    match desk.looks.page(template, context) {
        Ok(html) => ([(CONTENT_TYPE, HTML)], html).into_response(),
        Err(_) => fault(&desk.words),
    }
}

/// A document as it is.
pub(super) fn leaf(bytes: Vec<u8>, leaf: &Leaf, id: &Id) -> Response {
    let (kind, policy) = match leaf.form() {
        DocumentFormat::Html | DocumentFormat::Fragment => (HTML, FRAMED_PAGE),
        DocumentFormat::Text | DocumentFormat::Markdown | DocumentFormat::Calendar => (TEXT, FRAMED_PAGE),
        DocumentFormat::Pdf => ("application/pdf", FRAMED_FILE),
        DocumentFormat::Docx => {
            ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", FRAMED_FILE)
        }
    };
    let disposition = match leaf.form() {
        DocumentFormat::Docx => format!("attachment; filename=\"{id}.docx\""),
        _ => "inline".to_owned(),
    };
    ([(CONTENT_TYPE, kind), (CONTENT_SECURITY_POLICY, policy), (CONTENT_DISPOSITION, &*disposition)], bytes)
        .into_response()
}

/// A file of the workspace: pictures and PDF are shown, anything else is saved, so that nothing of it runs here.
pub(super) fn file(bytes: Vec<u8>, kind: FileKind) -> Response {
    let (kind, disposition) = match kind {
        FileKind::Jpeg => ("image/jpeg", "inline"),
        FileKind::Png => ("image/png", "inline"),
        FileKind::Gif => ("image/gif", "inline"),
        FileKind::Webp => ("image/webp", "inline"),
        FileKind::Pdf => ("application/pdf", "inline"),
        _ => ("application/octet-stream", "attachment"),
    };
    ([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition)], bytes).into_response()
}

/// The style, the script, the fonts.
pub(super) fn look(file: &str) -> Option<Response> {
    let (kind, bytes) = looks::file(file)?;
    Some(([(CONTENT_TYPE, kind)], bytes).into_response())
}

/// An event for each look at the workspace that comes after this one: which it is, and the files that cannot be read.
pub(super) fn changes(changes: watch::Receiver<u64>, desk: Arc<Desk>) -> Response {
    let events = stream::unfold((changes, desk), |(mut changes, desk)| async move {
        changes.changed().await.ok()?;
        let number = *changes.borrow_and_update();
        let told = serde_json::json!({ "number": number, "unread": desk.unread() });
        Some((Ok::<_, Infallible>(Event::default().data(told.to_string())), (changes, desk)))
    });
    Sse::new(events).keep_alive(KeepAlive::default()).into_response()
}

/// That something cannot be shown, and what to do.
pub(super) fn trouble(trouble: &Trouble, desk: &Desk) -> Response {
    let (message, hint) = trouble.said(&desk.words);
    refusal(StatusCode::UNPROCESSABLE_ENTITY, desk, message, hint)
}

/// That there is nothing at that address.
pub(super) fn missing(desk: &Desk) -> Response {
    refusal(StatusCode::NOT_FOUND, desk, desk.words.say("preview-missing", &[]), None)
}

/// A fault of the program's own.
pub(super) fn fault(words: &Words) -> Response {
    (StatusCode::INTERNAL_SERVER_ERROR, [(CONTENT_TYPE, TEXT)], words.say("preview-fault", &[])).into_response()
}

fn refusal(status: StatusCode, desk: &Desk, message: String, hint: Option<String>) -> Response {
    // It may be shown in the place of a document, within a frame; by itself it looks again when something is saved.
    let policy = "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; script-src 'self'; \
        connect-src 'self'; frame-ancestors 'self'";
    let page = page(desk, "trouble.html", TroubleView { message, hint, findings: Vec::new() });
    (status, [(CONTENT_SECURITY_POLICY, policy)], page).into_response()
}
