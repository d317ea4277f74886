//! Reads every file of a workspace, and says of each what kept it from being read.

use super::folder::{Listing, about_file};
use super::inside::Whereabouts;
use super::memory::Stamp;
use super::{SETTINGS_FILE, Workspace};
use crate::model::{DocumentPath, Finding, Id, Records, Registry, Settings, Severity, system_error};
use crate::source;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

/// What reading a workspace gave.
#[derive(Debug, Default)]
pub struct Loaded {
    /// The records; nothing where `opsamling.yaml` cannot be read.
    pub records: Option<Records>,
    /// What kept files, or parts of them, from being read, in the order of the files.
    pub findings: Vec<Finding>,
    /// The text of each file that a finding is about, as it was read, by its name from the root.
    pub texts: BTreeMap<String, String>,
}

/// One file, read.
#[derive(Clone)]
struct Outcome<T> {
    file: String,
    value: Option<T>,
    lacking: Vec<DocumentPath>,
    findings: Vec<Finding>,
    text: Option<String>,
}

impl Workspace {
    /// Reads all of it, several files at once; the same files give the same answer. No more text is kept than what findings
    /// are shown in.
    pub fn read(&self) -> Loaded {
        let mut reader = Reader::default();
        let settings = reader.take(self.file::<Settings>(SETTINGS_FILE));
        let registry = self.registry(&mut reader);
        let meetings = self.folder("meetings", &mut reader);
        let news = self.folder("news", &mut reader);
        let newsletters = self.folder("newsletters", &mut reader);
        let Reader { mut loaded, unread, partial } = reader;
        loaded.records =
            settings.map(|settings| Records { settings, registry, meetings, news, newsletters, unread, partial });
        loaded
    }

    fn registry(&self, reader: &mut Reader) -> Registry {
        let Listing { stems, findings, unread } = self.listing("registry");
        reader.note(findings, unread);
        let mut registry = Registry::default();
        for stem in stems {
            let file = format!("registry/{stem}.yaml");
            match stem.as_str() {
                "people" => registry.people = reader.entries(self.file(&file)),
                "organisations" => registry.organisations = reader.entries(self.file(&file)),
                "topics" => registry.topics = reader.entries(self.file(&file)),
                "materials" => registry.materials = reader.entries(self.file(&file)),
                _ => registry.earlier = reader.entries(self.file(&file)),
            }
        }
        registry
    }

    fn folder<T: Kept>(&self, folder: &str, reader: &mut Reader) -> BTreeMap<Id, Arc<T>> {
        let Listing { stems, findings, unread } = self.listing(folder);
        reader.note(findings, unread);
        let read = |stem: Id| (self.file::<Arc<T>>(&format!("{folder}/{stem}.yaml")), stem);
        let outcomes: Vec<_> = stems.into_par_iter().map(read).collect();
        outcomes.into_iter().filter_map(|(outcome, stem)| Some((stem, reader.take(outcome)?))).collect()
    }

    fn file<T: Kept>(&self, file: &str) -> Outcome<T> {
        let real = match self.whereabouts(file) {
            Whereabouts::Inside(real) => real,
            Whereabouts::Outside => return Outcome::nothing(file, about_file("symlink-outside", file)),
            Whereabouts::Nowhere => self.path(file),
        };
        let stamp = self.memory.as_ref().and_then(|memory| Some((memory, Stamp::of(&fs::metadata(&real).ok()?))));
        if let Some(outcome) = stamp.and_then(|(memory, stamp)| memory.recall(file, stamp)) {
            return outcome;
        }
        let outcome = match bytes(&real) {
            Ok(Bytes::All(bytes)) => understood(&bytes, file),
            Ok(Bytes::TooMany) => Outcome::nothing(file, about_file("record-too-large", file)),
            Err(cause) => Outcome::nothing(file, about_file("file-unread", file).with("cause", system_error(&cause))),
        };
        if let Some((memory, stamp)) = stamp {
            memory.keep(file, stamp, &outcome);
        }
        outcome
    }
}

/// What a file can hold.
trait Kept: source::Document + Clone + Send + Sync + 'static {}

impl<T: source::Document + Clone + Send + Sync + 'static> Kept for T {}

impl<T> Outcome<T> {
    fn nothing(file: &str, finding: Finding) -> Self {
        Self { file: file.to_owned(), value: None, lacking: Vec::new(), findings: vec![finding], text: None }
    }
}

