//! `store`: the store itself. `store migrate` moves it from its file to a server.

use super::config::Secret;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::sending;
use crate::store::{MigrateRequest, Run, Sqlite, migrate};
use clap::{Args, Subcommand};
use secrecy::{ExposeSecret, SecretString};

/// The store of subscribers and mailings.
#[derive(Debug, Args)]
pub struct StoreArgs {
    #[command(subcommand)]
    act: Act,
}

#[derive(Debug, Subcommand)]
enum Act {
    Migrate(MigrateArgs),
}

/// Move the store to a PostgreSQL server.
#[derive(Debug, Args)]
pub struct MigrateArgs {
    /// The server; else the one that `OPSAMLING_STORE` names.
    #[arg(long, value_name = "URL")]
    to: Option<String>,
    /// Move it, compare it, and keep nothing.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &StoreArgs, context: &Context) -> Result<Exit, Failure> {
    match &args.act {
        Act::Migrate(args) => run_migrate(args, context),
    }
}

fn run_migrate(args: &MigrateArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let data = read.data_folder(context)?;
    let url = match &args.to {
        Some(url) => SecretString::from(url.clone()),
        None => context.config.secret(Secret::Store)?.ok_or_else(|| Failure::usage("store-migrate-where"))?,
    };
    let file = data.join(Sqlite::FILE);
    if !file.exists() {
        return Err(Failure::wrong("store-nothing-to-move").with("file", file.display().to_string()));
    }
    let to = read.server(&url)?;
    let from = read.file_to_move(context)?;
    // Nothing changes below the rows that are under way.
    let _lock = sending::lock_folder(&data, &read, context)?;
    let terminal = &context.terminal;
    terminal.say("store-migrating", &[("server", to.name().into())]);
    let request = MigrateRequest { from: &from, to: &to, run: if args.dry_run { Run::Dry } else { Run::ForReal } };
    let outcome = context.block_on(async { Ok(migrate(request).await?) })?;
    if terminal.json {
        let rows: serde_json::Map<_, _> =
            outcome.rows.iter().map(|(table, count)| ((*table).to_owned(), (*count).into())).collect();
        terminal.data_as_json(&rows)?;
    }
    let mut counts: Vec<_> = outcome
        .rows
        .iter()
        .map(|(table, count)| (*table, usize::try_from(*count).unwrap_or(usize::MAX).into()))
        .collect();
    counts.push(("server", to.name().into()));
    counts.push(("file", file.display().to_string().into()));
    terminal.say(if args.dry_run { "store-migrate-would" } else { "store-migrated" }, &counts);
    if !args.dry_run {
        // The line goes into a file that others see.
        let secret = super::stores::has_password(url.expose_secret());
        let line = if secret { "store-switch-secret" } else { "store-switch" };
        let shown = if secret { String::new() } else { url.expose_secret().to_owned() };
        terminal.say(line, &[("url", shown.into())]);
    }
    Ok(Exit::Done)
}
