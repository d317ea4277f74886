//! A Danish text as it is read aloud: numbers, dates, times, abbreviations and addresses in words. What is not known is left as
//! it stands.

mod abbreviation;
mod counted;
mod number;

pub(super) use abbreviation::expanded;

use super::{address, by_words, is_address, is_number, spelled};
use crate::language::names::month_named;
use number::{Gender, cardinal, digits, ordinal, year};

/// The text in words; its lines stay. What follows decides a word, so that `5.` before a small letter is an ordinal and at the end
/// of a sentence a number.
pub(super) fn aloud(text: &str) -> String {
    by_words(text, said)
}

const SIGNS: [(char, &str); 5] =
    [('.', "punktum"), ('@', "snabel-a"), ('/', "skråstreg"), ('-', "bindestreg"), ('_', "understreg")];
const OPENING: [char; 9] = ['(', '[', '”', '"', '»', '„', '“', '«', '’'];
/// Marks that end a sentence.
const ENDING: [char; 3] = ['.', '!', '?'];
const CLOSING: [char; 13] = [')', ']', '”', '"', '«', '“', '»', ',', ';', ':', '!', '?', '…'];

fn said(words: &[&str], at: usize) -> String {
    let whole = words[at];
    let core = whole.trim_start_matches(OPENING);
    let opening = &whole[..whole.len() - core.len()];
    let end = core.trim_end_matches(|c| CLOSING.contains(&c) || c == '.').len();
    // The stop next to a word is the word's own: `pct.)`; one behind a bracket ends the sentence: `(DSJC).`
    let end = end + usize::from(core[end..].starts_with('.'));
    let (text, closing) = core.split_at(end);
    let word = Word { text, closing, before: &words[..at], after: &words[at + 1..] };
    match word.phrase() {
        Some(phrase) => format!("{opening}{phrase}{closing}"),
        None => whole.to_owned(),
    }
}

/// A word and what is about it.
struct Word<'t> {
    text: &'t str,
    /// The marks behind it.
    closing: &'t str,
    before: &'t [&'t str],
    after: &'t [&'t str],
}

