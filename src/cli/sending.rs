//! What `send`, `resume` and `worker` share: what a mailing is sent with, one sender at a time, progress, and the end.

use super::config;
use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::interrupts::Interrupts;
use super::route;
use super::signing;
use super::terminal::Terminal;
use crate::language::date::TimeSpan;
use crate::language::{date, time};
use crate::letter::Signer;
use crate::mailing::{DeliverRequest, Ending, Progress, Route, RouteError, Timeliness, deliver, timeliness};
use crate::model::{Argument, Carriage, DeliveryState, Mailing, Rate, RelayTls, RelayUrl, Settings};
use crate::store::{OpenStore, SendingLock, Store, lock_sending};
use chrono::{DateTime, Utc};
use indicatif::ProgressBar;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// The outbox's folder, in the data folder.
pub const OUTBOX: &str = "outbox";

/// Takes the right to send from a data folder; nothing where the store is on a server, from which many may send at once.
///
/// # Errors
/// `Failure` that names who has it.
pub fn lock(store: &OpenStore, data: &Path, read: &Read, context: &Context) -> Result<Option<SendingLock>, Failure> {
    match store {
        OpenStore::Sqlite(_) => lock_folder(data, read, context).map(Some),
        OpenStore::Postgres(_) => Ok(None),
    }
}

/// Takes the right to send from the store in a data folder.
///
/// # Errors
/// `Failure` that names who has it.
pub fn lock_folder(data: &Path, read: &Read, context: &Context) -> Result<SendingLock, Failure> {
    let mut who = moment(config::now(), read, &context.terminal);
    who.push(("process", std::process::id().to_string().into()));
    Ok(lock_sending(data, &context.terminal.sentence("lock-who", &who))?)
}

/// The relay as a person is shown it, and how long so many letters take.
pub fn relay_in_words(settings: &Settings, carriage: Carriage, letters: u64, context: &Context) -> String {
    let terminal = &context.terminal;
    match (carriage, settings.relay.url.clone().unwrap_or_default()) {
        (Carriage::Drafts, _) => terminal.sentence("relay-drafts", &[]),
        (Carriage::Outbox, _) | (Carriage::Relay, RelayUrl::Outbox) => terminal.sentence("relay-outbox", &[]),
        (Carriage::Relay, RelayUrl::Smtp { implicit_tls, host, port, .. }) => {
            let scheme = if implicit_tls { "smtps" } else { "smtp" };
            let tls = match settings.relay.tls.unwrap_or_default() {
                RelayTls::Required => "TLS",
                RelayTls::None => "-",
            };
            let rate = settings.relay.rate.map(|rate| rate_in_words(rate, letters, terminal));
            let line = terminal
                .sentence("relay-smtp", &[("url", format!("{scheme}://{host}:{port}").into()), ("tls", tls.into())]);
            format!("{line}{}", rate.unwrap_or_default())
        }
    }
}

/// `, at most 600 a minute: about 2 minutes`.
fn rate_in_words(rate: Rate, letters: u64, terminal: &Terminal) -> String {
    let unit = match rate.per.as_secs() {
        0..=1 => "second",
        2..=60 => "minute",
        _ => "hour",
    };
    let seconds = letters.saturating_mul(rate.per.as_secs()) / u64::from(rate.letters.get());
    // Less than a minute is not worth a word.
    let minutes = usize::try_from(seconds / 60).unwrap_or(usize::MAX);
    terminal.sentence(
        "relay-rate",
        &[("letters", rate.letters.get().into()), ("unit", unit.into()), ("minutes", minutes.into())],
    )
}

/// What a mailing is sent with: the way there, what signs, and the right to send, where there is one.
pub struct Means {
    route: Route,
    signer: Option<Arc<Signer>>,
    _lock: Option<SendingLock>,
}

impl Means {
    /// Takes what letters that leave so are sent with, when they are to leave.
    ///
    /// # Errors
    /// `Failure` where a secret, a certificate or a key cannot be read, or somebody else is sending.
    pub fn take(store: &OpenStore, carriage: Carriage, read: &Read, context: &Context) -> Result<Self, Failure> {
        let data = read.data_folder(context)?;
        let route = route::route(read, &data, carriage, context)?;
        let signer = signing::signer(read, carriage, context)?;
        Ok(Self { route, signer, _lock: lock(store, &data, read, context)? })
    }
}

/// Carries out a frozen mailing as far as it goes now, or until somebody wants the end, and tells how it ended.
///
/// # Errors
/// `Failure` where the store fails.
pub async fn carry_out(
    store: &OpenStore,
    mailing: Mailing,
    means: Means,
    interrupts: &Interrupts,
    read: &Read,
    context: &Context,
) -> Result<Exit, Failure> {
    let ended = run(store, mailing.clone(), means, interrupts, read, context).await?;
    tell(store, &mailing, ended, read, context).await
}

