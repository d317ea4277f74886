//! The store in one SQLite file: every verb runs on a thread for blocking work, one at a time.

mod claim;
mod due;
mod exchange;
mod freeze;
mod import;
mod leave;
mod moved;
mod open;
mod pace;
mod pour;
mod record;
mod remove;
mod report;
mod resolve;
mod returned;
mod row;
mod stop;
mod subscribers;
#[cfg(test)]
mod tests;

use crate::model::statistics::Growth;
use crate::model::{Balance, Delivery, Id, Mailing, MailingId, Subscriber};
use crate::store::{
    Abandon, DeliveryFilter, DomainCount, ExchangeRequest, Exchanged, FreezeRequest, ImportOutcome, ImportRequest,
    KeptReturn, LeaveOutcome, LeaveRequest, ListCounts, MailingReport, PaceRequest, ReceiveRequest, ReceivedEffect,
    RemoveRequest, ReplyCount, ResolveRequest, Store, StoreError, SubscriberFilter, TokenSource, random_tokens,
};
use chrono::{DateTime, Utc};
pub(super) use pour::{Packet, Poured};
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};

/// What a verb may fail with on its way: the database, whose words become a `StoreError` at the door, or the trade.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error(transparent)]
    Database(#[from] rusqlite::Error),
    #[error(transparent)]
    Store(#[from] StoreError),
}

struct Inner {
    connection: Connection,
    tokens: TokenSource,
}

/// A store in a SQLite file.
#[derive(Clone)]
pub struct Sqlite {
    inner: Arc<Mutex<Inner>>,
    path: PathBuf,
}

impl Sqlite {
    /// The file's name in the data folder.
    pub const FILE: &'static str = "store.sqlite";

    /// Opens the store of a data folder, made if it is missing and brought to this program's schema if it is older.
    ///
    /// # Errors
    /// The folder is a synchronised one, the file is of a newer version, damaged or none of ours, or cannot be written; or the
    /// store has been moved to a server.
    pub fn open(data_folder: &Path) -> Result<Self, StoreError> {
        let store = Self::open_with(data_folder, random_tokens())?;
        match store.moved_to()? {
            Some(server) => Err(StoreError::Moved { path: store.path, server }),
            None => Ok(store),
        }
    }

    /// Opens it to be moved, also where that was done before.
    ///
    /// # Errors
    /// As `open`, but for a store that has been moved.
    pub fn open_to_move(data_folder: &Path) -> Result<Self, StoreError> {
        Self::open_with(data_folder, random_tokens())
    }

    /// The same, with tokens from a source of one's own.
    pub(super) fn open_with(data_folder: &Path, tokens: TokenSource) -> Result<Self, StoreError> {
        let path = data_folder.join(Self::FILE);
        let connection = open::open(data_folder, &path)?;
        Ok(Self { inner: Arc::new(Mutex::new(Inner { connection, tokens })), path })
    }

    /// Whether a data folder has a store with somebody or something in it, that has not been moved.
    ///
    /// # Errors
    /// As `open`, where there is one.
    pub fn is_in_use(data_folder: &Path) -> Result<bool, StoreError> {
        if !data_folder.join(Self::FILE).exists() {
            return Ok(false);
        }
        let store = Self::open_to_move(data_folder)?;
        let inner = store.inner.lock().unwrap_or_else(PoisonError::into_inner);
        moved::is_in_use(&inner.connection).map_err(|error| StoreError::of_database(&error, &store.path))
    }

    /// Where the store has been moved to, if it has.
    pub(super) fn moved_to(&self) -> Result<Option<String>, StoreError> {
        let inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
        moved::server(&inner.connection).map_err(|error| StoreError::of_database(&error, &self.path))
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Runs one verb in a transaction of its own, which is undone unless the verb commits it.
    async fn run<T, F>(&self, behavior: TransactionBehavior, verb: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(Transaction<'_>, &mut TokenSource) -> Result<T, Failure> + Send + 'static,
    {
        let inner = Arc::clone(&self.inner);
        let work = move || {
            // A verb that panicked has had its transaction rolled back: the connection is sound.
            let mut guard = inner.lock().unwrap_or_else(PoisonError::into_inner);
            let Inner { connection, tokens } = &mut *guard;
            verb(connection.transaction_with_behavior(behavior)?, tokens)
        };
        let done = match tokio::task::spawn_blocking(work).await {
            Ok(done) => done,
            Err(error) if error.is_panic() => std::panic::resume_unwind(error.into_panic()),
            Err(error) => return Err(StoreError::Failed { path: self.path.clone(), reason: error.to_string() }),
        };
        done.map_err(|failure| match failure {
            Failure::Store(error) => error,
            Failure::Database(error) => StoreError::of_database(&error, &self.path),
        })
    }

    /// Pours every table out, while nobody else writes; and until it is said where to the store has been moved, or that it has
    /// not. Then the file is marked.
    pub(super) async fn pour(
        &self,
        packets: mpsc::Sender<Packet>,
        poured: oneshot::Sender<Poured>,
        moved_to: oneshot::Receiver<String>,
    ) -> Result<(), StoreError> {
        let pour = move |transaction: Transaction<'_>, _: &mut TokenSource| {
            let all = pour::pour(&transaction, &packets)?;
            drop(packets);
            // Where nobody waits for it any more, nobody says that it was moved either.
            let _ = poured.send(all);
            if let Ok(server) = moved_to.blocking_recv() {
                moved::mark(&transaction, &server)?;
                transaction.commit()?;
            }
            Ok(())
        };
        self.write(pour).await
    }

    /// Takes the mark of a store that has been moved off again.
    pub(super) async fn unmark(&self) -> Result<(), StoreError> {
        let unmark = |transaction: Transaction<'_>, _: &mut TokenSource| {
            moved::unmark(&transaction)?;
            Ok(transaction.commit()?)
        };
        self.write(unmark).await
    }

    async fn write<T, F>(&self, verb: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(Transaction<'_>, &mut TokenSource) -> Result<T, Failure> + Send + 'static,
    {
        self.run(TransactionBehavior::Immediate, verb).await
    }

    async fn read<T, F>(&self, verb: F) -> Result<T, StoreError>
    where
        T: Send + 'static,
        F: FnOnce(&Transaction<'_>) -> Result<T, Failure> + Send + 'static,
    {
        self.run(TransactionBehavior::Deferred, move |transaction, _| verb(&transaction)).await
    }
}

impl Store for Sqlite {
    async fn import(&self, request: ImportRequest) -> Result<ImportOutcome, StoreError> {
        self.write(move |transaction, tokens| import::import(transaction, tokens, request)).await
    }

    async fn remove(&self, request: RemoveRequest) -> Result<Vec<Id>, StoreError> {
        self.write(move |transaction, _| remove::remove(transaction, &request)).await
    }

    async fn subscribers(&self, filter: SubscriberFilter) -> Result<Vec<Subscriber>, StoreError> {
        self.read(move |transaction| subscribers::subscribers(transaction, &filter)).await
    }

    async fn counts(&self) -> Result<Vec<ListCounts>, StoreError> {
        self.read(subscribers::counts).await
    }

    async fn growth(&self) -> Result<Vec<Growth>, StoreError> {
        self.read(subscribers::growth).await
    }

    async fn freeze(&self, request: FreezeRequest) -> Result<(), StoreError> {
        self.write(move |transaction, _| freeze::freeze(transaction, &request)).await
    }

    async fn exchange(&self, request: ExchangeRequest) -> Result<Exchanged, StoreError> {
        self.write(move |transaction, _| exchange::exchange(transaction, &request)).await
    }

    async fn abandon(&self, mailing: MailingId, whose: Abandon, now: DateTime<Utc>) -> Result<u64, StoreError> {
        self.write(move |transaction, _| record::abandon(transaction, &mailing, whose, now)).await
    }

    async fn resolve(&self, request: ResolveRequest) -> Result<(), StoreError> {
        self.write(move |transaction, _| resolve::resolve(transaction, &request)).await
    }

    async fn stop(&self, mailing: MailingId, now: DateTime<Utc>) -> Result<u64, StoreError> {
        self.write(move |transaction, _| stop::stop(transaction, &mailing, now)).await
    }

    async fn resume(&self, mailing: MailingId, now: DateTime<Utc>) -> Result<u64, StoreError> {
        self.write(move |transaction, _| stop::resume(transaction, &mailing, now)).await
    }

    async fn balance(&self, mailing: MailingId) -> Result<Balance, StoreError> {
        self.read(move |transaction| report::balance(transaction, &mailing)).await
    }

    async fn due(&self, now: DateTime<Utc>) -> Result<Vec<MailingId>, StoreError> {
        self.read(move |transaction| due::due(transaction, now)).await
    }

    async fn attend(&self, worker: String, now: DateTime<Utc>) -> Result<(), StoreError> {
        self.write(move |transaction, _| due::attend(transaction, &worker, now)).await
    }

    async fn leave_off(&self, worker: String) -> Result<(), StoreError> {
        self.write(move |transaction, _| due::leave_off(transaction, &worker)).await
    }

    async fn is_attended(&self, now: DateTime<Utc>) -> Result<bool, StoreError> {
        self.read(move |transaction| due::is_attended(transaction, now)).await
    }

    async fn mailings(&self) -> Result<Vec<MailingReport>, StoreError> {
        self.read(report::mailings).await
    }

    async fn find_mailing(&self, name: String) -> Result<Mailing, StoreError> {
        self.read(move |transaction| report::find_mailing(transaction, &name)).await
    }

    async fn deliveries(&self, filter: DeliveryFilter) -> Result<Vec<Delivery>, StoreError> {
        self.read(move |transaction| report::deliveries(transaction, &filter)).await
    }

    async fn reply_counts(&self, mailing: MailingId) -> Result<Vec<ReplyCount>, StoreError> {
        self.read(move |transaction| report::reply_counts(transaction, &mailing)).await
    }

    async fn refusing_domains(&self, mailing: MailingId) -> Result<Vec<DomainCount>, StoreError> {
        self.read(move |transaction| report::refusing_domains(transaction, &mailing)).await
    }

    async fn next_try(&self, mailing: MailingId) -> Result<Option<DateTime<Utc>>, StoreError> {
        self.read(move |transaction| report::next_try(transaction, &mailing)).await
    }
    async fn pace(&self, request: PaceRequest) -> Result<Duration, StoreError> {
        self.write(move |transaction, _| pace::pace(transaction, &request)).await
    }

    async fn receive(&self, request: ReceiveRequest) -> Result<Vec<Vec<ReceivedEffect>>, StoreError> {
        self.write(move |transaction, _| returned::receive(transaction, &request)).await
    }

    async fn kept(&self) -> Result<Vec<KeptReturn>, StoreError> {
        self.read(returned::kept).await
    }

    async fn leave(&self, request: LeaveRequest) -> Result<Option<LeaveOutcome>, StoreError> {
        self.write(move |transaction, _| leave::leave(transaction, &request)).await
    }
}
