//! New words in the place of others, in a file that is somebody's: every byte outside the value stays, and the value is written
//! in the way in which it stood.

use super::quote::{apply, quote};
use super::tree::{Node, Tree};
use super::written::read_output_line;
use crate::model::{DocumentPath, Fix, OutputKind, Step};
use granit_parser::ScalarStyle;
use std::ops::Range;

/// The words of a value; of an output those alone, without its kind in front and its table and votes behind.
pub fn words_at(text: &str, path: &DocumentPath) -> Option<String> {
    let tree = Tree::of(text);
    let (_, node, line) = target(&tree, path)?;
    let words = &node.scalar()?.text;
    Some(line.map_or_else(|| words.clone(), |line| line.words))
}

/// The text with these words at that path; nothing where they cannot stand there, or anything else would change with them.
pub fn with_words(text: &str, path: &DocumentPath, words: &str) -> Option<String> {
    let tree = Tree::of(text);
    let (path, node, line) = target(&tree, path)?;
    let scalar = node.scalar()?;
    let end = scalar.text.trim_end();
    let words = words.trim_end();
    let whole = match line {
        None => format!("{words}{}", &scalar.text[end.len()..]),
        Some(line) => line.with(words)?,
    };
    if whole.trim().is_empty() {
        // Nothing at all would be a value that is missing.
        let place = block(text, &tree, node).map_or(node.span.clone(), |block| block.header.start..block.lines.end);
        return amended(text, &tree, &path, "", vec![Fix { range: place, text: "\"\"".to_owned() }]);
    }
    candidates(text, &tree, &path, node, &whole)
        .into_iter()
        .find_map(|fixes| amended(text, &tree, &path, &whole, fixes))
}

/// An output on one line.
struct Line {
    whole: String,
    words: String,
}

impl Line {
    /// The line with other words; nothing where they would say more than words.
    fn with(&self, words: &str) -> Option<String> {
        let line = self.whole.replacen(&self.words, words, 1);
        let (before, after) = (read_output_line(&self.whole), read_output_line(&line));
        let same =
            after.text == words && (after.kind, after.table, after.votes) == (before.kind, before.table, before.votes);
        same.then_some(line)
    }
}

/// The value that bears the words of a path.
fn target<'a>(tree: &'a Tree, path: &DocumentPath) -> Option<(DocumentPath, &'a Node, Option<Line>)> {
    let root = tree.root.as_ref()?;
    let (node, reached) = root.follow(&path.0);
    if reached < path.0.len() || tree.failure.is_some() {
        return None;
    }
    let is_output = matches!(path.0.as_slice(), [.., Step::Key(key), Step::Index(_)] if key == "outputs");
    if !is_output {
        return Some((path.clone(), node, None));
    }
    if let Some(scalar) = node.scalar() {
        let line = Line { whole: scalar.text.clone(), words: read_output_line(&scalar.text).text };
        return Some((path.clone(), node, Some(line)));
    }
    let kind = OutputKind::ALL.into_iter().map(OutputKind::key).find(|key| node.entry(key).is_some())?;
    Some((path.key(kind), &node.entry(kind)?.value, None))
}

