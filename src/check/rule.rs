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
}

impl Spot {
    /// The value at a path.
    pub fn at(path: DocumentPath) -> Self {
        Self { path, place: Place::Value, arguments: Vec::new() }
    }

    /// These bytes of the value.
    #[must_use]
    pub fn within(mut self, range: Range<usize>) -> Self {
        self.place = Place::Within(range);
        self
    }

    /// The key in place of the value.
    #[must_use]
    pub fn on_key(mut self) -> Self {
        self.place = Place::Key;
        self
    }

    /// The spot with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The finding that a rule makes of it.
    pub(super) fn into_finding(self, rule: &Rule, file: &str) -> Finding {
        let mut finding = Finding::new(rule.code, rule.severity, file, self.path).at(self.place);
        finding.arguments = self.arguments;
        finding
    }
}
