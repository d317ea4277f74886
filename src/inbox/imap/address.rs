//! `imaps://user@host[:port]/Folder`: a mailbox and one of its folders (RFC 5092 §11, with what it leaves unused left out).

use crate::inbox::InboxError;
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use std::fmt;
use url::Url;

/// Where a mailbox is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImapUrl {
    /// Who opens it.
    pub user: String,
    /// The server.
    pub host: String,
    /// Its port: 993 where nothing is said.
    pub port: u16,
    /// The folder: `INBOX` where nothing is said.
    pub folder: String,
}

impl ImapUrl {
    /// Reads an address of a mailbox.
    ///
    /// # Errors
    /// `BadUrl`, or `PasswordInUrl`: it would be seen by whoever sees the command.
    pub fn parse(text: &str) -> Result<Self, InboxError> {
        // Before anything is made of it: a password may hold signs that end an address.
        let (scheme, rest) = text.split_once("://").unwrap_or(("", text));
        let (credentials, place) = rest.rsplit_once('@').unwrap_or(("", rest));
        if credentials.contains(':') {
            return Err(InboxError::PasswordInUrl);
        }
        let shown = || InboxError::BadUrl {
            url: if credentials.is_empty() { text.to_owned() } else { format!("{scheme}://…@{place}") },
        };
        let url = Url::parse(text).map_err(|_| shown())?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or_else(shown)?;
        let user = decoded(url.username()).filter(|user| !user.is_empty()).ok_or_else(shown)?;
        let folder = decoded(url.path().trim_matches('/')).ok_or_else(shown)?;
        if url.scheme() != "imaps" || url.query().is_some() || url.fragment().is_some() {
            return Err(shown());
        }
        let folder = if folder.is_empty() { "INBOX".to_owned() } else { folder };
        Ok(Self { user, host: host.trim_matches(['[', ']']).to_owned(), port: url.port().unwrap_or(993), folder })
    }

    /// The folder's name as the protocol writes it (RFC 3501 §5.1.3): what is not ASCII in a base64 of its own.
    pub(super) fn folder_in_ascii(&self) -> String {
        let mut name = String::new();
        let mut other: Vec<u16> = Vec::new();
        let flush = |other: &mut Vec<u16>, name: &mut String| {
            if !other.is_empty() {
                let bytes: Vec<u8> = other.drain(..).flat_map(u16::to_be_bytes).collect();
                name.push_str(&format!("&{}-", STANDARD_NO_PAD.encode(bytes).replace('/', ",")));
            }
        };
        for c in self.folder.chars() {
            if matches!(c, ' '..='~') {
                flush(&mut other, &mut name);
                name.push(c);
                if c == '&' {
                    name.push('-');
                }
            } else {
                other.extend(c.encode_utf16(&mut [0; 2]).iter());
            }
        }
        flush(&mut other, &mut name);
        name
    }
}

impl fmt::Display for ImapUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { host, port, folder, .. } = self;
        if *port == 993 { write!(f, "imaps://{host}/{folder}") } else { write!(f, "imaps://{host}:{port}/{folder}") }
    }
}

/// Text out of `%C3%B8`; nothing where it is none, or would break a line.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        rest = after;
        if *first == b'%' {
            let hex = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(hex, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
        }
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains(char::is_control))
}

#[cfg(test)]
mod tests {
    use super::ImapUrl;

    #[test]
    fn an_address_names_user_server_and_folder() {
        for (text, user, shown) in [
            ("imaps://retur@mail.example.org", "retur", "imaps://mail.example.org/INBOX"),
            ("imaps://retur@mail.example.org:1993/", "retur", "imaps://mail.example.org:1993/INBOX"),
            (
                "imaps://retur%40forening.example@mail.example.org/Retur/2026",
                "retur@forening.example",
                "imaps://mail.example.org/Retur/2026",
            ),
            ("imaps://a@127.0.0.1/Gr%C3%B8n%20post", "a", "imaps://127.0.0.1/Grøn post"),
        ] {
            let url = ImapUrl::parse(text).unwrap();
            assert_eq!((url.user.as_str(), url.to_string().as_str()), (user, shown), "{text}");
        }
        for (text, code) in [
            ("imap://a@mail.example.org/", "inbox-bad-url"),
            ("imaps://mail.example.org/", "inbox-bad-url"),
            ("imaps://a@/", "inbox-bad-url"),
            ("imaps://a@mail.example.org/a%0D%0Ab", "inbox-bad-url"),
            ("imaps://a:hemmelig@mail.example.org/", "inbox-password-in-url"),
            ("imaps://a:hemmelig@/", "inbox-password-in-url"),
            ("imaps://retur:hemmelig/cd@mail.example.org/", "inbox-password-in-url"),
            ("imaps://retur:hem@melig#1@mail.example.org/", "inbox-password-in-url"),
            ("imaps://retur:hemmelig@mail.example.org:x/", "inbox-password-in-url"),
            ("imaps://hemmelig/@mail example.org/", "inbox-bad-url"),
            ("imaps://hemmelig@mail.example.org:x/", "inbox-bad-url"),
        ] {
            let error = ImapUrl::parse(text).unwrap_err();
            assert_eq!(error.code(), code, "{text}");
            assert!(!format!("{error} {:?}", error.arguments()).contains("hemmelig"), "{text}");
        }
    }

    #[test]
    fn a_folders_name_is_written_as_the_protocol_asks() {
        for (folder, written) in
            [("INBOX", "INBOX"), ("Gr%C3%B8n", "Gr&APg-n"), ("A%26B", "A&-B"), ("%C3%86%C3%98", "&AMYA2A-")]
        {
            let url = ImapUrl::parse(&format!("imaps://a@mail.example.org/{folder}")).unwrap();
            assert_eq!(url.folder_in_ascii(), written);
        }
    }
}
