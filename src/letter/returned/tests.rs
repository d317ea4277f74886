//! What came back, told by its kind: samples of every system, each in a few lines, and mails that nobody would write.
//!
//! A sample stands below `## name | what it should be read as`. Lines that begin with `@` stand for what is the same in many.

use super::{Bearing, Returned, ReturnedKind, bearing_of};
use crate::model::Reply;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::time::{Duration, Instant};

const SAMPLES: [(&str, &str); 8] = [
    ("reports", include_str!("samples/reports.txt")),
    ("unix", include_str!("samples/unix.txt")),
    ("microsoft", include_str!("samples/microsoft.txt")),
    ("groupware", include_str!("samples/groupware.txt")),
    ("providers", include_str!("samples/providers.txt")),
    ("gateways", include_str!("samples/gateways.txt")),
    ("languages", include_str!("samples/languages.txt")),
    ("others", include_str!("samples/others.txt")),
];

const TOKEN: &str = "0123456789abcdef0123456789abcdef";

struct Sample {
    name: String,
    expected: String,
    mail: Vec<u8>,
}

fn samples() -> Vec<Sample> {
    let read = |(file, text): &(&str, &str)| -> Vec<Sample> {
        let cases = format!("\n{text}").split("\n## ").skip(1).map(str::to_owned).collect::<Vec<_>>();
        cases
            .iter()
            .map(|case| {
                let (head, body) = case.split_once('\n').unwrap_or((case, ""));
                let (name, expected) = head.split_once(" | ").unwrap_or_else(|| panic!("{file}: {head}"));
                let mail = body.lines().map(line).collect::<String>().into_bytes();
                Sample { name: format!("{file}: {name}"), expected: expected.to_owned(), mail }
            })
            .collect()
    };
    SAMPLES.iter().flat_map(read).collect()
}

/// A line of a sample as it stands in a mail.
fn line(line: &str) -> String {
    let letter = |to: &str| {
        format!(
            "Return-Path: <retur@forening.example>\r\nReceived: from forening.example by mx.example.net\r\n\tfor <{to}>; \
             Mon, 2 Mar 2026 09:00:00 +0100\r\nMessage-ID: <a1@forening.example>\r\nDate: Mon, 2 Mar 2026 09:00:00 +0100\r\n\
             From: Foreningen <netvaerk@forening.example>\r\nTo: Navn Navnesen <{to}>\r\nSubject: Opsamling\r\n"
        )
    };
    let server = |subject: &str| {
        format!(
            "From: Mail Delivery System <MAILER-DAEMON@mx.example.net>\r\nTo: retur@forening.example\r\n\
             Message-ID: <b1@mx.example.net>\r\nSubject: {subject}\r\nMIME-Version: 1.0\r\n"
        )
    };
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    match word {
        "@server" => format!("Return-Path: <>\r\n{}", server(rest)),
        "@bare" => server(rest),
        "@person" => format!(
            "Return-Path: <bo@example.com>\r\nFrom: Bo Berg <bo@example.com>\r\nTo: netvaerk@forening.example\r\n\
             Subject: {rest}\r\n"
        ),
        "@report" => {
            "Content-Type: multipart/report; report-type=delivery-status;\r\n\tboundary=\"b\"\r\n\r\nIn parts.\r\n"
                .into()
        }
        "@mixed" => "Content-Type: multipart/mixed; boundary=b\r\n\r\n".into(),
        "@text" => "--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n".into(),
        "@status" => {
            "\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example.net\r\n".into()
        }
        "@rfc822" => format!("\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{}\r\nHej\r\n", letter(rest)),
        "@headers" => format!("\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n{}", letter(rest)),
        "@end" => "\r\n--b--\r\n".into(),
        "@letter" => format!("{}\r\nHej\r\n", letter(rest)),
        _ => {
            assert!(!word.starts_with('@') || !word[1..].bytes().all(|byte| byte.is_ascii_lowercase()), "{line}");
            format!("{line}\r\n")
        }
    }
}

/// `hard anna@example.org 550 5.1.1; …`, as the samples write it.
fn told(returned: &Returned) -> String {
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    let failures: Vec<String> = returned
        .failures
        .iter()
        .map(|failure| {
            let address = failure.address.as_ref().map(ToString::to_string);
            let code = failure.code.map(|code| code.to_string());
            let status = failure.status.map(|status| status.to_string());
            format!(" {} {} {}", or_none(address), or_none(code), or_none(status))
        })
        .collect();
    format!("{}{}", returned.kind.name(), failures.join(";"))
}

