//! A Markdown field as a template holds it: `{{ item.said | prose }}` writes it in the form of the template that asks.

use super::addresses::Addresses;
use super::view::Figure;
use crate::language::{Language, spaces};
use crate::prose::{self, Block, BlockKind, Inline, InlineKind, Tree};
use minijinja::Value;
use minijinja::value::{Object, ObjectRepr};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A Markdown field, read: its links lead where a reader can go, its pictures are those that the reader may see.
#[derive(Debug)]
pub(super) struct Passage {
    source: String,
    language: Language,
    pub(super) tree: Tree,
    pub(super) figures: Vec<Figure>,
}

impl Passage {
    /// The field with the pictures that it may place; nothing where it says nothing.
    pub(super) fn new(
        markdown: &str,
        figures: &[Figure],
        addresses: &Addresses<'_>,
        language: Language,
    ) -> Option<Self> {
        let mut tree = prose::parse(markdown);
        tree.blocks = settled_blocks(tree.blocks, addresses);
        (!tree.blocks.is_empty()).then(|| Self {
            source: markdown.to_owned(),
            language,
            tree,
            figures: figures.to_vec(),
        })
    }

    /// Words of it as they are printed: what belongs together stays on one line.
    pub(super) fn printed<'t>(&self, text: &'t str) -> Cow<'t, str> {
        spaces::bind(text, self.language)
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
    let start = inlines.iter().position(tells).unwrap_or(inlines.len());
    let end = inlines.iter().rposition(tells).map_or(start, |last| last + 1);
    &inlines[start..end]
}

/// Whether it is more than a blank.
fn tells(inline: &Inline) -> bool {
    match &inline.kind {
        InlineKind::SoftBreak | InlineKind::LineBreak => false,
        InlineKind::Text(text) => !text.trim().is_empty(),
        _ => true,
    }
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

/// Every link leads where a reader can follow, and every picture stands where a writer of any form looks for it: in a paragraph
/// of its own or between the words of one, not inside a heading.
fn settled_blocks(blocks: Vec<Block>, addresses: &Addresses<'_>) -> Vec<Block> {
    let mut settled = Vec::with_capacity(blocks.len());
    for mut block in blocks {
        let mut pictures = Vec::new();
        match &mut block.kind {
            BlockKind::Paragraph(inlines) => settle_inlines(inlines, addresses),
            BlockKind::Heading { inlines, .. } => {
                settle_inlines(inlines, addresses);
                pictures = inlines.extract_if(.., |inline| is_picture(inline)).collect();
            }
            BlockKind::List { items, .. } => {
                items.iter_mut().for_each(|item| *item = settled_blocks(std::mem::take(item), addresses));
            }
            BlockKind::Quote(blocks) => *blocks = settled_blocks(std::mem::take(blocks), addresses),
            BlockKind::Code(_) | BlockKind::Rule | BlockKind::Html(_) => {}
        }
        let range = block.range.clone();
        if !matches!(&block.kind, BlockKind::Heading { inlines, .. } if !inlines.iter().any(tells)) {
            settled.push(block);
        }
        settled.extend((!pictures.is_empty()).then_some(Block { kind: BlockKind::Paragraph(pictures), range }));
    }
    settled
}

/// Every link gets the address that a reader can follow; one that leads nowhere keeps its words alone, and one without words
/// goes. A picture inside a link or emphasis comes behind it.
fn settle_inlines(inlines: &mut Vec<Inline>, addresses: &Addresses<'_>) {
    for mut inline in std::mem::take(inlines) {
        let (InlineKind::Emphasis(words) | InlineKind::Strong(words) | InlineKind::Link { inlines: words, .. }) =
            &mut inline.kind
        else {
            inlines.push(inline);
            continue;
        };
        settle_inlines(words, addresses);
        let pictures: Vec<Inline> = words.extract_if(.., |inline| is_picture(inline)).collect();
        let is_blank = !words.iter().any(tells);
        let bare = match &mut inline.kind {
            InlineKind::Link { url, inlines: words } => match addresses.link(url).filter(|_| !is_blank) {
                Some(settled) => {
                    *url = settled;
                    None
                }
                None => Some(std::mem::take(words)),
            },
            _ => is_blank.then(Vec::new),
        };
        // Leaning letters are hard to read.
        if let InlineKind::Emphasis(words) = &mut inline.kind
            && addresses.is_printed()
        {
            inline.kind = InlineKind::Strong(std::mem::take(words));
        }
        match bare {
            Some(words) => inlines.extend(words),
            None => inlines.push(inline),
        }
        inlines.extend(pictures);
    }
}

fn is_picture(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Image { .. })
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
