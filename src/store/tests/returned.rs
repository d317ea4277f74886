//! What came back, written down once, and what follows from it.

use super::{Fixture, Told, address, at, id, reply, row};
use crate::letter::returned::Returned;
use crate::model::{DeliveryOutcome, Reply, SubscriptionState, Token};
use crate::store::{LeaveRequest, Leaver, ReceiveRequest, ReceivedEffect, ReceivedMail, Run, SubscriberFilter};

/// A mail that says an address failed.
pub(in crate::store) fn mail(name: &str, to: &str, who: &str, code: &str) -> ReceivedMail {
    let text = format!(
        "Return-Path: <>\nMessage-ID: <{name}@mx.example.net>\nTo: {to}\nSubject: failure notice\n\nHi. This is the \
         qmail-send program.\n\n<{who}>:\nRemote host said: {code} no\n"
    );
    ReceivedMail { source: name.to_owned(), returned: Returned::read(text.as_bytes()) }
}

impl<S: Told> Fixture<S> {
    pub(super) async fn receive(&self, mails: Vec<ReceivedMail>, run: Run) -> Vec<ReceivedEffect> {
        let request = ReceiveRequest { mails, run, now: at(10) };
        self.at(at(10)).await.receive(request).await.unwrap().concat()
    }

    async fn state(&self, who: &str) -> Vec<SubscriptionState> {
        let filter = SubscriberFilter { address: Some(address(who)), ..SubscriberFilter::default() };
        let found = self.store.subscribers(filter).await.unwrap();
        found.iter().flat_map(|it| it.subscriptions.iter().map(|it| it.state)).collect()
    }
}

async fn an_address_that_failed_for_good_is_given_up_on_every_list_and_told_once<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(2).await;
    let mut member = row("s0@example.org");
    member.list = Some(id("members"));
    fixture.import(vec![member]).await;
    let hard = mail("1", "retur@example.org", "S0@example.org", "550");
    let bounced =
        ReceivedEffect::Bounced { address: address("s0@example.org"), lists: vec![id("members"), id("newsletter")] };
    let trial = fixture.receive(vec![hard.clone()], Run::Dry).await;
    assert_eq!(fixture.state("s0@example.org").await, [SubscriptionState::Active; 2]);
    let effects = fixture.receive(vec![hard.clone(), hard.clone()], Run::ForReal).await;
    assert_eq!(trial, std::slice::from_ref(&bounced));
    assert_eq!(effects, [bounced, ReceivedEffect::KnownAlready]);
    assert_eq!(fixture.state("s0@example.org").await, [SubscriptionState::Bounced; 2]);
    assert_eq!(fixture.state("s1@example.org").await, [SubscriptionState::Active]);
    assert_eq!(fixture.store.kept().await.unwrap().len(), 1);
}

async fn the_token_names_the_reader_whatever_address_failed<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(2).await;
    let token = Token::from_bytes(2_u128.to_be_bytes());
    let to = format!("retur+{}@example.org", token.expose());
    let effects = fixture.receive(vec![mail("1", &to, "hjemme@privat.example", "550")], Run::ForReal).await;
    assert!(matches!(effects[0], ReceivedEffect::Bounced { .. }), "{effects:?}");
    assert_eq!(fixture.state("s1@example.org").await, [SubscriptionState::Bounced]);
}

async fn who_has_left_has_left_and_nobody_is_nobody<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(1).await;
    fixture.leave("s0@example.org").await;
    let mails =
        vec![mail("1", "r@example.org", "s0@example.org", "550"), mail("2", "r@example.org", "x@example.org", "550")];
    assert_eq!(fixture.receive(mails, Run::ForReal).await, [ReceivedEffect::Kept, ReceivedEffect::Nobody]);
    assert_eq!(fixture.state("s0@example.org").await, [SubscriptionState::Left]);
    assert_eq!(fixture.store.kept().await.unwrap().len(), 2);
}

