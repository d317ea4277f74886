//! What a relay can do, by its own word: the reply to `EHLO` (RFC 5321 §4.1.1.1).

use super::reply::Answer;
use crate::model::RelayAuth;

/// What a relay can do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Capabilities {
    /// Several commands in one write (RFC 2920).
    pub(super) pipelining: bool,
    /// A letter as one counted block (RFC 3030).
    pub(super) chunking: bool,
    /// `STARTTLS` (RFC 3207).
    pub(super) starttls: bool,
    /// Bytes over 127 in a letter (RFC 6152).
    pub(super) eight_bit: bool,
    /// Addresses and headers in UTF-8 (RFC 6531).
    pub(super) utf8: bool,
    /// The largest letter in bytes, 0 where no limit is told (RFC 1870); absent where the relay does not speak of sizes.
    pub(super) size: Option<u64>,
    /// The ways to log in that we know, and all of them in the relay's words.
    pub(super) auth: Vec<RelayAuth>,
    pub(super) auth_words: Vec<String>,
}

/// How much a relay hears at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Manner {
    /// One command.
    OneByOne,
    /// A letter, and the commands that announce the next.
    Pipelined,
    /// Several whole letters.
    Chunked,
}

impl Capabilities {
    /// How much it hears at once, at most.
    pub(super) fn manner(&self) -> Manner {
        match (self.pipelining, self.chunking) {
            (true, true) => Manner::Chunked,
            (true, false) => Manner::Pipelined,
            (false, _) => Manner::OneByOne,
        }
    }

    /// Reads the reply; its first line is a greeting.
    pub(super) fn read(answer: &Answer) -> Self {
        let mut found = Self::default();
        for line in answer.lines.iter().skip(1) {
            let line = line.to_ascii_uppercase();
            // Old servers write `AUTH=LOGIN`.
            let mut words = line.split([' ', '=']).filter(|word| !word.is_empty());
            match words.next() {
                Some("PIPELINING") => found.pipelining = true,
                Some("CHUNKING") => found.chunking = true,
                Some("STARTTLS") => found.starttls = true,
                Some("8BITMIME") => found.eight_bit = true,
                Some("SMTPUTF8") => found.utf8 = true,
                Some("SIZE") => found.size = Some(words.next().and_then(|word| word.parse().ok()).unwrap_or(0)),
                Some("AUTH") => words.for_each(|word| found.add_mechanism(word)),
                _ => {}
            }
        }
        found
    }

    fn add_mechanism(&mut self, word: &str) {
        if self.auth_words.iter().any(|known| known == word) {
            return;
        }
        self.auth_words.push(word.to_owned());
        match word {
            "PLAIN" => self.auth.push(RelayAuth::Plain),
            "LOGIN" => self.auth.push(RelayAuth::Login),
            "XOAUTH2" => self.auth.push(RelayAuth::Xoauth2),
            _ => {}
        }
    }

    /// The largest letter that the relay takes, in bytes, where it has told one.
    pub(super) fn limit(&self) -> Option<u64> {
        self.size.filter(|size| *size > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::Capabilities;
    use crate::model::RelayAuth;
    use crate::smtp::reply::Answer;

    #[test]
    fn a_relay_says_what_it_can_do() {
        let lines =
            ["relay PIPELINING", "pipelining", "SIZE 1000", "AUTH PLAIN XOAUTH2 GSSAPI", "AUTH=LOGIN PLAIN", "X"];
        let answer = Answer { code: 250, lines: lines.map(str::to_owned).to_vec() };
        let found = Capabilities::read(&answer);
        assert!(found.pipelining && !found.starttls && !found.utf8 && !found.eight_bit);
        assert_eq!(found.limit(), Some(1000));
        assert_eq!(found.auth, [RelayAuth::Plain, RelayAuth::Xoauth2, RelayAuth::Login]);
        assert_eq!(found.auth_words, ["PLAIN", "XOAUTH2", "GSSAPI", "LOGIN"]);
    }

    #[test]
    fn size_without_a_number_is_no_limit() {
        for line in ["SIZE", "SIZE 0", "SIZE x"] {
            let answer = Answer { code: 250, lines: vec!["relay".into(), line.into()] };
            let found = Capabilities::read(&answer);
            assert_eq!((found.size, found.limit()), (Some(0), None));
        }
    }
}
