//! A mail address.

use icu_normalizer::ComposingNormalizerBorrowed;
use std::fmt;

/// An address that mail can be sent to; compares by its normal form.
#[derive(Clone)]
pub struct EmailAddress {
    written: String,
    normal: String,
}

/// Why a text is no address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// There is nothing.
    #[error("empty")]
    Empty,
    /// There is no `@`, or nothing on one side of it.
    #[error("no name or no domain")]
    Incomplete,
    /// A character that no address has: a space, a control character, a bracket, a second `@`.
    #[error("unexpected character {0:?}")]
    Character(char),
    /// The domain is none.
    #[error("bad domain")]
    Domain,
    /// Over 64 octets before the `@`, or 254 in all (RFC 5321 §4.5.3.1).
    #[error("too long")]
    TooLong,
}

impl EmailAddress {
    /// Reads an address: spaces around it are dropped, the domain becomes lower case and punycode (RFC 5891).
    ///
    /// Quoted local parts (`"a b"@example.org`) are refused: no list has them, and header injection likes them.
    ///
    /// # Errors
    /// `AddressError` says what is wrong.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        let (local, domain) = text.rsplit_once('@').ok_or(AddressError::Incomplete)?;
        if local.is_empty()
            || domain.is_empty()
            || local.starts_with('.')
            || local.ends_with('.')
            || local.contains("..")
        {
            return Err(AddressError::Incomplete);
        }
        let odd = |c: &char| c.is_whitespace() || c.is_control() || "\"(),:;<>@[]\\".contains(*c);
        if let Some(c) = local.chars().find(odd).or_else(|| domain.chars().find(odd)) {
            return Err(AddressError::Character(c));
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| AddressError::Domain)?;
        if !domain.contains('.') || domain.split('.').any(str::is_empty) {
            return Err(AddressError::Domain);
        }
        if local.len() > 64 || local.len() + domain.len() + 1 > 254 {
            return Err(AddressError::TooLong);
        }
        let written = format!("{local}@{domain}");
        // One letter may be made of two signs (é), or look like another width of itself: NFKC is one form for all.
        let normal = ComposingNormalizerBorrowed::new_nfkc().normalize(&written.to_lowercase()).to_lowercase();
        Ok(Self { written, normal })
    }

    /// The address as it is written on a letter; the domain is ASCII.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The form that two ways of writing the same address share.
    pub fn normal(&self) -> &str {
        &self.normal
    }

    /// The domain.
    pub fn domain(&self) -> &str {
        self.normal.rsplit_once('@').map_or("", |(_, domain)| domain)
    }

    /// The address for logs: `b…@example.org`.
    pub fn masked(&self) -> String {
        let first: String = self.written.chars().take(1).collect();
        format!("{first}…@{}", self.domain())
    }
}

impl PartialEq for EmailAddress {
    fn eq(&self, other: &Self) -> bool {
        self.normal == other.normal
    }
}

impl Eq for EmailAddress {}

impl std::hash::Hash for EmailAddress {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.normal.hash(state);
    }
}

impl PartialOrd for EmailAddress {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EmailAddress {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.normal.cmp(&other.normal)
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EmailAddress({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::{AddressError, EmailAddress};

    #[test]
    fn an_address_is_read_strictly() {
        assert_eq!(EmailAddress::parse(" Anna@Example.ORG ").unwrap().as_str(), "Anna@example.org");
        assert_eq!(EmailAddress::parse("Anna@example.org"), EmailAddress::parse("anna@EXAMPLE.org"));
        assert_eq!(EmailAddress::parse("\u{e9}va@example.org"), EmailAddress::parse("e\u{301}va@example.org"));
        assert_eq!(EmailAddress::parse("\u{ff41}nna@example.org"), EmailAddress::parse("anna@example.org"));
        assert_eq!(EmailAddress::parse("bo@rødgrød.example").unwrap().domain(), "xn--rdgrd-vuad.example");
        for (bad, why) in [
            ("", AddressError::Empty),
            ("anna", AddressError::Incomplete),
            ("anna@", AddressError::Incomplete),
            ("a b@example.org", AddressError::Character(' ')),
            ("a@example.org\r\nBcc: x@example.org", AddressError::Character('@')),
            ("a@localhost", AddressError::Domain),
        ] {
            assert_eq!(EmailAddress::parse(bad), Err(why), "{bad:?}");
        }
    }

    #[test]
    fn debug_never_shows_an_address() {
        let address = EmailAddress::parse("birthe@example.org").unwrap();
        assert_eq!(format!("{address:?}"), "EmailAddress(b…@example.org)");
    }
}
