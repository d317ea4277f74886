//! The story of lists and mailings, told to the store.

mod damage;
mod importing;
mod ledger;
mod returned;
mod sequences;

use crate::intake::subscribers::SubscriberRow;
use crate::model::{
    Basis, Carriage, Delivery, DeliveryOutcome, DeliveryState, EmailAddress, Id, MailingId, Reply, Token,
};
use crate::store::{
    ClaimRequest, DeliveryResult, FreezeRequest, ImportDefaults, ImportOutcome, ImportRequest, RecordRequest,
    RemoveRequest, Run, Sqlite, Store, StoreError, TokenSource,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use std::collections::BTreeMap;
use tempfile::TempDir;

/// 12 January 2023 at noon, and so many minutes.
fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_673_524_800, 0).unwrap() + TimeDelta::minutes(minutes)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn mailing() -> MailingId {
    MailingId::parse("2023-01-12-aeldre-sagen/summary/newsletter").unwrap()
}

fn row(text: &str) -> SubscriberRow {
    SubscriberRow::new(address(text))
}

fn reply(code: u16, text: &str) -> Reply {
    Reply { code, enhanced: None, text: text.to_owned() }
}

fn accepted() -> DeliveryOutcome {
    DeliveryOutcome::Accepted(reply(250, "queued"))
}

/// Tokens that can be told in advance.
fn counted_tokens() -> TokenSource {
    let mut next = 0_u128;
    Box::new(move || {
        next += 1;
        Ok(Token::from_bytes(next.to_be_bytes()))
    })
}

/// A store in a folder of its own.
struct Fixture {
    folder: TempDir,
    store: Sqlite,
}

impl Fixture {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open_with(folder.path(), counted_tokens()).unwrap();
        Self { folder, store }
    }

    /// A store with so many active subscribers `s0@example.org …` of the newsletter.
    async fn with_subscribers(count: usize) -> Self {
        let fixture = Self::new();
        let rows = (0..count).map(|number| row(&format!("s{number}@example.org"))).collect();
        let outcome = fixture.import(rows).await;
        assert_eq!(outcome.new, count as u64);
        fixture
    }

    fn request(rows: Vec<SubscriberRow>) -> ImportRequest {
        ImportRequest {
            rows,
            defaults: ImportDefaults {
                list: Some(id("newsletter")),
                source: Some("a form".to_owned()),
                consented: Some(day("2022-11-01")),
                ..ImportDefaults::default()
            },
            lists: BTreeMap::from([(id("newsletter"), Basis::Consent), (id("members"), Basis::Task)]),
            run: Run::ForReal,
            now: at(0),
        }
    }

    async fn import(&self, rows: Vec<SubscriberRow>) -> ImportOutcome {
        self.store.import(Self::request(rows)).await.unwrap()
    }

    async fn leave(&self, who: &str) -> Vec<Id> {
        let request = RemoveRequest { address: address(who), list: None, run: Run::ForReal, now: at(1) };
        self.store.remove(request).await.unwrap()
    }

    async fn freeze(&self, expected: u64) -> Result<(), StoreError> {
        let request = FreezeRequest {
            id: mailing(),
            subject: "Opsamling".to_owned(),
            frozen: b"letter".to_vec(),
            digest: "4f1c".to_owned(),
            carriage: Carriage::Relay,
            expected,
            now: at(0),
        };
        self.store.freeze(request).await
    }

    async fn claim(&self, at_most: usize, now: DateTime<Utc>) -> Vec<Delivery> {
        let lease = TimeDelta::minutes(15);
        let request = ClaimRequest { mailing: mailing(), worker: "one".to_owned(), at_most, lease, now };
        self.store.claim(request).await.unwrap()
    }

    async fn record(&self, results: Vec<DeliveryResult>, now: DateTime<Utc>) -> Vec<i64> {
        let request = RecordRequest { mailing: mailing(), worker: "one".to_owned(), results, now };
        self.store.record(request).await.unwrap()
    }

    async fn record_one(&self, number: i64, outcome: DeliveryOutcome) -> Vec<i64> {
        self.record(vec![DeliveryResult { number, outcome, next_try: Some(at(5)) }], at(1)).await
    }

    /// How many are in a state, of a balance that adds up.
    async fn count(&self, state: DeliveryState) -> u64 {
        let balance = self.store.balance(mailing()).await.unwrap();
        assert!(balance.is_sound(), "{balance:?}");
        balance.of(state)
    }
}
