//! From the freeze of a mailing to its last delivery.

use super::{Fixture, Told, accepted, address, at, mailing, reply, row};
use crate::intake::subscribers::SubscriberRow;
use crate::model::{Carriage, DeliveryOutcome, DeliveryState as State, SubscriptionState};
use crate::store::{Abandon, DeliveryFilter, DeliveryResult, Resolution, ResolveRequest, StoreError};
use std::collections::BTreeSet;

async fn a_frozen_mailing_has_one_delivery_for_each_active_subscriber<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(5).await;
    fixture.leave("s3@example.org").await;
    fixture.freeze(4).await.unwrap();
    assert_eq!(fixture.count(State::Planned).await, 4);
    let frozen = fixture.store.find_mailing("2023-01".to_owned()).await.unwrap();
    assert_eq!((frozen.id, frozen.recipients, frozen.frozen), (mailing(), 4, b"letter".to_vec()));
}

async fn a_list_that_changed_since_the_yes_freezes_nothing<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(5).await;
    let error = fixture.freeze(4).await.unwrap_err();
    assert!(matches!(error, StoreError::RecipientsChanged { expected: 4, found: 5 }));
    assert!(fixture.store.mailings().await.unwrap().is_empty());
    fixture.freeze(5).await.unwrap();
}

async fn a_mailing_is_frozen_once<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(2).await;
    fixture.freeze(2).await.unwrap();
    assert!(matches!(fixture.freeze(2).await, Err(StoreError::MailingExists { id }) if id == mailing()));
    assert_eq!(fixture.count(State::Planned).await, 2);
}

async fn a_list_with_nobody_on_it_freezes_nothing<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    assert!(matches!(fixture.freeze(0).await, Err(StoreError::NobodyToWriteTo { .. })));
    assert!(fixture.store.mailings().await.unwrap().is_empty());
}

async fn what_the_records_say_later_does_not_reach_a_frozen_recipient<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(1).await;
    fixture.freeze(1).await.unwrap();
    let mut renamed = row("s0@example.org");
    renamed.name = Some("Anna".to_owned());
    assert_eq!(fixture.import(vec![renamed]).await.updated, 1);
    assert_eq!(fixture.claim(1, at(0)).await[0].recipient.name, None);
}

async fn no_delivery_is_claimed_twice<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(10).await;
    fixture.freeze(10).await.unwrap();
    let mut seen = BTreeSet::new();
    for expected in [4, 4, 2, 0] {
        let claimed = fixture.claim(4, at(0)).await;
        assert_eq!(claimed.len(), expected);
        for delivery in claimed {
            assert_eq!((delivery.state, delivery.attempts), (State::Claimed, 1));
            assert!(seen.insert(delivery.recipient.address));
        }
    }
    assert_eq!(fixture.count(State::Claimed).await, 10);
}

async fn who_leaves_after_the_freeze_is_not_written_to<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(6).await;
    fixture.freeze(6).await.unwrap();
    fixture.leave("s0@example.org").await;
    fixture.leave("s1@example.org").await;
    let claimed = fixture.claim(4, at(2)).await;
    assert_eq!(claimed.len(), 4);
    assert!(claimed.iter().all(|it| it.recipient.address != address("s0@example.org")));
    assert_eq!(fixture.count(State::Suppressed).await, 2);
}

async fn a_deferred_one_waits_for_its_time_and_comes_after_the_planned<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(3).await;
    fixture.freeze(3).await.unwrap();
    let first = fixture.claim(1, at(0)).await[0].number;
    fixture.record_one(first, DeliveryOutcome::Deferred(reply(451, "later"))).await;
    assert_eq!(fixture.store.next_try(mailing()).await.unwrap(), Some(at(5)));
    let second = fixture.claim(1, at(6)).await;
    assert_ne!(second[0].number, first);
    let rest = fixture.claim(9, at(4)).await;
    assert_eq!(rest.len(), 1);
    let again = fixture.claim(9, at(5)).await;
    assert_eq!((again[0].number, again[0].attempts, again[0].first_attempt), (first, 2, Some(at(0))));
    assert_eq!(again[0].reply, Some(reply(451, "later")));
}

async fn a_delivery_not_tried_counts_no_attempt<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(1).await;
    fixture.freeze(1).await.unwrap();
    let number = fixture.claim(1, at(0)).await[0].number;
    assert!(fixture.record_one(number, DeliveryOutcome::NotTried).await.is_empty());
    let again = fixture.claim(1, at(7)).await;
    assert_eq!((again[0].attempts, again[0].first_attempt), (1, Some(at(7))));
}

