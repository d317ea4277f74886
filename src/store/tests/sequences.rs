//! Whatever happens in whatever order: the sums balance, and nobody gets a letter twice.

use super::{Fixture, LEASE, Told, accepted, at, mailing, reply};
use crate::model::{DeliveryOutcome, DeliveryState as State};
use crate::store::{Abandon, DeliveryFilter, DeliveryResult, Postgres, Resolution, ResolveRequest, Sqlite};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const PEOPLE: usize = 12;

/// Something that happens to a mailing under way.
#[derive(Debug, Clone)]
enum Event {
    Claim(usize),
    /// The oldest claims that are out get these outcomes.
    Record(Vec<u8>),
    /// The sender dies; another takes over.
    Crash,
    /// Claims whose lease has run out are given up.
    LeaseEnd,
    /// The reply to a letter whose claim was given up comes all the same.
    LateReply,
    /// Somebody settles what is unknown: sent again, or treated as sent.
    Resolve(Resolution),
    Stop,
    Resume,
    Leave(usize),
    /// So many minutes go by.
    Wait(i64),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (1..6_usize).prop_map(Event::Claim),
        4 => prop::collection::vec(0..5_u8, 1..6).prop_map(Event::Record),
        1 => Just(Event::Crash),
        2 => Just(Event::LeaseEnd),
        1 => Just(Event::LateReply),
        1 => Just(Event::Resolve(Resolution::Planned)),
        1 => Just(Event::Resolve(Resolution::Accepted(reply(0, "by word")))),
        1 => Just(Event::Stop),
        2 => Just(Event::Resume),
        1 => (0..PEOPLE).prop_map(Event::Leave),
        2 => (1..20_i64).prop_map(Event::Wait),
    ]
}

fn outcome(choice: u8) -> DeliveryOutcome {
    match choice {
        0 => DeliveryOutcome::Refused(reply(550, "no")),
        1 => DeliveryOutcome::Deferred(reply(451, "later")),
        2 => DeliveryOutcome::Unknown(reply(0, "closed")),
        3 => DeliveryOutcome::NotTried,
        _ => accepted(),
    }
}

