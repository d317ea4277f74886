//! Danish as it is read aloud: `5.` before a small letter is an ordinal, `13.00` an hour, `2300` the number of a post office.

mod abbreviation;
mod number;

pub(super) use abbreviation::expanded;

use super::{Word, address, is_address, is_number, spelled};
use number::{Gender, cardinal, digits, ordinal, year};

const SIGNS: [(char, &str); 5] =
    [('.', "punktum"), ('@', "snabel-a"), ('/', "skråstreg"), ('-', "bindestreg"), ('_', "understreg")];

/// The word in words; nothing where it is said as it stands. `is_bare` says that no sign follows it.
pub(super) fn phrase(word: &Word<'_>, is_bare: bool) -> Option<String> {
    let ends_sentence = is_bare && word.ends_sentence();
    if let Some(phrase) = abbreviated(word) {
        let stop = if ends_sentence && word.text.ends_with('.') { "." } else { "" };
        return Some(format!("{phrase}{stop}"));
    }
    let (text, stop) = word.without_stop();
    if is_address(text) {
        return Some(format!("{}{stop}", address(text, SIGNS)));
    }
    if !stop.is_empty() && !ends_sentence && is_number(text) && text.len() <= 2 {
        return ordinal(text.parse().ok()?);
    }
    if let Some(number) = numbered(word, text) {
        return Some(format!("{number}{stop}"));
    }
    spelled(text, abbreviation::spelled).map(|spelled| format!("{spelled}{stop}"))
}

fn abbreviated(word: &Word<'_>) -> Option<String> {
    let lower = word.text.to_lowercase();
    let counted = word.before.is_some_and(|before| before == "1" || before == "én");
    let expanded = match lower.as_str() {
        "mio." if counted => "million",
        "mia." if counted => "milliard",
        "kr." if counted => "krone",
        // Of an act of parliament.
        "stk." if word.after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit())) => "stykke",
        lower => expanded(lower)?,
    };
    Some(word.with_its_capital(expanded))
}

fn numbered(word: &Word<'_>, text: &str) -> Option<String> {
    if let Some(number) = text.strip_suffix('%') {
        return Some(format!("{} procent", numbered(word, number)?));
    }
    if let Some((from, to)) = text.split_once(['-', '–']) {
        return Some(format!("{} til {}", one(word, from)?, one(word, to)?));
    }
    one(word, text)
}

fn one(word: &Word<'_>, text: &str) -> Option<String> {
    if let Some((whole, decimals)) = text.split_once(',') {
        let whole = one(word, whole)?;
        return is_number(decimals).then(|| format!("{whole} komma {}", digits(decimals)));
    }
    let parts: Vec<&str> = text.split('.').collect();
    if !parts.iter().all(|part| is_number(part)) {
        return None;
    }
    let value = |part: &str| part.parse::<u64>().ok();
    match parts[..] {
        [hour, minute] if minute.len() == 2 && hour.len() <= 2 => clock(value(hour)?, minute),
        [day, month, whole] if day.len() <= 2 && month.len() <= 2 && whole.len() == 4 => {
            let (day, month) = (ordinal(value(day)?)?, ordinal(value(month)?)?);
            Some(format!("{day} i {month} {}", year(value(whole)?)))
        }
        [whole] if whole.len() > 1 && whole.starts_with('0') => Some(digits(whole)),
        [whole] => {
            let number = value(whole)?;
            let after_month = word.before.is_some_and(abbreviation::is_month);
            Some(match whole.len() {
                4 if after_month || (1100..2100).contains(&number) => year(number),
                // A count of four digits has a point, so that this is the number of a post office.
                4 => format!("{} {}", pair(&whole[..2]), pair(&whole[2..])),
                _ => cardinal(number, gender(word)),
            })
        }
        [first, ref rest @ ..] if first.len() <= 3 && rest.iter().all(|part| part.len() == 3) => {
            Some(cardinal(value(&parts.concat())?, gender(word)))
        }
        _ => None,
    }
}

