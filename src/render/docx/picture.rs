//! Pictures as Word shows them: which kinds it knows, and how large one stands on the page.

use crate::model::Document;
use image::{ImageFormat, ImageReader};
use std::io::Cursor;

/// English Metric Units in a pixel at 96 to the inch (ISO/IEC 29500-1 §20.1.2.1).
const UNITS_PER_PIXEL: u64 = 9525;

/// What a page has room for, in English Metric Units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::render) struct Room {
    /// The width of the text: A4 without its margins.
    widest: u64,
    /// So high that a picture leaves room for words on its page.
    highest: u64,
    /// Whether a smaller picture is drawn as large as it may be.
    fills: bool,
}

impl Room {
    /// 16 cm wide and 8 cm high.
    const USUAL: Self = Self { widest: 5_760_000, highest: 2_880_000, fills: false };
    /// 15 cm wide and 12 cm high, and all of it used.
    const LARGE: Self = Self { widest: 5_400_000, highest: 4_320_000, fills: true };

    /// On the pages of that document.
    pub(in crate::render) fn of(document: Document) -> Self {
        if document == Document::LargePrint { Self::LARGE } else { Self::USUAL }
    }

    /// Width and height of a picture of that size on the page, in the same proportion.
    fn fitting(self, width: u64, height: u64) -> Option<(u64, u64)> {
        if width == 0 || height == 0 {
            return None;
        }
        let (width, height) = if width > self.widest || self.fills {
            (self.widest, height * self.widest / width)
        } else {
            (width, height)
        };
        let (width, height) =
            if height > self.highest { (width * self.highest / height, self.highest) } else { (width, height) };
        Some((width.max(UNITS_PER_PIXEL), height.max(UNITS_PER_PIXEL)))
    }
}

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
    pub(super) fn read(bytes: &[u8], room: Room) -> Option<Self> {
        let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().ok()?;
        let ending = match reader.format()? {
            ImageFormat::Png => "png",
            ImageFormat::Jpeg => "jpeg",
            ImageFormat::Gif => "gif",
            _ => return None,
        };
        let (width, height) = reader.into_dimensions().ok()?;
        let (width, height) = room.fitting(u64::from(width) * UNITS_PER_PIXEL, u64::from(height) * UNITS_PER_PIXEL)?;
        Some(Self { ending, width, height })
    }
}

#[cfg(test)]
mod tests {
    use super::{Picture, Room, UNITS_PER_PIXEL};
    use image::{ImageFormat, RgbImage};
    use std::io::Cursor;

    fn written(format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        RgbImage::new(40, 30).write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_picture_is_never_wider_than_the_text_nor_too_high() {
        let Room { widest, highest, .. } = Room::USUAL;
        let fitting = |width, height| Room::USUAL.fitting(width, height);
        assert_eq!(fitting(2 * widest, widest), Some((widest, widest / 2)));
        assert_eq!(fitting(highest, 2 * highest), Some((highest / 2, highest)));
        assert_eq!(fitting(1000, u64::from(u32::MAX) * UNITS_PER_PIXEL), Some((UNITS_PER_PIXEL, highest)));
        assert_eq!(fitting(0, 5), None);
        assert_eq!(Room::LARGE.fitting(40, 30), Some((Room::LARGE.widest, Room::LARGE.widest * 3 / 4)));
    }

    #[test]
    fn what_word_does_not_show_is_no_picture() {
        let small = Some(Picture { ending: "png", width: 40 * UNITS_PER_PIXEL, height: 30 * UNITS_PER_PIXEL });
        assert_eq!(Picture::read(&written(ImageFormat::Png), Room::USUAL), small);
        assert_eq!(Picture::read(&written(ImageFormat::Jpeg), Room::USUAL).map(|it| it.ending), Some("jpeg"));
        assert_eq!(Picture::read(&written(ImageFormat::WebP), Room::USUAL), None);
        assert_eq!(Picture::read(b"\x89PNG\r\n\x1a\n and no more", Room::USUAL), None);
    }
}
