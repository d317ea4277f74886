//! One sheet for a notice board: how much of a record goes on it, so that it is never two.
//!
//! A poster grows smaller by fixed steps until it fits, and then says less, a sentence at a time. On paper Typst counts the
//! sheets. A page for the browser has no such judge, so its height is reckoned here with some room to spare; and where it is
//! higher all the same, its style sheet cuts the text and never the telephone number.

use super::error::RenderError;
use super::renderer::{Renderer, public_desk};
use super::request::RenderRequest;
use super::tidy::tidied;
use super::view::PosterView;
use crate::model::DocumentFormat;

/// So much goes on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Measure {
    /// The size of the text, in points.
    size: u32,
    /// The size of the heading at most, in points.
    title: u32,
    /// How many sentences at most.
    sentences: usize,
    /// How many points at most.
    points: usize,
}

const fn measure(size: u32, title: u32, sentences: usize, points: usize) -> Measure {
    Measure { size, title, sentences, points }
}

/// From the largest letters to the smallest, and then from many words to few. Text below 14 points is not read at a board, and a
/// heading above 40 is seen from afar.
const MEASURES: [Measure; 15] = [
    measure(24, 64, 3, 10),
    measure(22, 56, 3, 10),
    measure(20, 56, 3, 10),
    measure(20, 48, 3, 10),
    measure(18, 48, 3, 10),
    measure(18, 40, 3, 10),
    measure(18, 40, 2, 8),
    measure(16, 40, 3, 12),
    measure(16, 40, 2, 8),
    measure(14, 40, 3, 14),
    measure(14, 40, 2, 8),
    measure(14, 40, 1, 6),
    measure(14, 34, 1, 5),
    measure(14, 28, 1, 3),
    measure(14, 24, 0, 0),
];

/// The sheet within its margins, in points: 178 by 265 mm.
const WIDTH: f64 = 504.0;
const HEIGHT: f64 = 751.0;

impl Renderer {
    /// The poster of a record.
    ///
    /// # Errors
    /// `WithoutPhone` where the settings have no number to call; `TwoSheets` where a template of the workspace's own is too long;
    /// those of `document`.
    pub(super) fn poster(&self, request: &RenderRequest<'_>) -> Result<Vec<u8>, RenderError> {
        let phone = request.records.settings.phone().ok_or(RenderError::WithoutPhone)?;
        let whole = public_desk(request).poster(request.record, request.record.told_as(request.document), phone);
        let cuts = MEASURES.iter().map(|measure| cut(&whole, *measure));
        match request.format {
            DocumentFormat::Pdf => self.poster_on_paper(request, cuts),
            format => {
                let mut cuts: Vec<PosterView> = cuts.collect();
                let room = HEIGHT - if request.draft { 10.0 } else { 0.0 };
                let fitting = cuts.iter().position(|poster| height(poster) <= room).unwrap_or(cuts.len() - 1);
                let page = self.poster_text(request, cuts.swap_remove(fitting), "poster.html")?;
                Ok(tidied(&page, format).into_bytes())
            }
        }
    }

    #[cfg(feature = "pdf")]
    fn poster_on_paper(
        &self,
        request: &RenderRequest<'_>,
        cuts: impl Iterator<Item = PosterView>,
    ) -> Result<Vec<u8>, RenderError> {
        for poster in cuts {
            let set = self.set(request, self.poster_text(request, poster, "poster.typ")?)?;
            if set.sheets() == 1 {
                return set.written().map_err(|error| self.blaming(error));
            }
        }
        Err(RenderError::TwoSheets)
    }

    #[cfg(not(feature = "pdf"))]
    fn poster_on_paper(
        &self,
        request: &RenderRequest<'_>,
        mut cuts: impl Iterator<Item = PosterView>,
    ) -> Result<Vec<u8>, RenderError> {
        // What is wrong with the record or a template is told all the same.
        if let Some(poster) = cuts.next() {
            self.poster_text(request, poster, "poster.typ")?;
        }
        Err(RenderError::WithoutPdf)
    }
}

/// The poster with no more than that on it.
fn cut(whole: &PosterView, measure: Measure) -> PosterView {
    let mut poster = whole.clone();
    poster.sentences.truncate(measure.sentences);
    poster.points.truncate(measure.points);
    poster.rest |= poster.sentences.len() < whole.sentences.len() || poster.points.len() < whole.points.len();
    poster.size = measure.size;
    poster.title_size = title_size(&poster.title).min(measure.title);
    let longest = |text: &str, size: u32| longest_word(text) * f64::from(size);
    let points = poster.points.iter().map(|point| &point.title);
    let mut texts = poster.facts.iter().flat_map(|fact| &fact.lines).chain(&poster.sentences).chain(points);
    // Beside a label or hours there is half a line at least.
    poster.hyphenate =
        longest(&poster.title, poster.title_size) > WIDTH || texts.any(|text| longest(text, poster.size) > WIDTH / 2.0);
    poster
}

