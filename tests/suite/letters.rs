//! A letter as those who receive it read it: Python's `email`, SpamAssassin, and the headers one by one.

use super::workspace::Workspace;
use std::io::Write;
use std::process::{Command, Stdio};

fn january() -> Workspace {
    let workspace = Workspace::of_the_repository().file("liste.csv", "email;navn\nanna@example.org;Anna Ågård\n");
    workspace
        .run(&[
            "subscribers",
            "import",
            "liste.csv",
            "--list",
            "newsletter",
            "--source",
            "Prøve",
            "--consented",
            "2023-01-02",
        ])
        .success();
    workspace.run(&["send", "2023-01-12", "--to", "newsletter", "--yes"]).success();
    workspace
}

/// Unfolds a letter's headers: name and value of each.
fn headers(letter: &str) -> Vec<(String, String)> {
    let head = letter.split("\r\n\r\n").next().unwrap().replace("\r\n ", " ").replace("\r\n\t", " ");
    head.split("\r\n")
        .map(|line| line.split_once(": ").unwrap_or_else(|| panic!("{line:?} is no header")))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn header(letter: &str, name: &str) -> String {
    let headers = headers(letter);
    let mut found = headers.iter().filter(|(it, _)| it.eq_ignore_ascii_case(name));
    let (_, value) = found.next().unwrap_or_else(|| panic!("no {name} in {headers:?}"));
    assert!(found.next().is_none(), "{name} twice");
    value.clone()
}

#[test]
fn a_letter_has_what_a_mailing_list_owes_its_readers() {
    let letters = january().letters();
    let letter = &letters[0];
    assert_eq!(letters.len(), 1);
    assert!(header(letter, "From").ends_with("<netvaerk@example.org>"));
    assert!(header(letter, "To").ends_with("<anna@example.org>"));
    assert!(header(letter, "Message-ID").ends_with("@example.org>"));
    assert!(header(letter, "List-Id").contains("<newsletter."));
    let unsubscribe = header(letter, "List-Unsubscribe");
    assert!(unsubscribe.starts_with("<https://tilmelding.example.org/"), "{unsubscribe}");
    assert!(unsubscribe.contains("<mailto:"), "{unsubscribe}");
    assert_eq!(header(letter, "List-Unsubscribe-Post"), "List-Unsubscribe=One-Click");
    for never in ["Auto-Submitted", "Precedence", "Bcc", "X-Mailer"] {
        assert!(!headers(letter).iter().any(|(name, _)| name.eq_ignore_ascii_case(never)), "{never}");
    }
    assert!(letter.split("\r\n").all(|line| line.len() <= 998), "a line over 998 bytes");
    assert!(!letter.replace("\r\n", "").contains(['\r', '\n']), "a line that does not end in CRLF");
    assert!(letter.find("text/plain").unwrap() < letter.find("text/html").unwrap(), "text before html");
    assert!(letter.len() <= 250_000, "{}", letter.len());
}

#[test]
fn without_a_service_there_is_a_mailto_alone() {
    let workspace = Workspace::with_meeting().subscribers(1);
    workspace.run(&["send", "2026-03", "--yes"]).success();
    let letter = &workspace.letters()[0];
    assert!(header(letter, "List-Unsubscribe").starts_with("<mailto:svar@example.org"));
    assert!(!letter.contains("List-Unsubscribe-Post"));
}

#[test]
fn a_strange_name_reaches_no_header_and_no_markup() {
    let workspace = Workspace::with_meeting()
        .file("liste.csv", "email;navn\na@example.org;\"\"\"><script>\"\nb@example.org;\"Bo\r\nBcc: ond\"\n");
    workspace.run(&["subscribers", "import", "liste.csv", "--list", "nyt"]).success();
    workspace.run(&["send", "2026-03", "--yes"]).success();
    let letters = workspace.letters();
    assert_eq!(letters.len(), 2);
    for letter in &letters {
        assert!(!headers(letter).iter().any(|(name, _)| name.eq_ignore_ascii_case("Bcc")), "{letter}");
        let html = letter.split("text/html").nth(1).unwrap().replace("=\r\n", "");
        assert!(!html.contains("><script>"), "{html}");
    }
}

#[test]
fn drafts_are_marked_for_outlook() {
    let workspace = Workspace::with_meeting().subscribers(2);
    workspace.run(&["send", "2026-03", "--yes", "--drafts"]).success();
    let letters = workspace.letters();
    assert_eq!(letters.len(), 2);
    assert!(letters.iter().all(|letter| header(letter, "X-Unsent") == "1"));
}

/// Says of a letter on stdin what a strict reader finds wrong, and nothing where all is well.
const STRICT_READER: &str = r#"
import email, email.policy, sys
letter = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
for part in letter.walk():
    for defect in part.defects:
        print("defect", part.get_content_type(), repr(defect))
    for name, value in part.items():
        for defect in value.defects:
            print("defect", name, repr(defect))
body = [part.get_content_type() for part in letter.walk() if not part.is_multipart()]
if body[:2] != ["text/plain", "text/html"]:
    print("order", body)
if [address.addr_spec for address in letter["to"].addresses] != ["anna@example.org"]:
    print("to", letter["to"])
if "Anna Ågård" not in str(letter["to"]):
    print("name", letter["to"])
for kind in ("plain", "html"):
    text = letter.get_body((kind,)).get_content()
    for words in ("Anna Ågård", "MitID", "https://tilmelding.example.org/"):
        if words not in text:
            print("missing", kind, words)
"#;

#[test]
fn pythons_strict_reader_finds_no_defect() {
    let letter = january().letters().remove(0);
    let found = through("python3", &["-c", STRICT_READER], &letter);
    assert_eq!(found, "", "{letter}");
}

#[test]
fn spamassassin_gives_it_less_than_two_points() {
    let letter = january().letters().remove(0);
    let marked = through("spamassassin", &["-t", "-L"], &letter);
    let line = marked.lines().find(|line| line.starts_with("X-Spam-Status:")).expect("SpamAssassin's word");
    let score = line.split("score=").nth(1).unwrap().split_whitespace().next().unwrap();
    assert!(score.parse::<f64>().unwrap() < 2.0, "{marked}");
}

/// What a program prints that is given this text.
fn through(program: &str, arguments: &[&str], text: &str) -> String {
    let mut process = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}; tests/run installs it"));
    process.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = process.wait_with_output().unwrap();
    assert!(output.status.success(), "{program} failed");
    String::from_utf8_lossy(&output.stdout).into_owned()
}
