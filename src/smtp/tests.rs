//! What a relay can do to a letter, step by step.

use super::relay::{Act, Heard, Identity, Relay, Script};
use crate::letter::Letter;
use crate::model::{DeliveryOutcome, EmailAddress, RelayAuth};
use crate::smtp::{
    CertificateProblem, Connection, ConnectionState, Delivered, Encryption, Login, RelayTarget, SmtpError, Step,
    Timeouts, Trust, connect,
};
use std::sync::Arc;
use std::time::Duration;

const PIPELINING: &str = "PIPELINING";

fn timeouts() -> Timeouts {
    let short = Duration::from_millis(400);
    Timeouts {
        connect: Duration::from_secs(5),
        handshake: Duration::from_secs(5),
        greeting: short,
        command: short,
        data: short,
        block: short,
        letter: short,
        quit: short,
    }
}

fn target(relay: &Relay) -> RelayTarget {
    RelayTarget {
        host: relay.address.ip().to_string(),
        port: relay.address.port(),
        encryption: Encryption::None,
        login: None,
        client_name: "client.example.org".into(),
        timeouts: timeouts(),
    }
}

fn letter_of(to: &str, text: &str) -> Letter {
    Letter {
        message_id: "<0f3a@example.org>".into(),
        envelope_from: EmailAddress::parse("retur@example.org").unwrap(),
        to: EmailAddress::parse(to).unwrap(),
        bytes: format!("Subject: Hej\r\n\r\n{text}\r\n").into_bytes(),
    }
}

fn letter() -> Letter {
    letter_of("anna@example.org", "Kort.\r\n.\r\n..slut")
}

fn script(offers: &[&'static str], acts: &[(&'static str, Act)]) -> Script {
    Script { offers: offers.to_vec(), acts: acts.to_vec(), ..Script::default() }
}

async fn connected(script: Script) -> (Relay, Connection) {
    let relay = Relay::start(script).await;
    let connection = connect(&target(&relay)).await.unwrap();
    (relay, connection)
}

/// `accepted 250`, `deferred 0`: the outcome's name and the code of its reply.
fn told(delivered: &Delivered) -> String {
    let (name, reply) = match &delivered.outcome {
        DeliveryOutcome::Accepted(reply) => ("accepted", reply),
        DeliveryOutcome::Refused(reply) => ("refused", reply),
        DeliveryOutcome::Deferred(reply) => ("deferred", reply),
        DeliveryOutcome::Unknown(reply) => ("unknown", reply),
        DeliveryOutcome::NotTried => return "not tried".into(),
    };
    format!("{name} {}", reply.code)
}

