//! `merge`: what somebody changed in a Word document, brought back into the record it was made of, one change at a time.

mod choice;
mod draft;
mod shown;

use super::context::Context;
use super::exit::{Exit, Failure};
use crate::intake::word::Comparison;
use choice::Choice;
use clap::Args;
use draft::Draft;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Bring back what was changed in a Word document.
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// The record: its id, a start of it, or its path.
    id: String,
    /// The document that came back.
    file: PathBuf,
    /// Take these changes without asking.
    #[arg(long, value_name = "all|none|N,N…")]
    take: Option<String>,
    /// Show what would be taken.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &MergeArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let draft = Draft::read(&args.id, &args.file, &read, context)?;
    let comparison = &draft.comparison;
    let choice = Choice::of(args.take.as_deref(), comparison)?;
    let terminal = &context.terminal;
    let asks = choice == Choice::Asked && terminal.is_interactive() && !terminal.json;
    match terminal.json {
        true => terminal.data_as_json(&shown::row(&draft))?,
        false => terminal.data(&shown::account(comparison, asks, terminal))?,
    }
    shown::say_found(comparison, terminal);
    if comparison.changes.is_empty() {
        return Ok(Exit::Done);
    }
    let taken = match choice {
        Choice::Numbers(numbers) => numbers,
        Choice::All => all(comparison, context),
        Choice::Asked if asks => choice::ask(comparison, terminal)?,
        Choice::Asked => {
            terminal.say("merge-how", &[("id", draft.id().into()), ("file", args.file.display().to_string().into())]);
            return Ok(Exit::Done);
        }
    };
    let count = ("count", taken.len().into());
    let file = ("file", draft.file().into());
    if taken.is_empty() {
        terminal.say("merge-nothing-taken", &[file]);
        return Ok(Exit::Done);
    }
    let after = draft.with(&taken, context)?;
    if args.dry_run {
        terminal.say("merge-would-take", &[count, file]);
        return Ok(Exit::Done);
    }
    draft.write(&after, &read)?;
    terminal.say("merge-taken", &[count, file]);
    let left = comparison.changes.len() - taken.len();
    if left > 0 {
        terminal.say("merge-numbers-anew", &[("count", left.into())]);
    }
    Ok(Exit::Done)
}

/// Every change but those of fields that were changed here too: they are taken where they are named.
fn all(comparison: &Comparison, context: &Context) -> BTreeSet<usize> {
    let (both, alone): (Vec<_>, Vec<_>) = comparison.changes.iter().partition(|change| change.is_conflict);
    if !both.is_empty() {
        context.terminal.say("merge-conflicts-left", &[("count", both.len().into())]);
    }
    alone.into_iter().map(|change| change.number).collect()
}
