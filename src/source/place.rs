//! From a path in a document to its place in the text: bytes, line and column.

use super::quote::{self, Repaired};
use super::scalar;
use super::tree::{Node, Shape, Tree};
use crate::model::{DocumentPath, Place, Step};
use std::ops::Range;

/// A point in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Position {
    /// Bytes before it.
    pub byte: usize,
    /// Its line, from 1.
    pub line: usize,
    /// Its column in characters, from 1.
    pub column: usize,
}

/// A stretch of a text; the end is the point after its last character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Span {
    /// Where it begins.
    pub start: Position,
    /// Where it ends.
    pub end: Position,
}

/// The places of one text, for more than one question.
#[derive(Debug, Clone)]
pub struct Places<'a> {
    text: &'a str,
    repaired: Repaired<'a>,
    tree: Tree,
}

/// Where a finding points in a text. Of a list or a map it is the first line; what the text does not hold is its nearest
/// holder, and at last the text's first character. Never panics.
pub fn locate(text: &str, path: &DocumentPath, place: &Place) -> Span {
    match place {
        Place::File => span(text, &(0..0)),
        Place::Bytes(range) => span(text, range),
        _ => Places::new(text).locate(path, place),
    }
}

impl<'a> Places<'a> {
    /// Reads the places of a text, also of one that YAML refuses.
    pub fn new(text: &'a str) -> Self {
        let repaired = quote::repair(text);
        let tree = Tree::of(&repaired.text);
        Self { text, repaired, tree }
    }

    /// As `locate`.
    pub fn locate(&self, path: &DocumentPath, place: &Place) -> Span {
        let range = match place {
            Place::File => 0..0,
            Place::Bytes(range) => range.clone(),
            Place::Value => self.original(self.value(path)),
            Place::Key => self.original(self.key(path)),
            Place::Within(within) => self.original(self.within(path, within)),
        };
        span(self.text, &range)
    }

    fn original(&self, range: Range<usize>) -> Range<usize> {
        self.repaired.original(range.start)..self.repaired.original(range.end)
    }

    fn value(&self, path: &DocumentPath) -> Range<usize> {
        let Some(root) = &self.tree.root else { return 0..0 };
        let (node, reached) = root.follow(&path.0);
        // Of an empty value the key says more than the point after its colon, and of a part it is the key that has one.
        let says_little = node.span.is_empty() || (reached < path.0.len() && node.scalar().is_none());
        if says_little && reached > 0 && matches!(path.0[reached - 1], Step::Key(_)) {
            return self.key(&DocumentPath(path.0[..reached].to_vec()));
        }
        self.first_line(node)
    }

    fn key(&self, path: &DocumentPath) -> Range<usize> {
        let Some(root) = &self.tree.root else { return 0..0 };
        let Some((last, way)) = path.0.split_last() else { return self.first_line(root) };
        let (holder, reached) = root.follow(way);
        match last {
            Step::Key(key) if reached == way.len() => {
                holder.entry(key).map_or_else(|| self.first_line(holder), |entry| entry.key.span.clone())
            }
            _ => self.value(path),
        }
    }

    fn within(&self, path: &DocumentPath, within: &Range<usize>) -> Range<usize> {
        let Some(root) = &self.tree.root else { return 0..0 };
        let (node, reached) = root.follow(&path.0);
        if reached < path.0.len() || node.scalar().is_none() {
            return self.value(path);
        }
        scalar::within(&self.repaired.text, node, within)
    }

    /// The node, but of a list, a map or a text of many lines only its first line.
    fn first_line(&self, node: &Node) -> Range<usize> {
        let text = self.repaired.text.get(node.span.clone()).unwrap_or_default();
        let flow = matches!(node.shape, Shape::List { flow: true, .. } | Shape::Map { flow: true, .. });
        let length = match text.find(['\n', '\r']) {
            Some(end) if !flow || end > 0 => text[..end].trim_end().len(),
            _ => text.len(),
        };
        node.span.start..node.span.start + length
    }
}

/// The line and column of a range of bytes, which may lie anywhere.
pub(super) fn span(text: &str, range: &Range<usize>) -> Span {
    let start = position(text, range.start, Position { byte: 0, line: 1, column: 1 });
    Span { start, end: position(text, range.end, start) }
}

