//! The list of what the program has written into the archive's folder: a line a file. What is not on it is somebody else's.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The first line: what the file is, and how it is written.
const HEAD: &str = "opsamling 1";

/// A file of the archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Of its bytes; while a new archive takes the place of an old one, of the old bytes and of the new.
    pub(super) digests: Vec<String>,
    /// What it was drawn from, where it is a size of a picture.
    pub(super) drawn: Option<Drawn>,
}

/// Where a size of a picture comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawn {
    /// The digest of the picture's own bytes.
    pub(super) source: String,
    /// In pixels.
    pub(super) width: u32,
    /// In pixels.
    pub(super) height: u32,
    /// The picture, from the workspace's root.
    pub(super) file: String,
}

impl Entry {
    /// A file of these bytes.
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { digests: vec![digest(bytes)], drawn: None }
    }

    /// Whether the program wrote these bytes there.
    pub(super) fn wrote(&self, bytes: &[u8]) -> bool {
        self.digests.contains(&digest(bytes))
    }

    /// The same file, as long as what was there before may still stand in its place.
    #[must_use]
    pub(super) fn or(mut self, before: Option<&Self>) -> Self {
        let earlier = before.into_iter().flat_map(|before| &before.digests).filter(|it| !self.digests.contains(it));
        self.digests = earlier.chain(&self.digests).cloned().collect();
        self
    }
}

/// Sixteen hexadecimal digits of the SHA-256 of these bytes.
pub(super) fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// The list as it is kept.
pub(super) fn written(entries: &BTreeMap<String, Entry>) -> String {
    let mut text = format!("{HEAD}\n");
    for (path, Entry { digests, drawn }) in entries {
        text.push_str(&format!("{}\t{path}", digests.join("+")));
        if let Some(Drawn { source, width, height, file }) = drawn {
            text.push_str(&format!("\t{source}\t{width}\t{height}\t{file}"));
        }
        text.push('\n');
    }
    text
}

/// The list that was kept; lines that say nothing are passed over, so that nothing of somebody else's is ever taken for ours.
pub(super) fn read(text: &str) -> BTreeMap<String, Entry> {
    let Some(lines) = text.strip_prefix(HEAD) else { return BTreeMap::new() };
    lines.lines().filter_map(entry).collect()
}

fn entry(line: &str) -> Option<(String, Entry)> {
    let mut parts = line.split('\t');
    let (digests, path) = (parts.next()?, parts.next()?);
    let leads_out = path.is_empty() || crate::model::climbs(path);
    let drawn = parts.next().and_then(|source| {
        let (width, height) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
        Some(Drawn { source: source.to_owned(), width, height, file: parts.next()?.to_owned() })
    });
    let digests: Vec<String> = digests.split('+').map(ToOwned::to_owned).collect();
    let are_digests = digests.iter().all(|digest| digest.len() == 16);
    (are_digests && !leads_out).then(|| (path.to_owned(), Entry { digests, drawn }))
}

#[cfg(test)]
mod tests {
    use super::{Drawn, Entry, read, written};

    #[test]
    fn the_list_is_read_as_it_was_written() {
        let drawn =
            Drawn { source: "0123456789abcdef".into(), width: 800, height: 600, file: "files/på mødet.png".into() };
        let entries = [
            ("index.html".to_owned(), Entry::of(b"a")),
            ("files/a-800.png".to_owned(), Entry { drawn: Some(drawn), ..Entry::of(b"b") }),
            ("nyt/index.html".to_owned(), Entry::of(b"new").or(Some(&Entry::of(b"old")))),
        ];
        let entries = entries.into_iter().collect();
        assert_eq!(read(&written(&entries)), entries);
    }

    #[test]
    fn while_one_takes_the_place_of_another_both_are_ours() {
        let both = Entry::of(b"new").or(Some(&Entry::of(b"old")));
        assert!(both.wrote(b"old") && both.wrote(b"new") && !both.wrote(b"changed by hand"));
        assert_eq!(Entry::of(b"new").or(Some(&both)).digests.len(), 2);
    }

    #[test]
    fn what_is_no_list_names_nothing() {
        assert!(read("").is_empty());
        assert!(read("0123456789abcdef\tindex.html\n").is_empty());
        let climbing =
            "opsamling 1\n0123456789abcdef\t../index.html\n0123456789abcdef\t/etc/passwd\nkort\tindex.html\n";
        assert!(read(climbing).is_empty());
    }
}
