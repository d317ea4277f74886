//! A mailing's letters, frozen, and each recipient's own letter from them.

use super::greeting::Greeting;
use super::header;
use super::letterhead::with_token;
use super::pack::ensure_fits;
use super::quoted::{self, Next};
use super::unsubscribe::Unsubscribe;
use super::{LetterError, LetterPart};
use crate::model::{EmailAddress, MailingId, Recipient};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// The version of the frozen bytes that this program writes; it reads this one and the older ones.
pub(super) const VERSION: u32 = 1;

/// The two ways in which a letter says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Body {
    Text,
    Html,
}

impl Body {
    pub(super) fn subtype(self) -> &'static str {
        match self {
            Self::Text => "plain",
            Self::Html => "html",
        }
    }

    /// A recipient's own words as they stand in this part.
    pub(super) fn escaped(self, text: &str) -> Cow<'_, str> {
        if self == Self::Text || !text.contains(['&', '<', '>', '"', '\'']) {
            return text.into();
        }
        let mut escaped = String::with_capacity(text.len() + 16);
        for c in text.chars() {
            match c {
                '&' => escaped.push_str("&amp;"),
                '<' => escaped.push_str("&lt;"),
                '>' => escaped.push_str("&gt;"),
                '"' => escaped.push_str("&quot;"),
                '\'' => escaped.push_str("&#39;"),
                c => escaped.push(c),
            }
        }
        escaped.into()
    }
}

/// A stretch of a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Segment {
    /// The same for everybody, as it is sent.
    Fixed(String),
    /// The header, with its line break; so the next three.
    Date,
    To,
    MessageId,
    ListUnsubscribe,
    /// The words that open the letter.
    Greeting(Body),
    /// The recipient's own address for leaving.
    UnsubscribeUrl(Body),
}

impl Segment {
    /// How many bytes of every letter it is for certain.
    pub(super) fn fixed_size(&self) -> usize {
        if let Self::Fixed(text) = self { text.len() } else { 0 }
    }
}

/// What the frozen bytes hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Frozen {
    pub(super) version: u32,
    pub(super) subject: String,
    pub(super) envelope_from: String,
    /// Whether each letter has an address of its own to come back to; mailings frozen before there were any have none.
    #[serde(default)]
    pub(super) returns_with_token: bool,
    pub(super) domain: String,
    pub(super) greeting: Greeting,
    pub(super) unsubscribe: Unsubscribe,
    pub(super) html_size: usize,
    pub(super) segments: Vec<Segment>,
}

#[derive(Deserialize)]
struct Version {
    version: u32,
}

/// What stands before the @ of a `Message-ID`.
fn push_message_name(id: &mut String, mailing: &str, normal: &str, token: &str) {
    let digest = Sha256::digest(format!("{mailing}\n{normal}\n{token}").as_bytes());
    for byte in &digest[..16] {
        for digit in [byte >> 4, byte & 15] {
            id.push(char::from_digit(digit.into(), 16).unwrap_or('0'));
        }
    }
}

/// Whether a `Message-ID` is that of a mailing's letter to this address with this token. Nobody else can have made it up.
pub fn is_message_id_of(id: &str, mailing: &str, address: &EmailAddress, token: &str) -> bool {
    let mut name = String::with_capacity(32);
    push_message_name(&mut name, mailing, address.normal(), token);
    id.strip_prefix('<').and_then(|id| id.split_once('@')).is_some_and(|(said, _)| said.eq_ignore_ascii_case(&name))
}

/// A mailing's letters but for what is each recipient's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenLetter {
    frozen: Frozen,
    envelope_from: EmailAddress,
    fixed_size: usize,
}

/// One mail, as it is sent.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its `Message-ID` with its angle brackets; the same at every attempt.
    pub message_id: String,
    /// Where it comes back to.
    pub envelope_from: EmailAddress,
    /// To whom.
    pub to: EmailAddress,
    /// All of it: every line ends in CRLF, none is longer than 998 bytes. ASCII, but for an address that is not.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Letter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Letter({} to {:?}, {} bytes)", self.message_id, self.to, self.bytes.len())
    }
}

