//! What came back: read from mails, refused at the time of sending, and shown.

use super::failure::Failure;
use super::work::{Verb, Work};
use super::{remove, row, weigh};
use crate::letter::is_message_id_of;
use crate::letter::returned::ReturnedKind;
use crate::model::Reply;
use crate::store::returned_row::{Clues, ReturnedRow};
use crate::store::{KeptReturn, ReceiveRequest, ReceivedEffect};
use std::collections::BTreeMap;
use std::time::Duration;
use tokio_postgres::Row;
use weigh::{Person, Weighed};

/// Who each row is about, where it is one of ours; by its number in the request.
const PERSONS: &str = "
    SELECT t.ordinal - 1, s.id, s.address, n.id IS NOT NULL
    FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS t (token, failed, written_to, ordinal)
    LEFT JOIN subscriptions n ON n.token = t.token
    LEFT JOIN subscribers f ON f.normal = t.failed
    LEFT JOIN subscribers w ON w.normal = t.written_to
    JOIN subscribers s ON s.id = coalesce(n.subscriber, f.id, w.id)";

impl Verb for ReceiveRequest {
    type Outcome = Vec<Vec<ReceivedEffect>>;

    const LIMIT: Duration = Duration::from_secs(10 * 60);

    async fn act(&self, work: &Work<'_>) -> Result<Vec<Vec<ReceivedEffect>>, Failure> {
        remove::hold(work).await?;
        // One after the other: two that read the same mails in another order would wait for each other for ever.
        work.client().batch_execute("LOCK TABLE returned IN SHARE UPDATE EXCLUSIVE MODE").await?;
        let (mut rows, mut sizes) = (Vec::new(), Vec::with_capacity(self.mails.len()));
        let (mut tokens, mut failed, mut written_to, mut letters) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for mail in &self.mails {
            let before = rows.len();
            for row in ReturnedRow::of_mail(mail) {
                let Clues { token, addresses, letter } = Clues::of(&mail.returned, row.place);
                let [first, second] = addresses.map(|address| address.map(|address| address.normal()));
                tokens.push(token);
                failed.push(first);
                written_to.push(second);
                letters.push(letter);
                rows.push(row);
            }
            sizes.push(rows.len() - before);
        }
        let mut persons = persons(&work.rows(PERSONS, &[&tokens, &failed, &written_to]).await?)?;
        make_sure(work, &mut persons, &letters).await?;
        let rows = (0..).zip(rows).map(|(ordinal, row)| Weighed { row, person: persons.remove(&ordinal) }).collect();
        let mut effects = weigh::weigh(work, rows).await?.into_iter();
        Ok(sizes.into_iter().map(|size| effects.by_ref().take(size).collect()).collect())
    }
}

/// Persons by the number before them; behind them whether it is sure who is meant.
fn persons(rows: &[Row]) -> Result<BTreeMap<i64, Person>, Failure> {
    let person = |row: &Row| -> Result<Person, Failure> {
        Ok(Person { subscriber: row.try_get(1)?, address: row::address(row, 2)?, is_sure: row.try_get(3)? })
    };
    rows.iter().map(|row| Ok((row.try_get(0)?, person(row)?))).collect()
}

/// Marks those as sure whom one of our letters was for: that of the same number.
async fn make_sure(
    work: &Work<'_>,
    persons: &mut BTreeMap<i64, Person>,
    letters: &[Option<&str>],
) -> Result<(), Failure> {
    let doubtful = || (0..).zip(letters).filter_map(|(ordinal, letter)| Some((ordinal, (*letter)?)));
    let subscribers: Vec<i64> = doubtful()
        .filter_map(|(ordinal, _)| persons.get(&ordinal).filter(|person| !person.is_sure))
        .map(|person| person.subscriber)
        .collect();
    if subscribers.is_empty() {
        return Ok(());
    }
    let mailings = work.rows("SELECT id FROM mailings", &[]).await?;
    let tokens = "SELECT subscriber, token FROM subscriptions WHERE subscriber = ANY ($1)";
    let mut tokens_of: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    for row in work.rows(tokens, &[&subscribers]).await? {
        tokens_of.entry(row.try_get(0)?).or_default().push(row.try_get(1)?);
    }
    for (ordinal, letter) in doubtful() {
        let Some(person) = persons.get_mut(&ordinal).filter(|person| !person.is_sure) else { continue };
        let tokens = tokens_of.get(&person.subscriber).map(Vec::as_slice).unwrap_or_default();
        for mailing in &mailings {
            let mailing: &str = mailing.try_get(0)?;
            person.is_sure |= tokens.iter().any(|token| is_message_id_of(letter, mailing, &person.address, token));
        }
    }
    Ok(())
}

/// Writes down refusals at the time of sending, of these deliveries: they count as those that come back by mail.
pub(super) async fn refused_at_once(work: &Work<'_>, refused: &[(i64, &Reply)]) -> Result<(), Failure> {
    let numbers: Vec<i64> = refused.iter().map(|(number, _)| *number).collect();
    let found = work
        .rows(
            "SELECT d.number, s.id, s.address, true FROM deliveries d
             JOIN subscriptions n ON n.id = d.subscription AND n.token = d.token
             JOIN subscribers s ON s.id = n.subscriber WHERE d.number = ANY ($1)",
            &[&numbers],
        )
        .await?;
    let mut persons = persons(&found)?;
    let rows: Vec<Weighed<'_>> = refused
        .iter()
        .filter_map(|(number, reply)| {
            let person = persons.remove(number)?;
            Some(Weighed { row: ReturnedRow::of_refusal(*number, &person.address, reply), person: Some(person) })
        })
        .collect();
    if rows.iter().any(|weighed| weighed.row.counts()) {
        // Before any row of it is locked: an import locks the table first and the rows after it.
        work.client().batch_execute("LOCK TABLE subscriptions IN ROW EXCLUSIVE MODE").await?;
    }
    weigh::weigh(work, rows).await.map(drop)
}

/// Asks for everything that came back.
pub(super) struct Kept;

impl Verb for Kept {
    type Outcome = Vec<KeptReturn>;

    const LIMIT: Duration = Duration::from_secs(10 * 60);

    async fn act(&self, work: &Work<'_>) -> Result<Vec<KeptReturn>, Failure> {
        let rows = work
            .rows(
                "SELECT source, kind, address, subscriber IS NOT NULL, code, status, said, sender, subject, returned_at
                 FROM returned ORDER BY returned_at DESC, id DESC",
                &[],
            )
            .await?;
        rows.iter().map(kept).collect()
    }
}

fn kept(row: &Row) -> Result<KeptReturn, Failure> {
    let code: Option<i32> = row.try_get(4)?;
    Ok(KeptReturn {
        source: row.try_get(0)?,
        kind: row::parsed(row, 1, ReturnedKind::parse)?,
        address: row.try_get(2)?,
        is_subscriber: row.try_get(3)?,
        code: code.map(u16::try_from).transpose().map_err(|_| Failure::Unreadable { column: 4 })?,
        status: row.try_get(5)?,
        said: row.try_get(6)?,
        sender: row.try_get(7)?,
        subject: row.try_get(8)?,
        returned_at: row::time(row, 9)?,
    })
}
