//! That what is to be sent, and what it brings, is for those who get it, and is out when they get it.

use crate::cli::context::{self, Context, Read};
use crate::cli::exit::Failure;
use crate::language::date;
use crate::model::{Basis, Document, Id, Meeting, MeetingState, Publication, Record, Visibility};
use chrono::{DateTime, Utc};

/// Refuses a meeting that these readers may not know of; and where the letter is no draft, what has its page on a later day than the
/// letter, an issue that brings a draft, and a call to a meeting that is over.
pub fn refuse(
    record: Record<'_>,
    document: Document,
    list: &Id,
    due: Option<DateTime<Utc>>,
    draft: bool,
    read: &Read,
    context: &Context,
) -> Result<(), Failure> {
    refuse_hidden(record, list, read)?;
    if draft { Ok(()) } else { refuse_unready(record, document, due, read, context) }
}

fn refuse_hidden(record: Record<'_>, list: &Id, read: &Read) -> Result<(), Failure> {
    let is_on_consent = read.records.settings.lists.get(list).is_some_and(|list| list.basis == Basis::Consent);
    for told in told(record, read) {
        match told.visibility().unwrap_or_default() {
            Visibility::Internal => return Err(refused("send-internal", told)),
            Visibility::Network if is_on_consent => {
                return Err(refused("send-network-only", told).with("list", list.as_str()));
            }
            Visibility::Network | Visibility::Public => {}
        }
    }
    Ok(())
}

fn refuse_unready(
    record: Record<'_>,
    document: Document,
    due: Option<DateTime<Utc>>,
    read: &Read,
    context: &Context,
) -> Result<(), Failure> {
    let day = due.unwrap_or_else(context::now).with_timezone(&read.records.settings.zone()).date_naive();
    for told in told(record, read) {
        if let Some(meeting) = called(record, document, told) {
            let is_held = meeting.state() == MeetingState::Held;
            // That a meeting was off can be told afterwards, among other things.
            let is_news = told != record && meeting.is_off();
            if is_held || meeting.date.day < day && !is_news {
                let on = date::long(meeting.date.day, context.terminal.language());
                let state = if is_held { "held" } else { "past" };
                return Err(refused("send-calls-to-past", told).with("date", on).with("state", state));
            }
            // Its agenda is out from the moment that there is one.
            continue;
        }
        if told != record && told.publication() == Publication::Draft {
            return Err(refused("send-brings-draft", told).with("id", record.id().as_str()));
        }
        // The letter leads to its page, in the archive: where that stands elsewhere, or nowhere, it is not waited for.
        let has_page = read.records.settings.archive_url.is_some() && told.published_at().is_none();
        if let Some(out) = told.out_from().filter(|out| has_page && *out > day) {
            let out = date::long(out, context.terminal.language());
            return Err(refused("send-before-its-day", told).with("date", out));
        }
    }
    Ok(())
}

/// The meeting that the letter calls people to: that of an agenda, or one that an issue goes out before.
fn called<'a>(record: Record<'_>, document: Document, told: Record<'a>) -> Option<&'a Meeting> {
    match (record, told) {
        (Record::Newsletter(_, issue), Record::Meeting(_, meeting)) if issue.calls_to(meeting) => Some(meeting),
        (_, Record::Meeting(_, meeting)) if told == record && document == Document::Agenda => Some(meeting),
        _ => None,
    }
}

/// The record and what it brings.
fn told<'a>(record: Record<'a>, read: &'a Read) -> impl Iterator<Item = Record<'a>> {
    std::iter::once(record).chain(read.records.brought(record))
}

fn refused(code: &'static str, told: Record<'_>) -> Failure {
    Failure::wrong(code).with("about", told.id().as_str()).with("file", told.file())
}
