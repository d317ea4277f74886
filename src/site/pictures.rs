//! The pictures of the archive in the sizes that its pages need, and the other files that its pages lead to.

use super::BuildRequest;
use super::contents::{self, Drawn, Entry};
use super::error::SiteError;
use super::folder::Folder;
use crate::model::{Archive, FileKind, PictureSize, PictureSizes, Record};
use crate::picture::{self, Picture, PictureError};
use crate::workspace::WorkspaceError;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// The widths that a page has use for, in pixels: a telephone, a column, and both on a screen of twice the sharpness.
pub(super) const WIDTHS: [u32; 4] = [480, 720, 1080, 1440];

/// The folder of a workspace whose files others may read.
const PUBLIC: &str = "files/";

/// The pictures, drawn.
pub(super) struct AllDrawn {
    pub(super) sizes: PictureSizes,
    pub(super) entries: BTreeMap<String, Entry>,
}

/// Draws the pictures that anybody may see; what the last build drew of the same bytes is kept.
pub(super) fn drawn(request: &BuildRequest<'_>, archive: &Archive, folder: &Folder) -> Result<AllDrawn, SiteError> {
    let told = archive.records(request.records).into_iter().filter(|record| archive.tells(*record));
    // Only what a record shows itself: an issue that shows a draft whole does not show it here.
    let files: BTreeSet<String> = told.flat_map(Record::public_images).map(|image| image.file.clone()).collect();
    let is_there = |file: &&String| request.files.get(*file).is_some_and(|fact| fact.kind.is_image());
    let files: Vec<&String> = files.iter().filter(is_there).collect();
    let each: Vec<_> = files.into_par_iter().map(|file| one(file, request, folder)).collect::<Result<_, _>>()?;
    let mut all = AllDrawn { sizes: PictureSizes::new(), entries: BTreeMap::new() };
    for (file, entries) in each {
        let size = |(path, entry): (&String, &Entry)| {
            let Drawn { width, height, .. } = *entry.drawn.as_ref()?;
            Some(PictureSize { file: path.clone(), width, height })
        };
        let mut sizes: Vec<PictureSize> = entries.iter().filter_map(size).collect();
        sizes.sort_by_key(|size| size.width);
        all.sizes.insert(file, sizes);
        all.entries.extend(entries);
    }
    Ok(all)
}

fn one(
    file: &str,
    request: &BuildRequest<'_>,
    folder: &Folder,
) -> Result<(String, BTreeMap<String, Entry>), SiteError> {
    let bytes = request.workspace.bytes(file)?;
    let source = contents::digest(&bytes);
    let kept = folder.drawn(file, &source);
    if !kept.is_empty() {
        return Ok((file.to_owned(), kept));
    }
    let failed = |cause: PictureError| SiteError::Picture { file: file.to_owned(), cause };
    let sizes = Picture::read(&bytes).and_then(|picture| picture.in_widths(&WIDTHS)).map_err(failed)?;
    let mut entries = BTreeMap::new();
    // Two pictures of one name but for its ending may have the same bytes.
    let mark = contents::digest(format!("{source}/{file}").as_bytes());
    for size in sizes {
        let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
        let path = format!("{stem}-{}-{}.{}", size.width, &mark[..8], size.kind.extension());
        let entry = folder.put(&path, &size.bytes)?;
        let drawn = Drawn { source: source.clone(), width: size.width, height: size.height, file: file.to_owned() };
        entries.insert(path, Entry { drawn: Some(drawn), ..entry });
    }
    Ok((file.to_owned(), entries))
}

/// Lays a file ready that a page leads to: a picture without what a camera wrote beside it, anything else as it is. Nothing where
/// there is no such file.
pub(super) fn copied(file: &str, request: &BuildRequest<'_>, folder: &Folder) -> Result<Option<Entry>, SiteError> {
    let Some(fact) = request.files.get(file).filter(|fact| fact.kind.is_file()) else { return Ok(None) };
    let real = request.workspace.real_name(file);
    if !is_public(file) || real.is_some_and(|real| !is_public(&real)) {
        return Err(SiteError::OwnFile { file: file.to_owned() });
    }
    let bytes = match request.workspace.bytes(file) {
        Ok(bytes) => bytes,
        Err(WorkspaceError::Disk { cause, .. }) if cause.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let bare = match fact.kind {
        FileKind::Gif | FileKind::Webp => picture::stripped(&bytes),
        FileKind::Jpeg | FileKind::Png | FileKind::CutOff => drawn_anew(&bytes),
        _ => Ok(bytes),
    };
    let bare = bare.map_err(|cause| SiteError::Picture { file: file.to_owned(), cause })?;
    folder.put(file, &bare).map(Some)
}

/// Whether it lies where the secretariat puts what others may read, and is not hidden there.
fn is_public(file: &str) -> bool {
    file.starts_with(PUBLIC) && !file.split('/').any(|step| step.starts_with('.'))
}

/// The picture in its own size.
fn drawn_anew(bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
    let picture = Picture::read(bytes)?;
    let sized = picture.in_widths(&[picture.dimensions().0])?;
    Ok(sized.into_iter().next().map(|sized| sized.bytes).unwrap_or_default())
}
