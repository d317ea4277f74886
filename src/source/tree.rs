//! The text as a tree of places: what stands where. Built only when a place is asked for or something is wrong.
//!
//! Where the text breaks, the tree holds what came before the break.

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, StructureStyle};
use std::ops::Range;

use crate::model::{DocumentPath, Step};

/// How deep parts may lie inside each other. The formats need nine.
pub(super) const MAX_DEPTH: usize = 40;

/// A value and where it stands, in bytes.
#[derive(Debug, Clone)]
pub(super) struct Node {
    /// From its first byte to the end of its last; of a block scalar, the lines below the `|`.
    pub span: Range<usize>,
    /// Where its anchor or tag begins, if it bears one.
    pub properties: Option<usize>,
    pub shape: Shape,
}

#[derive(Debug, Clone)]
pub(super) enum Shape {
    Scalar(Scalar),
    List {
        items: Vec<Node>,
        flow: bool,
    },
    Map {
        entries: Vec<Entry>,
        flow: bool,
    },
    /// `*name`, and whether an anchor of that name stands before it.
    Alias {
        known: bool,
    },
}

#[derive(Debug, Clone)]
pub(super) struct Scalar {
    pub text: String,
    pub style: ScalarStyle,
}

/// A key and its value.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub key: Node,
    pub value: Node,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Tree {
    pub root: Option<Node>,
    /// The byte at which the text turned out to be no YAML.
    pub failure: Option<usize>,
    /// The text lies deeper than `MAX_DEPTH` at the byte of its failure.
    pub too_deep: bool,
    /// Where a second document begins, which no file of ours has.
    pub second: Option<usize>,
    /// From each `#` to the end of its line.
    pub comments: Vec<Range<usize>>,
}

/// What a byte belongs to.
#[derive(Debug, Clone)]
pub(super) struct Spot<'a> {
    pub path: DocumentPath,
    pub node: &'a Node,
    /// The node is the key at the path, and not its value.
    pub is_key: bool,
}

impl Node {
    pub fn is_null(&self) -> bool {
        matches!(&self.shape, Shape::Scalar(scalar) if scalar.style == ScalarStyle::Plain
            && (self.span.is_empty() || matches!(scalar.text.as_str(), "~" | "null" | "Null" | "NULL")))
    }

    /// With the anchor or tag that it bears.
    pub fn outer(&self) -> Range<usize> {
        self.properties.unwrap_or(self.span.start)..self.span.end
    }

    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.shape {
            Shape::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    pub fn entries(&self) -> &[Entry] {
        match &self.shape {
            Shape::Map { entries, .. } => entries,
            _ => &[],
        }
    }

    pub fn items(&self) -> &[Node] {
        match &self.shape {
            Shape::List { items, .. } => items,
            _ => &[],
        }
    }

    /// The last value on the way, and whether the way led to its end.
    pub fn follow(&self, path: &[Step]) -> (&Self, usize) {
        let mut node = self;
        for (position, step) in path.iter().enumerate() {
            let next = match step {
                Step::Key(key) => node.entry(key).map(|entry| &entry.value),
                Step::Index(index) => node.items().get(*index),
            };
            let Some(next) = next else { return (node, position) };
            node = next;
        }
        (node, path.len())
    }

    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries().iter().find(|entry| entry.key.scalar().is_some_and(|it| it.text == key))
    }

    /// This node and those below it with their paths, each key before its value.
    pub fn walk<'a>(&'a self, path: &DocumentPath, visit: &mut impl FnMut(&DocumentPath, &'a Node, bool)) {
        visit(path, self, false);
        for entry in self.entries() {
            let path = path.key(entry.key_text().to_owned());
            visit(&path, &entry.key, true);
            entry.value.walk(&path, visit);
        }
        for (index, item) in self.items().iter().enumerate() {
            item.walk(&path.index(index), visit);
        }
    }
}

impl Entry {
    pub fn key_text(&self) -> &str {
        self.key.scalar().map_or("", |scalar| &scalar.text)
    }
}

