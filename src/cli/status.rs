//! `status`: mailings, and what became of each delivery. Figures that do not add up are never shown.

use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::table::Table;
use super::terminal::Terminal;
use crate::language::date::TimeSpan;
use crate::language::{date, number, time};
use crate::model::{Balance, Delivery, DeliveryState, MailingId};
use crate::store::{DeliveryFilter, MailingReport, OpenStore, Store};
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

pub fn run(args: &StatusArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let store = read.store(context)?;
    context.block_on(async {
        match &args.mailing {
            None => overview(&store, &read, context).await,
            Some(name) => {
                let id = store.find_mailing(name.clone()).await?.id;
                report(&store, &id, context).await?;
                say_how_to_go_on(&store, &id, &read, context).await
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
        let day = date::short(frozen_at.with_timezone(&read.zone()).date_naive(), terminal.language());
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
    let of = |state| DeliveryFilter { mailing: id.clone(), states: vec![state], limit: usize::MAX };
    let unknown = store.deliveries(of(DeliveryState::Unknown)).await?;
    let refused = store.deliveries(of(DeliveryState::Refused)).await?;
    let next = store.next_try(id.clone()).await?;
    if terminal.json {
        let mut object = figures(id, &balance);
        object.insert("next_try".to_owned(), json!(next.map(|next| next.to_rfc3339())));
        let addresses =
            |deliveries: &[Delivery]| deliveries.iter().map(|it| json!(it.recipient.address.as_str())).collect();
        object.insert("unknown_addresses".to_owned(), addresses(&unknown));
        object.insert("refused_addresses".to_owned(), addresses(&refused));
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
    for reply in replies.iter().take(LISTED) {
        let code = if reply.code == 0 { String::new() } else { format!("{} ", reply.code) };
        let code = format!("{code}{}", reply.enhanced.as_ref().map(|it| format!("{it} ")).unwrap_or_default());
        let state = terminal.sentence(&format!("delivery-{}", reply.state.name()), &[]);
        terminal.data(&format!("  {:>9} {state}: {code}{}\n", count(reply.count), said(&reply.text, terminal)))?;
    }
    for (name, deliveries) in [("delivery-refused", &refused), ("delivery-unknown", &unknown)] {
        for delivery in deliveries.iter().take(LISTED) {
            terminal.data(&format!("  {}: {}\n", terminal.sentence(name, &[]), delivery.recipient.address))?;
        }
    }
    let longest = unknown.len().max(refused.len());
    if longest > LISTED {
        terminal.say("status-more-unknown", &[("count", (longest - LISTED).into())]);
    }
    if !unknown.is_empty() {
        terminal.say("status-unknown", &[]);
    }
    Ok(exit_of(&balance))
}

/// When the rest is tried, and by which command.
async fn say_how_to_go_on(store: &OpenStore, id: &MailingId, read: &Read, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    if terminal.json {
        return Ok(Exit::Done);
    }
    if let Some(next) = store.next_try(id.clone()).await? {
        let local = next.with_timezone(&read.zone());
        let clock = TimeSpan { start: local.time(), end: None };
        let day = date::short(local.date_naive(), terminal.language());
        let said = [("day", day.into()), ("time", time::span(&clock, terminal.language()).into())];
        terminal.say("status-next-try", &said);
    }
    let balance = store.balance(id.clone()).await?;
    let left = [DeliveryState::Planned, DeliveryState::Deferred, DeliveryState::Stopped, DeliveryState::Claimed];
    if left.iter().any(|state| balance.of(*state) > 0) {
        terminal.say("status-resume", &[("mailing", id.to_string().into())]);
    }
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
