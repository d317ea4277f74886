//! A Markdown field as Typst markup, and plain words escaped so that they stay plain: what templates that end in `.typ` write.

use super::passage::Passage;
use super::view::Figure;
use crate::prose::{Block, BlockKind, Inline, InlineKind};
use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// The characters that the fonts of paper have, from and to.
pub(super) const HAVE: &[(char, char)] = &[
    (' ', '~'),
    ('\u{a0}', '\u{17f}'),
    ('\u{218}', '\u{21b}'),
    ('\u{2009}', '\u{2009}'),
    ('\u{2010}', '\u{2015}'),
    ('\u{2018}', '\u{201a}'),
    ('\u{201c}', '\u{201e}'),
    ('\u{2020}', '\u{2022}'),
    ('\u{2026}', '\u{2026}'),
    ('\u{202f}', '\u{2030}'),
    ('\u{2032}', '\u{2033}'),
    ('\u{2039}', '\u{203a}'),
    ('\u{2044}', '\u{2044}'),
    ('\u{20ac}', '\u{20ac}'),
    ('\u{2116}', '\u{2116}'),
    ('\u{2122}', '\u{2122}'),
    ('\u{2190}', '\u{2193}'),
    ('\u{2212}', '\u{2212}'),
    ('\u{2248}', '\u{2248}'),
    ('\u{2260}', '\u{2260}'),
    ('\u{2264}', '\u{2265}'),
    ('\u{2713}', '\u{2713}'),
    (UNKNOWN, UNKNOWN),
];
/// What stands for characters that the fonts do not have.
const UNKNOWN: char = '\u{fffd}';

/// The longest word that is never broken.
const LONGEST_WORD: usize = 40;
/// After how many letters a longer one may be broken.
const PIECE: usize = 10;
/// Where a line may end, without a sign: a space that nobody sees. Typst passes over one of no width at all.
pub(super) const MAY_BREAK: &str = "#h(0.001pt)";

/// Words that mean nothing to Typst, on one line: every ASCII sign is escaped, so no text of a record is markup or code. A word
/// that is longer than any line may be broken.
pub(super) fn escaped(text: &str) -> String {
    let text = printable(text);
    let mut out = String::with_capacity(text.len() + 16);
    for word in text.split_inclusive(' ') {
        let is_long = word.len() > LONGEST_WORD;
        for (at, letter) in word.chars().enumerate() {
            if is_long && at > 0 && at % PIECE == 0 && letter != ' ' {
                out.push_str(MAY_BREAK);
            }
            if letter.is_ascii_punctuation() {
                out.push('\\');
            }
            out.push(letter);
        }
    }
    out
}

/// The words that are shown with a `�`, without the marks about them.
pub(super) fn unprintable(text: &str) -> impl Iterator<Item = &str> {
    let is_lost = |word: &&str| !word.contains(UNKNOWN) && printable(word).contains(UNKNOWN);
    let is_mark = |letter: char| has(letter) && !letter.is_alphanumeric();
    text.split_whitespace().filter(is_lost).map(move |word| word.trim_matches(is_mark))
}

/// The text as a string of Typst's, with its quotation marks: for what a machine reads, such as alternative texts.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            '\n' => out.push_str("\\n"),
            letter if letter.is_control() => out.push(' '),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// The text in characters that the fonts have, with spaces for line breaks. An accented letter that they lack is shown without
/// its accents, a run of others as one `�`; what is invisible anyway is left out.
fn printable(text: &str) -> String {
    let composed = ComposingNormalizerBorrowed::new_nfc().normalize(text);
    let mut out = String::with_capacity(composed.len());
    for letter in composed.chars() {
        if has(letter) {
            out.push(letter);
        } else if letter.is_whitespace() {
            out.push(' ');
        } else if !letter.is_control() && !is_invisible(letter) {
            let plain = DecomposingNormalizerBorrowed::new_nfkd().normalize_iter([letter].into_iter());
            let plain: String = plain.filter(|part| has(*part)).collect();
            if !plain.is_empty() {
                out.push_str(&plain);
            } else if !out.ends_with(UNKNOWN) {
                out.push(UNKNOWN);
            }
        }
    }
    out
}

fn has(letter: char) -> bool {
    let after = HAVE.partition_point(|(first, _)| *first <= letter);
    after.checked_sub(1).is_some_and(|at| letter <= HAVE[at].1)
}

/// Joiners, marks of direction, variation selectors and the like.
fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}')
}

/// The field, a paragraph between empty lines; `figure` makes the markup of a picture that it places.
///
/// # Errors
/// What `figure` fails with.
pub(super) fn prose<E>(passage: &Passage, figure: &mut dyn FnMut(&Figure) -> Result<String, E>) -> Result<String, E> {
    let mut writer = Writer { passage, figure, out: String::new() };
    writer.blocks(&passage.tree.blocks)?;
    Ok(writer.out)
}

struct Writer<'a, E> {
    passage: &'a Passage,
    figure: &'a mut dyn FnMut(&Figure) -> Result<String, E>,
    out: String,
}

