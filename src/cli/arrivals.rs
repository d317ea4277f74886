//! Mail to be read: from what is named on the command line, a file, a folder or a mailbox at a server.

use super::config::Secret;
use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::terminal::Terminal;
use crate::inbox::{ImapUrl, Login, Mail, Mailbox, PathMails, Trust};
use crate::store::Run;
use std::path::{Path, PathBuf};

/// How many mails are read before their effect is written down.
const AT_ONCE: usize = 200;

/// How many bytes of them are held, but for the last.
const BYTES_AT_ONCE: usize = 16 << 20;

/// Mails, one handful at a time.
pub enum Arrivals {
    /// From files.
    Path {
        /// The mails.
        mails: PathMails,
        /// Where the command stands: files are told as they were named.
        from: PathBuf,
        /// How many of them could not be read.
        unreadable: usize,
    },
    /// From a server.
    Server {
        /// The folder there.
        mailbox: Box<Mailbox>,
        /// The mails that are still to be read.
        waiting: Vec<u32>,
    },
}

impl Arrivals {
    /// Opens `FILE`, `FOLDER`, `MAILDIR` or `imaps://user@host/Folder`.
    ///
    /// # Errors
    /// `Failure` where it is not there, or the server says no.
    pub async fn open(source: &str, read: &Read, context: &Context) -> Result<Self, Failure> {
        if !source.contains("://") {
            let from = context.config.directory.clone();
            return Ok(Self::Path { mails: PathMails::open(&from.join(source))?, from, unreadable: 0 });
        }
        let url = ImapUrl::parse(source)?;
        let login = login(&url, context)?;
        let mut mailbox = Box::new(Mailbox::open(&url, &login, &Trust::new(read.ca_file()?.as_deref())?).await?);
        let waiting = mailbox.unread().await?;
        Ok(Self::Server { mailbox, waiting })
    }

    /// The next mails; none at the end. A file that cannot be read is told, and the others follow.
    ///
    /// # Errors
    /// `Failure` where the line breaks.
    pub async fn next(&mut self, terminal: &Terminal) -> Result<Vec<Mail>, Failure> {
        match self {
            Self::Path { mails, from, unreadable } => {
                let (mut taken, mut bytes) = (Vec::new(), 0);
                while taken.len() < AT_ONCE && bytes < BYTES_AT_ONCE {
                    match mails.next() {
                        Some(Ok(mut mail)) => {
                            if let Ok(below) = Path::new(&mail.source).strip_prefix(&*from) {
                                mail.source = below.display().to_string();
                            }
                            bytes += mail.bytes.len();
                            taken.push(mail);
                        }
                        Some(Err(error)) => {
                            terminal.fail(&error.into());
                            *unreadable += 1;
                        }
                        None => break,
                    }
                }
                Ok(taken)
            }
            Self::Server { mailbox, waiting } => {
                let mut mails = Vec::new();
                // Mails may have gone since they were counted.
                while mails.is_empty() && !waiting.is_empty() {
                    mails = mailbox.fetch(waiting).await?;
                }
                Ok(mails)
            }
        }
    }

    /// Marks these as acted on, and those as listed, where that is a server's to keep. Files are left as they are.
    ///
    /// # Errors
    /// `Failure` where the line breaks.
    pub async fn mark(&mut self, marks: &Marks, run: Run) -> Result<(), Failure> {
        if let (Self::Server { mailbox, .. }, Run::ForReal) = (self, run) {
            mailbox.mark_acted_on(&marks.acted_on).await?;
            mailbox.mark_listed(&marks.listed).await?;
        }
        Ok(())
    }

    /// Says goodbye, and how the run ends: not well where a file could not be read.
    pub async fn close(self) -> Exit {
        match self {
            Self::Server { mailbox, .. } => {
                mailbox.close().await;
                Exit::Done
            }
            Self::Path { unreadable: 0, .. } => Exit::Done,
            Self::Path { .. } => Exit::World,
        }
    }
}

/// The numbers of mails of a server.
#[derive(Debug, Default)]
pub struct Marks {
    /// Those that had an effect.
    pub acted_on: Vec<u32>,
    /// Those that were only shown.
    pub listed: Vec<u32>,
}

fn login(url: &ImapUrl, context: &Context) -> Result<Login, Failure> {
    if let Some(password) = context.config.secret(Secret::ImapPassword)? {
        return Ok(Login::Password(password));
    }
    match context.config.secret(Secret::ImapToken)? {
        Some(token) => Ok(Login::Token(token)),
        None => Err(Failure::wrong("inbox-no-secret")
            .with("user", url.user.as_str())
            .with("variable", Secret::ImapPassword.variable())),
    }
}
