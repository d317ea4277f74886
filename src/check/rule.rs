//! What a rule is, and what it gives.

use super::around::Around;
use super::page::Page;
use crate::model::{Argument, DocumentPath, Finding, Place, Severity};
use std::ops::Range;

/// A rule of the table.
pub struct Rule {
    /// The code of its findings; also the name of its words.
    pub code: &'static str,
    /// How much its findings matter.
    pub severity: Severity,
    /// Looks at one file among all, and gives the places where it does not hold.
    pub(super) look: fn(&Page<'_>, &Around<'_>) -> Vec<Spot>,
}

/// A place where a rule does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The way to the value.
    pub path: DocumentPath,
    /// Where there.
    pub place: Place,
    /// The values of the sentence.
    pub arguments: Vec<(&'static str, Argument)>,
    /// Where something is missing: the spot is of no weight if that part of the file could not be read.
    pub lacks_in: Option<DocumentPath>,
}

impl Spot {
    /// The value at a path.
    pub fn at(path: DocumentPath) -> Self {
        Self { path, place: Place::Value, arguments: Vec::new(), lacks_in: None }
    }

    /// These bytes of the value.
    #[must_use]
    pub fn within(mut self, range: Range<usize>) -> Self {
        self.place = Place::Within(range);
        self
    }

    /// The spot of what is missing in the part at that path.
    #[must_use]
    pub fn for_lack_in(mut self, part: DocumentPath) -> Self {
        self.lacks_in = Some(part);
        self
    }

    /// The spot with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The finding that a rule makes of it in a file of which these parts could not be read; nothing where what it finds
    /// missing may be among them.
    pub(super) fn into_finding(self, rule: &Rule, file: &str, lacking: &[DocumentPath]) -> Option<Finding> {
        let part = self.lacks_in.map(|part| part.past(lacking));
        if part.is_some_and(|part| lacking.iter().any(|lacking| lacking.starts_with(&part))) {
            return None;
        }
        let mut finding = Finding::new(rule.code, rule.severity, file, self.path.past(lacking)).at(self.place);
        finding.arguments = self.arguments;
        Some(finding)
    }
}
