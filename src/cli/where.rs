//! `where`: prints the folder of a workspace's personal data, and what lies in it.

use super::context::Context;
use super::exit::{Exit, Failure};
use crate::store::refuse_synchronised;
use clap::Args;

/// Print where subscribers, mailings, outbox and keys lie.
#[derive(Debug, Args)]
pub struct WhereArgs {}

#[derive(serde::Serialize)]
struct Places {
    workspace: String,
    data: String,
    store: String,
    outbox: String,
}

pub fn run(_: &WhereArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let data = read.data_folder(context)?;
    let shown = |path: std::path::PathBuf| path.display().to_string();
    let places = Places {
        workspace: shown(read.workspace.root().to_owned()),
        store: match read.store_url(context)? {
            Some(url) => read.server(&url)?.name().to_owned(),
            None => shown(data.join(crate::store::Sqlite::FILE)),
        },
        outbox: shown(data.join(crate::cli::sending::OUTBOX)),
        data: shown(data.clone()),
    };
    let terminal = &context.terminal;
    if terminal.json {
        terminal.data_as_json(&places)?;
    } else {
        terminal.data(&format!("{}\n", places.data))?;
        terminal.say(
            "where-detail",
            &[("store", places.store.into()), ("outbox", places.outbox.into()), ("workspace", places.workspace.into())],
        );
    }
    // Said here too, before anything has been put there.
    Ok(refuse_synchronised(&data).map(|()| Exit::Done)?)
}
