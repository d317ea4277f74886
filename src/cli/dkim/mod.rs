//! `dkim`: the keys that sign letters. One act one file.

mod new;
mod record;
mod show;

use super::context::Context;
use super::exit::{Exit, Failure};
use clap::{Args, Subcommand};

/// The keys that sign letters.
#[derive(Debug, Args)]
pub struct DkimArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    New(new::NewArgs),
    Show(show::ShowArgs),
}

pub fn run(args: &DkimArgs, context: &Context) -> Result<Exit, Failure> {
    match &args.act {
        Act::New(args) => new::run(args, context),
        Act::Show(args) => show::run(args, context),
    }
}
