//! Takes a person off a list, or off all.

use super::failure::Failure;
use super::row;
use super::work::{Verb, Work};
use crate::model::{Id, SubscriptionState};
use crate::store::{RemoveRequest, StoreError};
use std::time::Duration;
use tokio_postgres::Row;

impl Verb for RemoveRequest {
    type Outcome = Vec<Id>;

    // An import that is under way is waited for.
    const LIMIT: Duration = Duration::from_secs(60);

    async fn act(&self, work: &Work<'_>) -> Result<Vec<Id>, Failure> {
        let Self { address, list, .. } = self;
        hold(work).await?;
        let subscriber = work.row("SELECT id FROM subscribers WHERE normal = $1", &[&address.normal()]).await?;
        let Some(subscriber) = subscriber else {
            return Err(StoreError::NoSuchSubscriber { address: address.clone() }.into());
        };
        let subscriber: i64 = subscriber.try_get(0)?;
        let name = list.as_ref().map(Id::as_str);
        let places = work
            .rows(
                "SELECT id, list, state FROM subscriptions
                 WHERE subscriber = $1 AND ($2::text IS NULL OR list = $2) ORDER BY list FOR UPDATE",
                &[&subscriber, &name],
            )
            .await?;
        if let (true, Some(list)) = (places.is_empty(), list) {
            return Err(StoreError::NotOnList { address: address.clone(), list: list.clone() }.into());
        }
        take_off(work, &places).await
    }
}

/// Waits for an import that is under way, and lets none begin until this transaction has ended. Before any row is locked: an
/// import locks the table first and the rows after it.
pub(super) async fn hold(work: &Work<'_>) -> Result<(), Failure> {
    let held = "SET LOCAL lock_timeout TO '55s'; LOCK TABLE subscriptions IN ROW EXCLUSIVE MODE";
    Ok(work.client().batch_execute(held).await?)
}

/// Marks subscriptions as left, and their consents as withdrawn; the evidence stays. Each row has the id, the list and the
/// state. Returns the lists that are left by it.
pub(super) async fn take_off(work: &Work<'_>, places: &[Row]) -> Result<Vec<Id>, Failure> {
    let (mut subscriptions, mut left): (Vec<i64>, Vec<Id>) = Default::default();
    for place in places {
        if row::parsed(place, 2, SubscriptionState::parse)? != SubscriptionState::Left {
            subscriptions.push(place.try_get(0)?);
            left.push(row::id(place, 1)?);
        }
    }
    work.change("UPDATE subscriptions SET state = 'left', since = clock() WHERE id = ANY ($1)", &[&subscriptions])
        .await?;
    work.change(
        "UPDATE consents SET withdrawn_at = clock() WHERE subscription = ANY ($1) AND withdrawn_at IS NULL",
        &[&subscriptions],
    )
    .await?;
    Ok(left)
}
