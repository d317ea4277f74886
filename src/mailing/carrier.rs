//! A line that letters leave by, made anew when it breaks or has carried enough.

use super::Clock;
use super::lines::{Held, Lines};
use super::route::{Route, RouteError};
use crate::letter::Letter;
use crate::letter::returned::{Bearing, bearing_of, is_about_sender};
use crate::model::{DeliveryOutcome, Reply};
use crate::smtp::{self, Connection, Delivered, Outbox, SmtpError, Step};
use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// How long a line may lie idle: a firewall may have forgotten it by then, and a letter that is put on it counts as unknown.
const IDLE: TimeDelta = TimeDelta::seconds(30);

/// How many letters in a row the relay refuses, and not for their readers' sake, before it is taken to refuse them all: a quota
/// is used up, or we may not send.
const IN_A_ROW: u32 = 10;

/// What became of a letter.
pub struct Carried {
    /// Of the letter.
    pub outcome: DeliveryOutcome,
    /// Why there was no line at all, where that was so.
    pub unreachable: Option<RouteError>,
}

impl From<DeliveryOutcome> for Carried {
    fn from(outcome: DeliveryOutcome) -> Self {
        Self { outcome, unreachable: None }
    }
}

/// What we say ourselves of a letter is no word of the relay's.
fn is_of_relay(reply: &Reply) -> bool {
    !reply.text.starts_with("delivery-")
}

/// Whether a refusal is the relay's, and says nothing of the reader.
pub(super) fn is_of_letter(reply: &Reply) -> bool {
    is_of_relay(reply) && bearing_of(reply) == Bearing::OnLetter
}

impl Carried {
    /// There was no line, or the relay refuses more than this one recipient: the letter is put off, the ledger keeps why, and the
    /// mailing ends until somebody has looked.
    pub(super) fn unreachable(error: impl Into<RouteError>) -> Self {
        let error = error.into();
        Self { outcome: DeliveryOutcome::Deferred(error.reply()), unreachable: Some(error) }
    }
}

/// A line that letters leave by.
pub struct Carrier {
    route: Route,
    line: Option<OpenLine>,
    /// The letter that is being put into the outbox.
    putting: Option<JoinHandle<Carried>>,
    was_open: bool,
    lines: Lines,
    carried: u32,
    most: u32,
    /// Whether the relay has taken one: then it knows the sender.
    has_delivered: bool,
    /// When the line was last made use of, by the clock on the wall: while a machine sleeps, no other goes on.
    used: DateTime<Utc>,
    clock: Clock,
    stop: watch::Receiver<bool>,
}

/// A line to the relay, counted among the others.
struct OpenLine {
    connection: Connection,
    _held: Held,
}

impl Carrier {
    /// A line by this route, which carries so many letters before it is made anew.
    /// Where `stop` turns true, a line that is being made is given up.
    pub fn new(route: Route, most: u32, lines: Lines, clock: Clock, stop: watch::Receiver<bool>) -> Self {
        Self {
            route,
            line: None,
            putting: None,
            was_open: false,
            lines,
            carried: 0,
            most,
            has_delivered: false,
            used: clock(),
            clock,
            stop,
        }
    }

    /// How many letters are on their way.
    pub fn in_flight(&self) -> usize {
        usize::from(self.putting.is_some()) + self.line.as_ref().map_or(0, |line| line.connection.in_flight())
    }

    /// Whether one more letter may be begun.
    pub fn has_room(&self) -> bool {
        match &self.line {
            // A line that is over is made anew when the last letter on it is settled.
            Some(line) if self.in_flight() > 0 => line.connection.has_room() && self.carried < self.most,
            _ => self.putting.is_none(),
        }
    }

    /// Begins a letter, where there is room for it; it goes out while `next` is awaited.
    ///
    /// # Errors
    /// What became of the letter, where there is no line.
    pub async fn begin(&mut self, letter: Letter) -> Result<(), Carried> {
        if let Route::Outbox(outbox) = &self.route {
            let outbox = outbox.clone();
            self.putting = Some(tokio::task::spawn_blocking(move || put(&outbox, &letter)));
            return Ok(());
        }
        if self.in_flight() == 0 && (self.carried >= self.most || !self.is_good() || self.is_idle()) {
            self.close().await;
        }
        if self.line.is_none() {
            self.line = Some(self.open().await?);
            self.carried = 0;
            self.was_open = true;
        }
        if let Some(line) = &mut self.line {
            line.connection.begin(letter);
            self.used = (self.clock)();
            self.carried = self.carried.saturating_add(1);
        }
        Ok(())
    }

