//! The story of lists and mailings, told to every store.

mod agreement;
#[path = "../../tests/suite/cluster.rs"]
#[allow(dead_code, reason = "the suite uses all of it")]
pub(super) mod cluster;
mod importing;
mod ledger;
mod migrating;
mod pacing;
pub(super) mod returned;
mod sequences;
#[path = "../../tests/suite/wire.rs"]
#[allow(dead_code, reason = "the suite uses all of it")]
pub(super) mod wire;

use crate::intake::subscribers::SubscriberRow;
use crate::model::{
    Basis, Carriage, Delivery, DeliveryOutcome, DeliveryState, EmailAddress, Id, MailingId, Reply, Token,
};
use crate::store::{
    DeliveryFilter, DeliveryResult, ExchangeRequest, FreezeRequest, ImportDefaults, ImportOutcome, ImportRequest,
    Postgres, RemoveRequest, Run, Sqlite, Store, StoreError, TokenSource,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use cluster::Cluster;
use secrecy::SecretString;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use tempfile::TempDir;

/// How long a claim of the stories holds.
pub(super) const LEASE: TimeDelta = TimeDelta::minutes(15);

/// 12 January 2023 at noon, and so many minutes.
pub(super) fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_673_524_800, 0).unwrap() + TimeDelta::minutes(minutes)
}

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

pub(super) fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

pub(super) fn mailing() -> MailingId {
    MailingId::parse("2023-01-12-aeldre-sagen/summary/newsletter").unwrap()
}

pub(super) fn row(text: &str) -> SubscriberRow {
    SubscriberRow::new(address(text))
}

pub(super) fn reply(code: u16, text: &str) -> Reply {
    Reply { code, enhanced: None, text: text.to_owned() }
}

pub(super) fn accepted() -> DeliveryOutcome {
    DeliveryOutcome::Accepted(reply(250, "queued"))
}

/// Tokens that can be told in advance.
pub(super) fn counted_tokens() -> TokenSource {
    let mut next = 0_u128;
    Box::new(move || {
        next += 1;
        Ok(Token::from_bytes(next.to_be_bytes()))
    })
}

/// A store that the story is told to.
pub(super) trait Told: Store + Sized {
    /// What must live as long as the store.
    type World;

    /// An empty one.
    async fn fresh() -> (Self, Self::World);

    /// Sets the clock that it goes by, where that is not the one of the requests.
    async fn set_clock(world: &Self::World, now: DateTime<Utc>);

    /// When each consent was withdrawn, by person, list, and the order in which they were recorded; milliseconds since 1970.
    async fn withdrawals(&self, world: &Self::World) -> Vec<Option<i64>>;
}

const WITHDRAWALS: &str = "SELECT c.withdrawn_at FROM consents c JOIN subscriptions n ON n.id = c.subscription
    JOIN subscribers s ON s.id = n.subscriber ORDER BY s.normal, n.list, c.id";

impl Told for Sqlite {
    type World = TempDir;

    async fn fresh() -> (Self, TempDir) {
        let folder = tempfile::tempdir().unwrap();
        (Self::open_with(folder.path(), counted_tokens()).unwrap(), folder)
    }

    async fn set_clock(_: &TempDir, _: DateTime<Utc>) {}

    async fn withdrawals(&self, world: &TempDir) -> Vec<Option<i64>> {
        let connection = rusqlite::Connection::open(world.path().join(Self::FILE)).unwrap();
        let mut statement = connection.prepare(WITHDRAWALS).unwrap();
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }
}

impl Told for Postgres {
    type World = tokio_postgres::Client;

    async fn fresh() -> (Self, tokio_postgres::Client) {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let workspace = id(&format!("net{}", COUNT.fetch_add(1, Ordering::Relaxed)));
        let url = Cluster::shared().main();
        let secret = SecretString::from(url.clone());
        let store = Self::at_with(&secret, &workspace, Path::new("/"), counted_tokens()).unwrap();
        store.counts().await.unwrap();
        let (client, line) = tokio_postgres::connect(&url, tokio_postgres::NoTls).await.unwrap();
        tokio::spawn(line);
        client.batch_execute(&format!("SET search_path TO \"{}\"", store.schema())).await.unwrap();
        Self::set_clock(&client, at(0)).await;
        (store, client)
    }

    async fn set_clock(world: &tokio_postgres::Client, now: DateTime<Utc>) {
        let clock = format!(
            "CREATE OR REPLACE FUNCTION clock() RETURNS bigint LANGUAGE sql VOLATILE AS 'SELECT {}::bigint'",
            now.timestamp_millis()
        );
        world.batch_execute(&clock).await.unwrap();
    }

