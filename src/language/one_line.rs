//! Text on one line, as a header, a name and a heading want it.

/// The text on one line: line breaks, other control characters and runs of spaces become one space, and characters that
/// would turn the text around them (Unicode's overrides and isolates) are dropped.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' => {}
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

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn a_name_stands_on_one_line() {
        assert_eq!(one_line(" Anna\r\nBcc: x@example.org\t \u{0}B "), "Anna Bcc: x@example.org B");
        assert_eq!(one_line("\u{202E}annA\u{2028}Bo"), "annA Bo");
        assert_eq!(one_line("\r\n"), "");
    }
}
