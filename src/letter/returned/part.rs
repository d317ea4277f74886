//! A mail taken apart: its parts in order, each as text, with what it says of itself. Bounded in depth, number and size, so
//! that no mail takes long, and forgiving: what came back was often made by programs that never read the rules.

use super::header::{self, Headers};
use encoding_rs::{Encoding, WINDOWS_1252};
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::html::html_to_text;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use memchr::memmem;
use std::borrow::Cow;

/// How deep parts may lie in each other; what is deeper is read as text.
const MAX_DEPTH: usize = 10;

/// How many parts are read.
const MAX_PARTS: usize = 100;

/// How much of a part is read, in bytes: reports are small, and what follows is the letter itself.
const MAX_TEXT: usize = 200_000;

/// What a part is, as far as it matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::letter) enum Role {
    /// Words for people.
    Words,
    /// Words for people, made from HTML.
    Html,
    /// `message/delivery-status` (RFC 3464), or its international form (RFC 6533).
    DeliveryStatus,
    /// `message/feedback-report` (RFC 5965).
    Feedback,
    /// `message/disposition-notification` (RFC 8098).
    Disposition,
    /// A letter inside, whole or its headers alone.
    Enclosed,
    /// Anything else: pictures, files.
    Other,
}

/// One part without parts of its own.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) role: Role,
    /// Its text; empty where it is `Other`.
    pub(super) text: String,
}

/// A mail taken apart.
#[derive(Debug)]
pub(in crate::letter) struct Parts {
    pub(in crate::letter) headers: Headers,
    /// `multipart/report`'s kind, or what the content type is.
    pub(super) report_type: String,
    pub(super) parts: Vec<Part>,
}

impl Parts {
    pub(in crate::letter) fn read(bytes: &[u8]) -> Self {
        // Macs of old ended a line in CR alone.
        let bytes = match memchr::memchr(b'\n', bytes) {
            Some(_) => Cow::Borrowed(bytes),
            None => bytes.iter().map(|byte| if *byte == b'\r' { b'\n' } else { *byte }).collect(),
        };
        let (head, body) = split_head(skip_envelope_line(&bytes));
        let headers = Headers::read(&lossy(head));
        let content = ContentType::read(headers.first("content-type").unwrap_or_default());
        let mut parts = Vec::new();
        let report_type = content.parameter("report-type").unwrap_or_default().to_ascii_lowercase();
        walk(&headers, body, 0, &mut parts);
        Self { headers, report_type, parts }
    }

    /// The texts of the parts in a role.
    pub(in crate::letter) fn texts(&self, role: Role) -> impl Iterator<Item = &str> {
        self.parts.iter().filter(move |part| part.role == role).map(|part| part.text.as_str())
    }

    /// Whether there is a part in that role.
    pub(in crate::letter) fn has(&self, role: Role) -> bool {
        self.parts.iter().any(|part| part.role == role)
    }
}

/// mbox files begin each mail with `From sender date`, and some programs leave it there.
fn skip_envelope_line(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if bytes.starts_with(b"From ") || bytes.starts_with(b">From ") {
        let end = memchr::memchr(b'\n', bytes).map_or(bytes.len(), |at| at + 1);
        return &bytes[end..];
    }
    bytes
}

/// The headers, and what follows the first empty line.
fn split_head(bytes: &[u8]) -> (&[u8], &[u8]) {
    if let Some(body) = bytes.strip_prefix(b"\r\n").or_else(|| bytes.strip_prefix(b"\n")) {
        return (&[], body);
    }
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'\n', &bytes[at..]) {
        at += next + 1;
        let rest = &bytes[at..];
        if let Some(body) = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")) {
            return (&bytes[..at], body);
        }
    }
    (bytes, &[])
}

fn walk(headers: &Headers, body: &[u8], depth: usize, parts: &mut Vec<Part>) {
    if parts.len() >= MAX_PARTS {
        return;
    }
    let content = ContentType::read(headers.first("content-type").unwrap_or_default());
    if content.media.starts_with("multipart/") && depth < MAX_DEPTH {
        let boundary = content.parameter("boundary").map(str::to_owned).or_else(|| guess_boundary(body));
        if let Some(boundary) = boundary.filter(|it| !it.is_empty()) {
            let before = parts.len();
            for piece in pieces(body, boundary.as_bytes()) {
                let (head, inner) = split_part(piece);
                walk(&Headers::read(&lossy(head)), inner, depth + 1, parts);
            }
            if parts.len() > before {
                return;
            }
        }
    }
    let role = role(&content);
    let encoding = headers.first("content-transfer-encoding").unwrap_or_default().trim().to_ascii_lowercase();
    let text = match role {
        Role::Other => String::new(),
        // Read from its first word on, it is told by what stands in it.
        _ => decoded(body, &encoding, content.parameter("charset")),
    };
    let text = if role == Role::Html { html_to_text(&text) } else { text };
    parts.push(Part { role, text });
}

