//! A Markdown field written anew as clean CommonMark, and plain words escaped so that they stay plain.

use super::passage::Passage;
use super::view::{Figure, one_line};
use crate::prose::{Block, BlockKind, Inline, InlineKind};

/// Words that mean nothing to Markdown, on one line (CommonMark 0.31 §2.4).
pub(super) fn escaped(text: &str) -> String {
    // A block quote, heading, list or rule begins at the start of a line only.
    guarded(&inline_escaped(&one_line(text)))
}

/// Where a link or picture leads, as its destination (CommonMark 0.31 §6.3).
pub(super) fn destination(url: &str) -> String {
    let odd = |c: char| c.is_whitespace() || c.is_control() || "()<>\\".contains(c);
    if !url.contains(odd) {
        return url.to_owned();
    }
    let mut out = String::from("<");
    for letter in url.chars() {
        match letter {
            '<' | '>' | '\\' => out.extend(['\\', letter]),
            letter if letter.is_control() => {}
            _ => out.push(letter),
        }
    }
    out.push('>');
    out
}

/// The Markdown of a picture, with its caption below it.
pub(super) fn figure(figure: &Figure) -> String {
    let caption = figure.caption.as_deref().map(|caption| format!("*{}*", inline_escaped(caption)));
    let picture = match &figure.src {
        Some(src) => Some(format!("![{}]({})", inline_escaped(&figure.alt), destination(src))),
        None => (!figure.alt.is_empty()).then(|| escaped(&figure.alt)),
    };
    picture.into_iter().chain(caption).collect::<Vec<_>>().join("\n\n")
}

/// The field, one line a paragraph.
pub(super) fn prose(passage: &Passage) -> String {
    Writer { passage }.blocks(&passage.tree.blocks)
}

struct Writer<'a> {
    passage: &'a Passage,
}

impl Writer<'_> {
    fn blocks(&self, blocks: &[Block]) -> String {
        let blocks = blocks.iter().map(|block| self.block(&block.kind)).filter(|block| !block.is_empty());
        blocks.collect::<Vec<_>>().join("\n\n")
    }

    /// A line of a list; its own list follows at once, which keeps the outer one tight.
    fn item(&self, blocks: &[Block]) -> String {
        match blocks {
            [line, list] if matches!(list.kind, BlockKind::List { .. }) => {
                format!("{}\n{}", self.block(&line.kind), self.block(&list.kind))
            }
            _ => self.blocks(blocks),
        }
    }

    fn block(&self, block: &BlockKind) -> String {
        match block {
            BlockKind::Paragraph(inlines) => self.paragraph(inlines),
            BlockKind::Heading { inlines, .. } => format!("**{}**", self.inlines(inlines).trim()),
            BlockKind::List { start, items } => {
                let items = items.iter().enumerate().map(|(position, item)| {
                    let mark = start.map_or_else(
                        || "- ".to_owned(),
                        |start| format!("{}. ", start.saturating_add(position as u64)),
                    );
                    indented(&self.item(item), &mark, &" ".repeat(mark.len()))
                });
                items.collect::<Vec<_>>().join("\n")
            }
            BlockKind::Quote(blocks) => indented(&self.blocks(blocks), "> ", "> "),
            BlockKind::Code(code) => {
                let fence = "`".repeat(longest_run(code, '`').max(2) + 1);
                format!("{fence}\n{}\n{fence}", code.trim_end_matches('\n'))
            }
            BlockKind::Html(html) => escaped(html),
            BlockKind::Rule => "* * *".to_owned(),
        }
    }

    fn paragraph(&self, inlines: &[Inline]) -> String {
        let mut parts = Vec::new();
        for part in self.passage.parts(inlines) {
            parts.push(guarded(self.inlines(part.words).trim()));
            parts.extend(part.figure.map(figure));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }

    fn inlines(&self, inlines: &[Inline]) -> String {
        let mut out = String::new();
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Html(text) => {
                    out.push_str(&inline_escaped(&text.replace('\n', " ")))
                }
                InlineKind::Emphasis(inner) => out.push_str(&format!("*{}*", self.inlines(inner))),
                InlineKind::Strong(inner) => out.push_str(&format!("**{}**", self.inlines(inner))),
                InlineKind::Code(code) => {
                    let ticks = "`".repeat(longest_run(code, '`') + 1);
                    let space = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
                    out.push_str(&format!("{ticks}{space}{code}{space}{ticks}"));
                }
                InlineKind::Link { url, inlines } => {
                    out.push_str(&format!("[{}]({})", self.inlines(inlines), destination(url)));
                }
                InlineKind::LineBreak => out.push_str("\\\n"),
                InlineKind::SoftBreak => out.push(' '),
                InlineKind::Image { .. } => {}
            }
        }
        out
    }
}

/// The characters that mean something inside a line.
fn inline_escaped(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len() + 8);
    for (at, letter) in letters.iter().enumerate() {
        let beside = |at: Option<&char>| at.is_some_and(|c| c.is_alphanumeric());
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let after = letters.get(at + 1);
        let means_something = match letter {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
            // Inside a word it is only itself.
            '_' => !(beside(before) && beside(after)),
            '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || *c == '#'),
            _ => false,
        };
        if means_something {
            out.push('\\');
        }
        out.push(*letter);
    }
    out
}

/// A line whose first characters would begin a block, with that taken from them.
fn guarded(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line[digits..];
    let next_is_space =
        |text: &str| text.get(1..).is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t']));
    let ordered = (1..=9).contains(&digits) && rest.starts_with(['.', ')']) && next_is_space(rest);
    if ordered {
        return format!("{}\\{rest}", &line[..digits]);
    }
    let bullet = line.starts_with(['-', '+']) && next_is_space(line);
    let rule = !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '=' | ' '));
    if bullet || rule || line.starts_with(['#', '>']) { format!("\\{line}") } else { line.to_owned() }
}

fn indented(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    for (position, line) in text.lines().enumerate() {
        if position > 0 {
            out.push('\n');
        }
        let before = if position == 0 { first } else { rest };
        out.push_str(if line.is_empty() { before.trim_end() } else { before });
        out.push_str(line);
    }
    out
}

fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or_default()
}
