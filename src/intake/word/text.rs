//! The text of a document as it was read: paragraphs of words, where fields begin and end, what somebody remarked.

use super::piece::{self, Hand, Piece};

/// What a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Kind {
    /// Running text.
    #[default]
    Plain,
    /// A line of a list: how deep, from 0, and whether the list counts.
    Item { level: usize, counts: bool },
    /// A further paragraph of a line of a list.
    Continued,
    /// A quotation.
    Quote,
    /// A heading.
    Heading,
    /// What stands as it is: code, a picture, a line across.
    Fixed,
}

/// A paragraph as it stands when every tracked change is accepted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    pub(super) kind: Kind,
    pub(super) pieces: Vec<Piece>,
    /// Who has taken something out, and before which word.
    pub(super) gone: Vec<(usize, Hand)>,
    /// Who has put in the end of the paragraph.
    pub(super) ended_by: Option<Hand>,
    /// The text before any tracked change. That of a paragraph which is gone as a whole stands in the next.
    pub(super) before: String,
    pub(super) edges: Vec<Edge>,
    /// Whether it stands in a table.
    pub(super) in_table: bool,
}

impl Paragraph {
    /// Its words.
    pub(super) fn text(&self) -> String {
        piece::text(&self.pieces)
    }

    /// By what it is found again: its words without blanks, and what is no text.
    pub(super) fn key(&self) -> String {
        self.pieces.iter().filter(|piece| !piece.is_blank()).map(|piece| piece.text.as_str()).collect()
    }
}

/// Where a field begins or ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edge {
    /// The name of its bookmark.
    pub(super) name: String,
    /// Before which word.
    pub(super) at: usize,
    /// Whether it begins here.
    pub(super) begins: bool,
}

/// What somebody remarked beside the text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Remark {
    pub(super) hand: Hand,
    pub(super) text: String,
    /// The words that it hangs on.
    pub(super) about: String,
    /// The paragraph in which it begins.
    pub(super) paragraph: usize,
}
