//! What keeps a document from being made. Templates of the workspace's own are the usual cause.

use crate::language::nearest;
use crate::model::{Argument, Document, DocumentFormat, Id};

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RenderError {
    /// The workspace replaces a template that does not exist.
    #[error("no template is called {name:?}")]
    UnknownTemplate {
        /// The name of its file below `templates/`.
        name: String,
        /// The built-in template that is nearest.
        nearest: Option<&'static str>,
    },
    /// A template cannot be read.
    #[error("{template}:{line}: {reason}")]
    Syntax {
        /// The template's file.
        template: String,
        /// From 1.
        line: usize,
        /// What the engine says of it, in English.
        reason: String,
    },
    /// A template uses a name that is not there.
    #[error("{template}:{line}: {name:?} is not there")]
    Undefined {
        /// The template's file.
        template: String,
        /// From 1.
        line: usize,
        /// The name.
        name: String,
        /// The names that are there.
        known: Vec<String>,
    },
    /// A template asks for a phrase that the word files do not have.
    #[error("{template}:{line}: no phrase is called {name:?}")]
    UnknownPhrase {
        /// The template's file.
        template: String,
        /// From 1.
        line: usize,
        /// The phrase.
        name: String,
    },
    /// A template uses a filter, test or function that does not exist.
    #[error("{template}:{line}: {reason}")]
    UnknownFunction {
        /// The template's file.
        template: String,
        /// From 1.
        line: usize,
        /// What the engine says of it, in English.
        reason: String,
    },
    /// A template includes one that does not exist.
    #[error("{template}:{line}: {reason}")]
    MissingTemplate {
        /// The template's file.
        template: String,
        /// From 1.
        line: usize,
        /// What the engine says of it, in English.
        reason: String,
    },
    /// A template of the workspace does more work than any document needs.
    #[error("{template}:{line}: out of fuel")]
    Runaway {
        /// The template's file.
        template: String,
        /// From 1.
        line: usize,
    },
    /// A template includes or calls itself without end.
    #[error("{template}:{line}: too deep")]
    TooDeep {
        /// The template's file.
        template: String,
        /// From 1.
        line: usize,
    },
    /// Anything else that the engine will not do.
    #[error("{template}:{line}: {reason}")]
    Template {
        /// The template's file.
        template: String,
        /// From 1; 0 where it is not known.
        line: usize,
        /// What the engine says of it, in English.
        reason: String,
    },
    /// A part of a Word document is no XML that Word opens.
    #[error("{template}: {reason} after {before:?}")]
    Unsound {
        /// The template of the workspace that it comes from, the first where it replaces several.
        template: String,
        /// What the reader says of it, in English.
        reason: String,
        /// The text that stands before it.
        before: String,
    },
    /// The style sheet of the mail cannot be put into its elements.
    #[error("mail.css: {reason}")]
    Style {
        /// What the inliner says of it, in English.
        reason: String,
    },
    /// The record has no such document: a summary is of a meeting, and so on.
    #[error("{record} has no {}", document.name())]
    WrongDocument {
        /// The record.
        record: Id,
        /// The document.
        document: Document,
    },
    /// The document cannot be had in this form: a calendar entry is of an agenda, and so on.
    #[error("{} is not made as {}", document.name(), format.name())]
    WrongFormat {
        /// The document.
        document: Document,
        /// The form.
        format: DocumentFormat,
    },
    /// The parts of the document do not go into one file.
    #[error("cannot be packed: {reason}")]
    Packing {
        /// What the archive says of it, in English.
        reason: String,
    },
    /// The program was built without the feature that makes PDF.
    #[error("this program was built without pdf")]
    WithoutPdf,
    /// Typst cannot set the markup that the templates wrote.
    #[error("cannot be set: {reason}")]
    Unset {
        /// The template of paper that the workspace replaces, the first where it replaces several.
        template: Option<String>,
        /// What Typst says of it, in English.
        reason: String,
    },
    /// A poster leads to nobody: the settings have no telephone number.
    #[error("no telephone number")]
    WithoutPhone,
    /// A poster does not stay on one sheet, however little is on it.
    #[error("poster.typ: more than one sheet")]
    TwoSheets,
    /// The workspace has no such list.
    #[error("no list is called {list}")]
    UnknownList {
        /// The list.
        list: Id,
        /// The list that is nearest.
        nearest: Option<String>,
    },
    /// The html part is so long that Gmail would cut it (at about 102 kB).
    #[error("the mail has {size} bytes")]
    MailTooLong {
        /// In bytes.
        size: usize,
        /// In bytes.
        limit: usize,
    },
}

