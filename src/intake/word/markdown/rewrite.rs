//! A field with some of its paragraphs changed: what nobody touched keeps its bytes, and what is written is read again to see
//! that it says what was meant.

use super::flat::{Chunk, Entry, Flat};
use super::inline::inline;
use crate::intake::word::piece::{Piece, settled};
use crate::intake::word::text::Kind;
use std::ops::Range;

/// What is done to a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::intake::word) enum Act {
    /// Words of a paragraph give way to others.
    Words { entry: usize, at: Range<usize>, new: Vec<Piece> },
    /// A paragraph goes.
    Drop { entry: usize },
    /// A paragraph comes behind another, or first of all.
    Add { after: Option<usize>, kind: Kind, pieces: Vec<Piece> },
    /// A paragraph becomes one of another kind.
    Turn { entry: usize, kind: Kind },
}

/// A paragraph of the field to be.
#[derive(Debug, Clone)]
struct Line {
    kind: Kind,
    pieces: Vec<Piece>,
    /// The chunk that it is written with.
    chunk: Option<usize>,
    /// What it is in the field, where it stands there.
    own: Option<Entry>,
}

/// The field with these acts done; nothing where Markdown cannot say what it would be.
pub(in crate::intake::word) fn rewritten(flat: &Flat<'_>, acts: &[&Act]) -> Option<String> {
    let (lines, touched) = lines(flat, acts);
    // As it stands, then with every sign escaped, then with empty lines where there were none.
    let ways = [
        (Between::AsBefore, false),
        (Between::AsBefore, true),
        (Between::EmptyLines, false),
        (Between::EmptyLines, true),
    ];
    let mut candidates = ways.into_iter().map(|(between, escaped)| written(flat, &lines, &touched, between, escaped));
    candidates.find(|text| says(text, &lines))
}

/// What stands between two blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Between {
    /// What stood between them.
    AsBefore,
    /// An empty line.
    EmptyLines,
}

/// Whether a text reads as these lines.
fn says(text: &str, lines: &[Line]) -> bool {
    let flat = Flat::of(text);
    let told = flat.entries.iter().filter(|entry| entry.kind != Kind::Fixed);
    let meant = lines.iter().filter(|line| line.kind != Kind::Fixed);
    told.map(|entry| (entry.kind, &entry.pieces)).eq(meant.map(|line| (line.kind, &line.pieces)))
}

fn lines(flat: &Flat<'_>, acts: &[&Act]) -> (Vec<Line>, Vec<bool>) {
    let mut touched = vec![false; flat.chunks.len()];
    let mut lines: Vec<Line> = added(flat, acts, None, &mut touched);
    for (at, entry) in flat.entries.iter().enumerate() {
        lines.extend(changed(at, entry, acts, &mut touched));
        lines.extend(added(flat, acts, Some(at), &mut touched));
    }
    // No line stands deeper than one below the line before it.
    let mut deepest = 0;
    for line in &mut lines {
        match &mut line.kind {
            Kind::Item { level, .. } => {
                *level = (*level).min(deepest);
                deepest = *level + 1;
            }
            Kind::Continued if deepest == 0 => line.kind = Kind::Plain,
            Kind::Continued => {}
            _ => deepest = 0,
        }
    }
    (lines, touched)
}

/// The entry as the acts leave it.
fn changed(at: usize, entry: &Entry, acts: &[&Act], touched: &mut [bool]) -> Option<Line> {
    let mut line =
        Line { kind: entry.kind, pieces: entry.pieces.clone(), chunk: Some(entry.chunk), own: Some(entry.clone()) };
    let mut edits = Vec::new();
    for act in acts {
        match act {
            Act::Words { entry, at: range, new } if *entry == at => edits.push((range, new)),
            Act::Drop { entry } if *entry == at => {
                touched[line.chunk?] = true;
                return None;
            }
            Act::Turn { entry, kind } if *entry == at => {
                touched[line.chunk?] = true;
                line.kind = *kind;
            }
            _ => {}
        }
    }
    if edits.is_empty() {
        return Some(line);
    }
    touched[line.chunk?] = true;
    edits.sort_by_key(|(range, _)| range.start);
    for (range, new) in edits.into_iter().rev() {
        line.pieces.splice(range.clone(), new.iter().cloned());
    }
    line.pieces = settled(line.pieces).0;
    (!line.pieces.is_empty()).then_some(line)
}

