//! That what is to be sent, and what it brings, is for those who get it, and is out when they get it.

use crate::cli::context::{self, Context, Read};
use crate::cli::exit::Failure;
use crate::language::date::{self, TimeSpan};
use crate::model::{Carriage, Document, Id, Meeting, MeetingState, Newsletter, Publication, Record, Visibility};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;

/// The code of a refusal of a draft.
pub const DRAFT: &str = "send-draft";

/// What is to go out.
#[derive(Clone, Copy)]
pub struct Outgoing<'a> {
    pub record: Record<'a>,
    pub document: Document,
    pub list: &'a Id,
    /// When, where that is not now.
    pub due: Option<DateTime<Utc>>,
    /// Whether it is asked for as a draft.
    pub as_draft: bool,
}

/// Refuses a meeting that these readers may not know of; and where no draft is asked for, one, what has its page on a later day than
/// the letter, an issue that brings a draft, a call to a meeting that has begun, and one by an issue of no day.
pub fn refuse(outgoing: Outgoing<'_>, carriage: Carriage, read: &Read, context: &Context) -> Result<(), Failure> {
    refuse_hidden(outgoing.record, outgoing.list, read)?;
    if outgoing.as_draft {
        return Ok(());
    }
    refuse_draft(outgoing)?;
    // Drafts for Outlook are made ahead, and leave when somebody sends them.
    if carriage == Carriage::Drafts { Ok(()) } else { refuse_unready(outgoing, read, context) }
}

fn refuse_draft(outgoing: Outgoing<'_>) -> Result<(), Failure> {
    let Outgoing { record, document, .. } = outgoing;
    if !record.is_draft(document) {
        return Ok(());
    }
    let is_to_come = matches!(record, Record::Meeting(_, meeting) if meeting.state() != MeetingState::Held);
    let kind = if is_to_come { "coming" } else { "other" };
    let refused = Failure::wrong(DRAFT).with("id", record.id().as_str()).with("file", record.file());
    Err(refused.with("kind", kind))
}

fn refuse_hidden(record: Record<'_>, list: &Id, read: &Read) -> Result<(), Failure> {
    let settings = &read.records.settings;
    let basis = settings.lists.get(list).map(|list| list.basis);
    let is_hidden = |told: &Record<'_>| told.visibility(settings).hides_from(basis);
    match read.records.told_by(record).find(is_hidden) {
        None => Ok(()),
        Some(told) if told.visibility(settings) == Visibility::Internal => Err(refused("send-internal", told)),
        Some(told) => Err(refused("send-network-only", told).with("list", list.as_str())),
    }
}

fn refuse_unready(outgoing: Outgoing<'_>, read: &Read, context: &Context) -> Result<(), Failure> {
    let Outgoing { record, document, due, .. } = outgoing;
    let settings = &read.records.settings;
    let now = due.unwrap_or_else(context::now).with_timezone(&settings.zone());
    for told in read.records.told_by(record) {
        if let Some(meeting) = called(record, document, told) {
            // Its agenda is out from the moment that there is one.
            refuse_call(record, told, meeting, now, read, context)?;
            continue;
        }
        if told != record && told.publication() == Publication::Draft {
            return Err(refused("send-brings-draft", told).with("id", record.id().as_str()));
        }
        // The letter leads to its page.
        if let Some(out) = told.page_comes_after(now.date_naive(), settings) {
            let out = date::long(out, context.terminal.language());
            return Err(refused("send-before-its-day", told).with("date", out));
        }
    }
    Ok(())
}

/// Refuses to call to a meeting that has begun, and to call by an issue of no day.
fn refuse_call(
    record: Record<'_>,
    told: Record<'_>,
    meeting: &Meeting,
    now: DateTime<Tz>,
    read: &Read,
    context: &Context,
) -> Result<(), Failure> {
    let day = now.date_naive();
    let instant = |hours: TimeSpan| read.records.settings.instant(meeting.date.day, hours.start);
    let is_past = meeting.date.day < day;
    let has_begun = is_past || meeting.hours(|_| true).map(instant).is_some_and(|start| start < now);
    // That a meeting was off can be told afterwards, among other things.
    let is_news = told != record && meeting.is_off();
    let state = match meeting.state() {
        MeetingState::Held => Some("held"),
        _ if is_news || !has_begun => None,
        _ => Some(if is_past { "past" } else { "begun" }),
    };
    if let Some(state) = state {
        let on = date::long(meeting.date.day, context.terminal.language());
        return Err(refused("send-calls-to-past", told).with("date", on).with("state", state));
    }
    match record {
        // By its day an issue knows later on what it told: that the meeting was to come.
        Record::Newsletter(id, Newsletter { date: None, .. }) if !meeting.is_off() => {
            let on = day.format("%Y-%m-%d").to_string();
            let refused = refused("send-undated", record).with("id", id.as_str());
            Err(refused.with("called", told.title()).with("date", on))
        }
        _ => Ok(()),
    }
}

/// The meeting that the letter calls people to: that of an agenda, or one that an issue goes out before.
fn called<'a>(record: Record<'_>, document: Document, told: Record<'a>) -> Option<&'a Meeting> {
    match (record, told) {
        (Record::Newsletter(_, issue), Record::Meeting(_, meeting)) if issue.calls_to(meeting) => Some(meeting),
        (_, Record::Meeting(_, meeting)) if told == record && document == Document::Agenda => Some(meeting),
        _ => None,
    }
}

fn refused(code: &'static str, told: Record<'_>) -> Failure {
    Failure::wrong(code).with("about", told.id().as_str()).with("file", told.file())
}
