//! `status`: mailings, and what became of each delivery. Figures that do not add up are never shown.

use super::config;
use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::sending;
use super::table::Table;
use super::terminal::Terminal;
use crate::language::{date, number};
use crate::mailing::{Timeliness, timeliness};
use crate::model::{Balance, Delivery, DeliveryState, Mailing, MailingId};
use crate::store::{DeliveryFilter, DomainCount, MailingReport, OpenStore, ReplyCount, Store};
use clap::Args;
use serde_json::{Map, Value, json};

/// Show mailings, and what became of each delivery.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// The mailing: record/document/list, or a start of it; all if none is named.
    mailing: Option<String>,
}

/// How many deliveries of a kind are listed one by one.
const LISTED: usize = 50;

/// How many domains are listed.
const LISTED_DOMAINS: usize = 10;

pub fn run(args: &StatusArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let store = read.store(context)?;
    context.block_on(async {
        match &args.mailing {
            None => overview(&store, &read, context).await,
            Some(name) => {
                let mailing = store.find_mailing(name.clone()).await?;
                report(&store, &mailing.id, context).await?;
                say_how_to_go_on(&store, &mailing, &read, context).await
            }
        }
    })
}

async fn overview(store: &OpenStore, read: &Read, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let mailings = store.mailings().await?;
    for mailing in &mailings {
        ensure_sound(&mailing.id, &mailing.balance)?;
    }
    if terminal.json {
        terminal.data_as_json(&mailings.iter().map(|it| figures(&it.id, &it.balance)).collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    if mailings.is_empty() {
        terminal.say("status-none", &[]);
        return Ok(Exit::Done);
    }
    let mut table = Table::new(
        &["status-mailing", "status-frozen-at", "status-frozen", "status-accepted", "status-open"],
        terminal,
    );
    for MailingReport { id, frozen_at, balance, .. } in &mailings {
        let count = |count| number::count(count, terminal.language());
        let accepted = balance.of(DeliveryState::Accepted);
        let settled = accepted + balance.of(DeliveryState::Suppressed);
        let day = date::short(frozen_at.with_timezone(&read.records.settings.zone()).date_naive(), terminal.language());
        table.row([id.to_string(), day, count(balance.frozen), count(accepted), count(balance.frozen - settled)]);
    }
    table.print(terminal)?;
    Ok(Exit::Done)
}

/// Shows one mailing's figures, what the relay said, and whose delivery is unknown. The exit is 4 where a letter is missing.
///
/// # Errors
/// `Failure` with exit 70 where the figures do not add up.
pub async fn report(store: &OpenStore, id: &MailingId, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let balance = store.balance(id.clone()).await?;
    ensure_sound(id, &balance)?;
    let replies = store.reply_counts(id.clone()).await?;
    let limit = if terminal.json { usize::MAX } else { LISTED };
    let of = |state| DeliveryFilter { mailing: id.clone(), states: vec![state], after: 0, limit };
    let unknown = store.deliveries(of(DeliveryState::Unknown)).await?;
    let refused = store.deliveries(of(DeliveryState::Refused)).await?;
    let next = store.next_try(id.clone()).await?;
    let domains = store.refusing_domains(id.clone()).await?;
    if terminal.json {
        let mut object = figures(id, &balance);
        object.insert("next_try".to_owned(), json!(next.map(|next| next.to_rfc3339())));
        let addresses =
            |deliveries: &[Delivery]| deliveries.iter().map(|it| json!(it.recipient.address.as_str())).collect();
        object.insert("unknown_addresses".to_owned(), addresses(&unknown));
        object.insert("refused_addresses".to_owned(), addresses(&refused));
        object.insert("replies".to_owned(), replies.iter().map(reply_figures).collect());
        object.insert("refusing_domains".to_owned(), domains.iter().map(domain_figures).collect());
        terminal.data_as_json(&object)?;
        return Ok(exit_of(&balance));
    }
    terminal.data(&format!("{id}\n"))?;
    let count = |count| number::count(count, terminal.language());
    let line = |name: &str, number: u64| format!("  {:<12} {:>9}\n", terminal.sentence(name, &[]), count(number));
    for state in DeliveryState::ALL.into_iter().filter(|state| balance.of(*state) > 0) {
        terminal.data(&line(&format!("delivery-{}", state.name()), balance.of(state)))?;
    }
    terminal.data(&line("delivery-frozen", balance.frozen))?;
    show_replies(&replies, terminal)?;
    show_domains(&domains, terminal)?;
    for (name, deliveries) in [("delivery-refused", &refused), ("delivery-unknown", &unknown)] {
        for delivery in deliveries {
            terminal.data(&format!("  {}: {}\n", terminal.sentence(name, &[]), delivery.recipient.address))?;
        }
    }
    let longest = balance.of(DeliveryState::Unknown).max(balance.of(DeliveryState::Refused));
    if let Some(more) = usize::try_from(longest).unwrap_or(usize::MAX).checked_sub(LISTED).filter(|more| *more > 0) {
        terminal.say("status-more-unknown", &[("count", more.into())]);
    }
    if !unknown.is_empty() {
        terminal.say("status-unknown", &[("mailing", id.to_string().into())]);
    }
    Ok(exit_of(&balance))
}

/// What the relay said, and how often.
fn show_replies(replies: &[ReplyCount], terminal: &Terminal) -> Result<(), Failure> {
    if replies.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["status-letters", "status-state", "status-code", "status-reply"], terminal);
    for reply in replies.iter().take(LISTED) {
        let code = [(reply.code > 0).then(|| reply.code.to_string()), reply.enhanced.clone()];
        table.row([
            number::count(reply.count, terminal.language()),
            terminal.sentence(&format!("delivery-{}", reply.state.name()), &[]),
            code.into_iter().flatten().collect::<Vec<_>>().join(" "),
            said(&reply.text, terminal),
        ]);
    }
    terminal.data("\n")?;
    table.print(terminal)
}

/// Where most letters were refused.
fn show_domains(domains: &[DomainCount], terminal: &Terminal) -> Result<(), Failure> {
    if domains.is_empty() {
        return Ok(());
    }
    let mut table = Table::new(&["status-domain", "status-domain-refused", "status-domain-all"], terminal);
    for domain in domains.iter().take(LISTED_DOMAINS) {
        let count = |count| number::count(count, terminal.language());
        table.row([domain.domain.clone(), count(domain.refused), count(domain.all)]);
    }
    terminal.data("\n")?;
    table.print(terminal)?;
    terminal.data("\n")
}

fn reply_figures(reply: &ReplyCount) -> Value {
    json!({
        "state": reply.state, "code": reply.code, "enhanced": reply.enhanced, "text": reply.text, "count": reply.count,
    })
}

fn domain_figures(domain: &DomainCount) -> Value {
    json!({ "domain": domain.domain, "refused": domain.refused, "all": domain.all })
}

/// When the rest is tried, and by which command.
async fn say_how_to_go_on(
    store: &OpenStore,
    mailing: &Mailing,
    read: &Read,
    context: &Context,
) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    if terminal.json {
        return Ok(Exit::Done);
    }
    if let Some(next) = store.next_try(mailing.id.clone()).await? {
        terminal.say("status-next-try", &sending::moment(next, read, terminal));
    }
    let balance = store.balance(mailing.id.clone()).await?;
    let left = [DeliveryState::Planned, DeliveryState::Deferred, DeliveryState::Stopped, DeliveryState::Claimed];
    if left.iter().all(|state| balance.of(*state) == 0) {
        return Ok(Exit::Done);
    }
    let (name, due) = match timeliness(mailing, &balance, config::now()) {
        Timeliness::Early(due) if balance.of(DeliveryState::Stopped) == 0 => ("status-early", Some(due)),
        Timeliness::TooLate(due) => ("status-too-late", Some(due)),
        Timeliness::Early(_) | Timeliness::OnTime => ("status-resume", None),
    };
    let mut said = due.map(|due| sending::moment(due, read, terminal)).unwrap_or_default();
    said.push(("mailing", mailing.id.to_string().into()));
    terminal.say(name, &said);
    Ok(Exit::Done)
}

