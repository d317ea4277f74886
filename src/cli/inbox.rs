//! `inbox`: reads what comes back by mail; who asks for it leaves, what was returned is handed on, the rest is listed.

use super::arrivals::{Arrivals, Marks};
use super::bounces::{self, BounceRow};
use super::context::{self, Context};
use super::exit::{Exit, Failure};
use super::table::Table;
use super::terminal::Terminal;
use crate::inbox::Mail;
use crate::language::date;
use crate::letter::Leaving;
use crate::letter::returned::{Returned, ReturnedKind};
use crate::store::{LeaveRequest, Leaver, ReceiveRequest, ReceivedMail, Run, Sqlite, Store};
use clap::Args;

/// Read what comes back by mail.
#[derive(Debug, Args)]
pub struct InboxArgs {
    /// A file, a folder, a Maildir or imaps://user@host/Folder.
    #[arg(value_name = "FILE|MAILDIR|imaps://…")]
    source: String,
    /// Show what would happen.
    #[arg(long)]
    dry_run: bool,
}

/// One mail; `--json` gives it.
#[derive(Debug, serde::Serialize)]
struct Row {
    file: String,
    kind: &'static str,
    from: String,
    subject: String,
    date: Option<String>,
    address: Option<String>,
    code: Option<u16>,
    status: Option<String>,
    lists: Vec<String>,
    #[serde(skip)]
    day: String,
    #[serde(skip)]
    what: String,
}

/// What the run is about.
struct Post<'a> {
    store: Sqlite,
    run: Run,
    zone: chrono_tz::Tz,
    terminal: &'a Terminal,
}

pub fn run(args: &InboxArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let run = if args.dry_run { Run::Dry } else { Run::ForReal };
    let post = Post { store: read.store(context)?, run, zone: read.zone(), terminal: &context.terminal };
    let mut rows = Vec::new();
    context.block_on(async {
        let mut arrivals = Arrivals::open(&args.source, &read, context).await?;
        loop {
            let mails = arrivals.next().await?;
            if mails.is_empty() {
                break;
            }
            let mut marks = Marks::default();
            for mail in mails {
                let number = mail.number;
                let is_seen = mail.is_seen;
                let found = post.take(mail).await?;
                let is_acted_on = found.iter().any(|row| matches!(row.kind, "unsubscribe" | "hard" | "soft"));
                if is_acted_on {
                    marks.acted_on.push(number)
                } else {
                    marks.listed.push(number)
                }
                // What somebody has read in a Maildir need not be shown again and again.
                rows.extend(found.into_iter().filter(|_| is_acted_on || !is_seen || number > 0));
            }
            arrivals.mark(&marks, run).await?;
        }
        arrivals.close().await;
        Ok(())
    })?;
    post.show(&rows)?;
    Ok(Exit::Done)
}

impl Post<'_> {
    /// Does what a mail asks for.
    async fn take(&self, mail: Mail) -> Result<Vec<Row>, Failure> {
        let returned = Returned::read(&mail.bytes);
        let is_wish = |leaving: &Leaving| match leaving {
            Leaving::Token(_) => !returned.kind.is_bounce(),
            // Without a token it must be a person that asks.
            Leaving::Sender(_) => returned.kind == ReturnedKind::Other,
        };
        if let Some(leaving) = Leaving::read(&mail.bytes).filter(is_wish) {
            return Ok(vec![self.leave(mail.source, returned, leaving).await?]);
        }
        if !returned.kind.is_bounce() && returned.kind != ReturnedKind::Complaint {
            return Ok(vec![self.row(&mail.source, returned.kind.name(), &returned)]);
        }
        let received = ReceivedMail { source: mail.source, returned };
        let request = ReceiveRequest { mails: vec![received.clone()], run: self.run, now: context::now() };
        let effects = self.store.receive(request).await?.pop().unwrap_or_default();
        let rows = bounces::rows_of(&received, &effects, self.terminal).into_iter().map(|bounce| {
            let BounceRow { kind, address, code, status, what, .. } = bounce;
            Row { address, code, status, what, ..self.row(&received.source, kind.name(), &received.returned) }
        });
        Ok(rows.collect())
    }

    async fn leave(&self, source: String, returned: Returned, leaving: Leaving) -> Result<Row, Failure> {
        let leaver = match leaving {
            Leaving::Token(token) => Leaver::Token(token),
            Leaving::Sender(address) => Leaver::Address(address),
        };
        let request = LeaveRequest { leaver, run: self.run, now: context::now() };
        let row = self.row(&source, "unsubscribe", &returned);
        let Some(outcome) = self.store.leave(request).await? else {
            // Nobody's wish that we could carry out: a person must look at it.
            return Ok(Row { kind: "other", what: self.terminal.sentence("inbox-leaver-unknown", &[]), ..row });
        };
        let lists: Vec<String> = outcome.lists.iter().map(ToString::to_string).collect();
        let said = [
            ("address", outcome.address.to_string().into()),
            ("lists", lists.join(", ").into()),
            ("count", lists.len().into()),
        ];
        let what = self.terminal.sentence("inbox-left", &said);
        Ok(Row { address: Some(outcome.address.to_string()), lists, what, ..row })
    }

    fn row(&self, source: &str, kind: &'static str, returned: &Returned) -> Row {
        let day = returned.date.map(|date| date.with_timezone(&self.zone).date_naive());
        Row {
            file: source.to_owned(),
            kind,
            from: returned.from.clone(),
            subject: returned.subject.clone(),
            date: returned.date.map(|date| date.to_rfc3339()),
            address: None,
            code: None,
            status: None,
            lists: Vec::new(),
            day: day.map(|day| date::short(day, self.terminal.language())).unwrap_or_default(),
            what: String::new(),
        }
    }

    fn show(&self, rows: &[Row]) -> Result<(), Failure> {
        let terminal = self.terminal;
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
        let sums =
            [("left", left.into()), ("returned", returned.into()), ("rest", (rows.len() - left - returned).into())];
        terminal.say(if self.run == Run::Dry { "inbox-would" } else { "inbox-done" }, &sums);
        Ok(())
    }
}
