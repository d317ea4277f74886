//! A letter is never sent twice, never lost, and never sent to somebody who left.

use super::relay::{Manner, Relay, Sink};
use super::workspace::{SETTINGS, Workspace};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

pub const MAILING: &str = "2026-03-12-moede/summary/nyt";
pub const SEND: [&str; 5] = ["send", "2026-03", "--to", "nyt", "--yes"];

pub fn by_relay(workspace: Workspace, port: u16) -> Workspace {
    workspace.settings(&format!("relay:\n  url: smtp://127.0.0.1:{port}\n  tls: none\n"))
}

pub fn figure(status: &Value, state: &str) -> u64 {
    status[state].as_u64().unwrap_or_else(|| panic!("no {state} in {status}"))
}

#[track_caller]
pub fn ensure_balance(status: &Value) {
    let states = ["planned", "claimed", "accepted", "refused", "deferred", "unknown", "suppressed", "stopped"];
    let sum: u64 = states.iter().map(|state| figure(status, state)).sum();
    assert_eq!(sum, figure(status, "frozen"), "{status}");
}

pub fn status(workspace: &Workspace) -> Value {
    let status = workspace.run(&["status", MAILING, "--json"]).json();
    ensure_balance(&status);
    status
}

#[test]
fn a_mailing_to_the_outbox_is_one_letter_each() {
    let workspace = Workspace::with_meeting().subscribers(3);
    workspace.run(&SEND).success();
    let letters = workspace.letters();
    assert_eq!(letters.len(), 3);
    for n in 0..3 {
        let to = format!("<navn{n}@example.org>");
        assert_eq!(letters.iter().filter(|letter| letter.contains(&to)).count(), 1, "{to}");
    }
    let status = status(&workspace);
    assert_eq!((figure(&status, "frozen"), figure(&status, "accepted")), (3, 3));
}

#[test]
fn a_second_send_is_refused_and_told_of_resume_and_again_means_it() {
    let workspace = Workspace::with_meeting().subscribers(2);
    workspace.run(&SEND).success().says("i udbakken").says("ikke sendt til nogen");
    workspace.run(&SEND).code(1).says("2 breve, som opsamling ikke har sendt til nogen").says("--again");
    assert_eq!(workspace.letters().len(), 2);
    workspace.run(&[&SEND[..], &["--again"]].concat()).success();
    assert_eq!(workspace.letters().len(), 4);
    workspace.run(&["status", "2026-03-12-moede/summary/nyt/2"]).success();
}

#[test]
fn what_lies_in_the_outbox_is_sent_where_there_is_a_relay_and_somebody_says_so() {
    let workspace = Workspace::with_meeting().subscribers(2);
    workspace.run(&SEND).success();
    assert_eq!(status(&workspace)["carriage"], "outbox");
    workspace.run(&["status"]).success().says("2 i udbakken");
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(workspace, relay.port);
    workspace.run(&SEND).code(1).says("ikke har sendt til nogen").says("send dem nu med --again");
    workspace.run(&[&SEND[..], &["--again"]].concat()).success().never_says("udbakken");
    assert_eq!(relay.taken().len(), 2);
    workspace.run(&SEND).code(1).says("2 abonnenter har fået den");
}

#[test]
fn a_mailing_that_was_begun_over_a_relay_does_not_end_in_the_outbox() {
    let relay = Relay::start(Manner::TiresAfter(1));
    let settings = "  connections: 1\n  rate: 1/s\n";
    let workspace = by_relay(Workspace::with_meeting().subscribers(3), relay.port).settings(settings);
    let mut send = start(&workspace, &SEND);
    wait_until("one is taken", || relay.taken().len() == 1);
    workspace.run(&["stop", MAILING]).success();
    send.wait().unwrap();
    let before = status(&workspace);
    workspace.write("opsamling.yaml", SETTINGS);
    workspace.run(&["resume", MAILING]).code(1).says("opsamling.yaml nævner ingen nu");
    assert_eq!(workspace.letters().len(), 0);
    assert_eq!(status(&workspace), before);
}

