//! The text of a file on its way to the reader of CSV; counts lines as an editor does.

use super::decode::{PIECE, Text};
use std::io::{self, Read};

/// The text from the row on that was asked for last; what lies before it is forgotten.
pub(super) struct Lines<R> {
    text: Text<R>,
    recent: String,
    /// Where in the text that begins, in bytes.
    begins: u64,
    /// How much of it has been handed on.
    handed: usize,
    /// How much of it has been counted.
    counted: usize,
    /// The line that the counting has come to, from 1.
    line: u64,
    /// Where in the text the handing on began.
    start: u64,
}

impl<R: Read> Lines<R> {
    pub(super) fn of(text: Text<R>) -> Self {
        Self { text, recent: String::new(), begins: 0, handed: 0, counted: 0, line: 1, start: 0 }
    }

    /// The text, wherever it has come to.
    pub(super) fn into_text(self) -> Text<R> {
        self.text
    }

    /// The first line that is not empty; the handing on begins there.
    pub(super) fn first(&mut self) -> io::Result<&str> {
        let (mut start, mut end) = (0, 0);
        loop {
            let bytes = self.recent.as_bytes();
            if start == end {
                start += bytes[start..].iter().take_while(|byte| is_break(**byte)).count();
                end = start;
            }
            end += bytes[end..].iter().take_while(|byte| !is_break(**byte)).count();
            if end < bytes.len() || !self.text.more(&mut self.recent)? {
                break;
            }
        }
        self.begin_at(start);
        Ok(&self.recent[start..end])
    }

    /// Begins the handing on so many bytes later.
    pub(super) fn skip(&mut self, bytes: usize) {
        self.begin_at(self.handed + bytes);
    }

    fn begin_at(&mut self, place: usize) {
        self.handed = place;
        self.start = place as u64;
    }

    /// The line of the record that begins so many bytes after the first that was handed on; line breaks before it are not its
    /// own. Records are asked for in their order, after they have been handed on.
    pub(super) fn line_of(&mut self, position: u64) -> u64 {
        let bytes = self.recent.as_bytes();
        let from = usize::try_from(self.start + position - self.begins).unwrap_or(bytes.len());
        let to = from + bytes[from..].iter().take_while(|byte| is_break(**byte)).count();
        let ends = |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        self.line += (self.counted..to).filter(ends).count() as u64;
        self.counted = to;
        if to >= PIECE {
            self.recent.drain(..to);
            self.begins += to as u64;
            self.handed -= to;
            self.counted = 0;
        }
        self.line
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.handed == self.recent.len() && self.text.more(&mut self.recent)? {}
        let mut rest = &self.recent.as_bytes()[self.handed..];
        let count = rest.read(buffer)?;
        self.handed += count;
        Ok(count)
    }
}

fn is_break(byte: u8) -> bool {
    matches!(byte, b'\r' | b'\n')
}
