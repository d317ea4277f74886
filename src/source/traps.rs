//! Text that was lost without YAML's saying a word: what stands after ` #`.
//!
//! What wants quotation marks so that the file can be read at all is told by `read`.

use super::quote::{self, quote};
use super::scan::intended_end;
use super::tree::{Node, Shape, Tree};
use crate::model::{DocumentPath, Finding, Fix, Place, Severity, Step};
use granit_parser::ScalarStyle;
use std::ops::Range;

/// The keys under which free text stands, in every kind of file.
const PROSE: [&str; 35] = [
    "title",
    "said",
    "about",
    "intro",
    "lead",
    "text",
    "subject",
    "preheader",
    "caption",
    "alt",
    "reason",
    "note",
    "what",
    "when",
    "place",
    "postal_address",
    "frequency",
    "category",
    "series",
    "audience",
    "consent_text",
    "network",
    "workshop",
    "plenary",
    "round_table",
    "next_meeting",
    "outputs",
    "suggestion",
    "question",
    "wish",
    "decision",
    "action",
    "name",
    "short",
    "also",
];

/// Where text was lost after ` #`: a value without quotation marks, or an empty one, and one space before the `#`. Two spaces
/// make a comment of it, and so does a line of its own. Cheap where none stands.
///
/// The fix puts quotation marks round the whole. It is left out where they would make a text of what must not be one:
/// `state: held # endelig`.
pub fn traps(text: &str, file: &str) -> Vec<Finding> {
    let bytes = text.as_bytes();
    let is_after_one_space = |at: usize| {
        at.checked_sub(2).is_some_and(|before| bytes[at - 1] == b' ' && !bytes[before].is_ascii_whitespace())
    };
    if !memchr::memchr_iter(b'#', bytes).any(is_after_one_space) {
        return Vec::new();
    }
    let repaired = quote::repair(text);
    let tree = Tree::of(&repaired.text);
    let mut found = Vec::new();
    for comment in &tree.comments {
        let Some(value) = cut_off(&repaired.text, &tree, comment.start) else { continue };
        let end = intended_end(&repaired.text, value.start..comment.end);
        let range = repaired.original(value.start)..repaired.original(end);
        let lost = repaired.original(comment.start)..range.end;
        let mut finding = Finding::new("text-after-hash", Severity::Warning, file, value.path.clone())
            .with("lost", text.get(lost.clone()).unwrap_or_default())
            .at(Place::Bytes(lost));
        if value.mendable
            && let Some(meant) = text.get(range.clone())
            && mends(text, &tree, &range, meant)
        {
            finding = finding.mended_by(Fix { text: quote(meant), range });
        }
        found.push(finding);
    }
    found
}

/// A value that goes on after ` #`.
struct CutOff {
    path: DocumentPath,
    /// Its first byte; of an empty one, the `#`.
    start: usize,
    mendable: bool,
}

/// The value that a comment cuts off, if it is no comment.
fn cut_off(text: &str, tree: &Tree, hash: usize) -> Option<CutOff> {
    let before = text.get(..hash)?.strip_suffix(' ')?;
    if before.is_empty() || before.ends_with([' ', '\t', '\n', '\r']) {
        return None;
    }
    let colon = before.strip_suffix(':').map(str::len);
    let mut found = None;
    tree.root.as_ref()?.walk(&DocumentPath::root(), &mut |path, node, is_key| {
        let ends = node.span.end == before.len() || (node.span.is_empty() && Some(node.span.end) == colon);
        if !is_key && ends && is_plain(node) {
            found = Some((path.clone(), node.clone()));
        }
    });
    let (path, node) = found?;
    let tight = !text[hash + 1..].starts_with([' ', '\t', '#']);
    let (start, mendable) = match node.span.is_empty() {
        true => (hash, tight),
        false => (node.span.start, tight || takes_prose(&path)),
    };
    let in_flow = (1..path.0.len()).any(|length| {
        let holder = tree.root.as_ref().map(|root| root.follow(&path.0[..length]).0);
        matches!(holder.map(|it| &it.shape), Some(Shape::List { flow: true, .. } | Shape::Map { flow: true, .. }))
    });
    Some(CutOff { path, start, mendable: mendable && !in_flow })
}

fn is_plain(node: &Node) -> bool {
    matches!(&node.shape, Shape::Scalar(scalar) if scalar.style == ScalarStyle::Plain)
}

