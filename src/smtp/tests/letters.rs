//! What a relay can do to a letter, step by step.

use super::relay::{Act, Heard, Relay};
use super::{CHUNKING, PIPELINING, connected, deliver, letter, letter_of, script, target, told};
use crate::model::DeliveryOutcome;
use crate::smtp::{Step, connect};
use std::collections::VecDeque;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

#[tokio::test]
async fn a_letter_is_delivered_with_and_without_pipelining() {
    for offers in [&[PIPELINING, "SIZE 100000"][..], &[]] {
        let (relay, mut connection) = connected(script(offers, &[])).await;
        for _ in 0..3 {
            let delivered = deliver(&mut connection, &letter()).await;
            assert!(connection.is_good());
            let DeliveryOutcome::Accepted(reply) = delivered.outcome else { panic!("{delivered:?}") };
            assert_eq!(
                (reply.code, reply.enhanced.as_deref(), reply.text.as_str()),
                (250, Some("2.0.0"), "queued as 4711")
            );
        }
        connection.quit().await;
        let Heard { commands, letters, .. } = relay.heard();
        let size = if offers.is_empty() { "" } else { " SIZE=34" };
        let one = [&format!("MAIL FROM:<retur@example.org>{size}"), "RCPT TO:<anna@example.org>", "DATA", "(letter)"];
        let mut expected = vec!["EHLO client.example.org"];
        expected.extend([one, one, one].concat());
        expected.push("QUIT");
        assert_eq!(commands, expected);
        assert_eq!(letters[0], b"Subject: Hej\r\n\r\nKort.\r\n..\r\n...slut\r\n.\r\n");
    }
}

#[tokio::test]
async fn every_answer_at_every_step_has_its_outcome() {
    use Act::{Close, Deaf, EndlessLine, EndlessLines, Say, SayAndClose, Silence};
    use Line::{Gone, Good};
    let no = |text| Say(text);
    let table: Vec<(&'static str, Act, &'static str, Line)> = vec![
        ("MAIL", no("451 4.7.1 later\r\n"), "deferred 451", Good),
        ("MAIL", no("550 5.7.1 no\r\n"), "refused 550", Good),
        ("MAIL", SayAndClose("421 4.3.2 closing\r\n"), "deferred 421", Gone),
        ("MAIL", no("354 what\r\n"), "deferred 0", Gone),
        ("MAIL", no("HTTP/1.1 400 Bad Request\r\n"), "deferred 0", Gone),
        ("MAIL", EndlessLines, "deferred 0", Gone),
        ("MAIL", EndlessLine, "deferred 0", Gone),
        ("MAIL", Silence, "deferred 0", Gone),
        ("MAIL", Close, "deferred 0", Gone),
        ("RCPT", no("450-4.2.1 busy\r\n450 4.2.1 try later\r\n"), "deferred 450", Good),
        ("RCPT", no("550 5.1.1 unknown\r\n"), "refused 550", Good),
        ("RCPT", no("251 will forward\r\n"), "accepted 250", Good),
        ("RCPT", SayAndClose("421 closing\r\n"), "deferred 421", Gone),
        ("RCPT", SayAndClose("550 5.1.1 unknown\r\n"), "refused 550", Gone),
        ("RCPT", no("250-one\r\n251 two\r\n"), "deferred 0", Gone),
        ("RCPT", no("\u{0}\u{1}\r\n"), "deferred 0", Gone),
        ("RCPT", EndlessLine, "deferred 0", Gone),
        ("RCPT", Silence, "deferred 0", Gone),
        ("RCPT", Close, "deferred 0", Gone),
        ("DATA", no("451 4.3.0 later\r\n"), "deferred 451", Good),
        ("DATA", no("554 5.7.1 no\r\n"), "refused 554", Good),
        ("DATA", no("250 yes\r\n"), "deferred 0", Gone),
        ("DATA", SayAndClose("421 closing\r\n"), "deferred 421", Gone),
        ("DATA", EndlessLines, "deferred 0", Gone),
        ("DATA", Silence, "deferred 0", Gone),
        ("DATA", Close, "deferred 0", Gone),
        ("DATA", no("354 go ahead\r\n250 have it already\r\n"), "deferred 0", Gone),
        ("DOT", no("250 OK\r\n"), "accepted 250", Good),
        ("DOT", SayAndClose("250 OK\r\n"), "accepted 250", Good),
        ("DOT", no("452 4.2.2 full\r\n"), "deferred 452", Good),
        ("DOT", no("552 5.2.2 full\r\n"), "refused 552", Good),
        ("DOT", SayAndClose("421 closing\r\n"), "deferred 421", Gone),
        ("DOT", no("354 more\r\n"), "unknown 0", Gone),
        ("DOT", no("gobbledygook\r\n"), "unknown 0", Gone),
        ("DOT", SayAndClose("250-not the en"), "unknown 0", Gone),
        ("DOT", EndlessLines, "unknown 0", Gone),
        ("DOT", EndlessLine, "unknown 0", Gone),
        ("DOT", Silence, "unknown 0", Gone),
        ("DOT", Close, "unknown 0", Gone),
        ("BODY", Deaf, "unknown 0", Gone),
        ("RSET", Close, "accepted 250", Good),
    ];
    let mut cases = JoinSet::new();
    for (verb, act, outcome, line) in table {
        for offers in [&[PIPELINING][..], &[], &[PIPELINING, CHUNKING]] {
            // Whole letters are announced by neither, and have a clean slate before each.
            if !(offers.contains(&CHUNKING) && matches!(verb, "DATA" | "BODY" | "RSET")) {
                cases.spawn(ensure_outcome(offers, (verb, act), outcome, line));
            }
        }
    }
    while let Some(case) = cases.join_next().await {
        case.unwrap();
    }
}

