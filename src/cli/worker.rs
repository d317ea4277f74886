//! `worker`: waits for mailings that are due, and sends them; on as many machines as share a store.

use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::{config, sending, signing};
use crate::mailing::{Timeliness, timeliness};
use crate::model::{Mailing, MailingId};
use crate::store::{OpenStore, Store, StoreError};
use clap::Args;
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::sync::watch;

/// Send what is due, and wait for more.
#[derive(Debug, Args)]
pub struct WorkerArgs {
    /// End when nothing is due.
    #[arg(long)]
    once: bool,
}

/// How long a worker waits before it looks again; a quarter of the time after which it counts as gone.
const LOOK_AGAIN: Duration = Duration::from_secs(10);

/// How often it gives a sign of life while it sends.
const SIGN_OF_LIFE: Duration = Duration::from_secs(30);

pub fn run(args: &WorkerArgs, context: &Context) -> Result<Exit, Failure> {
    let store = context.read()?.store(context)?;
    let name = config::worker()?;
    context.block_on(async {
        let attending = tokio::spawn(attend(store.clone(), name.clone()));
        let mut told = BTreeSet::new();
        let (end, stop) = watch::channel(false);
        // A mailing under way ends by itself at Ctrl-C, with what is on the wire; then there is nothing left to wait for.
        let interrupt = tokio::spawn(async move {
            sending::interrupted().await;
            end.send_replace(true);
            end.closed().await;
        });
        let worked = work(args, &store, &mut told, stop, context).await;
        interrupt.abort();
        attending.abort();
        // If the store is gone, so is the sign of life in two minutes.
        let _ = store.leave_off(name).await;
        worked
    })
}

/// Gives a sign of life for as long as it runs; a store that is away for a while hears of it later.
async fn attend(store: OpenStore, name: String) {
    loop {
        let _ = store.attend(name.clone(), config::now()).await;
        tokio::time::sleep(SIGN_OF_LIFE).await;
    }
}

async fn work(
    args: &WorkerArgs,
    store: &OpenStore,
    told: &mut BTreeSet<MailingId>,
    mut stop: watch::Receiver<bool>,
    context: &Context,
) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    if !args.once {
        terminal.say("worker-waits", &[]);
    }
    let mut exit = Exit::Done;
    loop {
        match send_due(store, told, context).await {
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
            _ = stop.wait_for(|stop| *stop) => return Ok(Exit::Done),
        }
    }
}

/// Sends each mailing that is due, as far as it goes now; how the last of them ended.
async fn send_due(
    store: &OpenStore,
    told: &mut BTreeSet<MailingId>,
    context: &Context,
) -> Result<Option<Exit>, Failure> {
    let mut exit = None;
    for id in store.due(config::now()).await? {
        // Read anew each time: the settings may have been mended since.
        let read = context.read()?;
        let mailing = store.find_mailing(id.to_string()).await?;
        let balance = store.balance(id.clone()).await?;
        if let Timeliness::TooLate(due) = timeliness(&mailing, &balance, config::now()) {
            if told.insert(id) {
                context.terminal.fail(&sending::untimely("mailing-too-late", &mailing, due, &read, &context.terminal));
            }
            exit = Some(Exit::Undelivered);
            continue;
        }
        match send(store, mailing, &read, context).await {
            Ok(ended) => exit = Some(ended),
            // Somebody else is at it: there will be time.
            Err(failure) if failure.code == (StoreError::AlreadySending { who: String::new() }).code() => {}
            Err(failure) => return Err(failure),
        }
    }
    Ok(exit)
}

async fn send(store: &OpenStore, mailing: Mailing, read: &Read, context: &Context) -> Result<Exit, Failure> {
    let data = read.data_folder(context)?;
    let route = sending::route(read, &data, mailing.carriage, context)?;
    let signer = signing::signer(read, mailing.carriage, context)?;
    let _lock = sending::lock(store, &data, read, context)?;
    context.terminal.say("worker-sends", &[("mailing", mailing.id.to_string().into())]);
    sending::carry_out(store, mailing, route, signer, read, context).await
}