fn understood<T: Kept>(bytes: &[u8], file: &str) -> Outcome<T> {
    let text = match source::decode(bytes, file) {
        Ok(text) => text,
        // What is no text is shown as well as it can be: up to the place that the finding names it is the same.
        Err(finding) => {
            let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
            let text = Some(String::from_utf8_lossy(bytes).into_owned());
            return Outcome { text, ..Outcome::nothing(file, finding) };
        }
    };
    let reading = source::read::<T>(text, file);
    let mut findings = reading.findings;
    findings.extend(source::traps(text, file));
    let text = (!findings.is_empty()).then(|| text.to_owned());
    Outcome { file: file.to_owned(), value: reading.value, lacking: reading.dropped, findings, text }
}

/// What has been read so far.
#[derive(Default)]
struct Reader {
    loaded: Loaded,
    unread: BTreeSet<String>,
    partial: BTreeMap<String, Vec<DocumentPath>>,
}

impl Reader {
    fn take<T>(&mut self, outcome: Outcome<T>) -> Option<T> {
        if outcome.value.is_none() {
            self.unread.insert(outcome.file.clone());
        } else if outcome.findings.iter().any(|finding| finding.severity == Severity::Error) {
            // Where nobody says what is lacking, anything may be.
            let lacking = if outcome.lacking.is_empty() { vec![DocumentPath::root()] } else { outcome.lacking };
            self.partial.insert(outcome.file.clone(), lacking);
        }
        if let Some(text) = outcome.text {
            self.loaded.texts.insert(outcome.file, text);
        }
        self.loaded.findings.extend(outcome.findings);
        outcome.value
    }

    /// Notes what a folder holds beside records.
    fn note(&mut self, findings: Vec<Finding>, unread: Vec<String>) {
        self.loaded.findings.extend(findings);
        self.unread.extend(unread);
    }

    fn entries<T>(&mut self, outcome: Outcome<BTreeMap<Id, T>>) -> BTreeMap<Id, T> {
        self.take(outcome).unwrap_or_default()
    }
}

enum Bytes {
    All(Vec<u8>),
    TooMany,
}

/// The bytes of a record's file. Its size is asked for first, and what is no file (a pipe, a folder) is not opened.
fn bytes(path: &Path) -> io::Result<Bytes> {
    let limit = source::MAX_BYTES as u64;
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    if metadata.len() > limit {
        return Ok(Bytes::TooMany);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(metadata.len()).unwrap_or_default());
    File::open(path)?.take(limit + 1).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 > limit { Bytes::TooMany } else { Bytes::All(bytes) })
}

#[cfg(test)]
mod tests {
    use super::{Loaded, Workspace};
    use std::fs;
    use std::path::Path;

    const SETTINGS: &str = "id: netvaerk\nnetwork: Netværk\nsecretariat: Styrelsen\n";
    const MEETING: &str = "title: Møde\ndate: 2026-03-12\n";

