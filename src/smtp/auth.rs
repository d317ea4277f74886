//! Logging in: PLAIN (RFC 4616), LOGIN, XOAUTH2 (Google's and Microsoft's).

use super::connect::Dialogue;
use super::reply::Answer;
use super::{Login, SmtpError, Step};
use crate::model::RelayAuth;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};

/// A mechanism's registered name.
pub(super) fn name(mechanism: RelayAuth) -> &'static str {
    match mechanism {
        RelayAuth::Plain => "PLAIN",
        RelayAuth::Login => "LOGIN",
        RelayAuth::Xoauth2 => "XOAUTH2",
    }
}

/// What one logs in with, by now.
///
/// `NoSecret` where it is not to be had.
pub(super) async fn secret(login: &Login) -> Result<SecretString, SmtpError> {
    let ask = login.secret.clone();
    let asked = tokio::task::spawn_blocking(move || ask()).await;
    asked.expect("whoever is asked answers").map_err(SmtpError::NoSecret)
}

impl Dialogue<'_> {
    /// Logs in the asked-for way, else by PLAIN or LOGIN.
    ///
    /// `Auth` where the relay does not know user and password; `AuthNotOffered`.
    pub(super) async fn log_in(&mut self, login: &Login, secret: &SecretString) -> Result<(), SmtpError> {
        let host = &self.target.host;
        let offered = &self.capabilities.auth;
        let ways = login.mechanism.as_ref().map_or(&[RelayAuth::Plain, RelayAuth::Login][..], std::slice::from_ref);
        let Some(way) = ways.iter().find(|way| offered.contains(way)) else {
            return Err(SmtpError::AuthNotOffered {
                host: host.clone(),
                wanted: login.mechanism,
                offered: self.capabilities.auth_words.join(" "),
            });
        };
        let user = &login.user;
        let answer = match way {
            RelayAuth::Plain => {
                let initial = encoded(format!("\0{user}\0{}", secret.expose_secret()));
                self.send_secret("AUTH PLAIN ", &initial).await?
            }
            RelayAuth::Login => {
                let mut answer = self.send_secret("AUTH LOGIN", &String::new().into()).await?;
                for word in [user, secret.expose_secret()] {
                    if answer.code == 334 {
                        answer = self.send_secret("", &encoded(word)).await?;
                    }
                }
                answer
            }
            RelayAuth::Xoauth2 => {
                let token = secret.expose_secret().trim();
                let initial = encoded(format!("user={user}\x01auth=Bearer {token}\x01\x01"));
                let answer = self.send_secret("AUTH XOAUTH2 ", &initial).await?;
                // A refused token is explained in a challenge, and only an empty answer brings the refusal itself.
                if answer.code == 334 { self.send_secret("", &String::new().into()).await? } else { answer }
            }
        };
        match answer.code {
            200..=299 => Ok(()),
            400..=599 => Err(SmtpError::Auth { host: host.clone(), user: user.clone(), reply: answer.reply() }),
            _ => Err(self.not_smtp(Step::Auth, &answer)),
        }
    }

    async fn send_secret(&mut self, command: &str, secret: &SecretString) -> Result<Answer, SmtpError> {
        let command: SecretString = format!("{command}{}\r\n", secret.expose_secret()).into();
        self.ask(Step::Auth, command.expose_secret()).await
    }
}

fn encoded(text: impl AsRef<[u8]>) -> SecretString {
    STANDARD.encode(text).into()
}
