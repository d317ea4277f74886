//! One letter over a line to a relay, and what became of it.

use super::capabilities::Capabilities;
use super::dots;
use super::line::{Broken, Cut, Line};
use super::reply::Answer;
use super::{Step, Timeouts};
use crate::letter::Letter;
use crate::model::{DeliveryOutcome, Reply};
use std::time::Duration;

/// How long a relay that stopped reading a letter has to say why.
const LAST_WORD: Duration = Duration::from_millis(500);

/// A line to a relay, ready for letters.
pub struct Connection {
    line: Line,
    capabilities: Capabilities,
    timeouts: Timeouts,
    pub(super) state: ConnectionState,
}

/// Whether more letters may go over a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionState {
    /// They may.
    StillGood,
    /// A new one is needed.
    Gone,
}

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// What became of the letter. Where no reply of the relay's is behind it, the reply's code is 0 (552 and 553 for what
    /// we do not even offer to the relay) and its text the name of a message, `delivery-…`.
    pub outcome: DeliveryOutcome,
    /// What became of the connection.
    pub connection: ConnectionState,
    /// The step that settled it. A refusal at [`Step::Mail`] is of the sender: every letter would meet it.
    pub step: Step,
}

impl Delivered {
    /// The letter is settled, and the connection good for the next.
    fn good(step: Step, outcome: DeliveryOutcome) -> Self {
        Self { outcome, connection: ConnectionState::StillGood, step }
    }

    /// The letter is settled, and the connection lost.
    fn gone(step: Step, outcome: DeliveryOutcome) -> Self {
        Self { outcome, connection: ConnectionState::Gone, step }
    }
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Connection").field("capabilities", &self.capabilities).field("state", &self.state).finish()
    }
}

impl Connection {
    pub(super) fn new(line: Line, capabilities: Capabilities, timeouts: Timeouts) -> Self {
        Self { line, capabilities, timeouts, state: ConnectionState::StillGood }
    }

    /// Delivers one letter. Dropping the future half-way loses the connection, and leaves it unknown what became of the
    /// letter.
    pub async fn deliver(&mut self, letter: &Letter) -> Delivered {
        // A relay that has hung up, or has said more than it was asked, would have its words taken for replies to ours.
        if self.state == ConnectionState::Gone || self.line.has_unread().await {
            self.state = ConnectionState::Gone;
            return Delivered::gone(Step::Mail, DeliveryOutcome::NotTried);
        }
        if let Some(refusal) = self.refusal(letter) {
            return Delivered::good(Step::Mail, DeliveryOutcome::Refused(refusal));
        }
        self.state = ConnectionState::Gone;
        let delivered = self.transaction(letter).await;
        self.state = delivered.connection;
        delivered
    }

    /// Takes leave of the relay.
    pub async fn quit(mut self) {
        let limit = self.timeouts.quit;
        if self.state == ConnectionState::StillGood && self.line.send(b"QUIT\r\n", limit).await.is_ok() {
            // Whatever it answers, we leave.
            let _ = self.line.answer(limit).await;
        }
        self.line.close(limit).await;
    }

    /// What the relay has said beforehand that it will not take.
    fn refusal(&self, letter: &Letter) -> Option<Reply> {
        let size = u64::try_from(letter.bytes.len()).unwrap_or(u64::MAX);
        let own = |code, enhanced: &str, text: &str| {
            Some(Reply { code, enhanced: Some(enhanced.to_owned()), text: text.to_owned() })
        };
        if self.capabilities.limit().is_some_and(|limit| size > limit) {
            return own(552, "5.3.4", "delivery-too-large-for-relay");
        }
        if !letter.bytes.is_ascii() && !self.capabilities.utf8 {
            return own(553, "5.6.7", "delivery-needs-smtputf8");
        }
        None
    }

    fn commands(&self, letter: &Letter) -> [(Step, String); 3] {
        let mut mail = format!("MAIL FROM:<{}>", letter.envelope_from);
        if self.capabilities.size.is_some() {
            mail.push_str(&format!(" SIZE={}", letter.bytes.len()));
        }
        if !letter.bytes.is_ascii() {
            mail.push_str(" SMTPUTF8");
            if self.capabilities.eight_bit {
                mail.push_str(" BODY=8BITMIME");
            }
        }
        mail.push_str("\r\n");
        [(Step::Mail, mail), (Step::Recipient, format!("RCPT TO:<{}>\r\n", letter.to)), (Step::Data, "DATA\r\n".into())]
    }

