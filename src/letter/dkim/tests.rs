//! Signatures, held against a second canonical form written straight from the standard, and verified with the public key.

use super::{DkimError, DkimKey, KeyKind, Signer, SigningKey};
use crate::language::Language;
use crate::letter::{FrozenLetter, Letter, Letterhead, pack};
use crate::model::{DkimName, EmailAddress, Id, MailText, MailingId, Piece, Recipient, Token};
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair as RsaKeyPair, KeySize};
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeZone, Utc};
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::LazyLock;

fn pem(label: &str, der: &[u8]) -> String {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der))
}

static RSA: LazyLock<String> = LazyLock::new(|| {
    let der: Pkcs8V1Der<'_> = RsaKeyPair::generate(KeySize::Rsa2048).unwrap().as_der().unwrap();
    pem("PRIVATE KEY", der.as_ref())
});

static ED25519_KEY: LazyLock<String> =
    LazyLock::new(|| pem("PRIVATE KEY", Ed25519KeyPair::generate().unwrap().to_pkcs8v1().unwrap().as_ref()));

fn key(selector: &str, pem: &str) -> DkimKey {
    let name = DkimName::parse("example.org", selector).unwrap();
    DkimKey { name, key: SigningKey::parse(pem.as_bytes()).unwrap() }
}

static SIGNER: LazyLock<Signer> =
    LazyLock::new(|| Signer::new(vec![key("s2026", &RSA), key("s2026e", &ED25519_KEY)]).unwrap());

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 20, 12, 0, 0).unwrap()
}

fn letter(bytes: impl Into<Vec<u8>>) -> Letter {
    let address = EmailAddress::parse("anna@example.org").unwrap();
    Letter { message_id: "<1@example.org>".into(), envelope_from: address.clone(), to: address, bytes: bytes.into() }
}

/// A verifier from the standard's words, slow and plain. It takes the letter apart, and says of each signature whether it
/// holds, from the top.
fn verified(bytes: &[u8]) -> Vec<(KeyKind, bool)> {
    let text: String = bytes.iter().copied().map(char::from).collect();
    let (head, body) = match text.strip_prefix("\r\n") {
        Some(body) => ("", body),
        None => text.split_once("\r\n\r\n").unwrap_or((&text, "")),
    };
    let mut headers: Vec<(String, String)> = Vec::new();
    for line in head.split("\r\n") {
        match headers.last_mut() {
            Some((_, value)) if line.starts_with([' ', '\t']) => value.push_str(line),
            _ => headers.extend(line.split_once(':').map(|(name, value)| (name.to_owned(), value.to_owned()))),
        }
    }
    let blanks = |text: &str| {
        let mut text = text.replace('\t', " ");
        while text.contains("  ") {
            text = text.replace("  ", " ");
        }
        text
    };
    let trim = |text: &str| text.trim_matches([' ', '\t']).to_owned();
    let relaxed =
        |(name, value): &(String, String)| format!("{}:{}", trim(name).to_ascii_lowercase(), trim(&blanks(value)));
    let mut lines: Vec<String> = body.split("\r\n").map(|line| blanks(line).trim_end_matches(' ').to_owned()).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    let body: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    let latin = |text: &str| text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect::<Vec<u8>>();
    let body_hash = STANDARD.encode(Sha256::digest(latin(&body)));
    let mut found = Vec::new();
    for header in headers.iter().filter(|(name, _)| name == "DKIM-Signature") {
        let tags: BTreeMap<String, String> = header
            .1
            .split(';')
            .map(|tag| tag.split_once('=').unwrap())
            .map(|(name, value)| (trim(name), value.replace([' ', '\t'], "")))
            .collect();
        let mut signed = String::new();
        let mut rest = headers.clone();
        for name in tags["h"].split(':') {
            if let Some(position) = rest.iter().rposition(|(it, _)| trim(it).eq_ignore_ascii_case(name)) {
                signed.push_str(&relaxed(&rest.remove(position)));
                signed.push_str("\r\n");
            }
        }
        let (before, _) = header.1.rsplit_once("b=").unwrap();
        signed.push_str(&relaxed(&(header.0.clone(), format!("{before}b="))));
        let signature = STANDARD.decode(&tags["b"]).unwrap();
        let (kind, holds) = match tags["a"].as_str() {
            "rsa-sha256" => {
                let public = public(&RSA);
                let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, public);
                (KeyKind::Rsa, key.verify(&latin(&signed), &signature).is_ok())
            }
            _ => {
                let key = UnparsedPublicKey::new(&ED25519, public(&ED25519_KEY));
                (KeyKind::Ed25519, key.verify(&Sha256::digest(latin(&signed)), &signature).is_ok())
            }
        };
        found.push((kind, holds && tags["bh"] == body_hash));
    }
    found
}

