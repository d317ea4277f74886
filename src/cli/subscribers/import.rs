//! `subscribers import`: a CSV file onto the lists. Good rows go in beside bad ones; nobody who left comes back by it.

use super::{known_list, lists, only_list};
use crate::cli::context::{self, Context};
use crate::cli::exit::{Exit, Failure};
use crate::intake::subscribers::{self as intake, RowRemark};
use crate::language::date;
use crate::store::{ImportDefaults, ImportRequest, Run, Store};
use clap::Args;
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
    let path = context.config.directory.join(&args.file);
    let unreadable = |error: &std::io::Error| {
        Failure::world("file-unreadable").with("file", path.display().to_string()).because(error)
    };
    let size = std::fs::metadata(&path).map_err(|error| unreadable(&error))?.len();
    if size > MOST_BYTES {
        return Err(Failure::wrong("csv-too-large").with("file", path.display().to_string()));
    }
    let table = intake::read(&std::fs::read(&path).map_err(|error| unreadable(&error))?)?;
    let consented = args.consented.as_deref().map(|text| {
        let day = date::parse(text.trim()).map(|date| date.day);
        day.ok_or_else(|| Failure::wrong("bad-date").with("text", text))
    });
    let request = ImportRequest {
        rows: table.rows,
        defaults: ImportDefaults {
            list: known_list(&read, args.list.as_deref())?.or_else(|| only_list(&read)),
            source: args.source.clone(),
            consented: consented.transpose()?,
            // Which words they said yes to is not known here, and evidence is not guessed: `source` leads to them.
            version: None,
            wording: None,
        },
        lists: lists(&read),
        run: if args.dry_run { Run::Dry } else { Run::ForReal },
        now: context::now(),
    };
    let store = read.store(context)?;
    let outcome = context.block_on(async { Ok(store.import(request).await?) })?;
    let mut refused = table.refused;
    refused.extend(outcome.refused);
    refused.sort_by_key(|remark| remark.line);
    let mut passed_over = table.passed_over;
    passed_over.extend(outcome.passed_over);
    passed_over.sort_by_key(|remark| remark.line);
    let rows = |remarks: &[RowRemark]| -> Vec<Row> {
        let row = |remark: &RowRemark| Row {
            line: remark.line,
            code: remark.code,
            reason: terminal.sentence(remark.code, &remark.arguments),
        };
        remarks.iter().map(row).collect()
    };
    let report = Report {
        taken: outcome.new + outcome.updated,
        new: outcome.new,
        updated: outcome.updated,
        passed_over: rows(&passed_over),
        refused: rows(&refused),
    };
    if terminal.json {
        terminal.data_as_json(&report)?;
    } else {
        for column in &table.ignored {
            terminal.say("import-ignored-column", &[("column", column.as_str().into())]);
        }
        let file = args.file.display().to_string();
        for row in report.refused.iter().chain(&report.passed_over) {
            terminal.talk(&format!("{file}:{}: {}", row.line, row.reason));
        }
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
