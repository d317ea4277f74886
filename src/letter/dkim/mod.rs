//! DKIM: signatures by which a receiver sees whose a letter is, and that nobody has changed it (RFC 6376, RFC 8463).
//!
//! On `aws-lc-rs`, which TLS needs anyway. What is ours is the canonical form and one header: a letter of our own making is
//! nearly canonical already, so that a signature costs little more than the key's own sum.

mod canonical;
mod error;
mod key;
mod signer;

pub use error::DkimError;
pub use key::{KeyKind, SigningKey};
pub use signer::{DkimKey, Signer};

#[cfg(test)]
mod tests;