async fn a_claim_of_the_dead_becomes_unknown_and_is_never_claimed_again<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(3).await;
    fixture.freeze(3).await.unwrap();
    fixture.claim(2, at(0)).await;
    assert_eq!(fixture.at(at(14)).await.abandon(mailing(), Abandon::Expired, at(14)).await.unwrap(), 0);
    assert_eq!(fixture.at(at(15)).await.abandon(mailing(), Abandon::Expired, at(15)).await.unwrap(), 2);
    assert_eq!(fixture.claim(9, at(99)).await.len(), 1);
    assert_eq!(fixture.at(at(100)).await.abandon(mailing(), Abandon::All, at(100)).await.unwrap(), 1);
    assert!(fixture.claim(9, at(9999)).await.is_empty());
    assert_eq!(fixture.count(State::Unknown).await, 3);
}

async fn a_mailing_whose_last_letters_a_dead_worker_holds_is_due<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(2).await;
    fixture.freeze(2).await.unwrap();
    assert_eq!(fixture.store.due(at(0)).await.unwrap(), [mailing()]);
    fixture.claim(2, at(0)).await;
    assert!(fixture.at(at(14)).await.due(at(14)).await.unwrap().is_empty());
    assert_eq!(fixture.at(at(15)).await.due(at(15)).await.unwrap(), [mailing()]);
    fixture.at(at(15)).await.abandon(mailing(), Abandon::Expired, at(15)).await.unwrap();
    assert!(fixture.at(at(16)).await.due(at(16)).await.unwrap().is_empty());
}

async fn one_who_stays_is_found_behind_many_who_left<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(2500).await;
    fixture.freeze(2500).await.unwrap();
    let left =
        |number| SubscriberRow { state: Some(SubscriptionState::Left), ..row(&format!("s{number}@example.org")) };
    fixture.import((0..2499).map(left).collect()).await;
    let claimed = fixture.claim(1, at(1)).await;
    assert_eq!(claimed[0].recipient.address, address("s2499@example.org"));
    assert_eq!((fixture.count(State::Suppressed).await, fixture.count(State::Claimed).await), (2499, 1));
}

async fn a_late_reply_settles_what_was_given_up<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(4).await;
    fixture.freeze(4).await.unwrap();
    let claimed = fixture.claim(4, at(0)).await;
    fixture.at(at(1)).await.abandon(mailing(), Abandon::All, at(1)).await.unwrap();
    let outcomes = [
        accepted(),
        DeliveryOutcome::Deferred(reply(451, "later")),
        DeliveryOutcome::NotTried,
        DeliveryOutcome::Unknown(reply(0, "")),
    ];
    let mut strays = Vec::new();
    for (delivery, outcome) in claimed.iter().zip(outcomes) {
        strays.extend(fixture.record_one(delivery.number, outcome).await);
    }
    assert_eq!(strays, [claimed[3].number]);
    for state in [State::Accepted, State::Deferred, State::Planned, State::Unknown] {
        assert_eq!(fixture.count(state).await, 1, "{state:?}");
    }
}

/// Somebody has settled them as not sent, and another has taken one of them up, when the replies come all the same.
async fn a_letter_that_was_taken_after_all_is_not_sent_again<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(2).await;
    fixture.freeze(2).await.unwrap();
    let claimed: Vec<i64> = fixture.claim(2, at(0)).await.iter().map(|it| it.number).collect();
    fixture.at(at(1)).await.abandon(mailing(), Abandon::All, at(1)).await.unwrap();
    let settled = claimed.iter().map(|number| (*number, Resolution::Planned)).collect();
    fixture.at(at(2)).await.resolve(ResolveRequest { mailing: mailing(), settled, now: at(2) }).await.unwrap();
    assert_eq!(fixture.claim(1, at(3)).await[0].number, claimed[0]);
    let late = |number, outcome| DeliveryResult { number, attempt: 1, outcome, next_try: None };
    let untried = late(claimed[0], DeliveryOutcome::NotTried);
    assert_eq!(fixture.record(vec![untried], at(4)).await, [claimed[0]], "of an attempt that is over");
    let taken = claimed.iter().map(|number| late(*number, accepted())).collect();
    assert_eq!(fixture.record(taken, at(4)).await, [claimed[0]]);
    assert_eq!((fixture.count(State::Claimed).await, fixture.count(State::Accepted).await), (1, 1));
    assert!(fixture.claim(2, at(5)).await.is_empty());
}

async fn a_result_that_nobody_claimed_changes_nothing<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(2).await;
    fixture.freeze(2).await.unwrap();
    let number = fixture.claim(1, at(0)).await[0].number;
    assert!(fixture.record_one(number, accepted()).await.is_empty());
    assert_eq!(fixture.record_one(number, DeliveryOutcome::Refused(reply(550, "no"))).await, [number]);
    assert_eq!(fixture.record_one(number + 1, accepted()).await, [number + 1]);
    assert_eq!((fixture.count(State::Accepted).await, fixture.count(State::Planned).await), (1, 1));
}

