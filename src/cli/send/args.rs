//! The arguments of `send`.

use crate::model::{Carriage, Relay};
use clap::{Args, ValueEnum};

/// Send a document to a list.
#[derive(Debug, Clone, Default, Args)]
pub struct SendArgs {
    /// The record: its id, a start of it, or its path.
    pub id: String,
    /// The list; the newsletter's own, or the only one there is.
    #[arg(long, value_name = "LIST")]
    pub to: Option<String>,
    /// The document; `agenda` calls to a meeting, `draft` sends the record's own marked as a draft.
    #[arg(long = "as", value_name = "DOCUMENT")]
    pub document: Option<SendDocument>,
    /// Send to these addresses alone, and keep no account of it.
    #[arg(long, value_name = "ADDRESS", num_args = 1..)]
    pub test: Vec<String>,
    /// Do not ask.
    #[arg(long)]
    pub yes: bool,
    /// Show what would be sent, and to how many.
    #[arg(long)]
    pub dry_run: bool,
    /// Freeze now, and send at this time.
    #[arg(long, value_name = "TIME", conflicts_with_all = ["test", "drafts"])]
    pub at: Option<String>,
    /// Wait here until then.
    #[arg(long, requires = "at")]
    pub wait: bool,
    /// Write drafts for Outlook into the outbox.
    #[arg(long)]
    pub drafts: bool,
    /// Send once more what this list has had.
    #[arg(long)]
    pub again: bool,
}

impl SendArgs {
    /// A send of a record's own document to a list, without a question.
    pub fn to_list(id: &str, list: &str) -> Self {
        Self { id: id.to_owned(), to: Some(list.to_owned()), yes: true, ..Self::default() }
    }

    /// Whether it is only a trial, which is made also of what would be refused.
    pub fn is_trial(&self) -> bool {
        !self.test.is_empty() || self.dry_run
    }

    /// How the letters leave, by this relay.
    pub fn carriage(&self, relay: &Relay) -> Carriage {
        if self.drafts { Carriage::Drafts } else { relay.carriage() }
    }
}

/// A document that can be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SendDocument {
    Summary,
    Agenda,
    News,
    Newsletter,
    Draft,
}
