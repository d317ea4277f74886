//! The store on a PostgreSQL server, which any number of workers on any number of machines share.
//!
//! One line a process, made at the first verb and made anew when it is cut; verbs take turns on it. What is "now" is the
//! server's word: of the times in a request only what lies between them counts, so that machines whose clocks differ agree
//! on when a lease has run out and when the next try is due.

mod claim;
mod copy;
mod due;
mod exchange;
mod failure;
mod freeze;
mod import;
mod leave;
mod pace;
mod record;
mod remove;
mod report;
mod resolve;
mod returned;
mod row;
mod schema;
mod server;
mod session;
mod stop;
mod subscribers;
mod take_over;
#[cfg(test)]
mod tests;
mod tls;
mod weigh;
mod work;

use self::import::Import;
use crate::model::statistics::Growth;
use crate::model::{Balance, Delivery, Id, Mailing, MailingId, Subscriber};
use crate::store::{
    Abandon, DeliveryFilter, DomainCount, ExchangeRequest, Exchanged, FreezeRequest, ImportOutcome, ImportRequest,
    KeptReturn, LeaveOutcome, LeaveRequest, ListCounts, MailingReport, PaceRequest, ReceiveRequest, ReceivedEffect,
    RemoveRequest, ReplyCount, ResolveRequest, Run, Store, StoreError, SubscriberFilter, TokenSource, random_tokens,
};
use chrono::{DateTime, Utc};
use secrecy::SecretString;
use server::Server;
use session::{Backend, Session};
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

struct Shared {
    server: Server,
    session: tokio::sync::Mutex<Option<Session>>,
    /// The server's end of the last line there was.
    before: Mutex<Option<Backend>>,
    tokens: Mutex<TokenSource>,
    /// The delivery of each mailing that the claims have come to: those before it are settled, but for what came back.
    walked: Mutex<HashMap<String, i64>>,
}

/// A store on a PostgreSQL server.
#[derive(Clone)]
pub struct Postgres {
    shared: Arc<Shared>,
}

impl Postgres {
    /// The store of a workspace on the server of a URL, as libpq knows it; nothing is said to the server yet. A relative
    /// `sslrootcert` is looked up in `folder`.
    ///
    /// # Errors
    /// The URL is none, or would have a server on another machine talked to in the open.
    pub fn at(url: &SecretString, workspace: &Id, folder: &Path) -> Result<Self, StoreError> {
        Self::at_with(url, workspace, folder, random_tokens())
    }