#[test]
fn a_dry_run_and_a_test_keep_no_account() {
    let workspace = Workspace::with_meeting().subscribers(2);
    workspace.run(&["send", "2026-03", "--dry-run"]).success().says("Intet er sendt");
    assert!(workspace.letters().is_empty());
    workspace.run(&["send", "2026-03", "--test", "proeve@example.org"]).success();
    assert_eq!(workspace.letters().len(), 1);
    assert_eq!(workspace.run(&["status", "--json"]).success().json(), serde_json::json!([]));
}

#[test]
fn nobody_is_asked_where_nobody_sits() {
    let workspace = Workspace::with_meeting().subscribers(2);
    workspace.run(&["send", "2026-03"]).code(2).says("--yes");
    assert!(workspace.letters().is_empty());
}

#[test]
fn a_draft_is_sent_only_where_it_is_asked_for_and_says_so() {
    let workspace = Workspace::with_meeting().subscribers(1);
    let text = workspace.read("meetings/2026-03-12-moede.yaml").replace("summary: published\n", "");
    workspace.write("meetings/2026-03-12-moede.yaml", text);
    workspace.run(&SEND).code(1).says("udkast");
    assert!(workspace.letters().is_empty());
    workspace.run(&["send", "2026-03", "--test", "chef@example.org"]).success();
    assert!(workspace.letters()[0].contains("UDKAST"));
}

#[test]
fn what_is_not_out_yet_or_not_for_the_reader_is_not_sent() {
    let moved = |more: &str| {
        let archive = "archive_url: https://net.example.org/\n";
        let workspace = Workspace::with_meeting().settings(archive).subscribers(1);
        let text = workspace.read("meetings/2026-03-12-moede.yaml");
        workspace.write("meetings/2026-03-12-moede.yaml", format!("{text}{more}"));
        workspace
    };
    let early = moved("published: 2098-03-19\n");
    for arguments in [&SEND[..], &["send", "2026-03", "--dry-run"]] {
        early.run(arguments).code(1).says("19. marts 2098").says("--at");
    }
    early.run(&["send", "2026-03", "--test", "chef@example.org"]).success();
    early.run(&["send", "2026-03", "--at", "2098-03-19 09:00", "--dry-run"]).success();
    let elsewhere = moved("published: 2098-03-19\npublished_at: https://styrelsen.example.org/\n");
    elsewhere.run(&["send", "2026-03", "--dry-run"]).success();
    for (visibility, says) in [("internal", "kun for jer selv"), ("network", "bygger på samtykke")] {
        let hidden = moved(&format!("visibility: {visibility}\n"));
        if visibility == "network" {
            // A list that does not rest on consent is the network.
            hidden.run(&["send", "2026-03", "--dry-run"]).success();
            // It has no page that the letter could lead to.
            let text = hidden.read("meetings/2026-03-12-moede.yaml");
            let text = text.replace("bød velkommen.", "bød velkommen og [delte et ark ud](files/ark.pdf).");
            hidden.write("meetings/2026-03-12-moede.yaml", text);
            hidden.write("files/ark.pdf", "%PDF-1.7\n");
            hidden.run(&["send", "2026-03", "--test", "chef@example.org"]).success();
            assert!(hidden.letters()[0].contains("delte et ark ud"), "the words are there, if not the link");
            assert!(!hidden.letters()[0].contains("https://net.example.org"), "{}", hidden.letters()[0]);
            std::fs::remove_dir_all(hidden.data().join("outbox")).unwrap();
        }
        hidden.write("opsamling.yaml", SETTINGS.replace("basis: 6.1.e", "basis: consent"));
        hidden.run(&SEND).code(1).says(says);
        hidden.run(&["send", "2026-03", "--as", "draft", "--yes"]).code(1).says(says);
        let issue =
            "subject: Brev\ndate: 2026-03-20\nstate: published\nlist: nyt\nitems:\n  - meeting: 2026-03-12-moede\n";
        hidden.write("newsletters/brev.yaml", issue);
        hidden.run(&["send", "brev", "--yes"]).code(1).says(says);
        assert!(hidden.letters().is_empty());
    }
    let draft = moved("");
    let text = draft.read("meetings/2026-03-12-moede.yaml").replace("summary: published", "summary: draft");
    draft.write("meetings/2026-03-12-moede.yaml", text);
    let issue = "subject: Brev\ndate: 2026-03-20\nstate: published\nlist: nyt\nitems:\n  - meeting: 2026-03-12-moede\n";
    draft.write("newsletters/brev.yaml", issue);
    draft.run(&["send", "brev", "--yes"]).code(1).says("2026-03-12-moede").says("udkast");
    assert!(draft.letters().is_empty());
}

