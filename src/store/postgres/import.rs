//! Takes rows onto their lists, all in one transaction; nobody who left comes back by it.
//!
//! The rows go to the server as a stream and are judged there, many at once. Rows of one person are judged one after the
//! other: the first of each person in the first round, the second ones in the second.

use super::copy;
use super::failure::Failure;
use super::work::{Verb, Work};
use crate::intake::subscribers::ReadRow;
use crate::language::Language;
use crate::store::copy_lines::Lines;
use crate::store::place::{Place, accept};
use crate::store::{ImportOutcome, ImportRequest, Run, StoreError};
use bytes::Bytes;
use std::time::Duration;

const PREPARE: &str = "
    CREATE TEMPORARY TABLE incoming (
        ordinal bigint, normal text COLLATE \"C\", address text, name text, language text, organisation text,
        list text COLLATE \"C\", state text, is_bare boolean, source text, consented text COLLATE \"C\", token text
    ) ON COMMIT DROP";

/// Once all rows are here: over a slow line they take their time, and who sends meanwhile must not wait for them.
const ARRANGE: &str = "
    LOCK TABLE subscribers, subscriptions, consents IN SHARE ROW EXCLUSIVE MODE;
    CREATE TEMPORARY TABLE placed ON COMMIT DROP AS
        SELECT *, row_number() OVER (PARTITION BY normal ORDER BY ordinal) AS round FROM incoming;
    CREATE INDEX ON placed (round) WHERE round > 1;
    ANALYZE placed";

/// From how many new ones on the lists are no longer what the server took them for.
const MANY: u64 = 1000;

/// One round. What became of the rows: how many were taken, and which were not.
const ROUND: &str = "
    WITH moment AS MATERIALIZED (
        SELECT clock() AS now
    ), facts AS (
        SELECT i.*, s.id AS subscriber, n.id AS subscription, n.state AS standing,
            (SELECT max(c.consented) FROM consents c WHERE c.subscription = n.id) AS known,
            EXISTS (SELECT FROM subscriptions b WHERE b.subscriber = s.id AND b.state = 'bounced') AS is_bounced,
            coalesce(i.name, s.name) IS DISTINCT FROM s.name
                OR coalesce(i.language, s.language) IS DISTINCT FROM s.language
                OR coalesce(i.organisation, s.organisation) IS DISTINCT FROM s.organisation AS amends
        FROM placed i
        LEFT JOIN subscribers s ON s.normal = i.normal
        LEFT JOIN subscriptions n ON n.subscriber = s.id AND n.list = i.list
        WHERE i.round = $1::bigint
    ), weighed AS (
        SELECT *, consented IS NOT NULL AND (known IS NULL OR known < consented) AS attests,
            standing IS NOT NULL AND state <> standing AND state IN ('paused', 'left', 'bounced') AS moves
        FROM facts
    ), judged AS (
        SELECT *, CASE
            WHEN standing = 'left' THEN 'passed-over-left'
            WHEN standing = 'bounced' AND state <> 'left' THEN 'passed-over-bounced'
            WHEN standing = 'paused' AND state = 'active' THEN 'passed-over-paused'
            WHEN standing = 'pending' AND state IN ('active', 'paused') THEN 'passed-over-pending'
            WHEN is_bare AND known IS NULL THEN 'row-without-consent'
            WHEN standing IS NULL AND is_bounced THEN 'passed-over-bounced'
            WHEN standing IS NULL THEN 'new'
            WHEN amends OR attests OR moves THEN 'updated'
            ELSE 'passed-over-unchanged' END AS verdict
        FROM weighed ORDER BY ordinal
    ), decided AS MATERIALIZED (
        SELECT *, verdict = 'new' AND subscriber IS NULL AS is_stranger,
            CASE WHEN verdict = 'new' AND subscriber IS NULL THEN nextval('subscribers_id_seq') ELSE subscriber END AS person,
            CASE WHEN verdict = 'new' THEN $4::bigint + ordinal ELSE subscription END AS place
        FROM judged
    ), entered AS (
        INSERT INTO subscribers (id, normal, address, name, language, organisation, added_at)
        SELECT person, normal, address, name, language, organisation, now FROM decided, moment WHERE is_stranger
    ), amended AS (
        UPDATE subscribers s SET name = coalesce(d.name, s.name), language = coalesce(d.language, s.language),
            organisation = coalesce(d.organisation, s.organisation)
        FROM decided d WHERE s.id = d.subscriber AND d.amends AND d.verdict IN ('new', 'updated')
    ), listed AS (
        INSERT INTO subscriptions (id, subscriber, list, state, token, since)
        SELECT place, person, list, state, token, now FROM decided, moment WHERE verdict = 'new'
    ), attested AS (
        INSERT INTO consents (subscription, source, consented, version, wording, withdrawn_at, recorded_at)
        SELECT place, source, consented, $2::text, $3::text,
            CASE WHEN state = 'left' AND (verdict = 'new' OR moves) THEN now END, now
        FROM decided, moment WHERE verdict IN ('new', 'updated') AND attests ORDER BY ordinal
    ), moved AS (
        UPDATE subscriptions n SET state = d.state, since = now
        FROM decided d, moment WHERE n.id = d.subscription AND d.verdict = 'updated' AND d.moves
    ), withdrawn AS (
        UPDATE consents c SET withdrawn_at = now FROM decided d, moment
        WHERE c.subscription = d.subscription AND d.verdict = 'updated' AND d.moves AND d.state = 'left'
            AND c.withdrawn_at IS NULL
    )
    SELECT ordinal, verdict, 0::bigint FROM decided WHERE verdict NOT IN ('new', 'updated')
    UNION ALL
    SELECT -1, verdict, count(*) FROM decided WHERE verdict IN ('new', 'updated') GROUP BY verdict";

