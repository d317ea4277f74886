//! A mail that came back → what it says: whose address failed, with which codes, for good or for now.
//!
//! A report (RFC 3464) is believed first, then `X-Failed-Recipients`, then the server's words, then the letter that is
//! enclosed. What a person, a list or an answering machine wrote is no bounce, whatever it talks of.

mod code;
mod header;
mod mention;
mod nature;
mod part;
mod report;
mod suspect;
mod token;
mod verdict;
mod wording;
mod words;

pub use code::EnhancedCode;

use self::header::Headers;
use self::nature::Nature;
use self::part::{Parts, Role};
use self::report::{Action, Fate};
use self::suspect::Known;
use self::verdict::Evidence;
use crate::model::{EmailAddress, Token};

/// How much of a mail is looked at, in bytes: the report stands at its beginning.
const MAX_READ: usize = 4_000_000;

/// How often a report may be wrapped into another mail of a server.
const MAX_WRAPS: usize = 2;

/// How many characters of a refusal are kept.
const MAX_TEXT: usize = 500;

/// What a mail that came back is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ReturnedKind {
    /// The letter was refused for good.
    Hard,
    /// It could not be delivered now; another may.
    Soft,
    /// An answering machine (RFC 3834).
    AutoReply,
    /// The reader calls it spam (RFC 5965).
    Complaint,
    /// Anything else: answers, receipts, what is not understood.
    Other,
}

impl ReturnedKind {
    /// The name in the store and in `--json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hard => "hard",
            Self::Soft => "soft",
            Self::AutoReply => "auto_reply",
            Self::Complaint => "complaint",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Hard, Self::Soft, Self::AutoReply, Self::Complaint, Self::Other]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// Whether a letter did not reach somebody.
    pub fn is_bounce(self) -> bool {
        matches!(self, Self::Hard | Self::Soft)
    }
}

/// What a mail says of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Hard or soft.
    pub kind: ReturnedKind,
    /// The address that failed, where the mail names it.
    pub address: Option<EmailAddress>,
    /// The reply's code, where the mail has one.
    pub code: Option<u16>,
    /// The enhanced code, where the mail has one.
    pub status: Option<EnhancedCode>,
    /// The server's words, on one line.
    pub text: String,
    /// Whether it speaks against the address itself. A refusal for the letter's sake or its sender's (5.7.x, a letter too
    /// large) and one without a reason are hard, and say nothing of the mailbox.
    pub condemns: bool,
}

/// A mail that came back, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returned {
    /// What it is; of several failures the gravest.
    pub kind: ReturnedKind,
    /// What it says of each address; empty where it is no bounce.
    pub failures: Vec<Failure>,
    /// The token of the subscription that the letter was for, from the address that this mail was sent to or from the
    /// letter that it encloses.
    pub token: Option<Token>,
    /// The `Message-ID` of the letter that came back, with its angle brackets.
    pub original: Option<String>,
    /// Whom that letter was written to.
    pub written_to: Option<EmailAddress>,
    /// Who sent this mail, as it says.
    pub from: String,
    /// What it is called.
    pub subject: String,
    /// Its own `Message-ID`.
    pub message_id: Option<String>,
}

impl Returned {
    /// Reads a mail, whatever it is: nothing that can be in a file makes it fail.
    pub fn read(bytes: &[u8]) -> Self {
        Self::read_inside(bytes, 0)
    }

    /// Reads a mail that lies in so many others.
    fn read_inside(bytes: &[u8], depth: usize) -> Self {
        let parts = Parts::read(&bytes[..bytes.len().min(MAX_READ)]);
        let nature = nature::of(&parts);
        if let Some(inner) = wrapped(&parts, &nature).filter(|_| depth < MAX_WRAPS) {
            return Self::read_inside(inner.as_bytes(), depth + 1);
        }
        let mut words = String::new();
        let mut pasted = None;
        let role = if parts.has(Role::Words) { Role::Words } else { Role::Html };
        for text in parts.texts(role) {
            let split = words::split(text);
            words.push_str(&split.own);
            words.push('\n');
            if let Some(headers) = split.pasted {
                pasted.get_or_insert(headers);
                break;
            }
        }
        let enclosed = parts.texts(Role::Enclosed).map(Headers::read).find(|headers| !headers.is_empty());
        let letter = enclosed.or(pasted).unwrap_or_default();
        let reading = Reading { parts: &parts, nature, words, letter };
        let (kind, failures) = reading.say();
        Self {
            kind,
            failures,
            token: token::of_returned(&parts.headers, &reading.letter),
            original: reading.letter.first("message-id").and_then(message_id),
            written_to: reading.known().recipients.into_iter().next(),
            from: one_line(&parts.headers.words("from").unwrap_or_default()),
            subject: one_line(&parts.headers.words("subject").unwrap_or_default()),
            message_id: parts.headers.first("message-id").and_then(message_id),
        }
    }

