//! Dates and times as people write them, read strictly. How they are printed stands in `date_forms` and `time`.

pub use super::date_forms::{iso_partial, long, long_bare, long_forms, partial, short, stamp, with_weekday};
use super::names;
use chrono::{Datelike, NaiveDate, NaiveTime, Weekday};

/// A whole date, with the weekday that stood beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WrittenDate {
    /// The day.
    pub day: NaiveDate,
    /// The weekday that was written beside it, right or wrong.
    pub weekday: Option<Weekday>,
}

/// A date as short as what is known: a year, a month or a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// The year.
    pub year: i32,
    /// The month, 1 to 12, where it is known.
    pub month: Option<u32>,
    /// The day of the month, where it is known.
    pub day: Option<u32>,
    /// The weekday that was written beside a whole date, right or wrong.
    pub weekday: Option<Weekday>,
}

impl PartialDate {
    /// The day, where the date is whole.
    pub fn whole(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month?, self.day?)
    }

    /// The first day that it can mean: of `2026`, 1 January.
    pub fn first_day(&self) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(self.year, self.month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that it can mean, after which it is gone by: of `2026`, 31 December.
    pub fn last_day(&self) -> Option<NaiveDate> {
        let month = self.month.unwrap_or(12);
        let first = NaiveDate::from_ymd_opt(self.year, month, 1)?;
        first.with_day(self.day.unwrap_or_else(|| u32::from(first.num_days_in_month())))
    }

    /// Whether it can mean that day.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.first_day().is_some_and(|first| first <= day) && self.last_day().is_some_and(|last| day <= last)
    }
}

impl From<WrittenDate> for PartialDate {
    fn from(date: WrittenDate) -> Self {
        let day = date.day;
        Self { year: day.year(), month: Some(day.month()), day: Some(day.day()), weekday: date.weekday }
    }
}

/// A time of day, or a span of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeSpan {
    /// When it begins.
    pub start: NaiveTime,
    /// When it ends, where that is known.
    pub end: Option<NaiveTime>,
}

/// Reads a whole date: `12. januar 2023`, `torsdag den 12. januar 2023`, `12.1.2023`, `12-01-2023`, `2023-01-12`, and the
/// English `12 January 2023`. The weekday is kept as it was written, also where it is wrong; years are 1000 to 9999.
pub fn parse(text: &str) -> Option<WrittenDate> {
    let mut words = text.split_whitespace();
    let mut word = words.next()?;
    let weekday = names::weekday_named(word.strip_suffix(',').unwrap_or(word));
    if weekday.is_some() {
        word = words.next()?;
    }
    if word.eq_ignore_ascii_case("den") {
        word = words.next()?;
    }
    let day = match (words.next(), words.next()) {
        (None, _) => in_digits(word)?,
        (Some(month), Some(year)) => {
            let day = number(word.strip_suffix('.').unwrap_or(word), 1, 2)?;
            NaiveDate::from_ymd_opt(year_of(year)?, names::month_named(month)?, day)?
        }
        _ => return None,
    };
    words.next().is_none().then_some(WrittenDate { day, weekday })
}

/// Reads a date as short as what is known: `2026`, `2026-10`, `oktober 2026`, or a whole date.
pub fn parse_partial(text: &str) -> Option<PartialDate> {
    if let Some(date) = parse(text) {
        return Some(date.into());
    }
    let mut words = text.split_whitespace();
    let (year, month) = match (words.next()?, words.next()) {
        (digits, None) => match digits.split_once('-') {
            Some((year, month)) => (year, Some(number(month, 2, 2)?)),
            None => (digits, None),
        },
        (month, Some(year)) => (year, Some(names::month_named(month)?)),
    };
    let sound = words.next().is_none() && month.is_none_or(|month| (1..=12).contains(&month));
    sound.then_some(PartialDate { year: year_of(year)?, month, day: None, weekday: None })
}

/// Reads a time or a span: `13.00`, `13:00`, `kl. 13`, `13.00-15.30`. Whether the end comes after the start is for a rule.
pub fn parse_span(text: &str) -> Option<TimeSpan> {
    let text = text.trim();
    let bare = match text.get(..2) {
        Some(front) if front.eq_ignore_ascii_case("kl") => {
            let rest = &text[2..];
            let after = rest.strip_prefix('.').unwrap_or(rest).trim_start();
            // `kl13` is no time: something must part the letters from the digits.
            (after.len() < rest.len()).then_some(after)?
        }
        _ => text,
    };
    match bare.split_once(['-', '–']) {
        Some((start, end)) => Some(TimeSpan { start: clock(start.trim_end())?, end: Some(clock(end.trim_start())?) }),
        None => Some(TimeSpan { start: clock(bare)?, end: None }),
    }
}

