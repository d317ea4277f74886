//! A text that YAML refuses, looked through line by line for values that want quotation marks.
//!
//! Knows of YAML only what it takes to tell keys, values, blocks and comments apart: it must work where a parser gives up.

use super::quote::{Trap, Why, quote};
use std::ops::Range;

/// How many lines a quotation or a bracket may span before it counts as never closed.
const REACH: usize = 60;

/// What in the text wants quotation marks, in order.
pub(super) fn traps(text: &str) -> Vec<Trap> {
    let mut scan = Scan { text, at: 0, block: None, found: Vec::new() };
    while let Some(line) = scan.line(scan.at) {
        scan.at = line.next;
        scan.read(&line);
    }
    scan.found
}

/// Where text that was meant to go on after ` #` ends: two or more spaces before a `#` begin a comment all the same.
pub(super) fn intended_end(text: &str, range: Range<usize>) -> usize {
    let Some(inside) = text.get(range.clone()) else { return range.end };
    let end = inside.find("  #").unwrap_or(inside.len());
    range.start + inside[..end].trim_end().len()
}

/// The value with what stands behind it after one space and a `#`, which cut it off; two spaces make a comment.
pub(super) fn with_what_was_cut_off(text: &str, range: Range<usize>) -> Range<usize> {
    let rest = text.get(range.end..).unwrap_or_default();
    if !rest.starts_with(" #") {
        return range;
    }
    let line = range.end + rest.find(['\n', '\r']).unwrap_or(rest.len());
    range.start..intended_end(text, range.start..line)
}

/// One line: its bytes without the line break, and where the next begins.
struct Line {
    start: usize,
    end: usize,
    next: usize,
}

/// A value on its line.
struct Value {
    /// Its first byte, and the end of its first line.
    range: Range<usize>,
    /// The column that lines which go on with it must be right of.
    holder: usize,
    /// The first byte of the whole item, where it is a list's item whose "key" is the beginning of a sentence.
    sentence: Option<usize>,
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    /// Inside a block scalar: the column that its lines are right of.
    block: Option<usize>,
    found: Vec<Trap>,
}

