//! A table of texts in one allocation, with bounds on its size.

use std::collections::HashSet;

use super::columns::{ManifestOptions, Roles};
use super::flaw::Flaw;
use super::names::seen;
use crate::reason::{manifest, rules};
use crate::sampling::decimal::Decimal;

/// Most rows below the header.
const MOST_ROWS: usize = 2_000_000;
/// Most columns.
pub(super) const MOST_COLUMNS: usize = 256;
/// Most cells.
const MOST_CELLS: usize = 20_000_000;
/// Most bytes of text.
const MOST_TEXT: usize = 256_000_000;
/// Most lines above the header.
pub(super) const MOST_TITLES: usize = 20;

/// What a cell of a workbook is, if it is more than its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Oddity {
    /// A date.
    Date,
    /// A formula without a cached value.
    NoValue,
    /// The text of the first of merged cells.
    Merged,
    /// A formula that sums cells of other rows.
    Sum,
}

/// The hidden parts of a workbook.
#[derive(Clone, Debug, Default)]
pub(super) struct Hidden {
    /// Hidden rows, by their number in the file.
    pub(super) rows: Vec<u32>,
    /// Hidden columns, from 0.
    pub(super) columns: HashSet<usize>,
    /// A hidden sheet with the columns of a manifest.
    pub(super) sheet: Option<String>,
}

/// A header and rows of the same length; the cells are the texts that people see.
#[derive(Clone, Debug, Default)]
pub(super) struct TextTable {
    /// The names of the columns.
    pub(super) header: Vec<String>,
    /// Whether commas in numbers may be decimal points.
    pub(super) has_decimal_commas: bool,
    /// The name of the sheet, if a workbook has several.
    pub(super) sheet: Option<String>,
    /// Its hidden parts.
    pub(super) hidden: Hidden,
    text: String,
    /// The end of each cell in the text.
    ends: Vec<u32>,
    /// The number of each row in the file, from 1.
    numbers: Vec<u32>,
    /// Cells that are more than their text, by row and column, rising.
    odd: Vec<(u32, u16, Oddity)>,
}

impl TextTable {
    /// Rows below the header.
    pub(super) fn rows(&self) -> usize {
        self.numbers.len()
    }

    /// The number of a row in the file, from 1.
    pub(super) fn number(&self, row: usize) -> u64 {
        u64::from(self.numbers[row])
    }

    /// The text of a cell.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.header.len() + column;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// What a cell is, if it is more than its text.
    pub(super) fn oddity(&self, row: usize, column: usize) -> Option<Oddity> {
        let place = (row as u32, column as u16);
        let at = self.odd.binary_search_by_key(&place, |&(row, column, _)| (row, column)).ok()?;
        Some(self.odd[at].2)
    }

    fn take(&mut self, row: &TextRow<'_>, used: usize, pads: bool) -> Result<(), Flaw> {
        let (number, columns) = (row.number, self.header.len());
        if used > columns || row.cells.len() < columns && !pads {
            let found = if used > columns { used } else { row.cells.len() };
            return Err(Flaw::new(rules::found_cells(found), manifest::rule_n_header(columns)).in_row(number));
        }
        if self.rows() >= MOST_ROWS {
            return Err(Flaw::new(manifest::found_row_more(), manifest::rule_rows(MOST_ROWS)).in_row(number));
        }
        if self.ends.len() + columns > MOST_CELLS {
            return Err(Flaw::new(manifest::found_more_cells(), manifest::rule_most_cells(MOST_CELLS)).in_row(number));
        }
        for column in 0..columns {
            let cell = seen(row.cells.get(column).copied().unwrap_or_default());
            if self.text.len() + cell.len() > MOST_TEXT {
                return Err(Flaw::new(manifest::found_more_text(), manifest::rule_text_bytes(MOST_TEXT)).in_row(number));
            }
            self.text.push_str(&cell);
            self.ends.push(self.text.len() as u32);
        }
        let at = self.rows() as u32;
        let here = row.odd.iter().filter(|odd| odd.0 < columns);
        self.odd.extend(here.map(|&(column, oddity)| (at, column as u16, oddity)));
        let number = u32::try_from(number).unwrap_or(u32::MAX);
        self.numbers.push(number);
        self.hidden.rows.extend(row.is_hidden.then_some(number));
        Ok(())
    }

    fn take_header(&mut self, row: &TextRow<'_>, used: usize) -> Result<(), Flaw> {
        if used > MOST_COLUMNS {
            let most = manifest::rule_columns(MOST_COLUMNS);
            return Err(Flaw::new(manifest::found_columns(used), most).in_row(row.number));
        }
        for name in names(&row.cells[..used]) {
            if self.header.contains(&name) {
                return Err(Flaw::text(&name, manifest::rule_column_once()).in_row(row.number));
            }
            self.header.push(name);
        }
        Ok(())
    }
}

