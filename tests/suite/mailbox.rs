//! A real mailbox: Dovecot on loopback in a temporary folder, with a certificate of its own; it ends with its story.

use super::relay::free_port;
use super::returned::{report_on, sent, state};
use super::workspace::Workspace;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Where Debian's `dovecot-core` puts it; `tests/run` installs it.
const DOVECOT: &str = "/usr/sbin/dovecot";

/// Whether the tests run as root, as which servers want to become somebody else.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|it| it.uid() == 0)
}

/// What a command prints.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output().unwrap();
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

/// A Dovecot whose every user has the password `hemmelig`.
struct Dovecot {
    process: Child,
    folder: tempfile::TempDir,
    port: u16,
    certificate: String,
    user: String,
}

impl Dovecot {
    fn start() -> Self {
        assert!(Path::new(DOVECOT).exists(), "{DOVECOT} is missing: tests/run installs it");
        let folder = tempfile::Builder::new().prefix("dovecot-").tempdir().unwrap();
        fs::set_permissions(folder.path(), PermissionsExt::from_mode(0o777)).unwrap();
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let certificate = made.cert.pem();
        fs::write(folder.path().join("certificate.pem"), &certificate).unwrap();
        fs::write(folder.path().join("key.pem"), made.signing_key.serialize_pem()).unwrap();
        let (user, group) = if is_root() {
            ("nobody".to_owned(), "nogroup".to_owned())
        } else {
            (said("id", &["-un"]), said("id", &["-gn"]))
        };
        let port = free_port();
        let home = folder.path().display();
        let settings = format!(
            "base_dir = {home}/run\nstate_dir = {home}/state\nlog_path = {home}/log\nprotocols = imap\nlisten = 127.0.0.1\n\
             ssl = required\nssl_cert = <{home}/certificate.pem\nssl_key = <{home}/key.pem\n\
             mail_location = maildir:{home}/mail/%u\nfirst_valid_uid = 1\n\
             default_internal_user = {user}\ndefault_internal_group = {group}\ndefault_login_user = {user}\n\
             service imap-login {{\n  chroot =\n  inet_listener imap {{\n    port = 0\n  }}\n  inet_listener imaps {{\n    \
             port = {port}\n    ssl = yes\n  }}\n}}\nservice anvil {{\n  chroot =\n}}\n\
             passdb {{\n  driver = static\n  args = password=hemmelig\n}}\n\
             userdb {{\n  driver = static\n  args = uid={user} gid={group} home={home}/mail/%u\n}}\n"
        );
        fs::write(folder.path().join("dovecot.conf"), settings).unwrap();
        let process = Command::new(DOVECOT)
            .args(["-F", "-c"])
            .arg(folder.path().join("dovecot.conf"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("dovecot starts");
        let dovecot = Self { process, folder, port, certificate, user };
        let deadline = Instant::now() + Duration::from_secs(20);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            let log = fs::read_to_string(dovecot.folder.path().join("log")).unwrap_or_default();
            assert!(Instant::now() < deadline, "dovecot does not answer: {log}");
            std::thread::sleep(Duration::from_millis(50));
        }
        dovecot
    }

    /// Puts a mail into a folder of the user `retur`, as a delivery would.
    fn deliver(&self, folder: &str, name: &str, text: &str) {
        let mail = self.folder.path().join("mail");
        let maildir = mail.join("retur").join(folder);
        for part in ["tmp", "new", "cur"] {
            fs::create_dir_all(maildir.join(part)).unwrap();
        }
        fs::write(maildir.join("new").join(name), text.replace('\n', "\r\n")).unwrap();
        if is_root() {
            let owner = format!("{}:", self.user);
            assert!(Command::new("chown").args(["-R", &owner]).arg(&mail).status().unwrap().success());
        }
    }

    /// The names of the mails of a folder, with their flags.
    fn files(&self, folder: &str) -> Vec<String> {
        let maildir = self.folder.path().join("mail/retur").join(folder);
        let names = ["new", "cur"].iter().flat_map(|part| fs::read_dir(maildir.join(part)).unwrap());
        let mut names: Vec<String> = names.map(|it| it.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn url(&self, folder: &str) -> String {
        format!("imaps://retur@localhost:{}/{folder}", self.port)
    }

    /// A workspace that trusts it and has the password.
    fn workspace(&self) -> Workspace {
        Workspace::with_meeting()
            .file("relay.pem", &self.certificate)
            .settings("relay:\n  url: outbox\n  ca_file: relay.pem\n")
            .environment("OPSAMLING_IMAP_PASSWORD", "hemmelig")
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // Asked rather than killed, it takes its own processes along.
        let _ = Command::new("kill").arg(self.process.id().to_string()).status();
        let deadline = Instant::now() + Duration::from_secs(5);
        while matches!(self.process.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Whether the mail whose file's name begins so is marked as read.
fn is_seen(files: &[String], name: &str) -> bool {
    let file = files.iter().find(|file| file.starts_with(name)).unwrap_or_else(|| panic!("{name} is not in {files:?}"));
    file.rsplit_once("2,").is_some_and(|(_, flags)| flags.contains('S'))
}

#[test]
fn returned_mail_is_read_from_a_server_once_and_left_there() {
    let dovecot = Dovecot::start();
    let workspace = dovecot.workspace().subscribers(40);
    let letters = sent(&workspace);
    for n in 0..20 {
        dovecot.deliver("", &format!("{n:02}.h"), &report_on(&letters, &format!("navn{n}@example.org"), "550"));
    }
    dovecot.deliver("", "svar.h", "From: navn30@example.org\nSubject: Re: Opsamling\n\nTak.\n");
    dovecot.deliver(".Gr&APg-n", "1.h", &report_on(&letters, "navn31@example.org", "550"));
    let source = dovecot.url("");
    let trial = workspace.run(&["bounces", &source, "--dry-run", "--json"]).success().json();
    assert!(!is_seen(&dovecot.files(""), "00.h"));
    assert_eq!(state(&workspace, "navn0@example.org"), "active");
    let told = workspace.run(&["bounces", &source, "--json"]).success().json();
    assert_eq!(trial, told);
    assert_eq!(told.as_array().unwrap().len(), 21);
    assert_eq!(told[0]["file"], format!("imaps://localhost:{}/INBOX#1", dovecot.port));
    for n in 0..20 {
        assert_eq!(state(&workspace, &format!("navn{n}@example.org")), "bounced");
    }
    let files = dovecot.files("");
    assert_eq!(files.len(), 21);
    assert!(is_seen(&files, "00.h") && is_seen(&files, "19.h") && !is_seen(&files, "svar.h"), "{files:?}");
    let again = workspace.run(&["bounces", &source, "--json"]).success().json();
    assert_eq!(again.as_array().unwrap().len(), 1, "{again}");
    workspace.run(&["bounces", &dovecot.url("Gr%C3%B8n")]).success();
    assert_eq!(state(&workspace, "navn31@example.org"), "bounced");
}

#[test]
fn what_was_done_before_the_reading_broke_off_is_told() {
    let dovecot = Dovecot::start();
    let workspace = dovecot.workspace().subscribers(6);
    let letters = sent(&workspace);
    for n in 0..6 {
        dovecot.deliver("", &format!("{n}.h"), &report_on(&letters, &format!("navn{n}@example.org"), "550"));
    }
    let last = dovecot.folder.path().join("mail/retur/new/5.h");
    std::os::unix::fs::chown(&last, Some(0), None).or_else(|_| fs::metadata(&last).map(drop)).unwrap();
    fs::set_permissions(&last, PermissionsExt::from_mode(0o000)).unwrap();
    for verb in ["bounces", "inbox"] {
        let told = workspace.run(&[verb, &dovecot.url(""), "--dry-run", "--json"]).code(3).json();
        assert_eq!(told.as_array().unwrap().len(), 4, "{told}");
    }
    let told = workspace.run(&["bounces", &dovecot.url("")]).code(3);
    told.says("navn3@example.org");
    assert_eq!(state(&workspace, "navn3@example.org"), "bounced");
    assert_eq!(state(&workspace, "navn4@example.org"), "active");
}

#[test]
fn people_leave_through_a_mailbox_also_where_a_person_opened_their_mail_first() {
    let dovecot = Dovecot::start();
    let workspace = dovecot.workspace().subscribers(3);
    dovecot.deliver("", "1.h", "From: navn0@example.org\nSubject: Afmeld\n\n\n");
    dovecot.deliver("", "2.h", "From: Navn 1 <navn1@example.org>\nSubject: Hvornår er næste møde?\n\nHilsen\n");
    let source = dovecot.url("");
    let told = workspace.run(&["inbox", &source, "--json"]).success().json();
    assert_eq!((&told[0]["kind"], &told[1]["kind"]), (&"unsubscribe".into(), &"other".into()), "{told}");
    assert_eq!(state(&workspace, "navn0@example.org"), "left");
    let files = dovecot.files("");
    assert!(is_seen(&files, "1.h") && !is_seen(&files, "2.h"), "{files:?}");
    workspace.run(&["inbox", &source, "--language", "en"]).success().says("no new mail");
    let cur: PathBuf = dovecot.folder.path().join("mail/retur/cur");
    dovecot.deliver("", "3.h", "From: navn2@example.org\nSubject: frameld\n\n\n");
    fs::rename(dovecot.folder.path().join("mail/retur/new/3.h"), cur.join("3.h:2,S")).unwrap();
    workspace.run(&["inbox", &source]).success();
    assert_eq!(state(&workspace, "navn2@example.org"), "left");
}

#[test]
fn a_server_that_says_no_or_is_somebody_else_is_told_as_such() {
    let dovecot = Dovecot::start();
    let workspace = dovecot.workspace().environment("OPSAMLING_IMAP_PASSWORD", "forkert");
    let source = dovecot.url("");
    workspace
        .run(&["bounces", &source, "--language", "en"])
        .code(3)
        .says("does not let the user in")
        .never_says("forkert");
    let workspace = dovecot.workspace();
    workspace.run(&["bounces", &dovecot.url("Ingen"), "--language", "en"]).code(3).says("does not open the folder");
    let elsewhere = format!("imaps://retur@127.0.0.1:{}/", dovecot.port);
    workspace.run(&["inbox", &elsewhere, "--language", "en"]).code(3).says("not for that name");
    let stranger = Workspace::with_meeting().environment("OPSAMLING_IMAP_PASSWORD", "hemmelig");
    stranger.run(&["inbox", &source, "--language", "en"]).code(3).says("nobody whom this machine trusts");
    let broken = dovecot.workspace().file("relay.pem", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n");
    broken.run(&["inbox", &source, "--language", "en"]).code(3).says("ca_file").never_says("base64");
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = plain.local_addr().unwrap().port();
    let greeter = std::thread::spawn(move || {
        let (mut line, _) = plain.accept().unwrap();
        line.write_all(b"* OK ready\r\n").unwrap();
        let _ = line.read(&mut [0; 1024]);
        // It stays until the other has heard it.
        let _ = line.read(&mut [0; 1024]);
    });
    let in_the_open = format!("imaps://retur@localhost:{port}/");
    workspace.run(&["inbox", &in_the_open, "--language", "en"]).code(3).says(&format!("port {port}")).says("993");
    greeter.join().unwrap();
    let nobody = format!("imaps://retur@localhost:{}/", free_port());
    workspace.run(&["inbox", &nobody, "--language", "en"]).code(3).says("cannot be reached");
}
