//! `stop`: stops a mailing, also one that another process is sending.

use super::context::Context;
use super::exit::{Exit, Failure};
use crate::model::DeliveryState;
use crate::store::Store;
use clap::Args;

/// Stop a mailing.
#[derive(Debug, Args)]
pub struct StopArgs {
    /// The mailing: record/document/list, or a start of it.
    mailing: String,
    /// Show how many letters would be held back.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &StopArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let store = read.store(context)?;
    context.block_on(async {
        let id = store.find_mailing(args.mailing.clone()).await?.id;
        let (message, count) = if args.dry_run {
            let balance = store.balance(id.clone()).await?;
            ("stop-would", balance.of(DeliveryState::Planned) + balance.of(DeliveryState::Deferred))
        } else {
            ("stop-done", store.stop(id.clone(), super::context::now()).await?)
        };
        let count = usize::try_from(count).unwrap_or(usize::MAX);
        if context.terminal.json {
            context.terminal.data_as_json(&serde_json::json!({ "id": id.to_string(), "stopped": count }))?;
        }
        context.terminal.say(message, &[("mailing", id.to_string().into()), ("count", count.into())]);
        Ok(Exit::Done)
    })
}
