//! What a relay can do before the first letter: greeting, encryption, login.

use super::relay::{Act, Heard, Identity, Relay, Script};
use super::{PIPELINING, deliver, letter, script, target, told};
use crate::model::RelayAuth;
use crate::smtp::{CertificateProblem, Encryption, Login, NoSecret, RelayTarget, SmtpError, Trust, connect};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;

#[tokio::test]
async fn a_relay_that_will_not_begin_is_an_error_and_no_letter_is_touched() {
    let mut cases = JoinSet::new();
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
        cases.spawn(async move {
            let relay = Relay::start(script(&[], &[(verb, act)])).await;
            let error = connect(&target(&relay)).await.unwrap_err();
            assert_eq!((error.code(), error.is_transient()), (code, transient), "{verb} {act:?} {error}");
        });
    }
    while let Some(case) = cases.join_next().await {
        case.unwrap();
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
            assert_eq!(told(&deliver(&mut connection, &letter()).await), "accepted 250");
        }
        connection.quit().await;
        let heard = relay.heard();
        assert_eq!(heard.letters.len(), 2);
        let hellos = heard.commands.iter().filter(|command| command.starts_with("EHLO")).count();
        assert_eq!(hellos, if implicit_tls { 1 } else { 4 }, "{:?}", heard.commands);
    }
}

#[tokio::test]
async fn a_certificate_that_has_run_out_is_told_as_that() {
    let identity = Arc::new(Identity::until(&["localhost"], 2020));
    let script = Script { implicit_tls: true, identity: Some(identity.clone()), ..Script::default() };
    let relay = Relay::start(script).await;
    let error = connect(&encrypted(&relay, "localhost", Some(&identity), true)).await.unwrap_err();
    assert_eq!(error.code(), "smtp-certificate-expired", "{error}");
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
    Login { user: "anna".into(), secret: Arc::new(|| Ok("hemmelig".into())), mechanism }
}

async fn logged_in(
    offers: &[&'static str],
    acts: &[(&'static str, Act)],
    login: Login,
) -> (Result<(), SmtpError>, Heard) {
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
    for (offers, mechanism) in [(&[][..], None), (&["AUTH XOAUTH2"], None), (&["AUTH PLAIN"], Some(RelayAuth::Xoauth2))]
    {
        let (result, heard) = logged_in(offers, &[], login(mechanism)).await;
        assert_eq!(result.unwrap_err().code(), "smtp-auth-not-offered");
        assert_eq!(heard.commands.len(), 1);
    }
    assert_eq!(format!("{:?}", login(None)), "Login(…)");
}

#[tokio::test]
async fn a_secret_is_asked_for_anew_for_each_line() {
    let relay = Relay::start(script(&["AUTH XOAUTH2"], &[])).await;
    let asked = AtomicU32::new(0);
    let secret = move || match asked.fetch_add(1, Ordering::Relaxed) {
        2 => Err(NoSecret { code: "secret-command-failed", arguments: Vec::new(), cause: None }),
        count => Ok(format!("token {count}").into()),
    };
    let login = Login { secret: Arc::new(secret), ..login(Some(RelayAuth::Xoauth2)) };
    let target = RelayTarget { login: Some(login), ..target(&relay) };
    for _ in 0..2 {
        connect(&target).await.unwrap().quit().await;
    }
    let error = connect(&target).await.unwrap_err();
    assert_eq!((error.code(), error.is_transient()), ("secret-command-failed", true));
    let heard = relay.heard();
    assert_eq!(heard.calls, 2, "nobody is called who could not be logged in to");
    let said: Vec<_> = heard.commands.iter().filter(|command| command.starts_with("AUTH")).collect();
    assert_eq!(said.len(), 2);
    assert_ne!(said[0], said[1]);
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
