//! `new meeting`.

use super::answers::{again, asked, bad, required, required_date};
use super::{id, write_record};
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::lot;
use crate::language::{date, slug};
use crate::source::schema::SchemaKind;
use crate::source::start::{self, NewMeeting};
use clap::Args;

/// A meeting.
#[derive(Debug, Args)]
pub struct MeetingArgs {
    /// What it is called.
    #[arg(long)]
    title: Option<String>,
    /// Its day.
    #[arg(long)]
    date: Option<String>,
    /// Its hours.
    #[arg(long)]
    time: Option<String>,
    /// Who lends the room.
    #[arg(long)]
    host: Option<String>,
    /// The file's name.
    #[arg(long)]
    id: Option<String>,
    /// Show the text.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &MeetingArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let title = required(args.title.as_ref(), "--title", "new-field-title", "new-ask-title", context)?;
    let (day, written) = required_date(args.date.as_ref(), context)?;
    let time = loop {
        let time = asked(args.time.as_ref(), "new-ask-time", context)?;
        let Some(text) = time.as_ref().filter(|time| !runs_forward(time)) else { break time };
        again(args.time.as_ref(), bad(text, "new-field-time", "new-expected-time", context), context)?;
    };
    let host = asked(args.host.as_ref(), "new-ask-host", context)?;
    let about = slug::slug(host.as_deref().unwrap_or(&title));
    let made = format!("{}-{about}", written.day);
    let id = id(args.id.as_ref(), made.trim_end_matches('-'), context)?;
    // The calendar entry's own name stays when everything else about the meeting changes.
    let new = NewMeeting { uid: lot::letters::<6>()?, title, date: day, time, host, place: None };
    write_record("meetings", &id, &start::meeting(&new), SchemaKind::Meeting, args.dry_run, &read, context)
}

/// Whether it is a time, or two of which the second is the later.
fn runs_forward(time: &str) -> bool {
    date::parse_span(time).is_some_and(|span| span.end.is_none_or(|end| end > span.start))
}