impl Word<'_> {
    fn phrase(&self) -> Option<String> {
        if let Some(phrase) = self.abbreviation() {
            let may_end = self.after.is_empty() || abbreviation::may_end_a_sentence(self.text);
            let has_stop = self.text.ends_with('.') && !self.closing.contains(ENDING);
            return Some(format!("{phrase}{}", if has_stop && may_end && self.ends_sentence() { "." } else { "" }));
        }
        let (text, stop) = match self.text.strip_suffix('.') {
            Some(text) => (text, "."),
            None => (self.text, ""),
        };
        if is_address(text) {
            return Some(format!("{}{stop}", address(text, SIGNS)));
        }
        if !stop.is_empty() && !self.ends_sentence() {
            if let Some(places) = in_a_row(text) {
                return Some(places);
            }
            // A place in a row that has no word here.
            if is_number(text) && text.len() == 3 {
                return None;
            }
        }
        if let Some(number) = self.number(text) {
            return Some(format!("{number}{stop}"));
        }
        if stop == "." && text == "%" {
            return Some("procent.".to_owned());
        }
        spelled(text, |_| None).map(|spelled| format!("{spelled}{stop}"))
    }

    /// Whether the word is the last of its sentence, or may be.
    fn ends_sentence(&self) -> bool {
        let next = self.after.first().map(|next| next.trim_start_matches(OPENING));
        if self.closing.contains(ENDING) {
            return true;
        }
        match self.closing.contains([',', ';', ':']) {
            true => false,
            false if self.closing.contains([')', ']']) => next.is_none(),
            false => next.is_none_or(|next| next.starts_with(char::is_uppercase)),
        }
    }

    /// What the word belongs to: the words behind it, where no mark parts them.
    fn following(&self) -> &[&str] {
        if self.closing.is_empty() { self.after } else { &[] }
    }

    fn abbreviation(&self) -> Option<String> {
        // What is all in capitals is a name: KL is an association, and no hour.
        if self.text.chars().skip(1).any(char::is_uppercase) {
            return None;
        }
        let lower = self.text.to_lowercase();
        let after = self.following().first().copied().unwrap_or_default();
        let counted = self.before.last().is_some_and(|before| ["1", "én"].contains(before));
        let expanded = match lower.as_str() {
            "mio." if counted => "million",
            "mia." if counted => "milliard",
            "kr." if counted => "krone",
            // Of an act of parliament.
            "stk." if after.starts_with(|c: char| c.is_ascii_digit()) => "stykke",
            "d." if after.starts_with(|c: char| c.is_ascii_digit()) => "den",
            lower => expanded(lower)?,
        };
        let mut letters = expanded.chars();
        let is_capital = self.text.starts_with(char::is_uppercase);
        let first = letters.next().filter(|_| is_capital);
        Some(first.map_or(expanded.to_owned(), |first| first.to_uppercase().chain(letters).collect()))
    }

    fn number(&self, text: &str) -> Option<String> {
        if let Some(number) = text.strip_suffix('%') {
            return Some(format!("{} procent", self.number(number)?));
        }
        if let Some(number) = text.strip_prefix('+') {
            return Some(format!("plus {}", if number.len() == 10 { pairs(number)? } else { self.one(number)? }));
        }
        if let Some((from, to)) = text.split_once(['-', '–']) {
            return Some(format!("{} til {}", self.one(from)?, self.one(to)?));
        }
        self.one(text)
    }

    fn one(&self, text: &str) -> Option<String> {
        if let Some((whole, decimals)) = text.split_once(',') {
            let whole = self.one(whole)?;
            return is_number(decimals).then(|| format!("{whole} komma {}", digits(decimals)));
        }
        let parts: Vec<&str> = text.split('.').collect();
        if !parts.iter().all(|part| is_number(part)) {
            return None;
        }
        let value = |part: &str| part.parse::<u64>().ok();
        match parts[..] {
            [hour, minute] if minute.len() == 2 && hour.len() <= 2 => clock(value(hour)?, minute),
            [day, month, year] if day.len() <= 2 && month.len() <= 2 && year.len() == 4 => {
                let (day, month) = (ordinal(value(day)?)?, ordinal(value(month)?)?);
                Some(format!("{day} i {month} {}", number::year(value(year)?)))
            }
            // A count of four digits has a point, so that this is a year, or the number of a post office.
            [whole] if whole.len() == 4 => {
                let number = value(whole)?;
                if self.is_year(number) { Some(year(number)) } else { pairs(whole) }
            }
            // A telephone: a count of eight digits has points.
            [whole] if whole.len() == 8 => pairs(whole),
            [whole] if whole.len() > 1 && whole.starts_with('0') => Some(digits(whole)),
            [whole] => Some(cardinal(value(whole)?, self.gender())),
            [first, ref rest @ ..] if first.len() <= 3 && rest.iter().all(|part| part.len() == 3) => {
                Some(cardinal(value(&parts.concat())?, self.gender()))
            }
            _ => None,
        }
    }

    /// Whether a number of four digits is a year: not between other numbers, as in a telephone, nor before the town that it is the
    /// post office of.
    fn is_year(&self, number: u64) -> bool {
        let (before, after) = (self.before.last().copied().unwrap_or_default(), self.following().first().copied());
        if month_named(before).is_some() {
            return true;
        }
        let is_among_numbers = is_number(before) || after.is_some_and(is_number);
        // All post offices from 1000 to 2000 are these two towns'.
        let is_post_office =
            after.is_some_and(|after| ["København", "Kbh", "Frederiksberg"].iter().any(|town| after.starts_with(town)));
        (1100..2100).contains(&number) && !is_among_numbers && !(is_post_office && number <= 2000)
    }

    /// The gender of what is counted.
    fn gender(&self) -> Gender {
        counted::gender(self.before.last().copied(), self.following())
    }
}

/// `5` and `12.-14`, without the last stop, as places in a row.
fn in_a_row(text: &str) -> Option<String> {
    let place = |text: &str| if is_number(text) { ordinal(text.parse().ok()?) } else { None };
    match text.split_once(".-").or_else(|| text.split_once(".–")) {
        Some((from, to)) => Some(format!("{} til {}", place(from)?, place(to)?)),
        None => place(text),
    }
}

