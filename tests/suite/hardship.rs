//! What a mailing lives through: lines that are refused, a relay that tires, a store that is locked, a disk that is full.

use super::mailing::{
    MAILING, SEND, a_minute_passes, by_relay, ensure_balance, figure, interrupt, start, status, wait_until,
};
use super::postfix::Postfix;
use super::relay::{Manner, Relay, SecureRelay};
use super::workspace::{Ran, Workspace, binary};
use std::process::Command;
use std::time::{Duration, Instant};

#[test]
fn a_relay_that_takes_one_line_gets_one() {
    let relay = Relay::start(Manner::TakesLines(1));
    let workspace = by_relay(Workspace::with_meeting().subscribers(200), relay.port);
    workspace.run(&SEND).success().never_says("421");
    assert_eq!(relay.taken().len(), 200);
    assert_eq!(figure(&status(&workspace), "accepted"), 200);
}

#[test]
fn a_relay_that_turns_everybody_away_is_told_and_nothing_is_lost() {
    let relay = Relay::start(Manner::TakesLines(0));
    let workspace = by_relay(Workspace::with_meeting().subscribers(5), relay.port);
    workspace.run(&SEND).code(4).says("421").says("Too many connections").says(&format!("opsamling resume {MAILING}"));
    let status = status(&workspace);
    assert_eq!(figure(&status, "planned") + figure(&status, "deferred"), 5);
}

#[test]
fn a_relay_that_tires_is_left_in_peace_and_nothing_is_lost() {
    let relay = Relay::start(Manner::TiresAfter(3));
    let workspace = by_relay(Workspace::with_meeting().subscribers(20), relay.port).settings("  connections: 1\n");
    let send = start(&workspace, &SEND);
    wait_until("it tires", || relay.taken().len() == 3);
    std::thread::sleep(Duration::from_secs(2));
    let connections = relay.connections();
    assert!(connections < 30, "{connections} connections");
    interrupt(&send);
    Ran::new(&SEND, send.wait_with_output().unwrap()).code(4).says(&format!("opsamling resume {MAILING}"));
    let status = status(&workspace);
    assert_eq!(figure(&status, "accepted"), 3);
    assert_eq!(figure(&status, "planned") + figure(&status, "deferred"), 17);
}

/// Postfix tells it only when it hears of the first recipient.
#[test]
fn a_relay_that_does_not_know_the_sender_ends_the_send_and_costs_nobody_their_place() {
    let postfix = Postfix::start_with(
        "mydestination = example.org\nlocal_recipient_maps = regexp:{{/^navn/ x}}\nsmtpd_reject_unlisted_sender = yes\n",
    );
    let workspace = by_relay(Workspace::with_meeting().subscribers(50), postfix.port);
    workspace
        .run(&SEND)
        .code(4)
        .never_says("ingen forbindelse")
        .says("Sender address rejected: User unknown")
        .says(&format!("opsamling resume {MAILING}"));
    let status = status(&workspace);
    assert_eq!(figure(&status, "planned") + figure(&status, "deferred"), 50, "{status}");
    let list = workspace.run(&["subscribers", "list", "--json"]).success().json();
    assert!(list.as_array().unwrap().iter().all(|row| row["state"] == "active"), "{list}");
}

#[test]
fn a_relay_that_refuses_whoever_it_is_to_ends_the_send_before_the_list_is_lost() {
    for (taken, lines) in [(0, 4), (3, 1)] {
        let relay = Relay::start(Manner::DeniesAfter(taken));
        let workspace = by_relay(Workspace::with_meeting().subscribers(60), relay.port);
        let workspace = workspace.settings(&format!("  connections: {lines}\n"));
        workspace
            .run(&SEND)
            .code(4)
            .says("554 Relay access denied")
            .says(&format!("opsamling resume {MAILING}"))
            .never_says("ingen forbindelse");
        let before = status(&workspace);
        assert_eq!((figure(&before, "accepted"), figure(&before, "refused")), (taken as u64, 0), "{before}");
        let rest = 60 - taken;
        assert_eq!(figure(&before, "stopped"), rest as u64, "{before}");
        let kind = Relay::start(Manner::Kind);
        let settings = workspace.read("opsamling.yaml").replace(&relay.port.to_string(), &kind.port.to_string());
        workspace.write("opsamling.yaml", settings);
        workspace.run(&["worker", "--once"]).success();
        assert_eq!(kind.taken().len(), 0, "nobody goes on by themselves");
        workspace.run(&["resume", MAILING]).success();
        assert_eq!(kind.taken().len(), rest);
        let list = workspace.run(&["subscribers", "list", "--json"]).success().json();
        assert!(list.as_array().unwrap().iter().all(|row| row["state"] == "active"), "{list}");
    }
}

