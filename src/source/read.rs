//! YAML text → values. Sound files are read in one go; what is wrong with the others is found by `recover`.

use super::{invisible, recover};
use crate::model::{DocumentPath, Finding, Id, Meeting, NewsArticle, Newsletter, Place, Settings, Severity};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as NoValue, MapDeserializer};
use serde_saphyr::options::DuplicateKeyPolicy;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a file can be read as: `Meeting`, `NewsArticle`, `Newsletter`, `Settings`, or a registry's map of entries by id.
pub trait Document: DeserializeOwned + JsonSchema {
    /// Whether every key is a field that is known beforehand. Then the value itself refuses one that is there twice, and the reader
    /// need not remember the keys that it has seen.
    const HAS_FIELDS_ALONE: bool;
}

impl Document for Meeting {
    const HAS_FIELDS_ALONE: bool = true;
}

impl Document for NewsArticle {
    const HAS_FIELDS_ALONE: bool = true;
}

impl Document for Newsletter {
    const HAS_FIELDS_ALONE: bool = true;
}

impl<T: Document> Document for Arc<T>
where
    Self: DeserializeOwned + JsonSchema,
{
    const HAS_FIELDS_ALONE: bool = T::HAS_FIELDS_ALONE;
}

impl Document for Settings {
    const HAS_FIELDS_ALONE: bool = false;
}

impl<T: DeserializeOwned + JsonSchema> Document for BTreeMap<Id, T> {
    const HAS_FIELDS_ALONE: bool = false;
}

/// The largest file that is read, in bytes.
pub const MAX_BYTES: usize = 5_000_000;

/// What a file says, as far as it can be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading<T> {
    /// The value; with findings beside it, it is what is left when the parts that are wrong are taken out.
    pub value: Option<T>,
    /// What is wrong, in the order of the text.
    pub findings: Vec<Finding>,
    /// The parts that were taken out, and that the value therefore lacks.
    pub dropped: Vec<DocumentPath>,
}

/// Reads a file of text: UTF-8, with or without a byte order mark, of at most `MAX_BYTES`, and with no control characters.
///
/// # Errors
/// A finding `file-too-large`, `not-utf8` or `control-character`.
pub fn decode<'a>(bytes: &'a [u8], file: &str) -> Result<&'a str, Finding> {
    let finding = |code| Finding::new(code, Severity::Error, file, DocumentPath::root()).at(Place::File);
    if bytes.len() > MAX_BYTES {
        return Err(finding("file-too-large").with("megabytes", MAX_BYTES / 1_000_000));
    }
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
    let text = str::from_utf8(bytes).map_err(|error| {
        let at = error.valid_up_to();
        let line = 1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count();
        finding("not-utf8").with("line", line.to_string()).at(Place::Bytes(at..at))
    })?;
    invisible::first(text, file).map_or(Ok(text), Err)
}

/// Reads a file.
///
/// Strict: unknown and duplicate keys, wrong types, missing keys, unknown choices, dates that do not exist, anchors, aliases
/// and tags are findings, all of them at once, each at its place and each once. No text is lost in silence, but for what
/// stands after ` #`, of which `traps` tells. A registry may be empty; a record is then `empty-file`. A file in which a sign that
/// nobody sees is written as an escape is not read.
pub fn read<T: Document>(text: &str, file: &str) -> Reading<T> {
    if is_empty(text) {
        let nothing = MapDeserializer::<_, NoValue>::new(std::iter::empty::<(&str, &str)>());
        return match T::deserialize(nothing) {
            Ok(value) => Reading { value: Some(value), findings: Vec::new(), dropped: Vec::new() },
            Err(_) => {
                let finding = Finding::new("empty-file", Severity::Error, file, DocumentPath::root()).at(Place::File);
                Reading { value: None, findings: vec![finding], dropped: Vec::new() }
            }
        };
    }
    let invisible = invisible::escaped(text, file);
    if !invisible.is_empty() {
        return Reading { value: None, findings: invisible, dropped: Vec::new() };
    }
    let duplicate_keys = if T::HAS_FIELDS_ALONE { DuplicateKeyPolicy::PassThrough } else { DuplicateKeyPolicy::Error };
    match parsed(text, duplicate_keys) {
        Ok(value) if !may_hold_tags(text) => Reading { value: Some(value), findings: Vec::new(), dropped: Vec::new() },
        _ => recover::recover(text, file),
    }
}

