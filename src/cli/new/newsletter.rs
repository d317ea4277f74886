//! `new newsletter`.

use super::answers::{bad, required};
use super::{id, write_record};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::language::{date, slug};
use crate::model::Record;
use crate::source::schema::SchemaKind;
use crate::source::start::{self, NewIssue};
use clap::Args;

/// An issue of the newsletter.
#[derive(Debug, Args)]
pub struct NewsletterArgs {
    /// The mail's subject.
    #[arg(long)]
    subject: Option<String>,
    /// The day it goes out.
    #[arg(long)]
    date: Option<String>,
    /// The list it goes to.
    #[arg(long, value_name = "LIST")]
    list: Option<String>,
    /// A meeting or an article that it brings.
    #[arg(long = "item", value_name = "ID")]
    item: Vec<String>,
    /// The file's name.
    #[arg(long)]
    id: Option<String>,
    /// Show the text.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &NewsletterArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let subject = required(args.subject.as_ref(), "--subject", "new-field-subject", "new-ask-subject", context)?;
    if let Some(day) = args.date.as_ref().filter(|day| date::parse(day).is_none()) {
        return Err(bad(day, "new-field-date", "new-expected-date", context));
    }
    let (mut meetings, mut news) = (Vec::new(), Vec::new());
    for name in &args.item {
        let record = read.record(name, context)?;
        match record {
            Record::News(id, _) => news.push(id.to_string()),
            _ => meetings.push(record.id().to_string()),
        }
    }
    let list = args.list.clone().or_else(|| read.records.settings.lists.keys().next().map(ToString::to_string));
    let id = id(args.id.as_ref(), &slug::slug(&subject), context)?;
    let text = start::newsletter(&NewIssue { subject, date: args.date.clone(), list, meetings, news });
    write_record("newsletters", &id, &text, SchemaKind::Newsletter, args.dry_run, &read, context)
}
