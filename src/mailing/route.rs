//! How letters leave: into the outbox, or over connections to a relay.

use crate::model::{Argument, Reply};
use crate::smtp::{Outbox, OutboxError, RelayTarget, SmtpError};

/// Where letters go.
#[derive(Debug, Clone)]
pub enum Route {
    /// A folder of .eml files.
    Outbox(Outbox),
    /// A relay.
    Relay(Box<RelayTarget>),
}

impl Route {
    /// Makes letters that have left last through a power cut, before anybody writes down that they have.
    ///
    /// # Errors
    /// `RouteError` where the outbox's folder cannot be synced.
    pub async fn settle(&self) -> Result<(), RouteError> {
        let Self::Outbox(outbox) = self else { return Ok(()) };
        let outbox = outbox.clone();
        match tokio::task::spawn_blocking(move || outbox.settle()).await {
            Ok(settled) => Ok(settled?),
            Err(_) => Ok(()),
        }
    }
}

/// Why letters cannot leave.
#[derive(Debug, thiserror::Error)]
pub enum RouteError {
    /// The outbox cannot be written.
    #[error(transparent)]
    Outbox(#[from] OutboxError),
    /// There is no line to the relay.
    #[error(transparent)]
    Relay(#[from] SmtpError),
    /// The relay takes nothing from this sender: every letter would meet the same.
    #[error("the sender is refused: {} {}", .0.code, .0.text)]
    SenderRefused(Reply),
    /// The relay has refused many letters in a row, whoever they were to.
    #[error("all letters are refused: {} {}", .0.code, .0.text)]
    LettersRefused(Reply),
}

impl RouteError {
    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Outbox(error) => error.code(),
            Self::Relay(error) => error.code(),
            Self::SenderRefused(_) => "relay-sender-refused",
            Self::LettersRefused(_) => "relay-letters-refused",
        }
    }

    /// What the ledger keeps of it for each letter that had to wait: the relay's own words, where there are any.
    pub(super) fn reply(&self) -> Reply {
        let text = match self {
            Self::SenderRefused(reply) | Self::LettersRefused(reply) => return reply.clone(),
            Self::Relay(SmtpError::Auth { reply, .. } | SmtpError::Rejected { reply, .. }) => return reply.clone(),
            Self::Relay(SmtpError::AuthNotOffered { .. } | SmtpError::NoSecret(_)) => "delivery-no-login",
            Self::Relay(
                SmtpError::StartTlsNotOffered { .. }
                | SmtpError::TlsNoneNeedsLoopback { .. }
                | SmtpError::Certificate { .. }
                | SmtpError::Tls { .. }
                | SmtpError::NoTrust { .. }
                | SmtpError::CaFile,
            ) => "delivery-not-secure",
            Self::Relay(_) => "delivery-no-line",
            Self::Outbox(_) => "delivery-no-outbox",
        };
        Reply { code: 0, enhanced: None, text: text.to_owned() }
    }

    /// Whether it may pass by itself. A full disk, a wrong password or a certificate does not.
    pub fn is_transient(&self) -> bool {
        matches!(self, Self::Relay(error) if error.is_transient())
    }

    /// The values of its message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::Outbox(error) => error.arguments(),
            Self::Relay(error) => error.arguments(),
            Self::SenderRefused(reply) | Self::LettersRefused(reply) => {
                vec![("code", u32::from(reply.code).into()), ("text", reply.text.as_str().into())]
            }
        }
    }
}
