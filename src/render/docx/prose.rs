//! A Markdown field as paragraphs of a Word document: lists are Word's own, headings strong words, raw HTML the text it is.

use super::related::{BULLETS, Related};
use super::words::{BREAK, Face, runs};
use crate::language::Language;
use crate::prose::{Block, BlockKind, Inline, InlineKind};
use crate::render::passage::Passage;
use crate::render::view::Figure;

/// How deep Word's lists go.
const DEEPEST_LEVEL: usize = 8;
/// How far each level of a list or quotation stands in, in twentieths of a point.
const STEP: usize = 360;
/// How far the words of a box stand in.
const BOX: usize = 284;

/// In what manner a field is written.
#[derive(Debug, Clone, Copy)]
pub(in crate::render) struct Manner<'a> {
    /// The style of its paragraphs, where it is not the usual one.
    pub(in crate::render) style: Option<&'a str>,
    /// The style of the lines of its lists, where it stands in a box.
    pub(in crate::render) list: Option<&'a str>,
    /// The language of its words.
    pub(in crate::render) language: Language,
}

/// The field; `figure` makes the paragraphs of a picture that it places.
///
/// # Errors
/// What `figure` fails with.
pub(in crate::render) fn prose<E>(
    passage: &Passage,
    manner: Manner<'_>,
    related: &Related,
    figure: &mut dyn FnMut(&Figure) -> Result<String, E>,
) -> Result<String, E> {
    let language = (manner.language != related.language()).then_some(manner.language);
    let face = Face { language, ..Face::default() };
    let mut writer = Writer { passage, manner, related, face, figure, out: String::new() };
    writer.blocks(&passage.tree.blocks, Stand::default())?;
    Ok(writer.out)
}

/// Where a block stands.
#[derive(Debug, Clone, Copy, Default)]
struct Stand {
    /// In how many lists.
    lists: usize,
    /// In how many quotations.
    quotes: usize,
    /// The list whose mark its first paragraph bears.
    mark: Option<Mark>,
    /// Whether the last paragraph here ends the outermost list.
    closes: bool,
}

impl Stand {
    /// How deep the list is that a block stands in, from 0.
    fn level(self) -> usize {
        self.lists.saturating_sub(1).min(DEEPEST_LEVEL)
    }
}

/// The mark before a line of a list.
#[derive(Debug, Clone, Copy)]
struct Mark {
    list: usize,
    style: &'static str,
}

impl Mark {
    /// What makes a paragraph bear it.
    fn number(self, stand: Stand) -> String {
        let (level, list) = (stand.level(), self.list);
        format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>")
    }
}

struct Writer<'a, E> {
    passage: &'a Passage,
    manner: Manner<'a>,
    related: &'a Related,
    face: Face<'a>,
    figure: &'a mut dyn FnMut(&Figure) -> Result<String, E>,
    out: String,
}