/// The point at a byte, counted on from an earlier point.
fn position(text: &str, byte: usize, from: Position) -> Position {
    let mut byte = byte.clamp(from.byte, text.len());
    while !text.is_char_boundary(byte) {
        byte -= 1;
    }
    let mut at = Position { byte: byte.max(from.byte), ..from };
    let passed = text.get(from.byte..at.byte).unwrap_or_default();
    let mut after_return = from.byte > 0 && text.as_bytes()[from.byte - 1] == b'\r';
    for character in passed.chars() {
        match character {
            '\n' if after_return => {}
            '\n' | '\r' => (at.line, at.column) = (at.line + 1, 1),
            _ => at.column += 1,
        }
        after_return = character == '\r';
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn path(text: &str) -> DocumentPath {
        let mut path = DocumentPath::root();
        for part in text.split(['.', '[']).filter(|part| !part.is_empty()) {
            path = match part.trim_end_matches(']').parse() {
                Ok(index) => path.index(index),
                Err(_) => path.key(part.to_owned()),
            };
        }
        path
    }

    const TEXT: &str = "\
title: Møde æøå  # her
agenda:
  - title: Status
    said: |
      Første linje.

      Åen løber ud
    speakers: [Birthe Holm, 'Mette ''Lind''']
  - title: \"Mere \\u00e5 her\"
    links:
chair: Holm
";

    fn place(way: &str, place: &Place) -> (usize, usize, usize, usize, &'static str) {
        let span = locate(TEXT, &path(way), place);
        let text = &TEXT[span.start.byte..span.end.byte];
        (span.start.line, span.start.column, span.end.line, span.end.column, text)
    }

    #[test]
    fn a_path_leads_to_its_place() {
        assert_eq!(place("title", &Place::Value), (1, 8, 1, 16, "Møde æøå"));
        assert_eq!(place("title", &Place::Key), (1, 1, 1, 6, "title"));
        assert_eq!(place("agenda[0].said", &Place::Value), (5, 7, 5, 20, "Første linje."));
        assert_eq!(place("agenda[0].speakers[1]", &Place::Value), (8, 29, 8, 45, "'Mette ''Lind'''"));
        assert_eq!(place("agenda[1]", &Place::Value), (9, 5, 9, 29, "title: \"Mere \\u00e5 her\""));
        assert_eq!(place("", &Place::File), (1, 1, 1, 1, ""));
    }

    #[test]
    fn a_path_that_leads_further_than_the_file_points_at_the_last_value_on_the_way() {
        assert_eq!(place("agenda[0].speakers[0].person", &Place::Value).4, "Birthe Holm");
        assert_eq!(place("agenda[1].id", &Place::Value).4, "title: \"Mere \\u00e5 her\"");
        assert_eq!(place("agenda[1].links[0].text", &Place::Value).4, "links");
        assert_eq!(place("agenda[7].links", &Place::Value).4, "agenda");
        assert_eq!(place("host", &Place::Key).4, "title: Møde æøå  # her");
    }

    #[test]
    fn bytes_of_a_value_lead_to_bytes_of_the_text() {
        let said = "Første linje.\n\nÅen løber ud\n";
        let at = said.find("løber").unwrap();
        assert_eq!(place("agenda[0].said", &Place::Within(at..at + 6)), (7, 11, 7, 16, "løber"));
        let title = "Mere å her";
        let at = title.find('å').unwrap();
        assert_eq!(place("agenda[1].title", &Place::Within(at..at + 2)), (9, 18, 9, 24, "\\u00e5"));
        assert_eq!(place("agenda[0].speakers[1]", &Place::Within(6..7)).4, "''");
        assert_eq!(place("agenda[0].speakers[1]", &Place::Within(90..97)).0, 8);
    }

    #[test]
    fn a_text_that_yaml_refuses_has_places_too() {
        let text = "title: \"Nu\" siger hun\nplace: MitID: her\nagenda:\n  - title: Status\n    kind: @x\n";
        let spot = |way, place: &Place| {
            let span = locate(text, &path(way), place);
            (span.start.line, &text[span.start.byte..span.end.byte])
        };
        assert_eq!(spot("title", &Place::Value), (1, "\"Nu\" siger hun"));
        assert_eq!(spot("title", &Place::Within(5..10)), (1, "siger"));
        assert_eq!(spot("agenda[0].title", &Place::Value), (4, "Status"));
        assert_eq!(spot("agenda[0].kind", &Place::Value), (5, "@x"));
    }

    proptest! {
        #[test]
        fn no_text_and_no_path_make_it_panic(text in "(title|- |: |\\||>|\"|'|\\[|\\{|#|æ|\\\\|\r|\n|\n  |\t|,|\\]|&a|\\*a|!t| )*",
            way in "(title|agenda|[.]|\\[[0-9]\\])*", start in 0usize..40, length in 0usize..20) {
            let way = path(&way);
            for place in [Place::File, Place::Value, Place::Key, Place::Within(start..start + length), Place::Bytes(start..start + length)] {
                let span = locate(&text, &way, &place);
                prop_assert!(span.start <= span.end && span.end.byte <= text.len());
                prop_assert!(text.get(span.start.byte..span.end.byte).is_some());
            }
            let reading = crate::source::read::<crate::model::Meeting>(&text, "");
            prop_assert!(reading.value.is_some() || !reading.findings.is_empty(), "silence");
            for finding in reading.findings {
                locate(&text, &finding.path, &finding.place);
            }
            crate::source::traps(&text, "");
        }
    }
}
