//! A relay that goes astray at one step of the dialogue, once or for ever, and is kind otherwise. It counts the letters that
//! it has taken, by recipient; what it says of them is another matter.

use super::wayward_steps::{Answer, Fault, Manner, Step};
use std::collections::BTreeMap;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::aws_lc_rs;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

/// What lies between two bytes of a relay that takes its time.
const DRIP: Duration = Duration::from_millis(500);

/// How many bytes it says or reads so before it has had enough.
const DRIPS: usize = 6;

trait Stream: AsyncRead + AsyncWrite + Unpin + Send {}

impl<T: AsyncRead + AsyncWrite + Unpin + Send> Stream for T {}

type Talk = BufReader<Box<dyn Stream>>;

/// A certificate of 127.0.0.1 that nobody else vouches for, and what it is shown with.
pub struct Identity {
    /// The certificate, as `ca_file` has it.
    pub pem: String,
    acceptor: TlsAcceptor,
}

impl Identity {
    /// A new one.
    pub fn new() -> Self {
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
        let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(vec![made.cert.der().clone()], key)
            .unwrap();
        Self { pem: made.cert.pem(), acceptor: TlsAcceptor::from(Arc::new(config)) }
    }
}

/// A running relay; it ends with the story.
pub struct Wayward {
    /// Where it listens.
    pub port: u16,
    state: Arc<State>,
    task: JoinHandle<()>,
}

struct State {
    manner: Manner,
    identity: Arc<Identity>,
    fault: Mutex<Option<Fault>>,
    letters: Mutex<BTreeMap<String, usize>>,
    lines: watch::Sender<usize>,
}

impl Drop for Wayward {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Wayward {
    /// Starts it.
    pub async fn start(manner: Manner, fault: Fault, identity: Arc<Identity>) -> Self {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State {
            manner,
            identity,
            fault: Mutex::new(Some(fault)),
            letters: Mutex::default(),
            lines: watch::Sender::new(0),
        });
        let shared = state.clone();
        let task = tokio::spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let state = shared.clone();
                state.lines.send_modify(|lines| *lines += 1);
                tokio::spawn(async move {
                    socket.set_nodelay(true).unwrap();
                    let mut line = Line { state: &state, recipient: None, has_sender: false };
                    // A broken line is the other end's story.
                    let _ = line.dialogue(BufReader::new(Box::new(socket))).await;
                    state.lines.send_modify(|lines| *lines -= 1);
                });
            }
        });
        Self { port, state, task }
    }

    /// From now on it is kind.
    pub fn becomes_kind(&self) {
        *self.state.fault.lock().unwrap() = None;
    }

    /// How many letters each recipient has, once nobody is on any line.
    pub async fn letters(&self) -> BTreeMap<String, usize> {
        let mut lines = self.state.lines.subscribe();
        let quiet = tokio::time::timeout(Duration::from_secs(30), lines.wait_for(|lines| *lines == 0)).await;
        assert!(quiet.is_ok(), "lines that nobody hangs up");
        self.state.letters.lock().unwrap().clone()
    }
}

/// One line.
struct Line<'a> {
    state: &'a State,
    /// Whose letter comes next; nobody's where sender or recipient was refused.
    recipient: Option<String>,
    has_sender: bool,
}

fn over() -> io::Error {
    io::ErrorKind::ConnectionAborted.into()
}

async fn say(talk: &mut Talk, text: &str) -> io::Result<()> {
    talk.write_all(text.as_bytes()).await?;
    talk.flush().await
}