impl<'a> Scan<'a> {
    fn line(&self, start: usize) -> Option<Line> {
        let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').unwrap_or(rest.len());
        let end = start + rest[..length].trim_end_matches('\r').len();
        Some(Line { start, end, next: (start + length + 1).min(self.text.len()) })
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    fn add(&mut self, range: Range<usize>, why: Why) {
        let text = quote(self.slice(range.clone()));
        self.found.push(Trap { range, text, why });
    }

    fn read(&mut self, line: &Line) {
        let content = self.slice(line.start..line.end);
        let mut indent = content.len() - content.trim_start_matches(' ').len();
        if content.trim().is_empty() || self.block.is_some_and(|holder| indent > holder) {
            return;
        }
        let blanks = content.len() - content.trim_start_matches([' ', '\t']).len();
        if blanks > indent {
            let text = content[..blanks].replace('\t', "  ");
            indent = text.len();
            self.found.push(Trap { range: line.start..line.start + blanks, text, why: Why::Tab });
            if self.block.is_some() {
                return;
            }
        }
        self.block = None;
        let rest = &content[blanks..];
        let marker = blanks == 0 && (rest.starts_with("---") || rest.starts_with("...") || rest.starts_with('%'));
        if !(rest.starts_with('#') || rest.starts_with("? ") || marker) {
            self.entry(line, line.start + blanks, indent);
        }
    }

    /// Dashes, a key, and what stands after them.
    fn entry(&mut self, line: &Line, mut at: usize, mut column: usize) {
        let mut dash = None;
        while let Some(rest) = self.slice(at..line.end).strip_prefix('-') {
            if !(rest.is_empty() || rest.starts_with(' ')) {
                break;
            }
            dash = Some(column);
            let passed = 1 + rest.len() - rest.trim_start().len();
            (at, column) = (at + passed, column + passed);
        }
        let content = self.slice(at..line.end);
        let (from, holder, sentence) = match key(content) {
            Some(colon) => {
                let rest = &content[colon + 1..];
                let from = at + colon + 1 + rest.len() - rest.trim_start().len();
                let prose = dash.is_some() && !is_name(&content[..colon]);
                (from, column, prose.then_some(at))
            }
            None if dash.is_some() => (at, dash.unwrap_or(column), None),
            None => return self.no_space(content, at),
        };
        let end = from + self.slice(from..line.end).trim_end().len();
        if from < end && !self.slice(from..end).starts_with('#') {
            self.value(Value { range: from..end, holder, sentence });
        }
    }

    /// `title:Nyt`.
    fn no_space(&mut self, content: &str, at: usize) {
        if let Some((name, rest)) = content.split_once(':')
            && is_name(name)
            && !rest.starts_with("//")
        {
            let after = at + name.len() + 1;
            self.found.push(Trap { range: after..after, text: " ".to_owned(), why: Why::NoSpace });
        }
    }

    fn value(&mut self, value: Value) {
        let text = self.slice(value.range.clone());
        let Some(first) = text.chars().next() else { return };
        let rest = &text[first.len_utf8()..];
        match first {
            '|' | '>' => {
                let after = rest.trim_start_matches(|it: char| "+-".contains(it) || it.is_ascii_digit());
                if after.trim().is_empty() || after.trim_start().starts_with('#') {
                    self.block = Some(value.holder);
                } else {
                    self.prose(&value, Why::Sign(first));
                }
            }
            '"' | '\'' => self.quotation(&value, first),
            '[' | '{' => self.brackets(&value),
            // An anchor or a tag of a part below.
            '&' | '!' if !rest.contains(' ') => {}
            '@' | '`' | '%' | ',' | ']' | '}' | '*' | '&' | '!' => self.prose(&value, Why::Sign(first)),
            '-' | '?' if rest.starts_with(' ') => self.prose(&value, Why::Sign(first)),
            _ => self.plain(&value),
        }
    }

    /// The whole value wants quotation marks, and lines that go on with it.
    fn prose(&mut self, value: &Value, why: Why) {
        let end = intended_end(self.text, value.range.clone());
        let end = self.continued(end, value).unwrap_or(end);
        self.add(value.sentence.unwrap_or(value.range.start)..end, why);
    }

    fn plain(&mut self, value: &Value) {
        let first = self.slice(value.range.clone());
        let comment = first.find(" #");
        let end = value.range.start + first[..comment.unwrap_or(first.len())].trim_end().len();
        let end = if comment.is_some() { end } else { self.continued(end, value).unwrap_or(end) };
        let whole = self.slice(value.range.start..end);
        let colon = whole.ends_with(':') || whole.contains(": ") || whole.contains(":\n") || whole.contains(":\r\n");
        // A line below that looks like a key was moved to the right; to swallow it would be to lose it.
        let swallowed = whole.lines().skip(1).any(|line| {
            let line = line.trim_start();
            line.starts_with("- ") || key(line).is_some_and(|colon| is_name(&line[..colon]))
        });
        if colon && !swallowed {
            let end = if comment.is_some() { intended_end(self.text, value.range.clone()) } else { end };
            self.add(value.sentence.unwrap_or(value.range.start)..end, Why::Colon);
        }
    }

    /// The end of the lines below that go on with a value, which are passed by.
    fn continued(&mut self, end: usize, value: &Value) -> Option<usize> {
        let mut last = None;
        let mut at = self.line(end).map_or(self.text.len(), |line| line.next);
        while let Some(line) = self.line(at) {
            let content = self.slice(line.start..line.end);
            let words = content.trim();
            at = line.next;
            if words.is_empty() {
                continue;
            }
            let indent = content.len() - content.trim_start_matches(' ').len();
            if indent <= value.holder || words.starts_with('#') {
                break;
            }
            last = Some(line.start + content.trim_end().len());
            self.at = line.next;
        }
        last
    }

    fn quotation(&mut self, value: &Value, mark: char) {
        let Some(close) = self.closing_mark(value, mark) else {
            let text = format!("{}{mark}", self.slice(value.range.clone()));
            self.found.push(Trap { range: value.range.clone(), text, why: Why::Unclosed });
            return;
        };
        let line = self.line(close).map_or(close, |line| line.end);
        let after = self.slice(close + 1..line);
        self.at = self.at.max(self.line(close).map_or(self.text.len(), |line| line.next));
        if !(after.trim().is_empty() || (after.starts_with([' ', '\t']) && after.trim_start().starts_with('#'))) {
            let value = Value { range: value.range.start..line, holder: value.holder, sentence: value.sentence };
            self.prose(&value, Why::Quotation);
        }
    }

    /// The byte of the mark that closes a quotation, on its line or on lines that go on with it.
    fn closing_mark(&self, value: &Value, mark: char) -> Option<usize> {
        let first = self.line_end(value.range.start);
        let mut at = value.range.start + 1;
        let mut end = first;
        for _ in 0..REACH {
            if let Some(close) = close_of(self.slice(at..end), mark) {
                return Some(at + close);
            }
            let next = self.line(self.line(end).map_or(self.text.len(), |line| line.next))?;
            let content = self.slice(next.start..next.end);
            let indent = content.len() - content.trim_start_matches(' ').len();
            if !content.trim().is_empty() && indent <= value.holder {
                return None;
            }
            (at, end) = (next.start, next.end);
        }
        None
    }

    fn line_end(&self, at: usize) -> usize {
        self.line(at).map_or(at, |line| line.end)
    }

    fn brackets(&mut self, value: &Value) {
        let Some(close) = self.closing_bracket(value.range.start) else {
            return self.prose(value, Why::Brackets);
        };
        let line = self.line(close).map_or(close, |line| line.end);
        let one_line = close < value.range.end;
        let after = self.slice(close + 1..line);
        self.at = self.at.max(self.line(close).map_or(self.text.len(), |line| line.next));
        if one_line && !(after.trim().is_empty() || (after.starts_with(' ') && after.trim_start().starts_with('#'))) {
            self.prose(value, Why::Brackets);
        }
    }

    /// The byte of the bracket that closes the one at a byte.
    fn closing_bracket(&self, start: usize) -> Option<usize> {
        let mut open = Vec::new();
        let mut quoted: Option<char> = None;
        let mut before = '[';
        let mut lines = 0;
        for (at, character) in self.slice(start..self.text.len()).char_indices() {
            match (quoted, character) {
                (Some(mark), it) if it == mark && before != '\\' => quoted = None,
                (Some(_), _) => {}
                (None, '"' | '\'') if "[{,:".contains(before) => quoted = Some(character),
                (None, '[' | '{') => open.push(character),
                (None, ']' | '}') => {
                    let wanted = if character == ']' { '[' } else { '{' };
                    if open.pop() != Some(wanted) {
                        return None;
                    }
                    if open.is_empty() {
                        return Some(start + at);
                    }
                }
                _ => {}
            }
            lines += usize::from(character == '\n');
            if lines > REACH {
                return None;
            }
            if !character.is_whitespace() {
                before = character;
            }
        }
        None
    }
}

/// The byte of the mark that closes a quotation, from behind the opening one.
fn close_of(text: &str, mark: char) -> Option<usize> {
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        if mark == '"' && character == '\\' {
            characters.next();
        } else if character == mark {
            if mark == '"' || characters.peek().is_none_or(|(_, next)| *next != '\'') {
                return Some(at);
            }
            characters.next();
        }
    }
    None
}

