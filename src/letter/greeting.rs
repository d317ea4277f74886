//! The words that open a letter: `Kære Anna`, or `Hej` where no name is known. A name is never guessed from an address.

use crate::language::Language;
use crate::language::words::Words;
use serde::{Deserialize, Serialize};

/// The words as they were when the mailing was frozen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Greeting {
    before_name: String,
    after_name: String,
    nameless: String,
}

impl Greeting {
    /// The words of the letter's own language, not of the reader's: one letter has one language.
    pub(super) fn new(language: Language) -> Self {
        let words = Words::new(language);
        let mark = "\u{1}";
        let named = words.say("letter-greeting", &[("name", mark.into())]);
        let (before, after) = named.split_once(mark).unwrap_or((&named, ""));
        Self {
            before_name: before.to_owned(),
            after_name: after.to_owned(),
            nameless: words.say("letter-greeting-nameless", &[]),
        }
    }

    /// The greeting of somebody.
    pub(super) fn to(&self, name: Option<&str>) -> String {
        match name {
            Some(name) => [&self.before_name, name, &self.after_name].concat(),
            None => self.nameless.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Greeting;
    use crate::language::Language;

    #[test]
    fn a_letter_greets_in_its_own_language() {
        assert_eq!(Greeting::new(Language::Danish).to(Some("Anna Holm")), "Kære Anna Holm");
        assert_eq!(Greeting::new(Language::Danish).to(None), "Hej");
        assert_eq!(Greeting::new(Language::English).to(Some("Anna")), "Dear Anna");
        assert_eq!(Greeting::new(Language::English).to(None), "Hello");
    }
}
