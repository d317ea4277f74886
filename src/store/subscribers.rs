//! What the store is asked and answers about subscribers.

use crate::intake::subscribers::{IntakeError, ReadRow, RowRemark, SubscriberRow};
use crate::model::{Basis, EmailAddress, Id, SubscriptionState};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;
use std::fmt;

/// Whether a change is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Run {
    /// It is carried out.
    #[default]
    ForReal,
    /// It is carried out and taken back, to show what would happen.
    Dry,
}

/// What holds for each row that does not say it itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportDefaults {
    /// The list.
    pub list: Option<Id>,
    /// Where they said yes.
    pub source: Option<String>,
    /// The day they said it.
    pub consented: Option<NaiveDate>,
    /// The version of the words they said yes to.
    pub version: Option<String>,
    /// The words.
    pub wording: Option<String>,
}

/// Rows one after the other, as they are read. Where one cannot be fetched, nothing of the import is kept.
pub struct ImportRows(Box<dyn Iterator<Item = Result<ReadRow, IntakeError>> + Send + Sync>);

impl ImportRows {
    /// Rows that are read while they are taken.
    pub fn from_file(rows: impl Iterator<Item = Result<ReadRow, IntakeError>> + Send + Sync + 'static) -> Self {
        Self(Box::new(rows))
    }
}

impl From<Vec<SubscriberRow>> for ImportRows {
    fn from(rows: Vec<SubscriberRow>) -> Self {
        Self::from_file(rows.into_iter().map(|row| Ok(ReadRow::Taken(row))))
    }
}

impl Default for ImportRows {
    fn default() -> Self {
        Self::from_file(std::iter::empty())
    }
}

impl Iterator for ImportRows {
    type Item = Result<ReadRow, IntakeError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next()
    }
}

impl fmt::Debug for ImportRows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ImportRows(…)")
    }
}

/// Rows to be taken onto the lists.
#[derive(Debug)]
pub struct ImportRequest {
    /// The rows.
    pub rows: ImportRows,
    /// What holds where a row says nothing.
    pub defaults: ImportDefaults,
    /// The lists that there are, with the legal ground of each.
    pub lists: BTreeMap<Id, Basis>,
    /// Whether it is kept.
    pub run: Run,
    /// The time.
    pub now: DateTime<Utc>,
}

/// What became of the rows of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImportOutcome {
    /// Subscriptions that were not there.
    pub new: u64,
    /// Subscriptions that changed.
    pub updated: u64,
    /// Rows left alone, and why: nobody who left or bounced comes back by an import. In the order of the rows.
    pub passed_over: Vec<RowRemark>,
    /// Rows that cannot be read or may not be taken, and why. In the order of the rows.
    pub refused: Vec<RowRemark>,
}

/// Somebody wants no more letters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemoveRequest {
    /// The address.
    pub address: EmailAddress,
    /// From which list; from all where none is named.
    pub list: Option<Id>,
    /// Whether it is kept.
    pub run: Run,
    /// The time.
    pub now: DateTime<Utc>,
}

/// Which subscribers to show; everybody where nothing is said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SubscriberFilter {
    /// Those on this list.
    pub list: Option<Id>,
    /// Those whose subscription stands so.
    pub state: Option<SubscriptionState>,
    /// The one of this address.
    pub address: Option<EmailAddress>,
}

/// How many subscriptions of a list are in each state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListCounts {
    /// The list.
    pub list: Id,
    /// One count a state, in the order of `SubscriptionState::ALL`.
    pub counts: [u64; 5],
}

impl ListCounts {
    /// How many are in a state.
    pub fn of(&self, state: SubscriptionState) -> u64 {
        SubscriptionState::ALL.iter().position(|it| *it == state).map_or(0, |position| self.counts[position])
    }
}
