//! Typst markup → PDF: tagged, PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2) at once, the same bytes each time.

mod fonts;
mod pictures;
mod world;

use self::pictures::Shown;
use self::world::Desktop;
use super::error::RenderError;
use super::paper::quoted;
use crate::model::Pictures;
use chrono::{Datelike, NaiveDate};
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

/// How many documents back what was worked out for one is kept for the next: the fonts and the library are the same for all.
const REMEMBERED: usize = 8;

/// What is to be set.
pub(super) struct Manuscript<'a> {
    /// The markup, whole.
    pub(super) markup: String,
    /// The pictures that it may show.
    pub(super) pictures: &'a Pictures,
    /// What tells the document from every other, and stays as long as it does.
    pub(super) identifier: String,
    /// The day of the document. Without one it is no PDF/A, which asks for it, and PDF/UA alone.
    pub(super) day: Option<NaiveDate>,
}

/// A document set on its pages.
pub(super) struct Set {
    pages: PagedDocument,
    identifier: String,
    day: Option<NaiveDate>,
}

/// Sets a document on pages.
///
/// # Errors
/// `Unset` where Typst cannot set the markup.
pub(super) fn set(manuscript: Manuscript<'_>) -> Result<Set, RenderError> {
    let shown = pictures::shown(manuscript.pictures);
    let world = Desktop::new(format!("{}{}", dictionary(&shown), manuscript.markup), shown);
    let pages = typst::compile::<PagedDocument>(&world).output;
    typst::comemo::evict(REMEMBERED);
    let pages = pages.map_err(|errors| unset(errors.first().map_or("", |error| error.message.as_str())))?;
    Ok(Set { pages, identifier: manuscript.identifier, day: manuscript.day })
}

impl Set {
    /// How many pages there are.
    pub(super) fn sheets(&self) -> usize {
        self.pages.pages().len()
    }

    /// The PDF.
    ///
    /// # Errors
    /// `Unset` where it would not be accessible.
    pub(super) fn written(&self) -> Result<Vec<u8>, RenderError> {
        let standards: &[PdfStandard] =
            if self.day.is_some() { &[PdfStandard::Ua_1, PdfStandard::A_2a] } else { &[PdfStandard::Ua_1] };
        let options = PdfOptions {
            ident: Smart::Custom(self.identifier.clone()),
            creator: Smart::Custom(Some("Opsamling".to_owned())),
            timestamp: self.day.and_then(timestamp),
            standards: PdfStandards::new(standards).map_err(|error| unset(error.message()))?,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(&self.pages, &options)
            .map_err(|errors| unset(errors.first().map_or("", |error| error.message.as_str())))
    }
}

/// The pictures by their path, as the templates ask for them: a dictionary from there to the name by which the world has them.
fn dictionary(shown: &[Shown]) -> String {
    let entries: Vec<String> =
        shown.iter().map(|picture| format!("{}: {}", quoted(&picture.path), quoted(&picture.name))).collect();
    let entries = if entries.is_empty() { ":".to_owned() } else { entries.join(", ") };
    format!("#let pictures = ({entries})\n")
}

fn timestamp(day: NaiveDate) -> Option<Timestamp> {
    let (month, date) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
    Datetime::from_ymd_hms(day.year(), month, date, 0, 0, 0).map(Timestamp::new_utc)
}

fn unset(reason: &str) -> RenderError {
    RenderError::Unset { template: None, reason: reason.to_owned() }
}
