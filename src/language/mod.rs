//! How Danish and English are written: dates, times, numbers, lists, counts, genitives, and the program's own words.
//!
//! Knows nothing of meetings. Every form that a reader sees is made here, never by hand in a template.

pub mod collation;
mod controls;
pub mod date;
mod date_forms;
pub mod genitive;
pub mod list;
mod names;
pub mod nearest;
pub mod number;
mod one_line;
pub mod sentence;
pub mod slug;
pub mod spaces;
pub mod spoken;
pub mod time;
pub mod words;

pub use controls::holds_controls;
pub use one_line::one_line;

use serde::{Deserialize, Serialize};

/// U+00A0, which keeps `12. januar`, `kl. 13.00` and `95 pct.` on one line.
pub const NO_BREAK_SPACE: char = '\u{a0}';

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