#[test]
fn an_agenda_calls_to_a_meeting_until_it_is_over() {
    let workspace = Workspace::with_meeting().subscribers(2);
    let coming = "title: Efterårsmøde\ndate: 2098-10-01\ntime: 13-15\nonline: https://moede.example.org/x\n\
                  agenda:\n  - title: Status\n  - title: Økonomi\n    visibility: network\n";
    workspace.write("meetings/2098-10-01-moede.yaml", coming);
    workspace.run(&["send", "2098-10", "--yes"]).code(1).says("udkast");
    workspace.run(&["send", "2098-10", "--test", "navn@example.org"]).success().says("ville blive afvist");
    let json = workspace.run(&["send", "2098-10", "--dry-run", "--json"]).success();
    assert_eq!(json.json()["refused"], "send-draft");
    assert_eq!(workspace.letters().len(), 1);
    workspace.run(&["send", "2098-10", "--as", "agenda", "--yes"]).success();
    let letters = workspace.letters();
    assert_eq!(letters.len(), 3);
    let letter = letters.iter().find(|letter| letter.contains("text/calendar")).expect("a letter with the entry");
    for words in ["Content-Type: multipart/mixed", "Content-Type: text/calendar; charset=utf-8", "2098-10-01-moede.ics"]
    {
        assert!(letter.contains(words), "no {words:?}: {letter}");
    }
    // It is one mailing: whoever has had it gets no second one, and the summary is another.
    workspace.run(&["send", "2098-10", "--as", "agenda", "--yes"]).code(1).says("2098-10-01-moede/agenda/nyt");
    workspace
        .run(&["send", "2098-10", "--as", "agenda", "--again", "--at", "2098-10-02 09:00", "--dry-run"])
        .code(1)
        .says("1. oktober 2098");
    workspace
        .run(&["send", "2098-10", "--as", "agenda", "--again", "--at", "2098-10-01 13:30", "--dry-run"])
        .code(1)
        .says("er begyndt, når brevet går");
    workspace.run(&["send", "2026-03", "--as", "agenda", "--yes"]).code(1).says("mødet 2026-03-12-moede er holdt");
    workspace.run(&["send", "2098-10", "--as", "newsletter"]).code(2).says("newsletter");
    let issue = "subject: Kom\ndate: 2026-11-01\nstate: published\nlist: nyt\nitems:\n  - meeting: 2098-10-01-moede\n";
    workspace.write("newsletters/kom.yaml", issue.replace("date: 2026-11-01\n", ""));
    workspace.run(&["send", "kom", "--yes"]).code(1).says("kom indkalder til ”Efterårsmøde”, men har ingen dato");
    workspace.write("newsletters/kom.yaml", issue);
    workspace.run(&["send", "kom", "--yes"]).success();
    workspace.write("newsletters/sent.yaml", issue.replace("Kom", "Sent"));
    workspace.run(&["send", "sent", "--at", "2098-10-02 09:00", "--dry-run"]).code(1).says("1. oktober 2098");
    assert_eq!(workspace.letters().len(), 5);
}