/// The gender of what stands after a number.
fn gender(word: &Word<'_>) -> Gender {
    let noun = word.after.map(|after| after.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase());
    match noun {
        Some(noun) if !noun.is_empty() && !abbreviation::is_neuter(&noun) => Gender::Common,
        _ => Gender::Neuter,
    }
}

/// A time of day: `femten tredive`, `ni nul fem`, `tretten`.
fn clock(hour: u64, minute: &str) -> Option<String> {
    let minutes: u64 = minute.parse().ok()?;
    if hour > 24 || minutes > 59 {
        return None;
    }
    let hour = cardinal(hour, Gender::Neuter);
    Some(if minutes == 0 { hour } else { format!("{hour} {}", pair(minute)) })
}

/// Two digits: `nul nul`, `nul fem`, `femten`.
fn pair(text: &str) -> String {
    match text.parse() {
        Ok(number) if !text.starts_with('0') => cardinal(number, Gender::Neuter),
        _ => digits(text),
    }
}

#[cfg(test)]
mod tests {
    use crate::language::Language;
    use crate::language::spoken;

    fn aloud(text: &str) -> String {
        spoken::aloud(text, Language::Danish)
    }

    #[test]
    fn a_text_is_said_in_words() {
        for (written, said) in [
            ("Mere end 4,9 mio. borgere", "Mere end fire komma ni millioner borgere"),
            ("95 pct. af alle", "femoghalvfems procent af alle"),
            ("de sidste 5 pct.", "de sidste fem procent."),
            ("Ca. 10.000 flere", "Cirka ti tusind flere"),
            ("kl.\u{a0}13.00-15.30", "klokken tretten til femten tredive"),
            ("kl. 9.05 og kl. 12.00.", "klokken ni nul fem og klokken tolv."),
            ("den 12.\u{a0}januar 2023", "den tolvte januar to tusind og treogtyve"),
            ("fristen er den 2. februar 2023.", "fristen er den anden februar to tusind og treogtyve."),
            ("Det slutter i 2024. Så", "Det slutter i to tusind og fireogtyve. Så"),
            ("i 1998-2001", "i nitten hundrede og otteoghalvfems til to tusind og en"),
            ("12.1.2023", "tolvte i første to tusind og treogtyve"),
            ("fx på væresteder, bl.a. i Herning", "for eksempel på væresteder, blandt andet i Herning"),
            ("KL, DTU m.fl. Næste", "K L, D T U med flere. Næste"),
            ("(DSJC)", "(D S J C)"),
            ("MitID-appen og FODS", "Mit I D-appen og FODS"),
            ("DSJC's side", "D S J C's side"),
            ("Rejsekort & Rejseplan", "Rejsekort og Rejseplan"),
            ("1 forslag og 1 borger", "et forslag og en borger"),
            ("1 mio. kr. og 2 mio. kr. til", "en million kroner og to millioner kroner til"),
            ("Punkt 1: Velkomst.", "Punkt et: Velkomst."),
            ("ved bord 3. Så gik vi", "ved bord tre. Så gik vi"),
            ("Snorresgade 17, 2300 København S", "Snorresgade sytten, treogtyve nul nul København S"),
            ("3. behandling", "tredje behandling"),
            ("ring 33 92 52 00", "ring treogtredive tooghalvfems tooghalvtreds nul nul"),
            ("skriv til net@example.org.", "skriv til net snabel-a example punktum org."),
            ("artikel 6, stk. 1, litra e", "artikel seks, stykke et, litra e"),
            ("Hvad nu? Ja!", "Hvad nu? Ja!"),
            ("3D-print og 25/75 og a1", "3D-print og 25/75 og a1"),
            ("50% af 1.284", "halvtreds procent af et tusind to hundrede og fireogfirs"),
        ] {
            assert_eq!(aloud(written).replace('\u{a0}', " "), said, "{written}");
        }
    }
}
