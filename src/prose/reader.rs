//! Markdown events into a tree: what CommonMark means, and nothing beyond it.

use super::{Block, BlockKind, Inline, InlineKind, Tree};
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag};
use std::ops::Range;

/// How deep a tree grows. What lies deeper is read without its quotation marks, bullets and emphasis, so that no text,
/// however hostile, makes whoever walks a tree run out of stack.
const DEEPEST: usize = 32;

pub(super) fn read(markdown: &str) -> Tree {
    let mut reader = Reader { markdown, blocks: Vec::new(), frames: Vec::new(), opened: Vec::new() };
    for (event, range) in Parser::new_ext(markdown, Options::empty()).into_offset_iter() {
        reader.event(event, range);
    }
    reader.close_loose_text();
    Tree { blocks: reader.blocks }
}

/// What is open, from the outside in.
struct Frame {
    kind: FrameKind,
    start: usize,
}

enum FrameKind {
    /// Text of a tight list item, which Markdown gives no paragraph of its own.
    LooseText(Vec<Inline>),
    Paragraph(Vec<Inline>),
    Heading(u8, Vec<Inline>),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Link(String, Vec<Inline>),
    Image(String, String),
    CodeBlock(String),
    Html(String),
    List(Option<u64>, Vec<Vec<Block>>),
    Item(Vec<Block>),
    Quote(Vec<Block>),
}

impl FrameKind {
    fn inlines(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Self::LooseText(inlines)
            | Self::Paragraph(inlines)
            | Self::Heading(_, inlines)
            | Self::Emphasis(inlines)
            | Self::Strong(inlines)
            | Self::Link(_, inlines) => Some(inlines),
            _ => None,
        }
    }
}

struct Reader<'a> {
    markdown: &'a str,
    blocks: Vec<Block>,
    frames: Vec<Frame>,
    /// One entry a start still open: whether it opened a frame.
    opened: Vec<bool>,
}

