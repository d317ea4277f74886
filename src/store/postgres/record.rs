//! Writes down what became of claimed deliveries, and gives up the claims of the dead.

use super::failure::Failure;
use super::work::{Verb, Work};
use super::{returned, row};
use crate::model::{DeliveryOutcome, MailingId, Reply};
use crate::store::{Abandon, DeliveryResult, ExchangeRequest};
use std::collections::{BTreeMap, BTreeSet};

/// A whole group at once; the numbers of those that nothing was written of. What is told after its claim was given up still
/// counts, where it settles the matter; and a letter that the relay has taken is not sent again, whatever was decided meanwhile.
const RECORD: &str = "
    WITH held AS (
        SELECT number, stopped_at IS NOT NULL AS is_stopped, clock() AS now FROM mailings WHERE id = $1
    ), told AS (
        SELECT * FROM unnest($3::bigint[], $4::text[], $5::int[], $6::text[], $7::text[], $8::bigint[], $9::int[])
            AS told (number, state, code, enhanced, reply, wait, attempt)
    ), judged AS (
        SELECT t.*, h.number AS mailing, h.now, t.state = 'planned' AS is_untried,
            CASE WHEN h.is_stopped AND t.state IN ('planned', 'deferred') THEN 'stopped' ELSE t.state END AS becomes
        FROM told t, held h
    ), written AS (
        UPDATE deliveries d SET
            state = j.becomes,
            code = CASE WHEN j.is_untried THEN d.code ELSE j.code END,
            enhanced = CASE WHEN j.is_untried THEN d.enhanced ELSE j.enhanced END,
            reply = CASE WHEN j.is_untried THEN d.reply ELSE j.reply END,
            attempts = d.attempts - CASE WHEN j.is_untried THEN 1 ELSE 0 END,
            first_attempt_at = CASE WHEN j.is_untried AND d.attempts <= 1 THEN NULL
                ELSE coalesce(d.first_attempt_at, j.now) END,
            worker = CASE WHEN j.is_untried THEN NULL ELSE $2::text END,
            next_try_at = CASE WHEN j.becomes = 'deferred' THEN j.now + j.wait END,
            lease_until = NULL, changed_at = j.now
        FROM judged j
        WHERE d.number = j.number AND d.mailing = j.mailing AND (
            (d.worker = $2::text AND d.attempts = j.attempt
                AND (d.state = 'claimed' OR (d.state = 'unknown' AND j.state <> 'unknown')))
            OR (j.state = 'accepted' AND d.attempts >= j.attempt AND d.state IN ('planned', 'deferred', 'stopped')))
        RETURNING d.number
    )
    SELECT number FROM told EXCEPT SELECT number FROM written ORDER BY number";

/// One column a vector, as the server takes them.
#[derive(Default)]
struct Group<'a> {
    numbers: Vec<i64>,
    states: Vec<&'static str>,
    codes: Vec<Option<i32>>,
    enhanced: Vec<Option<&'a str>>,
    replies: Vec<Option<&'a str>>,
    waits: Vec<i64>,
    attempts: Vec<i32>,
}

impl<'a> Group<'a> {
    fn push(&mut self, result: &'a DeliveryResult, wait: i64) {
        let (state, reply): (_, Option<&'a Reply>) = match &result.outcome {
            DeliveryOutcome::Accepted(reply) => ("accepted", Some(reply)),
            DeliveryOutcome::Refused(reply) => ("refused", Some(reply)),
            DeliveryOutcome::Unknown(reply) => ("unknown", Some(reply)),
            DeliveryOutcome::Deferred(reply) => ("deferred", Some(reply)),
            DeliveryOutcome::NotTried => ("planned", None),
        };
        self.numbers.push(result.number);
        self.states.push(state);
        self.codes.push(reply.map(|reply| i32::from(reply.code)));
        self.enhanced.push(reply.and_then(|reply| reply.enhanced.as_deref()));
        self.replies.push(reply.map(|reply| reply.text.as_str()));
        self.waits.push(wait);
        self.attempts.push(i32::try_from(result.attempt).unwrap_or(i32::MAX));
    }
}

/// Writes down what a worker tells. Returns the numbers of those that nothing was written of.
pub(super) async fn record(request: &ExchangeRequest, work: &Work<'_>) -> Result<Vec<i64>, Failure> {
    let name = request.mailing.to_string();
    // The worker's clock says how long to wait; from when on, the server's.
    let wait =
        |result: &DeliveryResult| result.next_try.map_or(0, |next| (next - request.now).num_milliseconds().max(0));
    let mut strays = Vec::new();
    let mut refused: BTreeMap<usize, (i64, &Reply)> = BTreeMap::new();
    let mut rest: Vec<(usize, &DeliveryResult)> = request.results.iter().enumerate().collect();
    let mut is_held = false;
    while !is_held || !rest.is_empty() {
        // One word on each at a time: of two on the same, the second finds what the first has left.
        let (mut group, mut told, mut later) = (Group::default(), BTreeSet::new(), Vec::new());
        let mut refusals = Vec::new();
        for (position, result) in rest {
            if !told.insert(result.number) {
                later.push((position, result));
                continue;
            }
            group.push(result, wait(result));
            if let DeliveryOutcome::Refused(reply) = &result.outcome {
                refusals.push((position, (result.number, reply)));
            }
        }
        let Group { numbers, states, codes, enhanced, replies, waits, attempts } = &group;
        let values: [&(dyn tokio_postgres::types::ToSql + Sync); 9] =
            [&name, &request.worker, numbers, states, codes, enhanced, replies, waits, attempts];
        let (held, rows) = tokio::join!(biased; row::hold(work, &name), work.rows(RECORD, &values));
        held?;
        is_held = true;
        let unwritten: BTreeSet<i64> = rows?.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        refused.extend(refusals.into_iter().filter(|(_, (number, _))| !unwritten.contains(number)));
        strays.extend(unwritten);
        rest = later;
    }
    if !refused.is_empty() {
        returned::refused_at_once(work, &refused.into_values().collect::<Vec<_>>()).await?;
    }
    if request.results.iter().any(|result| result.outcome == DeliveryOutcome::NotTried) {
        // It is planned again, below where the claims have come to.
        work.store().walk(&name, 0);
    }
    Ok(strays)
}

/// Claims to be given up.
pub(super) struct Abandoning {
    pub(super) mailing: MailingId,
    pub(super) whose: Abandon,
}

impl Verb for Abandoning {
    type Outcome = u64;

    async fn act(&self, work: &Work<'_>) -> Result<u64, Failure> {
        let number = row::hold(work, &self.mailing.to_string()).await?;
        let all = self.whose == Abandon::All;
        // The worker stays on the row, so that its late reply is known for what it is. An older reply of an earlier attempt
        // goes: it says nothing of this one. The time stays that of the claim: it is what the relay's log is asked about.
        work.change(
            "UPDATE deliveries SET state = 'unknown', lease_until = NULL, code = NULL, enhanced = NULL, reply = NULL
             WHERE mailing = $1 AND state = 'claimed' AND ($2 OR coalesce(lease_until, 0) <= (SELECT clock()))",
            &[&number, &all],
        )
        .await
    }
}
