//! What is to be sent: that the records allow it, whether it is a draft, to which list, and which mailing of it this is.

use super::{SendArgs, SendDocument};
use crate::cli::context::{Context, Read};
use crate::cli::exit::Failure;
use crate::cli::{findings, lists};
use crate::mailing::PlanRequest;
use crate::model::{Carriage, DeliveryState, Document, Finding, Id, MailingId, Record, Severity};
use crate::store::{OpenStore, Store};
use crate::workspace::SETTINGS_FILE;

/// What is wrong with what would be sent is shown; errors stop a send.
pub fn refuse_errors(record: Record<'_>, read: &Read, context: &Context) -> Result<(), Failure> {
    let files: Vec<String> = read.records.told_by(record).map(Record::file).collect();
    let concerns =
        |file: &str| files.iter().any(|it| it == file) || file.starts_with("registry/") || file == SETTINGS_FILE;
    let mut findings = findings::all(read);
    let is_shown = |finding: &Finding| match finding.severity {
        Severity::Error => concerns(&finding.file),
        Severity::Warning => files.contains(&finding.file),
        Severity::Advice => false,
    };
    findings.retain(is_shown);
    let mut read = read.clone();
    read.texts_of(&findings);
    for finding in &findings {
        context.terminal.line(&format!("{}\n", findings::shown(&context.terminal, finding, &read.texts)));
    }
    match findings.iter().filter(|finding| finding.severity == Severity::Error).count() {
        0 => Ok(()),
        errors => Err(Failure::wrong("send-has-errors").with("id", record.id().as_str()).with("errors", errors)),
    }
}

/// The document, and whether the letter is marked as a draft.
pub fn document(args: &SendArgs, record: Record<'_>) -> Result<(Document, bool), Failure> {
    let own = record.own_document();
    let document = match args.document {
        None => own,
        Some(SendDocument::Draft) => return Ok((own, true)),
        Some(SendDocument::Summary) => Document::Summary,
        Some(SendDocument::Agenda) => Document::Agenda,
        Some(SendDocument::News) => Document::News,
        Some(SendDocument::Newsletter) => Document::Newsletter,
    };
    if !record.documents().contains(&document) {
        return Err(Failure::usage("no-such-document")
            .with("id", record.id().as_str())
            .with("document", document.name())
            .with("own", own.name()));
    }
    Ok((document, record.is_draft(document)))
}

/// The list: the one asked for, the newsletter's own, or the only one there is.
pub fn list(args: &SendArgs, record: Record<'_>, read: &Read) -> Result<Id, Failure> {
    let own = match record {
        Record::Newsletter(_, issue) => issue.list.as_ref().map(ToString::to_string),
        _ => None,
    };
    lists::chosen(read, args.to.clone().or(own).as_deref())
}

/// 1 for the first mailing of a document to a list; with `--again` the next.
pub async fn round(
    args: &SendArgs,
    carriage: Carriage,
    store: &OpenStore,
    request: &PlanRequest<'_>,
) -> Result<u32, Failure> {
    let first = request.mailing();
    // A record that was renamed is still the one that was sent.
    let names = |id: &Id| id == request.record.id() || request.record.formerly().contains(id);
    let same = |id: &MailingId| {
        names(&id.record) && MailingId { record: first.record.clone(), round: first.round, ..id.clone() } == first
    };
    let mailings = store.mailings().await?;
    let last = mailings.iter().filter(|mailing| same(&mailing.id)).max_by_key(|mailing| mailing.id.round);
    match last {
        None => Ok(1),
        Some(last) if args.again => Ok(last.id.round + 1),
        Some(last) => {
            let balance = &last.balance;
            let left =
                [DeliveryState::Planned, DeliveryState::Claimed, DeliveryState::Deferred, DeliveryState::Stopped];
            let is_done = left.iter().all(|state| balance.of(*state) == 0);
            let is_in_outbox = last.carriage != Carriage::Relay && (is_done || carriage == Carriage::Relay);
            let code = match (is_in_outbox, is_done) {
                (true, _) => "mailing-in-outbox",
                (false, true) => "mailing-done",
                (false, false) => "mailing-exists",
            };
            let accepted = usize::try_from(balance.of(DeliveryState::Accepted)).unwrap_or(usize::MAX);
            let taken = Failure::wrong(code).with("id", last.id.to_string()).with("accepted", accepted);
            Err(taken.with("carriage", carriage.name()))
        }
    }
}
