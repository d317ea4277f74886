//! Who comes onto a list, who does not, and who comes off.

use super::{Fixture, Told, address, at, day, id, request, row};
use crate::intake::subscribers::{IntakeError, ReadRow, RowRemark, SubscriberRow};
use crate::model::SubscriptionState as State;
use crate::store::{ImportOutcome, ImportRequest, ImportRows, RemoveRequest, Run, StoreError, SubscriberFilter};

/// What an import says, one line a row.
fn told(outcome: &ImportOutcome) -> Vec<String> {
    let remarks = outcome.passed_over.iter().chain(&outcome.refused);
    remarks.map(|remark| format!("{} {}", remark.line, remark.code)).collect()
}

fn on_line(line: u64, text: &str) -> SubscriberRow {
    SubscriberRow { line, ..row(text) }
}

async fn state_of<S: Told>(fixture: &Fixture<S>, who: &str) -> State {
    let filter = SubscriberFilter { address: Some(address(who)), ..SubscriberFilter::default() };
    fixture.store.subscribers(filter).await.unwrap()[0].subscriptions[0].state
}

async fn an_import_takes_who_is_new_and_leaves_alone_who_is_known<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(1).await;
    let mut named = on_line(4, "s0@example.org");
    let outcome = fixture.import(vec![on_line(2, "S0@Example.org"), on_line(3, "bo@example.org")]).await;
    assert_eq!((outcome.new, outcome.updated), (1, 0));
    assert_eq!(told(&outcome), ["2 passed-over-unchanged"]);
    named.name = Some("Anna".to_owned());
    assert_eq!(fixture.import(vec![named]).await.updated, 1);
    // A row without a name takes none away.
    assert_eq!(fixture.import(vec![row("s0@example.org")]).await.updated, 0);
    let filter = SubscriberFilter { address: Some(address("s0@example.org")), ..SubscriberFilter::default() };
    let found = fixture.store.subscribers(filter).await.unwrap();
    assert_eq!(found[0].name.as_deref(), Some("Anna"));
    let consent = found[0].subscriptions[0].consent.clone().unwrap();
    assert_eq!((consent.source.as_str(), consent.consented), ("a form", day("2022-11-01")));
}

async fn an_import_never_brings_back_who_left_paused_or_bounced<S: Told>() {
    for (state, code) in [
        (State::Left, "passed-over-left"),
        (State::Paused, "passed-over-paused"),
        (State::Bounced, "passed-over-bounced"),
    ] {
        let fixture = Fixture::<S>::with_subscribers(1).await;
        let away = SubscriberRow { state: Some(state), ..row("s0@example.org") };
        assert_eq!(fixture.import(vec![away]).await.updated, 1);
        let mut back = on_line(7, "s0@example.org");
        back.state = Some(State::Active);
        back.consented = Some(day("2023-01-10"));
        assert_eq!(told(&fixture.import(vec![back]).await), [format!("7 {code}")]);
        assert_eq!(state_of(&fixture, "s0@example.org").await, state);
    }
}

async fn an_address_that_bounced_on_one_list_comes_onto_no_other<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    fixture.import(vec![SubscriberRow { state: Some(State::Bounced), ..row("bo@example.org") }]).await;
    let other = SubscriberRow { list: Some(id("members")), ..on_line(2, "bo@example.org") };
    assert_eq!(told(&fixture.import(vec![other]).await), ["2 passed-over-bounced"]);
}

async fn a_list_on_consent_takes_nobody_without_evidence<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    let mut request = request(vec![
        on_line(2, "a@example.org"),
        SubscriberRow { source: Some("a form".to_owned()), ..on_line(3, "b@example.org") },
        SubscriberRow { consented: Some(day("2022-01-01")), ..on_line(4, "c@example.org") },
        SubscriberRow { list: Some(id("members")), ..on_line(5, "d@example.org") },
        SubscriberRow { list: Some(id("nobody-knows")), ..on_line(6, "e@example.org") },
        SubscriberRow { state: Some(State::Left), ..on_line(7, "f@example.org") },
    ]);
    request.defaults.source = None;
    request.defaults.consented = None;
    let outcome = fixture.store.import(request).await.unwrap();
    assert_eq!(
        told(&outcome),
        ["2 row-without-consent", "3 row-without-consent", "4 row-without-consent", "6 row-unknown-list"]
    );
    assert_eq!(outcome.new, 2);
    assert_eq!(state_of(&fixture, "f@example.org").await, State::Left);
}

async fn nobody_has_said_yes_in_the_future<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    let rows = vec![SubscriberRow { consented: Some(day("2023-01-14")), ..on_line(2, "a@example.org") }];
    assert_eq!(told(&fixture.import(rows).await), ["2 row-consent-in-the-future"]);
}

async fn a_row_without_a_list_says_so<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    let mut request = request(vec![on_line(2, "a@example.org")]);
    request.defaults.list = None;
    assert_eq!(told(&fixture.store.import(request).await.unwrap()), ["2 row-without-list"]);
}

async fn a_dry_run_says_what_would_happen_and_does_nothing<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    let request = ImportRequest { run: Run::Dry, ..request(vec![row("a@example.org")]) };
    assert_eq!(fixture.store.import(request).await.unwrap().new, 1);
    assert!(fixture.store.counts().await.unwrap().is_empty());
}

