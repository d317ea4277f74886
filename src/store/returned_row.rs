//! What came back as a row, before any database has it.

use super::returned::ReceivedMail;
use crate::letter::returned::{Bearing, Failure, Returned, ReturnedKind, bearing_of};
use crate::model::{EmailAddress, Reply};
use std::borrow::Cow;

/// A row about to be written.
pub(super) struct ReturnedRow<'a> {
    pub(super) digest: Cow<'a, str>,
    pub(super) place: i64,
    pub(super) source: Option<&'a str>,
    pub(super) kind: ReturnedKind,
    pub(super) bearing: Bearing,
    pub(super) address: Option<String>,
    pub(super) code: Option<u16>,
    pub(super) status: Option<String>,
    pub(super) said: Cow<'a, str>,
    pub(super) sender: Option<&'a str>,
    pub(super) subject: Option<&'a str>,
    pub(super) letter: Option<&'a str>,
    /// When the mail says that it was written; milliseconds since 1970.
    pub(super) written_at: Option<i64>,
}

impl<'a> ReturnedRow<'a> {
    /// One for each failure that a mail tells of; one for a mail that tells of none.
    pub(super) fn of_mail(mail: &'a ReceivedMail) -> Vec<Self> {
        let ReceivedMail { source, returned } = mail;
        let row = |place: usize, failure: Failure| Self {
            digest: Cow::Borrowed(&returned.digest),
            place: i64::try_from(place).unwrap_or(i64::MAX),
            source: Some(source),
            kind: failure.kind,
            bearing: failure.bearing,
            address: failure.address.map(|address| address.to_string()),
            code: failure.code,
            status: failure.status.map(|status| status.to_string()),
            said: Cow::Owned(failure.text),
            sender: Some(&returned.from),
            subject: Some(&returned.subject),
            letter: returned.original.as_deref(),
            written_at: returned.date.map(|date| date.timestamp_millis()),
        };
        if returned.failures.is_empty() {
            return vec![row(0, Failure::unknown(returned.kind))];
        }
        returned.failures.iter().cloned().enumerate().map(|(place, failure)| row(place, failure)).collect()
    }

    /// That of a refusal at the time of sending.
    pub(super) fn of_refusal(delivery: i64, address: &EmailAddress, reply: &'a Reply) -> Self {
        Self {
            digest: Cow::Owned(format!("delivery {delivery}")),
            place: 0,
            source: None,
            kind: if reply.code >= 500 { ReturnedKind::Hard } else { ReturnedKind::Soft },
            bearing: bearing_of(reply),
            address: Some(address.to_string()),
            code: (reply.code > 0).then_some(reply.code),
            status: reply.enhanced.clone(),
            said: Cow::Borrowed(&reply.text),
            sender: None,
            subject: None,
            letter: None,
            written_at: None,
        }
    }

    /// Whether it speaks against the address.
    pub(super) fn counts(&self) -> bool {
        self.kind.is_bounce() && self.bearing != Bearing::OnLetter
    }

    /// When it came back. A server whose clock runs ahead tells of nothing that is to come.
    pub(super) fn returned_at(&self, now: i64) -> i64 {
        self.written_at.map_or(now, |at| at.min(now))
    }
}

/// What tells whom a row is about, the surest first.
pub(super) struct Clues<'a> {
    /// It names the one that the letter was for, whatever address it was sent on to.
    pub(super) token: Option<&'a str>,
    /// The address that failed, and the one that the letter was written to.
    pub(super) addresses: [Option<&'a EmailAddress>; 2],
    /// The letter that came back. Where it is one of ours to that person, the report is about them as surely as by the token.
    pub(super) letter: Option<&'a str>,
}

impl<'a> Clues<'a> {
    /// Those of one failure of a mail: what the mail says as a whole holds only where it is about one.
    pub(super) fn of(returned: &'a Returned, place: i64) -> Self {
        let is_only = returned.failures.len() <= 1;
        let failure = usize::try_from(place).ok().and_then(|place| returned.failures.get(place));
        Self {
            token: returned.token.as_ref().filter(|_| is_only).map(|token| token.expose()),
            addresses: [
                failure.and_then(|failure| failure.address.as_ref()),
                returned.written_to.as_ref().filter(|_| is_only && failure.is_some()),
            ],
            letter: returned.original.as_deref(),
        }
    }
}
