//! What somebody changed in one field.

use super::alike::{self, Turn};
use super::compare::{Change, FieldText, LeftOut, Outside, Stretch};
use super::fields::Place;
use super::markdown::{Act, Flat, inline};
use super::piece::{Face, Hand, Piece, Thing, plain, settled, text, things};
use super::text::{Kind, Paragraph};
use crate::prose::is_allowed_url;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// The changes of one field; who compares gives them their number and section.
#[derive(Debug, Default)]
pub(super) struct Compared {
    pub(super) changes: Vec<Change>,
    pub(super) left_out: Vec<LeftOut>,
}

/// Compares a field; `theirs` are its paragraphs in the document that came back.
pub(super) fn compare(
    place: &Place,
    ours: &[Paragraph],
    theirs: &[Paragraph],
    owned: &[usize],
    field: &FieldText,
) -> Compared {
    let old: Vec<&Paragraph> = ours[place.paragraphs.clone()].iter().filter(|it| !it.pieces.is_empty()).collect();
    let mut comparer = Comparer { theirs, field, links: BTreeMap::new(), found: Compared::default() };
    match field.is_prose {
        true => comparer.prose(&old, owned),
        false => comparer.line(place, &old, owned),
    }
    comparer.found
}

/// The field's own words in its paragraph; nothing where the program's words about them are no longer there.
pub(super) fn own_pieces<'a>(place: &Place, pieces: &'a [Piece]) -> Option<&'a [Piece]> {
    let same = |one: &[Piece], other: &[Piece]| one.iter().map(|it| &it.text).eq(other.iter().map(|it| &it.text));
    let (first, last) = (place.prefix.len(), pieces.len().checked_sub(place.suffix.len())?);
    let own = pieces.get(first..last)?;
    (same(&pieces[..first], &place.prefix) && same(&pieces[last..], &place.suffix)).then_some(own)
}

/// A line with these acts done.
pub(super) fn rewritten_line(line: &str, acts: &[&Act]) -> String {
    let mut pieces = plain(line);
    for act in acts.iter().rev() {
        if let Act::Words { at, new, .. } = act {
            pieces.splice(at.clone(), new.iter().cloned());
        }
    }
    text(&settled(pieces).0)
}

struct Comparer<'a> {
    theirs: &'a [Paragraph],
    field: &'a FieldText,
    /// Where links lead as the record writes it, by what the document says of them.
    links: BTreeMap<Arc<str>, Arc<str>>,
    found: Compared,
}