    async fn withdrawals(&self, world: &tokio_postgres::Client) -> Vec<Option<i64>> {
        let rows = world.query(WITHDRAWALS, &[]).await.unwrap();
        rows.iter().map(|row| row.get(0)).collect()
    }
}

/// Tells each of these stories to every store.
macro_rules! told_to_every_store {
    ($($story:ident,)+) => {
        mod sqlite {
            $(#[tokio::test] async fn $story() { super::$story::<crate::store::Sqlite>().await; })+
        }
        mod postgres {
            $(#[tokio::test] async fn $story() { super::$story::<crate::store::Postgres>().await; })+
        }
    };
}
use told_to_every_store;

/// What holds for an import unless a story says otherwise.
pub(super) fn request(rows: Vec<SubscriberRow>) -> ImportRequest {
    ImportRequest {
        rows: rows.into(),
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

/// What a worker says who wants so many.
pub(super) fn claiming(worker: &str, at_most: usize, now: DateTime<Utc>) -> ExchangeRequest {
    ExchangeRequest { mailing: mailing(), worker: worker.to_owned(), results: Vec::new(), at_most, lease: LEASE, now }
}

/// What a worker says who wants no more.
pub(super) fn telling(worker: &str, results: Vec<DeliveryResult>, now: DateTime<Utc>) -> ExchangeRequest {
    ExchangeRequest { results, ..claiming(worker, 0, now) }
}

/// A store with what it stands in.
pub(super) struct Fixture<S: Told> {
    pub(super) store: S,
    pub(super) world: S::World,
}

impl<S: Told> Fixture<S> {
    pub(super) async fn new() -> Self {
        let (store, world) = S::fresh().await;
        Self { store, world }
    }

    /// The store, at this time.
    pub(super) async fn at(&self, now: DateTime<Utc>) -> &S {
        S::set_clock(&self.world, now).await;
        &self.store
    }

    /// A store with so many active subscribers `s0@example.org …` of the newsletter.
    pub(super) async fn with_subscribers(count: usize) -> Self {
        let fixture = Self::new().await;
        let rows = (0..count).map(|number| row(&format!("s{number}@example.org"))).collect();
        let outcome = fixture.import(rows).await;
        assert_eq!(outcome.new, count as u64);
        fixture
    }

    pub(super) async fn import(&self, rows: Vec<SubscriberRow>) -> ImportOutcome {
        self.at(at(0)).await.import(request(rows)).await.unwrap()
    }

    pub(super) async fn leave(&self, who: &str) -> Vec<Id> {
        let request = RemoveRequest { address: address(who), list: None, run: Run::ForReal, now: at(1) };
        self.at(at(1)).await.remove(request).await.unwrap()
    }

    pub(super) async fn freeze(&self, expected: u64) -> Result<(), StoreError> {
        let request = FreezeRequest {
            due: None,
            id: mailing(),
            subject: "Opsamling".to_owned(),
            frozen: b"letter".to_vec(),
            digest: "4f1c".to_owned(),
            carriage: Carriage::Relay,
            expected,
            now: at(0),
        };
        self.at(at(0)).await.freeze(request).await
    }

    pub(super) async fn claim(&self, at_most: usize, now: DateTime<Utc>) -> Vec<Delivery> {
        self.at(now).await.exchange(claiming("one", at_most, now)).await.unwrap().claimed
    }

    /// The numbers of those that nothing was written of.
    pub(super) async fn record(&self, results: Vec<DeliveryResult>, now: DateTime<Utc>) -> Vec<i64> {
        self.at(now).await.exchange(telling("one", results, now)).await.unwrap().strays
    }

    pub(super) async fn record_one(&self, number: i64, outcome: DeliveryOutcome) -> Vec<i64> {
        let attempt = self.attempts(number).await;
        self.record(vec![DeliveryResult { number, attempt, outcome, next_try: Some(at(5)) }], at(1)).await
    }

    /// Which attempt at a delivery is the last, from 1.
    pub(super) async fn attempts(&self, number: i64) -> u32 {
        let states = DeliveryState::ALL.to_vec();
        let filter = DeliveryFilter { mailing: mailing(), states, after: number - 1, limit: 1 };
        self.store.deliveries(filter).await.unwrap().first().map_or(1, |it| it.attempts.max(1))
    }

    /// How many are in a state, of a balance that adds up.
    pub(super) async fn count(&self, state: DeliveryState) -> u64 {
        let balance = self.store.balance(mailing()).await.unwrap();
        assert!(balance.is_sound(), "{balance:?}");
        balance.of(state)
    }
}
