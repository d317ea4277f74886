//! Rows → CSV that Excel opens as it stands.

use super::SubscriberRow;
use super::header::is_like_a_formula;
use crate::language::Language;
use crate::model::{Id, SubscriptionState};
use csv::{Terminator, WriterBuilder};
use std::borrow::Cow;

/// The columns, in the order in which they are written.
const COLUMNS: [&str; 8] = ["email", "name", "language", "organisation", "list", "source", "consented", "state"];

/// Writes rows as CSV: UTF-8 with a mark, `;`, CRLF. A text that a spreadsheet would take for a formula gets a `'` before it;
/// `read` takes it away again.
///
/// # Panics
/// Never: memory takes every byte, and every row has the same number of cells.
pub fn write(rows: &[SubscriberRow]) -> Vec<u8> {
    let mut writer = WriterBuilder::new()
        .delimiter(b';')
        .terminator(Terminator::CRLF)
        .from_writer("\u{FEFF}".to_owned().into_bytes());
    writer.write_record(COLUMNS).expect("memory takes every byte");
    for row in rows {
        let consented = row.consented.map(|day| day.to_string());
        let cells = [
            Some(row.address.as_str()),
            row.name.as_deref(),
            row.language.map(Language::code),
            row.organisation.as_deref(),
            row.list.as_ref().map(Id::as_str),
            row.source.as_deref(),
            consented.as_deref(),
            row.state.map(SubscriptionState::name),
        ];
        let cells = cells.map(|cell| harmless(cell.unwrap_or_default()));
        writer.write_record(cells.iter().map(|cell| cell.as_bytes())).expect("memory takes every byte");
    }
    writer.into_inner().expect("memory takes every byte")
}

fn harmless(text: &str) -> Cow<'_, str> {
    if is_like_a_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}
