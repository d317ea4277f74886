//! Links: where they lead, and what their words say.

use super::around::Around;
use super::page::Page;
use super::passage::words;
use super::rule::Spot;
use crate::model::{DocumentPath, EmailAddress, FieldValue, Files, climbs};
use crate::prose::{InlineKind, decoded, is_allowed_url, linked_file, scheme};
use std::ops::Range;
use url::Url;

/// Words that say nothing of where a link leads, as they are without capitals and marks.
const VAGUE: [&str; 34] = [
    "her",
    "klik her",
    "tryk her",
    "læs mere",
    "læs mere her",
    "læs her",
    "se mere",
    "se mere her",
    "se her",
    "mere",
    "find den her",
    "hent",
    "hent her",
    "download",
    "download her",
    "link",
    "linket",
    "dette link",
    "via dette link",
    "denne side",
    "denne hjemmeside",
    "hjemmeside",
    "here",
    "click here",
    "read more",
    "read more here",
    "see more",
    "see here",
    "more",
    "this link",
    "this page",
    "download here",
    "website",
    "webside",
];

/// WCAG 2.4.4.
pub(super) fn a_link_s_words_say_where_it_leads(page: &Page<'_>, _: &Around<'_>) -> Vec<Spot> {
    let mut spots = Vec::new();
    for field in &page.fields {
        if let FieldValue::Link(link) = field.value
            && let Some(problem) = vague(&link.text)
        {
            let spot = Spot::at(field.path.key("text")).with("text", link.text.trim());
            spots.push(spot.with("problem", problem));
        }
    }
    for passage in &page.passages {
        for inline in passage.inlines_outside_links() {
            match &inline.kind {
                InlineKind::Link { inlines, .. } => {
                    // A picture inside it is shown behind it.
                    let said: Vec<_> =
                        inlines.iter().filter(|it| !matches!(it.kind, InlineKind::Image { .. })).cloned().collect();
                    let text = words(&said);
                    if let Some(problem) = vague(&text) {
                        let spot = Spot::at(passage.path.clone()).within(inline.range.clone());
                        spots.push(spot.with("text", text.trim()).with("problem", problem));
                    }
                }
                InlineKind::Text(text) if text.len() == inline.range.len() => {
                    for range in addresses(text) {
                        let spot = Spot::at(passage.path.clone());
                        let spot = spot.within(inline.range.start + range.start..inline.range.start + range.end);
                        spots.push(spot.with("text", &text[range]).with("problem", "bare"));
                    }
                }
                _ => {}
            }
        }
    }
    spots
}

/// What is wrong with a link's words, if anything is.
fn vague(text: &str) -> Option<&'static str> {
    let bare = text.trim().trim_matches(|c: char| !c.is_alphanumeric() && c != '/').to_lowercase();
    let spaced = bare.split_whitespace().collect::<Vec<_>>().join(" ");
    if spaced.is_empty() {
        Some("empty")
    } else if is_address(&spaced) {
        Some("bare")
    } else {
        VAGUE.contains(&spaced.as_str()).then_some("vague")
    }
}

fn is_address(word: &str) -> bool {
    let starts = ["http://", "https://", "www."].iter().any(|start| word.starts_with(start));
    starts && !word.contains(char::is_whitespace)
}

/// Web addresses in a running text, by their bytes.
fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains("//") && !text.contains("www") && !text.contains("WWW") {
        return found;
    }
    let base = text.as_ptr() as usize;
    for word in text.split_whitespace() {
        let front = word.trim_start_matches(|c: char| !c.is_alphanumeric());
        let bare = front.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '/');
        if is_address(&bare.to_lowercase()) {
            let start = bare.as_ptr() as usize - base;
            found.push(start..start + bare.len());
        }
    }
    found
}

pub(super) fn a_link_leads_somewhere(page: &Page<'_>, around: &Around<'_>) -> Vec<Spot> {
    let files = &around.facts.files;
    let mut spots = Vec::new();
    let broken =
        |path: DocumentPath, url: &str, problem: &'static str| Spot::at(path).with("url", url).with("problem", problem);
    for field in &page.fields {
        match field.value {
            FieldValue::Link(link) => {
                if let Some(problem) = problem(&link.url, files) {
                    spots.push(broken(field.path.key("url"), &link.url, problem));
                }
            }
            FieldValue::Url(url) => {
                if let Some(problem) = web_problem(url) {
                    spots.push(broken(field.path.clone(), url, problem));
                }
            }
            _ => {}
        }
    }
    for passage in &page.passages {
        for inline in passage.inlines() {
            if let InlineKind::Link { url, .. } = &inline.kind
                && let Some(problem) = problem(url, files)
            {
                spots.push(broken(passage.path.clone(), url, problem).within(inline.range.clone()));
            }
        }
    }
    spots
}

/// What is wrong with an address that must be one of the web.
pub(super) fn web_problem(url: &str) -> Option<&'static str> {
    match scheme(url) {
        Some("http" | "https") => problem(url, &Files::new()),
        _ => Some("no-web-address"),
    }
}

/// What is wrong with where a link leads, as far as that can be told without asking.
fn problem(url: &str, files: &Files) -> Option<&'static str> {
    if !is_allowed_url(url) {
        let is_foreign = scheme(url).is_some_and(|it| !["http", "https", "mailto", "tel"].contains(&it));
        return Some(if is_foreign { "scheme" } else { "malformed" });
    }
    let is_sound = match scheme(url) {
        Some("http" | "https") => is_web_address(url),
        Some("mailto") => {
            let address = url["mailto:".len()..].split('?').next().unwrap_or_default();
            EmailAddress::parse(&decoded(address)).is_ok()
        }
        Some("tel") => {
            let number = &url["tel:".len()..];
            number.chars().filter(char::is_ascii_digit).count() >= 3
                && number.chars().all(|c| c.is_ascii_digit() || "+-.()".contains(c))
        }
        _ => {
            return match linked_file(url) {
                Some(file) if climbs(&file) || !files.get(&file).is_some_and(|fact| fact.kind.is_file()) => {
                    Some("absent")
                }
                _ => None,
            };
        }
    };
    (!is_sound).then_some("malformed")
}

