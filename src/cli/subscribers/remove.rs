//! `subscribers remove`: a person off a list, or off all. It lasts: no import brings them back.

use super::address;
use crate::cli::context::{self, Context};
use crate::cli::exit::{Exit, Failure};
use crate::cli::lists;
use crate::store::{RemoveRequest, Run, Store};
use clap::Args;

/// Take a person off a list, or off all.
#[derive(Debug, Args)]
pub struct RemoveArgs {
    /// The address.
    email: String,
    /// From this list alone.
    #[arg(long, value_name = "LIST")]
    list: Option<String>,
    /// Show what would happen.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &RemoveArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let request = RemoveRequest {
        address: address(&args.email)?,
        list: args.list.as_deref().map(|name| lists::named(&read, name)).transpose()?,
        run: if args.dry_run { Run::Dry } else { Run::ForReal },
        now: context::now(),
    };
    let store = read.store(context)?;
    let left = context.block_on(async { Ok(store.remove(request).await?) })?;
    let left: Vec<String> = left.iter().map(ToString::to_string).collect();
    if context.terminal.json {
        context.terminal.data_as_json(&serde_json::json!({ "id": args.email.trim(), "left": left }))?;
    }
    let said = [("address", args.email.trim().into()), ("lists", left.join(", ").into()), ("count", left.len().into())];
    context.terminal.say(if args.dry_run { "remove-would" } else { "remove-done" }, &said);
    Ok(Exit::Done)
}
