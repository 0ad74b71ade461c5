//! A table of texts in one piece of memory, bounded.

use super::flaw::Flaw;

/// Most rows, the header's not counted.
const MOST_ROWS: usize = 2_000_000;
/// Most columns.
const MOST_COLUMNS: usize = 256;
/// Most cells.
const MOST_CELLS: usize = 20_000_000;
/// Most bytes of text.
const MOST_TEXT: usize = 256_000_000;

/// A header and rows as long as it, each cell without the spaces around it.
#[derive(Clone, Debug, Default)]
pub(super) struct Cells {
    /// The names of the columns.
    pub(super) header: Vec<String>,
    text: String,
    /// Where each cell ends in the text.
    ends: Vec<u32>,
    /// Where each row stands in the file, from 1.
    numbers: Vec<u32>,
}

impl Cells {
    /// Rows below the header.
    pub(super) fn rows(&self) -> usize {
        self.numbers.len()
    }

    /// Where a row stands in the file.
    pub(super) fn number(&self, row: usize) -> u64 {
        u64::from(self.numbers[row])
    }

    /// The text of a cell.
    pub(super) fn cell(&self, row: usize, column: usize) -> &str {
        let at = row * self.header.len() + column;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        &self.text[start as usize..self.ends[at] as usize]
    }

    /// Takes the next row of the file; the first with any text is the header, and rows without any are passed over.
    pub(super) fn push(&mut self, number: u64, cells: &[&str]) -> Result<(), Flaw> {
        let used = cells.iter().rposition(|cell| !cell.trim().is_empty()).map_or(0, |last| last + 1);
        if used == 0 {
            return Ok(());
        }
        if self.header.is_empty() {
            return self.push_header(number, &cells[..used]);
        }
        let columns = self.header.len();
        if used > columns || cells.len() < columns {
            let found = if used > columns { used } else { cells.len() };
            let cells = |n: usize| if n == 1 { "1 cell".to_owned() } else { format!("{n} cells") };
            return Err(Flaw::new(cells(found), format!("{} as in the header", cells(columns))).in_row(number));
        }
        if self.rows() >= MOST_ROWS {
            return Err(Flaw::new("one row more", format!("at most {MOST_ROWS} rows")).in_row(number));
        }
        if self.ends.len() + columns > MOST_CELLS {
            return Err(Flaw::new("more cells", format!("at most {MOST_CELLS} cells")).in_row(number));
        }
        for cell in &cells[..columns] {
            let cell = cell.trim();
            if self.text.len() + cell.len() > MOST_TEXT {
                return Err(Flaw::new("more text", format!("at most {MOST_TEXT} bytes of text")).in_row(number));
            }
            self.text.push_str(cell);
            self.ends.push(self.text.len() as u32);
        }
        self.numbers.push(u32::try_from(number).unwrap_or(u32::MAX));
        Ok(())
    }

    fn push_header(&mut self, number: u64, cells: &[&str]) -> Result<(), Flaw> {
        if cells.len() > MOST_COLUMNS {
            let found = format!("{} columns", cells.len());
            return Err(Flaw::new(found, format!("at most {MOST_COLUMNS} columns")).in_row(number));
        }
        for (at, cell) in cells.iter().enumerate() {
            let name = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            let name = if name.is_empty() { format!("column {}", at + 1) } else { name };
            if self.header.contains(&name) {
                return Err(Flaw::text(&name, "every column's name once").in_row(number));
            }
            self.header.push(name);
        }
        Ok(())
    }
}
