//! What has become of one mailing: its figures, what the relay said, whose delivery is unknown.

use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::table::Table;
use crate::cli::terminal::Terminal;
use crate::language::number;
use crate::model::{Balance, Carriage, Delivery, DeliveryState, Mailing, MailingId};
use crate::store::{DeliveryFilter, DomainCount, OpenStore, ReplyCount, Store};
use serde_json::{Map, Value, json};

/// How many deliveries of a kind are listed one by one.
const LISTED: usize = 50;

/// How many domains are listed.
const LISTED_DOMAINS: usize = 10;

/// Shows one mailing's figures, what the relay said, and whose delivery is unknown. The exit is 4 where a letter is missing.
///
/// # Errors
/// `Failure` with exit 70 where the figures do not add up.
pub async fn report(store: &OpenStore, mailing: &Mailing, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let Mailing { id, carriage, .. } = mailing;
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
        let mut object = figures(id, *carriage, &balance);
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
        let name = match (state, carriage) {
            (DeliveryState::Accepted, Carriage::Outbox | Carriage::Drafts) => "delivery-in-outbox".to_owned(),
            _ => format!("delivery-{}", state.name()),
        };
        terminal.data(&line(&name, balance.of(state)))?;
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

/// Done where every letter is accepted, or its reader has left.
fn exit_of(balance: &Balance) -> Exit {
    let done = balance.of(DeliveryState::Accepted) + balance.of(DeliveryState::Suppressed) == balance.frozen;
    if done { Exit::Done } else { Exit::Undelivered }
}

pub(super) fn ensure_sound(id: &MailingId, balance: &Balance) -> Result<(), Failure> {
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

/// One object: `id`, `carriage`, `frozen`, and one integer a state.
pub(super) fn figures(id: &MailingId, carriage: Carriage, balance: &Balance) -> Map<String, Value> {
    let mut object = Map::new();
    object.insert("id".to_owned(), json!(id.to_string()));
    object.insert("carriage".to_owned(), json!(carriage.name()));
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