fn is_web_address(url: &str) -> bool {
    let Ok(url) = Url::parse(url) else { return false };
    let named = |host: &str| {
        let letters = host.chars().all(|c| c.is_ascii_alphanumeric() || "-._".contains(c));
        letters && host.contains('.') && host.split('.').all(|part| !part.is_empty())
    };
    match url.host() {
        Some(url::Host::Domain(host)) => host == "localhost" || named(host.trim_end_matches('.')),
        Some(_) => true,
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::vague;
    use crate::check::samples::{Sample, argument};
    use crate::model::Place;
    use serde_json::json;

    fn link(text: &str, url: &str) -> Sample {
        Sample::sound().meeting("m", json!({ "links": [{ "text": text, "url": url }] }))
    }

    #[test]
    fn a_link_that_leads_somewhere_is_sound() {
        for url in [
            "https://digst.dk/it-loesninger/?a=b#c",
            "http://example.org:8080",
            "https://rødgrød.example/",
            "mailto:netvaerk@example.org?subject=Hej%20I",
            "tel:+4500000000",
            "files/tips.pdf",
            "./files/tips.pdf#side=2",
            "files/t%69ps.pdf",
            "#ned",
            "https://127.0.0.1/",
        ] {
            assert_eq!(link("Om appen", url).codes(), [] as [&str; 0], "{url}");
        }
    }

    #[test]
    fn a_broken_link_says_what_is_wrong() {
        for (url, problem) in [
            ("https://", "malformed"),
            ("https://digst", "malformed"),
            ("https://https://digst.dk", "malformed"),
            ("https://www.digst,dk", "malformed"),
            ("https://digst.dk/a b", "malformed"),
            ("https://digst..dk", "malformed"),
            ("", "malformed"),
            ("//digst.dk", "malformed"),
            ("mailto:ingen", "malformed"),
            ("tel:ring", "malformed"),
            ("javascript:alert(1)", "scheme"),
            ("ftp://example.org", "scheme"),
            ("files/nej.pdf", "absent"),
            ("../tips.pdf", "absent"),
            ("www.digst.dk", "absent"),
        ] {
            let sample = link("Om appen", url);
            assert_eq!(sample.places(), ["meetings/m.yaml link-broken links[0].url"], "{url}");
            assert_eq!(argument(&sample.findings()[0], "problem"), problem, "{url}");
        }
    }

    #[test]
    fn addresses_that_stand_alone_are_of_the_web() {
        let sample = Sample::sound()
            .organisation("a", json!({ "name": "A", "url": "digst.dk" }))
            .organisation("b", json!({ "name": "B", "url": "https://digst.dk" }))
            .meeting("m", json!({ "online": "mailto:a@example.org", "published_at": "/artikel" }))
            .settings(
                json!({ "archive_url": "netvaerk.example.org", "privacy": { "policy_url": "https://example.org" } }),
            );
        let expected = [
            "meetings/m.yaml link-broken online",
            "meetings/m.yaml link-broken published_at",
            "opsamling.yaml link-broken archive_url",
            "registry/organisations.yaml link-broken a.url",
        ];
        assert_eq!(sample.places(), expected);
    }

    #[test]
    fn a_link_s_words_that_say_nothing_are_found() {
        for text in ["her", "Her.", "»Læs mere«", "Læs  mere her", "klik her!", "link", "Click here", "read more →"]
        {
            assert_eq!(link(text, "https://a.example").codes(), ["link-text-vague"], "{text}");
        }
        for text in ["Læs mere om appen", "Herning", "Om linket mellem skole og hjem", "a@example.org"] {
            assert_eq!(link(text, "https://a.example").codes(), [] as [&str; 0], "{text}");
        }
        assert_eq!(vague("https://digst.dk/"), Some("bare"));
        assert_eq!(vague(" "), Some("empty"));
    }

    #[test]
    fn a_picture_is_no_word_of_its_link() {
        for (text, problem) in
            [("[![](a)](https://a.example)", "empty"), ("[![appen](a) her](https://a.example)", "vague")]
        {
            let findings = Sample::sound().said(text).findings();
            let vague = findings.iter().find(|it| it.code == "link-text-vague").expect(text);
            assert_eq!(argument(vague, "problem"), problem, "{text}");
        }
    }

    #[test]
    fn links_in_texts_are_looked_at_with_their_place() {
        let text = "Se [her](https://a.example), [appen](ftp://a), <https://b.example> og https://c.example/x.";
        let sample = Sample::sound().said(text);
        let found: Vec<_> = sample
            .findings()
            .into_iter()
            .map(|it| match it.place {
                Place::Within(range) => (it.code, text[range].to_owned()),
                other => panic!("{other:?}"),
            })
            .collect();
        let expected = [
            ("link-text-vague", "[her](https://a.example)"),
            ("link-broken", "[appen](ftp://a)"),
            ("link-text-vague", "<https://b.example>"),
            ("link-text-vague", "https://c.example/x"),
        ];
        assert_eq!(found, expected.map(|(code, words)| (code, words.to_owned())));
    }
}