#[test]
fn a_refusal_is_one_thing_in_a_dry_run_too() {
    let workspace = Workspace::with_meeting().subscribers(1);
    workspace.write("meetings/2098-10-01-moede.yaml", "title: Efterårsmøde\ndate: 2098-10-01\n");
    let issue = "subject: Kom\nstate: approved\nlist: nyt\nitems:\n  - meeting: 2098-10-01-moede\n";
    workspace.write("newsletters/kom.yaml", issue);
    let tried = workspace.run(&["send", "kom", "--dry-run", "--json"]).code(1);
    assert_eq!(tried.json()["refused"], "send-undated");
    tried.says("har ingen dato").says("Skriv date: ");
    workspace.run(&["send", "kom", "--test", "navn@example.org"]).success().says("ville blive afvist");
    assert_eq!(workspace.letters().len(), 1);
}

#[test]
fn a_record_that_was_renamed_is_not_sent_a_second_time() {
    let workspace = Workspace::with_meeting().subscribers(2);
    workspace.run(&SEND).success();
    let text = workspace.read("meetings/2026-03-12-moede.yaml");
    std::fs::remove_file(workspace.root().join("meetings/2026-03-12-moede.yaml")).unwrap();
    workspace.write("meetings/2026-03-12-ny.yaml", format!("{text}formerly: [2026-03-12-moede]\n"));
    workspace.run(&["send", "2026-03-12-ny", "--yes"]).code(1).says(MAILING);
    assert_eq!(workspace.letters().len(), 2);
    workspace.run(&["send", "2026-03-12-ny", "--yes", "--again"]).success();
    assert_eq!(workspace.letters().len(), 4);
}

#[test]
fn nobody_who_left_gets_a_trial() {
    let workspace = Workspace::with_meeting().subscribers(2);
    workspace.run(&["subscribers", "remove", "navn0@example.org"]).success();
    workspace.run(&["send", "2026-03", "--test", "navn0@example.org"]).code(1).says("har meldt sig fra");
    assert!(workspace.letters().is_empty());
    workspace.run(&["send", "2026-03", "--test", "navn1@example.org"]).success();
}

#[test]
fn what_may_be_wrong_is_shown_before_anything_is_sent() {
    let workspace = Workspace::with_meeting().subscribers(1);
    let text = workspace.read("meetings/2026-03-12-moede.yaml");
    workspace.write("meetings/2026-03-12-moede.yaml", format!("{text}place: Gade #1, Roskilde\n"));
    workspace.run(&["send", "2026-03", "--dry-run"]).success().says("text-after-hash");
}

#[test]
fn a_draft_for_a_list_does_not_stand_in_the_way_of_what_is_sent_later() {
    let workspace = Workspace::with_meeting().subscribers(1);
    workspace.run(&["send", "2026-03", "--as", "draft", "--yes"]).success();
    workspace.run(&["send", "2026-03", "--as", "draft", "--yes"]).code(1).says("summary-draft/nyt");
    workspace.run(&SEND).success();
    let letters = workspace.letters();
    assert_eq!(letters.iter().filter(|letter| letter.contains("UDKAST")).count(), 1);
    assert_eq!(letters.len(), 2);
}

#[test]
fn a_resumed_mailing_of_drafts_stays_drafts() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(200), relay.port).settings("  rate: 20/s\n");
    let send = start(&workspace, &["send", "2026-03", "--yes", "--drafts"]);
    wait_until("some are written", || workspace.letters().len() >= 3);
    interrupt(&send);
    assert_eq!(send.wait_with_output().unwrap().status.code(), Some(4));
    let settings = workspace.read("opsamling.yaml").replace("rate: 20/s", "rate: 1000/s");
    workspace.write("opsamling.yaml", settings);
    workspace.run(&["resume", MAILING]).success();
    assert_eq!(workspace.letters().iter().filter(|letter| letter.contains("X-Unsent: 1")).count(), 200);
    assert_eq!(relay.connections(), 0);
}

