//! What has become of mailings: balances, deliveries, replies.

use super::failure::Failure;
use super::row;
use super::work::{Verb, Work};
use crate::model::{Balance, Carriage, Delivery, DeliveryState, Mailing, MailingId};
use crate::store::{DeliveryFilter, DomainCount, MailingReport, ReplyCount, StoreError};
use chrono::{DateTime, Utc};
use std::time::Duration;
use tokio_postgres::Row;

/// Adds to a balance the count of the state in a column; nothing where the column is empty.
///
/// The rows are counted, never a counter kept beside them: figures that do not add up must show.
fn add(balance: &mut Balance, row: &Row, column: usize) -> Result<(), Failure> {
    let state = row::optional(row, column, DeliveryState::parse)?;
    if let Some(position) = DeliveryState::ALL.iter().position(|it| Some(*it) == state) {
        balance.counts[position] = row::count(row, column + 1)?;
    }
    Ok(())
}

/// Asks for a mailing's figures.
pub(super) struct Balancing(pub(super) MailingId);

impl Verb for Balancing {
    type Outcome = Balance;

    const LIMIT: Duration = Duration::from_secs(60);

    async fn act(&self, work: &Work<'_>) -> Result<Balance, Failure> {
        let name = self.0.to_string();
        let rows = work
            .rows(
                "SELECT m.recipients, d.state, count(*) FROM mailings m LEFT JOIN deliveries d ON d.mailing = m.number
                 WHERE m.id = $1 GROUP BY m.recipients, d.state",
                &[&name],
            )
            .await?;
        let Some(first) = rows.first() else {
            return Err(StoreError::NoSuchMailing { name }.into());
        };
        let mut balance = Balance { frozen: row::count(first, 0)?, ..Balance::default() };
        for row in &rows {
            add(&mut balance, row, 1)?;
        }
        Ok(balance)
    }
}

/// Asks for every mailing.
pub(super) struct Overview;

impl Verb for Overview {
    type Outcome = Vec<MailingReport>;

    const LIMIT: Duration = Duration::from_secs(60);

    async fn act(&self, work: &Work<'_>) -> Result<Vec<MailingReport>, Failure> {
        let rows = work
            .rows(
                "SELECT m.number, m.recipients, m.id, m.subject, m.digest, m.frozen_at, m.stopped_at, d.state, d.count,
                     m.due_at, m.carriage
                 FROM mailings m
                 LEFT JOIN (SELECT mailing, state, count(*) FROM deliveries GROUP BY mailing, state) d
                     ON d.mailing = m.number
                 ORDER BY m.frozen_at DESC, m.number DESC",
                &[],
            )
            .await?;
        let mut reports: Vec<MailingReport> = Vec::new();
        let mut last = None;
        for row in &rows {
            let number: i64 = row.try_get(0)?;
            if last != Some(number) {
                last = Some(number);
                reports.push(MailingReport {
                    balance: Balance { frozen: row::count(row, 1)?, ..Balance::default() },
                    id: row::parsed(row, 2, |text| MailingId::parse(text).ok())?,
                    subject: row.try_get(3)?,
                    digest: row.try_get(4)?,
                    frozen_at: row::time(row, 5)?,
                    stopped_at: row::optional_time(row, 6)?,
                    due_at: row::optional_time(row, 9)?,
                    carriage: row::parsed(row, 10, Carriage::parse)?,
                });
            }
            if let Some(report) = reports.last_mut() {
                add(&mut report.balance, row, 7)?;
            }
        }
        Ok(reports)
    }
}

/// Asks for the mailing of a name, or the only one whose name begins so.
pub(super) struct Finding(pub(super) String);

impl Verb for Finding {
    type Outcome = Mailing;

    async fn act(&self, work: &Work<'_>) -> Result<Mailing, Failure> {
        let name = &self.0;
        let rows = work
            .rows(
                "SELECT id FROM mailings WHERE left(id, length($1)) = $1 ORDER BY id <> $1, frozen_at DESC LIMIT 11",
                &[name],
            )
            .await?;
        let starts: Vec<String> = rows.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        let id = match &starts[..] {
            [] => return Err(StoreError::NoSuchMailing { name: name.clone() }.into()),
            _ if name.is_empty() => return Err(StoreError::NoSuchMailing { name: name.clone() }.into()),
            [first, ..] if first == name => first,
            [only] => only,
            several => {
                let candidates = several.iter().take(10).cloned().collect();
                return Err(StoreError::AmbiguousMailing { name: name.clone(), candidates }.into());
            }
        };
        let row = work
            .row(
                "SELECT id, subject, frozen, digest, recipients, frozen_at, stopped_at, carriage, due_at FROM mailings
                 WHERE id = $1",
                &[id],
            )
            .await?;
        let row = row.ok_or_else(|| StoreError::NoSuchMailing { name: name.clone() })?;
        Ok(Mailing {
            id: row::parsed(&row, 0, |text| MailingId::parse(text).ok())?,
            subject: row.try_get(1)?,
            frozen: row.try_get(2)?,
            digest: row.try_get(3)?,
            recipients: row::count(&row, 4)?,
            frozen_at: row::time(&row, 5)?,
            stopped_at: row::optional_time(&row, 6)?,
            carriage: row::parsed(&row, 7, Carriage::parse)?,
            due_at: row::optional_time(&row, 8)?,
        })
    }
}

