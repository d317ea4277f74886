//! What stands on every letter of a mailing beside its text.

use super::LetterError;
use crate::model::{EmailAddress, Id, Token};

/// What stands on every letter of a mailing beside its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letterhead {
    /// The name beside the sender's address.
    pub sender_name: String,
    /// The sender's address; its domain is also that of `Message-ID` and `List-Id`.
    pub sender: EmailAddress,
    /// Where answers go, if not to the sender.
    pub reply_to: Option<EmailAddress>,
    /// Where returned mail goes: the envelope's sender.
    pub bounces: ReturnAddress,
    /// The workspace, as a part of `List-Id`.
    pub workspace: Id,
    /// The list.
    pub list: Id,
    /// What people know the list as.
    pub list_title: String,
    /// The address that leaving by mail is sent to.
    pub unsubscribe: EmailAddress,
    /// Where `serve` answers, if anywhere; https.
    pub service_url: Option<String>,
}

/// Where the letters of a mailing come back to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReturnAddress {
    /// The same address for every letter.
    Plain(EmailAddress),
    /// Each letter its own, `retur+TOKEN@example.org`, so that a mail that comes back tells by its recipient alone whose
    /// letter it was (VERP).
    Own(EmailAddress),
}

impl ReturnAddress {
    /// How much of a letter's own address is not the mailbox's: `+` and a token.
    const TOKEN: usize = 33;

    /// An address of their own for each letter.
    ///
    /// # Errors
    /// `ReturnAddressTooLong`: with a token in it there would be more than 64 octets before the `@` (RFC 5321 §4.5.3.1.1).
    pub fn own(address: EmailAddress) -> Result<Self, LetterError> {
        let local = address.as_str().rsplit_once('@').map_or(0, |(local, _)| local.len());
        if local + Self::TOKEN > 64 || address.as_str().len() + Self::TOKEN > 254 {
            return Err(LetterError::ReturnAddressTooLong { address });
        }
        Ok(Self::Own(address))
    }
}

/// An address with a token in it: the mailbox's, or the letter's own.
pub(super) fn with_token(address: &EmailAddress, token: &Token) -> Option<EmailAddress> {
    let (local, domain) = address.as_str().rsplit_once('@')?;
    EmailAddress::parse(&format!("{local}+{}@{domain}", token.expose())).ok()
}

#[cfg(test)]
mod tests {
    use super::ReturnAddress;
    use crate::model::EmailAddress;

    #[test]
    fn a_token_must_find_room_before_the_at() {
        let of = |local: usize| EmailAddress::parse(&format!("{}@example.org", "r".repeat(local))).unwrap();
        assert!(ReturnAddress::own(of(31)).is_ok());
        assert_eq!(ReturnAddress::own(of(32)).unwrap_err().code(), "letter-return-address-too-long");
    }
}
