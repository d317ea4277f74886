//! What comes back by mail, from a file, a folder, a Maildir or a mailbox at a server (IMAP). Nothing is moved or deleted.

mod error;
mod imap;
mod mbox;
mod path;

pub use error::{InboxError, ServerStep};
pub use imap::{ImapUrl, Login, Mailbox, Trust};
pub use path::PathMails;

/// A mail as it lies there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Where: the file, with the number of the mail where there are several in it, or the mailbox and the mail's number.
    pub source: String,
    /// Whether somebody has read it in a Maildir. At a server a mark of ours tells what is new.
    pub is_seen: bool,
    /// The number that a server knows it by (its UID).
    pub number: Option<u32>,
    /// All of it, or of a very large one the beginning.
    pub bytes: Vec<u8>,
}

/// How much of a mail is read, in bytes: what matters of a returned one stands at its beginning.
pub const MAX_MAIL: usize = 4_000_000;
