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

#[cfg(test)]
mod tests {
    use crate::prose::{Block, BlockKind, Inline, InlineKind, Tree, parse};
    use proptest::prelude::*;

    /// A tree in one line: `p[Et *to*]` becomes `p(Et |em(to))`.
    fn sketch(markdown: &str) -> String {
        blocks(&parse(markdown).blocks)
    }

    fn blocks(blocks: &[Block]) -> String {
        let each = |block: &Block| match &block.kind {
            BlockKind::Paragraph(it) => format!("p({})", inlines(it)),
            BlockKind::List { start, items } => {
                let items: Vec<_> = items.iter().map(|it| format!("li({})", self::blocks(it))).collect();
                format!("{}({})", start.map_or("ul".into(), |it| format!("ol{it}")), items.join(" "))
            }
            BlockKind::Quote(it) => format!("quote({})", self::blocks(it)),
            BlockKind::Code(it) => format!("pre({it:?})"),
            BlockKind::Rule => "rule".into(),
            BlockKind::Heading { level, inlines: it } => format!("h{level}({})", inlines(it)),
            BlockKind::Html(it) => format!("html({it:?})"),
        };
        blocks.iter().map(each).collect::<Vec<_>>().join(" ")
    }

    fn inlines(inlines: &[Inline]) -> String {
        let each = |inline: &Inline| match &inline.kind {
            InlineKind::Text(it) => it.clone(),
            InlineKind::Emphasis(it) => format!("em({})", self::inlines(it)),
            InlineKind::Strong(it) => format!("strong({})", self::inlines(it)),
            InlineKind::Code(it) => format!("code({it})"),
            InlineKind::Link { url, inlines: it } => format!("a({url}: {})", self::inlines(it)),
            InlineKind::Image { id, alt } => format!("img({id}: {alt})"),
            InlineKind::LineBreak => "br".into(),
            InlineKind::SoftBreak => "nl".into(),
            InlineKind::Html(it) => format!("html({it:?})"),
        };
        inlines.iter().map(each).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_field_is_read_as_blocks_and_inlines() {
        for (markdown, expected) in [
            ("", ""),
            ("Et *to* **tre** `fire`.", "p(Et |em(to)| |strong(tre)| |code(fire)|.)"),
            ("Et\nto  \ntre\\\nfire", "p(Et|nl|to|br|tre|br|fire)"),
            ("Et\n\nTo", "p(Et) p(To)"),
            ("- et\n- to", "ul(li(p(et)) li(p(to)))"),
            ("- et\n\n- to", "ul(li(p(et)) li(p(to)))"),
            ("3. et\n4. to", "ol3(li(p(et)) li(p(to)))"),
            ("- et\n  - *to*\n- tre", "ul(li(p(et) ul(li(p(em(to))))) li(p(tre)))"),
            ("- et\n  ---\n  to", "ul(li(h2(et) p(to)))"),
            ("-", "ul(li())"),
            ("> Et\n> to", "quote(p(Et|nl|to))"),
            ("> - et\n>\n> to", "quote(ul(li(p(et))) p(to))"),
            ("# Et", "h1(Et)"),
            ("Et\n==", "h1(Et)"),
            ("###### Et *to*", "h6(Et |em(to))"),
            ("---", "rule"),
            ("```rust\nlet a;\n\nb\n```", "pre(\"let a;\\n\\nb\\n\")"),
            ("    kode", "pre(\"kode\")"),
            ("<div>\n*a*\n</div>", "html(\"<div>\\n*a*\\n</div>\")"),
            ("Et <b>to</b>", "p(Et |html(\"<b>\")|to|html(\"</b>\"))"),
        ] {
            assert_eq!(sketch(markdown), expected, "{markdown:?}");
        }
    }

    #[test]
    fn tables_strikethrough_and_footnotes_are_words() {
        assert_eq!(sketch("| a | b |\n|---|---|"), "p(| a | b ||nl||---|---|)");
        assert_eq!(sketch("~~a~~ [^1] - [ ] b"), "p(~~a~~ [^1] - [ ] b)");
        assert_eq!(sketch("\"a\" -- b..."), "p(\"a\" -- b...)", "no quotation mark is turned");
    }

    #[test]
    fn links_have_their_resolved_address() {
        for (markdown, expected) in [
            ("[Om](https://a.example/?b=c&amp;d)", "p(a(https://a.example/?b=c&d: Om))"),
            ("[Om](javascript&#58;alert&#40;1&#41;)", "p(a(javascript:alert(1): Om))"),
            ("[Om](java&Tab;script:a)", "p(a(java\tscript:a: Om))"),
            ("[Om](<a b> \"titel\")", "p(a(a b: Om))"),
            ("[Om][1]\n\n[1]: https://a.example", "p(a(https://a.example: Om))"),
            ("<https://a.example/>", "p(a(https://a.example/: https://a.example/))"),
            ("<a@example.org>", "p(a(mailto:a@example.org: a@example.org))"),
            ("https://a.example/a_b_c", "p(https://a.example/a_b_c)"),
            ("[*a* `b`](c)", "p(a(c: em(a)| |code(b)))"),
            ("[]()", "p(a(: ))"),
        ] {
            assert_eq!(sketch(markdown), expected, "{markdown:?}");
        }
    }

    #[test]
    fn a_picture_has_the_id_and_the_words_in_its_brackets() {
        assert_eq!(sketch("![](birthe)"), "p(img(birthe: ))");
        assert_eq!(sketch("![Birthe *viser* `x`\ny](birthe)"), "p(img(birthe: Birthe viser x y))");
        assert_eq!(sketch("![a ![b](c) d](e)"), "p(img(e: a b d))");
        assert_eq!(sketch("[![a](b)](c)"), "p(a(c: img(b: a)))");
    }

    #[test]
    fn words_are_not_cut_where_no_markup_is() {
        let [block] = &parse("R&D, foo_bar_baz, [1] og a*b").blocks[..] else { panic!() };
        let BlockKind::Paragraph(inlines) = &block.kind else { panic!() };
        assert_eq!(inlines.len(), 1, "{inlines:?}");
        assert_eq!(inlines[0].range, 0..28);
    }

    #[test]
    fn an_entity_is_a_piece_of_its_own() {
        let markdown = "R&amp;D er \\*vigtig\\*";
        let [block] = &parse(markdown).blocks[..] else { panic!() };
        let BlockKind::Paragraph(inlines) = &block.kind else { panic!() };
        let pieces: Vec<_> = inlines.iter().map(|it| (&it.kind, &markdown[it.range.clone()])).collect();
        let text = |it: &str| InlineKind::Text(it.to_owned());
        assert_eq!(
            pieces,
            [
                (&text("R"), "R"),
                (&text("&"), "&amp;"),
                (&text("D er "), "D er "),
                (&text("*vigtig"), "*vigtig"),
                (&text("*"), "*")
            ]
        );
    }

    #[test]
    fn ranges_are_bytes_of_the_field() {
        let markdown = "Æble\n\n- *ø* å\n- [b](c)\n\n> ![](d)\n";
        let mut found = Vec::new();
        visit(&parse(markdown), &mut |range| found.push(&markdown[range.clone()]));
        assert_eq!(
            found,
            [
                "Æble\n",
                "Æble",
                "- *ø* å\n- [b](c)\n\n",
                "*ø* å",
                "*ø*",
                "ø",
                " å",
                "[b](c)",
                "[b](c)",
                "b",
                "> ![](d)\n",
                "![](d)\n",
                "![](d)"
            ]
        );
    }

    #[test]
    fn deep_nesting_is_flattened_and_keeps_its_words() {
        let deep = 10_000;
        for markdown in [
            format!("{}a *b*", ">".repeat(deep)),
            format!("{}a *b*", "> ".repeat(deep)),
            format!("{}a *b*", "- ".repeat(deep)),
            format!("{}a *b*", "1. ".repeat(deep)),
            (0..300).map(|depth| format!("{}- a{depth}\n", "  ".repeat(depth))).collect::<String>() + "b",
            format!("{}a b{}", "*a ".repeat(deep), "*".repeat(deep)),
            format!("{}a b{}", "**a ".repeat(deep), "**".repeat(deep)),
            format!("{}a b{}", "[".repeat(deep), "](x)".repeat(deep)),
            format!("{}a b{}", "![".repeat(deep), "](x)".repeat(deep)),
            format!("{}*[a](x)* b", "> ".repeat(40)),
        ] {
            let tree = parse(&markdown);
            assert!(depth(&tree.blocks) <= super::DEEPEST + 3, "{}", depth(&tree.blocks));
            let mut words = 0;
            visit(&tree, &mut |range| words += usize::from(markdown[range.clone()].contains('b')));
            assert!(words > 0, "the words are lost");
        }
    }

    #[test]
    fn flattened_paragraphs_stay_apart() {
        let prefix = ">".repeat(100);
        let tree = parse(&format!("{prefix}a\n{prefix}\n{prefix}b\n{prefix}\n{prefix}- c\n{prefix}- d\n"));
        let flat = blocks(&tree.blocks);
        assert!(flat.contains("p(a) p(b) p(c) p(d)"), "{flat}");
    }

    fn depth(blocks: &[Block]) -> usize {
        let below = |block: &Block| match &block.kind {
            BlockKind::Paragraph(it) | BlockKind::Heading { inlines: it, .. } => depth_of_inlines(it),
            BlockKind::List { items, .. } => 1 + items.iter().map(|it| depth(it)).max().unwrap_or(0),
            BlockKind::Quote(it) => depth(it),
            _ => 0,
        };
        blocks.iter().map(|it| 1 + below(it)).max().unwrap_or(0)
    }

    fn depth_of_inlines(inlines: &[Inline]) -> usize {
        let below = |inline: &Inline| match &inline.kind {
            InlineKind::Emphasis(it) | InlineKind::Strong(it) | InlineKind::Link { inlines: it, .. } => {
                depth_of_inlines(it)
            }
            _ => 0,
        };
        inlines.iter().map(|it| 1 + below(it)).max().unwrap_or(0)
    }

    /// Every range, from the outside in.
    fn visit<'a>(tree: &'a Tree, see: &mut impl FnMut(&'a std::ops::Range<usize>)) {
        fn blocks<'a>(list: &'a [Block], see: &mut impl FnMut(&'a std::ops::Range<usize>)) {
            for block in list {
                see(&block.range);
                match &block.kind {
                    BlockKind::Paragraph(it) | BlockKind::Heading { inlines: it, .. } => inlines(it, see),
                    BlockKind::List { items, .. } => items.iter().for_each(|it| blocks(it, see)),
                    BlockKind::Quote(it) => blocks(it, see),
                    _ => {}
                }
            }
        }
        fn inlines<'a>(list: &'a [Inline], see: &mut impl FnMut(&'a std::ops::Range<usize>)) {
            for inline in list {
                see(&inline.range);
                if let InlineKind::Emphasis(it) | InlineKind::Strong(it) | InlineKind::Link { inlines: it, .. } =
                    &inline.kind
                {
                    inlines(it, see);
                }
            }
        }
        blocks(&tree.blocks, see);
    }

    proptest! {
        #[test]
        fn any_field_is_read_and_every_range_lies_in_it(
            markdown in "(\\PC|[\n\t >*_#!\\[\\]()`<&;:~|\\\\-]|[-*>1]\\.? |\n\n|æø|&amp;|\\]\\(a\\)|\r\n|\u{0}){0,80}"
        ) {
            let tree = parse(&markdown);
            visit(&tree, &mut |range| {
                assert!(range.start <= range.end && markdown.get(range.clone()).is_some(), "{range:?} of {markdown:?}");
            });
            prop_assert!(depth(&tree.blocks) <= super::DEEPEST + 3);
            let _ = crate::prose::plain(&tree);
        }
    }
}
