//! Why a file is no list of subscribers.

use crate::model::Argument;
use std::io::{self, ErrorKind};

/// Why nothing of a file can be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IntakeError {
    /// There is nothing in it.
    #[error("an empty file")]
    Empty,
    /// It is an Excel workbook, not CSV.
    #[error("an Excel workbook")]
    ExcelWorkbook,
    /// It is no text at all.
    #[error("not a text")]
    NotText,
    /// The first line has an address where the names of the columns should be.
    #[error("no header line")]
    WithoutHeader {
        /// The cell that looks like an address.
        cell: String,
    },
    /// No column is called anything like e-mail.
    #[error("no e-mail column among {headers:?}")]
    WithoutEmailColumn {
        /// The columns that there are.
        headers: Vec<String>,
    },
    /// Two columns mean the same.
    #[error("the columns {first:?} and {second:?} mean the same")]
    ColumnTwice {
        /// The name of one.
        first: String,
        /// The name of the other.
        second: String,
    },
    /// The system gives no more of it.
    #[error("{reason}")]
    Unreadable {
        /// What kind of trouble it is.
        kind: ErrorKind,
        /// What the system says.
        reason: String,
    },
}

impl From<io::Error> for IntakeError {
    fn from(error: io::Error) -> Self {
        Self::Unreadable { kind: error.kind(), reason: error.to_string() }
    }
}

impl IntakeError {
    /// The name of its message.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "csv-empty",
            Self::ExcelWorkbook => "csv-is-xlsx",
            Self::NotText => "csv-not-text",
            Self::WithoutHeader { .. } => "csv-without-header",
            Self::WithoutEmailColumn { .. } => "csv-without-email-column",
            Self::ColumnTwice { .. } => "csv-column-twice",
            Self::Unreadable { .. } => "file-unreadable",
        }
    }

    /// The values of its message; but the name of the file, which whoever opened it knows.
    pub fn arguments(&self) -> Vec<(&'static str, Argument)> {
        match self {
            Self::Empty | Self::ExcelWorkbook | Self::NotText | Self::Unreadable { .. } => Vec::new(),
            Self::WithoutHeader { cell } => vec![("cell", cell.as_str().into())],
            Self::WithoutEmailColumn { headers } => vec![("headers", headers.join(", ").into())],
            Self::ColumnTwice { first, second } => {
                vec![("first", first.as_str().into()), ("second", second.as_str().into())]
            }
        }
    }
}