impl<E> Writer<'_, E> {
    fn blocks(&mut self, blocks: &[Block], stand: Stand) -> Result<(), E> {
        let mut stand = stand;
        for (at, block) in blocks.iter().enumerate() {
            self.block(&block.kind, Stand { closes: stand.closes && at + 1 == blocks.len(), ..stand })?;
            stand.mark = None;
        }
        Ok(())
    }

    fn block(&mut self, block: &BlockKind, stand: Stand) -> Result<(), E> {
        match block {
            BlockKind::Paragraph(inlines) => return self.paragraph(inlines, stand),
            BlockKind::Heading { inlines, .. } => {
                let words = self.inlines(inlines, Face { strong: true, ..self.face });
                self.write(&properties(self.manner, stand), &words);
            }
            BlockKind::List { start, items } => return self.list(*start, items, stand),
            BlockKind::Quote(blocks) => {
                return self.blocks(blocks, Stand { quotes: stand.quotes + 1, ..stand });
            }
            BlockKind::Code(code) => {
                let lines: Vec<String> =
                    code.trim_end_matches('\n').lines().map(|line| runs(line, self.face)).collect();
                let number = stand.mark.map(|mark| mark.number(stand)).unwrap_or_default();
                self.write(&format!("<w:pStyle w:val=\"HTMLPreformatted\"/>{number}"), &lines.join(BREAK));
            }
            BlockKind::Html(html) => {
                let words = runs(html.trim(), self.face);
                self.write(&properties(self.manner, stand), &words);
            }
            BlockKind::Rule => self.write("<w:pStyle w:val=\"Rule\"/>", ""),
        }
        Ok(())
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], stand: Stand) -> Result<(), E> {
        let level = stand.lists.min(DEEPEST_LEVEL);
        let mark = match start {
            None => Mark { list: BULLETS, style: "ListBullet" },
            Some(start) => Mark { list: self.related.counted_list(level, start), style: "ListNumber" },
        };
        for (at, item) in items.iter().enumerate() {
            let closes = (stand.lists == 0 || stand.closes) && at + 1 == items.len();
            let line = Stand { lists: stand.lists + 1, mark: Some(mark), closes, ..stand };
            if item.first().is_some_and(|first| self.begins_with_words(&first.kind)) {
                self.blocks(item, line)?;
            } else {
                // The number stands all the same, on a line of its own: those that follow count on.
                self.write(&properties(self.manner, Stand { closes: closes && item.is_empty(), ..line }), "");
                self.blocks(item, Stand { mark: None, ..line })?;
            }
        }
        Ok(())
    }

    /// Whether a block begins with a paragraph of words, which can bear the mark of a list.
    fn begins_with_words(&self, block: &BlockKind) -> bool {
        match block {
            BlockKind::Paragraph(inlines) => self.passage.parts(inlines).next().is_some_and(|it| !it.words.is_empty()),
            BlockKind::Heading { .. } | BlockKind::Html(_) | BlockKind::Code(_) => true,
            BlockKind::Quote(blocks) => blocks.first().is_some_and(|first| self.begins_with_words(&first.kind)),
            BlockKind::List { .. } | BlockKind::Rule => false,
        }
    }

    /// A paragraph; a picture ends it, and what follows the picture is another.
    fn paragraph(&mut self, inlines: &[Inline], stand: Stand) -> Result<(), E> {
        let mut stand = stand;
        for part in self.passage.parts(inlines) {
            if !part.words.is_empty() {
                let words = self.inlines(part.words, self.face);
                self.write(&properties(self.manner, stand), &words);
                stand.mark = None;
            }
            if let Some(figure) = part.figure {
                let paragraphs = (self.figure)(figure)?;
                self.out.push_str(paragraphs.trim());
                self.out.push('\n');
            }
        }
        Ok(())
    }

    fn write(&mut self, properties: &str, runs: &str) {
        let properties = if properties.is_empty() { String::new() } else { format!("<w:pPr>{properties}</w:pPr>") };
        self.out.push_str(&format!("<w:p>{properties}{runs}</w:p>\n"));
    }

    fn inlines(&self, inlines: &[Inline], face: Face<'_>) -> String {
        let mut out = String::new();
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Html(text) => out.push_str(&runs(text, face)),
                InlineKind::Emphasis(inner) => out.push_str(&self.inlines(inner, Face { stressed: true, ..face })),
                InlineKind::Strong(inner) => out.push_str(&self.inlines(inner, Face { strong: true, ..face })),
                // A link is known by its style, also where its words are code (WCAG 1.4.1).
                InlineKind::Code(code) => {
                    out.push_str(&runs(code, Face { style: face.style.or(Some("HTMLCode")), ..face }))
                }
                InlineKind::Link { url, inlines } => out.push_str(&self.link(url, inlines, face)),
                InlineKind::LineBreak => out.push_str(BREAK),
                InlineKind::SoftBreak => out.push_str(&runs(" ", face)),
                // A picture inside a link or emphasis has no place of its own.
                InlineKind::Image { .. } => {}
            }
        }
        out
    }

    fn link(&self, url: &str, inlines: &[Inline], face: Face<'_>) -> String {
        match self.related.link(url) {
            Some(relation) => {
                let words = self.inlines(inlines, Face { style: Some("Hyperlink"), ..face });
                format!("<w:hyperlink r:id=\"{relation}\" w:history=\"1\">{words}</w:hyperlink>")
            }
            None => self.inlines(inlines, face),
        }
    }
}

