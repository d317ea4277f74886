//! The preview: the workspace as it was last saved, and the addresses under which it is looked at.

use super::answer;
use super::frame::{self, Choice};
use super::front;
use super::guard::guard;
use super::leaf::Leaf;
use super::looks::Looks;
use super::sight::Sight;
use crate::language::words::Words;
use crate::model::Records;
use crate::workspace::{SETTINGS_FILE, Watch, Workspace};
use axum::Router;
use axum::extract::{Path, Query, State};
use axum::middleware;
use axum::response::Response;
use axum::routing::get;
use chrono::NaiveDate;
use chrono_tz::Tz;
use std::sync::{Arc, PoisonError, RwLock};
use tokio::net::TcpListener;
use tokio::sync::watch;

/// What is shown, and to whom.
pub struct PreviewRequest {
    /// The folder.
    pub workspace: Workspace,
    /// What the pages say it in.
    pub words: Words,
    /// The day in a zone.
    pub today: fn(Tz) -> NaiveDate,
}

/// A workspace that is looked at while it is worked on.
pub struct Preview {
    desk: Arc<Desk>,
}

/// What every address has at hand.
pub(super) struct Desk {
    workspace: Workspace,
    pub(super) words: Words,
    pub(super) looks: Looks,
    today: fn(Tz) -> NaiveDate,
    latest: RwLock<Arc<Sight>>,
    /// How often it was looked at again.
    changes: watch::Sender<u64>,
}

impl Preview {
    /// Reads the workspace.
    pub fn new(request: PreviewRequest) -> Self {
        let PreviewRequest { workspace, words, today } = request;
        let workspace = workspace.remembering();
        let first = Sight::of(&workspace, |records| day(records, today));
        let desk = Desk {
            workspace,
            words,
            looks: Looks::new(words),
            today,
            latest: RwLock::new(Arc::new(first)),
            changes: watch::Sender::new(0),
        };
        Self { desk: Arc::new(desk) }
    }

    /// Looks again each time that files are saved, as long as the watch is kept.
    ///
    /// # Errors
    /// What the system says, in English, where it does not tell of changes.
    pub fn watch(&self) -> Result<Watch, String> {
        let desk = Arc::clone(&self.desk);
        self.desk.workspace.watch(move || desk.look_again())
    }

    /// Answers until `stop` comes true. The listener is the caller's, who sees to it that only this machine reaches it.
    ///
    /// # Errors
    /// Those of the listener.
    pub async fn serve(
        self,
        listener: TcpListener,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> std::io::Result<()> {
        let addresses = Router::new()
            .route("/", get(front))
            .route("/records/{id}", get(record))
            .route("/records/{id}/findings", get(findings))
            .route("/records/{id}/{leaf}", get(leaf))
            .route("/files/{*path}", get(file))
            .route("/changes", get(changes))
            .route("/look/{file}", get(look))
            .fallback(nothing)
            .layer(middleware::from_fn(guard))
            .with_state(self.desk);
        // Streams of changes stay open as long as a page is: nobody waits for them.
        tokio::select! {
            served = async { axum::serve(listener, addresses).await } => served,
            () = stop => Ok(()),
        }
    }
}

impl Desk {
    /// The workspace as it was last seen.
    fn sight(&self) -> Arc<Sight> {
        Arc::clone(&self.latest.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Looks at the workspace anew, and tells whoever waits for that.
    fn look_again(&self) {
        let sight = Sight::of(&self.workspace, |records| day(records, self.today));
        let before = {
            let mut latest = self.latest.write().unwrap_or_else(PoisonError::into_inner);
            std::mem::replace(&mut *latest, Arc::new(sight))
        };
        self.changes.send_modify(|number| *number += 1);
        // Taking a thousand records away takes a while, and nobody has to wait for it.
        drop(before);
    }

    /// The files that cannot be read, or in part only, from the workspace's root.
    pub(super) fn unread(&self) -> Vec<String> {
        match &self.sight().records {
            Some(records) => records.unread.iter().chain(records.partial.keys()).cloned().collect(),
            None => vec![SETTINGS_FILE.to_owned()],
        }
    }
}

fn day(records: &Records, today: fn(Tz) -> NaiveDate) -> NaiveDate {
    today(records.settings.zone())
}

/// Answers off the threads that talk, since it may take a while to make a document.
async fn aside(desk: Arc<Desk>, answer: impl FnOnce(&Desk, &Sight) -> Response + Send + 'static) -> Response {
    let sight = desk.sight();
    let words = desk.words;
    match tokio::task::spawn_blocking(move || answer(&desk, &sight)).await {
        Ok(answer) => answer,
        Err(_) => answer::fault(&words),
    }
}

async fn front(State(desk): State<Arc<Desk>>) -> Response {
    aside(desk, front::page).await
}

async fn record(State(desk): State<Arc<Desk>>, Path(id): Path<String>, Query(choice): Query<Choice>) -> Response {
    aside(desk, move |desk, sight| frame::page(desk, sight, &id, &choice)).await
}

async fn findings(State(desk): State<Arc<Desk>>, Path(id): Path<String>) -> Response {
    aside(desk, move |desk, sight| frame::findings(desk, sight, &id)).await
}

async fn leaf(State(desk): State<Arc<Desk>>, Path((id, leaf)): Path<(String, String)>) -> Response {
    aside(desk, move |desk, sight| {
        let record = sight.record(&id).zip(sight.records.as_ref());
        match (record, Leaf::parse(&leaf)) {
            (Some((record, records)), Some(leaf)) if Leaf::all(record, records).contains(&leaf) => {
                match leaf.made(record, records, sight) {
                    Ok(bytes) => answer::leaf(bytes, &leaf, record.id()),
                    Err(trouble) => answer::trouble(&trouble, desk),
                }
            }
            _ => answer::missing(desk),
        }
    })
    .await
}

async fn file(State(desk): State<Arc<Desk>>, Path(path): Path<String>) -> Response {
    aside(desk, move |desk, sight| match sight.files.get(&path).filter(|fact| fact.kind.is_file()) {
        Some(fact) => match sight.workspace.bytes(&path) {
            Ok(bytes) => answer::file(bytes, fact.kind),
            Err(error) => answer::trouble(&error.into(), desk),
        },
        None => answer::missing(desk),
    })
    .await
}

async fn changes(State(desk): State<Arc<Desk>>) -> Response {
    answer::changes(desk.changes.subscribe(), desk)
}

async fn look(State(desk): State<Arc<Desk>>, Path(file): Path<String>) -> Response {
    answer::look(&file).unwrap_or_else(|| answer::missing(&desk))
}

async fn nothing(State(desk): State<Arc<Desk>>) -> Response {
    answer::missing(&desk)
}
