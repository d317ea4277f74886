//! `preview`: every document in the browser, new as files are saved.

use super::context::{self, Context};
use super::exit::{Exit, Failure};
use super::interrupts::Interrupts;
use crate::web::{Preview, PreviewRequest};
use clap::Args;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::TcpListener;

/// Show the documents in the browser.
#[derive(Debug, Args)]
pub struct PreviewArgs {
    /// The record that is shown first.
    id: Option<String>,
    /// The port on this computer.
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Open the page in the browser.
    #[arg(long)]
    open: bool,
}

/// The port where none is asked for, as long as it is free.
const USUAL_PORT: u16 = 4747;

pub fn run(args: &PreviewArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let workspace = context.workspace()?;
    let path = match &args.id {
        Some(id) => format!("records/{}", context.read()?.record(id, context)?.id()),
        None => String::new(),
    };
    let preview = Preview::new(PreviewRequest { workspace, words: *terminal.words(), today: context::today });
    let watch = preview.watch();
    if watch.is_err() {
        terminal.say("preview-unwatched", &[]);
    }
    context.block_on(async {
        let interrupts = Interrupts::watch();
        let (listener, port) = listener(args.port).await?;
        let url = format!("http://127.0.0.1:{port}/{path}");
        match terminal.json {
            true => terminal.data_as_json(&serde_json::json!({ "url": url }))?,
            false => terminal.say("preview-here", &[("url", url.as_str().into())]),
        }
        if args.open && open::that_detached(&url).is_err() {
            terminal.say("preview-not-opened", &[]);
        }
        let served = preview.serve(listener, async move { interrupts.asked().await }).await;
        served.map_err(|error| Failure::world("preview-ended").because(&error))?;
        Ok(Exit::Done)
    })
}

/// A listener that only this machine reaches: on the port that was asked for, else on the usual one, else on any.
async fn listener(asked: Option<u16>) -> Result<(TcpListener, u16), Failure> {
    let on = async |port| TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await;
    let port = asked.unwrap_or(USUAL_PORT);
    let bound = match on(port).await {
        Err(error) if asked.is_none() && error.kind() == io::ErrorKind::AddrInUse => on(0).await,
        bound => bound,
    };
    let taken = |error| Failure::world("preview-port-taken").with("port", port.to_string()).because(&error);
    let listener = bound.map_err(taken)?;
    let port = listener.local_addr().map_err(taken)?.port();
    Ok((listener, port))
}
