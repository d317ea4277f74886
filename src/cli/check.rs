//! `check`: all findings at once, and with `--fix` those that the program can mend, mended.

use super::context::{Context, Read};
use super::exit::{Exit, Failure};
use super::{findings, own_templates};
use crate::model::{Finding, Fix, Severity};
use crate::source;
use crate::wording;
use clap::Args;
use std::collections::{BTreeMap, BTreeSet};

/// Check the records and print all findings.
#[derive(Debug, Default, Args)]
pub struct CheckArgs {
    /// Records by id, start of an id, or path; all if none is named.
    records: Vec<String>,
    /// Mend what the program can mend.
    #[arg(long)]
    fix: bool,
    /// With `--fix`: show what would be mended.
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

/// How often `--fix` looks again: a fix that mends nothing must not go on for ever.
const MOST_ROUNDS: usize = 10;

pub fn run(args: &CheckArgs, context: &Context) -> Result<Exit, Failure> {
    let mut found = Found::of(args, context)?;
    if args.fix {
        // What is mended may bring the next thing to light.
        for _ in 0..MOST_ROUNDS {
            if mend(&found, args, context)? == 0 || args.dry_run {
                break;
            }
            found = Found::of(args, context)?;
        }
    }
    show(&found, context)
}

/// What a check found.
struct Found {
    read: Read,
    findings: Vec<Finding>,
}

impl Found {
    fn of(args: &CheckArgs, context: &Context) -> Result<Self, Failure> {
        let mut read = context.read()?;
        let wanted = wanted(args, &read)?;
        let mut findings = findings::all(&read);
        findings.extend(own_templates::findings(&read)?);
        if let Some(files) = &wanted {
            findings.retain(|finding| files.contains(&finding.file));
        }
        read.texts_of(&findings);
        findings.sort_by_cached_key(|finding| wording::order(finding, &read.texts));
        Ok(Self { read, findings })
    }
}

/// The files that were named; nothing where none was.
fn wanted(args: &CheckArgs, read: &Read) -> Result<Option<BTreeSet<String>>, Failure> {
    if args.records.is_empty() {
        return Ok(None);
    }
    let mut files = BTreeSet::new();
    for name in &args.records {
        let path = std::path::absolute(read.workspace.root().join(name)).ok();
        match path.filter(|path| path.is_file()).and_then(|path| read.workspace.name(&path)) {
            Some(file) => files.insert(file),
            None => files.insert(read.file_of(name)?),
        };
    }
    Ok(Some(files))
}

/// Mends what the findings know how to mend, file by file; returns how many.
fn mend(found: &Found, args: &CheckArgs, context: &Context) -> Result<usize, Failure> {
    let mut fixes: BTreeMap<&str, Vec<Fix>> = BTreeMap::new();
    for finding in &found.findings {
        if let Some(fix) = &finding.fix {
            fixes.entry(&finding.file).or_default().push(fix.clone());
        }
    }
    let mut mended = 0;
    for (file, fixes) in fixes {
        let Some(text) = found.read.texts.get(file) else { continue };
        let fixed = source::apply(text, &fixes);
        if !args.dry_run {
            found.read.workspace.write_atomically(file, fixed.as_bytes())?;
        }
        mended += fixes.len();
        let message = if args.dry_run { "check-would-mend" } else { "check-mended" };
        context.terminal.say(message, &[("file", file.into()), ("count", fixes.len().into())]);
    }
    Ok(mended)
}

fn show(found: &Found, context: &Context) -> Result<Exit, Failure> {
    let terminal = &context.terminal;
    let count = |severity| found.findings.iter().filter(|finding| finding.severity == severity).count();
    let errors = count(Severity::Error);
    if terminal.json {
        let rows: Vec<_> =
            found.findings.iter().map(|finding| wording::row(terminal.words(), finding, &found.read.texts)).collect();
        terminal.data_as_json(&rows)?;
    } else {
        for finding in &found.findings {
            terminal.data(&format!("{}\n\n", findings::shown(terminal, finding, &found.read.texts)))?;
        }
    }
    let records = found.read.records.all().count() + found.read.records.unread.len();
    if found.findings.is_empty() {
        terminal.say("check-sound", &[("records", records.into())]);
    } else {
        let counts = [
            ("errors", errors.into()),
            ("warnings", count(Severity::Warning).into()),
            ("advice", count(Severity::Advice).into()),
        ];
        terminal.say("check-summary", &counts);
        if !terminal.json && found.findings.iter().any(|finding| finding.fix.is_some()) {
            terminal.say("check-fixable", &[]);
        }
    }
    Ok(if errors > 0 { Exit::Wrong } else { Exit::Done })
}
