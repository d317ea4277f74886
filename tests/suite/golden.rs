//! What people see, as it was approved by the eye: pages, a mail, findings, help. `tests/suite/golden/` holds it, a file each;
//! `INSTA_UPDATE=always cargo test --test suite golden` writes it anew, and then `git diff` is to be read.

use super::workspace::{Workspace, verbs};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Names and texts.
type Seen = Vec<(String, String)>;

fn hold(seen: Seen) {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path("golden");
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    for (name, text) in seen {
        settings.bind(|| insta::assert_snapshot!(name, text));
    }
}

/// Every document of the repository's own records, in every format.
fn pages() -> Seen {
    let workspace = Workspace::of_the_repository();
    let mut seen = Vec::new();
    for id in ["2023-01-12-aeldre-sagen", "2022-02-09-netvaerk-nytter", "nyhedsbrev-2023-01"] {
        for format in ["html", "fragment", "txt", "md"] {
            let page = workspace.run(&["render", id, "--format", format]).success().out;
            seen.push((format!("page.{id}.{format}"), page));
        }
        let spoken = workspace.run(&["render", id, "--as", "spoken", "--format", "txt"]).success().out;
        seen.push((format!("spoken.{id}.txt"), spoken));
        for document in ["large-print", "poster"] {
            let page = workspace.run(&["render", id, "--as", document]).success().out;
            seen.push((format!("{document}.{id}.html"), without_fonts(&page)));
        }
    }
    for (document, format) in
        [("agenda", "html"), ("agenda", "fragment"), ("agenda", "txt"), ("agenda", "md"), ("agenda", "ics")]
    {
        let id = "2023-01-12-aeldre-sagen";
        let page = workspace.run(&["render", id, "--as", document, "--format", format]).success().out;
        seen.push((format!("{document}.{id}.{format}"), page));
    }
    seen
}

/// A page, but for the letters that it brings along.
fn without_fonts(page: &str) -> String {
    let short = |line: &str| match line.split_once("base64,") {
        Some((before, _)) if line.starts_with("@font-face") => format!("{before}…"),
        _ => line.to_owned(),
    };
    page.lines().map(|line| short(line) + "\n").collect()
}

/// A letter, but for its date and what is made of chance.
fn mails() -> Seen {
    let workspace = Workspace::of_the_repository();
    workspace.run(&["send", "2023-01-12", "--to", "newsletter", "--test", "anna@example.org"]).success();
    let letters = workspace.letters();
    let [letter] = &letters[..] else { panic!("{} letters", letters.len()) };
    let token = letter.split("List-Unsubscribe: <").nth(1).and_then(|rest| rest.split('>').next()).unwrap();
    let token = token.rsplit('/').next().unwrap();
    let mut masked = String::new();
    for line in letter.replace("=\r\n", "").replace(token, "TOKEN").lines() {
        match line.split_once(": ") {
            Some((name @ ("Date" | "Message-ID" | "Return-Path" | "X-Envelope-From"), _)) => {
                masked.push_str(&format!("{name}: …\n"));
            }
            // What stands inside a picture is the picture's own affair.
            None if line.len() >= 70 && !line.contains([' ', '=', '-']) => {}
            _ => masked.push_str(&format!("{line}\n")),
        }
    }
    vec![("mail.2023-01-12-aeldre-sagen".to_owned(), masked)]
}

const WRONG_MEETING: &str = "\
title: Møde i Prøvenettet
titel: Møde
date: torsdag den 13. marts 2026
time: 25.00
reply_by: 30. februar 2026
about: Se #MitID og noget mere  #uden mellemrum
agenda:
  - title: Oplæg
    kind: tlak
    speakers: [birthe-hoolm]
    said: Læs mere [her](https://example.org/).
  - time: 10.00-9.00
    said: \"Nu\" siger hun
    outputs:
      - action: Skriv til ministeren
images:
  - file: files/findes-ikke.png
    alt: billede
";

/// What is wrong with a workspace where most is wrong, in both languages.
fn findings() -> Seen {
    let workspace = Workspace::new()
        .file("registry/people.yaml", "birthe-holm:\n  name: Birthe Holm\nbirthe-holm:\n  name: Birthe\n")
        .file("meetings/2026-03-12-moede.yaml", WRONG_MEETING)
        .file("meetings/2026-04-01-tab.yaml", "title: Møde\ndate: 2026-04-01\nagenda:\n\t- title: x\n")
        .file("meetings/2026-04-02-bytes.yaml", b"title: M\xf8de\ndate: 2026-04-02\n")
        .file("news/nyt.yaml", "title: Nyt\ndate: 2026-01-01\nlead: Her.\nsections:\n  - text: '# Overskrift'\n");
    let mut seen = Vec::new();
    for language in ["da", "en"] {
        let ran = workspace.run(&["check", "--language", language]).code(1);
        seen.push((format!("findings.{language}"), format!("{}---\n{}", ran.out, ran.err)));
    }
    let json = workspace.run(&["check", "--json", "--language", "en"]).code(1).out;
    seen.push(("findings.json".to_owned(), json));
    seen
}

/// Every help text, in both languages.
fn help() -> Seen {
    let workspace = Workspace::new();
    let verbs: Vec<String> = std::iter::once(String::new()).chain(verbs()).collect();
    let told = |language: &str| {
        let tell = |verb: &str| {
            let words = verb.split_whitespace().chain(["--help", "--language", language]).collect::<Vec<_>>();
            let help = workspace.run(&words).success().out;
            format!("$ opsamling {verb}\n\n{help}\n\n")
        };
        verbs.iter().map(|verb| tell(verb)).collect::<String>()
    };
    vec![("help.da".to_owned(), told("da")), ("help.en".to_owned(), told("en"))]
}

#[test]
fn pages_are_as_they_were_approved() {
    hold(pages());
}

#[test]
fn mails_are_as_they_were_approved() {
    hold(mails());
}

#[test]
fn findings_are_as_they_were_approved() {
    hold(findings());
}

#[test]
fn help_is_as_it_was_approved() {
    hold(help());
}

#[test]
fn nothing_is_kept_that_nobody_sees() {
    let seen: Seen = [pages(), mails(), findings(), help()].concat();
    let seen: BTreeSet<String> = seen.into_iter().map(|(name, _)| format!("{name}.snap")).collect();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite/golden");
    let mut kept: BTreeSet<String> =
        fs::read_dir(folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
    // What a failed run leaves for a look.
    kept.retain(|name| !name.ends_with(".snap.new"));
    assert_eq!(kept, seen);
}
