//! Runs a verb in a transaction of its own: once, also where the line is cut in the middle of it.
//!
//! A verb is done when it returns, or nothing of it is. Two that got in each other's way are asked again, and so is one whose
//! line broke before its commit was asked for. Where the line broke after that, the server is asked on a new line what became
//! of the transaction, whose number was noted: kept, then the answer that was worked out is the answer; undone, then it is
//! asked again. Only where the server stays away is that not known, and said so.

use super::Postgres;
use super::failure::Failure;
use super::session::{Backend, Session, Values};
use crate::model::Token;
use crate::store::{ServerError, StoreError};
use std::sync::PoisonError;
use std::time::Duration;
use tokio::sync::MutexGuard;
use tokio::time::{Instant, sleep, timeout};
use tokio_postgres::{Client, Row};

/// What is done in one transaction; perhaps more than once, of which only the last counts.
pub(super) trait Verb: Sync {
    type Outcome: Send;

    /// How long the server may take over it.
    const LIMIT: Duration = Duration::from_secs(20);

    fn act(&self, work: &Work<'_>) -> impl Future<Output = Result<Self::Outcome, Failure>> + Send;
}

/// What a verb has at hand.
pub(super) struct Work<'a> {
    session: &'a Session,
    store: &'a Postgres,
}

impl Work<'_> {
    /// The rows of a statement.
    pub(super) async fn rows(&self, sql: &'static str, values: Values<'_>) -> Result<Vec<Row>, Failure> {
        self.session.rows(sql, values).await
    }

    /// The first row of a statement, if there is one.
    pub(super) async fn row(&self, sql: &'static str, values: Values<'_>) -> Result<Option<Row>, Failure> {
        self.session.row(sql, values).await
    }

    /// How many rows a statement changed.
    pub(super) async fn change(&self, sql: &'static str, values: Values<'_>) -> Result<u64, Failure> {
        self.session.change(sql, values).await
    }

    /// The line itself, for what goes over it in a stream.
    pub(super) fn client(&self) -> &Client {
        &self.session.client
    }

    /// A new token.
    pub(super) fn token(&self) -> Result<Token, StoreError> {
        (self.store.shared.tokens.lock().unwrap_or_else(PoisonError::into_inner))()
    }

    /// The store.
    pub(super) fn store(&self) -> &Postgres {
        self.store
    }
}

/// How a transaction begins and ends.
#[derive(Clone, Copy)]
enum Kind {
    Write,
    /// Everything as of one moment.
    Read,
    /// A write that is taken back, to show what would happen.
    Dry,
}

/// How often a verb is asked again.
const TRIES: u32 = 8;

/// How long a server that was there is given to come back, before it is said to be away.
const RETURN: Duration = Duration::from_secs(10);

/// How long a server is given to say what became of a commit.
const DOUBT: Duration = Duration::from_secs(120);

/// How long a commit may take.
const COMMIT: Duration = Duration::from_secs(45);

impl Postgres {
    /// Carries a verb out.
    pub(super) async fn write<V: Verb>(&self, verb: &V) -> Result<V::Outcome, StoreError> {
        self.run(Kind::Write, verb).await
    }

    /// Carries a verb out, and takes it back.
    pub(super) async fn try_out<V: Verb>(&self, verb: &V) -> Result<V::Outcome, StoreError> {
        self.run(Kind::Dry, verb).await
    }

    /// Asks a verb that changes nothing.
    pub(super) async fn read<V: Verb>(&self, verb: &V) -> Result<V::Outcome, StoreError> {
        self.run(Kind::Read, verb).await
    }

    async fn run<V: Verb>(&self, kind: Kind, verb: &V) -> Result<V::Outcome, StoreError> {
        let mut slot = self.shared.session.lock().await;
        let told = |failure: Failure| failure.told(&self.shared.server.name);
        let mut tries = 0;
        loop {
            tries += 1;
            let session = self.ready(&mut slot).await?;
            session.begins();
            let (transaction, outcome) = match self.attempt(session, kind, verb).await {
                Ok(worked_out) => worked_out,
                Err(failure) if failure.is_lost() => {
                    // Nothing was asked to be kept: what was done is undone.
                    self.hang_up(&mut slot);
                    // A server that is silent has been waited for.
                    if tries < 3 && !matches!(failure, Failure::Silent) {
                        continue;
                    }
                    return Err(told(failure));
                }
                Err(failure) => {
                    let undone = timeout(COMMIT, session.client.batch_execute("ROLLBACK")).await;
                    session.has_ended();
                    if !matches!(undone, Ok(Ok(()))) {
                        self.hang_up(&mut slot);
                    }
                    if failure.is_conflict() && tries < TRIES {
                        sleep(Duration::from_millis(u64::from(tries) * 20)).await;
                        continue;
                    }
                    return Err(told(failure));
                }
            };
            let end = if matches!(kind, Kind::Dry) { "ROLLBACK" } else { "COMMIT" };
            let kept = timeout(COMMIT, session.client.batch_execute(end)).await;
            let failure = match kept {
                Ok(Ok(())) => {
                    session.has_ended();
                    return Ok(outcome);
                }
                Ok(Err(error)) => Failure::from(error),
                Err(_) => Failure::Silent,
            };
            if !failure.is_lost() {
                // The server said no: it is undone.
                session.has_ended();
                if failure.is_conflict() && tries < TRIES {
                    continue;
                }
                return Err(told(failure));
            }
            let backend = session.backend.clone();
            self.hang_up(&mut slot);
            match transaction {
                // Nothing was to be kept.
                None => return Ok(outcome),
                Some(transaction) => match self.became_of(&mut slot, &transaction, &backend).await? {
                    Fate::Kept => return Ok(outcome),
                    Fate::Undone if tries < TRIES => {}
                    Fate::Undone => return Err(told(failure)),
                },
            }
        }
    }

