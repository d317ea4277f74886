//! The preview: a page of every document, new as files are saved, for this machine alone.

use super::workspace::{MEETING, Workspace};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// A preview that runs until it is dropped.
struct Running {
    process: Child,
    address: String,
}

impl Running {
    fn of(workspace: &Workspace) -> Self {
        let mut command = workspace.command(&["preview", "--port", "0", "--json"]);
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("the binary runs");
        let mut said = String::new();
        let mut lines = BufReader::new(process.stdout.take().unwrap());
        while !said.contains('}') {
            assert!(lines.read_line(&mut said).unwrap() > 0, "the preview ended: {said}");
        }
        let said: serde_json::Value = serde_json::from_str(&said).unwrap();
        let url = said["url"].as_str().unwrap().to_owned();
        let address = url.trim_start_matches("http://").trim_end_matches('/').to_owned();
        assert!(address.starts_with("127.0.0.1:"), "{url}");
        Self { process, address }
    }

    /// The status and the whole answer.
    fn get(&self, path: &str) -> (u16, String) {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", self.address))
    }

    fn ask(&self, request: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(60))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let answer = String::from_utf8_lossy(&bytes).into_owned();
        // The templates write it so.
        (answer.split(' ').nth(1).unwrap().parse().unwrap(), answer.replace("&#x2f;", "/"))
    }

    /// The stream of changes, from now on.
    fn changes(&self) -> Changes {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        write!(stream, "GET /changes HTTP/1.1\r\nHost: {}\r\n\r\n", self.address).unwrap();
        let mut changes = Changes { lines: BufReader::new(stream) };
        changes.line("content-type: text/event-stream");
        changes
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

struct Changes {
    lines: BufReader<TcpStream>,
}

impl Changes {
    fn line(&mut self, wanted: &str) -> String {
        loop {
            let mut line = String::new();
            assert!(self.lines.read_line(&mut line).expect("an event in time") > 0, "the stream ended");
            if line.to_lowercase().starts_with(wanted) {
                return line;
            }
        }
    }

    /// What the next event tells.
    fn next(&mut self) -> serde_json::Value {
        serde_json::from_str(self.line("data: ").trim_start_matches("data: ")).unwrap()
    }
}

/// The addresses that a page leads to.
fn links(page: &str) -> Vec<String> {
    let quoted = |mark: &str| {
        page.split(mark).skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    [quoted("href=\""), quoted("src=\"")].concat().into_iter().map(|it| it.replace("&amp;", "&")).collect()
}

#[test]
fn every_document_of_every_record_is_shown() {
    let workspace = Workspace::of_the_repository();
    let preview = Running::of(&workspace);
    let front = preview.get("/").1;
    assert!(front.contains("udgivet"), "{front}");
    let records: Vec<String> = links(&front).into_iter().filter(|link| link.starts_with("/records/")).collect();
    assert!(records.len() >= 3, "{front}");
    let mut shown = 0;
    for record in records {
        let page = preview.get(&record).1;
        assert!(page.contains("class=\"skip\" href=\"#shown\"") && page.contains("id=\"shown\""), "{page}");
        for link in links(&page).into_iter().filter(|link| !link.starts_with('#')) {
            let leaf = link.strip_prefix("?show=").map(|leaf| format!("{record}/{}", leaf.split('&').next().unwrap()));
            let path = leaf.unwrap_or(link);
            let (status, answer) = preview.get(&path);
            let expected = if path.ends_with(".pdf") && !cfg!(feature = "pdf") { 422 } else { 200 };
            assert_eq!(status, expected, "{path}: {answer}");
            // Its pictures, too.
            if path.ends_with("summary.html") || path.contains("/mail.") {
                let pictures: Vec<_> = links(&answer).into_iter().filter(|link| link.starts_with("/files/")).collect();
                for picture in pictures {
                    assert_eq!(preview.get(&picture).0, 200, "{picture} of {path}");
                    shown += 1;
                }
                assert!(!answer.contains("src=\"http"), "{path} fetches from elsewhere");
            }
        }
    }
    assert!(shown > 5, "only {shown} pictures");
}

#[test]
fn what_is_saved_is_shown_at_once() {
    let workspace = Workspace::with_meeting();
    let preview = Running::of(&workspace);
    let page = "/records/2026-03-12-moede/summary.html";
    let mut changes = preview.changes();
    assert!(preview.get(page).1.contains("bød velkommen"));

    let saved = Instant::now();
    workspace.write("meetings/2026-03-12-moede.yaml", MEETING.replace("bød velkommen", "tog imod"));
    assert_eq!(changes.next()["unread"], serde_json::json!([]));
    assert!(preview.get(page).1.contains("tog imod"));
    assert!(saved.elapsed() < Duration::from_secs(2), "it took {:?}", saved.elapsed());

    // Half-way through a thought.
    workspace.write("meetings/2026-03-12-moede.yaml", "title: [\n");
    assert_eq!(changes.next()["unread"], serde_json::json!(["meetings/2026-03-12-moede.yaml"]));
    let (status, broken) = preview.get("/records/2026-03-12-moede");
    assert!(status == 200 && broken.contains("meetings/2026-03-12-moede.yaml:1"), "{broken}");
    let (status, beside) = preview.get("/records/2026-03-12-moede/findings");
    assert!(status == 200 && beside.contains("meetings/2026-03-12-moede.yaml:1"), "{beside}");
    // Read in part: what is left of it is no page to show.
    workspace.write("meetings/2026-03-12-moede.yaml", MEETING.replace("12. marts 2026", "31. februar 2026"));
    assert_eq!(changes.next()["unread"], serde_json::json!(["meetings/2026-03-12-moede.yaml"]));
    // Gone, and back: the page that says so looks again by itself.
    std::fs::remove_file(workspace.root().join("meetings/2026-03-12-moede.yaml")).unwrap();
    changes.next();
    let (status, missing) = preview.get("/records/2026-03-12-moede");
    assert!(status == 404 && missing.contains("script-src 'self'") && missing.contains("preview.js"), "{missing}");
    workspace.write("meetings/2026-03-12-moede.yaml", MEETING);
    changes.next();
    assert!(preview.get(page).1.contains("bød velkommen"));

    // A template of one's own, and one that throws.
    workspace.write("templates/summary.html", "<h1>Vores egen: {{ summary.title }}</h1>");
    changes.next();
    assert!(preview.get(page).1.contains("Vores egen: "));
    workspace.write("templates/summary.html", "<h1>{{ summary.titel.navn }}</h1>");
    changes.next();
    let (status, answer) = preview.get(page);
    assert!(status == 422 && answer.contains("summary.html"), "{answer}");
}

#[test]
fn settings_that_cannot_be_read_are_told_and_then_mended() {
    let workspace = Workspace::with_meeting();
    let settings = workspace.read("opsamling.yaml");
    workspace.write("opsamling.yaml", "id: [\n");
    let preview = Running::of(&workspace);
    let mut changes = preview.changes();
    assert!(preview.get("/").1.contains("opsamling.yaml:1"));
    let (status, broken) = preview.get("/records/2026-03-12-moede");
    assert!(status == 200 && broken.contains("opsamling.yaml:1"), "{broken}");
    workspace.write("opsamling.yaml", &settings);
    changes.next();
    assert!(preview.get("/").1.contains("/records/2026-03-12-moede"));
    // A page that is open stays as it is, and tells beside it what is wrong.
    workspace.write("opsamling.yaml", "id: [\n");
    assert_eq!(changes.next()["unread"], serde_json::json!(["opsamling.yaml"]));
    let (status, beside) = preview.get("/records/2026-03-12-moede/findings");
    assert!(status == 200 && beside.contains("opsamling.yaml:1"), "{beside}");
}

#[test]
fn findings_stand_beside_the_document() {
    let workspace = Workspace::new().meeting("2026-03-12-moede", &MEETING.replace("12. marts", "fredag den 12. marts"));
    let preview = Running::of(&workspace);
    let findings = preview.get("/records/2026-03-12-moede/findings").1;
    assert!(
        findings.contains("meetings/2026-03-12-moede.yaml:2") && findings.contains("class=\"error\""),
        "{findings}"
    );
    assert!(preview.get("/records/2026-03-12-moede").1.contains("torsdag"));
}

#[test]
fn nobody_else_is_answered_and_nothing_else_is_shown() {
    let workspace = Workspace::of_the_repository().file("files/hemmeligt.txt", "nobody names it");
    let preview = Running::of(&workspace);
    let as_host = |host: &str| preview.ask(&format!("GET / HTTP/1.1\r\n{host}Connection: close\r\n\r\n")).0;
    assert_eq!(as_host(&format!("Host: {}\r\n", preview.address)), 200);
    assert_eq!(as_host("Host: localhost:1234\r\n"), 200);
    for host in
        ["Host: evil.example.org\r\n", "Host: 127.0.0.1.example.org\r\n", "Host: localhost\r\nHost: localhost\r\n"]
    {
        assert_eq!(as_host(host), 421, "{host}");
    }
    let post = format!("POST / HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n", preview.address);
    assert_eq!(preview.ask(&post).0, 405);
    for path in [
        "/files/opsamling.yaml",
        "/files/../opsamling.yaml",
        "/files/%2e%2e/%2e%2e/etc/passwd",
        "/files/meetings/2023-01-12-aeldre-sagen.yaml",
        "/files/files/hemmeligt.txt",
        "/records/findes-ikke",
        "/records/2023-01-12-aeldre-sagen/news.html",
        "/records/2023-01-12-aeldre-sagen/mail.findes-ikke.html",
        "/look/../frame.html",
    ] {
        assert_eq!(preview.get(path).0, 404, "{path}");
    }
    let answer = preview.get("/records/2023-01-12-aeldre-sagen/summary.html").1.to_lowercase();
    for header in
        ["content-security-policy: default-src 'none'", "cache-control: no-store", "x-content-type-options: nosniff"]
    {
        assert!(answer.contains(header), "{header}");
    }
}

#[test]
#[cfg(unix)]
fn ctrl_c_closes_the_preview_also_while_pages_are_open() {
    let workspace = Workspace::with_meeting();
    let mut preview = Running::of(&workspace);
    let _open = preview.changes();
    let id = preview.process.id().to_string();
    assert!(std::process::Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    let asked = Instant::now();
    let ended = loop {
        match preview.process.try_wait().unwrap() {
            Some(ended) => break ended,
            None => assert!(asked.elapsed() < Duration::from_secs(10), "it does not end"),
        }
        std::thread::sleep(Duration::from_millis(20));
    };
    assert_eq!(ended.code(), Some(0));
}

#[test]
fn a_port_that_is_taken_is_told() {
    let workspace = Workspace::with_meeting();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    workspace.run(&["preview", "--port", &port]).code(3).says(&port);
    workspace.run(&["preview", "findes-ikke"]).code(1).says("findes-ikke");
}
