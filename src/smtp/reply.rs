//! What a relay says: reading one reply's lines (RFC 5321 §4.2).

use crate::model::Reply;

/// How many lines a reply may have.
pub(super) const MAX_LINES: usize = 100;

/// How long a line may be, in bytes; RFC 5321 §4.5.3.1.5 says 512.
pub(super) const MAX_LINE: usize = 4096;

/// How many characters of a reply are kept.
const MAX_TEXT: usize = 1000;

/// A whole reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) code: u16,
    /// The text of each line, without control characters.
    pub(super) lines: Vec<String>,
}

/// One line of a reply.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct AnswerLine {
    pub(super) code: u16,
    pub(super) is_last: bool,
    pub(super) text: String,
}

/// Reads `250-text`, `250 text` or `250`; nothing where the line is none of these.
pub(super) fn line(bytes: &[u8]) -> Option<AnswerLine> {
    let bytes = bytes.trim_ascii_end();
    let (digits, rest) = bytes.split_at_checked(3)?;
    if !matches!(digits[0], b'2'..=b'5') || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let code = digits.iter().fold(0, |code, digit| code * 10 + u16::from(digit - b'0'));
    let (is_last, text) = match rest {
        [] => (true, &[][..]),
        [b' ', text @ ..] => (true, text),
        [b'-', text @ ..] => (false, text),
        _ => return None,
    };
    Some(AnswerLine { code, is_last, text: printable(text) })
}

/// The text as it may be shown: what is no UTF-8 and what would steer a terminal is replaced.
pub(super) fn printable(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

impl Answer {
    pub(super) fn is_positive(&self) -> bool {
        (200..300).contains(&self.code)
    }

    /// The reply as the ledger keeps it: one line, with the enhanced code taken out.
    pub(super) fn reply(&self) -> Reply {
        let enhanced = self.lines.first().and_then(|line| enhanced(self.code, line)).map(str::to_owned);
        let texts = self.lines.iter().map(|line| match &enhanced {
            Some(code) => line.strip_prefix(code.as_str()).unwrap_or(line).trim(),
            None => line.trim(),
        });
        let text: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        Reply { code: self.code, enhanced, text: text.join(" ").chars().take(MAX_TEXT).collect() }
    }
}

/// The enhanced code that opens a reply's text; its class is the code's own (RFC 2034 §4).
fn enhanced(code: u16, text: &str) -> Option<&str> {
    let word = text.split(' ').next()?;
    let mut parts = word.split('.');
    let class = parts.next()?;
    let is_number = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let sound = class == (code / 100).to_string()
        && parts.next().is_some_and(is_number)
        && parts.next().is_some_and(is_number)
        && parts.next().is_none();
    sound.then_some(word)
}

#[cfg(test)]
mod tests {
    use super::{Answer, line};

    fn reply(code: u16, lines: &[&str]) -> crate::model::Reply {
        Answer { code, lines: lines.iter().map(|line| (*line).to_owned()).collect() }.reply()
    }

    #[test]
    fn a_line_has_a_code_and_says_whether_it_is_the_last() {
        for (bytes, code, is_last, text) in [
            (&b"250 OK\r\n"[..], 250, true, "OK"),
            (b"250-SIZE 10\n", 250, false, "SIZE 10"),
            (b"354\r\n", 354, true, ""),
            (b"550 \x1b[31mno\xff\r\n", 550, true, " [31mno\u{FFFD}"),
        ] {
            let line = line(bytes).unwrap();
            assert_eq!((line.code, line.is_last, line.text.as_str()), (code, is_last, text));
        }
        for rubbish in [&b""[..], b"\r\n", b"25", b"2500 OK", b"199 no", b"650 no", b"HTTP/1.1 400", b"25x no", b"250_"]
        {
            assert_eq!(line(rubbish), None, "{rubbish:?}");
        }
    }

    #[test]
    fn an_enhanced_code_is_taken_out_of_every_line() {
        let found = reply(550, &["5.1.1 No such user", "5.1.1 Ask the postmaster"]);
        assert_eq!(found.enhanced.as_deref(), Some("5.1.1"));
        assert_eq!(found.text, "No such user Ask the postmaster");
        for (code, text) in [(250, "5.1.1 OK"), (550, "5.1 no"), (550, "5.1.1234 no"), (550, "5.1.1.1 no"), (550, "")] {
            assert_eq!(reply(code, &[text]).enhanced, None, "{text}");
            assert_eq!(reply(code, &[text]).text, text);
        }
    }
}
