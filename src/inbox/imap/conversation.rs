//! Commands and responses of IMAP (RFC 3501 §2.2), one command at a time.

use super::address::ImapUrl;
use super::trust::{Trust, problem};
use crate::inbox::{InboxError, MAX_MAIL, ServerStep};
use crate::model::{Argument, system_error};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufStream};
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls;
use tokio_rustls::rustls::pki_types::ServerName;

/// How long a server may take to be reached, and to say the next thing.
const PATIENCE: Duration = Duration::from_secs(60);

/// How long a line may be, in bytes: the numbers of a large folder stand on one.
const MAX_LINE: usize = 16 << 20;

/// How many lines and literals one response may have.
const MAX_PIECES: usize = 200;

/// One response: its lines, and the literals between them.
#[derive(Debug, Default)]
pub(super) struct Response {
    lines: Vec<String>,
    literals: Vec<Vec<u8>>,
}

impl Response {
    /// All of it but the literals.
    pub(super) fn line(&self) -> String {
        self.lines.join(" ")
    }

    /// The largest literal: the mail.
    pub(super) fn into_literal(self) -> Option<Vec<u8>> {
        self.literals.into_iter().max_by_key(Vec::len)
    }
}

/// A conversation with a server.
pub(super) struct Conversation {
    stream: BufStream<TlsStream<TcpStream>>,
    host: String,
    count: u32,
}

impl Conversation {
    /// Connects, encrypted from the first byte, and hears the greeting.
    pub(super) async fn open(url: &ImapUrl, trust: &Trust) -> Result<Self, InboxError> {
        let host = url.host.clone();
        let late = |_| InboxError::TimedOut { host: host.clone() };
        let unreachable =
            |error: &io::Error| InboxError::Unreachable { host: host.clone(), reason: system_error(error) };
        let unproven = |problem| InboxError::Certificate { host: host.clone(), reason: Argument::Message(problem) };
        let socket = timeout(PATIENCE, TcpStream::connect((url.host.as_str(), url.port)))
            .await
            .map_err(late)?
            .map_err(|error| unreachable(&error))?;
        let name = ServerName::try_from(url.host.clone()).map_err(|_| unproven("inbox-certificate-wrong-name"))?;
        let handshake = timeout(PATIENCE, trust.connector().connect(name, socket)).await;
        let stream = handshake.map_err(late)?.map_err(|error| {
            match error.get_ref().and_then(|error| error.downcast_ref::<rustls::Error>()) {
                Some(rustls::Error::InvalidCertificate(error)) => unproven(problem(error)),
                Some(_) => InboxError::NotEncrypted { host: host.clone(), port: url.port },
                None => unreachable(&error),
            }
        })?;
        let mut conversation = Self { stream: BufStream::new(stream), host, count: 0 };
        let greeting = conversation.response().await?.line();
        match greeting.split_whitespace().nth(1) {
            Some("OK" | "PREAUTH") if greeting.starts_with("* ") => Ok(conversation),
            Some("BYE") => Err(conversation.refused(ServerStep::Connect, &greeting)),
            _ => Err(InboxError::NotImap { host: conversation.host, said: shown(&greeting) }),
        }
    }

    /// Says a command and hears its responses to the last.
    pub(super) async fn ask(&mut self, step: ServerStep, command: &str) -> Result<Vec<Response>, InboxError> {
        let tag = self.say(command).await?;
        let mut responses = Vec::new();
        loop {
            let response = self.response().await?;
            let line = response.line();
            if let Some(end) = line.strip_prefix(&tag).and_then(|rest| rest.strip_prefix(' ')) {
                return if end.starts_with("OK") { Ok(responses) } else { Err(self.refused(step, end)) };
            }
            if line.starts_with("* BYE") && step != ServerStep::Mark {
                return Err(self.refused(step, &line));
            }
            responses.push(response);
        }
    }

    /// Logs in with one message of a mechanism (RFC 3501 §6.2.2).
    pub(super) async fn authenticate(&mut self, mechanism: &str, words: &str) -> Result<(), InboxError> {
        let tag = self.say(&format!("AUTHENTICATE {mechanism}")).await?;
        let mut message = Some(STANDARD.encode(words));
        loop {
            let line = self.response().await?.line();
            if line.starts_with('+') {
                // A second question is an error of the mechanism, told to who asks for it (XOAUTH2): an empty line ends it.
                let answer = message.take().unwrap_or_default();
                self.send(&format!("{answer}\r\n")).await?;
            } else if let Some(end) = line.strip_prefix(&tag).and_then(|rest| rest.strip_prefix(' ')) {
                return if end.starts_with("OK") { Ok(()) } else { Err(self.refused(ServerStep::Login, end)) };
            }
        }
    }

    async fn say(&mut self, command: &str) -> Result<String, InboxError> {
        self.count += 1;
        let tag = format!("a{}", self.count);
        self.send(&format!("{tag} {command}\r\n")).await?;
        Ok(tag)
    }

    async fn send(&mut self, text: &str) -> Result<(), InboxError> {
        let sending = async {
            self.stream.write_all(text.as_bytes()).await?;
            self.stream.flush().await
        };
        match timeout(PATIENCE, sending).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(error)) => Err(self.broken(&error)),
            Err(_) => Err(InboxError::TimedOut { host: self.host.clone() }),
        }
    }

    /// The next response, with its literals.
    async fn response(&mut self) -> Result<Response, InboxError> {
        let mut response = Response::default();
        loop {
            let line = self.line().await?;
            let literal = line
                .strip_suffix('}')
                .and_then(|line| line.rsplit_once('{'))
                .and_then(|(_, size)| size.parse::<usize>().ok());
            response.lines.push(line.clone());
            let Some(size) = literal else { return Ok(response) };
            if size > MAX_MAIL + 1024 || response.lines.len() > MAX_PIECES {
                return Err(InboxError::NotImap { host: self.host.clone(), said: shown(&line) });
            }
            let mut bytes = vec![0; size];
            match timeout(PATIENCE, self.stream.read_exact(&mut bytes)).await {
                Ok(Ok(_)) => response.literals.push(bytes),
                Ok(Err(error)) => return Err(self.broken(&error)),
                Err(_) => return Err(InboxError::TimedOut { host: self.host.clone() }),
            }
        }
    }

    async fn line(&mut self) -> Result<String, InboxError> {
        let mut bytes = Vec::new();
        let mut limited = (&mut self.stream).take(MAX_LINE as u64);
        match timeout(PATIENCE, limited.read_until(b'\n', &mut bytes)).await {
            Ok(Ok(_)) if bytes.ends_with(b"\n") => {
                Ok(String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned())
            }
            Ok(Ok(_)) => Err(self.broken(&io::ErrorKind::UnexpectedEof.into())),
            Ok(Err(error)) => Err(self.broken(&error)),
            Err(_) => Err(InboxError::TimedOut { host: self.host.clone() }),
        }
    }

    fn broken(&self, error: &io::Error) -> InboxError {
        InboxError::Unreachable { host: self.host.clone(), reason: system_error(error) }
    }

    fn refused(&self, step: ServerStep, said: &str) -> InboxError {
        InboxError::Refused { host: self.host.clone(), step, said: shown(said) }
    }
}

/// A text as the protocol quotes it; what no quotation may hold has been refused before.
pub(super) fn quoted(text: &str) -> String {
    let sound: String = text.chars().filter(|c| !c.is_control()).collect();
    format!("\"{}\"", sound.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What a server said, as it may be shown.
fn shown(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(300).collect()
}
