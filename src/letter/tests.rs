//! Letters, built and read back by a parser that is not ours.

use crate::language::Language;
use crate::letter::{Attachment, FrozenLetter, Letter, LetterError, LetterPart, Letterhead, ReturnAddress, pack};
use crate::model::{EmailAddress, FileKind, Id, InlineImage, MailText, MailingId, Piece, Recipient, Token};
use chrono::{DateTime, TimeZone, Utc};
use mail_parser::{Message, MessageParser, MimeHeaders, PartType};
use std::collections::BTreeMap;

const SERVICE: &str = "https://tilmelding.example.org/";

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn letterhead() -> Letterhead {
    Letterhead {
        sender_name: "Sekretariatet for Netværk for digital inklusion".into(),
        sender: address("netvaerk@example.org"),
        reply_to: Some(address("sekretariat@example.org")),
        bounces: ReturnAddress::Plain(address("retur@example.org")),
        workspace: Id::parse("netvaerk-for-digital-inklusion").unwrap(),
        list: Id::parse("newsletter").unwrap(),
        list_title: "Nyhedsbrev om digital inklusion".into(),
        unsubscribe: address("afmeld@example.org"),
        service_url: Some(SERVICE.into()),
    }
}

fn fixed(text: &str) -> Piece {
    Piece::Fixed(text.into())
}

fn mail() -> MailText {
    MailText {
        subject: "Opsamling: møde hos Ældre Sagen".into(),
        language: Language::Danish,
        html: vec![
            fixed("<!doctype html>\n<p>"),
            Piece::Greeting,
            fixed("</p>\n<p>Blåbær = godt.</p>\n<a href=\""),
            Piece::UnsubscribeUrl,
            fixed("\">Afmeld</a>\n"),
        ],
        text: vec![Piece::Greeting, fixed("\n\nBlåbær = godt. \n.\nAfmeld: "), Piece::UnsubscribeUrl],
        images: Vec::new(),
        entry: None,
    }
}

fn recipient(name: Option<&str>) -> Recipient {
    Recipient {
        address: address("anna@example.org"),
        name: name.map(str::to_owned),
        language: None,
        token: Token::from_bytes([0xab; 16]),
    }
}

fn mailing() -> MailingId {
    MailingId::parse("2023-01-12-aeldre-sagen/summary/newsletter").unwrap()
}

fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2023, 1, 20, 12, 0, 0).unwrap()
}

fn frozen(text: &MailText, letterhead: &Letterhead) -> FrozenLetter {
    FrozenLetter::unpack(&pack(text, letterhead, &BTreeMap::new(), &[]).unwrap()).unwrap()
}

fn letter(name: Option<&str>) -> Letter {
    let letter = frozen(&mail(), &letterhead()).letter(&mailing(), &recipient(name), noon()).unwrap();
    ensure_wire_format(&letter.bytes);
    letter
}

fn ensure_wire_format(bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).unwrap();
    assert!(text.ends_with("\r\n"));
    assert!(!text.replace("\r\n", "").contains(['\r', '\n']), "a bare line break");
    let (headers, body) = text.split_once("\r\n\r\n").unwrap();
    assert!(headers.split("\r\n").all(|line| line.len() <= 998));
    assert!(body.split("\r\n").all(|line| line.len() <= 76), "{body}");
    assert!(body.is_ascii());
}

fn parsed(letter: &Letter) -> Message<'_> {
    MessageParser::default().parse(&letter.bytes).unwrap()
}

/// The header as it stands, line breaks and all.
fn raw<'a>(letter: &'a Letter, header: &str) -> &'a str {
    let text = std::str::from_utf8(&letter.bytes).unwrap();
    let (headers, _) = text.split_once("\r\n\r\n").unwrap();
    let start = headers.find(&format!("\r\n{header}: ")).map_or(0, |position| position + 2);
    let mut end = start;
    for line in headers[start..].split_inclusive("\r\n") {
        if end > start && !line.starts_with(' ') {
            break;
        }
        end += line.len();
    }
    headers[start..end].trim_end()
}

