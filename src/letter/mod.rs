//! A mailing's text and one recipient → the bytes of one mail.
//!
//! What is the same for everybody (MIME skeleton, encoded texts, pictures) is made once, by [`pack`], and kept with the
//! mailing; [`FrozenLetter::letter`] fills in what is the recipient's own. So a letter costs a few microseconds, and the
//! same frozen bytes give the same letters whatever the records, the files or the program's words have become since.
//!
//! Headers and parts that carry people's words are encoded by `lettre`'s builder. Body text is encoded here, because a
//! skeleton with gaps needs quoted-printable that can be cut (see `quoted`).

mod dkim;
mod enclosure;
mod error;
mod frozen;
mod greeting;
mod header;
mod leaving;
mod letterhead;
mod pack;
mod quoted;
pub mod returned;
mod shown;
mod unsubscribe;

pub use dkim::{DkimError, DkimKey, KeyKind, Signer, SigningKey};
pub use enclosure::Attachment;
pub use error::{LetterError, LetterPart};
pub use frozen::{FrozenLetter, Letter, is_message_id_of};
pub use leaving::Leaving;
pub use letterhead::{Letterhead, ReturnAddress};
pub use pack::pack;
pub use shown::shown;

/// The largest html part, in bytes: Gmail cuts what is longer and hides the footer with it.
pub const MAX_HTML: usize = 100_000;

/// The largest letter, in bytes as sent.
pub const MAX_LETTER: usize = 250_000;

#[cfg(test)]
mod tests;