/// What is left of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line {
    Good,
    Gone,
}

async fn ensure_outcome(offers: &'static [&'static str], act: (&'static str, Act), outcome: &'static str, line: Line) {
    let (relay, mut connection) = connected(script(offers, &[act])).await;
    let delivered = deliver(&mut connection, &letter()).await;
    let case = format!("{act:?} {offers:?}: {delivered:?} {:?}", relay.heard().commands);
    // A letter that went out whole may have been taken, whatever became of the line.
    let outcome = if offers.contains(&CHUNKING) && outcome == "deferred 0" { "unknown 0" } else { outcome };
    assert_eq!(told(&delivered), outcome, "{case}");
    let next = deliver(&mut connection, &letter()).await;
    let hung_up = act.0 != "RSET" && matches!(act.1, Act::SayAndClose(_) | Act::Close);
    match line {
        Line::Gone => assert_eq!((told(&next).as_str(), connection.is_good()), ("not tried", false), "{case}"),
        Line::Good if hung_up => assert_ne!(told(&next), "unknown 0", "{case}"),
        Line::Good => assert_eq!((told(&next).as_str(), connection.is_good()), ("accepted 250", true), "{case}"),
    }
}

/// Three letters over as many lines as it takes, with one misfortune on the way: each is taken once at most, and what is told
/// of it is true.
#[tokio::test]
async fn no_letter_is_lost_or_taken_twice_wherever_the_line_breaks() {
    use Act::{Close, Say, SayAndClose, Silence};
    let acts = [
        Say("451 4.3.0 later\r\n"),
        Say("550 5.1.1 no\r\n"),
        SayAndClose("421 4.3.2 closing\r\n"),
        Say("421 4.3.2 closing, but not\r\n"),
        Say("gobbledygook\r\n"),
        Silence,
        Close,
    ];
    let mut cases = JoinSet::new();
    for act in acts {
        for verb in ["MAIL", "RCPT", "DATA", "DOT", "BODY"] {
            for before in 0..3 {
                for offers in [&[PIPELINING][..], &[], &[PIPELINING, CHUNKING]] {
                    cases.spawn(ensure_nothing_lost(offers, verb, act, before));
                }
            }
        }
    }
    while let Some(case) = cases.join_next().await {
        case.unwrap();
    }
}