    /// What became of the letter that was begun first; waits for ever where there is none. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Carried {
        if let Some(putting) = &mut self.putting {
            let put = putting.await;
            self.putting = None;
            return put.unwrap_or_else(|_| DeliveryOutcome::NotTried.into());
        }
        let Some(line) = &mut self.line else { return std::future::pending().await };
        let Delivered { outcome, step } = line.connection.next().await;
        self.used = (self.clock)();
        match outcome {
            DeliveryOutcome::Accepted(_) => {
                self.has_delivered = true;
                self.lines.judge();
            }
            DeliveryOutcome::Refused(reply) if is_of_relay(&reply) => return self.refused(step, reply),
            _ => {}
        }
        outcome.into()
    }

    /// What a refusal is: a recipient's, the sender's, or one of many that all letters meet.
    fn refused(&self, step: Step, reply: Reply) -> Carried {
        if self.is_of_sender(step, &reply) {
            return Carried::unreachable(RouteError::SenderRefused(reply));
        }
        if !is_of_letter(&reply) {
            self.lines.judge();
        } else if self.lines.refuse() >= IN_A_ROW {
            return Carried::unreachable(RouteError::LettersRefused(reply));
        }
        DeliveryOutcome::Refused(reply).into()
    }

    /// Whether a refusal is of the sender. Many relays tell it only when they hear of the recipient; of one that has taken
    /// letters it is that recipient's own server that dislikes us.
    fn is_of_sender(&self, step: Step, reply: &Reply) -> bool {
        match step {
            Step::Mail => true,
            Step::Recipient => !self.has_delivered && is_about_sender(reply),
            _ => false,
        }
    }

    /// Sends one letter, over a fresh line where the relay has hung up on the last.
    pub async fn carry(&mut self, letter: &Letter) -> Carried {
        for _ in 0..2 {
            if let Err(carried) = self.begin(letter.clone()).await {
                return carried;
            }
            let carried = self.next().await;
            if carried.outcome != DeliveryOutcome::NotTried {
                return carried;
            }
        }
        self.broken_off()
    }

    /// Fresh lines in a row that the relay broke off, or talked out of turn on, are no lines.
    pub(super) fn broken_off(&self) -> Carried {
        match &self.route {
            Route::Outbox(_) => DeliveryOutcome::NotTried.into(),
            Route::Relay(target) => Carried::unreachable(SmtpError::cut_off(target)),
        }
    }

    /// Whether the relay takes no more lines than the others that are open: it turned this one away at its first word, and
    /// never had it. Waits for lines that are being made.
    pub async fn is_one_too_many(&mut self, carried: &Carried) -> bool {
        let Some(RouteError::Relay(error)) = &carried.unreachable else { return false };
        if self.was_open || !error.is_transient() || !error.is_at(Step::Greeting) {
            return false;
        }
        tokio::select! {
            open = self.lines.any_is_open() => open,
            _ = self.stop.wait_for(|stop| *stop) => false,
        }
    }

    /// Says goodbye.
    pub async fn close(&mut self) {
        if let Some(line) = self.line.take() {
            line.connection.quit().await;
        }
    }

    fn is_good(&self) -> bool {
        self.line.as_ref().is_some_and(|line| line.connection.is_good())
    }

    /// Whether nothing has gone over the line for so long that it may be gone; where the clock was set back, nobody knows.
    fn is_idle(&self) -> bool {
        !(TimeDelta::zero()..=IDLE).contains(&((self.clock)() - self.used))
    }

    async fn open(&mut self) -> Result<OpenLine, Carried> {
        let Route::Relay(target) = &self.route else { return Err(DeliveryOutcome::NotTried.into()) };
        let held = self.lines.connecting();
        let connected = tokio::select! {
            connected = smtp::connect(target) => connected,
            _ = self.stop.wait_for(|stop| *stop) => return Err(DeliveryOutcome::NotTried.into()),
        };
        match connected {
            Ok(connection) => Ok(OpenLine { connection, _held: held.open() }),
            Err(error) => Err(Carried::unreachable(error)),
        }
    }
}

/// Puts a letter into the outbox; the file's name stands in place of a relay's word.
fn put(outbox: &Outbox, letter: &Letter) -> Carried {
    match outbox.deliver(letter) {
        Ok(path) => {
            let text = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            DeliveryOutcome::Accepted(Reply { code: 250, enhanced: None, text }).into()
        }
        Err(error) => Carried::unreachable(error),
    }
}
