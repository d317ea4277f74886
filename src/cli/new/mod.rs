//! `new`: a record or an entry from a few answers, given as flags or asked for on a terminal. One kind one file.

mod entry;
mod meeting;
mod news;
mod newsletter;

use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use crate::model::Id;
use crate::source::schema::{SchemaKind, schema};
use crate::source::start;
use crate::workspace::{self, Workspace};
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

/// An answer that the record cannot do without: the flag's, or asked for.
fn required(
    given: Option<&String>,
    flag: &str,
    field: &str,
    question: &str,
    context: &Context,
) -> Result<String, Failure> {
    let answer = asked(given, question, context)?.unwrap_or_default();
    if answer.trim().is_empty() {
        let field = context.terminal.sentence(field, &[]);
        return Err(Failure::usage("new-missing").with("field", field).with("flag", flag));
    }
    Ok(answer.trim().to_owned())
}

/// An answer that may be left out: the flag's, or asked for where a person sits.
fn asked(given: Option<&String>, question: &str, context: &Context) -> Result<Option<String>, Failure> {
    if given.is_some() || !context.terminal.is_interactive() {
        return Ok(given.cloned());
    }
    let answer = context.terminal.ask(&context.terminal.sentence(question, &[]))?;
    Ok(answer.filter(|answer| !answer.trim().is_empty()))
}

/// An answer that does not read as what it should be.
fn bad_answer(answer: &str, field: &str, expected: &str, context: &Context) -> Failure {
    Failure::wrong("new-bad-answer")
        .with("answer", answer)
        .with("field", context.terminal.sentence(field, &[]))
        .with("expected", context.terminal.sentence(expected, &[]))
}

/// The id that was asked for, or one made from other answers.
fn id(given: Option<&String>, made: &str, context: &Context) -> Result<Id, Failure> {
    let text = given.map_or(made, String::as_str);
    Id::parse(text).map_err(|_| bad_answer(text, "new-field-id", "new-expected-id", context))
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
    if !dry_run {
        workspace::write_new(&read.workspace.path(&file), text.as_bytes())?;
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
    Ok(Exit::Done)
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
