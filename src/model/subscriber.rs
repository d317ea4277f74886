//! A person on a list, and on what ground.

use super::{EmailAddress, Id};
use crate::language::Language;
use chrono::{DateTime, NaiveDate, Utc};
use std::fmt;

/// A person who gets letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscriber {
    /// The address.
    pub address: EmailAddress,
    /// The name, on one line.
    pub name: Option<String>,
    /// The reader's own language.
    pub language: Option<Language>,
    /// The organisation, as it was given.
    pub organisation: Option<String>,
    /// The lists.
    pub subscriptions: Vec<Subscription>,
}

/// A person's place on one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subscription {
    /// The list.
    pub list: Id,
    /// How it stands.
    pub state: SubscriptionState,
    /// Opens leaving and pausing; works for ever.
    pub token: Token,
    /// The evidence, where the list rests on consent.
    pub consent: Option<Consent>,
    /// When the state was set.
    pub since: DateTime<Utc>,
}

/// How a subscription stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SubscriptionState {
    /// Asked for, and not confirmed.
    Pending,
    /// Gets letters.
    Active,
    /// Wants none for a while.
    Paused,
    /// Wants none.
    Left,
    /// The address takes none.
    Bounced,
}

impl SubscriptionState {
    /// Every state.
    pub const ALL: [Self; 5] = [Self::Pending, Self::Active, Self::Paused, Self::Left, Self::Bounced];

    /// Whether it was taken off the list, by the person or by what came back, rather than not being on it yet.
    pub fn gets_nothing(self) -> bool {
        matches!(self, Self::Paused | Self::Left | Self::Bounced)
    }

    /// The name in the store, in CSV and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Active => "active",
            Self::Paused => "paused",
            Self::Left => "left",
            Self::Bounced => "bounced",
        }
    }

    /// The state of that name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}

/// The evidence that somebody said yes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// Where they said it: a form, a meeting.
    pub source: String,
    /// The day.
    pub consented: NaiveDate,
    /// The version of the words, where it is known.
    pub version: Option<String>,
    /// The words, where they are known.
    pub wording: Option<String>,
}

/// 128 random bits that open leaving and pausing, as 32 lower-case hex digits.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Token(String);

impl Token {
    /// The token of these random bytes.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        let digit = |four: u8| char::from(b"0123456789abcdef"[usize::from(four)]);
        let mut text = String::with_capacity(32);
        for byte in bytes {
            text.extend([digit(byte >> 4), digit(byte & 15)]);
        }
        Self(text)
    }

    /// The token that is written so, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let sound = text.len() == 32 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        sound.then(|| Self(text.to_owned()))
    }

    /// The token as text, for a letter and the store alone.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}
