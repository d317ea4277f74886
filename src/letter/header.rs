//! Header lines. Whatever comes from records or from a list of subscribers is brought onto one line first.

use super::LetterError;
use crate::language::one_line;
use crate::model::{EmailAddress, Recipient};
use lettre::Address;
use lettre::message::header::{HeaderName, HeaderValue, Headers, ReplyTo};
use lettre::message::{Mailbox, Mailboxes};

/// The longest line of a letter (RFC 5322 §2.1.1).
const LINE: usize = 998;

/// How many characters of a name stand in a header: quoted and beside the longest address they still fit on one line.
const NAME: usize = 300;

/// The name that a letter may call its reader by: none where there is nothing, or only an address.
pub(super) fn name_of(recipient: &Recipient) -> Option<String> {
    let name = one_line(recipient.name.as_deref()?);
    (!name.is_empty() && EmailAddress::parse(&name).is_err()).then_some(name)
}

/// `To: …`, with its line break.
pub(super) fn to(name: Option<&str>, address: &EmailAddress) -> String {
    named("To", name.unwrap_or_default(), address.as_str())
}

/// `From: …`, with its line break.
pub(super) fn from(name: &str, address: &EmailAddress) -> Result<String, LetterError> {
    checked("From", named("From", &one_line(name), address.as_str()))
}

/// `Reply-To: …`, with its line break.
pub(super) fn reply_to(address: &EmailAddress) -> Result<String, LetterError> {
    checked("Reply-To", named("Reply-To", "", address.as_str()))
}

/// `Subject: …`, with its line break.
pub(super) fn subject(text: &str) -> Result<String, LetterError> {
    checked("Subject", words("Subject", one_line(text)))
}

/// `List-Id: title <list.workspace.domain>`, with its line break (RFC 2919 §2).
pub(super) fn list_id(title: &str, list: &str, rest: &str) -> Result<String, LetterError> {
    // The same shape as a mailbox, but for a dot in place of the `@`.
    let line = named("List-Id", &one_line(title), &format!("{list}@{rest}"));
    let (start, end) = line.rsplit_once('@').unwrap_or((&line, ""));
    let bare = !end.trim_end().ends_with('>');
    let (open, close) = if bare { ("List-Id: <", ">\r\n") } else { ("List-Id: ", "\r\n") };
    let start = start.strip_prefix("List-Id: ").unwrap_or(start);
    checked("List-Id", format!("{open}{start}.{}{close}", end.trim_end()))
}

/// The header, if its lines can be sent.
pub(super) fn checked(header: &'static str, lines: String) -> Result<String, LetterError> {
    if lines.split("\r\n").any(|line| line.len() > LINE) {
        return Err(LetterError::HeaderTooLong { header });
    }
    Ok(lines)
}

/// A name and an address as a header, with its line break. Both are on one line already.
fn named(header: &'static str, name: &str, address: &str) -> String {
    let name: String = name.chars().take(NAME).collect();
    let is_simple =
        |word: &str| !word.is_ascii() || word.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let mut lines = if name.is_empty() {
        format!("{header}: {address}\r\n")
    } else if address.is_ascii() && name.split(' ').all(is_simple) {
        // Word by word, so that only the words that need it are encoded, and few readers have to join two.
        words(header, format!("{name} <{address}>"))
    } else {
        let (local, domain) = address.rsplit_once('@').unwrap_or((address, ""));
        // Our own parser has judged the address, more strictly than lettre would.
        let mailbox = Mailbox::new(Some(name), Address::new_dangerous(local, domain));
        let mut headers = Headers::new();
        // The longest of the names that come here, so that no line grows by its becoming another.
        headers.set(ReplyTo::from(Mailboxes::from(mailbox)));
        headers.to_string().replacen("Reply-To", header, 1)
    };
    // A line with an encoded word has at most 76 characters (RFC 2047 §2): the address goes onto a line of its own.
    let last = lines.trim_end().rfind("\r\n").map_or(0, |position| position + 2);
    if lines.len() - last > 78
        && let Some(position) = lines[last..].rfind(" <")
        && position > 0
    {
        lines.insert_str(last + position, "\r\n");
    }
    lines
}

/// Text as a header, with its line break: words with other letters than ASCII are encoded, and lines folded.
fn words(header: &'static str, text: String) -> String {
    let mut headers = Headers::new();
    headers.insert_raw(HeaderValue::new(HeaderName::new_from_ascii_str(header), text));
    headers.to_string()
}

#[cfg(test)]
mod tests {
    use super::{from, list_id, subject, to};
    use crate::language::one_line;
    use crate::model::EmailAddress;

    fn anna() -> EmailAddress {
        EmailAddress::parse("anna@example.org").unwrap()
    }

    #[test]
    fn names_are_quoted_or_encoded() {
        assert_eq!(to(Some("Anna"), &anna()), "To: Anna <anna@example.org>\r\n");
        assert_eq!(to(Some("Anna \"A\" Bo"), &anna()), "To: \"Anna \\\"A\\\" Bo\" <anna@example.org>\r\n");
        assert_eq!(to(None, &anna()), "To: anna@example.org\r\n");
        assert!(to(Some("Åse, \"><script>"), &anna()).starts_with("To: =?utf-8?b?"));
        assert_eq!(
            to(Some("Anna Sørensen Bo"), &anna()),
            "To: Anna =?utf-8?b?U8O4cmVuc2Vu?= Bo <anna@example.org>\r\n"
        );
        assert!(to(Some("=?utf-8?q?x?="), &anna()).starts_with("To: =?utf-8?b?"));
    }

    #[test]
    fn no_header_line_is_too_long_and_lines_with_encoded_words_have_at_most_76() {
        for c in ["a", "\"", "\\", "a ", "æ", "🙂", "ש", "a,", "abæ cde ", "aa æø, "] {
            for length in [1, 10, 20, 30, 45, 60, 76, 150, 500, 5000] {
                let line = to(Some(one_line(&c.repeat(length)).as_str()), &anna());
                for line in line.split("\r\n") {
                    assert!(line.len() <= 998, "{line}");
                    assert!(line.len() <= 76 || !line.contains("=?"), "{} {line}", line.len());
                }
            }
        }
    }

    #[test]
    fn a_list_has_a_name_and_an_id() {
        let header = list_id("Nyhedsbrev", "newsletter", "netvaerk.example.org").unwrap();
        assert_eq!(header, "List-Id: Nyhedsbrev <newsletter.netvaerk.example.org>\r\n");
        let header = list_id(" ", "newsletter", "netvaerk.example.org").unwrap();
        assert_eq!(header, "List-Id: <newsletter.netvaerk.example.org>\r\n");
        let header = list_id("Netværk @ \"x\"\r\nY", "newsletter", "netvaerk.example.org").unwrap();
        assert!(header.ends_with("<newsletter.netvaerk.example.org>\r\n"), "{header}");
        assert_eq!(header.replace("\r\n ", " ").matches("\r\n").count(), 1, "{header}");
    }

    #[test]
    fn a_header_that_cannot_be_folded_is_refused() {
        assert!(subject(&"a".repeat(990)).is_err());
        assert!(subject(&"ord ".repeat(300)).is_ok());
        assert_eq!(subject("Hej\r\nBcc: x").unwrap(), "Subject: Hej Bcc: x\r\n");
        assert!(from("Sekretariatet for Netværk for digital inklusion", &anna()).is_ok());
    }
}
