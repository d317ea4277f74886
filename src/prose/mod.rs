//! A Markdown field as a tree with byte offsets; the only user of `pulldown-cmark`.

mod reader;
mod url;
mod words;

pub use url::{decoded, is_allowed_url, is_web_address, linked_file, plain_path, scheme};
pub use words::plain;

use std::ops::Range;

/// A Markdown field, read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// Its blocks, in order.
    pub blocks: Vec<Block>,
}

/// A block, and its bytes in the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Its bytes in the field.
    pub range: Range<usize>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; `start` is the first number of an ordered one.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A quotation.
    Quote(Vec<Block>),
    /// Code.
    Code(String),
    /// A line across.
    Rule,
    /// A heading, which records do not have: kept so that a rule can find it and a page can show its words.
    Heading {
        /// 1 to 6.
        level: u8,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// Raw HTML, which records do not have: shown as the text it is.
    Html(String),
}

/// A piece of running text, and its bytes in the field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inline {
    /// What it is.
    pub kind: InlineKind,
    /// Its bytes in the field.
    pub range: Range<usize>,
}

/// What a piece of running text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum InlineKind {
    /// Words. Where they are as long as their range they are the field's own bytes, and a place in them is one in the
    /// field; else they are a character that was written as an entity.
    Text(String),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Strong emphasis.
    Strong(Vec<Inline>),
    /// Code.
    Code(String),
    /// A link.
    Link {
        /// Where it leads, entities resolved; not yet asked of `is_allowed_url`.
        url: String,
        /// Its words.
        inlines: Vec<Inline>,
    },
    /// `![](id)`: one of the item's pictures.
    Image {
        /// The picture's id.
        id: String,
        /// Words typed between the brackets.
        alt: String,
    },
    /// A line break that was meant.
    LineBreak,
    /// The end of a line of the file.
    SoftBreak,
    /// Raw HTML, which records do not have: shown as the text it is.
    Html(String),
}

/// Reads a Markdown field as CommonMark; tables, footnotes and strikethrough are not read as such. Nothing fails, and the
/// tree is nowhere deeper than 32 blocks and inlines: what a text nests deeper stands there without its nesting.
pub fn parse(markdown: &str) -> Tree {
    reader::read(markdown)
}
