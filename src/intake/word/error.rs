//! Why a file is no Word document that can be read.

use crate::model::Argument;

/// Why nothing of a file can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordError {
    /// There is nothing in it.
    #[error("an empty file")]
    Empty,
    /// It is the form that Word had until 2007, or one that is locked with a password: both lie in the same wrapping.
    #[error("an old or locked document")]
    OldOrLocked,
    /// It is no archive of parts, or not one of a text.
    #[error("no Word document")]
    NotWord,
    /// A part is damaged.
    #[error("{part} is damaged")]
    Damaged {
        /// The part's name within the file.
        part: String,
    },
    /// A part declares things of its own (DOCTYPE), which no program that writes documents does.
    #[error("{part} declares entities")]
    Declares {
        /// The part's name within the file.
        part: String,
    },
    /// A part is larger or deeper than any text is.
    #[error("{part} is too large")]
    TooLarge {
        /// The part's name within the file.
        part: String,
    },
}

impl WordError {
    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "docx-empty",
            Self::OldOrLocked => "docx-old-or-locked",
            Self::NotWord => "docx-not-word",
            Self::Damaged { .. } => "docx-damaged",
            Self::Declares { .. } => "docx-declares",
            Self::TooLarge { .. } => "docx-too-large",
        }
    }

    /// The values of its message; but the name of the file, which whoever opened it knows.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::Empty | Self::OldOrLocked | Self::NotWord => Vec::new(),
            Self::Damaged { part } | Self::Declares { part } | Self::TooLarge { part } => {
                vec![("part", part.as_str().into())]
            }
        }
    }
}
