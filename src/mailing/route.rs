//! How letters leave: into the outbox, or over connections to a relay.

use super::lines::{Held, Lines};
use crate::letter::Letter;
use crate::model::{Argument, DeliveryOutcome, Reply};
use crate::smtp::{self, Connection, ConnectionState, Outbox, OutboxError, RelayTarget, SmtpError, Step};
use tokio::sync::watch;

/// Where letters go.
#[derive(Debug, Clone)]
pub enum Route {
    /// A folder of .eml files.
    Outbox(Outbox),
    /// A relay.
    Relay(Box<RelayTarget>),
}

impl Route {
    /// Makes letters that have left last through a power cut, before anybody writes down that they have.
    ///
    /// # Errors
    /// `RouteError` where the outbox's folder cannot be synced.
    pub async fn settle(&self) -> Result<(), RouteError> {
        let Self::Outbox(outbox) = self else { return Ok(()) };
        let outbox = outbox.clone();
        match tokio::task::spawn_blocking(move || outbox.settle()).await {
            Ok(settled) => Ok(settled?),
            Err(_) => Ok(()),
        }
    }
}

/// A line to the relay, counted among the others.
struct OpenLine {
    connection: Connection,
    _held: Held,
}

/// One line that letters leave by, made anew when it breaks or has carried enough.
pub struct Carrier {
    route: Route,
    line: Option<OpenLine>,
    was_open: bool,
    lines: Lines,
    carried: u32,
    most: u32,
    stop: watch::Receiver<bool>,
}

/// What became of a letter, and of the line.
pub struct Carried {
    /// Of the letter.
    pub outcome: DeliveryOutcome,
    /// Why there was no line at all, where that was so.
    pub unreachable: Option<RouteError>,
}

/// Why letters cannot leave.
#[derive(Debug, thiserror::Error)]
pub enum RouteError {
    /// The outbox cannot be written.
    #[error(transparent)]
    Outbox(#[from] OutboxError),
    /// There is no line to the relay.
    #[error(transparent)]
    Relay(#[from] SmtpError),
    /// The relay takes nothing from this sender: every letter would meet the same.
    #[error("the sender is refused: {} {}", .0.code, .0.text)]
    SenderRefused(Reply),
}

impl RouteError {
    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Outbox(error) => error.code(),
            Self::Relay(error) => error.code(),
            Self::SenderRefused(_) => "relay-sender-refused",
        }
    }

    /// Whether it may pass by itself. A full disk, a wrong password or a certificate does not.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Relay(error) if error.is_transient())
    }

    /// The values of its message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::Outbox(error) => error.arguments(),
            Self::Relay(error) => error.arguments(),
            Self::SenderRefused(reply) => {
                vec![("code", u32::from(reply.code).into()), ("text", reply.text.as_str().into())]
            }
        }
    }
}

impl From<DeliveryOutcome> for Carried {
    fn from(outcome: DeliveryOutcome) -> Self {
        Self { outcome, unreachable: None }
    }
}

/// There was no line: nothing of the letter was taken, and the ledger keeps that.
fn unreachable(error: impl Into<RouteError>) -> Carried {
    let reply = Reply { code: 0, enhanced: None, text: "delivery-no-line".to_owned() };
    Carried { outcome: DeliveryOutcome::Deferred(reply), unreachable: Some(error.into()) }
}

impl Carrier {
    /// A line by this route, which carries so many letters before it is made anew.
    /// Where `stop` turns true, a line that is being made is given up.
    pub fn new(route: Route, most: u32, lines: Lines, stop: watch::Receiver<bool>) -> Self {
        Self { route, line: None, was_open: false, lines, carried: 0, most, stop }
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

    /// Sends one letter.
    pub async fn carry(&mut self, letter: &Letter) -> Carried {
        let target = match &self.route {
            Route::Outbox(outbox) => {
                let (outbox, letter) = (outbox.clone(), letter.clone());
                return tokio::task::spawn_blocking(move || put(&outbox, &letter))
                    .await
                    .unwrap_or_else(|_| DeliveryOutcome::NotTried.into());
            }
            Route::Relay(target) => target.clone(),
        };
        if self.carried >= self.most {
            self.close().await;
        }
        // A relay may hang up between two letters: then nothing of this one was on the wire, and a fresh line carries it.
        for _ in 0..2 {
            let line = match &mut self.line {
                Some(line) => line,
                None => {
                    let held = self.lines.connecting();
                    let connected = tokio::select! {
                        connected = smtp::connect(&target) => connected,
                        _ = self.stop.wait_for(|stop| *stop) => return DeliveryOutcome::NotTried.into(),
                    };
                    match connected {
                        Ok(connection) => {
                            self.carried = 0;
                            self.was_open = true;
                            self.line.insert(OpenLine { connection, _held: held.open() })
                        }
                        Err(error) => return unreachable(error),
                    }
                }
            };
            let delivered = line.connection.deliver(letter).await;
            self.carried += 1;
            if delivered.connection == ConnectionState::Gone {
                self.line = None;
            }
            match delivered.outcome {
                DeliveryOutcome::NotTried => {}
                DeliveryOutcome::Refused(reply)
                    if delivered.step == Step::Mail && !reply.text.starts_with("delivery-") =>
                {
                    return sender_refused(reply);
                }
                outcome => return outcome.into(),
            }
        }
        // Two fresh lines in a row that the relay broke off, or talked out of turn on, are no lines.
        let RelayTarget { host, port, .. } = *target;
        unreachable(SmtpError::Closed { host, port, step: Step::Mail, reason: Argument::Message("system-cut-off") })
    }

    /// Says goodbye.
    pub async fn close(&mut self) {
        if let Some(line) = self.line.take() {
            line.connection.quit().await;
        }
    }
}

/// A refusal of the sender is no recipient's: the letter is put off, and the mailing ends until somebody has looked.
fn sender_refused(reply: Reply) -> Carried {
    let outcome = DeliveryOutcome::Deferred(reply.clone());
    Carried { outcome, unreachable: Some(RouteError::SenderRefused(reply)) }
}

/// Puts a letter into the outbox; the file's name stands in place of a relay's word.
fn put(outbox: &Outbox, letter: &Letter) -> Carried {
    match outbox.deliver(letter) {
        Ok(path) => {
            let text = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
            DeliveryOutcome::Accepted(Reply { code: 250, enhanced: None, text }).into()
        }
        Err(error) => unreachable(error),
    }
}