/// Digits two by two: `treogtredive tooghalvfems tooghalvtreds nul nul`.
fn pairs(digits: &str) -> Option<String> {
    let two = |at: usize| digits.get(at..at + 2).filter(|two| is_number(two)).map(pair);
    (0..digits.len()).step_by(2).map(two).collect::<Option<Vec<_>>>().map(|pairs| pairs.join(" "))
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
    use super::aloud;

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
            ("en linje\nen til\n", "en linje\nen til\n"),
        ] {
            assert_said(written, said);
        }
    }

    fn assert_said(written: &str, said: &str) {
        assert_eq!(aloud(written).replace('\u{a0}', " "), said, "{written}");
    }

    #[test]
    fn what_is_all_in_capitals_is_a_name() {
        for (written, said) in [
            ("Vært: KL.", "Vært: K L."),
            ("sammen med KL. Så", "sammen med K L. Så"),
            ("PR. Og mere", "PR. Og mere"),
            ("Kl. 13 og kl. 14", "Klokken tretten og klokken fjorten"),
        ] {
            assert_said(written, said);
        }
    }

    #[test]
    fn an_abbreviation_before_a_name_ends_no_sentence() {
        for (written, said) in [
            ("bl.a. Ældre Sagen", "blandt andet Ældre Sagen"),
            ("f.eks. KL", "for eksempel K L"),
            ("ift. DTU", "i forhold til D T U"),
            ("inkl. Movia, jf. Digitaliseringsstyrelsen", "inklusive Movia, jævnfør Digitaliseringsstyrelsen"),
            ("pga. Covid, vedr. MitID, dvs. Danmark", "på grund af Covid, vedrørende Mit I D, det vil sige Danmark"),
            ("KL m.fl. Næste", "K L med flere. Næste"),
            ("biblioteker osv. Så", "biblioteker og så videre. Så"),
            ("fremmøde mv.", "fremmøde med videre."),
            ("se ca.", "se cirka."),
            ("det kom m.fl., og så", "det kom med flere, og så"),
        ] {
            assert_said(written, said);
        }
    }

    #[test]
    fn a_telephone_is_said_two_by_two() {
        let said = "treogtredive tooghalvfems tooghalvtreds nul nul";
        for (written, plus) in [
            ("33925200", ""),
            ("33 92 52 00", ""),
            ("3392 5200", ""),
            ("+45 33 92 52 00", "plus femogfyrre "),
            ("+45 33925200", "plus femogfyrre "),
            ("+4533925200", "plus femogfyrre "),
        ] {
            assert_said(&format!("Ring på {written}."), &format!("Ring på {plus}{said}."));
        }
        assert_said("1920 2023", "nitten tyve tyve treogtyve");
        assert_said("33.925.200", &super::cardinal(33_925_200, super::Gender::Common));
        assert_said("12. maj 2023 13 gange", "tolvte maj to tusind og treogtyve tretten gange");
    }

    #[test]
    fn the_number_of_a_post_office_is_no_year() {
        for (written, said) in [
            ("Store Kongensgade 4, 1301 København K", "Store Kongensgade fire, tretten nul et København K"),
            ("Falkoner Plads 3, 2000 Frederiksberg", "Falkoner Plads tre, tyve nul nul Frederiksberg"),
            ("4000 Roskilde", "fyrre nul nul Roskilde"),
            ("I 2023 København og 2019", "I to tusind og treogtyve København og to tusind og nitten"),
            ("januar 1999 København", "januar nitten hundrede og nioghalvfems København"),
        ] {
            assert_said(written, said);
        }
    }

    #[test]
    fn a_place_in_a_row_is_an_ordinal() {
        for (written, said) in [
            ("den 12.-14. januar", "den tolvte til fjortende januar"),
            ("d. 5. maj", "den femte maj"),
            ("den 5., 6. og 7. maj", "den femte, sjette og syvende maj"),
            ("(den 5.) og så", "(den femte) og så"),
            ("for 100. gang", "for 100. gang"),
            ("vi var 100. Så", "vi var et hundrede. Så"),
            ("punkt 1 og 2, artikel 1 i loven", "punkt et og to, artikel et i loven"),
            ("et barn og 1 barn", "et barn og et barn"),
        ] {
            assert_said(written, said);
        }
    }

    #[test]
    fn a_full_stop_behind_a_bracket_is_no_part_of_the_word() {
        for (written, said) in [
            ("Community (DSJC).", "Community (D S J C)."),
            ("mange (95 pct.). Så", "mange (femoghalvfems procent). Så"),
            ("mange (95 pct.)", "mange (femoghalvfems procent.)"),
            ("”MitID”.", "”Mit I D”."),
            ("„MitID“ og “KL” og «DTU»", "„Mit I D“ og “K L” og «D T U»"),
            ("”… i 2024.” Så", "”… i to tusind og fireogtyve.” Så"),
            ("steg 50 %.", "steg halvtreds procent."),
            ("hvad med 5?…", "hvad med fem?…"),
        ] {
            assert_said(written, said);
        }
    }
}
