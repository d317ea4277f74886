//! Why a key cannot sign.

use crate::model::{Argument, DkimName};

/// Why a key cannot sign.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DkimError {
    /// The text is no private key in PEM.
    #[error("no private key")]
    NoKey,
    /// It is one, and a passphrase is wanted for it.
    #[error("the key has a passphrase")]
    Encrypted,
    /// It is neither an RSA nor an Ed25519 key, or a damaged one.
    #[error("neither RSA nor Ed25519")]
    Kind,
    /// An RSA key of less than 2048 bits: receivers pass over what is shorter than they like (RFC 8301 §3.2).
    #[error("RSA under 2048 bits")]
    TooSmall,
    /// An RSA key of more than 4096 bits, which receivers need not verify (RFC 8301 §3.2).
    #[error("RSA over 4096 bits")]
    TooLarge,
    /// Two keys have one name.
    #[error("two keys are called {0}")]
    NameTwice(DkimName),
}

impl DkimError {
    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoKey => "dkim-no-key",
            Self::Encrypted => "dkim-key-encrypted",
            Self::Kind => "dkim-key-kind",
            Self::TooSmall => "dkim-key-too-small",
            Self::TooLarge => "dkim-key-too-large",
            Self::NameTwice(_) => "dkim-name-twice",
        }
    }

    /// The values of its message.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::NameTwice(name) => {
                vec![("selector", name.selector().into()), ("domain", name.domain().into())]
            }
            _ => Vec::new(),
        }
    }
}
