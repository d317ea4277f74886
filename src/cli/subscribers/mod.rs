//! `subscribers`: the lists. One act one file.

mod add;
mod export;
mod import;
mod list;
mod remove;
mod stats;

use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use crate::language::date;
use crate::model::{Basis, EmailAddress, Id};
use chrono::NaiveDate;
use clap::{Args, Subcommand};
use std::collections::BTreeMap;

pub use import::ImportArgs;

/// The lists.
#[derive(Debug, Args)]
pub struct SubscribersArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    Import(ImportArgs),
    Export(export::ExportArgs),
    Add(add::AddArgs),
    Remove(remove::RemoveArgs),
    List(list::ListArgs),
    Stats(stats::StatsArgs),
}

pub fn run(args: &SubscribersArgs, context: &Context) -> Result<Exit, Failure> {
    match &args.act {
        Act::Import(args) => import::run(args, context),
        Act::Export(args) => export::run(args, context),
        Act::Add(args) => add::run(args, context),
        Act::Remove(args) => remove::run(args, context),
        Act::List(args) => list::run(args, context),
        Act::Stats(args) => stats::run(args, context),
    }
}

pub use import::run as import;

/// The lists with the legal ground of each.
fn bases(read: &Read) -> BTreeMap<Id, Basis> {
    read.records.settings.lists.iter().map(|(id, list)| (id.clone(), list.basis)).collect()
}

fn address(text: &str) -> Result<EmailAddress, Failure> {
    EmailAddress::parse(text).map_err(|_| Failure::wrong("bad-address").with("address", text))
}

/// The day on which somebody said yes.
fn consented(text: Option<&str>) -> Result<Option<NaiveDate>, Failure> {
    let day = |text: &str| date::parse(text.trim()).map(|date| date.day);
    text.map(|text| day(text).ok_or_else(|| Failure::wrong("bad-date").with("text", text))).transpose()
}
