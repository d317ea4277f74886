//! Documents on paper: the same bytes each time, nothing of a record as markup, nothing that a record can stop.

use super::{Made, id, whole_meeting, workspace};
use crate::model::{DocumentFormat, Pictures};
use crate::render::paper;
use crate::render::{RenderError, RenderRequest, Renderer};
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;
use typst::syntax::{LinkedNode, SyntaxKind, parse};

fn pdf_of(made: &Made, record: &str, pictures: &Pictures, renderer: &Renderer) -> Result<Vec<u8>, RenderError> {
    let record = made.records.record(record).unwrap();
    let plain = RenderRequest::new(&made.records, &made.files, record);
    renderer.document(&RenderRequest { format: DocumentFormat::Pdf, pictures, ..plain })
}

fn built_in() -> Renderer {
    Renderer::new(BTreeMap::new()).unwrap()
}

fn holds(bytes: &[u8], words: &str) -> bool {
    bytes.windows(words.len()).any(|window| window == words.as_bytes())
}

/// A picture that can be read.
fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(4, 3).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

#[test]
fn a_pdf_says_that_it_is_accessible_and_kept_for_long() {
    let bytes = pdf_of(&workspace(whole_meeting()), "2026-03-12-roskilde", &Pictures::new(), &built_in()).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    for sign in ["<pdfuaid:part>1<", "<pdfaid:part>2<", "<pdfaid:conformance>A<", "2026-03-19T00:00:00"] {
        assert!(holds(&bytes, sign), "{sign}");
    }
}

#[test]
fn the_same_record_gives_the_same_bytes_and_another_record_others() {
    let made = workspace(whole_meeting());
    let once = pdf_of(&made, "2026-03-12-roskilde", &Pictures::new(), &built_in()).unwrap();
    assert_eq!(pdf_of(&made, "2026-03-12-roskilde", &Pictures::new(), &built_in()).unwrap(), once);
    let mut other = whole_meeting();
    other["place"] = json!("Et andet sted");
    assert_ne!(pdf_of(&workspace(other), "2026-03-12-roskilde", &Pictures::new(), &built_in()).unwrap(), once);
}

#[test]
fn a_picture_that_cannot_be_read_gives_way_to_its_words() {
    let made = workspace(whole_meeting());
    let with = |bytes: Vec<u8>| {
        let pictures = Pictures::from([("files/2026-03-12/birthe.jpg".to_owned(), bytes)]);
        pdf_of(&made, "2026-03-12-roskilde", &pictures, &built_in()).unwrap()
    };
    assert!(holds(&with(picture()), "/Subtype/Image"));
    let mut torn = picture();
    torn.truncate(40);
    for unreadable in [torn, b"\x89PNG\r\n\x1a\n".to_vec(), b"GIF89a".to_vec(), b"<svg/>".to_vec(), Vec::new()] {
        assert!(!holds(&with(unreadable), "/Subtype/Image"));
    }
}

#[test]
fn hostile_words_are_set_as_words() {
    let hostile = r##"#import "/etc/passwd": * $ * _ \ // @ref <label> " ' ~ ] ) }} {% - + = 1. / x: ```#panic()``` /* 😀 مرحبا"##;
    let mut meeting = whole_meeting();
    for key in ["title", "place", "intro"] {
        meeting[key] = json!(hostile);
    }
    for key in ["title", "said", "workshop"] {
        meeting["agenda"][0][key] =
            json!(format!("{hostile}\n\n- {hostile}\n\n1. {hostile}\n\n> {hostile}\n\n    {hostile}"));
    }
    meeting["agenda"][0]["outputs"] = json!([hostile]);
    meeting["agenda"][0]["images"][0]["alt"] = json!(hostile);
    meeting["agenda"][0]["images"][0]["caption"] = json!(hostile);
    meeting["agenda"][0]["links"][0]["url"] = json!("https://example.org/\"];#panic()//å");
    let mut made = workspace(meeting);
    made.records.settings.network.push_str(hostile);
    let pictures = Pictures::from([("files/2026-03-12/birthe.jpg".to_owned(), picture())]);
    pdf_of(&made, "2026-03-12-roskilde", &pictures, &built_in()).unwrap();
}

#[test]
fn articles_and_issues_are_set_also_with_whole_records_in_another_language_and_without_a_day() {
    let made = workspace(whole_meeting())
        .with_article(json!({
            "title": "News", "series": "S", "date": "2026-01-05", "lead": "L", "language": "en",
            "sections": [{ "title": "A", "said": "B", "quote": { "text": "C", "by": "D", "as": "E" } }],
            "about_box": { "title": "F", "said": "G" }, "audience": ["H"],
            "partnership": { "partners": ["I"], "rounds": [{ "place": "J" }] },
        }))
        .with_issue(json!({ "subject": "Nyt", "items": [
            { "meeting": "2026-03-12-roskilde", "show": "whole" }, { "news": "2026-01-05-nyt", "show": "whole" },
            { "material": "tips" }, { "title": "Eget", "links": [{ "text": "a", "url": "https://example.org" }] },
        ] }));
    let issue = pdf_of(&made, "nyhedsbrev", &Pictures::new(), &built_in()).unwrap();
    assert!(holds(&issue, "2026-03-19T00:00:00"), "the day of the newest that it brings");
    let article = pdf_of(&made, "2026-01-05-nyt", &Pictures::new(), &built_in()).unwrap();
    assert!(holds(&article, "<rdf:li>en</rdf:li>"));
    let coming = json!({ "subject": "Nyt", "date": "2026-01-05", "items": [
        { "meeting": "2026-03-12-roskilde" }, { "meeting": "2026-03-12-roskilde", "show": "whole" } ] });
    pdf_of(&workspace(whole_meeting()).with_issue(coming), "nyhedsbrev", &Pictures::new(), &built_in()).unwrap();
    let empty = workspace(whole_meeting()).with_issue(json!({ "subject": "Nyt", "items": [{ "title": "Eget" }] }));
    let undated = pdf_of(&empty, "nyhedsbrev", &Pictures::new(), &built_in()).unwrap();
    assert!(holds(&undated, "<pdfuaid:part>1<") && !holds(&undated, "<pdfaid:part>"), "PDF/A asks for a day");
    assert!(empty.records.record(id("nyhedsbrev").as_str()).is_some());
}

#[test]
fn a_template_of_the_workspace_reaches_nothing_outside() {
    for text in
        ["#read(\"/etc/hostname\")", "#import \"@preview/a:0.1.0\": b", "#include \"other.typ\"", "#datetime.today()"]
    {
        let renderer = Renderer::new([("summary.typ".to_owned(), text.to_owned())].into()).unwrap();
        let error =
            pdf_of(&workspace(whole_meeting()), "2026-03-12-roskilde", &Pictures::new(), &renderer).unwrap_err();
        assert!(matches!(error, RenderError::Unset { .. }), "{text}: {error:?}");
    }
}

proptest! {
    #[test]
    fn an_escaped_text_is_text_to_typst(text in "[#$*_/@<>\"'~\\\\=+\\-0-9.:;`\\[\\](){}a-zæ \\n\u{1f600}]{0,40}") {
        let root = parse(&paper::escaped(&text).replace(paper::MAY_BREAK, ""));
        let mut nodes = vec![LinkedNode::new(&root)];
        while let Some(node) = nodes.pop() {
            let is_text = matches!(
                node.kind(),
                SyntaxKind::Markup | SyntaxKind::Text | SyntaxKind::Escape | SyntaxKind::Space
            );
            prop_assert!(is_text, "{:?} in {text:?}", node.kind());
            nodes.extend(node.children());
        }
    }
}
