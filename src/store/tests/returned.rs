//! What came back, written down once, and what follows from it.

use super::{Fixture, Told, address, at, id, reply, row};
use crate::letter::returned::Returned;
use crate::model::{DeliveryOutcome, Reply, SubscriptionState, Token};
use crate::store::{
    LeaveRequest, Leaver, ReceiveRequest, ReceivedEffect, ReceivedMail, Run, Sqlite, Store, SubscriberFilter,
};

/// A mail that says an address failed.
fn mail(name: &str, to: &str, who: &str, code: &str) -> ReceivedMail {
    let text = format!(
        "Return-Path: <>\nMessage-ID: <{name}@mx.example.net>\nTo: {to}\nSubject: failure notice\n\nHi. This is the \
         qmail-send program.\n\n<{who}>:\nRemote host said: {code} no\n"
    );
    ReceivedMail { source: name.to_owned(), returned: Returned::read(text.as_bytes()) }
}

impl<S: Told> Fixture<S> {
    async fn receive(&self, mails: Vec<ReceivedMail>, run: Run) -> Vec<ReceivedEffect> {
        let request = ReceiveRequest { mails, run, now: at(10) };
        self.store.receive(request).await.unwrap().concat()
    }

    async fn state(&self, who: &str) -> Vec<SubscriptionState> {
        let filter = SubscriberFilter { address: Some(address(who)), ..SubscriberFilter::default() };
        let found = self.store.subscribers(filter).await.unwrap();
        found.iter().flat_map(|it| it.subscriptions.iter().map(|it| it.state)).collect()
    }
}

#[tokio::test]
async fn an_address_that_failed_for_good_is_given_up_on_every_list_and_told_once() {
    let fixture = Fixture::<Sqlite>::with_subscribers(2).await;
    let mut member = row("s0@example.org");
    member.list = Some(id("members"));
    fixture.import(vec![member]).await;
    let hard = mail("1", "retur@example.org", "S0@example.org", "550");
    let bounced =
        ReceivedEffect::Bounced { address: address("s0@example.org"), lists: vec![id("members"), id("newsletter")] };
    let trial = fixture.receive(vec![hard.clone()], Run::Dry).await;
    assert_eq!(fixture.state("s0@example.org").await, [SubscriptionState::Active; 2]);
    let effects = fixture.receive(vec![hard.clone(), hard.clone()], Run::ForReal).await;
    for effect in [&trial[0], &effects[0]] {
        let ReceivedEffect::Bounced { address, lists } = effect else { panic!("{effect:?}") };
        let mut lists = lists.clone();
        lists.sort();
        assert_eq!(ReceivedEffect::Bounced { address: address.clone(), lists }, bounced);
    }
    assert_eq!(effects[1], ReceivedEffect::KnownAlready);
    assert_eq!(fixture.state("s0@example.org").await, [SubscriptionState::Bounced; 2]);
    assert_eq!(fixture.state("s1@example.org").await, [SubscriptionState::Active]);
    assert_eq!(fixture.store.kept().await.unwrap().len(), 1);
}

#[tokio::test]
async fn the_token_names_the_reader_whatever_address_failed() {
    let fixture = Fixture::<Sqlite>::with_subscribers(2).await;
    let token = Token::from_bytes(2_u128.to_be_bytes());
    let to = format!("retur+{}@example.org", token.expose());
    let effects = fixture.receive(vec![mail("1", &to, "hjemme@privat.example", "550")], Run::ForReal).await;
    assert!(matches!(effects[0], ReceivedEffect::Bounced { .. }), "{effects:?}");
    assert_eq!(fixture.state("s1@example.org").await, [SubscriptionState::Bounced]);
}

#[tokio::test]
async fn who_has_left_has_left_and_nobody_is_nobody() {
    let fixture = Fixture::<Sqlite>::with_subscribers(1).await;
    fixture.leave("s0@example.org").await;
    let mails =
        vec![mail("1", "r@example.org", "s0@example.org", "550"), mail("2", "r@example.org", "x@example.org", "550")];
    assert_eq!(fixture.receive(mails, Run::ForReal).await, [ReceivedEffect::Kept, ReceivedEffect::Nobody]);
    assert_eq!(fixture.state("s0@example.org").await, [SubscriptionState::Left]);
    assert_eq!(fixture.store.kept().await.unwrap().len(), 2);
}

#[tokio::test]
async fn a_refusal_at_the_time_of_sending_counts_and_a_relays_own_trouble_does_not() {
    let fixture = Fixture::<Sqlite>::with_subscribers(4).await;
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

#[tokio::test]
async fn who_writes_to_leave_leaves_once() {
    let fixture = Fixture::<Sqlite>::with_subscribers(2).await;
    let leave = |leaver: Leaver| fixture.store.leave(LeaveRequest { leaver, run: Run::ForReal, now: at(2) });
    let token = Token::from_bytes(1_u128.to_be_bytes());
    let outcome = leave(Leaver::Token(token.clone())).await.unwrap().unwrap();
    assert_eq!((outcome.address, outcome.lists), (address("s0@example.org"), vec![id("newsletter")]));
    assert!(leave(Leaver::Token(token)).await.unwrap().unwrap().lists.is_empty());
    assert_eq!(leave(Leaver::Address(address("S1@example.org"))).await.unwrap().unwrap().lists, [id("newsletter")]);
    assert_eq!(leave(Leaver::Address(address("x@example.org"))).await.unwrap(), None);
    assert_eq!(leave(Leaver::Token(Token::from_bytes([9; 16]))).await.unwrap(), None);
}
