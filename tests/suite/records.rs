//! The repository's own records: sound, and rendered in every format; the January summary tells what the seed text tells.

use super::workspace::Workspace;

const RECORDS: [&str; 3] = ["2023-01-12-aeldre-sagen", "2022-02-09-netvaerk-nytter", "nyhedsbrev-2023-01"];

#[test]
fn the_records_are_sound() {
    let found = Workspace::of_the_repository().run(&["check", "--json"]).success().json();
    assert_eq!(found, serde_json::json!([]));
}

#[test]
fn every_record_is_rendered_in_every_format_and_the_same_twice() {
    let workspace = Workspace::of_the_repository();
    for record in RECORDS {
        for format in ["html", "fragment", "txt", "md"] {
            let first = workspace.run(&["render", record, "--format", format]).success().out;
            let second = workspace.run(&["render", record, "--format", format]).success().out;
            assert_eq!(first, second, "{record} {format}");
            assert!(first.len() > 500, "{record} {format}: {first}");
        }
    }
}

#[test]
fn the_january_summary_tells_all_that_the_meeting_told() {
    let text = Workspace::of_the_repository().run(&["render", "2023-01-12", "--format", "txt"]).success().out;
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    for told in [
        "Michala Høg Daimar",
        "fra Digitaliseringsstyrelsen",
        "Brit Ross Winthereik",
        "professor ved DTU",
        "Tina Windeløv Draminsky",
        "Hans Ravnkjær Larsen",
        "fra Dansk IT",
        "Marlene Holmgaard Fris",
        "direktør",
        "Movia",
        "4,9 mio.",
        "10.000",
        "95 pct.",
        "5 pct.",
        "2. februar 2023",
        "digitale væresteder",
    ] {
        assert!(text.contains(told), "{told:?} is not told\n{text}");
    }
    let meeting = Workspace::of_the_repository().read("meetings/2023-01-12-aeldre-sagen.yaml");
    let questions: Vec<&str> = meeting
        .lines()
        .filter_map(|line| line.trim().strip_prefix("workshop: ").or_else(|| line.trim().strip_prefix("plenary: ")))
        .map(|question| question.trim_matches('"'))
        .collect();
    assert_eq!(questions.len(), 4, "three workshops and a plenary: {questions:?}");
    for question in questions {
        assert!(text.contains(question), "{question:?} is not told");
    }
}
