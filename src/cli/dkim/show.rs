//! `dkim show`: prints again what DNS is to say of the keys that the settings name.

use super::record::DnsRecord;
use crate::cli::context::Context;
use crate::cli::exit::{Exit, Failure};
use crate::cli::signing;
use crate::letter::DkimError;
use clap::Args;

/// Print the records of the keys.
#[derive(Debug, Args)]
pub struct ShowArgs {}

pub fn run(_: &ShowArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let terminal = &context.terminal;
    let keys = signing::keys(&read, context)?;
    let entries = keys.iter().zip(&read.records.settings.relay.dkim);
    let records: Result<Vec<DnsRecord>, DkimError> =
        entries.map(|(key, entry)| DnsRecord::of(key, &entry.key_file)).collect();
    let records = records?;
    if terminal.json {
        terminal.data_as_json(&records)?;
    } else {
        let texts: Vec<String> = records.iter().map(|record| record.in_words(terminal)).collect();
        terminal.data(&texts.join("\n"))?;
    }
    if records.is_empty() {
        terminal.say("dkim-none", &[]);
    }
    Ok(Exit::Done)
}
