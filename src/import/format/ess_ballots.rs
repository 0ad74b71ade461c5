//! The list of ballots beside ES&S's cast vote records: batch, machine and group of each record.

use crate::import::columns::{IdColumn, NameColumn};
use crate::import::csv_text::each_row;
use crate::import::dictionary::Dictionary;
use crate::import::notes::{ImportNotes, NoteKind, TotalOf};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{cell_text, head_text, read_text};
use crate::reason::import;

/// Ballots by the number of their record.
#[derive(Debug, Default)]
pub(super) struct BallotList {
    numbers: Dictionary,
    batches: NameColumn,
    groups: NameColumn,
    machines: NameColumn,
    styles: NameColumn,
    tabulator_records: IdColumn,
    /// Whether a record was asked for.
    used: Vec<bool>,
}

/// What the list says of a record.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ListedBallot<'a> {
    pub(super) batch: &'a [u8],
    pub(super) group: &'a [u8],
    pub(super) machine: &'a [u8],
    pub(super) style: &'a [u8],
    pub(super) tabulator_record: &'a [u8],
}

/// The columns that are read, and their names.
const COLUMNS: [&str; 6] = ["Cast Vote Record", "Batch", "Reporting Group", "Machine", "Ballot Style", "Tabulator CVR"];

/// Whether a part is a list of ballots: a row with its columns is among the first.
pub(super) fn is_ballot_list(part: &Part<'_>) -> bool {
    let head = head_text(&part.head);
    let is_header = |line: &str| {
        let line = line.replace('"', "");
        line.starts_with("Cast Vote Record,Batch,") && line.contains("Tabulator CVR")
    };
    head.lines().take(12).any(is_header)
}

impl BallotList {
    /// Adds the ballots of a part.
    pub(super) fn read(&mut self, part: &Part<'_>, notes: &mut ImportNotes) -> Result<(), ImportProblem> {
        let mut columns: Option<[Option<usize>; COLUMNS.len()]> = None;
        let mut counted = 0_u64;
        read_text(part, |stream| {
            each_row(part, stream, |row, cells| {
                let first = cells[0].as_ref();
                let Some(places) = columns else {
                    let at = |name: &&str| cells.iter().position(|cell| cell.eq_ignore_ascii_case(name.as_bytes()));
                    if first.eq_ignore_ascii_case(b"Cast Vote Record") {
                        columns = Some(std::array::from_fn(|column| at(&COLUMNS[column])));
                    }
                    return Ok(());
                };
                let text = cell_text(first);
                if let Some(stated) = text.strip_prefix("Total") {
                    let stated = stated.trim_matches(|c: char| !c.is_ascii_digit());
                    notes.add(NoteKind::TotalRow, || part.place().row(row));
                    if let Ok(stated) = stated.parse::<u64>()
                        && stated != counted
                    {
                        let what = TotalOf::Ballots;
                        notes.add(NoteKind::TotalDiffers { what, stated, counted }, || part.place().row(row));
                    }
                    return Ok(());
                }
                if first.is_empty() {
                    notes.add(NoteKind::EmptyRow, || part.place().row(row));
                    return Ok(());
                }
                counted += 1;
                let cell = |column: usize| places[column].and_then(|at| cells.get(at)).map_or(&b""[..], |cell| cell);
                if self.numbers.find(first).is_some() {
                    return Err(part.problem(row, Found::Twice(text.into_owned()), AllowedInFile::Once));
                }
                self.numbers.number(first);
                self.batches.add(cell(1));
                self.groups.add(cell(2));
                let tabulator_record = cell(5);
                // Ten digits are four of the machine and six of the record; others name the machine in a column.
                let has_machine = tabulator_record.len() == 10 && tabulator_record.iter().all(u8::is_ascii_digit);
                self.machines.add(if has_machine { &tabulator_record[..4] } else { cell(3) });
                self.styles.add(cell(4));
                self.tabulator_records.add(tabulator_record);
                Ok(())
            })
        })?;
        self.used.resize(self.numbers.len(), false);
        if columns.is_none() {
            let missing = Found::Said(import::found_no_column("Cast Vote Record"));
            return Err(part.problem(
                1,
                missing,
                AllowedInFile::OneOf(vec!["Cast Vote Record", "Batch", "Tabulator CVR"]),
            ));
        }
        Ok(())
    }

    /// What the list says of a record.
    pub(super) fn find(&mut self, number: &[u8]) -> Option<ListedBallot<'_>> {
        let at = self.numbers.find(number)? as usize;
        self.used[at] = true;
        Some(ListedBallot {
            batch: self.batches.get(at),
            group: self.groups.get(at),
            machine: self.machines.get(at),
            style: self.styles.get(at),
            tabulator_record: self.tabulator_records.get(at),
        })
    }

    /// Notes the ballots that nobody asked for.
    pub(super) fn note_unused(&self, part: &Part<'_>, notes: &mut ImportNotes) {
        for (at, _) in self.used.iter().enumerate().filter(|(_, used)| !**used) {
            let number = cell_text(self.numbers.get(at as u32)).into_owned();
            notes.add(NoteKind::UnmatchedRecord(number), || part.place());
        }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }
}
