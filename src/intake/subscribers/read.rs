//! CSV as people have it → rows.

use super::header::Header;
use super::{IntakeError, RowRemark, SubscriberTable, decode, row};
use crate::model::{EmailAddress, Id, SubscriptionState};
use csv::StringRecord;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Reads a list of subscribers: UTF-8 with or without a mark, UTF-16 or Windows-1252; `;`, `,` or tab between cells; names of
/// columns in Danish or English. Good rows go in beside bad ones, which are refused with their line.
///
/// # Errors
/// The file as a whole is no such list: it is empty, no text, an Excel workbook, or has no column of addresses.
pub fn read(bytes: &[u8]) -> Result<SubscriberTable, IntakeError> {
    let text = decode::decode(bytes)?;
    let Sheet { separator, start } = survey(&text);
    let body = &text[start..];
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).flexible(true).has_headers(false).from_reader(body.as_bytes());
    let mut lines = LineCounter { text: &text, offset: 0, line: 1 };
    let mut record = StringRecord::new();
    let mut header = None;
    let mut table = SubscriberTable::default();
    let mut seen: HashMap<(EmailAddress, Option<Id>), u64> = HashMap::new();
    // The bytes are text and rows may be of any length: nothing is left for the reader to complain of.
    while reader.read_record(&mut record).unwrap_or(false) {
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let from = record.position().map_or(0, |position| usize::try_from(position.byte()).unwrap_or(0));
        let line = lines.line_of(start + from);
        let Some(header) = &header else {
            header = Some(Header::read(&record)?);
            continue;
        };
        let is_last = reader.is_done();
        let is_open = is_last && is_left_open(body.get(from..).unwrap_or_default(), separator);
        if is_open || swallows_others(&record) {
            table.refused.push(RowRemark::new(line, "csv-quote-not-closed"));
            continue;
        }
        match row::read(&record, header, line) {
            Ok(row) => match seen.entry((row.address.clone(), row.list.clone())) {
                Entry::Vacant(place) => {
                    place.insert(line);
                    table.rows.push(row);
                }
                // Who left in a later row has left, whatever an earlier one says: the store takes the rows in order.
                Entry::Occupied(_) if row.state.is_some_and(SubscriptionState::gets_nothing) => table.rows.push(row),
                Entry::Occupied(first) => {
                    let first = usize::try_from(*first.get()).unwrap_or(usize::MAX);
                    let remark = RowRemark::new(line, "csv-duplicate").with("address", row.address.as_str());
                    table.passed_over.push(remark.with("first", first));
                }
            },
            Err(remark) => table.refused.push(remark),
        }
    }
    table.ignored = header.ok_or(IntakeError::Empty)?.ignored;
    Ok(table)
}

/// Whether a row ends within a quoted cell. A quotation mark opens a cell only at its beginning: `Bo 5" Hansen` has none.
fn is_left_open(row: &str, separator: u8) -> bool {
    let (mut is_open, mut at_start) = (false, true);
    for byte in row.bytes() {
        if byte == b'"' && (is_open || at_start) {
            // A doubled one within a cell closes it and opens it again.
            is_open = !is_open;
            at_start = is_open || at_start;
        } else {
            at_start = !is_open && (byte == separator || byte == b'\n' || byte == b'\r');
        }
    }
    is_open
}

/// Whether a cell runs over rows that have addresses of their own: a quotation mark was opened by mistake.
fn swallows_others(record: &StringRecord) -> bool {
    record.iter().any(|cell| cell.lines().skip(1).any(|line| line.contains('@')))
}

/// How a file is laid out.
struct Sheet {
    separator: u8,
    /// Where the header begins: after the line `sep=;` that some programs write for Excel.
    start: usize,
}

/// The separator is the one that the first line has most of, outside quotation marks.
fn survey(text: &str) -> Sheet {
    let first = text.trim_start_matches(['\r', '\n']);
    let start = text.len() - first.len();
    let line = first.split(['\r', '\n']).next().unwrap_or_default();
    if let Some(&[separator @ (b';' | b',' | b'\t' | b'|')]) = line.strip_prefix("sep=").map(str::as_bytes) {
        return Sheet { separator, start: start + line.len() };
    }
    let outside: String = line.split('"').step_by(2).collect();
    let count = |separator: u8| outside.bytes().filter(|byte| *byte == separator).count();
    // Of equals the last wins: the semicolon, which Danish Excel writes.
    let separator = [b'\t', b',', b';'].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b';');
    Sheet { separator, start }
}

/// Counts lines as an editor does: `\n`, `\r\n` and `\r` each end one.
struct LineCounter<'a> {
    text: &'a str,
    offset: usize,
    line: u64,
}

impl LineCounter<'_> {
    /// The line of the record that is read from `offset` on; line breaks before it are not its own.
    fn line_of(&mut self, offset: usize) -> u64 {
        let bytes = self.text.as_bytes();
        let own = bytes[offset..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = offset + own;
        let ends = |at: &usize| bytes[*at] == b'\n' || (bytes[*at] == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
        self.line += (self.offset..start).filter(ends).count() as u64;
        self.offset = start;
        self.line
    }
}
