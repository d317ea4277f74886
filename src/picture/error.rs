//! Why a picture cannot be drawn.

use crate::model::Argument;
use image::ImageError;
use std::fmt;

/// Why a picture cannot be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PictureError {
    /// It is no JPEG, PNG, GIF or WebP.
    #[error("no picture that is known")]
    Unknown,
    /// It has more pixels than are drawn.
    #[error("{width} x {height} pixels are too many")]
    TooManyPixels {
        /// In pixels.
        width: u32,
        /// In pixels.
        height: u32,
    },
    /// It is damaged.
    #[error("damaged: {reason}")]
    Damaged {
        /// What the decoder says of it, in English.
        reason: String,
    },
    /// A size of it cannot be written.
    #[error("cannot be written: {reason}")]
    Unwritten {
        /// What the encoder says of it, in English.
        reason: String,
    },
}

impl PictureError {
    pub(super) fn unwritten(error: impl fmt::Display) -> Self {
        Self::Unwritten { reason: error.to_string() }
    }

    /// The name of the sentence in the word files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "picture-unknown",
            Self::TooManyPixels { .. } => "picture-too-many-pixels",
            Self::Damaged { .. } => "picture-damaged",
            Self::Unwritten { .. } => "picture-unwritten",
        }
    }

    /// The values of that sentence.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        let pixels = |count: u32| Argument::from(usize::try_from(count).unwrap_or(usize::MAX));
        match self {
            Self::Unknown => Vec::new(),
            Self::TooManyPixels { width, height } => vec![("width", pixels(*width)), ("height", pixels(*height))],
            Self::Damaged { reason } | Self::Unwritten { reason } => vec![("reason", reason.as_str().into())],
        }
    }
}

impl From<ImageError> for PictureError {
    fn from(error: ImageError) -> Self {
        match error {
            ImageError::Unsupported(_) => Self::Unknown,
            error => Self::Damaged { reason: error.to_string() },
        }
    }
}
