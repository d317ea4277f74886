//! Ids out of titles: lower-case ASCII, digits and hyphens, as the design's page on files wants them.

/// The longest that a slug gets, in characters.
const LONGEST: usize = 60;

/// An id out of a title: `Status på appen` → `status-paa-appen`. Cut at a word where it grows past 60 characters; empty
/// where the title has no letter or digit of the Latin alphabet.
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    let mut last = ' ';
    for letter in title.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => slug.push(letter),
            // A letter and its mark may come as two characters, as files from a Mac do: å, ä and ö.
            '\u{30a}' if last == 'a' => slug.push('a'),
            '\u{308}' if matches!(last, 'a' | 'o') => slug.push('e'),
            // Marks and apostrophes stand inside a word, and part nothing.
            '\u{300}'..='\u{36f}' | '\'' | '’' | '\u{ad}' => {}
            _ => match ascii(letter) {
                Some(spelling) => slug.push_str(spelling),
                None if slug.ends_with('-') || slug.is_empty() => {}
                None => slug.push('-'),
            },
        }
        last = letter;
    }
    if slug.len() > LONGEST {
        // Where the 61st character is a hyphen, the first 60 end a word.
        let end = slug[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        slug.truncate(end);
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// How a letter of the Latin alphabet is written without its marks; æ ø å as Danish does.
fn ascii(letter: char) -> Option<&'static str> {
    Some(match letter {
        'æ' | 'ä' | 'ǽ' => "ae",
        'ø' | 'ö' | 'ǿ' | 'œ' => "oe",
        'å' | 'ǻ' => "aa",
        'à' | 'á' | 'â' | 'ã' | 'ā' | 'ă' | 'ą' => "a",
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => "e",
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => "g",
        'ĥ' | 'ħ' => "h",
        'ì' | 'í' | 'î' | 'ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => "i",
        'ĵ' => "j",
        'ķ' => "k",
        'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => "l",
        'ñ' | 'ń' | 'ņ' | 'ň' | 'ŋ' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' | 'ŏ' | 'ő' => "o",
        'ŕ' | 'ŗ' | 'ř' => "r",
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => "s",
        'ß' => "ss",
        'ţ' | 'ť' | 'ŧ' | 'ț' => "t",
        'þ' => "th",
        'ù' | 'ú' | 'û' | 'ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => "u",
        'ŵ' => "w",
        'ý' | 'ÿ' | 'ŷ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_title_becomes_an_id() {
        for (title, expected) in [
            ("Status på appen", "status-paa-appen"),
            ("Ældre Sagen", "aeldre-sagen"),
            ("ØKONOMI & Åbenhed", "oekonomi-aabenhed"),
            ("Idé: Café på Österbro?", "ide-cafe-paa-oesterbro"),
            ("  Hvad nu – og hvornår? ", "hvad-nu-og-hvornaar"),
            ("DTU's bud", "dtus-bud"),
            ("A\u{30a}bne do\u{308}re og ide\u{301}er", "aabne-doere-og-ideer"),
            ("4,9 mio. borgere", "4-9-mio-borgere"),
            ("Straße Łódź", "strasse-lodz"),
            ("Привет", ""),
            ("–", ""),
            ("", ""),
        ] {
            assert_eq!(slug(title), expected, "{title}");
        }
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        let title = "Hvordan hjælper vi de sidste borgere i gang med den nye digitale løsning til efteråret";
        assert_eq!(slug(title), "hvordan-hjaelper-vi-de-sidste-borgere-i-gang-med-den-nye");
        assert_eq!(slug(&"a".repeat(80)), "a".repeat(60));
        assert_eq!(slug(&format!("{} b", "a".repeat(60))), "a".repeat(60));
        assert_eq!(slug(&format!("{} b", "a".repeat(58))), format!("{}-b", "a".repeat(58)));
    }

    proptest! {
        #[test]
        fn a_slug_is_ascii_words_with_single_hyphens(title in "\\PC{0,90}") {
            let slug = slug(&title);
            prop_assert!(slug.len() <= LONGEST);
            prop_assert!(slug.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'-'));
            prop_assert!(!slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"));
            prop_assert_eq!(super::slug(&slug), slug.clone());
        }
    }
}
