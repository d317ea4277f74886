//! `init`: a new workspace, with a small example that passes `check`.

use super::context::Context;
use super::exit::{Exit, Failure};
use super::lot;
use crate::language::slug;
use crate::model::Id;
use crate::source::schema::{SchemaKind, schema};
use crate::source::start;
use crate::workspace::{self, SETTINGS_FILE};
use clap::Args;
use std::path::{Path, PathBuf};

/// Make a new workspace.
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The folder; this one if none is named.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Show what would be made.
    #[arg(long)]
    dry_run: bool,
}

/// What git need not keep: what the program makes, and what must never leave the machine.
const GITIGNORE: &str = "public/\n*.csv\n*.eml\n*.pem\n.DS_Store\nThumbs.db\n";

pub fn run(args: &InitArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let folder =
        args.folder.as_ref().map_or_else(|| context.config.directory.clone(), |it| context.config.directory.join(it));
    if folder.join(SETTINGS_FILE).exists() {
        return Err(Failure::wrong("already-a-workspace").with("folder", folder.display().to_string()));
    }
    let id = own_id(&folder)?;
    let mut files = start::example(&id);
    for kind in SchemaKind::ALL {
        files.push((start::schema_file(kind), format!("{:#}\n", schema(kind, terminal.words()))));
    }
    files.push((".gitignore".to_owned(), GITIGNORE.to_owned()));
    // Nothing is overwritten: one file that is there already, and nothing is made.
    if let Some((taken, _)) = files.iter().find(|(file, _)| file != ".gitignore" && folder.join(file).exists()) {
        return Err(Failure::wrong("init-file-exists").with("file", folder.join(taken).display().to_string()));
    }
    files.retain(|(file, _)| !folder.join(file).exists());
    for (file, text) in &files {
        if !args.dry_run {
            workspace::write_new(&folder.join(file), text.as_bytes())?;
        }
        if !terminal.json {
            terminal.data(&format!("{}\n", folder.join(file).display()))?;
        }
    }
    let shown = folder.display().to_string();
    if terminal.json {
        let made: Vec<&str> = files.iter().map(|(file, _)| file.as_str()).collect();
        terminal.data_as_json(&serde_json::json!({ "id": id.as_str(), "path": shown, "files": made }))?;
    }
    terminal.say(if args.dry_run { "init-would" } else { "init-done" }, &[("folder", shown.into())]);
    Ok(Exit::Done)
}

/// An id for the workspace that no other has: it names the folder of its subscribers, and a workspace made for a trial must
/// not meet the real one's.
fn own_id(folder: &Path) -> Result<Id, Failure> {
    let folder = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    let name = folder.file_name().map(|name| slug::slug(&name.to_string_lossy())).unwrap_or_default();
    let name = if name.is_empty() { "netvaerk" } else { name.as_str() };
    let id = format!("{name}-{}", lot::letters::<4>()?);
    Id::parse(&id).map_err(|_| Failure::fault("new-without-id"))
}
