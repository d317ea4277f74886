//! Text on one line, as a header, a name and a heading want it.

/// The text on one line: line breaks, other control characters and runs of blanks become one space, and characters that
/// would turn the text around them (Unicode's overrides and isolates) are dropped. A no-break space is there for a reason.
pub fn one_line(text: &str) -> String {
    if is_one_line(text) {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => {}
            '\u{A0}' | '\u{202F}' if !line.is_empty() => line.push(c),
            c if c.is_control() || c.is_whitespace() => {
                if !line.is_empty() && !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            c => line.push(c),
        }
    }
    line.truncate(line.trim_end().len());
    line
}

/// Whether a text is on one line as it stands, as most are.
fn is_one_line(text: &str) -> bool {
    let bytes = text.as_bytes();
    // The bytes that blanks and marks of direction begin with where they are not ASCII; other letters that do are looked at
    // closely.
    let is_odd = |byte: &u8| byte.is_ascii_control() || matches!(byte, 0xc2 | 0xe1..=0xe3 | 0xef);
    bytes.first() != Some(&b' ')
        && bytes.last() != Some(&b' ')
        && !bytes.iter().any(is_odd)
        && !bytes.windows(2).any(|pair| pair == b"  ")
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_name_stands_on_one_line() {
        assert_eq!(one_line(" Anna\r\nBcc: x@example.org\t \u{0}B "), "Anna Bcc: x@example.org B");
        assert_eq!(one_line("\u{202E}annA\u{2028}Bo"), "annA Bo");
        assert_eq!(one_line("\r\n"), "");
        assert_eq!(one_line("Anna  Bo\u{3000}"), "Anna Bo");
        assert_eq!(one_line("Anna\u{85}Bo\u{feff}"), "Anna Bo");
    }

    #[test]
    fn a_no_break_space_is_kept_inside_a_line_and_not_about_it() {
        assert_eq!(one_line("  den 12.\u{a0}januar\r\n 2023\u{2028}"), "den 12.\u{a0}januar 2023");
        assert_eq!(one_line("\u{a0}Anna\u{202f}Bo\u{a0}"), "Anna\u{202f}Bo");
    }
}
