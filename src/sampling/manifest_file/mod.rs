//! Ballot manifests as offices write them: which batches there are, where they lie, and how many cards each holds.
//!
//! A file is refused rather than guessed at: a manifest that is wrong makes every draw from it wrong.

mod cells;
mod columns;
mod comma_separated;
mod flaw;
#[cfg(feature = "cli")]
mod workbook;

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::decimal::Decimal;
use super::digits::hexadecimal;
use cells::Cells;
pub use columns::NamedColumns;
use columns::{Roles, place};
pub use flaw::Flaw;

/// A file format of manifests.
trait Format: Sync {
    /// Whether the bytes look like it.
    fn recognises(&self, bytes: &[u8]) -> bool;

    /// The table in it.
    fn read(&self, bytes: &[u8]) -> Result<Cells, Flaw>;
}

/// Every format there is; the first that recognises a file reads it.
const FORMATS: &[&dyn Format] = &[
    #[cfg(feature = "cli")]
    &workbook::Workbook,
    &comma_separated::CommaSeparated,
];

/// Most cards of a manifest, and of one of its batches.
pub const MOST_CARDS: u64 = 10_000_000_000;

/// Most bytes of a manifest file.
pub const LARGEST_FILE: u64 = 64_000_000;

/// A ballot manifest: rows from 0, one a batch, in the file's order.
#[derive(Clone, Debug)]
pub struct ManifestFile {
    cells: Cells,
    roles: Roles,
    cards: Vec<u64>,
    total: u64,
    sha256: String,
}

