//! By what words are known again, whatever stands between them.

use sha2::{Digest, Sha256};

/// By what the words are known: the same for the same letters and digits in the same order and the same signs between them,
/// blanks or none. What is not seen does not count: programs drop it.
pub fn fingerprint(words: &str) -> String {
    let is_seen =
        |letter: &char| letter.is_alphanumeric() || letter.is_ascii_punctuation() || "”“„’–—…".contains(*letter);
    let letters: String = words.chars().map(|it| if it == '\u{2011}' { '-' } else { it }).filter(is_seen).collect();
    Sha256::digest(letters).iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn blanks_make_no_difference_and_letters_do() {
        assert_eq!(fingerprint("Et\u{a0}hus \n her"), fingerprint("Ethusher"));
        assert_ne!(fingerprint("Et hus"), fingerprint("et hus"));
        assert_eq!(fingerprint("").len(), 16);
    }
}
