//! A private key that signs letters, and what DNS says of it.

use super::DkimError;
use aws_lc_rs::encoding::{AsDer, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use rustls_pki_types::PrivateKeyDer;
use rustls_pki_types::pem::PemObject;
use std::fmt;

/// The kinds of keys that receivers verify.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyKind {
    /// Every receiver knows it.
    Rsa,
    /// Short and quick, and not yet known everywhere (RFC 8463).
    Ed25519,
}

impl KeyKind {
    /// What DNS calls it (`k=`).
    pub fn name(self) -> &'static str {
        match self {
            Self::Rsa => "rsa",
            Self::Ed25519 => "ed25519",
        }
    }

    /// What a signature calls it (`a=`).
    pub(super) fn algorithm(self) -> &'static str {
        match self {
            Self::Rsa => "rsa-sha256",
            Self::Ed25519 => "ed25519-sha256",
        }
    }
}

/// A private key.
pub struct SigningKey {
    pair: Pair,
}

enum Pair {
    Rsa(rsa::KeyPair),
    Ed25519(Ed25519KeyPair),
}

/// The most bytes of an RSA signature that receivers must verify: 4096 bits (RFC 8301 §3.2).
const LARGEST: usize = 512;

impl SigningKey {
    /// Reads a key in PEM: PKCS#8, or PKCS#1 for RSA. What else stands in the file is passed over.
    ///
    /// # Errors
    /// `DkimError`.
    pub fn parse(pem: &[u8]) -> Result<Self, DkimError> {
        if memchr::memmem::find(pem, b"ENCRYPTED").is_some() {
            return Err(DkimError::Encrypted);
        }
        let pair = match PrivateKeyDer::from_pem_slice(pem).map_err(|_| DkimError::NoKey)? {
            PrivateKeyDer::Pkcs1(der) => Pair::rsa(rsa::KeyPair::from_der(der.secret_pkcs1_der()))?,
            PrivateKeyDer::Pkcs8(der) => match Ed25519KeyPair::from_pkcs8(der.secret_pkcs8_der()) {
                Ok(pair) => Pair::Ed25519(pair),
                Err(_) => Pair::rsa(rsa::KeyPair::from_pkcs8(der.secret_pkcs8_der()))?,
            },
            _ => return Err(DkimError::Kind),
        };
        Ok(Self { pair })
    }

    /// Of which kind it is.
    pub fn kind(&self) -> KeyKind {
        match self.pair {
            Pair::Rsa(_) => KeyKind::Rsa,
            Pair::Ed25519(_) => KeyKind::Ed25519,
        }
    }

    /// What the record in DNS says: the public key (RFC 6376 §3.6.1, RFC 8463 §4).
    ///
    /// # Errors
    /// `DkimError::Kind` where the library cannot write the public key, which it could read.
    pub fn record(&self) -> Result<String, DkimError> {
        let public = match &self.pair {
            Pair::Rsa(pair) => {
                let der: PublicKeyX509Der<'_> = pair.public_key().as_der().map_err(|_| DkimError::Kind)?;
                STANDARD.encode(der.as_ref())
            }
            Pair::Ed25519(pair) => STANDARD.encode(pair.public_key().as_ref()),
        };
        Ok(format!("v=DKIM1; k={}; p={public}", self.kind().name()))
    }

    /// The signature of a text; nothing where the library fails.
    pub(super) fn sign(&self, text: &[u8]) -> Option<Vec<u8>> {
        match &self.pair {
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), text, &mut signature).ok()?;
                Some(signature)
            }
            // RFC 8463 §3: the signature is of the text's digest.
            Pair::Ed25519(pair) => {
                let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, text);
                Some(pair.try_sign(digest.as_ref()).ok()?.as_ref().to_vec())
            }
        }
    }
}

impl Pair {
    fn rsa(read: Result<rsa::KeyPair, aws_lc_rs::error::KeyRejected>) -> Result<Self, DkimError> {
        match read {
            Ok(pair) if pair.public_modulus_len() > LARGEST => Err(DkimError::TooLarge),
            Ok(pair) => Ok(Self::Rsa(pair)),
            Err(error) => Err(match error.to_string().as_str() {
                "TooSmall" => DkimError::TooSmall,
                "TooLarge" => DkimError::TooLarge,
                _ => DkimError::Kind,
            }),
        }
    }
}

/// Never the key itself.
impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SigningKey({})", self.kind().name())
    }
}
