//! A relay for tests: it does what it is told at each step, remembers what it was told, and ends by itself.

use crate::smtp::line::Stream;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

/// No test's relay lives longer.
const LIFE: Duration = Duration::from_secs(20);

/// What the relay does in place of the right thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Says this, and goes on; the text has its line breaks.
    Say(&'static str),
    /// Says this, and hangs up.
    SayAndClose(&'static str),
    /// Says a reply's lines without end.
    EndlessLines,
    /// Says one line without end.
    EndlessLine,
    /// Says nothing, and keeps the line.
    Silence,
    /// Hangs up.
    Close,
    /// Reads no more, and hangs up a little later.
    Deaf,
}

/// What the relay is to do.
#[derive(Clone, Default)]
pub(super) struct Script {
    /// Lines after the first in the reply to `EHLO`.
    pub(super) offers: Vec<&'static str>,
    /// What it does at a verb; each is used once, in order. The verbs of a dialogue, and `GREETING`, `BODY` (in place of
    /// reading the letter) and `DOT` (when it has it). `LINE` is a challenge's answer.
    pub(super) acts: Vec<(&'static str, Act)>,
    /// TLS from the first byte.
    pub(super) implicit_tls: bool,
    /// The certificate for TLS.
    pub(super) identity: Option<Arc<Identity>>,
}

/// A certificate and its key.
pub(super) struct Identity {
    pub(super) certificate_pem: String,
    certificate: CertificateDer<'static>,
    key: Vec<u8>,
}

impl Identity {
    /// A certificate for these names that nobody else vouches for.
    pub(super) fn new(names: &[&str]) -> Self {
        Self::until(names, 2999)
    }

    /// The same, valid until a year begins.
    pub(super) fn until(names: &[&str], year: i32) -> Self {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        let mut parameters = rcgen::CertificateParams::new(names.clone()).unwrap();
        // Not the bare name: a machine may trust some "localhost" of its own.
        parameters.distinguished_name.push(rcgen::DnType::CommonName, format!("A test's {}", names[0]));
        parameters.not_after = rcgen::date_time_ymd(year, 1, 1);
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = parameters.self_signed(&key).unwrap();
        Self { certificate_pem: certificate.pem(), certificate: certificate.der().clone(), key: key.serialize_der() }
    }

    fn acceptor(&self) -> TlsAcceptor {
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(self.key.clone()));
        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![self.certificate.clone()], key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}

/// What the relay was told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Heard {
    /// Commands, without their line breaks; a letter is `(letter)`.
    pub(super) commands: Vec<String>,
    /// Letters as they came over the line, with the final dot.
    pub(super) letters: Vec<Vec<u8>>,
    /// To whom each letter was that it took, by its own word.
    pub(super) taken: Vec<String>,
    /// How many lines it was called on.
    pub(super) calls: usize,
}

/// A running relay.
pub(super) struct Relay {
    pub(super) address: SocketAddr,
    heard: Arc<Mutex<Heard>>,
    task: JoinHandle<()>,
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Relay {
    pub(super) async fn start(script: Script) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let heard = Arc::new(Mutex::new(Heard::default()));
        let told = heard.clone();
        let task = tokio::spawn(async move {
            let calls = async {
                let mut acts = script.acts.clone();
                while let Ok((socket, _)) = listener.accept().await {
                    told.lock().unwrap().calls += 1;
                    socket.set_nodelay(true).unwrap();
                    let call = Call { script: &script, acts: &mut acts, heard: &told };
                    call.answer(Box::new(socket)).await;
                }
            };
            let _ = tokio::time::timeout(LIFE, calls).await;
        });
        Self { address, heard, task }
    }

    pub(super) fn heard(&self) -> Heard {
        self.heard.lock().unwrap().clone()
    }
}

struct Call<'a> {
    script: &'a Script,
    acts: &'a mut Vec<(&'static str, Act)>,
    heard: &'a Mutex<Heard>,
}

type Talk = BufReader<Box<dyn Stream>>;

