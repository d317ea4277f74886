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

/// Words that ask for leaving.
const ASKS: [&str; 14] = [
    "unsubscribe",
    "afmeld",
    "afmelding",
    "afmeldes",
    "frameld",
    "framelding",
    "frameldes",
    "avmeld",
    "avmelding",
    "avanmäl",
    "avregistrera",
    "abmelden",
    "abmeldung",
    "opt-out",
];

/// What may stand beside them. Any other word makes it another matter: an `Afmelding` is as often of a meeting.
const BESIDE: &str = " hej hejsa hei hi hello hallo \
    jeg vil gerne ønsker at blive venligst tak på forhånd mig os og fra af alle denne jeres nyhedsbrev nyhedsbrevet nyhedsbreve \
    nyhedsmail nyhedsmails nyhedsmailen liste listen lister maillisten mailinglisten mailingliste mails abonnement abonnementet \
    jag skulle vilja vänligen snälla tack oss och från alla er ert nyhetsbrev nyhetsbrevet listan maillistan \
    vennligst takk meg alle deres nyhetsbrevet epostlisten e-postlisten \
    ich möchte mich uns bitte danke und von vom aus dem der ihrem eurem newsletter verteiler \
    i would like want to please kindly thanks thank you me us and from the this your all newsletters list lists mailing \
    mail email emails e-mail e-mails mailinglist ";

/// Words that say what one wants to leave.
const OF_A_LIST: [&str; 6] = ["unsubscribe", "nyhed", "nyhet", "newsletter", "list", "mail"];

/// Words of who stays away from a meeting: where a mail has one as well, and does not say that it is the list that it is
/// about, a person must read which of the two is meant.
const OF_A_MEETING: [&str; 20] = [
    "møde",
    "møte",
    "möte",
    "meeting",
    "termin",
    "deltag",
    "arrangement",
    "seminar",
    "konference",
    "webinar",
    "workshop",
    "kursus",
    "event",
    "invitation",
    "indkaldelse",
    "tilmeld",
    "ikke komme",
    "kommer ikke",
    "forhindre",
    "syg",
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
        let subject = without_prefix(subject.trim());
        let body = body_of(&parts);
        let own: Vec<&str> = own_lines(&body);
        let named = token_of(subject).or_else(|| own.iter().find_map(|line| token_of(line)));
        if let Some(token) = named {
            return Some(Self::Token(token));
        }
        if is_of_machine(headers) {
            return None;
        }
        let first = own.iter().find(|line| !is_greeting(line)).copied().unwrap_or_default();
        let asking = [subject, first].into_iter().find(|line| asks(line))?;
        let is_of_list = speaks_of(asking, &OF_A_LIST);
        let is_of_meeting =
            own.iter().any(|line| speaks_of(line, &OF_A_MEETING)) || (!is_of_list && speaks_of(subject, &OF_A_MEETING));
        headers.mailbox("from").filter(|_| !is_of_meeting).map(Self::Sender)
    }

    /// Whether somebody may want to leave by a mail by which nobody does: a person must read it.
    pub fn is_hinted_at(bytes: &[u8]) -> bool {
        let parts = Parts::read(bytes);
        let subject = parts.headers.words("subject").unwrap_or_default();
        let hints =
            ["afmeld", "framel", "unsubscribe", "avmeld", "avanm", "abmeld", "ikke længere modtage", "meld mig fra"];
        !is_of_machine(&parts.headers)
            && own_lines(&body_of(&parts)).into_iter().chain([subject.as_str()]).any(|line| speaks_of(line, &hints))
    }
}

/// The beginning of what a mail says.
fn body_of(parts: &Parts) -> String {
    let role = if parts.has(Role::Words) { Role::Words } else { Role::Html };
    parts.texts(role).next().unwrap_or_default().chars().take(20_000).collect()
}

/// What is left of a subject without the marks of an answer.
fn without_prefix(subject: &str) -> &str {
    let mut rest = subject;
    while let Some(prefix) =
        PREFIXES.iter().find(|prefix| rest.get(..prefix.len()).is_some_and(|it| it.eq_ignore_ascii_case(prefix)))
    {
        rest = rest[prefix.len()..].trim_start();
    }
    rest
}

/// The token behind the word `unsubscribe`.
fn token_of(line: &str) -> Option<Token> {
    let mut words = line.split_whitespace().skip_while(|word| !word.eq_ignore_ascii_case("unsubscribe")).skip(1);
    words.find_map(|word| token::parse(word.trim_matches(|c: char| !c.is_ascii_alphanumeric())))
}