    /// Begins a transaction and does the verb's part; with the transaction's number, where there is something to be kept.
    async fn attempt<V: Verb>(
        &self,
        session: &Session,
        kind: Kind,
        verb: &V,
    ) -> Result<(Option<String>, V::Outcome), Failure> {
        let begin = match kind {
            Kind::Write | Kind::Dry => "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
            Kind::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        };
        let work = Work { session, store: self };
        let number = async {
            match kind {
                Kind::Read | Kind::Dry => Ok(None),
                Kind::Write => {
                    let row = session.row("SELECT pg_current_xact_id()::text", &[]).await?;
                    row.map(|row| row.try_get(0)).transpose().map_err(Failure::from)
                }
            }
        };
        // All of it goes out in one breath: the server takes it in the order in which it was said.
        let all = async { tokio::join!(biased; session.client.batch_execute(begin), number, verb.act(&work)) };
        let (begun, number, done) = timeout(V::LIMIT, all).await.map_err(|_| Failure::Silent)?;
        begun?;
        let outcome = done?;
        Ok((number?, outcome))
    }

    /// A line on which a verb can be begun. A server that was there before is given a moment to come back.
    async fn ready<'a>(&self, slot: &'a mut MutexGuard<'_, Option<Session>>) -> Result<&'a Session, StoreError> {
        if slot.as_ref().is_some_and(|session| !session.is_sound()) {
            self.hang_up(slot);
        }
        if slot.is_none() {
            let patience = if self.before().is_some() { RETURN } else { Duration::ZERO };
            **slot = Some(self.connect(patience).await?);
        }
        // It has just been put there.
        slot.as_ref().ok_or_else(|| Failure::Silent.told(&self.shared.server.name))
    }

    async fn connect(&self, patience: Duration) -> Result<Session, StoreError> {
        let until = Instant::now() + patience;
        loop {
            let opened = timeout(RETURN * 3, Session::open(&self.shared.server)).await;
            match opened.unwrap_or_else(|_| Err(Failure::Silent.told(&self.shared.server.name))) {
                Err(error) if error.is_transient() && Instant::now() < until => {
                    sleep(Duration::from_millis(250)).await;
                }
                Ok(session) => {
                    self.greet(&session).await;
                    return Ok(session);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Ends what the server may still hold for the line before.
    async fn greet(&self, session: &Session) {
        let before = self.before().replace(session.backend.clone());
        if let Some(backend) = before {
            // It ends by itself too, only later.
            let _ = session.end(&backend).await;
        }
    }

    fn hang_up(&self, slot: &mut MutexGuard<'_, Option<Session>>) {
        **slot = None;
    }

    /// The server's end of the last line.
    fn before(&self) -> std::sync::MutexGuard<'_, Option<Backend>> {
        self.shared.before.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What became of a transaction whose commit was not answered.
    async fn became_of(
        &self,
        slot: &mut MutexGuard<'_, Option<Session>>,
        transaction: &str,
        backend: &Backend,
    ) -> Result<Fate, StoreError> {
        let unanswered = || ServerError::Unanswered { server: self.shared.server.name.clone() };
        let until = Instant::now() + DOUBT;
        while Instant::now() < until {
            let asked = async {
                let session = self.connect(until - Instant::now()).await?;
                let fate = fate(&session, transaction, backend).await;
                **slot = Some(session);
                fate.map_err(|failure| failure.told(&self.shared.server.name))
            };
            match asked.await {
                Ok(Some(fate)) => return Ok(fate),
                Err(error) if !error.is_transient() => return Err(error),
                _ => sleep(Duration::from_millis(250)).await,
            }
        }
        Err(unanswered().into())
    }
}

/// What became of a transaction.
enum Fate {
    Kept,
    Undone,
}

/// Nothing while the server is still at it, or holds a line that nobody is at the other end of: that one is ended.
async fn fate(session: &Session, transaction: &str, backend: &Backend) -> Result<Option<Fate>, Failure> {
    let values: Values<'_> = &[&transaction];
    let row = session.row("SELECT pg_xact_status($1::text::xid8)", values).await?;
    match row.map(|row| row.try_get::<_, Option<String>>(0)).transpose()?.flatten().as_deref() {
        Some("committed") => Ok(Some(Fate::Kept)),
        Some("aborted") => Ok(Some(Fate::Undone)),
        _ => {
            session.end(backend).await?;
            Ok(None)
        }
    }
}