impl Tree {
    /// Reads the places of a text: its first document, as far as it is sound.
    pub fn of(text: &str) -> Self {
        let options = granit_parser::options! {
            flow_nesting_limit: MAX_DEPTH,
            block_nesting_limit: MAX_DEPTH,
            emit_unresolved_aliases: true,
            max_buffered_comment_events: usize::MAX,
        };
        let mut builder = Builder { text, stack: Vec::new(), root: None };
        let mut tree = Self::default();
        let mut ended = false;
        for event in Parser::new_from_str_with_options(text, options) {
            match event {
                Ok((Event::Comment(..), span)) => tree.comments.extend(span.byte_range()),
                Ok((Event::DocumentStart(..), span)) if ended => {
                    tree.second = Some(span.byte_range().map_or(text.len(), |range| range.start));
                    break;
                }
                Ok((Event::DocumentEnd, _)) => ended = true,
                Ok((event, span)) => {
                    let range = span.byte_range().unwrap_or_default();
                    let tag = span.tag_start().and_then(|marker| marker.byte_offset());
                    // An empty item stands where its dash is, and not behind the comment beside it.
                    let range = match tree.comments.last() {
                        Some(comment) if range.is_empty() && comment.end == range.start => {
                            let dash = text[..comment.start].trim_end().len();
                            dash..dash
                        }
                        _ => range,
                    };
                    builder.take(event, range, tag);
                }
                Err(error) => {
                    let byte = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                    tree.failure = Some(byte);
                    tree.too_deep = matches!(error.kind(), ErrorKind::RecursionLimitExceeded);
                    break;
                }
            }
        }
        tree.root = builder.finish();
        tree
    }

    /// The first `*name` that repeats what `&name` stands before.
    pub fn first_alias(&self) -> Option<usize> {
        self.find(|node, _| matches!(node.shape, Shape::Alias { known: true })).map(|spot| spot.node.span.start)
    }

    /// The first `&name` or `!tag`.
    pub fn first_property(&self) -> Option<usize> {
        self.find(|node, _| node.properties.is_some()).and_then(|spot| spot.node.properties)
    }

    /// The key that begins at a byte.
    pub fn key_at(&self, byte: usize) -> Option<Spot<'_>> {
        self.find(|node, is_key| is_key && node.span.start == byte)
    }

    /// The text, be it a key or a value, that begins at a byte.
    pub fn scalar_at(&self, byte: usize) -> Option<Spot<'_>> {
        self.find(|node, _| node.span.start == byte && node.scalar().is_some())
    }

    /// The outermost value that begins at a byte.
    pub fn value_at(&self, byte: usize) -> Option<Spot<'_>> {
        self.find(|node, is_key| !is_key && node.span.start == byte)
    }

    fn find(&self, fits: impl Fn(&Node, bool) -> bool) -> Option<Spot<'_>> {
        let mut found = None;
        self.root.as_ref()?.walk(&DocumentPath::root(), &mut |path, node, is_key| {
            if found.is_none() && fits(node, is_key) {
                found = Some(Spot { path: path.clone(), node, is_key });
            }
        });
        found
    }

    /// The innermost key or value that holds a byte.
    pub fn around(&self, byte: usize) -> Option<Spot<'_>> {
        let mut found: Option<Spot<'_>> = None;
        self.root.as_ref()?.walk(&DocumentPath::root(), &mut |path, node, is_key| {
            if node.span.start <= byte && byte <= node.span.end {
                found = Some(Spot { path: path.clone(), node, is_key });
            }
        });
        found
    }
}

/// A collection that is still open.
struct Open {
    node: Node,
    key: Option<Node>,
}

