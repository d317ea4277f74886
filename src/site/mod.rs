//! The archive as files: every page, the sizes of every picture, feed, site map and search index, written whole or not at all.
//!
//! What a page says is `render`'s; here is which files there are, and that a rebuild writes only what changed.

mod contents;
mod error;
mod feed;
mod folder;
mod parcel;
mod pictures;
mod search;
mod sitemap;

pub use error::SiteError;
pub use parcel::{ParcelRequest, parcel};

use crate::model::{Archive, ArchivePage, Files, Records};
use crate::render::{ArchiveFile, ArchiveRequest, Renderer};
use crate::workspace::Workspace;
use chrono::NaiveDate;
use contents::Entry;
use folder::Folder;
use rayon::prelude::*;
use search::{Found, Index};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The fonts, which the archive serves itself.
const FONTS: [(&str, &[u8]); 3] = [
    ("fonts/plex-sans-400.woff2", include_bytes!("../../templates/fonts/plex-sans-400.woff2")),
    ("fonts/plex-sans-600.woff2", include_bytes!("../../templates/fonts/plex-sans-600.woff2")),
    ("fonts/plex-sans-400-italic.woff2", include_bytes!("../../templates/fonts/plex-sans-400-italic.woff2")),
];

/// What the archive is made of, and where it goes.
#[derive(Clone, Copy)]
pub struct BuildRequest<'a> {
    /// The folder that the records' files lie in.
    pub workspace: &'a Workspace,
    /// Its records.
    pub records: &'a Records,
    /// What is known of the files that they name.
    pub files: &'a Files,
    /// What makes the pages.
    pub renderer: &'a Renderer,
    /// The day that decides what is to come.
    pub today: NaiveDate,
    /// The folder of the archive, made where it is not there.
    pub output: &'a Path,
}

/// What a build did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BuildOutcome {
    /// How many pages the archive has.
    pub pages: usize,
    /// How many files were written, pages among them.
    pub written: usize,
    /// How many files were as they were.
    pub unchanged: usize,
    /// How many files went, since nothing in the records stands for them any more.
    pub removed: usize,
    /// What was to go with them and stays, since somebody has changed it: from the archive's root.
    pub kept: Vec<String>,
}

/// Builds the archive. The old one stands until the new one is whole; only what changed is written, and nothing goes that the
/// program did not write itself.
///
/// # Errors
/// `SiteError` where a page, a picture or the disk fails: then the old archive stands as it was, but for `Halfway`.
pub fn build(request: &BuildRequest<'_>) -> Result<BuildOutcome, SiteError> {
    into(request, Folder::open)
}

/// What a build would do: all of it is made, and nothing written.
///
/// # Errors
/// Those of `build`, but that nobody else is kept from building meanwhile.
pub fn trial(request: &BuildRequest<'_>) -> Result<BuildOutcome, SiteError> {
    into(request, Folder::on_trial)
}

fn into(request: &BuildRequest<'_>, open: fn(&Path) -> Result<Folder, SiteError>) -> Result<BuildOutcome, SiteError> {
    let BuildRequest { records, files, renderer, .. } = *request;
    let archive = Archive::of(records, request.today);
    let pages = archive.pages(records);
    distinct(&pages, records)?;
    let folder = open(request.output)?;
    let drawn = pictures::drawn(request, &archive, &folder)?;
    let of_pages = ArchiveRequest { records, files, archive: &archive, sizes: &drawn.sizes };
    let made: Vec<Made> =
        pages.par_iter().map(|page| make(*page, &of_pages, renderer, &folder)).collect::<Result<_, _>>()?;
    let mut entries: BTreeMap<String, Entry> = drawn.entries;
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut found = Vec::new();
    for it in made {
        entries.insert(it.path, it.entry);
        taken.extend(it.taken);
        found.extend(it.found);
    }
    let language = records.settings.language();
    let index = || Index::of(found, language).files();
    let others = || {
        let fonts = FONTS.iter().map(|(path, bytes)| ((*path).to_owned(), bytes.to_vec()));
        let beside = renderer.archive_files().map(|(path, text)| (path.to_owned(), text.into_bytes()));
        let feed = feed::file(records, &archive, renderer);
        let whole = feed.into_iter().chain(sitemap::files(records, &archive, &pages, language));
        fonts.chain(beside).chain(whole).chain(renderer.archive_calendars(&of_pages)).collect::<Vec<_>>()
    };
    let (index, others) = rayon::join(index, others);
    let put = |(path, bytes): (String, Vec<u8>)| folder.put(&path, &bytes).map(|entry| Some((path, entry)));
    let copied = |file: String| Ok(pictures::copied(&file, request, &folder)?.map(|entry| (file, entry)));
    let (copied, whole) = rayon::join(
        || taken.into_par_iter().map(copied).collect::<Result<Vec<_>, SiteError>>(),
        || index.into_par_iter().chain(others).map(put).collect::<Result<Vec<_>, SiteError>>(),
    );
    entries.extend(copied?.into_iter().chain(whole?).flatten());
    let count = pages.len();
    folder.publish(entries).map(|published| BuildOutcome { pages: count, ..published })
}

/// A page that has been put into the folder.
struct Made {
    path: String,
    entry: Entry,
    taken: BTreeSet<String>,
    found: Option<Found>,
}

fn make(
    page: ArchivePage<'_>,
    request: &ArchiveRequest<'_>,
    renderer: &Renderer,
    folder: &Folder,
) -> Result<Made, SiteError> {
    let file = renderer.archive_page(page, request)?;
    let entry = folder.put(&file.path, file.html.as_bytes())?;
    let found = match page {
        ArchivePage::Record(record) => Some(Found::of(&file, record, request)),
        _ => None,
    };
    let ArchiveFile { path, taken, .. } = file;
    Ok(Made { path, entry, taken, found })
}

/// That no record bears the name of a part of the archive.
fn distinct(pages: &[ArchivePage<'_>], records: &Records) -> Result<(), SiteError> {
    let language = records.settings.language();
    let mut taken: BTreeMap<String, ArchivePage<'_>> = BTreeMap::new();
    for page in pages {
        let path = crate::render::archive_path(*page, language);
        if let Some(other) = taken.insert(path.clone(), *page) {
            let record = |page| match page {
                ArchivePage::Record(record) | ArchivePage::Formerly(_, record) => Some(record.file()),
                _ => None,
            };
            return Err(SiteError::PathTaken {
                file: record(*page).or_else(|| record(other)).unwrap_or_default(),
                path,
            });
        }
    }
    Ok(())
}