    fn loaded(folder: &Path, files: &[(&str, &[u8])]) -> Loaded {
        for (name, bytes) in [("opsamling.yaml", SETTINGS.as_bytes())].iter().chain(files) {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Workspace::find(folder).unwrap().read()
    }

    fn found(loaded: &Loaded) -> Vec<(&str, &str)> {
        loaded.findings.iter().map(|finding| (finding.file.as_str(), finding.code)).collect()
    }

    #[test]
    fn a_workspace_is_read_file_by_file() {
        let folder = tempfile::tempdir().unwrap();
        let loaded = loaded(
            folder.path(),
            &[
                ("registry/people.yaml", "birthe-holm:\n  name: Birthe Holm\n".as_bytes()),
                ("meetings/2026-03-12-roskilde.yaml", MEETING.as_bytes()),
                ("meetings/2026-05-01-aarhus.yaml", MEETING.as_bytes()),
                ("news/nyt.yaml", b"title: Nyt\ndate: 2026-01-01\nlead: Her.\nsections: []\n"),
                ("newsletters/brev.yaml", b"subject: Brev\nitems: []\n"),
            ],
        );
        assert_eq!(found(&loaded), []);
        assert!(loaded.texts.is_empty());
        let records = loaded.records.unwrap();
        assert_eq!(records.registry.people["birthe-holm"].name, "Birthe Holm");
        let ids: Vec<_> = records.all().map(|record| record.id().as_str()).collect();
        assert_eq!(ids, ["2026-03-12-roskilde", "2026-05-01-aarhus", "nyt", "brev"]);
    }

    #[test]
    fn what_cannot_be_read_is_known_to_be_there() {
        let folder = tempfile::tempdir().unwrap();
        let loaded = loaded(
            folder.path(),
            &[
                ("registry/people.yaml", b"birthe: [\n"),
                ("meetings/a.yaml", b"title: M\xf8de\n"),
                ("meetings/b.yml", MEETING.as_bytes()),
                ("meetings/c.yaml", MEETING.as_bytes()),
            ],
        );
        let files: Vec<_> = found(&loaded).into_iter().map(|(file, _)| file).collect();
        assert_eq!(files, ["registry/people.yaml", "meetings/b.yml", "meetings/a.yaml"]);
        assert_eq!(loaded.texts.keys().collect::<Vec<_>>(), ["meetings/a.yaml", "registry/people.yaml"]);
        let records = loaded.records.unwrap();
        assert_eq!(records.meetings.len(), 1);
        let unread: Vec<_> = records.unread.iter().map(String::as_str).collect();
        assert_eq!(unread, ["meetings/a.yaml", "meetings/b.yaml"]);
        assert!(records.partial.contains_key("registry/people.yaml"));
    }

    #[test]
    fn a_record_that_was_read_in_part_says_what_it_lacks() {
        let folder = tempfile::tempdir().unwrap();
        let meeting = "title: Møde\ndate: 2026-03-12\nreply_by: 31. februar 2026\n";
        let loaded = loaded(folder.path(), &[("meetings/a.yaml", meeting.as_bytes())]);
        assert_eq!(loaded.findings.len(), 1);
        let records = loaded.records.unwrap();
        assert_eq!(records.meetings.len(), 1);
        assert_eq!(records.partial["meetings/a.yaml"], [crate::model::DocumentPath::root().key("reply_by")]);
    }

    #[test]
    fn settings_that_cannot_be_read_do_not_hide_the_other_findings() {
        let folder = tempfile::tempdir().unwrap();
        let loaded = loaded(folder.path(), &[("opsamling.yaml", b"id: [\n"), ("meetings/a.yaml", b"title: [\n")]);
        assert!(loaded.records.is_none());
        let mut files: Vec<_> = found(&loaded).into_iter().map(|(file, _)| file).collect();
        files.dedup();
        assert_eq!(files, ["opsamling.yaml", "meetings/a.yaml"]);
    }

    #[test]
    fn a_huge_file_is_refused_without_being_read() {
        let folder = tempfile::tempdir().unwrap();
        loaded(folder.path(), &[("meetings/a.yaml", b"")]);
        fs::File::create(folder.path().join("meetings/a.yaml")).unwrap().set_len(200 << 20).unwrap();
        let loaded = Workspace::find(folder.path()).unwrap().read();
        assert_eq!(found(&loaded), [("meetings/a.yaml", "record-too-large")]);
        assert!(loaded.texts.is_empty());
    }

    #[test]
    fn a_folder_with_a_record_s_name_is_a_finding() {
        let folder = tempfile::tempdir().unwrap();
        let loaded = loaded(folder.path(), &[("meetings/a.yaml/b.txt", b"")]);
        assert_eq!(found(&loaded), [("meetings/a.yaml", "folder-unread")]);
    }

    #[test]
    fn what_is_remembered_of_a_file_gives_way_to_what_is_written_since() {
        let folder = tempfile::tempdir().unwrap();
        loaded(folder.path(), &[("meetings/a.yaml", MEETING.as_bytes()), ("meetings/b.yaml", b"title: [\n")]);
        let workspace = Workspace::find(folder.path()).unwrap().remembering();
        let first = workspace.read();
        assert_eq!(workspace.read().records, first.records);
        assert_eq!(workspace.read().findings, first.findings);
        let file = folder.path().join("meetings/a.yaml");
        fs::write(&file, MEETING.replace("Møde", "Et andet møde")).unwrap();
        assert_eq!(workspace.read().records.unwrap().meetings["a"].title, "Et andet møde");
        fs::remove_file(file).unwrap();
        assert_eq!(workspace.read().records.unwrap().meetings.len(), 0);
        fs::write(folder.path().join("meetings/b.yaml"), MEETING).unwrap();
        assert_eq!(found(&workspace.read()), []);
    }

    #[test]
    #[cfg(unix)]
    fn symlinks_are_followed_inside_the_workspace_only() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let elsewhere = tempfile::tempdir().unwrap();
        fs::write(elsewhere.path().join("far.yaml"), MEETING).unwrap();
        loaded(folder.path(), &[("meetings/a.yaml", MEETING.as_bytes())]);
        symlink("a.yaml", folder.path().join("meetings/b.yaml")).unwrap();
        symlink(elsewhere.path().join("far.yaml"), folder.path().join("meetings/c.yaml")).unwrap();
        symlink("nothing.yaml", folder.path().join("meetings/d.yaml")).unwrap();
        symlink(elsewhere.path(), folder.path().join("news")).unwrap();
        let loaded = Workspace::find(folder.path()).unwrap().read();
        let expected =
            [("meetings/c.yaml", "symlink-outside"), ("meetings/d.yaml", "file-unread"), ("news", "symlink-outside")];
        assert_eq!(found(&loaded), expected);
        assert_eq!(loaded.records.unwrap().meetings.len(), 2);
    }
}