async fn a_stopped_mailing_gives_nothing_and_takes_back_what_returns<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(5).await;
    fixture.freeze(5).await.unwrap();
    let claimed = fixture.claim(3, at(0)).await;
    assert_eq!(fixture.at(at(1)).await.stop(mailing(), at(1)).await.unwrap(), 2);
    assert!(fixture.claim(9, at(2)).await.is_empty());
    fixture.record_one(claimed[0].number, DeliveryOutcome::NotTried).await;
    fixture.record_one(claimed[1].number, DeliveryOutcome::Deferred(reply(451, "later"))).await;
    fixture.record_one(claimed[2].number, accepted()).await;
    assert_eq!(fixture.count(State::Stopped).await, 4);
    assert_eq!(fixture.store.find_mailing(mailing().to_string()).await.unwrap().stopped_at, Some(at(1)));
    assert_eq!(fixture.at(at(3)).await.resume(mailing(), at(3)).await.unwrap(), 4);
    assert_eq!(fixture.claim(9, at(3)).await.len(), 4);
}

async fn replies_are_counted_by_what_they_say<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(4).await;
    fixture.freeze(4).await.unwrap();
    let claimed = fixture.claim(4, at(0)).await;
    for delivery in &claimed[..2] {
        fixture.record_one(delivery.number, DeliveryOutcome::Refused(reply(550, "no such user"))).await;
    }
    fixture.record_one(claimed[2].number, DeliveryOutcome::Deferred(reply(451, "later"))).await;
    let counts = fixture.store.reply_counts(mailing()).await.unwrap();
    let told: Vec<_> = counts.iter().map(|it| format!("{} {} {}", it.code, it.text, it.count)).collect();
    assert_eq!(told, ["550 no such user 2", "451 later 1"]);
    let states = vec![State::Refused, State::Claimed];
    let shown =
        fixture.store.deliveries(DeliveryFilter { mailing: mailing(), states, after: 0, limit: 2 }).await.unwrap();
    assert_eq!(shown.iter().map(|it| it.state).collect::<Vec<_>>(), [State::Refused, State::Refused]);
}

async fn a_mailing_is_found_by_any_unambiguous_start<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(1).await;
    fixture.freeze(1).await.unwrap();
    let mut again = mailing();
    again.round = 2;
    let request = crate::store::FreezeRequest {
        due: None,
        id: again.clone(),
        subject: String::new(),
        frozen: Vec::new(),
        digest: String::new(),
        carriage: Carriage::Drafts,
        expected: 1,
        now: at(9),
    };
    fixture.at(at(9)).await.freeze(request).await.unwrap();
    let find = |name: &str| fixture.store.find_mailing(name.to_owned());
    assert_eq!(find(&mailing().to_string()).await.unwrap().id, mailing());
    assert_eq!(find(&again.to_string()).await.unwrap().id, again);
    assert_eq!(find(&again.to_string()).await.unwrap().carriage, Carriage::Drafts);
    let error = find("2023-01-12").await.unwrap_err();
    assert!(matches!(&error, StoreError::AmbiguousMailing { candidates, .. } if candidates.len() == 2), "{error:?}");
    for none in ["2024", "", "%", "2023-01-12-aeldre_sagen"] {
        assert!(matches!(find(none).await, Err(StoreError::NoSuchMailing { .. })), "{none:?}");
    }
    let newest_first: Vec<_> = fixture.store.mailings().await.unwrap().into_iter().map(|it| it.id).collect();
    assert_eq!(newest_first, [again, mailing()]);
}

super::told_to_every_store! {
    a_frozen_mailing_has_one_delivery_for_each_active_subscriber,
    a_list_that_changed_since_the_yes_freezes_nothing,
    a_mailing_is_frozen_once,
    a_list_with_nobody_on_it_freezes_nothing,
    what_the_records_say_later_does_not_reach_a_frozen_recipient,
    no_delivery_is_claimed_twice,
    who_leaves_after_the_freeze_is_not_written_to,
    a_deferred_one_waits_for_its_time_and_comes_after_the_planned,
    a_delivery_not_tried_counts_no_attempt,
    a_claim_of_the_dead_becomes_unknown_and_is_never_claimed_again,
    a_mailing_whose_last_letters_a_dead_worker_holds_is_due,
    one_who_stays_is_found_behind_many_who_left,
    a_late_reply_settles_what_was_given_up,
    a_letter_that_was_taken_after_all_is_not_sent_again,
    a_result_that_nobody_claimed_changes_nothing,
    a_stopped_mailing_gives_nothing_and_takes_back_what_returns,
    replies_are_counted_by_what_they_say,
    a_mailing_is_found_by_any_unambiguous_start,
}
