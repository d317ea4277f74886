//! `subscribers export`: the lists as CSV that opens in Excel.

use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::{lists, output};
use crate::intake::subscribers::{self as intake, SubscriberRow};
use crate::store::{Store, SubscriberFilter};
use clap::Args;
use std::path::PathBuf;

/// Print the lists as CSV.
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// One list alone.
    #[arg(long, value_name = "LIST")]
    list: Option<String>,
    /// Write this file.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub fn run(args: &ExportArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let filter = SubscriberFilter {
        list: args.list.as_deref().map(|name| lists::named(&read, name)).transpose()?,
        ..SubscriberFilter::default()
    };
    let store = read.store(context)?;
    let subscribers = context.block_on(async { Ok(store.subscribers(filter).await?) })?;
    let rows: Vec<SubscriberRow> = subscribers.iter().flat_map(SubscriberRow::of).collect();
    let bytes = intake::write(&rows);
    match &args.output {
        None => context.terminal.data(&String::from_utf8_lossy(&bytes))?,
        Some(file) => {
            let file = context.config.directory.join(file);
            output::write(&file, &bytes, &read, context)?;
            let said = [("count", rows.len().into()), ("file", file.display().to_string().into())];
            context.terminal.say("export-written", &said);
        }
    }
    Ok(Exit::Done)
}