/// The relay is left in peace for 5, 10, 20 … 300 seconds; then the send ends.
#[cfg(feature = "long-tests")]
#[test]
fn long_a_relay_that_is_tired_for_ever_ends_the_send() {
    let relay = Relay::start(Manner::TiresAfter(3));
    let workspace = by_relay(Workspace::with_meeting().subscribers(20), relay.port).settings("  connections: 1\n");
    workspace.run(&SEND).code(4).says(&format!("opsamling resume {MAILING}"));
    let status = status(&workspace);
    assert_eq!(figure(&status, "accepted"), 3);
    assert_eq!(figure(&status, "planned") + figure(&status, "deferred"), 17);
}

#[test]
fn what_was_put_off_is_sent_once_when_its_time_has_come() {
    let relay = Relay::start(Manner::PutsOff("navn0@"));
    let workspace = by_relay(Workspace::with_meeting().subscribers(2), relay.port);
    let mut send = start(&workspace, &SEND);
    wait_until("the other one is taken", || relay.taken().len() == 1);
    interrupt(&send);
    assert_eq!(send.wait().unwrap().code(), Some(4));
    let before = status(&workspace);
    assert_eq!((figure(&before, "accepted"), figure(&before, "deferred")), (1, 1));
    a_minute_passes(&workspace);
    workspace.run(&["resume", MAILING]).success();
    assert_eq!(relay.taken(), ["navn1@example.org", "navn0@example.org"]);
    assert_eq!(figure(&status(&workspace), "accepted"), 2);
}

#[test]
fn a_second_ctrl_c_ends_at_once_and_what_was_on_the_wire_is_unknown() {
    let relay = Relay::start(Manner::Hangs);
    let workspace = by_relay(Workspace::with_meeting().subscribers(10), relay.port).settings("  connections: 1\n");
    let send = start(&workspace, &SEND);
    wait_until("a letter is on the wire", || relay.taken().len() == 1);
    interrupt(&send);
    std::thread::sleep(Duration::from_millis(300));
    let asked = Instant::now();
    interrupt(&send);
    let output = send.wait_with_output().unwrap();
    assert!(asked.elapsed() < Duration::from_secs(5), "it took {:?}", asked.elapsed());
    let ran = Ran::new(&SEND, output).code(4).says(&format!("opsamling resume {MAILING}"));
    assert!(!ran.err.contains("panicked"), "{}", ran.err);
    ensure_balance(&workspace.run(&["status", MAILING, "--json"]).json());
    let kind = Relay::start(Manner::Kind);
    let settings = workspace.read("opsamling.yaml").replace(&relay.port.to_string(), &kind.port.to_string());
    workspace.write("opsamling.yaml", settings);
    workspace.run(&["resume", MAILING]).code(4);
    let after = status(&workspace);
    // The one that was on the wire, and the one that was announced behind it.
    assert_eq!((figure(&after, "accepted"), figure(&after, "unknown")), (8, 2), "{after}");
    assert!(!kind.taken().contains(&relay.taken()[0]), "nobody twice");
}

