//! Help, `init`, `new`, `list`, `where`, `schema`, `completions`, `man`: what makes a newcomer at home.

use super::workspace::{Ran, SETTINGS, Workspace, binary};
use std::process::Command;

#[test]
fn help_is_told_in_both_languages_with_an_example_each() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["--help"]).success().says("Brug").says("Kommandoer").never_says("Usage");
    workspace.run(&["--help", "--language", "en"]).success().says("Usage").says("Commands");
    for verb in
        ["demo", "init", "list", "check", "explain", "render", "send", "resume", "stop", "status", "where", "schema"]
    {
        workspace.run(&[verb, "--help"]).success().says("Eksempel").says(&format!("opsamling {verb}"));
    }
}

#[test]
fn a_wrong_command_line_is_exit_2() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["sned"]).code(2);
    workspace.run(&["render"]).code(2);
    workspace.run(&["-C", "findes-ikke", "list"]).code(2).says("findes-ikke");
}

#[test]
fn outside_a_workspace_one_is_told_of_init() {
    let folder = tempfile::tempdir().unwrap();
    let output = Command::new(binary()).arg("check").current_dir(folder.path()).output().unwrap();
    Ran::new(&["check"], output).code(1).says("opsamling init");
}

#[test]
fn a_new_workspace_passes_check_and_renders() {
    let workspace = Workspace::new();
    workspace.run(&["init", "nyt"]).success();
    let folder = workspace.root().join("nyt");
    let run = |arguments: &[&str]| {
        let output = workspace.command(arguments).current_dir(&folder).output().unwrap();
        Ran::new(arguments, output)
    };
    run(&["check"]).success();
    assert!(folder.join(".gitignore").is_file());
    let list = run(&["list", "--json"]).success().json();
    let id = list[0]["id"].as_str().unwrap().to_owned();
    run(&["render", &id, "--format", "txt"]).success();
    workspace.run(&["init", "nyt"]).code(1);
}

#[test]
fn new_records_pass_check() {
    let workspace = Workspace::new();
    let made =
        workspace.run(&["new", "meeting", "--title", "Møde: nyt og gammelt", "--date", "12. marts 2026", "--json"]);
    let made = made.success().json();
    assert_eq!(made["path"], format!("meetings/{}.yaml", made["id"].as_str().unwrap()));
    workspace
        .run(&["new", "news", "--title", "Ny pjece", "--date", "2026-03-12", "--lead", "Pjecen er klar."])
        .success();
    workspace
        .run(&["new", "person", "--name", "Ærø Ågård", "--title", "professor", "--organisation", "Prøvestyrelsen"])
        .success();
    workspace.run(&["new", "organisation", "--name", "Hus & Have", "--url", "https://example.org/"]).success();
    workspace.run(&["new", "newsletter", "--subject", "Nyt", "--item", made["id"].as_str().unwrap()]).success();
    workspace.run(&["check"]).never_says("fejl[");
    workspace.run(&["list", "people"]).success().says("Ærø Ågård").says("Birthe Holm");
    workspace.run(&["new", "person", "--name", "Birthe Holm"]).code(1);
    workspace.run(&["new", "meeting", "--title", "Uden dato"]).code(2).says("--date");
    workspace.run(&["new", "meeting", "--title", "X", "--date", "30. februar 2026"]).code(1);
    workspace.run(&["new", "meeting", "--title", "X", "--date", "1. marts 2027", "--id", "emner"]).code(1).says("--id");
}

#[test]
fn list_shows_the_newest_first() {
    let workspace = Workspace::of_the_repository();
    let list = workspace.run(&["list", "--json"]).success().json();
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|row| row["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["2023-01-12-aeldre-sagen", "2022-02-09-netvaerk-nytter", "nyhedsbrev-2023-01"]);
    workspace.run(&["list", "people"]).success().says("Brit Ross Winthereik");
}

#[test]
fn where_names_the_data_folder() {
    let workspace = Workspace::with_meeting();
    let folder = workspace.data().display().to_string();
    workspace.run(&["where"]).success().says(&folder);
    assert_eq!(workspace.run(&["where", "--json"]).json()["data"], folder);
}

#[test]
fn completions_and_man_are_printed() {
    let workspace = Workspace::with_meeting();
    for shell in ["bash", "zsh", "fish", "powershell"] {
        workspace.run(&["completions", shell]).success().says("opsamling");
    }
    workspace.run(&["man"]).success().says(".TH opsamling");
}

#[test]
fn schemas_are_json() {
    let workspace = Workspace::new();
    for kind in
        ["meeting", "people", "organisations", "topics", "materials", "earlier", "news", "newsletter", "workspace"]
    {
        let schema = workspace.run(&["schema", kind]).success().json();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
}

#[test]
fn the_program_speaks_the_language_of_the_workspace() {
    let workspace = Workspace::new().file("opsamling.yaml", format!("{SETTINGS}language: en\n"));
    workspace.run(&["render", "x"]).code(1).says("error");
    workspace.run(&["render", "x", "--language", "da"]).code(1).says("fejl");
}

#[test]
fn a_new_record_that_is_wrong_says_so_at_once() {
    let workspace = Workspace::new();
    workspace
        .run(&["new", "meeting", "--title", "Møde", "--date", "onsdag den 12. marts 2026", "--host", "Bibliotekket"])
        .success()
        .says("weekday-mismatch")
        .says("unknown-organisation");
    workspace.run(&["new", "person", "--name", "Karen Dam"]).success().never_says("weekday-mismatch");
}
