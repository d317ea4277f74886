//! `worker`: waits for mailings that are due, and sends them; on as many machines as share a store.

use super::config;
use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::interrupts::Interrupts;
use super::sending::{self, Means};
use crate::model::{Mailing, MailingId};
use crate::store::{OpenStore, Store, StoreError};
use clap::Args;
use std::collections::BTreeSet;
use std::time::Duration;

/// Send what is due, and wait for more.
#[derive(Debug, Args)]
pub struct WorkerArgs {
    /// End when nothing is due.
    #[arg(long)]
    once: bool,
}

/// How long a worker waits before it looks again.
const LOOK_AGAIN: Duration = Duration::from_secs(10);

/// How often it gives a sign of life while it sends; a quarter of the time after which it counts as gone.
const SIGN_OF_LIFE: Duration = Duration::from_secs(30);

pub fn run(args: &WorkerArgs, context: &Context) -> Result<Exit, Failure> {
    let store = context.read()?.store(context)?;
    let name = config::worker()?;
    context.block_on(async {
        let interrupts = Interrupts::watch();
        let attending = tokio::spawn(attend(store.clone(), name.clone()));
        let mut worker = Worker { store: &store, interrupts: &interrupts, told: BTreeSet::new(), context };
        let working = async {
            let worked = worker.work(args).await;
            attending.abort();
            // If the store is gone, so is the sign of life in two minutes.
            let _ = store.leave_off(name).await;
            worked
        };
        tokio::select! {
            // First, so that it tells what was cut off.
            biased;
            worked = working => worked,
            () = interrupts.insisted() => Ok(Exit::Undelivered),
        }
    })
}

/// Gives a sign of life for as long as it runs; a store that is away for a while hears of it later.
async fn attend(store: OpenStore, name: String) {
    loop {
        let _ = store.attend(name.clone(), config::now()).await;
        tokio::time::sleep(SIGN_OF_LIFE).await;
    }
}

/// One who sends what is due.
struct Worker<'a> {
    store: &'a OpenStore,
    interrupts: &'a Interrupts,
    told: BTreeSet<MailingId>,
    context: &'a Context,
}

impl Worker<'_> {
    async fn work(&mut self, args: &WorkerArgs) -> Result<Exit, Failure> {
        let terminal = &self.context.terminal;
        if !args.once {
            terminal.say("worker-waits", &[]);
        }
        let mut exit = Exit::Done;
        loop {
            match self.send_due().await {
                Ok(sent) => exit = sent.unwrap_or(exit),
                Err(failure) if args.once => return Err(failure),
                // A worker outlives a store or a relay that is away for a while.
                Err(failure) => terminal.fail(&failure),
            }
            if args.once {
                return Ok(exit);
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK_AGAIN) => {}
                // What was under way has ended by itself.
                () = self.interrupts.asked() => return Ok(Exit::Done),
            }
        }
    }

    /// Sends each mailing that is due, as far as it goes now, until somebody wants the end; how the last of them ended.
    async fn send_due(&mut self) -> Result<Option<Exit>, Failure> {
        let mut exit = None;
        for id in self.store.due(config::now()).await? {
            if self.interrupts.is_asked() {
                break;
            }
            // Read anew each time: the settings may have been mended since.
            let read = self.context.read()?;
            let mailing = self.store.find_mailing(id.to_string()).await?;
            if let Err(failure) = sending::refuse_too_late(self.store, &mailing, &read, &self.context.terminal).await {
                if self.told.insert(id) {
                    self.context.terminal.fail(&failure);
                }
                exit = Some(Exit::Undelivered);
                continue;
            }
            match self.send(mailing, &read).await {
                Ok(ended) => exit = Some(ended),
                // Somebody else is at it: there will be time.
                Err(failure) if failure.code == (StoreError::AlreadySending { who: String::new() }).code() => {}
                Err(failure) => return Err(failure),
            }
        }
        Ok(exit)
    }

    async fn send(&self, mailing: Mailing, read: &Read) -> Result<Exit, Failure> {
        let means = Means::take(self.store, mailing.carriage, read, self.context)?;
        self.context.terminal.say("worker-sends", &[("mailing", mailing.id.to_string().into())]);
        sending::carry_out(self.store, mailing, means, self.interrupts, read, self.context).await
    }
}
