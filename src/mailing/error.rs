//! Why a mailing could not be planned or carried out.

use super::RouteError;
use crate::letter::LetterError;
use crate::model::{AddressError, Argument};
use crate::render::RenderError;
use crate::store::StoreError;

/// Why a mailing could not be planned or carried out.
#[derive(Debug, thiserror::Error)]
pub enum MailingError {
    /// `opsamling.yaml` names nobody who sends.
    #[error("no sender")]
    NoSender,
    /// `opsamling.yaml` has no list of that name.
    #[error("no list {list}")]
    UnknownList {
        /// The list asked for.
        list: String,
        /// The lists there are.
        known: Vec<String>,
    },
    /// An address of `opsamling.yaml` is none.
    #[error("{field} is not an address: {address}")]
    BadAddress {
        /// The key.
        field: &'static str,
        /// What stands there.
        address: String,
        /// What is wrong with it.
        source: AddressError,
    },
    /// A picture of the letter is gone.
    #[error("{file} cannot be read")]
    ImageUnreadable {
        /// The file.
        file: String,
    },
    /// The document cannot be made.
    #[error(transparent)]
    Render(#[from] RenderError),
    /// The letter cannot be made.
    #[error(transparent)]
    Letter(#[from] LetterError),
    /// Letters cannot leave.
    #[error(transparent)]
    Route(#[from] RouteError),
    /// Letters have left, and the store would not have it written down.
    #[error("{count} outcomes could not be written down: {source}")]
    Unwritten {
        /// How many.
        count: usize,
        /// What kept the store from it.
        source: Box<MailingError>,
    },
    /// The lines ended with letters handed out: a fault of the program.
    #[error("the lines are gone")]
    LinesGone,
    /// Claims of this process were given up by another: a fault, since only one may send.
    #[error("{count} claims are lost")]
    ClaimLost {
        /// How many.
        count: usize,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl MailingError {
    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoSender => "no-sender",
            Self::UnknownList { .. } => "unknown-list",
            Self::BadAddress { .. } => "settings-address",
            Self::ImageUnreadable { .. } => "letter-image-unreadable",
            Self::Render(error) => error.code(),
            Self::Letter(error) => error.code(),
            Self::Unwritten { .. } => "send-unwritten",
            Self::LinesGone => "send-lines-gone",
            Self::ClaimLost { .. } => "send-claim-lost",
            Self::Store(error) => error.code(),
            Self::Route(error) => error.code(),
        }
    }

    /// The values of its message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::NoSender | Self::LinesGone => Vec::new(),
            Self::Unwritten { count, .. } | Self::ClaimLost { count } => vec![("count", (*count).into())],
            Self::UnknownList { list, known } => {
                vec![("list", list.as_str().into()), ("known", known.join(", ").into())]
            }
            Self::BadAddress { field, address, .. } => {
                vec![("field", (*field).into()), ("address", address.as_str().into())]
            }
            Self::ImageUnreadable { file } => vec![("file", file.as_str().into())],
            Self::Render(error) => error.arguments(),
            Self::Letter(error) => error.arguments(),
            Self::Store(error) => error.arguments(),
            Self::Route(error) => error.arguments(),
        }
    }
}