/// The byte of the colon that ends the key of a line.
fn key(content: &str) -> Option<usize> {
    let ends = |at: usize| content[at + 1..].chars().next().is_none_or(|next| next == ' ' || next == '\t');
    match content.chars().next()? {
        mark @ ('"' | '\'') => {
            let close = 1 + close_of(&content[1..], mark)?;
            let rest = &content[close + 1..];
            let colon = close + 1 + rest.len() - rest.trim_start().len();
            (content[colon..].starts_with(':') && ends(colon)).then_some(colon)
        }
        '[' | '{' | '&' | '*' | '!' | '%' | '@' | '`' | '|' | '>' => None,
        _ => {
            let comment = content.find(" #").unwrap_or(content.len());
            content[..comment].match_indices(':').map(|(at, _)| at).find(|at| ends(*at))
        }
    }
}

/// A key of ours: small letters, digits, `_` and `-`.
pub(super) fn is_name(text: &str) -> bool {
    let text = text.trim();
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|it| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_' || it == b'-')
}

#[cfg(test)]
mod tests {
    use crate::model::{Fix, Meeting, Output, OutputKind};
    use crate::source::{apply, read};

    /// The text after every fix that `read` offers.
    fn mended(text: &str) -> String {
        let reading = read::<Meeting>(text, "");
        let fixes: Vec<Fix> = reading.findings.iter().filter_map(|finding| finding.fix.clone()).collect();
        apply(text, &fixes)
    }

    fn below(lines: &str) -> String {
        format!("# noter\ntitle: A  # her\ndate: 2023-01-12\n{lines}")
    }

