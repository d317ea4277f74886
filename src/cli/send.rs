//! `send`: plans a mailing, shows it, asks, freezes, sends.

use super::check;
use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::findings;
use super::sending::{self, Drafts};
use crate::language::number;
use crate::mailing::{Carrier, MailingError, Plan, PlanRequest, Route, plan};
use crate::model::{
    DeliveryOutcome, Document, EmailAddress, Id, ItemSubject, MailingId, Publication, Recipient, Record, Severity,
    SubscriptionState, Token,
};
use crate::render::Renderer;
use crate::store::{FreezeRequest, ListCounts, Sqlite, Store, SubscriberFilter};
use clap::{Args, ValueEnum};

/// Send a document to a list.
#[derive(Debug, Clone, Args)]
pub struct SendArgs {
    /// The record: its id, a start of it, or its path.
    pub id: String,
    /// The list; the newsletter's own, or the only one there is.
    #[arg(long, value_name = "LIST")]
    pub to: Option<String>,
    /// The document; `draft` sends the record's own marked as a draft.
    #[arg(long = "as", value_name = "DOCUMENT")]
    pub document: Option<SendDocument>,
    /// Send to these addresses alone, and keep no account of it.
    #[arg(long, value_name = "ADDRESS", num_args = 1..)]
    pub test: Vec<String>,
    /// Do not ask.
    #[arg(long)]
    pub yes: bool,
    /// Show what would be sent, and to how many.
    #[arg(long)]
    pub dry_run: bool,
    /// Write drafts for Outlook into the outbox.
    #[arg(long)]
    pub drafts: bool,
    /// Send once more what this list has had.
    #[arg(long)]
    pub again: bool,
}

impl SendArgs {
    /// A send of a record's own document to a list, without a question.
    pub fn to_list(id: &str, list: &str) -> Self {
        Self {
            id: id.to_owned(),
            to: Some(list.to_owned()),
            document: None,
            test: Vec::new(),
            yes: true,
            dry_run: false,
            drafts: false,
            again: false,
        }
    }
}

/// A document that can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SendDocument {
    Summary,
    News,
    Newsletter,
    Draft,
}

pub fn run(args: &SendArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let record = read.record(&args.id, context)?;
    refuse_errors(record, &read, context)?;
    let draft = is_draft(args, record)?;
    let list = list(args, record, &read)?;
    let renderer = Renderer::new(read.workspace.templates()?)?;
    let files = read.workspace.files(&read.records);
    let mut request = PlanRequest {
        workspace: &read.workspace,
        records: &read.records,
        files: &files,
        renderer: &renderer,
        record,
        document: record.own_document(),
        list: &list,
        draft,
        round: 1,
    };
    if !args.test.is_empty() {
        let plan = plan(&request, super::context::now())?;
        return context.block_on(test(args, &plan, &read, context));
    }
    let store = sending::open_store(&read, context)?;
    context.block_on(async {
        request.round = round(args, &store, record.id(), record.own_document(), &list).await?;
        let plan = plan(&request, super::context::now())?;
        send(args, plan, &store, &read, context).await
    })
}

/// Errors in what would be sent stop a send; they are shown.
fn refuse_errors(record: Record<'_>, read: &Read, context: &Context) -> Result<(), Failure> {
    let mut files = vec![record.file()];
    if let Record::Newsletter(_, issue) = record {
        for subject in issue.items.iter().filter_map(|item| item.subject()) {
            if let ItemSubject::Meeting(name) | ItemSubject::News(name) = subject {
                files.extend(read.records.record(&name.0).map(Record::file));
            }
        }
    }
    let concerns = |file: &str| {
        files.iter().any(|it| it == file) || file.starts_with("registry/") || file == crate::workspace::SETTINGS_FILE
    };
    let mut findings = check::all(read);
    findings.retain(|finding| finding.severity == Severity::Error && concerns(&finding.file));
    if findings.is_empty() {
        return Ok(());
    }
    let mut read = read.clone();
    read.texts_of(&findings);
    for finding in &findings {
        context.terminal.line(&format!("{}\n", findings::shown(&context.terminal, finding, &read.texts)));
    }
    Err(Failure::wrong("send-has-errors").with("id", record.id().as_str()).with("errors", findings.len()))
}

