//! The workspace's own file, `opsamling.yaml`.

use super::{Carriage, Id, List, Prose, Reference};
use crate::language::Language;
use crate::prose::is_web_address;
use chrono_tz::Tz;
use schemars::JsonSchema;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::num::NonZeroU32;
use std::time::Duration;

/// What `opsamling.yaml` says.
#[derive(Debug, Clone, PartialEq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// Names this workspace's own data folder.
    pub id: Id,
    /// The network.
    pub network: String,
    /// The organisation that runs it.
    pub secretariat: Reference,
    /// Who the network is: opens the front page of the archive.
    pub about: Option<Prose>,
    /// What is written and said; Danish if absent.
    pub language: Option<Language>,
    /// The zone of every hour; Europe/Copenhagen if absent.
    pub timezone: Option<String>,
    /// Where the pages stand, if anywhere.
    pub archive_url: Option<String>,
    /// Where `serve` answers, if anywhere.
    pub service_url: Option<String>,
    /// The accessibility statement of the pages.
    pub accessibility_statement: Option<String>,
    /// Who writes the letters.
    pub sender: Option<Sender>,
    /// How they leave.
    #[serde(default)]
    pub relay: Relay,
    /// To whom.
    #[serde(default)]
    pub lists: BTreeMap<Id, MailList>,
    /// What the people on the lists were promised.
    #[serde(default)]
    pub privacy: Privacy,
    /// Right spellings that no dictionary has.
    #[serde(default)]
    pub words: List<String>,
    /// Whether the archive has pages of people.
    pub people_pages: Option<bool>,
    /// Where subscribers and mailings live; SQLite if absent.
    pub store: Option<StoreUrl>,
}

/// Who writes the letters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sender {
    /// The name beside the address.
    pub name: String,
    /// The address.
    pub email: String,
    /// Where answers go.
    pub reply_to: Option<String>,
    /// The telephone.
    pub phone: Option<String>,
    /// The address on the footer.
    pub postal_address: Option<String>,
}

impl Sender {
    /// Whom one writes to: `reply_to`, else the address itself.
    pub fn address(&self) -> &str {
        self.reply_to.as_deref().unwrap_or(&self.email).trim()
    }
}

/// How letters leave.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Relay {
    /// Where to; the outbox if absent.
    pub url: Option<RelayUrl>,
    /// Whether the line is encrypted; required if absent.
    pub tls: Option<RelayTls>,
    /// A private authority's certificates.
    pub ca_file: Option<String>,
    /// Where leaving by mail is sent.
    pub unsubscribe_email: Option<String>,
    /// How many lines at once; 4 if absent.
    pub connections: Option<NonZeroU32>,
    /// How many letters a while, all workers together.
    pub rate: Option<Rate>,
    /// After how many letters a line is made anew; 1000 if absent.
    pub letters_per_connection: Option<NonZeroU32>,
    /// Where returned mail goes.
    pub bounce_email: Option<String>,
    /// How to log in; the best offered if absent.
    pub auth: Option<RelayAuth>,
    /// Keys that sign.
    #[serde(default)]
    pub dkim: List<Dkim>,
}

impl Relay {
    /// How letters leave, where nobody asks for drafts.
    pub fn carriage(&self) -> Carriage {
        match self.url {
            Some(RelayUrl::Smtp { .. }) => Carriage::Relay,
            Some(RelayUrl::Outbox) | None => Carriage::Outbox,
        }
    }
}

/// Where letters go.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum RelayUrl {
    /// A folder of .eml files.
    #[default]
    Outbox,
    /// A relay.
    Smtp {
        /// TLS from the first byte (`smtps`), or STARTTLS (`smtp`).
        implicit_tls: bool,
        /// Who logs in.
        user: Option<String>,
        /// Its name.
        host: String,
        /// Its port; 587, or 465 with implicit TLS, if none was written.
        port: u16,
    },
}

/// Whether a line to the relay is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RelayTls {
    /// Always, and the certificate is verified.
    #[default]
    Required,
    /// Never; only for loopback.
    None,
}

