//! A Markdown field as HTML: everything escaped, headings as strong words, raw HTML as the text it is.

use super::passage::Passage;
use super::view::Figure;
use crate::prose::{Block, BlockKind, Inline, InlineKind};
use std::borrow::Cow;

/// The text as HTML shows it, also between quotation marks.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    let is_special = |byte: &u8| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'');
    if !text.as_bytes().iter().any(is_special) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(letter),
        }
    }
    Cow::Owned(out)
}

/// The field; `figure` makes the HTML of a picture that it places.
///
/// # Errors
/// What `figure` fails with.
pub(super) fn prose<E>(passage: &Passage, figure: &mut dyn FnMut(&Figure) -> Result<String, E>) -> Result<String, E> {
    let mut writer = Writer { passage, figure, out: String::new() };
    writer.blocks(&passage.tree.blocks)?;
    Ok(writer.out)
}

struct Writer<'a, E> {
    passage: &'a Passage,
    figure: &'a mut dyn FnMut(&Figure) -> Result<String, E>,
    out: String,
}

impl<E> Writer<'_, E> {
    fn blocks(&mut self, blocks: &[Block]) -> Result<(), E> {
        for (position, block) in blocks.iter().enumerate() {
            if position > 0 {
                self.out.push('\n');
            }
            self.block(&block.kind)?;
        }
        Ok(())
    }

    fn block(&mut self, block: &BlockKind) -> Result<(), E> {
        match block {
            BlockKind::Paragraph(inlines) => self.paragraph(inlines),
            BlockKind::Heading { inlines, .. } => {
                self.out.push_str("<p><strong>");
                self.inlines(inlines);
                self.out.push_str("</strong></p>");
                Ok(())
            }
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Quote(blocks) => {
                self.out.push_str("<blockquote>");
                self.blocks(blocks)?;
                self.out.push_str("</blockquote>");
                Ok(())
            }
            BlockKind::Code(code) => {
                self.out.push_str(&format!("<pre><code>{}</code></pre>", escaped(code)));
                Ok(())
            }
            BlockKind::Html(html) => {
                self.out.push_str(&format!("<p>{}</p>", escaped(html.trim())));
                Ok(())
            }
            BlockKind::Rule => {
                self.out.push_str("<hr>");
                Ok(())
            }
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) -> Result<(), E> {
        match start {
            None => self.out.push_str("<ul>"),
            Some(1) => self.out.push_str("<ol>"),
            Some(start) => self.out.push_str(&format!("<ol start=\"{start}\">")),
        }
        for item in items {
            self.out.push_str("\n<li>");
            match item.split_first() {
                // A line of a list is no paragraph, unless it holds a picture.
                Some((Block { kind: BlockKind::Paragraph(inlines), .. }, rest)) if !holds_image(inlines) => {
                    self.inlines(inlines);
                    if !rest.is_empty() {
                        self.out.push('\n');
                        self.blocks(rest)?;
                    }
                }
                _ => self.blocks(item)?,
            }
            self.out.push_str("</li>");
        }
        self.out.push_str(if start.is_some() { "\n</ol>" } else { "\n</ul>" });
        Ok(())
    }

    /// A paragraph; a picture ends it, and what follows the picture is another.
    fn paragraph(&mut self, inlines: &[Inline]) -> Result<(), E> {
        for part in self.passage.parts(inlines) {
            if !part.words.is_empty() {
                self.out.push_str("<p>");
                self.inlines(part.words);
                self.out.push_str("</p>\n");
            }
            if let Some(figure) = part.figure {
                let html = (self.figure)(figure)?;
                self.out.push_str(html.trim());
                self.out.push('\n');
            }
        }
        self.out.truncate(self.out.trim_end_matches('\n').len());
        Ok(())
    }

    fn inlines(&mut self, inlines: &[Inline]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) => self.out.push_str(&escaped(&self.passage.printed(text))),
                InlineKind::Html(text) => self.out.push_str(&escaped(text)),
                InlineKind::Emphasis(inner) => self.element("em", inner),
                InlineKind::Strong(inner) => self.element("strong", inner),
                InlineKind::Code(code) => self.out.push_str(&format!("<code>{}</code>", escaped(code))),
                InlineKind::Link { url, inlines } => {
                    self.out.push_str(&format!("<a href=\"{}\">", escaped(url)));
                    self.inlines(inlines);
                    self.out.push_str("</a>");
                }
                InlineKind::LineBreak => self.out.push_str("<br>\n"),
                InlineKind::SoftBreak => self.out.push('\n'),
                // A picture inside a link or emphasis has no place of its own.
                InlineKind::Image { .. } => {}
            }
        }
    }

    fn element(&mut self, name: &str, inner: &[Inline]) {
        self.out.push_str(&format!("<{name}>"));
        self.inlines(inner);
        self.out.push_str(&format!("</{name}>"));
    }
}

fn holds_image(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| matches!(inline.kind, InlineKind::Image { .. }))
}
