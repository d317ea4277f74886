//! The words that paper cannot show, noted as a document is written, so that whoever makes it can be told.

use super::paper;
use minijinja::State;
use minijinja::value::{Object, ObjectRepr};
use std::sync::{Arc, Mutex, PoisonError};

/// Words whose letters the fonts of paper lack.
#[derive(Debug, Default)]
pub(super) struct Lost {
    words: Mutex<Vec<String>>,
}

impl Lost {
    /// Notes those of the text, where somebody wants to know.
    pub(super) fn note(state: &State<'_, '_>, text: &str) {
        if let Some(lost) = state.lookup("lost").and_then(|lost| lost.downcast_object::<Self>()) {
            let mut words = lost.words.lock().unwrap_or_else(PoisonError::into_inner);
            for word in paper::unprintable(text) {
                if !words.iter().any(|known| known == word) {
                    words.push(word.to_owned());
                }
            }
        }
    }

    /// Each once, in the order of the document.
    pub(super) fn words(&self) -> Vec<String> {
        self.words.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Object for Lost {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Plain
    }
}
