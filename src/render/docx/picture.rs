//! Pictures as Word shows them: which kinds it knows, and how large one stands on the page.

use image::{ImageFormat, ImageReader};
use std::io::Cursor;

/// English Metric Units in a pixel at 96 to the inch (ISO/IEC 29500-1 §20.1.2.1).
const UNITS_PER_PIXEL: u64 = 9525;
/// The width of the text: A4 without its margins.
const WIDEST: u64 = 5_760_000;
/// So high that a picture leaves room for words on its page: 8 cm.
const HIGHEST: u64 = 2_880_000;

/// A picture that Word shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Picture {
    /// The ending of its part's name.
    pub(super) ending: &'static str,
    /// How wide it stands on the page, in English Metric Units.
    pub(super) width: u64,
    /// How high.
    pub(super) height: u64,
}

impl Picture {
    /// What the bytes are, by their header alone; nothing where Word would not show them, as with WebP.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let ending = match reader.format()? {
            ImageFormat::Png => "png",
            ImageFormat::Jpeg => "jpeg",
            ImageFormat::Gif => "gif",
            _ => return None,
        };
        let (width, height) = reader.into_dimensions().ok()?;
        let (width, height) = fitting(u64::from(width) * UNITS_PER_PIXEL, u64::from(height) * UNITS_PER_PIXEL)?;
        Some(Self { ending, width, height })
    }
}

/// Width and height, smaller where they are too large for the page, in the same proportion.
fn fitting(width: u64, height: u64) -> Option<(u64, u64)> {
    if width == 0 || height == 0 {
        return None;
    }
    let (width, height) = if width > WIDEST { (WIDEST, height * WIDEST / width) } else { (width, height) };
    let (width, height) = if height > HIGHEST { (width * HIGHEST / height, HIGHEST) } else { (width, height) };
    Some((width.max(UNITS_PER_PIXEL), height.max(UNITS_PER_PIXEL)))
}

#[cfg(test)]
mod tests {
    use super::{HIGHEST, Picture, UNITS_PER_PIXEL, WIDEST, fitting};
    use image::{ImageFormat, RgbImage};
    use std::io::Cursor;

    fn written(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::new(40, 30).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_is_never_wider_than_the_text_nor_too_high() {
        assert_eq!(fitting(2 * WIDEST, WIDEST), Some((WIDEST, WIDEST / 2)));
        assert_eq!(fitting(HIGHEST, 2 * HIGHEST), Some((HIGHEST / 2, HIGHEST)));
        assert_eq!(fitting(1000, u64::from(u32::MAX) * UNITS_PER_PIXEL), Some((UNITS_PER_PIXEL, HIGHEST)));
        assert_eq!(fitting(0, 5), None);
    }

    #[test]
    fn what_word_does_not_show_is_no_picture() {
        let small = Some(Picture { ending: "png", width: 40 * UNITS_PER_PIXEL, height: 30 * UNITS_PER_PIXEL });
        assert_eq!(Picture::read(&written(ImageFormat::Png)), small);
        assert_eq!(Picture::read(&written(ImageFormat::Jpeg)).map(|it| it.ending), Some("jpeg"));
        assert_eq!(Picture::read(&written(ImageFormat::WebP)), None);
        assert_eq!(Picture::read(b"\x89PNG\r\n\x1a\n and no more"), None);
    }
}
