//! What stands in a mail, and what is each reader's own in it.

use super::{id, whole_meeting, workspace};
use crate::model::{Document, DocumentFormat, MailText, Piece, Visibility};
use crate::render::{MailRequest, RenderError, Renderer};
use serde_json::json;
use std::collections::BTreeMap;

const MEETING: &str = "2026-03-12-roskilde";

fn joined(pieces: &[Piece]) -> String {
    let word = |piece: &Piece| match piece {
        Piece::Fixed(text) => text.clone(),
        Piece::Greeting => "GREETING".to_owned(),
        Piece::UnsubscribeUrl => "UNSUBSCRIBE".to_owned(),
    };
    pieces.iter().map(word).collect()
}

fn count(pieces: &[Piece], wanted: &Piece) -> usize {
    pieces.iter().filter(|piece| *piece == wanted).count()
}

#[test]
fn each_part_greets_once_and_lets_one_leave() {
    let MailText { subject, html, text, images, .. } = workspace(whole_meeting()).mail(MEETING, "newsletter");
    assert_eq!(subject, "Opsamling fra møde i Netværk for digital inklusion den 12. marts 2026");
    for part in [&html, &text] {
        assert_eq!((count(part, &Piece::Greeting), count(part, &Piece::UnsubscribeUrl)), (1, 1));
    }
    let html = joined(&html);
    assert!(html.contains(r#"href="UNSUBSCRIBE""#), "{html}");
    for words in [
        r#"<html lang="da" dir="ltr">"#,
        r#"lang="da" dir="ltr""#,
        r#"role="presentation""#,
        "Eksempelgade 1, 1000 København K",
        "Du får denne mail, fordi du har tilmeldt dig Nyhedsbrev om digital inklusion.",
        "Se mailen i din browser",
        "https://netvaerk.example.org/2026-03-12-roskilde/",
        "src=\"cid:image-1@",
        r#"width="560""#,
        "prefers-color-scheme",
    ] {
        assert!(html.contains(words), "no {words:?}: {html}");
    }
    assert!(html.contains("<h1 style="), "the style is not in the elements: {html}");
    assert!(!html.contains("<nav") && !html.contains("<script") && images.len() == 2);
    let text = joined(&text);
    assert!(text.starts_with("GREETING\n\nOpsamling fra") && text.contains("\nUNSUBSCRIBE\n"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 72 || line.contains("https://")), "{text}");
}

#[test]
fn the_network_sees_its_own_parts_and_a_consent_list_does_not() {
    let made = workspace(whole_meeting());
    for (list, seen) in [("members", true), ("newsletter", false)] {
        let mail = made.mail(MEETING, list);
        for part in [joined(&mail.html), joined(&mail.text)] {
            assert_eq!(part.contains("Netværkets egne tal"), seen, "{list}");
            assert_eq!(part.contains("Kun for netværket selv"), seen, "{list}");
            assert!(!part.contains("Kun for os") && !part.contains("Noget internt"), "{list}");
            // The page in the archive has not what is the network's own.
            assert_ne!(part.contains("Se mailen i din browser"), seen, "{list}");
        }
    }
    assert_eq!(made.records.meetings[&id(MEETING)].agenda[3].visibility, Some(Visibility::Network));
}

#[test]
fn a_letter_leads_to_no_file_that_the_archive_does_not_have() {
    let mut meeting = whole_meeting();
    let slides = json!({ "file": "files/2026-03-12/slides.pdf" });
    meeting["agenda"] = json!([
        { "title": "For alle", "slides": slides },
        { "title": "For os", "visibility": "network", "slides": slides },
        { "title": "Tal", "slides": { "file": "files/2026-03-12/slides.pdf", "visibility": "network" } },
    ]);
    let html = joined(&workspace(meeting).mail(MEETING, "members").html);
    assert_eq!(html.matches("https://netvaerk.example.org/files/2026-03-12/slides.pdf").count(), 1, "{html}");
    assert_eq!(html.matches("for at få filen").count(), 2, "{html}");
}

#[test]
fn pictures_travel_inside_as_long_as_there_is_room() {
    let mut made = workspace(whole_meeting());
    let mail = made.mail(MEETING, "newsletter");
    let files: Vec<&str> = mail.images.iter().map(|image| image.file.as_str()).collect();
    assert_eq!(files, ["files/2026-03-12/birthe.jpg", "files/2026-03-12/bord.jpg"]);
    let html = joined(&mail.html);
    assert!(mail.images.iter().all(|image| html.contains(&format!("src=\"cid:{}\"", image.cid))), "{html}");
    assert!(!html.contains("src=\"http"), "{html}");
    // A photograph goes along as small as it is shown, but a picture as high as a house does not.
    let birthe = made.files.get_mut("files/2026-03-12/birthe.jpg").unwrap();
    birthe.size = 5_000_000;
    assert_eq!(birthe.dimensions, Some((1200, 800)));
    birthe.dimensions = Some((1200, 8000));
    let mail = made.mail(MEETING, "newsletter");
    assert_eq!(mail.images.len(), 1);
    assert!(joined(&mail.html).contains("Birthe Holm viser kurven"));
}

#[test]
fn nobody_forges_a_readers_own_place() {
    let first = workspace(whole_meeting()).mail(MEETING, "newsletter");
    let mut meeting = whole_meeting();
    meeting["intro"] =
        json!("greeting-00000000000000000000000000000000-here og {{ letter.greeting }} og unsubscribe-here");
    let second = workspace(meeting).mail(MEETING, "newsletter");
    for mail in [first, second] {
        for part in [&mail.html, &mail.text] {
            assert_eq!((count(part, &Piece::Greeting), count(part, &Piece::UnsubscribeUrl)), (1, 1));
        }
    }
}

#[test]
fn a_draft_says_so_first() {
    let mut meeting = whole_meeting();
    meeting["summary"] = json!("draft");
    let mail = workspace(meeting).mail(MEETING, "newsletter");
    assert!(mail.subject.starts_with("UDKAST: Opsamling"));
    assert!(joined(&mail.html).contains("UDKAST") && joined(&mail.text).starts_with("UDKAST"));
}

#[test]
fn an_issue_goes_out_under_its_own_subject() {
    let made = workspace(whole_meeting()).with_issue(json!({
        "subject": "Nyt fra\nnetværket", "preheader": "Kort om mødet", "state": "published",
        "items": [{ "meeting": MEETING }],
    }));
    let mail = made.mail("nyhedsbrev", "newsletter");
    assert_eq!(mail.subject, "Nyt fra netværket");
    assert!(joined(&mail.html).contains("Kort om mødet"));
}

#[test]
fn an_agenda_calls_to_the_meeting_and_brings_its_entry() {
    let mut meeting = whole_meeting();
    meeting["log"] = json!([]);
    meeting["online"] = json!("https://moede.example.org/x");
    let made = workspace(meeting.clone());
    let mail = made.mail_of(Document::Agenda, made.meeting(), &id("members"));
    assert_eq!(mail.subject, "Dagsorden for møde i Netværk for digital inklusion den 12. marts 2026");
    let entry = mail.entry.as_deref().unwrap_or_default().replace("\r\n ", "");
    assert!(entry.starts_with("BEGIN:VCALENDAR\r\n") && entry.contains("DTSTART:20260312T"), "{entry}");
    assert!(entry.contains("moede.example.org"), "{entry}");
    for part in [joined(&mail.html), joined(&mail.text)] {
        assert!(part.contains("Vedhæftet er en aftale") && part.contains("https://moede.example.org/x"), "{part}");
        assert!(part.contains("Økonomi") && !part.contains("Personale") && !part.contains("Over 4,9"), "{part}");
    }
    let public = made.mail_of(Document::Agenda, made.meeting(), &id("newsletter"));
    for part in [joined(&public.html), joined(&public.text), public.entry.unwrap_or_default().replace("\r\n ", "")] {
        // Anybody can be on that list.
        assert!(!part.contains("Økonomi") && !part.contains("moede.example.org"), "{part}");
        let part = part.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(part.contains("Man kan være med på nettet. Skriv til "), "{part}");
    }
    for (state, subject) in [("cancelled", "Aflyst: Møde i"), ("postponed", "Udsat: Møde i")] {
        meeting["log"] = json!([{ "state": state }]);
        let made = workspace(meeting.clone());
        let mail = made.mail_of(Document::Agenda, made.meeting(), &id("members"));
        assert!(mail.subject.starts_with(subject) && mail.entry.is_none(), "{}", mail.subject);
        let text = joined(&mail.text).replace('\n', " ");
        assert!(
            !text.contains("Vedhæftet") && text.contains("så slet det dér") && !text.contains("Status på appen"),
            "{text}"
        );
        let html = joined(&mail.html).replace("&nbsp;", " ").replace('\u{a0}', " ");
        assert!(html.contains(&format!(">{}</h1>", mail.subject)), "{html}");
        // Of a meeting that is put off nobody knows the day.
        assert_eq!(mail.subject.contains("12. marts 2026"), state == "cancelled");
        let title = made.document_of(MEETING, Document::Agenda, DocumentFormat::Text);
        assert_eq!(title.contains("Dagsorden for møde i Netværk for digital inklusion den"), state == "cancelled");
    }
    meeting["log"] = json!([{ "state": "moved", "was": "2026-02-05" }]);
    let made = workspace(meeting.clone());
    let mail = made.mail_of(Document::Agenda, made.meeting(), &id("members"));
    assert_eq!(mail.subject, "Flyttet: Møde i Netværk for digital inklusion den 12. marts 2026");
    assert!(mail.entry.unwrap_or_default().contains("\r\nSEQUENCE:1\r\n"));
    assert!(made.mail(MEETING, "members").entry.is_none(), "a summary calls to nothing");
    // What is sent once more is newer than what a calendar has.
    let (renderer, list) = (Renderer::new(BTreeMap::new()).unwrap(), id("members"));
    let request = MailRequest::new(&made.records, &made.files, made.meeting(), &list);
    let again = renderer.mail(&MailRequest { document: Document::Agenda, round: 3, ..request }).unwrap();
    assert!(again.entry.unwrap_or_default().contains("\r\nSEQUENCE:3\r\n"));
    assert!(joined(&again.text).replace('\n', " ").contains("Mødet er flyttet til torsdag den 12. marts 2026."));
    meeting["log"] = json!([{ "state": "moved", "was": "2026-03-12" }]);
    let made = workspace(meeting);
    let mail = made.mail_of(Document::Agenda, made.meeting(), &id("members"));
    let text = joined(&mail.text).replace(['\n', '\u{a0}'], " ");
    assert!(text.contains("Tid eller sted er ændret. Mødet er stadig torsdag den 12. marts 2026."), "{text}");
}

#[test]
fn a_mail_that_would_be_cut_is_refused() {
    let mut meeting = whole_meeting();
    meeting["intro"] = json!("Langt. ".repeat(15_000));
    let made = workspace(meeting);
    let renderer = Renderer::new(BTreeMap::new()).unwrap();
    let list = id("newsletter");
    let error = renderer.mail(&MailRequest::new(&made.records, &made.files, made.meeting(), &list)).unwrap_err();
    assert!(matches!(error, RenderError::MailTooLong { size, limit: 100_000 } if size > 100_000), "{error:?}");
    let list = id("newslettr");
    let error = renderer.mail(&MailRequest::new(&made.records, &made.files, made.meeting(), &list)).unwrap_err();
    assert_eq!(error, RenderError::UnknownList { list, nearest: Some("newsletter".to_owned()) });
}
