//! What a workspace looks like at one moment: its records, what `check` finds in them, and what makes documents of them.

use crate::check::{self, Facts};
use crate::language::words::Words;
use crate::model::{Argument, Files, Finding, Record, Records, sentence};
use crate::render::{RenderError, Renderer};
use crate::wording::{self, FindingRow, Texts};
use crate::workspace::{Workspace, WorkspaceError};
use chrono::NaiveDate;
use std::sync::{Arc, OnceLock};

/// A workspace, seen.
pub(super) struct Sight {
    pub(super) workspace: Workspace,
    /// Nothing where `opsamling.yaml` cannot be read.
    pub(super) records: Option<Records>,
    pub(super) files: Files,
    pub(super) renderer: Result<Arc<Renderer>, Trouble>,
    today: NaiveDate,
    of_reading: Vec<Finding>,
    texts: Texts,
    found: OnceLock<Vec<FindingRow>>,
}

/// Why something is not shown: the name of a sentence, and its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Trouble {
    code: &'static str,
    arguments: Vec<(&'static str, Argument)>,
}

impl Sight {
    /// A look at the workspace as it stands.
    pub(super) fn of(workspace: &Workspace, today: impl Fn(&Records) -> NaiveDate) -> Self {
        let loaded = workspace.read();
        let files = loaded.records.as_ref().map(|records| workspace.files(records)).unwrap_or_default();
        Self {
            workspace: workspace.clone(),
            today: loaded.records.as_ref().map(today).unwrap_or_default(),
            records: loaded.records,
            files,
            renderer: renderer(workspace),
            of_reading: loaded.findings,
            texts: loaded.texts,
            found: OnceLock::new(),
        }
    }

    /// The record of that id.
    pub(super) fn record(&self, id: &str) -> Option<Record<'_>> {
        self.records.as_ref()?.record(id)
    }

    /// Every finding, by file and place. Looked for when it is first asked for.
    pub(super) fn findings(&self, words: &Words) -> &[FindingRow] {
        self.found.get_or_init(|| {
            let mut found = match &self.records {
                Some(records) => {
                    let facts = Facts { today: self.today, files: self.files.clone() };
                    check::all(records, &facts, &self.of_reading)
                }
                None => self.of_reading.clone(),
            };
            let mut texts = self.texts.clone();
            self.workspace.texts_of(&found, &mut texts);
            found.sort_by_cached_key(|finding| wording::order(finding, &texts));
            found.iter().map(|finding| wording::row(words, finding, &texts)).collect()
        })
    }
}

fn renderer(workspace: &Workspace) -> Result<Arc<Renderer>, Trouble> {
    Ok(Arc::new(Renderer::new(workspace.templates()?)?))
}

impl Trouble {
    /// What is wrong, and what to do.
    pub(super) fn said(&self, words: &Words) -> (String, Option<String>) {
        let message = sentence(words, self.code, &self.arguments).unwrap_or_else(|| format!("[{}]", self.code));
        (message, sentence(words, &format!("{}.hint", self.code), &self.arguments))
    }
}

impl From<WorkspaceError> for Trouble {
    fn from(error: WorkspaceError) -> Self {
        Self { code: error.code(), arguments: error.arguments() }
    }
}

impl From<RenderError> for Trouble {
    fn from(error: RenderError) -> Self {
        Self { code: error.code(), arguments: error.arguments() }
    }
}
