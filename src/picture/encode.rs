//! Pixels → the bytes of a file.

use super::error::PictureError;
use crate::model::FileKind;
use color_quant::NeuQuant;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ImageEncoder};
use std::borrow::Cow;
use std::collections::HashSet;

/// How good a photograph is kept: nobody sees the difference at this, and the file is a third of one at 95.
const QUALITY: u8 = 82;

/// What of a file's ways of keeping pixels fits the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// JPEG.
    Photograph,
    /// PNG with a palette.
    Drawing,
    /// PNG with every colour, and what shines through.
    Whole,
}

impl Encoding {
    pub(super) fn kind(self) -> FileKind {
        match self {
            Self::Photograph => FileKind::Jpeg,
            Self::Drawing | Self::Whole => FileKind::Png,
        }
    }
}

/// Whether the picture has so few colours that a palette holds them all.
pub(super) fn is_drawing(image: &DynamicImage) -> bool {
    let mut colours: HashSet<[u8; 4]> = HashSet::with_capacity(257);
    let image = image.to_rgba8();
    image.pixels().all(|pixel| {
        colours.insert(pixel.0);
        colours.len() <= 256
    })
}

/// The file of a picture.
pub(super) fn encoded(
    image: &DynamicImage,
    encoding: Encoding,
    profile: Option<&[u8]>,
) -> Result<Vec<u8>, PictureError> {
    let mut bytes = Vec::new();
    let has_colour = encoding == Encoding::Drawing || image.color().has_color();
    let profile = profile.filter(|profile| fits(profile, has_colour));
    match encoding {
        Encoding::Photograph => {
            let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
            keep(profile, |profile| encoder.set_icc_profile(profile))?;
            encoder.encode_image(image).map_err(PictureError::unwritten)?;
        }
        Encoding::Whole => {
            let mut encoder = PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::Adaptive);
            keep(profile, |profile| encoder.set_icc_profile(profile))?;
            image.write_with_encoder(encoder).map_err(PictureError::unwritten)?;
        }
        Encoding::Drawing => with_palette(image, profile, &mut bytes).map_err(PictureError::unwritten)?,
    }
    Ok(bytes)
}

/// Whether a profile is of colours as they are written, red, green and blue or grey alone: one of the inks that a picture was kept
/// in would turn its colours round (ICC.1 7.2.6).
fn fits(profile: &[u8], has_colour: bool) -> bool {
    profile.get(16..20) == Some(if has_colour { b"RGB " } else { b"GRAY" })
}

fn keep<E: std::fmt::Display>(
    profile: Option<&[u8]>,
    set: impl FnOnce(Vec<u8>) -> Result<(), E>,
) -> Result<(), PictureError> {
    profile.map_or(Ok(()), |profile| set(profile.to_vec()).map_err(PictureError::unwritten))
}

/// A PNG of at most 256 colours.
fn with_palette(image: &DynamicImage, profile: Option<&[u8]>, bytes: &mut Vec<u8>) -> Result<(), png::EncodingError> {
    let image = image.to_rgba8();
    let (palette, places) = palette(image.as_raw());
    let mut info = png::Info::with_size(image.width(), image.height());
    info.icc_profile = profile.map(|profile| Cow::Owned(profile.to_vec()));
    let mut encoder = png::Encoder::with_info(bytes, info)?;
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::High);
    encoder.set_filter(png::Filter::NoFilter);
    encoder.set_palette(palette.iter().flat_map(|[r, g, b, _]| [*r, *g, *b]).collect::<Vec<_>>());
    if palette.iter().any(|[.., alpha]| *alpha < u8::MAX) {
        encoder.set_trns(palette.iter().map(|[.., alpha]| *alpha).collect::<Vec<_>>());
    }
    encoder.write_header()?.write_image_data(&places)
}

/// The colours of these pixels, or the 256 that stand for them best, and which of them each pixel is.
fn palette(pixels: &[u8]) -> (Vec<[u8; 4]>, Vec<u8>) {
    let (pixels, _) = pixels.as_chunks::<4>();
    let mut own: Vec<[u8; 4]> = Vec::new();
    let mut places = Vec::with_capacity(pixels.len());
    let mut known = std::collections::HashMap::new();
    for pixel in pixels {
        let next = own.len();
        let place = *known.entry(*pixel).or_insert(next);
        if place == next {
            own.push(*pixel);
        }
        match u8::try_from(place) {
            Ok(place) => places.push(place),
            Err(_) => return quantised(pixels),
        }
    }
    (own, places)
}

fn quantised(pixels: &[[u8; 4]]) -> (Vec<[u8; 4]>, Vec<u8>) {
    // Looks at every pixel: a drawing's thin lines are few.
    let quantiser = NeuQuant::new(1, 256, pixels.as_flattened());
    let colours = quantiser.color_map_rgba().as_chunks::<4>().0.to_vec();
    let mut known = std::collections::HashMap::new();
    let places = pixels.iter().map(|pixel| *known.entry(*pixel).or_insert_with(|| nearest(&quantiser, pixel)));
    (colours, places.collect())
}

fn nearest(quantiser: &NeuQuant, pixel: &[u8; 4]) -> u8 {
    u8::try_from(quantiser.index_of(pixel)).unwrap_or(u8::MAX)
}
