//! Both stores answer the same to the same, whatever they are asked in whatever order.

use super::returned::mail;
use super::{Fixture, Told, accepted, address, at, day, id, mailing, reply, request, row};
use crate::intake::subscribers::SubscriberRow;
use crate::language::Language;
use crate::model::{DeliveryOutcome, DeliveryState, Reply, SubscriptionState};
use crate::store::{
    Abandon, DeliveryFilter, DeliveryResult, ImportRequest, LeaveRequest, Leaver, Postgres, ReceiveRequest,
    RemoveRequest, Run, Sqlite, SubscriberFilter,
};
use proptest::prelude::*;

/// Something that either store is asked.
#[derive(Debug, Clone)]
enum Ask {
    Import {
        rows: Vec<SubscriberRow>,
        run: Run,
        is_bare: bool,
    },
    Remove {
        who: u8,
        list: Option<&'static str>,
        run: Run,
    },
    /// Mails, and how many minutes old they are, if they say.
    Receive(Vec<Failed>, Option<i64>, Run),
    Leave {
        who: u8,
        is_by_token: bool,
        age: Option<i64>,
        run: Run,
    },
    Freeze,
    Claim(usize),
    /// Outcomes for deliveries, counted from the first that there is.
    Record(Vec<(i64, u8, u32)>),
    Abandon(Abandon),
    Stop,
    Resume,
    Wait(i64),
}

/// A mail's name, the person and the code, and whether it names the person by the token.
type Failed = (u8, u8, &'static str, bool);

fn lists() -> impl Strategy<Value = Option<&'static str>> {
    prop::sample::select(vec![None, Some("newsletter"), Some("members")])
}

fn one_row() -> impl Strategy<Value = SubscriberRow> {
    let name = prop::sample::select(vec![None, Some("Anna"), Some("Bo\tB\\æ")]);
    let language = prop::sample::select(vec![None, Some(Language::Danish), Some(Language::English)]);
    let state = prop::option::weighted(0.5, prop::sample::select(SubscriptionState::ALL.to_vec()));
    let consented = prop::sample::select(vec![None, Some("2022-01-01"), Some("2022-12-24"), Some("2031-01-01")]);
    let list = prop::sample::select(vec![None, None, None, Some("newsletter"), Some("members"), Some("nobodys")]);
    (0..6_u8, name, language, state, consented, list).prop_map(|(who, name, language, state, consented, list)| {
        SubscriberRow {
            line: u64::from(who),
            name: name.map(str::to_owned),
            language,
            state,
            consented: consented.map(day),
            list: list.map(id),
            ..row(&format!("s{who}@example.org"))
        }
    })
}

fn failing() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["450", "450 4.2.2", "450", "550 5.1.1", "550 5.7.1"])
}

/// How old a mail says it is, in minutes.
fn age() -> impl Strategy<Value = Option<i64>> {
    prop::sample::select(vec![None, None, Some(0), Some(3 * 24 * 60), Some(300 * 24 * 60), Some(-60)])
}

fn ask() -> impl Strategy<Value = Ask> {
    let run = || prop::sample::select(vec![Run::ForReal, Run::ForReal, Run::ForReal, Run::Dry]);
    prop_oneof![
        4 => (prop::collection::vec(one_row(), 1..9), run(), any::<bool>())
            .prop_map(|(rows, run, is_bare)| Ask::Import { rows, run, is_bare }),
        2 => (0..6_u8, lists(), run()).prop_map(|(who, list, run)| Ask::Remove { who, list, run }),
        3 => (prop::collection::vec((0..30_u8, 0..7_u8, failing(), any::<bool>()), 1..9), age(), run())
            .prop_map(|(mails, age, run)| Ask::Receive(mails, age, run)),
        1 => (0..7_u8, any::<bool>(), age(), run())
            .prop_map(|(who, is_by_token, age, run)| Ask::Leave { who, is_by_token, age, run }),
        1 => Just(Ask::Freeze),
        4 => (1..5_usize).prop_map(Ask::Claim),
        4 => prop::collection::vec((0..6_i64, 0..6_u8, 1..4_u32), 1..5).prop_map(Ask::Record),
        1 => prop::sample::select(vec![Abandon::All, Abandon::Expired]).prop_map(Ask::Abandon),
        1 => Just(Ask::Stop),
        1 => Just(Ask::Resume),
        2 => prop::sample::select(vec![1, 10, 19, 2 * 24 * 60]).prop_map(Ask::Wait),
    ]
}

fn outcome(choice: u8) -> DeliveryOutcome {
    match choice {
        0 => DeliveryOutcome::Refused(reply(550, "no")),
        1 => DeliveryOutcome::Deferred(reply(451, "later")),
        2 => DeliveryOutcome::Unknown(reply(0, "closed")),
        3 => DeliveryOutcome::NotTried,
        4 => DeliveryOutcome::Refused(Reply { enhanced: Some("5.1.1".to_owned()), ..reply(550, "no such user") }),
        _ => accepted(),
    }
}

