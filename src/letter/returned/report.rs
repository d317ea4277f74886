//! The fields of a delivery report (RFC 3464 §2), also where the report is not well made.

use super::code::{self, EnhancedCode};
use super::header;
use super::mention;
use crate::model::EmailAddress;

/// How many recipients of one report are read.
const MAX_RECIPIENTS: usize = 200;

/// What a report says was done for a recipient (RFC 3464 §2.3.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    Failed,
    Delayed,
    /// Delivered, relayed or expanded: nothing came back.
    Done,
}

/// What a report says of one recipient.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Fate {
    pub(super) original: Option<EmailAddress>,
    pub(super) last: Option<EmailAddress>,
    pub(super) actual: Option<EmailAddress>,
    pub(super) action: Option<Action>,
    pub(super) status: Option<EnhancedCode>,
    pub(super) diagnostic: String,
    /// Whether a recipient was named at all, be it in a form that is no address.
    has_recipient: bool,
}

impl Fate {
    /// The address that the letter was written to.
    pub(super) fn address(&self) -> Option<&EmailAddress> {
        self.original.as_ref().or(self.last.as_ref()).or(self.actual.as_ref())
    }

    fn says_something(&self) -> bool {
        self.has_recipient || self.action.is_some() || (self.status.is_some() && !self.diagnostic.is_empty())
    }
}

/// The field that a line belongs to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Original,
    Last,
    Actual,
    Action,
    Status,
    Diagnostic,
    Other,
}

/// The recipients of a report.
pub(super) fn fates(text: &str) -> Vec<Fate> {
    let mut fates: Vec<Fate> = Vec::new();
    let mut fate = Fate::default();
    let mut is_after_blank = false;
    let mut field = Field::Other;
    for line in text.lines() {
        if line.trim().is_empty() {
            is_after_blank = true;
            continue;
        }
        let is_more = line.starts_with([' ', '\t']) && !is_after_blank;
        let named = if is_more { None } else { header::field(line.trim_start()) };
        let named = named.and_then(|(name, value)| Some((known(name)?, value.trim())));
        let Some((next, value)) = named else {
            // A diagnosis may go on in lines that do not look like it.
            let is_field = !is_more && header::field(line).is_some_and(|(name, _)| !name.contains(['<', '@', '[']));
            if field == Field::Diagnostic && !is_after_blank && !is_field {
                fate.diagnostic.push(' ');
                fate.diagnostic.push_str(line.trim());
            } else if !is_more {
                field = Field::Other;
            }
            continue;
        };
        let is_again = match next {
            Field::Original => fate.original.is_some(),
            Field::Last => fate.last.is_some(),
            _ => false,
        };
        // Blank lines stand between recipients, and in some reports between all fields.
        let opens = match next {
            Field::Original | Field::Last => fate.has_recipient && (fate.action.is_some() || fate.status.is_some()),
            Field::Action => fate.action.is_some(),
            _ => false,
        };
        if is_again || (is_after_blank && opens) {
            fates.push(std::mem::take(&mut fate));
            if fates.len() >= MAX_RECIPIENTS {
                return fates;
            }
        }
        is_after_blank = false;
        field = next;
        take(&mut fate, next, value);
    }
    fates.push(fate);
    fates.retain(Fate::says_something);
    fates
}

fn known(name: &str) -> Option<Field> {
    Some(match name.to_ascii_lowercase().as_str() {
        "original-recipient" => Field::Original,
        "final-recipient" => Field::Last,
        "x-actual-recipient" => Field::Actual,
        "action" => Field::Action,
        "status" => Field::Status,
        "diagnostic-code" => Field::Diagnostic,
        "reporting-mta"
        | "remote-mta"
        | "received-from-mta"
        | "arrival-date"
        | "last-attempt-date"
        | "final-log-id"
        | "will-retry-until"
        | "original-envelope-id"
        | "dsn-gateway" => Field::Other,
        name if name.starts_with("x-") => Field::Other,
        _ => return None,
    })
}

fn take(fate: &mut Fate, field: Field, value: &str) {
    match field {
        Field::Original => {
            fate.original = recipient(value);
            fate.has_recipient |= !value.is_empty();
        }
        Field::Last => {
            fate.last = recipient(value);
            fate.has_recipient |= !value.is_empty();
        }
        Field::Actual => fate.actual = recipient(value),
        Field::Action => {
            let word = value.to_ascii_lowercase();
            fate.action = match word.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default() {
                "failed" | "failure" | "fail" | "error" => Some(Action::Failed),
                "delayed" | "delay" | "deferred" => Some(Action::Delayed),
                "delivered" | "relayed" | "expanded" | "deliverable" => Some(Action::Done),
                _ => fate.action,
            };
        }
        Field::Status => {
            let word = value.split(|c: char| !(c.is_ascii_digit() || c == '.')).find(|word| !word.is_empty());
            fate.status = word.and_then(EnhancedCode::parse).or(code::find(value, None).enhanced).or(fate.status);
        }
        Field::Diagnostic if fate.diagnostic.is_empty() => fate.diagnostic = value.to_owned(),
        Field::Diagnostic => {
            fate.diagnostic.push(' ');
            fate.diagnostic.push_str(value);
        }
        Field::Other => {}
    }
}

/// The address of `rfc822; anna@example.org`, `utf-8; …` (RFC 6533 §3) or what stands in its place.
fn recipient(value: &str) -> Option<EmailAddress> {
    let (kind, value) = value.split_once(';').unwrap_or(("rfc822", value));
    let kind = kind.trim().to_ascii_lowercase();
    if kind.contains("x400") || kind.contains("x.400") || kind == "unknown" && !value.contains('@') {
        return None;
    }
    let mut text = value.trim().to_owned();
    if kind.starts_with("utf-8") {
        text = unescaped(&text);
    }
    // What xtext (RFC 3461 §4) must escape, in case nobody took it back.
    let text = text.replace("+2B", "+").replace("+3D", "=");
    mention::addresses(&text).into_iter().next()
}

/// `\x{E6}` as the letter it stands for (RFC 6533 §3).
fn unescaped(text: &str) -> String {
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\x{") {
        plain.push_str(&rest[..at]);
        let (hex, after) = rest[at + 3..].split_once('}').unwrap_or(("", ""));
        plain.extend(u32::from_str_radix(hex, 16).ok().and_then(char::from_u32));
        rest = after;
    }
    plain.push_str(rest);
    plain
}