/// The ways to write a value, the one in which it stands first.
fn candidates(text: &str, tree: &Tree, path: &DocumentPath, node: &Node, words: &str) -> Vec<Vec<Fix>> {
    let Some(scalar) = node.scalar() else { return Vec::new() };
    let one = |text: String| vec![Fix { range: node.span.clone(), text }];
    let escaped = one(format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")));
    if let Some(block) = block(text, tree, node) {
        let lines = |text: String| Fix { range: block.lines.clone(), text };
        let literal = block.indented(words.trim_end());
        return match scalar.style {
            ScalarStyle::Folded => {
                let header = text[block.header.clone()].replace('>', "|");
                vec![
                    vec![lines(block.folded(words.trim_end()))],
                    vec![Fix { range: block.header.clone(), text: header }, lines(literal)],
                ]
            }
            _ => vec![vec![lines(literal)]],
        };
    }
    let single = one(format!("'{}'", words.replace('\'', "''")));
    let mut ways = match scalar.style {
        _ if words.contains('\n') => vec![one(new_block(text, tree, path, words))],
        ScalarStyle::SingleQuoted => vec![single],
        ScalarStyle::DoubleQuoted => vec![one(quote(words))],
        _ => vec![one(words.to_owned()), one(quote(words))],
    };
    ways.push(escaped);
    ways
}

/// The text with the fixes made, where it then has these words at the path and is the same everywhere else.
fn amended(text: &str, tree: &Tree, path: &DocumentPath, words: &str, fixes: Vec<Fix>) -> Option<String> {
    let after = apply(text, &fixes);
    let new = Tree::of(&after);
    if new.failure.is_some() || new.second.is_some() != tree.second.is_some() {
        return None;
    }
    let (old_values, new_values) = (values(tree), values(&new));
    let same = old_values.len() == new_values.len()
        && old_values.iter().zip(&new_values).all(|(old, new)| match &old.0 == path && !old.2 {
            true => new.0 == *path && !new.2 && new.1.as_deref() == Some(words) && !new.3,
            false => old == new,
        });
    let comments = |text: &str, tree: &Tree| -> Vec<String> {
        tree.comments.iter().filter_map(|range| text.get(range.clone())).map(str::to_owned).collect()
    };
    (same && comments(text, tree) == comments(&after, &new)).then_some(after)
}

/// Every key and value of a text: its path, its words, whether it is the key, and whether it is nothing.
fn values(tree: &Tree) -> Vec<(DocumentPath, Option<String>, bool, bool)> {
    let mut found = Vec::new();
    if let Some(root) = &tree.root {
        root.walk(&DocumentPath::root(), &mut |path, node, is_key| {
            found.push((path.clone(), node.scalar().map(|scalar| scalar.text.clone()), is_key, node.is_null()));
        });
    }
    found
}

/// A value on lines of its own, below `|` or `>`.
struct Block {
    /// The `|` or `>` and what stands behind it.
    header: Range<usize>,
    /// From the first line's first blank to the last line's last letter.
    lines: Range<usize>,
    indent: usize,
    /// How long its longest line is.
    width: usize,
    ending: &'static str,
}

fn block(text: &str, tree: &Tree, node: &Node) -> Option<Block> {
    if !matches!(node.scalar()?.style, ScalarStyle::Literal | ScalarStyle::Folded) {
        return None;
    }
    let above = text.get(..node.span.start)?.trim_end();
    let line = above.rfind('\n').map_or(0, |at| at + 1);
    let comment = tree.comments.iter().find(|range| (line..above.len()).contains(&range.start));
    let head = above.get(line..comment.map_or(above.len(), |range| range.start))?.trim_end();
    let start = line + head.rfind(['|', '>'])?;
    let first = above.len() + text.get(above.len()..)?.find('\n')? + 1;
    let last = first + text.get(first..node.span.end)?.trim_end().len();
    let lines = text.get(first..last)?;
    let indents = lines.lines().filter(|line| !line.trim().is_empty()).map(|line| line.len() - line.trim_start().len());
    Some(Block {
        header: start..line + head.len(),
        lines: first..last,
        indent: indents.min()?,
        width: lines.lines().map(|line| line.chars().count()).max()?,
        ending: if lines.contains("\r\n") || text[..first].ends_with("\r\n") { "\r\n" } else { "\n" },
    })
}

impl Block {
    /// The words line for line.
    fn indented(&self, words: &str) -> String {
        let blanks = " ".repeat(self.indent);
        let line = |line: &str| if line.is_empty() { String::new() } else { format!("{blanks}{line}") };
        words.split('\n').map(line).collect::<Vec<_>>().join(self.ending)
    }

    /// The words in lines as long as those that stood there.
    fn folded(&self, words: &str) -> String {
        let width = self.width.saturating_sub(self.indent).max(40);
        let (mut lines, mut length) = (String::new(), 0);
        for word in words.split(' ') {
            let letters = word.chars().count();
            if !lines.is_empty() {
                let breaks = length + 1 + letters > width;
                lines.push(if breaks { '\n' } else { ' ' });
                length = if breaks { 0 } else { length + 1 };
            }
            lines.push_str(word);
            length += letters;
        }
        self.indented(&lines)
    }
}

/// Words of many lines where there was one: below a `|`, two further in than their key.
fn new_block(text: &str, tree: &Tree, path: &DocumentPath, words: &str) -> String {
    let column = || -> Option<usize> {
        let (Step::Key(key), way) = path.0.split_last()? else { return None };
        let start = tree.root.as_ref()?.follow(way).0.entry(key)?.key.span.start;
        Some(text[text[..start].rfind('\n').map_or(0, |at| at + 1)..start].chars().count())
    };
    let blanks = " ".repeat(column().unwrap_or(0) + 2);
    let sign = if words.ends_with('\n') { "|" } else { "|-" };
    let lines = words.trim_end().lines().map(|line| match line.is_empty() {
        true => String::new(),
        false => format!("{blanks}{line}"),
    });
    format!("{sign}\n{}", lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::{with_words, words_at};
    use crate::model::DocumentPath;
    use proptest::prelude::*;

    fn way(text: &str) -> DocumentPath {
        text.split('.').fold(DocumentPath::root(), |path, step| match step.parse() {
            Ok(index) => path.index(index),
            Err(_) => path.key(step.to_owned()),
        })
    }

    fn amended(text: &str, path: &str, words: &str) -> String {
        with_words(text, &way(path), words).unwrap_or_else(|| panic!("{path}: {words:?} cannot stand in {text}"))
    }

    #[test]
    fn a_value_is_written_as_it_stood() {
        for (before, words, after) in [
            ("a: et  # her\nb: c\n", "to tre", "a: to tre  # her\nb: c\n"),
            ("a: et\n  to\nb: c\n", "tre", "a: tre\nb: c\n"),
            ("a: 'et'\n", "det's", "a: 'det''s'\n"),
            ("a: \"et\"\n", "et \"to\"", "a: 'et \"to\"'\n"),
            ("a: et\n", "MitID: status", "a: \"MitID: status\"\n"),
            ("a: et\n", "nr. 2 #3", "a: \"nr. 2 #3\"\n"),
            ("a: et\n", "null", "a: \"null\"\n"),
            ("a: et\n", "det's: \"x\"", "a: \"det's: \\\"x\\\"\"\n"),
            (
                "a: |  # hvad\n  Et\n\n  To\n\nb: c\n",
                "Et\n\n- To\n- Tre",
                "a: |  # hvad\n  Et\n\n  - To\n  - Tre\n\nb: c\n",
            ),
            ("a: |-\r\n    Et\r\n    To\r\nb: c\r\n", "Tre\nFire", "a: |-\r\n    Tre\r\n    Fire\r\nb: c\r\n"),
            ("a: |+\n  Et\n\n\nb: c\n", "To", "a: |+\n  To\n\n\nb: c\n"),
            ("a: >-\n  et to\n  tre\nb: c\n", "et to tre fire", "a: >-\n  et to tre fire\nb: c\n"),
            ("a: >-\n  et to\n  tre\nb: c\n", "et\n\nto", "a: |-\n  et\n\n  to\nb: c\n"),
            ("a: et\nb: c\n", "et\n\nto", "a: |-\n  et\n\n  to\nb: c\n"),
            ("a: |\n  Et\nb: c\n", "", "a: \"\"\nb: c\n"),
            ("a: et # x\nb: c\n", "", "a: \"\" # x\nb: c\n"),
        ] {
            assert_eq!(amended(before, "a", words), after);
        }
        assert_eq!(amended("a: {b: et, c: d}\n", "a.b", "to, tre"), "a: {b: \"to, tre\", c: d}\n");
        assert_eq!(amended("a: {b: et, c: d}\n", "a.b", "to\ntre"), "a: {b: \"to\\ntre\", c: d}\n");
        assert_eq!(
            amended("x:\n  - a: et\n    b: c\n", "x.0.a", "et\n\nto"),
            "x:\n  - a: |-\n      et\n\n      to\n    b: c\n"
        );
    }

    #[test]
    fn an_output_keeps_its_kind_table_and_votes() {
        let text = "outputs:\n  - \"Spørgsmål: Må hun? (bord 3)\"\n  - action: Undersøg\n    table: 2\n  - Nyt\n";
        assert_eq!(words_at(text, &way("outputs.0")).as_deref(), Some("Må hun?"));
        assert_eq!(words_at(text, &way("outputs.1")).as_deref(), Some("Undersøg"));
        assert!(amended(text, "outputs.0", "Må de?").contains("\"Spørgsmål: Må de? (bord 3)\""));
        assert!(amended(text, "outputs.1", "Spørg").contains("  - action: Spørg\n    table: 2\n"));
        assert_eq!(with_words(text, &way("outputs.2"), "Ønske: mere"), None);
        assert_eq!(with_words(text, &way("outputs.2"), "mere (bord 7)"), None);
    }

    #[test]
    fn what_is_not_there_is_not_written() {
        assert_eq!(with_words("a: b\n", &way("c"), "x"), None);
        assert_eq!(with_words("a: [b]\n", &way("a"), "x"), None);
        assert_eq!(with_words("a: b: c\n", &way("a"), "x"), None);
    }

    proptest! {
        #[test]
        fn whatever_is_written_is_read_again_and_nothing_else_has_changed(
            words in "[a-zæ#:'\"\\-*&!|>%@`{}\\[\\], ]{0,30}",
            style in 0..6_usize,
        ) {
            let value = ["et", "'et'", "\"et\"", "|\n    et\n", ">-\n    et\n", "|-\n    et"][style];
            let text = format!("# top\nx:\n  a: {value}\n  b: c # side\n");
            if let Some(after) = with_words(&text, &way("x.a"), &words) {
                let read = words_at(&after, &way("x.a")).unwrap();
                prop_assert_eq!(read.trim_end(), words.trim_end());
                prop_assert!(after.starts_with("# top\nx:\n  a: ") && after.ends_with("\n  b: c # side\n"));
            }
        }
    }
}
