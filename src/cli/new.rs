//! placeholder
use super::context::Context;
use super::exit::{Exit, Failure};
use clap::Args;
/// New.
#[derive(Debug, Args)]
pub struct NewArgs {}
pub fn run(_: &NewArgs, _: &Context) -> Result<Exit, Failure> { Ok(Exit::Done) }
