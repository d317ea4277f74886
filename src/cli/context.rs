//! What every verb has at hand: the terminal, the environment, and the workspace that it stands in.

use super::config::{self, Config};
use super::exit::Failure;
use super::terminal::Terminal;
use crate::language::Language;
use crate::model::{Finding, Record, Records, Severity};
use crate::source;
use crate::wording::Texts;
use crate::workspace::{self, Workspace, WorkspaceError};
use std::ffi::OsString;
use std::path::PathBuf;

/// What every verb has at hand.
#[derive(Clone)]
pub struct Context {
    /// The printer.
    pub terminal: Terminal,
    /// The environment.
    pub config: Config,
}

/// A workspace that could be read, perhaps with findings.
#[derive(Clone)]
pub struct Read {
    /// The folder.
    pub workspace: Workspace,
    /// What its files say.
    pub records: Records,
    /// What was found in reading them.
    pub findings: Vec<Finding>,
    /// The texts of the files that have findings.
    pub texts: Texts,
}

impl Context {
    /// A context of these.
    pub fn new(terminal: Terminal, config: Config) -> Self {
        Self { terminal, config }
    }

    /// The workspace that the command stands in.
    ///
    /// # Errors
    /// `Failure` where no folder from here upward has an `opsamling.yaml`.
    pub fn workspace(&self) -> Result<Workspace, Failure> {
        Ok(Workspace::find(&self.config.directory)?)
    }

    /// Reads the workspace.
    ///
    /// # Errors
    /// `Failure` where there is none, or where `opsamling.yaml` cannot be read: its findings are shown first.
    pub fn read(&self) -> Result<Read, Failure> {
        let workspace = self.workspace()?;
        let loaded = workspace.read();
        match loaded.records {
            Some(records) => Ok(Read { workspace, records, findings: loaded.findings, texts: loaded.texts }),
            None => {
                for finding in &loaded.findings {
                    self.terminal.line(&super::findings::shown(&self.terminal, finding, &loaded.texts));
                }
                Err(Failure::wrong("settings-unreadable").with("errors", loaded.findings.len()))
            }
        }
    }

    /// Runs a future to its end.
    ///
    /// # Errors
    /// `Failure` of the future, or where no runtime can be had.
    pub fn block_on<T>(&self, future: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(|error| Failure::world("no-runtime").because(&error))?;
        let ended = runtime.block_on(future);
        // Who has asked for the end waits for no disk that is busy and no name that is being looked up.
        runtime.shutdown_background();
        ended
    }
}

impl Read {
    /// The record of that id, path, or unambiguous start of an id.
    ///
    /// # Errors
    /// `Failure` where none fits, or more than one; or where the record's file could not be read: its findings are shown.
    pub fn record(&self, name: &str, context: &Context) -> Result<Record<'_>, Failure> {
        match workspace::resolve(&self.records, name) {
            Ok(record) => {
                self.refuse_broken(&record.file(), context)?;
                Ok(record)
            }
            Err(WorkspaceError::RecordUnread { file }) => {
                self.refuse_broken(&file, context)?;
                Err(WorkspaceError::RecordUnread { file }.into())
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The file of the record of that id, or start of an id; also of one that could not be read.
    ///
    /// # Errors
    /// `Failure` where none fits, or more than one.
    pub fn file_of(&self, name: &str) -> Result<String, Failure> {
        match workspace::resolve(&self.records, name) {
            Ok(record) => Ok(record.file()),
            Err(WorkspaceError::RecordUnread { file }) => Ok(file),
            Err(error) => Err(error.into()),
        }
    }

    /// Reads the texts of the files of these findings, where they are not read yet, so that their places can be shown.
    pub fn texts_of(&mut self, findings: &[Finding]) {
        self.workspace.texts_of(findings, &mut self.texts);
    }

    /// Shows the errors that reading a file met, and refuses to go on with it.
    fn refuse_broken(&self, file: &str, context: &Context) -> Result<(), Failure> {
        let errors: Vec<&Finding> =
            self.findings.iter().filter(|it| it.severity == Severity::Error && it.file == file).collect();
        for finding in &errors {
            context.terminal.line(&super::findings::shown(&context.terminal, finding, &self.texts));
        }
        if errors.is_empty() {
            Ok(())
        } else {
            Err(Failure::wrong("record-has-errors").with("file", file).with("errors", errors.len()))
        }
    }

    /// The certificates that `ca_file` names, if it is set.
    ///
    /// # Errors
    /// `Failure` where the file cannot be read.
    pub fn ca_file(&self) -> Result<Option<Vec<u8>>, Failure> {
        let Some(file) = &self.records.settings.relay.ca_file else { return Ok(None) };
        let path = self.workspace.root().join(file);
        std::fs::read(&path).map(Some).map_err(|error| {
            Failure::world("ca-file-unreadable").with("file", path.display().to_string()).because(&error)
        })
    }

    /// Where the workspace's personal data lives.
    ///
    /// # Errors
    /// `Failure` where the system names no folder of the user's.
    pub fn data_folder(&self, context: &Context) -> Result<PathBuf, Failure> {
        context.config.data_folder(&self.records.settings.id)
    }
}

/// The language to speak: `--language`, else that of the workspace that the command stands in, else Danish.
///
/// Looked up before the arguments are read, so that also help and their mistakes are told in it.
pub fn language_of(arguments: &[OsString]) -> Language {
    let asked = option(arguments, "--language").and_then(|code| Language::parse(code.to_str()?));
    asked.or_else(|| workspace_language(option(arguments, "-C").map(PathBuf::from))).unwrap_or_default()
}

fn option(arguments: &[OsString], name: &str) -> Option<OsString> {
    let mut arguments = arguments.iter().skip(1).take_while(|it| it.as_os_str() != "--");
    while let Some(argument) = arguments.next() {
        if argument.as_os_str() == name {
            return arguments.next().cloned();
        }
        if let Some(value) = argument.to_str().and_then(|it| it.strip_prefix(name)?.strip_prefix('=')) {
            return Some(value.into());
        }
    }
    None
}

fn workspace_language(directory: Option<PathBuf>) -> Option<Language> {
    let config = Config::read(directory.as_deref()).ok()?;
    let settings = Workspace::find(&config.directory).ok()?.root().join(workspace::SETTINGS_FILE);
    let mut text = String::new();
    let file = std::fs::File::open(settings).ok()?;
    std::io::Read::read_to_string(&mut std::io::Read::take(file, source::MAX_BYTES as u64), &mut text).ok()?;
    source::read::<crate::model::Settings>(&text, workspace::SETTINGS_FILE).value?.language
}

/// The time, as every verb asks for it.
pub use config::{now, today};
