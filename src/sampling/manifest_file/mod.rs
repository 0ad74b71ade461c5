//! Ballot manifests as offices write them: the list of batches, where they are kept, and the number of cards in each.
//!
//! A doubtful file is refused, not guessed at: a wrong manifest makes every draw from it wrong.

mod cells;
mod columns;
mod comma_separated;
mod counts;
mod doubts;
mod encoding;
mod flaw;
mod names;
mod totals;
mod workbook;

use std::collections::HashMap;

use sha2::{Digest, Sha256};

use super::decimal::Decimal;
use super::digits::hexadecimal;
use crate::reason::{Reason, manifest};
use cells::{Oddity, TextTable};
pub use columns::ManifestOptions;
use columns::{Roles, place};
pub use doubts::Doubt;
pub(super) use doubts::mangled;
use doubts::{doubts, short};
pub(super) use encoding::text_of;
pub use flaw::Flaw;
pub(super) use names::{gists, look, seen};
use totals::{Subtotal, Sum};

/// A file format of manifests.
trait Format: Sync {
    /// Whether the bytes look like this format.
    fn recognises(&self, bytes: &[u8]) -> bool;

    /// Reads the table.
    fn read(&self, bytes: &[u8], options: &ManifestOptions) -> Result<TextTable, Flaw>;
}

/// Every format; the first that recognises a file reads it.
const FORMATS: &[&dyn Format] = &[&workbook::Workbook, &comma_separated::CommaSeparated];

/// What spreadsheets show if a formula fails.
const ERRORS: &[&str] = &[
    "#REF!",
    "#N/A",
    "#NAME?",
    "#VALUE!",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "Err:522",
];

/// Most cards of a manifest, and of one of its batches.
pub const MOST_CARDS: u64 = 10_000_000_000;

/// Most bytes of a manifest file.
pub const LARGEST_FILE: u64 = 64_000_000;

/// A ballot manifest: rows from 0, one a batch, in the file's order.
#[derive(Clone, Debug)]
pub struct ManifestFile {
    cells: TextTable,
    roles: Roles,
    cards: Vec<u64>,
    total: u64,
    sha256: String,
    doubts: Vec<Doubt>,
}

impl ManifestFile {
    /// Reads a manifest, CSV or XLSX. The header is the first row that names batches and
    /// counts; blanks around names are removed.
    ///
    /// # Errors
    /// The first flaw: a missing column, a row that is too short or too long, a count that is not a number, a batch
    /// that is listed twice or looks like another, a row of totals, sizes beyond the stated bounds.
    ///
    /// ```
    /// use recount::sampling::{ManifestFile, ManifestOptions};
    /// let read = |text: &str| ManifestFile::read(text.as_bytes(), &ManifestOptions::default());
    /// assert_eq!(read("Batch Name,Number of Ballots\nA,20\nB,\"1,030\"\n").map(|m| m.cards()), Ok(1_050));
    /// let flaw = read("Batch Name,Number of Ballots\nA,20\nB,-3\n").unwrap_err();
    /// assert!(flaw.to_string().starts_with("row 3, column \"Number of Ballots\": found \"-3\"; allowed: "));
    /// ```
    pub fn read(bytes: &[u8], options: &ManifestOptions) -> Result<Self, Flaw> {
        if bytes.len() as u64 > LARGEST_FILE {
            return Err(Flaw::new(manifest::found_bytes(bytes.len()), manifest::rule_bytes(LARGEST_FILE)));
        }
        let format = FORMATS.iter().find(|format| format.recognises(bytes));
        let cells = format.map_or_else(|| Ok(TextTable::default()), |format| format.read(bytes, options))?;
        if cells.rows() == 0 {
            let no_row = manifest::found_header_only;
            let found = if cells.header.is_empty() { manifest::found_empty_file() } else { no_row() };
            return Err(Flaw::new(found, manifest::rule_header_rows()));
        }
        let roles = Roles::of(&cells.header, options)?;
        let sha256 = hexadecimal(&Sha256::digest(bytes));
        let mut file = Self { cells, roles, cards: Vec::new(), total: 0, sha256, doubts: Vec::new() };
        for row in 0..file.cells.rows() {
            file.take_count(row, options)?;
        }
        if let Sum::Of(row) = totals::sum(&file.cards)
            && !options.no_total_row
        {
            let is_last = row + 1 == file.rows();
            let cards = file.cards[row];
            let found = if is_last { manifest::found_sum_above(cards) } else { manifest::found_sum_other(cards) };
            return Err(file.in_cell(row, file.roles.count, Flaw::new(found, manifest::rule_no_totals())));
        }
        let subtotals = if options.no_total_row { Vec::new() } else { file.subtotals() };
        if let Some(first) = subtotals.first().filter(|_| totals::cut_the_file(&subtotals, file.rows())) {
            let found = totals::in_words(&file.cells, &file.cards, *first);
            return Err(file.in_cell(first.row, file.roles.count, Flaw::new(found, manifest::rule_no_totals())));
        }
        file.names_are_unique()?;
        file.doubts = doubts(&file.cells, &file.roles, &file.cards, &subtotals, options);
        Ok(file)
    }

