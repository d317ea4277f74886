//! From the bytes of a value, as it reads, to the bytes of the file, as it is quoted, indented and folded.

use super::tree::Node;
use granit_parser::ScalarStyle;
use std::ops::Range;

/// Where in the text the bytes `within` of a scalar's value stand. What lies outside the value is cut off.
pub(super) fn within(text: &str, node: &Node, within: &Range<usize>) -> Range<usize> {
    let Some(scalar) = node.scalar() else { return node.span.clone() };
    let Some(source) = text.get(node.span.clone()) else { return node.span.clone() };
    let mut alignment = Alignment { source, at: 0, style: scalar.style };
    let (mut start, mut end) = (None, 0);
    if scalar.style == ScalarStyle::SingleQuoted || scalar.style == ScalarStyle::DoubleQuoted {
        alignment.at = 1;
    }
    for (byte, character) in scalar.text.char_indices() {
        if byte >= within.end.max(within.start + 1) {
            break;
        }
        let stands = alignment.next(character);
        if byte + character.len_utf8() > within.start {
            start.get_or_insert(stands.start);
            end = stands.end;
        }
    }
    let start = start.unwrap_or(alignment.at);
    let end = if within.is_empty() { start } else { end.max(start) };
    node.span.start + start..node.span.start + end
}

/// Walks value and source together. Characters that are no white space must agree, so a fold that adds or drops a line
/// break costs nothing but the place of that break.
struct Alignment<'a> {
    source: &'a str,
    at: usize,
    style: ScalarStyle,
}

impl Alignment<'_> {
    /// Where the next character of the value stands.
    fn next(&mut self, wanted: char) -> Range<usize> {
        loop {
            let Some((character, length)) = self.read() else { return self.at..self.at };
            let start = self.at;
            if character == Some(wanted) {
                self.at += length;
                return start..self.at;
            }
            match character {
                // A line break that reads as a space, or the other way round.
                Some(stands) if stands.is_whitespace() && wanted.is_whitespace() && stands != ' ' => {
                    self.at += length;
                    self.skip_indentation();
                    return start..start + length;
                }
                Some(stands) if stands.is_whitespace() => self.at += length,
                None => self.at += length,
                _ if wanted.is_whitespace() => return start..start,
                // They differ, which no sound scalar does: go on side by side.
                _ => {
                    self.at += length;
                    return start..self.at;
                }
            }
        }
    }

    /// After a fold: spaces in front of the next line are none of the value's.
    fn skip_indentation(&mut self) {
        if matches!(self.style, ScalarStyle::Plain | ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted) {
            let rest = &self.source[self.at..];
            self.at += rest.len() - rest.trim_start_matches([' ', '\t']).len();
        }
    }

    /// The character that stands here as the style reads it, and its bytes; no character for a line joined by `\`.
    fn read(&self) -> Option<(Option<char>, usize)> {
        let rest = self.source.get(self.at..)?;
        let first = rest.chars().next()?;
        if self.style == ScalarStyle::SingleQuoted && rest.starts_with("''") {
            return Some((Some('\''), 2));
        }
        if self.style == ScalarStyle::DoubleQuoted && first == '\\' {
            return Some(escape(rest));
        }
        if rest.starts_with("\r\n") {
            return Some((Some('\n'), 2));
        }
        Some((Some(if first == '\r' { '\n' } else { first }), first.len_utf8()))
    }
}

