//! A mail taken apart → what it says: which of the ways to tell of a failure it uses, and whose.

use super::code;
use super::header::Headers;
use super::nature::Nature;
use super::part::{Parts, Role};
use super::report::{self, Action, Fate};
use super::suspect::{self, Known};
use super::token;
use super::verdict::Evidence;
use super::wording;
use super::{Bearing, Failure, ReturnedKind, one_line};
use crate::model::EmailAddress;

/// A mail taken apart, about to be understood.
pub(super) struct Reading<'a> {
    pub(super) parts: &'a Parts,
    pub(super) nature: Nature,
    /// The server's own words.
    pub(super) words: String,
    /// The headers of the letter that came back.
    pub(super) letter: Headers,
}

impl Reading<'_> {
    pub(super) fn say(&self) -> (ReturnedKind, Vec<Failure>) {
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
        Some(Failure {
            kind: ReturnedKind::Complaint,
            address,
            code: None,
            status: None,
            text,
            bearing: Bearing::OnLetter,
        })
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
        let opens_as_qmail = plain.starts_with("hi. this is the qmail");
        let is_answer = nature.is_auto_reply && !nature.names_server;
        let is_plain = nature.is_of_server && nature.has_returned_subject && self.has_sign();
        let is_told = is_server && fails && if nature.names_server { self.has_sign() } else { self.has_proof() };
        let is_bounce = (is_plain || is_told || opens_as_qmail) && !is_answer && !nature.tells_of_success;
        if is_bounce { self.of_words(&[]) } else { Vec::new() }
    }

    /// Whether there is more than the words of a mail that calls itself a server's, which anybody may write: a report, no return
    /// path, our own token, the letter that came back, a code, or an address named as servers do.
    fn has_sign(&self) -> bool {
        self.nature.has_null_return
            || !self.parts.report_type.is_empty()
            || !self.letter.is_empty()
            || self.has_code()
            || token::of_returned(&self.parts.headers, &self.letter).is_some()
            || self.names_somebody()
    }

    /// Whether the words hold a code.
    fn has_code(&self) -> bool {
        let codes = code::find(&self.words, None);
        codes.reply.is_some() || codes.enhanced.is_some()
    }

    /// Whether the words name an address as servers do.
    fn names_somebody(&self) -> bool {
        suspect::suspects(&self.words, &self.known()).first().is_some_and(|it| it.score >= suspect::CERTAIN)
    }

    /// Whether the words are a server's, though none is named as the sender: they have a code, stand before the letter, or
    /// name an address as servers do; and they quote nobody.
    fn has_proof(&self) -> bool {
        let is_quoting = self.words.lines().any(|line| line.starts_with('>') && !line.starts_with(">>"));
        let is_server = self.nature.is_of_server || self.nature.has_returned_subject;
        let has_letter = is_server && !self.letter.is_empty();
        let is_report = self.parts.report_type.contains("delivery-status");
        is_report
            || !is_quoting
                && (self.has_code() || has_letter || (self.nature.has_returned_subject && self.names_somebody()))
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
    pub(super) fn known(&self) -> Known {
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

/// The report that a server on the way wrapped into one of its own, which tells nothing itself.
pub(super) fn wrapped<'a>(parts: &'a Parts, nature: &Nature) -> Option<&'a str> {
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
