//! What `check` says of a record: a code, arguments and a place. The sentence is made by `cli`.

use super::Argument;
use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Stops a send and a build.
    Error,
    /// Wants a look.
    Warning,
    /// Could be better.
    Advice,
}

/// A step on the way to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A key of a map.
    Key(Cow<'static, str>),
    /// A position in a list, from 0.
    Index(usize),
}

/// The way from a document's root to a value: `agenda[2].speakers[0].person`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DocumentPath(pub Vec<Step>);

impl DocumentPath {
    /// The root.
    pub fn root() -> Self {
        Self::default()
    }

    /// This path and a key.
    #[must_use]
    pub fn key(&self, key: impl Into<Cow<'static, str>>) -> Self {
        self.and(Step::Key(key.into()))
    }

    /// This path and a position.
    #[must_use]
    pub fn index(&self, index: usize) -> Self {
        self.and(Step::Index(index))
    }

    fn and(&self, step: Step) -> Self {
        let mut steps = Vec::with_capacity(self.0.len() + 1);
        steps.extend_from_slice(&self.0);
        steps.push(step);
        Self(steps)
    }
}

impl DocumentPath {
    /// Whether this way leads through the other, or ends there.
    pub fn starts_with(&self, other: &Self) -> bool {
        self.0.starts_with(&other.0)
    }

    /// The same way in a file of which these parts are lacking in the value: items that a list lacks count again.
    #[must_use]
    pub fn past(&self, lacking: &[Self]) -> Self {
        let mut found = Self::root();
        for step in &self.0 {
            found = match step {
                Step::Key(key) => found.key(key.clone()),
                Step::Index(index) => {
                    let mut gone: Vec<usize> = lacking.iter().filter_map(|path| path.index_in(&found)).collect();
                    gone.sort_unstable();
                    let index = gone.into_iter().fold(*index, |index, gone| index + usize::from(gone <= index));
                    found.index(index)
                }
            };
        }
        found
    }

    /// The position, where this is the way to an item of that list.
    fn index_in(&self, list: &Self) -> Option<usize> {
        match self.0.split_last() {
            Some((Step::Index(index), holder)) if holder == list.0 => Some(*index),
            _ => None,
        }
    }
}

impl fmt::Display for DocumentPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if position == 0 => f.write_str(key)?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// Where in the file of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Place {
    /// The file as a whole.
    #[default]
    File,
    /// The value at the path; where the path leads further than the file, the last value on the way.
    Value,
    /// The key at the path.
    Key,
    /// These bytes of the value at the path, as the value reads (not as it is quoted or indented).
    Within(Range<usize>),
    /// These bytes of the file.
    Bytes(Range<usize>),
}

/// A change of the file's bytes that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Which bytes of the file go.
    pub range: Range<usize>,
    /// What comes in their place.
    pub text: String,
}

/// One thing that `check` found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The rule's name in kebab-case; also the name of its Fluent message, whose attributes are `.label` (short, beside the
    /// place) and `.hint` (what to do), each where it says more than the message.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The file, from the workspace's root, with `/` between folders.
    pub file: String,
    /// The way to the value.
    pub path: DocumentPath,
    /// Where there.
    pub place: Place,
    /// The values of the sentence.
    pub arguments: Vec<(&'static str, Argument)>,
    /// What would mend it.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding at the value of a path.
    pub fn new(code: &'static str, severity: Severity, file: impl Into<String>, path: DocumentPath) -> Self {
        Self { code, severity, file: file.into(), path, place: Place::Value, arguments: Vec::new(), fix: None }
    }

    /// The finding with one more value for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Argument>) -> Self {
        self.arguments.push((name, value.into()));
        self
    }

    /// The finding at another place of its file.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = place;
        self
    }

    /// The finding with a change that mends it.
    #[must_use]
    pub fn mended_by(mut self, fix: Fix) -> Self {
        self.fix = Some(fix);
        self
    }
}

#[cfg(test)]
mod tests {
    use super::DocumentPath;

    #[test]
    fn a_path_reads_like_the_file() {
        let path = DocumentPath::root().key("agenda").index(2).key("speakers").index(0);
        assert_eq!(path.to_string(), "agenda[2].speakers[0]");
    }

    #[test]
    fn items_that_could_not_be_read_count_in_the_file() {
        let agenda = DocumentPath::root().key("agenda");
        let lacking =
            [agenda.index(2), agenda.index(0), agenda.index(1).key("speakers").index(0), DocumentPath::root().key("x")];
        let past = |path: DocumentPath| path.past(&lacking).to_string();
        assert_eq!(past(agenda.index(0).key("speakers").index(1)), "agenda[1].speakers[2]");
        assert_eq!(past(agenda.index(1).key("title")), "agenda[3].title");
        assert_eq!(past(agenda.clone()), "agenda");
    }
}
