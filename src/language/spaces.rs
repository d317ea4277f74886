//! Non-breaking spaces in text that people typed, where the printed forms have them of themselves.

use super::{Language, NO_BREAK_SPACE, names};
use std::borrow::Cow;

/// The text with U+00A0 for the space in `12. januar`, `kl. 13.00`, `95 pct.`, `4,9 mio.` and `, 4000 Roskilde`. English text is as it was.
pub fn bind(text: &str, language: Language) -> Cow<'_, str> {
    if language != Language::Danish || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let mut bound = String::new();
    let mut done = 0;
    for (space, _) in text.match_indices(' ').filter(|(space, _)| belongs(&text[..*space], &text[space + 1..])) {
        bound.push_str(&text[done..space]);
        bound.push(NO_BREAK_SPACE);
        done = space + 1;
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    bound.push_str(&text[done..]);
    Cow::Owned(bound)
}

/// Whether what stands before a space is worth little without what comes after it.
fn belongs(before: &str, after: &str) -> bool {
    let word = before.rsplit(|it: char| it.is_whitespace() || it == '(').next().unwrap_or_default();
    if word.eq_ignore_ascii_case("kl.") {
        return after.starts_with(|it: char| it.is_ascii_digit());
    }
    if !word.starts_with(|it: char| it.is_ascii_digit()) {
        return false;
    }
    match word.strip_suffix('.') {
        Some(day) if day.len() <= 2 => {
            let month = after.split(|it: char| !it.is_alphabetic()).next().unwrap_or_default();
            // A capital letter begins a sentence: "i punkt 12. Marts bliver travl".
            month.starts_with(char::is_lowercase) && names::month_named(month).is_some()
        }
        Some(_) => false,
        None if ["pct.", "mio."].iter().any(|it| after.starts_with(it)) => {
            word.ends_with(|it: char| it.is_ascii_digit())
        }
        None => is_postcode(word, before) && after.starts_with(char::is_uppercase),
    }
}

/// Whether the last word before a space is the postcode of an address: `Vej 14, 4000`.
fn is_postcode(word: &str, before: &str) -> bool {
    let is_number = word.len() == 4 && !word.starts_with('0') && word.bytes().all(|it| it.is_ascii_digit());
    is_number && before.strip_suffix(word).is_some_and(|before| before.ends_with(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_and_what_it_counts_stay_on_one_line() {
        for (typed, expected) in [
            ("Mødet er den 12. januar kl. 13.00.", "Mødet er den 12.~januar kl.~13.00."),
            ("Kl. 13 (kl. 14)", "Kl.~13 (kl.~14)"),
            ("Over 4,9 mio. borgere, 95 pct. af alle", "Over 4,9~mio. borgere, 95~pct. af alle"),
            ("(2. februar)", "(2.~februar)"),
            ("5-10 pct. af 1.284 mio.", "5-10~pct. af 1.284~mio."),
            ("punkt 12. Marts bliver travl", "punkt 12. Marts bliver travl"),
            ("i 2023. januar", "i 2023. januar"),
            ("Snorresgade 17-19, 2300 København S", "Snorresgade 17-19, 2300~København S"),
            ("I foråret, 2023 Mange kom", "I foråret, 2023~Mange kom"),
            ("i 2023 Mange", "i 2023 Mange"),
            ("12. januarmøde", "12. januarmøde"),
            ("10.000 borgere kl. nu, pct. og mio.", "10.000 borgere kl. nu, pct. og mio."),
            ("cirkl. 13", "cirkl. 13"),
            (" 12. ", " 12. "),
            ("æ ø", "æ ø"),
            ("", ""),
        ] {
            assert_eq!(bind(typed, Language::Danish), expected.replace('~', "\u{a0}"), "{typed}");
        }
    }

    #[test]
    fn other_text_is_as_it_was() {
        assert!(matches!(bind("12. januar", Language::English), Cow::Borrowed("12. januar")));
        assert!(matches!(bind("Velkommen til alle", Language::Danish), Cow::Borrowed(_)));
    }
}
