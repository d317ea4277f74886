//! What somebody types stays words: in html, in links, in Markdown, in a script element.

use super::{whole_meeting, workspace};
use crate::model::DocumentFormat::{Fragment, Html, Markdown, Text};
use serde_json::{Value, json};

const HOSTILE: &str = "\"'><script>alert(1)</script><!--";

/// The value with hostile words behind every text that is not a name, a date or a kind.
fn poisoned(value: Value) -> Value {
    const KEPT: [&str; 17] = [
        "date",
        "time",
        "at",
        "was",
        "due",
        "state",
        "kind",
        "summary",
        "published",
        "visibility",
        "id",
        "file",
        "topics",
        "materials",
        "reports_on",
        "came_from",
        "slides",
    ];
    match value {
        Value::String(text) => Value::String(format!("{text} {HOSTILE}")),
        Value::Array(items) => items.into_iter().map(poisoned).collect(),
        Value::Object(map) => map
            .into_iter()
            .map(|(key, value)| (key.clone(), if KEPT.contains(&key.as_str()) { value } else { poisoned(value) }))
            .collect(),
        other => other,
    }
}

#[test]
fn no_field_becomes_an_element() {
    let mut made = workspace(poisoned(whole_meeting())).with_article(poisoned(json!({
        "title": "T", "series": "S", "date": "2026-01-05", "category": "K", "lead": "L",
        "sections": [{ "title": "A", "said": "B", "quote": { "text": "C", "by": "D", "as": "E" } }],
        "about_box": { "title": "F", "said": "G" }, "audience": ["H"],
        "partnership": { "partners": ["I"], "rounds": [{ "place": "J" }] },
    })));
    made.records.settings.network.push_str(HOSTILE);
    for organisation in made.records.registry.organisations.values_mut() {
        organisation.name.push_str(HOSTILE);
    }
    for topic in made.records.registry.topics.values_mut() {
        topic.about = Some(HOSTILE.to_owned());
        topic.dates.0.iter_mut().for_each(|date| date.what.push_str(HOSTILE));
    }
    for material in made.records.registry.materials.values_mut() {
        material.title.push_str(HOSTILE);
    }
    for list in made.records.settings.lists.values_mut() {
        list.title.push_str(HOSTILE);
    }
    for record in ["2026-03-12-roskilde", "2026-01-05-nyt"] {
        for format in [Html, Fragment] {
            let html = made.document(record, format);
            let scripts = html.matches("<script").count();
            assert_eq!(scripts, usize::from(format == Html), "{html}");
            assert!(!html.contains("alert(1)</script>") && !html.contains("<!--"), "{html}");
            assert!(!html.contains("\"'>"), "{html}");
        }
        let mail = made.mail(record, "newsletter");
        let html: String = mail.html.iter().map(|piece| format!("{piece:?}")).collect();
        // The two comments are for Outlook, and ours.
        assert!(!html.contains("<script") && html.matches("<!--").count() == 2, "{html}");
        assert!(!mail.subject.contains('\n'));
    }
}

#[test]
fn json_ld_cannot_end_its_element() {
    let html = workspace(poisoned(whole_meeting())).summary(Html);
    let json = html.split(r#"<script type="application/ld+json">"#).nth(1).unwrap().split("</script>").next().unwrap();
    let event: Value = serde_json::from_str(json).unwrap();
    assert_eq!(event["@type"], "Event");
    assert_eq!(event["startDate"], "2026-03-12T13:00:00+01:00");
    assert!(event["name"].as_str().unwrap().ends_with(HOSTILE), "{event}");
}

#[test]
fn a_link_leads_only_where_links_may_lead() {
    let mut meeting = whole_meeting();
    meeting["agenda"][0]["said"] = json!(
        "[a](javascript:alert(1)) [b](JaVaScRiPt:x) [c](data:text/html,x) [d](vbscript:x) \
         [e](mailto:a@example.org) [f](tel:+4500000000) [g](files/tips.pdf) [h](https://example.org/?a=1&b=\"2\")"
    );
    meeting["agenda"][0]["links"] = json!([{ "text": "Ondt", "url": "javascript:alert(2)" }]);
    let made = workspace(meeting);
    for format in [Html, Fragment, Markdown, Text] {
        let told = made.summary(format);
        for bad in ["javascript:", "JaVaScRiPt:", "data:text", "vbscript:"] {
            assert!(!told.contains(bad), "{format:?} {bad}: {told}");
        }
        assert!(told.contains("Ondt"));
    }
    let html = made.summary(Html);
    assert!(
        html.contains(r#"<a href="mailto:a@example.org">e</a>"#) && html.contains(r#"<a href="files/tips.pdf">g</a>"#)
    );
    assert!(html.contains("a=1&amp;b=%222%22") || html.contains("a=1&amp;b=&quot;2&quot;"), "{html}");
}

#[test]
fn markdown_stays_the_words_it_was() {
    let made = workspace(json!({
        "title": "1. møde *om* [x](y) <b> # _a_", "date": "2026-03-12",
        "agenda": [{ "title": "# Punkt", "workshop": "- Hvad?\n\n# Nu", "outputs": ["1. Først"],
                     "said": "2\\. maj\n\n- a\n\n      b\n\n`` `k` ``\n\n<b>rå</b>" }],
    }));
    let markdown = made.summary(Markdown);
    assert!(markdown.contains(r"1. møde \*om\* \[x\](y) \<b> # \_a\_"), "{markdown}");
    assert!(markdown.contains("## \\# Punkt\n"), "{markdown}");
    assert!(markdown.contains("> **Workshop:** \\- Hvad? # Nu\n"), "{markdown}");
    assert!(markdown.contains("- 1\\. Først\n"), "{markdown}");
    assert!(
        markdown.contains("2\\. maj\n") && markdown.contains("`` `k` ``") && !markdown.contains("\n<b>"),
        "{markdown}"
    );
}

#[test]
fn control_characters_reach_no_document() {
    let mut meeting = whole_meeting();
    meeting["intro"] = json!("Rød \u{1b}[31mskrift\u{7} her\u{0}.");
    for format in [Html, Fragment, Text, Markdown] {
        let told = workspace(meeting.clone()).summary(format);
        assert!(!told.contains(['\u{1b}', '\u{7}', '\u{0}']), "{format:?}");
        assert!(told.contains("skrift"));
    }
}
