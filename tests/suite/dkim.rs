//! Signatures, from the key to a verifier that is not ours: Debian's dkimpy, which asks a DNS of the test's own.

use super::relay::Sink;
use super::workspace::{SETTINGS, Workspace};
use serde_json::Value;
use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Takes the records of DNS and the letters as JSON; says of each signature of each letter whether it holds, from the top.
const DKIMPY: &str = r#"
import base64, json, sys
import dkim

given = json.load(sys.stdin)

def dns(name, timeout=5):
    name = name.decode() if isinstance(name, bytes) else name
    record = given["dns"].get(name.rstrip("."))
    return record.encode() if record else None

def holds(letter, position):
    try:
        return dkim.DKIM(letter).verify(idx=position, dnsfunc=dns)
    except dkim.DKIMException as error:
        print(error, file=sys.stderr)
        return False

answers = []
for letter in given["letters"]:
    letter = base64.b64decode(letter)
    head = letter.split(b"\r\n\r\n")[0]
    count = sum(line.lower().startswith(b"dkim-signature:") for line in head.split(b"\r\n"))
    answers.append([holds(letter, position) for position in range(count)])
json.dump(answers, sys.stdout)
"#;

/// dkimpy's word on each signature of each letter.
fn dkimpy(records: &[Value], letters: &[Vec<u8>]) -> Vec<Vec<bool>> {
    use base64::Engine;
    let dns: serde_json::Map<_, _> = records
        .iter()
        .map(|record| (record["record_name"].as_str().unwrap().to_owned(), record["record_value"].clone()))
        .collect();
    let encode = |letter: &Vec<u8>| base64::engine::general_purpose::STANDARD.encode(letter);
    let given = serde_json::json!({ "dns": dns, "letters": letters.iter().map(encode).collect::<Vec<_>>() });
    let mut process = Command::new("/usr/bin/python3")
        .args(["-c", DKIMPY])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("python3 starts");
    let mut input = process.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(given.to_string().as_bytes()));
    let output = process.wait_with_output().unwrap();
    let _ = writer.join();
    let error = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "dkimpy (python3-dkim, python3-nacl: tests/run installs them): {error}");
    serde_json::from_slice(&output.stdout).unwrap()
}

/// The lines of the settings that name these keys.
fn named(records: &[Value]) -> String {
    let entries = records.iter().map(|record| {
        let of = |key: &str| record[key].as_str().unwrap().to_owned();
        format!("    - {{domain: {}, selector: {}, key_file: {}}}\n", of("domain"), of("selector"), of("key_file"))
    });
    format!("  dkim:\n{}", entries.collect::<String>())
}

/// Both keys, as `dkim new` makes them, and what DNS is to say of them.
fn both_keys(workspace: &Workspace) -> Vec<Value> {
    let made = |kind: &str| workspace.run(&["dkim", "new", "--key-type", kind, "--json"]).success().json();
    vec![made("rsa"), made("ed25519")]
}

/// A workspace with a meeting that signs with both keys.
fn signing() -> (Workspace, Vec<Value>) {
    let workspace = Workspace::with_meeting();
    let records = both_keys(&workspace);
    let settings = format!("relay:\n{}", named(&records));
    (workspace.settings(&settings), records)
}

fn bytes(letters: Vec<String>) -> Vec<Vec<u8>> {
    letters.into_iter().map(String::into_bytes).collect()
}

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn an_independent_verifier_agrees_with_both_signatures_of_a_thousand_letters() {
    let sink = Sink::start(&[]);
    let workspace = Workspace::with_meeting();
    let records = both_keys(&workspace);
    let relay = format!("relay:\n  url: smtp://127.0.0.1:{}\n  tls: none\n{}", sink.port, named(&records));
    let workspace = workspace.settings(&relay).subscribers(1000);
    workspace.run(&["send", "2026-03", "--yes"]).success();
    // The sink writes lines without CR, and puts some of its own, all headers, before the letter's.
    let mut letters: Vec<Vec<u8>> =
        sink.letters().iter().map(|letter| letter.replace('\n', "\r\n").into_bytes()).collect();
    assert_eq!(letters.len(), 1000);
    let last = letters[0].iter().rposition(u8::is_ascii_alphabetic).unwrap();
    letters.push(letters[0].clone());
    letters[1000][last] ^= 1;
    let answers = dkimpy(&records, &letters);
    let valid = answers[..1000].iter().filter(|answer| **answer == [true, true]).count();
    assert_eq!(valid, 1000, "{:?}", answers.iter().find(|answer| **answer != [true, true]));
    assert_eq!(answers[1000], [false, false], "one byte is another");
}

