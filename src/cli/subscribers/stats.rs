//! `subscribers stats`: how many are on each list, and how they stand.

use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::table::Table;
use crate::language::number;
use crate::model::SubscriptionState;
use crate::store::Store;
use clap::Args;
use serde_json::{Map, json};

/// Count who is on each list.
#[derive(Debug, Args)]
pub struct StatsArgs {}

pub fn run(_: &StatsArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let terminal = &context.terminal;
    let store = read.store(context)?;
    let counts = context.block_on(async { Ok(store.counts().await?) })?;
    let lists = read.records.settings.lists.iter().map(|(id, list)| {
        let counts = counts.iter().find(|counts| counts.list == *id);
        (id, list, SubscriptionState::ALL.map(|state| counts.map_or(0, |counts| counts.of(state))))
    });
    if terminal.json {
        let rows = lists.map(|(id, list, counts)| {
            let mut row = Map::new();
            row.insert("list".to_owned(), json!(id.as_str()));
            row.insert("title".to_owned(), json!(list.title));
            for (state, count) in SubscriptionState::ALL.iter().zip(counts) {
                row.insert(state.name().to_owned(), json!(count));
            }
            row
        });
        terminal.data_as_json(&rows.collect::<Vec<_>>())?;
        return Ok(Exit::Done);
    }
    let states = SubscriptionState::ALL.map(|state| format!("subscription-{}", state.name()));
    let headings: Vec<&str> = ["list-list"].into_iter().chain(states.iter().map(String::as_str)).collect();
    let mut table = Table::new(&headings, terminal);
    for (_, list, counts) in lists {
        let [pending, active, paused, left, bounced] = counts.map(|count| number::count(count, terminal.language()));
        table.row([list.title.clone(), pending, active, paused, left, bounced]);
    }
    table.print(terminal)?;
    Ok(Exit::Done)
}
