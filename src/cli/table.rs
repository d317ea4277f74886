//! A table on the terminal: headings, columns, no lines drawn; wraps where the terminal ends.

use super::exit::Failure;
use super::terminal::Terminal;
use comfy_table::{ContentArrangement, presets};

/// A table, row by row.
pub struct Table(comfy_table::Table);

impl Table {
    /// A table with these headings, by the names of their messages.
    pub fn new(headings: &[&str], terminal: &Terminal) -> Self {
        let headings: Vec<String> = headings.iter().map(|heading| terminal.sentence(heading, &[])).collect();
        Self::with_headings(&headings)
    }

    /// A table with these headings, which are words already.
    pub fn with_headings(headings: &[String]) -> Self {
        let mut table = Self::plain();
        table.0.set_header(headings);
        table
    }

    fn plain() -> Self {
        let mut table = comfy_table::Table::new();
        table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Disabled);
        Self(table)
    }

    /// One more row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        // A cell that came from a file never moves the cursor.
        self.0.add_row(cells.into_iter().map(|cell| cell.chars().filter(|c| !c.is_control()).collect::<String>()));
    }

    /// Prints it on stdout.
    ///
    /// # Errors
    /// `Failure` where stdout fails.
    pub fn print(&self, terminal: &Terminal) -> Result<(), Failure> {
        let lines: Vec<String> = self.0.lines().map(|line| format!("{}\n", line.trim_end())).collect();
        terminal.data(&lines.concat())
    }
}