/// Whether a `!` stands where one can be a tag, which the reader would follow without a word: `!!null Nyt` is nothing.
fn may_hold_tags(text: &str) -> bool {
    text.match_indices('!').any(|(at, _)| {
        let before = text[..at].bytes().next_back();
        before.is_none_or(|it| b" \t\r\n[{,".contains(&it)) && !text[at + 1..].starts_with('[')
    })
}

/// Reads a text that must be right.
pub(super) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, serde_saphyr::Error> {
    parsed(text, DuplicateKeyPolicy::Error)
}

fn parsed<T: DeserializeOwned>(text: &str, duplicate_keys: DuplicateKeyPolicy) -> Result<T, serde_saphyr::Error> {
    let options = serde_saphyr::options! {
        budget: serde_saphyr::budget! {
            max_depth: super::tree::MAX_DEPTH,
            max_anchors: 0,
            max_aliases: 0,
            max_documents: 1,
            max_nodes: 2_000_000,
            max_events: 6_000_000,
        },
        duplicate_keys: duplicate_keys,
        merge_keys: serde_saphyr::options::MergeKeyPolicy::AsOrdinary,
        strict_booleans: true,
        reject_unsupported_tags: true,
        with_snippet: false,
    };
    serde_saphyr::from_str_with_options(text, options)
}

