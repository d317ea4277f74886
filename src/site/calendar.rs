//! What the archive has for calendars: the meetings to come in one file, and beside each agenda its own.

use crate::model::{Archive, Document, DocumentFormat, Files, Records};
use crate::render::{RenderError, RenderRequest, Renderer, archive_calendar, archive_entry};

/// Paths and bytes; no calendar of what is to come where nothing is.
pub(super) fn files(
    records: &Records,
    files: &Files,
    archive: &Archive,
    renderer: &Renderer,
) -> Result<Vec<(String, Vec<u8>)>, RenderError> {
    let agendas = archive.records(records);
    let agendas = agendas.into_iter().filter(|record| archive.document(record.id()) == Some(Document::Agenda));
    let entry = |record| {
        let request = RenderRequest {
            document: Document::Agenda,
            format: DocumentFormat::Calendar,
            ..RenderRequest::new(records, files, record)
        };
        Ok((archive_entry(record.id()), renderer.document(&request)?))
    };
    let mut found = agendas.map(entry).collect::<Result<Vec<_>, RenderError>>()?;
    let coming = archive.coming(records);
    if !coming.is_empty() {
        found.push((archive_calendar(records.settings.language()).to_owned(), renderer.calendar(records, &coming)));
    }
    Ok(found)
}
