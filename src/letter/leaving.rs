//! A mail to the address for leaving → whose leaving it is.
//!
//! The token wins; without one it is the sender's own. Only what the sender wrote counts: a letter quoted below, with
//! somebody's token in it, takes nobody off.

use super::returned::token;
use super::returned::{Headers, Parts, Role};
use crate::model::{EmailAddress, Token};

/// Whose leaving a mail is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaving {
    /// The subscription of this token.
    Token(Token),
    /// The sender's, of every list.
    Sender(EmailAddress),
}

/// How many lines of a mail are the sender's own words, at most.
const OWN_LINES: usize = 12;

/// Words that ask for leaving, as the first of a few.
const ASKS: [&str; 12] = [
    "unsubscribe",
    "afmeld",
    "afmelding",
    "afmeldes",
    "frameld",
    "framelding",
    "frameldes",
    "avmeld",
    "avregistrera",
    "abmelden",
    "abmeldung",
    "opt-out",
];

/// Words that ask for leaving where they stand alone: a letter's title may begin with them.
const ASKS_ALONE: [&str; 9] =
    ["stop", "remove", "remove me", "opt out", "slet mig", "fjern mig", "af", "meld mig fra", "jeg vil gerne afmeldes"];

/// Marks of an answer.
const PREFIXES: [&str; 5] = ["re:", "sv:", "vs:", "aw:", "ang:"];

impl Leaving {
    /// Reads a mail; nothing where nobody leaves by it.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let parts = Parts::read(bytes);
        let headers = &parts.headers;
        let subject = headers.words("subject").unwrap_or_default();
        let (subject, is_answer) = without_prefix(subject.trim());
        let role = if parts.has(Role::Words) { Role::Words } else { Role::Html };
        let body: String = parts.texts(role).next().unwrap_or_default().chars().take(20_000).collect();
        let own: Vec<&str> = own_lines(&body);
        let named = token_of(subject).or_else(|| own.iter().find_map(|line| token_of(line)));
        if let Some(token) = named {
            return Some(Self::Token(token));
        }
        if is_of_machine(headers) {
            return None;
        }
        // A letter's own title may begin so, and its answers with it.
        let most = if is_answer { 4 } else { 6 };
        let asks = asks(subject, most) || own.first().is_some_and(|line| asks(line, 4));
        let sender = headers.addresses("from").into_iter().next().filter(|_| asks)?;
        Some(Self::Sender(sender))
    }
}

/// What is left of a subject without the marks of an answer, and whether there were any.
fn without_prefix(subject: &str) -> (&str, bool) {
    let mut rest = subject;
    while let Some(prefix) =
        PREFIXES.iter().find(|prefix| rest.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix)))
    {
        rest = rest[prefix.len()..].trim_start();
    }
    (rest, rest.len() < subject.len())
}

/// The token behind the word `unsubscribe`.
fn token_of(line: &str) -> Option<Token> {
    let mut words = line.split_whitespace().skip_while(|word| !word.eq_ignore_ascii_case("unsubscribe")).skip(1);
    words.find_map(|word| token::parse(word.trim_matches(|c: char| !c.is_ascii_alphanumeric())))
}

/// Whether a line asks for leaving, in so many words at most.
fn asks(line: &str, most: usize) -> bool {
    let line = line.to_lowercase();
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = line.split_whitespace().collect();
    let first = words.first().map_or("", |word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '-'));
    ASKS_ALONE.contains(&line) || (ASKS.contains(&first) && words.len() <= most)
}

/// The lines that the sender wrote: those before a quotation begins.
fn own_lines(body: &str) -> Vec<&str> {
    let begins_quotation = |line: &str| {
        let lower = line.to_lowercase();
        let heads = ["fra:", "from:", "von:", "från:", "sendt:", "sent:", "________", "-----"];
        line.starts_with('>')
            || heads.iter().any(|head| lower.starts_with(head))
            || (lower.ends_with(':') && ["skrev", "wrote", "schrieb"].iter().any(|word| lower.contains(word)))
    };
    let lines = body.lines().map(str::trim).take_while(|line| !begins_quotation(line));
    lines.filter(|line| !line.is_empty()).take(OWN_LINES).collect()
}

