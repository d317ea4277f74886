//! Headers, and what looks like headers: reports, and the letters that are pasted into them.

use super::mention;
use crate::model::EmailAddress;
use mail_parser::{Address, HeaderValue, MessageParser};

/// How many headers are read.
const MAX_HEADERS: usize = 400;

/// Names (in lower case) and unfolded values, in order.
#[derive(Debug, Default, Clone)]
pub(in crate::letter) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads lines `Name: value`, with those that begin with a space as more of the one before. Other lines are passed over.
    pub(super) fn read(text: &str) -> Self {
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = headers.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                continue;
            }
            if let Some((name, value)) = field(line) {
                if headers.len() >= MAX_HEADERS {
                    break;
                }
                headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(headers)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values of a name given in lower case.
    pub(super) fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    /// The first value of a name given in lower case.
    pub(in crate::letter) fn first(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str())
    }

    pub(in crate::letter) fn has(&self, name: &str) -> bool {
        self.first(name).is_some()
    }

    /// The first value, with its encoded words (RFC 2047) decoded, on one line.
    pub(in crate::letter) fn words(&self, name: &str) -> Option<String> {
        let value = self.first(name)?;
        if !value.contains("=?") {
            return Some(value.to_owned());
        }
        let head = format!("Subject: {value}\r\n\r\n");
        let decoded = MessageParser::new().parse_headers(head.as_bytes())?;
        match decoded.parts.first()?.headers.first()?.value() {
            HeaderValue::Text(text) => Some(text.split_whitespace().collect::<Vec<_>>().join(" ")),
            _ => Some(value.to_owned()),
        }
    }

    /// The one mailbox (RFC 5322 §3.4) of a name that stands there once; whatever a display name says is no address.
    pub(in crate::letter) fn mailbox(&self, name: &str) -> Option<EmailAddress> {
        let mut values = self.all(name);
        let (Some(value), None) = (values.next(), values.next()) else { return None };
        let head = format!("From: {value}\r\n\r\n");
        let parsed = MessageParser::new().parse_headers(head.as_bytes())?;
        let HeaderValue::Address(Address::List(mailboxes)) = parsed.parts.first()?.headers.first()?.value() else {
            return None;
        };
        let [only] = mailboxes.as_slice() else { return None };
        EmailAddress::parse(only.address.as_deref()?).ok()
    }

    /// Every address in the values of a name.
    pub(in crate::letter) fn addresses(&self, name: &str) -> Vec<EmailAddress> {
        self.all(name).flat_map(mention::addresses).collect()
    }
}

/// `Name: value`, where the name is one that a header could have.
pub(super) fn field(line: &str) -> Option<(&str, &str)> {
    let (name, value) = line.split_once(':')?;
    let name = name.trim_end();
    let sound = (1..=60).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_graphic());
    sound.then_some((name, value))
}

/// Whether a line opens a header.
pub(super) fn is_header_line(line: &str) -> bool {
    field(line).is_some_and(|(name, _)| name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)))
}