    /// Rows that are the sum of those before them, in the whole file or in their county.
    fn subtotals(&self) -> Vec<Subtotal> {
        let county = |row: usize| self.roles.county.map(|column| self.cells.cell(row, column));
        totals::subtotals(&self.cards, |row| row > 0 && county(row) != county(row - 1))
    }

    fn in_cell(&self, row: usize, column: usize, flaw: Flaw) -> Flaw {
        flaw.in_row(self.cells.number(row)).in_column(&self.cells.header[column])
    }

    fn take_count(&mut self, row: usize, options: &ManifestOptions) -> Result<(), Flaw> {
        let Roles { batch, count, .. } = self.roles;
        if !options.no_total_row
            && let Some(column) = self.label_of_total(row)
        {
            return Err(self.in_cell(
                row,
                column,
                Flaw::text(self.cells.cell(row, column), manifest::rule_no_totals()),
            ));
        }
        for column in [self.roles.county, self.roles.container, self.roles.tabulator, Some(batch), Some(count)] {
            let Some(column) = column else { continue };
            self.is_plain(row, column, options).map_err(|flaw| self.in_cell(row, column, flaw))?;
        }
        if self.batch(row).is_empty() {
            let flaw = Flaw::new(manifest::found_empty_cell(), manifest::rule_batch_name());
            return Err(self.in_cell(row, batch, flaw));
        }
        let text = self.cells.cell(row, count);
        let cards = counts::count(text, self.cells.has_decimal_commas)
            .map_err(|rule| self.in_cell(row, count, Flaw::text(text, rule)))?;
        if self.total + cards > MOST_CARDS {
            let found = manifest::found_cards_up_to(self.total + cards);
            return Err(self.in_cell(row, count, Flaw::new(found, manifest::rule_in_all(MOST_CARDS))));
        }
        self.total += cards;
        self.cards.push(cards);
        Ok(())
    }

    /// The column that labels a row as a total; a text that all rows have in a column is no label.
    fn label_of_total(&self, row: usize) -> Option<usize> {
        let is_label = |row: usize, column: usize| totals::is_label(self.cells.cell(row, column), self.rows() == 1);
        let of_all = |column: usize| {
            let other = if row == 0 { self.rows() - 1 } else { 0 };
            column != self.roles.batch && is_label(other, column)
        };
        let mut columns = (0..self.cells.header.len()).filter(|&column| column != self.roles.count);
        columns.find(|&column| is_label(row, column) && !of_all(column))
    }