/// The names of columns in a row.
fn names(cells: &[&str]) -> Vec<String> {
    let name = |(at, cell): (usize, &&str)| {
        let name = seen(cell).split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() { format!("column {}", at + 1) } else { name }
    };
    cells.iter().enumerate().map(name).collect()
}

/// A row of a file.
#[derive(Clone, Copy)]
pub(super) struct TextRow<'a> {
    /// Its number in the file, from 1.
    pub(super) number: u64,
    /// Its cells, from the left.
    pub(super) cells: &'a [&'a str],
    /// Columns of cells that are more than their text.
    pub(super) odd: &'a [(usize, Oddity)],
    /// Whether the row is hidden.
    pub(super) is_hidden: bool,
}

impl TextRow<'_> {
    /// The number of cells up to the last one with text.
    fn used(&self) -> usize {
        self.cells.iter().rposition(|cell| !seen(cell).is_empty()).map_or(0, |last| last + 1)
    }
}

/// A row that is kept until the header is found.
struct HeldRow {
    number: u64,
    cells: Vec<String>,
    odd: Vec<(usize, Oddity)>,
    is_hidden: bool,
}

/// Builds a table from the rows of a file: title lines, the header, and the rows below it.
pub(super) struct RowTaker<'a> {
    options: &'a ManifestOptions,
    /// Whether a row may have fewer cells than the header.
    pads: bool,
    /// Rows that were skipped while the header was not found.
    above: Vec<HeldRow>,
    cells: TextTable,
}

impl<'a> RowTaker<'a> {
    /// A table before the first row.
    pub(super) fn begin(options: &'a ManifestOptions, pads: bool, has_decimal_commas: bool) -> Self {
        let cells = TextTable { has_decimal_commas, ..TextTable::default() };
        Self { options, pads, above: Vec::new(), cells }
    }

    /// Adds the next row. The header is the first row that names the columns that matter; rows without text are
    /// skipped.
    pub(super) fn push(&mut self, row: TextRow<'_>) -> Result<(), Flaw> {
        let used = row.used();
        // A row whose formulas have no values may be a batch, so it is not skipped as empty.
        if used == 0
            && (self.cells.header.is_empty()
                || !row.odd.iter().any(|odd| matches!(odd.1, Oddity::NoValue | Oddity::Sum)))
        {
            return Ok(());
        }
        if !self.cells.header.is_empty() {
            return self.cells.take(&row, used, self.pads);
        }
        if is_header(&row, used, self.options) {
            self.cells.take_header(&row, used)?;
            return self.no_batch_above();
        }
        let cells = row.cells[..used].iter().map(|&cell| cell.to_owned()).collect();
        self.above.push(HeldRow { number: row.number, cells, odd: row.odd.to_vec(), is_hidden: row.is_hidden });
        if self.above.len() > MOST_TITLES { self.settle() } else { Ok(()) }
    }

    /// The table. If no row names the columns that matter, the first row that could be a header is taken.
    pub(super) fn finish(mut self) -> Result<TextTable, Flaw> {
        if self.cells.header.is_empty() && !self.above.is_empty() {
            self.settle()?;
        }
        Ok(self.cells)
    }

    fn settle(&mut self) -> Result<(), Flaw> {
        let above = std::mem::take(&mut self.above);
        let begins = above.iter().position(|kept| kept.cells.len() > 1).unwrap_or(0);
        for kept in &above[begins..] {
            let cells: Vec<&str> = kept.cells.iter().map(String::as_str).collect();
            let row = TextRow { number: kept.number, cells: &cells, odd: &kept.odd, is_hidden: kept.is_hidden };
            if self.cells.header.is_empty() {
                self.cells.take_header(&row, cells.len())?;
            } else {
                self.cells.take(&row, cells.len(), true)?;
            }
        }
        Ok(())
    }

    /// Checks that no batch is among the title lines above the header, where it would be lost.
    fn no_batch_above(&mut self) -> Result<(), Flaw> {
        let above = std::mem::take(&mut self.above);
        let Ok(roles) = Roles::of(&self.cells.header, self.options) else { return Ok(()) };
        let has = |kept: &HeldRow, column: usize| {
            kept.cells.get(column).map(|cell| seen(cell).into_owned()).unwrap_or_default()
        };
        let is_batch =
            |kept: &&HeldRow| !has(kept, roles.batch).is_empty() && Decimal::parse(&has(kept, roles.count)).is_some();
        match above.iter().find(is_batch) {
            Some(kept) => {
                let flaw = Flaw::text(&has(kept, roles.batch), manifest::rule_batches_below());
                Err(flaw.in_row(kept.number).in_column(&self.cells.header[roles.batch]))
            }
            None => Ok(()),
        }
    }
}

/// Whether a row names a column of batches and one of counts.
pub(super) fn is_header(row: &TextRow<'_>, used: usize, options: &ManifestOptions) -> bool {
    used > 1 && Roles::may_be(&names(&row.cells[..used.min(MOST_COLUMNS)]), options)
}
