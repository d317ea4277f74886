//! Words one by one: what two texts are compared by, whoever wrote them.

use std::collections::BTreeSet;
use std::mem;
use std::sync::Arc;

/// What stands for a thing that is no text.
pub(super) const THING: &str = "\u{fffc}";

/// How a word stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub(super) struct Face {
    pub(super) strong: bool,
    pub(super) stressed: bool,
    pub(super) code: bool,
    /// Where it leads.
    pub(super) link: Option<Arc<str>>,
}

impl Face {
    /// What both are.
    fn shared(&self, other: &Self) -> Self {
        Self {
            strong: self.strong && other.strong,
            stressed: self.stressed && other.stressed,
            code: self.code && other.code,
            link: self.link.clone().filter(|link| other.link.as_ref() == Some(link)),
        }
    }
}

/// Who tracked a change, and when.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hand {
    /// The name that the author's program knows.
    pub author: Option<String>,
    /// As the file writes it: `2026-03-12T09:00:00Z`.
    pub date: Option<String>,
}

/// What a document holds that no field of a record can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A picture or a drawing.
    Picture,
    /// A footnote or an endnote.
    Note,
    /// A table.
    Table,
    /// A heading.
    Heading,
    /// A formula, a box with text, a sheet of another program.
    Object,
    /// A link that leads where no link of ours may.
    Link,
}

/// A word, a blank, a sign, or the end of a line.
#[derive(Debug, Clone, Default)]
pub(super) struct Piece {
    /// ` ` for a blank, a line's end for one that was meant, `THING` for what is no text.
    pub(super) text: String,
    pub(super) face: Face,
    /// Who put it there, where that was tracked.
    pub(super) hand: Option<Hand>,
    pub(super) thing: Option<Thing>,
    /// A blank that is a line's end in the file of the record.
    pub(super) wraps: bool,
}

/// Who put it there makes no difference, nor where a line of a file ends.
impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text && self.face == other.face && self.thing == other.thing
    }
}

impl Eq for Piece {}

impl PartialOrd for Piece {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Piece {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (&self.text, &self.face, self.thing).cmp(&(&other.text, &other.face, other.thing))
    }
}

impl std::hash::Hash for Piece {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.text, &self.face).hash(state);
    }
}

impl Piece {
    pub(super) fn is_blank(&self) -> bool {
        self.text == " " || self.text == "\n"
    }

    fn is_word(&self) -> bool {
        self.text.starts_with(char::is_alphanumeric)
    }
}

/// Gathers text, however it is cut into runs, and gives its words.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    done: Vec<Piece>,
    open: Piece,
}

impl Pieces {
    /// Text of one face, put there by one hand.
    pub(super) fn add(&mut self, text: &str, face: &Face, hand: Option<&Hand>) {
        for letter in text.chars() {
            let letter = match letter {
                '\n' => '\n',
                letter if letter.is_whitespace() => ' ',
                '\u{2011}' => '-',
                // What is not seen, or would turn the text about it.
                '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => continue,
                letter if letter.is_control() => continue,
                letter => letter,
            };
            let goes_on = match letter {
                ' ' => self.open.text == " ",
                letter => letter.is_alphanumeric() && self.open.is_word() && self.open.face == *face,
            };
            if !goes_on {
                self.cut();
                self.open.face = face.clone();
            }
            if letter != ' ' || !goes_on {
                self.open.text.push(letter);
            }
            if self.open.hand.is_none() {
                self.open.hand = hand.cloned();
            }
        }
    }

    /// A blank where a line of the record's file ends.
    pub(super) fn wrap(&mut self, face: &Face) {
        self.cut();
        self.open = Piece { text: " ".to_owned(), face: face.clone(), wraps: true, ..Piece::default() };
    }

    /// What is no text.
    pub(super) fn thing(&mut self, thing: Thing, hand: Option<&Hand>) {
        self.cut();
        self.done.push(Piece { text: THING.to_owned(), hand: hand.cloned(), thing: Some(thing), ..Piece::default() });
    }

    /// Ends the word here, and says how many there are.
    pub(super) fn cut(&mut self) -> usize {
        if !self.open.text.is_empty() {
            self.done.push(mem::take(&mut self.open));
        }
        self.done.len()
    }

    /// How many words have ended.
    pub(super) fn len(&self) -> usize {
        self.done.len()
    }

    /// The words, settled.
    pub(super) fn finish(mut self) -> Vec<Piece> {
        self.cut();
        settled(self.done).0
    }

    /// The words, settled, and where each stands that was the so-manieth before.
    pub(super) fn finish_with_places(mut self) -> (Vec<Piece>, Vec<usize>) {
        self.cut();
        settled(self.done)
    }
}

/// The words without blanks that nobody sees, at the ends and about the ends of lines, the others with the face of both their
/// neighbours; and where each stands that was the so-manieth before.
pub(super) fn settled(pieces: Vec<Piece>) -> (Vec<Piece>, Vec<usize>) {
    let mut kept: Vec<Piece> = Vec::with_capacity(pieces.len());
    let mut places = Vec::with_capacity(pieces.len() + 1);
    for piece in pieces {
        places.push(kept.len());
        match piece.text.as_str() {
            " " if kept.last().is_none_or(Piece::is_blank) => {}
            "\n" => {
                kept.pop_if(|last| last.text == " ");
                if !kept.is_empty() {
                    kept.push(piece);
                }
            }
            _ => kept.push(piece),
        }
    }
    places.push(kept.len());
    while kept.pop_if(|last| last.is_blank()).is_some() {}
    for place in &mut places {
        *place = (*place).min(kept.len());
    }
    for at in 1..kept.len().saturating_sub(1) {
        if kept[at].is_blank() {
            kept[at].face = kept[at - 1].face.shared(&kept[at + 1].face);
        }
    }
    (kept, places)
}

/// The words of a line of plain text.
pub(super) fn plain(text: &str) -> Vec<Piece> {
    let mut pieces = Pieces::default();
    pieces.add(&text.replace(['\n', '\r'], " "), &Face::default(), None);
    pieces.finish()
}

/// The words as one text.
pub(super) fn text(pieces: &[Piece]) -> String {
    pieces.iter().filter(|piece| piece.thing.is_none()).map(|piece| piece.text.as_str()).collect()
}

/// What is no text among the words, each kind once.
pub(super) fn things(pieces: &[Piece]) -> Vec<Thing> {
    pieces.iter().filter_map(|piece| piece.thing).collect::<BTreeSet<Thing>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::{Face, Pieces, plain};

    #[test]
    fn a_word_is_one_word_however_it_is_cut_into_runs() {
        let mut pieces = Pieces::default();
        let strong = Face { strong: true, ..Face::default() };
        for (text, face) in [
            ("  Op", Face::default()),
            ("samling\u{a0} ", Face::default()),
            ("fed ", strong),
            ("\n x ", Face::default()),
        ] {
            pieces.add(text, &face, None);
        }
        let pieces = pieces.finish();
        let texts: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
        assert_eq!(texts, ["Opsamling", " ", "fed", "\n", "x"]);
        assert!(pieces[2].face.strong && !pieces[1].face.strong && !pieces[3].face.strong);
    }

    #[test]
    fn signs_stand_alone() {
        let texts: Vec<String> = plain("Nå, 4,9\nmio.").into_iter().map(|piece| piece.text).collect();
        assert_eq!(texts, ["Nå", ",", " ", "4", ",", "9", " ", "mio", "."]);
    }
}
