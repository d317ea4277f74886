//! Times of day as they are printed: `kl. 13.00-15.30` in Danish; CLDR's en-GB twelve-hour forms in English.

use super::date::TimeSpan;
use super::{Language, NO_BREAK_SPACE};
use chrono::{NaiveTime, Timelike};

/// A time in a sentence: `kl. 13.00-15.30`, `kl. 13.00`; in English `1:00–3:30 pm`, `1 pm`.
pub fn span(span: &TimeSpan, language: Language) -> String {
    match (language, span.end) {
        (Language::Danish, None) => format!("kl.{NO_BREAK_SPACE}{}", clock(span.start, language)),
        (Language::Danish, Some(end)) => {
            format!("kl.{NO_BREAK_SPACE}{}-{}", clock(span.start, language), clock(end, language))
        }
        (Language::English, None) => clock(span.start, language),
        (Language::English, Some(end)) => english_span(span.start, end),
    }
}

/// The same without what says that it is one, as a column of hours has it: `13.00-15.30`.
pub fn bare(it: &TimeSpan, language: Language) -> String {
    let printed = span(it, language);
    printed.strip_prefix("kl.\u{a0}").map_or(printed.clone(), ToOwned::to_owned)
}

/// A time of day alone: `13.00`; in English `1 pm`, `1:30 pm`.
pub fn clock(time: NaiveTime, language: Language) -> String {
    match language {
        Language::Danish => format!("{:02}.{:02}", time.hour(), time.minute()),
        Language::English => {
            let form = if time.minute() == 0 { hour_alone(time) } else { hour_and_minute(time) };
            format!("{form}{NO_BREAK_SPACE}{}", half_day(time))
        }
    }
}

/// CLDR's en-GB intervals: the half of the day is said once where both times share it, and minutes by both or by none.
fn english_span(start: NaiveTime, end: NaiveTime) -> String {
    let form = if start.minute() == 0 && end.minute() == 0 { hour_alone } else { hour_and_minute };
    let (from, to) = (form(start), format!("{}{NO_BREAK_SPACE}{}", form(end), half_day(end)));
    if half_day(start) == half_day(end) {
        format!("{from}–{to}")
    } else {
        format!("{from}{NO_BREAK_SPACE}{} – {to}", half_day(start))
    }
}

fn hour_alone(time: NaiveTime) -> String {
    time.hour12().1.to_string()
}

fn hour_and_minute(time: NaiveTime) -> String {
    format!("{}:{:02}", time.hour12().1, time.minute())
}

fn half_day(time: NaiveTime) -> &'static str {
    if time.hour() < 12 { "am" } else { "pm" }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::date::parse_span;
    use Language::{Danish, English};

    fn printed(text: &str, language: Language) -> String {
        span(&parse_span(text).unwrap(), language)
    }

    #[test]
    fn a_danish_time_has_a_full_stop_and_no_spaces_about_the_dash() {
        assert_eq!(printed("13:00 – 15:30", Danish), "kl.\u{a0}13.00-15.30");
        assert_eq!(printed("kl. 13", Danish), "kl.\u{a0}13.00");
        assert_eq!(printed("9.05", Danish), "kl.\u{a0}09.05");
        assert_eq!(clock(parse_span("13").unwrap().start, Danish), "13.00");
        assert_eq!(bare(&parse_span("13-15.30").unwrap(), Danish), "13.00-15.30");
    }

    #[test]
    fn an_english_time_has_twelve_hours() {
        assert_eq!(printed("13", English), "1\u{a0}pm");
        assert_eq!(printed("13.30", English), "1:30\u{a0}pm");
        assert_eq!(printed("0.00", English), "12\u{a0}am");
        assert_eq!(printed("12.00", English), "12\u{a0}pm");
        assert_eq!(printed("13-15", English), "1–3\u{a0}pm");
        assert_eq!(printed("13.00-15.30", English), "1:00–3:30\u{a0}pm");
        assert_eq!(printed("9.30-13.00", English), "9:30\u{a0}am – 1:00\u{a0}pm");
        assert_eq!(printed("9-13", English), "9\u{a0}am – 1\u{a0}pm");
    }
}