/// Done where every letter is accepted, or its reader has left.
fn exit_of(balance: &Balance) -> Exit {
    let done = balance.of(DeliveryState::Accepted) + balance.of(DeliveryState::Suppressed) == balance.frozen;
    if done { Exit::Done } else { Exit::Undelivered }
}

fn ensure_sound(id: &MailingId, balance: &Balance) -> Result<(), Failure> {
    if balance.is_sound() {
        return Ok(());
    }
    let sum: u64 = balance.counts.iter().sum();
    let number = |number| usize::try_from(number).unwrap_or(usize::MAX);
    Err(Failure::fault("balance-unsound")
        .with("mailing", id.to_string())
        .with("sum", number(sum))
        .with("frozen", number(balance.frozen)))
}

/// One object: `id`, `frozen`, and one integer a state.
fn figures(id: &MailingId, balance: &Balance) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(id.to_string()));
    object.insert("frozen".to_owned(), json!(balance.frozen));
    for state in DeliveryState::ALL {
        object.insert(state.name().to_owned(), json!(balance.of(state)));
    }
    object
}

/// What a relay said, which never moves the cursor; or what we say where no reply came.
pub fn said(text: &str, terminal: &Terminal) -> String {
    let text = if text.is_empty() { "delivery-cut-off" } else { text };
    let ours = text.starts_with("delivery-").then(|| terminal.find(text, &[])).flatten();
    ours.unwrap_or_else(|| text.to_owned()).chars().filter(|c| !c.is_control()).collect()
}
