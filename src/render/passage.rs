//! A Markdown field as a template holds it: `{{ item.said | prose }}` writes it in the form of the template that asks.

use super::addresses::Addresses;
use super::view::Figure;
use crate::prose::{self, Block, BlockKind, Inline, InlineKind, Tree};
use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};
use std::fmt;
use std::sync::Arc;

/// A Markdown field, read: its links lead where a reader can go, its pictures are those that the reader may see.
#[derive(Debug)]
pub(super) struct Passage {
    source: String,
    pub(super) tree: Tree,
    pub(super) figures: Vec<Figure>,
}

impl Passage {
    /// The field with the pictures that it may place; nothing where it says nothing.
    pub(super) fn new(markdown: &str, figures: &[Figure], addresses: &Addresses<'_>) -> Option<Self> {
        let mut tree = prose::parse(markdown);
        settle_blocks(&mut tree.blocks, addresses);
        (!tree.blocks.is_empty()).then(|| Self { source: markdown.to_owned(), tree, figures: figures.to_vec() })
    }

    /// Whether the field places the picture of that id.
    pub(super) fn places(&self, id: &str) -> bool {
        blocks_place(&self.tree.blocks, id)
    }

    /// The parts of a paragraph: words, and a picture that ends them.
    pub(super) fn parts<'p>(&'p self, paragraph: &'p [Inline]) -> impl Iterator<Item = Part<'p>> {
        paragraph.split_inclusive(|inline| matches!(inline.kind, InlineKind::Image { .. })).map(|part| {
            let (words, placed) = match part.split_last() {
                Some((Inline { kind: InlineKind::Image { id, .. }, .. }, words)) => (words, Some(id)),
                _ => (part, None),
            };
            let figure = placed.and_then(|id| self.figures.iter().find(|it| it.id.as_deref() == Some(id.as_str())));
            Part { words: without_outer_blanks(words), figure }
        })
    }

    /// The field as a template's value.
    pub(super) fn into_value(self) -> Value {
        Value::from_object(self)
    }
}

/// A part of a paragraph.
pub(super) struct Part<'p> {
    /// Its words, without the blanks about them.
    pub(super) words: &'p [Inline],
    /// The picture behind them.
    pub(super) figure: Option<&'p Figure>,
}

fn without_outer_blanks(inlines: &[Inline]) -> &[Inline] {
    let tells = |inline: &Inline| match &inline.kind {
        InlineKind::SoftBreak | InlineKind::LineBreak => false,
        InlineKind::Text(text) => !text.trim().is_empty(),
        _ => true,
    };
    let start = inlines.iter().position(tells).unwrap_or(inlines.len());
    let end = inlines.iter().rposition(tells).map_or(start, |last| last + 1);
    &inlines[start..end]
}

impl Object for Passage {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }

    // Without the filter, the field as it was typed.
    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source)
    }
}

fn settle_blocks(blocks: &mut [Block], addresses: &Addresses<'_>) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => settle_inlines(inlines, addresses),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| settle_blocks(item, addresses)),
            BlockKind::Quote(blocks) => settle_blocks(blocks, addresses),
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => {}
        }
    }
}

/// Every link gets the address that a reader can follow; one that leads nowhere keeps its words alone.
fn settle_inlines(inlines: &mut Vec<Inline>, addresses: &Addresses<'_>) {
    for mut inline in std::mem::take(inlines) {
        match &mut inline.kind {
            // Leaning letters are hard to read.
            InlineKind::Emphasis(inner) if addresses.is_printed() => {
                settle_inlines(inner, addresses);
                inline.kind = InlineKind::Strong(std::mem::take(inner));
            }
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => settle_inlines(inner, addresses),
            InlineKind::Link { url, inlines: words } => {
                settle_inlines(words, addresses);
                match addresses.link(url) {
                    Some(settled) => *url = settled,
                    None => {
                        inlines.append(words);
                        continue;
                    }
                }
            }
            _ => {}
        }
        inlines.push(inline);
    }
}

fn blocks_place(blocks: &[Block], id: &str) -> bool {
    blocks.iter().any(|block| match &block.kind {
        BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => inlines_place(inlines, id),
        BlockKind::List { items, .. } => items.iter().any(|item| blocks_place(item, id)),
        BlockKind::Quote(blocks) => blocks_place(blocks, id),
        BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => false,
    })
}

fn inlines_place(inlines: &[Inline], id: &str) -> bool {
    inlines.iter().any(|inline| match &inline.kind {
        InlineKind::Image { id: placed, .. } => placed == id,
        InlineKind::Emphasis(inner) | InlineKind::Strong(inner) | InlineKind::Link { inlines: inner, .. } => {
            inlines_place(inner, id)
        }
        _ => false,
    })
}
