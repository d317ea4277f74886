//! `send`: plans a mailing, shows it, asks, freezes, sends.

mod args;
mod at;
mod choice;
mod preview;
mod ready;
mod trial;

use super::context::{self, Context, Read};
use super::exit::{Exit, Failure};
use super::interrupts::Interrupts;
use super::route;
use super::sending::{self, Means};
use super::signing;
use crate::mailing::{Plan, PlanRequest, plan};
use crate::model::{Publication, Record, SubscriptionState};
use crate::render::Renderer;
use crate::store::{FreezeRequest, OpenStore, Store};
use chrono::{DateTime, Utc};
use ready::Outgoing;

pub use args::{SendArgs, SendDocument};

pub fn run(args: &SendArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let record = read.record(&args.id, context)?;
    choice::refuse_errors(record, &read, context)?;
    let (document, draft) = choice::document(args, record)?;
    let list = choice::list(args, record, &read)?;
    let due = args.at.as_deref().map(|text| at::parse(text, &read)).transpose()?;
    let as_draft = args.document == Some(SendDocument::Draft);
    let outgoing = Outgoing { record, document, list: &list, due, as_draft };
    let carriage = args.carriage(&read.records.settings.relay);
    let refusal = match ready::refuse(outgoing, carriage, &read, context) {
        // A trial is made of what cannot go out yet, too, and says so.
        Err(refusal) if args.is_trial() => Some(refusal),
        outcome => outcome.map(|()| None)?,
    };
    let renderer = Renderer::new(read.workspace.templates()?)?;
    let files = read.workspace.files(&read.records);
    let signer = signing::signer(&read, carriage, context)?;
    let mut request = PlanRequest {
        workspace: &read.workspace,
        records: &read.records,
        files: &files,
        renderer: &renderer,
        record,
        document,
        list: &list,
        draft,
        round: 1,
        signer: signer.as_ref(),
    };
    if !args.test.is_empty() {
        let plan = plan(&request, context::now())?;
        let exit = context.block_on(trial::test(args, &plan, &read, context))?;
        preview::tell_refusal(refusal.as_ref(), context);
        return Ok(exit);
    }
    let store = read.store(context)?;
    context.block_on(async {
        request.round = match choice::round(args, carriage, &store, &request).await {
            // Where it is being sent at this moment, that is what there is to say.
            Err(taken) => {
                return Err(sending::lock(&store, &read.data_folder(context)?, &read, context).err().unwrap_or(taken));
            }
            Ok(round) => round,
        };
        let plan = plan(&request, context::now())?;
        send(args, plan, refusal.as_ref(), due, &store, &read, context).await
    })
}

async fn send(
    args: &SendArgs,
    plan: Plan,
    refusal: Option<&Failure>,
    due: Option<DateTime<Utc>>,
    store: &OpenStore,
    read: &Read,
    context: &Context,
) -> Result<Exit, Failure> {
    let carriage = args.carriage(&read.records.settings.relay);
    let counts = store.counts().await?.into_iter().find(|counts| counts.list == plan.id.list);
    let active = counts.as_ref().map_or(0, |counts| counts.of(SubscriptionState::Active));
    preview::show(args, &plan, refusal, active, counts.as_ref(), read, context)?;
    if active == 0 {
        return Err(Failure::wrong("nobody-to-write-to").with("list", plan.id.list.as_str()));
    }
    if args.dry_run {
        preview::write_each(&plan, store).await?;
        context.terminal.say("send-dry-run", &[]);
        return Ok(preview::tell_refusal(refusal, context));
    }
    if due.is_some() && !args.wait && !store.is_attended(context::now()).await? {
        return Err(Failure::wrong("send-at-nobody-waits"));
    }
    let approved = read.records.record(plan.id.record.as_str()).map(Record::publication) == Some(Publication::Approved);
    if !args.yes && !preview::confirmed(active, approved, context)? {
        return Err(Failure::usage("send-nothing-sent"));
    }
    let means = match due {
        None => Some(Means::take(store, carriage, read, context)?),
        // What leaves later takes them later; whether they are to be had is seen now.
        Some(_) => {
            route::route(read, &read.data_folder(context)?, carriage, context)?;
            None
        }
    };
    let freeze = FreezeRequest {
        id: plan.id.clone(),
        subject: plan.subject,
        frozen: plan.frozen,
        digest: plan.digest,
        carriage,
        expected: active,
        due,
        now: context::now(),
    };
    store.freeze(freeze).await?;
    let interrupts = Interrupts::watch();
    if let Some(due) = due {
        if !args.wait {
            context.terminal.say("send-at-frozen", &sending::moment(due, read, &context.terminal));
            return Ok(Exit::Done);
        }
        if !at::wait(due, &interrupts, read, context).await {
            return at::left(due, &plan.id, store, read, context).await;
        }
    }
    let mailing = store.find_mailing(plan.id.to_string()).await?;
    // A machine that slept, or stood still, wakes when it may be too late.
    sending::refuse_too_late(store, &mailing, read, &context.terminal).await?;
    let means = match means {
        Some(means) => means,
        None => Means::take(store, carriage, read, context)?,
    };
    sending::carry_out(store, mailing, means, &interrupts, read, context).await
}
