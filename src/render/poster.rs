//! One sheet for a notice board: how much of a record goes on it, so that it is never two.
//!
//! A poster grows smaller by fixed steps until it fits, and then says less, a sentence at a time. On paper Typst counts the
//! sheets. A page for the browser has no such judge, so its height is reckoned here with room to spare; and should a
//! browser's letters be wider still, its style sheet cuts the text and never the telephone number.

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
    /// How many sentences at most.
    sentences: usize,
    /// How many points at most.
    points: usize,
}

const fn measure(size: u32, sentences: usize, points: usize) -> Measure {
    Measure { size, sentences, points }
}

/// From the largest letters to the smallest, and then from many words to few. Text below 14 points is not read at a board.
const MEASURES: [Measure; 12] = [
    measure(24, 4, 10),
    measure(22, 4, 12),
    measure(20, 4, 12),
    measure(18, 4, 14),
    measure(16, 4, 14),
    measure(16, 3, 10),
    measure(14, 4, 16),
    measure(14, 3, 12),
    measure(14, 2, 8),
    measure(14, 1, 6),
    measure(14, 1, 3),
    measure(14, 0, 0),
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
                return set.written();
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
    poster.title_size = title_size(&poster.title);
    poster
}

/// The size of a heading, in points: so large that it stays within four lines and its longest word on one.
fn title_size(title: &str) -> u32 {
    let longest = title.split_whitespace().map(|word| width(word, 1.0)).fold(0.0, f64::max);
    let fits = |size: &u32| longest * f64::from(*size) <= WIDTH && lines(title, f64::from(*size), WIDTH) <= 4;
    [64, 56, 48, 40, 34, 28].into_iter().find(fits).unwrap_or(24)
}

/// How high the sheet is with that on it, in points, at least. The distances are those of `poster.css`.
fn height(poster: &PosterView) -> f64 {
    let (size, title) = (f64::from(poster.size), f64::from(poster.title_size));
    let block = |text: &str, size: f64, width: f64| f64::from(lines(text, size, width)) * size;
    let mut high = 24.0 + 1.4 * block(&poster.above, 14.0, WIDTH);
    high += 30.0 + 1.3 * block(&poster.kicker, 20.0, WIDTH);
    high += 8.0 + 1.12 * block(&poster.title, title, WIDTH);
    if let Some(notice) = &poster.notice {
        let words = format!("{} {}", notice.text, notice.details.as_deref().unwrap_or_default());
        high += 48.0 + 1.35 * block(&words, 1.15 * size, WIDTH - 40.0);
    }
    high += if poster.facts.is_empty() { 0.0 } else { 24.0 };
    for line in poster.facts.iter().flat_map(|fact| &fact.lines) {
        high += 1.3 * block(line, 1.15 * size, WIDTH - 7.0 * size);
    }
    high += 16.0 * poster.facts.len() as f64;
    if !poster.sentences.is_empty() {
        high += 24.0 + 1.4 * block(&poster.sentences.join(" "), size, WIDTH);
    }
    if !poster.points.is_empty() {
        high += 24.0 + 1.6 * size;
        let indent = if poster.points.iter().any(|point| point.time.is_some()) { 7.0 * size } else { size };
        high += poster
            .points
            .iter()
            .map(|point| 0.35 * size + 1.3 * block(&point.title, size, WIDTH - indent))
            .sum::<f64>();
    }
    // The number, who answers, and the address below.
    high + 210.0
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
        at += 0.3 * size;
    }
    lines
}

/// How wide a word is at most in the letters that browsers have, which are a little wider than ours.
fn width(word: &str, size: f64) -> f64 {
    let of = |letter: char| match letter {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | ':' | ';' | '-' | '\'' | '!' | '(' | ')' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' | '—' | '…' => 1.0,
        letter if letter.is_uppercase() => 0.76,
        letter if letter.is_ascii_alphanumeric() || ('\u{80}'..'\u{530}').contains(&letter) => 0.63,
        _ => 1.1,
    };
    word.chars().map(of).sum::<f64>() * size
}

#[cfg(test)]
mod tests {
    use super::{WIDTH, lines, title_size};

    #[test]
    fn a_short_title_is_large_and_a_long_one_small() {
        assert_eq!(title_size("MitID"), 64);
        assert!(title_size("Bydelsmødre og Baba viser vej til MitID") >= 40);
        assert_eq!(title_size(&"ord ".repeat(120)), 24);
        assert!(title_size("Digitaliseringsstyrelsens") < 40, "its longest word stays on one line");
    }

    #[test]
    fn a_word_longer_than_a_line_takes_several() {
        assert_eq!(lines("kort", 20.0, WIDTH), 1);
        assert!(lines(&"x".repeat(500), 20.0, WIDTH) > 10);
        assert_eq!(lines("", 20.0, WIDTH), 1);
    }
}
