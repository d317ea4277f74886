//! Plain text that reads well in a mail: wrapped at 72, links as numbered notes.

use super::notes::Notes;
use super::passage::Passage;
use super::view::Figure;
use crate::language::NO_BREAK_SPACE;
use crate::prose::{Block, BlockKind, Inline, InlineKind};
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

/// The longest line, but for addresses, which are never broken.
pub(super) const WIDTH: usize = 72;

/// The text in lines of at most `WIDTH` columns: `first` before the first of them, `rest` before the others. Nothing breaks at
/// a hyphen or a no-break space.
pub(super) fn wrapped(text: &str, first: &str, rest: &str) -> String {
    let options = Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        .word_separator(WordSeparator::AsciiSpace)
        .word_splitter(WordSplitter::NoHyphenation)
        .wrap_algorithm(WrapAlgorithm::FirstFit)
        .break_words(false);
    textwrap::fill(&super::view::one_line(text), options)
}

/// A heading with a line of `mark` below it.
pub(super) fn underlined(text: &str, mark: char) -> String {
    let lines = wrapped(text, "", "");
    let width = lines.lines().map(textwrap::core::display_width).max().unwrap_or_default();
    format!("{lines}\n{}", mark.to_string().repeat(width))
}

/// A Markdown field as paragraphs and lists, with `indent` before every line.
pub(super) fn prose(passage: &Passage, notes: &Notes, picture: &str, indent: &str) -> String {
    let mut writer = Writer { passage, notes, picture, in_item: false, out: String::new() };
    writer.blocks(&passage.tree.blocks, indent, indent);
    writer.out
}

/// `[Billede: …]`, with alternative text and caption; nothing where a picture has neither.
pub(super) fn picture_line(figure: &Figure, picture: &str) -> Option<String> {
    let words: Vec<&str> = [figure.alt.as_str(), figure.caption.as_deref().unwrap_or_default()]
        .into_iter()
        .map(|words| words.trim_end_matches('.'))
        .filter(|words| !words.is_empty())
        .collect();
    (!words.is_empty()).then(|| format!("[{picture}: {}]", words.join(". ")))
}

struct Writer<'a> {
    passage: &'a Passage,
    notes: &'a Notes,
    picture: &'a str,
    in_item: bool,
    out: String,
}

impl Writer<'_> {
    fn blocks(&mut self, blocks: &[Block], first: &str, rest: &str) {
        for (position, block) in blocks.iter().enumerate() {
            self.block(&block.kind, if position == 0 { first } else { rest }, rest);
        }
    }

    fn block(&mut self, block: &BlockKind, first: &str, rest: &str) {
        match block {
            BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => self.paragraph(inlines, first, rest),
            BlockKind::List { start, items } => self.list(*start, items, first, rest),
            BlockKind::Quote(blocks) => self.blocks(blocks, &format!("{first}> "), &format!("{rest}> ")),
            BlockKind::Code(code) | BlockKind::Html(code) => {
                let lines: Vec<String> =
                    code.lines().map(|line| format!("{rest}    {line}").trim_end().to_owned()).collect();
                self.push(&lines.join("\n"));
            }
            BlockKind::Rule => self.push(&format!("{first}* * *")),
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], first: &str, rest: &str) {
        let mut lines = String::new();
        for (position, item) in items.iter().enumerate() {
            let mark =
                start.map_or_else(|| "- ".to_owned(), |start| format!("{}. ", start.saturating_add(position as u64)));
            let before = if position == 0 { first } else { rest };
            let mut inner = Writer { in_item: true, out: String::new(), ..*self };
            inner.blocks(item, &format!("{before}{mark}"), &format!("{rest}{}", " ".repeat(mark.len())));
            if position > 0 {
                lines.push('\n');
            }
            lines.push_str(&inner.out);
        }
        // Below a line of a list, its own list follows at once.
        let between = if self.in_item { "\n" } else { "\n\n" };
        self.push_after(between, &lines);
    }

    fn paragraph(&mut self, inlines: &[Inline], first: &str, rest: &str) {
        let mut before = first;
        for part in self.passage.parts(inlines) {
            let mut words = String::new();
            part.words.iter().for_each(|inline| self.inline(inline, &mut words));
            before = self.lines(&words, before, rest);
            let picture = part.figure.and_then(|figure| picture_line(figure, self.picture));
            before = self.lines(&picture.unwrap_or_default(), before, rest);
        }
    }

    /// The lines of a paragraph; what comes before the first line of the next.
    fn lines<'b>(&mut self, words: &str, first: &'b str, rest: &'b str) -> &'b str {
        if words.trim().is_empty() {
            return first;
        }
        // A break that was meant stays one.
        let lines: Vec<String> = words
            .split('\n')
            .enumerate()
            .map(|(position, line)| wrapped(line, if position == 0 { first } else { rest }, rest))
            .collect();
        self.push(&lines.join("\n"));
        rest
    }

    fn push(&mut self, paragraph: &str) {
        self.push_after("\n\n", paragraph);
    }

    fn push_after(&mut self, between: &str, paragraph: &str) {
        if paragraph.trim().is_empty() {
            return;
        }
        if !self.out.is_empty() {
            self.out.push_str(between);
        }
        self.out.push_str(paragraph);
    }

    fn inline(&self, inline: &Inline, out: &mut String) {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) | InlineKind::Html(text) => out.push_str(text),
            InlineKind::Emphasis(inner) | InlineKind::Strong(inner) => {
                inner.iter().for_each(|inline| self.inline(inline, out));
            }
            InlineKind::Link { url, inlines } => {
                let mut words = String::new();
                inlines.iter().for_each(|inline| self.inline(inline, &mut words));
                out.push_str(&noted(&words, url, self.notes));
            }
            InlineKind::LineBreak => out.push('\n'),
            InlineKind::SoftBreak => out.push(' '),
            // A picture inside a link or emphasis has no line of its own.
            InlineKind::Image { .. } => {}
        }
    }
}

/// The words of a link and its note, `MitID [2]`; an address that is its own words needs none.
pub(super) fn noted(words: &str, url: &str, notes: &Notes) -> String {
    let bare =
        |text: &str| text.trim_start_matches("https://").trim_start_matches("mailto:").trim_end_matches('/').to_owned();
    if bare(words) == bare(url) || url.strip_prefix("mailto:").is_some_and(|address| words.contains(address)) {
        return words.to_owned();
    }
    format!("{words}{NO_BREAK_SPACE}[{}]", notes.add(url))
}
