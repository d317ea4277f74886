//! English numbers in words: how many, which in a row, which year.

const SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];
const TENS: [&str; 10] = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
const UNITS: [(u64, &str); 6] = [
    (1_000_000_000_000_000_000, "quintillion"),
    (1_000_000_000_000_000, "quadrillion"),
    (1_000_000_000_000, "trillion"),
    (1_000_000_000, "billion"),
    (1_000_000, "million"),
    (1_000, "thousand"),
];

/// How many: `ninety-five`, `ten thousand`, `one thousand two hundred and eighty-four`.
pub(super) fn cardinal(number: u64) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut rest = number;
    for (unit, name) in UNITS {
        if rest >= unit {
            parts.push(format!("{} {name}", cardinal(rest / unit)));
        }
        rest %= unit;
    }
    if rest >= 100 {
        parts.push(format!("{} hundred", below_a_hundred(rest / 100)));
        rest %= 100;
    }
    if rest > 0 || parts.is_empty() {
        let last = below_a_hundred(rest);
        parts.push(if parts.is_empty() { last } else { format!("and {last}") });
    }
    parts.join(" ")
}

fn below_a_hundred(number: u64) -> String {
    let at = usize::try_from(number).unwrap_or_default();
    match (SMALL.get(at), at % 10) {
        (Some(small), _) => (*small).to_owned(),
        (None, 0) => TENS[at / 10 % 10].to_owned(),
        (None, ones) => format!("{}-{}", TENS[at / 10 % 10], SMALL[ones]),
    }
}

/// Which in a row: `first`, `twenty-second`, `hundredth`.
pub(super) fn ordinal(number: u64) -> String {
    let cardinal = cardinal(number);
    let (before, last) = match cardinal.rfind([' ', '-']) {
        Some(at) => cardinal.split_at(at + 1),
        None => ("", cardinal.as_str()),
    };
    let last = match last {
        "one" => "first".to_owned(),
        "two" => "second".to_owned(),
        "three" => "third".to_owned(),
        "five" => "fifth".to_owned(),
        "eight" => "eighth".to_owned(),
        "nine" => "ninth".to_owned(),
        "twelve" => "twelfth".to_owned(),
        last => match last.strip_suffix('y') {
            Some(ten) => format!("{ten}ieth"),
            None => format!("{last}th"),
        },
    };
    format!("{before}{last}")
}

/// A year: `nineteen ninety-five`, `nineteen oh five`, `two thousand and nine`, `twenty twenty-three`.
pub(super) fn year(year: u64) -> String {
    match (year / 100, year % 100) {
        (20, 0..10) => cardinal(year),
        (hundreds @ 11..100, 0) => format!("{} hundred", cardinal(hundreds)),
        (hundreds @ 11..100, rest @ 1..10) => format!("{} oh {}", cardinal(hundreds), cardinal(rest)),
        (hundreds @ 11..100, rest) => format!("{} {}", cardinal(hundreds), cardinal(rest)),
        _ => cardinal(year),
    }
}

/// Digit by digit, as after a point: `nine`, `zero five`.
pub(super) fn digits(digits: &str) -> String {
    let word = |digit: char| cardinal(u64::from(digit.to_digit(10).unwrap_or_default()));
    digits.chars().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_number_is_said_as_the_british_say_it() {
        for (number, words) in [
            (0, "zero"),
            (13, "thirteen"),
            (21, "twenty-one"),
            (40, "forty"),
            (100, "one hundred"),
            (101, "one hundred and one"),
            (1_000, "one thousand"),
            (1_001, "one thousand and one"),
            (1_284, "one thousand two hundred and eighty-four"),
            (101_000, "one hundred and one thousand"),
            (2_500_000, "two million five hundred thousand"),
            (1_000_000_001, "one billion and one"),
        ] {
            assert_eq!(cardinal(number), words);
        }
        assert!(cardinal(u64::MAX).starts_with("eighteen quintillion"));
    }

    #[test]
    fn an_ordinal_changes_its_last_word() {
        for (number, words) in [
            (1, "first"),
            (12, "twelfth"),
            (20, "twentieth"),
            (21, "twenty-first"),
            (33, "thirty-third"),
            (100, "one hundredth"),
            (0, "zeroth"),
        ] {
            assert_eq!(ordinal(number), words);
        }
    }

    #[test]
    fn a_year_is_said_in_two_halves() {
        for (number, words) in [
            (1995, "nineteen ninety-five"),
            (1900, "nineteen hundred"),
            (1905, "nineteen oh five"),
            (1066, "one thousand and sixty-six"),
            (2000, "two thousand"),
            (2009, "two thousand and nine"),
            (2023, "twenty twenty-three"),
        ] {
            assert_eq!(year(number), words);
        }
    }

    #[test]
    fn no_two_numbers_sound_alike() {
        let all: BTreeSet<String> = (0..20_000).map(cardinal).collect();
        assert_eq!(all.len(), 20_000);
        let all: BTreeSet<String> = (0..1_000).map(ordinal).collect();
        assert_eq!(all.len(), 1_000);
    }
}
