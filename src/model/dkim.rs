//! The name of a signing key in DNS: its selector and the domain that vouches.

use std::fmt;

/// The name of a signing key in DNS: its selector and the domain that vouches, both in ASCII and lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DkimName {
    domain: String,
    selector: String,
}

/// Why a domain and a selector name no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DkimNameError {
    /// The domain is none.
    #[error("{0:?} is not a domain")]
    Domain(String),
    /// The selector could not stand in DNS: letters, digits and `-`, with dots between (RFC 6376 §3.1).
    #[error("{0:?} is not a selector")]
    Selector(String),
}

impl DkimName {
    /// Reads a domain and a selector; a domain with other letters than ASCII becomes punycode (RFC 5891).
    ///
    /// # Errors
    /// `DkimNameError` says which of the two is none.
    pub fn parse(domain: &str, selector: &str) -> Result<Self, DkimNameError> {
        let ascii = |text: &str| {
            let name = idna::domain_to_ascii_strict(text.trim()).ok()?;
            (!name.is_empty() && name.split('.').all(|label| !label.is_empty())).then_some(name)
        };
        let bad_domain = || DkimNameError::Domain(domain.to_owned());
        let name = Self {
            domain: ascii(domain).filter(|it| it.contains('.')).ok_or_else(bad_domain)?,
            selector: ascii(selector).ok_or_else(|| DkimNameError::Selector(selector.to_owned()))?,
        };
        // RFC 1035 §2.3.4: a name in DNS has at most 253 characters as it is written.
        if name.record().len() > 253 { Err(bad_domain()) } else { Ok(name) }
    }

    /// The domain that vouches.
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// The key's name below it.
    pub fn selector(&self) -> &str {
        &self.selector
    }

    /// Where the public key stands in DNS (RFC 6376 §3.6.2.1).
    pub fn record(&self) -> String {
        format!("{}._domainkey.{}", self.selector, self.domain)
    }

    /// Whether receivers count the signature for letters from this domain: it is the same, or one lies below the other.
    /// RFC 7489 §3.1.1 asks for the same organisation's; which names are an organisation's, no rule of spelling tells.
    pub fn vouches_for(&self, domain: &str) -> bool {
        let below = |low: &str, high: &str| low.strip_suffix(high).is_some_and(|rest| rest.ends_with('.'));
        self.domain == domain || below(domain, &self.domain) || below(&self.domain, domain)
    }
}

impl fmt::Display for DkimName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.record())
    }
}

#[cfg(test)]
mod tests {
    use super::{DkimName, DkimNameError};

    #[test]
    fn a_name_is_what_can_stand_in_dns() {
        let name = DkimName::parse(" Example.ORG", "S2026").unwrap();
        assert_eq!(name.record(), "s2026._domainkey.example.org");
        assert_eq!(DkimName::parse("rødgrød.example", "s").unwrap().domain(), "xn--rdgrd-vuad.example");
        assert_eq!(DkimName::parse("example.org", "s.mail").unwrap().selector(), "s.mail");
        for domain in ["", "org", "example..org", ".org", "a b.org", "example.org; x=", "a@example.org"] {
            assert_eq!(DkimName::parse(domain, "s"), Err(DkimNameError::Domain(domain.to_owned())), "{domain}");
        }
        for selector in ["", "s 1", "s;t", ".", "s_1", "-", &"s".repeat(64)] {
            assert_eq!(
                DkimName::parse("example.org", selector),
                Err(DkimNameError::Selector(selector.to_owned())),
                "{selector}"
            );
        }
        let long = [vec!["a".repeat(60); 4].join("."), "org".into()].join(".");
        assert!(matches!(DkimName::parse(&long, "s2026"), Err(DkimNameError::Domain(_))));
    }

    #[test]
    fn a_domain_vouches_for_itself_and_what_lies_below_or_above() {
        let name = |domain| DkimName::parse(domain, "s").unwrap();
        assert!(name("example.org").vouches_for("example.org"));
        assert!(name("example.org").vouches_for("net.example.org"));
        assert!(name("net.example.org").vouches_for("example.org"));
        assert!(!name("example.org").vouches_for("badexample.org"));
        assert!(!name("example.com").vouches_for("example.org"));
    }
}
