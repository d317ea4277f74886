//! Signs that nobody sees in a text, and that make havoc on a page or in a mail.

use super::tree::Tree;
use crate::language::holds_controls;
use crate::model::{DocumentPath, Finding, Place, Severity};

/// The letters that follow a backslash where YAML writes a sign by its number or its name (YAML 1.2.2 §5.7).
const ESCAPES: &[u8] = b"0abefvxuU";

/// The first of them that stands in a file as it is.
pub(super) fn first(text: &str, file: &str) -> Option<Finding> {
    // Most files are done with once their bytes have been looked through.
    let found = || text.char_indices().find(|(_, sign)| is_invisible(*sign));
    let (at, sign) = may_be_in(text.as_bytes()).then(found).flatten()?;
    let finding = finding("control-character", &[sign], file, DocumentPath::root());
    Some(finding.at(Place::Bytes(at..at + sign.len_utf8())))
}

/// The values of a file in which one is written as an escape: `"\u202e"`.
pub(super) fn escaped(text: &str, file: &str) -> Vec<Finding> {
    let is_escape = |at: usize| text.as_bytes().get(at + 1).is_some_and(|next| ESCAPES.contains(next));
    if !memchr::memchr_iter(b'\\', text.as_bytes()).any(is_escape) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    let tree = Tree::of(text);
    if let Some(root) = &tree.root {
        root.walk(&DocumentPath::root(), &mut |path, node, is_key| {
            let place = if is_key { Place::Key } else { Place::Value };
            let text = node.scalar().map_or("", |scalar| scalar.text.as_str());
            let mut signs: Vec<char> = text.chars().filter(|sign| is_invisible(*sign)).collect();
            signs.sort_unstable();
            signs.dedup();
            if !signs.is_empty() {
                findings.push(finding("control-escape", &signs, file, path.clone()).at(place));
            }
        });
    }
    findings
}

fn finding(code: &'static str, signs: &[char], file: &str, path: DocumentPath) -> Finding {
    let signs: Vec<String> = signs.iter().map(|sign| format!("U+{:04X}", u32::from(*sign))).collect();
    Finding::new(code, Severity::Error, file, path).with("sign", signs.join(", "))
}

/// Whether any of these bytes of UTF-8 may be of one: a control character of one byte or of two, or one of the block that turns
/// letters about.
fn may_be_in(bytes: &[u8]) -> bool {
    holds_controls(bytes)
        || memchr::memmem::find(bytes, "\u{202e}".as_bytes()).is_some()
        || memchr::memmem::find(bytes, "\u{202d}".as_bytes()).is_some()
}

/// Whether it is a control character, or one that turns the letters after it about (Unicode Standard Annex #9, LRO and RLO). Texts from
/// right to left need neither.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{202d}' | '\u{202e}') || sign.is_control() && !matches!(sign, '\n' | '\r' | '\t' | '\u{85}')
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn what_is_written_by_its_number_is_found_at_its_place() {
        let text = "title: \"Ja\\u202eJa\"\nplace: 'C:\\x07'\nagenda:\n- title: \"\\x07\\0\"\n  about: \"a\\tb \\u00e6\"\n\"\\e\": x\n";
        let findings = escaped(text, "meetings/m.yaml");
        let found: Vec<String> = findings.iter().map(|it| format!("{} {}", it.path, it.arguments[0].1)).collect();
        assert_eq!(found, ["title U+202E", "agenda[0].title U+0000, U+0007", "\u{1b} U+001B"]);
        assert!(escaped("title: C:\\bøger\n", "m.yaml").is_empty() && escaped("title: Æ\n", "m.yaml").is_empty());
    }
}