impl Comparer<'_> {
    fn line(&mut self, place: &Place, old: &[&Paragraph], owned: &[usize]) {
        let old: Vec<Piece> = old.iter().flat_map(|it| it.pieces.iter().cloned()).collect();
        let mut new: Vec<Piece> = Vec::new();
        for at in owned {
            if !new.is_empty() {
                new.push(Piece { text: " ".to_owned(), ..Piece::default() });
            }
            new.extend(self.theirs[*at].pieces.iter().cloned());
        }
        let own = |pieces: &[Piece]| {
            let bare = own_pieces(place, pieces)?.iter().map(|piece| {
                let text = if piece.text == "\n" { " ".to_owned() } else { piece.text.clone() };
                Piece { text, face: Face::default(), ..piece.clone() }
            });
            Some(settled(bare.collect()).0)
        };
        let (Some(old_own), Some(new_own)) = (own(&old), own(&new)) else {
            return self.left_out(Outside::Program, text(&old), text(&new));
        };
        let source = plain(&self.field.text);
        if text(&source) != text(&old_own) {
            if text(&old_own) != text(&new_own) {
                self.left_out(Outside::Fixed, text(&old_own), text(&new_own));
            }
            return;
        }
        let new_own = self.without_things(new_own);
        let at = owned.first().copied();
        self.words(0, &source, &old_own, &new_own, at);
    }

    fn prose(&mut self, old: &[&Paragraph], owned: &[usize]) {
        let source = self.field.text.clone();
        let flat = Flat::of(&source);
        let new: Vec<usize> = owned.iter().copied().filter(|at| !self.theirs[*at].pieces.is_empty()).collect();
        let keys = |it: &mut dyn Iterator<Item = &Paragraph>| it.map(Paragraph::key).collect::<Vec<String>>();
        let old_keys = keys(&mut old.iter().copied());
        let new_keys = keys(&mut new.iter().map(|at| &self.theirs[*at]));
        let entries = aligned(&flat, &old_keys);
        self.links = links(&flat, old, &entries);
        let (mut i, mut j) = (0, 0);
        let end = Turn { old: old.len()..old.len(), new: new.len()..new.len() };
        for turn in alike::turns(&old_keys, &new_keys).into_iter().chain([end]) {
            for (i, j) in (i..turn.old.start).zip(j..turn.new.start) {
                self.paragraph(&flat, entries[i], old[i], new[j]);
            }
            self.turn(&flat, &entries, old, &new, &turn);
            (i, j) = (turn.old.end, turn.new.end);
        }
    }

    /// Paragraphs that are not the same in both.
    fn turn(&mut self, flat: &Flat<'_>, entries: &[Option<usize>], old: &[&Paragraph], new: &[usize], turn: &Turn) {
        let pairs = match (turn.old.len(), turn.new.len()) {
            (1, 1) => vec![(0, 0)],
            _ => {
                let olds: Vec<&[Piece]> = old[turn.old.clone()].iter().map(|it| it.pieces.as_slice()).collect();
                let news: Vec<&[Piece]> =
                    new[turn.new.clone()].iter().map(|at| self.theirs[*at].pieces.as_slice()).collect();
                alike::pairs(&olds, &news)
            }
        };
        let (mut i, mut j) = (turn.old.start, turn.new.start);
        for (paired, other) in pairs.into_iter().chain([(turn.old.len(), turn.new.len())]) {
            let (paired, other) = (turn.old.start + paired, turn.new.start + other);
            for gone in i..paired {
                self.dropped(flat, entries[gone], old[gone], new.get(j).copied(), j.checked_sub(1).map(|at| new[at]));
            }
            let after = entries[..paired].iter().rev().flatten().next().copied();
            for added in &new[j..other] {
                self.added(after, *added);
            }
            if paired < turn.old.end && other < turn.new.end {
                self.paragraph(flat, entries[paired], old[paired], new[other]);
            }
            (i, j) = (paired + 1, other + 1);
        }
    }

    fn paragraph(&mut self, flat: &Flat<'_>, entry: Option<usize>, old: &Paragraph, at: usize) {
        let new = &self.theirs[at];
        if old.pieces == new.pieces && old.kind == new.kind {
            return;
        }
        let word_by_word = |entry: &usize| {
            let own = &flat.entries[*entry].pieces;
            own.iter().map(|it| &it.text).eq(old.pieces.iter().map(|it| &it.text))
        };
        let Some(entry) = entry.filter(|entry| flat.is_editable(*entry)).filter(word_by_word) else {
            if old.key() != new.key() {
                self.left_out(Outside::Fixed, old.text(), new.text());
            }
            return;
        };
        let pieces = self.without_things(new.pieces.clone());
        self.words(entry, &flat.entries[entry].pieces, &old.pieces, &pieces, Some(at));
        if new.kind == Kind::Heading {
            self.left_out(Outside::Thing(Thing::Heading), String::new(), new.text());
        } else if old.kind != new.kind && new.kind != Kind::Fixed {
            let (was, now) = (listed(old.kind, &old.text()), listed(new.kind, &old.text()));
            let stretches = vec![Stretch::Gone(was.clone()), Stretch::New(now.clone())];
            self.change(Act::Turn { entry, kind: new.kind }, was, now, stretches, None);
        }
    }

    /// Words that changed in one paragraph; `source` are those of the record, which `old` shows.
    fn words(&mut self, entry: usize, source: &[Piece], old: &[Piece], new: &[Piece], at: Option<usize>) {
        let whole = || vec![Turn { old: 0..old.len(), new: 0..new.len() }];
        let turns = alike::word_turns(old, new).unwrap_or_else(whole);
        for turn in turns {
            let put = self.as_the_record_has_them(&new[turn.new.clone()]);
            let now: Vec<Piece> = [&source[..turn.old.start], &put, &source[turn.old.end..]].concat();
            let was = inline(&shown(source), false);
            let stretches = vec![
                Stretch::Kept(inline(&shown(&source[..turn.old.start]), false)),
                Stretch::Gone(inline(&shown(&source[turn.old.clone()]), false)),
                Stretch::New(inline(&shown(&put), false)),
                Stretch::Kept(inline(&shown(&source[turn.old.end..]), false)),
            ];
            let hand = at.and_then(|at| self.hand(at, &turn.new));
            let now = inline(&shown(&settled(now).0), false);
            self.change(Act::Words { entry, at: turn.old, new: put }, was, now, stretches, hand);
        }
    }

    fn dropped(
        &mut self,
        flat: &Flat<'_>,
        entry: Option<usize>,
        old: &Paragraph,
        next: Option<usize>,
        before: Option<usize>,
    ) {
        let Some(entry) = entry.filter(|entry| flat.is_editable(*entry)) else {
            let what = if old.text().is_empty() { Outside::Thing(Thing::Picture) } else { Outside::Fixed };
            return self.left_out(what, old.text(), String::new());
        };
        let was = listed(old.kind, &inline(&shown(&flat.entries[entry].pieces), false));
        let next = next.or(before.map(|at| at + 1)).and_then(|at| self.theirs.get(at));
        let hand = next.and_then(|it| it.gone.iter().find(|(at, _)| *at == 0)).map(|(_, hand)| hand.clone());
        let stretches = vec![Stretch::Gone(was.clone())];
        self.change(Act::Drop { entry }, was, String::new(), stretches, hand);
    }

    fn added(&mut self, after: Option<usize>, at: usize) {
        let new = &self.theirs[at];
        let pieces = self.without_things(new.pieces.clone());
        let pieces = settled(self.as_the_record_has_them(&pieces)).0;
        if pieces.is_empty() {
            return;
        }
        let what = match (new.in_table, new.kind) {
            (true, _) => Some(Thing::Table),
            (_, Kind::Heading) => Some(Thing::Heading),
            _ => None,
        };
        if let Some(thing) = what {
            return self.left_out(Outside::Thing(thing), String::new(), text(&pieces));
        }
        let kind = if new.kind == Kind::Fixed { Kind::Plain } else { new.kind };
        let hand = self.hand(at, &(0..new.pieces.len())).or_else(|| new.ended_by.clone());
        let now = listed(kind, &inline(&pieces, false));
        let stretches = vec![Stretch::New(now.clone())];
        self.change(Act::Add { after, kind, pieces }, String::new(), now, stretches, hand);
    }

    /// Who tracked what stands there, or took out what stood there.
    fn hand(&self, at: usize, words: &Range<usize>) -> Option<Hand> {
        let paragraph = self.theirs.get(at)?;
        let put = paragraph.pieces.get(words.clone()).into_iter().flatten().find_map(|piece| piece.hand.clone());
        let near = words.start.saturating_sub(1)..=words.end + 1;
        put.or_else(|| paragraph.gone.iter().find(|(at, _)| near.contains(at)).map(|(_, hand)| hand.clone()))
    }

    /// The words alone; what is no text is told of.
    fn without_things(&mut self, pieces: Vec<Piece>) -> Vec<Piece> {
        for thing in things(&pieces) {
            self.left_out(Outside::Thing(thing), String::new(), String::new());
        }
        settled(pieces.into_iter().filter(|piece| piece.thing.is_none()).collect()).0
    }

    /// The words with links as the record writes them; one that may lead nowhere is told of, and its words stay.
    fn as_the_record_has_them(&mut self, pieces: &[Piece]) -> Vec<Piece> {
        let mut pieces = pieces.to_vec();
        for piece in &mut pieces {
            let Some(url) = piece.face.link.take() else { continue };
            match self.links.get(&url) {
                Some(own) => piece.face.link = Some(Arc::clone(own)),
                None if is_allowed_url(&url) && !url.starts_with('#') => piece.face.link = Some(url),
                None => {
                    let told = LeftOut {
                        section: String::new(),
                        what: Outside::Thing(Thing::Link),
                        was: String::new(),
                        now: url.to_string(),
                    };
                    if !self.found.left_out.contains(&told) {
                        self.found.left_out.push(told);
                    }
                }
            }
        }
        pieces
    }

    fn left_out(&mut self, what: Outside, was: String, now: String) {
        self.found.left_out.push(LeftOut { section: String::new(), what, was, now });
    }

    fn change(&mut self, act: Act, was: String, now: String, stretches: Vec<Stretch>, hand: Option<Hand>) {
        self.found.changes.push(Change {
            number: 0,
            field: String::new(),
            section: String::new(),
            was,
            now,
            stretches,
            hand,
            is_conflict: false,
            act,
        });
    }
}

