//! Dates as they are printed: the forms of the design's table in Danish, those of CLDR's en-GB in English.

use super::date::PartialDate;
use super::{Language, NO_BREAK_SPACE, names};
use chrono::{Datelike, NaiveDate};

/// The long forms of a date together, each made of the one before: `12. januar 2023`, `den 12. januar 2023`,
/// `torsdag den 12. januar 2023`.
pub fn long_forms(day: NaiveDate, language: Language) -> [String; 3] {
    let bare = long_bare(day, language);
    let long = match language {
        Language::Danish => format!("den {bare}"),
        Language::English => bare.clone(),
    };
    let weekday = format!("{} {long}", names::weekday(day, language));
    [bare, long, weekday]
}

/// A date in a sentence: `den 12. januar 2023`, `12 January 2023`.
pub fn long(day: NaiveDate, language: Language) -> String {
    let [_, long, _] = long_forms(day, language);
    long
}

/// A date that stands alone: `12. januar 2023`, `12 January 2023`.
pub fn long_bare(day: NaiveDate, language: Language) -> String {
    let (number, month, year) = (day.day(), names::month(day.month(), language), day.year());
    match language {
        Language::Danish => format!("{number}.{NO_BREAK_SPACE}{month} {year}"),
        Language::English => format!("{number} {month} {year}"),
    }
}

/// A date and its weekday: `torsdag den 12. januar 2023`, `Thursday 12 January 2023`.
pub fn with_weekday(day: NaiveDate, language: Language) -> String {
    let [_, _, weekday] = long_forms(day, language);
    weekday
}

/// The short date: `12.1.2023`, `12/01/2023`.
pub fn short(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Danish => format!("{}.{}.{}", day.day(), day.month(), day.year()),
        Language::English => format!("{:02}/{:02}/{}", day.day(), day.month(), day.year()),
    }
}

/// The stamp on an article: `09-02-2022`, in English `9 February 2022`.
pub fn stamp(day: NaiveDate, language: Language) -> String {
    match language {
        Language::Danish => format!("{:02}-{:02}-{}", day.day(), day.month(), day.year()),
        Language::English => long_bare(day, language),
    }
}

/// A date as short as it is known: `2026`, `oktober 2026`, `2. februar 2026`.
pub fn partial(date: &PartialDate, language: Language) -> String {
    match (date.whole(), date.month) {
        (Some(day), _) => long_bare(day, language),
        (None, Some(month)) => format!("{} {}", names::month(month, language), date.year),
        (None, None) => date.year.to_string(),
    }
}

/// The same for a machine, as HTML's `datetime` takes it: `2026`, `2026-10`, `2026-02-02`.
pub fn iso_partial(date: &PartialDate) -> String {
    match (date.whole(), date.month) {
        (Some(day), _) => day.to_string(),
        (None, Some(month)) => format!("{}-{month:02}", date.year),
        (None, None) => date.year.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::date::{parse, parse_partial};
    use Language::{Danish, English};

    fn day(text: &str) -> NaiveDate {
        parse(text).unwrap().day
    }

    #[test]
    fn a_danish_date_has_the_forms_of_the_table() {
        let it = day("2023-01-12");
        assert_eq!(long(it, Danish), "den 12.\u{a0}januar 2023");
        assert_eq!(long_bare(it, Danish), "12.\u{a0}januar 2023");
        assert_eq!(with_weekday(it, Danish), "torsdag den 12.\u{a0}januar 2023");
        assert_eq!(short(it, Danish), "12.1.2023");
        assert_eq!(stamp(day("2022-02-09"), Danish), "09-02-2022");
        assert_eq!(long(day("2026-03-01"), Danish), "den 1.\u{a0}marts 2026", "no leading zero");
        assert_eq!(with_weekday(day("2026-05-30"), Danish), "lørdag den 30.\u{a0}maj 2026");
    }

    #[test]
    fn an_english_date_has_its_own_forms() {
        let it = day("2023-01-12");
        assert_eq!(long(it, English), "12 January 2023");
        assert_eq!(with_weekday(it, English), "Thursday 12 January 2023");
        assert_eq!(short(it, English), "12/01/2023");
        assert_eq!(stamp(day("2022-02-09"), English), "9 February 2022");
    }

    #[test]
    fn a_short_date_is_printed_as_short_as_it_is() {
        let forms = |text| {
            let date = parse_partial(text).unwrap();
            [partial(&date, Danish), partial(&date, English), iso_partial(&date)]
        };
        assert_eq!(forms("2026"), ["2026", "2026", "2026"]);
        assert_eq!(forms("2026-10"), ["oktober 2026", "October 2026", "2026-10"]);
        assert_eq!(forms("2. februar 2026"), ["2.\u{a0}februar 2026", "2 February 2026", "2026-02-02"]);
    }
}
