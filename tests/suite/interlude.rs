//! What happens between the stop of a mailing and its resumption: clocks are set back, texts are edited, people leave.

use super::mailing::{MAILING, SEND, by_relay, figure, interrupt, start, status, wait_until};
use super::relay::{Manner, Relay, Sink};
use super::workspace::Workspace;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;
use std::time::{Duration, Instant};

/// Moves every time that the store has so many seconds on; then the clock on the wall is so much behind it.
fn set_clock_back(workspace: &Workspace, seconds: i64) {
    let script = r#"
import sqlite3, sys
store = sqlite3.connect(sys.argv[1])
moved = 0
for (table,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
    for column in [row[1] for row in store.execute(f"PRAGMA table_info({table})")]:
        if column.endswith("_at") or column == "lease_until":
            # A pace is kept in microseconds, all else in milliseconds.
            step = int(sys.argv[2]) * (1000000 if table == "paces" else 1000)
            moved += store.execute(f"UPDATE {table} SET {column} = {column} + ? WHERE {column} IS NOT NULL", [step]).rowcount
store.commit()
assert moved > 50, moved
"#;
    let store = workspace.data().join("store.sqlite");
    let moved = Command::new("python3").args(["-c", script]).arg(store).arg(seconds.to_string()).status().unwrap();
    assert!(moved.success());
}

/// Sends at twenty a second and interrupts it once so many letters are in.
fn interrupted(workspace: &Workspace, letters: usize, count: impl Fn() -> usize) {
    let mut send = start(workspace, &SEND);
    wait_until("some are taken", || count() >= letters);
    interrupt(&send);
    assert_eq!(send.wait().unwrap().code(), Some(4));
}

#[test]
fn a_clock_that_is_set_back_an_hour_neither_doubles_nor_loses_nor_holds_up_a_letter() {
    let relay = Relay::start(Manner::PutsOff("navn0@"));
    let workspace = by_relay(Workspace::with_meeting().subscribers(40), relay.port).settings("  rate: 20/s\n");
    interrupted(&workspace, 5, || relay.taken().len());
    let before = status(&workspace);
    assert_eq!((figure(&before, "deferred"), figure(&before, "unknown")), (1, 0), "{before}");
    set_clock_back(&workspace, 3600);
    let asked = Instant::now();
    // The one that was put off waits until its time has come by the clock that there is now.
    workspace.run(&["resume", MAILING]).code(4).says(&format!("opsamling resume {MAILING}"));
    assert!(asked.elapsed() < Duration::from_secs(60), "it took {:?}", asked.elapsed());
    let after = status(&workspace);
    assert_eq!((figure(&after, "accepted"), figure(&after, "deferred")), (39, 1), "{after}");
    assert_eq!(relay.taken().len(), 39);
    set_clock_back(&workspace, -3700);
    workspace.run(&["resume", MAILING]).success();
    assert_eq!(figure(&status(&workspace), "accepted"), 40);
    assert_eq!(relay.taken().len(), 40);
    assert_eq!(relay.taken().iter().collect::<BTreeSet<_>>().len(), 40, "somebody has two");
}

#[test]
fn a_send_that_is_killed_before_the_clock_is_set_back_writes_to_nobody_twice() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(60), relay.port).settings("  rate: 40/s\n");
    let mut send = start(&workspace, &SEND);
    wait_until("some are taken", || relay.taken().len() >= 10);
    send.kill().unwrap();
    send.wait().unwrap();
    set_clock_back(&workspace, 3600);
    let resumed = workspace.run(&["resume", MAILING]);
    assert!(matches!(resumed.code, 0 | 4), "{}", resumed.err);
    let status = status(&workspace);
    let unknown: BTreeSet<&str> =
        status["unknown_addresses"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    assert_eq!(figure(&status, "accepted") as usize + unknown.len(), 60, "{status}");
    let taken = relay.taken();
    let once: BTreeSet<&str> = taken.iter().map(String::as_str).collect();
    assert_eq!(once.len(), taken.len(), "somebody has two");
    for n in 0..60 {
        let address = format!("navn{n}@example.org");
        assert!(once.contains(address.as_str()) || unknown.contains(address.as_str()), "{address} has none");
    }
}

#[test]
fn what_is_edited_after_the_freeze_is_in_no_letter_of_the_mailing() {
    let sink = Sink::start(&[]);
    let workspace = by_relay(Workspace::with_meeting().subscribers(40), sink.port).settings("  rate: 20/s\n");
    interrupted(&workspace, 20, || sink.count());
    let before = sink.recipients();
    workspace.run(&["subscribers", "remove", "navn39@example.org"]).success();
    let settings = workspace.read("opsamling.yaml");
    let mut edited = settings.clone();
    for (old, new) in [
        ("network: Prøvenettet", "network: Rettenettet"),
        ("name: Prøvenettets sekretariat", "name: Rettet afsender"),
        ("email: net@", "email: rettet@"),
        ("reply_to: svar@", "reply_to: rettet@"),
        ("Prøvevej 1", "Rettevej 2"),
        ("title: Nyt fra nettet", "title: Rettet liste"),
    ] {
        assert!(edited.contains(old), "{old}");
        edited = edited.replace(old, new);
    }
    workspace.write("opsamling.yaml", edited);
    let meeting = workspace.read("meetings/2026-03-12-moede.yaml");
    let meeting = meeting.replace("title: Møde", "title: Rettet møde").replace("bød velkommen", "rettede sig");
    workspace.write("meetings/2026-03-12-moede.yaml", meeting);
    workspace.run(&["resume", MAILING]).success();

    let letters = sink.letters();
    assert!(before.len() < 40 && letters.len() == 39, "{} of {}", before.len(), letters.len());
    let mut texts: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for letter in &letters {
        assert!(!letter.to_lowercase().contains("rette"), "{letter}");
        let (to, text) = impersonal(letter);
        texts.entry(text).or_default().push(to);
    }
    assert_eq!(texts.len(), 1, "{:#?}", texts.keys().take(2).collect::<Vec<_>>());
    let after = sink.recipients();
    assert!(after.values().all(|letters| *letters == 1));
    for n in 0..40 {
        assert_eq!(after.contains_key(&format!("navn{n}@example.org")), n != 39, "navn{n}");
    }
    let status = status(&workspace);
    assert_eq!((figure(&status, "accepted"), figure(&status, "suppressed")), (39, 1), "{status}");
}

/// To whom a letter is, and the rest of it without all that is that reader's own, its date, and what the relay wrote above it.
fn impersonal(dump: &str) -> (String, String) {
    let dump = dump.replace("\r\n", "\n");
    let letter = &dump[dump.find("\nDate: ").expect("a date") + 1..];
    let header = |name: &str| {
        let line = letter.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_else(|| panic!("{name}{letter}"));
        line.to_owned()
    };
    let to = header("To: ");
    let (name, address) = to.trim_end_matches('>').split_once(" <").expect("a name and an address");
    let token = header("List-Unsubscribe: ");
    let token = token.trim_end_matches('>').rsplit("%20").next().unwrap();
    assert_eq!(token.len(), 32, "{token}");
    let mut text = letter.replace("=\n", "");
    for (own, sign) in [
        (header("Date: ").as_str(), "DATE"),
        (header("Message-ID: ").as_str(), "MESSAGE"),
        (token, "TOKEN"),
        (address, "ADDRESS"),
        (name, "NAME"),
    ] {
        assert!(text.contains(own), "{own}");
        text = text.replace(own, sign);
    }
    (address.to_owned(), text)
}
