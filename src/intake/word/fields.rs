//! Which paragraphs of a document belong to which field of the record: by bookmarks where they stand, else by the text of the
//! document as the program writes it today, and by what stands beside them.

use super::alike;
use super::piece::Piece;
use super::text::{Kind, Paragraph};
use std::collections::BTreeMap;
use std::ops::Range;

/// A field of the document as the program writes it.
#[derive(Debug, Clone)]
pub(super) struct Place {
    /// The name of its bookmark.
    pub(super) name: String,
    /// Its paragraphs.
    pub(super) paragraphs: Range<usize>,
    /// The program's own words before it in its paragraph.
    pub(super) prefix: Vec<Piece>,
    /// And behind it.
    pub(super) suffix: Vec<Piece>,
}

/// The fields of a document that the program has written, in its order.
pub(super) fn places(paragraphs: &[Paragraph]) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (at, paragraph) in paragraphs.iter().enumerate() {
        for edge in paragraph.edges.iter().filter(|edge| edge.begins) {
            let ends = |(_, it): &(usize, &Paragraph)| it.edges.iter().any(|end| !end.begins && end.name == edge.name);
            let Some((last, end)) = paragraphs.iter().enumerate().skip(at).find(ends) else { continue };
            if places.last().is_some_and(|place| place.paragraphs.end > at) {
                // A template that puts two fields into one paragraph: only the first finds its way back.
                continue;
            }
            let ended = end.edges.iter().find(|end| !end.begins && end.name == edge.name).map_or(0, |end| end.at);
            places.push(Place {
                name: edge.name.clone(),
                paragraphs: at..last + 1,
                prefix: paragraph.pieces[..edge.at.min(paragraph.pieces.len())].to_vec(),
                suffix: end.pieces[ended.min(end.pieces.len())..].to_vec(),
            });
        }
    }
    places
}

/// To whom each paragraph of the other document belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A field, by its number among the places.
    Field(usize),
    /// The program: it stands there as the program writes it today, or in its place; the paragraph of ours.
    Program(usize),
    /// Nobody that is known.
    Nobody,
}

/// Whom the paragraphs of `theirs` belong to; `takes` says which fields may have paragraphs added.
pub(super) fn owners(
    places: &[Place],
    ours: &[Paragraph],
    theirs: &[Paragraph],
    takes: &dyn Fn(&str) -> bool,
) -> Vec<Owner> {
    let mut owners = by_bookmarks(places, theirs);
    let own = |at: usize| places.iter().position(|place| place.paragraphs.contains(&at));
    let keys = |paragraphs: &[Paragraph]| paragraphs.iter().map(Paragraph::key).collect::<Vec<String>>();
    let turns = alike::turns(&keys(ours), &keys(theirs));
    let (mut i, mut j) = (0, 0);
    for turn in turns.iter().chain([&alike::Turn { old: ours.len()..ours.len(), new: theirs.len()..theirs.len() }]) {
        for (i, j) in (i..turn.old.start).zip(j..turn.new.start) {
            // A field keeps what its bookmark holds, even where the program writes the same words elsewhere.
            match own(i) {
                None => owners[j] = Owner::Program(i),
                Some(field) if owners[j] == Owner::Nobody => owners[j] = Owner::Field(field),
                Some(_) => {}
            }
        }
        changed_words_of_the_program(turn, &own, ours, theirs, &mut owners);
        (i, j) = (turn.old.end, turn.new.end);
    }
    adopt(places, theirs, takes, &mut owners);
    owners
}

fn by_bookmarks(places: &[Place], theirs: &[Paragraph]) -> Vec<Owner> {
    let numbers: BTreeMap<&str, usize> = places.iter().enumerate().map(|(at, it)| (it.name.as_str(), at)).collect();
    let mut spans: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let mut owners = vec![Owner::Nobody; theirs.len()];
    for (at, paragraph) in theirs.iter().enumerate() {
        for field in paragraph.edges.iter().filter_map(|edge| numbers.get(edge.name.as_str())) {
            if owners[at] == Owner::Nobody {
                owners[at] = Owner::Field(*field);
            }
            let span = spans.entry(*field).or_insert((at, at));
            span.1 = at;
        }
    }
    for (field, (first, last)) in spans {
        for owner in &mut owners[first..=last] {
            if *owner == Owner::Nobody {
                *owner = Owner::Field(field);
            }
        }
    }
    owners
}

/// What nobody owns and is much like a paragraph of the program's that is missing is that one, changed.
fn changed_words_of_the_program(
    turn: &alike::Turn,
    own: &dyn Fn(usize) -> Option<usize>,
    ours: &[Paragraph],
    theirs: &[Paragraph],
    owners: &mut [Owner],
) {
    let missing: Vec<usize> = turn.old.clone().filter(|at| own(*at).is_none()).collect();
    let strange: Vec<usize> = turn.new.clone().filter(|at| owners[*at] == Owner::Nobody).collect();
    let old: Vec<&[Piece]> = missing.iter().map(|at| ours[*at].pieces.as_slice()).collect();
    let new: Vec<&[Piece]> = strange.iter().map(|at| theirs[*at].pieces.as_slice()).collect();
    for (i, j) in alike::pairs(&old, &new) {
        owners[strange[j]] = Owner::Program(missing[i]);
    }
}

/// What stands right behind a field of many paragraphs, or else right before one, was added to it.
fn adopt(places: &[Place], theirs: &[Paragraph], takes: &dyn Fn(&str) -> bool, owners: &mut [Owner]) {
    let is_text = |at: usize| !theirs[at].in_table && theirs[at].kind != Kind::Heading;
    let takes = |owner: Owner| matches!(owner, Owner::Field(field) if takes(&places[field].name));
    for at in 1..owners.len() {
        if owners[at] == Owner::Nobody && is_text(at) && takes(owners[at - 1]) {
            owners[at] = owners[at - 1];
        }
    }
    for at in (0..owners.len().saturating_sub(1)).rev() {
        if owners[at] == Owner::Nobody && is_text(at) && takes(owners[at + 1]) {
            owners[at] = owners[at + 1];
        }
    }
}
