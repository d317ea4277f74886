//! `demo`: the main job from end to end, in a temporary workspace made from the records built in. The real path: every step
//! is the verb itself.

mod files;

use super::config;
use super::context::Context;
use super::exit::{Exit, Failure};
use super::{check, render, send, subscribers};
use crate::model::DocumentFormat;
use crate::workspace;
use clap::Args;
use std::path::{Path, PathBuf};

/// Do the main job for real, in a temporary workspace.
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Keep it in this folder, which must be empty or not there yet.
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,
}

/// The record that the demo renders and sends.
const RECORD: &str = "2023-01-12-aeldre-sagen";

pub fn run(args: &DemoArgs, context: &Context) -> Result<Exit, Failure> {
    let home = folder(args, context)?;
    let (folder, data) = (home.join("netvaerk"), home.join("data"));
    for (file, bytes) in files::ALL {
        workspace::write_new(&folder.join(file), bytes)?;
    }
    let list = home.join("abonnenter.csv");
    workspace::write_new(&list, files::SUBSCRIBERS)?;
    let outer = &context.terminal;
    // With --json data is one document, the places; then what the steps give is talk.
    let steps = if outer.json { outer.clone().with_data_as_talk() } else { outer.clone() };
    let context = Context::new(steps, context.config.moved_to(folder.clone(), data.clone()));
    let step = |name| context.terminal.say(name, &[]);

    step("demo-check");
    check::run(&check::CheckArgs::default(), &context)?;
    step("demo-render");
    let pages = home.join("opsamling");
    std::fs::create_dir_all(&pages)
        .map_err(|error| Failure::world("file-unwritable").with("file", pages.display().to_string()).because(&error))?;
    for format in [DocumentFormat::Html, DocumentFormat::Text, DocumentFormat::Markdown] {
        let output = Some(pages.join(format!("{RECORD}.{}", format.extension())));
        render::run(
            &render::RenderArgs { id: RECORD.to_owned(), document: None, format: Some(format), output },
            &context,
        )?;
    }
    step("demo-import");
    let import =
        subscribers::ImportArgs { file: list.clone(), list: None, source: None, consented: None, dry_run: false };
    subscribers::import(&import, &context)?;
    step("demo-send");
    let exit = send::run(&send::SendArgs::to_list(RECORD, "newsletter"), &context)?;

    let data = context.config.data_folder(&crate::model::Id::parse(files::WORKSPACE).expect("the demo's id"))?;
    let places = [
        ("workspace", folder),
        ("page", pages.join(format!("{RECORD}.html"))),
        ("text", pages.join(format!("{RECORD}.txt"))),
        ("outbox", data.join(super::sending::OUTBOX)),
        ("store", data.join(crate::store::Sqlite::FILE)),
    ];
    if outer.json {
        let object: serde_json::Map<_, _> =
            places.iter().map(|(name, path)| ((*name).to_owned(), path.display().to_string().into())).collect();
        outer.data_as_json(&object)?;
    } else {
        let places = places.map(|(name, path)| (name, path.display().to_string().into()));
        context.terminal.data(&format!("\n{}\n", context.terminal.sentence("demo-places", &places)))?;
    }
    Ok(exit)
}

/// The folder that the demo lives in.
fn folder(args: &DemoArgs, context: &Context) -> Result<PathBuf, Failure> {
    let Some(folder) = &args.into else { return config::temporary_folder() };
    let folder = context.config.directory.join(folder);
    let is_empty = |folder: &Path| std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none());
    if folder.exists() && !is_empty(&folder) {
        return Err(Failure::wrong("folder-not-empty").with("folder", folder.display().to_string()));
    }
    Ok(folder)
}
