//! One line of Postfix's log: when, who, and what of it matters to a letter.

use chrono::{DateTime, Datelike, NaiveDateTime, Utc};

/// A line of one of Postfix's programs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct LogLine<'a> {
    pub(super) time: Option<DateTime<Utc>>,
    /// `smtpd`, `cleanup` ….
    pub(super) service: &'a str,
    pub(super) process: u32,
    pub(super) text: &'a str,
}

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said<'a> {
    /// A session has come to a recipient that it takes: the letter has a queue id.
    Begun { queue_id: &'a str },
    /// The letter's headers were read.
    Named { queue_id: &'a str, message_id: &'a str },
    /// The letter is in the queue.
    Queued { queue_id: &'a str },
    /// The letter was refused after it had been read.
    Rejected { queue_id: &'a str },
    /// The line broke in the middle of a letter.
    BrokenOff,
    /// The session is over; how many of its letters were not taken, where it counted.
    Ended { failed: Option<u32> },
}

impl<'a> LogLine<'a> {
    /// Reads a line as Postfix itself, syslog or the journal writes it.
    pub(super) fn parse(line: &'a str, now: DateTime<Utc>) -> Option<Self> {
        let (head, text) = line.split_once("]: ")?;
        let (head, process) = head.rsplit_once('[')?;
        let process = process.parse().ok()?;
        let (start, service) = head.rsplit_once('/')?;
        let tag = start.rsplit(' ').next()?;
        if !tag.starts_with("postfix") || service.contains(' ') {
            return None;
        }
        Some(Self { time: time(line, now), service, process, text: text.trim_end() })
    }
}

impl<'a> Said<'a> {
    pub(super) fn parse(service: &str, text: &'a str) -> Option<Self> {
        if service == "smtpd" {
            if let Some(rest) = text.strip_prefix("disconnect from ") {
                return Some(Self::Ended { failed: failed(rest) });
            }
            // After END-OF-MESSAGE the letter was taken, and only the reply was lost.
            let place = text.strip_prefix("lost connection after ").or_else(|| text.strip_prefix("timeout after "));
            if let Some(place) = place {
                let verb = place.split([' ', '(']).next()?;
                return matches!(verb, "DATA" | "BDAT").then_some(Self::BrokenOff);
            }
        }
        let (queue_id, rest) = text.split_once(": ")?;
        if queue_id.is_empty() || !queue_id.bytes().all(|byte| byte.is_ascii_alphanumeric()) || queue_id == "NOQUEUE" {
            return None;
        }
        match service {
            "smtpd" if rest.starts_with("client=") => Some(Self::Begun { queue_id }),
            "cleanup" => match rest.strip_prefix("message-id=") {
                Some(message_id) => Some(Self::Named { queue_id, message_id }),
                None => is_rejection(rest).then_some(Self::Rejected { queue_id }),
            },
            "qmgr" if rest.starts_with("from=<") || rest == "removed" => Some(Self::Queued { queue_id }),
            // Whatever a delivery agent says of it, it had it from the queue.
            _ if rest.starts_with("to=<") => Some(Self::Queued { queue_id }),
            _ => None,
        }
    }
}

fn is_rejection(text: &str) -> bool {
    ["milter-reject: END-OF-MESSAGE", "reject: ", "milter-discard: "].iter().any(|start| text.starts_with(start))
}

/// How many letters of a session were not taken: one for `… data=2/3 …`. Nothing where the session did not count; nor where
/// a sender or recipient was refused, since `DATA` may then have failed for that alone.
fn failed(text: &str) -> Option<u32> {
    let mut of_letters = None;
    for (verb, count) in text.split(' ').filter_map(|word| word.split_once('=')) {
        let (done, all) = count.split_once('/').unwrap_or((count, count));
        let (done, all): (u32, u32) = (done.parse().ok()?, all.parse().ok()?);
        let failed = all.checked_sub(done)?;
        match verb {
            "mail" | "rcpt" if failed > 0 => return None,
            "data" | "bdat" => of_letters = Some(of_letters.unwrap_or(0) + failed),
            _ => {}
        }
    }
    of_letters
}

/// The time that a line begins with: RFC 3339, or syslog's `Nov  2 22:17:13`, which has neither year nor zone: taken for UTC.
fn time(line: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let first = line.split(' ').next()?;
    if let Ok(time) = DateTime::parse_from_rfc3339(first) {
        return Some(time.to_utc());
    }
    let stamp = line.get(..15)?;
    // The newest that is not yet to come; a clock may be a day ahead of ours.
    (0..2).map(|back| now.year() + 1 - back).chain([now.year() - 1]).find_map(|year| {
        let local = NaiveDateTime::parse_from_str(&format!("{year} {stamp}"), "%Y %b %e %H:%M:%S").ok()?;
        let time = local.and_utc();
        (time <= now + chrono::TimeDelta::days(1)).then_some(time)
    })
}