/// An import whose rows are all at hand: a transaction that got in another's way is gone through again.
pub(super) struct Import {
    request: ImportRequest,
    rows: Vec<ReadRow>,
}

impl Import {
    /// Reads the rows to their end.
    pub(super) fn of(mut request: ImportRequest) -> Result<Self, StoreError> {
        let rows = std::mem::take(&mut request.rows).collect::<Result<_, _>>()?;
        Ok(Self { request, rows })
    }

    pub(super) fn run(&self) -> Run {
        self.request.run
    }
}

impl Verb for Import {
    type Outcome = ImportOutcome;

    const LIMIT: Duration = Duration::from_secs(60 * 60);

    async fn act(&self, work: &Work<'_>) -> Result<ImportOutcome, Failure> {
        let client = work.client();
        client.batch_execute(PREPARE).await?;
        let mut remarks: Vec<(usize, ReadRow)> = Vec::new();
        let mut rows = self.rows.iter().enumerate();
        let mut lines = Some(Lines::default());
        let packet = || -> Result<Option<Bytes>, Failure> {
            let Some(written) = &mut lines else { return Ok(None) };
            for (ordinal, row) in rows.by_ref() {
                match row {
                    ReadRow::Taken(row) => match accept(row, &self.request) {
                        Ok(place) => write(written, ordinal, &place, work.token()?.expose()),
                        Err(remark) => remarks.push((ordinal, ReadRow::Refused(remark))),
                    },
                    said => remarks.push((ordinal, said.clone())),
                }
                if let Some(packet) = written.packet() {
                    return Ok(Some(packet));
                }
            }
            Ok(lines.take().map(Lines::rest))
        };
        copy::send(client, "COPY incoming FROM STDIN", packet).await?;
        client.batch_execute(ARRANGE).await?;
        let row = work.row("SELECT coalesce(max(round), 0) FROM placed", &[]).await?;
        let rounds: i64 = row.map_or(Ok(0), |row| row.try_get(0))?;
        // One number a row, used or not: a freeze goes through a list in the order in which people came onto it.
        let count = i64::try_from(self.rows.len()).unwrap_or(i64::MAX);
        let reserve =
            "SELECT setval('subscriptions_id_seq', nextval('subscriptions_id_seq') + $1::bigint) - $1::bigint";
        let first: i64 = work.row(reserve, &[&count]).await?.map_or(Ok(0), |row| row.try_get(0))?;
        let mut outcome = ImportOutcome::default();
        for round in 1..=rounds {
            let values: [&(dyn tokio_postgres::types::ToSql + Sync); 4] =
                [&round, &self.request.defaults.version, &self.request.defaults.wording, &first];
            for row in work.rows(ROUND, &values).await? {
                let ordinal = row.try_get::<_, i64>(0)?;
                match (row.try_get(1)?, usize::try_from(ordinal)) {
                    ("new", _) => outcome.new += row.try_get::<_, i64>(2)?.unsigned_abs(),
                    ("updated", _) => outcome.updated += row.try_get::<_, i64>(2)?.unsigned_abs(),
                    (verdict, Ok(ordinal)) => remarks.extend(self.remark(ordinal, verdict)),
                    _ => return Err(Failure::Unreadable { column: 0 }),
                }
            }
        }
        if outcome.new > MANY {
            // Else the server plans what follows by what it knew of the lists before.
            client.batch_execute("ANALYZE subscribers, subscriptions, consents").await?;
        }
        remarks.sort_by_key(|(ordinal, _)| *ordinal);
        for (_, remark) in remarks {
            match remark {
                ReadRow::Taken(_) => {}
                ReadRow::PassedOver(remark) => outcome.passed_over.push(remark),
                ReadRow::Refused(remark) => outcome.refused.push(remark),
            }
        }
        Ok(outcome)
    }
}

/// What the server may say of a row that it did not take.
const VERDICTS: [&str; 6] = [
    "passed-over-left",
    "passed-over-bounced",
    "passed-over-paused",
    "passed-over-pending",
    "passed-over-unchanged",
    "row-without-consent",
];

impl Import {
    fn remark(&self, ordinal: usize, verdict: &str) -> Option<(usize, ReadRow)> {
        let code = VERDICTS.into_iter().find(|it| *it == verdict)?;
        let ReadRow::Taken(row) = self.rows.get(ordinal)? else { return None };
        let remark = accept(row, &self.request).ok()?.remark(code);
        let is_refused = code.starts_with("row-");
        Some((ordinal, if is_refused { ReadRow::Refused(remark) } else { ReadRow::PassedOver(remark) }))
    }
}

fn write(lines: &mut Lines, ordinal: usize, place: &Place<'_>, token: &str) {
    let row = place.row;
    lines.number(i64::try_from(ordinal).ok());
    lines.text(Some(row.address.normal()));
    lines.text(Some(row.address.as_str()));
    lines.text(row.name.as_deref());
    lines.text(row.language.map(Language::code));
    lines.text(row.organisation.as_deref());
    lines.text(Some(place.list.as_str()));
    lines.text(Some(place.state.name()));
    lines.text(Some(if place.needs_evidence() { "t" } else { "f" }));
    let consent = place.consent.as_ref();
    lines.text(consent.map(|consent| consent.source.as_str()));
    lines.text(consent.map(|consent| consent.consented.to_string()).as_deref());
    lines.text(Some(token));
    lines.end();
}
