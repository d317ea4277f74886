//! A record for another system, in one zip archive: its document as a piece of a page and as text, its pictures in sizes, and a list of
//! the words that stand for them.

use super::error::SiteError;
use super::pictures::WIDTHS;
use crate::language::slug::slug;
use crate::language::words::Words;
use crate::model::{Document, DocumentFormat, Files, Image, PictureSize, PictureSizes, Record, Records};
use crate::picture::Picture;
use crate::render::{Place, RenderRequest, Renderer, packed};
use crate::workspace::Workspace;
use csv::{Terminator, WriterBuilder};
use rayon::prelude::*;

/// What is packed.
#[derive(Clone, Copy)]
pub struct ParcelRequest<'a> {
    /// The folder that the record's pictures lie in.
    pub workspace: &'a Workspace,
    /// Its records.
    pub records: &'a Records,
    /// What is known of the files that they name.
    pub files: &'a Files,
    /// What makes the document.
    pub renderer: &'a Renderer,
    /// The record.
    pub record: Record<'a>,
    /// Which document of it.
    pub document: Document,
}

/// The zip archive: the same records give the same bytes. What is not public is not in it.
///
/// # Errors
/// `SiteError` where the document or a picture cannot be made.
pub fn parcel(request: &ParcelRequest<'_>) -> Result<Vec<u8>, SiteError> {
    let ParcelRequest { records, files, renderer, record, document, .. } = *request;
    let shown = records.picture_files(record);
    let is_there = |file: &&String| files.get(*file).is_some_and(|fact| fact.kind.is_image());
    let drawn: Vec<Drawn> = shown
        .iter()
        .filter(is_there)
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|file| draw(file, request))
        .collect::<Result<_, _>>()?;
    let sizes: PictureSizes = drawn.iter().map(|it| (it.file.clone(), it.sizes())).collect();
    let made = |format| {
        renderer.document(&RenderRequest {
            document,
            format,
            draft: record.is_draft(document),
            place: Place::Parcel(&sizes),
            ..RenderRequest::new(records, files, record)
        })
    };
    let id = record.id();
    let mut parts = vec![
        (format!("{id}.fragment.html"), made(DocumentFormat::Fragment)?),
        (format!("{id}.txt"), made(DocumentFormat::Text)?),
    ];
    if !drawn.is_empty() {
        parts.push(("images.csv".to_owned(), list(&drawn, request)?));
    }
    parts.extend(drawn.into_iter().flat_map(|it| it.parts));
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    packed(&parts).map_err(SiteError::packing)
}

/// A picture in its sizes.
struct Drawn {
    /// Its path from the workspace's root.
    file: String,
    /// The sizes by their place in the archive.
    parts: Vec<(String, Vec<u8>)>,
    /// Their widths and heights, in pixels.
    dimensions: Vec<(u32, u32)>,
}

impl Drawn {
    fn sizes(&self) -> Vec<PictureSize> {
        let size = |((path, _), (width, height)): (&(String, Vec<u8>), &(u32, u32))| PictureSize {
            file: path.clone(),
            width: *width,
            height: *height,
        };
        self.parts.iter().zip(&self.dimensions).map(size).collect()
    }
}

fn draw(file: &str, request: &ParcelRequest<'_>) -> Result<Drawn, SiteError> {
    let bytes = request.workspace.bytes(file)?;
    let drawn = Picture::read(&bytes).and_then(|picture| picture.in_widths(&WIDTHS));
    let drawn = drawn.map_err(|cause| SiteError::Picture { file: file.to_owned(), cause })?;
    // With its folders and its ending in the name, no two pictures have the same.
    let name = slug(file.strip_prefix("files/").unwrap_or(file));
    let dimensions = drawn.iter().map(|size| (size.width, size.height)).collect();
    let part =
        |size: crate::picture::Sized| (format!("images/{name}-{}.{}", size.width, size.kind.extension()), size.bytes);
    Ok(Drawn { file: file.to_owned(), parts: drawn.into_iter().map(part).collect(), dimensions })
}

/// The pictures and the words that stand for them: a table as spreadsheets open it, one picture a line.
fn list(drawn: &[Drawn], request: &ParcelRequest<'_>) -> Result<Vec<u8>, SiteError> {
    let words = Words::new(request.record.language().unwrap_or_else(|| request.records.settings.language()));
    // Its own words for a picture go before those of another record that shows the same.
    let shown = || std::iter::once(request.record).chain(request.records.all()).flat_map(Record::public_images);
    let image_of = |file: &str| shown().find(|image| image.file == file);
    let mut lines = vec![["parcel-picture", "parcel-alt", "parcel-caption"].map(|name| words.say(name, &[]))];
    for it in drawn {
        let largest = it.parts.last().map(|(path, _)| path.clone()).unwrap_or_default();
        let image = image_of(&it.file);
        lines.push([largest, image.map(|image| alt(image, &words)).unwrap_or_default(), caption(image)]);
    }
    // Without the mark, Excel takes it for Windows-1252.
    let mut table =
        WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec());
    for line in lines {
        table.write_record(line).map_err(SiteError::packing)?;
    }
    table.into_inner().map_err(SiteError::packing)
}

fn alt(image: &Image, words: &Words) -> String {
    match image.decorative {
        Some(true) => words.say("parcel-decorative", &[]),
        _ => image.alt.clone().unwrap_or_default(),
    }
}

fn caption(image: Option<&Image>) -> String {
    image.and_then(|image| image.caption.clone()).unwrap_or_default()
}
