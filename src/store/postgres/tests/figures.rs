//! Figures of a million, by `cargo test --release --features long-tests --lib figures_of_a_million`.

use super::beside;
use crate::intake::subscribers::SubscriberRow;
use crate::model::DeliveryState as State;
use crate::store::tests::{Fixture, accepted, at, claiming, mailing, request, row, telling};
use crate::store::{DeliveryResult, Postgres, Store};
use std::io::Write;
use std::time::{Duration, Instant};

const PEOPLE: usize = 1_000_000;

/// How many letters are claimed at once.
const GROUP: usize = 128;

fn say(what: &str, count: usize, took: Duration) {
    let each = count as f64 / took.as_secs_f64();
    writeln!(std::io::stderr(), "{what}: {count} in {:.2} s, {each:.0} a second", took.as_secs_f64()).unwrap();
}

/// Claims and settles so many groups; how long the claims took, and the whole.
async fn send(store: &Postgres, worker: &str, groups: usize) -> (usize, Duration, Duration) {
    let (began, mut claiming_took, mut sent) = (Instant::now(), Duration::ZERO, 0);
    for _ in 0..groups {
        let asked = Instant::now();
        let claimed = store.exchange(claiming(worker, GROUP, at(0))).await.unwrap().claimed;
        claiming_took += asked.elapsed();
        if claimed.is_empty() {
            break;
        }
        sent += claimed.len();
        let results = claimed
            .iter()
            .map(|it| DeliveryResult { number: it.number, attempt: it.attempts, outcome: accepted(), next_try: None })
            .collect();
        assert!(store.exchange(telling(worker, results, at(0))).await.unwrap().strays.is_empty());
    }
    (sent, claiming_took, began.elapsed())
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_of_a_million() {
    let fixture = Fixture::<Postgres>::new().await;
    let store = &fixture.store;
    let rows: Vec<SubscriberRow> = (0..PEOPLE).map(|number| row(&format!("person{number}@example.org"))).collect();
    for what in ["import", "the same again"] {
        let request = request(rows.clone());
        let began = Instant::now();
        let outcome = store.import(request).await.unwrap();
        say(what, PEOPLE, began.elapsed());
        assert_eq!(outcome.new as usize + outcome.passed_over.len(), PEOPLE);
    }
    drop(rows);
    let began = Instant::now();
    fixture.freeze(PEOPLE as u64).await.unwrap();
    say("freeze", PEOPLE, began.elapsed());
    let mut early = None;
    let mut total = 0;
    for round in 0.. {
        let (sent, claiming, whole) = send(store, "one", 500).await;
        total += sent;
        if sent == 0 {
            break;
        }
        say(&format!("round {round}: claims"), sent, claiming);
        say(&format!("round {round}: claims and records"), sent, whole);
        let each = claiming.as_secs_f64() / sent as f64;
        let early = *early.get_or_insert(each);
        assert!(sent < 500 * GROUP || each < early * 4.0, "a claim costs {:.1} times what it did", each / early);
        if total > PEOPLE / 2 {
            break;
        }
    }
    let began = Instant::now();
    assert!(store.balance(mailing()).await.unwrap().is_sound());
    say("balance", PEOPLE, began.elapsed());
    let began = Instant::now();
    let workers: Vec<_> = (0..3)
        .map(|number| {
            let (store, name) = (beside(&fixture, None), format!("worker {number}"));
            tokio::spawn(async move { send(&store, &name, usize::MAX).await.0 })
        })
        .collect();
    let mut rest = 0;
    for worker in workers {
        rest += worker.await.unwrap();
    }
    say("three workers at once", rest, began.elapsed());
    assert_eq!(fixture.count(State::Accepted).await, PEOPLE as u64);
}
