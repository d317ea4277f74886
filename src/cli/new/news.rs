//! `new news`.

use super::answers::{required, required_date};
use super::{id, write_record};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::language::slug;
use crate::source::schema::SchemaKind;
use crate::source::start::{self, NewArticle};
use clap::Args;

/// An article.
#[derive(Debug, Args)]
pub struct NewsArgs {
    /// Its heading.
    #[arg(long)]
    title: Option<String>,
    /// Its day.
    #[arg(long)]
    date: Option<String>,
    /// Its opening sentence.
    #[arg(long)]
    lead: Option<String>,
    /// The file's name.
    #[arg(long)]
    id: Option<String>,
    /// Show the text.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &NewsArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let title = required(args.title.as_ref(), "--title", "new-field-title", "new-ask-title", context)?;
    let (day, written) = required_date(args.date.as_ref(), context)?;
    let lead = required(args.lead.as_ref(), "--lead", "new-field-lead", "new-ask-lead", context)?;
    let made = format!("{}-{}", written.day, slug::slug(&title));
    let id = id(args.id.as_ref(), made.trim_end_matches('-'), context)?;
    let text = start::news(&NewArticle { title, date: day, lead });
    write_record("news", &id, &text, SchemaKind::News, args.dry_run, &read, context)
}
