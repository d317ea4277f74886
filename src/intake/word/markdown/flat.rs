//! A Markdown field as paragraphs one after the other, in the order in which a document shows them.

use crate::intake::word::piece::{Face, Piece, Pieces};
use crate::intake::word::text::Kind;
use crate::prose::{self, Block, BlockKind, Inline, InlineKind};
use std::ops::Range;
use std::sync::Arc;

/// A field.
#[derive(Debug, Clone)]
pub(in crate::intake::word) struct Flat<'a> {
    pub(super) source: &'a str,
    pub(in crate::intake::word) entries: Vec<Entry>,
    pub(super) chunks: Vec<Chunk>,
}

/// A paragraph, or what stands in the place of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake::word) struct Entry {
    pub(in crate::intake::word) kind: Kind,
    pub(in crate::intake::word) pieces: Vec<Piece>,
    /// Its bytes in the field.
    pub(super) range: Range<usize>,
    /// What stands before it where it is a line of a list: a bullet, or what stands behind the number.
    pub(super) mark: char,
    /// Whether an empty line parts it from what stands before it in its chunk.
    pub(super) stands_apart: bool,
    /// The chunk that it stands in.
    pub(super) chunk: usize,
}

/// A block of the field that is kept as it is, or written anew as a whole.
#[derive(Debug, Clone, Default)]
pub(super) struct Chunk {
    pub(super) range: Range<usize>,
    /// The first number of its list.
    pub(super) start: u64,
    /// Whether it can be written anew: a list or quotation that holds paragraphs and nothing else.
    pub(super) is_simple: bool,
}

impl<'a> Flat<'a> {
    /// Reads a field.
    pub(in crate::intake::word) fn of(source: &'a str) -> Self {
        let mut flat = Flat { source, entries: Vec::new(), chunks: Vec::new() };
        for block in &prose::parse(source).blocks {
            flat.chunk(block);
        }
        flat
    }

    /// Whether the words of an entry can be changed.
    pub(in crate::intake::word) fn is_editable(&self, entry: usize) -> bool {
        let entry = &self.entries[entry];
        entry.kind != Kind::Fixed && self.chunks[entry.chunk].is_simple
    }

    fn chunk(&mut self, block: &Block) {
        let range = trimmed(self.source, &block.range);
        let start = match block.kind {
            BlockKind::List { start, .. } => start.unwrap_or(1),
            _ => 1,
        };
        self.chunks.push(Chunk { range, start, is_simple: true });
        let simple = match &block.kind {
            BlockKind::Paragraph(inlines) => {
                self.paragraph(inlines, Kind::Plain);
                true
            }
            BlockKind::List { start, items } => self.list(*start, items, 0),
            BlockKind::Quote(blocks) => blocks.iter().fold(true, |simple, block| match &block.kind {
                BlockKind::Paragraph(inlines) if !has_picture(inlines) => {
                    self.paragraph(inlines, Kind::Quote);
                    simple
                }
                _ => {
                    self.fixed(block);
                    false
                }
            }),
            _ => {
                self.fixed(block);
                false
            }
        };
        if let Some(chunk) = self.chunks.last_mut() {
            chunk.is_simple = simple;
        }
    }

    /// Whether it holds paragraphs and lists alone.
    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], level: usize) -> bool {
        let mut simple = level == 0 || start.is_none_or(|start| start == 1);
        for item in items {
            let mut kind = Kind::Item { level, counts: start.is_some() };
            simple &= matches!(item.first(), Some(Block { kind: BlockKind::Paragraph(_), .. }));
            for block in item {
                simple &= match &block.kind {
                    BlockKind::Paragraph(inlines) if !has_picture(inlines) => {
                        self.paragraph(inlines, kind);
                        true
                    }
                    BlockKind::List { start, items } => self.list(*start, items, level + 1),
                    _ => {
                        self.fixed(block);
                        false
                    }
                };
                kind = Kind::Continued;
            }
        }
        simple
    }

    /// What stands as it is; its words tell it from others.
    fn fixed(&mut self, block: &Block) {
        let mut pieces = Pieces::default();
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => {
                gather(inlines, &Face::default(), &mut pieces);
            }
            BlockKind::Code(text) | BlockKind::Html(text) => pieces.add(text, &Face::default(), None),
            BlockKind::List { items, .. } => {
                items.iter().flatten().for_each(|block| self.fixed(block));
                return;
            }
            BlockKind::Quote(blocks) => {
                blocks.iter().for_each(|block| self.fixed(block));
                return;
            }
            BlockKind::Rule => {}
        }
        self.entry(Kind::Fixed, pieces.finish(), trimmed(self.source, &block.range));
    }

    /// A paragraph; a picture in it stands by itself, as it does in every document.
    fn paragraph(&mut self, inlines: &[Inline], kind: Kind) {
        for part in inlines.chunk_by(|one, other| is_picture(one) == is_picture(other)) {
            let (Some(first), Some(last)) = (part.first(), part.last()) else { continue };
            let range = trimmed(self.source, &(first.range.start..last.range.end));
            if is_picture(first) {
                for picture in part {
                    self.entry(Kind::Fixed, Vec::new(), picture.range.clone());
                }
                continue;
            }
            let mut pieces = Pieces::default();
            gather(part, &Face::default(), &mut pieces);
            let pieces = pieces.finish();
            if !pieces.is_empty() {
                self.entry(kind, pieces, range);
            }
        }
    }

    fn entry(&mut self, kind: Kind, pieces: Vec<Piece>, range: Range<usize>) {
        let end = self.entries.last().map_or(0, |entry| entry.range.end.min(range.start));
        let between = &self.source[end..range.start];
        let mark = between.trim_end().chars().next_back().unwrap_or('-');
        let chunk = self.chunks.len().saturating_sub(1);
        let goes_on = self.entries.last().is_some_and(|entry| entry.chunk == chunk);
        let stands_apart = goes_on && between.matches('\n').count() > 1;
        self.entries.push(Entry { kind, pieces, range, mark, stands_apart, chunk });
    }
}

fn is_picture(inline: &Inline) -> bool {
    matches!(inline.kind, InlineKind::Image { .. })
}

fn has_picture(inlines: &[Inline]) -> bool {
    inlines.iter().any(is_picture)
}

fn gather(inlines: &[Inline], face: &Face, pieces: &mut Pieces) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Html(text) => pieces.add(text, face, None),
            InlineKind::Emphasis(inner) => gather(inner, &Face { stressed: true, ..face.clone() }, pieces),
            InlineKind::Strong(inner) => gather(inner, &Face { strong: true, ..face.clone() }, pieces),
            InlineKind::Code(code) => pieces.add(code, &Face { code: true, ..face.clone() }, None),
            InlineKind::Link { url, inlines } => {
                gather(inlines, &Face { link: Some(Arc::from(url.as_str())), ..face.clone() }, pieces);
            }
            InlineKind::LineBreak => pieces.add("\n", face, None),
            InlineKind::SoftBreak => pieces.wrap(face),
            InlineKind::Image { .. } => {}
        }
    }
}

/// The range without the blanks about it.
fn trimmed(source: &str, range: &Range<usize>) -> Range<usize> {
    let text = &source[range.clone()];
    let start = range.start + (text.len() - text.trim_start().len());
    start..(range.start + text.trim_end().len()).max(start)
}
