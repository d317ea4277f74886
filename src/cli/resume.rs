//! `resume`: takes up a mailing that was interrupted or stopped.

use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::interrupts::Interrupts;
use super::sending::{self, Means};
use crate::mailing::{Timeliness, timeliness};
use crate::model::Mailing;
use crate::store::{OpenStore, Store};
use chrono::{DateTime, Utc};
use clap::Args;

/// Take up a mailing that was interrupted.
#[derive(Debug, Args)]
pub struct ResumeArgs {
    /// The mailing: record/document/list, or a start of it.
    mailing: String,
    /// Send now what was to leave at another time.
    #[arg(long)]
    now: bool,
    /// Show what would be sent.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &ResumeArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let store = read.store(context)?;
    context.block_on(async {
        let mailing = store.find_mailing(args.mailing.clone()).await?;
        if args.dry_run {
            return super::status::report(&store, &mailing, context).await.map(|_| Exit::Done);
        }
        if !args.now {
            let balance = store.balance(mailing.id.clone()).await?;
            if let Timeliness::Early(due) = timeliness(&mailing, &balance, super::context::now()) {
                return leave_later(&store, &mailing, due, &read, context).await;
            }
            sending::refuse_too_late(&store, &mailing, &read, &context.terminal).await?;
        }
        let means = Means::take(&store, mailing.carriage, &read, context)?;
        store.resume(mailing.id.clone(), super::context::now()).await?;
        sending::carry_out(&store, mailing, means, &Interrupts::watch(), &read, context).await
    })
}

/// What was stopped before its time waits for it again; what was not is not sent before it.
async fn leave_later(
    store: &OpenStore,
    mailing: &Mailing,
    due: DateTime<Utc>,
    read: &Read,
    context: &Context,
) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    if mailing.stopped_at.is_none() {
        return Err(sending::untimely("mailing-too-early", mailing, due, read, terminal));
    }
    let now = super::context::now();
    store.resume(mailing.id.clone(), now).await?;
    let said = if store.is_attended(now).await? { "resume-later" } else { "resume-later-nobody-waits" };
    let mut when = sending::moment(due, read, terminal);
    when.push(("mailing", mailing.id.to_string().into()));
    terminal.say(said, &when);
    Ok(Exit::Done)
}
