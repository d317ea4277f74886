//! `subscribers import`: a CSV file onto the lists. Good rows go in beside bad ones; nobody who left comes back by it.

use super::{bases, consented};
use crate::cli::context::{self, Context};
use crate::cli::exit::{Exit, Failure};
use crate::cli::lists;
use crate::cli::terminal::Terminal;
use crate::intake::subscribers::{self as intake, IntakeError, RowRemark};
use crate::store::{ImportDefaults, ImportOutcome, ImportRequest, ImportRows, Run, Store, StoreError};
use clap::Args;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Cursor, ErrorKind, Read, Seek};
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
    let table = intake::read(opened(args, context)?).map_err(|error| unread(error, args))?;
    let ignored = table.ignored().to_vec();
    let named = args.list.as_deref().map(|name| lists::named(&read, name));
    let request = ImportRequest {
        rows: ImportRows::from_file(table),
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
    let outcome = context.block_on(async { Ok(store.import(request).await) })?.map_err(|error| match error {
        StoreError::Rows(error) => unread(error, args),
        error => error.into(),
    })?;
    let report = Report {
        taken: outcome.new + outcome.updated,
        new: outcome.new,
        updated: outcome.updated,
        passed_over: rows(&outcome.passed_over, terminal),
        refused: rows(&outcome.refused, terminal),
    };
    if terminal.json {
        terminal.data_as_json(&report)?;
    } else {
        for column in &ignored {
            terminal.say("import-ignored-column", &[("column", column.as_str().into())]);
        }
        tell(&outcome, &file(args), terminal);
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

/// The file, from which rows are read while they are taken.
fn opened(args: &ImportArgs, context: &Context) -> Result<Box<dyn Source>, Failure> {
    let path = context.config.directory.join(&args.file);
    let unreadable = |error: io::Error| unread(error.into(), args);
    let metadata = std::fs::metadata(&path).map_err(unreadable)?;
    if metadata.len() > MOST_BYTES {
        return Err(Failure::wrong("csv-too-large").with("file", file(args)));
    }
    if metadata.is_file() {
        return Ok(Box::new(File::open(&path).map_err(unreadable)?));
    }
    // What comes from another program comes only once.
    Ok(Box::new(Cursor::new(std::fs::read(&path).map_err(unreadable)?)))
}

/// What can be gone through more than once.
trait Source: Read + Seek + Send + Sync {}

impl<T: Read + Seek + Send + Sync> Source for T {}

/// Why the file is no list of subscribers.
fn unread(error: IntakeError, args: &ImportArgs) -> Failure {
    let IntakeError::Unreadable { kind, reason } = error else { return Failure::from(error).at(file(args)) };
    let is_a_slip = matches!(kind, ErrorKind::NotFound | ErrorKind::IsADirectory);
    let failure = if is_a_slip { Failure::wrong } else { Failure::world };
    failure("file-unreadable").with("file", file(args)).because(&io::Error::new(kind, reason))
}

fn rows(remarks: &[RowRemark], terminal: &Terminal) -> Vec<Row> {
    let reason = |remark: &RowRemark| terminal.sentence(remark.code, &remark.arguments);
    let mut rows: Vec<_> =
        remarks.iter().map(|remark| Row { line: remark.line, code: remark.code, reason: reason(remark) }).collect();
    rows.sort_by_key(|row| row.line);
    rows
}

/// Tells of the rows in the order of the file; what to do is said once of each kind.
fn tell(outcome: &ImportOutcome, file: &str, terminal: &Terminal) {
    let mut remarks: Vec<&RowRemark> = outcome.refused.iter().chain(&outcome.passed_over).collect();
    remarks.sort_by_key(|remark| remark.line);
    let mut told = BTreeSet::new();
    for remark in remarks {
        let reason = terminal.sentence(remark.code, &remark.arguments);
        terminal.talk(&format!("{file}:{}: {reason}", remark.line));
        if told.insert(remark.code)
            && let Some(hint) = terminal.find(&format!("{}.hint", remark.code), &remark.arguments)
        {
            terminal.talk(&format!("  {}: {hint}", terminal.sentence("level-hint", &[])));
        }
    }
}
