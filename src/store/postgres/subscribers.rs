//! Shows who is on the lists, and counts them.

use super::failure::Failure;
use super::row;
use super::work::{Verb, Work};
use crate::language::Language;
use crate::model::statistics::{Growth, Period};
use crate::model::{Consent, EmailAddress, Id, Subscriber, Subscription, SubscriptionState, Token};
use crate::store::{ListCounts, SubscriberFilter};
use chrono::NaiveDate;
use std::time::Duration;
use tokio_postgres::Row;

impl Verb for SubscriberFilter {
    type Outcome = Vec<Subscriber>;

    const LIMIT: Duration = Duration::from_secs(10 * 60);

    async fn act(&self, work: &Work<'_>) -> Result<Vec<Subscriber>, Failure> {
        let list = self.list.as_ref().map(Id::as_str);
        let state = self.state.map(SubscriptionState::name);
        let address = self.address.as_ref().map(EmailAddress::normal);
        let rows = work
            .rows(
                "SELECT s.address, s.name, s.language, s.organisation, n.list, n.state, n.token, n.since,
                     c.source, c.consented, c.version, c.wording
                 FROM subscribers s
                 JOIN subscriptions n ON n.subscriber = s.id
                 LEFT JOIN consents c ON c.id = (SELECT max(id) FROM consents WHERE subscription = n.id)
                 WHERE ($1::text IS NULL OR n.list = $1) AND ($2::text IS NULL OR n.state = $2)
                     AND ($3::text IS NULL OR s.normal = $3)
                 ORDER BY s.normal, n.list",
                &[&list, &state, &address],
            )
            .await?;
        let mut found: Vec<Subscriber> = Vec::new();
        for row in &rows {
            let address = row::address(row, 0)?;
            let subscription = subscription(row)?;
            match found.last_mut() {
                Some(last) if last.address == address => last.subscriptions.push(subscription),
                _ => found.push(Subscriber {
                    address,
                    name: row.try_get(1)?,
                    language: row::optional(row, 2, Language::parse)?,
                    organisation: row.try_get(3)?,
                    subscriptions: vec![subscription],
                }),
            }
        }
        Ok(found)
    }
}

fn subscription(row: &Row) -> Result<Subscription, Failure> {
    let consent = match row.try_get::<_, Option<String>>(8)? {
        Some(source) => Some(Consent {
            source,
            consented: row::parsed(row, 9, |text| text.parse::<NaiveDate>().ok())?,
            version: row.try_get(10)?,
            wording: row.try_get(11)?,
        }),
        None => None,
    };
    Ok(Subscription {
        list: row::id(row, 4)?,
        state: row::parsed(row, 5, SubscriptionState::parse)?,
        token: row::parsed(row, 6, Token::parse)?,
        since: row::time(row, 7)?,
        consent,
    })
}

/// How many are on each list.
pub(super) struct Counting;

impl Verb for Counting {
    type Outcome = Vec<ListCounts>;

    async fn act(&self, work: &Work<'_>) -> Result<Vec<ListCounts>, Failure> {
        let rows = work
            .rows("SELECT list, state, count(*) FROM subscriptions GROUP BY list, state ORDER BY list, state", &[])
            .await?;
        let mut lists: Vec<ListCounts> = Vec::new();
        for row in &rows {
            let list = row::id(row, 0)?;
            if lists.last().is_none_or(|last| last.list != list) {
                lists.push(ListCounts { list, counts: [0; 5] });
            }
            let state = row::parsed(row, 1, SubscriptionState::parse)?;
            if let (Some(last), Some(position)) =
                (lists.last_mut(), SubscriptionState::ALL.iter().position(|it| *it == state))
            {
                last.counts[position] = row::count(row, 2)?;
            }
        }
        Ok(lists)
    }
}

/// How many came onto each list and left it, by month.
pub(super) struct Growing;

impl Verb for Growing {
    type Outcome = Vec<Growth>;

    async fn act(&self, work: &Work<'_>) -> Result<Vec<Growth>, Failure> {
        let rows = work
            .rows(
                "SELECT list, month, sum(joined)::bigint, sum(lost)::bigint FROM (
                     SELECT n.list, left(coalesce(
                         (SELECT min(consented) FROM consents WHERE subscription = n.id),
                         to_char(to_timestamp(s.added_at / 1000) AT TIME ZONE 'UTC', 'YYYY-MM-DD') COLLATE \"C\"), 7) AS month,
                         1 AS joined, 0 AS lost
                     FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber WHERE n.state <> 'pending'
                     UNION ALL
                     SELECT list, to_char(to_timestamp(since / 1000) AT TIME ZONE 'UTC', 'YYYY-MM') COLLATE \"C\", 0, 1
                     FROM subscriptions WHERE state IN ('left', 'bounced')) AS told
                 GROUP BY list, month ORDER BY list, month",
                &[],
            )
            .await?;
        let growth = rows.iter().map(|row| {
            let period = row::parsed(row, 1, Period::parse)?;
            let (joined, lost) = (row::count(row, 2)?, row::count(row, 3)?);
            Ok(Growth { list: row::id(row, 0)?, period, joined, lost })
        });
        growth.collect()
    }
}
