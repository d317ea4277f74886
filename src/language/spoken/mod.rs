//! A text as it is read aloud: numbers, dates, times, abbreviations and addresses in words. What is not known is left as it stands.

mod danish;
mod english;

use super::Language;

/// The text in words; its lines stay. What is about a word decides how it is said, so that in Danish `5.` before a small letter is an
/// ordinal and at the end of a sentence a number.
pub fn aloud(text: &str, language: Language) -> String {
    match language {
        Language::Danish => danish::aloud(text),
        Language::English => english::aloud(text),
    }
}

/// Whether a word with a full stop at its end is an abbreviation, such as `bl.a.` or `e.g.`
pub fn is_abbreviation(word: &str, language: Language) -> bool {
    let lower = word.to_lowercase();
    match language {
        Language::Danish => danish::expanded(&lower).is_some(),
        Language::English => english::expanded(&lower).is_some(),
    }
}

/// Each word of a text as `say` says it; its lines stay.
fn by_words(text: &str, say: impl Fn(&[&str], usize) -> String) -> String {
    let lines = text.lines().map(|line| {
        let words: Vec<&str> = line.split(|c: char| c.is_whitespace()).filter(|word| !word.is_empty()).collect();
        (0..words.len()).map(|at| say(&words, at)).collect::<Vec<_>>().join(" ")
    });
    let mut out: String = lines.map(|line| line + "\n").collect();
    if !text.ends_with('\n') {
        out.pop();
    }
    out
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_address(text: &str) -> bool {
    text.contains("://") || text.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

/// A name as it is said, where it is spelled in both languages: `DTU`, `D T U`.
fn letters(word: &str) -> Option<&'static str> {
    Some(match word {
        "CPR" => "C P R",
        "DR" => "D R",
        "DSJC" => "D S J C",
        "DTU" => "D T U",
        "EU" => "E U",
        "ID" => "I D",
        "KL" => "K L",
        "MitID" => "Mit I D",
        "NemID" => "Nem I D",
        _ => return None,
    })
}

/// A name that is spelled, here or by the names of one language, also where more follows behind a hyphen or an apostrophe: `MitID-appen`.
fn spelled(text: &str, own: impl Fn(&str) -> Option<&'static str>) -> Option<String> {
    let end = text.find(['-', '\'', '’']).unwrap_or(text.len());
    let name = &text[..end];
    let spelled = letters(name).or_else(|| own(name))?.replace(' ', "\u{a0}");
    Some(format!("{spelled}{}", &text[end..]))
}

/// An address of the net, as it is dictated, with these words for its signs.
fn address(text: &str, signs: [(char, &str); 5]) -> String {
    let text =
        text.split_once("://").map_or(text, |(_, rest)| rest).trim_start_matches("mailto:").trim_end_matches('/');
    let mut said = String::new();
    for letter in text.chars() {
        match signs.iter().find(|(sign, _)| *sign == letter) {
            Some((_, word)) => said.push_str(&format!(" {word} ")),
            None => said.push(letter),
        }
    }
    said
}

#[cfg(test)]
mod tests {
    use super::aloud;
    use crate::language::Language::{Danish, English};

    #[test]
    fn whatever_is_written_is_said() {
        let odd = [
            "",
            ".",
            "-",
            "–",
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
            "£",
            "1:",
            ":1",
            "1:99",
            "13:00:00",
            "32/13/2023",
            "1st",
            "0th",
            "1,2,3",
            "am",
            "§",
            "+",
            "+1",
            "+45æøåæø",
            "12345678",
            ".-.",
            "1.-.",
            "(.)",
        ];
        for odd in odd {
            let _ = (aloud(odd, Danish), aloud(odd, English));
        }
        assert_eq!(aloud("99999999999999999999", Danish), "99999999999999999999");
        assert_eq!(aloud("99999999999999999999", English), "99999999999999999999");
    }

    #[test]
    fn lines_stay() {
        assert_eq!(aloud("en linje\nen til\n", Danish), "en linje\nen til\n");
        assert_eq!(aloud("one line\nand another", English), "one line\nand another");
    }
}
