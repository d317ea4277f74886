//! Carries out a frozen mailing: claims a few letters, sends them over several lines, writes down what became of each.
//!
//! A claim is committed before the first byte of its letters; outcomes are committed in groups. At most 32 letters a line
//! are claimed at any moment: that is the most that a crash can leave unknown.

use super::carrier::Carrier;
use super::desk::Desk;
use super::hand_out::HandOut;
use super::line::{Line, Supply};
use super::lines::Lines;
use super::route::{Route, RouteError};
use super::writer::Writer;
use super::{Clock, MailingError};
use crate::letter::{FrozenLetter, Signer};
use crate::model::{Mailing, Rate};
use crate::store::{Abandon, Store};
use chrono::{DateTime, Utc};
use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

/// The most letters that one line has claimed at a moment.
pub(super) const CLAIMS_A_LINE: usize = 32;

/// What is to be carried out, and how.
pub struct DeliverRequest {
    /// The mailing.
    pub mailing: Mailing,
    /// Where letters go.
    pub route: Route,
    /// What signs them, if anything.
    pub signer: Option<Arc<Signer>>,
    /// How many lines at once.
    pub connections: NonZeroU32,
    /// After how many letters a line is made anew.
    pub letters_per_connection: NonZeroU32,
    /// How fast.
    pub rate: Option<Rate>,
    /// Who claims.
    pub worker: String,
    /// Whose claims may be found dead: all, where only one may send at a time.
    pub dead_claims: Abandon,
    /// The time.
    pub clock: Clock,
    /// Turns true when a person wants it to end.
    pub stop: watch::Receiver<bool>,
}

/// Why it ended.
#[derive(Debug)]
pub enum Ending {
    /// Nothing is left to be sent.
    Done,
    /// A person ended it.
    Stopped,
    /// The rest waits for the next try at this time.
    Waiting(DateTime<Utc>),
    /// No line to the relay could be had: none from the start, or none for as long as a run waits.
    Unreachable(RouteError),
}

/// What a run did.
#[derive(Debug)]
pub struct DeliverSummary {
    /// How many letters the relay took in this run.
    pub accepted: u64,
    /// How many it would not have.
    pub refused: u64,
    /// Why it ended.
    pub ending: Ending,
}

/// What is told while a mailing is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many more letters are settled for good.
    Settled(u64),
    /// Nothing can be sent before this time.
    Waiting(DateTime<Utc>),
}

/// Sends what a mailing has left, until nothing is, a person stops it, or the next try is too far away.
///
/// # Errors
/// `MailingError` where the store fails or the frozen letter cannot be read; what was sent by then is written down as far as
/// the store lets it.
pub async fn deliver<S: Store>(
    store: &S,
    request: DeliverRequest,
    mut progress: impl FnMut(Progress),
) -> Result<DeliverSummary, MailingError> {
    let writer = Arc::new(Writer {
        mailing: request.mailing.id.clone(),
        letter: FrozenLetter::unpack(&request.mailing.frozen)?,
        signer: request.signer.clone(),
        clock: request.clock,
    });
    let lines = match request.route {
        Route::Outbox(_) => 1,
        Route::Relay(_) => request.connections.get(),
    };
    let hand_out = HandOut::new(writer.clone());
    let (report, outcomes) = mpsc::unbounded_channel();
    let halted = Arc::new(AtomicBool::new(false));
    let open = Lines::default();
    let mut running = JoinSet::new();
    for _ in 0..lines {
        let (route, most) = (request.route.clone(), request.letters_per_connection.get());
        let supply = Supply {
            letters: hand_out.clone(),
            report: report.clone(),
            stop: request.stop.clone(),
            halted: halted.clone(),
            again: VecDeque::new(),
            held: None,
        };
        let line = Line {
            carrier: Carrier::new(route, most, open.clone(), request.clock, request.stop.clone()),
            writer: writer.clone(),
            supply,
            begun: VecDeque::new(),
        };
        running.spawn(line.run());
    }
    drop(report);
    let most = most_at_once(lines, request.rate);
    let ended = Desk::new(store, request, most, hand_out.clone(), outcomes, halted).run(&mut progress).await;
    // Nothing more can be handed out: the lines take leave of the relay and end.
    hand_out.end();
    while running.join_next().await.is_some() {}
    ended
}

/// How many letters may be claimed at a moment: 32 a line; with a rate no more than a second of it, so that a stop holds
/// back the rest at once, and who leaves in the meantime gets nothing.
fn most_at_once(lines: u32, rate: Option<Rate>) -> usize {
    let most = CLAIMS_A_LINE as u64 * u64::from(lines);
    let in_a_second = rate.map_or(most, |rate| u64::from(rate.letters.get()) / rate.per.as_secs().max(1));
    usize::try_from(in_a_second.clamp(1, most)).unwrap_or(usize::MAX)
}