#[test]
fn every_sample_is_read_as_what_it_is() {
    let mut wrong = Vec::new();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let samples = samples();
    for sample in &samples {
        let returned = Returned::read(&sample.mail);
        *kinds.entry(returned.kind.name()).or_default() += 1;
        // Domains come back in lower case, and in ASCII.
        let expected = sample.expected.replace("EXAMPLE.ORG", "example.org");
        if told(&returned) != expected {
            wrong.push(format!("{}\n  expected {}\n  got      {}", sample.name, sample.expected, told(&returned)));
        }
    }
    assert!(wrong.is_empty(), "{} of {} ({kinds:?}):\n{}", wrong.len(), samples.len(), wrong.join("\n"));
    assert!(samples.len() >= 120, "{} samples", samples.len());
}

#[test]
fn a_sample_is_read_alike_whatever_ends_its_lines() {
    for sample in samples() {
        let expected = told(&Returned::read(&sample.mail));
        let text = String::from_utf8(sample.mail).unwrap();
        for ends in ["\n", "\r"] {
            let mail = text.replace("\r\n", ends);
            assert_eq!(told(&Returned::read(mail.as_bytes())), expected, "{} with {ends:?}", sample.name);
        }
        let mail = format!("From MAILER-DAEMON Mon Mar  2 09:00:00 2026\n{text}");
        assert_eq!(told(&Returned::read(mail.as_bytes())), expected, "{} from an mbox", sample.name);
    }
}

#[test]
fn a_letter_that_comes_back_names_its_subscription() {
    let by_address = format!("Delivered-To: retur+{}@forening.example\r\n", TOKEN.to_uppercase());
    let by_letter = format!("List-Unsubscribe: <mailto:afmeld@forening.example?subject=unsubscribe%20{TOKEN}>\r\n");
    let body =
        "Subject: failure notice\r\n\r\nHi. This is the qmail-send program.\r\n\r\n<anna@example.org>:\r\nno.\r\n";
    for mail in [
        format!("Return-Path: <>\r\n{by_address}{body}"),
        format!("Return-Path: <>\r\nTo: <retur+{TOKEN}@forening.example>\r\n{body}"),
        format!(
            "{body}\r\n--- Below this line is a copy of the message.\r\n\r\n{by_letter}Message-ID: <a1@forening.example>\r\n"
        ),
        format!(
            "{body}\r\n--- Below this line is a copy of the message.\r\n\r\nReturn-Path: <retur+{TOKEN}@f.example>\r\nTo: x\r\n"
        ),
    ] {
        let returned = Returned::read(mail.as_bytes());
        assert_eq!(returned.token.map(|token| token.expose().to_owned()).as_deref(), Some(TOKEN), "{mail}");
        assert_eq!(returned.failures[0].address.as_ref().unwrap().as_str(), "anna@example.org");
    }
    let other = "To: retur+0123@forening.example\r\nFrom: x+0123456789abcdef0123456789abcdeg@example.org\r\n\r\n";
    assert_eq!(Returned::read(other.as_bytes()).token, None);
}

#[test]
fn only_a_refusal_of_the_address_speaks_against_it() {
    let read = |status: &str, diagnostic: &str| {
        let mail = format!(
            "From: MAILER-DAEMON@mx.example.net\nSubject: failure notice\nContent-Type: multipart/report; boundary=b\n\n--b\n\
             Content-Type: message/delivery-status\n\nFinal-Recipient: rfc822; anna@example.org\nAction: failed\n\
             Status: {status}\nDiagnostic-Code: smtp; {diagnostic}\n--b--\n"
        );
        let returned = Returned::read(mail.as_bytes());
        assert_eq!(returned.kind, ReturnedKind::Hard, "{diagnostic}");
        returned.failures[0].bearing
    };
    for (status, diagnostic) in [
        ("5.1.1", "550 5.1.1 no"),
        ("5.2.1", "550 5.2.1 closed"),
        ("5.0.0", "550 no such user"),
        ("5.4.4", "no such host"),
        ("5.5.0", "550 5.5.0 mailbox unavailable"),
        ("5.1.10", "550 5.1.10 RecipientNotFound"),
    ] {
        assert_eq!(read(status, diagnostic), Bearing::OnAddress, "{diagnostic}");
    }
    for (status, diagnostic) in [
        ("5.7.1", "550 5.7.1 listed by a blocklist"),
        ("5.7.26", "550 5.7.26 unauthenticated mail"),
        ("5.0.0", "554 spam is not wanted"),
        ("5.3.4", "552 5.3.4 too large"),
        ("5.6.0", "550 5.6.0 bad content"),
    ] {
        assert_eq!(read(status, diagnostic), Bearing::OnLetter, "{diagnostic}");
    }
}

