//! `build`: the whole archive as a static site in a folder.

use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::findings;
use crate::check::Facts;
use crate::model::Severity;
use crate::render::Renderer;
use crate::site::{self, BuildOutcome, BuildRequest};
use clap::Args;
use std::path::{Component, Path, PathBuf};

/// Build the archive.
#[derive(Debug, Args)]
pub struct BuildArgs {
    /// The folder; `public` in the workspace if none is named.
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Make all of it, write nothing, and show what would be written.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &BuildArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let output = match &args.output {
        Some(named) => context.config.directory.join(named),
        None => read.workspace.root().join("public"),
    };
    let output = settled(&output);
    refuse_own(&output, &read, context)?;
    let facts = findings::facts(&read);
    refuse_errors(&read, &facts, context)?;
    let request = BuildRequest {
        workspace: &read.workspace,
        records: &read.records,
        files: &facts.files,
        renderer: &Renderer::new(read.workspace.templates()?)?,
        today: facts.today,
        output: &output,
    };
    let outcome = if args.dry_run { site::trial(&request)? } else { site::build(&request)? };
    let BuildOutcome { pages, written, unchanged, removed, kept } = outcome;
    let folder = output.display().to_string();
    if context.terminal.json {
        let object = serde_json::json!({
            "path": folder, "pages": pages, "written": written, "unchanged": unchanged, "removed": removed, "kept": kept,
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
        context.terminal.say(if args.dry_run { "build-planned" } else { "build-done" }, &counts);
    }
    for file in kept {
        let file = output.join(file).display().to_string();
        context.terminal.line(&format!("{}\n", context.terminal.sentence("build-kept", &[("file", file.into())])));
    }
    Ok(Exit::Done)
}

/// The folders of a workspace that hold what the archive is made of.
const OWN: [&str; 6] = ["meetings", "news", "newsletters", "registry", "templates", "files"];

/// That the folder is not one that the network's own files are in, nor a hidden one, which is some program's.
fn refuse_own(output: &Path, read: &Read, context: &Context) -> Result<(), Failure> {
    let (root, data) = (settled(read.workspace.root()), settled(&read.data_folder(context)?));
    let is_hidden = |step: Component<'_>| step.as_os_str().to_string_lossy().starts_with('.');
    let is_within = OWN.map(|folder| root.join(folder)).iter().chain([&data]).any(|folder| output.starts_with(folder))
        || output.strip_prefix(&root).is_ok_and(|below| below.components().any(is_hidden));
    if is_within || root.starts_with(output) || data.starts_with(output) {
        return Err(Failure::wrong("build-in-the-way").with("folder", output.display().to_string()));
    }
    Ok(())
}

/// A path from the root of the disk, step by step as the disk goes: a link is followed before `..` leads back from where it leads.
fn settled(path: &Path) -> PathBuf {
    let mut real = PathBuf::new();
    for step in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match step {
            Component::ParentDir => _ = real.pop(),
            step => real.push(step),
        }
        if real.is_symlink()
            && let Ok(there) = real.canonicalize()
        {
            real = there;
        }
    }
    real
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
