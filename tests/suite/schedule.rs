//! Mailings that leave at a time, and the worker that sends what is due.

use super::mailing::{MAILING, by_relay, figure, interrupt, start, status, wait_until};
use super::relay::{Manner, Relay};
use super::workspace::{MEETING, Ran, Workspace};
use std::process::Child;
use std::time::{Duration, Instant};

const AT: [&str; 7] = ["send", "2026-03", "--to", "nyt", "--yes", "--at", "2199-01-01 09:00"];

/// Sets when the mailing is due, in hours from now.
fn due_in(workspace: &Workspace, hours: i32) {
    let set = format!(
        "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1]); \
         c.execute('update mailings set due_at = ?', (int((time.time() + {hours} * 3600) * 1000),)); c.commit()"
    );
    let store = workspace.data().join("store.sqlite");
    let status = std::process::Command::new("python3").args(["-c", &set]).arg(store).status().unwrap();
    assert!(status.success());
}

/// A worker that waits; ended by Ctrl-C.
fn with_worker(workspace: &Workspace, story: impl FnOnce()) {
    let mut worker: Child = start(workspace, &["worker"]);
    story();
    interrupt(&worker);
    assert_eq!(worker.wait().unwrap().code(), Some(0));
}

#[test]
fn a_time_needs_somebody_who_waits_for_it() {
    let workspace = Workspace::with_meeting().subscribers(2);
    workspace.run(&AT).code(1).says("opsamling worker").says("--wait");
    workspace.run(&["status", "--json"]).success().says("[]");
    let yesterday = ["send", "2026-03", "--to", "nyt", "--yes", "--at", "2020-01-01 09:00"];
    workspace.run(&yesterday).code(1).says("passeret");
    let never = ["send", "2026-03", "--to", "nyt", "--yes", "--at", "snart"];
    workspace.run(&never).code(1).says("snart").says("--at 09:00");
}

#[test]
fn a_worker_sends_what_is_due_and_nothing_before() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(5), relay.port);
    with_worker(&workspace, || {
        wait_until("the worker is there", || workspace.run(&AT).code == 0);
        workspace.run(&["resume", MAILING]).code(1).says("--now");
        workspace.run(&["status", MAILING]).success().says("2199").never_says("sender det, der mangler");
        assert_eq!(relay.taken().len(), 0);
        due_in(&workspace, -1);
        wait_until("the letters are there", || figure(&status(&workspace), "accepted") == 5);
    });
    assert_eq!(relay.taken().len(), 5);
}

#[test]
fn a_mailing_that_is_found_too_late_is_not_sent_unless_told() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(3), relay.port);
    with_worker(&workspace, || wait_until("the worker is there", || workspace.run(&AT).code == 0));
    due_in(&workspace, -3);
    workspace.run(&["worker", "--once"]).code(4).says("to timer forsinket");
    workspace.run(&["resume", MAILING]).code(1).says("to timer forsinket").says("--now");
    workspace.run(&["status", MAILING]).success().says("venter på dit ord");
    assert_eq!(relay.taken().len(), 0);
    workspace.run(&["resume", MAILING, "--now"]).success();
    assert_eq!(relay.taken().len(), 3);
    workspace.run(&["worker", "--once"]).success();
    assert_eq!(relay.taken().len(), 3);
}

#[test]
fn a_wait_that_ends_too_late_sends_nothing_unless_told() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(3), relay.port);
    let date = std::process::Command::new("date").args(["-u", "-d", "5 seconds", "+%FT%TZ"]).output().unwrap();
    let soon = String::from_utf8(date.stdout).unwrap();
    let send = ["send", "2026-03", "--to", "nyt", "--yes", "--at", soon.trim(), "--wait"];
    let waiting = start(&workspace, &send);
    wait_until("it is frozen", || workspace.run(&["status", "--json"]).out.contains(MAILING));
    // As if the lid had been closed.
    due_in(&workspace, -3);
    Ran::new(&send, waiting.wait_with_output().unwrap()).code(1).says("to timer forsinket").says("--now");
    workspace.run(&["status", MAILING]).success().says("venter på dit ord");
    assert_eq!(relay.taken().len(), 0);
    assert_eq!(figure(&status(&workspace), "planned"), 3);
}

#[test]
fn a_mailing_that_was_stopped_before_its_time_waits_for_it_again() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(3), relay.port);
    frozen(&workspace, "2026-03-12-moede");
    workspace.run(&["stop", MAILING]).success();
    workspace.run(&["resume", MAILING]).success().says("2199").says("opsamling worker");
    assert_eq!(figure(&status(&workspace), "planned"), 3);
    workspace.run(&["resume", MAILING]).code(1).says("--now");
    workspace.run(&["stop", MAILING]).success();
    with_worker(&workspace, || {
        wait_until("the worker is there", || {
            let resumed = workspace.run(&["resume", MAILING]);
            resumed.err.contains("En worker sender den") || {
                workspace.run(&["stop", MAILING]).success();
                false
            }
        });
    });
    assert_eq!(relay.taken().len(), 0);
}

#[test]
fn a_wait_that_is_broken_off_leaves_the_mailing_frozen() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(3), relay.port);
    let mut waiting = start(&workspace, &[&AT[..], &["--wait"]].concat());
    wait_until("it is frozen", || workspace.run(&["status", "--json"]).out.contains(MAILING));
    // It waits for its time, and holds nobody else up.
    std::thread::sleep(Duration::from_millis(300));
    interrupt(&waiting);
    assert_eq!(waiting.wait().unwrap().code(), Some(4));
    assert_eq!(figure(&status(&workspace), "planned"), 3);
    assert_eq!(relay.taken().len(), 0);
}

