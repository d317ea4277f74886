//! A workspace in a temporary folder, and runs of the real binary in it, that read as a story.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Where the repository stands.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The binary under test.
pub fn binary() -> &'static str {
    env!("CARGO_BIN_EXE_opsamling")
}

/// A workspace in a temporary folder with a data folder of its own.
pub struct Workspace {
    folder: tempfile::TempDir,
    environment: BTreeMap<String, String>,
}

/// What `opsamling.yaml` says where a story says nothing else.
pub const SETTINGS: &str = "\
id: proevenet
network: Prøvenettet
secretariat: Prøvestyrelsen
sender:
  name: Prøvenettets sekretariat
  email: net@example.org
  reply_to: svar@example.org
  postal_address: Prøvevej 1, 1000 København K
lists:
  nyt:
    title: Nyt fra nettet
    basis: 6.1.e
";

/// A meeting that is out.
pub const MEETING: &str = "\
title: Møde i Prøvenettet
date: 12. marts 2026
summary: published
log:
  - at: 2026-03-12
    state: held
agenda:
  - title: Velkomst
    speakers: [Birthe Holm]
    said: |
      Birthe Holm bød velkommen.
";

impl Workspace {
    /// A workspace with settings, one person and her organisation.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let workspace = Self { folder, environment: BTreeMap::new() };
        workspace
            .file("opsamling.yaml", SETTINGS)
            .file(
                "registry/people.yaml",
                "birthe-holm:\n  name: Birthe Holm\n  title: professor\n  organisation: Prøvestyrelsen\n",
            )
            .file("registry/organisations.yaml", "proevestyrelsen:\n  name: Prøvestyrelsen\n  preposition: ved\n")
    }

    /// The same with a meeting that is out: `2026-03-12-moede`.
    pub fn with_meeting() -> Self {
        Self::new().meeting("2026-03-12-moede", MEETING)
    }

    /// The repository's own records.
    pub fn of_the_repository() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        for name in ["opsamling.yaml", "registry", "meetings", "news", "newsletters", "files", "templates"] {
            copy(&repository().join(name), &folder.path().join("net").join(name));
        }
        Self { folder, environment: BTreeMap::new() }
    }

    /// Writes a file.
    pub fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        self.write(name, text);
        self
    }

    /// Writes a file of a workspace that stands.
    pub fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.root().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Writes a meeting.
    pub fn meeting(self, id: &str, text: &str) -> Self {
        self.file(&format!("meetings/{id}.yaml"), text)
    }

    /// Adds to `opsamling.yaml`.
    pub fn settings(self, more: &str) -> Self {
        let text = self.read("opsamling.yaml");
        self.file("opsamling.yaml", format!("{text}{more}"))
    }

    /// Sets an environment variable for the runs that follow.
    pub fn environment(mut self, name: &str, value: &str) -> Self {
        self.environment.insert(name.to_owned(), value.to_owned());
        self
    }

    /// So many subscribers on the list `nyt`, imported by the binary.
    pub fn subscribers(self, count: usize) -> Self {
        let rows: String = (0..count).map(|n| format!("navn{n}@example.org;Navn {n}\n")).collect();
        self.write("abonnenter.csv", format!("email;navn\n{rows}"));
        self.run(&["subscribers", "import", "abonnenter.csv", "--list", "nyt"]).success();
        self
    }

    /// The workspace's folder.
    pub fn root(&self) -> PathBuf {
        self.folder.path().join("net")
    }

    /// The folder of the data of all workspaces.
    pub fn data_home(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    /// The data folder of this workspace.
    pub fn data(&self) -> PathBuf {
        let settings = self.read("opsamling.yaml");
        let id = settings.lines().find_map(|line| line.strip_prefix("id: ")).expect("an id");
        self.data_home().join(id.split('#').next().unwrap().trim())
    }

    /// The text of a file.
    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.root().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// The letters in the outbox, in the order of their names.
    pub fn letters(&self) -> Vec<String> {
        let Ok(entries) = fs::read_dir(self.data().join("outbox")) else { return Vec::new() };
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "eml"));
        files.sort();
        files.iter().map(|file| fs::read_to_string(file).unwrap()).collect()
    }

    /// The command, not yet run.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(binary());
        command
            .args(arguments)
            .current_dir(self.root())
            .env("OPSAMLING_DATA_DIR", self.data_home())
            .env_remove("OPSAMLING_RELAY_PASSWORD")
            .env_remove("OPSAMLING_RELAY_TOKEN")
            .env_remove("OPSAMLING_STORE")
            .env_remove("OPSAMLING_IMAP_PASSWORD")
            .env_remove("OPSAMLING_IMAP_TOKEN")
            .env_remove("NO_COLOR")
            .env("TZ", "UTC")
            .stdin(Stdio::null());
        command.envs(&self.environment);
        command
    }

    /// Runs the binary in the workspace.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::new(arguments, self.command(arguments).output().expect("the binary runs"))
    }

    /// All files below the workspace and the data folder with their bytes, to see that nothing has changed. The store's own
    /// working files are left out: SQLite makes and drops them as it reads.
    pub fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        collect(self.folder.path(), &mut found);
        found.retain(|path, _| {
            let name = path.to_string_lossy();
            !name.ends_with("-wal") && !name.ends_with("-shm") && !name.ends_with("sending.lock")
        });
        found
    }
}

