//! How a reader leaves: the addresses in the text, and the headers that mail programs make a button of.

use super::LetterError;
use crate::model::{EmailAddress, Token};
use serde::{Deserialize, Serialize};
use url::Url;

/// The addresses for leaving, but for the token that ends each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Unsubscribe {
    /// `https://…/u/`, where there is a service.
    service: Option<String>,
    /// `mailto:…?subject=unsubscribe%20`.
    mail: String,
}

impl Unsubscribe {
    /// The addresses at a service and a mailbox.
    ///
    /// # Errors
    /// `ServiceUrl` where the service has no https address: RFC 8058 §3.1 asks for one.
    pub(super) fn new(service_url: Option<&str>, mailbox: &EmailAddress) -> Result<Self, LetterError> {
        let service = service_url.map(service).transpose()?;
        Ok(Self { service, mail: format!("mailto:{}?subject=unsubscribe%20", percent_encoded(mailbox)) })
    }

    /// The address in the text: https where there is a service, else mailto.
    pub(super) fn url(&self, token: &Token) -> String {
        [self.service.as_ref().unwrap_or(&self.mail), token.expose()].concat()
    }

    /// `List-Unsubscribe: …` (RFC 2369 §3.2) with its line break. It is folded between the two addresses and nowhere else.
    pub(super) fn header(&self, token: &Token) -> String {
        let token = token.expose();
        let mail = &self.mail;
        match &self.service {
            Some(service) => format!("List-Unsubscribe: <{service}{token}>,\r\n <{mail}{token}>\r\n"),
            None => format!("List-Unsubscribe: <{mail}{token}>\r\n"),
        }
    }

    /// Whether one click is enough (RFC 8058): only where there is a service that takes it.
    pub(super) fn takes_one_click(&self) -> bool {
        self.service.is_some()
    }
}

fn service(url: &str) -> Result<String, LetterError> {
    let error = || LetterError::ServiceUrl { url: url.to_owned() };
    let mut base = Url::parse(url).map_err(|_| error())?;
    if base.scheme() != "https" || !base.username().is_empty() || base.password().is_some() {
        return Err(error());
    }
    base.set_query(None);
    base.set_fragment(None);
    base.path_segments_mut().map_err(|()| error())?.pop_if_empty().push("u").push("");
    // `url` leaves what a header's angle brackets or commas would trip over; none of it belongs into a base address.
    if base.as_str().bytes().any(|byte| !byte.is_ascii_graphic() || b"<>,\"".contains(&byte)) {
        return Err(error());
    }
    Ok(base.into())
}

/// The address as it stands in a mailto URL (RFC 6068 §2).
fn percent_encoded(address: &EmailAddress) -> String {
    let mut text = String::new();
    for byte in address.as_str().bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~@".contains(&byte) {
            text.push(char::from(byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::Unsubscribe;
    use crate::model::{EmailAddress, Token};

    fn addresses(service: Option<&str>, mailbox: &str) -> Unsubscribe {
        Unsubscribe::new(service, &EmailAddress::parse(mailbox).unwrap()).unwrap()
    }

    fn token() -> Token {
        Token::from_bytes([7; 16])
    }

    #[test]
    fn a_service_takes_one_click_and_mail_is_the_other_way() {
        let token = token();
        let it = addresses(Some("https://tilmelding.example.org/"), "afmeld@example.org");
        let text = token.expose();
        assert_eq!(it.url(&token), format!("https://tilmelding.example.org/u/{text}"));
        assert_eq!(
            it.header(&token),
            format!(
                "List-Unsubscribe: <https://tilmelding.example.org/u/{text}>,\r\n \
                 <mailto:afmeld@example.org?subject=unsubscribe%20{text}>\r\n"
            )
        );
        assert!(it.takes_one_click());
    }

    #[test]
    fn without_a_service_mail_alone_is_offered() {
        let it = addresses(None, "af+meld?x@example.org");
        assert_eq!(
            it.url(&token()),
            format!("mailto:af%2Bmeld%3Fx@example.org?subject=unsubscribe%20{}", token().expose())
        );
        assert!(!it.header(&token()).contains("https") && !it.takes_one_click());
    }

    #[test]
    fn the_base_is_joined_properly() {
        for (base, joined) in [
            ("https://a.example", "https://a.example/u/"),
            ("https://a.example/liste", "https://a.example/liste/u/"),
            ("https://a.example/liste/?x=1#y", "https://a.example/liste/u/"),
            ("HTTPS://rødgrød.example:8443", "https://xn--rdgrd-vuad.example:8443/u/"),
        ] {
            let url = addresses(Some(base), "a@example.org").url(&token());
            assert_eq!(url, format!("{joined}{}", token().expose()));
        }
    }

    #[test]
    fn only_https_will_do() {
        let mailbox = EmailAddress::parse("a@example.org").unwrap();
        for bad in ["http://a.example/", "tilmelding", "", "mailto:a@b.example", "https://u:p@a.example/", "https://"] {
            assert!(Unsubscribe::new(Some(bad), &mailbox).is_err(), "{bad}");
        }
    }
}
