//! `bounces`: reads mail that came back, writes it down once, and gives up addresses that take no mail.

use super::arrivals::{Arrivals, Marks};
use super::bounce_row::{self, BounceRow};
use super::context::{self, Context};
use super::exit::{Exit, Failure};
use super::table::Table;
use super::terminal::Terminal;
use crate::language::date;
use crate::letter::returned::{Returned, ReturnedKind};
use crate::store::{ReceiveRequest, ReceivedMail, Run, Store};
use clap::Args;
use clap::builder::NonEmptyStringValueParser;

/// Read mail that came back.
#[derive(Debug, Args)]
pub struct BouncesArgs {
    /// A file, a folder, a Maildir or imaps://user@host/Folder; what was read before if nothing is named.
    #[arg(value_name = "FILE|MAILDIR|imaps://…", value_parser = NonEmptyStringValueParser::new())]
    source: Option<String>,
    /// Show what would happen.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &BouncesArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let store = read.store(context)?;
    let terminal = &context.terminal;
    let Some(source) = &args.source else {
        let kept = context.block_on(async { Ok(store.kept().await?) })?;
        let zone = read.records.settings.zone();
        let rows = kept.into_iter().map(|kept| {
            let day = date::short(kept.returned_at.with_timezone(&zone).date_naive(), terminal.language());
            let who = if kept.kind.is_bounce() { kept.said } else { kept.subject.unwrap_or_default() };
            BounceRow {
                file: kept.source,
                kind: kept.kind,
                address: kept.address.or_else(|| kept.sender.filter(|_| !kept.kind.is_bounce())),
                code: kept.code,
                status: kept.status,
                what: format!("{day} {}", who.chars().take(60).collect::<String>()),
            }
        });
        return show(&rows.collect::<Vec<_>>(), terminal).map(|()| Exit::Done);
    };
    let run = if args.dry_run { Run::Dry } else { Run::ForReal };
    let mut rows = Vec::new();
    let ended = context.block_on(async {
        let mut arrivals = Arrivals::open(source, &read, context).await?;
        loop {
            let mails = arrivals.next(terminal).await?;
            if mails.is_empty() {
                break;
            }
            let numbers: Vec<Option<u32>> = mails.iter().map(|mail| mail.number).collect();
            let mails = mails
                .into_iter()
                .map(|mail| ReceivedMail { returned: Returned::read(&mail.bytes), source: mail.source });
            let mails: Vec<ReceivedMail> = mails.collect();
            let request = ReceiveRequest { mails: mails.clone(), run, now: context::now() };
            let effects = store.receive(request).await?;
            let acted = |mail: &ReceivedMail| mail.returned.kind.is_bounce();
            for (mail, effects) in mails.iter().zip(&effects) {
                rows.extend(bounce_row::of(mail, effects, terminal));
            }
            let acted_on = numbers.iter().zip(&mails).filter(|(_, mail)| acted(mail)).filter_map(|(number, _)| *number);
            arrivals.mark(&Marks { acted_on: acted_on.collect(), listed: Vec::new() }, run).await?;
        }
        Ok(arrivals.close().await)
    });
    // What was acted on is told also where the reading broke off: at a server it is not read again.
    if !rows.is_empty() || ended == Ok(Exit::Done) {
        show(&rows, terminal)?;
        say_sums(&rows, run, terminal);
    }
    ended
}

fn show(rows: &[BounceRow], terminal: &Terminal) -> Result<(), Failure> {
    if terminal.json {
        return terminal.data_as_json(&rows);
    }
    if rows.is_empty() {
        terminal.say("bounces-none", &[]);
        return Ok(());
    }
    let headings = ["bounces-kind", "list-email", "bounces-code", "bounces-what", "bounces-file"];
    let mut table = Table::new(&headings, terminal);
    for row in rows {
        let kind = terminal.sentence(&format!("returned-{}", row.kind.name().replace('_', "-")), &[]);
        let code: Vec<String> =
            [row.code.map(|code| code.to_string()), row.status.clone()].into_iter().flatten().collect();
        let file = row.file.clone().unwrap_or_else(|| terminal.sentence("bounces-at-sending", &[]));
        table.row([kind, row.address.clone().unwrap_or_default(), code.join(" "), row.what.clone(), file]);
    }
    table.print(terminal)
}

fn say_sums(rows: &[BounceRow], run: Run, terminal: &Terminal) {
    let count = |kind| rows.iter().filter(|row| row.kind == kind).count().into();
    let sums = [
        ("hard", count(ReturnedKind::Hard)),
        ("soft", count(ReturnedKind::Soft)),
        ("replies", count(ReturnedKind::AutoReply)),
        ("complaints", count(ReturnedKind::Complaint)),
        ("other", count(ReturnedKind::Other)),
    ];
    terminal.say(if run == Run::Dry { "bounces-would" } else { "bounces-done" }, &sums);
}
