//! YAML text ⇄ model. `&str` in, values or findings out; never a path, never the disk.

mod amend;
mod errors;
mod explain;
mod invisible;
mod place;
mod quote;
mod read;
mod recover;
mod scalar;
mod scan;
pub mod schema;
mod shape;
pub mod start;
mod traps;
mod tree;
mod written;

pub use amend::{with_words, words_at};
pub use place::{Places, Position, Span, locate};
pub use quote::apply;
pub use read::{Document, MAX_BYTES, Reading, decode, read};
pub use traps::traps;

/// The code of every finding that reading a file can give.
pub const CODES: [&str; 32] = [
    "alias-refused",
    "control-character",
    "control-escape",
    "date-does-not-exist",
    "date-unreadable",
    "date-without-day",
    "duplicate-key",
    "empty-file",
    "file-too-large",
    "id-unreadable",
    "missing-key",
    "not-a-record",
    "not-utf8",
    "output-unreadable",
    "quote-this",
    "rate-unreadable",
    "relay-unreadable",
    "retention-unreadable",
    "several-documents",
    "space-after-colon",
    "store-unreadable",
    "tab-indent",
    "tag-refused",
    "text-after-hash",
    "time-unreadable",
    "too-deep",
    "too-many-values",
    "unknown-choice",
    "unknown-key",
    "value-missing",
    "wrong-type",
    "yaml-syntax",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::language::words::Words;
    use crate::model::{Meeting, Settings, sentence};

    #[test]
    fn every_code_has_words_that_its_findings_fill() {
        let texts = [
            "titel: A\ndate: 30. februar 2023\ndate: snart\nseats: mange\nslides: [a]\nagenda:\n\t- said:\n",
            "title:A\nplace: @x\nagenda: [{kind: tlak, time: x, id: X, outputs: [{action: a, wish: b}, 3]}]\nlog: x\n",
            "title: \"x\ndate: 1.1.2023\n",
            "title: x\n  date: 1.1.2023\n",
            "id: A\nrelay: {url: x, rate: x, connections: 0}\nprivacy: {keep_withdrawn: x}\nstore: x\n",
            "x\n",
            "",
            "a: b\n---\nc: d\n",
            "a: &a b\nc: *a\n",
            "title: Nyt #2\n",
        ];
        let findings: Vec<_> = texts
            .into_iter()
            .flat_map(|text| [read::<Meeting>(text, "").findings, read::<Settings>(text, "").findings, traps(text, "")])
            .flatten()
            .chain([decode(b"\xff", "").unwrap_err(), decode(b"\0", "").unwrap_err()])
            .collect();
        for words in [Language::Danish, Language::English].map(Words::new) {
            for code in CODES {
                assert!(words.find(&format!("{code}.why"), &[]).is_some_and(|why| why.contains(": ")), "{code}.why");
            }
            for finding in &findings {
                assert!(CODES.contains(&finding.code), "{}", finding.code);
                for part in ["", ".hint"] {
                    let said = sentence(&words, &format!("{}{part}", finding.code), &finding.arguments);
                    assert!(said.is_some_and(|said| !said.contains("{$")), "{}{part}", finding.code);
                }
                sentence(&words, &format!("{}.label", finding.code), &finding.arguments);
            }
        }
    }
}
