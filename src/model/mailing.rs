//! A mailing, its deliveries, and what can become of each.

use super::{Document, EmailAddress, Id, Token};
use crate::language::Language;
use chrono::{DateTime, Utc};
use std::fmt;

/// The name of a mailing: record, document, list, and from the second on a number. A draft of a document is a mailing of its
/// own, so that it does not stand in the way of what is sent when it is done.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MailingId {
    /// The record.
    pub record: Id,
    /// The document.
    pub document: Document,
    /// Whether it is a draft of it.
    pub draft: bool,
    /// The list.
    pub list: Id,
    /// 1, or more for each `--again`.
    pub round: u32,
}

/// A text that is no mailing's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not the name of a mailing: record/document/list")]
pub struct MailingIdError(pub String);

/// What stands behind the document in the name of a draft's mailing.
const DRAFT: &str = "-draft";

impl MailingId {
    /// Reads `2023-01-12-aeldre-sagen/summary/newsletter` or `…/2`.
    ///
    /// # Errors
    /// `MailingIdError` where a part is missing or is no name.
    pub fn parse(text: &str) -> Result<Self, MailingIdError> {
        let error = || MailingIdError(text.to_owned());
        let parts: Vec<&str> = text.split('/').collect();
        let (record, document, list, round) = match parts[..] {
            [record, document, list] => (record, document, list, 1),
            [record, document, list, round] => {
                (record, document, list, round.parse().ok().filter(|round| *round > 1).ok_or_else(error)?)
            }
            _ => return Err(error()),
        };
        Ok(Self {
            record: Id::parse(record).map_err(|_| error())?,
            document: Document::parse(document.strip_suffix(DRAFT).unwrap_or(document)).ok_or_else(error)?,
            draft: document.ends_with(DRAFT),
            list: Id::parse(list).map_err(|_| error())?,
            round,
        })
    }
}

impl fmt::Display for MailingId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let draft = if self.draft { DRAFT } else { "" };
        write!(f, "{}/{}{draft}/{}", self.record, self.document.name(), self.list)?;
        if self.round > 1 { write!(f, "/{}", self.round) } else { Ok(()) }
    }
}

/// How a mailing's letters leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Carriage {
    /// By the relay of the settings.
    Relay,
    /// Into the outbox, where the settings name no relay: nobody gets one by it.
    Outbox,
    /// Into the outbox, whatever the relay, marked so that Outlook opens them as drafts.
    Drafts,
}

impl Carriage {
    /// The name in the store.
    pub fn name(self) -> &'static str {
        match self {
            Self::Relay => "relay",
            Self::Outbox => "outbox",
            Self::Drafts => "drafts",
        }
    }

    /// The carriage of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Relay, Self::Outbox, Self::Drafts].into_iter().find(|carriage| carriage.name() == name)
    }
}

/// One document sent to one list: frozen text, frozen recipients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailing {
    /// Its name.
    pub id: MailingId,
    /// The subject, for people to know it by.
    pub subject: String,
    /// The frozen letter as `letter` packed it; only `letter` reads it.
    pub frozen: Vec<u8>,
    /// SHA-256 of `frozen`, in hex.
    pub digest: String,
    /// How its letters leave.
    pub carriage: Carriage,
    /// How many recipients were frozen.
    pub recipients: u64,
    /// When it was frozen.
    pub frozen_at: DateTime<Utc>,
    /// When it is to leave, if not at once.
    pub due_at: Option<DateTime<Utc>>,
    /// When somebody stopped it.
    pub stopped_at: Option<DateTime<Utc>>,
}

/// Somebody that a letter is for, as the freeze keeps them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The address.
    pub address: EmailAddress,
    /// The name, on one line.
    pub name: Option<String>,
    /// The reader's own language, where it is known.
    pub language: Option<Language>,
    /// Opens leaving and pausing.
    pub token: Token,
}

/// One mailing to one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Its number in the store.
    pub number: i64,
    /// To whom.
    pub recipient: Recipient,
    /// What has become of it.
    pub state: DeliveryState,
    /// How often it was claimed.
    pub attempts: u32,
    /// When it came to be in this state; of an unknown one, when it was last tried.
    pub since: DateTime<Utc>,
    /// When it was claimed for the first time, for the two days after which it is given up.
    pub first_attempt: Option<DateTime<Utc>>,
    /// When it is to be tried next.
    pub next_try: Option<DateTime<Utc>>,
    /// What the relay said last.
    pub reply: Option<Reply>,
}

/// What has become of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeliveryState {
    /// To be sent.
    Planned,
    /// Somebody is at it.
    Claimed,
    /// The relay has it.
    Accepted,
    /// The relay will not have it.
    Refused,
    /// The relay will have it later.
    Deferred,
    /// It may have reached the relay; no reply was seen. Never sent again by itself.
    Unknown,
    /// Left, paused, bounced or erased since the freeze.
    Suppressed,
    /// Stopped by a person.
    Stopped,
}

impl DeliveryState {
    /// Every state, in the order in which they are shown.
    pub const ALL: [Self; 8] = [
        Self::Planned,
        Self::Claimed,
        Self::Accepted,
        Self::Refused,
        Self::Deferred,
        Self::Unknown,
        Self::Suppressed,
        Self::Stopped,
    ];

    /// The name in the store and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Claimed => "claimed",
            Self::Accepted => "accepted",
            Self::Refused => "refused",
            Self::Deferred => "deferred",
            Self::Unknown => "unknown",
            Self::Suppressed => "suppressed",
            Self::Stopped => "stopped",
        }
    }

    /// The state of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// What a relay said (RFC 5321 §4.2; enhanced codes RFC 3463).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The code, 200 to 599; 0 where no reply came and the text says why.
    pub code: u16,
    /// The enhanced code, `5.1.1`, where there is one.
    pub enhanced: Option<String>,
    /// The text, on one line.
    pub text: String,
}

/// What became of one attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DeliveryOutcome {
    /// The relay has it, with this reply (its queue id is in it).
    Accepted(Reply),
    /// A 5xx for this letter.
    Refused(Reply),
    /// A 4xx, or no line to the relay: nothing of it was taken.
    Deferred(Reply),
    /// The last byte may have been read, and no reply was seen.
    Unknown(Reply),
    /// Nothing of it was on the wire; it goes back to `planned`.
    NotTried,
}

/// How many deliveries of a mailing are in each state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance {
    /// How many were frozen.
    pub frozen: u64,
    /// One count a state, in the order of `DeliveryState::ALL`.
    pub counts: [u64; 8],
}

impl Balance {
    /// How many are in a state.
    pub fn of(&self, state: DeliveryState) -> u64 {
        DeliveryState::ALL.iter().position(|it| *it == state).map_or(0, |position| self.counts[position])
    }

    /// Whether every frozen delivery is in one state.
    pub fn is_sound(&self) -> bool {
        self.counts.iter().sum::<u64>() == self.frozen
    }
}

#[cfg(test)]
mod tests {
    use super::MailingId;

    #[test]
    fn a_mailing_is_named_by_record_document_and_list() {
        for name in ["2023-01-12-aeldre-sagen/summary/newsletter", "a/news/b/2", "a/summary-draft/b"] {
            assert_eq!(MailingId::parse(name).unwrap().to_string(), name);
        }
        for bad in
            ["a/news", "a/poem/b", "a/draft/b", "a/news-draft-draft/b", "a/news/b/1", "../a/news/b", "a/news/b/2/3"]
        {
            assert!(MailingId::parse(bad).is_err(), "{bad}");
        }
    }
}
