//! What stands in a document, and what does not.

use super::{whole_meeting, workspace};
use crate::model::DocumentFormat::{Fragment, Html, Markdown, Text};
use crate::model::{Document, Id};
use serde_json::{Value, from_value, json};

#[test]
fn a_summary_tells_everything_that_is_public() {
    let made = workspace(whole_meeting());
    for format in [Html, Fragment, Text, Markdown] {
        let told = made.summary(format).replace(['\u{a0}', '\n'], " ").replace("  ", " ");
        for words in [
            "Opsamling fra møde i Netværk for digital inklusion den 12. marts 2026",
            "torsdag den 12. marts 2026",
            "kl. 13.00-15.30",
            "Roskilde Bibliotekerne",
            "Dronning Margrethes Vej 14",
            "Deltagere",
            "5. februar 2026",
            "professor ved EU-N",
            "kontorchef i Digitaliseringsstyrelsen",
            "kl. 13.40-14.10",
            "4,9 mio.",
            "Hvordan hjælper vi de sidste i gang?",
            "Vejledning på biblioteket",
            "(bord 3, 12 stemmer)",
            "den 1. maj 2026",
            "I gang (den 2. april 2026): Drøftet med ministeriet",
            "Undtag dem, der er fritaget",
            "Ført videre i",
            "Høringsfristen udløber",
            "(pdf, 240 kB)",
            "Pjece, lavet af Digitaliseringsstyrelsen i samarbejde med Ældre Sagen",
            "Birthe Holm viser kurven",
            "Hvad nu?",
            "sekretariat@example.org",
            "oktober 2026",
        ] {
            assert!(told.contains(words), "{format:?} lacks {words:?}:\n{told}");
        }
        for hidden in [
            "Kun for netværket selv",
            "Noget internt",
            "Hemmeligt",
            "Netværkets egne tal",
            "Kun for os",
            "Kaffe",
            "glemt",
        ] {
            assert!(!told.contains(hidden), "{format:?} tells {hidden:?}");
        }
    }
}

#[test]
fn a_summary_reads_well_of_what_little_is_known() {
    let made = workspace(json!({ "title": "Roskilde", "date": "2026-03-12", "agenda": [{ "title": "Velkomst" }] }));
    assert_eq!(
        made.summary(Text),
        "UDKAST. Teksten er ikke godkendt endnu og må ikke deles.\n\n\
         Opsamling: Roskilde, den 12. marts 2026\n=======================================\n\n\
         Dato: torsdag den 12. marts 2026\n\n\
         Velkomst\n--------\n\n\
         --\nNetværk for digital inklusion\nUdgivet af Digitaliseringsstyrelsen\n\
         Kontakt: sekretariat@example.org\nhttps://netvaerk.example.org/2026-03-12-roskilde/\n"
    );
    assert!(made.summary(Html).contains("<strong>UDKAST</strong>"));
    assert!(!workspace(whole_meeting()).summary(Html).contains("UDKAST"));
}

