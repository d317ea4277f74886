//! All that is wrong with a text at once: what is wrong is taken out of a copy, and the copy is read again.
//!
//! What is taken out becomes spaces, so that every byte of the rest keeps its place.

use super::errors::{self, Kind, Problem};
use super::explain;
use super::quote::{self, Repaired, Trap, Why, quote};
use super::read::{Document, Reading, parse};
use super::scan;
use super::shape::Form;
use super::tree::{Entry, Node, Shape, Spot, Tree};
use super::written::codes;
use crate::language::nearest::nearest;
use crate::model::{Argument, DocumentPath, Finding, Place, Severity, Step};
use serde::de::DeserializeOwned;
use std::ops::Range;

/// How many bytes are read again at most, and so how many parts are taken out of one text.
const WORK: usize = 50_000_000;
/// How often values that turn out to want quotation marks are put into them.
const PASSES: usize = 6;

/// Reads a text that something is wrong with.
pub(super) fn recover<T: Document>(text: &str, file: &str) -> Reading<T> {
    let form = Form::of::<T>();
    let mut repaired = quote::repair(text);
    for pass in 1.. {
        let mut recovery = Recovery::new(file, &form, repaired);
        let value = recovery.run::<T>();
        if recovery.wanted.is_empty() || pass == PASSES {
            return recovery.finish(value);
        }
        let mut traps = recovery.repaired.traps;
        traps.extend(recovery.wanted);
        repaired = Repaired::with(text, traps);
    }
    Reading { value: None, findings: Vec::new(), dropped: Vec::new() }
}

struct Recovery<'a> {
    file: &'a str,
    form: &'a Form,
    repaired: Repaired<'a>,
    tree: Tree,
    failure: Option<usize>,
    /// The mended text, from which parts are taken.
    copy: String,
    /// Each finding with the byte of the original that it is about.
    findings: Vec<(usize, Finding)>,
    /// Parts that were taken out and that the value therefore lacks.
    dropped: Vec<DocumentPath>,
    /// Unknown keys, with the known key that each may be.
    slips: Vec<(DocumentPath, String)>,
    /// Values that want quotation marks, as only the record's form tells.
    wanted: Vec<Trap>,
}

impl<'a> Recovery<'a> {
    fn new(file: &'a str, form: &'a Form, repaired: Repaired<'a>) -> Self {
        let tree = Tree::of(&repaired.text);
        let copy = repaired.text.clone().into_owned();
        let (findings, dropped, slips, wanted) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let failure = tree.failure;
        Self { file, form, repaired, tree, failure, copy, findings, dropped, slips, wanted }
    }

    fn run<T: DeserializeOwned>(&mut self) -> Option<T> {
        if self.tree.too_deep {
            return self.stop(self.failure.unwrap_or_default(), "too-deep", None).and(None);
        }
        if let Some(byte) = self.tree.second {
            return self.stop(byte, "several-documents", None).and(None);
        }
        if let Some(byte) = self.tree.first_alias() {
            return self.stop(byte, "alias-refused", None).and(None);
        }
        if let Some(byte) = self.tree.first_property() {
            let tag = self.copy[byte..].starts_with('!');
            return self.stop(byte, if tag { "tag-refused" } else { "alias-refused" }, None).and(None);
        }
        for _ in 0..(WORK / self.copy.len().max(1)).clamp(5, 50) {
            match parse(&self.copy) {
                Ok(value) => return Some(value),
                Err(error) => {
                    let problem = errors::problem(&error);
                    if self.take_out(&problem).is_none() {
                        return self.nothing_told(problem.byte.unwrap_or_default());
                    }
                }
            }
        }
        None
    }

    /// What cannot be read is never passed over in silence.
    fn nothing_told<T>(&mut self, byte: usize) -> Option<T> {
        if self.findings.is_empty() && self.repaired.traps.is_empty() && self.wanted.is_empty() {
            self.stop(byte, "yaml-syntax", Some("other"));
        }
        None
    }

    fn finish<T>(mut self, value: Option<T>) -> Reading<T> {
        self.findings.extend(explain::traps(&self.repaired, &self.tree, self.form, self.file));
        self.findings.sort_by_key(|(byte, _)| *byte);
        let findings = self.findings.into_iter().map(|(_, finding)| finding).collect();
        Reading { value, findings, dropped: self.dropped }
    }

    /// Notes what is wrong and takes it out; nothing where the text cannot be read on.
    fn take_out(&mut self, problem: &Problem) -> Option<()> {
        let tree = std::mem::take(&mut self.tree);
        let done = self.take_out_of(&tree, problem);
        self.tree = tree;
        done
    }

