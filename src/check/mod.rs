//! The rules, one table of named functions: records and facts → findings. Nothing here knows a disk or a clock.

mod agenda;
mod allowances;
mod around;
mod attachments;
mod dates;
mod files;
mod identity;
mod images;
mod lines;
mod links;
mod newsletters;
mod outputs;
mod page;
mod passage;
mod references;
mod rule;
mod settings;
mod speakers;
mod structure;
mod table;
mod titles;

pub use allowances::is_allowed;
pub use files::{files_named_beside, files_named_by, named_files};
pub use rule::{Rule, Spot};
pub use table::RULES;

use crate::model::{Files, Finding, Records};
use around::Around;
use chrono::NaiveDate;
use page::Page;
use rayon::prelude::*;

/// What pure code cannot know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The day on which it is asked.
    pub today: NaiveDate,
    /// The files that the records name and the workspace has.
    pub files: Files,
}

/// Every finding of every rule, but those that a record allows: by file, then by the way to the value, then by code.
pub fn check(records: &Records, facts: &Facts) -> Vec<Finding> {
    let around = Around::new(records, facts);
    let mut findings: Vec<Finding> =
        Page::all(records).into_par_iter().flat_map_iter(|subject| Page::new(subject).judge(&around)).collect();
    findings.sort_by(|a, b| (&a.file, &a.path, start(a), a.code).cmp(&(&b.file, &b.path, start(b), b.code)));
    findings
}

/// The same, after those that reading the files gave.
pub fn all(records: &Records, facts: &Facts, of_reading: &[Finding]) -> Vec<Finding> {
    let mut findings: Vec<Finding> =
        of_reading.iter().filter(|finding| !is_allowed(records, finding)).cloned().collect();
    findings.extend(check(records, facts));
    findings
}

/// Where in its value a finding begins.
fn start(finding: &Finding) -> usize {
    match &finding.place {
        crate::model::Place::Within(range) | crate::model::Place::Bytes(range) => range.start,
        _ => 0,
    }
}

#[cfg(test)]
mod samples;
