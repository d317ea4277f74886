//! Letters over a line to a relay: as many at once as it lets us, written and read at the same time.
//!
//! A relay that offers CHUNKING gets several whole letters on the line (RFC 3030); one that offers PIPELINING gets a letter's
//! body and the next one's sender and recipient in one write (RFC 2920 §3.1), so that a letter costs one round trip; any other
//! hears one command at a time.

use super::capabilities::{Capabilities, Manner};
use super::flight::{Delivered, Flight, Stage, negative};
use super::line::{Broken, Line};
use super::reply::Answer;
use super::{Step, Timeouts, dots};
use crate::letter::Letter;
use crate::model::DeliveryOutcome;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// How long a relay that has said 421, or hears no more, has to say why, or to hang up.
const LAST_WORD: Duration = Duration::from_secs(2);

/// The most letters on a line at once; and in bytes, after the first.
const MOST_CHUNKED: usize = 32;
const MOST_BYTES: usize = 1 << 19;

/// A line to a relay, ready for letters.
pub struct Connection {
    line: Line,
    capabilities: Capabilities,
    timeouts: Timeouts,
    manner: Manner,
    /// The letters on their way, in the order in which they were begun.
    flights: VecDeque<Flight>,
    /// How many letters were over when the first of these was begun.
    over: u64,
    /// What a relay that hears one command at a time has not heard yet.
    unsaid: VecDeque<(Awaited, String)>,
    /// The replies that are to come, in their order.
    awaited: VecDeque<Awaited>,
    /// When something last went on: a reply, or bytes that left.
    since: Instant,
    state: State,
    /// Whether a transaction may be open that the next must not become a part of.
    is_unclean: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Letters may go over it.
    Good,
    /// It takes no more bytes; what the relay still says is heard.
    Deaf,
    /// The relay has said 421. Nothing more is said, and what it still says is heard.
    Dismissed,
    /// A new one is needed.
    Gone,
}

/// A reply that is to come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Awaited {
    /// To a step of the letter of that number.
    Step(u64, Step),
    /// To `RSET`.
    Reset,
    /// To a letter that went to nobody.
    Nothing,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection").field("capabilities", &self.capabilities).field("state", &self.state).finish()
    }
}

impl Connection {
    pub(super) fn new(line: Line, capabilities: Capabilities, timeouts: Timeouts) -> Self {
        Self {
            line,
            manner: capabilities.manner(),
            capabilities,
            timeouts,
            flights: VecDeque::new(),
            over: 0,
            unsaid: VecDeque::new(),
            awaited: VecDeque::new(),
            since: Instant::now(),
            state: State::Good,
            is_unclean: false,
        }
    }

    /// Whether letters may go over it: it is not gone, nor about to be.
    pub fn is_good(&self) -> bool {
        self.state == State::Good
    }

    /// Whether one more letter may be begun.
    pub fn has_room(&self) -> bool {
        let most = match self.manner {
            Manner::OneByOne => 1,
            Manner::Pipelined => 2,
            Manner::Chunked => MOST_CHUNKED,
        };
        let bytes: usize = self.flights.iter().map(|flight| flight.letter.len()).sum();
        self.is_good() && self.flights.len() < most && (self.flights.is_empty() || bytes < MOST_BYTES)
    }

    /// How many letters are on their way.
    pub fn in_flight(&self) -> usize {
        self.flights.len()
    }

    /// Begins a letter. It goes out while `next` is awaited.
    pub fn begin(&mut self, letter: Letter) {
        self.flights.push_back(Flight::new(letter, &self.capabilities));
        if self.flights.len() == 1 {
            self.since = Instant::now();
        }
    }

    /// What became of the letter that was begun first; waits for ever where there is none. Dropping the future half-way
    /// loses nothing; dropping the connection leaves it unknown what became of its letters.
    pub async fn next(&mut self) -> Delivered {
        loop {
            if self.flights.front().is_some_and(Flight::is_settled)
                && let Some(Flight { stage: Stage::Settled(delivered), .. }) = self.flights.pop_front()
            {
                self.over += 1;
                return delivered;
            }
            let limit = self.since + self.limit();
            // What is awaited next may be given less time than what was.
            let going_on = poll_fn(|context| match self.poll(context) {
                Poll::Pending if self.since + self.limit() < limit => Poll::Ready(()),
                polled => polled,
            });
            if timeout_at(limit, going_on).await.is_err() && self.since + self.limit() <= Instant::now() {
                self.break_off(&Broken::TimedOut);
            }
        }
    }

    /// Takes leave of the relay.
    pub async fn quit(mut self) {
        let limit = self.timeouts.quit;
        if self.is_good() && self.flights.is_empty() {
            // Whatever it answers, we leave.
            let _ = self.line.ask(b"QUIT\r\n", limit).await;
        }
        self.line.close(limit).await;
    }

