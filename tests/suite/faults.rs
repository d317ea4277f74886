//! Bad input and a bad world: one clear message with place and hint, the right exit code, and everything as it was.

use super::workspace::{MEETING, Workspace};
use std::fs;

/// Runs a check on a meeting of these bytes: exit 1, these words, nothing changed, and no fault of the program.
fn refused(meeting: impl AsRef<[u8]>, words: &[&str]) {
    let workspace = Workspace::new().file("meetings/2026-03-12-moede.yaml", meeting);
    let before = workspace.everything();
    let mut ran = workspace.run(&["check"]).code(1).never_says("panicked");
    for words in words {
        ran = ran.says(words);
    }
    assert_eq!(workspace.everything(), before);
    workspace.run(&["render", "2026-03-12-moede"]).code(1).never_says("panicked");
}

#[test]
fn what_is_no_text_is_told_so() {
    refused(b"title: M\xf8de\ndate: 2026-03-12\n", &["not-utf8", "2026-03-12-moede.yaml:1:9"]);
    refused("", &["2026-03-12-moede.yaml"]);
}

#[test]
fn bombs_do_not_go_off() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        let aliases = vec![format!("*a{}", n - 1); 9].join(", ");
        bomb.push_str(&format!("a{n}: &a{n} [{aliases}]\n"));
    }
    refused(bomb, &["2026-03-12-moede.yaml"]);
    refused(format!("title: {}", "[".repeat(100_000)), &["2026-03-12-moede.yaml"]);
    let deep: String = (0..2000).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    refused(deep, &["2026-03-12-moede.yaml"]);
}

#[test]
fn a_file_of_200_mb_is_refused_unread() {
    let workspace = Workspace::with_meeting();
    let file = fs::File::create(workspace.root().join("meetings/2026-04-01-stor.yaml")).unwrap();
    file.set_len(200_000_000).unwrap();
    let start = std::time::Instant::now();
    workspace.run(&["check"]).code(1).says("2026-04-01-stor.yaml").says("5 MB");
    assert!(start.elapsed().as_secs() < 5);
}

#[test]
fn a_link_out_of_the_workspace_is_not_followed() {
    let workspace = Workspace::with_meeting();
    let outside = workspace.root().parent().unwrap().join("hemmelig.yaml");
    fs::write(&outside, MEETING.replace("Møde i", "Hemmeligt møde i")).unwrap();
    std::os::unix::fs::symlink(&outside, workspace.root().join("meetings/2026-05-01-link.yaml")).unwrap();
    workspace.run(&["check"]).code(1).says("2026-05-01-link.yaml").never_says("Hemmeligt");
    workspace.run(&["render", "2026-05-01-link"]).code(1).never_says("Hemmeligt");
}

#[test]
fn a_picture_that_is_none_is_told_so() {
    let meeting = format!("{MEETING}images:\n  - file: files/x.png\n    alt: En tom stol\n    people: nobody\n");
    let workspace = Workspace::new().meeting("2026-03-12-moede", &meeting).file("files/x.png", "ikke et billede");
    workspace.run(&["check"]).code(1).says("image-missing").says("2026-03-12-moede.yaml:13:11");
}

#[test]
fn a_picture_in_part_behind_a_link_or_that_is_a_folder_is_told_so() {
    let images: String = ["hel.png", "halv.png", "genvej.png", "mappe"]
        .map(|file| format!("  - file: files/{file}\n    alt: En tom stol\n    people: nobody\n"))
        .concat();
    let meeting = format!("{MEETING}images:\n{images}");
    let picture = fs::read(super::workspace::repository().join("files/2023-01-12/talerstol.png")).unwrap();
    let workspace = Workspace::new()
        .meeting("2026-03-12-moede", &meeting)
        .file("files/hel.png", &picture)
        .file("files/halv.png", &picture[..picture.len() / 2])
        .file("files/mappe/x.txt", "x");
    let outside = workspace.root().parent().unwrap().join("hemmelig.png");
    fs::write(&outside, &picture).unwrap();
    std::os::unix::fs::symlink(&outside, workspace.root().join("files/genvej.png")).unwrap();
    let found = workspace.run(&["check", "--json"]).code(1).json();
    let found: Vec<_> = found.as_array().unwrap().iter().map(|it| it["message"].as_str().unwrap()).collect();
    assert_eq!(
        found,
        [
            "Billedet files/halv.png er kun kopieret i dele: slutningen mangler.",
            "files/genvej.png er en genvej, der fører ud af netværkets mappe.",
            "files/mappe er en mappe og ikke en fil.",
        ]
    );
}

#[test]
fn templates_of_one_s_own_are_tried_by_check() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["check"]).success();
    workspace.write("templates/summary.html", "<h1>{{ titel }}</h1>\n");
    workspace.run(&["check"]).code(1).says("template-undefined").says("titel").says("templates/summary.html:1");
    workspace.write("templates/summary.html", "{% if %}");
    workspace.run(&["check"]).code(1).says("template-syntax").says("templates/summary.html:1");
    fs::remove_file(workspace.root().join("templates/summary.html")).unwrap();
    workspace.write("templates/sumary.html", "x");
    workspace.run(&["check"]).code(1).says("template-unknown").says("summary.html");
}