/// The codes of what can be wrong with a workspace's own templates.
pub const TEMPLATE_CODES: [&str; 13] = [
    "template-unknown",
    "template-syntax",
    "template-undefined",
    "template-phrase",
    "template-function",
    "template-missing",
    "template-runaway",
    "template-too-deep",
    "template-failed",
    "template-unsound",
    "template-style",
    "pdf-not-set",
    "poster-two-sheets",
];

impl RenderError {
    /// The name of the sentence in the word files.
    pub fn code(&self) -> &'static str {
        match self {
            Self::UnknownTemplate { .. } => "template-unknown",
            Self::Syntax { .. } => "template-syntax",
            Self::Undefined { .. } => "template-undefined",
            Self::UnknownPhrase { .. } => "template-phrase",
            Self::UnknownFunction { .. } => "template-function",
            Self::MissingTemplate { .. } => "template-missing",
            Self::Runaway { .. } => "template-runaway",
            Self::TooDeep { .. } => "template-too-deep",
            Self::Template { .. } => "template-failed",
            Self::Unsound { .. } => "template-unsound",
            Self::Style { .. } => "template-style",
            Self::WrongDocument { .. } => "document-wrong",
            Self::WrongFormat { .. } => "format-wrong",
            Self::Packing { .. } => "document-packing",
            Self::WithoutPdf => "pdf-not-built",
            Self::Unset { .. } => "pdf-not-set",
            Self::WithoutPhone => "poster-without-phone",
            Self::TwoSheets => "poster-two-sheets",
            Self::UnknownList { .. } => "mail-list-unknown",
            Self::MailTooLong { .. } => "mail-too-long",
        }
    }

    /// The values of that sentence: `template` is a path from the workspace's root; `nearest` is `none` where nothing is near.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::UnknownTemplate { name, nearest } => {
                vec![("template", path(name)), ("nearest", nearest.unwrap_or(NOTHING).into())]
            }
            Self::Undefined { template, line, name, known } => {
                let near = nearest::nearest(name, known.iter().map(String::as_str)).unwrap_or(NOTHING);
                let mut arguments = at(template, *line);
                arguments.extend([
                    ("name", name.as_str().into()),
                    ("known", known.join(", ").into()),
                    ("nearest", near.into()),
                ]);
                arguments
            }
            Self::UnknownPhrase { template, line, name } => {
                let mut arguments = at(template, *line);
                arguments.push(("name", name.as_str().into()));
                arguments
            }
            Self::Syntax { template, line, reason }
            | Self::UnknownFunction { template, line, reason }
            | Self::MissingTemplate { template, line, reason }
            | Self::Template { template, line, reason } => {
                let mut arguments = at(template, *line);
                arguments.push(("reason", reason.as_str().into()));
                arguments
            }
            Self::Runaway { template, line } | Self::TooDeep { template, line } => at(template, *line),
            Self::Unsound { template, reason, before } => vec![
                ("template", path(template)),
                ("reason", reason.as_str().into()),
                ("before", before.as_str().into()),
            ],
            Self::Style { reason } => vec![("template", path("mail.css")), ("reason", reason.as_str().into())],
            Self::WrongDocument { record, document } => {
                vec![("record", record.as_str().into()), ("document", document.name().into())]
            }
            Self::WrongFormat { document, format } => {
                vec![("document", document.name().into()), ("format", format.name().into())]
            }
            Self::Packing { reason } => vec![("reason", reason.as_str().into())],
            Self::WithoutPdf | Self::WithoutPhone => Vec::new(),
            Self::TwoSheets => vec![("template", path("poster.typ"))],
            Self::Unset { template, reason } => {
                let template = template.as_deref().map_or(NOTHING.into(), path);
                vec![("template", template), ("reason", reason.as_str().into())]
            }
            Self::UnknownList { list, nearest } => {
                vec![("list", list.as_str().into()), ("nearest", nearest.as_deref().unwrap_or(NOTHING).into())]
            }
            Self::MailTooLong { size, limit } => {
                vec![("size", (size / 1000).into()), ("limit", (limit / 1000).into())]
            }
        }
    }
}

/// What the word files call it that nothing is near.
const NOTHING: &str = "none";

fn at(template: &str, line: usize) -> Vec<(&'static str, Argument)> {
    vec![("template", path(template)), ("line", line.to_string().into())]
}

fn path(template: &str) -> Argument {
    format!("templates/{template}").into()
}
