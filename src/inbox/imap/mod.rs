//! A mailbox at a server: IMAP (RFC 9051, 3501) over TLS from the first byte (RFC 8314), no more of it than is needed here.
//!
//! What was read is marked with a keyword of ours, so that a mail that a person opened first is read all the same, and one
//! that was only listed stays unread for people. The mark comes after the effect is on disk, and the effect is one that a
//! second reading does not repeat: a run that is cut off in the middle neither loses nor doubles anything.

mod address;
mod conversation;
mod trust;

pub use address::ImapUrl;
pub use trust::Trust;

use super::{InboxError, MAX_MAIL, Mail, ServerStep};
use conversation::{Conversation, Response, quoted};
use secrecy::{ExposeSecret, SecretString};

/// The keyword that a mail bears that has been read.
const KEYWORD: &str = "OpsamlingRead";

/// How many mails, each of which may be as large as `MAX_MAIL`, are asked for at once.
const AT_ONCE: usize = 4;

/// How to be let in.
#[derive(Debug, Clone)]
pub enum Login {
    /// With a password.
    Password(SecretString),
    /// With a token of OAuth 2.0 (XOAUTH2), as Microsoft 365 and Gmail ask for.
    Token(SecretString),
}

/// A folder at a server, open.
pub struct Mailbox {
    conversation: Conversation,
    url: ImapUrl,
    keeps_keywords: bool,
}

impl Mailbox {
    /// Opens a folder.
    ///
    /// # Errors
    /// `InboxError` where the server cannot be reached, is not who it says it is, or says no.
    pub async fn open(url: &ImapUrl, login: &Login, trust: &Trust) -> Result<Self, InboxError> {
        let mut conversation = Conversation::open(url, trust).await?;
        log_in(&mut conversation, url, login).await?;
        let command = format!("SELECT {}", quoted(&url.folder_in_ascii()));
        let responses = conversation.ask(ServerStep::Select, &command).await?;
        let keeps_keywords = responses.iter().any(|response| {
            let line = response.line();
            line.contains("PERMANENTFLAGS") && (line.contains("\\*") || line.contains(KEYWORD))
        });
        Ok(Self { conversation, url: url.clone(), keeps_keywords })
    }

    /// The numbers of the mails that are to be read, in order; where the server keeps no keywords, of those that nobody
    /// has read.
    ///
    /// # Errors
    /// `InboxError` where the line breaks.
    pub async fn unread(&mut self) -> Result<Vec<u32>, InboxError> {
        let which = if self.keeps_keywords { format!("UNKEYWORD {KEYWORD}") } else { "UNSEEN".to_owned() };
        let responses = self.conversation.ask(ServerStep::Search, &format!("UID SEARCH {which} UNDELETED")).await?;
        let found = responses.iter().filter_map(|response| response.line().strip_prefix("* SEARCH").map(str::to_owned));
        let mut numbers: Vec<u32> = found
            .flat_map(|line| line.split_whitespace().filter_map(|it| it.parse().ok()).collect::<Vec<_>>())
            .collect();
        numbers.sort_unstable();
        numbers.dedup();
        Ok(numbers)
    }

    /// The next mails of these numbers; what was taken is gone from the list. They are not marked as read by it.
    ///
    /// # Errors
    /// `InboxError` where the line breaks.
    pub async fn fetch(&mut self, numbers: &mut Vec<u32>) -> Result<Vec<Mail>, InboxError> {
        let taken: Vec<u32> = numbers.drain(..numbers.len().min(AT_ONCE)).collect();
        if taken.is_empty() {
            return Ok(Vec::new());
        }
        let command = format!("UID FETCH {} (UID BODY.PEEK[]<0.{MAX_MAIL}>)", listed(&taken));
        let responses = self.conversation.ask(ServerStep::Fetch, &command).await?;
        let mut mails: Vec<Mail> = responses.into_iter().filter_map(|response| self.mail(response)).collect();
        mails.sort_by_key(|mail| mail.number);
        mails.retain(|mail| mail.number.is_some_and(|number| taken.contains(&number)));
        Ok(mails)
    }

    fn mail(&self, response: Response) -> Option<Mail> {
        let line = response.line();
        let number: u32 = line.split("UID ").nth(1)?.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()?;
        let bytes = response.into_literal()?;
        Some(Mail { source: format!("{}#{number}", self.url), is_seen: false, number: Some(number), bytes })
    }

    /// Marks mails as acted on: read also for people.
    ///
    /// # Errors
    /// `InboxError` where the line breaks.
    pub async fn mark_acted_on(&mut self, numbers: &[u32]) -> Result<(), InboxError> {
        let flags = if self.keeps_keywords { format!("\\Seen {KEYWORD}") } else { "\\Seen".to_owned() };
        self.mark(numbers, &flags).await
    }

    /// Marks mails as listed: they stay unread for people.
    ///
    /// # Errors
    /// `InboxError` where the line breaks.
    pub async fn mark_listed(&mut self, numbers: &[u32]) -> Result<(), InboxError> {
        if self.keeps_keywords { self.mark(numbers, KEYWORD).await } else { Ok(()) }
    }

    async fn mark(&mut self, numbers: &[u32], flags: &str) -> Result<(), InboxError> {
        if numbers.is_empty() {
            return Ok(());
        }
        let command = format!("UID STORE {} +FLAGS.SILENT ({flags})", listed(numbers));
        self.conversation.ask(ServerStep::Mark, &command).await.map(drop)
    }

    /// Says goodbye.
    pub async fn close(mut self) {
        // Everything is done by now: a server that does not wait for the goodbye has lost nothing.
        let _ = self.conversation.ask(ServerStep::Mark, "LOGOUT").await;
    }
}

fn listed(numbers: &[u32]) -> String {
    numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(",")
}

async fn log_in(conversation: &mut Conversation, url: &ImapUrl, login: &Login) -> Result<(), InboxError> {
    let user = &url.user;
    let capabilities = conversation.ask(ServerStep::Login, "CAPABILITY").await?;
    let takes = |name: &str| {
        capabilities.iter().any(|it| it.line().split_whitespace().any(|word| word.eq_ignore_ascii_case(name)))
    };
    match login {
        Login::Password(password) if takes("AUTH=PLAIN") => {
            let words = format!("\0{user}\0{}", password.expose_secret());
            conversation.authenticate("PLAIN", &words).await
        }
        Login::Password(password) => {
            let command = format!("LOGIN {} {}", quoted(user), quoted(password.expose_secret()));
            conversation.ask(ServerStep::Login, &command).await.map(drop)
        }
        Login::Token(token) => {
            let words = format!("user={user}\x01auth=Bearer {}\x01\x01", token.expose_secret());
            conversation.authenticate("XOAUTH2", &words).await
        }
    }
}
