//! Takes a person off a list, or off all.

use crate::model::{Id, SubscriptionState};
use crate::store::sqlite::{Failure, row};
use crate::store::{RemoveRequest, Run, StoreError};
use rusqlite::{OptionalExtension, Transaction, params};

/// A person's place on one list.
struct Place {
    subscription: i64,
    list: Id,
    state: SubscriptionState,
}

pub(super) fn remove(transaction: Transaction<'_>, request: &RemoveRequest) -> Result<Vec<Id>, Failure> {
    let RemoveRequest { address, list, run, now } = request;
    let subscriber: Option<i64> = transaction
        .prepare_cached("SELECT id FROM subscribers WHERE normal = ?1")?
        .query_row([address.normal()], |row| row.get(0))
        .optional()?;
    let subscriber = subscriber.ok_or_else(|| StoreError::NoSuchSubscriber { address: address.clone() })?;
    let places: Vec<Place> = transaction
        .prepare_cached(
            "SELECT id, list, state FROM subscriptions
             WHERE subscriber = ?1 AND (?2 IS NULL OR list = ?2) ORDER BY list",
        )?
        .query_map(params![subscriber, list.as_ref().map(Id::as_str)], |row| {
            let state = row::parsed(row, 2, SubscriptionState::parse)?;
            Ok(Place { subscription: row.get(0)?, list: row::id(row, 1)?, state })
        })?
        .collect::<Result<_, _>>()?;
    if let (true, Some(list)) = (places.is_empty(), list) {
        return Err(StoreError::NotOnList { address: address.clone(), list: list.clone() }.into());
    }
    let mut left = Vec::new();
    for place in places.into_iter().filter(|place| place.state != SubscriptionState::Left) {
        leave(&transaction, place.subscription, row::millis(*now))?;
        left.push(place.list);
    }
    match run {
        Run::ForReal => transaction.commit()?,
        Run::Dry => transaction.rollback()?,
    }
    Ok(left)
}

/// Marks a subscription as left, and its consent as withdrawn; the evidence stays.
pub(super) fn leave(transaction: &Transaction<'_>, subscription: i64, now: i64) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("UPDATE subscriptions SET state = 'left', since = ?2 WHERE id = ?1")?
        .execute(params![subscription, now])?;
    transaction
        .prepare_cached("UPDATE consents SET withdrawn_at = ?2 WHERE subscription = ?1 AND withdrawn_at IS NULL")?
        .execute(params![subscription, now])?;
    Ok(())
}