    async fn transaction(&mut self, letter: &Letter) -> Delivered {
        let commands = self.commands(letter);
        let pipelining = self.capabilities.pipelining;
        if pipelining {
            let group: String = commands.iter().map(|(_, command)| command.as_str()).collect();
            if let Err(delivered) = self.say(Step::Mail, &group).await {
                return delivered;
            }
        }
        // The first refusal is the one that counts; those after it follow from it.
        let mut refused: Option<(Step, DeliveryOutcome)> = None;
        let mut waits_for_letter = false;
        for (step, command) in &commands {
            if !pipelining {
                if refused.is_some() {
                    break;
                }
                if let Err(delivered) = self.say(*step, command).await {
                    return delivered;
                }
            }
            let limit = if *step == Step::Data { self.timeouts.data } else { self.timeouts.command };
            let lost = match self.line.answer(limit).await {
                Err(broken) => Some(DeliveryOutcome::Deferred(own_reply(&broken))),
                Ok(answer) if answer.code == 421 => Some(DeliveryOutcome::Deferred(answer.reply())),
                Ok(answer) => match (step, negative(&answer)) {
                    (_, Some(outcome)) => {
                        refused.get_or_insert((*step, outcome));
                        None
                    }
                    (Step::Data, None) if answer.code == 354 => {
                        waits_for_letter = true;
                        None
                    }
                    (Step::Mail | Step::Recipient, None) if answer.is_positive() => None,
                    _ => Some(DeliveryOutcome::Deferred(own_reply(&rubbish(&answer)))),
                },
            };
            if let Some(outcome) = lost {
                let (step, outcome) = refused.unwrap_or((*step, outcome));
                return Delivered::gone(step, outcome);
            }
        }
        match refused {
            Some((step, outcome)) => self.call_off(step, outcome, waits_for_letter).await,
            None => self.letter(letter).await,
        }
    }

    /// Says commands before the letter; what fails here has cost nothing but time.
    async fn say(&mut self, step: Step, commands: &str) -> Result<(), Delivered> {
        match self.line.send(commands.as_bytes(), self.timeouts.command).await {
            Ok(()) => Ok(()),
            Err(Cut { written: 0, .. }) if step == Step::Mail => Err(Delivered::gone(step, DeliveryOutcome::NotTried)),
            Err(Cut { cause, .. }) => Err(Delivered::gone(step, DeliveryOutcome::Deferred(own_reply(&cause)))),
        }
    }

    /// Ends a transaction that was refused, so that the connection can take the next.
    async fn call_off(&mut self, step: Step, outcome: DeliveryOutcome, waits_for_letter: bool) -> Delivered {
        // A relay that wants the letter all the same, with no recipient, gets an empty one (RFC 2920 §3.1).
        let (command, limit) =
            if waits_for_letter { (".\r\n", self.timeouts.letter) } else { ("RSET\r\n", self.timeouts.command) };
        if self.line.send(command.as_bytes(), limit).await.is_err() {
            return Delivered::gone(step, outcome);
        }
        match self.line.answer(limit).await {
            Ok(answer) if answer.code != 421 && (waits_for_letter || answer.is_positive()) => {
                Delivered::good(step, outcome)
            }
            _ => Delivered::gone(step, outcome),
        }
    }

    /// The letter itself. Once the last of its bytes is on its way, only a reply can tell what became of it.
    async fn letter(&mut self, letter: &Letter) -> Delivered {
        let step = Step::Letter;
        if self.line.has_unread().await {
            let reply = match self.line.answer(LAST_WORD).await {
                Ok(answer) if negative(&answer).is_some() => answer.reply(),
                Ok(answer) => own_reply(&rubbish(&answer)),
                Err(broken) => own_reply(&broken),
            };
            return Delivered::gone(step, DeliveryOutcome::Deferred(reply));
        }
        let bytes = dots::stuffed(&letter.bytes);
        if let Err(Cut { written, cause }) = self.line.send(&bytes, self.timeouts.block).await {
            if written + dots::END.len() > bytes.len() {
                return Delivered::gone(step, DeliveryOutcome::Unknown(own_reply(&cause)));
            }
            let last_word = self.line.answer(LAST_WORD).await.ok();
            let outcome = last_word.as_ref().and_then(negative);
            return Delivered::gone(step, outcome.unwrap_or_else(|| DeliveryOutcome::Deferred(own_reply(&cause))));
        }
        match self.line.answer(self.timeouts.letter).await {
            Ok(answer) if answer.code == 421 => Delivered::gone(step, DeliveryOutcome::Deferred(answer.reply())),
            Ok(answer) if answer.is_positive() => Delivered::good(step, DeliveryOutcome::Accepted(answer.reply())),
            Ok(answer) => match negative(&answer) {
                Some(outcome) => Delivered::good(step, outcome),
                None => Delivered::gone(step, DeliveryOutcome::Unknown(own_reply(&rubbish(&answer)))),
            },
            Err(broken) => Delivered::gone(step, DeliveryOutcome::Unknown(own_reply(&broken))),
        }
    }
}

/// What a 4xx or 5xx makes of a letter.
fn negative(answer: &Answer) -> Option<DeliveryOutcome> {
    match answer.code {
        400..=499 => Some(DeliveryOutcome::Deferred(answer.reply())),
        500..=599 => Some(DeliveryOutcome::Refused(answer.reply())),
        _ => None,
    }
}

fn rubbish(answer: &Answer) -> Broken {
    Broken::Rubbish(answer.code.to_string())
}

/// The reply where none came.
fn own_reply(broken: &Broken) -> Reply {
    Reply { code: 0, enhanced: None, text: broken.code().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Broken, own_reply};
    use crate::language::Language;
    use crate::language::words::Words;

    #[test]
    fn a_reply_of_our_own_is_the_name_of_a_message() {
        for language in [Language::Danish, Language::English] {
            let words = Words::new(language);
            for broken in [Broken::TimedOut, Broken::Closed(String::new().into()), Broken::Rubbish(String::new())] {
                assert!(words.find(&own_reply(&broken).text, &[]).is_some());
            }
            for name in ["delivery-too-large-for-relay", "delivery-needs-smtputf8"] {
                assert!(words.find(name, &[]).is_some(), "{name}");
            }
        }
    }
}
