//! What came back, written down once, and what follows from it.

use super::{Fixture, Told, address, at, id, reply, request, row};
use crate::intake::subscribers::SubscriberRow;
use crate::letter::returned::Returned;
use crate::model::{DeliveryOutcome, Reply, SubscriptionState, Token};
use crate::store::{
    ImportRequest, LeaveRequest, Leaver, ReceiveRequest, ReceivedEffect, ReceivedMail, Run, SubscriberFilter,
};

/// The address that the letters to the first, second … who came on a list come back to.
pub(in crate::store) fn way_back(number: u128) -> String {
    format!("retur+{}@example.org", Token::from_bytes(number.to_be_bytes()).expose())
}

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
    let hard = mail("1", &way_back(1), "S0@example.org", "550");
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
    let effects = fixture.receive(vec![mail("1", &way_back(2), "hjemme@privat.example", "550")], Run::ForReal).await;
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
    let asked = |leaver: Leaver, run| fixture.store.leave(LeaveRequest { leaver, written_at: None, run, now: at(2) });
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

/// The same mail, written at another time.
fn of_time(mail: ReceivedMail, minutes: i64) -> ReceivedMail {
    ReceivedMail { returned: Returned { date: Some(at(minutes)), ..mail.returned }, ..mail }
}

const DAY: i64 = 24 * 60;

async fn a_report_speaks_only_of_places_that_are_older_than_it<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(2).await;
    let failed =
        |name: &str, who: &str, code: &str| mail(name, &way_back(if who.starts_with("s0") { 1 } else { 2 }), who, code);
    let old = of_time(failed("old", "s0@example.org", "550"), -30 * DAY);
    let before = ReceivedEffect::Before { address: address("s0@example.org"), lists: vec![id("newsletter")] };
    assert_eq!(
        fixture.receive(vec![old.clone(), old], Run::ForReal).await,
        [before.clone(), ReceivedEffect::KnownAlready]
    );
    // Nor do five of them that are old and passing count together, or with one of today.
    let soft = (0..5).map(|n| of_time(failed(&n.to_string(), "s0@example.org", "450"), -40 * DAY + n));
    assert_eq!(fixture.receive(soft.collect(), Run::ForReal).await, vec![before; 5]);
    let today = failed("today", "s0@example.org", "450");
    let counted = ReceivedEffect::Counted { address: address("s0@example.org"), count: 1, is_in_doubt: false };
    assert_eq!(fixture.receive(vec![today], Run::ForReal).await, [counted]);
    assert_eq!(fixture.state("s0@example.org").await, [SubscriptionState::Active]);
    // Clocks differ a little, and some run ahead.
    let near = of_time(failed("near", "s0@example.org", "550"), -60);
    let ahead = of_time(failed("ahead", "s1@example.org", "550"), 400 * DAY);
    let effects = fixture.receive(vec![near, ahead], Run::ForReal).await;
    assert!(effects.iter().all(|effect| matches!(effect, ReceivedEffect::Bounced { .. })), "{effects:?}");
}

async fn a_report_leaves_the_list_that_was_joined_after_it<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(1).await;
    let member = SubscriberRow { list: Some(id("members")), ..row("s0@example.org") };
    let later = at(30 * DAY);
    let joined = ImportRequest { now: later, ..request(vec![member]) };
    assert_eq!(fixture.at(later).await.import(joined).await.unwrap().new, 1);
    let hard = of_time(mail("1", &way_back(1), "s0@example.org", "550"), DAY);
    let receive = ReceiveRequest { mails: vec![hard], run: Run::ForReal, now: later };
    let effects = fixture.at(later).await.receive(receive).await.unwrap().concat();
    assert_eq!(
        effects,
        [ReceivedEffect::Bounced { address: address("s0@example.org"), lists: vec![id("newsletter")] }]
    );
    assert_eq!(fixture.state("s0@example.org").await, [SubscriptionState::Active, SubscriptionState::Bounced]);
}