#[test]
fn a_record_whose_name_is_no_id_is_told_so() {
    Workspace::with_meeting()
        .file("meetings/Møde i april.yaml", MEETING)
        .run(&["check"])
        .code(1)
        .says("Møde i april.yaml");
}

#[test]
fn a_store_of_a_newer_version_is_left_alone() {
    let workspace = Workspace::with_meeting().subscribers(1);
    let store = workspace.data().join("store.sqlite");
    let newer = std::process::Command::new("python3")
        .args([
            "-c",
            "import sqlite3,sys; c=sqlite3.connect(sys.argv[1]); c.execute('pragma user_version=999'); c.commit()",
        ])
        .arg(&store)
        .status()
        .unwrap();
    assert!(newer.success());
    let before = fs::read(&store).unwrap();
    workspace.run(&["subscribers", "list"]).code(3).says("store.sqlite");
    assert_eq!(fs::read(&store).unwrap(), before);
}

#[test]
fn a_store_inside_a_synchronised_folder_is_refused() {
    let workspace = Workspace::with_meeting();
    let folder = workspace.root().parent().unwrap().join("OneDrive - Styrelsen/data");
    let workspace = workspace.environment("OPSAMLING_DATA_DIR", folder.to_str().unwrap());
    workspace.run(&["subscribers", "list"]).code(3).says("OneDrive").says("OPSAMLING_DATA_DIR");
    workspace.run(&["send", "2026-03", "--test", "anna@example.org"]).code(3).says("OneDrive");
    assert!(!folder.join("proevenet").join("outbox").exists());
    workspace.run(&["where"]).code(3).says("OneDrive").says("OPSAMLING_DATA_DIR");
    assert!(!folder.join("proevenet").join("store.sqlite").exists());
}

#[test]
fn a_full_disk_is_told_and_leaves_what_was() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["render", "2026-03", "-o", "side.html"]).success();
    let before = workspace.everything();
    // A limit on the size of files stands in for a disk that is full at the first byte.
    let limited = |arguments: &str| {
        let line = format!("ulimit -f 0; trap '' XFSZ; exec {} {arguments}", super::workspace::binary());
        let output = std::process::Command::new("bash")
            .args(["-c", &line])
            .current_dir(workspace.root())
            .env("OPSAMLING_DATA_DIR", workspace.data_home())
            .output()
            .unwrap();
        super::workspace::Ran::new(&[arguments], output)
    };
    limited("render 2026-03 -o side.html").code(3).says("side.html").never_says("panicked");
    assert_eq!(workspace.everything(), before);
    // The first write to a device that is always full.
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let status = workspace.command(&["render", "2026-03"]).stdout(full).status().unwrap();
    assert_eq!(status.code(), Some(3));
}

#[test]
fn a_folder_that_may_not_be_written_is_told() {
    let workspace = Workspace::with_meeting();
    // Also root cannot write below a file.
    workspace.write("fil", "x");
    workspace.run(&["render", "2026-03", "-o", "fil/side.html"]).code(3).says("side.html").never_says("panicked");
    let store = workspace.root().join("fil/data");
    let workspace = workspace.environment("OPSAMLING_DATA_DIR", store.to_str().unwrap());
    workspace.run(&["subscribers", "list"]).code(3).says("fil");
}

#[test]
fn a_broken_pipe_is_silence() {
    let workspace = Workspace::of_the_repository();
    let line = format!("{} render 2023-01-12 | head -c 1", super::workspace::binary());
    let output = std::process::Command::new("bash")
        .args(["-c", &format!("set -o pipefail; {line}")])
        .current_dir(workspace.root())
        .output()
        .unwrap();
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_csv_of_rubbish_is_refused_and_nothing_kept() {
    let workspace = Workspace::new().file("x.csv", [0u8, 159, 146, 150, 10, 0, 255]);
    workspace.run(&["subscribers", "import", "x.csv"]).code(1).says("x.csv: ").never_says("panicked");
    workspace.run(&["subscribers", "import", "findes-ikke.csv"]).code(1).says("findes-ikke.csv").says("findes ikke");
    assert_eq!(workspace.run(&["subscribers", "list", "--json"]).json(), serde_json::json!([]));
}

#[test]
fn nothing_is_written_over_the_network_s_own_files() {
    let workspace = Workspace::with_meeting().subscribers(1);
    let before = workspace.everything();
    let store = workspace.data().join("store.sqlite");
    for arguments in [
        ["render", "2026-03", "-o", "meetings/2026-03-12-moede.yaml"].as_slice(),
        &["render", "2026-03", "-o", "opsamling.yaml"],
        &["subscribers", "export", "-o", "./registry/../opsamling.yaml"],
        &["subscribers", "export", "-o", store.to_str().unwrap()],
    ] {
        workspace.run(arguments).code(1).says("netværkets egne filer");
        assert_eq!(workspace.everything(), before, "{arguments:?}");
    }
    workspace.run(&["render", "2026-03", "-o", "meetings/side.html"]).success();
}
