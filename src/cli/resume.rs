//! `resume`: takes up a mailing that was interrupted or stopped.

use super::context::Context;
use super::exit::{Exit, Failure};
use super::interrupts::Interrupts;
use super::sending::{self, Means};
use crate::mailing::{Timeliness, timeliness};
use crate::store::Store;
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
            return super::status::report(&store, &mailing.id, context).await.map(|_| Exit::Done);
        }
        let balance = store.balance(mailing.id.clone()).await?;
        match timeliness(&mailing, &balance, super::context::now()) {
            Timeliness::Early(due) if !args.now => {
                return Err(sending::untimely("mailing-too-early", &mailing, due, &read, &context.terminal));
            }
            Timeliness::TooLate(due) if !args.now => {
                return Err(sending::untimely("mailing-too-late", &mailing, due, &read, &context.terminal));
            }
            _ => {}
        }
        let means = Means::take(&store, mailing.carriage, &read, context)?;
        store.resume(mailing.id.clone(), super::context::now()).await?;
        sending::carry_out(&store, mailing, means, &Interrupts::watch(), &read, context).await
    })
}
