//! Danish numbers in words: how many, which in a row, which year.

const SMALL: [&str; 20] = [
    "nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tretten", "fjorten",
    "femten", "seksten", "sytten", "atten", "nitten",
];
const TENS: [&str; 10] = ["", "ti", "tyve", "tredive", "fyrre", "halvtreds", "tres", "halvfjerds", "firs", "halvfems"];
const ORDINALS: [&str; 20] = [
    "nulte",
    "første",
    "anden",
    "tredje",
    "fjerde",
    "femte",
    "sjette",
    "syvende",
    "ottende",
    "niende",
    "tiende",
    "ellevte",
    "tolvte",
    "trettende",
    "fjortende",
    "femtende",
    "sekstende",
    "syttende",
    "attende",
    "nittende",
];
/// The twenties behind the short names are only heard in the ordinals: `halvtredsindstyvende`.
const ORDINAL_TENS: [&str; 10] = [
    "",
    "",
    "tyvende",
    "tredivte",
    "fyrretyvende",
    "halvtredsindstyvende",
    "tresindstyvende",
    "halvfjerdsindstyvende",
    "firsindstyvende",
    "halvfemsindstyvende",
];

/// The gender of what is counted, which only `en` and `et` tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// `en borger`.
    Common,
    /// `et møde`; and what is counted without a noun.
    Neuter,
}

/// How many: `femoghalvfems`, `ti tusind`, `et tusind to hundrede og fireogfirs`.
pub fn cardinal(number: u64, gender: Gender) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = number;
    for (unit, one, many) in [
        (1_000_000_000_000_000_000, "trillion", "trillioner"),
        (1_000_000_000_000_000, "billiard", "billiarder"),
        (1_000_000_000_000, "billion", "billioner"),
        (1_000_000_000, "milliard", "milliarder"),
        (1_000_000, "million", "millioner"),
    ] {
        let count = rest / unit;
        if count > 0 {
            parts.push(format!("{} {}", cardinal(count, Gender::Common), if count == 1 { one } else { many }));
        }
        rest %= unit;
    }
    for (unit, name) in [(1_000, "tusind"), (100, "hundrede")] {
        let count = rest / unit;
        if count > 0 {
            parts.push(format!("{} {name}", cardinal(count, Gender::Neuter)));
        }
        rest %= unit;
    }
    if rest > 0 || parts.is_empty() {
        let last = below_a_hundred(rest, gender);
        parts.push(if parts.is_empty() { last } else { format!("og {last}") });
    }
    parts.join(" ")
}

fn below_a_hundred(number: u64, gender: Gender) -> String {
    let word = |number: u64| usize::try_from(number).ok().and_then(|at| SMALL.get(at)).copied().unwrap_or_default();
    let ten = usize::try_from(number / 10).ok().and_then(|at| TENS.get(at)).copied().unwrap_or_default();
    match (number, number % 10) {
        (1, _) if gender == Gender::Neuter => "et".to_owned(),
        (0..20, _) => word(number).to_owned(),
        (_, 0) => ten.to_owned(),
        (_, ones) => format!("{}og{ten}", word(ones)),
    }
}

/// Which in a row: `enogtyvende`, `halvtredsindstyvende`; nothing from a hundred on.
pub fn ordinal(number: u64) -> Option<String> {
    let at = usize::try_from(number).ok().filter(|at| *at < 100)?;
    Some(match (at, at % 10) {
        (0..20, _) => ORDINALS[at].to_owned(),
        (_, 0) => ORDINAL_TENS[at / 10].to_owned(),
        (_, ones) => format!("{}og{}", SMALL[ones], ORDINAL_TENS[at / 10]),
    })
}

/// A year: `nitten hundrede og femoghalvfems`, `to tusind og treogtyve`.
pub fn year(year: u64) -> String {
    match (year / 100, year % 100) {
        (11..20, 0) => format!("{} hundrede", cardinal(year / 100, Gender::Neuter)),
        (11..20, rest) => {
            format!("{} hundrede og {}", cardinal(year / 100, Gender::Neuter), cardinal(rest, Gender::Common))
        }
        _ => cardinal(year, Gender::Common),
    }
}

/// Digit by digit, as after a comma: `ni`, `nul fem`.
pub fn digits(digits: &str) -> String {
    let word = |digit: char| cardinal(u64::from(digit.to_digit(10).unwrap_or_default()), Gender::Neuter);
    digits.chars().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_number_is_said_as_danes_say_it() {
        for (number, words) in [
            (0, "nul"),
            (1, "en"),
            (21, "enogtyve"),
            (40, "fyrre"),
            (50, "halvtreds"),
            (55, "femoghalvtreds"),
            (69, "niogtres"),
            (72, "tooghalvfjerds"),
            (84, "fireogfirs"),
            (95, "femoghalvfems"),
            (100, "et hundrede"),
            (101, "et hundrede og en"),
            (300, "tre hundrede"),
            (1_000, "et tusind"),
            (1_284, "et tusind to hundrede og fireogfirs"),
            (10_000, "ti tusind"),
            (21_000, "enogtyve tusind"),
            (101_000, "et hundrede og et tusind"),
            (1_000_000, "en million"),
            (2_500_000, "to millioner fem hundrede tusind"),
            (1_000_000_001, "en milliard og en"),
        ] {
            assert_eq!(cardinal(number, Gender::Common), words);
        }
        assert_eq!(cardinal(1, Gender::Neuter), "et");
        assert_eq!(cardinal(21, Gender::Neuter), "enogtyve");
        assert!(cardinal(u64::MAX, Gender::Common).starts_with("atten trillioner"));
    }

    #[test]
    fn an_ordinal_tells_of_its_twenties() {
        for (number, words) in [
            (1, "første"),
            (2, "anden"),
            (11, "ellevte"),
            (12, "tolvte"),
            (21, "enogtyvende"),
            (22, "toogtyvende"),
            (30, "tredivte"),
            (31, "enogtredivte"),
            (50, "halvtredsindstyvende"),
            (55, "femoghalvtredsindstyvende"),
            (90, "halvfemsindstyvende"),
        ] {
            assert_eq!(ordinal(number).as_deref(), Some(words));
        }
        assert_eq!(ordinal(100), None);
    }

    #[test]
    fn a_year_is_said_in_hundreds_until_the_year_2000() {
        for (number, words) in [
            (1995, "nitten hundrede og femoghalvfems"),
            (1900, "nitten hundrede"),
            (1066, "et tusind og seksogtres"),
            (2000, "to tusind"),
            (2023, "to tusind og treogtyve"),
        ] {
            assert_eq!(year(number), words);
        }
    }

    #[test]
    fn no_two_numbers_sound_alike() {
        let all: BTreeSet<String> = (0..20_000).map(|number| cardinal(number, Gender::Common)).collect();
        assert_eq!(all.len(), 20_000);
        let all: BTreeSet<String> = (0..100).filter_map(ordinal).collect();
        assert_eq!(all.len(), 100);
        assert!(all.iter().all(|word| !word.contains(' ')));
    }
}
