//! A log of our own, in Postfix's words.

use super::{LetterFate, RelayLog, RelayLogReport};
use chrono::{DateTime, Utc};

fn now() -> DateTime<Utc> {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn read(log: &str) -> RelayLogReport {
    let wanted = ('a'..='f').map(|letter| format!("<{letter}@example.org>"));
    let mut reader = RelayLog::new(wanted, now());
    log.lines().for_each(|line| reader.read(line));
    reader.finish()
}

fn fate(report: &RelayLogReport, letter: char) -> Option<LetterFate> {
    report.letters.get(&format!("<{letter}@example.org>")).map(|letter| letter.fate)
}

const BEGIN: &str = "\
Nov 22 11:00:00 mx postfix/smtpd[7]: connect from pc[192.0.2.1]
Nov 22 11:00:00 mx postfix/smtpd[7]: 1A: client=pc[192.0.2.1]
Nov 22 11:00:00 mx postfix/cleanup[8]: 1A: message-id=<a@example.org>
Nov 22 11:00:01 mx postfix/qmgr[9]: 1A: from=<retur@example.org>, size=9000, nrcpt=1 (queue active)
Nov 22 11:00:01 mx postfix/smtpd[7]: 2B: client=pc[192.0.2.1]
Nov 22 11:00:01 mx postfix/cleanup[8]: 2B: message-id=<b@example.org>
";

#[test]
fn what_the_queue_names_was_taken() {
    let report = read(BEGIN);
    assert_eq!(
        (fate(&report, 'a'), fate(&report, 'b'), fate(&report, 'c')),
        (Some(LetterFate::Taken), Some(LetterFate::Open), None)
    );
    assert_eq!(report.letters["<a@example.org>"].queue_id, "1A");
    assert!(!report.is_at_rest);
    let (first, last) = report.span.unwrap();
    assert_eq!((first.to_rfc3339(), (last - first).num_seconds()), ("2026-11-22T11:00:00+00:00".to_owned(), 1));
}

#[test]
fn a_letter_in_the_middle_of_which_the_line_broke_was_not_taken() {
    let end = "Nov 22 11:00:02 mx postfix/smtpd[7]: lost connection after DATA (6000 bytes) from pc[192.0.2.1]\n\
        Nov 22 11:00:02 mx postfix/smtpd[7]: disconnect from pc[192.0.2.1] ehlo=1 mail=2 rcpt=2 data=1/2 commands=6/7\n";
    let report = read(&format!("{BEGIN}{end}"));
    assert_eq!(fate(&report, 'b'), Some(LetterFate::Dropped));
    assert!(report.is_at_rest);
}

#[test]
fn a_letter_that_the_session_counts_was_taken_though_the_queue_has_not_come_to_it() {
    let end = "Nov 22 11:00:02 mx postfix/smtpd[7]: lost connection after END-OF-MESSAGE from pc[192.0.2.1]\n\
        Nov 22 11:00:02 mx postfix/smtpd[7]: disconnect from pc[192.0.2.1] ehlo=1 mail=2 rcpt=2 bdat=2 commands=7\n";
    assert_eq!(fate(&read(&format!("{BEGIN}{end}")), 'b'), Some(LetterFate::Taken));
    // Where two were not, it does not say which.
    let end = "Nov 22 11:00:02 mx postfix/smtpd[7]: disconnect from pc[192.0.2.1] ehlo=1 mail=3 rcpt=3 data=1/3\n";
    assert_eq!(fate(&read(&format!("{BEGIN}{end}")), 'b'), Some(LetterFate::Open));
    // Where a recipient was refused, its DATA failed too.
    let end = "Nov 22 11:00:02 mx postfix/smtpd[7]: disconnect from pc[192.0.2.1] ehlo=1 mail=3 rcpt=2/3 data=2/3\n";
    assert_eq!(fate(&read(&format!("{BEGIN}{end}")), 'b'), Some(LetterFate::Open));
    // Nor does one that counts nothing.
    let end = "Nov 22 11:00:02 mx postfix/smtpd[7]: disconnect from pc[192.0.2.1]\n";
    assert_eq!(fate(&read(&format!("{BEGIN}{end}")), 'b'), Some(LetterFate::Open));
}

#[test]
fn the_end_of_a_session_speaks_of_its_last_letter_alone() {
    let more = "Nov 22 11:00:02 mx postfix/smtpd[7]: 3C: client=pc[192.0.2.1]\n\
        Nov 22 11:00:02 mx postfix/cleanup[8]: 3C: message-id=<c@example.org>\n\
        Nov 22 11:00:03 mx postfix/smtpd[7]: lost connection after DATA (99 bytes) from pc[192.0.2.1]\n\
        Nov 22 11:00:03 mx postfix/smtpd[7]: disconnect from pc[192.0.2.1] ehlo=1 mail=3 rcpt=3 data=2/3\n";
    let report = read(&format!("{BEGIN}{more}"));
    assert_eq!((fate(&report, 'b'), fate(&report, 'c')), (Some(LetterFate::Open), Some(LetterFate::Dropped)));
}

#[test]
fn a_filter_may_say_no_or_hand_the_letter_on_under_another_id() {
    let rejected = "2026-11-22T11:00:02.5+01:00 mx postfix/cleanup[8]: 2B: milter-reject: END-OF-MESSAGE from pc[192.0.2.1]: 5.7.1\n";
    assert_eq!(fate(&read(&format!("{BEGIN}{rejected}")), 'b'), Some(LetterFate::Dropped));
    let handed_on = "Nov 22 11:00:02 mx postfix/smtpd[11]: 9F: client=localhost[127.0.0.1]\n\
        Nov 22 11:00:02 mx postfix/cleanup[8]: 9F: message-id=<b@example.org>\n\
        Nov 22 11:00:03 mx postfix-out/smtp[12]: 9F: to=<bo@example.org>, relay=mx.example.org, status=deferred (later)\n";
    assert_eq!(fate(&read(&format!("{BEGIN}{handed_on}")), 'b'), Some(LetterFate::Taken));
}

#[test]
fn other_lines_change_nothing() {
    let others = "\u{0}\nNov 22 11:00:00 mx sshd[4]: Accepted\nkernel: [1.0] x\npostfix/smtpd[7]\n\
        Nov 22 11:00:00 mx postfix/smtpd[7]: NOQUEUE: reject: RCPT from pc[192.0.2.1]: 550 5.1.1\n\
        Nov 22 11:00:00 mx postfix/cleanup[x]: 1A: message-id=<c@example.org>\n\
        Nov 22 11:00:00 mx evil/cleanup[8]: 1A: message-id=<c@example.org>\n";
    assert_eq!(read(others).letters.len(), 0);
}

#[test]
fn a_line_of_last_december_is_last_year_s() {
    let report = read("Dec 31 23:59:59 mx postfix/smtpd[7]: connect from pc[192.0.2.1]\n");
    assert_eq!(report.span.unwrap().0.to_rfc3339(), "2025-12-31T23:59:59+00:00");
}

proptest::proptest! {
    #[test]
    fn no_line_makes_it_stumble(line in "(Nov 22 11:00:00 mx )?(postfix/(smtpd|cleanup|qmgr)\\[[0-9]{1,11}\\]: )?[ -~]{0,80}") {
        let report = read(&line);
        assert!(report.letters.len() <= 1);
    }
}
