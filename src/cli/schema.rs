//! `schema`: the JSON Schema of a kind of file.

use super::context::Context;
use super::exit::{Exit, Failure};
use crate::source::schema::{self, SchemaKind};
use clap::Args;
use clap::builder::PossibleValuesParser;

/// Print the JSON Schema of a kind of file.
#[derive(Debug, Args)]
pub struct SchemaArgs {
    /// The kind.
    #[arg(value_parser = PossibleValuesParser::new(SchemaKind::ALL.map(SchemaKind::name)))]
    kind: String,
}

pub fn run(args: &SchemaArgs, context: &Context) -> Result<Exit, Failure> {
    let kind = SchemaKind::parse(&args.kind)
        .ok_or_else(|| Failure::usage("no-such-schema").with("kind", args.kind.as_str()))?;
    context.terminal.data_as_json(&schema::schema(kind, context.terminal.words()))?;
    Ok(Exit::Done)
}
