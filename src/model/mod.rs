//! The trade's words as plain data that holds its own invariants. No clock, no disk.
//!
//! The record types are also the file types: what a key is called in YAML is what it is called here. How a value may be
//! *written* (Danish dates, a line or a map) is the business of `source::written`.

mod address;
mod archive;
mod argument;
mod clock;
mod dkim;
mod document;
mod file;
mod finding;
mod fingerprint;
mod id;
mod list;
mod mail_text;
mod mailing;
mod meeting;
mod news;
mod newsletter;
mod output;
mod records;
mod registry;
mod settings;
pub mod statistics;
mod subscriber;
mod system;
mod walk;

pub use address::{AddressError, EmailAddress};
pub use archive::{Archive, ArchivePage};
pub use argument::{Argument, sentence};
pub use clock::{Interval, minutes};
pub use dkim::{DkimName, DkimNameError};
pub use document::{Document, DocumentFormat};
pub use file::{
    FileFact, FileKind, Files, MOST_PIXELS, PICTURE_IN_MAIL, PICTURE_ON_PAPER, PictureSize, PictureSizes, Pictures,
    climbs,
};
pub use finding::{DocumentPath, Finding, Fix, Place, Severity, Step};
pub use fingerprint::fingerprint;
pub use id::{Id, IdError};
pub use list::List;
pub use mail_text::{InlineImage, MailText, Piece};
pub use mailing::{
    Balance, Carriage, Delivery, DeliveryOutcome, DeliveryState, Mailing, MailingId, MailingIdError, Recipient, Reply,
};
pub use meeting::{AgendaItem, Appearance, ItemKind, LogEntry, Meeting, MeetingState, Slides, SlidesFile, Speaker};
pub use news::{AboutBox, NewsArticle, Partnership, PartnershipRound, Quote, RoundState, Section};
pub use newsletter::{ItemSubject, Newsletter, NewsletterItem, Show};
pub use output::{EarlierOutput, FollowUp, Output, OutputKind, OutputState};
pub use records::{Record, Records};
pub use registry::{Material, MaterialKind, Organisation, Person, Registry, Topic, TopicDate, TopicKind};
pub use settings::{
    Basis, Dkim, MailList, Privacy, Rate, Relay, RelayAuth, RelayTls, RelayUrl, Retention, Sender, Settings, StoreUrl,
    is_phone,
};
pub use subscriber::{Consent, Subscriber, Subscription, SubscriptionState, Token};
pub use system::system_error;
pub use walk::{Field, FieldValue};

use crate::language::date::{PartialDate, TimeSpan, WrittenDate};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A field of CommonMark, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Prose(pub String);

/// A person, organisation, topic, material or output as it was named: by id, by name or by short name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(transparent)]
pub struct Reference(pub String);

/// Who may see a meeting, or a part of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Visibility {
    /// Everybody.
    #[default]
    Public,
    /// Only mail to lists that do not rest on consent.
    Network,
    /// Nothing that leaves the workspace.
    Internal,
}

impl Visibility {
    /// Whether who is on a list of that ground may not see it; of a list that nobody knows, the strictest ground is taken.
    pub fn hides_from(self, basis: Option<Basis>) -> bool {
        match self {
            Self::Public => false,
            Self::Network => basis.is_none_or(|basis| basis == Basis::Consent),
            Self::Internal => true,
        }
    }
}

/// How far a text has come on its way to the readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Publication {
    /// Being written.
    #[default]
    Draft,
    /// Approved, and not out yet.
    Approved,
    /// Out.
    Published,
}

/// Who can be recognised on a picture, and on what ground it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// They have said yes.
    Consent,
    /// Weighed, and they can object.
    Assessed,
    /// Nobody can be recognised.
    Nobody,
}

/// A link with words of its own (WCAG 2.4.4).
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The words that are the link.
    pub text: String,
    /// Where it leads: http, https, mailto, tel or relative.
    pub url: String,
}

/// A picture of an item, an article or a day.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Image {
    /// The name by which prose places it, `![](id)`.
    pub id: Option<Id>,
    /// The file, from the workspace's root.
    #[serde(deserialize_with = "file::path")]
    pub file: String,
    /// What it shows, for those who do not see it (WCAG 1.1.1).
    pub alt: Option<String>,
    /// It shows nothing that matters.
    pub decorative: Option<bool>,
    /// The line below it.
    pub caption: Option<String>,
    /// Who can be recognised on it.
    pub people: Option<People>,
    /// Who may see it.
    pub visibility: Option<Visibility>,
}

/// A finding that the secretariat has decided to live with, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Allowance {
    /// The finding's code.
    pub code: String,
    /// Why it may stand.
    pub reason: String,
}
