//! Why there is no line to a relay.

use super::{NoSecret, RelayTarget};
use crate::model::{Argument, RelayAuth, Reply};

/// A step of the dialogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Step {
    /// The relay's first word.
    Greeting,
    /// `EHLO`.
    Ehlo,
    /// `STARTTLS`, and the handshake.
    StartTls,
    /// `AUTH`.
    Auth,
    /// `MAIL`: the sender. A refusal here is of the sender, and would meet every other letter too.
    Mail,
    /// `RCPT`: the recipient.
    Recipient,
    /// `DATA`, before the letter.
    Data,
    /// The letter, and the reply to its final dot.
    Letter,
}

impl Step {
    /// What the trade calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Greeting => "greeting",
            Self::Ehlo => "EHLO",
            Self::StartTls => "STARTTLS",
            Self::Auth => "AUTH",
            Self::Mail => "MAIL",
            Self::Recipient => "RCPT",
            Self::Data => "DATA",
            Self::Letter => "letter",
        }
    }
}

/// What is wrong with a relay's certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CertificateProblem {
    /// Nobody that this machine or `ca_file` trusts has signed it.
    UnknownIssuer,
    /// It is for another name.
    WrongName,
    /// It has run out, or is not valid yet.
    Expired,
    /// Something else, in the TLS library's words.
    Other(String),
}

/// Why there is no line to a relay. Nothing of any letter was on the wire.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SmtpError {
    /// The name has no address.
    #[error("{host}: no address")]
    HostUnknown {
        /// The relay's name.
        host: String,
    },
    /// Nobody answers at the address.
    #[error("{host}:{port}: {reason}")]
    Unreachable {
        /// The relay's name.
        host: String,
        /// Its port.
        port: u16,
        /// The system's words.
        reason: Argument,
    },
    /// It took too long.
    #[error("{host}:{port}: {} took too long", step.name())]
    TimedOut {
        /// The relay's name.
        host: String,
        /// Its port.
        port: u16,
        /// Where.
        step: Step,
    },
    /// The relay hung up.
    #[error("{host}:{port}: closed at {}: {reason}", step.name())]
    Closed {
        /// The relay's name.
        host: String,
        /// Its port.
        port: u16,
        /// Where.
        step: Step,
        /// The system's words.
        reason: Argument,
    },
    /// What answers speaks no SMTP.
    #[error("{host}:{port}: no SMTP at {}: {line:?}", step.name())]
    NotSmtp {
        /// The relay's name.
        host: String,
        /// Its port.
        port: u16,
        /// Where.
        step: Step,
        /// What it said.
        line: String,
    },
    /// The relay says no before any letter: 4xx or 5xx.
    #[error("{host}: {} refused: {} {}", step.name(), reply.code, reply.text)]
    Rejected {
        /// The relay's name.
        host: String,
        /// Where.
        step: Step,
        /// What it said.
        reply: Reply,
    },
    /// The relay does not offer `STARTTLS`, and the line must be encrypted.
    #[error("{host}: no STARTTLS")]
    StartTlsNotOffered {
        /// The relay's name.
        host: String,
    },
    /// `tls: none` for a relay on another machine.
    #[error("{host}: unencrypted, and not this machine")]
    TlsNoneNeedsLoopback {
        /// The relay's name.
        host: String,
    },
    /// The relay's certificate is not trusted.
    #[error("{host}: certificate: {problem:?}")]
    Certificate {
        /// The relay's name.
        host: String,
        /// Why.
        problem: CertificateProblem,
    },
    /// The TLS handshake failed for another reason.
    #[error("{host}:{port}: TLS: {reason}")]
    Tls {
        /// The relay's name.
        host: String,
        /// Its port.
        port: u16,
        /// The TLS library's words.
        reason: String,
    },
    /// This machine trusts no authority, and `ca_file` names none.
    #[error("no trusted certificates: {reason}")]
    NoTrust {
        /// The system's words.
        reason: String,
    },
    /// `ca_file` holds no certificate.
    #[error("ca_file holds no certificate")]
    CaFile,
    /// The relay offers no way to log in that we could use.
    #[error("{host}: offers {offered:?}")]
    AuthNotOffered {
        /// The relay's name.
        host: String,
        /// The way that was asked for, if one was.
        wanted: Option<RelayAuth>,
        /// What it offers.
        offered: String,
    },
    /// The relay does not know the user or the password, or the token has run out.
    #[error("{host}: login: {} {}", reply.code, reply.text)]
    Auth {
        /// The relay's name.
        host: String,
        /// Who.
        user: String,
        /// What it said.
        reply: Reply,
    },
    /// There is nothing to log in with: a token's file or command gives none.
    #[error("no secret: {}", .0.code)]
    NoSecret(NoSecret),
}

