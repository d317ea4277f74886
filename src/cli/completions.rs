//! `completions`: prints a shell's completion file.

use super::context::Context;
use super::exit::{Exit, Failure};
use clap::Args;

/// Print a shell's completion file.
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// The shell.
    shell: clap_complete::Shell,
}

pub fn run(args: &CompletionsArgs, context: &Context) -> Result<Exit, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut super::command(&context.terminal), "opsamling", &mut text);
    context.terminal.data(&String::from_utf8_lossy(&text))?;
    Ok(Exit::Done)
}
