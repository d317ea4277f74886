//! English as it is read aloud: `12 January` is a day, `1:30 pm` an hour, `£5` a sum.

mod abbreviation;
mod number;

pub(super) use abbreviation::expanded;

use super::{address, by_words, is_address, is_number, spelled};
use abbreviation::{MONTHS, month, title};
use number::{cardinal, digits, ordinal, year};

const SIGNS: [(char, &str); 5] = [('.', "dot"), ('@', "at"), ('/', "slash"), ('-', "hyphen"), ('_', "underscore")];
const ENDINGS: [&str; 4] = ["st", "nd", "rd", "th"];

/// The text in words.
pub(super) fn aloud(text: &str) -> String {
    by_words(text, |words, at| {
        let before = at.checked_sub(1).and_then(|at| words.get(at)).copied();
        said(&Word { text: words[at], before, after: words.get(at + 1).copied() })
    })
}

/// A word and its neighbours.
struct Word<'t> {
    text: &'t str,
    before: Option<&'t str>,
    after: Option<&'t str>,
}

const OPENING: [char; 6] = ['(', '[', '”', '“', '"', '»'];
const CLOSING: [char; 9] = [')', ']', '”', '"', '«', ',', ';', ':', '!'];

fn said(word: &Word<'_>) -> String {
    let core = word.text.trim_start_matches(OPENING);
    let opening = &word.text[..word.text.len() - core.len()];
    let bare = core.trim_end_matches(|c| CLOSING.contains(&c) || c == '?');
    let closing = &core[bare.len()..];
    let after = word.after.filter(|_| closing.is_empty());
    let word_alone = Word { text: bare, after, ..*word };
    let is_bare = closing.is_empty();
    match phrase(&word_alone, is_bare) {
        Some(phrase) => format!("{opening}{phrase}{closing}"),
        None => word.text.to_owned(),
    }
}

impl Word<'_> {
    /// Whether nothing of the sentence follows.
    fn ends_sentence(&self) -> bool {
        let first = self.after.and_then(|after| after.trim_start_matches(OPENING).chars().next());
        first.is_none_or(char::is_uppercase)
    }

    /// The text, and the full stop at its end.
    fn without_stop(&self) -> (&str, &'static str) {
        match self.text.strip_suffix('.') {
            Some(text) => (text, "."),
            None => (self.text, ""),
        }
    }

    /// Words in the text's place, with a capital where it has one.
    fn with_its_capital(&self, words: &str) -> String {
        let mut letters = words.chars();
        let first = letters.next().filter(|_| self.text.starts_with(char::is_uppercase));
        first.map_or(words.to_owned(), |first| first.to_uppercase().chain(letters).collect())
    }
}

/// The word in words; nothing where it is said as it stands. `is_bare` says that no sign follows it.
fn phrase(word: &Word<'_>, is_bare: bool) -> Option<String> {
    if let Some(phrase) = abbreviated(word) {
        let stop =
            if is_bare && word.ends_sentence() && word.text.ends_with('.') && word.text.len() > 1 { "." } else { "" };
        let is_before_a_name = ["dr.", "mr.", "mrs.", "prof."].contains(&word.text.to_lowercase().as_str());
        return Some(format!("{phrase}{}", if is_before_a_name { "" } else { stop }));
    }
    let (text, stop) = word.without_stop();
    if is_address(text) {
        return Some(format!("{}{stop}", address(text, SIGNS)));
    }
    if let Some(number) = numbered(word, text) {
        return Some(format!("{number}{stop}"));
    }
    if let Some(title) = title(text).filter(|_| word.after.is_some_and(|after| after.starts_with(char::is_uppercase))) {
        return Some(title.to_owned());
    }
    spelled(text, abbreviation::spelled).map(|spelled| format!("{spelled}{stop}"))
}

fn abbreviated(word: &Word<'_>) -> Option<String> {
    let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let ends = |text: &str| text.ends_with(|c: char| c.is_ascii_digit());
    let is_counted = word.before.is_some_and(ends);
    let expanded = match word.text.to_lowercase().as_str() {
        // Else they are words.
        "no." if word.after.is_some_and(begins) => "number",
        "am" | "am." | "a.m." if is_counted => "a\u{a0}m",
        "pm" | "pm." | "p.m." if is_counted => "p\u{a0}m",
        "–" | "—" if !is_counted && !word.before.is_some_and(|before| ["am", "pm"].contains(&before)) => {
            return None;
        }
        lower => expanded(lower)?,
    };
    Some(word.with_its_capital(expanded))
}

fn numbered(word: &Word<'_>, text: &str) -> Option<String> {
    if let Some(number) = text.strip_suffix('%') {
        return Some(format!("{} per cent", numbered(word, number)?));
    }
    for (sign, unit) in [('£', "pounds"), ('€', "euros"), ('$', "dollars")] {
        if let Some(number) = text.strip_prefix(sign) {
            let unit = if number == "1" { &unit[..unit.len() - 1] } else { unit };
            return Some(format!("{} {unit}", one(word, number)?));
        }
    }
    if let Some((from, to)) = text.split_once(['-', '–']) {
        return Some(format!("{} to {}", one(word, from)?, one(word, to)?));
    }
    one(word, text)
}