impl Line<'_> {
    async fn dialogue(&mut self, mut talk: Talk) -> io::Result<()> {
        let mut is_secure = false;
        self.act(Step::Greeting, "220 relay.example ESMTP\r\n", &mut talk).await?;
        let mut line = String::new();
        loop {
            line.clear();
            if talk.read_line(&mut line).await? == 0 {
                return Ok(());
            }
            let verb = line.split([' ', ':']).next().unwrap_or_default().trim_end().to_ascii_uppercase();
            match verb.as_str() {
                "EHLO" => {
                    let step = if is_secure { Step::EhloAgain } else { Step::Ehlo };
                    let offers = self.state.manner.offers(is_secure);
                    self.act(step, &format!("250-relay.example\r\n{offers}250 HELP\r\n"), &mut talk).await?;
                }
                "STARTTLS" => {
                    if self.act(Step::StartTls, "220 2.0.0 Go on\r\n", &mut talk).await? {
                        self.act(Step::Handshake, "", &mut talk).await?;
                        let sealed = self.state.identity.acceptor.accept(talk.into_inner()).await?;
                        talk = BufReader::new(Box::new(sealed) as Box<dyn Stream>);
                        is_secure = true;
                    }
                }
                "AUTH" => drop(self.act(Step::Auth, "235 2.7.0 Welcome\r\n", &mut talk).await?),
                "MAIL" => self.has_sender = self.act(Step::Mail, "250 2.1.0 Ok\r\n", &mut talk).await?,
                "RCPT" => self.recipient(&line, &mut talk).await?,
                "DATA" => self.data(&mut talk).await?,
                "BDAT" => self.chunk(&line, &mut talk).await?,
                "RSET" => {
                    (self.recipient, self.has_sender) = (None, false);
                    self.act(Step::Reset, "250 2.0.0 Ok\r\n", &mut talk).await?;
                }
                "QUIT" => {
                    self.act(Step::Quit, "221 2.0.0 Bye\r\n", &mut talk).await?;
                    return Ok(());
                }
                _ => say(&mut talk, "502 5.5.2 What?\r\n").await?,
            }
        }
    }

    async fn recipient(&mut self, line: &str, talk: &mut Talk) -> io::Result<()> {
        let address = line.split(['<', '>']).nth(1).unwrap_or_default().to_owned();
        if !self.has_sender {
            return say(talk, "503 5.5.1 Who says so?\r\n").await;
        }
        // So that there is something to take back.
        if self.refuses_the_first() && address.starts_with("navn0@") {
            return say(talk, "550 5.1.1 No such mailbox\r\n").await;
        }
        if self.act(Step::Recipient, "250 2.1.5 Ok\r\n", talk).await? {
            self.recipient = Some(address);
        }
        Ok(())
    }

    async fn data(&mut self, talk: &mut Talk) -> io::Result<()> {
        if self.recipient.is_none() {
            return say(talk, "554 5.5.1 No valid recipients\r\n").await;
        }
        if !self.act(Step::Data, "354 Go on\r\n", talk).await? {
            return Ok(());
        }
        // Once it is there: what is said before that may be heard before the letter leaves.
        talk.fill_buf().await?;
        let mut keeps = self.amid(Step::BodyBegins, talk).await?;
        for step in [Step::BodyMiddle, Step::BodyEnds] {
            // Ten lines are within the headers; then all that stands before the dot.
            let most = if step == Step::BodyMiddle { 10 } else { usize::MAX };
            for _ in 0..most {
                let next = talk.fill_buf().await?;
                if next.is_empty() {
                    return Err(over());
                }
                if next.starts_with(b".") && !next.starts_with(b"..") {
                    break;
                }
                talk.read_until(b'\n', &mut Vec::new()).await?;
            }
            keeps &= self.amid(step, talk).await?;
        }
        talk.read_until(b'\n', &mut Vec::new()).await?;
        self.letter(keeps, talk).await
    }

    async fn chunk(&mut self, line: &str, talk: &mut Talk) -> io::Result<()> {
        let size: usize = line.split_whitespace().nth(1).unwrap().parse().unwrap();
        if self.recipient.is_none() {
            talk.read_exact(&mut vec![0; size]).await?;
            return say(talk, "554 5.5.1 No valid recipients\r\n").await;
        }
        let mut keeps = self.amid(Step::Data, talk).await?;
        talk.read_exact(&mut vec![0; size / 2]).await?;
        keeps &= self.amid(Step::BodyMiddle, talk).await?;
        talk.read_exact(&mut vec![0; size - size / 2 - 1]).await?;
        keeps &= self.amid(Step::BodyEnds, talk).await?;
        talk.read_exact(&mut [0]).await?;
        self.letter(keeps, talk).await
    }

    /// A whole letter. One that was refused half-way has had its answer.
    async fn letter(&mut self, keeps: bool, talk: &mut Talk) -> io::Result<()> {
        self.has_sender = false;
        let recipient = self.recipient.take();
        if !keeps {
            return Ok(());
        }
        let astray = self.astray(Step::Dot);
        if !matches!(astray, Some(Answer::Later | Answer::Never | Answer::Away)) {
            let mut letters = self.state.letters.lock().unwrap_or_else(PoisonError::into_inner);
            *letters.entry(recipient.unwrap_or_default()).or_insert(0) += 1;
        }
        self.speak(astray, "250 2.0.0 Queued as 4711\r\n", talk).await.map(drop)
    }

    /// In the middle of a letter, where nothing is to be said; whether it still wants the letter.
    async fn amid(&mut self, step: Step, talk: &mut Talk) -> io::Result<bool> {
        match self.astray(step) {
            None => Ok(true),
            Some(Answer::Drip) => {
                for _ in 0..DRIPS {
                    talk.read_exact(&mut [0]).await?;
                    tokio::time::sleep(DRIP).await;
                }
                Err(over())
            }
            astray => self.speak(astray, "", talk).await,
        }
    }

    async fn act(&mut self, step: Step, usual: &str, talk: &mut Talk) -> io::Result<bool> {
        let astray = self.astray(step);
        self.speak(astray, usual, talk).await
    }

    /// Says the usual, or goes astray; whether it goes on as if it had said the usual.
    async fn speak(&mut self, astray: Option<Answer>, usual: &str, talk: &mut Talk) -> io::Result<bool> {
        match astray {
            None => say(talk, usual).await?,
            Some(Answer::Later) => {
                say(talk, "451 4.3.0 Not now\r\n").await?;
                return Ok(false);
            }
            Some(Answer::Never) => {
                say(talk, "550 5.7.1 Never\r\n").await?;
                return Ok(false);
            }
            Some(Answer::Away) => {
                say(talk, "421 4.3.2 Shutting down\r\n").await?;
                return Err(over());
            }
            Some(Answer::Rubbish) => say(talk, "<html>What?</html>\r\n").await?,
            Some(Answer::EndlessLine) => loop {
                say(talk, "250 and more and more and more and more and more").await?;
            },
            Some(Answer::Nothing) => {
                // The other side gives up, and hangs up.
                while talk.read(&mut [0; 1024]).await? > 0 {}
                return Err(over());
            }
            Some(Answer::Drip) => {
                for byte in usual.chars().take(DRIPS) {
                    say(talk, &byte.to_string()).await?;
                    tokio::time::sleep(DRIP).await;
                }
                return Err(over());
            }
            Some(Answer::Close) => return Err(over()),
        }
        Ok(true)
    }

    /// What it does at a step in place of the usual.
    fn astray(&self, step: Step) -> Option<Answer> {
        let mut fault = self.state.fault.lock().unwrap_or_else(PoisonError::into_inner);
        let at = fault.as_mut().filter(|fault| fault.step == step)?;
        if at.after > 0 {
            at.after -= 1;
            return None;
        }
        let answer = at.answer;
        if !at.is_for_ever {
            // Never again.
            at.after = usize::MAX;
        }
        Some(answer)
    }

    fn refuses_the_first(&self) -> bool {
        let fault = self.state.fault.lock().unwrap_or_else(PoisonError::into_inner);
        fault.as_ref().is_some_and(|fault| fault.step == Step::Reset)
    }
}
