//! What is a server's alone: lines that break, many at once, a clock of its own.

#[cfg(feature = "long-tests")]
mod figures;

use super::claim::{BY_INDEX, CLAIM};
use crate::model::{DeliveryState as State, SubscriptionState};
use crate::store::tests::cluster::Cluster;
use crate::store::tests::returned::mail;
use crate::store::tests::wire::{Snare, Wire};
use crate::store::tests::{Fixture, accepted, address, at, claiming, id, mailing, request, row, telling};
use crate::store::{
    Abandon, DeliveryFilter, DeliveryResult, Postgres, ReceiveRequest, ReceivedEffect, ReceivedMail, Run, Store,
    StoreError,
};
use chrono::TimeDelta;
use secrecy::SecretString;
use std::collections::BTreeSet;
use std::path::Path;

/// A second store on the same tables, as another worker has it; by a wire where there is one.
fn beside(fixture: &Fixture<Postgres>, wire: Option<&Wire>) -> Postgres {
    let workspace = id(fixture.store.schema().strip_prefix("opsamling-").unwrap());
    let url = match wire {
        Some(wire) => format!("postgres://worker:x@127.0.0.1:{}/postgres", wire.port),
        None => Cluster::shared().main(),
    };
    Postgres::at(&SecretString::from(url), &workspace, Path::new("/")).unwrap()
}

async fn wired(fixture: &Fixture<Postgres>) -> (Wire, Postgres) {
    let role = "DO $$ BEGIN CREATE ROLE worker SUPERUSER LOGIN PASSWORD 'x'; \
        EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$";
    fixture.world.batch_execute(role).await.unwrap();
    let wire = Wire::to(Cluster::shared().port);
    let store = beside(fixture, Some(&wire));
    store.counts().await.unwrap();
    (wire, store)
}

/// A mail that says so of somebody.
fn failed(name: &str, who: &str, code: &str) -> ReceivedMail {
    mail(name, "r@example.org", &format!("{who}@example.org"), code)
}

#[tokio::test]
async fn a_verb_whose_line_breaks_at_the_commit_is_done_once() {
    for snare in [Snare::Before("COMMIT"), Snare::After("COMMIT")] {
        let fixture = Fixture::<Postgres>::with_subscribers(8).await;
        let (wire, store) = wired(&fixture).await;
        let caught = || assert!(wire.has_caught());
        wire.snares(snare);
        assert_eq!(store.import(request(vec![row("late@example.org")])).await.unwrap().new, 1);
        caught();
        fixture.freeze(9).await.unwrap();
        wire.snares(snare);
        let claimed = store.exchange(claiming("cut", 4, at(0))).await.unwrap().claimed;
        caught();
        assert_eq!(claimed.len(), 4);
        assert!(claimed.iter().all(|delivery| delivery.attempts == 1));
        assert_eq!(fixture.count(State::Claimed).await, 4);
        let results = claimed
            .iter()
            .map(|it| DeliveryResult { number: it.number, attempt: it.attempts, outcome: accepted(), next_try: None })
            .collect();
        wire.snares(snare);
        let record = telling("cut", results, at(0));
        assert!(store.exchange(record).await.unwrap().strays.is_empty());
        caught();
        assert_eq!(fixture.count(State::Accepted).await, 4);
        wire.snares(snare);
        assert_eq!(store.stop(mailing(), at(0)).await.unwrap(), 5);
        caught();
    }
}

#[tokio::test]
async fn a_line_that_breaks_before_the_commit_costs_nothing() {
    let fixture = Fixture::<Postgres>::with_subscribers(5).await;
    fixture.freeze(5).await.unwrap();
    let (wire, store) = wired(&fixture).await;
    for word in ["BEGIN", "SET LOCAL"] {
        // The server has read the statement, or the line was cut before.
        for snare in [Snare::Before(word), Snare::After(word)] {
            wire.snares(snare);
            assert_eq!(store.exchange(claiming("cut", 1, at(0))).await.unwrap().claimed.len(), 1);
            assert!(wire.has_caught());
        }
    }
    assert_eq!(fixture.count(State::Claimed).await, 4);
}

