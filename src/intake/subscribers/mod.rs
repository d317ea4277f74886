//! Lists of subscribers as CSV: read as people have it, written so that Excel opens it.

mod decode;
mod error;
mod header;
mod lines;
mod read;
mod row;
#[cfg(test)]
mod tests;
mod write;

pub use error::IntakeError;
pub use read::{SubscriberRows, read};
pub use write::write;

use crate::language::Language;
use crate::model::{Argument, EmailAddress, Id, Subscriber, SubscriptionState};
use chrono::NaiveDate;

/// One row of a list of subscribers: a person's place on one list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SubscriberRow {
    /// The line of the file on which it begins, from 1; 0 where it is from no file.
    pub line: u64,
    /// The address.
    pub address: EmailAddress,
    /// The name, on one line.
    pub name: Option<String>,
    /// The reader's own language.
    pub language: Option<Language>,
    /// The organisation.
    pub organisation: Option<String>,
    /// The list.
    pub list: Option<Id>,
    /// Where they said yes.
    pub source: Option<String>,
    /// The day they said it.
    pub consented: Option<NaiveDate>,
    /// How the subscription stands; active where nothing is said.
    pub state: Option<SubscriptionState>,
}

impl SubscriberRow {
    /// A row that says an address and nothing else.
    pub fn new(address: EmailAddress) -> Self {
        Self {
            line: 0,
            address,
            name: None,
            language: None,
            organisation: None,
            list: None,
            source: None,
            consented: None,
            state: None,
        }
    }

    /// One row for each list that the subscriber is on.
    pub fn of(subscriber: &Subscriber) -> Vec<Self> {
        let row = |subscription: &crate::model::Subscription| Self {
            line: 0,
            address: subscriber.address.clone(),
            name: subscriber.name.clone(),
            language: subscriber.language,
            organisation: subscriber.organisation.clone(),
            list: Some(subscription.list.clone()),
            source: subscription.consent.as_ref().map(|consent| consent.source.clone()),
            consented: subscription.consent.as_ref().map(|consent| consent.consented),
            state: Some(subscription.state),
        };
        subscriber.subscriptions.iter().map(row).collect()
    }
}

/// What comes of one row of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadRow {
    /// It can be taken.
    Taken(SubscriberRow),
    /// It says what an earlier row has said: the same address on the same list.
    PassedOver(RowRemark),
    /// It cannot be read.
    Refused(RowRemark),
}

/// What is to be said of one row: why it was refused or passed over. The code names a Fluent message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowRemark {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// The reason, in kebab-case.
    pub code: &'static str,
    /// The values of its sentence.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl RowRemark {
    /// A remark without values.
    pub fn new(line: u64, code: &'static str) -> Self {
        Self { line, code, arguments: Vec::new() }
    }

    /// The remark with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }
}
