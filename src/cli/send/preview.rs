//! What a send shows before it asks, and the question.

use super::SendArgs;
use super::ready::DRAFT;
use crate::cli::context::{self, Context, Read};
use crate::cli::exit::{Exit, Failure};
use crate::cli::sending;
use crate::language::number;
use crate::mailing::Plan;
use crate::model::{Recipient, SubscriptionState, Token};
use crate::store::{ListCounts, OpenStore, Store, SubscriberFilter};

/// Shows what is about to be sent.
pub fn show(
    args: &SendArgs,
    plan: &Plan,
    refusal: Option<&Failure>,
    active: u64,
    counts: Option<&ListCounts>,
    read: &Read,
    context: &Context,
) -> Result<(), Failure> {
    let terminal = &context.terminal;
    let settings = &read.records.settings;
    let of = |state| counts.map_or(0, |counts| counts.of(state));
    let relay = sending::relay_in_words(settings, args.carriage(&settings.relay), active, context);
    if terminal.json && args.dry_run {
        return terminal.data_as_json(&serde_json::json!({
            "id": plan.id.to_string(),
            "subject": plan.subject,
            "recipients": active,
            "sha256": plan.digest,
            "letter_bytes": plan.letter_size,
            "relay": relay,
            "refused": refusal.map(|refusal| refusal.code),
        }));
    }
    let language = terminal.language();
    let title = settings.lists.get(&plan.id.list).map_or("", |list| list.title.as_str());
    let sender = settings.sender.as_ref().map(|sender| format!("{} <{}>", sender.name, sender.email));
    let count = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).into();
    let to = [
        ("count", count(active)),
        ("list", title.into()),
        ("paused", count(of(SubscriptionState::Paused))),
        ("left", count(of(SubscriptionState::Left))),
        ("bounced", count(of(SubscriptionState::Bounced))),
        ("pending", count(of(SubscriptionState::Pending))),
    ];
    let digest: String = plan.digest.chars().take(8).collect();
    let text = [("digest", digest.into()), ("size", number::file_size(plan.letter_size as u64, language).into())];
    terminal.talk(&plan.subject);
    terminal.say("send-to", &to);
    terminal.say("send-from", &[("sender", sender.unwrap_or_default().into())]);
    terminal.say("send-text", &text);
    terminal.say("send-relay", &[("relay", relay.into())]);
    Ok(())
}

/// Asks for the number of subscribers; for a text that is approved and not published, once more.
pub fn confirmed(active: u64, approved: bool, context: &Context) -> Result<bool, Failure> {
    let terminal = &context.terminal;
    if !terminal.is_interactive() {
        return Err(Failure::usage("send-needs-yes"));
    }
    let answer = terminal.ask(&terminal.sentence("send-confirm", &[]))?.unwrap_or_default();
    let digits: String = answer.chars().filter(char::is_ascii_digit).collect();
    if digits.parse() != Ok(active) {
        return Ok(false);
    }
    if !approved {
        return Ok(true);
    }
    let answer = terminal.ask(&terminal.sentence("send-confirm-approved", &[]))?.unwrap_or_default();
    Ok(answer.eq_ignore_ascii_case(&terminal.sentence("answer-yes", &[])))
}

/// Says after a trial why the send itself would be refused, where it would. A draft is on its way there; anything else is wrong.
pub fn tell_refusal(refusal: Option<&Failure>, context: &Context) -> Exit {
    let Some(refusal) = refusal else { return Exit::Done };
    let terminal = &context.terminal;
    terminal.say("send-refusal", &[("why", terminal.sentence(refusal.code, &refusal.arguments).into())]);
    if let Some(hint) = terminal.find(&format!("{}.hint", refusal.code), &refusal.arguments) {
        terminal.talk(&hint);
    }
    if refusal.code == DRAFT { Exit::Done } else { refusal.exit }
}

/// Writes every letter as the send would, but for its signatures, so that what fails there fails here.
pub async fn write_each(plan: &Plan, store: &OpenStore) -> Result<(), Failure> {
    let filter =
        SubscriberFilter { list: Some(plan.id.list.clone()), state: Some(SubscriptionState::Active), address: None };
    for subscriber in store.subscribers(filter).await? {
        let token = subscriber.subscriptions.first().map(|subscription| subscription.token.clone());
        let recipient = Recipient {
            address: subscriber.address,
            name: subscriber.name,
            language: subscriber.language,
            token: token.unwrap_or_else(|| Token::from_bytes([0; 16])),
        };
        plan.try_letter(&recipient, context::now())?;
    }
    Ok(())
}