    /// Checks that a cell that matters is no more than its text.
    fn is_plain(&self, row: usize, column: usize, options: &ManifestOptions) -> Result<(), Flaw> {
        let text = self.cells.cell(row, column);
        let is_name = column != self.roles.count;
        match self.cells.oddity(row, column) {
            Some(Oddity::Date) => Err(Flaw::new(manifest::found_a_date(), manifest::rule_as_text())),
            Some(Oddity::Sum) if !is_name && !options.no_total_row => {
                Err(Flaw::new(manifest::found_a_sum(), manifest::rule_no_totals()))
            }
            Some(Oddity::NoValue) => Err(Flaw::new(manifest::found_a_formula(), manifest::rule_formula())),
            Some(Oddity::Merged) if column == self.roles.count || column == self.roles.batch => {
                Err(Flaw::new(manifest::found_merged(), manifest::rule_own_cell()))
            }
            _ if is_name && ERRORS.contains(&text) => Err(Flaw::text(text, manifest::rule_formula_name())),
            _ => Ok(()),
        }
    }

    fn names_are_unique(&self) -> Result<(), Flaw> {
        let mut seen: HashMap<[u8; 16], usize> = HashMap::with_capacity(self.rows());
        for row in 0..self.rows() {
            let id = self.id(row);
            if let Some(first) = seen.insert(short(&look(&id)), row) {
                let number = self.cells.number(first);
                let quoted = flaw::quoted(&id);
                let found = if self.id(first) == id {
                    manifest::found_batch_again(quoted, number)
                } else {
                    manifest::found_alike(quoted, number)
                };
                let flaw = Flaw::new(found, manifest::rule_batch_once());
                return Err(self.in_cell(row, self.roles.batch, flaw));
            }
        }
        Ok(())
    }

    /// Doubts about a file that was read all the same.
    pub fn doubts(&self) -> &[Doubt] {
        &self.doubts
    }

    /// Compares the manifest with numbers of cards and batches that are known from elsewhere.
    ///
    /// # Errors
    /// If there are more or fewer, with both numbers.
    pub fn expect(&self, cards: Option<u64>, batches: Option<u64>) -> Result<(), Flaw> {
        let compare = |there: u64, expected: Option<u64>, found: fn(u64) -> Reason, flag: &str| match expected {
            Some(expected) if expected != there => {
                Err(Flaw::new(found(there), manifest::rule_expected(expected, flag)))
            }
            _ => Ok(()),
        };
        compare(self.rows() as u64, batches, manifest::found_n_batches, "--expect-batches")?;
        compare(self.total, cards, manifest::found_cards, "--expect-cards")
    }

    /// The sheet of the workbook, if it has several.
    pub fn sheet(&self) -> Option<&str> {
        self.cells.sheet.as_deref()
    }

    /// The number of batches.
    pub fn rows(&self) -> usize {
        self.cells.rows()
    }

    /// Cards in all.
    pub fn cards(&self) -> u64 {
        self.total
    }

    /// The number of cards in a batch.
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

    /// The number of a row in the file, from 1, with the header counted.
    pub fn number(&self, row: usize) -> u64 {
        self.cells.number(row)
    }

    /// The name of a batch.
    pub fn batch(&self, row: usize) -> &str {
        self.cells.cell(row, self.roles.batch)
    }

    /// The container that holds it, if the manifest says so.
    pub fn container(&self, row: usize) -> Option<&str> {
        self.roles.container.map(|column| self.cells.cell(row, column))
    }

    /// The full name of a batch: county, container, tabulator and name, those that the manifest has, separated by
    /// commas.
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
    /// If there is none.
    pub fn column(&self, name: &str) -> Result<usize, Flaw> {
        place(&self.cells.header, name)
    }

    /// A column of numbers that are not negative.
    ///
    /// # Errors
    /// If there is no such column, or a cell is not such a number.
    pub fn numbers(&self, name: &str) -> Result<Vec<Decimal>, Flaw> {
        let column = self.column(name)?;
        let number = |row| {
            let text = self.cells.cell(row, column);
            Decimal::parse(text).ok_or_else(|| {
                Flaw::text(text, manifest::rule_decimals())
                    .in_row(self.number(row))
                    .in_column(&self.cells.header[column])
            })
        };
        (0..self.rows()).map(number).collect()
    }
}