impl FrozenLetter {
    /// Reads what `pack` wrote.
    ///
    /// # Errors
    /// `NewerVersion`, or `Unreadable` where the bytes are something else.
    pub fn unpack(bytes: &[u8]) -> Result<Self, LetterError> {
        let unreadable = |error: serde_json::Error| LetterError::Unreadable { reason: error.to_string() };
        let Version { version } = serde_json::from_slice(bytes).map_err(unreadable)?;
        if version > VERSION {
            return Err(LetterError::NewerVersion { version });
        }
        let frozen: Frozen = serde_json::from_slice(bytes).map_err(unreadable)?;
        let envelope_from = EmailAddress::parse(&frozen.envelope_from)
            .map_err(|error| LetterError::Unreadable { reason: error.to_string() })?;
        let fixed_size = frozen.segments.iter().map(Segment::fixed_size).sum();
        Ok(Self { frozen, envelope_from, fixed_size })
    }

    /// The `Message-ID` of a recipient's letter, with its angle brackets: made from the mailing and the recipient, so that
    /// it is the same at every attempt, and a hash with the recipient's token in it, so that it tells nobody the address.
    pub fn message_id(&self, mailing: &MailingId, recipient: &Recipient) -> String {
        let mut id = String::with_capacity(40 + self.frozen.domain.len());
        id.push('<');
        push_message_name(&mut id, &mailing.to_string(), recipient.address.normal(), recipient.token.expose());
        id.push('@');
        id.push_str(&self.frozen.domain);
        id.push('>');
        id
    }

    /// A recipient's letter, dated.
    ///
    /// # Errors
    /// `TooLarge`: what is the recipient's own makes the letter larger than mail readers take.
    pub fn letter(
        &self,
        mailing: &MailingId,
        recipient: &Recipient,
        date: DateTime<Utc>,
    ) -> Result<Letter, LetterError> {
        let frozen = &self.frozen;
        let name = header::name_of(recipient);
        let greeting = frozen.greeting.to(name.as_deref());
        let url = frozen.unsubscribe.url(&recipient.token);
        let message_id = self.message_id(mailing, recipient);
        let mut html_size = frozen.html_size;
        let mut letter = String::with_capacity(self.fixed_size + 1024);
        for segment in &frozen.segments {
            let (body, own) = match segment {
                Segment::Fixed(text) => {
                    letter.push_str(text);
                    continue;
                }
                Segment::Date => {
                    letter.push_str(&format!("Date: {}\r\n", date.to_rfc2822()));
                    continue;
                }
                Segment::To => {
                    letter.push_str(&header::to(name.as_deref(), &recipient.address));
                    continue;
                }
                Segment::MessageId => {
                    letter.push_str(&format!("Message-ID: {message_id}\r\n"));
                    continue;
                }
                Segment::ListUnsubscribe => {
                    letter.push_str(&frozen.unsubscribe.header(&recipient.token));
                    continue;
                }
                Segment::Greeting(body) => (*body, &greeting),
                Segment::UnsubscribeUrl(body) => (*body, &url),
            };
            let own = body.escaped(own);
            if body == Body::Html {
                html_size += own.len();
            }
            quoted::encode(&own, Next::Piece, &mut letter);
        }
        ensure_fits(LetterPart::Html, html_size)?;
        ensure_fits(LetterPart::Whole, letter.len())?;
        let own = frozen.returns_with_token.then(|| with_token(&self.envelope_from, &recipient.token)).flatten();
        Ok(Letter {
            message_id,
            envelope_from: own.unwrap_or_else(|| self.envelope_from.clone()),
            to: recipient.address.clone(),
            bytes: letter.into_bytes(),
        })
    }
}
