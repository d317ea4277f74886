//! Rows as COPY's text has them (PostgreSQL, "COPY", text format): a line a row, a tab a column, `\N` where there is nothing.

use bytes::{Bytes, BytesMut};
use std::fmt::Write as _;

/// How many bytes go out at once.
const PACKET: usize = 64 * 1024;

/// Lines that are being written.
#[derive(Default)]
pub(super) struct Lines {
    bytes: BytesMut,
    is_within: bool,
}

impl Lines {
    /// A text, or nothing.
    pub(super) fn text(&mut self, text: Option<&str>) {
        self.separate();
        let Some(text) = text else {
            self.bytes.extend_from_slice(b"\\N");
            return;
        };
        let mut rest = text.as_bytes();
        while let Some(at) = rest.iter().position(|byte| escape(*byte).is_some()) {
            self.bytes.extend_from_slice(&rest[..at]);
            self.bytes.extend_from_slice(&[b'\\', escape(rest[at]).unwrap_or(b'\\')]);
            rest = &rest[at + 1..];
        }
        self.bytes.extend_from_slice(rest);
    }

    /// A whole number, or nothing.
    pub(super) fn number(&mut self, number: Option<i64>) {
        match number {
            Some(number) => {
                self.separate();
                // Memory takes everything.
                let _ = write!(self.bytes, "{number}");
            }
            None => self.text(None),
        }
    }

    /// Bytes, as hex digits.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        self.separate();
        self.bytes.extend_from_slice(b"\\\\x");
        for byte in bytes {
            let _ = write!(self.bytes, "{byte:02x}");
        }
    }

    /// Ends the row.
    pub(super) fn end(&mut self) {
        self.bytes.extend_from_slice(b"\n");
        self.is_within = false;
    }

    /// What has been written, once it is worth sending.
    pub(super) fn packet(&mut self) -> Option<Bytes> {
        (self.bytes.len() >= PACKET).then(|| self.bytes.split().freeze())
    }

    /// What has been written and not taken.
    pub(super) fn rest(self) -> Bytes {
        self.bytes.freeze()
    }

    fn separate(&mut self) {
        if self.is_within {
            self.bytes.extend_from_slice(b"\t");
        }
        self.is_within = true;
    }
}

/// The letter that stands for a byte behind a backslash.
fn escape(byte: u8) -> Option<u8> {
    match byte {
        b'\\' => Some(b'\\'),
        b'\t' => Some(b't'),
        b'\n' => Some(b'n'),
        b'\r' => Some(b'r'),
        0x08 => Some(b'b'),
        0x0b => Some(b'v'),
        0x0c => Some(b'f'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn a_row_is_written_as_the_server_writes_it() {
        let mut lines = Lines::default();
        lines.number(Some(-7));
        lines.text(Some("a\tb\\c\nd\u{8}\u{b}\u{c}\ræ"));
        lines.text(None);
        lines.text(Some(""));
        lines.bytes(&[0, 0xff]);
        lines.number(None);
        lines.end();
        lines.text(Some("x"));
        assert!(lines.packet().is_none());
        assert_eq!(lines.rest(), "-7\ta\\tb\\\\c\\nd\\b\\v\\f\\ræ\t\\N\t\t\\\\x00ff\t\\N\nx");
    }
}