/// What comes behind an entry.
fn added(flat: &Flat<'_>, acts: &[&Act], place: Option<usize>, touched: &mut [bool]) -> Vec<Line> {
    let before = place.map(|at| flat.entries[at].chunk);
    let behind = flat.entries.get(place.map_or(0, |at| at + 1)).map(|entry| entry.chunk);
    let mut lines = Vec::new();
    for act in acts {
        let Act::Add { after, kind, pieces } = act else { continue };
        if *after != place {
            continue;
        }
        let within = before.filter(|chunk| behind == Some(*chunk));
        let fits = |chunk: &usize| {
            let first = flat.entries.iter().find(|entry| entry.chunk == *chunk);
            flat.chunks[*chunk].is_simple && first.is_some_and(|entry| is_list(entry.kind) && is_list(*kind))
        };
        let chunk = within.or(before.filter(fits)).or(behind.filter(fits));
        if let Some(chunk) = chunk {
            touched[chunk] = true;
        }
        lines.push(Line { kind: *kind, pieces: pieces.clone(), chunk, own: None });
    }
    lines
}

fn is_list(kind: Kind) -> bool {
    matches!(kind, Kind::Item { .. } | Kind::Continued)
}

/// A block of the new field, and the chunk that it stands for.
struct Part {
    chunk: Option<usize>,
    text: String,
}

fn written(flat: &Flat<'_>, lines: &[Line], touched: &[bool], between: Between, escaped: bool) -> String {
    let width = width(flat);
    let group = |line: &Line| match line.chunk {
        Some(chunk) if !touched[chunk] => (Some(chunk), Form::AsBefore),
        chunk => match line.kind {
            Kind::Item { .. } | Kind::Continued => (chunk, Form::List),
            Kind::Quote => (chunk, Form::Quote),
            _ => (chunk, Form::Paragraph),
        },
    };
    let together = |one: &Line, other: &Line| group(one) == group(other) && group(one).1 != Form::Paragraph;
    let mut parts: Vec<Part> = Vec::new();
    for run in lines.chunk_by(together) {
        let Some(first) = run.first() else { continue };
        let chunk = first.chunk.map(|chunk| &flat.chunks[chunk]);
        let text = match (group(first).1, chunk) {
            (Form::AsBefore, Some(chunk)) => flat.source[chunk.range.clone()].to_owned(),
            (Form::List, chunk) => list(run, chunk, width, escaped),
            (Form::Quote, _) => quote(run, width, escaped),
            _ => match &first.own {
                Some(own) if first.kind == Kind::Fixed => flat.source[own.range.clone()].to_owned(),
                _ => filled(&inline(&first.pieces, escaped), width),
            },
        };
        parts.push(Part { chunk: first.chunk, text });
    }
    joined(flat, &parts, between)
}

/// How a run of lines is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    AsBefore,
    List,
    Quote,
    Paragraph,
}

/// The parts with what stood between them, or an empty line.
fn joined(flat: &Flat<'_>, parts: &[Part], between: Between) -> String {
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|before| parts[before].chunk);
        match (before, part.chunk) {
            (Some(before), Some(chunk)) if between == Between::AsBefore && chunk == before + 1 => {
                out.push_str(&flat.source[flat.chunks[before].range.end..flat.chunks[chunk].range.start]);
            }
            _ if at > 0 => out.push_str("\n\n"),
            _ => {}
        }
        out.push_str(&part.text);
    }
    if !out.is_empty() {
        out.push_str(&flat.source[flat.source.trim_end().len()..]);
    }
    out
}

