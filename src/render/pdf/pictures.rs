//! The pictures of a document as Typst reads them. One that it cannot read is left out, and its words stand for it.

use crate::model::Pictures;
use rayon::prelude::*;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, RasterImage};

/// A picture that can be shown.
pub(super) struct Shown {
    /// Its path, by which the templates know it.
    pub(super) path: String,
    /// The name by which Typst asks for it: a number, since the names that Typst can hold are finite, and never forgotten.
    pub(super) name: String,
    /// What is in the file.
    pub(super) bytes: Bytes,
}

/// The pictures that can be shown.
pub(super) fn shown(pictures: &Pictures) -> Vec<Shown> {
    // Typst remembers a picture that it has read, so that this is the only time.
    let readable = pictures.par_iter().filter_map(|(path, bytes)| {
        let format = ExchangeFormat::detect(bytes)?;
        let bytes = Bytes::new(bytes.clone());
        RasterImage::plain(bytes.clone(), format).ok()?;
        Some((path.clone(), bytes))
    });
    let readable: Vec<_> = readable.collect();
    readable
        .into_iter()
        .enumerate()
        .map(|(at, (path, bytes))| Shown { path, name: format!("/picture-{at}"), bytes })
        .collect()
}
