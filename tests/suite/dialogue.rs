//! Every step of the dialogue at which a relay can go astray, every way in which it can, and what becomes of the letters.
//!
//! `dialogue.txt` says for each what the ledger has when the run is over; what the relay has counts beside it. Then the relay
//! is kind, the mailing is taken up again, and everybody must have exactly one letter, but for those whom the relay refused,
//! and those of whom nobody knows.

use super::wayward::{Identity, Wayward};
use super::wayward_steps::{Answer, Fault, Manner, Step};
use chrono::{DateTime, TimeDelta, Utc};
use opsamling::intake::subscribers::SubscriberRow;
use opsamling::language::Language;
use opsamling::letter::{Letterhead, ReturnAddress, pack};
use opsamling::mailing::{DeliverRequest, Ending, MailingError, Progress, Route, deliver};
use opsamling::model::{Basis, Carriage, DeliveryState, EmailAddress, Id, MailText, Mailing, MailingId, Piece};
use opsamling::smtp::{Encryption, Login, RelayTarget, Timeouts, Trust};
use opsamling::store::{Abandon, DeliveryFilter, FreezeRequest, ImportDefaults, ImportRequest, Run, Sqlite, Store};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

/// What is expected: a block for each manner and occasion, a line for each step, a column for each answer, a letter for
/// each of three recipients.
const TABLE: &str = include_str!("dialogue.txt");

/// How many cases run at once: most of them wait.
const AT_ONCE: usize = 80;

/// How long the step that a slow relay is slow at may take. All others have all the time in the world.
const SHORT: Duration = Duration::from_secs(2);

/// When the relay goes astray.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Occasion {
    /// The first time that it comes to the step.
    First,
    /// The second time: one letter has been taken by then.
    Second,
    /// From the first time on.
    Always,
}

impl Occasion {
    const ALL: [Self; 3] = [Self::First, Self::Second, Self::Always];

    fn name(self) -> &'static str {
        match self {
            Self::First => "the first time",
            Self::Second => "the second time",
            Self::Always => "every time",
        }
    }
}

/// One case of the table.
#[derive(Debug, Clone, Copy)]
struct Case {
    manner: Manner,
    occasion: Occasion,
    step: Step,
    answer: Answer,
}

impl Case {
    fn all() -> Vec<Self> {
        let mut cases = Vec::new();
        for manner in Manner::ALL {
            for occasion in Occasion::ALL {
                for step in Step::ALL.into_iter().filter(|step| step.is_in(manner)) {
                    cases.extend(Answer::ALL.map(|answer| Self { manner, occasion, step, answer }));
                }
            }
        }
        cases.retain(|case| match (case.step, case.answer) {
            // Before its first word it can say nothing; and it is there or not, and not there a second time.
            (Step::Connect, Answer::Nothing | Answer::Close) => case.occasion == Occasion::First,
            (Step::Connect, _) => false,
            _ => true,
        });
        cases
    }

    fn fault(self) -> Fault {
        let after = usize::from(self.occasion == Occasion::Second);
        Fault { step: self.step, answer: self.answer, after, is_for_ever: self.occasion == Occasion::Always }
    }

    /// The line of the table that it stands on.
    fn place(self) -> Place {
        (self.manner.name(), self.occasion.name(), self.step.name())
    }

    fn timeouts(self) -> Timeouts {
        let long = Duration::from_secs(60);
        let mut timeouts = Timeouts {
            connect: long,
            handshake: long,
            greeting: long,
            command: long,
            data: long,
            block: long,
            letter: long,
            quit: long,
        };
        if self.answer.is_slow() {
            *match self.step {
                Step::Connect => &mut timeouts.connect,
                Step::Greeting => &mut timeouts.greeting,
                Step::Handshake => &mut timeouts.handshake,
                Step::Data if self.manner != Manner::Chunked => &mut timeouts.data,
                Step::Data | Step::BodyBegins | Step::BodyMiddle | Step::BodyEnds | Step::Dot => &mut timeouts.letter,
                Step::Quit => &mut timeouts.quit,
                _ => &mut timeouts.command,
            } = SHORT;
        }
        timeouts
    }
}

