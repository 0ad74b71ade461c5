//! Hart's list of scanned ballots: for each record the machine and what is printed on the ballot.

use crate::import::columns::{IdColumn, NameColumn};
use crate::import::csv_text::each_row;
use crate::import::dictionary::Dictionary;
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::read_text;
use crate::reason::import;

/// Machines and imprinted numbers by the number of the record.
#[derive(Debug, Default)]
pub(super) struct ScannedBallots {
    numbers: Dictionary,
    machines: NameColumn,
    imprinted: IdColumn,
}

/// Whether a file is such a list.
pub(super) fn is_scanned_list(head: &str) -> bool {
    head.starts_with("#FormatVersion") && head.lines().nth(1).is_some_and(|line| line.contains("CvrId"))
}

impl ScannedBallots {
    pub(super) fn read(&mut self, part: &Part<'_>) -> Result<(), ImportProblem> {
        let mut columns = None;
        read_text(part, |stream| {
            each_row(part, stream, |row, cells| {
                let Some((number, machine, imprinted)) = columns else {
                    let at = |name: &[u8]| {
                        cells.iter().position(|cell| cell.strip_prefix(b"#").unwrap_or(cell).eq_ignore_ascii_case(name))
                    };
                    if row == 2 {
                        let found = at(b"CvrId").zip(at(b"Workstation")).zip(at(b"UniqueIdentifier"));
                        let ((number, machine), imprinted) = found.ok_or_else(|| {
                            let missing = Found::Said(import::found_no_needed_column());
                            part.problem(
                                row,
                                missing,
                                AllowedInFile::OneOf(vec!["CvrId", "Workstation", "UniqueIdentifier"]),
                            )
                        })?;
                        columns = Some((number, machine, imprinted));
                    }
                    return Ok(());
                };
                let cell = |at: usize| cells.get(at).map_or(&b""[..], |cell| cell);
                // A ballot has a row for each of its pages.
                if !cell(number).is_empty() && self.numbers.find(cell(number)).is_none() {
                    self.numbers.number(cell(number));
                    self.machines.add(cell(machine));
                    self.imprinted.add(if cell(imprinted).is_empty() { cell(number) } else { cell(imprinted) });
                }
                Ok(())
            })
        })
    }

    /// The machine and the imprinted number of a record.
    pub(super) fn find(&self, number: &str) -> Option<(&[u8], &[u8])> {
        let at = self.numbers.find(number.as_bytes())? as usize;
        Some((self.machines.get(at), self.imprinted.get(at)))
    }
}
