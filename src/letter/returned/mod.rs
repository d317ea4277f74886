//! A mail that came back → what it says: whose address failed, with which codes, for good or for now.
//!
//! A report (RFC 3464) is believed first, then `X-Failed-Recipients`, then the server's words, then the letter that is
//! enclosed. What a person, a list or an answering machine wrote is no bounce, whatever it talks of.

mod code;
mod header;
mod mention;
mod nature;
mod part;
mod reading;
mod report;
mod suspect;
pub(super) mod token;
mod verdict;
mod wording;
mod words;

pub use code::EnhancedCode;
pub use verdict::{bearing_of, is_about_sender};

pub(super) use self::header::Headers;
pub(super) use self::part::{Parts, Role};
use self::reading::{Reading, wrapped};
use crate::model::{EmailAddress, Token};
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

/// How much of a mail is looked at, in bytes: the report stands at its beginning.
const MAX_READ: usize = 4_000_000;

/// How often a report may be wrapped into another mail of a server.
const MAX_WRAPS: usize = 2;

/// How many characters of a refusal are kept.
const MAX_TEXT: usize = 500;

/// What a mail that came back is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnedKind {
    /// The letter was refused for good.
    Hard,
    /// It could not be delivered now; another may.
    Soft,
    /// An answering machine (RFC 3834).
    AutoReply,
    /// The reader calls it spam (RFC 5965).
    Complaint,
    /// Anything else: answers, receipts, what is not understood.
    Other,
}

impl ReturnedKind {
    /// The name in the store and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
            Self::AutoReply => "auto_reply",
            Self::Complaint => "complaint",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Hard, Self::Soft, Self::AutoReply, Self::Complaint, Self::Other]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// Whether a letter did not reach somebody.
    pub fn is_bounce(self) -> bool {
        matches!(self, Self::Hard | Self::Soft)
    }
}

/// What a failure says of the address, whatever its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bearing {
    /// It takes no mail: the next letter would come back as well.
    OnAddress,
    /// It may: a full mailbox, a server that does not answer, a refusal without a reason. Many of them tell.
    Perhaps,
    /// Nothing: the letter was refused for its own sake, or its sender's (`5.7.x`, spam, too large). That a server on the
    /// way is on somebody's blocklist must cost no subscriber their place.
    OnLetter,
}

/// What a mail says of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Hard or soft.
    pub kind: ReturnedKind,
    /// The address that failed, where the mail names it.
    pub address: Option<EmailAddress>,
    /// The reply's code, where the mail has one.
    pub code: Option<u16>,
    /// The enhanced code, where the mail has one.
    pub status: Option<EnhancedCode>,
    /// The server's words, on one line.
    pub text: String,
    /// What it says of the address.
    pub bearing: Bearing,
}

impl Failure {
    /// What a mail of that kind says that tells of no failure.
    pub fn unknown(kind: ReturnedKind) -> Self {
        Self { kind, address: None, code: None, status: None, text: String::new(), bearing: Bearing::OnLetter }
    }
}

/// A mail that came back, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// What it is; of several failures the gravest.
    pub kind: ReturnedKind,
    /// What it says of each address; empty where it is no bounce.
    pub failures: Vec<Failure>,
    /// The token of the subscription that the letter was for, from the address that this mail was sent to or from the
    /// letter that it encloses.
    pub token: Option<Token>,
    /// The `Message-ID` of the letter that came back, with its angle brackets.
    pub original: Option<String>,
    /// Whom that letter was written to.
    pub written_to: Option<EmailAddress>,
    /// Who sent this mail, as it says.
    pub from: String,
    /// What it is called.
    pub subject: String,
    /// When it was sent, as it says.
    pub date: Option<DateTime<Utc>>,
    /// The same for the same mail wherever it is read: 64 hex digits.
    pub digest: String,
}

impl Returned {
    /// Reads a mail, whatever it is: nothing that can be in a file makes it fail.
    pub fn read(bytes: &[u8]) -> Self {
        Self::read_inside(bytes, 0)
    }

    /// Reads a mail that lies in so many others.
    fn read_inside(bytes: &[u8], depth: usize) -> Self {
        let parts = Parts::read(&bytes[..bytes.len().min(MAX_READ)]);
        let nature = nature::of(&parts);
        if let Some(inner) = wrapped(&parts, &nature).filter(|_| depth < MAX_WRAPS) {
            return Self::read_inside(inner.as_bytes(), depth + 1);
        }
        let mut words = String::new();
        let mut pasted = None;
        let role = if parts.has(Role::Words) { Role::Words } else { Role::Html };
        for text in parts.texts(role) {
            let split = words::split(text);
            words.push_str(&split.own);
            words.push('\n');
            if let Some(headers) = split.pasted {
                pasted.get_or_insert(headers);
                break;
            }
        }
        let enclosed = parts.texts(Role::Enclosed).map(Headers::read).find(|headers| !headers.is_empty());
        let letter = enclosed.or(pasted).unwrap_or_default();
        let reading = Reading { parts: &parts, nature, words, letter };
        let (kind, failures) = reading.say();
        Self {
            kind,
            failures,
            token: token::of_returned(&parts.headers, &reading.letter),
            original: reading.letter.first("message-id").and_then(message_id),
            written_to: reading.known().recipients.into_iter().next(),
            from: one_line(&parts.headers.words("from").unwrap_or_default()),
            subject: one_line(&parts.headers.words("subject").unwrap_or_default()),
            date: parts.headers.first("date").and_then(date),
            digest: digest(&parts.headers, bytes),
        }
    }
}

/// `<id@domain>`, without what stands around it.
fn message_id(value: &str) -> Option<String> {
    let start = value.find('<')?;
    let end = start + value[start..].find('>')?;
    let id = &value[start..=end];
    (id.len() <= 300 && !id.contains(|c: char| c.is_whitespace() || c.is_control())).then(|| id.to_owned())
}

/// The time in a `Date` header (RFC 5322 §3.3).
fn date(value: &str) -> Option<DateTime<Utc>> {
    let value = value.split('(').next()?.trim();
    // Some servers name the wrong day of the week, which says nothing that the date does not.
    let value = value.split_once(',').map_or(value, |(_, date)| date.trim());
    Some(DateTime::parse_from_rfc2822(value).ok()?.with_timezone(&Utc))
}

/// A hash that knows the mail again: its `Message-ID` with what tells two mails of a careless server apart; where it has
/// none, all its bytes. Headers that are added on the way do not change it.
fn digest(headers: &Headers, bytes: &[u8]) -> String {
    let hash = match headers.first("message-id") {
        Some(id) => {
            let rest = ["date", "from", "to", "subject"].map(|name| headers.first(name).unwrap_or_default());
            Sha256::digest([id, &rest.join("\n")].join("\n").as_bytes())
        }
        None => Sha256::digest(bytes),
    };
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A text as it may be shown and kept: one line, not long.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_TEXT).collect()
}

#[cfg(test)]
mod tests;
