//! A workspace's own templates: what they may do, and what is said when they do it wrong.

use super::{whole_meeting, workspace};
use crate::language::Language;
use crate::language::words::Words;
use crate::model::DocumentFormat::{Html, Text};
use crate::model::sentence;
use crate::render::renderer::is_template;
use crate::render::{RenderError, Renderer, built_in, template_names};

fn renderer(name: &str, text: &str) -> Result<Renderer, RenderError> {
    Renderer::new([(name.to_owned(), text.to_owned())].into())
}

fn summary(text: &str) -> Result<String, RenderError> {
    workspace(whole_meeting()).try_document("2026-03-12-roskilde", Text, &renderer("summary.txt", text)?)
}

#[test]
fn a_template_of_the_workspace_replaces_one_of_ours() {
    let text = summary("{% for item in summary.items %}\n* {{ item.title }}\n{{ item.said | prose }}\n{% endfor %}\n")
        .unwrap();
    assert!(text.starts_with("* Status på appen\nOver 4,9 mio. bruger appen [1]."), "{text}");
    let page = renderer("page.css", "p { color: red }").unwrap();
    let page = workspace(whole_meeting()).try_document("2026-03-12-roskilde", Html, &page).unwrap();
    assert!(page.contains("<style>\np { color: red }\n</style>"), "{page}");
}

#[test]
fn an_unknown_name_is_told_with_its_line_and_the_names_there_are() {
    let error = summary("Hej\n{% for item in summary.items %}\n{{ item.saidd | prose }}\n{% endfor %}\n").unwrap_err();
    let RenderError::Undefined { template, line, name, known } = &error else { panic!("{error:?}") };
    assert_eq!((template.as_str(), *line, name.as_str()), ("summary.txt", 3, "saidd"));
    assert!(known.iter().any(|name| name == "said") && known.iter().any(|name| name == "outputs"), "{known:?}");
    assert!(error.arguments().contains(&("nearest", "said".into())));
    let error = summary("{% for item in summary.items %}{{ itm.title }}{% endfor %}").unwrap_err();
    let RenderError::Undefined { line: 1, name, known, .. } = &error else { panic!("{error:?}") };
    assert_eq!(name, "itm");
    assert!(["item", "summary", "page"].iter().all(|name| known.iter().any(|it| it == name)), "{known:?}");
    for text in
        ["{{ summary.dat.words }}", "{% if summary.hots %}x{% endif %}", "{% for x in summary.itms %}{% endfor %}"]
    {
        assert!(matches!(summary(text).unwrap_err(), RenderError::Undefined { .. }), "{text}");
    }
}

#[test]
fn what_an_error_says_holds_nothing_of_the_records() {
    let error = summary("{{ debug() }}").unwrap_err();
    assert!(!format!("{error:?} {error}").contains("Birthe"), "{error:?}");
    let error = summary("{{ summary.nope }}").unwrap_err();
    assert!(!format!("{error:?} {error}").contains("Birthe"), "{error:?}");
}

#[test]
fn a_mistake_in_a_template_is_found_before_anything_is_made() {
    let error = renderer("news.html", "<p>\n{% if article %}\n").err().unwrap();
    assert!(
        matches!(&error, RenderError::Syntax { template, line, .. } if template == "news.html" && *line >= 2),
        "{error:?}"
    );
}

#[test]
fn a_runaway_template_is_stopped() {
    let loops = "{% for a in range(9999) %}{% for b in range(9999) %}{{ a }}{% endfor %}{% endfor %}";
    assert!(matches!(summary(loops).unwrap_err(), RenderError::Runaway { line: 1, .. }));
    let error = summary("\n{% include 'summary.txt' %}").unwrap_err();
    assert!(matches!(error, RenderError::TooDeep { .. } | RenderError::Runaway { .. }), "{error:?}");
    let error = summary("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").unwrap_err();
    assert!(matches!(error, RenderError::TooDeep { .. }), "{error:?}");
    let big = "{% set x = 'aaaaaaaaaaaaaaaa' * 100000000 %}{{ x }}";
    assert!(matches!(summary(big).unwrap_err(), RenderError::Runaway { .. }));
}

#[test]
fn what_templates_cannot_do_is_told_for_what_it_is() {
    assert!(matches!(summary("{{ summary.title | nope }}").unwrap_err(), RenderError::UnknownFunction { line: 1, .. }));
    assert!(matches!(summary("{{ nope() }}").unwrap_err(), RenderError::UnknownFunction { line: 1, .. }));
    assert!(matches!(summary("{% include 'nope.txt' %}").unwrap_err(), RenderError::MissingTemplate { line: 1, .. }));
    let error = summary("{{ say('nope') }}").unwrap_err();
    assert_eq!(error, RenderError::UnknownPhrase { template: "summary.txt".into(), line: 1, name: "nope".into() });
    assert!(matches!(summary("{{ 1 / 0 }}").unwrap_err(), RenderError::Template { .. }));
}

#[test]
fn every_error_has_words_in_both_languages() {
    let errors = [
        renderer("sumary.txt", "").err().unwrap(),
        renderer("zzzzzzzz", "").err().unwrap(),
        renderer("news.html", "{% if %}").err().unwrap(),
        summary("{{ summary.nope }}").unwrap_err(),
        summary("{{ say('nope') }}").unwrap_err(),
        summary("{{ summary.title | nope }}").unwrap_err(),
        summary("{% include 'nope.txt' %}").unwrap_err(),
        summary("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}").unwrap_err(),
        summary("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").unwrap_err(),
        summary("{{ 1 / 0 }}").unwrap_err(),
        RenderError::Style { reason: "x".into() },
        RenderError::Unsound { template: "summary.docx.xml".into(), reason: "x".into(), before: "y".into() },
        RenderError::WrongDocument { record: super::id("a"), document: crate::model::Document::News },
        RenderError::UnknownList { list: super::id("a"), nearest: None },
        RenderError::WithoutPdf,
        RenderError::WithoutPhone,
        RenderError::TwoSheets,
        RenderError::Unset { template: None, reason: "x".into() },
        RenderError::Unset { template: Some("page.typ".into()), reason: "x".into() },
        RenderError::MailTooLong { size: 120_000, limit: 100_000 },
    ];
    let hint = |template: Option<&str>| {
        let error = RenderError::Unset { template: template.map(Into::into), reason: "x".into() };
        sentence(&Words::new(Language::Danish), "pdf-not-set.hint", &error.arguments()).unwrap()
    };
    assert!(hint(Some("page.typ")).contains(".typ"));
    assert!(!hint(None).contains(".typ"), "nothing of the workspace's own is to blame");
    for language in [Language::Danish, Language::English] {
        let words = Words::new(language);
        for error in &errors {
            let arguments = error.arguments();
            for part in ["", ".hint"] {
                let said = sentence(&words, &format!("{}{part}", error.code()), &arguments);
                let said = said.unwrap_or_else(|| panic!("{} {part} {}", error.code(), language.code()));
                assert!(!said.is_empty() && !said.contains("{$") && !said.contains("{ $"), "{said}");
            }
        }
    }
}

#[test]
fn every_built_in_template_can_be_read_and_says_what_it_is_for() {
    for name in template_names().filter(|name| is_template(name)) {
        let text = built_in(name).unwrap();
        assert!(text.starts_with("{#"), "{name}");
        renderer(name, &format!("{text}\n")).unwrap_or_else(|error| panic!("{error:?}"));
    }
}
