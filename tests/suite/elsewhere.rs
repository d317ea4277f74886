//! What is handed to others: a record for another system, the clipboard, the work in numbers.

use super::workspace::{MEETING, Workspace};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What Python finds in a zip archive: names, and the text of those that are text.
fn unpacked(file: &std::path::Path) -> serde_json::Value {
    let script = "import json, sys, zipfile\n\
        archive = zipfile.ZipFile(sys.argv[1])\n\
        assert archive.testzip() is None\n\
        text = lambda name: archive.read(name).decode('utf-8') if not name.startswith('images/') else ''\n\
        print(json.dumps({name: text(name) for name in archive.namelist()}))\n";
    let ran = Command::new("python3").arg("-c").arg(script).arg(file).output().expect("python3");
    serde_json::from_slice(&ran.stdout).unwrap_or_else(|_| panic!("{}", String::from_utf8_lossy(&ran.stderr)))
}

#[test]
fn a_record_is_packed_for_another_system() {
    let workspace = Workspace::of_the_repository();
    workspace.run(&["export", "2023-01", "-o", "moede.zip"]).success().says("moede.zip");
    let file = workspace.root().join("moede.zip");
    let parts = unpacked(&file);
    let names: Vec<&String> = parts.as_object().unwrap().keys().collect();
    let fragment = parts["2023-01-12-aeldre-sagen.fragment.html"].as_str().unwrap();
    assert!(parts["2023-01-12-aeldre-sagen.txt"].as_str().unwrap().contains("MitID"));
    // Each picture that the fragment shows is in the archive, in every size that it names.
    let mut shown = 0;
    for attribute in ["src=\"", "srcset=\""] {
        for value in fragment.split(attribute).skip(1).map(|rest| rest.split('"').next().unwrap()) {
            for picture in value.split(", ").map(|size| size.split(' ').next().unwrap()) {
                assert!(names.iter().any(|name| *name == picture), "{picture} is not among {names:?}");
                shown += 1;
            }
        }
    }
    assert!(shown >= 6, "{fragment}");
    let list = parts["images.csv"].as_str().unwrap();
    assert!(list.starts_with("\u{feff}Billede;Alternativ tekst;") && list.contains("talerstol"), "{list}");
    // The same records give the same bytes, and what it leads to has whole addresses.
    let first = std::fs::read(&file).unwrap();
    workspace.run(&["export", "2023-01", "-o", "moede.zip"]).success();
    assert_eq!(std::fs::read(&file).unwrap(), first);
    assert!(!fragment.contains("href=\"files/"), "{fragment}");
}

#[test]
fn a_record_without_pictures_and_one_that_cannot_be_packed() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["export", "2026-03", "-o", "."]).success();
    let parts = unpacked(&workspace.root().join("2026-03-12-moede.zip"));
    assert_eq!(parts.as_object().unwrap().len(), 2);
    workspace.run(&["export", "2026-03", "--as", "spoken"]).code(1);
    workspace.run(&["export", "2026-03", "-o", "meetings/2026-03-12-moede.yaml"]).code(1);
    workspace.run(&["export", "findes-ikke"]).code(1);
}

#[test]
fn a_record_is_copied_as_rich_text() {
    let workspace = Workspace::of_the_repository();
    // A display of the test's own.
    let mut display = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "320x240x8", "-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Xvfb");
    let mut number = String::new();
    std::io::BufRead::read_line(&mut std::io::BufReader::new(display.stdout.take().unwrap()), &mut number).unwrap();
    let screen = format!(":{}", number.trim());
    let mut copying = workspace
        .command(&["copy", "2023-01"])
        .env("DISPLAY", &screen)
        .env_remove("WAYLAND_DISPLAY")
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let pasted = |kind: &str| {
        let ran =
            Command::new("xclip").args(["-o", "-selection", "clipboard", "-t", kind]).env("DISPLAY", &screen).output();
        String::from_utf8(ran.expect("xclip").stdout).unwrap()
    };
    let begun = Instant::now();
    let mut html = String::new();
    while html.is_empty() && begun.elapsed() < Duration::from_secs(20) {
        std::thread::sleep(Duration::from_millis(50));
        html = pasted("text/html");
    }
    let text = pasted("UTF8_STRING");
    let _ = copying.kill();
    let _ = copying.wait();
    let _ = display.kill();
    let _ = display.wait();
    assert!(html.contains("<h2>Opsamling fra møde") && !html.contains("<img"), "{html}");
    assert!(html.contains("En talerstol med mikrofon"), "the words stand for the picture: {html}");
    assert!(text.contains("Opsamling fra møde i"), "{text}");

    let nowhere =
        workspace.command(&["copy", "2023-01"]).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().unwrap();
    assert_eq!(nowhere.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&nowhere.stderr).contains("render ID --format fragment"));
}

#[test]
fn the_work_is_told_in_numbers() {
    let outputs = "  - title: Workshop\n    outputs:\n      - Mere hjælp\n      - suggestion: En pjece\n        \
        follow_up:\n          - at: 2026-05\n            state: done\n";
    let meeting = format!("attended: 58\n{MEETING}{outputs}");
    let workspace = Workspace::new().meeting("2026-03-12-moede", &meeting).subscribers(7);
    let told = workspace.run(&["stats"]).success();
    let lines: Vec<Vec<&str>> = told.out.lines().map(|line| line.split_whitespace().collect()).collect();
    assert!(lines.contains(&vec!["2026", "1", "58", "58"]), "{}", told.out);
    assert!(lines.contains(&vec!["2026", "1", "0", "0", "1", "0"]), "{}", told.out);
    let numbers = workspace.run(&["stats", "--json"]).success().json();
    assert_eq!(numbers["years"][0]["outputs"]["done"], 1);
    assert_eq!(numbers["lists"][0]["periods"][0]["total"], 7);
    workspace.run(&["subscribers", "remove", "navn3@example.org"]).success();
    let numbers = workspace.run(&["stats", "--json"]).success().json();
    let periods = numbers["lists"][0]["periods"].as_array().unwrap();
    assert_eq!((&periods.last().unwrap()["total"], &periods.last().unwrap()["lost"]), (&6.into(), &1.into()));

    workspace.run(&["stats", "--svg", "-o", "tal.svg"]).success().says("tal.html");
    workspace.run(&["stats", "--svg", "-o", "side.html"]).success().says("side.svg");
    assert!(workspace.read("side.svg").starts_with("<svg") && workspace.read("side.html").contains("<html"));
    let told = workspace.run(&["stats", "--svg", "--json"]).success().json();
    assert!(told["svg"].as_str().unwrap().starts_with("<svg"), "{told}");
    let svg = workspace.read("tal.svg");
    assert!(svg.contains("<title id=") && svg.contains("<desc id=") && svg.contains("58 (1 møde)"), "{svg}");
    let parsed = Command::new("python3")
        .args(["-c", "import sys, xml.dom.minidom as m; m.parse(sys.argv[1])", "tal.svg"])
        .current_dir(workspace.root())
        .status()
        .unwrap();
    assert!(parsed.success(), "{svg}");
    assert!(workspace.read("tal.html").matches("<table>").count() == 3);
    workspace.run(&["stats", "-o", "tal.svg"]).code(2);
    Workspace::new().run(&["stats"]).success().says("ingen møder");
}
