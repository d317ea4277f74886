//! Which changes are taken: those that were named, or those that somebody says yes to.

use super::shown;
use crate::cli::exit::Failure;
use crate::cli::terminal::Terminal;
use crate::intake::word::Comparison;
use std::collections::BTreeSet;

/// What the command line says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Choice {
    /// Every change.
    All,
    /// These.
    Numbers(BTreeSet<usize>),
    /// Nothing: whoever sits there is asked.
    Asked,
}

impl Choice {
    pub(super) fn of(take: Option<&str>, comparison: &Comparison) -> Result<Self, Failure> {
        let Some(take) = take else { return Ok(Self::Asked) };
        if take == "all" {
            return Ok(Self::All);
        }
        if take == "none" {
            return Ok(Self::Numbers(BTreeSet::new()));
        }
        let known = comparison.changes.len();
        let mut numbers = BTreeSet::new();
        for part in take.split(',').map(str::trim) {
            let number: usize =
                part.parse().map_err(|_| Failure::usage("merge-take-unreadable").with("value", take))?;
            if !(1..=known).contains(&number) {
                return Err(Failure::wrong("merge-no-such-change").with("number", part).with("count", known));
            }
            numbers.insert(number);
        }
        Ok(Self::Numbers(numbers))
    }
}

/// Asks for each change. Who stops leaves the rest; whose answers end without a word takes nothing.
pub(super) fn ask(comparison: &Comparison, terminal: &Terminal) -> Result<BTreeSet<usize>, Failure> {
    let mut taken = BTreeSet::new();
    let [take, leave, quit] =
        ["merge-key-take", "merge-key-leave", "merge-key-quit"].map(|key| terminal.sentence(key, &[]));
    let mut section = None;
    for change in &comparison.changes {
        if section != Some(&change.section) {
            terminal.line(&shown::heading(&change.section, terminal));
            section = Some(&change.section);
        }
        terminal.line(&shown::change(change, terminal));
        loop {
            let Some(answer) = terminal.ask(&terminal.sentence("merge-ask", &[]))? else {
                return Ok(BTreeSet::new());
            };
            let answer = answer.to_lowercase();
            let says = |word: &str| !answer.is_empty() && word.starts_with(&answer);
            if says(&take) {
                taken.insert(change.number);
                break;
            }
            if says(&leave) {
                break;
            }
            if says(&quit) {
                return Ok(taken);
            }
        }
    }
    Ok(taken)
}
