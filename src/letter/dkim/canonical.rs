//! The relaxed canonical forms of headers and bodies (RFC 6376 §3.4.2, §3.4.4): what a letter may lose on its way and still
//! be the same.

use memchr::memmem;

/// A letter's head, header by header with its line break, and its body.
pub(super) struct Parts<'a> {
    pub(super) headers: Vec<&'a [u8]>,
    pub(super) body: &'a [u8],
}

impl<'a> Parts<'a> {
    /// The parts of a letter; where no empty line ends the head, it has no body.
    pub(super) fn of(letter: &'a [u8]) -> Self {
        let mut headers: Vec<&[u8]> = Vec::with_capacity(16);
        let (mut start, mut at) = (0, 0);
        while at < letter.len() {
            let end = memmem::find(&letter[at..], b"\r\n").map_or(letter.len(), |position| at + position + 2);
            let line = &letter[at..end];
            // A line that begins with a blank goes on with the header before it.
            if at > start && !line.starts_with(b" ") && !line.starts_with(b"\t") {
                headers.push(&letter[start..at]);
                start = at;
            }
            at = end;
            if line == b"\r\n" {
                return Self { headers, body: &letter[end..] };
            }
        }
        if start < letter.len() {
            headers.push(&letter[start..]);
        }
        Self { headers, body: &[] }
    }
}

/// The name of a header as it is written, without blanks after it.
pub(super) fn name_of(header: &[u8]) -> &[u8] {
    header.split(|byte| *byte == b':').next().unwrap_or_default().trim_ascii_end()
}

fn is_blank(byte: u8) -> bool {
    byte == b' ' || byte == b'\t'
}

/// Adds a header's canonical form: name in lower case, no blanks around the colon, on one line, each run of blanks one
/// space, none at the end. Without a line break.
pub(super) fn add_header(header: &[u8], canonical: &mut Vec<u8>) {
    let name = name_of(header);
    canonical.extend(name.iter().map(u8::to_ascii_lowercase));
    canonical.push(b':');
    let value = memchr::memchr(b':', header).map_or(&[][..], |colon| &header[colon + 1..]);
    let begin = canonical.len();
    let mut gap = false;
    for (position, byte) in value.iter().copied().enumerate() {
        let breaks_line = (byte == b'\r' && value.get(position + 1) == Some(&b'\n'))
            || (byte == b'\n' && position > 0 && value[position - 1] == b'\r');
        if breaks_line {
            continue;
        }
        if is_blank(byte) {
            gap = true;
            continue;
        }
        if gap && canonical.len() > begin {
            canonical.push(b' ');
        }
        gap = false;
        canonical.push(byte);
    }
}

/// Adds a body's canonical form: each run of blanks one space, none at the end of a line, no empty lines at the end.
pub(super) fn add_body(body: &[u8], canonical: &mut Vec<u8>) {
    let begin = canonical.len();
    canonical.reserve(body.len() + 2);
    // A single space within a line is canonical already, and nearly all are: only the others are looked for.
    let (double, ending) = (memmem::Finder::new("  "), memmem::Finder::new(" \r"));
    let next = |kind: usize, from: usize| {
        let rest = &body[from..];
        let position = match kind {
            0 => double.find(rest),
            1 => ending.find(rest),
            _ => memchr::memchr(b'\t', rest),
        };
        position.map_or(body.len(), |position| from + position)
    };
    let mut found = [next(0, 0), next(1, 0), next(2, 0)];
    let mut at = 0;
    loop {
        let place = found.into_iter().min().unwrap_or(body.len());
        // A space before a tab is of its run.
        let run = place - body[at..place].iter().rev().take_while(|byte| is_blank(**byte)).count();
        canonical.extend_from_slice(&body[at..run]);
        if place == body.len() {
            break;
        }
        at = run + body[run..].iter().take_while(|byte| is_blank(**byte)).count();
        if !body[at..].starts_with(b"\r\n") {
            canonical.push(b' ');
        }
        for (kind, place) in found.iter_mut().enumerate() {
            if *place < at {
                *place = next(kind, at);
            }
        }
    }
    if canonical[begin..].ends_with(b" ") {
        canonical.pop();
    }
    while canonical[begin..].ends_with(b"\r\n\r\n") {
        canonical.truncate(canonical.len() - 2);
    }
    match &canonical[begin..] {
        b"\r\n" => canonical.truncate(begin),
        b"" => {}
        text if text.ends_with(b"\r\n") => {}
        _ => canonical.extend_from_slice(b"\r\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::{Parts, add_body, add_header};

    fn body(text: &str) -> String {
        let mut canonical = Vec::new();
        add_body(text.as_bytes(), &mut canonical);
        String::from_utf8(canonical).unwrap()
    }

    fn header(text: &str) -> String {
        let mut canonical = Vec::new();
        add_header(text.as_bytes(), &mut canonical);
        String::from_utf8(canonical).unwrap()
    }

    #[test]
    fn the_example_of_the_standard_comes_out() {
        // RFC 6376 §3.4.5.
        assert_eq!(header("A: X\r\n"), "a:X");
        assert_eq!(header("B : Y\t\r\n\tZ  \r\n"), "b:Y Z");
        assert_eq!(body(" C \r\nD \t E\r\n\r\n\r\n"), " C\r\nD E\r\n");
    }

    #[test]
    fn bodies_lose_blanks_and_empty_lines_at_their_ends_alone() {
        for (text, canonical) in [
            ("", ""),
            ("\r\n", ""),
            ("\r\n\r\n", ""),
            (" \t\r\n\r\n", ""),
            ("a", "a\r\n"),
            ("a ", "a\r\n"),
            ("\r\na\r\n", "\r\na\r\n"),
            ("a\r\n\r\n\r\nb\r\n \r\n", "a\r\n\r\n\r\nb\r\n"),
            ("a\tb\r\n", "a b\r\n"),
            ("a \rb\r\n", "a \rb\r\n"),
            ("a \t b \t\r\n\tc", "a b\r\n c\r\n"),
        ] {
            assert_eq!(body(text), canonical, "{text:?}");
        }
        let long = format!("{}  {}\t\r\n", "ab ".repeat(100), "cd".repeat(100));
        assert_eq!(body(&long), format!("{}{}\r\n", "ab ".repeat(100), "cd".repeat(100)));
    }

    #[test]
    fn a_letter_is_headers_with_their_folds_and_a_body() {
        let parts = Parts::of(b"A: 1\r\nB: 2\r\n\t3\r\n 4\r\nC:\r\n\r\nx\r\n");
        assert_eq!(parts.headers, [&b"A: 1\r\n"[..], b"B: 2\r\n\t3\r\n 4\r\n", b"C:\r\n"]);
        assert_eq!(parts.body, b"x\r\n");
        assert_eq!(Parts::of(b"A: 1\r\n").headers, [b"A: 1\r\n"]);
        assert!(Parts::of(b"\r\nx").headers.is_empty() && Parts::of(b"").headers.is_empty());
        assert_eq!(Parts::of(b"\r\nx").body, b"x");
    }
}