fn one(word: &Word<'_>, text: &str) -> Option<String> {
    let value = |part: &str| part.parse::<u64>().ok().filter(|_| is_number(part));
    if let Some((hour, minute)) = text.split_once(':') {
        return clock(value(hour)?, minute);
    }
    if let Some((day, rest)) = text.split_once('/') {
        let (month, year_of) = rest.split_once('/')?;
        let name = MONTHS.get(usize::try_from(value(month)?.checked_sub(1)?).ok()?)?;
        let is_day = (1..=31).contains(&value(day)?) && year_of.len() == 4;
        return is_day.then_some(format!("the {} of {name} {}", ordinal(value(day)?), year(value(year_of)?)));
    }
    if let Some(number) = ENDINGS.iter().find_map(|ending| value(text.strip_suffix(ending)?)) {
        return Some(ordinal(number));
    }
    if let Some((whole, decimals)) = text.split_once('.') {
        return is_number(decimals).then_some(format!("{} point {}", one(word, whole)?, digits(decimals)));
    }
    if let [first, rest @ ..] = &text.split(',').collect::<Vec<_>>()[..]
        && !rest.is_empty()
    {
        let is_grouped = first.len() <= 3 && rest.iter().all(|part| part.len() == 3);
        return is_grouped.then(|| value(&text.replace(',', "")).map(cardinal)).flatten();
    }
    let number = value(text)?;
    let is_day = (1..=31).contains(&number) && text.len() <= 2;
    Some(match text.len() {
        len if len > 1 && text.starts_with('0') => digits(text),
        _ if is_day && word.after.is_some_and(is_month) => {
            let the = if word.before == Some("the") { "" } else { "the " };
            format!("{the}{} of", ordinal(number))
        }
        _ if is_day && word.before.is_some_and(is_month) => format!("the {}", ordinal(number)),
        4 if (1100..2100).contains(&number) => year(number),
        _ => cardinal(number),
    })
}

fn is_month(word: &str) -> bool {
    month(word.trim_end_matches(|c: char| !c.is_alphabetic())).is_some()
}

/// A time of day: `one`, `one thirty`, `nine oh five`, `thirteen hundred`.
fn clock(hour: u64, minute: &str) -> Option<String> {
    let minutes: u64 = minute.parse().ok().filter(|minutes| *minutes < 60 && minute.len() == 2 && hour < 25)?;
    Some(match minutes {
        0 if hour > 12 => format!("{} hundred", cardinal(hour)),
        0 => cardinal(hour),
        1..10 => format!("{} oh {}", cardinal(hour), cardinal(minutes)),
        _ => format!("{} {}", cardinal(hour), cardinal(minutes)),
    })
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::language::spoken;

    #[test]
    fn a_text_is_said_in_words() {
        for (written, said) in [
            ("4.9 million people", "four point nine million people"),
            ("95% of all", "ninety-five per cent of all"),
            ("95 % of all", "ninety-five per cent of all"),
            ("about 10,000 more.", "about ten thousand more."),
            ("1:00–3:30 pm", "one to three thirty p m"),
            ("9:30 am – 1:00 pm", "nine thirty a m to one p m"),
            ("until 3:30 pm. Then 4 p.m. on", "until three thirty p m. Then four p m on"),
            ("at 9:05 and 13:00", "at nine oh five and thirteen hundred"),
            ("Thursday 12 January 2023", "Thursday the twelfth of January twenty twenty-three"),
            ("by 2 February 2023.", "by the second of February twenty twenty-three."),
            ("on the 2 February", "on the second of February"),
            ("January 12", "January the twelfth"),
            ("12/01/2023", "the twelfth of January twenty twenty-three"),
            ("in 1998-2001", "in nineteen ninety-eight to two thousand and one"),
            ("It ends in 2024. Then", "It ends in twenty twenty-four. Then"),
            ("the 3rd reading", "the third reading"),
            ("e.g. in Herning, etc. Next", "for example in Herning, and so on. Next"),
            ("No. 5, and no.", "Number five, and no."),
            ("Dr Holm and Dr. Lind", "Doctor Holm and Doctor Lind"),
            ("I am here – or not", "I am here – or not"),
            ("(DSJC) & MitID-based", "(D S J C) and Mit I D-based"),
            ("the EU's side", "the E U's side"),
            ("£5 or €1,284", "five pounds or one thousand two hundred and eighty-four euros"),
            ("Item 1: Welcome.", "Item one: Welcome."),
            ("call 33 92 05 00", "call thirty-three ninety-two zero five zero zero"),
            ("write to net@example.org.", "write to net at example dot org."),
            ("3D and 25/75 and a1", "3D and 25/75 and a1"),
        ] {
            assert_eq!(spoken::aloud(written, Language::English).replace('\u{a0}', " "), said, "{written}");
        }
    }
}