#[test]
fn a_worker_that_is_ended_finishes_what_is_on_the_wire() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(40), relay.port).settings("  rate: 20/s\n");
    let mut send = start(&workspace, &super::mailing::SEND);
    wait_until("some are sent", || relay.taken().len() > 3);
    interrupt(&send);
    assert_eq!(send.wait().unwrap().code(), Some(4));
    with_worker(&workspace, || {
        let before = relay.taken().len();
        wait_until("the worker sends", || relay.taken().len() > before + 3);
    });
    let after = status(&workspace);
    assert_eq!((figure(&after, "unknown"), figure(&after, "claimed")), (0, 0), "{after}");
    assert!(figure(&after, "planned") > 0, "{after}");
    assert_eq!(figure(&after, "accepted"), relay.taken().len() as u64);
}

/// Freezes a record's mailing for a time far off.
fn frozen(workspace: &Workspace, record: &str) {
    let args = ["send", record, "--to", "nyt", "--yes", "--at", "2199-01-01 09:00", "--wait"];
    let mut waiting = start(workspace, &args);
    wait_until("it is frozen", || workspace.run(&["status", "--json"]).out.contains(&format!("{record}/")));
    interrupt(&waiting);
    waiting.wait().unwrap();
}

#[test]
fn a_worker_that_is_ended_takes_up_no_further_mailing() {
    let relay = Relay::start(Manner::Kind);
    let workspace = Workspace::with_meeting().meeting("2026-04-01-moede", MEETING).subscribers(40);
    let workspace = by_relay(workspace, relay.port).settings("  rate: 20/s\n");
    for record in ["2026-03-12-moede", "2026-04-01-moede"] {
        frozen(&workspace, record);
    }
    due_in(&workspace, -1);
    with_worker(&workspace, || wait_until("it sends", || relay.taken().len() > 3));
    let mailings = workspace.run(&["status", "--json"]).success().json();
    let accepted: Vec<u64> = mailings.as_array().unwrap().iter().map(|it| figure(it, "accepted")).collect();
    assert!(accepted.contains(&0) && !accepted.contains(&40), "{accepted:?}");
    assert_eq!(accepted.iter().sum::<u64>(), relay.taken().len() as u64);
}

#[test]
fn a_worker_that_is_told_twice_ends_at_once() {
    let relay = Relay::start(Manner::Hangs);
    let workspace = by_relay(Workspace::with_meeting().subscribers(3), relay.port).settings("  connections: 1\n");
    frozen(&workspace, "2026-03-12-moede");
    due_in(&workspace, -1);
    let mut worker = start(&workspace, &["worker"]);
    wait_until("a letter is on the wire", || relay.taken().len() == 1);
    interrupt(&worker);
    std::thread::sleep(Duration::from_millis(300));
    let asked = Instant::now();
    interrupt(&worker);
    worker.wait().unwrap();
    assert!(asked.elapsed() < Duration::from_secs(5), "it took {:?}", asked.elapsed());
}

#[test]
fn a_mailing_that_cannot_be_sent_holds_up_no_other() {
    let relay = Relay::start(Manner::Kind);
    let workspace = Workspace::with_meeting().meeting("2026-04-01-moede", MEETING).subscribers(4);
    let workspace = by_relay(workspace, relay.port);
    for record in ["2026-03-12-moede", "2026-04-01-moede"] {
        frozen(&workspace, record);
    }
    due_in(&workspace, -1);
    let spoil = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); \
        c.execute(\"update mailings set frozen = x'00' where id like '2026-03-12%'\"); c.commit()";
    let store = workspace.data().join("store.sqlite");
    assert!(std::process::Command::new("python3").args(["-c", spoil]).arg(store).status().unwrap().success());
    workspace.run(&["worker", "--once"]).code(1);
    let mailings = workspace.run(&["status", "--json"]).success().json();
    let accepted: Vec<u64> = mailings.as_array().unwrap().iter().map(|it| figure(it, "accepted")).collect();
    assert_eq!(accepted.iter().sum::<u64>(), 4, "{accepted:?}");
    assert_eq!(relay.taken().len(), 4);
}

#[test]
fn whoever_breaks_off_a_wait_where_a_worker_waits_is_told_that_it_sends() {
    let workspace = Workspace::with_meeting().subscribers(3);
    with_worker(&workspace, || {
        wait_until("the worker is there", || workspace.run(&AT).code == 0);
        let wait = [&AT[..], &["--wait", "--again"]].concat();
        let waiting = start(&workspace, &wait);
        wait_until("it is frozen", || workspace.run(&["status", "--json"]).out.contains("nyt/2"));
        std::thread::sleep(Duration::from_millis(300));
        interrupt(&waiting);
        let ran = Ran::new(&wait, waiting.wait_with_output().unwrap()).code(4);
        ran.says("En worker sender det").says(&format!("opsamling stop {MAILING}"));
    });
}

#[test]
fn whoever_stops_a_send_where_a_worker_waits_is_told_that_it_goes_on() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(40), relay.port).settings("  rate: 20/s\n");
    frozen(&workspace, "2026-03-12-moede");
    with_worker(&workspace, || {
        let resume = ["resume", MAILING, "--now"];
        wait_until("the worker is there", || {
            let resume = start(&workspace, &resume);
            let before = relay.taken().len();
            wait_until("it sends", || relay.taken().len() > before);
            interrupt(&resume);
            let err = String::from_utf8(resume.wait_with_output().unwrap().stderr).unwrap();
            err.contains("En worker går videre") && err.contains(&format!("opsamling stop {MAILING}"))
        });
    });
    let after = status(&workspace);
    assert!(figure(&after, "planned") > 0, "{after}");
}