    /// The failure to name where only one can be.
    pub fn failure(&self) -> Option<&Failure> {
        self.failures.iter().find(|failure| failure.kind == self.kind)
    }
}

/// The report that a server on the way wrapped into one of its own, which tells nothing itself.
fn wrapped<'a>(parts: &'a Parts, nature: &Nature) -> Option<&'a str> {
    if !nature.is_of_server || nature.is_of_person || parts.has(Role::DeliveryStatus) || parts.has(Role::Feedback) {
        return None;
    }
    parts.texts(Role::Enclosed).find(|text| {
        let kind = Headers::read(&text.chars().take(5_000).collect::<String>());
        kind.first("content-type").is_some_and(|kind| {
            let kind = kind.to_ascii_lowercase();
            kind.starts_with("multipart/report") && kind.contains("delivery-status")
        })
    })
}

/// `<id@domain>`, without what stands around it.
fn message_id(value: &str) -> Option<String> {
    let start = value.find('<')?;
    let end = start + value[start..].find('>')?;
    let id = &value[start..=end];
    (id.len() <= 300 && !id.contains(char::is_whitespace)).then(|| id.to_owned())
}

/// A text as it may be shown and kept: one line, not long.
fn one_line(text: &str) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(MAX_TEXT).collect()
}

/// A mail taken apart, about to be understood.
struct Reading<'a> {
    parts: &'a Parts,
    nature: Nature,
    /// The server's own words.
    words: String,
    /// The headers of the letter that came back.
    letter: Headers,
}

