//! CSV as people have it → rows, one after the other: a list of a million takes no more room than one of a thousand.

use super::decode::Text;
use super::header::Header;
use super::lines::Lines;
use super::{IntakeError, ReadRow, RowRemark, SubscriberRow, row};
use crate::model::{EmailAddress, Id, SubscriptionState};
use csv::StringRecord;
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::io::{self, Read, Seek};

/// Reads a list of subscribers: UTF-8 with or without a mark, UTF-16 or Windows-1252; `;`, `,` or tab between cells; names of
/// columns in Danish or English. Good rows go in beside bad ones, which are refused with their line.
///
/// The file is gone through three times: for how it is written, for rows that may say the same, and for what it says.
///
/// # Errors
/// The file as a whole is no such list: it is empty, no text, an Excel workbook, or has no column of addresses.
pub fn read<R: Read + Seek>(source: R) -> Result<SubscriberRows<R>, IntakeError> {
    let mut records = Records::of(Text::of(source)?)?;
    let header = records.header()?;
    let repeated = repeated(&mut records, &header)?;
    let mut records = Records::of(records.reader.into_inner().into_text().again()?)?;
    records.header()?;
    Ok(SubscriberRows { records, header, repeated, seen: HashMap::new() })
}

/// The rows of a file, in its order; after one that cannot be fetched there are no more.
pub struct SubscriberRows<R> {
    records: Records<R>,
    header: Header,
    /// The keys that more than one row has, sorted.
    repeated: Vec<u64>,
    /// The rows with such keys, and the line of the first of each.
    seen: HashMap<(EmailAddress, Option<Id>), u64>,
}

impl<R> SubscriberRows<R> {
    /// The names of columns that mean nothing to the program.
    pub fn ignored(&self) -> &[String] {
        &self.header.ignored
    }
}

impl<R: Read> SubscriberRows<R> {
    /// Takes a row, unless an earlier one has said it: the same address on the same list.
    fn sift(&mut self, row: SubscriberRow) -> ReadRow {
        if self.repeated.is_empty()
            || self.repeated.binary_search(&row::key(&self.records.record, &self.header)).is_err()
        {
            return ReadRow::Taken(row);
        }
        match self.seen.entry((row.address.clone(), row.list.clone())) {
            Entry::Vacant(place) => {
                place.insert(row.line);
                ReadRow::Taken(row)
            }
            // Who left in a later row has left, whatever an earlier one says: the store takes the rows in order.
            Entry::Occupied(_) if row.state.is_some_and(SubscriptionState::gets_nothing) => ReadRow::Taken(row),
            Entry::Occupied(first) => {
                let first = usize::try_from(*first.get()).unwrap_or(usize::MAX);
                let remark = RowRemark::new(row.line, "csv-duplicate").with("address", row.address.as_str());
                ReadRow::PassedOver(remark.with("first", first))
            }
        }
    }
}

impl<R: Read> Iterator for SubscriberRows<R> {
    type Item = Result<ReadRow, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        let line = match self.records.next() {
            Ok(line) => line?,
            Err(error) => return Some(Err(error)),
        };
        let record = &self.records.record;
        Some(Ok(match row::read(record, &self.header, line) {
            Ok(row) => self.sift(row),
            Err(remark) => ReadRow::Refused(remark),
        }))
    }
}

/// The records of a file that have anything in them, the header among them.
struct Records<R> {
    reader: csv::Reader<Lines<R>>,
    /// The one that was read last.
    record: StringRecord,
}

impl<R: Read> Records<R> {
    fn of(text: Text<R>) -> Result<Self, IntakeError> {
        let mut lines = Lines::of(text);
        let separator = survey(&mut lines)?;
        let mut builder = csv::ReaderBuilder::new();
        let reader = builder.delimiter(separator).flexible(true).has_headers(false).from_reader(lines);
        Ok(Self { reader, record: StringRecord::new() })
    }

    /// Reads the next one; the line on which it begins.
    fn next(&mut self) -> Result<Option<u64>, IntakeError> {
        // The bytes are text and rows may be of any length: there is nothing else for the reader to complain of.
        while self.reader.read_record(&mut self.record).map_err(io::Error::from)? {
            let from = self.record.position().map_or(0, csv::Position::byte);
            let line = self.reader.get_mut().line_of(from);
            if self.record.iter().any(|cell| !cell.trim().is_empty()) {
                return Ok(Some(line));
            }
        }
        Ok(None)
    }

    fn header(&mut self) -> Result<Header, IntakeError> {
        self.next()?.ok_or(IntakeError::Empty)?;
        Header::read(&self.record)
    }
}

/// The keys that more than one row has. Eight bytes a row are kept while it looks; the addresses themselves would be many
/// times that.
fn repeated<R: Read>(records: &mut Records<R>, header: &Header) -> Result<Vec<u64>, IntakeError> {
    let mut keys = Vec::new();
    while records.next()?.is_some() {
        keys.push(row::key(&records.record, header));
    }
    keys.sort_unstable();
    let mut repeated: Vec<u64> = keys.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect();
    repeated.dedup();
    Ok(repeated)
}

/// The separator is the one that the first line has most of, outside quotation marks; or what the line `sep=;` says, which
/// some programs write for Excel and which is then no row.
fn survey<R: Read>(lines: &mut Lines<R>) -> io::Result<u8> {
    let line = lines.first()?;
    if let Some(&[separator @ (b';' | b',' | b'\t' | b'|')]) = line.strip_prefix("sep=").map(str::as_bytes) {
        let length = line.len();
        lines.skip(length);
        return Ok(separator);
    }
    let outside: String = line.split('"').step_by(2).collect();
    let count = |separator: u8| outside.bytes().filter(|byte| *byte == separator).count();
    // Of equals the last wins: the semicolon, which Danish Excel writes.
    Ok([b'\t', b',', b';'].into_iter().max_by_key(|separator| count(*separator)).unwrap_or(b';'))
}