/// The size of a heading, in points: so large that it stays within four lines and its longest word on one.
fn title_size(title: &str) -> u32 {
    let fits =
        |size: &u32| longest_word(title) * f64::from(*size) <= WIDTH && lines(title, f64::from(*size), WIDTH) <= 4;
    [64, 56, 48, 40, 34, 28].into_iter().find(fits).unwrap_or(24)
}

/// The width of a text's longest word at the size of one point.
fn longest_word(text: &str) -> f64 {
    text.split_whitespace().map(|word| width(word, 1.0)).fold(0.0, f64::max)
}

/// How high the sheet is with that on it, in points, at least. The distances are those of `poster.css`.
fn height(poster: &PosterView) -> f64 {
    let (size, title) = (f64::from(poster.size), f64::from(poster.title_size));
    let block = |text: &str, size: f64, width: f64| f64::from(lines(text, size, width)) * size;
    let mut high = 1.4 * block(&poster.above, 14.0, WIDTH);
    high += 18.0 + 1.3 * block(&poster.kicker, 20.0, WIDTH);
    high += 8.0 + 1.06 * block(&poster.title, title, WIDTH);
    if let Some(notice) = &poster.notice {
        let words = format!("{} {}", notice.text, notice.details.as_deref().unwrap_or_default());
        high += 44.0 + 1.35 * block(&words, 1.15 * size, WIDTH - 40.0);
    }
    if !poster.facts.is_empty() {
        let size = 1.15 * size;
        let labels = poster.facts.iter().map(|fact| width(&fact.label, size)).fold(0.0, f64::max);
        let room = WIDTH - labels - 0.9 * size;
        let lines = poster.facts.iter().flat_map(|fact| &fact.lines).map(|line| 1.3 * block(line, size, room));
        high += 20.0 + 12.0 * poster.facts.len() as f64 + lines.sum::<f64>();
    }
    if !poster.sentences.is_empty() {
        high += 20.0 + 1.36 * block(&poster.sentences.join(" "), size, WIDTH);
    }
    if !poster.points.is_empty() {
        let has_hours = poster.points.iter().any(|point| point.time.is_some());
        let room = WIDTH - if has_hours { 7.0 * size } else { size };
        high += 20.0 + 1.6 * size;
        high += poster.points.iter().map(|point| 0.25 * size + 1.3 * block(&point.title, size, room)).sum::<f64>();
    }
    // The number, who answers, and the address below.
    high + 172.0
}

/// On how many lines a text stands.
fn lines(text: &str, size: f64, room: f64) -> u32 {
    let (mut lines, mut at) = (1, 0.0);
    for word in text.split_whitespace() {
        let wide = width(word, size);
        if at > 0.0 && at + wide > room {
            lines += 1;
            at = 0.0;
        }
        at += wide;
        // A word that is longer than a line is broken.
        while at > room {
            lines += 1;
            at -= room;
        }
        at += width(" ", size);
    }
    lines
}

/// The widths of the letters from the space to the tilde in the semi-bold of IBM Plex Sans, in thousandths of its size.
pub(super) const WIDTHS: [u16; 95] = [
    236, 309, 471, 656, 600, 960, 713, 260, 337, 337, 556, 600, 298, 402, 298, 437, 600, 600, 600, 600, 600, 600, 600,
    600, 600, 600, 318, 318, 600, 600, 600, 493, 899, 672, 663, 642, 689, 600, 577, 712, 719, 423, 545, 678, 521, 816,
    719, 712, 641, 712, 664, 611, 580, 690, 638, 949, 655, 632, 599, 329, 437, 329, 600, 559, 600, 559, 600, 513, 600,
    558, 350, 545, 588, 276, 276, 562, 294, 888, 588, 563, 600, 600, 393, 499, 374, 588, 524, 819, 544, 524, 502, 363,
    376, 363, 600,
];
/// Of a letter with an accent, and of one that another font must lend.
const ACCENTED: u16 = 720;
const FOREIGN: u16 = 1100;

/// How wide a word is, in points.
fn width(word: &str, size: f64) -> f64 {
    let of = |letter: char| {
        let plain = u32::from(letter).checked_sub(0x20).and_then(|at| WIDTHS.get(usize::try_from(at).ok()?)).copied();
        let accented = ('\u{80}'..'\u{250}').contains(&letter).then_some(ACCENTED);
        f64::from(plain.or(accented).unwrap_or(FOREIGN))
    };
    word.chars().map(of).sum::<f64>() * size / 1000.0
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, lines, title_size};

    #[test]
    fn a_short_title_is_large_and_a_long_one_small() {
        assert_eq!(title_size("MitID"), 64);
        assert!(title_size("Bydelsmødre og Baba viser vej til MitID") >= 40);
        assert_eq!(title_size(&"ord ".repeat(120)), 24);
        assert!(title_size("Digitaliseringsparathedsundersøgelsen") < 40, "its longest word stays on one line");
    }

    #[test]
    fn a_word_longer_than_a_line_takes_several() {
        assert_eq!(lines("kort", 20.0, WIDTH), 1);
        assert!(lines(&"x".repeat(500), 20.0, WIDTH) > 10);
        assert_eq!(lines("", 20.0, WIDTH), 1);
    }
}