async fn rows_that_end_in_trouble_leave_nothing_behind<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    let rows = (0..2000).map(|number| Ok(ReadRow::Taken(row(&format!("s{number}@example.org")))));
    let trouble = IntakeError::from(std::io::Error::other("worn out"));
    let rows = ImportRows::from_file(rows.chain([Err(trouble)]));
    let error = fixture.store.import(ImportRequest { rows, ..request(Vec::new()) }).await.unwrap_err();
    assert!(matches!(error, StoreError::Rows(_)), "{error:?}");
    assert!(fixture.store.counts().await.unwrap().is_empty());
}

async fn what_was_said_of_rows_before_keeps_its_place<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    let said = |line| RowRemark::new(line, "csv-duplicate");
    let rows = vec![
        ReadRow::PassedOver(said(2)),
        ReadRow::Taken(on_line(3, "a@example.org")),
        ReadRow::Taken(SubscriberRow { list: Some(id("nobody-knows")), ..on_line(4, "b@example.org") }),
        ReadRow::Refused(RowRemark::new(5, "csv-row-too-short")),
        ReadRow::Taken(on_line(6, "a@example.org")),
        ReadRow::PassedOver(said(7)),
    ];
    let rows = ImportRows::from_file(rows.into_iter().map(Ok));
    let outcome = fixture.store.import(ImportRequest { rows, ..request(Vec::new()) }).await.unwrap();
    assert_eq!(
        told(&outcome),
        ["2 csv-duplicate", "6 passed-over-unchanged", "7 csv-duplicate", "4 row-unknown-list", "5 csv-row-too-short"]
    );
    assert_eq!(outcome.new, 1);
}

async fn leaving_one_list_leaves_the_other<S: Told>() {
    let fixture = Fixture::<S>::new().await;
    let members = SubscriberRow { list: Some(id("members")), ..row("bo@example.org") };
    fixture.import(vec![row("bo@example.org"), members]).await;
    let leaving =
        |list: &str, run| RemoveRequest { address: address("BO@example.org"), list: Some(id(list)), run, now: at(1) };
    assert_eq!(fixture.at(at(1)).await.remove(leaving("newsletter", Run::Dry)).await.unwrap(), [id("newsletter")]);
    assert_eq!(fixture.store.remove(leaving("newsletter", Run::ForReal)).await.unwrap(), [id("newsletter")]);
    assert!(fixture.store.remove(leaving("newsletter", Run::ForReal)).await.unwrap().is_empty());
    let counts = fixture.store.counts().await.unwrap();
    let told: Vec<_> =
        counts.iter().map(|it| format!("{} {} {}", it.list, it.of(State::Active), it.of(State::Left))).collect();
    assert_eq!(told, ["members 1 0", "newsletter 0 1"]);
    let withdrawn = fixture.store.withdrawals(&fixture.world).await;
    assert_eq!(withdrawn, [None, Some(at(1).timestamp_millis())]);
}

async fn a_stranger_cannot_be_taken_off<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(1).await;
    let remove = |who: &str, list| {
        fixture.store.remove(RemoveRequest { address: address(who), list, run: Run::ForReal, now: at(1) })
    };
    assert!(matches!(remove("x@example.org", None).await, Err(StoreError::NoSuchSubscriber { .. })));
    let error = remove("s0@example.org", Some(id("members"))).await.unwrap_err();
    assert!(matches!(error, StoreError::NotOnList { .. }));
}

async fn a_filter_shows_the_subscriptions_that_it_names<S: Told>() {
    let fixture = Fixture::<S>::with_subscribers(3).await;
    let members = SubscriberRow { list: Some(id("members")), ..row("s1@example.org") };
    fixture.import(vec![members]).await;
    fixture.leave("s2@example.org").await;
    let shown = |filter| async {
        let found = fixture.store.subscribers(filter).await.unwrap();
        found.iter().map(|it| format!("{} {}", it.address, it.subscriptions.len())).collect::<Vec<_>>()
    };
    let all = SubscriberFilter::default();
    assert_eq!(shown(all.clone()).await, ["s0@example.org 1", "s1@example.org 2", "s2@example.org 1"]);
    let left = SubscriberFilter { state: Some(State::Left), ..all.clone() };
    assert_eq!(shown(left).await, ["s2@example.org 1"]);
    assert_eq!(shown(SubscriberFilter { list: Some(id("members")), ..all }).await, ["s1@example.org 1"]);
}

super::told_to_every_store! {
    an_import_takes_who_is_new_and_leaves_alone_who_is_known,
    an_import_never_brings_back_who_left_paused_or_bounced,
    an_address_that_bounced_on_one_list_comes_onto_no_other,
    a_list_on_consent_takes_nobody_without_evidence,
    nobody_has_said_yes_in_the_future,
    a_row_without_a_list_says_so,
    a_dry_run_says_what_would_happen_and_does_nothing,
    rows_that_end_in_trouble_leave_nothing_behind,
    what_was_said_of_rows_before_keeps_its_place,
    leaving_one_list_leaves_the_other,
    a_stranger_cannot_be_taken_off,
    a_filter_shows_the_subscriptions_that_it_names,
}
