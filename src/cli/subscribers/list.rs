//! `subscribers list`: who is on the lists, and how each stands.

use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::lists;
use crate::cli::table::Table;
use crate::model::SubscriptionState;
use crate::store::{Store, SubscriberFilter};
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;

/// List who is on the lists.
#[derive(Debug, Args)]
pub struct ListArgs {
    /// One list alone.
    #[arg(long, value_name = "LIST")]
    list: Option<String>,
    /// Those alone whose subscription stands so.
    #[arg(long, value_parser = PossibleValuesParser::new(SubscriptionState::ALL.map(SubscriptionState::name)))]
    state: Option<String>,
}

pub fn run(args: &ListArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let terminal = &context.terminal;
    let filter = SubscriberFilter {
        list: args.list.as_deref().map(|name| lists::named(&read, name)).transpose()?,
        state: args.state.as_deref().and_then(SubscriptionState::parse),
        address: None,
    };
    let store = read.store(context)?;
    let subscribers = context.block_on(async { Ok(store.subscribers(filter).await?) })?;
    if terminal.json {
        let rows = subscribers.iter().flat_map(|subscriber| {
            subscriber.subscriptions.iter().map(|subscription| {
                json!({
                    "id": subscriber.address.as_str(),
                    "name": subscriber.name,
                    "organisation": subscriber.organisation,
                    "list": subscription.list.as_str(),
                    "state": subscription.state,
                    "since": subscription.since.to_rfc3339(),
                })
            })
        });
        terminal.data_as_json(&rows.collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["list-email", "list-name", "list-list", "list-state"], terminal);
    for subscriber in &subscribers {
        for subscription in &subscriber.subscriptions {
            table.row([
                subscriber.address.to_string(),
                subscriber.name.clone().unwrap_or_default(),
                subscription.list.to_string(),
                terminal.sentence(&format!("subscription-{}", subscription.state.name()), &[]),
            ]);
        }
    }
    table.print(terminal)?;
    Ok(Exit::Done)
}
