//! Writes each recipient's letter, and signs it.

use super::Clock;
use crate::letter::{FrozenLetter, Letter, LetterError, Signer};
use crate::model::{Delivery, MailingId};
use std::sync::Arc;

/// Writes the letters of one mailing. Any number of threads may use it at once.
pub(super) struct Writer {
    pub(super) mailing: MailingId,
    pub(super) letter: FrozenLetter,
    pub(super) signer: Option<Arc<Signer>>,
    pub(super) clock: Clock,
}

impl Writer {
    /// The letter of a delivery, dated now.
    pub(super) fn write(&self, delivery: &Delivery) -> Result<Letter, LetterError> {
        let now = (self.clock)();
        let mut letter = self.letter.letter(&self.mailing, &delivery.recipient, now)?;
        if let Some(signer) = &self.signer {
            signer.sign(&mut letter, now)?;
        }
        Ok(letter)
    }

    /// Whether a letter takes so long that it is worth a thread of its own: a signature takes a hundred times what writing does.
    pub(super) fn is_slow(&self) -> bool {
        self.signer.is_some()
    }
}
