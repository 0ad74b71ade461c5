//! A row of a filled-in sheet: its columns, the words for what is no name, and what is refused.

use super::log::{ReadingCorrection, ReadingEntry};
use crate::audit::session::SavedUnit;
use crate::election::Contest;
use crate::import::OfficeTable;
use crate::reason::{Reason, folder};

/// The columns of an entry sheet. `choice` is for tallies of batches; `board`, `corrected by` and `why` are the office's.
pub const COLUMNS: [&str; 11] = [
    "container",
    "tabulator",
    "batch",
    "position",
    "card",
    "contest",
    "choice",
    "reading",
    "board",
    "corrected by",
    "why",
];

/// A row of a filled-in sheet that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// The row, from 1.
    pub row: u64,
    /// The column.
    pub column: &'static str,
    /// What is there.
    pub found: String,
    /// What is allowed.
    pub allowed: Reason,
}

/// Words for what is no name, in every language that sheets are filled in with.
pub(super) const WORDS: [(SheetWord, &[&str]); 4] = [
    (SheetWord::Blank, &["blank", "en blanco"]),
    (SheetWord::Overvote, &["overvote", "sobrevoto"]),
    (SheetWord::NotFound, &["not found", "no encontrada"]),
    (SheetWord::NotOnCard, &["not on card", "no en la tarjeta"]),
];

/// A reading that is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SheetWord {
    Blank,
    Overvote,
    NotFound,
    NotOnCard,
}

pub(super) fn is_not_found(text: &str) -> bool {
    WORDS[2].1.contains(&text.to_lowercase().as_str())
}

/// The lines of a batch's tally beside the names.
pub(super) const OF_TALLY: [&str; 3] = ["blank", "overvoted", "ballots"];

/// A row of a sheet, by column.
pub(super) struct SheetRow<'t> {
    pub(super) table: &'t OfficeTable,
    pub(super) columns: [Option<usize>; COLUMNS.len()],
    pub(super) row: usize,
}

impl SheetRow<'_> {
    pub(super) fn cell(&self, column: &str) -> &str {
        let at = COLUMNS.iter().position(|name| *name == column).and_then(|at| self.columns[at]);
        at.map_or("", |at| self.table.cell(self.row, at).trim())
    }

    pub(super) fn line(&self) -> u64 {
        self.table.lines[self.row].into()
    }

    pub(super) fn refuse(&self, column: &'static str, allowed: Reason) -> RefusedRow {
        RefusedRow { row: self.line(), column, found: self.cell(column).to_owned(), allowed }
    }
}

/// An entry with all but the reading.
pub(super) fn entry(row: &SheetRow<'_>, contest: &Contest) -> Result<ReadingEntry, RefusedRow> {
    let (by, why) = (row.cell("corrected by"), row.cell("why"));
    if by.is_empty() != why.is_empty() {
        let column = if by.is_empty() { "corrected by" } else { "why" };
        return Err(row.refuse(column, folder::rule_by_and_why()));
    }
    let correction = (!by.is_empty()).then(|| ReadingCorrection { by: by.to_owned(), why: why.to_owned() });
    Ok(ReadingEntry {
        contest: contest.id.clone(),
        batch: row.cell("batch").to_owned(),
        position: None,
        read: SavedUnit::NotFound,
        board: row.cell("board").to_owned(),
        sheet: row.table.file.clone(),
        row: row.line(),
        correction,
    })
}
