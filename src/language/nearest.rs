//! The nearest of the known words to one that nobody knows: "did you mean …".

/// The candidate nearest to the word, in any case; the first of those that are equally near, and nothing where none is near
/// enough to be meant: at most a third of the word's letters may be wrong.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.trim().to_lowercase();
    let length = word.chars().count();
    if length == 0 {
        return None;
    }
    let mut limit = (length / 3).max(1);
    let mut best = None;
    let mut reordered = None;
    for candidate in candidates {
        let lower = candidate.to_lowercase();
        // The difference in length is the least that the distance can be.
        if lower.chars().count().abs_diff(length) <= limit {
            let distance = strsim::damerau_levenshtein(&word, &lower);
            if distance == 0 {
                return Some(candidate);
            }
            // The first that is near enough, then only nearer ones. A word wholly other than a short one is not near.
            if distance <= limit && distance < length {
                limit = distance - 1;
                best = Some(candidate);
            }
        }
        if reordered.is_none() && has_the_same_words(&word, &lower) {
            reordered = Some(candidate);
        }
    }
    best.or(reordered)
}

/// `holm birthe` and `birthe holm`, `holm, birthe` too.
fn has_the_same_words(a: &str, b: &str) -> bool {
    let sorted = |text: &'_ str| {
        let mut words: Vec<String> =
            text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty()).map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    a.len().abs_diff(b.len()) <= 2 && sorted(a) == sorted(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_what_was_meant() {
        let names = ["Birthe Holm", "Mette Lind", "Ældre Sagen", "Digitaliseringsstyrelsen"];
        for (written, expected) in [
            ("Birte Holm", Some("Birthe Holm")),
            ("birthe holm", Some("Birthe Holm")),
            ("Holm, Birthe", Some("Birthe Holm")),
            ("Ældresagen", Some("Ældre Sagen")),
            ("Digitaliserings-styrelsen", Some("Digitaliseringsstyrelsen")),
            ("Danske Handicaporganisationer", None),
            ("", None),
            ("  ", None),
        ] {
            assert_eq!(nearest(written, names), expected, "{written}");
        }
    }

    #[test]
    fn a_key_finds_the_nearest_key() {
        let keys = ["title", "date", "time", "host", "place"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("tiem", keys), Some("time"));
        assert_eq!(nearest("dato", keys), Some("date"));
        assert_eq!(nearest("x", keys), None);
        assert_eq!(nearest("speakers", keys), None);
    }

    #[test]
    fn of_equally_near_ones_the_first_is_taken() {
        assert_eq!(nearest("bord", ["ford", "nord", "bor"]), Some("ford"));
        assert_eq!(nearest("a", ["b", "c"]), None, "one letter is not near another");
        assert_eq!(nearest("ord", [] as [&str; 0]), None);
    }
}
