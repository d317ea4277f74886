//! One row of the file → one row of the list, or why not.

use super::header::{Column, Header};
use super::{RowRemark, SubscriberRow};
use crate::language::{Language, date, one_line};
use crate::model::{AddressError, EmailAddress, Id, SubscriptionState};
use chrono::{Datelike, NaiveDate};
use csv::StringRecord;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Longer than any name: a quotation mark that is not closed, or somebody's joke.
const LONGEST_CELL: usize = 500;

/// Whether a cell holds what looks like rows of the file: an address and a separator below its first line.
fn swallows_rows(cell: &str) -> bool {
    let below = cell.split_once(['\n', '\r']).map_or("", |(_, below)| below);
    below.contains('@') && below.contains([';', ',', '\t', '|'])
}

/// Reads a row that begins on `line`.
pub(super) fn read(record: &StringRecord, header: &Header, line: u64) -> Result<SubscriberRow, RowRemark> {
    if record.iter().any(swallows_rows) {
        return Err(RowRemark::new(line, "csv-quote-not-closed"));
    }
    let cells = record.len();
    if cells < header.width {
        let remark = RowRemark::new(line, "csv-row-too-short");
        return Err(remark.with("cells", cells).with("columns", header.width));
    }
    if record.iter().skip(header.width).any(|cell| !cell.trim().is_empty()) {
        let remark = RowRemark::new(line, "csv-row-too-long");
        return Err(remark.with("cells", cells).with("columns", header.width));
    }
    if record.iter().any(|cell| cell.contains(char::REPLACEMENT_CHARACTER)) {
        return Err(RowRemark::new(line, "csv-unreadable-character"));
    }
    if record.iter().any(|cell| cell.chars().nth(LONGEST_CELL).is_some()) {
        return Err(RowRemark::new(line, "csv-cell-too-long").with("longest", LONGEST_CELL));
    }
    let cell = |column| header.cell(record, column);
    let text = |column| cell(column).and_then(line_of);
    let wrong = |code, value: &str| RowRemark::new(line, code).with("value", line_of(value).unwrap_or_default());
    let parts = [text(Column::FirstName), text(Column::LastName)].into_iter().flatten().collect::<Vec<_>>();
    Ok(SubscriberRow {
        line,
        address: address(cell(Column::Email).unwrap_or_default(), line)?,
        name: text(Column::Name).or_else(|| (!parts.is_empty()).then(|| parts.join(" "))),
        language: known(cell(Column::Language), language).map_err(|it| wrong("csv-unknown-language", it))?,
        organisation: text(Column::Organisation),
        list: known(cell(Column::List), |list| Id::parse(list).ok()).map_err(|it| wrong("csv-bad-list", it))?,
        source: text(Column::Source),
        consented: known(cell(Column::Consented), day).map_err(|it| wrong("csv-bad-date", it))?,
        state: known(cell(Column::State), state).map_err(|it| wrong("csv-unknown-state", it))?,
    })
}

/// What a cell stands for; the cell itself where it stands for nothing.
fn known<T>(cell: Option<&str>, parse: impl Fn(&str) -> Option<T>) -> Result<Option<T>, &str> {
    cell.map(|cell| parse(cell).ok_or(cell)).transpose()
}

/// The text on one line; nothing where there is none.
fn line_of(text: &str) -> Option<String> {
    Some(one_line(text)).filter(|line| !line.is_empty())
}

/// Signs that are not seen, and come along when an address is copied from a web page.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A cell without what is not seen around it.
fn seen(cell: &str) -> &str {
    cell.trim_matches(|character: char| is_invisible(character) || character.is_whitespace())
}

/// A number that two rows share if they have the same address and list. Others may share it by chance: only addresses
/// themselves say whether it is the same person.
pub(super) fn key(record: &StringRecord, header: &Header) -> u64 {
    let address = seen(header.cell(record, Column::Email).unwrap_or_default());
    let normal = if address.is_ascii() {
        // The normal form of ASCII; to read the address for it would take many times as long.
        address.to_ascii_lowercase()
    } else {
        EmailAddress::parse(address).map(|address| address.normal().to_owned()).unwrap_or_default()
    };
    let mut hasher = DefaultHasher::new();
    (normal, header.cell(record, Column::List)).hash(&mut hasher);
    hasher.finish()
}

fn address(cell: &str, line: u64) -> Result<EmailAddress, RowRemark> {
    let written = seen(cell);
    let remark = |code| RowRemark::new(line, code).with("address", line_of(written).unwrap_or_default());
    let character = |character: char| {
        if character.is_whitespace() {
            remark("csv-address-space")
        } else if is_invisible(character) || character.is_control() {
            remark("csv-address-character").with("character", format!("U+{:04X}", u32::from(character)))
        } else {
            remark("csv-address-character").with("character", character.to_string())
        }
    };
    if let Some(hidden) = written.chars().find(|it| is_invisible(*it)) {
        return Err(character(hidden));
    }
    EmailAddress::parse(written).map_err(|error| match error {
        AddressError::Empty => RowRemark::new(line, "csv-address-missing"),
        AddressError::Incomplete => remark("csv-address-incomplete"),
        AddressError::Character(odd) => character(odd),
        AddressError::Domain => remark("csv-address-domain"),
        AddressError::TooLong => remark("csv-address-too-long"),
    })
}

fn language(text: &str) -> Option<Language> {
    let text = text.to_lowercase();
    let code = match text.as_str() {
        "dansk" | "danish" => "da",
        "engelsk" | "english" => "en",
        other => other.split(['-', '_']).next().unwrap_or_default(),
    };
    Language::parse(code)
}

/// A whole date, with or without the time that a form or a spreadsheet put behind it.
fn day(text: &str) -> Option<NaiveDate> {
    let without_time = || text.rsplit_once(['T', ' ']).filter(|(_, time)| time.contains(':')).map(|(day, _)| day);
    let date = date::parse(text).or_else(|| date::parse(without_time()?.trim()))?;
    // A weekday that does not fit leaves open which of the two was meant.
    date.weekday.is_none_or(|weekday| weekday == date.day.weekday()).then_some(date.day)
}

fn state(text: &str) -> Option<SubscriptionState> {
    match text.to_lowercase().as_str() {
        "afventer" | "ubekræftet" => Some(SubscriptionState::Pending),
        "aktiv" | "tilmeldt" => Some(SubscriptionState::Active),
        "pause" | "på pause" | "sat på pause" => Some(SubscriptionState::Paused),
        "afmeldt" | "frameldt" => Some(SubscriptionState::Left),
        "afvist" | "returneret" => Some(SubscriptionState::Bounced),
        other => SubscriptionState::parse(other),
    }
}