/// What stands in `pPr`, in the order of the schema (ISO/IEC 29500-1 §17.3.1.26).
fn properties(manner: Manner<'_>, stand: Stand) -> String {
    let style = |style: &str| format!("<w:pStyle w:val=\"{style}\"/>");
    let inset = manner.list.map_or(0, |_| BOX) + stand.quotes * STEP;
    let level = stand.level();
    // The lines of a list stand close to one another, and what follows the list does not.
    let spacing = if stand.closes { "<w:spacing w:after=\"160\"/>" } else { "" };
    match (stand.lists, stand.mark) {
        (0, _) if stand.quotes > 1 => format!("{}<w:ind w:left=\"{inset}\"/>", style("Quote")),
        (0, _) if stand.quotes == 1 => style("Quote"),
        (0, _) => manner.style.map(style).unwrap_or_default(),
        (_, Some(mark)) => {
            let number = mark.number(stand);
            let indent = match inset {
                0 => String::new(),
                inset => format!("<w:ind w:left=\"{}\" w:hanging=\"{STEP}\"/>", inset + (level + 1) * STEP),
            };
            format!("{}{number}{spacing}{indent}", style(manner.list.unwrap_or(mark.style)))
        }
        (_, None) => {
            let indent = inset + (level + 1) * STEP;
            format!("{}{spacing}<w:ind w:left=\"{indent}\"/>", style(manner.list.unwrap_or("ListContinue")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Manner, prose};
    use crate::language::Language;
    use crate::model::{Document, Pictures, Settings};
    use crate::render::addresses::Addresses;
    use crate::render::docx::{Related, Room};
    use crate::render::passage::Passage;
    use std::convert::Infallible;

    fn written(markdown: &str) -> String {
        let settings: Settings =
            serde_json::from_value(serde_json::json!({ "id": "x", "network": "N", "secretariat": "S" })).unwrap();
        let pictures = Pictures::new();
        let passage =
            Passage::new(markdown, &[], &Addresses::on_paper(&settings, &pictures), Language::Danish).unwrap();
        let manner = Manner { style: None, list: None, language: Language::Danish };
        let related = Related::new(Language::Danish, &pictures, Room::of(Document::Summary));
        prose::<Infallible>(&passage, manner, &related, &mut |_| Ok(String::new())).unwrap()
    }

    #[test]
    fn a_list_is_one_of_words_own_and_one_with_numbers_counts_anew() {
        let text = written("1. en\n2. to\n   - under\n\nimellem\n\n7. syv");
        let marks: Vec<&str> = text.matches("<w:numId w:val=\"2\"/>").collect();
        assert_eq!(marks.len(), 2, "{text}");
        assert!(text.contains("<w:ilvl w:val=\"1\"/><w:numId w:val=\"1\"/>"), "{text}");
        assert!(text.contains("<w:ilvl w:val=\"0\"/><w:numId w:val=\"3\"/>"), "{text}");
    }

    #[test]
    fn every_line_of_a_list_has_its_number_whatever_it_holds() {
        for list in [
            "1. en\n2. ![](x)\n3. tre",
            "1. en\n2.\n3. tre",
            "1. ```\n   a\n   ```\n2. > b\n3. - c",
            "1. # a\n2. ***\n3. b",
        ] {
            let text = written(list);
            assert_eq!(text.matches("<w:numId w:val=\"2\"/>").count(), 3, "{list}: {text}");
        }
    }

    #[test]
    fn a_link_is_known_as_one_also_where_its_words_are_code() {
        let text = written("Kør [`opsamling`](https://example.org) og `mere`");
        let link = text.split("<w:hyperlink").nth(1).and_then(|rest| rest.split("</w:hyperlink>").next()).unwrap();
        assert!(link.contains("Hyperlink") && !link.contains("HTMLCode"), "{link}");
        assert!(text.contains("HTMLCode"), "{text}");
    }

    #[test]
    fn a_second_paragraph_of_a_line_bears_no_mark() {
        let text = written("- en\n\n  mere");
        assert_eq!(text.matches("<w:numPr>").count(), 1, "{text}");
        assert!(
            text.contains("<w:pStyle w:val=\"ListContinue\"/><w:spacing w:after=\"160\"/><w:ind w:left=\"360\"/>"),
            "{text}"
        );
    }

    #[test]
    fn a_link_leads_through_a_relation_and_keeps_its_emphasis() {
        let text = written("Se [**loven** her](https://example.org/?a=1&b=2).");
        assert!(
            text.contains(
                "<w:hyperlink r:id=\"link1\" w:history=\"1\"><w:r><w:rPr><w:rStyle w:val=\"Hyperlink\"/><w:b/>"
            )
        );
        assert!(!text.contains("example.org"), "{text}");
    }
}