#[tokio::test]
async fn a_server_that_is_not_there_is_away_for_now() {
    let url = SecretString::from("postgres://bo:x@127.0.0.1:1/net".to_owned());
    let store = Postgres::at(&url, &id("net"), Path::new("/")).unwrap();
    let error = store.counts().await.unwrap_err();
    assert_eq!(error.code(), "store-server-away");
    assert!(error.is_transient());
}

#[tokio::test]
async fn a_verb_that_nobody_waits_for_leaves_the_store_sound() {
    let fixture = Fixture::<Postgres>::with_subscribers(50).await;
    fixture.freeze(50).await.unwrap();
    for microseconds in (0..20).map(|it| it * 150) {
        let limit = std::time::Duration::from_micros(microseconds);
        let _ = tokio::time::timeout(limit, fixture.store.exchange(claiming("one", 1, at(0)))).await;
    }
    let balance = fixture.store.balance(mailing()).await.unwrap();
    assert!(balance.is_sound());
    let left = usize::try_from(balance.of(State::Planned)).unwrap();
    assert_eq!(fixture.claim(99, at(0)).await.len(), left);
}

#[tokio::test(flavor = "multi_thread")]
async fn many_claim_at_once_and_none_gets_what_another_has() {
    let fixture = Fixture::<Postgres>::with_subscribers(400).await;
    fixture.freeze(400).await.unwrap();
    let workers: Vec<_> = (0..4)
        .map(|number| {
            let (store, name) = (beside(&fixture, None), format!("worker {number}"));
            tokio::spawn(async move {
                let mut numbers = Vec::new();
                loop {
                    let claimed = store.exchange(claiming(&name, 7, at(0))).await.unwrap().claimed;
                    if claimed.is_empty() {
                        return numbers;
                    }
                    numbers.extend(claimed.iter().map(|it| it.number));
                }
            })
        })
        .collect();
    let mut all = Vec::new();
    for worker in workers {
        let numbers = worker.await.unwrap();
        assert!(!numbers.is_empty(), "somebody got nothing");
        all.extend(numbers);
    }
    assert_eq!((all.len(), all.iter().collect::<BTreeSet<_>>().len()), (400, 400));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mailing_that_is_stopped_among_many_workers_stays_stopped() {
    let fixture = Fixture::<Postgres>::with_subscribers(300).await;
    fixture.freeze(300).await.unwrap();
    let workers: Vec<_> = (0..4)
        .map(|number| {
            let (store, worker) = (beside(&fixture, None), format!("worker {number}"));
            tokio::spawn(async move {
                loop {
                    let claimed = store.exchange(claiming(&worker, 5, at(0))).await.unwrap().claimed;
                    if claimed.is_empty() {
                        return;
                    }
                    let result = |number, attempt, choice| DeliveryResult {
                        number,
                        attempt,
                        outcome: match choice % 3 {
                            0 => accepted(),
                            1 => crate::model::DeliveryOutcome::NotTried,
                            _ => crate::model::DeliveryOutcome::Deferred(crate::store::tests::reply(451, "later")),
                        },
                        next_try: Some(at(0)),
                    };
                    let results = claimed.iter().map(|it| result(it.number, it.attempts, it.number)).collect();
                    let record = telling(&worker, results, at(0));
                    assert!(store.exchange(record).await.unwrap().strays.is_empty());
                }
            })
        })
        .collect();
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    beside(&fixture, None).stop(mailing(), at(0)).await.unwrap();
    for worker in workers {
        worker.await.unwrap();
    }
    let balance = fixture.store.balance(mailing()).await.unwrap();
    assert!(balance.is_sound());
    let open = [State::Planned, State::Deferred, State::Claimed].map(|state| balance.of(state));
    assert_eq!(open, [0, 0, 0], "{balance:?}");
    assert!(balance.of(State::Stopped) > 0, "{balance:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn first_openings_at_once_make_one_schema() {
    let url = SecretString::from(Cluster::shared().main());
    let openings: Vec<_> = (0..6)
        .map(|_| {
            let store = Postgres::at(&url, &id("first-openings"), Path::new("/")).unwrap();
            tokio::spawn(async move { store.counts().await })
        })
        .collect();
    for opening in openings {
        assert!(opening.await.unwrap().unwrap().is_empty());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_mails_read_by_many_at_once_count_once() {
    let fixture = Fixture::<Postgres>::with_subscribers(20).await;
    let mails: Vec<ReceivedMail> =
        (0..40).map(|number| failed(&number.to_string(), &format!("s{}", number % 20), "450 4.2.2")).collect();
    let workers: Vec<_> = (0..4)
        .map(|number| {
            let (store, mut mails) = (beside(&fixture, None), mails.clone());
            mails.rotate_left(number * 11);
            if number % 2 == 1 {
                mails.reverse();
            }
            tokio::spawn(async move {
                let request = ReceiveRequest { mails, run: Run::ForReal, now: at(0) };
                store.receive(request).await.unwrap().concat()
            })
        })
        .collect();
    let mut new = 0;
    for worker in workers {
        let effects = worker.await.unwrap();
        assert_eq!(effects.len(), 40);
        new += effects.iter().filter(|effect| **effect != ReceivedEffect::KnownAlready).count();
    }
    assert_eq!((new, fixture.store.kept().await.unwrap().len()), (40, 40));
    let last = vec![failed("last", "s0", "450 4.2.2")];
    let request = ReceiveRequest { mails: last, run: Run::ForReal, now: at(0) };
    let effects = fixture.store.receive(request).await.unwrap().concat();
    assert_eq!(effects, [ReceivedEffect::Counted { address: address("s0@example.org"), count: 3, is_in_doubt: false }]);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_five_letters_that_come_back_at_five_places_at_once_one_is_the_fifth() {
    let fixture = Fixture::<Postgres>::with_subscribers(2).await;
    fixture.freeze(2).await.unwrap();
    let claimed = fixture.claim(2, at(0)).await;
    let number = claimed.iter().find(|it| it.recipient.address == address("s0@example.org")).unwrap().number;
    let store = beside(&fixture, None);
    let refusal = tokio::spawn(async move {
        let outcome = crate::model::DeliveryOutcome::Refused(crate::store::tests::reply(550, "no"));
        let results = vec![DeliveryResult { number, attempt: 1, outcome, next_try: None }];
        let record = telling("one", results, at(0));
        assert!(store.exchange(record).await.unwrap().strays.is_empty());
    });
    let readers: Vec<_> = (0..4)
        .map(|number| {
            let store = beside(&fixture, None);
            let mails = vec![failed(&number.to_string(), "s0", "450 4.2.2")];
            let request = ReceiveRequest { mails, run: Run::ForReal, now: at(0) };
            tokio::spawn(async move { store.receive(request).await.unwrap() })
        })
        .collect();
    for reader in readers {
        reader.await.unwrap();
    }
    refusal.await.unwrap();
    let counts = fixture.store.counts().await.unwrap();
    assert_eq!([SubscriptionState::Bounced, SubscriptionState::Active].map(|state| counts[0].of(state)), [1, 1]);
}

#[tokio::test]
async fn a_lease_runs_out_by_the_server_s_clock_alone() {
    let fixture = Fixture::<Postgres>::with_subscribers(2).await;
    fixture.freeze(2).await.unwrap();
    // This worker's own clock is years ahead.
    let late = at(0) + TimeDelta::days(4000);
    let claimed = fixture.at(at(0)).await.exchange(claiming("one", 1, late)).await.unwrap().claimed;
    assert_eq!(claimed[0].first_attempt, Some(at(0)));
    assert_eq!(fixture.at(at(14)).await.abandon(mailing(), Abandon::Expired, late).await.unwrap(), 0);
    assert_eq!(fixture.at(at(15)).await.abandon(mailing(), Abandon::Expired, at(-99)).await.unwrap(), 1);
    let result = DeliveryResult {
        number: fixture.claim(1, at(20)).await[0].number,
        attempt: 1,
        outcome: crate::model::DeliveryOutcome::Deferred(crate::store::tests::reply(451, "later")),
        next_try: Some(late + TimeDelta::minutes(5)),
    };
    let record = telling("one", vec![result], late);
    assert!(fixture.at(at(30)).await.exchange(record).await.unwrap().strays.is_empty());
    assert_eq!(fixture.store.next_try(mailing()).await.unwrap(), Some(at(35)));
}

#[tokio::test]
async fn a_claim_reads_no_more_rows_late_than_early() {
    let fixture = Fixture::<Postgres>::with_subscribers(3000).await;
    fixture.freeze(3000).await.unwrap();
    let name = format!("'{}'", mailing());
    let sql = ["$1", "$2", "$3", "$4", "$5"].iter().zip([name.as_str(), "9", "'one'", "1", "0"]);
    let sql = sql.fold(CLAIM.to_owned(), |sql, (name, value)| sql.replace(name, value));
    fixture.world.batch_execute(BY_INDEX.replace(" LOCAL", "").as_str()).await.unwrap();
    let rows = fixture.world.query(&format!("EXPLAIN {sql}"), &[]).await.unwrap();
    let plan: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
    let plan = plan.join("\n");
    assert!(plan.contains("Index Scan using deliveries_planned"), "{plan}");
    assert!(plan.contains("Index Scan using deliveries_deferred"), "{plan}");
    assert!(!plan.contains("Seq Scan on deliveries") && !plan.contains("Sort Key: d.number"), "{plan}");
}

#[tokio::test]
async fn what_another_worker_put_back_is_found_at_the_end() {
    let fixture = Fixture::<Postgres>::with_subscribers(6).await;
    fixture.freeze(6).await.unwrap();
    let other = beside(&fixture, None);
    let theirs = other.exchange(claiming("other", 2, at(0))).await.unwrap().claimed;
    assert_eq!(fixture.claim(2, at(0)).await.len(), 2);
    let not_tried = |number| DeliveryResult {
        number,
        attempt: 1,
        outcome: crate::model::DeliveryOutcome::NotTried,
        next_try: None,
    };
    let results = theirs.iter().map(|it| not_tried(it.number)).collect();
    let record = telling("other", results, at(0));
    assert!(other.exchange(record).await.unwrap().strays.is_empty());
    assert_eq!(fixture.claim(9, at(0)).await.len(), 4);
    assert!(fixture.claim(9, at(0)).await.is_empty());
}

#[tokio::test]
async fn rows_of_one_person_are_judged_one_after_the_other() {
    let fixture = Fixture::<Postgres>::new().await;
    let rows = (0..40).map(|number| {
        let mut row = row(if number % 2 == 0 { "bo@example.org" } else { "BO@example.org" });
        row.line = number;
        row.state = (number == 20).then_some(SubscriptionState::Left);
        row
    });
    let outcome = fixture.store.import(request(rows.collect())).await.unwrap();
    assert_eq!((outcome.new, outcome.updated, outcome.passed_over.len()), (1, 1, 38));
    let codes: Vec<_> = outcome.passed_over.iter().map(|it| (it.line, it.code)).collect();
    assert_eq!((codes[0], codes[37]), ((1, "passed-over-unchanged"), (39, "passed-over-left")));
    let dry = crate::store::ImportRequest { run: Run::Dry, ..request(vec![row("dry@example.org")]) };
    assert_eq!(fixture.store.import(dry).await.unwrap().new, 1);
    assert_eq!(fixture.store.counts().await.unwrap()[0].counts.iter().sum::<u64>(), 1);
}

#[tokio::test]
async fn a_value_of_another_hand_is_never_shown() {
    let fixture = Fixture::<Postgres>::with_subscribers(1).await;
    fixture.freeze(1).await.unwrap();
    fixture.world.batch_execute("UPDATE deliveries SET token = 'hemmelig'").await.unwrap();
    let filter = DeliveryFilter { mailing: mailing(), states: State::ALL.to_vec(), after: 0, limit: 1 };
    let error = fixture.store.deliveries(filter).await.unwrap_err();
    assert!(matches!(error, StoreError::Failed { .. }), "{error:?}");
    assert!(!format!("{error} {error:?}").contains("hemmelig"));
}
