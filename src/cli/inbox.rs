//! `inbox`: reads what comes back by mail; who asks for it leaves, what was returned is handed on, the rest is listed.

use super::arrivals::{Arrivals, Marks};
use super::context::Context;
use super::exit::{Exit, Failure};
use super::post::{Post, Row};
use super::table::Table;
use super::terminal::Terminal;
use crate::store::Run;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;

/// Read what comes back by mail.
#[derive(Debug, Args)]
pub struct InboxArgs {
    /// A file, a folder, a Maildir or imaps://user@host/Folder.
    #[arg(value_name = "FILE|MAILDIR|imaps://…", value_parser = NonEmptyStringValueParser::new())]
    source: String,
    /// Show what would happen.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &InboxArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let run = if args.dry_run { Run::Dry } else { Run::ForReal };
    let post =
        Post { store: read.store(context)?, run, zone: read.records.settings.zone(), terminal: &context.terminal };
    let mut rows = Vec::new();
    let ended = context.block_on(async {
        let mut arrivals = Arrivals::open(&args.source, &read, context).await?;
        loop {
            let mails = arrivals.next(&context.terminal).await?;
            if mails.is_empty() {
                break;
            }
            let mut marks = Marks::default();
            for mail in mails {
                let number = mail.number;
                let is_seen = mail.is_seen;
                let found = post.take(mail).await?;
                let is_acted_on = found.iter().any(|row| matches!(row.kind, "unsubscribe" | "hard" | "soft"));
                if is_acted_on { &mut marks.acted_on } else { &mut marks.listed }.extend(number);
                // What somebody has read in a Maildir need not be shown again and again.
                rows.extend(found.into_iter().filter(|_| is_acted_on || !is_seen));
            }
            arrivals.mark(&marks, run).await?;
        }
        Ok(arrivals.close().await)
    });
    // What was acted on is told also where the reading broke off: at a server it is not read again.
    if !rows.is_empty() || ended == Ok(Exit::Done) {
        show(&rows, run, &context.terminal)?;
    }
    ended
}

fn show(rows: &[Row], run: Run, terminal: &Terminal) -> Result<(), Failure> {
    if terminal.json {
        return terminal.data_as_json(&rows);
    }
    if rows.is_empty() {
        terminal.say("inbox-none", &[]);
        return Ok(());
    }
    let headings = ["bounces-kind", "list-date", "inbox-from", "inbox-subject", "bounces-what"];
    let mut table = Table::new(&headings, terminal);
    for row in rows {
        let kind = terminal.sentence(&format!("returned-{}", row.kind.replace('_', "-")), &[]);
        let who = row.address.clone().filter(|_| !row.what.is_empty()).unwrap_or_else(|| row.from.clone());
        table.row([kind, row.day.clone(), who, row.subject.clone(), row.what.clone()]);
    }
    table.print(terminal)?;
    let left = rows.iter().filter(|row| row.kind == "unsubscribe").count();
    let returned = rows.iter().filter(|row| matches!(row.kind, "hard" | "soft")).count();
    let sums = [("left", left.into()), ("returned", returned.into()), ("rest", (rows.len() - left - returned).into())];
    terminal.say(if run == Run::Dry { "inbox-would" } else { "inbox-done" }, &sums);
    Ok(())
}