struct Builder<'a> {
    text: &'a str,
    stack: Vec<Open>,
    root: Option<Node>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, range: Range<usize>, tag: Option<usize>) {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let properties = self.properties(range.start, anchor, tag);
                let span = range.start..self.last_byte(&range);
                let text = text.into_owned();
                self.add(Node { span, properties, shape: Shape::Scalar(Scalar { text, style }) });
            }
            Event::Alias(_) => self.add(Node { span: range, properties: None, shape: Shape::Alias { known: true } }),
            Event::UnresolvedAlias(_) => {
                self.add(Node { span: range, properties: None, shape: Shape::Alias { known: false } });
            }
            Event::SequenceStart(style, anchor, _) => {
                let flow = style == StructureStyle::Flow;
                let start = if flow { range.start } else { self.dash(range.start) };
                self.open(Shape::List { items: Vec::new(), flow }, start..range.end.max(start), anchor, tag);
            }
            Event::MappingStart(style, anchor, _) => {
                let shape = Shape::Map { entries: Vec::new(), flow: style == StructureStyle::Flow };
                self.open(shape, range, anchor, tag);
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(range.end),
            _ => {}
        }
    }

    /// Where the first dash of a list is: of one no further right than its key, the parser tells the first item's place.
    fn dash(&self, start: usize) -> usize {
        let (before, after) = self.text.split_at_checked(start).unwrap_or((self.text, ""));
        let before = before.trim_end();
        if !after.starts_with('-') && before.ends_with('-') { before.len() - 1 } else { start }
    }

    fn open(&mut self, shape: Shape, range: Range<usize>, anchor: usize, tag: Option<usize>) {
        let properties = self.properties(range.start, anchor, tag);
        self.stack.push(Open { node: Node { span: range, properties, shape }, key: None });
    }

    fn close(&mut self, end: usize) {
        let Some(mut open) = self.stack.pop() else { return };
        if let Some(key) = open.key.take() {
            self.lone(&mut open.node, key);
        }
        let last = match &open.node.shape {
            Shape::List { items, flow: false } => items.last().map(|item| item.span.end),
            Shape::Map { entries, flow: false } => entries.last().map(|it| it.value.span.end.max(it.key.span.end)),
            _ => Some(end),
        };
        open.node.span.end = last.unwrap_or(end).max(open.node.span.start);
        self.add(open.node);
    }

    /// A key that the text broke off after.
    fn lone(&self, map: &mut Node, key: Node) {
        let at = key.span.end;
        let shape = Shape::Scalar(Scalar { text: String::new(), style: ScalarStyle::Plain });
        if let Shape::Map { entries, .. } = &mut map.shape {
            entries.push(Entry { key, value: Node { span: at..at, properties: None, shape } });
        }
    }

    fn add(&mut self, node: Node) {
        let Some(open) = self.stack.last_mut() else {
            self.root.get_or_insert(node);
            return;
        };
        match &mut open.node.shape {
            Shape::List { items, .. } => items.push(node),
            Shape::Map { entries, .. } => match open.key.take() {
                Some(key) => entries.push(Entry { key, value: node }),
                None => open.key = Some(node),
            },
            _ => {}
        }
    }

    fn finish(mut self) -> Option<Node> {
        while let Some(open) = self.stack.last() {
            let end = open.node.span.end;
            self.close(end);
        }
        self.root
    }

    /// Where `&name` or `!tag` before a value begins: the last white space but one before it.
    fn properties(&self, start: usize, anchor: usize, tag: Option<usize>) -> Option<usize> {
        if anchor == 0 {
            return tag;
        }
        let anchor = self.text.get(..start).and_then(|before| before.rfind('&'));
        anchor.map(|it| tag.map_or(it, |tag| tag.min(it))).or(tag)
    }

    /// The end of a scalar without the line breaks and spaces below it.
    fn last_byte(&self, range: &Range<usize>) -> usize {
        let inside = self.text.get(range.clone()).unwrap_or_default();
        range.start + inside.trim_end().len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str) -> Vec<(String, &str)> {
        let tree = Tree::of(text);
        let mut found = Vec::new();
        tree.root.as_ref().unwrap().walk(&DocumentPath::root(), &mut |path, node, is_key| {
            if !is_key {
                found.push((path.to_string(), text.get(node.span.clone()).unwrap()));
            }
        });
        found
    }

    #[test]
    fn a_value_has_its_place() {
        let text = "a: b c  # x\nd:\n  - 1\n  -\n  - |\n    x\n    y\n\n  - e: f\n    g: 'h'\ni: {j: k, l: [m]}\nn:\n";
        let expected = [
            ("", &text[..text.len() - 2]),
            ("a", "b c"),
            ("d", "- 1\n  -\n  - |\n    x\n    y\n\n  - e: f\n    g: 'h'"),
            ("d[0]", "1"),
            ("d[1]", ""),
            ("d[2]", "x\n    y"),
            ("d[3]", "e: f\n    g: 'h'"),
            ("d[3].e", "f"),
            ("d[3].g", "'h'"),
            ("i", "{j: k, l: [m]}"),
            ("i.j", "k"),
            ("i.l", "[m]"),
            ("i.l[0]", "m"),
            ("n", ""),
        ];
        let expected: Vec<_> = expected.into_iter().map(|(path, span)| (path.to_owned(), span)).collect();
        assert_eq!(spans(text), expected);
    }

    #[test]
    fn a_list_below_its_key_begins_at_its_dash() {
        let text = "a:\n- b\n- - c\n- d: e\n";
        let expected = [
            ("", "a:\n- b\n- - c\n- d: e"),
            ("a", "- b\n- - c\n- d: e"),
            ("a[0]", "b"),
            ("a[1]", "- c"),
            ("a[1][0]", "c"),
            ("a[2]", "d: e"),
            ("a[2].d", "e"),
        ];
        assert_eq!(spans(text), expected.map(|(path, span)| (path.to_owned(), span)));
    }

    #[test]
    fn a_broken_text_keeps_what_came_before() {
        let text = "a: b\nc:\n  - d\n  - @e\n";
        let tree = Tree::of(text);
        assert_eq!(tree.failure.unwrap(), 18);
        assert_eq!(spans(text).last().unwrap(), &("c[0]".to_owned(), "d"));
    }

    #[test]
    fn a_hundred_thousand_levels_end_early() {
        for text in ["[".repeat(100_000), "- ".repeat(100_000), "a: {".repeat(100_000)] {
            assert!(Tree::of(&text).too_deep);
        }
    }
}