#[test]
fn who_left_gets_nothing_also_when_they_leave_after_the_freeze() {
    let relay = Relay::start(Manner::Closes);
    let workspace = by_relay(Workspace::with_meeting().subscribers(3), relay.port);
    workspace.run(&["subscribers", "remove", "navn0@example.org"]).success();
    workspace.run(&SEND).code(4);
    workspace.run(&["subscribers", "remove", "navn1@example.org"]).success();
    let kind = Relay::start(Manner::Kind);
    let settings = workspace.read("opsamling.yaml").replace(&relay.port.to_string(), &kind.port.to_string());
    workspace.write("opsamling.yaml", settings);
    a_minute_passes(&workspace);
    workspace.run(&["resume", MAILING]);
    let taken: BTreeSet<String> = kind.taken().into_iter().collect();
    assert_eq!(taken, BTreeSet::from(["navn2@example.org".to_owned()]));
    let status = status(&workspace);
    assert_eq!((figure(&status, "frozen"), figure(&status, "suppressed"), figure(&status, "accepted")), (2, 1, 1));
}

#[test]
fn a_refused_recipient_costs_neither_the_others_nor_the_connection() {
    let relay = Relay::start(Manner::Refuses("navn1@"));
    let workspace = by_relay(Workspace::with_meeting().subscribers(3), relay.port).settings("  connections: 1\n");
    workspace.run(&SEND).code(4).says("550").says("No such mailbox");
    assert_eq!(relay.taken(), ["navn0@example.org", "navn2@example.org"]);
    assert_eq!(relay.connections(), 1);
    let status = status(&workspace);
    assert_eq!((figure(&status, "accepted"), figure(&status, "refused")), (2, 1));
    assert_eq!(status["refused_addresses"], serde_json::json!(["navn1@example.org"]));
    // A refusal is final: nothing is left to resume.
    workspace.run(&["resume", MAILING]);
    assert_eq!(relay.taken().len(), 2);
}

#[test]
fn status_lists_fifty_and_says_how_many_more() {
    let relay = Relay::start(Manner::Refuses("navn"));
    let workspace = by_relay(Workspace::with_meeting().subscribers(53), relay.port);
    workspace.run(&SEND).code(4);
    let shown = workspace.run(&["status", MAILING]).success().says("… og 3 til");
    assert_eq!(shown.out.matches("@example.org").count(), 50, "{}", shown.out);
    assert_eq!(status(&workspace)["refused_addresses"].as_array().unwrap().len(), 53);
}

#[test]
fn a_relay_that_is_not_there_is_written_down_and_nothing_is_lost() {
    // Port 1 is nobody's; a port that is free at this moment may be another test's relay at the next.
    let workspace = by_relay(Workspace::with_meeting().subscribers(3), 1);
    workspace.run(&SEND).code(4).says("127.0.0.1").says("opsamling resume");
    let status = status(&workspace);
    assert_eq!(figure(&status, "planned") + figure(&status, "deferred"), 3);
    assert!(figure(&status, "deferred") >= 1, "the ledger has the failure: {status}");
}

#[test]
fn a_reply_that_never_came_is_unknown_and_never_sent_again_by_itself() {
    let relay = Relay::start(Manner::ForgetsToReply);
    let workspace = by_relay(Workspace::with_meeting().subscribers(2), relay.port).settings("  connections: 1\n");
    workspace.run(&SEND).code(4);
    let before = status(&workspace);
    assert_eq!(figure(&before, "unknown"), 2);
    assert_eq!(before["unknown_addresses"].as_array().unwrap().len(), 2);
    workspace.run(&["resume", MAILING]).code(4);
    assert_eq!(relay.taken().len(), 2, "nobody twice");
    assert_eq!(status(&workspace), before);
}