fn public(pem: &str) -> Vec<u8> {
    let record = SigningKey::parse(pem.as_bytes()).unwrap().record().unwrap();
    STANDARD.decode(record.split_once("p=").unwrap().1).unwrap()
}

const BOTH: [(KeyKind, bool); 2] = [(KeyKind::Rsa, true), (KeyKind::Ed25519, true)];

fn signed(bytes: impl Into<Vec<u8>>) -> Letter {
    let mut letter = letter(bytes);
    SIGNER.sign(&mut letter, noon()).unwrap();
    letter
}

/// A letter of our own making.
fn own(subject: &str, name: &str, html: &str, text: &str) -> Vec<u8> {
    let address = |text: &str| EmailAddress::parse(text).unwrap();
    let letterhead = Letterhead {
        sender_name: "Sekretariatet".into(),
        sender: address("netvaerk@example.org"),
        reply_to: None,
        bounces: crate::letter::ReturnAddress::Plain(address("retur@example.org")),
        workspace: Id::parse("netvaerk").unwrap(),
        list: Id::parse("newsletter").unwrap(),
        list_title: "Nyhedsbrev".into(),
        unsubscribe: address("afmeld@example.org"),
        service_url: Some("https://tilmelding.example.org/".into()),
    };
    let mail = MailText {
        subject: subject.into(),
        language: Language::Danish,
        html: vec![Piece::Greeting, Piece::Fixed(html.into()), Piece::UnsubscribeUrl],
        text: vec![Piece::Fixed(text.into()), Piece::Greeting],
        images: Vec::new(),
        entry: None,
    };
    let recipient = Recipient {
        address: address("blåbær@example.org"),
        name: Some(name.into()),
        language: None,
        token: Token::from_bytes([7; 16]),
    };
    let mailing = MailingId::parse("2023-01-12-moede/summary/newsletter").unwrap();
    let packed = pack(&mail, &letterhead, &BTreeMap::new(), &[]).unwrap();
    FrozenLetter::unpack(&packed).unwrap().letter(&mailing, &recipient, noon()).unwrap().bytes
}

#[test]
fn a_letter_is_signed_by_both_keys_above_its_first_line() {
    let bytes = own("Møde", "Anna", "<p>a  b</p>\n\n", "a \n\tb\n");
    let letter = signed(bytes.clone());
    assert!(letter.bytes.ends_with(&bytes));
    assert_eq!(verified(&letter.bytes), BOTH);
    let text = String::from_utf8(letter.bytes).unwrap();
    assert!(text.starts_with("DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=example.org; s=s2026;\r\n t="));
    let signatures = text.split("Date: ").next().unwrap();
    assert!(signatures.split("\r\n").all(|line| line.len() <= 78), "{signatures}");
    let names = text.replace("\r\n ", "").replace(' ', "");
    for name in ["From", "Reply-To", "Cc", "List-Unsubscribe-Post"] {
        let count = if ["Reply-To", "Cc"].contains(&name) { 1 } else { 2 };
        let list = names.split("h=").nth(2).unwrap().split(';').next().unwrap();
        assert_eq!(list.split(':').filter(|it| *it == name).count(), count, "{name} in {list}");
    }
    for never in ["x=", "l=", "z=", "i="] {
        assert!(!signatures.contains(&format!("; {never}")), "{never}");
    }
}

