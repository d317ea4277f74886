//! What somebody changed in a document that the program has written: field by field, and what no field can hold.

use super::document::WordDocument;
use super::field::{self, Compared};
use super::fields::{self, Owner, Place};
use super::markdown::{Act, Flat, rewritten};
use super::piece::{Hand, Thing, text, things};
use super::text::{Kind, Paragraph};
use crate::model::fingerprint;
use std::collections::{BTreeMap, BTreeSet};

/// A field of the record, as its file has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldText {
    /// What stands there.
    pub text: String,
    /// Whether it is Markdown; else it is one line of words.
    pub is_prose: bool,
}

/// The fields of a record by the way to them, as a bookmark has it: `agenda__2__said`.
pub type FieldTexts = BTreeMap<String, FieldText>;

/// A stretch of words in the account of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// It stands in both.
    Kept(String),
    /// It goes.
    Gone(String),
    /// It comes.
    New(String),
}

/// A change that can be taken into the record.
#[derive(Debug, Clone)]
pub struct Change {
    /// Its number, from 1.
    pub number: usize,
    /// The bookmark of its field.
    pub field: String,
    /// The heading that it stands below.
    pub section: String,
    /// The paragraph as the record has it; empty where it is new.
    pub was: String,
    /// The paragraph with this change and no other; empty where it goes.
    pub now: String,
    /// The same as one account.
    pub stretches: Vec<Stretch>,
    /// Who tracked it; nothing where it was typed without.
    pub hand: Option<Hand>,
    /// Whether the record's field is another than was sent out.
    pub is_conflict: bool,
    pub(super) act: Act,
}

/// What somebody remarked beside the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Who and when.
    pub hand: Hand,
    /// What they say.
    pub text: String,
    /// The words that it hangs on.
    pub about: String,
    /// The bookmark of the field in which it stands, where it stands in one.
    pub field: Option<String>,
    /// The heading that it stands below.
    pub section: String,
}

/// What is changed in the document and cannot be taken into the record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftOut {
    /// The heading that it stands below.
    pub section: String,
    /// What it is.
    pub what: Outside,
    /// As the program writes it; empty where it is new.
    pub was: String,
    /// As the document has it; empty where it is gone.
    pub now: String,
}

/// Why a change has no place in the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outside {
    /// The program writes these words itself.
    Program,
    /// A paragraph that stands in no field.
    Paragraph,
    /// A part of a field that is written otherwise in the file: code, a picture's words, what a template adds.
    Fixed,
    /// What is no text.
    Thing(Thing),
}

/// Everything that was found in a document.
#[derive(Debug, Default)]
pub struct Comparison {
    /// What can be taken, in the order of the document.
    pub changes: Vec<Change>,
    /// What was remarked.
    pub comments: Vec<Comment>,
    /// What cannot.
    pub left_out: Vec<LeftOut>,
    /// Fields whose text in the record is another than was sent out, and that nobody touched in the document.
    pub moved_on: usize,
    texts: FieldTexts,
}

/// Compares a document that came back with the same as the program writes it today of the record with these fields.
/// Nothing where the document has none of them, and so is not of this record.
pub fn compare(ours: &WordDocument, theirs: &WordDocument, texts: &FieldTexts) -> Option<Comparison> {
    let mut places = fields::places(&ours.paragraphs);
    places.retain(|place| texts.contains_key(&place.name));
    let edges = || theirs.paragraphs.iter().flat_map(|paragraph| &paragraph.edges);
    if !edges().any(|edge| places.iter().any(|place| place.name == edge.name)) {
        return None;
    }
    let takes = |name: &str| texts.get(name).is_some_and(|text| text.is_prose);
    let owners = fields::owners(&places, &ours.paragraphs, &theirs.paragraphs, &takes);
    let comparer = Comparer { ours, theirs, texts, places: &places, owners: &owners };
    Some(comparer.run())
}

impl Comparison {
    /// The fields with these changes taken, by their bookmarks.
    ///
    /// # Errors
    /// The number of the first change of a field that cannot be written.
    pub fn taken(&self, numbers: &BTreeSet<usize>) -> Result<Vec<(&str, String)>, usize> {
        let mut fields: Vec<(&str, String)> = Vec::new();
        let taken: Vec<&Change> = self.changes.iter().filter(|change| numbers.contains(&change.number)).collect();
        for changes in taken.chunk_by(|one, other| one.field == other.field) {
            let Some(first) = changes.first() else { continue };
            let acts: Vec<&Act> = changes.iter().map(|change| &change.act).collect();
            let Some(field) = self.texts.get(&first.field) else { return Err(first.number) };
            let written = match field.is_prose {
                true => rewritten(&Flat::of(&field.text), &acts),
                false => Some(field::rewritten_line(&field.text, &acts)),
            };
            fields.push((first.field.as_str(), written.ok_or(first.number)?));
        }
        Ok(fields)
    }
}

struct Comparer<'a> {
    ours: &'a WordDocument,
    theirs: &'a WordDocument,
    texts: &'a FieldTexts,
    places: &'a [Place],
    owners: &'a [Owner],
}

