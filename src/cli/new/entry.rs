//! `new person` and `new organisation`: an entry at the end of its registry, all else in the file left as it is.

use super::answers::{asked, required};
use super::{finish, id};
use crate::cli::context::{Context, Read};
use crate::cli::exit::{Exit, Failure};
use crate::language::slug;
use crate::model::{Id, List, Organisation, Person, Reference};
use crate::source::schema::SchemaKind;
use crate::source::start::{self, StartError};
use clap::Args;

/// A person.
#[derive(Debug, Args)]
pub struct PersonArgs {
    /// The name.
    #[arg(long)]
    name: Option<String>,
    /// The title.
    #[arg(long)]
    title: Option<String>,
    /// The organisation.
    #[arg(long)]
    organisation: Option<String>,
    /// The name in the file.
    #[arg(long)]
    id: Option<String>,
    /// Show the text.
    #[arg(long)]
    dry_run: bool,
}

/// An organisation.
#[derive(Debug, Args)]
pub struct OrganisationArgs {
    /// The name.
    #[arg(long)]
    name: Option<String>,
    /// The short name.
    #[arg(long)]
    short: Option<String>,
    /// The home page.
    #[arg(long)]
    url: Option<String>,
    /// The name in the file.
    #[arg(long)]
    id: Option<String>,
    /// Show the text.
    #[arg(long)]
    dry_run: bool,
}

pub fn person(args: &PersonArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let name = required(args.name.as_ref(), "--name", "new-field-name", "new-ask-name", context)?;
    let id = id(args.id.as_ref(), &slug::slug(&name), context)?;
    let person = Person {
        title: asked(args.title.as_ref(), "new-ask-job", context)?,
        organisation: asked(args.organisation.as_ref(), "new-ask-organisation", context)?.map(Reference),
        name,
    };
    let entry = Entry { id: &id, file: "registry/people.yaml", kind: SchemaKind::People, dry_run: args.dry_run };
    entry.put(&read, context, |text| start::person(text, &id, &person))
}

pub fn organisation(args: &OrganisationArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let name = required(args.name.as_ref(), "--name", "new-field-name", "new-ask-name", context)?;
    let id = id(args.id.as_ref(), &slug::slug(&name), context)?;
    let organisation = Organisation {
        short: asked(args.short.as_ref(), "new-ask-short", context)?,
        url: asked(args.url.as_ref(), "new-ask-url", context)?,
        preposition: None,
        member: None,
        part_of: None,
        also: List::default(),
        name,
    };
    let file = "registry/organisations.yaml";
    let entry = Entry { id: &id, file, kind: SchemaKind::Organisations, dry_run: args.dry_run };
    entry.put(&read, context, |text| start::organisation(text, &id, &organisation))
}

/// An entry on its way into a registry.
struct Entry<'a> {
    id: &'a Id,
    file: &'a str,
    kind: SchemaKind,
    dry_run: bool,
}

impl Entry<'_> {
    fn put(
        &self,
        read: &Read,
        context: &Context,
        with_entry: impl FnOnce(&str) -> Result<String, StartError>,
    ) -> Result<Exit, Failure> {
        let before =
            if read.workspace.path(self.file).exists() { read.workspace.text(self.file)? } else { String::new() };
        let after = with_entry(&before).map_err(|error| match error {
            StartError::Taken(id) => Failure::wrong("new-exists").with("file", self.file).with("id", id.to_string()),
            StartError::Unreadable | StartError::Unsound => Failure::wrong("new-entry-refused").with("file", self.file),
        })?;
        if !self.dry_run {
            read.workspace.write_atomically(self.file, after.as_bytes())?;
        }
        finish(self.id, self.file, &after, self.kind, self.dry_run, &read.workspace, context)
    }
}
