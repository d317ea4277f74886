//! What comes back: from files and a Maildir, and at the time of sending; who leaves by mail.

use super::mailing::SEND;
use super::relay::{Manner, Relay, Sink};
use super::workspace::Workspace;
use serde_json::{Value, json};
use std::fs;
use std::process::Command;

/// Now, as a mail writes it (RFC 5322 §3.3).
fn now() -> String {
    let output = Command::new("date").arg("-R").env("LC_ALL", "C").output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A report of now on one address, about one of our letters.
pub fn report(address: &str, code: &str, letter: u32) -> String {
    let now = now();
    format!(
        "Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.net\nTo: retur@example.org\nSubject: Undelivered Mail Returned to \
         Sender\nDate: {now}\nMessage-ID: <{letter}.{address}>\nContent-Type: multipart/report; \
         report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; \
         mx.example.net\n\nFinal-Recipient: rfc822; {address}\nAction: failed\nStatus: {}.1.1\nDiagnostic-Code: smtp; {code} \
         no\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <brev{letter}@example.org>\nTo: {address}\n--b--\n",
        &code[..1]
    )
}

/// A report of now that a person's letter, which it encloses, did not arrive.
pub fn report_on(letters: &[String], address: &str, code: &str) -> String {
    let letter = letters.iter().find(|letter| letter.contains(&format!("<{address}>"))).expect("a letter");
    let headers = letter.split("\r\n\r\n").next().unwrap();
    let enclosed = format!("Message-ID: <brev0@example.org>\nTo: {address}\n");
    let report = report(address, code, 0);
    assert!(report.contains(&enclosed));
    report.replace(&enclosed, &format!("{}\n", headers.replace("\r\n", "\n")))
}

/// Sends the meeting's letters, and gives them.
pub fn sent(workspace: &Workspace) -> Vec<String> {
    workspace.run(&SEND).success();
    workspace.letters()
}

/// Sends those of another meeting. Returns how many.
pub fn sent_again(workspace: &Workspace) -> usize {
    let before = workspace.letters().len();
    let meeting = workspace
        .read("meetings/2026-03-12-moede.yaml")
        .replace("2026-03-12", "2026-03-19")
        .replace("12. marts", "19. marts");
    workspace.write("meetings/2026-03-19-moede.yaml", meeting);
    workspace.run(&["send", "2026-03-19-moede", "--to", "nyt", "--yes"]).success();
    workspace.letters().len() - before
}

/// How a person stands on the list.
pub fn state(workspace: &Workspace, address: &str) -> String {
    let list = workspace.run(&["subscribers", "list", "--json"]).success().json();
    let row = list.as_array().unwrap().iter().find(|row| row["id"] == address);
    let row = row.unwrap_or_else(|| panic!("{address} is not in {list}"));
    row["state"].as_str().unwrap_or_else(|| panic!("no state in {row}")).to_owned()
}

/// The token of the first letter to a person.
fn token(letters: &[String], address: &str) -> String {
    let letter = letters.iter().find(|letter| letter.contains(address)).expect("a letter");
    let unfolded = letter.replace("=\r\n", "").replace("=\n", "");
    unfolded.split("unsubscribe%20").nth(1).unwrap().chars().take(32).collect()
}

#[test]
fn an_address_that_takes_no_mail_gets_no_more_letters() {
    let workspace = Workspace::with_meeting().subscribers(3);
    workspace.write("retur/1.eml", report_on(&sent(&workspace), "navn1@example.org", "550"));
    let before = workspace.everything();
    let trial = workspace.run(&["bounces", "retur", "--dry-run", "--json"]).success().json();
    assert_eq!(before, workspace.everything());
    let told = workspace.run(&["bounces", "retur", "--json"]).success().json();
    assert_eq!(trial, told);
    let expected = json!([{"file": "retur/1.eml", "kind": "hard", "address": "navn1@example.org", "code": 550, "status": "5.1.1"}]);
    assert_eq!(told, expected);
    assert_eq!(state(&workspace, "navn1@example.org"), "bounced");
    assert_eq!(state(&workspace, "navn0@example.org"), "active");
    assert!(workspace.root().join("retur/1.eml").exists());
    workspace.run(&["bounces", "retur/1.eml", "--language", "en"]).success().says("read before");
    workspace.run(&["bounces", "--language", "en"]).success().says("navn1@example.org").says("550 5.1.1");
    assert_eq!(sent_again(&workspace), 2);
}

#[test]
fn a_report_that_shows_no_letter_of_ours_counts_as_one_of_five() {
    let workspace = Workspace::with_meeting().subscribers(2);
    let letters = sent(&workspace);
    workspace.write("retur/1.eml", report("navn1@example.org", "550", 1));
    // Whoever has a letter of their own knows nothing of anybody else's.
    let own = report_on(&letters, "navn0@example.org", "550").replace("unsubscribe%20", "unsubscribe%20x");
    let forged = own.replace("rfc822; navn0@", "rfc822; navn1@");
    workspace.write("retur/2.eml", forged);
    let told = workspace.run(&["bounces", "retur", "--language", "en"]).success();
    told.says("does not show that it is about a letter from here");
    assert_eq!(state(&workspace, "navn1@example.org"), "active");
    workspace.write("retur/3.eml", own.replace("<0.navn0", "<1.navn0"));
    workspace.run(&["bounces", "retur"]).success();
    assert_eq!(state(&workspace, "navn0@example.org"), "bounced");
}

#[test]
fn five_letters_that_do_not_arrive_within_thirty_days_are_enough() {
    let workspace = Workspace::with_meeting().subscribers(2);
    for letter in 1..=5 {
        assert_eq!(state(&workspace, "navn1@example.org"), "active", "on letter {letter}");
        let report = report("navn1@example.org", "450", letter);
        workspace.write("retur/blød.eml", &report);
        // The same letter's second warning, and the same mail read again, count no more.
        workspace.write("retur/igen.eml", report.replace("Return-Path: <>", "X-Again: 1"));
        workspace
            .write("retur/varsel.eml", report.replace(&format!("<{letter}.navn1"), &format!("<again{letter}.navn1")));
        workspace.run(&["bounces", "retur"]).success();
        workspace.run(&["bounces", "retur"]).success();
    }
    assert_eq!(state(&workspace, "navn1@example.org"), "bounced");
}

#[test]
fn what_is_no_bounce_takes_nobody_off() {
    let mails = [
        (
            "autosvar.eml",
            "From: navn0@example.org\nSubject: Autosvar: Opsamling\nAuto-Submitted: auto-replied\n\nPå ferie.\n",
            "auto_reply",
        ),
        ("svar.eml", "From: navn0@example.org\nSubject: Re: Opsamling\n\n550 5.1.1 user unknown\n", "other"),
        ("tom.eml", "", "other"),
    ];
    let mut workspace = Workspace::with_meeting().subscribers(1);
    for (name, text, _) in mails {
        workspace = workspace.file(&format!("retur/{name}"), text);
    }
    let policy = report("navn0@example.org", "550", 2).replace("5.1.1", "5.7.1").replace("550 no", "550 5.7.1 spam");
    let workspace =
        workspace.file("retur/politik.eml", policy).file("retur/fremmed.eml", report("eva@example.org", "550", 2));
    let told = workspace.run(&["bounces", "retur", "--json"]).success().json();
    let kinds: Vec<&str> = told.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["auto_reply", "hard", "hard", "other", "other"]);
    assert_eq!(state(&workspace, "navn0@example.org"), "active");
    let kept = workspace.run(&["bounces", "--json"]).success().json();
    assert_eq!(kept.as_array().unwrap().len(), 5, "{kept}");
}

