//! A mailing carried out whole, into a folder, by a clock of the story's own.

use super::{DeliverRequest, Ending, Route, deliver};
use crate::intake::subscribers::SubscriberRow;
use crate::language::Language;
use crate::letter::{Letterhead, ReturnAddress, pack};
use crate::model::{Basis, Carriage, DeliveryState, EmailAddress, Id, MailText, MailingId, Piece};
use crate::smtp::{Outbox, OutboxMark};
use crate::store::{Abandon, DeliveryFilter, FreezeRequest, ImportDefaults, ImportRequest, Run, Sqlite, Store};
use chrono::{DateTime, TimeDelta, Utc};
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicBool, Ordering};
use tokio::sync::watch;

fn at(minutes: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap() + TimeDelta::minutes(minutes)
}

fn letter() -> Vec<u8> {
    let address = |text| EmailAddress::parse(text).unwrap();
    let letterhead = Letterhead {
        sender_name: "Sekretariatet".into(),
        sender: address("net@example.org"),
        reply_to: None,
        bounces: ReturnAddress::Plain(address("net@example.org")),
        workspace: Id::parse("net").unwrap(),
        list: Id::parse("newsletter").unwrap(),
        list_title: "Nyhedsbrev".into(),
        unsubscribe: address("afmeld@example.org"),
        service_url: None,
    };
    let text = MailText {
        subject: "Opsamling".into(),
        language: Language::Danish,
        html: vec![Piece::Greeting],
        text: vec![Piece::Greeting],
        images: Vec::new(),
        entry: None,
    };
    pack(&text, &letterhead, &BTreeMap::new(), &[]).unwrap()
}

/// A store with a mailing to so many people.
async fn frozen(folder: &std::path::Path, people: u64) -> Sqlite {
    let store = Sqlite::open(folder).unwrap();
    let list = Id::parse("members").unwrap();
    let row = |number| SubscriberRow::new(EmailAddress::parse(&format!("s{number}@example.org")).unwrap());
    let import = ImportRequest {
        rows: (0..people).map(row).collect::<Vec<_>>().into(),
        defaults: ImportDefaults { list: Some(list.clone()), ..ImportDefaults::default() },
        lists: BTreeMap::from([(list, Basis::Task)]),
        run: Run::ForReal,
        now: at(0),
    };
    store.import(import).await.unwrap();
    let freeze = FreezeRequest {
        id: MailingId::parse("2023-01-12-aeldre-sagen/summary/members").unwrap(),
        subject: "Opsamling".to_owned(),
        frozen: letter(),
        digest: String::new(),
        carriage: Carriage::Drafts,
        expected: people,
        due: None,
        now: at(0),
    };
    store.freeze(freeze).await.unwrap();
    store
}

/// Asked for the first time, it is at the beginning; then the machine has slept for 40 minutes.
fn clock_of_a_sleeper() -> DateTime<Utc> {
    static SLEPT: AtomicBool = AtomicBool::new(false);
    if SLEPT.swap(true, Ordering::SeqCst) { at(40) } else { at(0) }
}

#[tokio::test]
async fn what_was_claimed_before_the_machine_slept_is_claimed_anew() {
    let folder = tempfile::tempdir().unwrap();
    let store = frozen(folder.path(), 3).await;
    let mailing = store.find_mailing("2023-01-12".to_owned()).await.unwrap();
    let request = DeliverRequest {
        route: Route::Outbox(Outbox::open(&folder.path().join("outbox"), OutboxMark::Draft).unwrap()),
        signer: None,
        connections: NonZeroU32::MIN,
        letters_per_connection: NonZeroU32::MAX,
        rate: None,
        worker: "one".to_owned(),
        dead_claims: Abandon::All,
        clock: clock_of_a_sleeper,
        stop: watch::channel(false).1,
        mailing: mailing.clone(),
    };
    let summary = deliver(&store, request, |_| {}).await.unwrap();
    assert!(matches!(summary.ending, Ending::Done));
    let states = DeliveryState::ALL.to_vec();
    let filter = DeliveryFilter { mailing: mailing.id, states, after: 0, limit: usize::MAX };
    let deliveries = store.deliveries(filter).await.unwrap();
    let told: Vec<_> = deliveries.iter().map(|it| (it.state, it.attempts, it.first_attempt)).collect();
    assert_eq!(told, [(DeliveryState::Accepted, 1, Some(at(40))); 3]);
}