    #[test]
    fn quotation_marks_are_put_in_and_all_else_is_kept() {
        for (before, after) in [
            ("place: \"Nu\" siger hun\n", "place: '\"Nu\" siger hun'\n"),
            ("place: 'Nu' siger hun  # kilde\n", "place: \"'Nu' siger hun\"  # kilde\n"),
            ("place: 'det's \"nu\"'\n", "place: \"'det's \\\"nu\\\"'\"\n"),
            ("place: @home\n", "place: \"@home\"\n"),
            ("place: `kode`\r\nseats: 3\r\n", "place: \"`kode`\"\r\nseats: 3\r\n"),
            ("place: % af alle\n", "place: \"% af alle\"\n"),
            ("place: *vigtigt* at vide\n", "place: \"*vigtigt* at vide\"\n"),
            ("place: *vigtigt\n", "place: \"*vigtigt\"\n"),
            ("place: &Co er med\n", "place: \"&Co er med\"\n"),
            ("place: !Husk det\n", "place: \"!Husk det\"\n"),
            ("place: [sic] står der\n", "place: \"[sic] står der\"\n"),
            ("place: [Læs her](https://x.example) nu\n", "place: \"[Læs her](https://x.example) nu\"\n"),
            ("place: {navn} er ikke udfyldt\n", "place: \"{navn} er ikke udfyldt\"\n"),
            ("place: [Aflyst]\n", "place: \"[Aflyst]\"\n"),
            ("place: - og så videre\n", "place: \"- og så videre\"\n"),
            ("place: > se nedenfor\n", "place: \"> se nedenfor\"\n"),
            ("place: | se nedenfor\n", "place: \"| se nedenfor\"\n"),
            ("place: , og mere\n", "place: \", og mere\"\n"),
            ("place: MitID: status\n", "place: \"MitID: status\"\n"),
            (
                "agenda:\n  - title: A\n    outputs:\n      - Spørgsmål: Må en hjælpe? # 3\n      - 3 # tre\n",
                "agenda:\n  - title: A\n    outputs:\n      - \"Spørgsmål: Må en hjælpe? # 3\"\n      - \"3 # tre\"\n",
            ),
            ("place: MitID: status #2\n", "place: \"MitID: status #2\"\n"),
            ("place: MitID: status  # kilde\n", "place: \"MitID: status\"  # kilde\n"),
            (
                "place: Vi mødes\n  Bemærk: kom i god tid\nseats: 3\n",
                "place: \"Vi mødes\n  Bemærk: kom i god tid\"\nseats: 3\n",
            ),
            ("place:her\n", "place: her\n"),
            (
                "formerly: [a]\nlinks:\n  - {text: Læs mere, om appen, url: x}\n",
                "formerly: [a]\nlinks:\n  - {text: \"Læs mere, om appen\", url: x}\n",
            ),
            (
                "agenda:\n  - title: A\n    outputs:\n      - Spørgsmål: Må en pårørende hjælpe?  # bord 3\n      - 42\n",
                "agenda:\n  - title: A\n    outputs:\n      - \"Spørgsmål: Må en pårørende hjælpe?\"  # bord 3\n      - \"42\"\n",
            ),
            (
                "agenda:\n- title: A: B\n  speakers:\n  - Birthe Holm: professor\n  - @x\n",
                "agenda:\n- title: \"A: B\"\n  speakers:\n  - \"Birthe Holm: professor\"\n  - \"@x\"\n",
            ),
        ] {
            let (before, after) = (below(before), below(after));
            assert_eq!(mended(&before), after);
            assert_eq!(read::<Meeting>(&after, "").findings, [], "{after}");
            // In memory, the text was read as it is after the fix.
            assert_eq!(read::<Meeting>(&before, "").value, read::<Meeting>(&after, "").value);
        }
    }

    #[test]
    fn a_mended_line_is_what_was_meant() {
        let text = below("agenda:\n  - title: A\n    outputs:\n      - Spørgsmål: Må en pårørende hjælpe? (bord 3)\n");
        let meeting = read::<Meeting>(&text, "").value.unwrap();
        let Output { kind, text, table, .. } = &meeting.agenda[0].outputs[0];
        assert_eq!((*kind, text.as_str(), *table), (OutputKind::Question, "Må en pårørende hjælpe?", Some(3)));
    }

    #[test]
    fn a_block_of_text_is_left_alone() {
        let block = "about: |\n  \"Nu\" siger hun: nu\n  @navn\n\n    # overskrift: nej\n  - a: b: c\nintro: >-\n  [x] y: z\nplace: \"en\n  to: tre\"\n";
        let text = below(&format!("{block}chair: @x\n"));
        assert_eq!(mended(&text), below(&format!("{block}chair: \"@x\"\n")));
    }

    #[test]
    fn a_line_that_moved_is_never_swallowed() {
        for text in ["place: A\n  seats: 3\n", "place: A\n  - b\n", "about: A\n\n    agenda:\n    - title: x\n"] {
            assert_eq!(mended(&below(text)), below(text));
        }
    }

    #[test]
    fn many_marks_that_never_close_are_no_long_work() {
        let text = "a: [\n".repeat(20_000) + &"b: \"x\n".repeat(20_000);
        assert!(!read::<Meeting>(&text, "").findings.is_empty());
    }
}