#[test]
fn text_comes_before_html_and_both_say_what_was_given() {
    let letter = letter(Some("Anna Holm"));
    let message = parsed(&letter);
    let kinds: Vec<String> = message
        .parts
        .iter()
        .map(|part| part.content_type().map_or(String::new(), |it| format!("{}/{}", it.ctype(), it.subtype().unwrap())))
        .collect();
    assert_eq!(kinds, ["multipart/alternative", "text/plain", "text/html"]);
    let url = format!("{SERVICE}u/{}", "ab".repeat(16));
    assert_eq!(
        message.body_text(0).unwrap().replace("\r\n", "\n"),
        format!("Kære Anna Holm\n\nBlåbær = godt. \n.\nAfmeld: {url}")
    );
    assert_eq!(
        message.body_html(0).unwrap().replace("\r\n", "\n"),
        format!("<!doctype html>\n<p>Kære Anna Holm</p>\n<p>Blåbær = godt.</p>\n<a href=\"{url}\">Afmeld</a>\n")
    );
}

#[test]
fn the_headers_are_those_of_a_newsletter() {
    let letter = letter(Some("Anna Holm"));
    let message = parsed(&letter);
    let from = message.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Sekretariatet for Netværk for digital inklusion"));
    assert_eq!(from.address(), Some("netvaerk@example.org"));
    assert_eq!(message.reply_to().unwrap().first().unwrap().address(), Some("sekretariat@example.org"));
    let to = message.to().unwrap();
    assert_eq!((to.iter().count(), to.first().unwrap().name()), (1, Some("Anna Holm")));
    assert_eq!(message.subject(), Some("Opsamling: møde hos Ældre Sagen"));
    assert_eq!(raw(&letter, "Date"), "Date: Fri, 20 Jan 2023 12:00:00 +0000");
    assert_eq!(format!("<{}>", message.message_id().unwrap()), letter.message_id);
    assert_eq!(
        raw(&letter, "List-Id"),
        "List-Id: Nyhedsbrev om digital inklusion\r\n <newsletter.netvaerk-for-digital-inklusion.example.org>"
    );
    assert_eq!(raw(&letter, "MIME-Version"), "MIME-Version: 1.0");
    assert_eq!(letter.envelope_from, address("retur@example.org"));
    assert_eq!(letter.to, address("anna@example.org"));
    for never in ["Precedence", "Auto-Submitted", "Bcc", "Sender"] {
        assert!(message.header(never).is_none(), "{never}");
    }
}

#[test]
fn each_letter_may_come_back_to_an_address_of_its_own() {
    let own = ReturnAddress::own(address("retur@example.org")).unwrap();
    let packed = pack(&mail(), &Letterhead { bounces: own, ..letterhead() }, &BTreeMap::new(), &[]).unwrap();
    let letter = FrozenLetter::unpack(&packed).unwrap().letter(&mailing(), &recipient(None), noon()).unwrap();
    assert_eq!(letter.envelope_from.as_str(), format!("retur+{}@example.org", "ab".repeat(16)));
    // What was frozen before letters had addresses of their own goes on as it was.
    let older = String::from_utf8(packed).unwrap().replace("\"returns_with_token\":true,", "");
    let letter = FrozenLetter::unpack(older.as_bytes()).unwrap().letter(&mailing(), &recipient(None), noon()).unwrap();
    assert_eq!(letter.envelope_from, address("retur@example.org"));
}

#[test]
fn one_click_is_offered_only_where_there_is_a_service() {
    let with = letter(None);
    let token = "ab".repeat(16);
    assert_eq!(
        raw(&with, "List-Unsubscribe"),
        format!(
            "List-Unsubscribe: <{SERVICE}u/{token}>,\r\n <mailto:afmeld@example.org?subject=unsubscribe%20{token}>"
        )
    );
    assert_eq!(raw(&with, "List-Unsubscribe-Post"), "List-Unsubscribe-Post: List-Unsubscribe=One-Click");
    let without = Letterhead { service_url: None, ..letterhead() };
    let without = frozen(&mail(), &without).letter(&mailing(), &recipient(None), noon()).unwrap();
    assert_eq!(
        raw(&without, "List-Unsubscribe"),
        format!("List-Unsubscribe: <mailto:afmeld@example.org?subject=unsubscribe%20{token}>")
    );
    let message = parsed(&without);
    assert!(message.header("List-Unsubscribe-Post").is_none());
    assert!(message.body_html(0).unwrap().contains("href=\"mailto:afmeld@example.org?subject=unsubscribe%20"));
}