#[tokio::test]
async fn a_letter_is_delivered_with_and_without_pipelining() {
    for offers in [&[PIPELINING, "SIZE 100000"][..], &[]] {
        let (relay, mut connection) = connected(script(offers, &[])).await;
        for _ in 0..3 {
            let delivered = connection.deliver(&letter()).await;
            assert_eq!(delivered.connection, ConnectionState::StillGood);
            let DeliveryOutcome::Accepted(reply) = delivered.outcome else { panic!("{delivered:?}") };
            assert_eq!((reply.code, reply.enhanced.as_deref(), reply.text.as_str()), (250, Some("2.0.0"), "queued as 4711"));
        }
        connection.quit().await;
        let Heard { commands, letters, .. } = relay.heard();
        let size = if offers.is_empty() { "" } else { " SIZE=38" };
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
    use ConnectionState::{Gone, StillGood};
    let no = |text| Say(text);
    let table: Vec<(&'static str, Act, &str, ConnectionState)> = vec![
        ("MAIL", no("451 4.7.1 later\r\n"), "deferred 451", StillGood),
        ("MAIL", no("550 5.7.1 no\r\n"), "refused 550", StillGood),
        ("MAIL", SayAndClose("421 4.3.2 closing\r\n"), "deferred 421", Gone),
        ("MAIL", no("354 what\r\n"), "deferred 0", Gone),
        ("MAIL", no("HTTP/1.1 400 Bad Request\r\n"), "deferred 0", Gone),
        ("MAIL", EndlessLines, "deferred 0", Gone),
        ("MAIL", EndlessLine, "deferred 0", Gone),
        ("MAIL", Silence, "deferred 0", Gone),
        ("MAIL", Close, "deferred 0", Gone),
        ("RCPT", no("450-4.2.1 busy\r\n450 4.2.1 try later\r\n"), "deferred 450", StillGood),
        ("RCPT", no("550 5.1.1 unknown\r\n"), "refused 550", StillGood),
        ("RCPT", no("251 will forward\r\n"), "accepted 250", StillGood),
        ("RCPT", SayAndClose("421 closing\r\n"), "deferred 421", Gone),
        ("RCPT", SayAndClose("550 5.1.1 unknown\r\n"), "refused 550", Gone),
        ("RCPT", no("250-one\r\n251 two\r\n"), "deferred 0", Gone),
        ("RCPT", no("\u{0}\u{1}\r\n"), "deferred 0", Gone),
        ("RCPT", EndlessLine, "deferred 0", Gone),
        ("RCPT", Silence, "deferred 0", Gone),
        ("RCPT", Close, "deferred 0", Gone),
        ("DATA", no("451 4.3.0 later\r\n"), "deferred 451", StillGood),
        ("DATA", no("554 5.7.1 no\r\n"), "refused 554", StillGood),
        ("DATA", no("250 yes\r\n"), "deferred 0", Gone),
        ("DATA", SayAndClose("421 closing\r\n"), "deferred 421", Gone),
        ("DATA", EndlessLines, "deferred 0", Gone),
        ("DATA", Silence, "deferred 0", Gone),
        ("DATA", Close, "deferred 0", Gone),
        ("DATA", no("354 go ahead\r\n250 have it already\r\n"), "deferred 0", Gone),
        ("DOT", no("250 OK\r\n"), "accepted 250", StillGood),
        ("DOT", SayAndClose("250 OK\r\n"), "accepted 250", StillGood),
        ("DOT", no("452 4.2.2 full\r\n"), "deferred 452", StillGood),
        ("DOT", no("552 5.2.2 full\r\n"), "refused 552", StillGood),
        ("DOT", SayAndClose("421 closing\r\n"), "deferred 421", Gone),
        ("DOT", no("354 more\r\n"), "unknown 0", Gone),
        ("DOT", no("gobbledygook\r\n"), "unknown 0", Gone),
        ("DOT", SayAndClose("250-not the en"), "unknown 0", Gone),
        ("DOT", EndlessLines, "unknown 0", Gone),
        ("DOT", EndlessLine, "unknown 0", Gone),
        ("DOT", Silence, "unknown 0", Gone),
        ("DOT", Close, "unknown 0", Gone),
        ("BODY", Deaf, "unknown 0", Gone),
        ("RSET", Close, "accepted 250", StillGood),
    ];
    for (verb, act, outcome, state) in table {
        for offers in [&[PIPELINING][..], &[]] {
            let (relay, mut connection) = connected(script(offers, &[(verb, act)])).await;
            let delivered = connection.deliver(&letter()).await;
            let case = format!("{verb} {act:?} {offers:?}: {delivered:?} {:?}", relay.heard().commands);
            assert_eq!(told(&delivered), outcome, "{case}");
            assert_eq!(delivered.connection, state, "{case}");
            assert_eq!(connection.state(), state, "{case}");
            let next = connection.deliver(&letter()).await;
            let hung_up = matches!(act, SayAndClose(_) | Close) && verb != "RSET";
            match state {
                Gone => assert_eq!(told(&next), "not tried", "{case}"),
                StillGood if hung_up => assert!(told(&next) == "not tried" || told(&next) == "deferred 0", "{case}"),
                StillGood => assert_eq!(told(&next), "accepted 250", "{case}"),
            }
        }
    }
}

#[tokio::test]
async fn a_refused_recipient_costs_neither_the_others_nor_the_connection() {
    // Some relays want the letter all the same: then an empty one goes to nobody.
    for (data, last) in [("554 5.5.1 no valid recipients\r\n", "RSET"), ("354 go ahead\r\n", "(letter)")] {
        let acts = [("RCPT", Act::Say("550 5.1.1 unknown\r\n")), ("DATA", Act::Say(data)), ("DOT", Act::Say("554 no\r\n"))];
        let acts = if last == "RSET" { &acts[..2] } else { &acts[..] };
        let (relay, mut connection) = connected(script(&[PIPELINING], acts)).await;
        let refused = connection.deliver(&letter_of("bo@example.org", "Til Bo")).await;
        assert_eq!((told(&refused).as_str(), refused.step), ("refused 550", Step::Recipient));
        let delivered = connection.deliver(&letter_of("eva@example.org", "Til Eva")).await;
        assert_eq!(told(&delivered), "accepted 250");
        let Heard { commands, letters, calls } = relay.heard();
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
    let delivered = connection.deliver(&letter()).await;
    assert_eq!((told(&delivered).as_str(), delivered.step), ("refused 553", Step::Mail));
}

#[tokio::test]
async fn a_line_that_the_relay_has_closed_costs_no_letter() {
    for goodbye in [Act::SayAndClose("250 2.0.0 OK\r\n421 4.4.2 idle\r\n"), Act::SayAndClose("250 OK\r\n250 OK\r\n")] {
        let (_relay, mut connection) = connected(script(&[PIPELINING], &[("DOT", goodbye)])).await;
        assert_eq!(told(&connection.deliver(&letter()).await), "accepted 250");
        tokio::time::sleep(Duration::from_millis(50)).await;
        let next = connection.deliver(&letter()).await;
        assert_eq!((next.outcome, next.connection), (DeliveryOutcome::NotTried, ConnectionState::Gone));
    }
}

#[tokio::test]
async fn a_letter_that_was_cut_before_its_last_dot_is_deferred() {
    let big = letter_of("anna@example.org", &"Lang linje.\r\n".repeat(2_000_000));
    let (_relay, mut connection) = connected(script(&[PIPELINING], &[("BODY", Act::Deaf)])).await;
    let delivered = connection.deliver(&big).await;
    assert_eq!((told(&delivered).as_str(), delivered.connection), ("deferred 0", ConnectionState::Gone));
}

#[tokio::test]
async fn what_the_relay_has_said_it_will_not_take_is_not_offered() {
    let (relay, mut connection) = connected(script(&[PIPELINING, "SIZE 20"], &[])).await;
    let delivered = connection.deliver(&letter()).await;
    assert_eq!((told(&delivered).as_str(), delivered.connection), ("refused 552", ConnectionState::StillGood));
    let mut foreign = letter_of("åse@example.org", "Hej");
    foreign.bytes = "To: åse@x.dk\r\n".into();
    assert_eq!(told(&connection.deliver(&foreign).await), "refused 553");
    assert_eq!(relay.heard().commands, ["EHLO client.example.org"]);
    let (relay, mut connection) = connected(script(&["SMTPUTF8", "8BITMIME"], &[])).await;
    assert_eq!(told(&connection.deliver(&foreign).await), "accepted 250");
    assert_eq!(relay.heard().commands[1], "MAIL FROM:<retur@example.org> SMTPUTF8 BODY=8BITMIME");
}

async fn refused(script: Script) -> SmtpError {
    let relay = Relay::start(script).await;
    connect(&target(&relay)).await.unwrap_err()
}

#[tokio::test]
async fn a_relay_that_will_not_begin_is_an_error_and_no_letter_is_touched() {
    for (verb, act, code, transient) in [
        ("GREETING", Act::Say("554 5.3.2 no\r\n"), "smtp-rejected", false),
        ("GREETING", Act::Say("421 4.3.2 busy\r\n"), "smtp-rejected", true),
        ("GREETING", Act::Say("SSH-2.0-OpenSSH_9.2\r\n"), "smtp-not-smtp", false),
        ("GREETING", Act::EndlessLines, "smtp-not-smtp", false),
        ("GREETING", Act::EndlessLine, "smtp-not-smtp", false),
        ("GREETING", Act::Silence, "smtp-timed-out", true),
        ("GREETING", Act::Close, "smtp-closed", true),
        ("EHLO", Act::Say("502 what\r\n"), "smtp-rejected", false),
        ("EHLO", Act::Say("354 what\r\n"), "smtp-not-smtp", false),
        ("EHLO", Act::Silence, "smtp-timed-out", true),
        ("EHLO", Act::Close, "smtp-closed", true),
    ] {
        let error = refused(script(&[], &[(verb, act)])).await;
        assert_eq!((error.code(), error.is_transient()), (code, transient), "{verb} {act:?} {error}");
    }
}

#[tokio::test]
async fn a_relay_that_is_not_there_is_unreachable() {
    let relay = Relay::start(Script::default()).await;
    let mut target = target(&relay);
    drop(relay);
    tokio::time::sleep(Duration::from_millis(50)).await;
    let error = connect(&target).await.unwrap_err();
    assert_eq!((error.code(), error.is_transient()), ("smtp-unreachable", true));
    target.host = "relay.invalid".into();
    assert_eq!(connect(&target).await.unwrap_err().code(), "smtp-host-unknown");
}

#[tokio::test]
async fn an_open_line_leaves_this_machine_never() {
    let relay = Relay::start(Script::default()).await;
    let target = RelayTarget { host: "192.0.2.1".into(), ..target(&relay) };
    let error = connect(&target).await.unwrap_err();
    assert_eq!(error, SmtpError::TlsNoneNeedsLoopback { host: "192.0.2.1".into() });
    assert_eq!(error.code(), "tls-none-needs-loopback");
}

fn encrypted(relay: &Relay, host: &str, trust: Option<&Identity>, implicit: bool) -> RelayTarget {
    let trust = Trust::new(trust.map(|identity| identity.certificate_pem.as_bytes())).unwrap();
    let encryption = if implicit { Encryption::Implicit(trust) } else { Encryption::StartTls(trust) };
    RelayTarget { host: host.into(), encryption, ..target(relay) }
}

#[tokio::test]
async fn a_private_authority_is_trusted_only_where_it_is_named() {
    for implicit_tls in [false, true] {
        let identity = Arc::new(Identity::new(&["localhost"]));
        let offers = if implicit_tls { vec![PIPELINING] } else { vec!["STARTTLS", PIPELINING] };
        let script = Script { offers, implicit_tls, identity: Some(identity.clone()), ..Script::default() };
        let relay = Relay::start(script).await;
        let error = connect(&encrypted(&relay, "localhost", Some(&Identity::new(&["other"])), implicit_tls)).await;
        let problem = |problem, host: &str| Some(SmtpError::Certificate { host: host.into(), problem });
        assert_eq!(error.err(), problem(CertificateProblem::UnknownIssuer, "localhost"));
        let error = connect(&encrypted(&relay, "127.0.0.1", Some(&identity), implicit_tls)).await;
        assert_eq!(error.err(), problem(CertificateProblem::WrongName, "127.0.0.1"));
        let mut connection = connect(&encrypted(&relay, "localhost", Some(&identity), implicit_tls)).await.unwrap();
        for _ in 0..2 {
            assert_eq!(told(&connection.deliver(&letter()).await), "accepted 250");
        }
        connection.quit().await;
        let heard = relay.heard();
        assert_eq!(heard.letters.len(), 2);
        let hellos = heard.commands.iter().filter(|command| command.starts_with("EHLO")).count();
        assert_eq!(hellos, if implicit_tls { 1 } else { 4 }, "{:?}", heard.commands);
    }
}

#[tokio::test]
async fn starttls_is_never_done_without() {
    let identity = Identity::new(&["localhost"]);
    for (offers, act, code) in [
        (vec![], None, "smtp-starttls-not-offered"),
        (vec!["STARTTLS"], Some(Act::Say("454 4.7.0 not now\r\n")), "smtp-rejected"),
        (vec!["STARTTLS"], Some(Act::Say("220 go\r\n250-evil.example\r\n250 PIPELINING\r\n")), "smtp-not-smtp"),
        (vec!["STARTTLS"], Some(Act::Close), "smtp-closed"),
    ] {
        let acts = act.map(|act| ("STARTTLS", act)).into_iter().collect();
        let relay = Relay::start(Script { offers, acts, ..Script::default() }).await;
        let error = connect(&encrypted(&relay, "localhost", Some(&identity), false)).await.unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(relay.heard().commands.iter().all(|command| !command.starts_with("MAIL")));
    }
    let relay = Relay::start(Script::default()).await;
    let error = connect(&encrypted(&relay, "localhost", Some(&identity), true)).await.unwrap_err();
    assert_eq!(error.code(), "smtp-tls-failed", "{error}");
}

#[test]
fn a_ca_file_without_a_certificate_is_an_error() {
    for pem in [&b""[..], b"hello", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        assert_eq!(Trust::new(Some(pem)).unwrap_err(), SmtpError::CaFile);
    }
}

fn login(mechanism: Option<RelayAuth>) -> Login {
    Login { user: "anna".into(), secret: "hemmelig".to_owned().into(), mechanism }
}

async fn logged_in(offers: &[&'static str], acts: &[(&'static str, Act)], login: Login) -> (Result<(), SmtpError>, Heard) {
    let relay = Relay::start(script(offers, acts)).await;
    let target = RelayTarget { login: Some(login), ..target(&relay) };
    let result = connect(&target).await.map(|_| ());
    (result, relay.heard())
}

#[tokio::test]
async fn each_mechanism_says_what_its_paper_says() {
    let challenges = [("AUTH", Act::Say("334 VXNlcm5hbWU6\r\n")), ("LINE", Act::Say("334 UGFzc3dvcmQ6\r\n"))];
    for (offer, acts, mechanism, said) in [
        ("AUTH LOGIN PLAIN", &[][..], None, vec!["AUTH PLAIN AGFubmEAaGVtbWVsaWc="]),
        ("AUTH LOGIN", &challenges[..], None, vec!["AUTH LOGIN", "YW5uYQ==", "aGVtbWVsaWc="]),
        ("AUTH PLAIN LOGIN", &challenges[..], Some(RelayAuth::Login), vec!["AUTH LOGIN", "YW5uYQ==", "aGVtbWVsaWc="]),
        (
            "AUTH XOAUTH2 PLAIN",
            &[][..],
            Some(RelayAuth::Xoauth2),
            vec!["AUTH XOAUTH2 dXNlcj1hbm5hAWF1dGg9QmVhcmVyIGhlbW1lbGlnAQE="],
        ),
    ] {
        let (result, heard) = logged_in(&[offer], acts, login(mechanism)).await;
        assert_eq!(result, Ok(()));
        assert_eq!(heard.commands[1..], said, "{offer}");
    }
}

#[tokio::test]
async fn a_wrong_password_is_an_error_of_the_login() {
    let no = Act::Say("535 5.7.8 wrong\r\n");
    let explained = [("AUTH", Act::Say("334 eyJzdGF0dXMiOiI0MDEifQ==\r\n")), ("LINE", no)];
    for (acts, mechanism) in [(&[("AUTH", no)][..], None), (&explained[..], Some(RelayAuth::Xoauth2))] {
        let (result, heard) = logged_in(&["AUTH PLAIN XOAUTH2"], acts, login(mechanism)).await;
        let error = result.unwrap_err();
        assert!(matches!(&error, SmtpError::Auth { reply, .. } if reply.code == 535), "{error}");
        assert_eq!((error.code(), error.is_transient()), ("smtp-auth-refused", false));
        assert!(!format!("{error} {error:?}").contains("hemmelig"));
        assert_eq!(heard.commands.len(), if mechanism.is_some() { 3 } else { 2 });
    }
    let (result, _) = logged_in(&["AUTH PLAIN"], &[("AUTH", Act::Say("454 4.7.0 later\r\n"))], login(None)).await;
    assert!(result.unwrap_err().is_transient());
}

#[tokio::test]
async fn a_way_in_that_is_not_offered_is_not_tried() {
    for (offers, mechanism) in [(&[][..], None), (&["AUTH XOAUTH2"], None), (&["AUTH PLAIN"], Some(RelayAuth::Xoauth2))] {
        let (result, heard) = logged_in(offers, &[], login(mechanism)).await;
        assert_eq!(result.unwrap_err().code(), "smtp-auth-not-offered");
        assert_eq!(heard.commands.len(), 1);
    }
    assert_eq!(format!("{:?}", login(None)), "Login(…)");
}

#[tokio::test]
async fn a_client_without_a_name_gives_its_address() {
    for name in ["", "a b", "x\r\nMAIL"] {
        let relay = Relay::start(Script::default()).await;
        let target = RelayTarget { client_name: name.into(), ..target(&relay) };
        connect(&target).await.unwrap();
        assert_eq!(relay.heard().commands, ["EHLO [127.0.0.1]"]);
    }
}
