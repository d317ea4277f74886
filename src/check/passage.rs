//! A Markdown field, read, and the ways to look through it.

use crate::model::DocumentPath;
use crate::prose::{self, Block, BlockKind, Inline, InlineKind, Tree};

/// A Markdown field.
pub(super) struct Passage<'a> {
    /// The way to it.
    pub path: DocumentPath,
    /// As it was typed.
    pub text: &'a str,
    tree: Tree,
}

impl<'a> Passage<'a> {
    pub fn read(path: DocumentPath, text: &'a str) -> Self {
        Self { path, text, tree: prose::parse(text) }
    }

    /// Every block, those within others too, in reading order.
    pub fn blocks(&self) -> Vec<&Block> {
        let mut found = Vec::new();
        gather_blocks(&self.tree.blocks, &mut found);
        found
    }

    /// Every inline, those within others too, in reading order.
    pub fn inlines(&self) -> Vec<&Inline> {
        self.gathered(Links::Entered)
    }

    /// Every inline but those that are a link's words.
    pub fn inlines_outside_links(&self) -> Vec<&Inline> {
        self.gathered(Links::PassedBy)
    }

    fn gathered(&self, links: Links) -> Vec<&Inline> {
        let mut found = Vec::new();
        for block in self.blocks() {
            if let BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } = &block.kind {
                gather_inlines(inlines, links, &mut found);
            }
        }
        found
    }
}

fn gather_blocks<'t>(blocks: &'t [Block], found: &mut Vec<&'t Block>) {
    for block in blocks {
        found.push(block);
        match &block.kind {
            BlockKind::List { items, .. } => items.iter().for_each(|item| gather_blocks(item, found)),
            BlockKind::Quote(blocks) => gather_blocks(blocks, found),
            _ => {}
        }
    }
}

/// What becomes of a link's words.
#[derive(Clone, Copy, PartialEq)]
enum Links {
    Entered,
    PassedBy,
}

fn gather_inlines<'t>(inlines: &'t [Inline], links: Links, found: &mut Vec<&'t Inline>) {
    for inline in inlines {
        found.push(inline);
        match &inline.kind {
            InlineKind::Emphasis(inside) | InlineKind::Strong(inside) => gather_inlines(inside, links, found),
            InlineKind::Link { inlines: inside, .. } if links == Links::Entered => gather_inlines(inside, links, found),
            _ => {}
        }
    }
}

/// The words of inlines without their markup.
pub(super) fn words(inlines: &[Inline]) -> String {
    let mut all = Vec::new();
    gather_inlines(inlines, Links::Entered, &mut all);
    let piece = |inline: &&Inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Html(text) => text.clone(),
        InlineKind::Image { alt, .. } => alt.clone(),
        InlineKind::LineBreak | InlineKind::SoftBreak => " ".to_owned(),
        _ => String::new(),
    };
    all.iter().map(piece).collect()
}