    fn take_out_of(&mut self, tree: &Tree, problem: &Problem) -> Option<()> {
        let byte = problem.byte.unwrap_or_default();
        match &problem.kind {
            Kind::Syntax(what) => self.stop(byte, "yaml-syntax", Some(what)),
            Kind::Refused(code) => self.stop(byte, code, None),
            Kind::UnknownKey { known } => self.unknown_key(tree, byte, known),
            Kind::DuplicateKey => self.duplicate_key(tree, byte),
            Kind::MissingKey { key } => self.missing_key(tree, byte, key),
            Kind::WrongType { expected } => self.wrong_type(tree, byte, expected),
            Kind::Empty => {
                let spot = tree.value_at(byte)?;
                self.find(&spot, "value-missing", vec![("key", name_of(&spot.path).into())]);
                self.drop_part(tree, &spot.path)
            }
            Kind::UnknownChoice { choices } => {
                let spot = tree.scalar_at(byte)?;
                let written = spot.node.scalar()?.text.clone();
                let nearest = nearest(&written, choices.iter().copied()).unwrap_or("none");
                let arguments = vec![
                    ("key", name_of(&spot.path).into()),
                    ("nearest", nearest.into()),
                    ("choices", choices.join(", ").into()),
                    ("value", written.into()),
                ];
                self.find(&spot, "unknown-choice", arguments);
                self.drop_part(tree, &spot.path)
            }
            Kind::Unreadable(code) => self.unreadable(tree, byte, code),
        }
    }

    /// The text cannot be read past this byte.
    fn stop(&mut self, byte: usize, code: &'static str, what: Option<&str>) -> Option<()> {
        let explained = |why| matches!(why, Why::Unclosed | Why::Tab);
        if code != "yaml-syntax" || !self.repaired.traps.iter().any(|trap| explained(trap.why)) {
            let at = self.repaired.original(byte);
            let range = if what.is_some() { explain::line_around(self.repaired.source(), at) } else { at..at };
            let mut finding = self.finding(code, DocumentPath::root()).at(Place::Bytes(range));
            finding.arguments.extend(what.map(|what| ("what", what.into())));
            self.findings.push((at, finding));
        }
        None
    }

    fn unknown_key(&mut self, tree: &Tree, byte: usize, known: &[&str]) -> Option<()> {
        let spot = tree.key_at(byte)?;
        let (last, holder) = spot.path.0.split_last()?;
        let Step::Key(key) = last else { return None };
        let holder = DocumentPath(holder.to_vec());
        let near = nearest(key, known.iter().copied());
        if near.is_none() && self.sentence(tree, &holder) {
            return self.drop_part(tree, &holder);
        }
        let arguments = vec![
            ("key", key.as_ref().into()),
            ("nearest", near.unwrap_or("none").into()),
            ("known", known.join(", ").into()),
        ];
        self.find(&spot, "unknown-key", arguments);
        self.slips.extend(near.map(|near| (holder.clone(), near.to_owned())));
        self.blank_entry(tree, &holder, byte)
    }

    /// An item such as `- Spørgsmål: Må en …`, which YAML takes for a key and its value, where a line may stand.
    fn sentence(&mut self, tree: &Tree, path: &DocumentPath) -> bool {
        let Some(node) = tree.root.as_ref().map(|root| root.follow(&path.0).0) else { return false };
        let text = self.repaired.text.get(node.span.clone()).unwrap_or_default();
        let prose = matches!(&node.shape, Shape::Map { entries, flow: false } if entries.len() == 1
            && entries[0].value.scalar().is_some() && !scan::is_name(entries[0].key_text()));
        let item = matches!(path.0.last(), Some(Step::Index(_)));
        let wanted = item && prose && !text.contains(['|', '\n']) && self.form.takes_line(path);
        if wanted {
            self.want(node.span.clone(), Why::Colon);
        }
        wanted
    }

    fn want(&mut self, range: Range<usize>, why: Why) {
        let range = self.repaired.original(range.start)..self.repaired.original(range.end);
        let range = scan::with_what_was_cut_off(self.repaired.source(), range);
        let meant = self.repaired.source().get(range.clone()).unwrap_or_default();
        self.wanted.push(Trap { text: quote(meant), range, why });
    }

    fn duplicate_key(&mut self, tree: &Tree, byte: usize) -> Option<()> {
        let spot = tree.key_at(byte)?;
        let (last, holder) = spot.path.0.split_last()?;
        let Step::Key(key) = last else { return None };
        let first = tree.root.as_ref()?.follow(holder).0.entry(key)?;
        let start = self.repaired.original(first.key.span.start);
        let line = super::place::span(self.repaired.source(), &(start..start)).start.line;
        let range = self.repaired.original(spot.node.span.start)..self.repaired.original(spot.node.span.end);
        let finding = self.finding("duplicate-key", spot.path.clone()).with("key", key.as_ref());
        self.findings.push((range.start, finding.with("line", line.to_string()).at(Place::Bytes(range))));
        self.blank_entry(tree, &DocumentPath(holder.to_vec()), byte)
    }

