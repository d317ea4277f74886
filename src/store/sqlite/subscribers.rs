//! Shows who is on the lists, and counts them.

use crate::language::Language;
use crate::model::statistics::{Growth, Period};
use crate::model::{Consent, EmailAddress, Id, Subscriber, Subscription, SubscriptionState, Token};
use crate::store::sqlite::{Failure, row};
use crate::store::{ListCounts, SubscriberFilter};
use chrono::NaiveDate;
use rusqlite::{Row, Transaction, params};

pub(super) fn subscribers(
    transaction: &Transaction<'_>,
    filter: &SubscriberFilter,
) -> Result<Vec<Subscriber>, Failure> {
    let mut statement = transaction.prepare_cached(
        "SELECT s.address, s.name, s.language, s.organisation, n.list, n.state, n.token, n.since,
             c.source, c.consented, c.version, c.wording
         FROM subscribers s
         JOIN subscriptions n ON n.subscriber = s.id
         LEFT JOIN consents c ON c.id = (SELECT max(id) FROM consents WHERE subscription = n.id)
         WHERE (?1 IS NULL OR n.list = ?1) AND (?2 IS NULL OR n.state = ?2) AND (?3 IS NULL OR s.normal = ?3)
         ORDER BY s.normal, n.list",
    )?;
    let list = filter.list.as_ref().map(Id::as_str);
    let state = filter.state.map(SubscriptionState::name);
    let address = filter.address.as_ref().map(EmailAddress::normal);
    let mut rows = statement.query(params![list, state, address])?;
    let mut found: Vec<Subscriber> = Vec::new();
    while let Some(row) = rows.next()? {
        let address = row::address(row, 0)?;
        let subscription = subscription(row)?;
        match found.last_mut() {
            Some(last) if last.address == address => last.subscriptions.push(subscription),
            _ => found.push(Subscriber {
                address,
                name: row.get(1)?,
                language: row::optional(row, 2, Language::parse)?,
                organisation: row.get(3)?,
                subscriptions: vec![subscription],
            }),
        }
    }
    Ok(found)
}

fn subscription(row: &Row<'_>) -> rusqlite::Result<Subscription> {
    let consent = match row.get::<_, Option<String>>(8)? {
        Some(source) => Some(Consent {
            source,
            consented: row::parsed(row, 9, |text| text.parse::<NaiveDate>().ok())?,
            version: row.get(10)?,
            wording: row.get(11)?,
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

pub(super) fn counts(transaction: &Transaction<'_>) -> Result<Vec<ListCounts>, Failure> {
    let mut statement =
        transaction.prepare_cached("SELECT list, state, count(*) FROM subscriptions GROUP BY list, state")?;
    let mut rows = statement.query([])?;
    let mut lists: Vec<ListCounts> = Vec::new();
    while let Some(row) = rows.next()? {
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

/// How many came onto each list and left it, by month.
pub(super) fn growth(transaction: &Transaction<'_>) -> Result<Vec<Growth>, Failure> {
    let mut statement = transaction.prepare_cached(
        "SELECT list, month, sum(joined), sum(lost) FROM (
             SELECT n.list, substr(coalesce(
                 (SELECT min(consented) FROM consents WHERE subscription = n.id),
                 date(s.added_at / 1000, 'unixepoch')), 1, 7) AS month, 1 AS joined, 0 AS lost
             FROM subscriptions n JOIN subscribers s ON s.id = n.subscriber WHERE n.state <> 'pending'
             UNION ALL
             SELECT list, strftime('%Y-%m', since / 1000, 'unixepoch'), 0, 1
             FROM subscriptions WHERE state IN ('left', 'bounced'))
         GROUP BY list, month ORDER BY list, month",
    )?;
    let mut rows = statement.query([])?;
    let mut growth = Vec::new();
    while let Some(row) = rows.next()? {
        let period = row::parsed(row, 1, Period::parse)?;
        let (joined, lost) = (row::count(row, 2)?, row::count(row, 3)?);
        growth.push(Growth { list: row::id(row, 0)?, period, joined, lost });
    }
    Ok(growth)
}
