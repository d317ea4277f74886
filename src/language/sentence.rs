//! Where the sentences of a text end: not after an abbreviation, an initial or the number of a day.

use super::Language;
use super::spoken;

const ENDING: [char; 4] = ['.', '?', '!', '…'];
const CLOSING: [char; 6] = ['”', '"', '«', '’', ')', ']'];
const OPENING: [char; 7] = ['”', '“', '"', '»', '‘', '(', '['];

/// The sentences, in order and without the blanks between them.
pub fn sentences(text: &str, language: Language) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, blank) in text.char_indices().filter(|(_, letter)| letter.is_whitespace()) {
        let next = at + blank.len_utf8();
        if ends(&text[start..at], language) && begins(&text[next..]) {
            found.push(text[start..at].trim());
            start = next;
        }
    }
    found.push(text[start..].trim());
    found.retain(|sentence| !sentence.is_empty());
    found
}

fn ends(text: &str, language: Language) -> bool {
    let bare = text.trim_end_matches(CLOSING);
    if !bare.ends_with(ENDING) {
        return false;
    }
    let word = bare.rsplit(char::is_whitespace).next().unwrap_or_default().trim_start_matches(OPENING);
    let is_initial =
        word.len() > 1 && word.trim_end_matches('.').chars().count() == 1 && word.starts_with(char::is_uppercase);
    !is_initial && !spoken::is_abbreviation(word, language)
}

fn begins(text: &str) -> bool {
    text.trim_start().trim_start_matches(OPENING).starts_with(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::sentences;
    use crate::language::Language::{Danish, English};

    #[test]
    fn a_sentence_ends_where_the_next_begins() {
        let text =
            "Over 4,9 mio. Danskere bruger den, bl.a. Anna B. Holm. Den 2. februar er fristen! ”Er den?” Ja (næsten).";
        let expected = [
            "Over 4,9 mio. Danskere bruger den, bl.a. Anna B. Holm.",
            "Den 2. februar er fristen!",
            "”Er den?”",
            "Ja (næsten).",
        ];
        assert_eq!(sentences(text, Danish), expected);
        assert_eq!(sentences("Ask Dr. Lind, e.g. Mondays. Yes", English), ["Ask Dr. Lind, e.g. Mondays.", "Yes"]);
    }

    #[test]
    fn whatever_is_written_has_sentences() {
        assert_eq!(sentences("", Danish), Vec::<&str>::new());
        assert_eq!(sentences(" . ", Danish), ["."]);
        assert_eq!(sentences("uden ende", Danish), ["uden ende"]);
    }
}
