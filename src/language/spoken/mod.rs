//! A Danish text as it is read aloud: numbers, dates, times, abbreviations and addresses in words. What is not known is left as
//! it stands.

mod abbreviation;
mod number;

pub use number::{Gender, cardinal, ordinal, year};

use number::digits;

/// The text in words; its lines stay. What follows decides a word, so that `5.` before a small letter is an ordinal and at the end
/// of a sentence a number.
pub fn aloud(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let words: Vec<&str> = line.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()).collect();
        let said = words.iter().enumerate().map(|(at, word)| {
            let before = at.checked_sub(1).and_then(|at| words.get(at)).copied();
            said(&Word { text: word, before, after: words.get(at + 1).copied() })
        });
        said.collect::<Vec<_>>().join(" ")
    });
    let mut out: String = lines.map(|line| line + "\n").collect();
    if !text.ends_with('\n') {
        out.pop();
    }
    out
}

/// A word and its neighbours.
struct Word<'t> {
    text: &'t str,
    before: Option<&'t str>,
    after: Option<&'t str>,
}

const OPENING: [char; 5] = ['(', '[', '”', '"', '»'];
const CLOSING: [char; 9] = [')', ']', '”', '"', '«', ',', ';', ':', '!'];

fn said(word: &Word<'_>) -> String {
    let core = word.text.trim_start_matches(OPENING);
    let opening = &word.text[..word.text.len() - core.len()];
    let bare = core.trim_end_matches(|c| CLOSING.contains(&c) || c == '?');
    let closing = &core[bare.len()..];
    let after = word.after.filter(|_| closing.is_empty());
    match (Word { text: bare, after, ..*word }).phrase(closing.is_empty()) {
        Some(phrase) => format!("{opening}{phrase}{closing}"),
        None => word.text.to_owned(),
    }
}

impl Word<'_> {
    fn phrase(&self, is_bare: bool) -> Option<String> {
        let ends_sentence = is_bare && self.ends_sentence();
        if let Some(phrase) = self.abbreviation() {
            let stop = if ends_sentence && self.text.ends_with('.') { "." } else { "" };
            return Some(format!("{phrase}{stop}"));
        }
        let (text, stop) = match self.text.strip_suffix('.') {
            Some(text) => (text, "."),
            None => (self.text, ""),
        };
        if text.contains("://")
            || text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
        {
            return Some(format!("{}{stop}", address(text)));
        }
        if !stop.is_empty() && !ends_sentence && is_number(text) && text.len() <= 2 {
            return ordinal(text.parse().ok()?);
        }
        if let Some(number) = self.number(text) {
            return Some(format!("{number}{stop}"));
        }
        let end = text.find(['-', '\'', '’']).unwrap_or(text.len());
        let spelled = abbreviation::spelled(&text[..end])?.replace(' ', "\u{a0}");
        Some(format!("{spelled}{}{stop}", &text[end..]))
    }

    /// Whether nothing of the sentence follows.
    fn ends_sentence(&self) -> bool {
        let first = self.after.and_then(|after| after.trim_start_matches(OPENING).chars().next());
        first.is_none_or(char::is_uppercase)
    }

    fn abbreviation(&self) -> Option<String> {
        let lower = self.text.to_lowercase();
        let counted = self.before.is_some_and(|before| before == "1" || before == "én");
        let expanded = match lower.as_str() {
            "mio." if counted => "million",
            "mia." if counted => "milliard",
            "kr." if counted => "krone",
            // Of an act of parliament.
            "stk." if self.after.is_some_and(|after| after.starts_with(|c: char| c.is_ascii_digit())) => "stykke",
            lower => abbreviation::expanded(lower)?,
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
            [whole] if whole.len() > 1 && whole.starts_with('0') => Some(digits(whole)),
            [whole] => {
                let number = value(whole)?;
                let after_month = self.before.is_some_and(abbreviation::is_month);
                Some(match whole.len() {
                    4 if after_month || (1100..2100).contains(&number) => year(number),
                    // A count of four digits has a point, so that this is the number of a post office.
                    4 => format!("{} {}", pair(&whole[..2]), pair(&whole[2..])),
                    _ => cardinal(number, self.gender()),
                })
            }
            [first, ref rest @ ..] if first.len() <= 3 && rest.iter().all(|part| part.len() == 3) => {
                Some(cardinal(value(&parts.concat())?, self.gender()))
            }
            _ => None,
        }
    }

    /// The gender of what stands after a number.
    fn gender(&self) -> Gender {
        let noun = self.after.map(|after| after.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase());
        match noun {
            Some(noun) if !noun.is_empty() && !abbreviation::is_neuter(&noun) => Gender::Common,
            _ => Gender::Neuter,
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
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

/// An address of the net, as it is dictated.
fn address(text: &str) -> String {
    let text =
        text.split_once("://").map_or(text, |(_, rest)| rest).trim_start_matches("mailto:").trim_end_matches('/');
    let mut said = String::new();
    for letter in text.chars() {
        match letter {
            '.' => said.push_str(" punktum "),
            '@' => said.push_str(" snabel-a "),
            '/' => said.push_str(" skråstreg "),
            '-' => said.push_str(" bindestreg "),
            '_' => said.push_str(" understreg "),
            letter => said.push(letter),
        }
    }
    said
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
            assert_eq!(aloud(written).replace('\u{a0}', " "), said, "{written}");
        }
    }

    #[test]
    fn whatever_is_written_is_said() {
        for odd in [
            "",
            ".",
            "-",
            "1.",
            "99999999999999999999",
            "1,",
            ",1",
            "1.2.3.4",
            "99.99",
            "&",
            "%",
            "@.",
            "12-",
            "å-",
            "(",
            "”1”",
        ] {
            let _ = aloud(odd);
        }
        assert_eq!(aloud("99999999999999999999"), "99999999999999999999");
    }
}
