//! `resolve`: settles letters of which nobody knows whether they were sent, by a person's word or by the relay's log.

use super::context::Context;
use super::exit::{Exit, Failure};
use super::{config, sending};
use crate::intake::relay_log::RelayLog;
use crate::mailing::{ResolveSummary, Unsettled, Word, resolve_by_word, resolve_from_log};
use crate::model::DeliveryState;
use crate::store::{OpenStore, Run, Store};
use clap::{ArgGroup, Args, ValueEnum};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// Settle letters that are unknown.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("how").required(true))]
pub struct ResolveArgs {
    /// The mailing: record/document/list, or a start of it.
    mailing: String,
    /// What a person says of all of them.
    #[arg(long, value_name = "WHAT", group = "how")]
    unknown: Option<Said>,
    /// The relay's log.
    #[arg(long, value_name = "FILE", num_args = 1.., group = "how")]
    from_log: Vec<PathBuf>,
    /// Show what would come of it.
    #[arg(long)]
    dry_run: bool,
}

/// What a person says.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Said {
    Resend,
    TreatAsSent,
}

pub fn run(args: &ResolveArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let store = read.store(context)?;
    let data = read.data_folder(context)?;
    context.block_on(async {
        let mailing = store.find_mailing(args.mailing.clone()).await?;
        // Held to the end: what a dead sender had claimed is unknown too, and no sender lives beside who holds it.
        let lock = sending::lock(&store, &data, &read, context)?;
        let run = if args.dry_run { Run::Dry } else { Run::ForReal };
        let states: &[_] = match (run, &lock) {
            (Run::Dry, Some(_)) => &[DeliveryState::Unknown, DeliveryState::Claimed],
            _ => &[DeliveryState::Unknown],
        };
        if run == Run::ForReal {
            store.abandon(mailing.id.clone(), store.dead_claims(), config::now()).await?;
        }
        let unsettled = Unsettled { mailing: &mailing, states, run, clock: config::now };
        let summary = match args.unknown {
            Some(Said::Resend) => resolve_by_word(&store, unsettled, Word::Resend).await?,
            Some(Said::TreatAsSent) => resolve_by_word(&store, unsettled, Word::TreatAsSent).await?,
            None => by_log(&store, unsettled, &args.from_log, context).await?,
        };
        tell(unsettled, summary, context)?;
        Ok(if summary.unknown > 0 { Exit::Undelivered } else { Exit::Done })
    })
}

async fn by_log(
    store: &OpenStore,
    unsettled: Unsettled<'_>,
    files: &[PathBuf],
    context: &Context,
) -> Result<ResolveSummary, Failure> {
    let mut files = files.iter().map(|file| context.config.directory.join(file));
    resolve_from_log(store, unsettled, |log| files.try_for_each(|file| lines(&file, log))).await
}

/// Reads a log line by line: it may be larger than memory, and hold bytes that are no text.
fn lines(path: &Path, log: &mut RelayLog) -> Result<(), Failure> {
    let failure = |error: std::io::Error| {
        Failure::world("log-unreadable").with("file", path.display().to_string()).because(&error)
    };
    let mut reader = BufReader::with_capacity(1 << 16, File::open(path).map_err(failure)?);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).map_err(failure)? > 0 {
        if line.starts_with(&[0x1f, 0x8b]) {
            return Err(Failure::wrong("log-compressed").with("file", path.display().to_string()));
        }
        log.read(&String::from_utf8_lossy(&line));
        line.clear();
    }
    Ok(())
}

fn tell(unsettled: Unsettled<'_>, summary: ResolveSummary, context: &Context) -> Result<(), Failure> {
    let Unsettled { mailing, run, .. } = unsettled;
    let terminal = &context.terminal;
    let ResolveSummary { accepted, planned, unknown, doubt } = summary;
    if terminal.json {
        terminal.data_as_json(&serde_json::json!({
            "id": mailing.id.to_string(), "accepted": accepted, "planned": planned, "unknown": unknown,
        }))?;
    }
    let counts = [("accepted", accepted.into()), ("planned", planned.into()), ("unknown", unknown.into())];
    terminal.say(if run == Run::Dry { "resolve-would" } else { "resolve-done" }, &counts);
    if let Some(doubt) = doubt {
        terminal.say(doubt.code(), &[]);
    }
    if planned > 0 && run == Run::ForReal {
        terminal.say("status-resume", &[("mailing", mailing.id.to_string().into())]);
    }
    Ok(())
}