/// A level of a list as it is written.
#[derive(Debug, Clone, Copy)]
struct Level {
    counts: bool,
    /// What stands before its lines, or behind their numbers.
    mark: char,
    /// The number of its next line.
    next: u64,
    /// How far in the words of its lines stand.
    hang: usize,
    /// Whether its lines stand apart.
    is_loose: bool,
}

fn list(lines: &[Line], chunk: Option<&Chunk>, width: Option<usize>, escaped: bool) -> String {
    let mut levels: Vec<Level> = Vec::new();
    let mut out = String::new();
    for line in lines {
        let mut lead = String::new();
        let mut stands_apart = line.own.as_ref().is_some_and(|own| own.stands_apart);
        if let Kind::Item { level, counts } = line.kind {
            levels.truncate(level + 1);
            let outer = level.checked_sub(1).and_then(|outer| levels.get(outer)).map_or(0, |outer| outer.hang);
            if levels.get(level).is_none_or(|it| it.counts != counts) {
                levels.truncate(level);
                let start = chunk.filter(|_| out.is_empty()).map_or(1, |chunk| chunk.start);
                levels.push(opened(lines, line.kind, counts, start));
            } else if let Some(level) = levels.last_mut() {
                match line.own {
                    Some(_) => level.is_loose = stands_apart,
                    None => stands_apart = level.is_loose,
                }
            }
            let Some(level) = levels.last_mut() else { continue };
            let mark = if counts { format!("{}{} ", level.next, level.mark) } else { format!("{} ", level.mark) };
            level.next += 1;
            level.hang = outer + mark.len();
            lead = format!("{}{mark}", " ".repeat(outer));
        }
        let hang = levels.last().map_or(0, |level| level.hang);
        if lead.is_empty() {
            (lead, stands_apart) = (" ".repeat(hang), true);
        }
        if !out.is_empty() {
            out.push_str(if stands_apart { "\n\n" } else { "\n" });
        }
        let text = filled(&inline(&line.pieces, escaped), width.map(|width| width.saturating_sub(hang)));
        out.push_str(&lead);
        out.push_str(&text.replace('\n', &format!("\n{}", " ".repeat(hang))));
    }
    out
}

/// A level that begins with a line of that kind, with the mark that such lines bear in the field.
fn opened(lines: &[Line], kind: Kind, counts: bool, start: u64) -> Level {
    let own = lines.iter().filter(|line| line.kind == kind).find_map(|line| line.own.as_ref()).map(|own| own.mark);
    let known = if counts { ['.', ')', '.'] } else { ['-', '*', '+'] };
    let mark = own.filter(|mark| known.contains(mark)).unwrap_or(known[0]);
    Level { counts, mark, next: start, hang: 0, is_loose: false }
}