#[test]
fn what_is_older_than_the_list_holds_nothing_against_it() {
    let before = "Date: Mon, 12 Jan 2015 09:00:00 +0100";
    let failed = report("navn0@example.org", "550", 1);
    let failed = failed.lines().map(|line| if line.starts_with("Date: ") { before } else { line }).collect::<Vec<_>>();
    let leaves = format!("From: navn1@example.org\nSubject: Afmeld\n{before}\nMessage-ID: <a@example.org>\n\n");
    let workspace =
        Workspace::with_meeting().subscribers(2).file("post/1.eml", failed.join("\n")).file("post/2.eml", leaves);
    let trial = workspace.run(&["bounces", "post/1.eml", "--dry-run", "--language", "en"]).success();
    trial.says("from before the address joined nyt");
    let told = workspace.run(&["inbox", "post", "--json"]).success().json();
    let kinds: Vec<&str> = told.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["hard", "other"], "{told}");
    for who in ["navn0@example.org", "navn1@example.org"] {
        assert_eq!(state(&workspace, who), "active");
    }
    let again = workspace.run(&["inbox", "post", "--language", "en"]).success();
    again.says("read before").says("wrote before joining nyt, and stays there");
}

#[test]
fn a_file_that_cannot_be_read_is_told_and_holds_up_no_other() {
    let workspace = Workspace::with_meeting().subscribers(2);
    let letters = sent(&workspace);
    for (file, who) in [("retur/1.eml", "navn0@example.org"), ("retur/3.eml", "navn1@example.org")] {
        workspace.write(file, report_on(&letters, who, "550"));
    }
    // Whoever runs it may open this one, and nobody read it.
    std::os::unix::fs::symlink("/proc/self/mem", workspace.root().join("retur/2.eml")).unwrap();
    for verb in ["bounces", "inbox"] {
        let ran = workspace.run(&[verb, "retur", "--dry-run"]).code(3);
        ran.says("retur/2.eml").says("navn0@example.org").says("navn1@example.org");
    }
    workspace.run(&["bounces", "retur"]).code(3);
    assert_eq!(state(&workspace, "navn1@example.org"), "bounced");
}