fn collect(folder: &Path, found: &mut BTreeMap<PathBuf, Vec<u8>>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.is_symlink() {
            collect(&path, found);
        } else if path.is_file() {
            // What is too large to hold is known by its length.
            let length = fs::metadata(&path).map_or(0, |it| it.len());
            let bytes = if length > 10_000_000 { length.to_le_bytes().to_vec() } else { fs::read(&path).unwrap() };
            found.insert(path, bytes);
        }
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(from, to).unwrap();
    }
}

/// The verbs of the program, in the order of its help, which names each on a line of its own; those below them with a space.
pub fn verbs() -> Vec<String> {
    let listed = |verb: &str| -> Vec<String> {
        let words = verb.split_whitespace().chain(["--help", "--language", "en"]);
        let output = Command::new(binary()).args(words).output().unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        let list = help.split("Commands:\n").nth(1).unwrap_or_default().split("\n\n").next().unwrap();
        list.lines().filter_map(|line| Some(line.split_whitespace().next()?.to_owned())).collect()
    };
    let mut verbs = Vec::new();
    for verb in listed("") {
        let below = listed(&verb).into_iter().map(|it| format!("{verb} {it}")).collect::<Vec<_>>();
        verbs.push(verb);
        verbs.extend(below);
    }
    verbs
}

/// A run that has ended.
#[derive(Debug)]
pub struct Ran {
    what: String,
    /// The exit code.
    pub code: i32,
    /// The data.
    pub out: String,
    /// The talk.
    pub err: String,
}

impl Ran {
    /// What a process left.
    pub fn new(arguments: &[&str], output: Output) -> Self {
        Self {
            what: format!("opsamling {}", arguments.join(" ")),
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// It ended with 0.
    #[track_caller]
    pub fn success(self) -> Self {
        self.code(0)
    }

    /// It ended with this code.
    #[track_caller]
    pub fn code(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n--- out\n{}\n--- err\n{}", self.what, self.out, self.err);
        self
    }

    /// Its data or its talk has these words.
    #[track_caller]
    pub fn says(self, words: &str) -> Self {
        let all = format!("{}{}", self.out, self.err).replace('\u{a0}', " ");
        assert!(all.contains(words), "{} does not say {words:?}\n{all}", self.what);
        self
    }

    /// Neither its data nor its talk has these words.
    #[track_caller]
    pub fn never_says(self, words: &str) -> Self {
        let all = format!("{}{}", self.out, self.err);
        assert!(!all.contains(words), "{} says {words:?}\n{all}", self.what);
        self
    }

    /// Its data as JSON.
    #[track_caller]
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{}: {error}\n{}", self.what, self.out))
    }
}
