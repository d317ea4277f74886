//! `explain`: tells why a finding matters, with an example.

use super::context::Context;
use super::exit::{Exit, Failure};
use crate::check::RULES;
use crate::language::nearest::nearest;
use crate::render::TEMPLATE_CODES;
use crate::source;
use crate::workspace;
use clap::Args;

/// Tell why a finding matters.
#[derive(Debug, Args)]
pub struct ExplainArgs {
    /// The finding's code; all codes if none is named.
    code: Option<String>,
}

#[derive(serde::Serialize)]
struct Explanation<'a> {
    code: &'a str,
    why: String,
}

pub fn run(args: &ExplainArgs, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let codes =
        || RULES.iter().map(|rule| rule.code).chain(source::CODES).chain(workspace::CODES).chain(TEMPLATE_CODES);
    let Some(code) = &args.code else {
        let mut all: Vec<&str> = codes().collect();
        all.sort_unstable();
        all.dedup();
        if terminal.json {
            terminal.data_as_json(&all)?
        } else {
            terminal.data(&format!("{}\n", all.join("\n")))?
        }
        return Ok(Exit::Done);
    };
    let Some(known) = codes().find(|known| known == code) else {
        let nearest = nearest(code, codes()).unwrap_or("none").to_owned();
        return Err(Failure::wrong("no-such-code").with("code", code.as_str()).with("nearest", nearest));
    };
    let why = terminal
        .find(&format!("{known}.why"), &[])
        .or_else(|| terminal.find(&format!("{known}.hint"), &[]))
        .unwrap_or_default();
    if terminal.json {
        terminal.data_as_json(&Explanation { code: known, why })?;
    } else {
        terminal.data(&format!("{known}\n\n{why}\n"))?;
    }
    Ok(Exit::Done)
}