#[test]
fn a_name_is_escaped_and_reaches_no_other_header() {
    for (name, greeting, html) in [
        ("\"><script>", "Kære \"><script>", "Kære &quot;&gt;&lt;script&gt;"),
        ("Anna\r\nBcc: x@example.org", "Kære Anna Bcc: x@example.org", "Kære Anna Bcc: x@example.org"),
        ("Holm, Anna \"A\"", "Kære Holm, Anna \"A\"", "Kære Holm, Anna &quot;A&quot;"),
        ("🙂 Åse", "Kære 🙂 Åse", "Kære 🙂 Åse"),
        ("שרה \u{202E}x", "Kære שרה x", "Kære שרה x"),
        ("O'Brien & søn", "Kære O'Brien & søn", "Kære O&#39;Brien &amp; søn"),
    ] {
        let letter = letter(Some(name));
        let message = parsed(&letter);
        assert_eq!(message.body_text(0).unwrap().lines().next(), Some(greeting));
        assert!(message.body_html(0).unwrap().contains(&format!("<p>{html}</p>")), "{name}");
        assert_eq!(message.to().unwrap().first().unwrap().name(), Some(&greeting["Kære ".len()..]), "{name}");
        assert!(message.bcc().is_none());
        assert_eq!(message.headers().len(), 11, "{name}");
    }
}

#[test]
fn a_name_of_any_length_is_greeted_whole() {
    for name in ["a".repeat(500), "æ".repeat(500), "\"".repeat(500), "ord ".repeat(200)] {
        let letter = letter(Some(&name));
        let message = parsed(&letter);
        assert_eq!(message.body_text(0).unwrap().lines().next().unwrap(), format!("Kære {}", name.trim()));
        assert_eq!(message.to().unwrap().first().unwrap().address(), Some("anna@example.org"));
    }
}

#[test]
fn without_a_name_nobody_is_guessed() {
    for name in [None, Some(""), Some(" \r\n"), Some("anna@example.org"), Some("\u{202E}")] {
        let letter = letter(name);
        assert_eq!(parsed(&letter).body_text(0).unwrap().lines().next(), Some("Hej"));
        assert_eq!(raw(&letter, "To"), "To: anna@example.org");
    }
}

#[test]
fn a_subject_cannot_carry_a_header() {
    let text = MailText { subject: "Hej\r\nBcc: x@example.org\r\n\r\nBody".into(), ..mail() };
    let head = Letterhead { sender_name: "A\r\nBcc: b".into(), list_title: "L\nX-Y: z".into(), ..letterhead() };
    let letter = frozen(&text, &head).letter(&mailing(), &recipient(None), noon()).unwrap();
    ensure_wire_format(&letter.bytes);
    let message = parsed(&letter);
    assert_eq!(message.subject(), Some("Hej Bcc: x@example.org Body"));
    assert!(message.bcc().is_none() && message.header("X-Y").is_none());
}

#[test]
fn a_message_id_is_the_same_at_every_attempt_and_differs_between_letters() {
    let frozen = frozen(&mail(), &letterhead());
    let first = frozen.letter(&mailing(), &recipient(None), noon()).unwrap();
    let again = frozen.letter(&mailing(), &recipient(None), noon() + chrono::Duration::hours(5)).unwrap();
    assert_eq!(first.message_id, again.message_id);
    assert_eq!(first.message_id, frozen.message_id(&mailing(), &recipient(None)));
    let other_mailing = MailingId::parse("2023-01-12-aeldre-sagen/summary/newsletter/2").unwrap();
    assert_ne!(first.message_id, frozen.message_id(&other_mailing, &recipient(None)));
    let other = Recipient { address: address("bo@example.org"), ..recipient(None) };
    assert_ne!(first.message_id, frozen.message_id(&mailing(), &other));
    assert!(first.message_id.ends_with("@example.org>") && !first.message_id.contains("anna"));
}

