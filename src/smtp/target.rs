//! Where letters go, and how one gets in.

use super::Trust;
use crate::model::{Argument, RelayAuth};
use secrecy::SecretString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Where letters go, and how one gets in.
#[derive(Debug, Clone)]
pub struct RelayTarget {
    /// The relay's name, as its certificate has it.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the line is encrypted.
    pub encryption: Encryption,
    /// Who logs in, if anybody.
    pub login: Option<Login>,
    /// How we introduce ourselves: this machine's name. What is no name becomes the line's own address.
    pub client_name: String,
    /// How long each step may take.
    pub timeouts: Timeouts,
}

/// How a line is encrypted. There is no way to encrypt and not to verify.
#[derive(Debug, Clone)]
pub enum Encryption {
    /// From the first byte (RFC 8314): `smtps://`.
    Implicit(Trust),
    /// By `STARTTLS` (RFC 3207); a relay that does not offer it is refused.
    StartTls(Trust),
    /// Not at all; only for loopback.
    None,
}

/// Gives a secret, or why there is none. Asked anew for each line: a token may run out while letters leave. It may take its
/// time, and is asked where nobody waits for the thread.
pub type AskSecret = Arc<dyn Fn() -> Result<SecretString, NoSecret> + Send + Sync>;

/// Why there is no secret, in its owner's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoSecret {
    /// The name of its message.
    pub code: &'static str,
    /// The values of its message.
    pub arguments: Vec<(&'static str, Argument)>,
    /// What the system said.
    pub cause: Option<Argument>,
}

/// Who logs in.
#[derive(Clone)]
pub struct Login {
    /// The user.
    pub user: String,
    /// The password; for XOAUTH2 the token.
    pub secret: AskSecret,
    /// The way; `PLAIN` or else `LOGIN` if none is asked for.
    pub mechanism: Option<RelayAuth>,
}

impl fmt::Debug for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Login(…)")
    }
}

/// How long each step may take. The default is what RFC 5321 §4.5.3.2 asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeouts {
    /// To get a line, for each of the relay's addresses.
    pub connect: Duration,
    /// To agree on its encryption.
    pub handshake: Duration,
    /// To hear the relay's first word.
    pub greeting: Duration,
    /// To have a command answered.
    pub command: Duration,
    /// To have `DATA` answered.
    pub data: Duration,
    /// To get a part of a letter out.
    pub block: Duration,
    /// To have the final dot answered: here impatience makes unknown letters.
    pub letter: Duration,
    /// To have `QUIT` answered.
    pub quit: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(30),
            handshake: Duration::from_secs(60),
            greeting: Duration::from_secs(300),
            command: Duration::from_secs(300),
            data: Duration::from_secs(120),
            block: Duration::from_secs(180),
            letter: Duration::from_secs(600),
            quit: Duration::from_secs(5),
        }
    }
}