#[test]
fn a_store_that_is_locked_for_a_while_costs_nothing() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(60), relay.port).settings("  rate: 20/s\n");
    let mut send = start(&workspace, &SEND);
    wait_until("some are taken", || relay.taken().len() >= 5);
    let lock = "import sqlite3, sys, time; c = sqlite3.connect(sys.argv[1], timeout=30, isolation_level=None); \
        c.execute('BEGIN IMMEDIATE'); time.sleep(4); c.execute('ROLLBACK')";
    let store = workspace.data().join("store.sqlite");
    assert!(Command::new("python3").args(["-c", lock]).arg(store).status().unwrap().success());
    assert_eq!(send.wait().unwrap().code(), Some(0));
    assert_eq!(relay.taken().len(), 60);
    assert_eq!(figure(&status(&workspace), "accepted"), 60);
}

/// The data folder lies on a small disk of its own, which is filled while letters go out, and emptied again.
#[test]
fn a_disk_that_is_full_for_a_while_costs_nothing() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(80), relay.port).settings("  rate: 20/s\n");
    let script = r#"
        set -e
        data=$1; binary=$2; shift 2
        cp -r "$data" "$data.kept"
        mount -t tmpfs -o size=3m tmpfs "$data"
        cp -r "$data.kept/." "$data"
        "$binary" "$@" >/dev/null &
        sleep 1.2
        dd if=/dev/zero of="$data/filler" bs=4k 2>/dev/null || true
        test "$(df --output=avail "$data" | tail -n 1)" -eq 0
        sleep 3
        rm "$data/filler"
        wait $! && code=0 || code=$?
        "$binary" status --json "$MAILING"
        exit $code
    "#;
    let output = Command::new("unshare")
        .args(["--map-root-user", "--mount", "bash", "-c", script, "bash"])
        .arg(workspace.data_home())
        .arg(binary())
        .args(SEND)
        .current_dir(workspace.root())
        .env("OPSAMLING_DATA_DIR", workspace.data_home())
        .env("MAILING", MAILING)
        .output()
        .expect("unshare runs");
    let ran = Ran::new(&SEND, output).code(0).never_says("panicked");
    assert_eq!(relay.taken().len(), 80, "{}", ran.err);
    let status = ran.json();
    ensure_balance(&status);
    assert_eq!(figure(&status, "accepted"), 80);
}

#[test]
fn a_relay_with_tls_and_a_password_gets_both_and_nothing_in_the_open() {
    let relay = SecureRelay::start();
    let workspace = Workspace::with_meeting()
        .subscribers(2)
        .file("relay.pem", &relay.certificate)
        .settings(&format!("relay:\n  url: smtp://brev@localhost:{}\n  ca_file: relay.pem\n", relay.port))
        .environment("OPSAMLING_RELAY_PASSWORD", "hemmelig æble");
    workspace.run(&SEND).success().never_says("hemmelig");
    assert_eq!(figure(&status(&workspace), "accepted"), 2);
    let heard = relay.heard();
    let in_the_open: Vec<_> = heard.iter().filter_map(|line| line.strip_prefix("open ")).collect();
    assert!(in_the_open.iter().all(|line| line.starts_with("EHLO ") || *line == "STARTTLS"), "{in_the_open:?}");
    // "\0brev\0hemmelig æble"
    assert!(heard.iter().any(|line| line == "tls AUTH PLAIN AGJyZXYAaGVtbWVsaWcgw6ZibGU="), "{heard:?}");
}

#[test]
fn a_relay_whose_certificate_nobody_vouches_for_gets_nothing() {
    let relay = SecureRelay::start();
    let workspace = Workspace::with_meeting()
        .subscribers(2)
        .settings(&format!("relay:\n  url: smtp://brev@localhost:{}\n", relay.port))
        .environment("OPSAMLING_RELAY_PASSWORD", "hemmelig");
    workspace.run(&SEND).code(4).says("localhost").says("ca_file");
    assert!(relay.heard().iter().all(|line| line.starts_with("open ")), "{:?}", relay.heard());
    let status = status(&workspace);
    assert_eq!(figure(&status, "accepted"), 0);
    assert_eq!(status["replies"][0]["text"], "delivery-not-secure", "{status}");
    workspace.run(&["status", MAILING]).says("forbindelsen kunne ikke gøres sikker");
}
