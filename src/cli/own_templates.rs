//! A workspace's own templates, tried on a record of each kind, of meetings and news the newest, on the archive's own pages and on the
//! numbers: what fails is told as findings.

use super::context::{self, Read};
use crate::model::{
    Archive, ArchivePage, Argument, DocumentFormat, DocumentPath, Finding, PictureSizes, Place, Record, Severity,
    statistics,
};
use crate::render::RenderError::{Unset, Unsound};
use crate::render::{
    ArchiveRequest, MailRequest, RenderError, RenderRequest, Renderer, StatisticsRequest, TEMPLATE_CODES,
};
use crate::workspace::WorkspaceError;
use std::collections::BTreeMap;

/// What is wrong with them, each thing once; nothing where the workspace has none.
///
/// # Errors
/// `WorkspaceError` where they cannot be read.
pub fn findings(read: &Read) -> Result<Vec<Finding>, WorkspaceError> {
    let templates = read.workspace.templates()?;
    if templates.is_empty() {
        return Ok(Vec::new());
    }
    let mut errors: Vec<RenderError> = Vec::new();
    match Renderer::new(templates.clone()) {
        Err(error) => errors.push(error),
        Ok(renderer) => {
            for error in tried(&renderer, read) {
                if !errors.iter().any(|known| is_same(known, &error)) {
                    errors.push(error);
                }
            }
        }
    }
    Ok(errors.iter().map(|error| finding(error, &templates)).collect())
}

fn tried(renderer: &Renderer, read: &Read) -> Vec<RenderError> {
    let records = &read.records;
    let files = read.workspace.files(records);
    let meeting = records.meetings.iter().max_by_key(|(_, meeting)| meeting.date.day);
    let news = records.news.iter().max_by_key(|(_, news)| news.date.day);
    let newsletter = records.newsletters.iter().next_back();
    let tried = [
        meeting.map(|(id, meeting)| Record::Meeting(id, meeting)),
        news.map(|(id, news)| Record::News(id, news)),
        newsletter.map(|(id, newsletter)| Record::Newsletter(id, newsletter)),
    ];
    let mut errors = Vec::new();
    for record in tried.into_iter().flatten() {
        let paper = cfg!(feature = "pdf").then_some(DocumentFormat::Pdf);
        for document in record.documents() {
            let formats = DocumentFormat::OF_TEXT.into_iter().chain([DocumentFormat::Docx]).chain(paper);
            for format in formats.filter(|format| document.has(*format)) {
                let request =
                    RenderRequest { document: *document, format, ..RenderRequest::new(records, &files, record) };
                let made = renderer.document(&request);
                errors.extend(made.err());
            }
        }
        if let Some(list) = records.settings.lists.keys().next() {
            for document in record.documents().iter().filter(|document| document.is_mailed()) {
                let request = MailRequest { document: *document, ..MailRequest::new(records, &files, record, list) };
                errors.extend(renderer.mail(&request).err());
            }
        }
    }
    let archive = Archive::of(records, context::today(records.settings.zone()));
    let of_pages = ArchiveRequest { records, files: &files, archive: &archive, sizes: &PictureSizes::new() };
    let pages = archive.pages(records).into_iter().filter(|page| !matches!(page, ArchivePage::Record(_)));
    errors.extend(pages.filter_map(|page| renderer.archive_page(page, &of_pages).err()));
    let years = statistics::years(records, archive.today());
    let language = records.settings.language();
    errors.extend(renderer.statistics(&StatisticsRequest { records, years: &years, growth: &[], language }).err());
    // What lies in a record or the settings is no fault of theirs.
    let is_theirs =
        |error: &RenderError| TEMPLATE_CODES.contains(&error.code()) && !matches!(error, Unset { template: None, .. });
    errors.retain(is_theirs);
    errors
}

/// Whether two errors are of one mistake, which may be met in several documents, after other words.
fn is_same(one: &RenderError, other: &RenderError) -> bool {
    match (one, other) {
        (Unsound { template, .. }, Unsound { template: other, .. }) => template == other,
        _ => one == other,
    }
}

fn finding(error: &RenderError, templates: &BTreeMap<String, String>) -> Finding {
    let arguments = error.arguments();
    let of = |wanted: &str| {
        arguments.iter().find_map(|(name, value)| match value {
            Argument::Text(text) if *name == wanted => Some(text.as_str()),
            _ => None,
        })
    };
    let file = of("template").unwrap_or("templates");
    let text = file.strip_prefix("templates/").and_then(|name| templates.get(name));
    let place = text.zip(of("line")).and_then(|(text, line)| line_of(text, line.parse().ok()?));
    let mut finding = Finding::new(error.code(), Severity::Error, file, DocumentPath::root());
    finding.place = place.unwrap_or_default();
    finding.arguments = arguments;
    finding
}

/// Where the line of that number stands, from 1; nothing where there is none.
fn line_of(text: &str, number: usize) -> Option<Place> {
    let mut start = 0;
    for (at, line) in text.split_inclusive('\n').enumerate() {
        if at + 1 == number {
            return Some(Place::Bytes(start..start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}
