//! The command line: what was typed becomes a request, one function of a lower floor is called, its outcome is printed.
//!
//! One verb one file; each has `<Verb>Args` and `run`. Help texts stand in `language/words/*/help.ftl`, in both languages.

pub mod exit;

mod arrivals;
mod bounce_row;
mod bounces;
mod build;
mod check;
mod completions;
mod config;
mod context;
mod copy;
mod demo;
mod dkim;
mod explain;
mod export;
mod failures;
mod findings;
mod help;
mod inbox;
mod init;
mod interrupts;
mod list;
mod lists;
mod lot;
mod man;
mod merge;
mod new;
mod output;
mod own_templates;
mod post;
mod preview;
mod render;
mod resolve;
mod resume;
mod route;
mod schema;
mod send;
mod sending;
mod signing;
mod stats;
mod status;
mod stop;
mod store;
mod stores;
mod subscribers;
mod table;
mod terminal;
mod troubles;
mod r#where;
mod worker;

use anstream::ColorChoice;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use config::Config;
use context::Context;
use exit::{Exit, Failure};
use std::ffi::OsString;
use std::path::PathBuf;
use terminal::{Json, Talk, Terminal};

/// Meeting records in YAML: checked, rendered, mailed.
#[derive(Debug, Parser)]
#[command(name = "opsamling", version, disable_help_subcommand = true)]
struct CommandLine {
    /// Stand in this folder.
    #[arg(short = 'C', value_name = "DIR", global = true)]
    directory: Option<PathBuf>,
    /// Print data as JSON.
    #[arg(long, global = true)]
    json: bool,
    /// Say nothing but data and errors.
    #[arg(long, short, global = true)]
    quiet: bool,
    /// When to colour.
    #[arg(long, value_name = "WHEN", default_value = "auto", global = true)]
    color: Colour,
    /// What the program says it in.
    #[arg(long, value_name = "da|en", global = true)]
    language: Option<Tongue>,
    #[command(subcommand)]
    verb: Verb,
}

/// When to colour.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

/// A language on the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Tongue {
    Da,
    En,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Demo(demo::DemoArgs),
    Init(init::InitArgs),
    New(new::NewArgs),
    List(list::ListArgs),
    Check(check::CheckArgs),
    Explain(explain::ExplainArgs),
    Render(render::RenderArgs),
    Preview(preview::PreviewArgs),
    Merge(merge::MergeArgs),
    Build(build::BuildArgs),
    Export(export::ExportArgs),
    Copy(copy::CopyArgs),
    Stats(stats::StatsArgs),
    Subscribers(subscribers::SubscribersArgs),
    Send(send::SendArgs),
    Resume(resume::ResumeArgs),
    Resolve(resolve::ResolveArgs),
    Stop(stop::StopArgs),
    Status(status::StatusArgs),
    Worker(worker::WorkerArgs),
    Store(store::StoreArgs),
    Inbox(inbox::InboxArgs),
    Bounces(bounces::BouncesArgs),
    Where(r#where::WhereArgs),
    Schema(schema::SchemaArgs),
    Dkim(dkim::DkimArgs),
    Completions(completions::CompletionsArgs),
    Man(man::ManArgs),
}

/// The command line as clap knows it, with help in one language.
fn command(terminal: &Terminal) -> clap::Command {
    help::in_words(CommandLine::command(), terminal.words())
}

/// Runs the program on these arguments, the first of which is its own name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let language = context::language_of(&arguments);
    let terminal = Terminal::new(language, ColorChoice::Auto);
    // Help, and what is wrong with a command line, are said in the reader's words: a thousand, which no other run has use for.
    let in_words = |_| {
        let matches = command(&terminal).try_get_matches_from(&arguments)?;
        CommandLine::from_arg_matches(&matches)
    };
    let line = match CommandLine::try_parse_from(&arguments).or_else(in_words) {
        Ok(line) => line,
        Err(error) => return help::end(&terminal, &error),
    };
    let colour = match line.color {
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
        Colour::Auto => match Config::wants_colour() {
            Some(true) => ColorChoice::Always,
            Some(false) => ColorChoice::Never,
            None => ColorChoice::Auto,
        },
    };
    let json = if line.json { Json::Asked } else { Json::No };
    let talk = if line.quiet { Talk::Quiet } else { Talk::Usual };
    let terminal = Terminal::new(language, colour).set(json, talk);
    let outcome = Config::read(line.directory.as_deref())
        .map(|config| Context::new(terminal.clone(), config))
        .and_then(|context| act(line.verb, &context));
    outcome.unwrap_or_else(|failure| {
        terminal.fail(&failure);
        failure.exit
    })
}

fn act(verb: Verb, context: &Context) -> Result<Exit, Failure> {
    match verb {
        Verb::Demo(args) => demo::run(&args, context),
        Verb::Init(args) => init::run(&args, context),
        Verb::New(args) => new::run(&args, context),
        Verb::List(args) => list::run(&args, context),
        Verb::Check(args) => check::run(&args, context),
        Verb::Explain(args) => explain::run(&args, context),
        Verb::Render(args) => render::run(&args, context),
        Verb::Preview(args) => preview::run(&args, context),
        Verb::Merge(args) => merge::run(&args, context),
        Verb::Build(args) => build::run(&args, context),
        Verb::Export(args) => export::run(&args, context),
        Verb::Copy(args) => copy::run(&args, context),
        Verb::Stats(args) => stats::run(&args, context),
        Verb::Subscribers(args) => subscribers::run(&args, context),
        Verb::Send(args) => send::run(&args, context),
        Verb::Resume(args) => resume::run(&args, context),
        Verb::Resolve(args) => resolve::run(&args, context),
        Verb::Stop(args) => stop::run(&args, context),
        Verb::Status(args) => status::run(&args, context),
        Verb::Worker(args) => worker::run(&args, context),
        Verb::Store(args) => store::run(&args, context),
        Verb::Inbox(args) => inbox::run(&args, context),
        Verb::Bounces(args) => bounces::run(&args, context),
        Verb::Where(args) => r#where::run(&args, context),
        Verb::Schema(args) => schema::run(&args, context),
        Verb::Dkim(args) => dkim::run(&args, context),
        Verb::Completions(args) => completions::run(&args, context),
        Verb::Man(args) => man::run(&args, context),
    }
}