async fn ensure_nothing_lost(offers: &'static [&'static str], verb: &'static str, act: Act, before: usize) {
    let usual = if verb == "DATA" { "354 go ahead\r\n" } else { "250 2.0.0 OK\r\n" };
    let mut acts = vec![(verb, Act::Say(usual)); if verb == "BODY" { 0 } else { before }];
    acts.push((verb, act));
    let (relay, mut connection) = connected(script(offers, &acts)).await;
    let mut waiting: VecDeque<usize> = (0..3).collect();
    let mut begun = VecDeque::new();
    let mut told_of = vec![String::new(); 3];
    while !(waiting.is_empty() && begun.is_empty()) {
        while connection.has_room()
            && let Some(number) = waiting.pop_front()
        {
            connection.begin(letter_of(&format!("a{number}@example.org"), &format!("Nummer {number}")));
            begun.push_back(number);
        }
        if begun.is_empty() {
            connection.quit().await;
            connection = connect(&target(&relay)).await.unwrap();
            continue;
        }
        let delivered = connection.next().await;
        let number = begun.pop_front().unwrap();
        match &delivered.outcome {
            DeliveryOutcome::NotTried | DeliveryOutcome::Deferred(_) => waiting.push_back(number),
            _ => told_of[number] = told(&delivered),
        }
    }
    let case = format!("{verb} {act:?} {before} {offers:?}: {told_of:?} {:?}", relay.heard().commands);
    let taken = relay.heard().taken;
    for (number, told) in told_of.iter().enumerate() {
        let times = taken.iter().filter(|to| **to == format!("a{number}@example.org")).count();
        match told.split(' ').next().unwrap() {
            "accepted" => assert_eq!(times, 1, "{number} {case}"),
            "refused" => assert_eq!(times, 0, "{number} {case}"),
            _ => assert!(times <= 1, "{number} {case}"),
        }
    }
    let unknown = told_of.iter().filter(|told| told.starts_with("unknown")).count();
    let most = if offers.contains(&CHUNKING) { 3 } else { 1 };
    assert!(unknown <= most, "{case}");
}

#[tokio::test]
async fn letters_overlap_as_far_as_the_relay_lets_them() {
    for (offers, most) in [(&[][..], 1), (&[PIPELINING], 2), (&[PIPELINING, CHUNKING], 32)] {
        let (relay, mut connection) = connected(script(offers, &[])).await;
        let mut begun = 0;
        while connection.has_room() {
            connection.begin(letter());
            begun += 1;
        }
        assert_eq!(begun, most, "{offers:?}");
        for _ in 0..begun {
            assert_eq!(told(&connection.next().await), "accepted 250");
        }
        assert_eq!(relay.heard().taken.len(), begun);
    }
    // A relay that takes whole letters gets no dots, and a clean slate before each.
    let (relay, mut connection) = connected(script(&[PIPELINING, CHUNKING], &[])).await;
    for _ in 0..2 {
        assert_eq!(told(&deliver(&mut connection, &letter()).await), "accepted 250");
    }
    let Heard { commands, letters, .. } = relay.heard();
    assert_eq!(commands[3..6], ["BDAT 34 LAST", "(letter)", "RSET"]);
    assert_eq!(letters, [letter().bytes, letter().bytes]);
}

#[tokio::test]
async fn a_refused_recipient_costs_neither_the_others_nor_the_connection() {
    // Some relays want the letter all the same: then an empty one goes to nobody.
    for (data, last) in [("554 5.5.1 no valid recipients\r\n", "RSET"), ("354 go ahead\r\n", "(letter)")] {
        let acts =
            [("RCPT", Act::Say("550 5.1.1 unknown\r\n")), ("DATA", Act::Say(data)), ("DOT", Act::Say("554 no\r\n"))];
        let acts = if last == "RSET" { &acts[..2] } else { &acts[..] };
        let (relay, mut connection) = connected(script(&[PIPELINING], acts)).await;
        let refused = deliver(&mut connection, &letter_of("bo@example.org", "Til Bo")).await;
        assert_eq!((told(&refused).as_str(), refused.step), ("refused 550", Step::Recipient));
        let delivered = deliver(&mut connection, &letter_of("eva@example.org", "Til Eva")).await;
        assert_eq!(told(&delivered), "accepted 250");
        let Heard { commands, letters, calls, .. } = relay.heard();
        assert_eq!((calls, commands[4].as_str()), (1, last));
        let sent: Vec<_> = letters.iter().filter(|letter| letter.len() > 3).collect();
        assert_eq!(sent.len(), 1);
        assert!(String::from_utf8_lossy(sent[0]).contains("Til Eva"));
        assert!(letters.iter().all(|letter| !String::from_utf8_lossy(letter).contains("Til Bo")));
    }
}