    fn missing_key(&mut self, tree: &Tree, byte: usize, key: &str) -> Option<()> {
        let mut holder = match tree.key_at(byte) {
            Some(spot) => DocumentPath(spot.path.0[..spot.path.0.len() - 1].to_vec()),
            None => tree.value_at(byte).or_else(|| tree.around(byte))?.path,
        };
        let root = tree.root.as_ref()?;
        let mut required = self.form.required(&holder);
        while !required.iter().any(|it| it == key) && !holder.0.is_empty() {
            holder.0.pop();
            required = self.form.required(&holder);
        }
        let map = root.follow(&holder.0).0;
        let meant = |it: &String| self.slips.iter().any(|(place, near)| *place == holder && near == it);
        let absent: Vec<String> = required.into_iter().filter(|it| map.entry(it).is_none() && !meant(it)).collect();
        for key in absent {
            let finding = self.finding("missing-key", holder.key(key.clone())).with("key", key);
            self.findings.push((self.repaired.original(map.span.start), finding));
        }
        self.drop_part(tree, &holder)
    }

    fn wrong_type(&mut self, tree: &Tree, byte: usize, expected: &'static str) -> Option<()> {
        let mut spot = match expected {
            "number" | "boolean" | "positive-number" => tree.scalar_at(byte).or_else(|| tree.value_at(byte))?,
            _ => tree.value_at(byte).or_else(|| tree.key_at(byte)).or_else(|| tree.around(byte))?,
        };
        if expected == "positive-number" && spot.is_key {
            let value = &tree.root.as_ref()?.follow(&spot.path.0).0;
            spot = Spot { node: value, is_key: false, ..spot };
        }
        if expected == "choice" && spot.node.scalar().is_some() {
            // The reader stands inside the map that should have been a word.
            let path = DocumentPath(spot.path.0[..spot.path.0.len().checked_sub(1)?].to_vec());
            spot = Spot { node: tree.root.as_ref()?.follow(&path.0).0, path, is_key: false };
        }
        if expected == "text" && !spot.is_key {
            let text = self.repaired.text.get(spot.node.span.clone()).unwrap_or_default();
            let flow = matches!(spot.node.shape, Shape::List { flow: true, .. } | Shape::Map { flow: true, .. });
            let empty = spot.node.entries().is_empty() && spot.node.items().is_empty();
            if flow && !empty && !text.contains('\n') {
                self.want(spot.node.span.clone(), Why::Brackets);
                return self.drop_part(tree, &spot.path);
            }
            if self.sentence(tree, &spot.path) {
                return self.drop_part(tree, &spot.path);
            }
        }
        if spot.path.0.is_empty() {
            self.find(&spot, "not-a-record", vec![("found", explain::found(spot.node).into())]);
            return None;
        }
        if expected == "line-or-map" && spot.node.scalar().is_some() && !spot.node.is_null() {
            self.want(spot.node.span.clone(), Why::Number);
            return self.drop_part(tree, &spot.path);
        }
        if expected == "list" && spot.node.entries().first().is_some_and(|entry| entry.key_text().starts_with('-')) {
            self.find(&spot, "yaml-syntax", vec![("what", "dash".into())]);
            return self.drop_part(tree, &spot.path);
        }
        let code = if spot.node.is_null() && !spot.is_key { "value-missing" } else { "wrong-type" };
        let mut arguments: Vec<(&'static str, Argument)> = vec![("key", name_of(&spot.path).into())];
        if code == "wrong-type" {
            arguments.extend([("expected", expected.into()), ("found", explain::found(spot.node).into())]);
        }
        self.find(&spot, code, arguments);
        self.drop_part(tree, &spot.path)
    }

    fn unreadable(&mut self, tree: &Tree, byte: usize, code: &'static str) -> Option<()> {
        if code == codes::OUTPUT {
            let spot = tree.value_at(byte).or_else(|| tree.around(byte))?;
            let taken = self.dropped.iter().any(|path| path.0.starts_with(&spot.path.0));
            if !taken && !self.slips.iter().any(|(holder, _)| *holder == spot.path) {
                self.find(&spot, code, Vec::new());
            }
            return self.drop_part(tree, &spot.path);
        }
        let spot = tree.scalar_at(byte)?;
        let written = spot.node.scalar()?.text.clone();
        let code = if code == codes::DATE { explain::unreadable_date(&written) } else { code };
        let arguments = vec![("key", name_of(&spot.path).into()), ("value", written.into())];
        self.find(&spot, code, arguments);
        if spot.is_key {
            let holder = DocumentPath(spot.path.0[..spot.path.0.len().checked_sub(1)?].to_vec());
            self.dropped.push(spot.path.clone());
            return self.blank_entry(tree, &holder, byte);
        }
        self.drop_part(tree, &spot.path)
    }

    fn finding(&self, code: &'static str, path: DocumentPath) -> Finding {
        Finding::new(code, Severity::Error, self.file, path)
    }

    fn find(&mut self, spot: &Spot<'_>, code: &'static str, arguments: Vec<(&'static str, Argument)>) {
        // The text breaks off in this value, or it was mended: that is told already.
        let broken = self.failure.is_some_and(|byte| spot.node.span.start <= byte && byte <= spot.node.span.end);
        if broken || self.repaired.traps.iter().any(|trap| self.repaired.mended(trap) == spot.node.span) {
            return;
        }
        let mut finding = self.finding(code, spot.path.clone());
        finding.place = if spot.is_key { Place::Key } else { Place::Value };
        finding.arguments = arguments;
        self.findings.push((self.repaired.original(spot.node.span.start), finding));
    }

    /// Takes the value at a path out, with its key or its dash.
    fn drop_part(&mut self, tree: &Tree, path: &DocumentPath) -> Option<()> {
        let (last, holder) = path.0.split_last()?;
        let holder = DocumentPath(holder.to_vec());
        self.dropped.push(path.clone());
        let map = tree.root.as_ref()?.follow(&holder.0).0;
        match last {
            Step::Key(key) => self.blank_entry(tree, &holder, map.entry(key)?.key.span.start),
            Step::Index(index) => {
                let item = map.items().get(*index)?;
                let flow = matches!(map.shape, Shape::List { flow: true, .. });
                let range = if flow { self.with_comma(item.outer()) } else { self.with_dash(item)? };
                self.blank(range)
            }
        }
    }

    /// Takes the entry of a map whose key begins at a byte out. A map must stay one when its last entry goes.
    fn blank_entry(&mut self, tree: &Tree, holder: &DocumentPath, byte: usize) -> Option<()> {
        let map = tree.root.as_ref()?.follow(&holder.0).0;
        let entry = map.entries().iter().find(|entry| entry.key.span.start == byte)?;
        let range = self.extent(entry);
        let Shape::Map { flow, .. } = &map.shape else { return None };
        if *flow {
            return self.blank(self.with_comma(range));
        }
        let stands = |it: &&Entry| self.copy.as_bytes().get(it.key.span.start).is_some_and(|byte| *byte != b' ');
        let last = map.entries().iter().filter(stands).count() == 1;
        self.blank(range.clone())?;
        if last && range.len() >= 2 {
            self.copy.replace_range(range.start..range.start + 2, "{}");
        }
        Some(())
    }

    /// From the key to the end of the value, or to the colon where there is none.
    fn extent(&self, entry: &Entry) -> Range<usize> {
        let from = entry.key.span.end;
        let rest = self.copy.get(from..).unwrap_or_default();
        let colon = if rest.trim_start().starts_with(':') { from + rest.find(':').unwrap_or(0) + 1 } else { from };
        entry.key.outer().start..entry.value.span.end.max(colon)
    }

    /// A part of braces or brackets with the comma after it, else the one before.
    fn with_comma(&self, range: Range<usize>) -> Range<usize> {
        let after = self.copy.get(range.end..).unwrap_or_default();
        if after.trim_start().starts_with(',') {
            return range.start..range.end + after.find(',').unwrap_or(0) + 1;
        }
        let before = self.copy.get(..range.start).unwrap_or_default().trim_end();
        if before.ends_with(',') { before.len() - 1..range.end } else { range }
    }

    fn with_dash(&self, item: &Node) -> Option<Range<usize>> {
        let range = item.outer();
        let before = self.repaired.text.get(..range.start)?.trim_end();
        before.ends_with('-').then(|| before.len() - 1..range.end.max(before.len()))
    }

    /// Makes spaces of a stretch, or nothing where there is nothing left to take.
    fn blank(&mut self, range: Range<usize>) -> Option<()> {
        let part = self.copy.get(range.clone())?;
        if part.trim().is_empty() || part == "{}" {
            return None;
        }
        let keep_breaks = |byte: u8| if byte == b'\n' || byte == b'\r' { char::from(byte) } else { ' ' };
        let spaces: String = part.bytes().map(keep_breaks).collect();
        self.copy.replace_range(range, &spaces);
        Some(())
    }
}

/// What people call the value at a path: its key, or the key of the list that it is an item of.
fn name_of(path: &DocumentPath) -> String {
    let key = path.0.iter().rev().find_map(|step| match step {
        Step::Key(key) => Some(key.clone()),
        Step::Index(_) => None,
    });
    key.unwrap_or_default().into_owned()
}
