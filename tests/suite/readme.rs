//! The README's commands are run as they stand.

use super::workspace::{Ran, Workspace, binary, repository, verbs};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The lines of the README's first workspace: the block of commands after its heading.
fn commands_under(heading: &str) -> Vec<String> {
    let text = fs::read_to_string(repository().join("README.md")).unwrap();
    let section = text.split(&format!("## {heading}\n")).nth(1).unwrap_or_else(|| panic!("no heading {heading:?}"));
    let block = section.split("```sh\n").nth(1).unwrap().split("```").next().unwrap();
    block.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn the_first_workspace_of_the_readme_works_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let commands = commands_under("A first workspace");
    assert!(commands.len() >= 5, "{commands:?}");
    run(&commands, folder.path(), &folder.path().join("data"));
}

#[test]
fn the_way_through_word_of_the_readme_works_as_it_stands() {
    let workspace = Workspace::of_the_repository();
    let commands = commands_under("Through Word and back");
    assert_eq!(commands.len(), 2);
    run(&commands, &workspace.root(), &workspace.data_home());
}

#[test]
fn the_papers_of_the_readme_are_made_as_it_says() {
    let workspace = Workspace::of_the_repository();
    let commands = commands_under("For those who are not online");
    assert!(commands.len() >= 3, "{commands:?}");
    run(&commands, &workspace.root(), &workspace.data_home());
}

fn run(commands: &[String], folder: &Path, data: &Path) {
    // One shell for all, since `cd` carries over; -e ends it at the first that fails.
    let script = format!("PATH=\"$1:$PATH\"\n{}", commands.join("\n"));
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &script, "bash"])
        .arg(Path::new(binary()).parent().unwrap())
        .current_dir(folder)
        .env("OPSAMLING_DATA_DIR", data)
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    Ran::new(&["README"], output).success();
}

#[test]
fn every_verb_of_the_program_is_in_the_readme() {
    let text = fs::read_to_string(repository().join("README.md")).unwrap();
    let verbs: Vec<_> = verbs().into_iter().filter(|verb| !verb.contains(' ')).collect();
    assert!(verbs.len() >= 16, "{verbs:?}");
    for verb in verbs {
        let is_named = ['`', ' '].iter().any(|after| text.contains(&format!("`{verb}{after}")));
        assert!(is_named, "{verb} is not in the README");
    }
}
