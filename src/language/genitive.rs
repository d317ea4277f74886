//! The genitive of a name, by the rule of Retskrivningsordbogen.

use super::Language;

/// The genitive: plain s; `'s` where an abbreviation, a digit or a sign ends the name; an apostrophe alone after s, x and z.
/// In English `'s`, and an apostrophe alone after s.
pub fn genitive(name: &str, language: Language) -> String {
    let name = name.trim_end();
    let Some(last) = name.chars().next_back() else { return String::new() };
    let ending = match language {
        Language::Danish if matches!(last, 's' | 'S' | 'x' | 'X' | 'z' | 'Z') => "'",
        Language::Danish if ends_as_abbreviation(name, last) => "'s",
        Language::Danish => "s",
        Language::English if matches!(last, 's' | 'S') => "'",
        Language::English => "'s",
    };
    format!("{name}{ending}")
}

/// Whether what ends the name is not a word that can take a plain s: `DTU`, `MitID`, `EU-N`, `tv`, `m.fl.`, `2030`.
fn ends_as_abbreviation(name: &str, last: char) -> bool {
    let last_word = name.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    !last.is_lowercase() || !last_word.chars().any(is_vowel)
}

fn is_vowel(letter: char) -> bool {
    // Every letter beyond ASCII counts, so that no accented vowel is forgotten.
    matches!(letter.to_ascii_lowercase(), 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || !letter.is_ascii()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_danish_genitive_follows_the_rule() {
        for (name, expected) in [
            ("DTU", "DTU's"),
            ("KL", "KL's"),
            ("EU-N", "EU-N's"),
            ("MitID", "MitID's"),
            ("tv", "tv's"),
            ("Foreningen m.fl.", "Foreningen m.fl.'s"),
            ("Danmark 2030", "Danmark 2030's"),
            ("Danmarks Tekniske Universitet (DTU)", "Danmarks Tekniske Universitet (DTU)'s"),
            ("Ældre Sagen", "Ældre Sagens"),
            ("Roskilde Bibliotekerne", "Roskilde Bibliotekernes"),
            ("Digitaliseringsstyrelsen", "Digitaliseringsstyrelsens"),
            ("Birthe Holm", "Birthe Holms"),
            ("Andrée", "Andrées"),
            ("Æbleø", "Æbleøs"),
            ("Jens", "Jens'"),
            ("Marx", "Marx'"),
            ("Moritz", "Moritz'"),
            ("SAS", "SAS'"),
            ("Eksempel A/S", "Eksempel A/S'"),
            ("Digital Skills and Jobs", "Digital Skills and Jobs'"),
            ("Ældre Sagen ", "Ældre Sagens"),
            ("", ""),
            ("  ", ""),
        ] {
            assert_eq!(genitive(name, Language::Danish), expected, "{name}");
        }
    }

    #[test]
    fn the_english_genitive_has_an_apostrophe() {
        assert_eq!(genitive("DTU", Language::English), "DTU's");
        assert_eq!(genitive("The Agency", Language::English), "The Agency's");
        assert_eq!(genitive("Roskilde Libraries", Language::English), "Roskilde Libraries'");
        assert_eq!(genitive("Marx", Language::English), "Marx's");
    }
}
