//! Freezes a mailing: its letter and its recipients, in one transaction, without a row leaving the server.

use super::failure::Failure;
use super::work::{Verb, Work};
use crate::store::{FreezeRequest, StoreError};
use std::time::Duration;

impl Verb for FreezeRequest {
    type Outcome = ();

    const LIMIT: Duration = Duration::from_secs(20 * 60);

    async fn act(&self, work: &Work<'_>) -> Result<(), Failure> {
        let Self { id, subject, frozen, digest, carriage, expected, due, now } = self;
        // The worker's clock says how long it is to wait; from when on, the server's.
        let wait = due.map(|due| (due - *now).num_milliseconds().max(0));
        let list = id.list.as_str();
        let recipients = i64::try_from(*expected).unwrap_or(i64::MAX);
        let mailing = work
            .row(
                "INSERT INTO mailings (id, subject, digest, recipients, frozen_at, frozen, carriage, due_at)
                 VALUES ($1, $2, $3, $4, clock(), $5, $6, clock() + $7::bigint)
                 ON CONFLICT (id) DO NOTHING RETURNING number",
                &[&id.to_string(), subject, digest, &recipients, frozen, &carriage.name(), &wait],
            )
            .await?;
        let Some(mailing) = mailing else {
            return Err(StoreError::MailingExists { id: id.clone() }.into());
        };
        let number: i64 = mailing.try_get(0)?;
        let found = work
            .change(
                "INSERT INTO deliveries (mailing, subscription, normal, address, name, language, token, changed_at)
                 SELECT $1, n.id, s.normal, s.address, s.name, s.language, n.token, (SELECT clock())
                 FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber
                 WHERE n.list = $2 AND n.state = 'active'
                 ORDER BY n.id",
                &[&number, &list],
            )
            .await?;
        if found == 0 {
            return Err(StoreError::NobodyToWriteTo { list: id.list.clone() }.into());
        }
        if found != *expected {
            return Err(StoreError::RecipientsChanged { expected: *expected, found }.into());
        }
        // Else the server plans the claims that follow by what it knew of the mailings before.
        work.client().batch_execute("ANALYZE deliveries").await?;
        Ok(())
    }
}