    /// Ready once the first letter is settled. Hears first and speaks then, so that nothing is said to a relay that has hung
    /// up, and its words out of turn are not taken for replies to ours.
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<()> {
        loop {
            if self.state == State::Gone {
                self.leave(&Broken::TimedOut);
            }
            match self.flights.front() {
                None => return Poll::Pending,
                Some(flight) if flight.is_settled() => return Poll::Ready(()),
                Some(_) => {}
            }
            match self.line.poll_answer(context) {
                Poll::Ready(Ok(answer)) => {
                    self.since = Instant::now();
                    self.hear(&answer);
                    continue;
                }
                // After a 421 nothing that follows it is looked at (RFC 5321 §3.8).
                Poll::Ready(Err(Broken::Closed(_))) if self.state == State::Dismissed => {
                    self.line.disregard();
                    self.leave(&Broken::TimedOut);
                    continue;
                }
                Poll::Ready(Err(broken)) => {
                    self.break_off(&broken);
                    continue;
                }
                Poll::Pending => {}
            }
            if self.state != State::Good {
                return Poll::Pending;
            }
            self.speak();
            let before = self.line.reached();
            let flushed = self.line.poll_flush(context);
            if self.line.reached() > before {
                self.since = Instant::now();
            }
            if !matches!(flushed, Poll::Ready(Err(_))) {
                return Poll::Pending;
            }
            // What the relay said before it hung up is worth more than that it did.
            self.state = State::Deaf;
            self.since = Instant::now();
        }
    }

    /// How long the relay may take from here.
    fn limit(&self) -> Duration {
        let step = match self.awaited.front() {
            _ if self.state != State::Good => return LAST_WORD,
            Some(Awaited::Step(_, Step::Letter)) => self.timeouts.letter,
            Some(Awaited::Step(_, Step::Data)) => self.timeouts.data,
            _ => self.timeouts.command,
        };
        // As long as the letter that the relay is at has not left, it is the line that we wait for.
        let is_leaving = self.flights.front().is_some_and(|flight| self.line.reached() < flight.end);
        if is_leaving { self.timeouts.block } else { step }
    }

    /// Says all that may be said now.
    fn speak(&mut self) {
        loop {
            while (self.manner != Manner::OneByOne || self.awaited.is_empty())
                && let Some((awaited, command)) = self.unsaid.pop_front()
            {
                self.line.queue(command.as_bytes());
                self.awaited.push_back(awaited);
            }
            let Some(index) = self.flights.iter().position(|it| matches!(it.stage, Stage::Waiting | Stage::Invited))
            else {
                return;
            };
            let is_clear = match self.manner {
                Manner::OneByOne => self.awaited.is_empty() && self.unsaid.is_empty(),
                // The one before it must have said its letter: behind it, and nowhere else, a new transaction may stand.
                Manner::Pipelined => {
                    self.flights.range(..index).all(|it| matches!(it.stage, Stage::Said | Stage::Settled(_)))
                }
                Manner::Chunked => true,
            };
            let number = self.over + index as u64;
            match self.flights[index].stage {
                Stage::Invited => self.say_letter(index, number),
                _ if is_clear => self.announce(index, number),
                _ => return,
            }
        }
    }

    /// Says whom a letter is from and to; and the letter itself with it, to a relay that takes whole ones.
    fn announce(&mut self, index: usize, number: u64) {
        let flight = &mut self.flights[index];
        flight.start = self.line.position();
        let awaits = |step| Awaited::Step(number, step);
        if self.is_unclean {
            self.unsaid.push_back((Awaited::Reset, "RSET\r\n".to_owned()));
        }
        self.unsaid.push_back((awaits(Step::Mail), std::mem::take(&mut flight.mail)));
        self.unsaid.push_back((awaits(Step::Recipient), std::mem::take(&mut flight.recipient)));
        self.is_unclean = self.manner == Manner::Chunked;
        if self.manner != Manner::Chunked {
            flight.stage = Stage::Announced;
            self.unsaid.push_back((awaits(Step::Data), "DATA\r\n".to_owned()));
            return;
        }
        for (awaited, command) in self.unsaid.drain(..) {
            self.line.queue(command.as_bytes());
            self.awaited.push_back(awaited);
        }
        self.line.queue_with(|out| {
            out.extend_from_slice(format!("BDAT {} LAST\r\n", flight.letter.len()).as_bytes());
            out.extend_from_slice(&flight.letter);
        });
        self.awaited.push_back(awaits(Step::Letter));
        flight.stage = Stage::Said;
        flight.end = self.line.position();
    }

    /// Says the letter itself. Once the last of its bytes is on its way, only a reply can tell what became of it.
    fn say_letter(&mut self, index: usize, number: u64) {
        let flight = &mut self.flights[index];
        self.line.queue_with(|out| dots::stuff(&flight.letter, out));
        self.awaited.push_back(Awaited::Step(number, Step::Letter));
        flight.stage = Stage::Said;
        // From its end's first byte on the relay may take it for whole.
        flight.end = self.line.position() - dots::END.len() as u64 + 1;
    }

