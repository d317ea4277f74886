//! Signs a letter with each key that the settings name.

use super::canonical::{self, Parts};
use super::{DkimError, SigningKey};
use crate::letter::pack::ensure_fits;
use crate::letter::{Letter, LetterError, LetterPart};
use crate::model::DkimName;
use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, Utc};

/// The headers that are signed, each once more than the letter has it, so that nobody can add one on the way (RFC 6376
/// §8.15). Those that show who wrote what to whom, those that say how the body is to be read, and those that leaving rests
/// on (RFC 8058 §4). Not what a relay may add or change: `Sender`, `Content-Transfer-Encoding`, `Received`, `Return-Path`.
const SIGNED: [&str; 12] = [
    "From",
    "Reply-To",
    "Subject",
    "To",
    "Cc",
    "Date",
    "Message-ID",
    "MIME-Version",
    "Content-Type",
    "List-Id",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// The longest line of a signature, without its line break (RFC 5322 §2.1.1).
const LINE: usize = 78;

/// A key with its name in DNS.
#[derive(Debug)]
pub struct DkimKey {
    /// Where receivers find its other half.
    pub name: DkimName,
    /// The key.
    pub key: SigningKey,
}

/// Signs letters. Any number of threads may use it at once.
#[derive(Debug)]
pub struct Signer {
    keys: Vec<DkimKey>,
}

impl Signer {
    /// Signs with all of these keys.
    ///
    /// # Errors
    /// `DkimError::NameTwice`: receivers would find one key for both signatures, and one would fail.
    pub fn new(keys: Vec<DkimKey>) -> Result<Self, DkimError> {
        for (position, key) in keys.iter().enumerate() {
            if keys[..position].iter().any(|other| other.name == key.name) {
                return Err(DkimError::NameTwice(key.name.clone()));
            }
        }
        Ok(Self { keys })
    }

    /// Puts a signature of each key before the letter, in the order of the keys. None of them signs another.
    ///
    /// # Errors
    /// `TooLarge` where the letter becomes larger than mail readers take, `Unsigned` where a key does not sign.
    pub fn sign(&self, letter: &mut Letter, now: DateTime<Utc>) -> Result<(), LetterError> {
        let parts = Parts::of(&letter.bytes);
        let mut canonical = Vec::new();
        canonical::add_body(parts.body, &mut canonical);
        let body_hash = STANDARD.encode(digest(&SHA256, &canonical));
        canonical.clear();
        let mut named = Vec::with_capacity(2 * SIGNED.len());
        for name in SIGNED {
            // A name that stands again means the one above, and at last that there is no more (RFC 6376 §5.4.2).
            let is_named = |header: &&&[u8]| canonical::name_of(header).eq_ignore_ascii_case(name.as_bytes());
            for header in parts.headers.iter().rev().filter(is_named) {
                canonical::add_header(header, &mut canonical);
                canonical.extend_from_slice(b"\r\n");
                named.push(name);
            }
            named.push(name);
        }
        let signed = canonical.len();
        let mut signatures = Vec::with_capacity(2048 + letter.bytes.len());
        for key in &self.keys {
            let header = unsigned_header(key, now, &body_hash, &named);
            canonical.truncate(signed);
            canonical::add_header(header.as_bytes(), &mut canonical);
            let signature = key.key.sign(&canonical).ok_or(LetterError::Unsigned)?;
            signatures.extend_from_slice(header.as_bytes());
            add_signature(&STANDARD.encode(signature), &mut signatures);
        }
        ensure_fits(LetterPart::Whole, signatures.len() + letter.bytes.len())?;
        signatures.extend_from_slice(&letter.bytes);
        letter.bytes = signatures;
        Ok(())
    }
}

/// The header of a signature up to and with `b=`, which is still empty: thus it is signed itself (RFC 6376 §3.7).
fn unsigned_header(key: &DkimKey, now: DateTime<Utc>, body_hash: &str, named: &[&str]) -> String {
    let mut header = Folded { text: String::with_capacity(768), column: 0 };
    header.add("DKIM-Signature:");
    header.add(" v=1;");
    header.add(&format!(" a={};", key.key.kind().algorithm()));
    header.add(" c=relaxed/relaxed;");
    header.add(&format!(" d={};", key.name.domain()));
    header.add(&format!(" s={};", key.name.selector()));
    header.add(&format!(" t={};", now.timestamp()));
    header.add(&format!(" bh={body_hash};"));
    let (last, rest) = named.split_last().unwrap_or((&"From", &[]));
    let mut before = " h=";
    for name in rest {
        header.add(&format!("{before}{name}:"));
        before = "";
    }
    header.add(&format!("{before}{last};"));
    header.text.push_str("\r\n b=");
    header.text
}

/// A header in the making, folded before what would not fit onto its line.
struct Folded {
    text: String,
    column: usize,
}

impl Folded {
    fn add(&mut self, piece: &str) {
        if self.column + piece.len() > LINE {
            self.text.push_str("\r\n ");
            self.column = 1;
            // The blank that begins a line is there already.
            return self.put(piece.trim_start());
        }
        self.put(piece);
    }

    fn put(&mut self, piece: &str) {
        self.text.push_str(piece);
        self.column += piece.len();
    }
}

/// Ends a header with its signature, which may be folded anywhere (RFC 6376 §3.5).
fn add_signature(signature: &str, header: &mut Vec<u8>) {
    let mut room = LINE - " b=".len();
    let mut rest = signature.as_bytes();
    loop {
        let (line, more) = rest.split_at(room.min(rest.len()));
        header.extend_from_slice(line);
        header.extend_from_slice(b"\r\n");
        if more.is_empty() {
            return;
        }
        header.push(b' ');
        room = LINE - 1;
        rest = more;
    }
}
