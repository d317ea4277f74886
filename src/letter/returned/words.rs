//! The words of a returned mail: what the server says for itself, and the letter that is pasted below it.

use super::header::{self, Headers};
use super::wording;
use std::sync::LazyLock;

/// How much of the server's own words is read, in lines.
const MAX_LINES: usize = 2_000;

/// Words of a line after which the letter itself begins.
static COPY_FOLLOWS: LazyLock<Vec<&str>> = LazyLock::new(|| wording::table(include_str!("phrases/copy_follows.txt")));

/// The names of headers that only a whole letter has.
const OF_A_LETTER: &[&str] = &[
    "received",
    "return-path",
    "message-id",
    "mime-version",
    "dkim-signature",
    "x-mailer",
    "delivered-to",
    "authentication-results",
    "x-received",
    "x-originating-ip",
    "list-unsubscribe",
    "list-id",
    "arc-seal",
    "content-type",
    "content-transfer-encoding",
    "user-agent",
    "received-spf",
    "thread-index",
];

/// A text in two.
#[derive(Debug, Default)]
pub(super) struct Split {
    /// What the server says.
    pub(super) own: String,
    /// The headers of the letter below, where there are any.
    pub(super) pasted: Option<Headers>,
}

/// Parts the server's words from the letter below them.
pub(super) fn split(text: &str) -> Split {
    let lines: Vec<&str> = text.lines().take(MAX_LINES).collect();
    let mut end = lines.len();
    let mut pasted = None;
    for (number, line) in lines.iter().enumerate() {
        if announces_copy(line) {
            let (from, headers) = headers_below(&lines, number + 1);
            // The words may be said long before: then the copy begins with its headers.
            if headers.is_empty() && words_go_on(&lines, number + 1) {
                continue;
            }
            end = if headers.is_empty() { number } else { number.min(from) };
            pasted = (!headers.is_empty()).then_some(headers);
            break;
        }
        if opens_letter(&lines, number) {
            let headers = read_block(&lines, number);
            end = number;
            pasted = Some(headers);
            break;
        }
    }
    Split { own: lines[..end].join("\n"), pasted }
}

fn announces_copy(line: &str) -> bool {
    let line = line.to_lowercase();
    line.len() < 200 && COPY_FOLLOWS.iter().any(|words| line.contains(words))
}

/// Whether a refusal is still to be told: then the words about a copy only foretell it.
fn words_go_on(lines: &[&str], from: usize) -> bool {
    let near = lines.get(from..lines.len().min(from + 60)).unwrap_or_default();
    near.iter().enumerate().any(|(number, line)| {
        opens_letter(lines, from + number) || super::code::find(line, None).reply.is_some() && line.contains(['@', ':'])
    })
}

/// The headers that begin within a few lines, and where.
fn headers_below(lines: &[&str], from: usize) -> (usize, Headers) {
    for start in from..lines.len().min(from + 6) {
        if header::is_header_line(unquoted(lines[start])) {
            let headers = read_block(lines, start);
            if ["from", "to", "subject", "received", "message-id", "date"]
                .iter()
                .filter(|name| headers.has(name))
                .count()
                >= 2
            {
                return (start, headers);
            }
        }
    }
    (from, Headers::default())
}

/// Whether a block of headers of a whole letter begins on this line.
fn opens_letter(lines: &[&str], at: usize) -> bool {
    let line = unquoted(lines[at]);
    if at > 0
        && header::is_header_line(unquoted(lines[at - 1]))
        && !lines[at - 1].trim().is_empty()
        && is_of_a_letter(unquoted(lines[at - 1]))
    {
        return false;
    }
    if !header::is_header_line(line) {
        return false;
    }
    let is_report = |line: &str| {
        let name = line.split(':').next().unwrap_or("").to_ascii_lowercase();
        ["final-recipient", "original-recipient", "reporting-mta", "action", "status", "diagnostic-code", "remote-mta"]
            .contains(&name.as_str())
    };
    let mut count = 0;
    let mut letters = 0;
    for line in lines[at..].iter().take(30) {
        let line = unquoted(line);
        if line.starts_with([' ', '\t']) {
            continue;
        }
        if line.trim().is_empty() || !header::is_header_line(line) || is_report(line) {
            break;
        }
        count += 1;
        letters += usize::from(is_of_a_letter(line));
    }
    letters >= 1
        && count >= 2
        && (is_of_a_letter(line) || letters >= 2 || count >= 4)
        && !line.to_ascii_lowercase().starts_with("content-")
}

fn is_of_a_letter(line: &str) -> bool {
    header::field(line).is_some_and(|(name, _)| OF_A_LETTER.contains(&name.to_ascii_lowercase().as_str()))
}

/// The headers from a line on, to the first empty one.
fn read_block(lines: &[&str], at: usize) -> Headers {
    let block: Vec<&str> =
        lines[at..].iter().map(|line| unquoted(line)).take_while(|line| !line.trim().is_empty()).take(200).collect();
    Headers::read(&block.join("\n"))
}

/// A line without the mark of a quotation, or the one bar that some servers draw.
fn unquoted(line: &str) -> &str {
    let line = line.strip_prefix("> ").or_else(|| line.strip_prefix('>')).unwrap_or(line);
    line.strip_prefix("| ").unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn the_server_speaks_until_the_letter_begins() {
        for text in [
            "Sorry, no.\n\n------ This is a copy of the message, including all the headers. ------\n\nReturn-path: <a@example.org>\nFrom: a@example.org\nTo: b@example.org\n\nHi",
            "Sorry, no.\n\n--- Below this line is a copy of the message.\n\nReceived: (x)\nTo: b@example.org\nSubject: x\n\nHi",
            "Sorry, no.\n\nReceived: from x by y\n  with z\nTo: b@example.org\nSubject: x\n\nHi",
            "Sorry, no.\n\n> Received: from x by y\n> To: b@example.org\n> Subject: x\n>\n> Hi",
        ] {
            let split = split(text);
            assert_eq!(split.own.trim(), "Sorry, no.", "{text}");
            assert_eq!(split.pasted.unwrap().first("to"), Some("b@example.org"), "{text}");
        }
    }

    #[test]
    fn a_summary_of_the_letter_is_still_the_servers_word() {
        let text = "Your message\n\n  To:      b@example.org\n  Subject: x\n  Sent:    today\n\ndid not reach:\n\nb@example.org";
        assert_eq!(split(text).own, text);
    }
}
