//! Control characters, looked for where there are hardly ever any.

/// Whether any control character is among these bytes of UTF-8 but for tabs and line ends: of one byte, or of the two of U+0080 to U+009F.
pub fn holds_controls(bytes: &[u8]) -> bool {
    let is_control = |byte: u8| (byte < b' ' && !matches!(byte, b'\n' | b'\r' | b'\t')) || byte == 0x7f;
    let of_one = bytes.iter().fold(false, |found, byte| found | is_control(*byte));
    of_one || memchr::memchr_iter(0xc2, bytes).any(|at| bytes.get(at + 1).is_some_and(|next| *next < 0xa0))
}

#[cfg(test)]
mod tests {
    use super::holds_controls;

    #[test]
    fn every_control_character_is_found_but_tabs_and_line_ends() {
        for sign in (0..0x250).filter_map(char::from_u32) {
            let text = format!("æ\u{a0}{sign}“");
            let is_one = sign.is_control() && !matches!(sign, '\n' | '\r' | '\t');
            assert_eq!(holds_controls(text.as_bytes()), is_one, "{sign:?}");
        }
        assert!(!holds_controls("\u{c2}".as_bytes()) && !holds_controls(b""));
    }
}
