//! The entry of a meeting in a calendar, as another program's reader finds it (python3-icalendar).

use super::workspace::Workspace;
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};

const READER: &str = r#"
import icalendar, json, sys
calendar = icalendar.Calendar.from_ical(sys.stdin.buffer.read())
found = []
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    entry = {}
    for name, value in event.property_items(recursive=False):
        moment = getattr(value, "dt", None)
        entry[name] = moment.isoformat() if moment is not None else str(value)
    entry["alarms"] = len(event.walk("VALARM"))
    found.append(entry)
print(json.dumps(found))
"#;

/// What the reader finds in a calendar.
fn read(calendar: &str) -> Vec<Value> {
    let mut process = Command::new("/usr/bin/python3")
        .args(["-c", READER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    process.stdin.take().unwrap().write_all(calendar.as_bytes()).unwrap();
    let output = process.wait_with_output().unwrap();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "python3-icalendar (tests/run installs it): {error}");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn entry(workspace: &Workspace, id: &str) -> Value {
    let calendar = workspace.run(&["render", id, "--as", "agenda", "--format", "ics"]).success().out;
    assert!(calendar.split("\r\n").all(|line| line.len() <= 75), "{calendar}");
    assert_eq!(calendar.matches('\n').count(), calendar.matches("\r\n").count());
    let [entry] = &read(&calendar)[..] else { panic!("not one entry: {calendar}") };
    entry.clone()
}

const AHEAD: &str = "\
uid: m7f3a2
title: Møde i Prøvenettet, nu; med alt
date: 12. juni 2026
time: 13.00
host: Prøvestyrelsen
place: Prøvevej 1, 1000 København K
online: https://moede.example.org/nettet
about: |
  Vi taler om *det hele*.

  Alle er velkomne.
reply_by: 5. juni 2026
log:
  - at: 2026-01-20
    state: postponed
    was: 2026-02-05
    reason: Værten var nødt til at flytte.
  - at: 2026-02-02
    state: planned
agenda:
  - title: Velkomst
    minutes: 15
    said: Noget, der er sagt
  - title: Kaffe
    kind: break
    minutes: 15
  - title: Oplæg
    speakers: [Birthe Holm]
    time: 13.30-14.30
  - title: Internt
    visibility: internal
    time: 14.30-18.00
";

#[test]
fn another_program_reads_the_meeting_as_it_is() {
    let workspace = Workspace::new().meeting("2026-06-12-moede", AHEAD);
    let entry = entry(&workspace, "2026-06");
    for (name, expected) in [
        ("UID", "m7f3a2@proevenet"),
        ("DTSTART", "2026-06-12T11:00:00+00:00"),
        ("DTEND", "2026-06-12T12:30:00+00:00"),
        ("DTSTAMP", "2026-02-02T00:00:00+00:00"),
        ("SEQUENCE", "2"),
        ("STATUS", "CONFIRMED"),
        ("SUMMARY", "Møde i Prøvenettet, nu; med alt"),
        ("LOCATION", "Prøvestyrelsen, Prøvevej 1, 1000 København K"),
        ("ORGANIZER", "mailto:svar@example.org"),
    ] {
        assert_eq!(entry[name], expected, "{name}");
    }
    let told = entry["DESCRIPTION"].as_str().unwrap().replace('\u{a0}', " ");
    assert_eq!(
        told,
        "Vi taler om det hele.\n\nAlle er velkomne.\n\n13.00-13.15 1. Velkomst\n13.15-13.30 Kaffe\n\
         13.30-14.30 2. Oplæg (Birthe Holm)\n\nPå nettet: https://moede.example.org/nettet\n\
         Svar senest: fredag den 5. juni 2026\nSvar til: svar@example.org"
    );
    assert_eq!(entry["alarms"], 0);
}

#[test]
fn a_meeting_that_is_put_off_or_called_off_says_so() {
    for (state, status, summary) in
        [("postponed", "TENTATIVE", "Udsat: Møde i nettet"), ("cancelled", "CANCELLED", "Aflyst: Møde i nettet")]
    {
        let meeting = format!("title: Møde i nettet\ndate: 12. marts 2026\nlog:\n  - state: {state}\n");
        let entry = entry(&Workspace::new().meeting("2026-03-12-moede", &meeting), "2026-03");
        assert_eq!((&entry["STATUS"], &entry["SUMMARY"]), (&status.into(), &summary.into()));
        assert_eq!((&entry["DTSTART"], &entry["DTEND"]), (&"2026-03-12".into(), &"2026-03-13".into()));
        assert_eq!(entry["UID"], "2026-03-12-moede@proevenet");
    }
}
