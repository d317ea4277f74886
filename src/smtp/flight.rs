//! One letter on its way: what has been said of it, what was answered, and what that makes of it.

use super::Step;
use super::capabilities::Capabilities;
use super::reply::Answer;
use crate::letter::Letter;
use crate::model::{DeliveryOutcome, Reply};

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivered {
    /// What became of the letter. Where no reply of the relay's is behind it, the reply's code is 0 (552 and 553 for what
    /// we do not even offer to the relay) and its text the name of a message, `delivery-…`.
    pub outcome: DeliveryOutcome,
    /// The step that settled it. A refusal at [`Step::Mail`] is of the sender: every letter would meet it.
    pub step: Step,
}

/// How far a letter has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Stage {
    /// Nothing of it is said.
    Waiting,
    /// Sender and recipient are said; the letter itself is not.
    Announced,
    /// The relay waits for the letter itself.
    Invited,
    /// All of it is said, or about to be.
    Said,
    /// It is over.
    Settled(Delivered),
}

/// One letter on its way.
pub(super) struct Flight {
    /// `MAIL` and `RCPT`.
    pub(super) mail: String,
    pub(super) recipient: String,
    /// The letter itself.
    pub(super) letter: Vec<u8>,
    pub(super) stage: Stage,
    /// The first refusal; those after it follow from it.
    refused: Option<Delivered>,
    /// Where its first and its last byte stand on the line.
    pub(super) start: u64,
    pub(super) end: u64,
}

impl Flight {
    /// A letter of which nothing is said yet; settled at once where the relay has told beforehand that it will not take it.
    pub(super) fn new(letter: Letter, capabilities: &Capabilities) -> Self {
        let stage = match refusal(&letter, capabilities) {
            Some(reply) => Stage::Settled(Delivered { outcome: DeliveryOutcome::Refused(reply), step: Step::Mail }),
            None => Stage::Waiting,
        };
        let mail = mail(&letter, capabilities);
        let recipient = format!("RCPT TO:<{}>\r\n", letter.to);
        Self { mail, recipient, letter: letter.bytes, stage, refused: None, start: 0, end: 0 }
    }

    pub(super) fn is_settled(&self) -> bool {
        matches!(self.stage, Stage::Settled(_))
    }

    pub(super) fn is_refused(&self) -> bool {
        self.refused.is_some()
    }

    /// Keeps a refusal, if it is the first.
    pub(super) fn refuse(&mut self, step: Step, outcome: DeliveryOutcome) {
        self.refused.get_or_insert(Delivered { outcome, step });
    }

    /// It is over: with the refusal that was kept, or else with this outcome.
    pub(super) fn settle(&mut self, step: Step, outcome: DeliveryOutcome) {
        let delivered = self.refused.take().unwrap_or(Delivered { outcome, step });
        self.stage = Stage::Settled(delivered);
    }

    /// What the end of the line makes of a letter that the relay had not come to, if it may have read so many bytes: it may
    /// have been taken where its last byte may have been read (RFC 1047), unless its refusal was heard.
    pub(super) fn leave(&mut self, reached: u64, cause: &Reply) {
        let outcome = match self.stage {
            Stage::Said if reached >= self.end => DeliveryOutcome::Unknown(cause.clone()),
            _ => DeliveryOutcome::NotTried,
        };
        self.settle(self.step(), outcome);
    }

    /// The same of the letter that the relay was at: where it was not taken, it is told what happened to the line.
    pub(super) fn break_off(&mut self, reached: u64, cause: &Reply) {
        let was_begun = self.stage != Stage::Waiting && reached > self.start;
        let is_whole = self.stage == Stage::Said && reached >= self.end;
        if was_begun && !is_whole {
            return self.settle(self.step(), DeliveryOutcome::Deferred(cause.clone()));
        }
        self.leave(reached, cause);
    }

    fn step(&self) -> Step {
        match self.stage {
            Stage::Said => Step::Letter,
            Stage::Invited => Step::Data,
            _ => Step::Mail,
        }
    }
}

fn mail(letter: &Letter, capabilities: &Capabilities) -> String {
    let mut mail = format!("MAIL FROM:<{}>", letter.envelope_from);
    if capabilities.size.is_some() {
        mail.push_str(&format!(" SIZE={}", letter.bytes.len()));
    }
    if !letter.bytes.is_ascii() {
        mail.push_str(" SMTPUTF8");
        if capabilities.eight_bit {
            mail.push_str(" BODY=8BITMIME");
        }
    }
    mail.push_str("\r\n");
    mail
}

/// What a 4xx or 5xx makes of a letter.
pub(super) fn negative(answer: &Answer) -> Option<DeliveryOutcome> {
    match answer.code {
        400..=499 => Some(DeliveryOutcome::Deferred(answer.reply())),
        500..=599 => Some(DeliveryOutcome::Refused(answer.reply())),
        _ => None,
    }
}

/// What the relay has said beforehand that it will not take.
fn refusal(letter: &Letter, capabilities: &Capabilities) -> Option<Reply> {
    let size = u64::try_from(letter.bytes.len()).unwrap_or(u64::MAX);
    let own = |code, enhanced: &str, text: &str| {
        Some(Reply { code, enhanced: Some(enhanced.to_owned()), text: text.to_owned() })
    };
    if capabilities.limit().is_some_and(|limit| size > limit) {
        return own(552, "5.3.4", "delivery-too-large-for-relay");
    }
    if !letter.bytes.is_ascii() && !capabilities.utf8 {
        return own(553, "5.6.7", "delivery-needs-smtputf8");
    }
    None
}