async fn who_joins_after_asking_to_leave_stays<S: Told>() {
    // The newsletter has a consent of 1 November 2022; the members' list has none, and counts from today.
    let fixture = Fixture::<S>::with_subscribers(1).await;
    let mut bare = request(vec![SubscriberRow { list: Some(id("members")), ..row("s0@example.org") }]);
    bare.defaults.consented = None;
    assert_eq!(fixture.store.import(bare).await.unwrap().new, 1);
    let leave = async |written_at| {
        let leaver = Leaver::Address(address("s0@example.org"));
        fixture.store.leave(LeaveRequest { leaver, written_at, run: Run::ForReal, now: at(2) }).await.unwrap().unwrap()
    };
    let autumn = Some(at(-100 * DAY));
    let outcome = leave(autumn).await;
    assert_eq!((outcome.lists, outcome.joined_since), (vec![], vec![id("members"), id("newsletter")]));
    // A no that came after the yes takes it back, also where the yes was recorded later.
    let winter = Some(at(-30 * DAY));
    let outcome = leave(winter).await;
    assert_eq!((outcome.lists, outcome.joined_since), (vec![id("newsletter")], vec![id("members")]));
    let outcome = leave(Some(at(400 * DAY))).await;
    assert_eq!((outcome.lists, outcome.joined_since), (vec![id("members")], vec![]));
    assert_eq!(fixture.state("s0@example.org").await, [SubscriptionState::Left; 2]);
}

async fn a_report_that_anybody_may_have_written_counts_as_one_of_five<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(2).await;
    fixture.freeze(2).await.unwrap();
    let doubted = |who: &str, count| ReceivedEffect::Counted { address: address(who), count, is_in_doubt: true };
    let about = |name: &str, letter: Option<&str>, who: &str| {
        let mail = mail(name, "retur@example.org", who, "550");
        ReceivedMail { returned: Returned { original: letter.map(str::to_owned), ..mail.returned }, ..mail }
    };
    // What `printf '%s\n%s\n%s' MAILING ADDRESS TOKEN | sha256sum` begins with: the letter to the first of them.
    let letter = "<89caaa45b86b688bd624722a016a2195@example.org>";
    let mails = vec![
        about("1", None, "s0@example.org"),
        about("2", Some("<0123456789abcdef0123456789abcdef@example.org>"), "s0@example.org"),
        // Who has a letter to one knows nothing of the others.
        about("3", Some(letter), "s1@example.org"),
        about("4", Some(letter), "s0@example.org"),
    ];
    let bounced = ReceivedEffect::Bounced { address: address("s0@example.org"), lists: vec![id("newsletter")] };
    assert_eq!(
        fixture.receive(mails, Run::ForReal).await,
        [doubted("s0@example.org", 1), doubted("s0@example.org", 2), doubted("s1@example.org", 1), bounced]
    );
    let four = (5..9).map(|name: u8| about(&name.to_string(), None, "s1@example.org")).collect();
    let effects = fixture.receive(four, Run::ForReal).await;
    assert!(matches!(effects[3], ReceivedEffect::Bounced { .. }), "{effects:?}");
}

/// So many letters that came back for now.
fn soft(names: std::ops::Range<u8>) -> Vec<ReceivedMail> {
    names.map(|name| mail(&name.to_string(), "r@example.org", "s0@example.org", "450")).collect()
}

async fn five_letters_that_came_back_for_now_tell_as_much_as_one_for_good<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(1).await;
    let who = address("s0@example.org");
    let counted = |count| ReceivedEffect::Counted { address: who.clone(), count, is_in_doubt: false };
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
    a_report_speaks_only_of_places_that_are_older_than_it,
    a_report_that_anybody_may_have_written_counts_as_one_of_five,
    a_report_leaves_the_list_that_was_joined_after_it,
    who_joins_after_asking_to_leave_stays,
    five_letters_that_came_back_for_now_tell_as_much_as_one_for_good,
}