/// What a store answers to each, and what it holds after each; but for tokens, which are its own.
async fn answers<S: Told>(asks: &[Ask]) -> Vec<String> {
    let fixture = Fixture::<S>::new().await;
    let (mut minutes, mut first, mut told) = (0, 0, Vec::new());
    for ask in asks {
        let now = at(minutes);
        let store = fixture.at(now).await;
        told.push(match ask.clone() {
            Ask::Import { rows, run, is_bare } => {
                let mut request = ImportRequest { run, now, ..request(rows) };
                if is_bare {
                    request.defaults.consented = None;
                }
                format!("{:?}", store.import(request).await.unwrap())
            }
            Ask::Remove { who, list, run } => {
                let address = address(&format!("s{who}@example.org"));
                let request = RemoveRequest { address, list: list.map(id), run, now };
                format!("{:?}", store.remove(request).await)
            }
            Ask::Receive(mails, age, run) => {
                let known = store.subscribers(SubscriberFilter::default()).await.unwrap();
                let mails = mails.into_iter().map(|(name, who, code, is_by_token)| {
                    let who = format!("s{who}@example.org");
                    let person = known.iter().find(|it| is_by_token && it.address == address(&who));
                    let token = person.map_or("", |person| person.subscriptions[0].token.expose());
                    let mut mail = mail(&name.to_string(), &format!("r+{token}@example.org"), &who, code);
                    mail.returned.date = age.map(|age| at(minutes - age));
                    mail
                });
                let request = ReceiveRequest { mails: mails.collect(), run, now };
                format!("{:?}", store.receive(request).await.unwrap())
            }
            Ask::Leave { who, is_by_token, age, run } => {
                let address = address(&format!("s{who}@example.org"));
                let filter = SubscriberFilter { address: Some(address.clone()), ..SubscriberFilter::default() };
                let found = store.subscribers(filter).await.unwrap();
                let token = found.first().map(|it| it.subscriptions[0].token.clone()).filter(|_| is_by_token);
                let written_at = age.map(|age| at(minutes - age));
                let leaver = token.map_or(Leaver::Address(address), Leaver::Token);
                format!("{:?}", store.leave(LeaveRequest { leaver, written_at, run, now }).await.unwrap())
            }
            Ask::Freeze => {
                let counts = store.counts().await.unwrap();
                let newsletter = counts.iter().find(|it| it.list.as_str() == "newsletter");
                let frozen = fixture.freeze(newsletter.map_or(0, |it| it.of(SubscriptionState::Active))).await;
                if frozen.is_ok() {
                    let states = DeliveryState::ALL.to_vec();
                    let filter = DeliveryFilter { mailing: mailing(), states, after: 0, limit: 1 };
                    first = store.deliveries(filter).await.unwrap()[0].number;
                }
                format!("{frozen:?}")
            }
            _ if first == 0 => String::new(),
            Ask::Claim(at_most) => format!("{:?}", fixture.claim(at_most, now).await),
            Ask::Record(results) => {
                let result = |(number, choice, attempt)| DeliveryResult {
                    number: first + number,
                    attempt,
                    outcome: outcome(choice),
                    next_try: Some(at(minutes + 9 - number)),
                };
                let mut strays = fixture.record(results.into_iter().map(result).collect(), now).await;
                strays.sort_unstable();
                format!("{strays:?}")
            }
            Ask::Abandon(whose) => format!("{:?}", store.abandon(mailing(), whose, now).await.unwrap()),
            Ask::Stop => format!("{:?}", store.stop(mailing(), now).await.unwrap()),
            Ask::Resume => format!("{:?}", store.resume(mailing(), now).await.unwrap()),
            Ask::Wait(more) => {
                minutes += more;
                String::new()
            }
        });
        let mut people = store.subscribers(SubscriberFilter::default()).await.unwrap();
        people.iter_mut().flat_map(|it| &mut it.subscriptions).for_each(|it| it.token = token());
        told.push(format!("{people:?} {:?}", fixture.store.counts().await.unwrap()));
        told.push(format!("{:?}", fixture.store.growth().await.unwrap()));
        told.push(format!("{:?}", fixture.store.withdrawals(&fixture.world).await));
        told.push(format!("{:?}", store.kept().await.unwrap()));
        if first != 0 {
            let filter =
                DeliveryFilter { mailing: mailing(), states: DeliveryState::ALL.to_vec(), after: 0, limit: usize::MAX };
            let mut deliveries = store.deliveries(filter).await.unwrap();
            deliveries.iter_mut().for_each(|it| it.recipient.token = token());
            told.push(format!("{deliveries:?} {:?}", store.mailings().await.unwrap()));
            told.push(format!("{:?} {:?}", store.reply_counts(mailing()).await, store.next_try(mailing()).await));
        }
    }
    told.iter().map(|line| line.replace(&format!("number: {first},"), "number: 1,")).collect()
}

fn token() -> crate::model::Token {
    crate::model::Token::from_bytes([0; 16])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_stores_answer_the_same_to_the_same(asks in prop::collection::vec(ask(), 1..25)) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let (ours, theirs) = (answers::<Sqlite>(&asks).await, answers::<Postgres>(&asks).await);
            for (number, (ours, theirs)) in ours.iter().zip(&theirs).enumerate() {
                assert_eq!(ours, theirs, "answer {number}");
            }
        });
    }
}