/// Whether the letter is marked as a draft; a draft goes only where it was asked for.
fn is_draft(args: &SendArgs, record: Record<'_>) -> Result<bool, Failure> {
    let own = record.own_document();
    let asked = match args.document {
        None => None,
        Some(SendDocument::Draft) => return Ok(true),
        Some(SendDocument::Summary) => Some(Document::Summary),
        Some(SendDocument::News) => Some(Document::News),
        Some(SendDocument::Newsletter) => Some(Document::Newsletter),
    };
    if let Some(asked) = asked.filter(|asked| *asked != own) {
        return Err(Failure::usage("no-such-document")
            .with("id", record.id().as_str())
            .with("document", asked.name())
            .with("own", own.name()));
    }
    let draft = record.publication() == Publication::Draft;
    if draft && args.test.is_empty() && !args.dry_run {
        return Err(Failure::wrong("send-draft").with("id", record.id().as_str()).with("file", record.file()));
    }
    Ok(draft)
}

/// The list: the one asked for, the newsletter's own, or the only one there is.
fn list(args: &SendArgs, record: Record<'_>, read: &Read) -> Result<Id, Failure> {
    let lists = &read.records.settings.lists;
    let own = match record {
        Record::Newsletter(_, issue) => issue.list.as_ref().map(ToString::to_string),
        _ => None,
    };
    let known: Vec<String> = lists.keys().map(ToString::to_string).collect();
    let only = if let [only] = &known[..] { Some(only.clone()) } else { None };
    let Some(wanted) = args.to.clone().or(own).or(only) else {
        return Err(Failure::usage("send-which-list").with("known", known.join(", ")));
    };
    let unknown = MailingError::UnknownList { list: wanted.clone(), known };
    lists.keys().find(|id| id.as_str() == wanted).cloned().ok_or_else(|| unknown.into())
}

/// 1 for the first mailing of a document to a list; with `--again` the next.
async fn round(args: &SendArgs, store: &Sqlite, record: &Id, document: Document, list: &Id) -> Result<u32, Failure> {
    let same = |id: &MailingId| id.record == *record && id.document == document && id.list == *list;
    let mailings = store.mailings().await?;
    let last = mailings.iter().filter(|mailing| same(&mailing.id)).max_by_key(|mailing| mailing.id.round);
    match last {
        None => Ok(1),
        Some(last) if args.again => Ok(last.id.round + 1),
        Some(last) => Err(Failure::wrong("mailing-exists").with("id", last.id.to_string())),
    }
}

async fn send(args: &SendArgs, plan: Plan, store: &Sqlite, read: &Read, context: &Context) -> Result<Exit, Failure> {
    let drafts = if args.drafts { Drafts::Asked } else { Drafts::No };
    let counts = store.counts().await?;
    let counts = counts.into_iter().find(|counts| counts.list == plan.id.list);
    let active = counts.as_ref().map_or(0, |counts| counts.of(SubscriptionState::Active));
    show(&plan, active, counts.as_ref(), drafts, read, context)?;
    if active == 0 {
        return Err(Failure::wrong("nobody-to-write-to").with("list", plan.id.list.as_str()));
    }
    if args.dry_run {
        write_each(&plan, store).await?;
        context.terminal.say("send-dry-run", &[]);
        return Ok(Exit::Done);
    }
    let approved = read.records.record(plan.id.record.as_str()).map(Record::publication) == Some(Publication::Approved);
    if !args.yes && !confirmed(active, approved, context)? {
        context.terminal.say("send-not-confirmed", &[]);
        return Err(Failure::usage("send-nothing-sent"));
    }
    let data = read.data_folder(context)?;
    let route = sending::route(&read.records.settings, &data, drafts, context)?;
    let _lock = sending::lock(&data)?;
    let freeze = FreezeRequest {
        id: plan.id.clone(),
        subject: plan.subject,
        frozen: plan.frozen,
        digest: plan.digest,
        expected: active,
        now: super::context::now(),
    };
    store.freeze(freeze).await?;
    let mailing = store.find_mailing(plan.id.to_string()).await?;
    sending::carry_out(store, mailing, route, read, context).await
}

/// Writes every letter as the send would, so that what fails there fails here.
async fn write_each(plan: &Plan, store: &Sqlite) -> Result<(), Failure> {
    let filter =
        SubscriberFilter { list: Some(plan.id.list.clone()), state: Some(SubscriptionState::Active), address: None };
    for subscriber in store.subscribers(filter).await? {
        let token = subscriber.subscriptions.first().map(|subscription| subscription.token.clone());
        let recipient = Recipient {
            address: subscriber.address,
            name: subscriber.name,
            language: subscriber.language,
            token: token.unwrap_or_else(|| Token::from_bytes([0; 16])),
        };
        plan.letter(&recipient, super::context::now())?;
    }
    Ok(())
}

