//! A document as it is read aloud: a Markdown field as sentences, and the whole in words, broken into lines.

use super::passage::Passage;
use super::text;
use super::view::Figure;
use crate::language::spoken;
use crate::language::words::Words;
use crate::language::{Language, one_line};
use crate::prose::{Block, BlockKind, Tree, plain};
use fluent_bundle::FluentValue;

/// The document in words, at 72 characters a line.
pub(super) fn said(text: &str, language: Language) -> String {
    spoken::aloud(text, language).lines().map(|line| text::wrapped(line, "", "") + "\n").collect()
}

/// The text with a full stop where nothing ends it.
pub(super) fn sentence(text: &str) -> String {
    let text = one_line(text);
    let last = text.trim_end_matches(['”', '“', '"', '«', ')', ']']);
    let stop = if last.is_empty() || last.ends_with(['.', '?', '!', ':', '…']) { "" } else { "." };
    format!("{text}{stop}")
}

/// A Markdown field: a paragraph a line, the items of a list as sentences, quotations announced, links as their words alone.
pub(super) fn prose(passage: &Passage, language: Language) -> String {
    let mut parts = Vec::new();
    blocks(passage, &passage.tree.blocks, language, &mut parts);
    parts.join("\n\n")
}

fn blocks(passage: &Passage, of: &[Block], language: Language, parts: &mut Vec<String>) {
    let words = Words::new(language);
    for block in of {
        match &block.kind {
            BlockKind::Paragraph(inlines) => {
                for part in passage.parts(inlines) {
                    let range = 0..0;
                    let kind = BlockKind::Paragraph(part.words.to_vec());
                    let said = plain(&Tree { blocks: vec![Block { kind, range }] });
                    parts.extend((!said.trim().is_empty()).then(|| sentence(&said)));
                    parts.extend(part.figure.and_then(|figure| picture(figure, language)));
                }
            }
            BlockKind::List { items, .. } => {
                let mut said = Vec::new();
                for item in items {
                    let mut inside = Vec::new();
                    blocks(passage, item, language, &mut inside);
                    said.push(inside.join(" "));
                }
                parts.push(said.join("\n"));
            }
            BlockKind::Quote(inside) => {
                parts.push(words.say("spoken-quote", &[]));
                blocks(passage, inside, language, parts);
                parts.push(words.say("spoken-quote-end", &[]));
            }
            BlockKind::Heading { .. } | BlockKind::Code(_) | BlockKind::Html(_) => {
                let said = plain(&Tree { blocks: vec![block.clone()] });
                parts.extend((!said.trim().is_empty()).then(|| sentence(&said)));
            }
            BlockKind::Rule => {}
        }
    }
}

/// What a picture shows; nothing of one that shows nothing that matters.
pub(super) fn picture(figure: &Figure, language: Language) -> Option<String> {
    const DANISH: &[&str] = &["En", "Et", "To", "Tre", "Flere", "Mange", "Nogle", "Den"];
    const ENGLISH: &[&str] = &["A", "An", "Two", "Three", "Several", "Many", "Some", "The"];
    let articles = if language == Language::Danish { DANISH } else { ENGLISH };
    let alt = one_line(&figure.alt);
    let first = alt.split(' ').next().unwrap_or_default();
    let shown = match articles.contains(&first) {
        true => format!("{}{}", first.to_lowercase(), &alt[first.len()..]),
        false => alt.clone(),
    };
    let arguments = [("shown", FluentValue::from(shown))];
    let shown = (!alt.is_empty()).then(|| sentence(&Words::new(language).say("spoken-picture", &arguments)));
    let caption = figure.caption.as_deref().map(sentence);
    let told: Vec<String> = shown.into_iter().chain(caption).collect();
    (!told.is_empty()).then(|| told.join(" "))
}
