//! Takes a whole store over from a file: every row as it is, counted and compared before it is kept.

use super::failure::Failure;
use super::report::Overview;
use super::work::{Verb, Work};
use super::{Postgres, copy};
use crate::model::Balance;
use crate::store::sqlite::{Packet, Poured};
use crate::store::tables::{TABLES, Table};
use crate::store::{MigrateOutcome, Run, ServerError, Sqlite, StoreError};
use futures_util::TryStreamExt;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use tokio::sync::{mpsc, oneshot};
use tokio_postgres::Client;

impl Postgres {
    /// Takes over what is in a file, all of it or nothing. Before it is kept here, the file is marked: at no moment is there a
    /// second store that could be written to.
    pub(in crate::store) async fn take_over(&self, from: &Sqlite, run: Run) -> Result<MigrateOutcome, StoreError> {
        let verb = TakingOver { from, server: self.name(), run, has_marked: AtomicBool::new(false) };
        let taken = match run {
            Run::ForReal => self.write(&verb).await,
            Run::Dry => self.try_out(&verb).await,
        };
        match &taken {
            // It may be here: asked again, it finds out.
            Ok(_) | Err(StoreError::Server(ServerError::Unanswered { .. })) => {}
            // It is what was moved here before.
            Err(StoreError::Server(ServerError::NotEmpty { server }))
                if from.moved_to()?.as_deref() == Some(server) =>
            {
                return Err(StoreError::Moved { path: from.path().to_owned(), server: server.clone() });
            }
            Err(_) if verb.has_marked.load(Ordering::SeqCst) => from.unmark().await?,
            Err(_) => {}
        }
        taken
    }
}

/// A store to be taken over.
struct TakingOver<'a> {
    from: &'a Sqlite,
    server: &'a str,
    run: Run,
    has_marked: AtomicBool,
}

/// How many packets may be under way, so that a slow server does not fill our memory.
const UNDER_WAY: usize = 8;

impl Verb for TakingOver<'_> {
    type Outcome = MigrateOutcome;

    const LIMIT: Duration = Duration::from_secs(6 * 60 * 60);

    async fn act(&self, work: &Work<'_>) -> Result<MigrateOutcome, Failure> {
        self.ensure_nothing_is_there(work.client()).await?;
        let (sender, packets) = mpsc::channel(UNDER_WAY);
        let (tell, poured) = oneshot::channel();
        let (keep, moved_to) = oneshot::channel();
        let taking = async {
            take(work.client(), packets).await?;
            // Where it could not be poured out to its end, that is told instead.
            let outcome = self.compare(&poured.await.map_err(|_| Failure::Silent)?, work).await?;
            match self.run {
                Run::ForReal => {
                    self.has_marked.store(true, Ordering::SeqCst);
                    let _ = keep.send(self.server.to_owned());
                }
                Run::Dry => drop(keep),
            }
            Ok(outcome)
        };
        let (ended, taken) = tokio::join!(self.from.pour(sender, tell, moved_to), taking);
        ended?;
        taken
    }
}

impl TakingOver<'_> {
    /// Whether what arrived is what was sent.
    async fn compare(&self, poured: &Poured, work: &Work<'_>) -> Result<MigrateOutcome, Failure> {
        for (table, (count, digest)) in TABLES.iter().zip(&poured.tables) {
            if read_back(work.client(), table).await? != (*count, *digest) {
                return Err(self.differs(table.name).into());
            }
            // The next row gets the next number.
            let (name, key) = (table.name, table.key());
            let number = format!(
                "SELECT setval('{name}_{key}_seq', coalesce(max({key}), 0) + 1, false) FROM {name}; ANALYZE {name}"
            );
            work.client().batch_execute(&number).await?;
        }
        self.ensure_the_figures_agree(poured, work).await?;
        let rows = TABLES.iter().zip(&poured.tables).map(|(table, (count, _))| (table.name, *count)).collect();
        Ok(MigrateOutcome { rows })
    }

    fn differs(&self, table: &str) -> StoreError {
        ServerError::Differs { server: self.server.to_owned(), table: table.to_owned() }.into()
    }

    /// Nor comes anything while it is taken over.
    async fn ensure_nothing_is_there(&self, client: &Client) -> Result<(), Failure> {
        for table in &TABLES {
            client.batch_execute(&format!("LOCK TABLE {} IN ACCESS EXCLUSIVE MODE", table.name)).await?;
            let row = client.query_one(&format!("SELECT EXISTS (SELECT FROM {})", table.name), &[]).await?;
            if row.try_get(0)? {
                return Err(ServerError::NotEmpty { server: self.server.to_owned() }.into());
            }
        }
        Ok(())
    }

    async fn ensure_the_figures_agree(&self, poured: &Poured, work: &Work<'_>) -> Result<(), Failure> {
        let arrived = Overview.act(work).await?;
        let arrived: BTreeMap<String, Balance> =
            arrived.into_iter().map(|report| (report.id.to_string(), report.balance)).collect();
        let sent: BTreeMap<String, Balance> =
            poured.balances.iter().map(|(id, balance)| (id.to_string(), *balance)).collect();
        match sent.iter().find(|(id, balance)| arrived.get(*id) != Some(*balance)) {
            Some((id, _)) => Err(self.differs(id).into()),
            None => Ok(()),
        }
    }
}

/// Takes the tables in, one after the other, as they come. Where it fails, nobody takes them any more, and the pouring ends.
async fn take(client: &Client, mut packets: mpsc::Receiver<Packet>) -> Result<(), Failure> {
    let mut next = packets.recv().await;
    while let Some(first) = next.take() {
        let table = &TABLES[first.table];
        let statement = format!("COPY {} ({}) FROM STDIN", table.name, table.list());
        let mut sink = pin!(copy::open(client, &statement).await?);
        let number = first.table;
        let mut packet = Some(first);
        while let Some(some) = packet.take() {
            if some.table != number {
                next = Some(some);
                break;
            }
            copy::push(sink.as_mut(), some.bytes).await?;
            packet = packets.recv().await;
        }
        sink.finish().await?;
    }
    Ok(())
}

/// How many rows of a table there are, and the SHA-256 of their text as the server writes it.
async fn read_back(client: &Client, table: &Table) -> Result<(u64, [u8; 32]), Failure> {
    let statement = format!("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT", table.list(), table.name, table.key());
    let mut stream = pin!(client.copy_out(&statement).await?);
    let (mut count, mut digest) = (0, Sha256::new());
    // A line feed within a text is written as two other characters.
    while let Some(bytes) = stream.try_next().await? {
        count += bytes.iter().filter(|byte| **byte == b'\n').count() as u64;
        digest.update(&bytes);
    }
    Ok((count, digest.finalize().into()))
}
