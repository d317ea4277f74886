//! `subscribers import`: a CSV file onto the lists. Good rows go in beside bad ones; nobody who left comes back by it.

use super::{bases, consented};
use crate::cli::context::{self, Context};
use crate::cli::exit::{Exit, Failure};
use crate::cli::lists;
use crate::cli::terminal::Terminal;
use crate::intake::subscribers::{self as intake, RowRemark};
use crate::store::{ImportDefaults, ImportRequest, Run, Store};
use clap::Args;
use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::path::PathBuf;

/// Take a CSV file onto the lists.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The file.
    pub file: PathBuf,
    /// The list, for rows that name none.
    #[arg(long, value_name = "LIST")]
    pub list: Option<String>,
    /// Where they said yes, for rows that do not say.
    #[arg(long)]
    pub source: Option<String>,
    /// The day they said yes, for rows that do not say.
    #[arg(long, value_name = "DATE")]
    pub consented: Option<String>,
    /// Show what would happen.
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(serde::Serialize)]
struct Report {
    taken: u64,
    new: u64,
    updated: u64,
    passed_over: Vec<Row>,
    refused: Vec<Row>,
}

#[derive(serde::Serialize)]
struct Row {
    line: u64,
    code: &'static str,
    reason: String,
}

/// The most that is read of a list of subscribers.
const MOST_BYTES: u64 = 512 * 1024 * 1024;

pub fn run(args: &ImportArgs, context: &Context) -> Result<Exit, Failure> {
    let read = context.read()?;
    let terminal = &context.terminal;
    let table = intake::read(&bytes(args, context)?).map_err(|error| Failure::from(error).at(file(args)))?;
    let named = args.list.as_deref().map(|name| lists::named(&read, name));
    let request = ImportRequest {
        rows: table.rows,
        defaults: ImportDefaults {
            list: named.transpose()?.or_else(|| lists::only(&read)),
            source: args.source.clone(),
            consented: consented(args.consented.as_deref())?,
            // Which words they said yes to is not known here, and evidence is not guessed: `source` leads to them.
            version: None,
            wording: None,
        },
        lists: bases(&read),
        run: if args.dry_run { Run::Dry } else { Run::ForReal },
        now: context::now(),
    };
    let store = read.store(context)?;
    let outcome = context.block_on(async { Ok(store.import(request).await?) })?;
    let refused = [table.refused, outcome.refused].concat();
    let passed_over = [table.passed_over, outcome.passed_over].concat();
    let report = Report {
        taken: outcome.new + outcome.updated,
        new: outcome.new,
        updated: outcome.updated,
        passed_over: rows(&passed_over, terminal),
        refused: rows(&refused, terminal),
    };
    if terminal.json {
        terminal.data_as_json(&report)?;
    } else {
        for column in &table.ignored {
            terminal.say("import-ignored-column", &[("column", column.as_str().into())]);
        }
        tell([refused, passed_over].concat(), &file(args), terminal);
        let number = |count: u64| usize::try_from(count).unwrap_or(usize::MAX).into();
        let counts = [
            ("new", number(report.new)),
            ("updated", number(report.updated)),
            ("passed", report.passed_over.len().into()),
            ("refused", report.refused.len().into()),
        ];
        terminal.say(if args.dry_run { "import-would" } else { "import-done" }, &counts);
    }
    Ok(if report.refused.is_empty() { Exit::Done } else { Exit::Wrong })
}

/// The file as it was named.
fn file(args: &ImportArgs) -> String {
    args.file.display().to_string()
}

/// The bytes of the file.
fn bytes(args: &ImportArgs, context: &Context) -> Result<Vec<u8>, Failure> {
    let path = context.config.directory.join(&args.file);
    let unreadable = |error: std::io::Error| {
        let is_a_slip = matches!(error.kind(), ErrorKind::NotFound | ErrorKind::IsADirectory);
        let failure = if is_a_slip { Failure::wrong } else { Failure::world };
        failure("file-unreadable").with("file", file(args)).because(&error)
    };
    if std::fs::metadata(&path).map_err(unreadable)?.len() > MOST_BYTES {
        return Err(Failure::wrong("csv-too-large").with("file", file(args)));
    }
    std::fs::read(&path).map_err(unreadable)
}

fn rows(remarks: &[RowRemark], terminal: &Terminal) -> Vec<Row> {
    let reason = |remark: &RowRemark| terminal.sentence(remark.code, &remark.arguments);
    let mut rows: Vec<_> =
        remarks.iter().map(|remark| Row { line: remark.line, code: remark.code, reason: reason(remark) }).collect();
    rows.sort_by_key(|row| row.line);
    rows
}

/// Tells of the rows in the order of the file; what to do is said once of each kind.
fn tell(mut remarks: Vec<RowRemark>, file: &str, terminal: &Terminal) {
    remarks.sort_by_key(|remark| remark.line);
    let mut told = BTreeSet::new();
    for remark in &remarks {
        let reason = terminal.sentence(remark.code, &remark.arguments);
        terminal.talk(&format!("{file}:{}: {reason}", remark.line));
        if told.insert(remark.code)
            && let Some(hint) = terminal.find(&format!("{}.hint", remark.code), &remark.arguments)
        {
            terminal.talk(&format!("  {}: {hint}", terminal.sentence("level-hint", &[])));
        }
    }
}