async fn play<S: Told>(events: Vec<Event>) {
    let fixture = Fixture::<S>::with_subscribers(PEOPLE).await;
    fixture.freeze(PEOPLE as u64).await.unwrap();
    let store = &fixture.store;
    let mut minutes = 0;
    // With the attempt and the minute of each claim.
    let mut out: Vec<(i64, u32, i64)> = Vec::new();
    // Those whose claim was given up, with its attempt: their reply may still come.
    let mut given_up: BTreeMap<i64, u32> = BTreeMap::new();
    // Those that may be at the relay: never to be claimed again.
    let mut done: BTreeSet<i64> = BTreeSet::new();
    let mut accepted_once: BTreeSet<i64> = BTreeSet::new();
    for event in events {
        let now = at(minutes);
        match event {
            Event::Claim(at_most) => {
                for delivery in fixture.claim(at_most, now).await {
                    assert!(!done.contains(&delivery.number), "claimed again after it was done");
                    assert!(out.iter().all(|(number, ..)| *number != delivery.number), "claimed twice");
                    out.push((delivery.number, delivery.attempts, minutes));
                }
            }
            Event::Record(choices) => {
                let first: Vec<_> = out.drain(..choices.len().min(out.len())).collect();
                let mut results = Vec::new();
                for ((number, attempt, _), choice) in first.into_iter().zip(choices) {
                    let outcome = outcome(choice);
                    match &outcome {
                        DeliveryOutcome::Accepted(_) => {
                            assert!(accepted_once.insert(number), "accepted twice");
                            done.insert(number);
                        }
                        DeliveryOutcome::Refused(_) | DeliveryOutcome::Unknown(_) => {
                            done.insert(number);
                        }
                        DeliveryOutcome::Deferred(_) | DeliveryOutcome::NotTried => {}
                    }
                    results.push(DeliveryResult { number, attempt, outcome, next_try: Some(at(minutes + 5)) });
                }
                assert!(fixture.record(results, now).await.is_empty());
            }
            Event::Crash => {
                let abandoned = fixture.at(now).await.abandon(mailing(), Abandon::All, now).await.unwrap();
                assert_eq!(abandoned, out.len() as u64);
                given_up.extend(out.iter().map(|(number, attempt, _)| (*number, *attempt)));
                done.extend(out.drain(..).map(|(number, ..)| number));
            }
            Event::LeaseEnd => {
                let expired = |claimed: i64| claimed + LEASE.num_minutes() <= minutes;
                let over: Vec<_> = out.extract_if(.., |(_, _, at)| expired(*at)).collect();
                let abandoned = fixture.at(now).await.abandon(mailing(), Abandon::Expired, now).await.unwrap();
                assert_eq!(abandoned, over.len() as u64);
                given_up.extend(over.iter().map(|(number, attempt, _)| (*number, *attempt)));
                done.extend(over.iter().map(|(number, ..)| number));
            }
            Event::LateReply => {
                if let Some((number, attempt)) = given_up.pop_first() {
                    let filter =
                        DeliveryFilter { mailing: mailing(), states: State::ALL.to_vec(), after: number - 1, limit: 1 };
                    let before = store.deliveries(filter).await.unwrap().remove(0);
                    // Whatever was decided meanwhile; but not where somebody is at it again, or it is over.
                    let counts = match before.state {
                        State::Unknown => before.attempts == attempt,
                        State::Planned | State::Deferred | State::Stopped => true,
                        _ => false,
                    };
                    let late = DeliveryResult { number, attempt, outcome: accepted(), next_try: None };
                    assert_eq!(fixture.record(vec![late], now).await.is_empty(), counts);
                    if counts {
                        assert!(accepted_once.insert(number), "accepted twice");
                        done.insert(number);
                    }
                }
            }
            Event::Resolve(resolution) => {
                let states = vec![State::Unknown];
                let filter = DeliveryFilter { mailing: mailing(), states, after: 0, limit: usize::MAX };
                let unknown = store.deliveries(filter).await.unwrap();
                let settled: Vec<_> = unknown.iter().map(|it| (it.number, resolution.clone())).collect();
                fixture.at(now).await.resolve(ResolveRequest { mailing: mailing(), settled, now }).await.unwrap();
                for delivery in unknown {
                    match &resolution {
                        Resolution::Planned => assert!(done.remove(&delivery.number), "it was not unknown"),
                        Resolution::Accepted(_) => assert!(accepted_once.insert(delivery.number), "accepted twice"),
                    }
                }
            }
            Event::Stop => {
                fixture.at(now).await.stop(mailing(), now).await.unwrap();
                assert!(fixture.claim(PEOPLE, now).await.is_empty());
            }
            Event::Resume => {
                fixture.at(now).await.resume(mailing(), now).await.unwrap();
            }
            Event::Leave(number) => {
                fixture.leave(&format!("s{number}@example.org")).await;
            }
            Event::Wait(more) => minutes += more,
        }
        let balance = store.balance(mailing()).await.unwrap();
        assert!(balance.is_sound(), "{balance:?}");
        assert_eq!(balance.of(State::Claimed), out.len() as u64);
        assert_eq!(balance.of(State::Accepted), accepted_once.len() as u64);
    }
    let filter = DeliveryFilter { mailing: mailing(), states: State::ALL.to_vec(), after: 0, limit: usize::MAX };
    let all = store.deliveries(filter).await.unwrap();
    assert_eq!(all.len(), PEOPLE);
    assert!(all.iter().all(|it| (it.state == State::Deferred) == it.next_try.is_some()));
}

fn run(story: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(story);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_gets_a_letter_twice_whatever_happens(events in prop::collection::vec(event(), 1..40)) {
        run(play::<Sqlite>(events));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 16, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nobody_gets_a_letter_twice_on_a_server_either(events in prop::collection::vec(event(), 1..40)) {
        run(play::<Postgres>(events));
    }
}
