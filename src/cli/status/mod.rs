//! `status`: mailings, and what became of each delivery. Figures that do not add up are never shown.

mod report;

use super::config;
use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::sending;
use super::table::Table;
use crate::language::{date, number};
use crate::mailing::{Timeliness, timeliness};
use crate::model::{Carriage, DeliveryState, Mailing};
use crate::store::{MailingReport, OpenStore, Store};
use clap::Args;
use report::{ensure_sound, figures};

pub use report::{report, said};

/// Show mailings, and what became of each delivery.
#[derive(Debug, Args)]
pub struct StatusArgs {
    /// The mailing: record/document/list, or a start of it; all if none is named.
    mailing: Option<String>,
}

pub fn run(args: &StatusArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let store = read.store(context)?;
    context.block_on(async {
        match &args.mailing {
            None => overview(&store, &read, context).await,
            Some(name) => {
                let mailing = store.find_mailing(name.clone()).await?;
                report(&store, &mailing, context).await?;
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
        terminal
            .data_as_json(&mailings.iter().map(|it| figures(&it.id, it.carriage, &it.balance)).collect::<Vec<_>>())?;
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
    for MailingReport { id, carriage, frozen_at, balance, .. } in &mailings {
        let count = |count| number::count(count, terminal.language());
        let accepted = balance.of(DeliveryState::Accepted);
        let shown = match carriage {
            Carriage::Relay => count(accepted),
            Carriage::Outbox | Carriage::Drafts => {
                terminal.sentence("status-in-outbox", &[("count", count(accepted).into())])
            }
        };
        let settled = accepted + balance.of(DeliveryState::Suppressed);
        let day = date::short(frozen_at.with_timezone(&read.records.settings.zone()).date_naive(), terminal.language());
        table.row([id.to_string(), day, count(balance.frozen), shown, count(balance.frozen - settled)]);
    }
    table.print(terminal)?;
    Ok(Exit::Done)
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
