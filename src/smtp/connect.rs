//! A line to a relay, from the first packet to the last word before letters: greeting, EHLO, STARTTLS, AUTH.

use super::auth;
use super::capabilities::Capabilities;
use super::line::{Broken, Line};
use super::reply::Answer;
use super::{Connection, Encryption, RelayTarget, SmtpError, Step};
use crate::model::{Argument, system_error};
use std::net::SocketAddr;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;

/// A line to a relay, encrypted and logged in as the target says.
///
/// # Errors
/// `SmtpError`; `is_transient` tells whether waiting may help. Nothing of any letter was on the wire.
pub async fn connect(target: &RelayTarget) -> Result<Connection, SmtpError> {
    // Before the relay waits for it.
    let login = match &target.login {
        Some(login) => Some((login, auth::secret(login).await?)),
        None => None,
    };
    let socket = dial(target).await?;
    let own_address = socket.local_addr().map_or_else(|_| "[127.0.0.1]".to_owned(), literal);
    let mut line = Line::open(Box::new(socket));
    if let Encryption::Implicit(trust) = &target.encryption {
        line = trust.encrypt(line, target).await?;
    }
    let mut dialogue = Dialogue { line, target, capabilities: Capabilities::default(), own_address };
    dialogue.greet().await?;
    dialogue.hello().await?;
    if let Encryption::StartTls(trust) = &target.encryption {
        dialogue.start_tls().await?;
        dialogue.line = trust.encrypt(dialogue.line, target).await?;
        // What was said in the open counts no more (RFC 3207 §4.2).
        dialogue.hello().await?;
    }
    if let Some((login, secret)) = &login {
        dialogue.log_in(login, secret).await?;
    }
    Ok(Connection::new(dialogue.line, dialogue.capabilities, target.timeouts))
}

/// A dialogue that has not come to letters yet.
pub(super) struct Dialogue<'a> {
    line: Line,
    pub(super) target: &'a RelayTarget,
    pub(super) capabilities: Capabilities,
    own_address: String,
}

impl Dialogue<'_> {
    async fn greet(&mut self) -> Result<(), SmtpError> {
        let answer = self.line.hear(self.target.timeouts.greeting).await;
        let answer = answer.map_err(|broken| self.broken(Step::Greeting, broken))?;
        self.ensure(Step::Greeting, 220, answer).map(|_| ())
    }

    async fn hello(&mut self) -> Result<(), SmtpError> {
        let name = &self.target.client_name;
        let sound = !name.is_empty()
            && name.len() <= 255
            && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-[]:".contains(&byte));
        let command = format!("EHLO {}\r\n", if sound { name } else { &self.own_address });
        let answer = self.ask(Step::Ehlo, &command).await?;
        self.capabilities = Capabilities::read(&self.ensure(Step::Ehlo, 250, answer)?);
        Ok(())
    }

    async fn start_tls(&mut self) -> Result<(), SmtpError> {
        if !self.capabilities.starttls {
            return Err(SmtpError::StartTlsNotOffered { host: self.target.host.clone() });
        }
        let answer = self.ask(Step::StartTls, "STARTTLS\r\n").await?;
        let answer = self.ensure(Step::StartTls, 220, answer)?;
        // Whatever stands behind the 220 was written by somebody who cannot have seen our handshake.
        if self.line.has_unread().await { Err(self.not_smtp(Step::StartTls, &answer)) } else { Ok(()) }
    }

    /// Says a command and waits for its reply, whichever it is.
    pub(super) async fn ask(&mut self, step: Step, command: &str) -> Result<Answer, SmtpError> {
        let answer = self.line.ask(command.as_bytes(), self.target.timeouts.command).await;
        answer.map_err(|broken| self.broken(step, broken))
    }

    /// The reply, if it is the one that the step goes on with.
    fn ensure(&self, step: Step, code: u16, answer: Answer) -> Result<Answer, SmtpError> {
        match answer.code {
            found if found == code => Ok(answer),
            400..=599 => Err(SmtpError::Rejected { host: self.target.host.clone(), step, reply: answer.reply() }),
            _ => Err(self.not_smtp(step, &answer)),
        }
    }

    pub(super) fn not_smtp(&self, step: Step, answer: &Answer) -> SmtpError {
        self.broken(step, Broken::Rubbish(format!("{} {}", answer.code, answer.reply().text)))
    }

    fn broken(&self, step: Step, broken: Broken) -> SmtpError {
        let RelayTarget { host, port, .. } = self.target;
        let (host, port) = (host.clone(), *port);
        match broken {
            Broken::Closed(reason) => SmtpError::Closed { host, port, step, reason },
            Broken::TimedOut => SmtpError::TimedOut { host, port, step },
            Broken::Rubbish(line) => SmtpError::NotSmtp { host, port, step, line },
        }
    }
}

/// The first of the relay's addresses that answers.
async fn dial(target: &RelayTarget) -> Result<TcpStream, SmtpError> {
    let RelayTarget { host, port, encryption, timeouts, .. } = target;
    let unknown = || SmtpError::HostUnknown { host: host.clone() };
    let name = host.trim_start_matches('[').trim_end_matches(']');
    let addresses: Vec<SocketAddr> = match timeout(timeouts.connect, lookup_host((name, *port))).await {
        Ok(found) => found.map_err(|_| unknown())?.collect(),
        Err(_) => return Err(unknown()),
    };
    let is_open = matches!(encryption, Encryption::None);
    if is_open && !addresses.iter().all(|address| address.ip().is_loopback()) {
        return Err(SmtpError::TlsNoneNeedsLoopback { host: host.clone() });
    }
    let mut reason = Argument::Text(String::new());
    for address in addresses {
        match timeout(timeouts.connect, TcpStream::connect(address)).await {
            Ok(Ok(socket)) => {
                // Small writes must not wait for the acknowledgement of the one before (Nagle): 40 ms a letter.
                match socket.set_nodelay(true) {
                    Ok(()) => return Ok(socket),
                    Err(error) => reason = system_error(&error),
                }
            }
            Ok(Err(error)) => reason = system_error(&error),
            Err(elapsed) => reason = system_error(&elapsed.into()),
        }
    }
    Err(SmtpError::Unreachable { host: host.clone(), port: *port, reason })
}

/// An address as it may stand in place of a name (RFC 5321 §4.1.3).
fn literal(address: SocketAddr) -> String {
    match address {
        SocketAddr::V4(address) => format!("[{}]", address.ip()),
        SocketAddr::V6(address) => format!("[IPv6:{}]", address.ip()),
    }
}