#[test]
fn pictures_travel_inside_and_attachments_outside() {
    let mut text = mail();
    let file = "files/birthe.png".to_owned();
    text.images = vec![InlineImage { cid: "birthe@opsamling".into(), file: file.clone(), kind: FileKind::Png }];
    let picture: Vec<u8> = (0..=255).cycle().take(3000).collect();
    let attachments = [
        Attachment {
            name: "Møde \"x\"/y.pdf".into(),
            media_type: "application/pdf",
            bytes: b"%PDF-1.7\n\r\n.\r\n".to_vec(),
        },
        Attachment { name: "tom.pdf".into(), media_type: "application/pdf", bytes: Vec::new() },
    ];
    assert_eq!(
        pack(&text, &letterhead(), &BTreeMap::new(), &[]),
        Err(LetterError::ImageMissing { file: file.clone() })
    );
    let images = BTreeMap::from([(file, picture.clone())]);
    let packed = pack(&text, &letterhead(), &images, &attachments).unwrap();
    assert_eq!(packed, pack(&text, &letterhead(), &images, &attachments).unwrap());
    let letter = FrozenLetter::unpack(&packed).unwrap().letter(&mailing(), &recipient(None), noon()).unwrap();
    ensure_wire_format(&letter.bytes);
    let message = parsed(&letter);
    let tree: Vec<(&str, usize)> = message
        .parts
        .iter()
        .map(|part| match &part.body {
            PartType::Multipart(children) => (part.content_type().unwrap().subtype().unwrap(), children.len()),
            PartType::Text(_) => ("text", 0),
            PartType::Html(_) => ("html", 0),
            PartType::InlineBinary(bytes) => ("inline", bytes.len()),
            PartType::Binary(bytes) => ("attached", bytes.len()),
            PartType::Message(_) => ("message", 0),
        })
        .collect();
    assert_eq!(
        tree,
        [
            ("mixed", 3),
            ("alternative", 2),
            ("text", 0),
            ("related", 2),
            ("html", 0),
            ("attached", 3000),
            ("attached", 14),
            ("attached", 0)
        ]
    );
    assert_eq!(message.parts[5].contents(), picture);
    assert_eq!(message.parts[5].content_id(), Some("birthe@opsamling"));
    assert!(message.parts[5].content_disposition().unwrap().is_inline());
    assert_eq!(message.parts[6].contents(), attachments[0].bytes);
    assert_eq!(message.parts[6].attachment_name(), Some("Møde -x--y.pdf"));
}

#[test]
fn a_letter_that_is_too_large_is_refused_before_the_freeze() {
    let long = |length: usize| MailText { html: vec![fixed(&"a".repeat(length)), Piece::Greeting], ..mail() };
    let too_large = |part, size, limit| Err(LetterError::TooLarge { part, size, limit });
    assert_eq!(
        pack(&long(100_001), &letterhead(), &BTreeMap::new(), &[]),
        too_large(LetterPart::Html, 100_001, 100_000)
    );
    let nearly = frozen(&long(99_990), &letterhead());
    assert!(nearly.letter(&mailing(), &recipient(Some("Anna")), noon()).is_ok());
    assert!(nearly.letter(&mailing(), &recipient(Some("Anna Holm Hansen")), noon()).is_err());
    let heavy = [Attachment { name: "a.pdf".into(), media_type: "application/pdf", bytes: vec![0; 200_000] }];
    let error = pack(&mail(), &letterhead(), &BTreeMap::new(), &heavy).unwrap_err();
    assert!(matches!(error, LetterError::TooLarge { part: LetterPart::Whole, limit: 250_000, .. }), "{error}");
}

#[test]
fn frozen_bytes_of_another_making_are_refused() {
    assert_eq!(FrozenLetter::unpack(br#"{"version":2}"#), Err(LetterError::NewerVersion { version: 2 }));
    for bytes in [&b""[..], b"{}", br#"{"version":1}"#, b"\xff\xfe"] {
        assert!(matches!(FrozenLetter::unpack(bytes), Err(LetterError::Unreadable { .. })));
    }
}

#[test]
fn pieces_may_stand_anywhere() {
    use Piece::{Greeting, UnsubscribeUrl};
    for (pieces, text) in [
        (vec![Greeting, Greeting], "HejHej".to_owned()),
        (vec![fixed(""), Greeting, fixed("")], "Hej".to_owned()),
        (vec![fixed("a "), Greeting, fixed(" b\n"), Greeting, fixed("\n")], "a Hej b\nHej\n".to_owned()),
        (vec![], String::new()),
        (vec![fixed("a"), fixed("\r"), fixed("\nb")], "a\nb".to_owned()),
        (vec![UnsubscribeUrl], format!("{SERVICE}u/{}", "ab".repeat(16))),
    ] {
        let mail = MailText { text: pieces.clone(), ..mail() };
        let letter = frozen(&mail, &letterhead()).letter(&mailing(), &recipient(None), noon()).unwrap();
        ensure_wire_format(&letter.bytes);
        let body = parsed(&letter).body_text(0).unwrap_or_default().replace("\r\n", "\n");
        assert_eq!(body, text, "{pieces:?}");
    }
}
