//! `send --test`: the very bytes of a send to a few addresses alone, and no account of it.

use super::SendArgs;
use crate::cli::context::{self, Context, Read};
use crate::cli::exit::{Exit, Failure};
use crate::cli::route;
use crate::cli::status;
use crate::language::number;
use crate::mailing::{Carrier, Lines, Plan, Route};
use crate::model::{DeliveryOutcome, EmailAddress, Recipient, SubscriptionState};
use crate::store::{Sqlite, Store, SubscriberFilter, random_tokens};
use std::path::Path;

/// Sends to a few addresses alone: the very bytes of a send, and no account of it.
pub async fn test(args: &SendArgs, plan: &Plan, read: &Read, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let addresses = args.test.iter().map(|text| {
        EmailAddress::parse(text).map_err(|_| Failure::usage("bad-address").with("address", text.as_str()))
    });
    let addresses = addresses.collect::<Result<Vec<_>, _>>()?;
    let data = read.data_folder(context)?;
    refuse_who_left(&addresses, plan, &data, read, context).await?;
    let route = route::route(read, &data, args.carriage(&read.records.settings.relay), context)?;
    let accepted = match route {
        Route::Outbox(_) => "send-test-in-outbox",
        Route::Relay(_) => "send-test-accepted",
    };
    let (_never, stop) = tokio::sync::watch::channel(false);
    let mut carrier = Carrier::new(route, u32::MAX, Lines::default(), context::now, stop);
    let mut exit = Exit::Done;
    let mut failed = None;
    let mut rows = Vec::new();
    // A token of its own gives each trial a Message-ID of its own: nobody's mail program folds a proof into the one before.
    let mut tokens = random_tokens();
    for address in addresses {
        let shown = address.to_string();
        let recipient = Recipient { address, name: None, language: None, token: tokens()? };
        let letter = plan.letter(&recipient, context::now())?;
        let said = [
            ("address", shown.into()),
            ("size", number::file_size(letter.bytes.len() as u64, terminal.language()).into()),
        ];
        if args.dry_run {
            terminal.say("send-test-dry-run", &said);
            continue;
        }
        let carried = carrier.carry(&letter).await;
        if let Some(error) = carried.unreachable {
            failed = Some(error);
            break;
        }
        rows.push(Row::of(&letter.to, &carried.outcome));
        match carried.outcome {
            DeliveryOutcome::Accepted(_) => terminal.say(accepted, &said),
            DeliveryOutcome::Refused(reply) | DeliveryOutcome::Deferred(reply) | DeliveryOutcome::Unknown(reply) => {
                exit = Exit::Undelivered;
                let reply = [
                    said[0].clone(),
                    ("code", u32::from(reply.code).into()),
                    ("text", status::said(&reply.text, terminal).into()),
                ];
                terminal.say("send-test-refused", &reply);
            }
            DeliveryOutcome::NotTried => exit = Exit::Undelivered,
        }
    }
    carrier.close().await;
    if terminal.json {
        terminal.data_as_json(&rows)?;
    }
    failed.map_or(Ok(exit), |error| Err((&error).into()))
}

/// A trial too goes to nobody who has left the list. Where nobody was ever on one, there is no store to ask.
async fn refuse_who_left(
    addresses: &[EmailAddress],
    plan: &Plan,
    data: &Path,
    read: &Read,
    context: &Context,
) -> Result<(), Failure> {
    if read.store_url(context)?.is_none() && !data.join(Sqlite::FILE).exists() {
        return Ok(());
    }
    let store = read.store(context)?;
    for address in addresses {
        let filter = SubscriberFilter {
            list: Some(plan.id.list.clone()),
            state: Some(SubscriptionState::Left),
            address: Some(address.clone()),
        };
        if !store.subscribers(filter).await?.is_empty() {
            return Err(Failure::wrong("send-test-has-left").with("address", address.to_string()));
        }
    }
    Ok(())
}

/// What became of one trial, for programs.
#[derive(serde::Serialize)]
struct Row {
    address: String,
    state: &'static str,
    code: u16,
    reply: String,
}

impl Row {
    fn of(address: &EmailAddress, outcome: &DeliveryOutcome) -> Self {
        let (state, reply) = match outcome {
            DeliveryOutcome::Accepted(reply) => ("accepted", Some(reply)),
            DeliveryOutcome::Refused(reply) => ("refused", Some(reply)),
            DeliveryOutcome::Deferred(reply) => ("deferred", Some(reply)),
            DeliveryOutcome::Unknown(reply) => ("unknown", Some(reply)),
            DeliveryOutcome::NotTried => ("planned", None),
        };
        let (code, reply) = reply.map_or((0, String::new()), |reply| (reply.code, reply.text.clone()));
        Self { address: address.to_string(), state, code, reply }
    }
}
