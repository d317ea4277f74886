//! `subscribers add`: one person onto a list.

use super::{address, bases, consented};
use crate::cli::context::{self, Context};
use crate::cli::exit::{Exit, Failure};
use crate::cli::lists;
use crate::intake::subscribers::SubscriberRow;
use crate::language::{Language, one_line};
use crate::store::{ImportDefaults, ImportRequest, Run, Store};
use clap::Args;

/// Take one person onto a list.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// The address.
    email: String,
    /// The name.
    #[arg(long)]
    name: Option<String>,
    /// The list; the only one if there is one.
    #[arg(long, value_name = "LIST")]
    list: Option<String>,
    /// The organisation.
    #[arg(long)]
    organisation: Option<String>,
    /// The reader's own language.
    #[arg(long = "reads", value_name = "da|en")]
    reads: Option<String>,
    /// Where they said yes.
    #[arg(long)]
    source: Option<String>,
    /// The day they said yes.
    #[arg(long, value_name = "DATE")]
    consented: Option<String>,
    /// Show what would happen.
    #[arg(long)]
    dry_run: bool,
}

pub fn run(args: &AddArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let list = lists::chosen(&read, args.list.as_deref())?;
    let language = args
        .reads
        .as_deref()
        .map(|code| Language::parse(code).ok_or_else(|| Failure::wrong("bad-language").with("language", code)));
    let row = SubscriberRow {
        name: args.name.as_deref().map(one_line),
        organisation: args.organisation.as_deref().map(one_line),
        language: language.transpose()?,
        source: args.source.clone(),
        consented: consented(args.consented.as_deref())?,
        list: Some(list.clone()),
        ..SubscriberRow::new(address(&args.email)?)
    };
    let request = ImportRequest {
        rows: vec![row].into(),
        defaults: ImportDefaults::default(),
        lists: bases(&read),
        run: if args.dry_run { Run::Dry } else { Run::ForReal },
        now: context::now(),
    };
    let store = read.store(context)?;
    let outcome = context.block_on(async { Ok(store.import(request).await?) })?;
    if let Some(remark) = outcome.refused.first().or(outcome.passed_over.first()) {
        let mut failure = Failure::wrong(remark.code);
        failure.arguments.clone_from(&remark.arguments);
        return Err(failure);
    }
    let said = [("address", args.email.as_str().into()), ("list", list.as_str().into())];
    context.terminal.say(if args.dry_run { "add-would" } else { "add-done" }, &said);
    if context.terminal.json {
        context.terminal.data_as_json(&serde_json::json!({ "id": args.email.trim(), "list": list.as_str() }))?;
    }
    Ok(Exit::Done)
}