/// A line of the table: manner, occasion and step.
type Place = (&'static str, &'static str, &'static str);

/// What all cases share.
struct World {
    /// A store with a mailing to three recipients, to be copied.
    template: tempfile::TempDir,
    identity: Arc<Identity>,
    trust: Trust,
}

fn start() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap()
}

fn an_hour_later() -> DateTime<Utc> {
    start() + TimeDelta::hours(1)
}

fn mailing_id() -> MailingId {
    MailingId::parse("2026-03-12-moede/summary/nyt").unwrap()
}

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

impl World {
    async fn new() -> Self {
        let template = tempfile::tempdir().unwrap();
        let store = Sqlite::open(template.path()).unwrap();
        let list = Id::parse("nyt").unwrap();
        let import = ImportRequest {
            rows: (0..3)
                .map(|n| SubscriberRow::new(address(&format!("navn{n}@example.org"))))
                .collect::<Vec<_>>()
                .into(),
            defaults: ImportDefaults { list: Some(list.clone()), ..ImportDefaults::default() },
            lists: BTreeMap::from([(list.clone(), Basis::Task)]),
            run: Run::ForReal,
            now: start(),
        };
        assert_eq!(store.import(import).await.unwrap().new, 3);
        let letterhead = Letterhead {
            sender_name: "Prøvenettet".to_owned(),
            sender: address("net@example.org"),
            reply_to: None,
            bounces: ReturnAddress::Plain(address("retur@example.org")),
            workspace: Id::parse("proevenet").unwrap(),
            list,
            list_title: "Nyt fra nettet".to_owned(),
            unsubscribe: address("net@example.org"),
            service_url: None,
        };
        let text = MailText {
            subject: "Opsamling".to_owned(),
            language: Language::Danish,
            html: vec![Piece::Fixed("<p>Birthe Holm bød velkommen.</p>\n".repeat(100)), Piece::UnsubscribeUrl],
            text: vec![Piece::Greeting, Piece::Fixed("\n.\n..\n".to_owned()), Piece::UnsubscribeUrl],
            images: Vec::new(),
            entry: None,
        };
        let freeze = FreezeRequest {
            id: mailing_id(),
            subject: text.subject.clone(),
            frozen: pack(&text, &letterhead, &BTreeMap::new(), &[]).unwrap(),
            digest: "4f1c".to_owned(),
            carriage: Carriage::Relay,
            expected: 3,
            due: None,
            now: start(),
        };
        store.freeze(freeze).await.unwrap();
        let identity = Arc::new(Identity::new());
        let trust = Trust::new(Some(identity.pem.as_bytes())).unwrap();
        Self { template, identity, trust }
    }

    fn target(&self, port: u16, manner: Manner, timeouts: Timeouts) -> RelayTarget {
        let (encryption, login) = match manner {
            Manner::Sealed => {
                let login =
                    Login { user: "brev".to_owned(), secret: Arc::new(|| Ok("hemmelig".into())), mechanism: None };
                (Encryption::StartTls(self.trust.clone()), Some(login))
            }
            _ => (Encryption::None, None),
        };
        let (host, client_name) = ("127.0.0.1".to_owned(), "client.example.org".to_owned());
        RelayTarget { host, port, encryption, login, client_name, timeouts }
    }