#[test]
fn a_file_that_is_not_there_is_told_with_its_name() {
    let workspace = Workspace::with_meeting();
    for verb in ["bounces", "inbox"] {
        workspace.run(&[verb, "ingen.eml", "--language", "en"]).code(1).says("ingen.eml");
        workspace.run(&[verb, "imaps://a:hemmelig@example.org/", "--language", "en"]).code(1).never_says("hemmelig@");
        workspace.run(&[verb, "imaps://anna@example.org/", "--language", "en"]).code(1).says("OPSAMLING_IMAP_PASSWORD");
    }
}

#[test]
fn a_refusal_at_the_time_of_sending_counts_the_same() {
    let relay = Relay::start(Manner::Refuses("navn1@"));
    let workspace = Workspace::with_meeting()
        .settings(&format!("relay:\n  url: smtp://127.0.0.1:{}\n  tls: none\n", relay.port))
        .subscribers(3);
    workspace.run(&["send", "2026-03-12-moede", "--to", "nyt", "--yes"]).code(4);
    assert_eq!(state(&workspace, "navn1@example.org"), "bounced");
    assert_eq!(state(&workspace, "navn2@example.org"), "active");
    let kept = workspace.run(&["bounces", "--json"]).success().json();
    assert_eq!((&kept[0]["file"], &kept[0]["code"]), (&Value::Null, &json!(550)));
}

