//! The text of a mailing, whole but for what is each reader's own.

use super::FileKind;
use crate::language::Language;
use serde::{Deserialize, Serialize};

/// A piece of a mail's text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// The same for everybody.
    Fixed(String),
    /// `Kære Anna`, or `Hej` where no name is known.
    Greeting,
    /// The reader's own address for leaving: https where there is a service, else mailto.
    UnsubscribeUrl,
}

/// A picture that travels inside the mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InlineImage {
    /// Its name in the html: `cid:…`.
    pub cid: String,
    /// The file, from the workspace's root.
    pub file: String,
    /// What it is.
    #[serde(skip, default = "unknown_kind")]
    pub kind: FileKind,
}

fn unknown_kind() -> FileKind {
    FileKind::Other
}

/// A mail, before it is anybody's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailText {
    /// The subject; one line.
    pub subject: String,
    /// The language of its words.
    pub language: Language,
    /// The html part, CSS already inlined.
    pub html: Vec<Piece>,
    /// The text part.
    pub text: Vec<Piece>,
    /// Pictures that travel inside; empty where the html links to the archive's.
    pub images: Vec<InlineImage>,
    /// The meeting's entry for a calendar (RFC 5545), to be attached.
    pub entry: Option<String>,
}
