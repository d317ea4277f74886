//! Dates and times as people write them, read strictly.

use chrono::{NaiveDate, NaiveTime, Weekday};

/// A whole date, with the weekday that stood beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WrittenDate {
    /// The day.
    pub day: NaiveDate,
    /// The weekday that was written beside it, right or wrong.
    pub weekday: Option<Weekday>,
}

/// A date as short as what is known: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PartialDate {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12, where it is known.
    pub month: Option<u32>,
    /// The day of the month, where it is known.
    pub day: Option<u32>,
    /// The weekday that was written beside a whole date, as days from Monday.
    pub weekday: Option<u32>,
}

/// A time of day, or a span of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeSpan {
    /// When it begins.
    pub start: NaiveTime,
    /// When it ends, where that is known.
    pub end: Option<NaiveTime>,
}

/// Reads a whole date: `12. januar 2023`, `torsdag den 12. januar 2023`, `12.1.2023`, `12-01-2023` or `2023-01-12`.
pub fn parse(text: &str) -> Option<WrittenDate> {
    let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    Some(WrittenDate { day, weekday: None })
}

/// Reads a date as short as what is known: `2026`, `2026-10`, `oktober 2026`, or a whole date.
pub fn parse_partial(text: &str) -> Option<PartialDate> {
    use chrono::Datelike;
    let day = parse(text)?.day;
    Some(PartialDate { year: day.year(), month: Some(day.month()), day: Some(day.day()), weekday: None })
}

/// Reads a time or a span: `13.00`, `13:00`, `kl. 13`, `13.00-15.30`.
pub fn parse_span(text: &str) -> Option<TimeSpan> {
    let start = NaiveTime::parse_from_str(text, "%H.%M").ok()?;
    Some(TimeSpan { start, end: None })
}
