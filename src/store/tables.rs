//! The tables that a store consists of, for what moves them whole from one database to another.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A whole number, or nothing.
    Number,
    /// A text, or nothing.
    Text,
    /// Bytes.
    Bytes,
}

/// A table.
pub(super) struct Table {
    /// Its name, in every database.
    pub(super) name: &'static str,
    /// Its columns; the first is the number that its rows go by.
    pub(super) columns: &'static [(&'static str, Holds)],
}

impl Table {
    /// The names of its columns, as a statement lists them.
    pub(super) fn list(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    /// The column that its rows go by.
    pub(super) fn key(&self) -> &'static str {
        self.columns[0].0
    }
}

use Holds::{Bytes, Number, Text};

/// Every table that is moved, those that others refer to first. The rate's next free moment and the signs of life are not:
/// they have passed by then.
pub(super) const TABLES: [Table; 6] = [
    Table {
        name: "subscribers",
        columns: &[
            ("id", Number),
            ("normal", Text),
            ("address", Text),
            ("name", Text),
            ("language", Text),
            ("organisation", Text),
            ("added_at", Number),
        ],
    },
    Table {
        name: "subscriptions",
        columns: &[
            ("id", Number),
            ("subscriber", Number),
            ("list", Text),
            ("state", Text),
            ("token", Text),
            ("since", Number),
        ],
    },
    Table {
        name: "consents",
        columns: &[
            ("id", Number),
            ("subscription", Number),
            ("source", Text),
            ("consented", Text),
            ("version", Text),
            ("wording", Text),
            ("asked_at", Number),
            ("confirmed_at", Number),
            ("withdrawn_at", Number),
            ("recorded_at", Number),
        ],
    },
    Table {
        name: "mailings",
        columns: &[
            ("number", Number),
            ("id", Text),
            ("subject", Text),
            ("digest", Text),
            ("recipients", Number),
            ("frozen_at", Number),
            ("stopped_at", Number),
            ("frozen", Bytes),
            ("carriage", Text),
            ("due_at", Number),
        ],
    },
    Table {
        name: "deliveries",
        columns: &[
            ("number", Number),
            ("mailing", Number),
            ("subscription", Number),
            ("normal", Text),
            ("address", Text),
            ("name", Text),
            ("language", Text),
            ("token", Text),
            ("state", Text),
            ("attempts", Number),
            ("worker", Text),
            ("lease_until", Number),
            ("first_attempt_at", Number),
            ("next_try_at", Number),
            ("code", Number),
            ("enhanced", Text),
            ("reply", Text),
            ("changed_at", Number),
        ],
    },
    Table {
        name: "returned",
        columns: &[
            ("id", Number),
            ("digest", Text),
            ("place", Number),
            ("source", Text),
            ("kind", Text),
            ("counts", Number),
            ("subscriber", Number),
            ("address", Text),
            ("code", Number),
            ("status", Text),
            ("said", Text),
            ("sender", Text),
            ("subject", Text),
            ("letter", Text),
            ("returned_at", Number),
            ("read_at", Number),
        ],
    },
];