/// `13`, `13.00` or `13:00`.
fn clock(text: &str) -> Option<NaiveTime> {
    let (hour, minute) = match text.split_once(['.', ':']) {
        Some((hour, minute)) => (hour, number(minute, 2, 2)?),
        None => (text, 0),
    };
    NaiveTime::from_hms_opt(number(hour, 1, 2)?, minute, 0)
}

/// `12.1.2023`, `12-01-2023` or `2023-01-12`.
fn in_digits(text: &str) -> Option<NaiveDate> {
    let separator = if text.contains('.') { '.' } else { '-' };
    let mut parts = text.split(separator);
    let (first, month, last) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if separator == '-' && first.len() == 4 {
        return NaiveDate::from_ymd_opt(year_of(first)?, number(month, 2, 2)?, number(last, 2, 2)?);
    }
    NaiveDate::from_ymd_opt(year_of(last)?, number(month, 1, 2)?, number(first, 1, 2)?)
}

fn year_of(text: &str) -> Option<i32> {
    let year = number(text, 4, 4)?;
    (year >= 1000).then(|| i32::try_from(year).ok()).flatten()
}

/// A number of so many digits and nothing else: no sign, no space.
fn number(text: &str, least: usize, most: usize) -> Option<u32> {
    let sound = (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn a_whole_date_is_read_in_every_form() {
        for text in [
            "12. januar 2023",
            "den 12. januar 2023",
            "Den 12. Januar 2023",
            "12.\u{a0}januar 2023",
            "12 January 2023",
            "12.1.2023",
            "12.01.2023",
            "12-01-2023",
            "2023-01-12",
            " 2023-01-12 ",
        ] {
            assert_eq!(parse(text), Some(WrittenDate { day: day(2023, 1, 12), weekday: None }), "{text}");
        }
    }

    #[test]
    fn a_weekday_is_kept_as_written() {
        for text in [
            "torsdag den 12. januar 2023",
            "TORSDAG DEN 12. JANUAR 2023",
            "torsdag 12. januar 2023",
            "Thursday 12 January 2023",
            "Thursday, 12 January 2023",
            "torsdag den 12.1.2023",
        ] {
            assert_eq!(parse(text).unwrap().weekday, Some(Weekday::Thu), "{text}");
        }
        assert_eq!(parse("LØRDAG den 12. januar 2023").unwrap().weekday, Some(Weekday::Sat), "wrong, and kept");
        assert_eq!(parse_partial("fredag den 12. januar 2023").unwrap().weekday, Some(Weekday::Fri));
    }

    #[test]
    fn what_is_not_quite_a_date_is_refused() {
        for text in [
            "",
            " ",
            "den",
            "torsdag",
            "torsdag den",
            "12. januar",
            "januar 2023",
            "2023",
            "2023-1-2",
            "2023-01-2",
            "+2023-01-12",
            "-2023-01-12",
            "2023-01-12T00:00",
            "2023-01-12 12",
            "2023-01-12.",
            "2023/01/12",
            "12/1/2023",
            "12.1-2023",
            "12.1.23",
            "12.1.2023.",
            "12..1.2023",
            "012.1.2023",
            "0.1.2023",
            "30. februar 2023",
            "29. februar 2023",
            "31. april 2023",
            "12. janur 2023",
            "12.. januar 2023",
            "+2. januar 2023",
            "12. januar 23",
            "12. januar 0999",
            "12. januar 12023",
            "12. januar 2023 kl. 13",
            "den torsdag 12. januar 2023",
            "torsdag den den 12. januar 2023",
            "１２. januar 2023",
            "2023-01-12\u{0}",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
        assert!(parse("29. februar 2024").is_some());
    }

    #[test]
    fn a_date_may_be_as_short_as_what_is_known() {
        let date = |year, month, day| Some(PartialDate { year, month, day, weekday: None });
        assert_eq!(parse_partial("2026"), date(2026, None, None));
        assert_eq!(parse_partial("2026-10"), date(2026, Some(10), None));
        assert_eq!(parse_partial("oktober 2026"), date(2026, Some(10), None));
        assert_eq!(parse_partial("October 2026"), date(2026, Some(10), None));
        assert_eq!(parse_partial("2. februar 2026"), date(2026, Some(2), Some(2)));
        for text in [
            "",
            "26",
            "0026",
            "2026-1",
            "2026-13",
            "2026-00",
            "2026-",
            "okt 2026",
            "oktober",
            "oktober 2026 ca.",
            "februar 30 2026",
            "før 2026",
            "+2026",
            "20260",
            "30. februar 2026",
        ] {
            assert_eq!(parse_partial(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_short_date_reaches_from_its_first_day_to_its_last() {
        let reach = |text| {
            let date = parse_partial(text).unwrap();
            (date.whole(), date.first_day().unwrap(), date.last_day().unwrap())
        };
        assert_eq!(reach("2026"), (None, day(2026, 1, 1), day(2026, 12, 31)));
        assert_eq!(reach("februar 2024"), (None, day(2024, 2, 1), day(2024, 2, 29)));
        assert_eq!(reach("2026-12"), (None, day(2026, 12, 1), day(2026, 12, 31)));
        assert_eq!(reach("2. februar 2026"), (Some(day(2026, 2, 2)), day(2026, 2, 2), day(2026, 2, 2)));
    }

    #[test]
    fn a_time_is_read_in_every_form() {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap();
        for text in ["13", "13.00", "13:00", "kl. 13", "kl.13", "kl 13", "Kl. 13.00", "kl.\u{a0}13.00"] {
            assert_eq!(parse_span(text), Some(TimeSpan { start: time(13, 0), end: None }), "{text}");
        }
        for text in [
            "13.00-15.30",
            "13.00–15.30",
            "kl. 13.00 - 15.30",
            "13:00-15:30",
            "kl. 13-15.30",
            "13.00 – 15.30",
            "13.00\u{a0}–\u{a0}15.30",
        ] {
            assert_eq!(parse_span(text), Some(TimeSpan { start: time(13, 0), end: Some(time(15, 30)) }), "{text}");
        }
        let backwards = parse_span("15.30-13.00").expect("a rule says that it runs backwards, not the reader");
        assert!(backwards.end.unwrap() < backwards.start);
        assert_eq!(parse_span("9.05").unwrap().start, time(9, 5));
        assert_eq!(parse_span("00.00").unwrap().start, time(0, 0));
    }

    #[test]
    fn what_is_not_quite_a_time_is_refused() {
        for text in [
            "",
            "kl.",
            "kl",
            "25.00",
            "24.00",
            "13.60",
            "13.5",
            "13.000",
            "1300",
            "-13",
            "+13",
            "13-",
            "13.00-15.30-16",
            "13.00 15.30",
            "13.00.00",
            "kl13",
            "klokken 13",
            "13.00-25.00",
            "13.00—15.30",
            "1 3",
            "13 .00",
            "ø",
            "kø 13",
        ] {
            assert_eq!(parse_span(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(days in -354_285..2_932_896_i32) {
            let day = NaiveDate::from_epoch_days(days).unwrap();
            for language in [crate::language::Language::Danish, crate::language::Language::English] {
                for printed in [long(day, language), long_bare(day, language), with_weekday(day, language)] {
                    prop_assert_eq!(parse(&printed).map(|it| it.day), Some(day), "{}", printed);
                }
                prop_assert_eq!(parse(&with_weekday(day, language)).unwrap().weekday, Some(day.weekday()));
            }
            let danish = crate::language::Language::Danish;
            prop_assert_eq!(parse(&short(day, danish)).map(|it| it.day), Some(day));
            prop_assert_eq!(parse(&stamp(day, danish)).map(|it| it.day), Some(day));
            prop_assert_eq!(parse(&day.to_string()).map(|it| it.day), Some(day));
        }

        #[test]
        fn no_text_makes_the_readers_fall(text in "\\PC{0,40}|[0-9.:–kl -]{0,16}|(den )?[0-9]{1,3}[.]? ?(maj|May|ø)? ?[0-9]{3,5}") {
            if let Some(date) = parse(&text) {
                prop_assert!((1000..=9999).contains(&date.day.year()));
                prop_assert_eq!(parse_partial(&text).and_then(|it| it.whole()), Some(date.day));
            }
            let _ = parse_span(&text);
        }
    }
}