async fn a_refusal_at_the_time_of_sending_counts_and_a_relays_own_trouble_does_not<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(4).await;
    fixture.freeze(4).await.unwrap();
    let claimed = fixture.claim(4, at(0)).await;
    let refused = |enhanced: &str, text: &str| {
        DeliveryOutcome::Refused(Reply { enhanced: Some(enhanced.to_owned()), ..reply(550, text) })
    };
    fixture.record_one(claimed[0].number, refused("5.1.1", "no such user")).await;
    fixture.record_one(claimed[1].number, refused("5.7.1", "relaying denied")).await;
    fixture.record_one(claimed[2].number, DeliveryOutcome::Refused(reply(554, "transaction failed"))).await;
    let states = ["s0", "s1", "s2", "s3"].map(|name| format!("{name}@example.org"));
    for (who, expected) in states.iter().zip([
        SubscriptionState::Bounced,
        SubscriptionState::Active,
        SubscriptionState::Active,
        SubscriptionState::Active,
    ]) {
        assert_eq!(fixture.state(who).await, [expected], "{who}");
    }
    assert_eq!(fixture.store.kept().await.unwrap().len(), 3);
}

async fn who_writes_to_leave_leaves_once<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(2).await;
    let asked = |leaver: Leaver, run| fixture.store.leave(LeaveRequest { leaver, run, now: at(2) });
    let leave = |leaver: Leaver| asked(leaver, Run::ForReal);
    let token = Token::from_bytes(1_u128.to_be_bytes());
    let trial = asked(Leaver::Token(token.clone()), Run::Dry).await.unwrap().unwrap();
    assert_eq!(
        (trial.lists, fixture.state("s0@example.org").await),
        (vec![id("newsletter")], vec![SubscriptionState::Active])
    );
    let outcome = leave(Leaver::Token(token.clone())).await.unwrap().unwrap();
    assert_eq!((outcome.address, outcome.lists), (address("s0@example.org"), vec![id("newsletter")]));
    assert!(leave(Leaver::Token(token)).await.unwrap().unwrap().lists.is_empty());
    assert_eq!(leave(Leaver::Address(address("S1@example.org"))).await.unwrap().unwrap().lists, [id("newsletter")]);
    assert_eq!(leave(Leaver::Address(address("x@example.org"))).await.unwrap(), None);
    assert_eq!(leave(Leaver::Token(Token::from_bytes([9; 16]))).await.unwrap(), None);
}

/// So many letters that came back for now.
fn soft(names: std::ops::Range<u8>) -> Vec<ReceivedMail> {
    names.map(|name| mail(&name.to_string(), "r@example.org", "s0@example.org", "450")).collect()
}

async fn five_letters_that_came_back_for_now_tell_as_much_as_one_for_good<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(1).await;
    let who = address("s0@example.org");
    let counted = |count| ReceivedEffect::Counted { address: who.clone(), count };
    assert_eq!(fixture.receive(soft(0..3), Run::ForReal).await, [counted(1), counted(2), counted(3)]);
    let effects = fixture.receive(soft(2..7), Run::ForReal).await;
    let bounced = ReceivedEffect::Bounced { address: who.clone(), lists: vec![id("newsletter")] };
    assert_eq!(
        effects,
        [ReceivedEffect::KnownAlready, counted(4), bounced, ReceivedEffect::Kept, ReceivedEffect::Kept]
    );
    assert_eq!(fixture.state("s0@example.org").await, [SubscriptionState::Bounced]);
    let sources: Vec<_> = fixture.store.kept().await.unwrap().into_iter().filter_map(|it| it.source).collect();
    assert_eq!(sources, ["6", "5", "4", "3", "2", "1", "0"]);
}

super::told_to_every_store! {
    an_address_that_failed_for_good_is_given_up_on_every_list_and_told_once,
    the_token_names_the_reader_whatever_address_failed,
    who_has_left_has_left_and_nobody_is_nobody,
    a_refusal_at_the_time_of_sending_counts_and_a_relays_own_trouble_does_not,
    who_writes_to_leave_leaves_once,
    five_letters_that_came_back_for_now_tell_as_much_as_one_for_good,
}
