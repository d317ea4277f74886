//! Values that want quotation marks, and the text with the marks put in, in memory, so that the rest of it can be read.

use super::scan;
use super::tree::{Entry, Node, Shape, Tree};
use crate::model::{DocumentPath, Fix};
use granit_parser::ScalarStyle;
use std::borrow::Cow;
use std::ops::Range;

/// Why a stretch of the text does not read as it was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// It begins with a quotation mark and goes on after the closing one.
    Quotation,
    /// It begins with a sign that means something to YAML.
    Sign(char),
    /// It holds a colon and a space.
    Colon,
    /// It is prose in brackets or braces.
    Brackets,
    /// A comma in braces splits it.
    Comma,
    /// It is a number, or `true`, where words are wanted.
    Number,
    /// Its quotation mark is never closed.
    Unclosed,
    /// Tabs stand where spaces should.
    Tab,
    /// No space follows the colon of a key.
    NoSpace,
}

/// A stretch of the text, and what would read as it was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trap {
    pub range: Range<usize>,
    pub text: String,
    pub why: Why,
}

/// A text with its traps mended, and the way back to the bytes of the original.
#[derive(Debug, Clone)]
pub(super) struct Repaired<'a> {
    pub text: Cow<'a, str>,
    pub traps: Vec<Trap>,
    source: &'a str,
}

impl<'a> Repaired<'a> {
    /// The text with these traps mended; of two that overlap the earlier stands.
    pub fn with(source: &'a str, mut traps: Vec<Trap>) -> Self {
        if traps.is_empty() {
            return Self { text: Cow::Borrowed(source), traps, source };
        }
        traps.sort_by_key(|trap| (trap.range.start, usize::MAX - trap.range.end));
        let mut end = 0;
        traps.retain(|trap| {
            let apart = trap.range.start >= end;
            end = if apart { trap.range.end } else { end };
            apart
        });
        let fixes: Vec<Fix> =
            traps.iter().map(|trap| Fix { range: trap.range.clone(), text: trap.text.clone() }).collect();
        Self { text: Cow::Owned(apply(source, &fixes)), traps, source }
    }

    /// The original.
    pub fn source(&self) -> &'a str {
        self.source
    }

    /// The byte of the original that a byte of the mended text stands for.
    pub fn original(&self, byte: usize) -> usize {
        let mut grown = 0_isize;
        for trap in &self.traps {
            let start = trap.range.start.saturating_add_signed(grown);
            if byte < start {
                break;
            }
            if byte < start + trap.text.len() {
                return trap.range.start + inside(&self.source[trap.range.clone()], &trap.text, byte - start);
            }
            grown += trap.text.len().cast_signed() - trap.range.len().cast_signed();
        }
        byte.saturating_add_signed(-grown).min(self.source.len())
    }

    /// Where a trap stands in the mended text.
    pub fn mended(&self, wanted: &Trap) -> Range<usize> {
        let before = self.traps.iter().take_while(|trap| trap.range.start < wanted.range.start);
        let grown: isize = before.map(|trap| trap.text.len().cast_signed() - trap.range.len().cast_signed()).sum();
        let start = wanted.range.start.saturating_add_signed(grown);
        start..start + wanted.text.len()
    }
}

/// The byte of `original` that the byte `at` of its quoted form stands for.
fn inside(original: &str, quoted: &str, at: usize) -> usize {
    if !quoted.starts_with(['"', '\'']) {
        return at.min(original.len());
    }
    let mut passed = 1;
    for (byte, character) in original.char_indices() {
        if at <= passed {
            return byte;
        }
        let stands = quoted.get(passed..).unwrap_or_default();
        let escaped = stands.starts_with('\\') || (character == '\'' && stands.starts_with("''"));
        passed += character.len_utf8() + usize::from(escaped);
    }
    original.len()
}

/// The text with fixes made; of two that overlap the earlier stands, and one outside the text is passed over.
pub fn apply(text: &str, fixes: &[Fix]) -> String {
    let mut fixes: Vec<&Fix> = fixes.iter().collect();
    fixes.sort_by_key(|fix| (fix.range.start, fix.range.end));
    let (mut mended, mut at) = (String::with_capacity(text.len() + 16), 0);
    for fix in fixes {
        let Range { start, end } = fix.range;
        if start < at || end < start || !text.is_char_boundary(start) || !text.is_char_boundary(end) {
            continue;
        }
        mended.push_str(&text[at..start]);
        mended.push_str(&fix.text);
        at = end;
    }
    mended.push_str(&text[at..]);
    mended
}

/// The text as a quoted scalar: double quotation marks, or single ones where that needs no escape.
pub(super) fn quote(text: &str) -> String {
    if text.contains(['"', '\\']) && !text.contains('\'') {
        return format!("'{text}'");
    }
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The text with its traps mended as far as they show without knowing what the record should hold.
pub(super) fn repair(text: &str) -> Repaired<'_> {
    let tree = Tree::of(text);
    let mut repaired = Repaired::with(text, Vec::new());
    if tree.too_deep {
        return repaired;
    }
    let mut found = if tree.failure.is_some() { scan::traps(text) } else { Vec::new() };
    let tree = if found.is_empty() {
        tree
    } else {
        repaired = Repaired::with(text, found.clone());
        Tree::of(&repaired.text)
    };
    let read = in_tree(&repaired.text, &tree);
    if read.is_empty() {
        return repaired;
    }
    for trap in read {
        let range = repaired.original(trap.range.start)..repaired.original(trap.range.end);
        if let Some(meant) = text.get(range.clone()) {
            found.push(Trap { text: quote(meant), range, why: trap.why });
        }
    }
    Repaired::with(text, found)
}

