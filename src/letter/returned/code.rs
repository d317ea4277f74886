//! The codes of a refusal in running text: the reply's (`550`, RFC 5321 §4.2) and the enhanced one (`5.1.1`, RFC 3463).

use std::fmt;

/// An enhanced status code: class, subject and detail (RFC 3463 §2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnhancedCode {
    /// 2 success, 4 passing trouble, 5 failed for good.
    pub class: u16,
    /// What it is about: 1 the address, 2 the mailbox, 7 policy.
    pub subject: u16,
    /// What exactly.
    pub detail: u16,
}

impl EnhancedCode {
    /// Reads `5.1.1`, if it is one.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.trim().split('.').map(|part| {
            let sound = (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
            sound.then(|| part.parse::<u16>().ok()).flatten()
        });
        let code = Self { class: numbers.next()??, subject: numbers.next()??, detail: numbers.next()?? };
        (numbers.next().is_none() && matches!(code.class, 2 | 4 | 5)).then_some(code)
    }

    /// Whether it says no more than its class: `5.0.0`.
    pub fn is_general(self) -> bool {
        self.subject == 0 && self.detail == 0
    }
}

impl fmt::Display for EnhancedCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.class, self.subject, self.detail)
    }
}

/// The codes of one text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Codes {
    pub(super) reply: Option<u16>,
    pub(super) enhanced: Option<EnhancedCode>,
}

/// Words after which a number is a reply.
const BEFORE: [&str; 34] = [
    "said",
    "smtp",
    "error",
    "code",
    "with",
    "was",
    "reply",
    "response",
    "returned",
    "status",
    "reason",
    "message",
    "failed",
    "rejected",
    "got",
    "answer",
    "respond",
    "responded",
    "refused",
    "<<<",
    "dsn",
    "diagnostic",
    "host",
    "because",
    "cause",
    "is",
    "fejl",
    "fehler",
    "erreur",
    "errore",
    "foutcode",
    "fel",
    "feil",
    "result",
];

/// Codes that relays really use: other numbers of three digits are seldom one.
const REPLIES: [u16; 45] = [
    401, 421, 422, 431, 432, 441, 442, 446, 447, 449, 450, 451, 452, 454, 455, 458, 459, 471, 500, 501, 502, 503, 504,
    505, 510, 511, 512, 513, 517, 521, 523, 525, 530, 534, 535, 541, 542, 550, 551, 552, 553, 554, 555, 557, 571,
];

/// The best reply code and enhanced code of a text; `class` is preferred where it is known.
pub(super) fn find(text: &str, class: Option<u16>) -> Codes {
    let enhanced = enhanced(text);
    let best = |class: Option<u16>| {
        let fits = |found: &&EnhancedCode| class.is_none_or(|class| found.class == class);
        let mut specific = enhanced.iter().filter(fits).filter(|found| !found.is_general());
        specific.next().or_else(|| enhanced.iter().find(fits)).copied()
    };
    let class_or_any = |class| best(class).or_else(|| best(None));
    let reply = reply(text, class);
    let enhanced = class_or_any(class.or(reply.map(|code| code / 100)));
    Codes { reply, enhanced }
}

/// Every enhanced code.
fn enhanced(text: &str) -> Vec<EnhancedCode> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() && found.len() < 100 {
        let starts = matches!(bytes[at], b'4' | b'5') && bytes.get(at + 1) == Some(&b'.');
        let is_free = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || b".@=".contains(&bytes[at - 1]));
        if !starts || !is_free {
            at += 1;
            continue;
        }
        let length = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        let word = text[at..at + length].trim_end_matches('.');
        let follows = bytes.get(at + word.len()).copied();
        let is_ended = !follows.is_some_and(|byte| byte.is_ascii_alphanumeric() || byte == b'@');
        let is_version = is_after_word(text, at, &["version", "exim", "postfix", "v", "release", "sendmail", "esmtp"]);
        if let Some(code) = EnhancedCode::parse(word)
            && is_ended
            && code.subject <= 7
            && !is_version
        {
            found.push(code);
        }
        at += length.max(1);
    }
    found
}

/// The reply code that the text most likely means.
fn reply(text: &str, class: Option<u16>) -> Option<u16> {
    let bytes = text.as_bytes();
    let mut best: Option<(i32, u16)> = None;
    let mut count = 0;
    for at in 0..bytes.len().saturating_sub(2) {
        if !matches!(bytes[at], b'4' | b'5') || !bytes[at + 1].is_ascii_digit() || !bytes[at + 2].is_ascii_digit() {
            continue;
        }
        let is_free = at == 0 || !(bytes[at - 1].is_ascii_alphanumeric() || b".@=+/_-$%".contains(&bytes[at - 1]));
        let follows = bytes.get(at + 3).copied().unwrap_or(b' ');
        let is_ended = matches!(
            follows,
            b' ' | b'-'
                | b'\n'
                | b'\t'
                | b'#'
                | b')'
                | b']'
                | b','
                | b';'
                | b':'
                | b'"'
                | b'\''
                | b'>'
                | b'<'
                | b'_'
                | b'='
        ) || (follows == b'.' && !bytes.get(at + 4).is_some_and(u8::is_ascii_digit));
        if !is_free || !is_ended {
            continue;
        }
        let code = text[at..at + 3].parse().unwrap_or(0);
        let score = strength(text, at, code, class);
        count += 1;
        if score > 0 && best.is_none_or(|(most, _)| score > most) {
            best = Some((score, code));
        }
        if count > 500 {
            break;
        }
    }
    best.map(|(_, code)| code)
}

