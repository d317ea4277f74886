//! `man`: prints the manual page, or writes one a verb into a folder.

use super::context::Context;
use super::exit::{Exit, Failure};
use crate::workspace;
use clap::Args;
use std::path::{Path, PathBuf};

/// Print the manual page.
#[derive(Debug, Args)]
pub struct ManArgs {
    /// Write a page for each verb into this folder.
    #[arg(short, value_name = "DIR")]
    output: Option<PathBuf>,
}

pub fn run(args: &ManArgs, context: &Context) -> Result<Exit, Failure> {
    let mut command = super::command(&context.terminal);
    command.build();
    match &args.output {
        None => context.terminal.data(&page(&command, "opsamling")?)?,
        Some(folder) => write_all(&command, "opsamling", &context.config.directory.join(folder), context)?,
    }
    Ok(Exit::Done)
}

fn page(command: &clap::Command, name: &str) -> Result<String, Failure> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone().name(name.to_owned()))
        .render(&mut text)
        .map_err(|error| Failure::fault("man-failed").because(&error))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn write_all(command: &clap::Command, name: &str, folder: &Path, context: &Context) -> Result<(), Failure> {
    let file = folder.join(format!("{name}.1"));
    workspace::write_atomically(&file, page(command, name)?.as_bytes())?;
    context.terminal.data(&format!("{}\n", file.display()))?;
    command
        .get_subcommands()
        .try_for_each(|verb| write_all(verb, &format!("{name}-{}", verb.get_name()), folder, context))
}