impl SmtpError {
    /// The relay hung up on a line before it had heard a letter.
    pub fn cut_off(target: &RelayTarget) -> Self {
        let RelayTarget { host, port, .. } = target;
        let reason = Argument::Message("system-cut-off");
        Self::Closed { host: host.clone(), port: *port, step: Step::Mail, reason }
    }

    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::HostUnknown { .. } => "smtp-host-unknown",
            Self::Unreachable { .. } => "smtp-unreachable",
            Self::TimedOut { .. } => "smtp-timed-out",
            Self::Closed { .. } => "smtp-closed",
            Self::NotSmtp { .. } => "smtp-not-smtp",
            Self::Rejected { .. } => "smtp-rejected",
            Self::StartTlsNotOffered { .. } => "smtp-starttls-not-offered",
            Self::TlsNoneNeedsLoopback { .. } => "tls-none-needs-loopback",
            Self::Certificate { problem, .. } => match problem {
                CertificateProblem::UnknownIssuer => "smtp-certificate-unknown-issuer",
                CertificateProblem::WrongName => "smtp-certificate-wrong-name",
                CertificateProblem::Expired => "smtp-certificate-expired",
                CertificateProblem::Other(_) => "smtp-certificate-refused",
            },
            Self::Tls { .. } => "smtp-tls-failed",
            Self::NoTrust { .. } => "smtp-no-trust",
            Self::CaFile => "smtp-ca-file",
            Self::AuthNotOffered { .. } => "smtp-auth-not-offered",
            Self::Auth { .. } => "smtp-auth-refused",
            Self::NoSecret(NoSecret { code, .. }) => code,
        }
    }

    /// What the system said, where that is not among the values.
    pub fn cause(&self) -> Option<Argument> {
        match self {
            Self::NoSecret(NoSecret { cause, .. }) => cause.clone(),
            _ => None,
        }
    }

    /// Whether it came at this step.
    pub fn is_at(&self, place: Step) -> bool {
        match self {
            Self::TimedOut { step, .. }
            | Self::Closed { step, .. }
            | Self::NotSmtp { step, .. }
            | Self::Rejected { step, .. } => *step == place,
            _ => false,
        }
    }

    /// The values of its message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        let said = |reply: &Reply| format!("{} {}", reply.code, reply.text);
        match self {
            Self::HostUnknown { host } => vec![text("host", host)],
            Self::Unreachable { host, port, reason } => {
                vec![text("host", host), at(*port), ("reason", reason.clone())]
            }
            Self::Tls { host, port, reason } => {
                vec![text("host", host), at(*port), text("reason", reason)]
            }
            Self::TimedOut { host, port, step } => vec![text("host", host), at(*port), text("step", step.name())],
            Self::Closed { host, port, step, reason } => {
                vec![text("host", host), at(*port), text("step", step.name()), ("reason", reason.clone())]
            }
            Self::NotSmtp { host, port, step, line } => {
                vec![text("host", host), at(*port), text("step", step.name()), text("line", line)]
            }
            Self::Rejected { host, step, reply } => {
                vec![text("host", host), text("step", step.name()), text("reply", &said(reply))]
            }
            Self::Certificate { host, problem: CertificateProblem::Other(reason) } => {
                vec![text("host", host), text("reason", reason)]
            }
            Self::StartTlsNotOffered { host }
            | Self::TlsNoneNeedsLoopback { host }
            | Self::Certificate { host, .. } => vec![text("host", host)],
            Self::NoTrust { reason } => vec![text("reason", reason)],
            Self::CaFile => Vec::new(),
            Self::AuthNotOffered { host, wanted, offered } => {
                let wanted = wanted.map_or("password", super::auth::name);
                vec![text("host", host), text("wanted", wanted), text("offered", offered)]
            }
            Self::Auth { host, user, reply } => {
                vec![text("host", host), text("user", user), text("reply", &said(reply))]
            }
            Self::NoSecret(NoSecret { arguments, .. }) => arguments.clone(),
        }
    }

    /// Whether another try a little later may go well.
    pub fn is_transient(&self) -> bool {
        match self {
            Self::HostUnknown { .. } | Self::Unreachable { .. } | Self::TimedOut { .. } | Self::Closed { .. } => true,
            Self::Rejected { reply, .. } | Self::Auth { reply, .. } => (400..500).contains(&reply.code),
            // A file is written anew, a command asks a server that is away.
            Self::NoSecret(_) => true,
            _ => false,
        }
    }
}

