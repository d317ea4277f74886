//! Subscribers, consents, mailings and deliveries: one trait of domain verbs; SQLite and PostgreSQL behind it.
//!
//! Every verb is one transaction: it is done when it returns, or nothing of it is. The time comes in as a value, tokens from
//! a source given at the opening. In SQLite, which one machine has to itself, that time is what is kept; PostgreSQL keeps
//! its own, and takes from a request only what lies between its times.

mod copy_lines;
mod error;
mod folder;
mod mailings;
mod migrate;
mod open_store;
mod place;
mod postgres;
mod returned;
mod returned_row;
mod sending_lock;
mod server_error;
mod sqlite;
mod standing;
mod subscribers;
mod synchronised;
mod tables;
#[cfg(test)]
mod tests;
mod tokens;

pub use error::StoreError;
pub use folder::refuse_synchronised;
pub use mailings::{
    ATTENDED, Abandon, DeliveryFilter, DeliveryResult, DomainCount, ExchangeRequest, Exchanged, FreezeRequest,
    MailingReport, PaceRequest, ReplyCount, Resolution, ResolveRequest,
};
pub use migrate::{MigrateOutcome, MigrateRequest, migrate};
pub use open_store::OpenStore;
pub use postgres::Postgres;
pub use returned::{
    KeptReturn, LeaveOutcome, LeaveRequest, Leaver, ReceiveRequest, ReceivedEffect, ReceivedMail, SOFT_LIMIT,
};
pub use sending_lock::{SendingLock, lock_sending};
pub use server_error::ServerError;
pub use sqlite::Sqlite;
pub use subscribers::{
    ImportDefaults, ImportOutcome, ImportRequest, ImportRows, ListCounts, RemoveRequest, Run, SubscriberFilter,
};
pub use tokens::{TokenSource, random_tokens};

use crate::model::statistics::Growth;
use crate::model::{Balance, Delivery, Id, Mailing, MailingId, Subscriber};
use chrono::{DateTime, Utc};
use std::time::Duration;

/// What a store can do, whichever database stands behind it.
pub trait Store: Send + Sync + 'static {
    /// Takes rows onto their lists. Nobody who left, paused or bounced is made active again.
    fn import(&self, request: ImportRequest) -> impl Future<Output = Result<ImportOutcome, StoreError>> + Send;

    /// Takes a person off a list, or off all; the lists that they left by it. Fails where nobody has the address.
    fn remove(&self, request: RemoveRequest) -> impl Future<Output = Result<Vec<Id>, StoreError>> + Send;

    /// The subscribers that a filter lets through, by address; of each the subscriptions that it lets through.
    fn subscribers(&self, filter: SubscriberFilter)
    -> impl Future<Output = Result<Vec<Subscriber>, StoreError>> + Send;

    /// How many subscriptions are in each state, by list; a list that nobody was ever on is not among them.
    fn counts(&self) -> impl Future<Output = Result<Vec<ListCounts>, StoreError>> + Send;

    /// How many came onto each list and left it, month by month: whoever is on it, or was, came on the day of their first yes, and
    /// left on the day that they did so or were given up. By list, then by month.
    fn growth(&self) -> impl Future<Output = Result<Vec<Growth>, StoreError>> + Send;

    /// Freezes a mailing: its letter, and one delivery for each active subscription of its list.
    fn freeze(&self, request: FreezeRequest) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Writes down what became of claimed deliveries, and claims more: planned ones by number, then deferred ones whose time
    /// has come. Who is no longer active becomes suppressed instead. All of it is on disk, with one `fsync`, when it returns.
    fn exchange(&self, request: ExchangeRequest) -> impl Future<Output = Result<Exchanged, StoreError>> + Send;

    /// Gives up claims of the dead: they may have been on the wire, and become unknown. Returns how many.
    fn abandon(
        &self,
        mailing: MailingId,
        whose: Abandon,
        now: DateTime<Utc>,
    ) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// Settles deliveries that are unknown; what is not, or no longer, stays as it is.
    fn resolve(&self, request: ResolveRequest) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Stops a mailing: what is planned or deferred, and what comes back so later. Returns how many are stopped by it.
    fn stop(&self, mailing: MailingId, now: DateTime<Utc>) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// Takes up a stopped mailing: what is stopped is planned again. Returns how many.
    fn resume(&self, mailing: MailingId, now: DateTime<Utc>) -> impl Future<Output = Result<u64, StoreError>> + Send;

    /// How many deliveries are in each state, in one consistent read.
    fn balance(&self, mailing: MailingId) -> impl Future<Output = Result<Balance, StoreError>> + Send;

    /// The mailings that a worker may send of now, the longest due first: not stopped, not drafts, not due later, with
    /// something planned, or put off until now.
    fn due(&self, now: DateTime<Utc>) -> impl Future<Output = Result<Vec<MailingId>, StoreError>> + Send;

    /// A sign of life of somebody who waits for what is due.
    fn attend(&self, worker: String, now: DateTime<Utc>) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Somebody waits no longer.
    fn leave_off(&self, worker: String) -> impl Future<Output = Result<(), StoreError>> + Send;

    /// Whether anybody has given a sign of life within `ATTENDED`.
    fn is_attended(&self, now: DateTime<Utc>) -> impl Future<Output = Result<bool, StoreError>> + Send;

    /// Every mailing, newest first.
    fn mailings(&self) -> impl Future<Output = Result<Vec<MailingReport>, StoreError>> + Send;

    /// The mailing of that name, or the only one whose name begins so.
    fn find_mailing(&self, name: String) -> impl Future<Output = Result<Mailing, StoreError>> + Send;

    /// Deliveries of a mailing in some states.
    fn deliveries(&self, filter: DeliveryFilter) -> impl Future<Output = Result<Vec<Delivery>, StoreError>> + Send;

    /// What the relay said of those that are refused, deferred or unknown, the most frequent first.
    fn reply_counts(&self, mailing: MailingId) -> impl Future<Output = Result<Vec<ReplyCount>, StoreError>> + Send;

    /// The domains that refused a delivery, the one that refused most first.
    fn refusing_domains(&self, mailing: MailingId)
    -> impl Future<Output = Result<Vec<DomainCount>, StoreError>> + Send;

    /// When the next deferred delivery is due.
    fn next_try(&self, mailing: MailingId) -> impl Future<Output = Result<Option<DateTime<Utc>>, StoreError>> + Send;

    /// Reserves the next free moments of the relay's rate, which all workers of a store share: how long to wait before the
    /// first of the letters that they are for; the others follow at `PaceRequest::interval`. What is reserved and not used
    /// is lost, so nobody reserves more than a moment's worth.
    fn pace(&self, request: PaceRequest) -> impl Future<Output = Result<Duration, StoreError>> + Send;
    /// Writes down what came back, each mail once, and marks as bounced whose address takes no mail. One effect for each
    /// failure that a mail tells of, and one for a mail that tells of none.
    fn receive(
        &self,
        request: ReceiveRequest,
    ) -> impl Future<Output = Result<Vec<Vec<ReceivedEffect>>, StoreError>> + Send;

    /// Everything that came back, the newest first.
    fn kept(&self) -> impl Future<Output = Result<Vec<KeptReturn>, StoreError>> + Send;

    /// Takes somebody off who asked for it by mail; nothing where nobody has that token or address.
    fn leave(&self, request: LeaveRequest) -> impl Future<Output = Result<Option<LeaveOutcome>, StoreError>> + Send;
}