#[test]
fn letters_of_every_shape_verify() {
    let sign = |workspace: Workspace| {
        let records = both_keys(&workspace);
        let settings = workspace.read("opsamling.yaml");
        // The repository's own settings have a relay already.
        let settings = match settings.split_once("\nrelay:\n") {
            Some((before, after)) => format!("{before}\nrelay:\n{}{after}", named(&records)),
            None => format!("{settings}relay:\n{}", named(&records)),
        };
        workspace.write("opsamling.yaml", settings);
        (workspace, records)
    };
    let (january, records) = sign(Workspace::of_the_repository());
    january
        .run(&["send", "2023-01-12", "--to", "newsletter", "--test", "anna@example.org", "blåbær@example.org"])
        .success();
    let letters = bytes(january.letters());
    assert_eq!(dkimpy(&records, &letters), [[true, true], [true, true]]);

    let names =
        "email;navn\na@example.org;Åse Ø\nb@example.org;\"Holm, \"\"A\"\" B\"\nc@example.org;\nd@example.org;🙂\n";
    let (march, records) = sign(Workspace::with_meeting().file("liste.csv", names));
    march.run(&["subscribers", "import", "liste.csv", "--list", "nyt"]).success();
    march.run(&["send", "2026-03", "--yes"]).success();
    let letters = bytes(march.letters());
    assert_eq!(dkimpy(&records, &letters), vec![[true, true]; 4]);
}

#[test]
fn a_new_key_is_its_owner_s_alone_and_its_words_can_be_pasted() {
    let workspace = Workspace::with_meeting();
    workspace.run(&["dkim", "new", "--selector", "s1", "--dry-run"]).success().says("s1.pem");
    assert!(!workspace.data().exists(), "--dry-run makes nothing");
    let made = workspace.run(&["dkim", "new", "--selector", "s1"]).success();
    let file = workspace.data().join("s1.pem");
    assert_eq!((mode(&file), mode(&workspace.data())), (0o600, 0o700));
    let key = fs::read_to_string(&file).unwrap();
    assert!(!made.out.contains(key.lines().nth(1).unwrap()) && !made.err.contains("PRIVATE"), "the key is not shown");

    // As the one who edits DNS pastes it.
    let value = made.out.lines().find_map(|line| line.strip_prefix("Værdi: ")).unwrap();
    assert!(value.starts_with("v=DKIM1; k=rsa; p=MII"), "{value}");
    let zone = made.out.split("s1._domainkey.example.org. IN TXT ( ").nth(1).unwrap().split(" )").next().unwrap();
    let strings: Vec<&str> = zone.split('\n').map(|it| it.trim().trim_matches('"')).collect();
    assert!(strings.iter().all(|string| string.len() <= 255) && strings.concat() == value, "{zone}");

    // As the secretariat pastes it, and then the lines of a second key below.
    let pasted = |out: &str| out.split("\nTil opsamling.yaml").nth(1).unwrap().split_once('\n').unwrap().1.to_owned();
    let workspace = workspace.settings(&pasted(&made.out));
    workspace.run(&["check"]).success();
    let second = workspace.run(&["dkim", "new", "--selector", "s2", "--key-type", "ed25519"]).success();
    let workspace = workspace.settings(&pasted(&second.out));
    workspace.run(&["check"]).success();
    let shown = workspace.run(&["dkim", "show", "--json"]).success().json();
    assert_eq!(shown[0]["record_value"], value);
    assert_eq!(shown[0]["record_name"], "s1._domainkey.example.org");
    assert_eq!(shown[1]["record_name"], "s2._domainkey.example.org");
    workspace.write("opsamling.yaml", format!("{SETTINGS}relay:\n  url: outbox\n"));
    let third = workspace.run(&["dkim", "new", "--selector", "s3"]).success();
    let workspace = workspace.settings(&pasted(&third.out));
    assert_eq!(workspace.run(&["dkim", "show", "--json"]).success().json()[0]["selector"], "s3");
    let workspace = workspace.file("opsamling.yaml", format!("{SETTINGS}{}", pasted(&made.out)));
    workspace.run(&["dkim", "show"]).success().says(value);

    workspace
        .run(&["dkim", "new", "--selector", "s1", "--key-type", "ed25519"])
        .code(1)
        .says("s1.pem")
        .says("--selector");
    assert_eq!(fs::read_to_string(&file).unwrap(), key, "a key is never written over");
    workspace.run(&["dkim", "new", "--selector", "s;1"]).code(1).says("s;1");
    workspace.run(&["dkim", "new", "--domain", "a b"]).code(1).says("a b");
}

