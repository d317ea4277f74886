//! Relays to send to: Postfix's `smtp-sink`, and one of our own that answers as a story wants it. Loopback only; each ends
//! with the story that started it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// Where Debian's `postfix` puts it; `tests/run` installs it.
const SINK: &str = "/usr/sbin/smtp-sink";

/// A port of loopback that nobody uses at the moment.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

/// Postfix's `smtp-sink`, which takes every letter.
pub struct Sink {
    process: Child,
    folder: tempfile::TempDir,
    /// Where it listens.
    pub port: u16,
}

impl Sink {
    /// Starts it; it writes each letter down.
    pub fn start(more: &[&str]) -> Self {
        assert!(Path::new(SINK).exists(), "{SINK} is missing: tests/run installs it");
        let folder = tempfile::tempdir().unwrap();
        let port = free_port();
        let mut command = Command::new(SINK);
        // As root it wants to be somebody else, who must then be able to write.
        if fs::metadata("/proc/self").is_ok_and(|it| std::os::unix::fs::MetadataExt::uid(&it) == 0) {
            command.args(["-u", "nobody"]);
            let everybody = std::os::unix::fs::PermissionsExt::from_mode(0o777);
            fs::set_permissions(folder.path(), everybody).unwrap();
        }
        let process = command
            .args(more)
            .args(["-d", &format!("{}/%H.", folder.path().display())])
            .args([&format!("127.0.0.1:{port}"), "100"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("smtp-sink starts");
        let sink = Self { process, folder, port };
        let deadline = Instant::now() + Duration::from_secs(10);
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            assert!(Instant::now() < deadline, "smtp-sink does not answer");
            std::thread::sleep(Duration::from_millis(20));
        }
        sink
    }

    /// How many letters each recipient has.
    pub fn recipients(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for letter in self.letters() {
            // The dump opens with what was said in the dialogue; only its own lines count, not the letter's.
            let head = letter.split("\n\n").next().unwrap_or_default();
            for line in head.lines().filter_map(|line| line.strip_prefix("X-Rcpt-Args: ")) {
                let address = line.trim_start_matches('<').split('>').next().unwrap_or_default();
                *counts.entry(address.to_owned()).or_insert(0) += 1;
            }
        }
        counts
    }

    /// How many letters have begun to come in.
    pub fn count(&self) -> usize {
        fs::read_dir(self.folder.path()).unwrap().count()
    }

    /// Every letter that has come in whole, as it was written down.
    pub fn letters(&self) -> Vec<String> {
        let mut files: Vec<_> = fs::read_dir(self.folder.path()).unwrap().map(|it| it.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| String::from_utf8_lossy(&fs::read(file).unwrap()).into_owned()).collect()
    }
}

impl Drop for Sink {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What our own relay does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// Takes every letter.
    Kind,
    /// Takes every letter, each within 2 ms.
    Steady,
    /// Says 550 to every recipient whose address begins so.
    Refuses(&'static str),
    /// Says 451 to every recipient whose address begins so, once.
    PutsOff(&'static str),
    /// Closes right after the connection.
    Closes,
    /// Reads a whole letter, and closes without a reply to the final dot.
    ForgetsToReply,
    /// Reads a whole letter, and says nothing more on any line.
    Hangs,
    /// Says 421 to whoever connects while so many lines are open.
    TakesLines(usize),
    /// Takes so many letters, and then says 421 to everything for ever.
    TiresAfter(usize),
    /// Takes so many letters, and then says 554 to every recipient for ever.
    DeniesAfter(usize),
}

/// A relay of our own, on a thread that ends with the process.
pub struct Relay {
    /// Where it listens.
    pub port: u16,
    taken: Arc<Mutex<Vec<String>>>,
    connections: Arc<Mutex<usize>>,
}

impl Relay {
    /// Starts it.
    pub fn start(manner: Manner) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let taken = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(Mutex::new(0));
        let (letters, count) = (taken.clone(), connections.clone());
        let put_off = Arc::new(Mutex::new(Vec::new()));
        let open = Arc::new(AtomicUsize::new(0));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                *count.lock().unwrap() += 1;
                let (letters, put_off, open) = (letters.clone(), put_off.clone(), open.clone());
                std::thread::spawn(move || {
                    let others = open.fetch_add(1, Ordering::SeqCst);
                    // A broken line is the other end's story.
                    let _ = match manner {
                        Manner::TakesLines(most) if others >= most => turned_away(stream),
                        Manner::TiresAfter(most) if letters.lock().unwrap().len() >= most => turned_away(stream),
                        _ => dialogue(stream, manner, &letters, &put_off),
                    };
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Self { port, taken, connections }
    }

    /// The recipients of the letters that were taken, in the order in which they came.
    pub fn taken(&self) -> Vec<String> {
        self.taken.lock().unwrap().clone()
    }

    /// How many connections there were.
    pub fn connections(&self) -> usize {
        *self.connections.lock().unwrap()
    }
}

fn turned_away(mut stream: TcpStream) -> std::io::Result<()> {
    stream.write_all(b"421 4.3.2 Too many connections\r\n")
}

fn dialogue(
    stream: TcpStream,
    manner: Manner,
    taken: &Mutex<Vec<String>>,
    put_off: &Mutex<Vec<String>>,
) -> std::io::Result<()> {
    if manner == Manner::Closes {
        return Ok(());
    }
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    // Else each small reply would wait for the acknowledgement of the one before it.
    stream.set_nodelay(true)?;
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    out.write_all(b"220 relay.example ESMTP\r\n")?;
    let mut recipient = None;
    while let Some(line) = lines.next() {
        let line = line?;
        let verb = line.split([' ', ':']).next().unwrap_or_default().to_ascii_uppercase();
        let reply = match verb.as_str() {
            "EHLO" => "250-relay.example\r\n250-PIPELINING\r\n250 8BITMIME".to_owned(),
            "MAIL" => "250 2.1.0 Ok".to_owned(),
            "RSET" => {
                recipient = None;
                "250 2.0.0 Ok".to_owned()
            }
            "RCPT" => {
                let address = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
                match manner {
                    Manner::TiresAfter(most) if taken.lock().unwrap().len() >= most => {
                        out.write_all(b"421 4.3.2 Shutting down\r\n")?;
                        return Ok(());
                    }
                    Manner::DeniesAfter(most) if taken.lock().unwrap().len() >= most => {
                        "554 5.7.1 Relay access denied".to_owned()
                    }
                    Manner::Refuses(start) if address.starts_with(start) => "550 5.1.1 No such mailbox".to_owned(),
                    Manner::PutsOff(start) if address.starts_with(start) && first_time(put_off, &address) => {
                        "451 4.7.1 Greylisted, try again".to_owned()
                    }
                    _ => {
                        recipient = Some(address);
                        "250 2.1.5 Ok".to_owned()
                    }
                }
            }
            "DATA" if recipient.is_none() => "554 5.5.1 No valid recipients".to_owned(),
            "DATA" => {
                out.write_all(b"354 End data with <CR><LF>.<CR><LF>\r\n")?;
                for line in lines.by_ref() {
                    if line? == "." {
                        break;
                    }
                }
                taken.lock().unwrap().extend(recipient.take());
                match manner {
                    Manner::Steady => std::thread::sleep(Duration::from_millis(2)),
                    Manner::ForgetsToReply => return Ok(()),
                    Manner::Hangs => return lines.try_for_each(|line| line.map(drop)),
                    _ => {}
                }
                "250 2.0.0 Ok: queued as 4711".to_owned()
            }
            "QUIT" => {
                out.write_all(b"221 2.0.0 Bye\r\n")?;
                return Ok(());
            }
            _ => "502 5.5.2 What?".to_owned(),
        };
        out.write_all(format!("{reply}\r\n").as_bytes())?;
    }
    Ok(())
}

fn first_time(put_off: &Mutex<Vec<String>>, address: &str) -> bool {
    let mut put_off = put_off.lock().unwrap();
    let first = !put_off.iter().any(|it| it == address);
    put_off.push(address.to_owned());
    first
}

/// Python's: TLS after STARTTLS, then AUTH PLAIN. Prints its port, and then each line that it hears.
const SECURE: &str = r#"
import asyncio, ssl, sys

context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])

async def dialogue(reader, writer):
    secure = body = False
    def say(text):
        writer.write(text.encode() + b"\r\n")
    say("220 relay.example ESMTP")
    while raw := await reader.readline():
        line = raw.decode().rstrip("\r\n")
        if body:
            if line == ".":
                body = False
                say("250 2.0.0 Ok: queued")
            continue
        print("tls" if secure else "open", line, flush=True)
        verb = line.split(" ")[0].upper()
        if verb == "EHLO":
            say("250-relay.example\r\n250 " + ("AUTH PLAIN LOGIN" if secure else "STARTTLS"))
        elif verb == "STARTTLS":
            say("220 2.0.0 Ready")
            await writer.drain()
            await writer.start_tls(context)
            secure = True
        else:
            say({"AUTH": "235 2.7.0 Ok", "DATA": "354 Go on", "QUIT": "221 2.0.0 Bye"}.get(verb, "250 2.0.0 Ok"))
            body = verb == "DATA"

async def main():
    server = await asyncio.start_server(dialogue, "localhost", 0, family=2)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.sleep(60)

asyncio.run(main())
"#;

/// A relay with TLS and a password, made of Python's own libraries.
pub struct SecureRelay {
    process: Child,
    heard: Arc<Mutex<Vec<String>>>,
    _folder: tempfile::TempDir,
    /// Where it listens.
    pub port: u16,
    /// Its certificate, which nobody else vouches for.
    pub certificate: String,
}

impl SecureRelay {
    /// Starts it, with a certificate for `localhost`.
    pub fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        let (certificate, key) = (folder.path().join("certificate.pem"), folder.path().join("key.pem"));
        fs::write(&certificate, made.cert.pem()).unwrap();
        fs::write(&key, made.signing_key.serialize_pem()).unwrap();
        let mut process = Command::new("python3")
            .args(["-c", SECURE])
            .args([&certificate, &key])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 starts");
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let port = lines.next().expect("a port").unwrap().parse().unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let hears = heard.clone();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                hears.lock().unwrap().push(line);
            }
        });
        Self { process, heard, _folder: folder, port, certificate: made.cert.pem() }
    }

    /// What it was told, each line with `tls` or `open` before it.
    pub fn heard(&self) -> Vec<String> {
        self.heard.lock().unwrap().clone()
    }
}

impl Drop for SecureRelay {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