#[tokio::test]
async fn a_refused_sender_is_told_from_a_refused_recipient() {
    let acts = [("MAIL", Act::Say("553 5.7.1 not yours\r\n")), ("RCPT", Act::Say("503 5.5.1 MAIL first\r\n"))];
    let (_relay, mut connection) = connected(script(&[PIPELINING], &acts)).await;
    let delivered = deliver(&mut connection, &letter()).await;
    assert_eq!((told(&delivered).as_str(), delivered.step), ("refused 553", Step::Mail));
}

#[tokio::test]
async fn a_line_that_the_relay_has_closed_costs_no_letter() {
    for goodbye in [Act::SayAndClose("250 2.0.0 OK\r\n421 4.4.2 idle\r\n"), Act::SayAndClose("250 OK\r\n250 OK\r\n")] {
        let (_relay, mut connection) = connected(script(&[PIPELINING], &[("DOT", goodbye)])).await;
        assert_eq!(told(&deliver(&mut connection, &letter()).await), "accepted 250");
        tokio::time::sleep(Duration::from_millis(50)).await;
        let next = deliver(&mut connection, &letter()).await;
        assert_eq!((next.outcome, connection.is_good()), (DeliveryOutcome::NotTried, false));
    }
}

#[tokio::test]
async fn a_letter_that_was_cut_before_its_last_dot_is_deferred() {
    let big = letter_of("anna@example.org", &"Lang linje.\r\n".repeat(2_000_000));
    let (_relay, mut connection) = connected(script(&[PIPELINING], &[("BODY", Act::Deaf)])).await;
    let delivered = deliver(&mut connection, &big).await;
    assert_eq!((told(&delivered).as_str(), connection.is_good()), ("deferred 0", false));
}

#[tokio::test]
async fn each_step_has_its_own_time_also_where_the_one_before_it_had_more() {
    let long = Duration::from_secs(15);
    for (verb, outcome) in [("DATA", "deferred 0"), ("DOT", "unknown 0")] {
        for offers in [&[PIPELINING][..], &[]] {
            let relay = Relay::start(script(offers, &[(verb, Act::Silence)])).await;
            let mut target = target(&relay);
            target.timeouts.command = long;
            let waits = if verb == "DATA" { &mut target.timeouts.letter } else { &mut target.timeouts.data };
            *waits = long;
            let mut connection = connect(&target).await.unwrap();
            let begun = Instant::now();
            assert_eq!(told(&deliver(&mut connection, &letter()).await), outcome);
            assert!(begun.elapsed() < Duration::from_secs(8), "{verb} {offers:?}: {:?}", begun.elapsed());
        }
    }
}

#[tokio::test]
async fn what_the_relay_has_said_it_will_not_take_is_not_offered() {
    let (relay, mut connection) = connected(script(&[PIPELINING, "SIZE 20"], &[])).await;
    let delivered = deliver(&mut connection, &letter()).await;
    assert_eq!((told(&delivered).as_str(), connection.is_good()), ("refused 552", true));
    let mut foreign = letter_of("åse@example.org", "Hej");
    foreign.bytes = "To: åse@x.dk\r\n".into();
    assert_eq!(told(&deliver(&mut connection, &foreign).await), "refused 553");
    assert_eq!(relay.heard().commands, ["EHLO client.example.org"]);
    let (relay, mut connection) = connected(script(&["SMTPUTF8", "8BITMIME"], &[])).await;
    assert_eq!(told(&deliver(&mut connection, &foreign).await), "accepted 250");
    assert_eq!(relay.heard().commands[1], "MAIL FROM:<retur@example.org> SMTPUTF8 BODY=8BITMIME");
}