/// Shows what is about to be sent.
fn show(
    plan: &Plan,
    active: u64,
    counts: Option<&ListCounts>,
    drafts: Drafts,
    read: &Read,
    context: &Context,
) -> Result<(), Failure> {
    let terminal = &context.terminal;
    let settings = &read.records.settings;
    let of = |state| counts.map_or(0, |counts| counts.of(state));
    let relay = sending::relay_in_words(settings, drafts, context);
    if terminal.json {
        return terminal.data_as_json(&serde_json::json!({
            "id": plan.id.to_string(),
            "subject": plan.subject,
            "recipients": active,
            "sha256": plan.digest,
            "letter_bytes": plan.letter_size,
            "relay": relay,
        }));
    }
    let language = terminal.language();
    let title = settings.lists.get(&plan.id.list).map_or("", |list| list.title.as_str());
    let sender = settings.sender.as_ref().map(|sender| format!("{} <{}>", sender.name, sender.email));
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).into();
    let to = [
        ("count", count(active)),
        ("list", title.into()),
        ("paused", count(of(SubscriptionState::Paused))),
        ("left", count(of(SubscriptionState::Left))),
        ("bounced", count(of(SubscriptionState::Bounced))),
        ("pending", count(of(SubscriptionState::Pending))),
    ];
    let digest: String = plan.digest.chars().take(8).collect();
    let text = [("digest", digest.into()), ("size", number::file_size(plan.letter_size as u64, language).into())];
    terminal.talk(&plan.subject);
    terminal.say("send-to", &to);
    terminal.say("send-from", &[("sender", sender.unwrap_or_default().into())]);
    terminal.say("send-text", &text);
    terminal.say("send-relay", &[("relay", relay.into())]);
    Ok(())
}

/// Asks for the number of subscribers; for a text that is approved and not published, once more.
fn confirmed(active: u64, approved: bool, context: &Context) -> Result<bool, Failure> {
    let terminal = &context.terminal;
    if !terminal.is_interactive() {
        return Err(Failure::usage("send-needs-yes"));
    }
    let answer = terminal.ask(&terminal.sentence("send-confirm", &[]))?.unwrap_or_default();
    let digits: String = answer.chars().filter(char::is_ascii_digit).collect();
    if digits.parse() != Ok(active) {
        return Ok(false);
    }
    if !approved {
        return Ok(true);
    }
    let answer = terminal.ask(&terminal.sentence("send-confirm-approved", &[]))?.unwrap_or_default();
    Ok(answer.eq_ignore_ascii_case(&terminal.sentence("answer-yes", &[])))
}

/// Sends to a few addresses alone: the very bytes of a send, and no account of it.
async fn test(args: &SendArgs, plan: &Plan, read: &Read, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let addresses = args.test.iter().map(|text| {
        EmailAddress::parse(text).map_err(|_| Failure::usage("bad-address").with("address", text.as_str()))
    });
    let addresses = addresses.collect::<Result<Vec<_>, _>>()?;
    let drafts = if args.drafts { Drafts::Asked } else { Drafts::No };
    let data = read.data_folder(context)?;
    let route: Route = sending::route(&read.records.settings, &data, drafts, context)?;
    let mut carrier = Carrier::new(route, u32::MAX);
    let mut exit = Exit::Done;
    for address in addresses {
        let shown = address.to_string();
        let recipient = Recipient { address, name: None, language: None, token: Token::from_bytes([0; 16]) };
        let letter = plan.letter(&recipient, super::context::now())?;
        let said = [
            ("address", shown.into()),
            ("size", number::file_size(letter.bytes.len() as u64, terminal.language()).into()),
        ];
        if args.dry_run {
            terminal.say("send-test-dry-run", &said);
            continue;
        }
        let carried = carrier.carry(&letter).await;
        if let Some(error) = carried.unreachable {
            return Err(error.into());
        }
        match carried.outcome {
            DeliveryOutcome::Accepted(_) => terminal.say("send-test-accepted", &said),
            DeliveryOutcome::Refused(reply) | DeliveryOutcome::Deferred(reply) | DeliveryOutcome::Unknown(reply) => {
                exit = Exit::Undelivered;
                let reply = [said[0].clone(), ("code", u32::from(reply.code).into()), ("text", reply.text.into())];
                terminal.say("send-test-refused", &reply);
            }
            DeliveryOutcome::NotTried => exit = Exit::Undelivered,
        }
    }
    carrier.close().await;
    Ok(exit)
}
