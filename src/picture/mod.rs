//! A picture's bytes → the same picture in other sizes: upright, and without what a camera wrote beside it.
//!
//! Every size is drawn anew from the pixels, so that no place, time or serial number of a camera (EXIF, IPTC, XMP) goes along.
//! Only the colour profile is kept: without it colours would change.

mod encode;
mod error;
mod strip;

pub use error::PictureError;
pub use strip::stripped;

use crate::model::{FileKind, MOST_PIXELS};
use encode::{Encoding, encoded};
use fast_image_resize::{FilterType, IntoImageView, ResizeAlg, ResizeOptions, Resizer};
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageDecoder, ImageFormat, ImageReader, Limits};
use std::io::Cursor;

/// A picture, drawn and upright.
pub struct Picture {
    image: DynamicImage,
    encoding: Encoding,
    profile: Option<Vec<u8>>,
}

/// A picture in one size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sized {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// JPEG or PNG.
    pub kind: FileKind,
    /// The file.
    pub bytes: Vec<u8>,
}

/// The picture for a document that holds it within itself: JPEG or PNG, upright, no wider than that, and without what a camera wrote
/// beside it. One that is so already keeps its pixels as they are.
///
/// # Errors
/// Those of `Picture::read` and `Picture::in_widths`.
pub fn carried(bytes: &[u8], widest: u32) -> Result<(FileKind, Vec<u8>), PictureError> {
    if let Some(kind) = ready(bytes, widest)
        && let Ok(bare) = stripped(bytes)
    {
        return Ok((kind, bare));
    }
    let drawn = Picture::read(bytes)?.in_widths(&[widest])?;
    let none = || PictureError::Unwritten { reason: "no size".to_owned() };
    drawn.into_iter().next().map(|sized| (sized.kind, sized.bytes)).ok_or_else(none)
}

/// The kind of a picture whose pixels can stay as they are: a JPEG or PNG that stands upright, in colours of a screen, no wider than that.
fn ready(bytes: &[u8], widest: u32) -> Option<FileKind> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
    let kind = match reader.format()? {
        ImageFormat::Jpeg => FileKind::Jpeg,
        ImageFormat::Png => FileKind::Png,
        _ => return None,
    };
    let mut decoder = reader.into_decoder().ok()?;
    let (width, height) = decoder.dimensions();
    let fits = width <= widest && u64::from(width) * u64::from(height) <= MOST_PIXELS;
    let upright = decoder.orientation().ok()? == Orientation::NoTransforms;
    (fits && upright && decoder.original_color_type() != ExtendedColorType::Cmyk8).then_some(kind)
}

impl Picture {
    /// Draws a JPEG, PNG, GIF (its first frame) or WebP.
    ///
    /// # Errors
    /// `PictureError` where it is none of these, is damaged, or has more than `MOST_PIXELS`.
    pub fn read(bytes: &[u8]) -> Result<Self, PictureError> {
        let mut reader =
            ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| PictureError::Unknown)?;
        let format = reader.format().ok_or(PictureError::Unknown)?;
        let mut limits = Limits::default();
        limits.max_alloc = Some(MOST_PIXELS * 8);
        reader.limits(limits);
        let mut decoder = reader.into_decoder()?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(PictureError::TooManyPixels { width, height });
        }
        let orientation = decoder.orientation()?;
        let profile = decoder.icc_profile()?;
        let mut image = DynamicImage::from_decoder(decoder)?;
        image.apply_orientation(orientation);
        let image = eight_bit(image);
        let encoding = match format {
            ImageFormat::Jpeg => Encoding::Photograph,
            _ if encode::is_drawing(&image) => Encoding::Drawing,
            ImageFormat::WebP if !image.color().has_alpha() => Encoding::Photograph,
            _ => Encoding::Whole,
        };
        Ok(Self { image, encoding, profile })
    }

    /// Width and height in pixels, upright.
    pub fn dimensions(&self) -> (u32, u32) {
        (self.image.width(), self.image.height())
    }

    /// The picture in these widths, the smallest first. None is wider than the picture itself; a width that gives no smaller file
    /// than a larger one is left out.
    ///
    /// # Errors
    /// `PictureError::Unwritten` where a size cannot be drawn.
    pub fn in_widths(&self, widths: &[u32]) -> Result<Vec<Sized>, PictureError> {
        let own = self.image.width();
        let mut wanted: Vec<u32> = widths.iter().map(|width| (*width).min(own).max(1)).collect();
        wanted.sort_unstable();
        wanted.dedup();
        let mut kept: Vec<Sized> = Vec::new();
        for width in wanted.into_iter().rev() {
            let sized = self.at(width)?;
            if kept.last().is_none_or(|larger| sized.bytes.len() < larger.bytes.len()) {
                kept.push(sized);
            }
        }
        kept.reverse();
        Ok(kept)
    }

    fn at(&self, width: u32) -> Result<Sized, PictureError> {
        let (own_width, own_height) = self.dimensions();
        let height = (u64::from(own_height) * u64::from(width)).div_ceil(u64::from(own_width.max(1)));
        let height = u32::try_from(height).unwrap_or(u32::MAX).clamp(1, own_height.max(1));
        let bytes = if (width, height) == (own_width, own_height) {
            encoded(&self.image, self.encoding, self.profile.as_deref())?
        } else {
            encoded(&self.resized(width, height)?, self.encoding, self.profile.as_deref())?
        };
        Ok(Sized { width, height, kind: self.encoding.kind(), bytes })
    }

    fn resized(&self, width: u32, height: u32) -> Result<DynamicImage, PictureError> {
        let mut small = DynamicImage::new(width, height, self.image.color());
        if self.image.pixel_type().is_none() {
            return Err(PictureError::Unwritten { reason: "pixel type".into() });
        }
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
        Resizer::new().resize(&self.image, &mut small, &options).map_err(PictureError::unwritten)?;
        Ok(small)
    }
}

/// The picture in eight bits a channel, which every browser shows and the scaler knows.
fn eight_bit(image: DynamicImage) -> DynamicImage {
    match (image.color().has_color(), image.color().has_alpha()) {
        (true, true) => image.into_rgba8().into(),
        (true, false) => image.into_rgb8().into(),
        (false, true) => image.into_luma_alpha8().into(),
        (false, false) => image.into_luma8().into(),
    }
}

#[cfg(test)]
mod tests;