#[test]
fn a_stopped_mailing_goes_on_where_it_was() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(50), relay.port).settings("  rate: 20/s\n");
    let mut send = start(&workspace, &SEND);
    wait_until("some are taken", || relay.taken().len() >= 5);
    workspace.run(&["stop", MAILING]).success();
    send.wait().unwrap();
    let stopped = status(&workspace);
    assert!(figure(&stopped, "stopped") > 0, "{stopped}");
    workspace.run(&["resume", MAILING]).success();
    let status = status(&workspace);
    assert_eq!(figure(&status, "accepted"), 50, "{status}");
    assert_eq!(relay.taken().iter().collect::<BTreeSet<_>>().len(), 50);
    assert_eq!(relay.taken().len(), 50);
}

#[test]
fn two_sends_at_once_are_one_and_the_second_is_told_who_the_first_is() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(60), relay.port).settings("  rate: 20/s\n");
    let mut first = start(&workspace, &SEND);
    wait_until("the first one sends", || !relay.taken().is_empty());
    let second = workspace.run(&["resume", MAILING]).code(3);
    assert!(second.err.contains(&first.id().to_string()), "{}", second.err);
    let again = workspace.run(&SEND).code(3);
    assert!(again.err.contains(&first.id().to_string()), "{}", again.err);
    first.wait().unwrap();
    assert_eq!(relay.taken().len(), 60);
}

#[test]
fn ctrl_c_ends_cleanly_and_says_how_to_go_on() {
    let relay = Relay::start(Manner::Kind);
    let workspace = by_relay(Workspace::with_meeting().subscribers(100), relay.port).settings("  rate: 20/s\n");
    let send = start(&workspace, &SEND);
    wait_until("some are taken", || relay.taken().len() >= 5);
    interrupt(&send);
    let output = send.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(4));
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(err.contains("opsamling resume 2026-03-12-moede/summary/nyt"), "{err}");
    let status = status(&workspace);
    assert_eq!(figure(&status, "unknown") + figure(&status, "claimed"), 0, "{status}");
    assert_eq!(figure(&status, "accepted") as usize, relay.taken().len());
}

#[test]
fn two_thousand_subscribers_get_one_letter_each_through_smtp_sink() {
    let sink = Sink::start(&[]);
    let workspace = by_relay(Workspace::with_meeting().subscribers(2000), sink.port);
    workspace.run(&SEND).success();
    let recipients = sink.recipients();
    assert_eq!(recipients.len(), 2000);
    assert!(recipients.values().all(|letters| *letters == 1));
    assert_eq!(figure(&status(&workspace), "accepted"), 2000);
}

#[test]
fn a_send_that_is_killed_half_way_and_resumed_writes_to_nobody_twice() {
    killed_and_resumed(700);
}

#[test]
fn a_mailing_killed_at_any_moment_gets_nobody_two_letters_and_loses_none() {
    kill_series(20);
}

/// The same ten times as often: `tests/run --long`.
#[cfg(feature = "long-tests")]
#[test]
fn long_kill_series() {
    kill_series(200);
}

