//! A table of an official audit with the columns that it must have, and why it cannot be checked.

use crate::import::{OfficeTable, arlo_votes, shown};
use crate::reason::{Reason, official};

/// Why an audit cannot be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfficialFlaw {
    /// A section of the report, or a column of it, that is not there.
    Missing {
        /// Which.
        what: String,
    },
    /// A cell that is not what it must be.
    Cell {
        /// The file.
        file: String,
        /// The row, from 1.
        row: u64,
        /// The column.
        column: String,
        /// What is there.
        found: String,
    },
    /// The figures do not go together.
    Figures {
        /// The contest.
        contest: String,
        /// Why.
        why: String,
    },
}

impl OfficialFlaw {
    /// What is wrong, in words.
    pub fn reason(&self) -> Reason {
        match self {
            Self::Missing { what } => official::flaw_missing(shown(what)),
            Self::Cell { file, row, column, found } => official::flaw_cell(file, *row, shown(column), shown(found)),
            Self::Figures { contest, why } => official::flaw_figures(shown(contest), why),
        }
    }
}

/// Most ballots or votes of a cell, so that sums of cells fit.
const MOST: u64 = 1 << 40;

/// A table with the columns that it must have.
pub(super) struct Section<'t> {
    pub(super) table: &'t OfficeTable,
}

impl<'t> Section<'t> {
    pub(super) fn named(tables: &'t [OfficeTable], kind: &str) -> Result<Self, OfficialFlaw> {
        let table = tables.iter().find(|table| table.kind == kind);
        table.map(|table| Self { table }).ok_or_else(|| OfficialFlaw::Missing { what: kind.to_owned() })
    }

    pub(super) fn column(&self, name: &str) -> Result<usize, OfficialFlaw> {
        self.table.column(name).ok_or_else(|| OfficialFlaw::Missing { what: name.to_owned() })
    }

    pub(super) fn text(&self, row: usize, column: &str) -> Result<&'t str, OfficialFlaw> {
        let at = self.column(column)?;
        if row >= self.table.rows() {
            return Err(OfficialFlaw::Missing { what: column.to_owned() });
        }
        Ok(self.table.cell(row, at).trim())
    }

    pub(super) fn wrong(&self, row: usize, column: &str) -> OfficialFlaw {
        let found = self.table.column(column).map_or("", |at| self.table.cell(row, at)).to_owned();
        let (file, row) = (self.table.file.clone(), self.table.lines[row].into());
        OfficialFlaw::Cell { file, row, column: column.to_owned(), found }
    }

    pub(super) fn number(&self, row: usize, column: &str) -> Result<u64, OfficialFlaw> {
        let number = self.text(row, column)?.parse().ok().filter(|&number| number <= MOST);
        number.ok_or_else(|| self.wrong(row, column))
    }

    pub(super) fn votes(&self, row: usize, column: &str) -> Result<Vec<(String, u64)>, OfficialFlaw> {
        let votes = arlo_votes(self.text(row, column)?).ok();
        votes.filter(|all| all.iter().all(|(_, votes)| *votes <= MOST)).ok_or_else(|| self.wrong(row, column))
    }
}