#[test]
fn a_page_has_one_h1_and_skips_no_level_and_a_fragment_begins_one_down() {
    let made = workspace(whole_meeting());
    let levels = |html: &str| -> Vec<u32> {
        html.split("<h").skip(1).filter_map(|it| it.chars().next()?.to_digit(10)).collect()
    };
    for (format, top) in [(Html, 1), (Fragment, 2)] {
        let levels = levels(&made.summary(format));
        assert_eq!(levels[0], top);
        assert!(levels[1..].iter().all(|level| *level > top), "{levels:?}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    }
    let fragment = made.summary(Fragment);
    assert!(["<html", "<head>", "<style", "style=", "<script", "<main"].iter().all(|it| !fragment.contains(it)));
}

#[test]
fn ids_on_a_page_are_its_own_and_lead_somewhere() {
    let html = workspace(whole_meeting()).summary(Html);
    let ids: Vec<&str> = html.split(" id=\"").skip(1).filter_map(|it| it.split('"').next()).collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(unique.len(), ids.len(), "{ids:?}");
    assert!(ids.contains(&"status-paa-appen") && ids.contains(&"status-paa-appen-2"), "{ids:?}");
    let targets = html.split("href=\"#").skip(1).filter_map(|it| it.split('"').next());
    targets.for_each(|target| assert!(ids.contains(&target), "{target}"));
}

#[test]
fn a_picture_is_placed_where_the_text_says_and_else_after_it() {
    let html = workspace(whole_meeting()).summary(Html);
    let place = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(place("bruger <a") < place("birthe.jpg") && place("birthe.jpg") < place("<li>en</li>"));
    assert!(place("<li>to</li>") < place("bord.jpg"));
    assert!(html.contains(
        r#"<img src="files/2026-03-12/birthe.jpg" alt="Birthe Holm viser kurven" width="1200" height="800""#
    ));
    assert!(html.contains(r#"<img src="files/2026-03-12/bord.jpg" alt="" width="400""#));
    assert_eq!(html.matches("birthe.jpg").count(), 1);
}

#[test]
fn no_line_of_text_is_longer_than_72_but_for_addresses() {
    let mut meeting = whole_meeting();
    let long = "En meget lang fodgænger-overgang-planlægnings-arbejdsgruppe med 12.\u{a0}januar 2023 og mange, mange ord til slut. ";
    meeting["agenda"][0]["said"] = json!(format!("{0}{0}\n\n1. {0}\n   - {0}\n2. {0}\n\n> {0}", long));
    meeting["agenda"][0]["title"] = json!(long);
    let text = workspace(meeting).summary(Text);
    for line in text.lines() {
        assert!(line.chars().count() <= 72 || line.contains("https://"), "{line:?}");
        assert!(!line.ends_with(' '), "{line:?}");
        assert!(!line.trim_start().starts_with("januar"), "a number parted from its month: {line:?}");
    }
    assert!(text.contains("fodgænger-overgang-planlægnings-arbejdsgruppe"));
    assert!(!text.contains('\u{a0}'));
}

#[test]
fn links_of_a_text_are_numbered_notes_below_their_section() {
    let text = workspace(whole_meeting()).summary(Text);
    let place = |words: &str| text.find(words).unwrap_or_else(|| panic!("{words}:\n{text}"));
    assert!(place("appen [1]") < place("Lovforslaget i fuld længde [2]"));
    assert!(place("[1] https://app.example.org/\n[2] https://hoering.example.org/\n") < place("I plenum: Hvad nu?"));
}

#[test]
fn an_article_is_told_in_every_form() {
    let made = workspace(whole_meeting()).with_article(json!({
        "title": "Netværk nytter", "series": "Serien", "date": "2026-01-05", "state": "published", "category": "Service",
        "lead": "En manchet.",
        "sections": [
            { "said": "Først." },
            { "title": "Så", "quote": { "text": "”Det virker”", "by": "Birthe Holm" } },
            { "quote": { "text": "Ja", "by": "Bo", "as": "frivillig i Eksempelby" } },
        ],
        "about_box": { "title": "Om os", "said": "Vi er os." },
        "audience": ["unge", "ældre"],
        "partnership": { "partners": ["Roskilde Bibliotekerne"], "rounds": [
            { "place": "Herning", "state": "held", "date": "2026-01-05", "trained": 1200, "reached": 1 },
        ] },
    }));
    for format in [Html, Fragment, Text, Markdown] {
        let told = made.document("2026-01-05-nyt", format).replace(['\u{a0}', '\n'], " ");
        for words in [
            "05-01-2026",
            "Serien",
            "En manchet.",
            "”Det virker”",
            "Birthe Holm, professor ved EU-N",
            "Bo, frivillig i Eksempelby",
            "Om os",
            "Vi er os.",
            "unge og ældre",
            "Herning, 5. januar 2026 (afholdt, 1.200 undervist, 1 nået)",
        ] {
            assert!(told.contains(words), "{format:?} lacks {words:?}:\n{told}");
        }
        assert!(!told.contains("””"), "a quotation mark doubled: {told}");
    }
}

#[test]
fn an_issue_shows_teasers_and_whole_records() {
    let made = workspace(whole_meeting()).with_issue(json!({
        "subject": "Nyt fra netværket", "state": "published", "intro": "Velkommen.",
        "items": [
            { "meeting": "2026-03-12-roskilde" },
            { "material": "tips" },
            { "title": "Ellers", "said": "Ord.", "links": [{ "text": "Et sted", "url": "https://sted.example.org/" }] },
            { "meeting": "2026-03-12-roskilde", "show": "whole" },
            { "news": "findes-ikke" },
        ],
    }));
    for format in [Html, Fragment, Text, Markdown] {
        let told = made.document("nyhedsbrev", format).replace(['\u{a0}', '\n'], " ");
        for words in [
            "Læs hele opsamlingen fra mødet den 12. marts 2026",
            "Hent pjecen Tips til it-frivillige",
            "Et sted",
            "Vejledning på biblioteket",
        ] {
            assert!(told.contains(words), "{format:?} lacks {words:?}:\n{told}");
        }
        assert_eq!(told.matches("Vejledning på biblioteket").count(), 1);
    }
    assert!(made.document("nyhedsbrev", Html).contains(r#"id="2026-03-12-roskilde-status-paa-appen""#));
}

/// A meeting that nothing is told of yet.
fn meeting_to_come() -> Value {
    json!({
        "title": "Møde i Netværk for digital inklusion", "date": "2026-09-10", "host": "Ældre Sagen",
        "place": "Eksempelvej 1", "online": "https://moede.example.org/x", "reply_by": "2026-09-01",
        "agenda": [
            { "title": "Status på appen", "time": "13-14", "about": "Hvor langt er vi?" },
            { "title": "Økonomi", "time": "14-15", "visibility": "network" },
        ],
    })
}

#[test]
fn an_issue_before_a_meeting_calls_to_it() {
    let items = json!([{ "meeting": "2026-03-12-roskilde" }, { "meeting": "2026-03-12-roskilde", "show": "whole" }]);
    let issue = json!({ "subject": "Kom", "date": "2026-08-20", "items": items });
    let made = workspace(meeting_to_come()).with_issue(issue);
    for format in [Html, Fragment, Text, Markdown] {
        let told = made.document("nyhedsbrev", format).replace(['\u{a0}', '\n'], " ");
        for words in [
            "Møde i Netværk for digital inklusion den 10. september 2026",
            "Torsdag den 10. september 2026 kl. 13.00-14.00 hos Ældre Sagen, Eksempelvej 1.",
            "På dagsordenen: Status på appen.",
            "Svar senest tirsdag den 1. september 2026 til ",
            "Se dagsordenen for mødet den 10. september 2026",
            "Hvor langt er vi?",
            "Man kan være med på nettet",
        ] {
            assert!(told.contains(words), "{format:?} lacks {words:?}:\n{told}");
        }
        assert!(!told.contains("Økonomi") && !told.contains("moede.example.org") && !told.contains("Opsamling fra"));
    }
    assert!(made.document("nyhedsbrev", Html).contains(r#"id="2026-03-12-roskilde-status-paa-appen""#));
}

#[test]
fn a_poster_of_an_issue_has_what_its_other_forms_have() {
    let issue = json!({ "subject": "Kom", "date": "2026-08-20", "items": [
        { "meeting": "2026-03-12-roskilde" }, { "meeting": "2026-03-12-roskilde", "show": "whole" }, { "title": "Kaffe" } ] });
    for (visibility, is_there) in [("public", true), ("network", false), ("internal", false)] {
        let mut meeting = meeting_to_come();
        meeting["visibility"] = json!(visibility);
        let made = workspace(meeting).with_issue(issue.clone());
        let poster = made.document_of("nyhedsbrev", Document::Poster, Html).replace('\u{a0}', " ");
        let times = poster.matches("Møde i Netværk for digital inklusion den 10. september 2026").count();
        assert_eq!(times, usize::from(is_there), "{visibility}: {poster}");
        assert!(poster.contains("Kaffe") && !poster.contains("Opsamling"), "{visibility}");
    }
}

#[test]
fn an_issue_tells_of_a_meeting_what_was_so_on_its_day() {
    let held = json!({ "log": [{ "state": "held" }], "intro": "Det gik godt.", "summary": "published" });
    let whole = |more: &Value, date: Option<&str>| {
        let mut meeting = meeting_to_come();
        meeting.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let issue = json!({ "subject": "Nyt", "date": date, "items": [{ "meeting": "2026-03-12-roskilde" }] });
        workspace(meeting).with_issue(issue).document("nyhedsbrev", Text).replace(['\u{a0}', '\n'], " ")
    };
    for date in ["2026-08-20", "2026-09-09"] {
        assert!(whole(&held, Some(date)).contains("Se dagsordenen"), "{date}");
    }
    assert!(whole(&json!({}), Some("2026-09-10")).contains("Se dagsordenen"));
    assert!(whole(&json!({}), None).contains("Se dagsordenen"));
    for date in [Some("2026-09-10"), Some("2026-09-20"), None] {
        assert!(whole(&held, date).contains("Læs hele opsamlingen"), "{date:?}");
    }
    let off = json!({ "log": [{ "state": "cancelled", "reason": "Værten er syg" }] });
    assert!(whole(&off, Some("2026-09-20")).contains("Aflyst: Møde i Netværk"), "also afterwards");
    let told = whole(&off, Some("2026-08-20"));
    assert!(told.contains("Mødet er aflyst.") && told.contains("Værten er syg."), "{told}");
    let undated = json!({ "subject": "Kom", "items": [{ "meeting": "2026-03-12-roskilde" }] });
    let made = workspace(meeting_to_come()).with_issue(undated);
    assert_eq!(
        made.records.day(made.records.record("nyhedsbrev").unwrap()),
        None,
        "the day of a meeting to come is none of its own"
    );
    assert!(told.contains("Læs mere om mødet") && !told.contains("Svar senest"), "{told}");
}

#[test]
fn an_issue_in_danish_marks_what_is_in_english() {
    let mut meeting = whole_meeting();
    meeting["language"] = json!("en");
    let made = workspace(meeting);
    let page = made.summary(Html);
    assert!(
        page.contains(r#"<html lang="en""#) && page.contains("Thursday 12") && page.contains("What came of it"),
        "{page}"
    );
    let issue = json!({ "subject": "Nyt", "items": [{ "meeting": "2026-03-12-roskilde" }] });
    let page = made.with_issue(issue).document("nyhedsbrev", Html);
    assert!(page.contains(r#"<html lang="da""#));
    assert!(
        page.contains(r#"<div class="part teaser" lang="en">"#) && page.contains("Read the whole summary"),
        "{page}"
    );
}

#[test]
fn the_same_records_give_the_same_bytes() {
    let (one, other) = (workspace(whole_meeting()), workspace(whole_meeting()));
    for format in [Html, Fragment, Text, Markdown] {
        assert_eq!(one.summary(format), other.summary(format));
    }
    assert_eq!(one.mail("2026-03-12-roskilde", "members"), other.mail("2026-03-12-roskilde", "members"));
}

#[test]
fn an_output_that_may_not_be_seen_is_not_told_by_a_later_meeting() {
    let mut meeting = whole_meeting();
    meeting["agenda"][0]["outputs"] = json!([
        { "suggestion": "Internt ord", "id": "internt", "visibility": "internal" },
        { "suggestion": "Åbent ord", "id": "aabent" },
    ]);
    meeting["agenda"][2]["reports_on"] = json!(["2026-03-12-roskilde/internt", "2026-03-12-roskilde/aabent"]);
    let text = workspace(meeting).summary(Text);
    assert!(!text.contains("Internt ord"), "{text}");
    assert!(text.contains("Fra netværket, på mødet den 12. marts 2026: Åbent ord"), "{text}");
}

#[test]
fn an_output_of_a_draft_is_told_by_nobody_before_it_is_out() {
    let mut earlier = whole_meeting();
    earlier["agenda"][0]["outputs"] = json!([{ "suggestion": "Et ord fra kladden", "id": "ord" }]);
    let mut later = whole_meeting();
    later["agenda"][0]["outputs"] = json!([]);
    later["agenda"][2]["reports_on"] = json!(["2026-01-15-kladde/ord"]);
    for (state, is_told) in [("draft", false), ("published", true)] {
        earlier["summary"] = json!(state);
        let mut sample = workspace(later.clone());
        sample.records.meetings.insert(Id::parse("2026-01-15-kladde").unwrap(), from_value(earlier.clone()).unwrap());
        assert_eq!(sample.summary(Text).contains("Et ord fra kladden"), is_told, "{state}");
    }
}