impl<E> Writer<'_, E> {
    fn blocks(&mut self, blocks: &[Block]) -> Result<(), E> {
        for (position, block) in blocks.iter().enumerate() {
            if position > 0 {
                self.out.push_str("\n\n");
            }
            self.block(&block.kind)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &BlockKind) -> Result<(), E> {
        match block {
            BlockKind::Paragraph(inlines) => self.paragraph(inlines)?,
            BlockKind::Heading { inlines, .. } => self.call("strong", inlines),
            BlockKind::List { start, items } => self.list(*start, items)?,
            BlockKind::Quote(blocks) => {
                self.out.push_str("#quote(block: true)[");
                self.blocks(blocks)?;
                self.out.push(']');
            }
            BlockKind::Code(code) => {
                let lines: Vec<String> = code.lines().map(printable).collect();
                self.out.push_str(&format!("#raw(block: true, {})", quoted(&lines.join("\n"))));
            }
            BlockKind::Html(html) => self.out.push_str(&escaped(html.trim())),
            BlockKind::Rule => self.out.push_str("#line(length: 100%)"),
        }
        Ok(())
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) -> Result<(), E> {
        match start {
            None => self.out.push_str("#list"),
            Some(start) => self.out.push_str(&format!("#enum(start: {start})")),
        }
        for item in items {
            self.out.push('[');
            self.blocks(item)?;
            self.out.push(']');
        }
        Ok(())
    }

    /// A paragraph; a picture ends it, and what follows the picture is another.
    fn paragraph(&mut self, inlines: &[Inline]) -> Result<(), E> {
        let mut is_first = true;
        for part in self.passage.parts(inlines) {
            if !part.words.is_empty() {
                self.out.push_str(if is_first { "" } else { "\n\n" });
                self.inlines(part.words);
                is_first = false;
            }
            if let Some(figure) = part.figure {
                let markup = (self.figure)(figure)?;
                self.out.push_str(if is_first { "" } else { "\n\n" });
                self.out.push_str(markup.trim());
                is_first = false;
            }
        }
        Ok(())
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.out.push_str(&escaped(&self.passage.printed(text))),
                InlineKind::Html(text) => self.out.push_str(&escaped(text)),
                InlineKind::Emphasis(inner) => self.call("emph", inner),
                InlineKind::Strong(inner) => self.call("strong", inner),
                InlineKind::Code(code) => self.out.push_str(&format!("#raw({})", quoted(&printable(code)))),
                InlineKind::Link { url, inlines } => self.call(&format!("link({})", quoted(url)), inlines),
                InlineKind::LineBreak => self.out.push_str("#linebreak()"),
                InlineKind::SoftBreak => self.out.push(' '),
                // A picture inside a link or emphasis has no place of its own.
                InlineKind::Image { .. } => {}
            }
        }
    }

    fn call(&mut self, function: &str, inner: &[Inline]) {
        self.out.push_str(&format!("#{function}["));
        self.inlines(inner);
        self.out.push(']');
    }
}

#[cfg(test)]
mod tests {
    use super::{HAVE, MAY_BREAK, escaped, quoted, unprintable};

    #[test]
    fn no_sign_means_anything() {
        assert_eq!(
            escaped("#import \"x\" $a$ *b* _c_ // @d"),
            "\\#import \\\"x\\\" \\$a\\$ \\*b\\* \\_c\\_ \\/\\/ \\@d"
        );
        assert_eq!(escaped("= a\n- b\r\n\n1. c"), "\\= a \\- b   1\\. c");
        assert_eq!(
            escaped("\\u{41} <l> ~ https://example.org"),
            "\\\\u\\{41\\} \\<l\\> \\~ https\\:\\/\\/example\\.org"
        );
        assert_eq!(quoted("a\"]#b\\\nc"), "\"a\\\"]#b\\\\\\nc\"");
    }

    #[test]
    fn what_the_fonts_lack_is_shown_as_near_as_they_can() {
        assert_eq!(escaped("Pa\u{30a} Tiê\u{301}n, ﬁnt"), "På Tien\\, fint");
        assert_eq!(escaped("مرحبا ude 👩\u{200d}👩 her"), "\u{fffd} ude \u{fffd} her");
        assert_eq!(escaped("a\u{ad}b\u{a0}c\u{200b}d\u{7}e"), "a\u{ad}b\u{a0}cde");
    }

    #[test]
    fn what_is_lost_is_named() {
        let lost: Vec<&str> = unprintable("Tak (مرحبا), Ελλάδα! 😀 og Tiê\u{301}n � ﬁnt").collect();
        assert_eq!(lost, ["مرحبا", "Ελλάδα", "😀"]);
    }

    #[test]
    fn only_a_word_that_is_longer_than_a_line_may_be_broken() {
        assert_eq!(escaped("Digitaliseringsstyrelsens og andre"), "Digitaliseringsstyrelsens og andre");
        let long = "a".repeat(45);
        assert_eq!(escaped(&format!("{long} b")).matches(MAY_BREAK).count(), 4);
        assert_eq!(escaped(&long).replace(MAY_BREAK, ""), long);
    }

    #[test]
    fn the_table_of_characters_is_in_order() {
        assert!(HAVE.windows(2).all(|pair| pair[0].1 < pair[1].0) && HAVE.iter().all(|(first, last)| first <= last));
    }
}
