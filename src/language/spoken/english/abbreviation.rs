//! English abbreviations as they are said.

/// What an abbreviation stands for, by its form in lower case.
pub(in crate::language::spoken) fn expanded(word: &str) -> Option<&'static str> {
    Some(match word {
        "&" => "and",
        "§" => "section",
        "%" => "per cent",
        "–" | "—" => "to",
        "approx." => "approximately",
        "art." => "article",
        "dept." => "department",
        "dr." => "doctor",
        "e.g." => "for example",
        "etc." => "and so on",
        "excl." => "excluding",
        "ext." => "extension",
        "govt." => "government",
        "i.e." => "that is",
        "incl." => "including",
        "max." => "maximum",
        "min." => "minimum",
        "mr." => "mister",
        "mrs." => "missus",
        "para." => "paragraph",
        "prof." => "professor",
        "tel." => "telephone",
        "vs." => "versus",
        _ => return None,
    })
}

/// A title that British English writes without a full stop, before a name.
pub(super) fn title(word: &str) -> Option<&'static str> {
    Some(match word {
        "Dr" => "Doctor",
        "Mr" => "Mister",
        "Mrs" => "Missus",
        "Ms" => "Miz",
        "Prof" => "Professor",
        _ => return None,
    })
}

/// A name as it is said, where it is spelled in English alone: `UK`, `U K`.
pub(super) fn spelled(word: &str) -> Option<&'static str> {
    Some(match word {
        "IT" => "I T",
        "NGO" => "N G O",
        "NGOs" => "N G Os",
        "PDF" => "P D F",
        "UK" => "U K",
        "UN" => "U N",
        "US" => "U S",
        _ => return None,
    })
}

/// The place of a month in the year, from 1, by its whole name.
pub(super) fn month(word: &str) -> Option<usize> {
    MONTHS.iter().position(|month| *month == word).map(|at| at + 1)
}

pub(super) const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