fn quote(lines: &[Line], width: Option<usize>, escaped: bool) -> String {
    let text = |line: &Line| filled(&inline(&line.pieces, escaped), width.map(|width| width.saturating_sub(2)));
    let paragraphs: Vec<String> = lines.iter().map(text).collect();
    paragraphs.join("\n\n").lines().map(|line| format!("> {line}").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// How wide the lines of a field are whose paragraphs go over more than one.
fn width(flat: &Flat<'_>) -> Option<usize> {
    let wraps = flat.entries.iter().flat_map(|entry| &entry.pieces).any(|piece| piece.wraps);
    wraps.then(|| flat.source.lines().map(|line| line.chars().count()).max().unwrap_or_default())
}

/// The paragraph in lines of at most that width, where one of its own is longer.
fn filled(text: &str, width: Option<usize>) -> String {
    let Some(width) = width.filter(|width| text.lines().any(|line| line.chars().count() > *width)) else {
        return text.to_owned();
    };
    if text.contains("\\\n") {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut length = 0;
    for word in text.split([' ', '\n']) {
        let letters = word.chars().count();
        // No line begins with what would make it a list, a heading or a quotation.
        let is_sound = word.starts_with(|first: char| !first.is_ascii_digit() && !"-+*#>=".contains(first));
        if !out.is_empty() {
            let breaks = length + 1 + letters > width && is_sound;
            out.push(if breaks { '\n' } else { ' ' });
            length = if breaks { 0 } else { length + 1 };
        }
        out.push_str(word);
        length += letters;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Act, rewritten};
    use crate::intake::word::markdown::Flat;
    use crate::intake::word::piece::{Piece, plain};
    use crate::intake::word::text::Kind;

    fn done(source: &str, acts: &[Act]) -> Option<String> {
        rewritten(&Flat::of(source), &acts.iter().collect::<Vec<_>>())
    }

    fn words(entry: usize, at: std::ops::Range<usize>, new: &str) -> Act {
        Act::Words { entry, at, new: plain(new) }
    }

    fn item(after: Option<usize>, level: usize, text: &str) -> Act {
        Act::Add { after, kind: Kind::Item { level, counts: false }, pieces: plain(text) }
    }

    #[test]
    fn a_changed_word_leaves_every_other_byte() {
        let source = "Et _to_ tre\nfire.\n\n\n![](birthe)\n* a\n* b\n\nSlut &amp; færdig\n";
        assert_eq!(done(source, &[words(0, 4..5, "fem")]).unwrap(), source.replace("_to_ tre", "*to* fem"));
    }

    #[test]
    fn a_list_takes_lines_at_every_place_and_depth() {
        let source = "Før\n\n* a\n* b\n  * c\n\nEfter\n";
        assert_eq!(done(source, &[item(Some(1), 0, "x")]).unwrap(), "Før\n\n* a\n* x\n* b\n  * c\n\nEfter\n");
        assert_eq!(done(source, &[item(Some(3), 0, "x")]).unwrap(), "Før\n\n* a\n* b\n  * c\n* x\n\nEfter\n");
        assert_eq!(done(source, &[item(Some(0), 0, "x")]).unwrap(), "Før\n\n* x\n* a\n* b\n  * c\n\nEfter\n");
        assert_eq!(done(source, &[item(Some(4), 1, "x")]).unwrap(), "Før\n\n* a\n* b\n  * c\n\nEfter\n\n- x\n");
        assert_eq!(done("3) a\n4) b\n", &[words(1, 0..1, "c")]).unwrap(), "3) a\n4) c\n");
        assert_eq!(done(source, &[Act::Drop { entry: 2 }]).unwrap(), "Før\n\n* a\n  * c\n\nEfter\n");
    }

    #[test]
    fn signs_that_would_be_markup_are_words() {
        assert_eq!(done("Et", &[words(0, 0..1, "2. *to* [tre](x)")]).unwrap(), "2\\. \\*to\\* \\[tre\\](x)");
        assert_eq!(done("Et", &[words(0, 0..1, "R&D, [1] og foo_bar")]).unwrap(), "R&D, [1] og foo_bar");
    }

    #[test]
    fn faces_and_links_are_written() {
        let mut new = plain("fed skrift");
        new.iter_mut().for_each(|piece| piece.face.strong = true);
        let mut link = plain(" her");
        link.last_mut().unwrap().face.link = Some("https://a.example/".into());
        new.push(Piece { text: " ".to_owned(), ..Piece::default() });
        new.extend(link);
        let act = Act::Words { entry: 0, at: 0..1, new };
        assert_eq!(done("Et to", &[act]).unwrap(), "**fed skrift** [her](https://a.example/) to");
    }

    #[test]
    fn a_long_line_is_filled_as_the_field_is() {
        let source = "en to tre fire fem\nseks syv";
        assert_eq!(done(source, &[words(0, 8..9, "nye ord her og der fem")]).unwrap().lines().count(), 3);
    }

    #[test]
    fn nothing_is_left_of_a_field_whose_paragraphs_all_go() {
        assert_eq!(done("Et\n\nTo\n", &[Act::Drop { entry: 0 }, Act::Drop { entry: 1 }]).unwrap(), "");
    }
}
