//! The names of months and weekdays, taken from the locale data that `chrono` carries, both to print and to read.

use super::Language;
use chrono::{Datelike, Locale, NaiveDate, Weekday};
use std::sync::OnceLock;

/// The names of one language, in the order of the calendar.
struct Names {
    months: Vec<String>,
    weekdays: Vec<String>,
}

impl Names {
    fn of(language: Language) -> &'static Self {
        static DANISH: OnceLock<Names> = OnceLock::new();
        static ENGLISH: OnceLock<Names> = OnceLock::new();
        let (names, locale) = match language {
            Language::Danish => (&DANISH, Locale::da_DK),
            Language::English => (&ENGLISH, Locale::en_GB),
        };
        names.get_or_init(|| {
            // 2001 began on a Monday, so that the first seven days of January name the week.
            let name = |month, day, form| {
                let day = NaiveDate::from_ymd_opt(2001, month, day).expect("a day of 2001");
                day.format_localized(form, locale).to_string()
            };
            Self {
                months: (1..=12).map(|month| name(month, 1, "%B")).collect(),
                weekdays: (1..=7).map(|day| name(1, day, "%A")).collect(),
            }
        })
    }
}

/// The name of a day's month: `januar`, `January`.
pub(super) fn month(month: u32, language: Language) -> &'static str {
    usize::try_from(month)
        .ok()
        .and_then(|month| Names::of(language).months.get(month.checked_sub(1)?))
        .map_or("", |it| it)
}

/// The name of a day's weekday: `torsdag`, `Thursday`.
pub(super) fn weekday(day: NaiveDate, language: Language) -> &'static str {
    Names::of(language).weekdays.get(day.weekday().num_days_from_monday() as usize).map_or("", |it| it)
}

/// The month, 1 to 12, of that name in either language and in any case.
pub(in crate::language) fn month_named(name: &str) -> Option<u32> {
    let position = position_of(name, |names| &names.months)?;
    u32::try_from(position + 1).ok()
}

/// The weekday of that name in either language and in any case.
pub(super) fn weekday_named(name: &str) -> Option<Weekday> {
    let position = position_of(name, |names| &names.weekdays)?;
    Weekday::try_from(u8::try_from(position).ok()?).ok()
}

fn position_of(name: &str, list: fn(&Names) -> &Vec<String>) -> Option<usize> {
    // A date in digits is the commonest word that comes here, and no name.
    if !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let same = |known: &String| lower(known).eq(lower(name));
    [Language::Danish, Language::English].into_iter().find_map(|it| list(Names::of(it)).iter().position(same))
}

fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_names_are_danish_and_english() {
        let months = |language| (1..=12).map(|it| month(it, language)).collect::<Vec<_>>().join(" ");
        assert_eq!(
            months(Language::Danish),
            "januar februar marts april maj juni juli august september oktober november december"
        );
        assert_eq!(
            months(Language::English),
            "January February March April May June July August September October November December"
        );
        assert_eq!(
            Names::of(Language::Danish).weekdays.join(" "),
            "mandag tirsdag onsdag torsdag fredag lørdag søndag"
        );
        assert_eq!(
            Names::of(Language::English).weekdays.join(" "),
            "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
        );
    }

    #[test]
    fn a_name_is_found_in_any_case() {
        assert_eq!(month_named("MARTS"), Some(3));
        assert_eq!(month_named("may"), Some(5));
        assert_eq!(weekday_named("SØNDAG"), Some(Weekday::Sun));
        assert_eq!(weekday_named("monday"), Some(Weekday::Mon));
        assert_eq!(month_named("mart"), None);
        assert_eq!(weekday_named(""), None);
    }

    #[test]
    fn no_month_has_no_name() {
        assert_eq!((month(0, Language::Danish), month(13, Language::Danish)), ("", ""));
    }
}