/// How much speaks for a number's being a reply.
fn strength(text: &str, at: usize, code: u16, class: Option<u16>) -> i32 {
    let mut score = 0;
    let after = &text[at + 3..];
    let before = text[..at].trim_end_matches(['"', '\'', '(', '[', '<', '#', ':', ';', ',', '=', ' ', '\t']);
    let opens = before.is_empty() || before.ends_with('\n');
    let mark = text[before.len()..at].trim();
    if REPLIES.contains(&code) {
        score += 2;
    } else if code > 559 && code != 571 {
        score -= 2;
    }
    if opens {
        score += 2;
    }
    if !mark.is_empty() {
        score += 1;
    }
    if is_after_word(text, at, &BEFORE) {
        score += 2;
    }
    // Exim and Postfix: `host mx.example.org [192.0.2.1]: 550 …`.
    if before.ends_with([']', '>']) && mark.contains([':', ';']) {
        score += 2;
    }
    let next = after.trim_start_matches(['-', ' ', '#', '_', '"', '\'', '\n', '\t', ':', ',']);
    let word = next.split(|c: char| !(c.is_ascii_digit() || c == '.')).next().unwrap_or("");
    if EnhancedCode::parse(word.trim_end_matches('.')).is_some_and(|it| it.class == code / 100) {
        score += 4;
    }
    if after.starts_with('-') && after[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '5' || c == '4') {
        score += 2;
    }
    let unit = next.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or("").to_ascii_lowercase();
    let units = [
        "bytes",
        "kb",
        "mb",
        "gb",
        "k",
        "b",
        "messages",
        "recipients",
        "days",
        "hours",
        "seconds",
        "minutes",
        "octets",
        "lines",
        "bits",
        "am",
        "pm",
        "px",
        "pt",
    ];
    if units.contains(&unit.as_str()) {
        score -= 8;
    }
    if class.is_some_and(|class| class != code / 100) {
        score -= 3;
    }
    // Days, times, sizes and addresses of houses stand beside other numbers.
    if before.ends_with(|c: char| c.is_ascii_digit()) && mark.is_empty() && !opens {
        let previous: String = before.chars().rev().take_while(char::is_ascii_digit).collect();
        if previous.len() != 3 {
            score -= 3;
        }
    }
    score - 1
}

/// Whether one of these words is the last before a place.
fn is_after_word(text: &str, at: usize, words: &[&str]) -> bool {
    let line =
        text[..at].trim_end_matches([' ', '\t', ':', ';', '=', '"', '\'', '(', '[', '#', '-', '.', '\n', ',', '<']);
    let word: Vec<char> = line.chars().rev().take(16).take_while(|c| c.is_alphabetic()).collect();
    let word: String = word.into_iter().rev().collect::<String>().to_lowercase();
    words.contains(&word.as_str()) || (words.contains(&"<<<") && text[..at].trim_end().ends_with("<<<"))
}

#[cfg(test)]
mod tests {
    use super::{EnhancedCode, find};

    #[test]
    fn a_code_is_found_where_it_is_one_and_nowhere_else() {
        for (text, reply, enhanced) in [
            ("smtp; 550 5.1.1 <a@example.org>: unknown", Some(550), Some("5.1.1")),
            ("smtp;550-5.1.1 The account does not exist", Some(550), Some("5.1.1")),
            ("host mx.example.org [192.0.2.55]: 452 4.2.2 full", Some(452), Some("4.2.2")),
            ("#5.1.1", None, Some("5.1.1")),
            ("#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##", Some(550), Some("5.1.1")),
            ("<mx.example.org #5.1.1 smtp;550 5.1.1 unknown>", Some(550), Some("5.1.1")),
            ("Remote host said: 553 sorry", Some(553), None),
            ("<<< 554 delivery error", Some(554), None),
            ("(state 14) 550 in 500 bytes", Some(550), None),
            ("The error was: 5.1.0 - Unknown address error 550-'5.1.1 rejected'", Some(550), Some("5.1.0")),
            ("Exim 4.94.2 and version 5.1.1 on 192.0.2.1, 520 kB of 550 MB", None, None),
            ("Ring 45 50 55 00, the 5.5.2026, 12:45:50", None, None),
            ("id 550abc <550@example.org> a550 550.12", None, None),
        ] {
            let codes = find(text, None);
            assert_eq!(codes.reply, reply, "{text}");
            assert_eq!(codes.enhanced.map(|code| code.to_string()).as_deref(), enhanced, "{text}");
        }
    }

    #[test]
    fn an_enhanced_code_has_three_numbers() {
        for bad in ["", "5", "5.1", "5.1.1.1", "6.1.1", "5.1.1234", "5..1", "5.1.x", "+5.1.1"] {
            assert_eq!(EnhancedCode::parse(bad), None, "{bad}");
        }
        assert_eq!(EnhancedCode::parse("5.7.509").unwrap().to_string(), "5.7.509");
    }
}