impl Comparer<'_> {
    fn run(&self) -> Comparison {
        let mut found = Comparison { texts: self.texts.clone(), ..Comparison::default() };
        for (number, place) in self.places.iter().enumerate() {
            self.field(number, place, &mut found);
        }
        for (at, change) in found.changes.iter_mut().enumerate() {
            change.number = at + 1;
        }
        self.outside(&mut found);
        found.comments = self.comments();
        found
    }

    fn field(&self, number: usize, place: &Place, found: &mut Comparison) {
        let Some(text) = self.texts.get(&place.name) else { return };
        let theirs: Vec<usize> = (0..self.owners.len()).filter(|at| self.owners[*at] == Owner::Field(number)).collect();
        let Compared { changes, left_out } =
            field::compare(place, &self.ours.paragraphs, &self.theirs.paragraphs, &theirs, text);
        if changes.is_empty() && left_out.is_empty() {
            return;
        }
        let section = self.section(place.paragraphs.start);
        let state = self.state(place, &theirs);
        if state == State::Untouched {
            found.moved_on += 1;
            return;
        }
        found.changes.extend(changes.into_iter().map(|change| Change {
            field: place.name.clone(),
            section: section.clone(),
            is_conflict: state == State::Both,
            ..change
        }));
        found.left_out.extend(left_out.into_iter().map(|it| LeftOut { section: section.clone(), ..it }));
    }

    /// Who has changed a field since it was sent out.
    fn state(&self, place: &Place, theirs: &[usize]) -> State {
        let words = |paragraphs: &mut dyn Iterator<Item = String>| fingerprint(&paragraphs.collect::<String>());
        let own =
            |paragraph: &Paragraph| text(field::own_pieces(place, &paragraph.pieces).unwrap_or(&paragraph.pieces));
        let today = words(&mut self.ours.paragraphs[place.paragraphs.clone()].iter().map(own));
        let now = words(&mut theirs.iter().map(|at| own(&self.theirs.paragraphs[*at])));
        // By the fingerprint that the document brings along, else by what it says was there before tracked changes.
        let paragraphs = || theirs.iter().map(|at| &self.theirs.paragraphs[*at]);
        let sent = self.theirs.sent.get(&place.name).cloned().or_else(|| {
            let is_tracked = |it: &Paragraph| !it.gone.is_empty() || it.pieces.iter().any(|piece| piece.hand.is_some());
            let whole = place.prefix.is_empty() && place.suffix.is_empty();
            (whole && paragraphs().any(is_tracked)).then(|| words(&mut paragraphs().map(|it| it.before.clone())))
        });
        let moved_on = |sent: &String| *sent != today && self.ours.sent.get(&place.name) != Some(sent);
        match sent.filter(moved_on) {
            Some(sent) if sent == now => State::Untouched,
            Some(_) if now != today => State::Both,
            _ => State::Document,
        }
    }

    /// The heading above a paragraph of ours.
    fn section(&self, at: usize) -> String {
        let above = self.ours.paragraphs[..=at.min(self.ours.paragraphs.len().saturating_sub(1))].iter().rev();
        above.into_iter().find(|it| it.kind == Kind::Heading).map(Paragraph::text).unwrap_or_default()
    }

    /// The heading above a paragraph of theirs, as the program writes it.
    fn section_of_theirs(&self, at: usize) -> String {
        let known =
            (0..=at.min(self.owners.len().saturating_sub(1))).rev().find_map(|at| match self.owners.get(at)? {
                Owner::Field(field) => Some(self.places[*field].paragraphs.start),
                Owner::Program(paragraph) => Some(*paragraph),
                Owner::Nobody => None,
            });
        known.map(|at| self.section(at)).unwrap_or_default()
    }

    /// What stands in no field.
    fn outside(&self, found: &mut Comparison) {
        let mut there = BTreeSet::new();
        for (at, owner) in self.owners.iter().enumerate() {
            let theirs = &self.theirs.paragraphs[at];
            let section = || self.section_of_theirs(at);
            match owner {
                Owner::Field(_) => {}
                Owner::Program(paragraph) => {
                    there.insert(*paragraph);
                    let ours = &self.ours.paragraphs[*paragraph];
                    if ours.key() != theirs.key() {
                        let (was, now) = (ours.text(), theirs.text());
                        found.left_out.push(LeftOut { section: section(), what: Outside::Program, was, now });
                    }
                }
                Owner::Nobody => {
                    let what = match (theirs.in_table, theirs.kind) {
                        (true, _) => Outside::Thing(Thing::Table),
                        (_, Kind::Heading) => Outside::Thing(Thing::Heading),
                        _ => Outside::Paragraph,
                    };
                    let now = theirs.text();
                    if !now.trim().is_empty() {
                        found.left_out.push(LeftOut { section: section(), what, was: String::new(), now });
                    }
                    for thing in things(&theirs.pieces) {
                        let what = Outside::Thing(thing);
                        found.left_out.push(LeftOut {
                            section: section(),
                            what,
                            was: String::new(),
                            now: String::new(),
                        });
                    }
                }
            }
        }
        for (at, ours) in self.ours.paragraphs.iter().enumerate() {
            let is_of_a_field = self.places.iter().any(|place| place.paragraphs.contains(&at));
            if !is_of_a_field && !there.contains(&at) && !ours.pieces.is_empty() {
                let what = if ours.text().is_empty() { Outside::Thing(Thing::Picture) } else { Outside::Program };
                let (section, was) = (self.section(at), ours.text());
                found.left_out.push(LeftOut { section, what, was, now: String::new() });
            }
        }
    }

    fn comments(&self) -> Vec<Comment> {
        let comment = |remark: &super::text::Remark| Comment {
            hand: remark.hand.clone(),
            text: remark.text.clone(),
            about: remark.about.trim().to_owned(),
            field: match self.owners.get(remark.paragraph) {
                Some(Owner::Field(field)) => Some(self.places[*field].name.clone()),
                _ => None,
            },
            section: self.section_of_theirs(remark.paragraph),
        };
        self.theirs.remarks.iter().map(comment).collect()
    }
}

/// Who has changed a field since it was sent out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Whoever had the document.
    Document,
    /// Only the record has moved on.
    Untouched,
    /// Both.
    Both,
}
