//! `new`: a record or an entry from a few answers, given as flags or asked for on a terminal. One kind one file.

mod answers;
mod entry;
mod meeting;
mod news;
mod newsletter;

use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::findings;
use crate::model::{ArchivePage, Finding, Id, Step};
use crate::source::schema::{SchemaKind, schema};
use crate::source::start;
use crate::workspace::Workspace;
use clap::{Args, Subcommand};

/// Make a new record.
#[derive(Debug, Args)]
pub struct NewArgs {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Debug, Subcommand)]
enum Kind {
    Meeting(meeting::MeetingArgs),
    News(news::NewsArgs),
    Newsletter(newsletter::NewsletterArgs),
    Person(entry::PersonArgs),
    Organisation(entry::OrganisationArgs),
}

pub fn run(args: &NewArgs, context: &Context) -> Result<Exit, Failure> {
    match &args.kind {
        Kind::Meeting(args) => meeting::run(args, context),
        Kind::News(args) => news::run(args, context),
        Kind::Newsletter(args) => newsletter::run(args, context),
        Kind::Person(args) => entry::person(args, context),
        Kind::Organisation(args) => entry::organisation(args, context),
    }
}

/// The id that was asked for, or one made from other answers.
fn id(given: Option<&String>, made: &str, context: &Context) -> Result<Id, Failure> {
    match given {
        Some(text) => Id::parse(text).map_err(|_| answers::bad(text, "new-field-id", "new-expected-id", context)),
        None => Id::parse(made).map_err(|_| Failure::usage("new-without-id")),
    }
}

/// Writes a new record's file, or shows what would be written.
fn write_record(
    folder: &str,
    id: &Id,
    text: &str,
    kind: SchemaKind,
    dry_run: bool,
    read: &Read,
    context: &Context,
) -> Result<Exit, Failure> {
    let file = format!("{folder}/{id}.yaml");
    if let Some(record) = read.records.record(id.as_str()) {
        return Err(Failure::wrong("new-exists").with("file", record.file()).with("id", id.as_str()));
    }
    if ArchivePage::folders(read.records.settings.language()).contains(&id.as_str()) {
        return Err(Failure::wrong("new-id-reserved").with("id", id.as_str()));
    }
    if !dry_run {
        read.workspace.write_new(&file, text.as_bytes())?;
    }
    finish(id, &file, text, kind, dry_run, &read.workspace, context)
}

/// Sees to the schema that the file names, and tells what was written.
fn finish(
    id: &Id,
    file: &str,
    text: &str,
    kind: SchemaKind,
    dry_run: bool,
    workspace: &Workspace,
    context: &Context,
) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    if !dry_run {
        write_schema(kind, workspace, context)?;
    }
    if terminal.json {
        terminal.data_as_json(&serde_json::json!({ "id": id.as_str(), "path": file }))?;
    } else if dry_run {
        terminal.say("new-would", &[("file", file.into())]);
        terminal.data(text)?;
    } else {
        terminal.say("new-done", &[("file", file.into())]);
    }
    if !dry_run {
        show_findings(id, file, context)?;
    }
    Ok(Exit::Done)
}

/// What `check` says of what was just written, so that a mistyped answer shows at once.
fn show_findings(id: &Id, file: &str, context: &Context) -> Result<(), Failure> {
    let mut read = context.read()?;
    let mut findings = findings::all(&read);
    // Of a registry only the new entry.
    let is_new = |finding: &Finding| {
        !file.starts_with("registry/") || finding.path.0.first() == Some(&Step::Key(id.to_string().into()))
    };
    findings.retain(|finding| finding.file == file && is_new(finding));
    read.texts_of(&findings);
    for finding in &findings {
        context.terminal.talk(&findings::shown(&context.terminal, finding, &read.texts));
    }
    Ok(())
}

/// Writes the schema that editors complete and check by, where it is not there or not this program's.
fn write_schema(kind: SchemaKind, workspace: &Workspace, context: &Context) -> Result<(), Failure> {
    let file = start::schema_file(kind);
    let text = format!("{:#}\n", schema(kind, context.terminal.words()));
    if workspace.text(&file).is_ok_and(|there| there == text) {
        return Ok(());
    }
    if workspace.path(&file).exists() {
        return Ok(workspace.write_atomically(&file, text.as_bytes())?);
    }
    Ok(workspace.write_new(&file, text.as_bytes())?)
}
