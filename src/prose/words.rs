//! The words of a tree without its markup.

use super::{Block, BlockKind, Inline, InlineKind, Tree};

/// The words alone: blocks parted by an empty line, items and meant line breaks by a line's end, the end of a line of the
/// file a space. Pictures have no words here; raw HTML and code are the text they are.
pub fn plain(tree: &Tree) -> String {
    let mut text = String::new();
    write_blocks(&tree.blocks, "\n\n", &mut text);
    text
}

fn write_blocks(blocks: &[Block], between: &str, text: &mut String) {
    for block in blocks {
        let mut words = String::new();
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } => write_inlines(inlines, &mut words),
            BlockKind::List { items, .. } => {
                for item in items {
                    let mut inside = String::new();
                    write_blocks(item, "\n", &mut inside);
                    part(&inside, "\n", &mut words);
                }
            }
            BlockKind::Quote(blocks) => write_blocks(blocks, between, &mut words),
            BlockKind::Code(code) | BlockKind::Html(code) => words.push_str(code.trim_end()),
            BlockKind::Rule => {}
        }
        part(words.trim(), between, text);
    }
}

/// Adds what has words to what stands before it.
fn part(words: &str, between: &str, text: &mut String) {
    if !words.is_empty() {
        if !text.is_empty() {
            text.push_str(between);
        }
        text.push_str(words);
    }
}

fn write_inlines(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(words) | InlineKind::Code(words) | InlineKind::Html(words) => text.push_str(words),
            InlineKind::Emphasis(inlines) | InlineKind::Strong(inlines) | InlineKind::Link { inlines, .. } => {
                write_inlines(inlines, text);
            }
            InlineKind::Image { .. } => {}
            InlineKind::LineBreak => text.push('\n'),
            InlineKind::SoftBreak => text.push(' '),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::prose::{parse, plain};

    fn words(markdown: &str) -> String {
        plain(&parse(markdown))
    }

    #[test]
    fn the_words_stand_without_markup() {
        assert_eq!(
            words("Over **4,9 mio.** borgere\nbruger [den](https://a.example) nu."),
            "Over 4,9 mio. borgere bruger den nu."
        );
        assert_eq!(words("Et\n\n![](birthe)\n\nTo"), "Et\n\nTo");
        assert_eq!(words("Punkter:\n\n- et\n- *to*\n  - tre\n- fire"), "Punkter:\n\net\nto\ntre\nfire");
        assert_eq!(words("> Et\n>\n> To\n\n---\n\n1. Tre"), "Et\n\nTo\n\nTre");
        assert_eq!(words("Et  \nto\\\ntre"), "Et\nto\ntre");
        assert_eq!(words("R&amp;D og \\*stjerner\\*"), "R&D og *stjerner*");
        assert_eq!(words("<b>Fed</b> `kode`"), "<b>Fed</b> kode");
        assert_eq!(words("    kode\n"), "kode");
        assert_eq!(words(""), "");
    }
}
