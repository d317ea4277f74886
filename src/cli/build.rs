//! `build`: the whole archive as a static site in a folder.

use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::findings;
use crate::check::Facts;
use crate::model::{Archive, Severity};
use crate::render::Renderer;
use crate::site::{self, BuildOutcome, BuildRequest};
use clap::Args;
use std::path::{Component, Path, PathBuf};

/// Build the archive.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The folder.
    #[arg(short, long, value_name = "DIR", default_value = "public")]
    output: PathBuf,
    /// Show how many pages would be built.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &BuildArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let output = read.workspace.root().join(&args.output);
    refuse_own(&output, &read, context)?;
    let facts = findings::facts(&read);
    refuse_errors(&read, &facts, context)?;
    let today = facts.today;
    let outcome = if args.dry_run {
        let pages = Archive::of(&read.records, today).pages(&read.records).len();
        BuildOutcome { pages, written: 0, unchanged: 0, removed: 0 }
    } else {
        site::build(&BuildRequest {
            workspace: &read.workspace,
            records: &read.records,
            files: &facts.files,
            renderer: &Renderer::new(read.workspace.templates()?)?,
            today,
            output: &output,
        })?
    };
    let BuildOutcome { pages, written, unchanged, removed } = outcome;
    let folder = output.display().to_string();
    if context.terminal.json {
        let object = serde_json::json!({
            "path": folder, "pages": pages, "written": written, "unchanged": unchanged, "removed": removed,
        });
        context.terminal.data_as_json(&object)?;
    } else {
        let counts = [
            ("folder", folder.into()),
            ("pages", pages.into()),
            ("written", written.into()),
            ("unchanged", unchanged.into()),
            ("removed", removed.into()),
        ];
        context.terminal.say("build-done", &counts);
    }
    Ok(Exit::Done)
}

/// That the folder is not one that the network's own files are in.
fn refuse_own(output: &Path, read: &Read, context: &Context) -> Result<(), Failure> {
    let (output, root, data) = (settled(output), settled(read.workspace.root()), settled(&read.data_folder(context)?));
    let own = ["meetings", "news", "newsletters", "registry", "templates", "files"].map(|folder| root.join(folder));
    let is_within = own.iter().chain([&data]).any(|folder| output.starts_with(folder));
    if is_within || root.starts_with(&output) || data.starts_with(&output) {
        return Err(Failure::wrong("build-in-the-way").with("folder", output.display().to_string()));
    }
    Ok(())
}

/// A path from the root of the disk, the links on it followed as far as it is there.
fn settled(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for step in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match step {
            Component::ParentDir => _ = plain.pop(),
            step => plain.push(step),
        }
    }
    let real = plain.ancestors().find_map(|there| Some((there.canonicalize().ok()?, plain.strip_prefix(there).ok()?)));
    real.map_or_else(|| plain.clone(), |(there, rest)| there.join(rest))
}

/// That `check` finds no error: what is wrong is not published.
fn refuse_errors(read: &Read, facts: &Facts, context: &Context) -> Result<(), Failure> {
    let mut errors = findings::with_facts(read, facts);
    errors.retain(|finding| finding.severity == Severity::Error);
    if errors.is_empty() {
        return Ok(());
    }
    let mut read = read.clone();
    read.texts_of(&errors);
    for finding in &errors {
        context.terminal.line(&format!("{}\n", findings::shown(&context.terminal, finding, &read.texts)));
    }
    Err(Failure::wrong("build-has-errors").with("errors", errors.len()))
}
