//! Letters of which nobody knows whether they were sent: settled by the relay's log, or by a person's word.

use super::mailing::{MAILING, SEND, by_relay, figure, start, status, wait_until};
use super::postfix::Postfix;
use super::relay::{Manner, Relay};
use super::workspace::Workspace;
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;

/// One letter that was taken without a reply, and others that were not begun.
fn with_an_unknown() -> (Workspace, Relay) {
    let relay = Relay::start(Manner::ForgetsToReply);
    let workspace = by_relay(Workspace::with_meeting().subscribers(1), relay.port);
    workspace.run(&SEND).code(4).says("opsamling resolve");
    assert_eq!(figure(&status(&workspace), "unknown"), 1);
    (workspace, relay)
}

fn point_to(workspace: &Workspace, from: u16, to: u16) {
    let settings = workspace.read("opsamling.yaml").replace(&from.to_string(), &to.to_string());
    workspace.write("opsamling.yaml", settings);
}

#[test]
fn a_person_s_word_settles_what_is_unknown() {
    let (workspace, relay) = with_an_unknown();
    workspace.run(&["resolve", MAILING]).code(2);
    let before = status(&workspace);
    workspace
        .run(&["resolve", MAILING, "--unknown", "resend", "--dry-run"])
        .success()
        .says("et ville blive sendt igen")
        .says("Intet er gemt");
    assert_eq!(status(&workspace), before);
    workspace
        .run(&["resolve", MAILING, "--unknown", "treat-as-sent"])
        .success()
        .says("Et brev viste sig at være afleveret");
    let after = status(&workspace);
    assert_eq!((figure(&after, "accepted"), figure(&after, "unknown")), (1, 0));
    workspace.run(&["resume", MAILING]).success();
    assert_eq!(relay.taken().len(), 1);
}

#[test]
fn what_is_known_not_to_have_arrived_is_sent_again() {
    let (workspace, relay) = with_an_unknown();
    let ran = workspace.run(&["resolve", MAILING, "--unknown", "resend", "--json"]).success();
    assert_eq!(ran.json(), serde_json::json!({"id": MAILING, "accepted": 0, "planned": 1, "unknown": 0}));
    let kind = Relay::start(Manner::Kind);
    point_to(&workspace, relay.port, kind.port);
    workspace.run(&["resume", MAILING]).success();
    assert_eq!(kind.taken(), ["navn0@example.org"]);
}

#[test]
fn a_log_that_says_nothing_of_the_letters_settles_none() {
    let (workspace, _relay) = with_an_unknown();
    let log = |name: &str, text: &[u8]| {
        let path = workspace.root().join(name);
        fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let foreign = log("mail.log", b"Nov 22 11:00:00 mx postfix/smtpd[7]: connect from pc[192.0.2.1]\n\xff\n");
    workspace.run(&["resolve", MAILING, "--from-log", &foreign]).code(4).says("nævner ingen af udsendelsens breve");
    // As all other files it is looked for where the command is told to stand.
    let root = workspace.root().display().to_string();
    let mut elsewhere = workspace.command(&["-C", &root, "resolve", MAILING, "--from-log", "mail.log"]);
    assert_eq!(elsewhere.current_dir("/").output().unwrap().status.code(), Some(4));
    let packed = log("mail.log.gz", &[0x1f, 0x8b, 8, 0]);
    workspace.run(&["resolve", MAILING, "--from-log", &packed]).code(1).says("gunzip");
    workspace.run(&["resolve", MAILING, "--from-log", "findes-ikke.log"]).code(3).says("findes-ikke.log");
    assert_eq!(figure(&status(&workspace), "unknown"), 1);
}

#[test]
fn a_mailing_that_was_killed_five_times_is_whole_after_a_look_at_postfix_s_log() {
    let postfix = Postfix::start();
    let people = 1500;
    let workspace = by_relay(Workspace::with_meeting().subscribers(people), postfix.port);
    let named = || fs::read_to_string(postfix.log()).unwrap().matches(" message-id=<").count();
    let mut arguments = SEND.to_vec();
    for crash in 0..5 {
        let mut send = start(&workspace, &arguments);
        let goal = named() + 20 + 10 * crash;
        wait_until("some letters are there", || named() >= goal);
        send.kill().unwrap();
        send.wait().unwrap();
        arguments = vec!["resume", MAILING];
    }
    workspace.run(&arguments).code(4);
    let before = status(&workspace);
    assert!(figure(&before, "unknown") > 0, "{before}");
    let log = postfix.log().display().to_string();
    let lines = |words: &str| fs::read_to_string(&log).unwrap().matches(words).count();
    let begun = lines(" connect from ");
    // A line of its own at the end, as a relay in use always has.
    let mut line = TcpStream::connect(("127.0.0.1", postfix.port)).unwrap();
    line.write_all(b"QUIT\r\n").unwrap();
    line.read_to_end(&mut Vec::new()).unwrap();
    // Postfix writes it by a program of its own, which is a little behind.
    wait_until("the log has the last word", || {
        let [begun_since, ended] = [" connect from ", " disconnect from "].map(lines);
        begun_since > begun && begun_since == ended
    });
    workspace.run(&["resolve", MAILING, "--from-log", &log]).success();
    workspace.run(&["resume", MAILING]).success();
    let after = status(&workspace);
    assert_eq!(figure(&after, "accepted"), people as u64, "{after}");
    wait_until("postfix has delivered all", || postfix.delivered().len() == people);
    assert!(postfix.delivered().values().all(|times| *times == 1), "{:?}", postfix.delivered());
}
