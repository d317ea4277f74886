//! What the evidence of one failure comes to: the codes, for good or for now, and whether it speaks against the address.

use super::code::{self, Codes, EnhancedCode};
use super::report::Action;
use super::wording;
use super::{Bearing, Failure, ReturnedKind, one_line};
use crate::model::{EmailAddress, Reply};

/// What is known of one failure.
#[derive(Debug)]
pub(super) struct Evidence<'a> {
    pub(super) action: Option<Action>,
    /// The report's `Status`.
    pub(super) status: Option<EnhancedCode>,
    /// The report's `Diagnostic-Code`.
    pub(super) diagnostic: &'a str,
    /// The words about this address.
    pub(super) words: &'a str,
    /// All the words, where the mail is about this address alone.
    pub(super) all_words: &'a str,
}

impl Evidence<'_> {
    pub(super) fn failure(&self, address: Option<EmailAddress>) -> Failure {
        let class = self.status.map(|status| status.class).filter(|class| *class != 2);
        let mut codes = code::find(self.diagnostic, class);
        for text in [self.words, self.all_words] {
            let Codes { reply, enhanced } = code::find(text, class.or(codes.reply.map(|code| code / 100)));
            codes.reply = codes.reply.or(reply);
            codes.enhanced = codes.enhanced.or(enhanced);
        }
        // A report's own status holds, unless it says nothing: `5.0.0` where the words know better.
        let better = codes.enhanced.filter(|it| !it.is_general() && Some(it.class) == class);
        let status = match self.status.filter(|status| status.class != 2) {
            Some(status) if status.is_general() => better.or(Some(status)),
            Some(status) => Some(status),
            None => codes.enhanced,
        };
        let said = wording::plain(if self.diagnostic.trim().is_empty() { self.words } else { self.diagnostic });
        let said = if said.is_empty() { wording::plain(self.all_words) } else { said };
        let kind = self.kind(status, codes.reply, &said);
        let bearing = bearing(kind, status, codes.reply, &said);
        let text = if self.diagnostic.is_empty() { self.words } else { self.diagnostic };
        Failure { kind, address, code: codes.reply, status, text: one_line(text), bearing }
    }

    fn kind(&self, status: Option<EnhancedCode>, reply: Option<u16>, said: &str) -> ReturnedKind {
        if self.action == Some(Action::Delayed) {
            return ReturnedKind::Soft;
        }
        let is_full = status.is_some_and(|it| it.subject == 2 && it.detail == 2)
            || (wording::is_full(said) && !wording::is_gone(said));
        if is_full {
            return ReturnedKind::Soft;
        }
        let class = status.map(|it| it.class).or(reply.map(|code| code / 100));
        match class {
            Some(4) => ReturnedKind::Soft,
            Some(_) => ReturnedKind::Hard,
            None if wording::is_gone(said) => ReturnedKind::Hard,
            None if wording::is_passing(said) => ReturnedKind::Soft,
            None => ReturnedKind::Hard,
        }
    }
}

/// What a refusal says of the address: by its words, else by its codes. Of a refusal for the letter's sake nobody should
/// lose their place on a list, and of one without a reason not at once.
fn bearing(kind: ReturnedKind, status: Option<EnhancedCode>, reply: Option<u16>, said: &str) -> Bearing {
    let is_about_sender = is_of_sender(status, said);
    let is_about_letter =
        is_about_sender || wording::is_policy(said) || wording::is_shape(said) || status.is_some_and(is_of_letter);
    if kind != ReturnedKind::Hard {
        return if is_about_letter && !wording::is_full(said) { Bearing::OnLetter } else { Bearing::Perhaps };
    }
    if wording::is_gone(said) && !is_about_sender && !(wording::is_policy(said) && status.is_none_or(is_of_letter)) {
        return Bearing::OnAddress;
    }
    if is_about_letter {
        return Bearing::OnLetter;
    }
    let is_about_address = match status {
        Some(EnhancedCode { subject: 1, .. }) => true,
        Some(EnhancedCode { subject: 2, detail, .. }) => detail < 2,
        Some(EnhancedCode { subject: 4, detail, .. }) => matches!(detail, 3 | 4),
        Some(status) if !status.is_general() => false,
        _ => matches!(reply, Some(550 | 551 | 553)),
    };
    if is_about_address { Bearing::OnAddress } else { Bearing::Perhaps }
}

/// Whether a status is about the letter, its size or its sender: `x.7.x`, `x.6.x`, `x.3.4`, `x.2.3`, `x.1.7`, `x.1.8`.
fn is_of_letter(status: EnhancedCode) -> bool {
    matches!((status.subject, status.detail), (6 | 7, _) | (3, 4) | (2, 3) | (1, 7 | 8))
}

/// Whether it is the sender that is not known, or not liked: by the status `x.1.7` or `x.1.8`, or by the words, where the
/// status does not name the recipient.
fn is_of_sender(status: Option<EnhancedCode>, said: &str) -> bool {
    match status {
        Some(EnhancedCode { subject: 1, detail: 7 | 8, .. }) => true,
        Some(EnhancedCode { subject: 1, detail: 1..=6, .. }) => false,
        _ => wording::is_of_sender(said),
    }
}

/// Whether a refusal at the time of sending, though the recipient's turn, is of the sender.
pub fn is_about_sender(reply: &Reply) -> bool {
    is_of_sender(status_of(reply), &wording::plain(&reply.text))
}

fn status_of(reply: &Reply) -> Option<EnhancedCode> {
    reply.enhanced.as_deref().and_then(EnhancedCode::parse)
}

/// What a refusal at the time of sending says of the address.
pub fn bearing_of(reply: &Reply) -> Bearing {
    let kind = if reply.code >= 500 { ReturnedKind::Hard } else { ReturnedKind::Soft };
    let said = wording::plain(&reply.text);
    let status = status_of(reply);
    let is_full = status.is_some_and(|it| it.subject == 2 && it.detail == 2)
        || (wording::is_full(&said) && !wording::is_gone(&said));
    bearing(if is_full { ReturnedKind::Soft } else { kind }, status, Some(reply.code), &said)
}