fn role(content: &ContentType) -> Role {
    match content.media.as_str() {
        "message/delivery-status" | "message/global-delivery-status" | "text/delivery-status" => Role::DeliveryStatus,
        "message/feedback-report" | "text/feedback-report" => Role::Feedback,
        "message/disposition-notification" | "message/global-disposition-notification" => Role::Disposition,
        "message/rfc822"
        | "message/global"
        | "text/rfc822-headers"
        | "message/rfc822-headers"
        | "message/global-headers"
        | "text/rfc822"
        | "message/partial"
        | "application/rfc822" => Role::Enclosed,
        "text/html" => Role::Html,
        "text/calendar" | "text/x-vcard" | "text/vcard" | "text/css" => Role::Other,
        media if media.starts_with("text/") || media.starts_with("multipart/") || !media.contains('/') => Role::Words,
        "message/report" | "message/notification" => Role::Words,
        _ => Role::Other,
    }
}

/// The pieces between the lines of a boundary; what stands before the first is no part. Without a closing line the last
/// goes to the end.
fn pieces<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mark = [b"--", boundary].concat();
    let mut pieces = Vec::new();
    let mut start = None;
    for at in memmem::find_iter(body, &mark) {
        if at > 0 && body[at - 1] != b'\n' {
            continue;
        }
        let after = &body[at + mark.len()..];
        let line_end = memchr::memchr(b'\n', after).map_or(after.len(), |end| end + 1);
        let rest = after[..line_end].trim_ascii();
        if !rest.is_empty() && rest != b"--" {
            continue;
        }
        if let Some(start) = start.take() {
            pieces.push(&body[start..at]);
        }
        if rest == b"--" {
            return pieces;
        }
        start = Some(at + mark.len() + line_end);
        if pieces.len() >= MAX_PARTS {
            return pieces;
        }
    }
    if let Some(start) = start {
        pieces.push(&body[start.min(body.len())..]);
    }
    pieces
}

/// A part's headers and body. One that begins with no header at all has none, though its blank line be missing.
fn split_part(piece: &[u8]) -> (&[u8], &[u8]) {
    let first = piece.split(|byte| *byte == b'\n').next().unwrap_or_default();
    if first.trim_ascii().is_empty() || !header::is_header_line(&lossy(first)) {
        return (&[], piece);
    }
    let (head, body) = split_head(piece);
    let is_content = lossy(head).to_ascii_lowercase().contains("content-");
    if is_content { (head, body) } else { (&[], piece) }
}

/// The boundary of a multipart that forgot to name it: its first line of two dashes that a header follows.
fn guess_boundary(body: &[u8]) -> Option<String> {
    let text = lossy(&body[..body.len().min(20_000)]);
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let follows = lines.peek().is_some_and(|next| next.to_ascii_lowercase().starts_with("content-"));
        if let Some(boundary) = line.strip_prefix("--")
            && follows
        {
            return Some(boundary.trim_end().to_owned());
        }
    }
    None
}

/// A part's text out of its encoding and charset. What cannot be decoded is taken as it stands.
fn decoded(body: &[u8], encoding: &str, charset: Option<&str>) -> String {
    let body = &body[..body.len().min(MAX_TEXT)];
    let plain: Cow<'_, [u8]> = match encoding {
        "base64" => base64(body).map_or(body.into(), Cow::Owned),
        "quoted-printable" => quoted_printable_decode(body).map_or(body.into(), Cow::Owned),
        _ => body.into(),
    };
    let named = charset.and_then(|charset| Encoding::for_label(charset.trim().as_bytes()));
    let text = match named {
        Some(encoding) => encoding.decode(&plain).0.into_owned(),
        None => lossy(&plain).into_owned(),
    };
    text.replace("\r\n", "\n").replace(['\r', '\u{a0}'], " ").replace('\0', "")
}

/// Base64 that may have been cut off, or have words after it.
fn base64(body: &[u8]) -> Option<Vec<u8>> {
    let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || b"+/=\r\n \t".contains(byte);
    let mut digits: Vec<u8> =
        body.iter().copied().take_while(is_digit).filter(|byte| !byte.is_ascii_whitespace()).collect();
    if !digits.contains(&b'=') {
        digits.truncate(digits.len() / 4 * 4);
    }
    if digits.is_empty() { None } else { base64_decode(&digits) }
}

/// Bytes as text: UTF-8, or else as Windows writes.
pub(super) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

/// `Content-Type` taken apart.
struct ContentType {
    /// In lower case; `text/plain` where nothing is said.
    media: String,
    parameters: Vec<(String, String)>,
}

impl ContentType {
    fn read(value: &str) -> Self {
        let mut rest = value;
        let media = until(&mut rest, ';').trim().to_ascii_lowercase();
        let media = if media.is_empty() { "text/plain".to_owned() } else { media.replace(' ', "") };
        let mut parameters = Vec::new();
        while !rest.is_empty() && parameters.len() < 20 {
            let part = until(&mut rest, ';');
            if let Some((name, value)) = part.split_once('=') {
                let name = name.trim().trim_end_matches('*').to_ascii_lowercase();
                let value = value.trim().trim_matches('"').replace('\\', "");
                parameters.push((name, value));
            }
        }
        Self { media, parameters }
    }

    fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }
}

/// What stands before a separator outside quotation marks; `rest` goes on behind it.
fn until<'a>(rest: &mut &'a str, separator: char) -> &'a str {
    let mut is_quoted = false;
    let end = rest.char_indices().find(|(_, c)| {
        is_quoted ^= *c == '"';
        *c == separator && !is_quoted
    });
    let end = end.map_or(rest.len(), |(at, _)| at);
    let (before, after) = rest.split_at(end);
    *rest = after.strip_prefix(separator).unwrap_or("");
    before
}