#[test]
fn what_is_changed_or_added_on_the_way_shows() {
    let letter = signed(own("Møde", "Anna", "<p>Hej</p>", "Hej"));
    let text = String::from_utf8(letter.bytes).unwrap();
    for changed in [
        text.replace("Hej", "Nej"),
        text.replace("Date: ", "Date: x"),
        text.replace("Date: ", "From: ond@example.com\r\nDate: "),
        text.replace("Date: ", "Reply-To: ond@example.com\r\nDate: "),
        text.replace("Date: ", "Content-Type: text/plain\r\nDate: "),
        format!("Subject: x\r\n{text}"),
        format!("{text}x"),
    ] {
        assert_eq!(verified(changed.as_bytes()), [(KeyKind::Rsa, false), (KeyKind::Ed25519, false)]);
    }
    for harmless in [
        text.replace("Date: ", "Received: by relay.example\r\nDate: "),
        text.replace("MIME-Version: 1.0", "MIME-Version:   1.0 "),
        format!("{text}\r\n\r\n"),
    ] {
        assert_eq!(verified(harmless.as_bytes()), BOTH, "{harmless}");
    }
}

#[test]
fn a_long_domain_goes_onto_a_line_of_its_own() {
    let name = DkimName::parse(&format!("{}.example.org", vec!["a".repeat(60); 3].join(".")), "s2026").unwrap();
    let key = SigningKey::parse(ED25519_KEY.as_bytes()).unwrap();
    let mut letter = letter("From: a@example.org\r\n\r\nHej\r\n");
    Signer::new(vec![DkimKey { name, key }]).unwrap().sign(&mut letter, noon()).unwrap();
    let text = String::from_utf8(letter.bytes.clone()).unwrap();
    assert!(text.contains("\r\n d=aaa"), "{text}");
    assert_eq!(verified(&letter.bytes), [(KeyKind::Ed25519, true)]);
}

#[test]
fn two_keys_of_one_name_are_refused() {
    let error = Signer::new(vec![key("s2026", &RSA), key("S2026", &ED25519_KEY)]).unwrap_err();
    assert_eq!(error.code(), "dkim-name-twice");
}

#[test]
fn what_is_no_key_for_signing_is_refused() {
    let parse = |text: &str| SigningKey::parse(text.as_bytes()).map(|key| key.kind());
    assert_eq!(parse(&RSA), Ok(KeyKind::Rsa));
    assert_eq!(parse(&format!("en note\n{}", *ED25519_KEY)), Ok(KeyKind::Ed25519));
    assert_eq!(parse(""), Err(DkimError::NoKey));
    assert_eq!(parse(&RSA[..200]), Err(DkimError::NoKey));
    assert_eq!(parse(&pem("PUBLIC KEY", b"x")), Err(DkimError::NoKey));
    assert_eq!(parse(&pem("PRIVATE KEY", b"x")), Err(DkimError::Kind));
    assert_eq!(parse(&pem("RSA PRIVATE KEY", b"x")), Err(DkimError::Kind));
    assert_eq!(parse(&pem("EC PRIVATE KEY", b"x")), Err(DkimError::Kind));
    assert_eq!(parse(&pem("ENCRYPTED PRIVATE KEY", b"x")), Err(DkimError::Encrypted));
}

#[test]
fn a_key_never_shows() {
    assert_eq!(format!("{:?}", SigningKey::parse(RSA.as_bytes()).unwrap()), "SigningKey(rsa)");
    assert!(!format!("{:?}", *SIGNER).contains("Pair"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn letters_of_our_own_verify(
        subject in "[ -~æøå\t\r\n]{1,60}",
        name in "\\PC{0,40}",
        html in "([a-zæøå<>/= \t]{0,30}|\n| \n|  )*",
        text in "([!-~æ🙂 \t]{0,90}|\r?\n|\t\n)*",
    ) {
        prop_assert_eq!(verified(&signed(own(&subject, &name, &html, &text)).bytes), BOTH);
    }

    #[test]
    fn letters_of_any_shape_verify(
        headers in proptest::collection::vec(
            ("(?i:From|To|Subject|Cc|List-Id|Content-Type|X-Y)", "[ \t]{0,2}", "([!-~æ]|[ \t]{1,3}|\r\n[ \t]{1,2}x)*[ \t]{0,2}"),
            0..12,
        ),
        body in "([a-zæ.=-]{0,80}|[ \t]{1,3}|\r\n|\r\n[ \t]{0,2}\r\n)*",
    ) {
        let head: String = headers.iter().map(|(name, gap, value)| format!("{name}{gap}:{value}\r\n")).collect();
        let signed = signed(format!("{head}\r\n{body}"));
        prop_assert_eq!(verified(&signed.bytes), BOTH, "{}", String::from_utf8_lossy(&signed.bytes));
    }
}