/// Traps that YAML reads without a word: `&name`, `!tag` and `*name` in front of prose, and a comma in braces.
fn in_tree(text: &str, tree: &Tree) -> Vec<Trap> {
    let mut found = Vec::new();
    let Some(root) = &tree.root else { return found };
    let aliased = tree.first_alias().is_some();
    root.walk(&DocumentPath::root(), &mut |_, node, _| {
        let range = match (&node.shape, node.properties) {
            (Shape::Alias { known: false }, _) => Some(node.span.clone()),
            (Shape::Scalar(scalar), Some(start)) if !aliased && scalar.style == ScalarStyle::Plain => {
                let name = text.get(start..).and_then(|rest| rest.split([' ', '\n', '\r', ',', ']', '}']).next());
                Some(start..node.span.end.max(start + name.map_or(0, str::len)))
            }
            _ => None,
        };
        if let Some(range) = range
            && let Some(sign) = text.get(range.start..).and_then(|rest| rest.chars().next())
        {
            found.push(Trap { range, text: String::new(), why: Why::Sign(sign) });
        }
        if let Shape::Map { entries, flow: true } = &node.shape {
            found.extend(split_by_comma(text, entries));
        }
    });
    found
}

/// `{text: Læs mere, om appen, url: …}`: a key with no colon after a value is the rest of that value.
fn split_by_comma(text: &str, entries: &[Entry]) -> Vec<Trap> {
    let mut found: Vec<Trap> = Vec::new();
    let mut sentence: Option<Range<usize>> = None;
    for entry in entries {
        let after = text.get(entry.key.span.end..).unwrap_or_default().trim_start();
        let bare = entry.value.span.is_empty() && after.starts_with([',', '}']);
        match (&mut sentence, bare) {
            (Some(whole), true) => {
                whole.end = entry.key.span.end;
                let trap = Trap { range: whole.clone(), text: String::new(), why: Why::Comma };
                found.retain(|earlier| earlier.range.start != trap.range.start);
                found.push(trap);
            }
            _ => sentence = is_plain(&entry.value).then(|| entry.value.span.clone()),
        }
    }
    found
}

fn is_plain(node: &Node) -> bool {
    !node.span.is_empty() && node.scalar().is_some_and(|it| it.style == ScalarStyle::Plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_quoted_with_the_fewest_escapes() {
        assert_eq!(quote("MitID: status"), "\"MitID: status\"");
        assert_eq!(quote("\"Nu\" siger hun"), "'\"Nu\" siger hun'");
        assert_eq!(quote("det's \"nu\" \\ her"), "\"det's \\\"nu\\\" \\\\ her\"");
    }

    #[test]
    fn fixes_are_made_from_the_back_of_the_reader_s_hand_to_the_front() {
        let fix = |start, end, text: &str| Fix { range: start..end, text: text.to_owned() };
        assert_eq!(apply("abcdef", &[fix(4, 5, "E"), fix(1, 2, "BB"), fix(1, 3, "x"), fix(9, 12, "y")]), "aBBcdEf");
        assert_eq!(apply("æ", &[fix(1, 2, "x")]), "æ");
    }

    #[test]
    fn a_byte_of_the_mended_text_leads_back() {
        let text = "a: \"Nu\" siger hun\nb: MitID: det's \"nu\"\nc: her\n";
        let repaired = repair(text);
        assert_eq!(repaired.text, "a: '\"Nu\" siger hun'\nb: \"MitID: det's \\\"nu\\\"\"\nc: her\n");
        for needle in ["siger", "det's", "nu", "her", "c:", "MitID"] {
            let (mended, original) = (repaired.text.find(needle).unwrap(), text.find(needle).unwrap());
            assert_eq!(repaired.original(mended), original, "{needle}");
        }
        assert_eq!(repaired.original(repaired.text.len()), text.len());
    }

    #[test]
    fn what_reads_without_a_word_and_loses_text_is_found() {
        for (before, after) in [
            ("a: &Co og mere\n", "a: \"&Co og mere\"\n"),
            ("a: !vigtigt at vide\n", "a: \"!vigtigt at vide\"\n"),
            ("a: [*stjerne]\n", "a: [\"*stjerne\"]\n"),
            ("- {text: Læs mere, om appen, url: x}\n", "- {text: \"Læs mere, om appen\", url: x}\n"),
            ("- {text: a, b, c, url: x}\n", "- {text: \"a, b, c\", url: x}\n"),
        ] {
            assert_eq!(repair(before).text, after);
        }
        for sound in ["a: {b: c, d: }\n", "a: [b, c]\n", "a: &x [1]\nb: *x\nc: &y d\n", "a: R&D\n", "a: b * c ! d\n"] {
            assert!(repair(sound).traps.is_empty(), "{sound}");
        }
    }
}
