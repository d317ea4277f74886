//! Why a letter cannot be made.

use crate::model::{Argument, EmailAddress};
use std::fmt;

/// The part of a letter that is too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LetterPart {
    /// The html part, before it is encoded.
    Html,
    /// All of it, as sent.
    Whole,
}

impl fmt::Display for LetterPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Html => "html",
            Self::Whole => "letter",
        })
    }
}

/// Why a letter cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// The html or the whole letter is larger than mail readers take.
    #[error("{part}: {size} bytes, at most {limit}")]
    TooLarge {
        /// Which.
        part: LetterPart,
        /// How large it is, in bytes.
        size: usize,
        /// How large it may be, in bytes.
        limit: usize,
    },
    /// A header has a word so long that its line cannot be folded below 998 bytes (RFC 5322 §2.1.1).
    #[error("{header}: too long")]
    HeaderTooLong {
        /// Its name.
        header: &'static str,
    },
    /// `service_url` is not an https address, as one-click unsubscribing needs it (RFC 8058 §3.1).
    #[error("{url:?} is not an https address")]
    ServiceUrl {
        /// What it is.
        url: String,
    },
    /// The address that letters come back to has no room for a token.
    #[error("{address}: too long for a token")]
    ReturnAddressTooLong {
        /// The address.
        address: EmailAddress,
    },
    /// The text has a picture whose bytes were not given.
    #[error("{file:?}: no bytes")]
    ImageMissing {
        /// The file, from the workspace's root.
        file: String,
    },
    /// A key did not sign it.
    #[error("not signed")]
    Unsigned,
    /// The frozen bytes were written by a newer version of the program.
    #[error("version {version} of the frozen letter")]
    NewerVersion {
        /// Theirs.
        version: u32,
    },
    /// The frozen bytes are none that `pack` wrote.
    #[error("not a frozen letter: {reason}")]
    Unreadable {
        /// What the reader stumbled over.
        reason: String,
    },
}

impl LetterError {
    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::TooLarge { part: LetterPart::Html, .. } => "letter-html-too-large",
            Self::TooLarge { part: LetterPart::Whole, .. } => "letter-too-large",
            Self::HeaderTooLong { .. } => "letter-header-too-long",
            Self::ServiceUrl { .. } => "letter-service-url",
            Self::ReturnAddressTooLong { .. } => "letter-return-address-too-long",
            Self::ImageMissing { .. } => "letter-image-missing",
            Self::Unsigned => "letter-unsigned",
            Self::NewerVersion { .. } => "letter-newer-version",
            Self::Unreadable { .. } => "letter-unreadable",
        }
    }

    /// The values of its message; sizes in whole kilobytes (1,000 bytes), rounded up.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::TooLarge { size, limit, .. } => {
                vec![("size", size.div_ceil(1000).into()), ("limit", (limit / 1000).into())]
            }
            Self::HeaderTooLong { header } => vec![("header", (*header).into())],
            Self::ServiceUrl { url } => vec![("url", url.as_str().into())],
            Self::ReturnAddressTooLong { address } => vec![("address", address.to_string().into())],
            Self::ImageMissing { file } => vec![("file", file.as_str().into())],
            Self::Unsigned => Vec::new(),
            Self::NewerVersion { version } => vec![("version", (*version).into())],
            Self::Unreadable { reason } => vec![("reason", reason.as_str().into())],
        }
    }
}