#[test]
fn a_refusal_at_the_time_of_sending_speaks_as_one_that_comes_back() {
    let bearing = |code: u16, enhanced: Option<&str>, text: &str| {
        bearing_of(&Reply { code, enhanced: enhanced.map(str::to_owned), text: text.to_owned() })
    };
    for (code, enhanced, text, expected) in [
        (550, Some("5.1.1"), "no such user", Bearing::OnAddress),
        (550, None, "no", Bearing::OnAddress),
        (553, Some("5.1.3"), "bad address", Bearing::OnAddress),
        (550, Some("5.7.1"), "relaying denied", Bearing::OnLetter),
        (553, Some("5.7.1"), "sender address rejected: not owned by user", Bearing::OnLetter),
        (550, Some("5.1.8"), "sender domain not found", Bearing::OnLetter),
        (553, Some("5.1.8"), "domain of sender address a@example.org does not exist", Bearing::OnLetter),
        (550, Some("5.1.0"), "<a@example.org>: sender address rejected: user unknown in table", Bearing::OnLetter),
        (550, None, "sender address does not exist", Bearing::OnLetter),
        (550, Some("5.1.1"), "user unknown; the sender address is told", Bearing::OnAddress),
        (554, None, "transaction failed", Bearing::Perhaps),
        (552, Some("5.2.2"), "over quota", Bearing::Perhaps),
        (451, Some("4.7.1"), "greylisted", Bearing::OnLetter),
        (450, None, "busy", Bearing::Perhaps),
        (0, None, "no connection", Bearing::Perhaps),
    ] {
        assert_eq!(bearing(code, enhanced, text), expected, "{code} {text}");
    }
}

#[test]
fn a_mail_is_known_again_whatever_was_added_on_its_way() {
    let digest = |text: &str| Returned::read(text.as_bytes()).digest;
    let mail = "Message-ID: <b1@mx.example.net>\nFrom: <>\nSubject: failure notice\n\nx\n";
    assert_eq!(digest(mail), digest(&format!("Delivered-To: a@example.org\r\n{}", mail.replace('\n', "\r\n"))));
    assert_ne!(digest(mail), digest(&mail.replace("failure", "other")));
    assert_ne!(digest("Subject: a\n\nx"), digest("Subject: a\n\ny"));
}

#[test]
fn no_mail_takes_long() {
    let in_time = |name: &str, mail: &[u8]| {
        let start = Instant::now();
        let returned = Returned::read(mail);
        let took = start.elapsed();
        // What grows with the square of the size would take hours.
        assert!(took < Duration::from_secs(60), "{name} took {took:?}: {returned:?}");
    };
    let nested = |kind: &str| {
        let levels = (0..10_000).map(|level| format!("Content-Type: {kind}; boundary=\"b{level}\"\n\n--b{level}\n"));
        levels.collect::<String>()
    };
    let head = "Return-Path: <>\nSubject: failure notice\n";
    in_time("ten thousand parts in each other", format!("{head}{}", nested("multipart/mixed")).as_bytes());
    in_time("ten thousand letters in each other", format!("{head}{}", nested("message/rfc822")).as_bytes());
    let report = "Content-Type: multipart/report; report-type=delivery-status\nFrom: <>\n\n";
    in_time("ten thousand reports in each other", format!("{head}{}", report.repeat(10_000)).as_bytes());
    let parts = "--b\nContent-Type: text/plain\n\nx@example.org: failed\n".repeat(100_000);
    in_time("many parts", format!("{head}Content-Type: multipart/mixed; boundary=b\n\n{parts}").as_bytes());
    let big = "anna@example.org: 550 5.1.1 user unknown, following address failed: ".repeat(150_000);
    in_time("ten megabytes on one line", format!("{head}\n{big}").as_bytes());
    in_time("ten megabytes of lines", format!("{head}\n{}", big.replace(": ", ":\n")).as_bytes());
    in_time("ten megabytes of signs", format!("{head}\n{}", "@".repeat(10_000_000)).as_bytes());
    in_time("ten megabytes of digits", format!("{head}\n{}", "5".repeat(10_000_000)).as_bytes());
    in_time("ten megabytes of codes", format!("{head}\n{}", "5.5.5.550 ".repeat(1_000_000)).as_bytes());
    in_time(
        "ten megabytes of headers",
        format!("{head}{}", "Received: x <a@b.example>\n y\n".repeat(350_000)).as_bytes(),
    );
    in_time("a header of ten megabytes", format!("{head}To: {}", "a@b.example, ".repeat(800_000)).as_bytes());
    in_time("a subject of ten megabytes", format!("Subject: {}", "=?utf-8?Q?=C3?= ".repeat(700_000)).as_bytes());
    in_time(
        "ten megabytes of tags",
        format!("{head}Content-Type: text/html\n\n{}", "<p><".repeat(2_500_000)).as_bytes(),
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_that_is_cut_off_or_garbled_makes_it_fail(cut in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        for sample in samples() {
            if sample.mail.is_empty() {
                continue;
            }
            let mut mail = sample.mail.clone();
            let at = at.index(mail.len());
            mail[at] = byte;
            Returned::read(&mail);
            Returned::read(&sample.mail[..cut.index(sample.mail.len())]);
        }
    }

    #[test]
    fn any_bytes_at_all_are_read(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        Returned::read(&bytes);
    }
}
