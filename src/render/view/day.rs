//! Dates as a template sees them: every form in words, and the one that machines read.

use super::{Desk, one_line};
use crate::language::date::{self, PartialDate};

use chrono::NaiveDate;
use serde::Serialize;

/// A whole day.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct Day {
    /// `den 12. januar 2023`, as a sentence has it.
    pub(in crate::render) words: String,
    /// `12. januar 2023`.
    bare: String,
    /// `torsdag den 12. januar 2023`.
    pub(super) weekday: String,
    /// `12-01-2023`, the stamp on an article.
    stamp: String,
    /// `2023-01-12`.
    pub(super) datetime: String,
}

/// A day, a month, a year, or free words.
#[derive(Debug, Clone, Serialize)]
pub(in crate::render) struct When {
    /// `oktober 2022`.
    pub(super) words: String,
    /// `2022-10`; nothing where it is free words.
    pub(super) datetime: Option<String>,
}

impl Desk<'_> {
    /// A day in words.
    pub(super) fn day(&self, day: NaiveDate) -> Day {
        let [bare, words, weekday] = date::long_forms(day, self.language);
        Day { words, bare, weekday, stamp: date::stamp(day, self.language), datetime: day.to_string() }
    }

    /// A date as short as what is known, in words.
    pub(super) fn when(&self, date: &PartialDate) -> When {
        When { words: date::partial(date, self.language), datetime: Some(date::iso_partial(date)) }
    }

    /// A date that may be free words.
    pub(super) fn when_written(&self, text: &str) -> When {
        match date::parse_partial(text) {
            Some(date) => self.when(&date),
            None => When { words: one_line(text), datetime: None },
        }
    }

    /// A date as a sentence has it: `den 2. februar 2023`, `oktober 2022`.
    pub(super) fn in_sentence(&self, partial: &PartialDate) -> String {
        match (partial.month, partial.day) {
            (Some(month), Some(day)) => match NaiveDate::from_ymd_opt(partial.year, month, day) {
                Some(day) => date::long(day, self.language),
                None => date::partial(partial, self.language),
            },
            _ => date::partial(partial, self.language),
        }
    }
}