/// What an escape of a double-quoted scalar reads as, and how long it is (YAML 1.2.2 §5.7).
fn escape(rest: &str) -> (Option<char>, usize) {
    let Some(second) = rest[1..].chars().next() else { return (Some('\\'), 1) };
    let hex = |digits: usize| {
        let code = rest.get(2..2 + digits).and_then(|it| u32::from_str_radix(it, 16).ok());
        (code.and_then(char::from_u32), code.map_or(2, |_| 2 + digits))
    };
    let plain = match second {
        'x' => return hex(2),
        'u' => return hex(4),
        'U' => return hex(8),
        '\r' | '\n' => return (None, 1 + second.len_utf8()),
        '0' => '\0',
        'a' => '\u{7}',
        'b' => '\u{8}',
        't' | '\t' => '\t',
        'n' => '\n',
        'v' => '\u{b}',
        'f' => '\u{c}',
        'r' => '\r',
        'e' => '\u{1b}',
        'N' => '\u{85}',
        '_' => '\u{a0}',
        'L' => '\u{2028}',
        'P' => '\u{2029}',
        other => other,
    };
    (Some(plain), 1 + second.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::tree::Tree;
    use proptest::prelude::*;

    /// What stands in the text where the value has `needle`.
    fn stands<'a>(text: &'a str, needle: &str) -> &'a str {
        let tree = Tree::of(text);
        let value = &tree.root.as_ref().unwrap().entries()[0].value;
        let at = value.scalar().unwrap().text.find(needle).expect("the needle is in the value");
        &text[within(text, value, &(at..at + needle.len()))]
    }

    #[test]
    fn a_word_is_found_in_every_style() {
        assert_eq!(stands("a: Blå bog og år\n", "bog"), "bog");
        assert_eq!(stands("a: |\n  Første linje\n\n  Her står år\n    indrykket\n", "står"), "står");
        assert_eq!(stands("a: |\n  Første\n\n  Her\n    indrykket\n", "Første\n\nHer"), "Første\n\n  Her");
        assert_eq!(stands("a: |+2\n    mere\n  mindre her\n\n", "mindre"), "mindre");
        assert_eq!(stands("a: >-\n  Første linje\n  anden linje\n\n  nyt afsnit\n", "linje anden"), "linje\n  anden");
        assert_eq!(stands("a: >-\n  Første linje\n  anden linje\n\n  nyt afsnit\n", "nyt"), "nyt");
        assert_eq!(stands("a: 'det''s en bog'\n", "bog"), "bog");
        assert_eq!(stands("a: 'det''s en bog'\n", "'s"), "''s");
        assert_eq!(stands("a: \"\\u00e5r \\\"og\\\" dag\\x21 her\"\n", "dag!"), "dag\\x21");
        assert_eq!(stands("a: \"et \\\n  to tre\"\n", "tre"), "tre");
        assert_eq!(stands("a: et\n  to\n\n  tre fire\n", "to\ntre"), "to\n\n  tre");
        assert_eq!(stands("a: et\n  to\n  tre fire\n", "et to tre"), "et\n  to\n  tre");
        assert_eq!(stands("a: |\r\n  et\r\n  to\r\n", "to"), "to");
    }

    #[test]
    fn bytes_outside_the_value_are_cut_off() {
        let tree = Tree::of("a: bog\n");
        let value = &tree.root.as_ref().unwrap().entries()[0].value;
        assert_eq!(within("a: bog\n", value, &(4..9)), 6..6);
        assert_eq!(within("a: bog\n", value, &(2..9)), 5..6);
        assert_eq!(within("a: bog\n", value, &(1..1)), 4..4);
    }

    proptest! {
        #[test]
        fn every_word_of_a_block_is_found(words in proptest::collection::vec("[a-zæøå]{1,6}", 1..30), folded: bool) {
            let mut text = format!("a: {}\n", if folded { ">" } else { "|" });
            for (position, word) in words.iter().enumerate() {
                let gap = [" ", "\n  ", "\n\n  "][(position + word.len()) % 3];
                text.push_str(if position == 0 { "  " } else { gap });
                text.push_str(word);
            }
            text.push('\n');
            let tree = Tree::of(&text);
            let value = &tree.root.as_ref().unwrap().entries()[0].value;
            let decoded = &value.scalar().unwrap().text;
            let mut at = 0;
            for word in &words {
                let start = at + decoded[at..].find(word.as_str()).unwrap();
                at = start + word.len();
                prop_assert_eq!(&text[within(&text, value, &(start..at))], word);
            }
        }
    }
}
