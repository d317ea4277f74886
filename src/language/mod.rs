//! How Danish and English are written: dates, times, numbers, lists, counts, genitives, and the program's own words.
//!
//! Knows nothing of meetings. Every form that a reader sees is made here, never by hand in a template.

pub mod date;
pub mod words;

use serde::{Deserialize, Serialize};

/// A language that the program writes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, schemars::JsonSchema,
)]
pub enum Language {
    /// Danish, `da`.
    #[default]
    #[serde(rename = "da")]
    Danish,
    /// English, `en`.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The BCP 47 code, as HTML's `lang` wants it: `da` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Danish => "da",
            Self::English => "en",
        }
    }

    /// The language of a BCP 47 code, if the program writes it.
    pub fn parse(code: &str) -> Option<Self> {
        match code.trim() {
            "da" => Some(Self::Danish),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}