    /// Takes in a reply.
    fn hear(&mut self, answer: &Answer) {
        let (number, step) = match self.awaited.pop_front() {
            None => return self.hear_unasked(answer),
            Some(Awaited::Step(number, step)) => (number, step),
            Some(_) if answer.code == 421 => return self.close_down(),
            Some(Awaited::Reset) if !answer.is_positive() => return self.break_off(&Broken::out_of_turn(answer)),
            Some(_) => return,
        };
        let index = number.checked_sub(self.over).and_then(|index| usize::try_from(index).ok());
        let Some((index, flight)) = index.and_then(|index| Some((index, self.flights.get_mut(index)?))) else { return };
        if flight.is_settled() {
            return;
        }
        if answer.code == 421 {
            flight.settle(step, DeliveryOutcome::Deferred(answer.reply()));
            return self.close_down();
        }
        match (step, negative(answer)) {
            (Step::Letter, outcome) => self.hear_of_letter(index, answer, outcome),
            (_, Some(outcome)) => {
                flight.refuse(step, outcome);
                self.call_off(index, step);
            }
            (Step::Data, None) if answer.code == 354 => match flight.is_refused() {
                false => flight.stage = Stage::Invited,
                // A relay that wants the letter all the same, with no recipient, gets an empty one (RFC 2920 §3.1).
                true => {
                    flight.settle(step, DeliveryOutcome::NotTried);
                    self.unsaid.push_front((Awaited::Nothing, ".\r\n".to_owned()));
                }
            },
            (Step::Mail | Step::Recipient, None) if answer.is_positive() => {}
            _ => self.break_off(&Broken::out_of_turn(answer)),
        }
    }

    /// A refusal before the letter itself: ends the transaction, once all replies to it are here.
    fn call_off(&mut self, index: usize, step: Step) {
        let flight = &mut self.flights[index];
        match self.manner {
            Manner::Chunked => return,
            Manner::Pipelined if step != Step::Data => return,
            Manner::Pipelined => {}
            Manner::OneByOne => self.unsaid.clear(),
        }
        flight.settle(step, DeliveryOutcome::NotTried);
        self.unsaid.push_front((Awaited::Reset, "RSET\r\n".to_owned()));
    }

    fn hear_of_letter(&mut self, index: usize, answer: &Answer, outcome: Option<DeliveryOutcome>) {
        let flight = &mut self.flights[index];
        let is_whole = self.line.reached() >= flight.end;
        match outcome {
            Some(outcome) => {
                flight.settle(Step::Letter, outcome);
                // It has stopped reading half-way, and nobody can say where it will go on.
                if !is_whole && self.manner != Manner::Chunked {
                    self.leave(&Broken::out_of_turn(answer));
                }
            }
            None if answer.is_positive() && is_whole && !flight.is_refused() => {
                flight.settle(Step::Letter, DeliveryOutcome::Accepted(answer.reply()));
            }
            // It has taken a letter whose recipient it refused, or of which it cannot have read the end.
            None => {
                let reply = Broken::out_of_turn(answer).reply();
                flight.stage =
                    Stage::Settled(Delivered { outcome: DeliveryOutcome::Unknown(reply), step: Step::Letter });
                self.leave(&Broken::out_of_turn(answer));
            }
        }
    }

    /// A reply to nothing. Where it comes in place of a letter that was invited, it may be the reason why it is not wanted.
    fn hear_unasked(&mut self, answer: &Answer) {
        if let Some(flight) = self.flights.iter_mut().find(|flight| flight.stage == Stage::Invited)
            && let Some(outcome) = negative(answer)
        {
            let outcome = DeliveryOutcome::Deferred(match outcome {
                DeliveryOutcome::Deferred(reply) | DeliveryOutcome::Refused(reply) => reply,
                _ => Broken::out_of_turn(answer).reply(),
            });
            flight.settle(Step::Data, outcome);
            return self.leave(&Broken::out_of_turn(answer));
        }
        self.break_off(&Broken::out_of_turn(answer));
    }

    /// The relay has said 421: it is told nothing more. What it has been told to the end, it may still answer.
    fn close_down(&mut self) {
        self.state = State::Dismissed;
        if !self.flights.iter().any(|flight| flight.stage == Stage::Said) {
            self.leave(&Broken::TimedOut);
        }
    }

    /// The line has broken at the first letter that is not settled.
    fn break_off(&mut self, broken: &Broken) {
        if self.state != State::Gone
            && let Some(flight) = self.flights.iter_mut().find(|flight| !flight.is_settled())
        {
            flight.break_off(self.line.reached(), &broken.reply());
        }
        self.leave(broken);
    }

    /// The line is over, and no letter that is not settled is to blame.
    fn leave(&mut self, broken: &Broken) {
        let (reached, cause) = (self.line.reached(), broken.reply());
        self.flights.iter_mut().filter(|flight| !flight.is_settled()).for_each(|flight| flight.leave(reached, &cause));
        self.state = State::Gone;
        self.awaited.clear();
        self.unsaid.clear();
    }
}