impl Reading<'_> {
    fn say(&self) -> (ReturnedKind, Vec<Failure>) {
        if let Some(failure) = self.complaint() {
            return (ReturnedKind::Complaint, vec![failure]);
        }
        let failures = self.failures();
        let is_hard = failures.iter().any(|failure| failure.kind == ReturnedKind::Hard);
        match failures.is_empty() {
            false if is_hard => (ReturnedKind::Hard, failures),
            false => (ReturnedKind::Soft, failures),
            true if self.nature.is_auto_reply => (ReturnedKind::AutoReply, failures),
            true => (ReturnedKind::Other, failures),
        }
    }

    /// What a complaint (RFC 5965) is about.
    fn complaint(&self) -> Option<Failure> {
        let subject = wording::plain(&self.parts.headers.words("subject").unwrap_or_default());
        let is_old_form =
            subject.starts_with("complaint about message from") || subject.starts_with("email feedback report");
        let is_report = self.parts.report_type == "feedback-report" || self.parts.has(Role::Feedback) || is_old_form;
        if !is_report {
            return None;
        }
        let report = self.parts.texts(Role::Feedback).next().map(Headers::read).unwrap_or_default();
        let first = |headers: &Headers, name| headers.addresses(name).into_iter().next();
        let address = ["original-rcpt-to", "removal-recipient"].iter().find_map(|name| first(&report, name));
        let address = address.or_else(|| first(&self.letter, "x-hmxmroriginalrecipient"));
        let address = address.or_else(|| self.known().recipients.into_iter().next());
        let text = one_line(report.first("feedback-type").unwrap_or_default());
        Some(Failure { kind: ReturnedKind::Complaint, address, code: None, status: None, text, condemns: false })
    }

    fn failures(&self) -> Vec<Failure> {
        let nature = &self.nature;
        let is_receipt = self.parts.report_type == "disposition-notification" || self.parts.has(Role::Disposition);
        // Some servers refuse in the form of a receipt (RFC 8098), and tell so in words alone.
        let refuses = is_receipt && wording::plain(&self.words).contains("automatically rejected");
        if nature.is_of_person || (is_receipt && !refuses) {
            return Vec::new();
        }
        let role = if refuses { Role::Disposition } else { Role::DeliveryStatus };
        let mut fates: Vec<Fate> = self.parts.texts(role).flat_map(report::fates).collect();
        let is_report = !fates.is_empty();
        let is_server = nature.is_of_server || nature.has_returned_subject;
        if fates.is_empty() && is_server {
            // Reports that lost their type, or were written into the words.
            let texts =
                self.parts.parts.iter().filter(|part| matches!(part.role, Role::Words | Role::Html | Role::Feedback));
            fates = texts.flat_map(|part| report::fates(&part.text)).filter(|fate| fate.address().is_some()).collect();
        }
        if !fates.is_empty() && fates.iter().all(|fate| fate.action == Some(Action::Done)) {
            return Vec::new();
        }
        fates.retain(|fate| fate.action != Some(Action::Done));
        if !fates.is_empty() && (is_report || is_server) {
            return self.of_fates(&fates);
        }
        let named = self.parts.headers.addresses("x-failed-recipients");
        if !named.is_empty() {
            return self.of_words(&named);
        }
        let plain = wording::plain(&self.words);
        let fails = wording::is_failure(&plain) || wording::is_gone(&plain) || wording::is_full(&plain);
        let opens_as_qmail = plain.starts_with("hi. this is the");
        let is_answer = nature.is_auto_reply && !nature.has_returned_subject;
        let is_plain = nature.is_of_server && nature.has_returned_subject;
        let is_bounce = (is_plain || is_server && fails || opens_as_qmail) && !is_answer;
        if is_bounce { self.of_words(&[]) } else { Vec::new() }
    }

    /// The failures of a report; what it leaves out is looked for in the words.
    fn of_fates(&self, fates: &[Fate]) -> Vec<Failure> {
        let known = self.known();
        let suspects = suspect::suspects(&self.words, &known);
        let mut failures: Vec<Failure> = Vec::new();
        for fate in fates {
            let only = fates.len() == 1;
            let address = fate.address().cloned().or_else(|| {
                let named = self.parts.headers.addresses("x-failed-recipients").into_iter().next();
                let said = suspects.first().map(|it| it.address.clone());
                if only { named.or(said).or_else(|| known.recipients.first().cloned()) } else { None }
            });
            let said = suspects.iter().find(|it| Some(&it.address) == address.as_ref());
            let words = said.map_or(if only { self.words.as_str() } else { "" }, |it| it.words.as_str());
            let evidence = Evidence {
                action: fate.action,
                status: fate.status,
                diagnostic: &fate.diagnostic,
                words,
                all_words: if only { &self.words } else { words },
            };
            push(&mut failures, evidence.failure(address));
        }
        failures
    }

    /// The failures that the words tell of, or that a header names.
    fn of_words(&self, named: &[EmailAddress]) -> Vec<Failure> {
        let known = self.known();
        let suspects = suspect::suspects(&self.words, &known);
        let mut addresses: Vec<EmailAddress> = named.to_vec();
        if addresses.is_empty() {
            addresses = suspects.iter().map(|it| it.address.clone()).collect();
        }
        if addresses.is_empty() {
            addresses.extend(known.recipients.first().cloned());
        }
        let only = addresses.len() <= 1;
        let mut failures = Vec::new();
        let candidates: Vec<Option<EmailAddress>> =
            if addresses.is_empty() { vec![None] } else { addresses.into_iter().map(Some).collect() };
        for address in candidates {
            let said = suspects.iter().find(|it| Some(&it.address) == address.as_ref());
            let words = said.map_or(self.words.as_str(), |it| it.words.as_str());
            let all_words = if only { self.words.as_str() } else { words };
            let evidence = Evidence { action: None, status: None, diagnostic: "", words, all_words };
            push(&mut failures, evidence.failure(address));
        }
        failures
    }

    /// Whom the enclosed letter was written to, and who else is about.
    fn known(&self) -> Known {
        let mut recipients = Vec::new();
        for name in ["x-original-to", "to", "apparently-to", "x-envelope-to", "envelope-to", "cc"] {
            for address in self.letter.addresses(name) {
                if !recipients.contains(&address) {
                    recipients.push(address);
                }
            }
        }
        let own = &self.parts.headers;
        let mut bystanders = Vec::new();
        for name in ["from", "to", "delivered-to", "envelope-to", "return-path", "reply-to"] {
            bystanders.extend(own.addresses(name));
        }
        for name in ["from", "sender", "return-path", "reply-to", "errors-to"] {
            bystanders.extend(self.letter.addresses(name));
        }
        Known { recipients, bystanders }
    }
}

/// One failure an address: a report may name one twice.
fn push(failures: &mut Vec<Failure>, failure: Failure) {
    if !failures.iter().any(|it| it.address == failure.address) {
        failures.push(failure);
    }
}

#[cfg(test)]
mod tests;