impl Call<'_> {
    async fn answer(mut self, stream: Box<dyn Stream>) {
        let mut talk = BufReader::new(stream);
        if self.script.implicit_tls {
            let Some(encrypted) = self.encrypt(talk).await else { return };
            talk = encrypted;
        }
        if !self.act("GREETING", &mut talk, "220 relay.example ESMTP\r\n").await {
            return;
        }
        let mut line = String::new();
        // Whose letter comes next; nobody's where sender or recipient was refused.
        let mut recipient = None;
        let mut has_sender = false;
        loop {
            line.clear();
            if talk.read_line(&mut line).await.unwrap_or(0) == 0 {
                return;
            }
            let command = line.trim_end().to_owned();
            self.heard.lock().unwrap().commands.push(command.clone());
            let verb = command.split(' ').next().unwrap_or_default().to_owned();
            let goes_on = match verb.as_str() {
                "EHLO" => {
                    let mut reply = String::from("250-relay.example\r\n");
                    for offer in &self.script.offers {
                        reply.push_str(&format!("250-{offer}\r\n"));
                    }
                    reply.push_str("250 HELP\r\n");
                    self.act("EHLO", &mut talk, &reply).await
                }
                "STARTTLS" => {
                    let goes_on = self.act("STARTTLS", &mut talk, "220 go ahead\r\n").await;
                    if goes_on && self.script.identity.is_some() {
                        let Some(encrypted) = self.encrypt(talk).await else { return };
                        talk = encrypted;
                    }
                    goes_on
                }
                "MAIL" | "RCPT" | "RSET" => {
                    let is_taken = self.will_say(&verb).is_none_or(|text| text.starts_with('2'));
                    match verb.as_str() {
                        "MAIL" => has_sender = is_taken,
                        "RCPT" if is_taken && has_sender => {
                            recipient = command.split(['<', '>']).nth(1).map(str::to_owned);
                        }
                        "RCPT" => {}
                        _ => (recipient, has_sender) = (None, false),
                    }
                    self.act(&verb, &mut talk, "250 2.0.0 OK\r\n").await
                }
                "DATA" => self.data(&mut talk, &mut recipient).await,
                "BDAT" => self.chunk(&mut talk, &command, &mut recipient).await,
                "AUTH" => self.act("AUTH", &mut talk, "235 2.7.0 welcome\r\n").await,
                "QUIT" => {
                    self.act("QUIT", &mut talk, "221 bye\r\n").await;
                    return;
                }
                _ => self.act("LINE", &mut talk, "235 2.7.0 welcome\r\n").await,
            };
            if !goes_on {
                return;
            }
        }
    }

    async fn data(&mut self, talk: &mut Talk, recipient: &mut Option<String>) -> bool {
        let takes_letter = self.will_say("DATA").is_none_or(|text| text.starts_with("354"));
        if !self.act("DATA", talk, "354 go ahead\r\n").await {
            return false;
        }
        if !takes_letter {
            return true;
        }
        if self.acts.iter().any(|(verb, _)| *verb == "BODY") {
            return self.act("BODY", talk, "").await;
        }
        let mut letter = Vec::new();
        while !(letter.ends_with(b"\r\n.\r\n") || letter == b".\r\n") {
            if talk.read_until(b'\n', &mut letter).await.unwrap_or(0) == 0 {
                return false;
            }
        }
        self.took(letter, recipient);
        self.act("DOT", talk, "250 2.0.0 queued as 4711\r\n").await
    }

    /// A whole letter of so many bytes.
    async fn chunk(&mut self, talk: &mut Talk, command: &str, recipient: &mut Option<String>) -> bool {
        let size = command.split(' ').nth(1).unwrap().parse().unwrap();
        let mut letter = vec![0; size];
        if talk.read_exact(&mut letter).await.is_err() {
            return false;
        }
        if recipient.is_none() {
            return self.act("BDAT", talk, "554 5.5.1 no valid recipients\r\n").await;
        }
        self.took(letter, recipient);
        self.act("DOT", talk, "250 2.0.0 queued as 4711\r\n").await
    }

    /// It has read a letter to its end. What it then says of it is another matter.
    fn took(&mut self, letter: Vec<u8>, recipient: &mut Option<String>) {
        let is_taken = self.will_say("DOT").is_none_or(|text| !text.starts_with(['4', '5']));
        let mut heard = self.heard.lock().unwrap();
        heard.commands.push("(letter)".into());
        if is_taken && letter.len() > 3 {
            heard.taken.extend(recipient.take());
        }
        heard.letters.push(letter);
    }

    /// What it is to say at a verb in place of the usual, where it is to say something.
    fn will_say(&self, verb: &str) -> Option<&'static str> {
        match self.acts.iter().find(|(at, _)| *at == verb)?.1 {
            Act::Say(text) | Act::SayAndClose(text) => Some(text),
            _ => None,
        }
    }

    /// Does what the script says at a verb, else says the usual. False where the call is over.
    async fn act(&mut self, verb: &str, talk: &mut Talk, usual: &str) -> bool {
        let position = self.acts.iter().position(|(at, _)| *at == verb);
        let stream = talk.get_mut();
        match position.map(|position| self.acts.remove(position).1) {
            None => stream.write_all(usual.as_bytes()).await.is_ok() && stream.flush().await.is_ok(),
            Some(Act::Say(text)) => stream.write_all(text.as_bytes()).await.is_ok() && stream.flush().await.is_ok(),
            Some(Act::SayAndClose(text)) => {
                let _ = stream.write_all(text.as_bytes()).await;
                let _ = stream.shutdown().await;
                false
            }
            Some(Act::EndlessLines) => {
                while stream.write_all(b"250-and more\r\n").await.is_ok() {}
                false
            }
            Some(Act::EndlessLine) => {
                while stream.write_all(b"250 and more and more and more").await.is_ok() {}
                false
            }
            Some(Act::Silence) => {
                // The other side gives up, and hangs up.
                let mut sink = [0; 1024];
                while talk.read(&mut sink).await.unwrap_or(0) > 0 {}
                false
            }
            Some(Act::Close) => false,
            Some(Act::Deaf) => {
                tokio::time::sleep(Duration::from_millis(300)).await;
                false
            }
        }
    }

    async fn encrypt(&self, talk: Talk) -> Option<Talk> {
        let identity = self.script.identity.as_ref()?;
        let stream = identity.acceptor().accept(talk.into_inner()).await.ok()?;
        Some(BufReader::new(Box::new(stream) as Box<dyn Stream>))
    }
}