/// Carries out a frozen mailing as far as it goes now, or until somebody wants the end; nothing where it was cut off.
///
/// # Errors
/// `Failure` where the store fails.
pub async fn run(
    store: &OpenStore,
    mailing: Mailing,
    means: Means,
    interrupts: &Interrupts,
    read: &Read,
    context: &Context,
) -> Result<Option<Ending>, Failure> {
    let terminal = &context.terminal;
    let relay = &read.records.settings.relay;
    let id = mailing.id.clone();
    let unknown = store.abandon(id.clone(), store.dead_claims(), config::now()).await?;
    if unknown > 0 {
        terminal.say("send-found-unknown", &[("count", unknown.try_into().unwrap_or(usize::MAX).into())]);
    }
    let before = store.balance(id.clone()).await?;
    let waiting = [DeliveryState::Planned, DeliveryState::Deferred].map(|state| before.of(state)).iter().sum();
    let bar = terminal.progress(waiting, &terminal.sentence("send-progress", &[]));
    let request = DeliverRequest {
        mailing,
        route: means.route,
        signer: means.signer,
        connections: relay.connections.unwrap_or(const { NonZeroU32::new(4).unwrap() }),
        letters_per_connection: relay.letters_per_connection.unwrap_or(const { NonZeroU32::new(1000).unwrap() }),
        rate: relay.rate,
        worker: config::worker()?,
        dead_claims: store.dead_claims(),
        clock: config::now,
        stop: interrupts.stop(),
    };
    let mut teller = Teller { bar: &bar, total: waiting, done: 0, last: Instant::now(), until: None, read, terminal };
    let cut_off = async {
        interrupts.asked().await;
        bar.suspend(|| terminal.say("send-ending", &[]));
        interrupts.insisted().await;
    };
    let summary = tokio::select! {
        summary = deliver(store, request, |progress| teller.tell(progress)) => Some(summary),
        () = cut_off => None,
    };
    bar.finish_and_clear();
    let Some(summary) = summary else { return Ok(None) };
    let ending = summary?.ending;
    // Whoever took it up again by themselves would have more letters refused for good.
    if let Ending::Unreachable(RouteError::LettersRefused(_)) = ending {
        store.stop(id, config::now()).await?;
    }
    Ok(Some(ending))
}

/// Tells how a run ended, and what has become of the mailing.
///
/// # Errors
/// `Failure` where the store fails.
pub async fn tell(
    store: &OpenStore,
    mailing: &Mailing,
    ended: Option<Ending>,
    read: &Read,
    context: &Context,
) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let named = [("mailing", mailing.id.to_string().into())];
    match ended {
        None => {
            terminal.say("send-cut-off", &named);
            return Ok(Exit::Undelivered);
        }
        Some(Ending::Done) => {}
        // Drafts are nobody's but the sender's own.
        Some(Ending::Stopped) if mailing.carriage != Carriage::Drafts && store.is_attended(config::now()).await? => {
            terminal.say("send-stopped-attended", &named);
        }
        Some(Ending::Stopped) => terminal.say("send-stopped", &named),
        Some(Ending::Waiting(until)) => {
            let mut when = moment(until, read, terminal);
            when.extend(named);
            terminal.say("send-waiting", &when);
        }
        Some(Ending::Unreachable(error)) => {
            terminal.fail(&Failure::from(&error));
            let said = match error {
                RouteError::LettersRefused(_) => "send-letters-refused",
                RouteError::SenderRefused(_) => "send-sender-refused",
                RouteError::Outbox(_) | RouteError::Relay(_) => "send-unreachable",
            };
            terminal.say(said, &named);
        }
    }
    let exit = super::status::report(store, mailing, context).await?;
    if mailing.carriage != Carriage::Relay {
        let folder = read.data_folder(context)?.join(OUTBOX);
        terminal.say("send-in-outbox", &[("folder", folder.display().to_string().into())]);
    }
    Ok(exit)
}

/// Refuses a mailing that is found so late that it may have been overtaken by events.
///
/// # Errors
/// `Failure` that says when it was to leave.
pub async fn refuse_too_late(
    store: &OpenStore,
    mailing: &Mailing,
    read: &Read,
    terminal: &Terminal,
) -> Result<(), Failure> {
    let balance = store.balance(mailing.id.clone()).await?;
    match timeliness(mailing, &balance, config::now()) {
        Timeliness::TooLate(due) => Err(untimely("mailing-too-late", mailing, due, read, terminal)),
        Timeliness::Early(_) | Timeliness::OnTime => Ok(()),
    }
}

/// A mailing that is to leave at another time than now: `mailing-too-early` or `mailing-too-late`.
pub fn untimely(
    code: &'static str,
    mailing: &Mailing,
    due: DateTime<Utc>,
    read: &Read,
    terminal: &Terminal,
) -> Failure {
    let failure = Failure { arguments: moment(due, read, terminal), ..Failure::wrong(code) };
    failure.with("mailing", mailing.id.to_string())
}

/// Tells how a mailing goes: a bar on a terminal, a line now and then elsewhere, and a line for each wait.
struct Teller<'a> {
    bar: &'a ProgressBar,
    total: u64,
    done: u64,
    last: Instant,
    until: Option<DateTime<Utc>>,
    read: &'a Read,
    terminal: &'a Terminal,
}

/// How often a line is said where there is no bar.
const LINE_EVERY: Duration = Duration::from_secs(10);

impl Teller<'_> {
    fn tell(&mut self, progress: Progress) {
        match progress {
            Progress::Settled(count) => {
                self.done += count;
                self.bar.inc(count);
                if self.bar.is_hidden() && self.last.elapsed() >= LINE_EVERY {
                    self.last = Instant::now();
                    let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX).into();
                    self.terminal.say("send-so-far", &[("done", number(self.done)), ("total", number(self.total))]);
                }
            }
            Progress::Waiting(until) if self.until != Some(until) => {
                self.until = Some(until);
                let when = moment(until, self.read, self.terminal);
                self.bar.suspend(|| self.terminal.say("send-next-try", &when));
            }
            Progress::Waiting(_) => {}
        }
    }
}

/// Day and time where the workspace is, in words.
pub fn moment(at: DateTime<Utc>, read: &Read, terminal: &Terminal) -> Vec<(&'static str, Argument)> {
    let local = at.with_timezone(&read.records.settings.zone());
    let clock = TimeSpan { start: local.time(), end: None };
    vec![
        ("day", date::short(local.date_naive(), terminal.language()).into()),
        ("time", time::span(&clock, terminal.language()).into()),
    ]
}
