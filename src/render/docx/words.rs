//! Words as WordprocessingML: runs with their style and language, never a letter that XML does not have.

use crate::language::Language;

/// The text as XML shows it, also between quotation marks; what XML 1.0 §2.2 does not allow is left out, a break is a space.
pub(in crate::render) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => {}
            _ => out.push(letter),
        }
    }
    out
}

/// The text that was escaped.
pub(super) fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}

/// How a run of words stands.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Face<'a> {
    /// Its character style.
    pub(super) style: Option<&'a str>,
    /// Whether it is strong.
    pub(super) strong: bool,
    /// Whether it is stressed.
    pub(super) stressed: bool,
    /// Its language, where it is not the document's.
    pub(super) language: Option<Language>,
}

/// The words as runs: one, or one for each turn of the direction of writing.
pub(super) fn runs(text: &str, face: Face<'_>) -> String {
    turns(text).into_iter().map(|(words, direction)| run(words, face, direction)).collect()
}

/// A break of the line.
pub(super) const BREAK: &str = "<w:r><w:br/></w:r>";

/// The language as Word names it.
pub(super) fn locale(language: Language) -> &'static str {
    match language {
        Language::Danish => "da-DK",
        Language::English => "en-GB",
    }
}

/// The order of what is in `rPr` is that of the schema (ISO/IEC 29500-1 §17.3.2.28).
fn run(words: &str, face: Face<'_>, direction: Direction) -> String {
    let style = face.style.map(|style| format!("<w:rStyle w:val=\"{}\"/>", escaped(style))).unwrap_or_default();
    let strong = if face.strong { "<w:b/><w:bCs/>" } else { "" };
    let stressed = if face.stressed { "<w:i/><w:iCs/>" } else { "" };
    let turned = if direction == Direction::Leftwards { "<w:rtl/>" } else { "" };
    let language = face.language.map(|it| format!("<w:lang w:val=\"{}\"/>", locale(it))).unwrap_or_default();
    let manner = format!("{style}{strong}{stressed}{turned}{language}");
    let manner = if manner.is_empty() { manner } else { format!("<w:rPr>{manner}</w:rPr>") };
    format!("<w:r>{manner}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(words))
}

/// Which way words are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Rightwards,
    Leftwards,
}

/// The text cut where the direction of writing turns; what has none of its own stays between words of one direction.
fn turns(text: &str) -> Vec<(&str, Direction)> {
    if !text.chars().any(is_leftwards) {
        return vec![(text, Direction::Rightwards)];
    }
    let mut parts = Vec::new();
    let (mut start, mut end_of_words, mut direction) = (0, 0, Direction::Rightwards);
    for (at, letter) in text.char_indices() {
        let own = match letter {
            letter if is_leftwards(letter) => Direction::Leftwards,
            letter if letter.is_alphabetic() => Direction::Rightwards,
            _ => continue,
        };
        if own != direction {
            let cut = if own == Direction::Leftwards { at } else { end_of_words };
            parts.push((&text[start..cut], direction));
            (start, direction) = (cut, own);
        }
        end_of_words = at + letter.len_utf8();
    }
    parts.push((&text[start..], direction));
    parts.retain(|(words, _)| !words.is_empty());
    parts
}

/// Whether a letter is of a script that runs from right to left: the blocks of Hebrew, Arabic and their kin.
fn is_leftwards(letter: char) -> bool {
    matches!(
        letter,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}'
            | '\u{1e800}'..='\u{1efff}'
    )
}

#[cfg(test)]
mod tests {
    use super::{Face, escaped, runs, turns, unescaped};
    use crate::language::Language;

    #[test]
    fn no_word_becomes_an_element_and_no_letter_breaks_the_file() {
        assert_eq!(escaped("\"a\" <b> & c\u{0}\u{1b}\u{fffe}\nd\u{85}"), "&quot;a&quot; &lt;b&gt; &amp; c d");
        assert_eq!(escaped("Ældre 😀"), "Ældre 😀");
        assert_eq!(unescaped(&escaped("\"a\" <b> &lt; c")), "\"a\" <b> &lt; c");
    }

    #[test]
    fn a_run_tells_its_style_before_its_language() {
        let face = Face { style: Some("Details"), strong: true, language: Some(Language::English), ..Face::default() };
        let expected = "<w:r><w:rPr><w:rStyle w:val=\"Details\"/><w:b/><w:bCs/><w:lang w:val=\"en-GB\"/></w:rPr>\
                        <w:t xml:space=\"preserve\"> a </w:t></w:r>";
        assert_eq!(runs(" a ", face), expected);
    }

    #[test]
    fn words_from_right_to_left_are_runs_of_their_own() {
        let words: Vec<&str> = turns("Pjecen (نصائح، ٢٠٢٦) findes").into_iter().map(|(words, _)| words).collect();
        assert_eq!(words, ["Pjecen (", "نصائح، ٢٠٢٦", ") findes"]);
        assert!(runs("שלום", Face::default()).contains("<w:rtl/>"));
        assert!(!runs("Hej", Face::default()).contains("<w:rtl/>"));
    }
}
