//! Lists in a sentence: `a, b og c`, with no comma before the last.

use super::Language;

/// The parts as one phrase: `a, b og c`; in English `a, b and c`. Nothing for no parts.
pub fn join(parts: &[impl AsRef<str>], language: Language) -> String {
    let and = match language {
        Language::Danish => " og ",
        Language::English => " and ",
    };
    let mut phrase = String::new();
    for (position, part) in parts.iter().enumerate() {
        if position > 0 {
            phrase.push_str(if position + 1 == parts.len() { and } else { ", " });
        }
        phrase.push_str(part.as_ref());
    }
    phrase
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_comma_stands_before_the_last() {
        let danish = |parts: &[&str]| join(parts, Language::Danish);
        assert_eq!(danish(&[]), "");
        assert_eq!(danish(&["a"]), "a");
        assert_eq!(danish(&["a", "b"]), "a og b");
        assert_eq!(danish(&["a", "b", "c"]), "a, b og c");
        assert_eq!(join(&["a".to_owned(), "b".to_owned(), "c".to_owned()], Language::English), "a, b and c");
    }
}