    /// Tells one case from its beginning to its end; what stands in the table's cell.
    async fn tell(&self, case: Case, lines: u32) -> Result<String, String> {
        let folder = tempfile::tempdir().unwrap();
        copy_store(self.template.path(), folder.path());
        let store = Sqlite::open(folder.path()).unwrap();
        let mailing = store.find_mailing(mailing_id().to_string()).await.unwrap();
        let relay = Wayward::start(case.manner, case.fault(), self.identity.clone()).await;
        let nobody = Nobody::at(case).await;
        let port = nobody.as_ref().map_or(relay.port, |nobody| nobody.port);
        let lines = Lines { at_once: lines, letters_on_each: if case.step.is_of_the_line() { 1 } else { 1000 } };

        let target = self.target(port, case.manner, case.timeouts());
        let ending = carry_out(&store, &mailing, target, lines, start).await.map_err(told)?;
        let sent = relay.letters().await;
        let states = ledger(&store).await?;
        let cell: String = states.iter().map(|(to, state)| sign(*state, sent.get(to).copied())).collect();

        relay.becomes_kind();
        let target = self.target(relay.port, case.manner, Timeouts::default());
        store.abandon(mailing_id(), Abandon::All, an_hour_later()).await.unwrap();
        let last = carry_out(&store, &mailing, target, lines, an_hour_later).await.map_err(told)?;
        if !matches!(last, Ending::Done) {
            return Err(format!("{cell}: the second run ended with {last:?}, the first with {ending:?}"));
        }
        let received = relay.letters().await;
        for ((to, before), (_, after)) in states.iter().zip(ledger(&store).await?) {
            let letters = received.get(to).copied().unwrap_or(0);
            let is_right = match (before, after) {
                (DeliveryState::Unknown, DeliveryState::Unknown) => Some(&letters) == sent.get(to).or(Some(&0)),
                (DeliveryState::Refused, DeliveryState::Refused) => letters == 0,
                (DeliveryState::Accepted, DeliveryState::Accepted) => letters == 1,
                (DeliveryState::Planned | DeliveryState::Deferred, DeliveryState::Accepted) => letters == 1,
                _ => false,
            };
            if !is_right || letters > 1 {
                return Err(format!("{cell}: {to} was {before:?}, is {after:?} and has {letters} letters"));
            }
        }
        Ok(cell)
    }
}

fn told(error: MailingError) -> String {
    format!("the run failed: {error}")
}

/// The lines of a run.
#[derive(Clone, Copy)]
struct Lines {
    at_once: u32,
    letters_on_each: u32,
}

/// Carries the mailing out until it is done or would have to wait.
async fn carry_out(
    store: &Sqlite,
    mailing: &Mailing,
    target: RelayTarget,
    lines: Lines,
    clock: fn() -> DateTime<Utc>,
) -> Result<Ending, MailingError> {
    let (end, stop) = watch::channel(false);
    let request = DeliverRequest {
        mailing: mailing.clone(),
        route: Route::Relay(Box::new(target)),
        signer: None,
        connections: NonZeroU32::new(lines.at_once).unwrap(),
        letters_per_connection: NonZeroU32::new(lines.letters_on_each).unwrap(),
        rate: None,
        worker: "test".to_owned(),
        dead_claims: Abandon::All,
        clock,
        stop,
    };
    let progress = |progress| {
        if matches!(progress, Progress::Waiting(_)) {
            end.send_replace(true);
        }
    };
    let summary = tokio::time::timeout(Duration::from_secs(90), deliver(store, request, progress)).await;
    Ok(summary.expect("a run ends")?.ending)
}

/// The state of each recipient's delivery, in their order; what is in no one state is a fault.
async fn ledger(store: &Sqlite) -> Result<Vec<(String, DeliveryState)>, String> {
    let balance = store.balance(mailing_id()).await.unwrap();
    if !balance.is_sound() || balance.of(DeliveryState::Claimed) > 0 {
        return Err(format!("{balance:?}"));
    }
    let filter = DeliveryFilter { mailing: mailing_id(), states: DeliveryState::ALL.to_vec(), after: 0, limit: 10 };
    let deliveries = store.deliveries(filter).await.unwrap();
    Ok(deliveries.iter().map(|it| (it.recipient.address.to_string(), it.state)).collect())
}

/// The sign in the table: of an unknown one it tells whether the relay has it. What should never be is a sign of its own.
fn sign(state: DeliveryState, letters: Option<usize>) -> char {
    match (state, letters.unwrap_or(0)) {
        (DeliveryState::Accepted, 1) => 'A',
        (DeliveryState::Refused, 0) => 'R',
        (DeliveryState::Deferred, 0) => 'D',
        (DeliveryState::Planned, 0) => 'P',
        (DeliveryState::Unknown, 1) => 'U',
        (DeliveryState::Unknown, 0) => 'u',
        _ => '!',
    }
}

