//! The fonts of paper, compiled in. There are no others, so that a document looks the same everywhere.

use std::sync::LazyLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

const FILES: [&[u8]; 4] = [
    include_bytes!("../../../templates/fonts/plex-sans-400.ttf"),
    include_bytes!("../../../templates/fonts/plex-sans-400-italic.ttf"),
    include_bytes!("../../../templates/fonts/plex-sans-600.ttf"),
    include_bytes!("../../../templates/fonts/plex-sans-600-italic.ttf"),
];

/// The fonts, read once.
pub(super) static FONTS: LazyLock<Vec<Font>> =
    LazyLock::new(|| FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect());

/// What they are called.
pub(super) static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

#[cfg(test)]
mod tests {
    use super::FONTS;
    use crate::render::paper::HAVE;
    use crate::render::poster::WIDTHS;
    use typst::layout::Abs;
    use typst::text::{FontVariant, FontVariations};

    #[test]
    fn each_font_has_exactly_the_characters_that_are_printed() {
        assert_eq!(FONTS.len(), 4);
        for font in FONTS.iter() {
            assert_eq!(font.info().family.as_str(), "Opsamling Sans");
            for letter in ('\0'..='\u{ffff}').filter(|letter| !letter.is_control()) {
                let is_listed = HAVE.iter().any(|(first, last)| (*first..=*last).contains(&letter));
                assert_eq!(font.info().coverage.contains(u32::from(letter)), is_listed, "{letter:?} {:?}", font.info());
            }
        }
    }

    #[test]
    fn a_poster_is_measured_in_the_widths_of_its_font() {
        let bold = FONTS[2].clone().instantiate(FontVariant::default(), Abs::zero(), &FontVariations::default());
        for (letter, width) in (' '..='~').zip(WIDTHS) {
            let glyph = bold.ttf().glyph_index(letter).unwrap();
            let own = bold.x_advance(glyph.0).unwrap().get() * 1000.0;
            assert!((own - f64::from(width)).abs() <= 1.0, "{letter}: {own} and {width}");
        }
    }
}