/// Whether a list, an answering machine or a server wrote it: what they talk of is nobody's wish.
fn is_of_machine(headers: &Headers) -> bool {
    let is_auto = headers.first("auto-submitted").is_some_and(|value| !value.trim().eq_ignore_ascii_case("no"));
    let is_bulk = headers.first("precedence").is_some_and(|value| value.trim().eq_ignore_ascii_case("list"));
    is_auto || is_bulk || headers.has("list-id") || headers.first("return-path").is_some_and(|path| path.trim() == "<>")
}

#[cfg(test)]
mod tests {
    use super::Leaving;

    const TOKEN: &str = "0123456789abcdef0123456789abcdef";

    fn read(subject: &str, body: &str) -> Option<String> {
        let mail =
            format!("From: Anna Holm <anna@example.org>\nTo: afmeld@forening.example\nSubject: {subject}\n\n{body}");
        of(&mail)
    }

    fn of(mail: &str) -> Option<String> {
        Leaving::read(mail.as_bytes()).map(|leaving| match leaving {
            Leaving::Token(token) => token.expose().to_owned(),
            Leaving::Sender(address) => address.to_string(),
        })
    }

    #[test]
    fn a_token_leaves_whoever_sends_it() {
        for subject in [
            format!("unsubscribe {TOKEN}"),
            format!("Re: UNSUBSCRIBE {}", TOKEN.to_uppercase()),
            format!("SV: unsubscribe  {TOKEN}."),
        ] {
            assert_eq!(read(&subject, "").as_deref(), Some(TOKEN), "{subject}");
        }
        assert_eq!(read("", &format!("Hej\n\nunsubscribe {TOKEN}\n")).as_deref(), Some(TOKEN));
        // A mail program that leaves for its user says so in the headers of a machine.
        let mail = format!("From: anna@example.org\nAuto-Submitted: auto-replied\nSubject: unsubscribe {TOKEN}\n\nx");
        assert_eq!(of(&mail).as_deref(), Some(TOKEN));
    }

    #[test]
    fn without_a_token_it_is_the_senders_own_leaving() {
        for subject in [
            "Unsubscribe",
            "afmeld",
            "Afmelding",
            "Re: Afmeld",
            "Frameld nyhedsbrev",
            "STOP",
            "stop!",
            "Afmeld mig, tak",
        ] {
            assert_eq!(read(subject, "Hilsen Anna").as_deref(), Some("anna@example.org"), "{subject}");
        }
        assert_eq!(read("Re: Opsamling", "Afmeld mig, tak.\n\nAnna").as_deref(), Some("anna@example.org"));
    }

    #[test]
    fn what_is_quoted_or_talked_of_takes_nobody_off() {
        let quoted = format!("Kan I rette linket?\n\n> Afmeld: unsubscribe {TOKEN}\n");
        let below = format!("Tak for brevet.\n\nFra: Sekretariatet\nSendt: mandag\n\nunsubscribe {TOKEN}\n");
        let wrote = format!("Tak.\n\nDen 2. marts 2026 skrev Sekretariatet:\nunsubscribe {TOKEN}\n");
        let link = format!("Se mailto:afmeld@forening.example?subject=unsubscribe%20{TOKEN}\n");
        for body in [quoted.as_str(), &below, &wrote, &link, "", "Hvordan afmelder man sig?"] {
            assert_eq!(read("Re: Opsamling", body), None, "{body}");
        }
        for subject in [
            "Stop digital mobning",
            "Re: Stop nu!",
            "Afmeldingen virker ikke, og det har den ikke gjort længe",
            "Fwd: Opsamling",
        ] {
            assert_eq!(read(subject, "Hilsen Anna"), None, "{subject}");
        }
        for header in ["Auto-Submitted: auto-replied", "List-Id: <x.example.org>", "Return-Path: <>"] {
            assert_eq!(of(&format!("{header}\nFrom: anna@example.org\nSubject: unsubscribe\n\n")), None, "{header}");
        }
    }
}
