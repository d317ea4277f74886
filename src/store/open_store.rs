//! The store that a workspace has, whichever database stands behind it.

use super::{
    Abandon, DeliveryFilter, DomainCount, ExchangeRequest, Exchanged, FreezeRequest, ImportOutcome, ImportRequest,
    KeptReturn, LeaveOutcome, LeaveRequest, ListCounts, MailingReport, PaceRequest, Postgres, ReceiveRequest,
    ReceivedEffect, RemoveRequest, ReplyCount, ResolveRequest, Sqlite, Store, StoreError, SubscriberFilter,
};
use crate::model::statistics::Growth;
use crate::model::{Balance, Delivery, Id, Mailing, MailingId, Subscriber};
use chrono::{DateTime, Utc};
use std::time::Duration;

/// A store that has been opened.
#[derive(Clone)]
pub enum OpenStore {
    /// In a file of the data folder.
    Sqlite(Sqlite),
    /// On a server.
    Postgres(Postgres),
}

impl OpenStore {
    /// What it is called in messages: the file, or the server without a password.
    pub fn name(&self) -> String {
        match self {
            Self::Sqlite(store) => store.path().display().to_string(),
            Self::Postgres(store) => store.name().to_owned(),
        }
    }

    /// Whose claims a sender finds dead when it begins: all there are, where only one may send at a time; else only those
    /// whose lease has run out, since the others are of those who send beside it.
    pub fn dead_claims(&self) -> Abandon {
        match self {
            Self::Sqlite(_) => Abandon::All,
            Self::Postgres(_) => Abandon::Expired,
        }
    }
}

/// Hands a verb on to the store that there is.
macro_rules! ask {
    ($store:expr, $verb:ident ( $($value:expr),* )) => {
        match $store {
            OpenStore::Sqlite(store) => store.$verb($($value),*).await,
            OpenStore::Postgres(store) => store.$verb($($value),*).await,
        }
    };
}

impl Store for OpenStore {
    async fn import(&self, request: ImportRequest) -> Result<ImportOutcome, StoreError> {
        ask!(self, import(request))
    }

    async fn remove(&self, request: RemoveRequest) -> Result<Vec<Id>, StoreError> {
        ask!(self, remove(request))
    }

    async fn subscribers(&self, filter: SubscriberFilter) -> Result<Vec<Subscriber>, StoreError> {
        ask!(self, subscribers(filter))
    }

    async fn counts(&self) -> Result<Vec<ListCounts>, StoreError> {
        ask!(self, counts())
    }

    async fn growth(&self) -> Result<Vec<Growth>, StoreError> {
        ask!(self, growth())
    }

    async fn freeze(&self, request: FreezeRequest) -> Result<(), StoreError> {
        ask!(self, freeze(request))
    }

    async fn exchange(&self, request: ExchangeRequest) -> Result<Exchanged, StoreError> {
        ask!(self, exchange(request))
    }

    async fn resolve(&self, request: ResolveRequest) -> Result<(), StoreError> {
        ask!(self, resolve(request))
    }

    async fn abandon(&self, mailing: MailingId, whose: Abandon, now: DateTime<Utc>) -> Result<u64, StoreError> {
        ask!(self, abandon(mailing, whose, now))
    }

    async fn stop(&self, mailing: MailingId, now: DateTime<Utc>) -> Result<u64, StoreError> {
        ask!(self, stop(mailing, now))
    }

    async fn resume(&self, mailing: MailingId, now: DateTime<Utc>) -> Result<u64, StoreError> {
        ask!(self, resume(mailing, now))
    }

    async fn balance(&self, mailing: MailingId) -> Result<Balance, StoreError> {
        ask!(self, balance(mailing))
    }

    async fn due(&self, now: DateTime<Utc>) -> Result<Vec<MailingId>, StoreError> {
        ask!(self, due(now))
    }

    async fn attend(&self, worker: String, now: DateTime<Utc>) -> Result<(), StoreError> {
        ask!(self, attend(worker, now))
    }

    async fn leave_off(&self, worker: String) -> Result<(), StoreError> {
        ask!(self, leave_off(worker))
    }

    async fn is_attended(&self, now: DateTime<Utc>) -> Result<bool, StoreError> {
        ask!(self, is_attended(now))
    }

    async fn mailings(&self) -> Result<Vec<MailingReport>, StoreError> {
        ask!(self, mailings())
    }

    async fn find_mailing(&self, name: String) -> Result<Mailing, StoreError> {
        ask!(self, find_mailing(name))
    }

    async fn deliveries(&self, filter: DeliveryFilter) -> Result<Vec<Delivery>, StoreError> {
        ask!(self, deliveries(filter))
    }

    async fn reply_counts(&self, mailing: MailingId) -> Result<Vec<ReplyCount>, StoreError> {
        ask!(self, reply_counts(mailing))
    }

    async fn refusing_domains(&self, mailing: MailingId) -> Result<Vec<DomainCount>, StoreError> {
        ask!(self, refusing_domains(mailing))
    }

    async fn next_try(&self, mailing: MailingId) -> Result<Option<DateTime<Utc>>, StoreError> {
        ask!(self, next_try(mailing))
    }

    async fn receive(&self, request: ReceiveRequest) -> Result<Vec<Vec<ReceivedEffect>>, StoreError> {
        ask!(self, receive(request))
    }

    async fn kept(&self) -> Result<Vec<KeptReturn>, StoreError> {
        ask!(self, kept())
    }

    async fn leave(&self, request: LeaveRequest) -> Result<Option<LeaveOutcome>, StoreError> {
        ask!(self, leave(request))
    }

    async fn pace(&self, request: PaceRequest) -> Result<Duration, StoreError> {
        ask!(self, pace(request))
    }
}
