//! A relay: its dialogue and its replies; and the outbox, a folder of .eml files.
//!
//! The dialogue is our own, on tokio and rustls. lettre's `AsyncSmtpConnection` turns every refusal into an error and a
//! refused recipient into a lost connection, reads a line of any length into memory before it looks at it, keeps what a
//! stranger put before a TLS handshake and takes it for the relay's word after it, and copies each letter into a command.
//! What is left of it when all of that is written anew would be smaller than what it takes to go around it. Letters
//! themselves are made with lettre's builder, in `letter`.
//!
//! What a failure means for a letter is decided in `flight` alone, and errs on one side: where the relay may have taken a
//! letter, the outcome is unknown, never deferred (RFC 1047).

mod auth;
mod capabilities;
mod connect;
mod deliver;
mod dots;
mod error;
mod flight;
mod line;
mod outbox;
mod reply;
mod target;
mod tls;

#[cfg(test)]
mod tests;

pub use connect::connect;
pub use deliver::Connection;
pub use error::{CertificateProblem, SmtpError, Step};
pub use flight::Delivered;
pub use outbox::{Outbox, OutboxError, OutboxMark};
pub use target::{AskSecret, Encryption, Login, NoSecret, RelayTarget, Timeouts};
pub use tls::Trust;