/// Which entry of the field each paragraph of the document shows.
fn aligned(flat: &Flat<'_>, keys: &[String]) -> Vec<Option<usize>> {
    let key = |at: usize| -> String {
        let pieces = flat.entries[at].pieces.iter();
        pieces.filter(|piece| !piece.is_blank()).map(|piece| piece.text.as_str()).collect()
    };
    let mut next = 0;
    let mut found = Vec::with_capacity(keys.len());
    for wanted in keys {
        let at = (next..flat.entries.len()).find(|at| key(*at) == *wanted && !wanted.is_empty());
        // What shows no words of the field shows a picture of it, or stands beside one.
        let picture = || {
            let shown = flat.entries.get(next).filter(|entry| entry.kind == Kind::Fixed).map(|_| next);
            shown.or_else(|| next.checked_sub(1).filter(|at| flat.entries[*at].kind == Kind::Fixed))
        };
        let at = at.or_else(picture);
        next = at.map_or(next, |at| at + 1).max(next);
        found.push(at);
    }
    found
}

/// Where links lead as the field writes it, by where they lead in the document.
fn links(flat: &Flat<'_>, old: &[&Paragraph], entries: &[Option<usize>]) -> BTreeMap<Arc<str>, Arc<str>> {
    let mut links = BTreeMap::new();
    for (paragraph, entry) in old.iter().zip(entries) {
        let Some(entry) = entry.map(|entry| &flat.entries[entry]) else { continue };
        for (shown, own) in paragraph.pieces.iter().zip(&entry.pieces) {
            if let (Some(shown), Some(own)) = (&shown.face.link, &own.face.link) {
                links.entry(Arc::clone(shown)).or_insert_with(|| Arc::clone(own));
            }
        }
    }
    links
}

/// The words on one line, as they are shown.
fn shown(pieces: &[Piece]) -> Vec<Piece> {
    let mut pieces = pieces.to_vec();
    for piece in &mut pieces {
        piece.wraps = false;
        if piece.text == "\n" {
            piece.text = " ".to_owned();
        }
    }
    pieces
}

/// The words with what stands before them in a list.
fn listed(kind: Kind, words: &str) -> String {
    match kind {
        Kind::Item { level, counts } => {
            format!("{}{} {words}", "  ".repeat(level), if counts { "1." } else { "-" })
        }
        Kind::Quote => format!("> {words}"),
        _ => words.to_owned(),
    }
}
