//! Claims deliveries for a worker; who has left since the freeze is suppressed on the way.
//!
//! Workers do not wait for each other: what one is looking at, the others pass by.

use super::failure::Failure;
use super::row;
use super::work::Work;
use crate::model::{Delivery, DeliveryState};
use crate::store::ExchangeRequest;

/// Whatever the server has heard of the tables: it goes by the indexes that have the order asked for, and sorts nothing.
pub(super) const BY_INDEX: &str =
    "SET LOCAL enable_sort TO off; SET LOCAL enable_seqscan TO off; SET LOCAL enable_bitmapscan TO off";

/// Planned ones by number, then deferred ones whose time has come; each looked up among the subscriptions as they stand.
pub(super) const CLAIM: &str = concat!(
    "WITH held AS (
         SELECT number, clock() AS now FROM mailings WHERE id = $1 AND stopped_at IS NULL
     ), planned AS (
         SELECT d.number, d.subscription, d.token, 0::bigint AS due_at FROM deliveries d
         WHERE d.mailing = (SELECT number FROM held) AND d.state = 'planned' AND d.number + 0 > $5::bigint
         ORDER BY d.number + 0 LIMIT $2::bigint FOR UPDATE SKIP LOCKED
     ), due AS (
         SELECT d.number, d.subscription, d.token, d.next_try_at AS due_at FROM deliveries d
         WHERE d.mailing = (SELECT number FROM held) AND d.state = 'deferred'
             AND d.next_try_at <= (SELECT now FROM held)
         ORDER BY d.next_try_at, d.number LIMIT $2::bigint - (SELECT count(*) FROM planned) FOR UPDATE SKIP LOCKED
     ), found AS (
         SELECT * FROM planned UNION ALL SELECT * FROM due
     ), judged AS (
         SELECT f.number, f.due_at, coalesce(n.state = 'active', false) AS is_active
         FROM found f LEFT JOIN subscriptions n ON n.id = f.subscription AND n.token = f.token
     )
     UPDATE deliveries d SET
         state = CASE WHEN j.is_active THEN 'claimed' ELSE 'suppressed' END,
         attempts = d.attempts + CASE WHEN j.is_active THEN 1 ELSE 0 END,
         worker = CASE WHEN j.is_active THEN $3::text ELSE d.worker END,
         lease_until = CASE WHEN j.is_active THEN h.now + $4::bigint END,
         first_attempt_at = CASE WHEN j.is_active THEN coalesce(d.first_attempt_at, h.now) ELSE d.first_attempt_at END,
         next_try_at = NULL, changed_at = h.now
     FROM judged j, held h WHERE d.number = j.number
     RETURNING ",
    row::delivery_columns!(),
    ", j.due_at"
);

/// How many are looked through at once for those who have left.
const MANY_GONE: i64 = 1000;

/// Where somebody who has left is met there may be many in a row: they are suppressed at once, and the rest stays as it is.
const SUPPRESS: &str = "
    WITH next AS (
        SELECT d.number, d.subscription, d.token FROM deliveries d
        WHERE d.mailing = (SELECT number FROM mailings WHERE id = $1 AND stopped_at IS NULL) AND d.state = 'planned'
            AND d.number + 0 > $2::bigint
        ORDER BY d.number + 0 LIMIT $3::bigint FOR UPDATE SKIP LOCKED
    )
    UPDATE deliveries d SET state = 'suppressed', next_try_at = NULL, changed_at = clock()
    FROM next f LEFT JOIN subscriptions n ON n.id = f.subscription AND n.token = f.token
    WHERE d.number = f.number AND NOT coalesce(n.state = 'active', false)";

/// Claims as many as are asked for.
pub(super) async fn claim(request: &ExchangeRequest, work: &Work<'_>) -> Result<Vec<Delivery>, Failure> {
    let name = request.mailing.to_string();
    let lease = request.lease.num_milliseconds();
    let mut claimed: Vec<Delivery> = Vec::new();
    let mut after = work.store().walked(&name);
    let mut is_held = false;
    while claimed.len() < request.at_most {
        let wanted = i64::try_from(request.at_most - claimed.len()).unwrap_or(i64::MAX);
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 5] = [&name, &wanted, &request.worker, &lease, &after];
        let rows = if is_held {
            work.rows(CLAIM, &values).await?
        } else {
            let (set, held, rows) = tokio::join!(
                biased;
                work.client().batch_execute(BY_INDEX),
                row::hold(work, &name),
                work.rows(CLAIM, &values)
            );
            set?;
            held?;
            is_held = true;
            rows?
        };
        let mut found = Vec::with_capacity(rows.len());
        for row in &rows {
            found.push((row.try_get::<_, i64>(13)?, row::delivery(row)?));
        }
        found.sort_by_key(|(due_at, delivery)| (*due_at, delivery.number));
        let is_last = i64::try_from(found.len()).unwrap_or(i64::MAX) < wanted;
        let planned = found.iter().filter(|(due_at, _)| *due_at == 0).map(|(_, delivery)| delivery.number).max();
        claimed.extend(found.into_iter().map(|(_, delivery)| delivery).filter(|it| it.state == DeliveryState::Claimed));
        if !is_last {
            after = planned.unwrap_or(after);
            if claimed.len() < request.at_most {
                work.change(SUPPRESS, &[&name, &after, &MANY_GONE]).await?;
            }
        } else if after > 0 {
            // Below, some may have come back since.
            after = 0;
        } else {
            after = planned.unwrap_or(0);
            break;
        }
    }
    work.store().walk(&name, after);
    Ok(claimed)
}