impl ManifestFile {
    /// Reads a manifest, CSV or (with the feature `cli`) XLSX.
    ///
    /// # Errors
    /// The first flaw: a column that is missing, a row that is too short or too long, a count that is none, a batch
    /// that stands there twice, a row of totals, sizes beyond the stated bounds.
    ///
    /// ```
    /// use recount::sampling::{ManifestFile, NamedColumns};
    /// let read = |text: &str| ManifestFile::read(text.as_bytes(), &NamedColumns::default());
    /// assert_eq!(read("Batch Name,Number of Ballots\nA,20\nB,\"1,030\"\n").map(|m| m.cards()), Ok(1_050));
    /// let flaw = read("Batch Name,Number of Ballots\nA,20\nB,-3\n").unwrap_err();
    /// assert!(flaw.to_string().starts_with("row 3, column \"Number of Ballots\": found \"-3\"; allowed: "));
    /// ```
    pub fn read(bytes: &[u8], named: &NamedColumns) -> Result<Self, Flaw> {
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(Flaw::new(format_args!("{} bytes", bytes.len()), format!("at most {LARGEST_FILE} bytes")));
        }
        let format = FORMATS.iter().find(|format| format.recognises(bytes));
        let cells = format.map_or_else(|| Ok(Cells::default()), |format| format.read(bytes))?;
        if cells.rows() == 0 {
            let found = if cells.header.is_empty() { "an empty file" } else { "a header and no row" };
            return Err(Flaw::new(found, "a header and a row for every batch"));
        }
        let roles = Roles::of(&cells.header, named)?;
        let sha256 = hexadecimal(&Sha256::digest(bytes));
        let mut file = Self { cells, roles, cards: Vec::new(), total: 0, sha256 };
        for row in 0..file.cells.rows() {
            file.take_count(row)?;
        }
        file.names_are_unique()?;
        Ok(file)
    }

    fn take_count(&mut self, row: usize) -> Result<(), Flaw> {
        let number = self.cells.number(row);
        let batch = self.batch(row);
        let in_batch = |flaw: Flaw| Err(flaw.in_row(number).in_column(&self.cells.header[self.roles.batch]));
        if batch.is_empty() {
            return in_batch(Flaw::new("an empty cell", "the batch's name"));
        }
        let words = batch.to_lowercase();
        if ["total", "totals", "grand total", "sum", "subtotal"].contains(&words.trim_end_matches(':')) {
            return in_batch(Flaw::text(batch, "batches only; take the row of totals out"));
        }
        let text = self.cells.cell(row, self.roles.count);
        let in_count = |flaw: Flaw| Err(flaw.in_row(number).in_column(&self.cells.header[self.roles.count]));
        let Some(cards) = Decimal::parse(text).and_then(Decimal::whole).filter(|&cards| cards <= MOST_CARDS) else {
            return in_count(Flaw::text(text, format!("whole numbers from 0 to {MOST_CARDS}")));
        };
        if self.total + cards > MOST_CARDS {
            let found = format!("{} cards up to this row", self.total + cards);
            return in_count(Flaw::new(found, format!("at most {MOST_CARDS} in all")));
        }
        self.total += cards;
        self.cards.push(cards);
        Ok(())
    }

    fn names_are_unique(&self) -> Result<(), Flaw> {
        let mut seen: HashMap<[u8; 16], usize> = HashMap::with_capacity(self.rows());
        for row in 0..self.rows() {
            let id = self.id(row);
            // Half a SHA-256 is name enough, and short however long the names are.
            let mut key = [0; 16];
            key.copy_from_slice(&Sha256::digest(&id)[..16]);
            if let Some(first) = seen.insert(key, row) {
                let found = format!("the batch {} of row {} again", flaw::quoted(&id), self.cells.number(first));
                let flaw = Flaw::new(found, "every batch once, told apart by county, container, tabulator and name");
                return Err(flaw.in_row(self.cells.number(row)).in_column(&self.cells.header[self.roles.batch]));
            }
        }
        Ok(())
    }

    /// Batches.
    pub fn rows(&self) -> usize {
        self.cells.rows()
    }

    /// Cards in all.
    pub fn cards(&self) -> u64 {
        self.total
    }

    /// Cards in a batch.
    pub fn cards_of(&self, row: usize) -> u64 {
        self.cards[row]
    }

    /// The columns' names, in the file's order.
    pub fn columns(&self) -> &[String] {
        &self.cells.header
    }

    /// The text in a row and a column, without the spaces around it.
    pub fn cell(&self, row: usize, column: usize) -> &str {
        self.cells.cell(row, column)
    }

    /// The column of batch names.
    pub fn batch_column(&self) -> usize {
        self.roles.batch
    }

    /// The column of card counts.
    pub fn count_column(&self) -> usize {
        self.roles.count
    }

    /// Where a row stands in the file, from 1, the header counted.
    pub fn number(&self, row: usize) -> u64 {
        self.cells.number(row)
    }

    /// The name of a batch.
    pub fn batch(&self, row: usize) -> &str {
        self.cells.cell(row, self.roles.batch)
    }

    /// The container it lies in, where the manifest says so.
    pub fn container(&self, row: usize) -> Option<&str> {
        self.roles.container.map(|column| self.cells.cell(row, column))
    }

    /// What tells a batch from all others: county, container, tabulator and name, those that there are, with commas.
    pub fn id(&self, row: usize) -> String {
        let roles = [self.roles.county, self.roles.container, self.roles.tabulator, Some(self.roles.batch)];
        roles.into_iter().flatten().map(|column| self.cells.cell(row, column)).collect::<Vec<_>>().join(",")
    }

    /// SHA-256 of the file, in hexadecimal digits.
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The column of that name.
    ///
    /// # Errors
    /// Where there is none.
    pub fn column(&self, name: &str) -> Result<usize, Flaw> {
        place(&self.cells.header, name)
    }

    /// A column of numbers that are not negative.
    ///
    /// # Errors
    /// Where there is no such column, or a cell that is no such number.
    pub fn numbers(&self, name: &str) -> Result<Vec<Decimal>, Flaw> {
        let column = self.column(name)?;
        let number = |row| {
            let text = self.cells.cell(row, column);
            Decimal::parse(text).ok_or_else(|| {
                let rule = "decimal numbers from 0 on, at most 30 digits on either side of the point";
                Flaw::text(text, rule).in_row(self.number(row)).in_column(&self.cells.header[column])
            })
        };
        (0..self.rows()).map(number).collect()
    }
}