#[test]
fn each_letter_comes_back_to_an_address_that_names_its_reader() {
    let sink = Sink::start(&[]);
    let workspace = Workspace::with_meeting()
        .settings(&format!(
            "relay:\n  url: smtp://127.0.0.1:{}\n  tls: none\n  bounce_email: retur@example.org\n",
            sink.port
        ))
        .subscribers(2);
    workspace.run(&["send", "2026-03-12-moede", "--to", "nyt", "--yes"]).success();
    let letters = sink.letters();
    let letter = letters
        .iter()
        .find(|letter| letter.contains("RCPT-Args: <navn1@example.org>") || letter.contains("Rcpt-Args: <navn1@"))
        .unwrap();
    let token = token(std::slice::from_ref(letter), "navn1@example.org");
    assert!(letter.contains(&format!("<retur+{token}@example.org>")), "{letter}");
    // No word of the reader survives, not even whom the letter was for: the address that it came back to is enough.
    let bare = format!("Return-Path: <>\nTo: retur+{token}@example.org\nSubject: failure notice\n\nUser unknown.\n");
    workspace.write("retur.eml", bare);
    workspace.run(&["bounces", "retur.eml"]).success();
    assert_eq!(state(&workspace, "navn1@example.org"), "bounced");
    assert_eq!(state(&workspace, "navn0@example.org"), "active");
}

#[test]
fn an_address_for_returned_mail_that_is_too_long_is_told_before_anything_is_frozen() {
    let long = "r".repeat(32);
    let workspace = Workspace::with_meeting()
        .settings(&format!("relay:\n  url: outbox\n  bounce_email: {long}@example.org\n"))
        .subscribers(1);
    let send = workspace.run(&["send", "2026-03-12-moede", "--to", "nyt", "--yes", "--language", "en"]);
    send.code(1).says("relay.bounce_email").says("31");
    workspace.run(&["status", "--language", "en"]).success().says("no mailings yet");
}

#[test]
fn people_leave_by_mail_and_nobody_by_being_quoted() {
    let workspace = Workspace::with_meeting().subscribers(6);
    workspace.run(&["send", "2026-03-12-moede", "--to", "nyt", "--yes"]).success();
    let letters = workspace.letters();
    let token = |n: usize| token(&letters, &format!("<navn{n}@example.org>"));
    let from = |who: &str, subject: &str, body: &str| {
        format!("From: {who}\nTo: net@example.org\nSubject: {subject}\nDate: {}\n\n{body}\n", now())
    };
    let mails = [
        ("new/1", from("Privat <en@privat.example>", &format!("unsubscribe {}", token(0)), "")),
        ("cur/2:2,S", from("Navn 1 <navn1@example.org>", "Re: Møde i Prøvenettet", "Afmeld mig fra nyhedsbrevet, tak")),
        (
            "new/3",
            from("Navn 2 <NAVN2@example.org>", "Re: Nyt", &format!("Tak!\n\n> Afmeld: unsubscribe {}", token(3))),
        ),
        ("new/4", report_on(&letters, "navn4@example.org", "550")),
        ("new/5", from("Ukendt <ukendt@example.org>", "afmeld", "")),
        ("new/6", from("Navn 5 <navn5@example.org>", "Autosvar: afmeld", "unsubscribe")),
        ("cur/7:2,S", from("Navn 5 <navn5@example.org>", "Set før", "")),
    ];
    for (name, text) in &mails {
        workspace.write(&format!("Maildir/{name}"), text);
    }
    let before = workspace.everything();
    let trial = workspace.run(&["inbox", "Maildir", "--dry-run", "--json"]).success().json();
    assert_eq!(before, workspace.everything());
    let told = workspace.run(&["inbox", "Maildir", "--json"]).success().json();
    assert_eq!(trial, told);
    let kinds: Vec<&str> = told.as_array().unwrap().iter().map(|row| row["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["unsubscribe", "other", "hard", "other", "auto_reply", "unsubscribe"], "{told}");
    assert_eq!(told[0]["address"], "navn0@example.org");
    for (n, expected) in ["left", "left", "active", "active", "bounced", "active"].iter().enumerate() {
        assert_eq!(state(&workspace, &format!("navn{n}@example.org")), *expected, "navn{n}");
    }
    for (name, text) in &mails {
        assert_eq!(&fs::read_to_string(workspace.root().join("Maildir").join(name)).unwrap(), text);
    }
    workspace.run(&["inbox", "Maildir", "--language", "en"]).success().says("had left already").says("wants to leave");
}
