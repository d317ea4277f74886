//! What the evidence of one failure comes to: the codes, for good or for now, and whether it speaks against the address.

use super::code::{self, Codes, EnhancedCode};
use super::report::Action;
use super::wording;
use super::{Failure, ReturnedKind, one_line};
use crate::model::EmailAddress;

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
        let condemns = kind == ReturnedKind::Hard && condemns(status, codes.reply, &said);
        let text = if self.diagnostic.is_empty() { self.words } else { self.diagnostic };
        Failure { kind, address, code: codes.reply, status, text: one_line(text), condemns }
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

/// Whether a refusal for good is about the address: by its words, else by its codes. Of a refusal for the letter's sake, or
/// one without a reason, nobody should lose their place on a list.
pub(super) fn condemns(status: Option<EnhancedCode>, reply: Option<u16>, said: &str) -> bool {
    if wording::is_gone(said) && !(wording::is_policy(said) && status.is_none_or(|it| it.subject == 7)) {
        return true;
    }
    if wording::is_policy(said) || wording::is_shape(said) {
        return false;
    }
    match status {
        Some(status) if status.is_general() => matches!(reply, Some(550 | 551 | 553)),
        Some(EnhancedCode { subject: 1, detail, .. }) => !matches!(detail, 7 | 8),
        Some(EnhancedCode { subject: 2, detail, .. }) => !matches!(detail, 2..=4),
        Some(EnhancedCode { subject: 4, detail, .. }) => matches!(detail, 3 | 4),
        Some(_) => false,
        None => matches!(reply, Some(550 | 551 | 553)),
    }
}