impl Verb for DeliveryFilter {
    type Outcome = Vec<Delivery>;

    const LIMIT: Duration = Duration::from_secs(5 * 60);

    async fn act(&self, work: &Work<'_>) -> Result<Vec<Delivery>, Failure> {
        let number = row::mailing(work, &self.mailing).await?;
        let states: Vec<&str> = self.states.iter().map(|state| state.name()).collect();
        let limit = i64::try_from(self.limit).unwrap_or(i64::MAX);
        let rows = work
            .rows(
                concat!(
                    "SELECT ",
                    row::delivery_columns!(),
                    " FROM deliveries d WHERE d.mailing = $1 AND d.state = ANY ($2) AND d.number > $4
                     ORDER BY d.number LIMIT $3"
                ),
                &[&number, &states, &limit, &self.after],
            )
            .await?;
        rows.iter().map(row::delivery).collect()
    }
}

/// Asks which domains refuse most.
pub(super) struct RefusingDomains(pub(super) MailingId);

impl Verb for RefusingDomains {
    type Outcome = Vec<DomainCount>;

    const LIMIT: Duration = Duration::from_secs(60);

    async fn act(&self, work: &Work<'_>) -> Result<Vec<DomainCount>, Failure> {
        let number = row::mailing(work, &self.0).await?;
        let rows = work
            .rows(
                "SELECT split_part(normal, '@', 2), count(*) FILTER (WHERE state = 'refused'), count(*) FROM deliveries
                 WHERE mailing = $1 GROUP BY 1 HAVING count(*) FILTER (WHERE state = 'refused') > 0
                 ORDER BY 2 DESC, 1",
                &[&number],
            )
            .await?;
        let count = |row: &Row| {
            Ok(DomainCount { domain: row.try_get(0)?, refused: row::count(row, 1)?, all: row::count(row, 2)? })
        };
        rows.iter().map(count).collect()
    }
}

/// Asks what the relay said.
pub(super) struct CountingReplies(pub(super) MailingId);

impl Verb for CountingReplies {
    type Outcome = Vec<ReplyCount>;

    const LIMIT: Duration = Duration::from_secs(60);

    async fn act(&self, work: &Work<'_>) -> Result<Vec<ReplyCount>, Failure> {
        let number = row::mailing(work, &self.0).await?;
        let rows = work
            .rows(
                "SELECT state, coalesce(code, 0), enhanced, coalesce(min(reply), ''), count(*) FROM deliveries
                 WHERE mailing = $1 AND state IN ('refused', 'deferred', 'unknown')
                 GROUP BY state, coalesce(code, 0), enhanced, CASE WHEN coalesce(code, 0) = 0 THEN reply END
                 ORDER BY count(*) DESC, 1, 2, 3 NULLS FIRST",
                &[&number],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(ReplyCount {
                    state: row::parsed(row, 0, DeliveryState::parse)?,
                    code: u16::try_from(row.try_get::<_, i32>(1)?).map_err(|_| Failure::Unreadable { column: 1 })?,
                    enhanced: row.try_get(2)?,
                    text: row.try_get(3)?,
                    count: row::count(row, 4)?,
                })
            })
            .collect()
    }
}

/// Asks when the next deferred delivery is due.
pub(super) struct NextTry(pub(super) MailingId);

impl Verb for NextTry {
    type Outcome = Option<DateTime<Utc>>;

    async fn act(&self, work: &Work<'_>) -> Result<Option<DateTime<Utc>>, Failure> {
        let number = row::mailing(work, &self.0).await?;
        let row = work
            .row("SELECT min(next_try_at) FROM deliveries WHERE mailing = $1 AND state = 'deferred'", &[&number])
            .await?;
        row.map_or(Ok(None), |row| row::optional_time(&row, 0))
    }
}
