//! `check`: every mistake has its line, its column, what was expected and what to write instead; all at once.

use super::workspace::{MEETING, Workspace};

/// The codes and lines that a meeting gives.
fn found(meeting: &str) -> Vec<(String, Option<u64>)> {
    let workspace = Workspace::new().meeting("2026-03-12-moede", meeting);
    let rows = workspace.run(&["check", "--json"]).json();
    rows.as_array()
        .unwrap()
        .iter()
        .map(|row| (row["code"].as_str().unwrap().to_owned(), row["line"].as_u64()))
        .collect()
}

#[track_caller]
fn finds(meeting: &str, code: &str, line: u64) {
    let found = found(meeting);
    assert_eq!(found, [(code.to_owned(), Some(line))], "{meeting}");
}

#[test]
fn a_sound_workspace_has_no_findings() {
    Workspace::with_meeting().run(&["check"]).success();
    Workspace::of_the_repository().run(&["check"]).success();
}

#[test]
fn each_mistake_has_its_line() {
    finds(&MEETING.replace("Birthe Holm]", "Birte Holm]"), "unknown-person", 9);
    finds(&MEETING.replace("summary: published", "sumary: published"), "unknown-key", 3);
    finds(&MEETING.replace("12. marts 2026", "30. februar 2026"), "date-does-not-exist", 2);
    finds(&MEETING.replace("12. marts 2026", "mandag den 12. marts 2026"), "weekday-mismatch", 2);
    finds(&format!("{MEETING}title: Endnu en\n"), "duplicate-key", 12);
    finds(&MEETING.replace("title: Møde i Prøvenettet\n", ""), "missing-key", 1);
    finds(&MEETING.replace("  - title: Velkomst", "\t- title: Velkomst"), "tab-indent", 8);
    finds(&MEETING.replace("summary: published", "summary: udgivet"), "unknown-choice", 3);
    finds(&MEETING.replace("bød velkommen.", "bød velkommen: <b>hej</b>"), "html-in-body", 11);
    finds(&format!("{MEETING}host: Ukendt Hus\n"), "unknown-organisation", 12);
    finds(&format!("{MEETING}slides: files/findes-ikke.pdf\n"), "attachment-missing", 12);
    finds(&format!("{MEETING}links:\n  - text: Læs mere\n    url: https://example.org/\n"), "link-text-vague", 13);
    finds(&format!("{MEETING}links:\n  - text: Netværkets side\n    url: javascript:alert(1)\n"), "link-broken", 14);
}

#[test]
fn all_mistakes_are_told_at_once_also_across_files() {
    let meeting = MEETING
        .replace("12. marts 2026", "30. februar 2026")
        .replace("summary:", "sumary:")
        .replace("Birthe Holm]", "Birte Holm]");
    let workspace = Workspace::new()
        .meeting("2026-03-12-moede", &meeting)
        .file("registry/topics.yaml", "mitid:\n  name: MitID\n  kynd: solution\n");
    workspace
        .run(&["check"])
        .code(1)
        .says("date-does-not-exist")
        .says("unknown-key")
        .says("meetings/2026-03-12-moede.yaml:2:7")
        .says("registry/topics.yaml:3:3");
}

#[test]
fn a_finding_reads_as_the_design_shows_it() {
    let workspace = Workspace::new().meeting("2026-03-12-moede", &MEETING.replace("Birthe Holm]", "Birte Holm]"));
    let shown = workspace.run(&["check", "--language", "en"]).code(1).out;
    assert!(shown.contains("error[unknown-person]: "), "{shown}");
    assert!(shown.contains("--> meetings/2026-03-12-moede.yaml:9:16"), "{shown}");
    assert!(shown.contains("9 |     speakers: [Birte Holm]"), "{shown}");
    assert!(shown.contains("^^^^^^^^^^ did you mean Birthe Holm?"), "{shown}");
    assert!(shown.contains("= agenda item \"Velkomst\""), "{shown}");
}

#[test]
fn text_is_never_lost_in_silence_and_fix_puts_it_back() {
    let meeting = MEETING
        .replace("title: Velkomst", "title: Velkomst #2")
        .replace("title: Møde i Prøvenettet", "title: Møde: nyt om MitID");
    let workspace = Workspace::new().meeting("2026-03-12-moede", &meeting);
    workspace.run(&["check"]).code(1).says("text-after-hash").says("quote-this");
    workspace.run(&["check", "--fix", "--dry-run"]);
    assert_eq!(workspace.read("meetings/2026-03-12-moede.yaml"), meeting);
    workspace.run(&["check", "--fix"]).success();
    workspace.run(&["render", "2026-03", "--format", "txt"]).success().says("Velkomst #2").says("Møde: nyt om MitID");
}

#[test]
fn an_allowed_finding_is_silent() {
    let meeting = format!("{MEETING}links:\n  - text: Læs mere\n    url: https://example.org/\n");
    let allowed = format!("{meeting}allow:\n  - code: link-text-vague\n    reason: Teksten er aftalt\n");
    assert_eq!(found(&allowed), []);
}

#[test]
fn explain_tells_why() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["explain", "alt-missing"]).success().says("alt");
    workspace.run(&["explain", "alt-mising"]).code(1).says("alt-missing");
}

#[test]
fn what_is_wrong_with_a_template_is_shown_where_it_stands() {
    let workspace = Workspace::with_meeting().file("templates/summary.txt", "Hej\n{{ summary.titel }}\n");
    workspace.run(&["check"]).code(1).says("--> templates/summary.txt:2:1").says("2 | {{ summary.titel }}");
}

#[test]
fn a_value_that_fits_no_flag_is_told_in_the_reader_s_language() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["--quiet"]).code(2).says("mangler en kommando");
    workspace.run(&["list", "--json=5"]).code(2).says("kan ikke bruges til --json");
    workspace.run(&["preview", "--port", "99999"]).code(2).says("”99999” kan ikke bruges til --port");
    workspace
        .run(&["send", "2026-03", "--at", "09:00", "--test", "a@example.org"])
        .code(2)
        .says("kan ikke bruges sammen");
}
