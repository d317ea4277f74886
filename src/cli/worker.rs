//! `worker`: waits for mailings that are due, and sends them; on as many machines as share a store.

use super::config;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::interrupts::Interrupts;
use super::sending::{self, Means};
use super::troubles::{Hope, Troubles};
use crate::mailing::{Ending, RouteError};
use crate::model::MailingId;
use crate::store::{OpenStore, Store, StoreError};
use clap::Args;
use std::time::{Duration, Instant};

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
        let troubles = Troubles::default();
        let mut worker = Worker { store: &store, name: &name, interrupts: &interrupts, troubles, context };
        let working = async {
            let worked = worker.work(args).await;
            attending.abort();
            // If the store is gone, so is the sign of life in two minutes.
            let _ = store.leave_off(name.clone()).await;
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
    name: &'a str,
    interrupts: &'a Interrupts,
    troubles: Troubles,
    context: &'a Context,
}

impl Worker<'_> {
    async fn work(&mut self, args: &WorkerArgs) -> Result<Exit, Failure> {
        let terminal = &self.context.terminal;
        if !args.once {
            terminal.say("worker-waits", &[]);
        }
        let mut said = None;
        loop {
            match self.send_due().await {
                Ok(exit) if args.once => return Ok(exit),
                Err(failure) if args.once => return Err(failure),
                Ok(_) => said = None,
                // A worker outlives a store that is away for a while, and says so once.
                Err(failure) if said.as_ref() != Some(&failure) => {
                    terminal.fail(&failure);
                    said = Some(failure);
                }
                Err(_) => {}
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK_AGAIN) => {}
                // What was under way has ended by itself.
                () = self.interrupts.asked() => return Ok(Exit::Done),
            }
        }
    }

    /// Sends each mailing that is due, as far as it goes now, until somebody wants the end; how the first ended of those that
    /// did not end well. What stands in the way of one holds up no other.
    async fn send_due(&mut self) -> Result<Exit, Failure> {
        let mut exit = Exit::Done;
        for id in self.store.due(config::now()).await? {
            if self.interrupts.is_asked() {
                break;
            }
            if self.troubles.hold_back(&id, Instant::now()) {
                continue;
            }
            let ended = match self.send(&id).await {
                Ok(ended) => ended,
                // Somebody else is at it: there will be time.
                Err(failure) if failure.code == (StoreError::AlreadySending { who: String::new() }).code() => continue,
                Err(failure) => {
                    // Its letters are there still.
                    let ended = if failure.code == "mailing-too-late" { Exit::Undelivered } else { failure.exit };
                    if self.troubles.note(id, &failure, Hope::of(&failure), Instant::now()) {
                        self.context.terminal.fail(&failure);
                    }
                    ended
                }
            };
            exit = if exit == Exit::Done { ended } else { exit };
        }
        Ok(exit)
    }

    async fn send(&mut self, id: &MailingId) -> Result<Exit, Failure> {
        let Self { store, interrupts, context, .. } = *self;
        // Read anew each time: the settings may have been mended since.
        let read = context.read()?;
        let mailing = store.find_mailing(id.to_string()).await?;
        sending::refuse_too_late(store, &mailing, &read, &context.terminal).await?;
        let means = Means::take(store, mailing.carriage, &read, context)?;
        if !self.troubles.know(id) {
            context.terminal.say("worker-sends", &[("mailing", id.to_string().into())]);
        }
        let ended = sending::run(store, mailing.clone(), means, interrupts, &read, context).await?;
        match &ended {
            // A mailing that is stopped is tried again only where somebody says so, who is then told anew.
            Some(Ending::Unreachable(error)) if !matches!(error, RouteError::LettersRefused(_)) => {
                let hope = if error.is_transient() { Hope::Passes } else { Hope::Stays };
                if !self.troubles.note(id.clone(), &Failure::from(error), hope, Instant::now()) {
                    return Ok(Exit::Undelivered);
                }
            }
            _ => self.troubles.forget(id),
        }
        if interrupts.is_asked() {
            // Whoever goes on with it is somebody else.
            let _ = store.leave_off(self.name.to_owned()).await;
        }
        sending::tell(store, &mailing, ended, &read, context).await
    }
}
