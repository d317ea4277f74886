//! Numbers as they are printed: the decimal comma and the point of Danish, the point and the comma of English.

use super::{Language, NO_BREAK_SPACE};

/// A count: `1.284`, `10.000`; in English `1,284`.
pub fn count(number: u64, language: Language) -> String {
    grouped(&number.to_string(), language)
}

/// A number with so many decimals: `4,9`, `1.284,50`; in English `4.9`.
pub fn decimal(number: f64, places: usize, language: Language) -> String {
    let digits = format!("{:.places$}", number.abs());
    let (whole, decimals) = digits.split_once('.').map_or((digits.as_str(), None), |(it, rest)| (it, Some(rest)));
    // What rounds to nothing has no sign.
    let below_zero = number < 0.0 && digits.bytes().any(|byte| (b'1'..=b'9').contains(&byte));
    let mut printed = String::from(if below_zero { "-" } else { "" });
    printed.push_str(&if number.is_finite() { grouped(whole, language) } else { whole.to_owned() });
    if let Some(decimals) = decimals {
        printed.push(match language {
            Language::Danish => ',',
            Language::English => '.',
        });
        printed.push_str(decimals);
    }
    printed
}

/// A share of a hundred: `95 pct.`; in English `95%`.
pub fn percent(number: f64, places: usize, language: Language) -> String {
    let number = decimal(number, places, language);
    match language {
        Language::Danish => format!("{number}{NO_BREAK_SPACE}pct."),
        Language::English => format!("{number}%"),
    }
}

/// The size of a file, in steps of a thousand: `512 byte`, `240 kB`, `1,2 MB`.
pub fn file_size(bytes: u64, language: Language) -> String {
    // Sizes that would round up to a thousand of their unit are told in the next one.
    match bytes {
        0..1_000 if bytes != 1 && language == Language::English => format!("{bytes} bytes"),
        0..1_000 => format!("{bytes} byte"),
        1_000..999_500 => format!("{} kB", count((bytes + 500) / 1_000, language)),
        999_500..999_950_000 => format!("{} MB", one_decimal(bytes, 1e6, language)),
        _ => format!("{} GB", one_decimal(bytes, 1e9, language)),
    }
}

fn one_decimal(bytes: u64, unit: f64, language: Language) -> String {
    #[allow(clippy::cast_precision_loss)]
    decimal(bytes as f64 / unit, 1, language)
}

/// A point between each three digits, from four digits on.
fn grouped(digits: &str, language: Language) -> String {
    let separator = match language {
        Language::Danish => '.',
        Language::English => ',',
    };
    let mut printed = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            printed.push(separator);
        }
        printed.push(digit);
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;
    use Language::{Danish, English};

    #[test]
    fn a_count_has_a_point_from_four_digits() {
        for (number, danish, english) in [
            (0, "0", "0"),
            (999, "999", "999"),
            (1_284, "1.284", "1,284"),
            (10_000, "10.000", "10,000"),
            (1_000_000, "1.000.000", "1,000,000"),
            (u64::MAX, "18.446.744.073.709.551.615", "18,446,744,073,709,551,615"),
        ] {
            assert_eq!((count(number, Danish).as_str(), count(number, English).as_str()), (danish, english));
        }
    }

    #[test]
    fn a_decimal_has_a_comma() {
        assert_eq!(decimal(4.9, 1, Danish), "4,9");
        assert_eq!(decimal(4.9, 1, English), "4.9");
        assert_eq!(decimal(1_284.5, 2, Danish), "1.284,50");
        assert_eq!(decimal(95.0, 0, Danish), "95");
        assert_eq!(decimal(-1.25, 1, Danish), "-1,2");
        assert_eq!(decimal(-0.01, 1, Danish), "0,0");
        assert_eq!(decimal(f64::INFINITY, 1, Danish), "inf");
        assert_eq!(decimal(f64::NAN, 1, Danish), "NaN");
    }

    #[test]
    fn percent_is_a_word_in_danish() {
        assert_eq!(percent(95.0, 0, Danish), "95\u{a0}pct.");
        assert_eq!(percent(4.9, 1, Danish), "4,9\u{a0}pct.");
        assert_eq!(percent(95.0, 0, English), "95%");
    }

    #[test]
    fn a_size_is_told_in_the_unit_that_fits() {
        for (bytes, danish) in [
            (0, "0 byte"),
            (1, "1 byte"),
            (999, "999 byte"),
            (1_000, "1 kB"),
            (1_500, "2 kB"),
            (240_000, "240 kB"),
            (999_499, "999 kB"),
            (999_500, "1,0 MB"),
            (1_234_567, "1,2 MB"),
            (999_949_999, "999,9 MB"),
            (999_950_000, "1,0 GB"),
            (5_000_000_000, "5,0 GB"),
        ] {
            assert_eq!(file_size(bytes, Danish), danish, "{bytes}");
        }
        assert_eq!(file_size(512, English), "512 bytes");
        assert_eq!(file_size(1, English), "1 byte");
        assert_eq!(file_size(1_234_567, English), "1.2 MB");
    }
}