/// Whether free text stands under the last key of a path.
fn takes_prose(path: &DocumentPath) -> bool {
    let key = path.0.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.as_ref()),
        Step::Index(_) => None,
    });
    key.is_some_and(|key| PROSE.contains(&key))
}

/// With the marks, the text holds the same but for this value, which is what was meant.
fn mends(text: &str, before: &Tree, range: &Range<usize>, meant: &str) -> bool {
    let mended = quote::apply(text, &[Fix { range: range.clone(), text: quote(meant) }]);
    let after = Tree::of(&mended);
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let values = |tree: &Tree| {
        let mut values = Vec::new();
        if let Some(root) = &tree.root {
            root.walk(&DocumentPath::root(), &mut |path, node, _| {
                values.extend(node.scalar().map(|it| (path.clone(), it.text.clone())));
            });
        }
        values
    };
    let (old, new) = (values(before), values(&after));
    let mut changed = old.iter().zip(&new).filter(|(old, new)| old != new);
    let one = changed.next().is_some_and(|(old, new)| old.0 == new.0 && words(&new.1) == words(meant));
    before.failure.is_none() && after.failure.is_none() && old.len() == new.len() && one && changed.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::apply;

    /// What is said to be lost, and the text after the fixes.
    fn told(text: &str) -> (Vec<String>, String) {
        let findings = traps(text, "");
        let lost = findings.iter().map(|it| match &it.place {
            Place::Bytes(range) => text[range.clone()].to_owned(),
            _ => String::new(),
        });
        let fixes: Vec<Fix> = findings.iter().filter_map(|finding| finding.fix.clone()).collect();
        (lost.collect(), apply(text, &fixes))
    }

    #[test]
    fn text_after_a_hash_is_found_and_mended() {
        for (before, lost, after) in [
            ("title: Nyt om MitID #2\n", "#2", "title: \"Nyt om MitID #2\"\n"),
            ("title: Nyt om MitID # 2\n", "# 2", "title: \"Nyt om MitID # 2\"\n"),
            ("outputs:\n  - Emne #3\n  - b\n", "#3", "outputs:\n  - \"Emne #3\"\n  - b\n"),
            ("title: #metoo\nb: c\n", "#metoo", "title: \"#metoo\"\nb: c\n"),
            ("a:\n- #metoo\n", "#metoo", "a:\n- \"#metoo\"\n"),
            ("title: Nyt #2  # noter\n", "#2", "title: \"Nyt #2\"  # noter\n"),
            ("title: Hun sagde \"nu\" #2\n", "#2", "title: 'Hun sagde \"nu\" #2'\n"),
            ("said: Første\n  anden #2\nb: c\n", "#2", "said: \"Første\n  anden #2\"\nb: c\n"),
            ("title: Æblet #ø\r\nb: c\r\n", "#ø", "title: \"Æblet #ø\"\r\nb: c\r\n"),
        ] {
            assert_eq!(told(before), (vec![lost.to_owned()], after.to_owned()), "{before}");
        }
    }

    #[test]
    fn what_must_not_become_a_text_is_told_and_left() {
        for text in
            ["date: 2023-01-12 # torsdag\n", "state: held # endelig\n", "images: # noter\n", "a: [b #c\n  ,d]\n"]
        {
            let (lost, after) = told(text);
            assert_eq!((lost.len(), after.as_str()), (1, text), "{text}");
        }
    }

    #[test]
    fn a_comment_is_a_comment() {
        for text in [
            "title: Nyt  # noter\n",
            "title: Nyt\t# noter\n",
            "# noter\ntitle: Nyt\n",
            "title: Nyt\n  # noter\nb: c\n",
            "title: \"Nyt\" # noter\n",
            "title: \"Nyt #2\"\n",
            "title: Nyt#2\n",
            "said: |\n  Emne #2\n  # ikke en kommentar\n",
            "said: | # noter\n  Emne\n",
            "images: # noter\n  - file: a\n",
            "a: [b] # noter\n",
            "a: http://b/#c\n",
        ] {
            assert_eq!(traps(text, ""), [], "{text}");
        }
    }

    #[test]
    fn a_file_that_yaml_refuses_is_looked_through_too() {
        let text = "title: MitID: nu\nplace: Nyt #2\n";
        let findings = traps(text, "");
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].place, Place::Bytes(28..30));
        assert_eq!(findings[0].path.to_string(), "place");
    }
}
