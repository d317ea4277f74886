//! The order in which names stand in a list: Danish has æ ø å last and reads aa as å.

use super::Language;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::locale;
use std::cmp::Ordering;
use std::sync::OnceLock;

/// Which of two texts comes first, by the collation of CLDR for the language.
pub fn compare(a: &str, b: &str, language: Language) -> Ordering {
    static DANISH: OnceLock<CollatorBorrowed<'static>> = OnceLock::new();
    static ENGLISH: OnceLock<CollatorBorrowed<'static>> = OnceLock::new();
    let (collator, locale) = match language {
        Language::Danish => (&DANISH, locale!("da")),
        Language::English => (&ENGLISH, locale!("en-GB")),
    };
    let collator = collator.get_or_init(|| {
        Collator::try_new(locale.into(), CollatorOptions::default()).expect("collation data is compiled in")
    });
    collator.compare(a, b)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sorted(mut names: Vec<&str>, language: Language) -> String {
        names.sort_by(|a, b| compare(a, b, language));
        names.join(" ")
    }

    #[test]
    fn danish_has_ae_oe_aa_last_and_aa_as_a_ring() {
        let names =
            vec!["Aarhus", "Ældre", "Zoo", "Østerbro", "Ærø", "Århus", "Odense", "Aalborg", "Albertslund", "anna"];
        assert_eq!(
            sorted(names, Language::Danish),
            "Albertslund anna Odense Zoo Ældre Ærø Østerbro Aalborg Århus Aarhus"
        );
    }

    #[test]
    fn english_reads_them_as_letters_with_marks() {
        assert_eq!(sorted(vec!["Zoo", "Århus", "Bo"], Language::English), "Århus Bo Zoo");
    }
}
