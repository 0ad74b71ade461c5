//! Tables of offices whose columns are known, as they stand: texts by row and column.

use crate::import::dictionary::Dictionary;
use crate::import::packed::PackedCodes;
use crate::reason::Reason;

/// A table of a known kind.
#[derive(Clone, Debug)]
pub struct OfficeTable {
    /// Which kind, such as `ballot manifest`; the same in every language.
    pub kind: &'static str,
    /// What people call the kind.
    pub title: Reason,
    /// The file.
    pub file: String,
    /// The names of its columns, in one line each.
    pub columns: Vec<String>,
    texts: Dictionary,
    cells: Vec<PackedCodes>,
    /// The line of each row.
    pub lines: Vec<u32>,
}

impl OfficeTable {
    pub(crate) fn new((kind, title): (&'static str, Reason), file: String, columns: Vec<String>) -> Self {
        let cells = vec![PackedCodes::default(); columns.len()];
        Self { kind, title, file, columns, texts: Dictionary::default(), cells, lines: Vec::new() }
    }

    pub(crate) fn push(&mut self, line: u64, cells: &[&str]) {
        for (column, codes) in self.cells.iter_mut().enumerate() {
            codes.push(self.texts.number(cells.get(column).copied().unwrap_or_default().as_bytes()));
        }
        self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
    }

    /// How many rows.
    pub fn rows(&self) -> usize {
        self.lines.len()
    }

    /// The text of a cell.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.texts.text(self.cells[column].get(row))
    }

    /// The place of a column of this name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|own| own.eq_ignore_ascii_case(name))
    }
}