/// Nothing but blank lines, comments and the mark of a document's beginning.
fn is_empty(text: &str) -> bool {
    text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with('#') || line == "---")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Organisation;
    use crate::source::locate;

    fn told<T: Document>(text: &str) -> Vec<String> {
        let tell = |finding: &Finding| {
            let span = locate(text, &finding.path, &finding.place);
            format!("{} {}:{} {}", finding.code, span.start.line, span.start.column, finding.path)
        };
        read::<T>(text, "f.yaml").findings.iter().map(tell).collect()
    }

    /// What is told of a meeting with a title and a date, and these lines below.
    fn told_below(lines: &str) -> Vec<String> {
        told::<Meeting>(&format!("title: A\ndate: 2023-01-12\n{lines}"))
    }

    #[test]
    fn a_value_reads_as_it_was_typed() {
        let text =
            "title: 2023\ndate: 2023-01-12\ntime: 13.30\nplace: 00 00 00 00\nonline: 1e3\nuid: 0x1F\nattended: 58\n";
        let meeting = read::<Meeting>(text, "").value.unwrap();
        assert_eq!(meeting.title, "2023");
        assert_eq!(meeting.time.unwrap().start.to_string(), "13:30:00");
        assert_eq!(meeting.place.as_deref(), Some("00 00 00 00"));
        assert_eq!((meeting.online.as_deref(), meeting.uid.as_deref()), (Some("1e3"), Some("0x1F")));
        assert_eq!(meeting.attended, Some(58));
    }

    #[test]
    fn bytes_are_text_or_a_finding() {
        assert_eq!(decode("\u{feff}title: Å\r\n".as_bytes(), "f"), Ok("title: Å\r\n"));
        let refused = |bytes: &[u8]| {
            let finding = decode(bytes, "f").unwrap_err();
            (finding.code, finding.place)
        };
        assert_eq!(refused(b"a: b\nc: \xe6\n"), ("not-utf8", Place::Bytes(8..8)));
        assert_eq!(refused(b"a: \0\n"), ("control-character", Place::Bytes(3..4)));
        assert_eq!(refused("a: \u{202e}b\n".as_bytes()), ("control-character", Place::Bytes(3..6)));
        assert_eq!(refused(&vec![b'#'; MAX_BYTES + 1]), ("file-too-large", Place::File));
    }

    #[test]
    fn an_empty_file_is_an_empty_registry_and_no_record() {
        for text in ["", "\n\n", "# ny\n", "---\n"] {
            assert_eq!(told::<Meeting>(text), ["empty-file 1:1 "]);
            assert_eq!(read::<BTreeMap<Id, Organisation>>(text, "").value, Some(BTreeMap::new()));
        }
    }

    #[test]
    fn every_mistake_is_one_finding_at_its_place() {
        let text = "\
titel: A
date: 2023-01-12
date: 2023-01-13
seats: mange
agenda:
  - said: Noget
    kind: tlak
  - title: B
    speakers:
      - titel: professor
        organisation: DTU
      - [x]
      -
    outputs:
      - action: b
        wish: c
      - akiton: d
      - action: e
        due: 30. februar 2023
    links:
      - text: a
      - {}
    topics: MitID
    time: 25.00
language: dansk
formerly: [A/b]
";
        assert_eq!(
            told::<Meeting>(text),
            [
                "unknown-key 1:1 titel",
                "duplicate-key 3:1 date",
                "wrong-type 4:8 seats",
                "missing-key 6:5 agenda[0].title",
                "unknown-choice 7:11 agenda[0].kind",
                "unknown-key 10:9 agenda[1].speakers[0].titel",
                "missing-key 10:9 agenda[1].speakers[0].person",
                "wrong-type 12:9 agenda[1].speakers[1]",
                "value-missing 13:8 agenda[1].speakers[2]",
                "output-unreadable 15:9 agenda[1].outputs[0]",
                "unknown-key 17:9 agenda[1].outputs[1].akiton",
                "date-does-not-exist 19:14 agenda[1].outputs[2].due",
                "missing-key 21:9 agenda[1].links[0].url",
                "missing-key 22:9 agenda[1].links[1].text",
                "missing-key 22:9 agenda[1].links[1].url",
                "wrong-type 23:13 agenda[1].topics",
                "time-unreadable 24:11 agenda[1].time",
                "unknown-choice 25:11 language",
                "id-unreadable 26:12 formerly[0]",
            ]
        );
    }

    #[test]
    fn a_key_that_is_there_twice_is_found_wherever_it_is() {
        let twice = [
            "seats: 1\nseats: 2\n",
            "log:\n  - {state: held, at: 2023, at: 2024}\n",
            "slides: {file: files/a.pdf, file: files/b.pdf}\n",
            "links:\n  - {text: a, url: \"https://a.dk\", text: b}\n",
            "images:\n  - {file: files/a.jpg, alt: a, alt: b}\n",
            "allow:\n  - {code: a, reason: b, reason: c}\n",
            "agenda:\n  - title: A\n    kind: talk\n    kind: break\n",
            "agenda:\n  - title: A\n    speakers:\n      - {person: A, person: B}\n",
            "agenda:\n  - title: A\n    outputs:\n      - {wish: a, wish: b}\n",
            "agenda:\n  - title: A\n    outputs:\n      - {action: a, owner: b, owner: c, due: 2023-01-12}\n",
            "agenda:\n  - title: A\n    outputs:\n      - action: a\n        follow_up:\n          - {at: 2023, state: done, at: 2024}\n",
        ];
        for lines in twice {
            let told = told_below(lines);
            assert!(told.iter().any(|it| it.starts_with("duplicate-key ")), "{lines}: {told:?}");
        }
        let article = "title: A\ndate: 2023-01-12\nlead: B\nsections:\n  - {title: C, title: D, said: E}\n";
        assert!(told::<NewsArticle>(article).iter().any(|it| it.starts_with("duplicate-key 5:")));
        let issue = "subject: A\nitems:\n  - {title: C, said: D, said: E}\n";
        assert!(told::<Newsletter>(issue).iter().any(|it| it.starts_with("duplicate-key 3:")));
    }

    #[test]
    fn the_settings_and_a_registry_are_read_as_strictly() {
        let text = "id: Ab\nnetwork: b\nrelay:\n  foo: 1\nprivacy: {foo: x}\nlists:\n  a: {title: b, basis: 6.1}\n  B: {title: b, basis: 6.1.e}\nstore: x\n";
        assert_eq!(
            told::<Settings>(text),
            [
                "missing-key 1:1 secretariat",
                "id-unreadable 1:5 id",
                "unknown-key 4:3 relay.foo",
                "unknown-key 5:11 privacy.foo",
                "unknown-choice 7:24 lists.a.basis",
                "id-unreadable 8:3 lists.B",
                "store-unreadable 9:8 store",
            ]
        );
        let text = "a:\nb: c\nC:\n  name: x\nd:\n  name: x\n  member: Ja\nd:\n  name: z\ne: {}\n";
        assert_eq!(
            told::<BTreeMap<Id, Organisation>>(text),
            [
                "value-missing 1:1 a",
                "wrong-type 2:4 b",
                "id-unreadable 3:1 C",
                "wrong-type 7:11 d.member",
                "duplicate-key 8:1 d",
                "missing-key 10:1 e.name",
            ]
        );
    }

    #[test]
    fn the_nearest_known_key_and_choice_are_named() {
        let reading = read::<Meeting>("title: A\ndate: 2023-01-12\nattendet: 3\nsummary: publised\nfoo: 1\n", "");
        let nearest = |at: usize| reading.findings[at].arguments.iter().find(|(name, _)| *name == "nearest").unwrap();
        assert_eq!(nearest(0).1, "attended".into());
        assert_eq!(nearest(1).1, "published".into());
        assert_eq!(nearest(2).1, "none".into());
    }

    #[test]
    fn what_is_right_is_read_beside_what_is_wrong() {
        let text = "title: A\ndate: 2023-01-12\nagenda:\n  - said: x\n  - title: B\n    kind: tlak\n  - title: C\n";
        let reading = read::<Meeting>(text, "");
        let meeting = reading.value.as_ref().unwrap();
        assert_eq!(meeting.agenda.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(), ["B", "C"]);
        let dropped: Vec<String> = reading.dropped.iter().map(ToString::to_string).collect();
        assert_eq!(dropped, ["agenda[0]", "agenda[1].kind"]);
    }

    #[test]
    fn a_text_that_is_no_yaml_is_one_finding() {
        for (lines, expected) in [
            (" seats: 3\n", "yaml-syntax 3:2 "),
            ("seats: 3\n  attended: 4\n", "yaml-syntax 4:3 "),
            ("agenda\n  - title: x\n", "yaml-syntax 3:1 "),
            ("agenda:\n  - title: x\n   said: y\n", "yaml-syntax 5:4 "),
            ("agenda:\n  -title: x\n", "yaml-syntax 4:3 agenda"),
            ("links: [{text: a, url: b}\nseats: 3\n", "yaml-syntax 3:8 links"),
            ("place: \"uden ende\nseats: 3\n", "yaml-syntax 3:8 place"),
            ("place: \"A\\q\"\n", "yaml-syntax 3:1 "),
            ("agenda:\n\t- title: x\n", "tab-indent 4:1 "),
            ("about: |\n  x\n\ty\n", "tab-indent 5:1 "),
            ("place:her\n", "space-after-colon 3:6 "),
            ("---\ntitle: B\n", "several-documents 3:1 "),
            ("links: &a\n  - text: b\n    url: c\nmaterials: *a\n", "alias-refused 6:12 "),
        ] {
            assert_eq!(told_below(lines), [expected], "{lines}");
        }
        for (text, expected) in [
            ("hello\n", "not-a-record 1:1 "),
            ("- a\n", "not-a-record 1:1 "),
            ("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]\n", "alias-refused 2:8 "),
        ] {
            assert_eq!(told::<Meeting>(text), [expected], "{text}");
        }
    }

    #[test]
    fn what_comes_after_a_mended_mistake_is_found_too() {
        assert_eq!(
            told_below("agenda:\n\t- title: x\n\t  kind: tlak\n"),
            ["tab-indent 4:1 ", "unknown-choice 5:10 agenda[0].kind"]
        );
        assert_eq!(told_below("place: MitID: nu\nseats: x\n"), ["quote-this 3:8 place", "wrong-type 4:8 seats"]);
    }

    #[test]
    fn depth_and_aliases_end_early_with_one_finding() {
        for text in ["[".repeat(100_000), "- ".repeat(100_000), "a: {".repeat(20_000)] {
            let findings = told::<Meeting>(&text);
            assert_eq!(findings.len(), 1, "{:?}", findings.first());
            assert!(findings[0].starts_with("too-deep"), "{}", findings[0]);
        }
        let mut bomb = "a0: &a0 [x, x]\n".to_owned();
        for level in 1..40 {
            bomb.push_str(&format!("a{level}: &a{level} [*a{0}, *a{0}, *a{0}]\n", level - 1));
        }
        assert_eq!(told::<Meeting>(&bomb), ["alias-refused 2:10 "]);
    }
}