/// How to log in at the relay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RelayAuth {
    /// RFC 4616.
    Plain,
    /// The old way of Microsoft's servers.
    Login,
    /// A token in place of a password.
    Xoauth2,
}

/// So many letters a while: `600/min`, `10/s`, `20000/hour`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// How many.
    pub letters: NonZeroU32,
    /// In how long.
    pub per: Duration,
}

impl Rate {
    /// What lies between two letters.
    pub fn interval(self) -> Duration {
        self.per / self.letters.get()
    }
}

/// A key that signs letters.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dkim {
    /// The domain that vouches.
    pub domain: String,
    /// The key's name in DNS.
    pub selector: String,
    /// The key: in the data folder, or an absolute path.
    pub key_file: String,
}

/// A list that letters go to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MailList {
    /// What people know it as.
    pub title: String,
    /// The legal ground.
    pub basis: Basis,
    /// How often, in free words.
    pub frequency: Option<String>,
}

/// The legal ground of a list (GDPR article 6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, serde::Serialize, JsonSchema)]
pub enum Basis {
    /// Consent, article 6(1)(a).
    #[serde(rename = "consent")]
    Consent,
    /// An authority's own task, article 6(1)(e).
    #[serde(rename = "6.1.e")]
    Task,
    /// A legitimate interest, article 6(1)(f).
    #[serde(rename = "6.1.f")]
    Interest,
}

/// What the people on the lists were promised.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Privacy {
    /// Where the promise stands.
    pub policy_url: Option<String>,
    /// The version of the consent's words.
    pub consent_version: Option<String>,
    /// The words.
    pub consent_text: Option<String>,
    /// How long the proof of a withdrawn consent is kept.
    pub keep_withdrawn: Option<Retention>,
    /// After how long a delivery loses its address.
    pub keep_deliveries: Option<Retention>,
}

/// How long something is kept: `90 days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention {
    /// In days.
    pub days: u32,
}

/// Where the store is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StoreUrl {
    /// A file in the data folder.
    #[default]
    Sqlite,
    /// A PostgreSQL server.
    Postgres(String),
}

impl Settings {
    /// The workspace's language.
    pub fn language(&self) -> Language {
        self.language.unwrap_or_default()
    }

    /// The workspace's zone; Copenhagen's where none is written, or none that exists (which `check` says).
    pub fn zone(&self) -> Tz {
        let written = self.timezone.as_deref();
        written.and_then(|name| name.trim().parse().ok()).unwrap_or(Tz::Europe__Copenhagen)
    }

    /// The telephone of the secretariat; nothing where none is written, or nothing that can be dialled (which `check` says).
    pub fn phone(&self) -> Option<&str> {
        self.sender.as_ref()?.phone.as_deref().map(str::trim).filter(|phone| is_phone(phone))
    }

    /// Where the archive stands: a whole address of the web, or nothing.
    pub fn archive(&self) -> Option<&str> {
        self.archive_url.as_deref().filter(|url| is_web_address(url))
    }

    /// The address that leaving by mail is sent to: `unsubscribe_email`, else `reply_to`, else the sender's own.
    pub fn unsubscribe_email(&self) -> Option<&str> {
        let sender = self.sender.as_ref();
        self.relay.unsubscribe_email.as_deref().or_else(|| sender.map(Sender::address))
    }
}

/// Whether it can be dialled: from three digits to the fifteen of ITU-T E.164, and what people set between them.
pub fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let is_dialled = |letter: char| letter.is_ascii_digit() || letter.is_whitespace() || "+-./()".contains(letter);
    (3..=15).contains(&digits) && text.chars().all(is_dialled) && text.chars().count() <= 30
}

#[cfg(test)]
mod tests {
    use super::is_phone;

    #[test]
    fn a_phone_can_be_dialled() {
        for phone in ["33 92 52 00", "+45 33\u{a0}92 52 00", "(0045) 33.92.52.00", "114"] {
            assert!(is_phone(phone), "{phone}");
        }
        for other in [
            "",
            "12",
            "ring til Bo",
            "33 92 52 00 kl. 10-14",
            "12345678901234567",
            "1                               23",
        ] {
            assert!(!is_phone(other), "{other}");
        }
    }
}
