//! A store that is moved is the same store.

use super::returned::{mail, way_back};
use super::{Fixture, Told, accepted, at, claiming, mailing, reply, row};
use crate::intake::subscribers::SubscriberRow;
use crate::model::{DeliveryOutcome, DeliveryState, SubscriptionState};
use crate::store::tables::TABLES;
use crate::store::{
    DeliveryFilter, MigrateOutcome, MigrateRequest, Postgres, ReceivedEffect, Run, ServerError, Sqlite, Store,
    StoreError, SubscriberFilter, migrate,
};
use std::collections::BTreeSet;

/// A store that has lived.
async fn lived() -> Fixture<Sqlite> {
    let fixture = Fixture::<Sqlite>::with_subscribers(300).await;
    let odd = SubscriberRow { name: Some("a\tb\\c \u{b}\u{7f} æ\r\n☃\\N".to_owned()), ..row("odd@example.org") };
    let nameless = SubscriberRow { name: Some(String::new()), ..row("nobody@example.org") };
    let paused = SubscriberRow { state: Some(SubscriptionState::Paused), ..row("paused@example.org") };
    assert_eq!(fixture.import(vec![odd, nameless, paused]).await.new, 3);
    fixture.leave("s7@example.org").await;
    fixture.freeze(301).await.unwrap();
    let numbers: Vec<i64> = fixture.claim(5, at(1)).await.iter().map(|it| it.number).collect();
    fixture.record_one(numbers[0], accepted()).await;
    fixture.record_one(numbers[1], DeliveryOutcome::Refused(reply(550, "no\\such\ttab"))).await;
    fixture.record_one(numbers[2], DeliveryOutcome::Deferred(reply(451, "later"))).await;
    fixture.record_one(numbers[3], DeliveryOutcome::Unknown(reply(0, ""))).await;
    let mails = [("s9", way_back(10)), ("stranger", way_back(1000))]
        .map(|(who, to)| mail(&format!("{who} æ\t\\N"), &to, &format!("{who}@example.org"), "550 5.1.1"));
    assert_eq!(fixture.receive(mails.to_vec(), Run::ForReal).await.len(), 2);
    fixture
}

/// All that a store shows.
async fn shown(store: &impl Store) -> String {
    let states = DeliveryState::ALL.to_vec();
    let filter = DeliveryFilter { mailing: mailing(), states, after: 0, limit: usize::MAX };
    let people = store.subscribers(SubscriberFilter::default()).await.unwrap();
    let tokens: Vec<String> =
        people.iter().flat_map(|it| &it.subscriptions).map(|it| it.token.expose().to_owned()).collect();
    format!(
        "{people:?} {tokens:?} {:?} {:?} {:?} {:?}",
        store.kept().await.unwrap(),
        store.deliveries(filter).await.unwrap(),
        store.mailings().await.unwrap(),
        store.find_mailing(mailing().to_string()).await.unwrap()
    )
}

async fn moved(from: &Sqlite, to: &Postgres, run: Run) -> Result<MigrateOutcome, StoreError> {
    migrate(MigrateRequest { from, to, run }).await
}

#[tokio::test]
async fn a_store_that_is_moved_is_the_same_store() {
    let (ours, theirs) = (lived().await, Fixture::<Postgres>::new().await);
    let before = shown(&ours.store).await;
    let expected = [
        ("subscribers", 303),
        ("subscriptions", 303),
        ("consents", 303),
        ("mailings", 1),
        ("deliveries", 301),
        ("returned", 3),
    ];
    assert_eq!(moved(&ours.store, &theirs.store, Run::Dry).await.unwrap().rows, expected);
    assert!(theirs.store.mailings().await.unwrap().is_empty());
    assert_eq!(moved(&ours.store, &theirs.store, Run::ForReal).await.unwrap().rows, expected);
    assert_eq!(shown(&theirs.store).await, before);
    assert_eq!(shown(&ours.store).await, before);
    assert_eq!(theirs.store.withdrawals(&theirs.world).await, ours.store.withdrawals(&ours.world).await);
    // Both count their tokens from one: each row of somebody who is known takes one that came along.
    let known = (0..600).map(|number| row(&format!("s{}@example.org", number % 300))).collect();
    assert_eq!(theirs.import(known).await.new, 0);
    // It goes on where it was: new rows get new numbers, and what was planned is claimed.
    assert_eq!(theirs.import(vec![row("new@example.org")]).await.new, 1);
    assert_eq!(theirs.claim(500, at(2)).await.len(), 295);
    let again = mail("s9 æ\t\\N", &way_back(10), "s9@example.org", "550 5.1.1");
    let late = mail("late", &way_back(11), "s10@example.org", "550 5.1.1");
    let effects = theirs.receive(vec![again, late], Run::ForReal).await;
    assert!(matches!(effects[..], [ReceivedEffect::KnownAlready, ReceivedEffect::Bounced { .. }]), "{effects:?}");
    assert_eq!(theirs.count(DeliveryState::Accepted).await, 1);
}