#[test]
fn the_sender_and_the_year_give_the_usual_names() {
    let workspace = Workspace::new();
    workspace.run(&["dkim", "show"]).success().says("dkim new");
    assert_eq!(workspace.run(&["dkim", "show", "--json"]).success().json(), serde_json::json!([]));
    for (record, mark) in both_keys(&workspace).iter().zip(["", "e"]) {
        let selector = record["selector"].as_str().unwrap();
        let year = selector.strip_prefix("s20").and_then(|rest| rest.strip_suffix(mark)).unwrap();
        assert!(year.len() == 2 && year.bytes().all(|it| it.is_ascii_digit()), "{selector}");
        assert_eq!(record["domain"], "example.org");
        assert_eq!(record["key_file"], format!("{selector}.pem"));
    }
    let settings = SETTINGS.split("sender:").next().unwrap();
    Workspace::new().file("opsamling.yaml", settings).run(&["dkim", "new"]).code(1).says("sender");
}

fn openssl(arguments: &[&str], file: &Path) {
    let output = Command::new("openssl")
        .arg(arguments[0])
        .arg("-out")
        .arg(file)
        .args(&arguments[1..])
        .output()
        .expect("openssl starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
}

/// A workspace whose one key is this file, in a folder of its own.
fn with_key(arguments: &[&str]) -> (Workspace, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("key.pem");
    openssl(arguments, &file);
    let entry = format!("{{domain: example.org, selector: s1, key_file: {}}}", file.display());
    let settings = format!("relay:\n  dkim:\n    - {entry}\n");
    (Workspace::with_meeting().settings(&settings), folder)
}

#[test]
fn keys_that_openssl_made_sign_too() {
    for arguments in [
        &["genrsa", "-traditional", "2048"][..],
        &["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:3072"],
        &["genpkey", "-algorithm", "ED25519"],
    ] {
        let (workspace, _folder) = with_key(arguments);
        workspace.run(&["send", "2026-03", "--test", "anna@example.org"]).success();
        let records = workspace.run(&["dkim", "show", "--json"]).success().json();
        let answers = dkimpy(records.as_array().unwrap(), &bytes(workspace.letters()));
        assert_eq!(answers, [[true]], "{arguments:?}");
    }
}

#[test]
fn keys_that_no_receiver_takes_are_refused_before_anything_is_sent() {
    for (arguments, words) in [
        (&["genrsa", "1024"][..], "2048"),
        (&["genrsa", "-traditional", "1024"], "2048"),
        (&["genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:4224"], "4096"),
        (&["genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"], "Ed25519"),
        (&["genrsa", "-aes128", "-passout", "pass:x", "2048"], "adgangskode"),
    ] {
        let (workspace, folder) = with_key(arguments);
        let file = folder.path().join("key.pem").display().to_string();
        let workspace = workspace.subscribers(1);
        for send in [
            &["send", "2026-03", "--yes"][..],
            &["send", "2026-03", "--dry-run"],
            &["send", "2026-03", "--test", "a@example.org"],
        ] {
            workspace.run(send).code(1).says(&file).says(words);
        }
        assert!(workspace.letters().is_empty());
        assert_eq!(workspace.run(&["status", "--json"]).success().json(), serde_json::json!([]), "nothing is frozen");
    }
}

#[test]
fn a_key_that_others_can_read_or_that_is_gone_is_refused() {
    let (workspace, records) = signing();
    let workspace = workspace.subscribers(1);
    let file = workspace.data().join(records[1]["key_file"].as_str().unwrap());
    for open in [0o640, 0o604, 0o620, 0o601] {
        fs::set_permissions(&file, fs::Permissions::from_mode(open)).unwrap();
        let refused = workspace.run(&["send", "2026-03", "--yes"]).code(1);
        refused.says(&file.display().to_string()).says("chmod 600");
    }
    fs::write(&file, "en note").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    workspace.run(&["send", "2026-03", "--yes"]).code(1).says(&file.display().to_string()).says("PEM");
    fs::remove_file(&file).unwrap();
    workspace.run(&["send", "2026-03", "--yes"]).code(1).says(&file.display().to_string()).says("dkim new");
    fs::create_dir(&file).unwrap();
    workspace.run(&["send", "2026-03", "--yes"]).code(1).says(&file.display().to_string());
    assert!(workspace.letters().is_empty());
}

#[test]
fn two_keys_of_one_name_are_refused_and_a_stranger_s_domain_is_a_warning() {
    let (workspace, records) = signing();
    let twice = [records[0].clone(), records[0].clone()];
    let settings = format!("{SETTINGS}relay:\n{}", named(&twice));
    workspace.write("opsamling.yaml", settings);
    workspace.run(&["send", "2026-03", "--test", "a@example.org"]).code(1).says("selector");
    let settings =
        format!("{SETTINGS}relay:\n{}", named(&records)).replace("domain: example.org", "domain: example.com");
    workspace.write("opsamling.yaml", settings);
    workspace.run(&["check"]).success().says("signature-not-the-sender-s").says("example.com");
    workspace.run(&["send", "2026-03", "--test", "a@example.org"]).success();
    workspace.run(&["explain", "key-name-malformed"]).success().says("DNS");
}

#[test]
fn a_mailing_that_is_taken_up_again_is_signed_too() {
    let (workspace, records) = signing();
    let workspace = workspace.subscribers(10);
    let settings = workspace.read("opsamling.yaml");
    workspace.write("opsamling.yaml", format!("{settings}  rate: 5/s\n"));
    let mut send =
        workspace.command(&["send", "2026-03", "--yes"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let deadline = Instant::now() + Duration::from_secs(30);
    while workspace.letters().is_empty() {
        assert!(Instant::now() < deadline, "no letter is written");
        std::thread::sleep(Duration::from_millis(20));
    }
    workspace.run(&["stop", "2026-03"]).success();
    send.wait().unwrap();
    workspace.write("opsamling.yaml", settings);
    let file = workspace.data().join(records[0]["key_file"].as_str().unwrap());
    let key = fs::read(&file).unwrap();
    fs::remove_file(&file).unwrap();
    let before = workspace.letters().len();
    workspace.run(&["resume", "2026-03"]).code(1).says(&file.display().to_string());
    assert_eq!(workspace.letters().len(), before, "nothing leaves unsigned");
    fs::write(&file, key).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    workspace.run(&["resume", "2026-03"]).success();
    assert!(before < 10, "the stop came too late");
    assert_eq!(dkimpy(&records, &bytes(workspace.letters())), vec![[true, true]; 10]);
}

#[test]
fn a_dry_run_counts_the_signatures_and_drafts_have_none() {
    let unsigned = Workspace::with_meeting().subscribers(1);
    let (workspace, _) = signing();
    let workspace = workspace.subscribers(1);
    let size = |workspace: &Workspace| {
        let shown = workspace.run(&["send", "2026-03", "--dry-run", "--json"]).success().json();
        shown["letter_bytes"].as_u64().unwrap()
    };
    assert!((900..1600).contains(&(size(&workspace) - size(&unsigned))), "two signatures");
    workspace.run(&["send", "2026-03", "--yes", "--drafts"]).success();
    assert!(!workspace.letters()[0].contains("DKIM-Signature"), "a mail program writes a draft anew");
}