impl Reader<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => {
                let opens = self.start(tag, &range);
                self.opened.push(opens);
            }
            Event::End(_) => {
                if self.opened.pop() == Some(true) {
                    self.end(range.end);
                }
            }
            Event::Text(text) => self.text(&text, range),
            Event::Code(text) => self.inline(InlineKind::Code(text.into_string()), range),
            Event::InlineHtml(text) => self.inline(InlineKind::Html(text.into_string()), range),
            Event::Html(text) => match self.top() {
                Some(FrameKind::Html(html)) => html.push_str(&text),
                _ => self.inline(InlineKind::Html(text.into_string()), range),
            },
            Event::SoftBreak => self.inline(InlineKind::SoftBreak, range),
            Event::HardBreak => self.inline(InlineKind::LineBreak, range),
            Event::Rule => {
                self.close_loose_text();
                self.block(BlockKind::Rule, range);
            }
            // Only met with options that are not asked for.
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => {
                self.text(&text, range)
            }
            Event::TaskListMarker(_) => {}
        }
    }

    /// Opens what the tag starts, and says whether anything was opened.
    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) -> bool {
        let inline = matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. });
        if matches!(self.top(), Some(FrameKind::Image(..))) {
            return false;
        }
        if inline {
            self.open_loose_text(range.start);
        } else {
            self.close_loose_text();
        }
        let room = DEEPEST.saturating_sub(self.frames.len());
        let kind = match tag {
            Tag::Paragraph => FrameKind::Paragraph(Vec::new()),
            Tag::Heading { level, .. } => FrameKind::Heading(level_number(level), Vec::new()),
            Tag::CodeBlock(_) => FrameKind::CodeBlock(String::new()),
            Tag::HtmlBlock => FrameKind::Html(String::new()),
            Tag::BlockQuote(_) if room > 1 => FrameKind::Quote(Vec::new()),
            // A list is worth nothing without an item in it, and an item without a paragraph.
            Tag::List(start) if room > 2 => FrameKind::List(start, Vec::new()),
            Tag::Item if matches!(self.top(), Some(FrameKind::List(..))) => FrameKind::Item(Vec::new()),
            Tag::Emphasis if room > 0 => FrameKind::Emphasis(Vec::new()),
            Tag::Strong if room > 0 => FrameKind::Strong(Vec::new()),
            Tag::Link { link_type, dest_url, .. } if room > 0 => FrameKind::Link(url(link_type, &dest_url), Vec::new()),
            Tag::Image { dest_url, .. } => FrameKind::Image(dest_url.into_string(), String::new()),
            _ => return false,
        };
        self.frames.push(Frame { kind, start: range.start });
        true
    }

    fn end(&mut self, end: usize) {
        self.close_loose_text();
        let Some(Frame { kind, start }) = self.frames.pop() else { return };
        let range = start..end;
        match kind {
            FrameKind::LooseText(inlines) | FrameKind::Paragraph(inlines) => {
                self.block(BlockKind::Paragraph(inlines), range);
            }
            FrameKind::Heading(level, inlines) => self.block(BlockKind::Heading { level, inlines }, range),
            FrameKind::CodeBlock(text) => self.block(BlockKind::Code(text), range),
            FrameKind::Html(text) => self.block(BlockKind::Html(text), range),
            FrameKind::List(start, items) => self.block(BlockKind::List { start, items }, range),
            FrameKind::Quote(blocks) => self.block(BlockKind::Quote(blocks), range),
            FrameKind::Item(blocks) => {
                if let Some(FrameKind::List(_, items)) = self.top() {
                    items.push(blocks);
                }
            }
            FrameKind::Emphasis(inlines) => self.inline(InlineKind::Emphasis(inlines), range),
            FrameKind::Strong(inlines) => self.inline(InlineKind::Strong(inlines), range),
            FrameKind::Link(url, inlines) => self.inline(InlineKind::Link { url, inlines }, range),
            FrameKind::Image(id, alt) => self.inline(InlineKind::Image { id, alt }, range),
        }
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        if let Some(FrameKind::CodeBlock(all) | FrameKind::Html(all)) = self.top() {
            all.push_str(text);
            return;
        }
        // Pieces that are the field's own bytes grow together, so that a word is never cut where the parser only looked
        // for markup; a resolved entity stays a piece of its own, and a place within any other piece is one in the field.
        let verbatim = self.markdown.get(range.clone()) == Some(text);
        let markdown = self.markdown;
        if verbatim
            && let Some(last) = self.top().and_then(FrameKind::inlines).and_then(|inlines| inlines.last_mut())
            && let InlineKind::Text(before) = &mut last.kind
            && last.range.end == range.start
            && markdown.get(last.range.clone()) == Some(before)
        {
            before.push_str(text);
            last.range.end = range.end;
            return;
        }
        self.inline(InlineKind::Text(text.to_owned()), range);
    }

    fn inline(&mut self, kind: InlineKind, range: Range<usize>) {
        if let Some(FrameKind::Image(_, alt)) = self.top() {
            match kind {
                InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Html(text) => alt.push_str(&text),
                _ => alt.push(' '),
            }
            return;
        }
        self.open_loose_text(range.start);
        if let Some(inlines) = self.top().and_then(FrameKind::inlines) {
            inlines.push(Inline { kind, range });
        }
    }

    fn block(&mut self, kind: BlockKind, range: Range<usize>) {
        let blocks = match self.frames.last_mut().map(|frame| &mut frame.kind) {
            Some(FrameKind::Item(blocks) | FrameKind::Quote(blocks)) => blocks,
            _ => &mut self.blocks,
        };
        blocks.push(Block { kind, range });
    }

    fn top(&mut self) -> Option<&mut FrameKind> {
        self.frames.last_mut().map(|frame| &mut frame.kind)
    }

    fn open_loose_text(&mut self, start: usize) {
        if matches!(self.top(), None | Some(FrameKind::Item(_) | FrameKind::Quote(_))) {
            self.frames.push(Frame { kind: FrameKind::LooseText(Vec::new()), start });
        }
    }

    fn close_loose_text(&mut self) {
        if let Some(FrameKind::LooseText(inlines)) = self.top()
            && let Some(last) = inlines.last()
        {
            let end = last.range.end;
            let Some(Frame { kind: FrameKind::LooseText(inlines), start }) = self.frames.pop() else { return };
            self.block(BlockKind::Paragraph(inlines), start..end);
        }
    }
}

/// `<a@example.org>` leads to a mail.
fn url(kind: LinkType, url: &str) -> String {
    match kind {
        LinkType::Email => format!("mailto:{url}"),
        _ => url.to_owned(),
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}
