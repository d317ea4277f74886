//! Dot-stuffing: a letter as it goes over the line after `DATA` (RFC 5321 §4.5.2).

use memchr::memmem;

/// What ends a letter on the line. Its first two bytes are the letter's own last line break.
pub(super) const END: &[u8] = b"\r\n.\r\n";

/// Appends the letter with every line's leading dot doubled, and the final dot.
pub(super) fn stuff(letter: &[u8], out: &mut Vec<u8>) {
    let letter = letter.strip_suffix(b"\r\n").unwrap_or(letter);
    out.reserve(letter.len() + 64);
    if letter.starts_with(b".") {
        out.push(b'.');
    }
    let mut start = 0;
    for position in memmem::find_iter(letter, b"\n.") {
        out.extend_from_slice(&letter[start..=position]);
        out.push(b'.');
        start = position + 1;
    }
    out.extend_from_slice(&letter[start..]);
    out.extend_from_slice(END);
}

#[cfg(test)]
mod tests {
    use super::stuff;

    #[test]
    fn a_leading_dot_is_doubled_and_the_letter_ends_in_a_lone_one() {
        for (letter, sent) in [
            ("a\r\n", "a\r\n.\r\n"),
            ("a", "a\r\n.\r\n"),
            (".\r\n", "..\r\n.\r\n"),
            ("a\r\n.\r\nb\r\n", "a\r\n..\r\nb\r\n.\r\n"),
            ("..a\r\n.b\r\n\r\n", "...a\r\n..b\r\n\r\n.\r\n"),
            ("a.b\r\n", "a.b\r\n.\r\n"),
            ("", "\r\n.\r\n"),
        ] {
            let mut out = Vec::new();
            stuff(letter.as_bytes(), &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), sent);
        }
    }
}
