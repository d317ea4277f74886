//! What the environment says: folders, secrets, the time. The only reader of all three.
#![allow(clippy::disallowed_methods, reason = "this file owns the environment and the clock")]

use super::exit::Failure;
use crate::model::Id;
use crate::store::StoreError;
use chrono::{DateTime, NaiveDate, Utc};
use secrecy::SecretString;
use std::path::{Path, PathBuf};

/// What the environment says, for one run.
#[derive(Debug, Clone)]
pub struct Config {
    /// Where the command stands: `-C`, else the current folder.
    pub directory: PathBuf,
    data_home: Option<PathBuf>,
    /// Whether it was moved: then the store that the environment names is another's.
    is_moved: bool,
}

/// A secret that the environment may hold: its name, with `_FILE` for a file that has it.
#[derive(Debug, Clone, Copy)]
pub enum Secret {
    /// `OPSAMLING_RELAY_PASSWORD`.
    RelayPassword,
    /// `OPSAMLING_RELAY_TOKEN`, also `OPSAMLING_RELAY_TOKEN_COMMAND`.
    RelayToken,
    /// `OPSAMLING_STORE`: where the store is, with a password.
    Store,
    /// `OPSAMLING_IMAP_PASSWORD`.
    ImapPassword,
    /// `OPSAMLING_IMAP_TOKEN`, also `OPSAMLING_IMAP_TOKEN_COMMAND`.
    ImapToken,
}

impl Secret {
    /// The environment variable.
    pub fn variable(self) -> &'static str {
        match self {
            Self::RelayPassword => "OPSAMLING_RELAY_PASSWORD",
            Self::RelayToken => "OPSAMLING_RELAY_TOKEN",
            Self::Store => "OPSAMLING_STORE",
            Self::ImapPassword => "OPSAMLING_IMAP_PASSWORD",
            Self::ImapToken => "OPSAMLING_IMAP_TOKEN",
        }
    }
}

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// `Failure` where the folder of `-C` is not there.
    pub fn read(stand_in: Option<&Path>) -> Result<Self, Failure> {
        let here = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
        let directory = stand_in.map_or_else(|| here.clone(), |folder| here.join(folder));
        if !directory.is_dir() {
            return Err(Failure::usage("no-such-folder").with("folder", directory.display().to_string()));
        }
        let data_home = std::env::var_os("OPSAMLING_DATA_DIR")
            .filter(|folder| !folder.is_empty())
            .map(|folder| here.join(folder))
            .or_else(|| Some(directories::ProjectDirs::from("", "", "opsamling")?.data_dir().to_owned()));
        Ok(Self { directory, data_home, is_moved: false })
    }

    /// This configuration, standing elsewhere and keeping its data elsewhere.
    #[must_use]
    pub fn moved_to(&self, directory: PathBuf, data_home: PathBuf) -> Self {
        Self { directory, data_home: Some(data_home), is_moved: true }
    }

    /// The folder of a workspace's personal data: below `OPSAMLING_DATA_DIR`, else below the user's data folder.
    ///
    /// # Errors
    /// `Failure` where the system names no folder of the user's.
    pub fn data_folder(&self, workspace: &Id) -> Result<PathBuf, Failure> {
        let home = self.data_home.as_ref().ok_or_else(|| Failure::world("no-data-folder"))?;
        Ok(home.join(workspace.as_str()))
    }

    /// A secret from the environment, from the file that `…_FILE` names, or from what `…_COMMAND` prints.
    ///
    /// # Errors
    /// `Failure` where the file cannot be read or the command fails.
    pub fn secret(&self, secret: Secret) -> Result<Option<SecretString>, Failure> {
        let variable = secret.variable();
        if self.is_moved && matches!(secret, Secret::Store) {
            return Ok(None);
        }
        if let Ok(value) = std::env::var(variable) {
            return Ok(Some(SecretString::from(value)));
        }
        if let Some(file) = std::env::var_os(format!("{variable}_FILE")) {
            let file = self.directory.join(file);
            let text = std::fs::read_to_string(&file).map_err(|error| {
                Failure::world("secret-unreadable")
                    .with("variable", format!("{variable}_FILE"))
                    .with("file", file.display().to_string())
                    .because(&error)
            })?;
            return Ok(Some(SecretString::from(text.trim_end_matches(['\r', '\n']).to_owned())));
        }
        let command = format!("{variable}_COMMAND");
        match (secret, std::env::var(&command)) {
            (Secret::RelayToken | Secret::ImapToken, Ok(line)) => token_of_command(&command, &line).map(Some),
            _ => Ok(None),
        }
    }

    /// The user's choice of colour, as `NO_COLOR` and `CLICOLOR_FORCE` put it.
    pub fn wants_colour() -> Option<bool> {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        if set("NO_COLOR") {
            Some(false)
        } else if set("CLICOLOR_FORCE") {
            Some(true)
        } else {
            None
        }
    }
}

/// What a command prints, run by the system's shell as the user would.
fn token_of_command(variable: &str, line: &str) -> Result<SecretString, Failure> {
    let shell = if cfg!(windows) { ["cmd", "/C"] } else { ["sh", "-c"] };
    let failed = || Failure::world("secret-command-failed").with("variable", variable);
    let output = std::process::Command::new(shell[0])
        .args([shell[1], line])
        .stdin(std::process::Stdio::null())
        .stderr(std::process::Stdio::inherit())
        .output()
        .map_err(|error| failed().because(&error))?;
    let token = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() && !token.is_empty() { Ok(SecretString::from(token)) } else { Err(failed()) }
}

/// The time.
pub fn now() -> DateTime<Utc> {
    Utc::now()
}

/// Today, where the workspace is.
pub fn today(zone: chrono_tz::Tz) -> NaiveDate {
    now().with_timezone(&zone).date_naive()
}

/// A fresh folder under the system's folder for temporary files.
///
/// # Errors
/// `Failure` where none can be made.
pub fn temporary_folder() -> Result<PathBuf, Failure> {
    tempfile::Builder::new()
        .prefix("opsamling-")
        .tempdir()
        .map(tempfile::TempDir::keep)
        .map_err(|error| Failure::world("no-temporary-folder").because(&error))
}

/// What this run is called among the workers of a store: no two have the same, on whichever machines.
///
/// # Errors
/// `Failure` where the system has no random numbers.
pub fn worker() -> Result<String, Failure> {
    let mut random = [0; 4];
    getrandom::fill(&mut random).map_err(|_| Failure::from(StoreError::NoRandomness))?;
    Ok(format!("{} {} {:08x}", host_name(), std::process::id(), u32::from_be_bytes(random)))
}

/// This machine's name, as it introduces itself to a relay; empty where the system does not say.
pub fn host_name() -> String {
    let named = std::fs::read_to_string("/etc/hostname").ok().or_else(|| std::env::var("COMPUTERNAME").ok());
    named.unwrap_or_default().trim().to_owned()
}