fn text(name: &'static str, value: &str) -> (&'static str, Argument) {
    (name, value.into())
}

/// The port as words: a number would get a thousands separator.
fn at(port: u16) -> (&'static str, Argument) {
    ("port", port.to_string().into())
}

#[cfg(test)]
mod tests {
    use super::{CertificateProblem, SmtpError, Step};
    use crate::language::Language;
    use crate::language::words::Words;
    use crate::letter::{LetterError, LetterPart};
    use crate::model::{Argument, RelayAuth, Reply, sentence};
    use crate::smtp::OutboxError;

    fn all() -> Vec<(&'static str, Vec<(&'static str, Argument)>)> {
        let host = || "relay.example.org".to_owned();
        let reason = || "the reason".to_owned();
        let reply = || Reply { code: 535, enhanced: None, text: "no".into() };
        let (port, step) = (587, Step::Ehlo);
        let problem = |problem| SmtpError::Certificate { host: host(), problem };
        let smtp = [
            SmtpError::HostUnknown { host: host() },
            SmtpError::Unreachable { host: host(), port, reason: reason().into() },
            SmtpError::TimedOut { host: host(), port, step },
            SmtpError::Closed { host: host(), port, step, reason: reason().into() },
            SmtpError::NotSmtp { host: host(), port, step, line: reason() },
            SmtpError::Rejected { host: host(), step, reply: reply() },
            SmtpError::StartTlsNotOffered { host: host() },
            SmtpError::TlsNoneNeedsLoopback { host: host() },
            problem(CertificateProblem::UnknownIssuer),
            problem(CertificateProblem::WrongName),
            problem(CertificateProblem::Expired),
            problem(CertificateProblem::Other(reason())),
            SmtpError::Tls { host: host(), port, reason: reason() },
            SmtpError::NoTrust { reason: reason() },
            SmtpError::CaFile,
            SmtpError::AuthNotOffered { host: host(), wanted: None, offered: "GSSAPI".into() },
            SmtpError::AuthNotOffered { host: host(), wanted: Some(RelayAuth::Login), offered: "PLAIN".into() },
            SmtpError::Auth { host: host(), user: "anna".into(), reply: reply() },
        ];
        let outbox = [
            OutboxError::Folder { path: "outbox".into(), reason: reason().into() },
            OutboxError::Full { path: "outbox/a.eml".into() },
            OutboxError::Write { path: "outbox/a.eml".into(), reason: reason().into() },
        ];
        let letter = [
            LetterError::TooLarge { part: LetterPart::Html, size: 100_001, limit: 100_000 },
            LetterError::TooLarge { part: LetterPart::Whole, size: 250_001, limit: 250_000 },
            LetterError::HeaderTooLong { header: "Subject" },
            LetterError::ServiceUrl { url: "http://a.example".into() },
            LetterError::ImageMissing { file: "files/a.png".into() },
            LetterError::NewerVersion { version: 2 },
            LetterError::Unreadable { reason: reason() },
        ];
        let smtp = smtp.iter().map(|error| (error.code(), error.arguments()));
        let outbox = outbox.iter().map(|error| (error.code(), error.arguments()));
        let letter = letter.iter().map(|error| (error.code(), error.arguments()));
        smtp.chain(outbox).chain(letter).collect()
    }

    #[test]
    fn every_error_has_a_sentence_and_a_hint_in_both_languages() {
        for language in [Language::Danish, Language::English] {
            let words = Words::new(language);
            for (code, arguments) in all() {
                let told = sentence(&words, code, &arguments).unwrap_or_else(|| panic!("{code}"));
                for (name, value) in &arguments {
                    let value = match value {
                        Argument::Text(text) if text != "password" => text.clone(),
                        Argument::Text(_) => continue,
                        Argument::Number(number) => number.to_string(),
                        Argument::Message(name) => words.say(name, &[]),
                    };
                    assert!(told.contains(&value), "{code} does not say {name}: {told}");
                }
                assert!(sentence(&words, &format!("{code}.hint"), &arguments).is_some(), "{code}");
            }
        }
    }

    #[test]
    fn a_port_is_no_quantity() {
        let error = SmtpError::TimedOut { host: "relay.example.org".into(), port: 10587, step: Step::Greeting };
        let told = sentence(&Words::new(Language::Danish), error.code(), &error.arguments()).unwrap();
        assert!(told.contains("port 10587"), "{told}");
    }
}