/// Whether a line asks for leaving, and for nothing else.
fn asks(line: &str) -> bool {
    let line = line.to_lowercase();
    if line.contains('?') {
        return false;
    }
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let words = line.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let is_known = |word: &&str| ASKS.contains(word) || BESIDE.split_whitespace().any(|beside| beside == *word);
    ASKS_ALONE.contains(&line) || (words.iter().any(|word| ASKS.contains(word)) && words.iter().all(is_known))
}

/// Whether a line only greets: `Hej Anna,`.
fn is_greeting(line: &str) -> bool {
    let line = line.to_lowercase();
    let words: Vec<&str> = line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let greets = ["hej", "hejsa", "hei", "kære", "kjære", "hi", "hello", "dear", "hallo", "goddag"];
    words.first().is_some_and(|first| greets.contains(first)) && words.len() <= 3 && !asks(&line)
}

fn speaks_of(line: &str, words: &[&str]) -> bool {
    let line = line.to_lowercase();
    words.iter().any(|word| line.contains(word))
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
            "Afmelding fra nyhedsbrevet",
            "Venligst afmeld os fra maillisten. Tak!",
            "Please unsubscribe me from the newsletter",
            "Avmeld mig från nyhetsbrevet, tack",
            "Vennligst avmeld meg",
            "Bitte abmelden",
        ] {
            assert_eq!(read(subject, "Hilsen Anna").as_deref(), Some("anna@example.org"), "{subject}");
        }
        for body in ["Afmeld mig, tak.\n\nAnna", "Hej Bo,\n\nJeg vil gerne afmeldes.", "Hej, afmeld mig venligst"] {
            assert_eq!(read("Re: Opsamling", body).as_deref(), Some("anna@example.org"), "{body}");
        }
    }

    #[test]
    fn who_stays_away_from_a_meeting_stays_on_the_list() {
        for subject in [
            "Afmelding til netværksmøde den 12. marts",
            "Afmeld mig fra mødet på torsdag",
            "Afmelding Anna Holm",
            "Afmelding torsdag",
            "Afmelding?",
            "Abmeldung zum Treffen",
        ] {
            assert_eq!(read(subject, "Hilsen Anna"), None, "{subject}");
        }
        for body in
            ["Afmelding grundet sygdom", "Hej Bo,\n\nAfmeld mig fra mødet.", "Afmeld mig\nJeg kan ikke deltage."]
        {
            assert_eq!(read("Re: Opsamling", body), None, "{body}");
        }
        for body in ["Jeg kan desværre ikke komme på torsdag.", "Anna er syg og kommer ikke", "Vi er forhindret"] {
            assert_eq!(read("Afmelding", body), None, "{body}");
        }
        for (subject, body) in [
            ("SV: Invitation: Forårsmøde", "Afmelding"),
            ("Afmelding forårsmøde 12. marts", "Afmeld"),
            ("Re: Møde i Prøvenettet", "Afmeld mig, tak"),
        ] {
            assert_eq!(read(subject, body), None, "{subject}: {body}");
        }
        let list = read("Re: Møde i Prøvenettet", "Afmeld mig fra nyhedsbrevet, tak");
        assert_eq!(list.as_deref(), Some("anna@example.org"));
    }

    #[test]
    fn who_may_want_to_leave_is_for_a_person_to_read() {
        let hinted = |subject: &str, body: &str| {
            Leaving::is_hinted_at(format!("From: anna@example.org\nSubject: {subject}\n\n{body}").as_bytes())
        };
        assert!(hinted("Afmelding til nyhedsbrevet", "Afmeld p01"));
        assert!(hinted("Re: Opsamling", "Jeg ønsker ikke længere at blive forstyrret. Meld mig fra."));
        assert!(!hinted("Re: Opsamling", "Tak for brevet.\n\n> Afmeld: unsubscribe"));
    }

    #[test]
    fn the_sender_is_the_one_mailbox_that_the_mail_is_from() {
        let from = |from: &str| of(&format!("From: {from}\nSubject: afmeld\n\n"));
        for (text, sender) in [
            ("anna@example.org", "anna@example.org"),
            ("<anna@example.org>", "anna@example.org"),
            ("\"chef@ministerium.example\" <x@evil.example>", "x@evil.example"),
            ("chef@ministerium.example <x@evil.example>", "x@evil.example"),
            ("'bo@example.com' via Info <info@example.org>", "info@example.org"),
            ("=?utf-8?q?chef=40ministerium.example?= <x@evil.example>", "x@evil.example"),
            ("x@evil.example (chef@ministerium.example)", "x@evil.example"),
        ] {
            assert_eq!(from(text).as_deref(), Some(sender), "{text}");
        }
        for text in ["chef@ministerium.example, x@evil.example", "Anna", "", "a@example.org\nFrom: b@example.org"] {
            assert_eq!(from(text), None, "{text}");
        }
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
