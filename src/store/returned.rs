//! What the store is asked and answers about mail that came back.

use super::Run;
use crate::letter::returned::{Returned, ReturnedKind};
use crate::model::{EmailAddress, Id, Token};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// How many letters must come back within `WINDOW_DAYS` for an address to be given up, where none did for good.
pub const SOFT_LIMIT: usize = 5;

/// The days within which they count together.
pub const WINDOW_DAYS: i64 = 30;

/// How much older than a place on a list a mail may say it is and still be about it: clocks differ, and of a consent only the
/// day is known.
const LEEWAY: TimeDelta = TimeDelta::days(1);

/// Whether a mail was written before a place on a list was taken; both in milliseconds since 1970. What was said of an
/// earlier time holds nothing against a newer place, however late it is read.
pub(super) fn is_before(written_at: i64, taken_at: i64) -> bool {
    written_at + LEEWAY.num_milliseconds() < taken_at
}

/// A mail that was read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedMail {
    /// The file, or the place in a mailbox.
    pub source: String,
    /// What it says.
    pub returned: Returned,
}

/// Mails to be written down, and acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceiveRequest {
    /// The mails.
    pub mails: Vec<ReceivedMail>,
    /// Whether it is kept.
    pub run: Run,
    /// The time.
    pub now: DateTime<Utc>,
}

/// What became of one failure that a mail tells of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceivedEffect {
    /// The person's subscriptions are bounced from now on.
    Bounced {
        /// Who.
        address: EmailAddress,
        /// The lists.
        lists: Vec<Id>,
    },
    /// It is written down against the person, who stays on the lists.
    Counted {
        /// Who.
        address: EmailAddress,
        /// How many letters have come back so within the days that count.
        count: usize,
        /// Whether the mail says that the address takes no mail, and does not show that it is about a letter of ours: anybody
        /// may have written it.
        is_in_doubt: bool,
    },
    /// The mail is older than the person's places on these lists: written down, and they stay.
    Before {
        /// Who.
        address: EmailAddress,
        /// The lists.
        lists: Vec<Id>,
    },
    /// The person is on no list any more, or it says nothing of the address: written down, and that is all.
    Kept,
    /// Nobody of ours has that address.
    Nobody,
    /// The mail was read before, and has had its effect.
    KnownAlready,
}

/// A row of what came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReturn {
    /// The file; nothing for a refusal at the time of sending.
    pub source: Option<String>,
    /// What it is.
    pub kind: ReturnedKind,
    /// The address that failed, where it is known.
    pub address: Option<String>,
    /// Whether that is somebody of ours.
    pub is_subscriber: bool,
    /// The code of the reply.
    pub code: Option<u16>,
    /// The enhanced code.
    pub status: Option<String>,
    /// The server's words.
    pub said: String,
    /// Who sent the mail.
    pub sender: Option<String>,
    /// What it is called.
    pub subject: Option<String>,
    /// When it was written.
    pub returned_at: DateTime<Utc>,
}

/// Whose leaving it is: a mail to the address for leaving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaver {
    /// The subscription of that token.
    Token(Token),
    /// Whoever has that address, off every list.
    Address(EmailAddress),
}

/// Somebody leaves by mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaveRequest {
    /// Who.
    pub leaver: Leaver,
    /// When the mail was written, as it says.
    pub written_at: Option<DateTime<Utc>>,
    /// Whether it is kept.
    pub run: Run,
    /// The time.
    pub now: DateTime<Utc>,
}

impl LeaveRequest {
    /// Whether it was asked for before a place on a list was taken: of that place the mail cannot speak. A place with a consent
    /// is as old as the newest yes; a no that came after it takes it back, whenever it was recorded.
    pub(super) fn is_before(&self, taken_at: i64, consent: Option<NewestConsent>) -> bool {
        let (Leaver::Address(_), Some(written_at)) = (&self.leaver, self.written_at) else { return false };
        let said_at = consent
            .map(|consent| consent.day.and_time(NaiveTime::MIN).and_utc().timestamp_millis().min(consent.recorded_at));
        is_before(written_at.timestamp_millis(), said_at.unwrap_or(taken_at))
    }
}

/// The newest yes to a list.
#[derive(Debug, Clone, Copy)]
pub(super) struct NewestConsent {
    /// The day of it.
    pub(super) day: NaiveDate,
    /// When it was recorded; milliseconds since 1970.
    pub(super) recorded_at: i64,
}

/// Who left, and what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeaveOutcome {
    /// The person's address.
    pub address: EmailAddress,
    /// The lists left now; none where they were left before.
    pub lists: Vec<Id>,
    /// The lists that the person joined only after the mail was written, and stays on.
    pub joined_since: Vec<Id>,
}