/// So many mailings of 2,000, each killed at another moment between the start of the program and its end (so also in the
/// middle of a freeze, a claim or a commit), resumed, and counted at the receiving end.
fn kill_series(rounds: u32) {
    let people = 2000;
    let relay = Relay::start(Manner::Steady);
    let workspace = by_relay(Workspace::with_meeting().subscribers(people), relay.port);
    let began = Instant::now();
    workspace.run(&SEND).success();
    let whole = began.elapsed();
    let mut killed = 0;
    for round in 0..rounds {
        let before = relay.taken().len();
        let mut again = SEND.to_vec();
        again.push("--again");
        let mut send = start(&workspace, &again);
        // Spread evenly, in no order.
        let share = f64::from(round * 7919 % rounds) / f64::from(rounds);
        std::thread::sleep(whole.mul_f64(0.9 * share));
        send.kill().unwrap();
        killed += u32::from(send.wait().unwrap().signal() == Some(9));
        let id = format!("{MAILING}/{}", round + 2);
        let resumed = match workspace.run(&["resume", &id]) {
            // Killed before the freeze, nothing was begun.
            unknown if unknown.code == 1 => workspace.run(&again),
            resumed => resumed,
        };
        assert!(matches!(resumed.code, 0 | 4), "{}", resumed.err);
        let status = workspace.run(&["status", &id, "--json"]).json();
        ensure_balance(&status);
        let unknown: BTreeSet<&str> =
            status["unknown_addresses"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
        let mut letters: BTreeMap<String, usize> = BTreeMap::new();
        for recipient in relay.taken().split_off(before) {
            *letters.entry(recipient).or_default() += 1;
        }
        assert!(letters.values().all(|letters| *letters == 1), "round {round}: somebody has two");
        for n in 0..people {
            let address = format!("navn{n}@example.org");
            let is_there = letters.contains_key(&address) || unknown.contains(address.as_str());
            assert!(is_there, "round {round}: {address} is missing and not unknown");
        }
        assert!(unknown.len() <= 4 * 32, "round {round}: {} are unknown", unknown.len());
        assert_eq!(figure(&status, "accepted") + figure(&status, "unknown"), people as u64, "{status}");
    }
    assert!(killed * 10 >= rounds * 8, "{killed} of {rounds} were killed, the others had ended");
}

/// Sends to 2,000, kills the process once so many letters are in, resumes, and counts at the receiving end.
fn killed_and_resumed(letters: usize) {
    let sink = Sink::start(&[]);
    let workspace = by_relay(Workspace::with_meeting().subscribers(2000), sink.port);
    let mut send = start(&workspace, &SEND);
    wait_until("letters come in", || sink.count() >= letters || send.try_wait().unwrap().is_some());
    send.kill().unwrap();
    let ended = send.wait().unwrap();
    assert_eq!(ended.signal(), Some(9), "it had ended before it was killed");
    let resumed = match workspace.run(&["resume", MAILING]) {
        // Killed before the freeze, nothing was begun.
        unknown if letters == 0 && unknown.code == 1 => workspace.run(&SEND),
        resumed => resumed,
    };
    assert!(matches!(resumed.code, 0 | 4), "{}", resumed.err);
    let recipients = sink.recipients();
    assert!(recipients.values().all(|letters| *letters == 1), "somebody has two");
    let status = status(&workspace);
    let unknown: BTreeSet<&str> =
        status["unknown_addresses"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect();
    for n in 0..2000 {
        let address = format!("navn{n}@example.org");
        let listed = unknown.contains(address.as_str());
        assert!(recipients.contains_key(&address) || listed, "{address} is missing and not unknown");
    }
    assert!(unknown.len() <= 4 * 32, "{} are unknown", unknown.len());
    assert_eq!(figure(&status, "accepted") + figure(&status, "unknown"), 2000, "{status}");
}

pub fn start(workspace: &Workspace, arguments: &[&str]) -> Child {
    workspace.command(arguments).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the binary starts")
}

/// What Ctrl-C sends.
pub fn interrupt(process: &Child) {
    let sent = std::process::Command::new("kill").args(["-INT", &process.id().to_string()]).status().unwrap();
    assert!(sent.success());
}

/// Brings the next try of what was put off a minute nearer, in the store.
pub fn a_minute_passes(workspace: &Workspace) {
    let minute = "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); \
        c.execute('UPDATE deliveries SET next_try_at = next_try_at - 66000'); c.commit()";
    let store = workspace.data().join("store.sqlite");
    let moved = std::process::Command::new("python3").args(["-c", minute]).arg(store).status().unwrap();
    assert!(moved.success());
}

pub fn wait_until(what: &str, mut it_is: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(60);
    while !it_is() {
        assert!(Instant::now() < deadline, "waited in vain until {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}
