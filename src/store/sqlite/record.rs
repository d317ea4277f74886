//! Writes down what became of claimed deliveries, and gives up the claims of the dead.

use crate::model::{DeliveryOutcome, MailingId, Reply};
use crate::store::sqlite::{Failure, returned, row};
use crate::store::{Abandon, DeliveryResult, ExchangeRequest};
use chrono::{DateTime, Utc};
use rusqlite::{CachedStatement, Transaction, params};

pub(super) fn record(transaction: &Transaction<'_>, request: &ExchangeRequest) -> Result<Vec<i64>, Failure> {
    let mailing = row::mailing(transaction, &request.mailing)?;
    let mut strays = Vec::new();
    // What is told after its claim was given up still counts, where it settles the matter; and a letter that the relay has
    // taken is not sent again, whatever was decided meanwhile.
    let mut settle = transaction.prepare_cached(
        "UPDATE deliveries SET state = ?4, worker = ?3, code = ?5, enhanced = ?6, reply = ?7, next_try_at = ?8,
             first_attempt_at = coalesce(first_attempt_at, ?9), lease_until = NULL, changed_at = ?9
         WHERE number = ?1 AND mailing = ?2 AND (
             (worker = ?3 AND attempts = ?10 AND (state = 'claimed' OR (state = 'unknown' AND ?4 <> 'unknown')))
             OR (?4 = 'accepted' AND attempts >= ?10 AND state IN ('planned', 'deferred', 'stopped')))",
    )?;
    let mut put_back = transaction.prepare_cached(
        "UPDATE deliveries SET state = ?4, attempts = attempts - 1,
             first_attempt_at = CASE WHEN attempts > 1 THEN first_attempt_at END,
             worker = NULL, lease_until = NULL, changed_at = ?5
         WHERE number = ?1 AND mailing = ?2 AND worker = ?3 AND attempts = ?6 AND state IN ('claimed', 'unknown')",
    )?;
    let now = row::millis(request.now);
    let is_stopped = mailing.is_stopped;
    for result in &request.results {
        let mut settle_as =
            |state: &str, reply: &Reply| settled(&mut settle, request, mailing.number, result, state, reply);
        let changed = match &result.outcome {
            DeliveryOutcome::Accepted(reply) => settle_as("accepted", reply)?,
            DeliveryOutcome::Refused(reply) => settle_as("refused", reply)?,
            DeliveryOutcome::Unknown(reply) => settle_as("unknown", reply)?,
            DeliveryOutcome::Deferred(reply) if is_stopped => settle_as("stopped", reply)?,
            DeliveryOutcome::Deferred(reply) => settle_as("deferred", reply)?,
            DeliveryOutcome::NotTried => {
                let state = if is_stopped { "stopped" } else { "planned" };
                put_back.execute(params![result.number, mailing.number, request.worker, state, now, result.attempt])?
            }
        };
        if changed == 0 {
            strays.push(result.number);
        } else if let DeliveryOutcome::Refused(reply) = &result.outcome {
            returned::refused_at_once(transaction, result.number, reply, request.now)?;
        }
    }
    Ok(strays)
}

fn settled(
    statement: &mut CachedStatement<'_>,
    request: &ExchangeRequest,
    mailing: i64,
    result: &DeliveryResult,
    state: &str,
    reply: &Reply,
) -> rusqlite::Result<usize> {
    let now = row::millis(request.now);
    // A deferred one always has a time: without it nobody would ever find it again.
    let next_try = (state == "deferred").then(|| result.next_try.map_or(now, row::millis));
    statement.execute(params![
        result.number,
        mailing,
        request.worker,
        state,
        reply.code,
        reply.enhanced,
        reply.text,
        next_try,
        now,
        result.attempt
    ])
}

pub(super) fn abandon(
    transaction: Transaction<'_>,
    mailing: &MailingId,
    whose: Abandon,
    now: DateTime<Utc>,
) -> Result<u64, Failure> {
    let mailing = row::mailing(&transaction, mailing)?;
    let now = row::millis(now);
    let expired_by = match whose {
        Abandon::All => i64::MAX,
        Abandon::Expired => now,
    };
    // The worker stays on the row, so that its late reply is known for what it is. An older reply of an earlier attempt
    // goes: it says nothing of this one. The time stays that of the claim: it is what the relay's log is asked about.
    let given_up = transaction.execute(
        "UPDATE deliveries SET state = 'unknown', lease_until = NULL, code = NULL, enhanced = NULL, reply = NULL
         WHERE mailing = ?1 AND state = 'claimed' AND coalesce(lease_until, 0) <= ?2",
        params![mailing.number, expired_by],
    )?;
    transaction.commit()?;
    Ok(given_up as u64)
}