    /// The same, with tokens from a source of one's own.
    ///
    /// # Errors
    /// As `at`.
    pub fn at_with(url: &SecretString, workspace: &Id, folder: &Path, tokens: TokenSource) -> Result<Self, StoreError> {
        let shared = Shared {
            server: Server::parse(url, workspace, folder)?,
            session: tokio::sync::Mutex::default(),
            before: Mutex::default(),
            tokens: Mutex::new(tokens),
            walked: Mutex::default(),
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// What the server and its database are called in messages; without a password.
    pub fn name(&self) -> &str {
        &self.shared.server.name
    }

    /// The schema that holds the workspace's tables.
    pub fn schema(&self) -> &str {
        &self.shared.server.schema
    }

    /// The delivery that the claims of a mailing have come to.
    fn walked(&self, mailing: &str) -> i64 {
        let walked = self.shared.walked.lock().unwrap_or_else(PoisonError::into_inner);
        walked.get(mailing).copied().unwrap_or_default()
    }

    /// Notes the delivery that the claims of a mailing have come to.
    fn walk(&self, mailing: &str, number: i64) {
        let mut walked = self.shared.walked.lock().unwrap_or_else(PoisonError::into_inner);
        walked.insert(mailing.to_owned(), number);
    }
}

impl Store for Postgres {
    async fn import(&self, request: ImportRequest) -> Result<ImportOutcome, StoreError> {
        let import = Import::of(request)?;
        match import.run() {
            Run::ForReal => self.write(&import).await,
            Run::Dry => self.try_out(&import).await,
        }
    }

    async fn remove(&self, request: RemoveRequest) -> Result<Vec<Id>, StoreError> {
        match request.run {
            Run::ForReal => self.write(&request).await,
            Run::Dry => self.try_out(&request).await,
        }
    }

    async fn subscribers(&self, filter: SubscriberFilter) -> Result<Vec<Subscriber>, StoreError> {
        self.read(&filter).await
    }

    async fn counts(&self) -> Result<Vec<ListCounts>, StoreError> {
        self.read(&subscribers::Counting).await
    }

    async fn growth(&self) -> Result<Vec<Growth>, StoreError> {
        self.read(&subscribers::Growing).await
    }

    async fn freeze(&self, request: FreezeRequest) -> Result<(), StoreError> {
        self.write(&request).await
    }

    async fn exchange(&self, request: ExchangeRequest) -> Result<Exchanged, StoreError> {
        self.write(&request).await
    }

    async fn resolve(&self, request: ResolveRequest) -> Result<(), StoreError> {
        self.write(&request).await
    }

    async fn abandon(&self, mailing: MailingId, whose: Abandon, _: DateTime<Utc>) -> Result<u64, StoreError> {
        self.write(&record::Abandoning { mailing, whose }).await
    }

    async fn stop(&self, mailing: MailingId, _: DateTime<Utc>) -> Result<u64, StoreError> {
        self.write(&stop::Stopping(mailing)).await
    }

    async fn resume(&self, mailing: MailingId, _: DateTime<Utc>) -> Result<u64, StoreError> {
        self.write(&stop::Resuming(mailing)).await
    }

    async fn balance(&self, mailing: MailingId) -> Result<Balance, StoreError> {
        self.read(&report::Balancing(mailing)).await
    }

    async fn due(&self, _: DateTime<Utc>) -> Result<Vec<MailingId>, StoreError> {
        self.read(&due::Due).await
    }

    async fn attend(&self, worker: String, _: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(&due::Attending(worker)).await
    }

    async fn leave_off(&self, worker: String) -> Result<(), StoreError> {
        self.write(&due::LeavingOff(worker)).await
    }

    async fn is_attended(&self, _: DateTime<Utc>) -> Result<bool, StoreError> {
        self.read(&due::Attended).await
    }

    async fn mailings(&self) -> Result<Vec<MailingReport>, StoreError> {
        self.read(&report::Overview).await
    }

    async fn find_mailing(&self, name: String) -> Result<Mailing, StoreError> {
        self.read(&report::Finding(name)).await
    }

    async fn deliveries(&self, filter: DeliveryFilter) -> Result<Vec<Delivery>, StoreError> {
        self.read(&filter).await
    }

    async fn reply_counts(&self, mailing: MailingId) -> Result<Vec<ReplyCount>, StoreError> {
        self.read(&report::CountingReplies(mailing)).await
    }

    async fn refusing_domains(&self, mailing: MailingId) -> Result<Vec<DomainCount>, StoreError> {
        self.read(&report::RefusingDomains(mailing)).await
    }

    async fn next_try(&self, mailing: MailingId) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read(&report::NextTry(mailing)).await
    }

    async fn receive(&self, request: ReceiveRequest) -> Result<Vec<Vec<ReceivedEffect>>, StoreError> {
        match request.run {
            Run::ForReal => self.write(&request).await,
            Run::Dry => self.try_out(&request).await,
        }
    }

    async fn kept(&self) -> Result<Vec<KeptReturn>, StoreError> {
        self.read(&returned::Kept).await
    }

    async fn leave(&self, request: LeaveRequest) -> Result<Option<LeaveOutcome>, StoreError> {
        match request.run {
            Run::ForReal => self.write(&request).await,
            Run::Dry => self.try_out(&request).await,
        }
    }

    async fn pace(&self, request: PaceRequest) -> Result<Duration, StoreError> {
        self.write(&request).await
    }
}