fn copy_store(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// A port at which nobody takes a call.
struct Nobody {
    port: u16,
    _kept: Option<(tokio::net::TcpListener, Vec<TcpStream>)>,
}

impl Nobody {
    /// For a case of the first step: a port that is closed, or one whose line is engaged for ever.
    async fn at(case: Case) -> Option<Self> {
        match (case.step, case.answer) {
            // Port 1 is nobody's; a port that is free at this moment may be another test's at the next.
            (Step::Connect, Answer::Close) => Some(Self { port: 1, _kept: None }),
            (Step::Connect, _) => {
                let socket = TcpSocket::new_v4().unwrap();
                socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
                let listener = socket.listen(0).unwrap();
                let address = listener.local_addr().unwrap();
                let mut callers = Vec::new();
                while let Ok(caller) = tokio::time::timeout(SHORT, TcpStream::connect(address)).await {
                    callers.push(caller.unwrap());
                    assert!(callers.len() < 10, "the line is never engaged");
                }
                Some(Self { port: address.port(), _kept: Some((listener, callers)) })
            }
            _ => None,
        }
    }
}

/// The table's cells, by place: blocks that a line `manner, occasion` opens.
fn expected() -> BTreeMap<(String, String, String), Vec<String>> {
    let mut table = BTreeMap::new();
    let mut block = (String::new(), String::new());
    for line in TABLE.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        match line.split_once(", ") {
            Some((manner, occasion)) => block = (manner.to_owned(), occasion.to_owned()),
            None => {
                let mut words = line.split_whitespace().map(str::to_owned);
                let place = (block.0.clone(), block.1.clone(), words.next().unwrap());
                assert!(table.insert(place, words.collect()).is_none(), "{line} stands there twice");
            }
        }
    }
    table
}

/// Tells every case, over so many lines at once.
fn tell_all(lines: u32) -> Vec<(Case, Result<String, String>)> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let world = Arc::new(World::new().await);
        let permits = Arc::new(Semaphore::new(AT_ONCE));
        let mut running = JoinSet::new();
        // The slow ones first: they wait while the others work.
        let mut cases = Case::all();
        cases.sort_by_key(|case| !case.answer.is_slow());
        for case in cases {
            let (world, permits) = (world.clone(), permits.clone());
            running.spawn(async move {
                let _permit = permits.acquire().await.unwrap();
                (case, world.tell(case, lines).await)
            });
        }
        running.join_all().await
    })
}

/// Which line meets with what is chance here; that nothing is lost or doubled is none.
#[cfg(feature = "long-tests")]
#[test]
fn long_wherever_a_relay_goes_astray_on_several_lines_no_letter_is_lost_or_doubled() {
    let wrong: Vec<_> = tell_all(3).into_iter().filter_map(|(case, cell)| Some((case, cell.err()?))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn wherever_a_relay_goes_astray_no_letter_is_lost_or_doubled() {
    let mut found: BTreeMap<Place, BTreeMap<usize, String>> = BTreeMap::new();
    let mut wrong = Vec::new();
    for (case, cell) in tell_all(1) {
        let column = Answer::ALL.iter().position(|answer| *answer == case.answer).unwrap();
        match cell {
            Ok(cell) => drop(found.entry(case.place()).or_default().insert(column, cell)),
            Err(error) => wrong.push(format!("{case:?}: {error}")),
        }
    }
    let expected = expected();
    for (place, cells) in &found {
        let key = (place.0.to_owned(), place.1.to_owned(), place.2.to_owned());
        let row: Vec<&str> = (0..Answer::ALL.len()).map(|n| cells.get(&n).map_or("-", String::as_str)).collect();
        if expected.get(&key).is_none_or(|expected| *expected != row) {
            wrong.push(format!("{place:?}\n  {}\n  is not {:?}", row.join("  "), expected.get(&key)));
        }
    }
    let places: BTreeSet<_> = found.keys().map(|it| (it.0.to_owned(), it.1.to_owned(), it.2.to_owned())).collect();
    wrong.extend(expected.keys().filter(|key| !places.contains(key)).map(|key| format!("{key:?} is no case")));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