/// Whoever has the file open, or opens it, is told where the store is; nothing goes into both.
#[tokio::test]
async fn a_file_whose_store_was_moved_takes_no_changes() {
    let (ours, theirs) = (lived().await, Fixture::<Postgres>::new().await);
    let late = || ours.store.attend("a worker".to_owned(), at(3));
    moved(&ours.store, &theirs.store, Run::Dry).await.unwrap();
    late().await.unwrap();
    moved(&ours.store, &theirs.store, Run::ForReal).await.unwrap();
    let told = |error: StoreError| matches!(&error, StoreError::Moved { server, .. } if server == theirs.store.name());
    assert!(told(late().await.unwrap_err()));
    assert!(told(ours.store.exchange(claiming("one", 5, at(3))).await.unwrap_err()));
    assert!(told(Sqlite::open(ours.world.path()).err().unwrap()));
    let again = Sqlite::open_to_move(ours.world.path()).unwrap();
    assert!(told(moved(&again, &theirs.store, Run::ForReal).await.unwrap_err()));
    assert!(told(late().await.unwrap_err()));
    // The server lost it, or never kept it: it is moved again.
    let empty = Fixture::<Postgres>::new().await;
    moved(&again, &empty.store, Run::ForReal).await.unwrap();
    assert_eq!(shown(&empty.store).await, shown(&theirs.store).await);
}

#[tokio::test]
async fn a_store_is_moved_only_to_where_there_is_none() {
    let (ours, theirs) = (lived().await, Fixture::<Postgres>::with_subscribers(1).await);
    let error = moved(&ours.store, &theirs.store, Run::ForReal).await.unwrap_err();
    assert!(matches!(error, StoreError::Server(ServerError::NotEmpty { .. })), "{error:?}");
    assert_eq!(theirs.store.counts().await.unwrap()[0].of(SubscriptionState::Active), 1);
}

#[tokio::test]
async fn a_text_that_the_server_cannot_keep_moves_nothing() {
    let (ours, theirs) = (lived().await, Fixture::<Postgres>::new().await);
    let connection = rusqlite::Connection::open(ours.store.path()).unwrap();
    connection.execute("UPDATE deliveries SET reply = 'a' || char(0) || 'b' WHERE number = 1", []).unwrap();
    let error = moved(&ours.store, &theirs.store, Run::ForReal).await.unwrap_err();
    assert_eq!(error.code(), "store-failed", "{error:?}");
    assert!(theirs.store.counts().await.unwrap().is_empty());
    ours.store.attend("a worker".to_owned(), at(3)).await.unwrap();
    Sqlite::open(ours.world.path()).unwrap();
}

#[tokio::test]
async fn every_column_is_moved() {
    let (ours, theirs) = (Fixture::<Sqlite>::new().await, Fixture::<Postgres>::new().await);
    let listed: BTreeSet<String> = TABLES
        .iter()
        .flat_map(|table| table.columns.iter().map(|(column, _)| format!("{}.{column}", table.name)))
        .collect();
    let connection = rusqlite::Connection::open(ours.store.path()).unwrap();
    let mut statement = connection
        .prepare(
            "SELECT m.name || '.' || c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT IN ('attendance', 'paces')",
        )
        .unwrap();
    let in_the_file: BTreeSet<String> =
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert_eq!(in_the_file, listed);
    let rows = theirs
        .world
        .query(
            "SELECT table_name || '.' || column_name FROM information_schema.columns
             WHERE table_schema = $1 AND table_name NOT IN ('attendance', 'paces', 'steps')",
            &[&theirs.store.schema()],
        )
        .await
        .unwrap();
    let on_the_server: BTreeSet<String> = rows.iter().map(|row| row.get(0)).collect();
    assert_eq!(on_the_server, listed);
}
