//! Cast vote records of Dominion (Liberty Vote) as CSV: four rows of headers, then a row for each card.
//!
//! Row 1 names the election and the version, row 2 has a contest above each of its columns, row 3 a choice, and row 4 the names
//! of the identity columns, then parties. A cell is 1, 0, or empty where the contest is not on the card. Ranked contests have a
//! column for each choice at each rank. Offices of Colorado publish such files with rows that are redacted or summed.
//!
//! # Reference
//! Dominion Democracy Suite 5.2 to 5.17 exports; Colorado Election Rule 25.

use std::collections::BTreeSet;

use super::dominion_rows::RowsReader;
use super::{ImportFormat, Imported};
use crate::import::cards::CardRecords;
use crate::import::contest::ContestColumn;
use crate::import::duplicates::note_identities;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, FilePlace, Found, ImportProblem};
use crate::import::text_bytes::{head_text, read_text};
use crate::import::total_rows::leave_out_column_sums;
use crate::reason::{Reason, import};

/// Dominion's CSV.
#[derive(Clone, Copy, Debug)]
pub(super) struct DominionCsv;

impl ImportFormat for DominionCsv {
    fn name(&self) -> &'static str {
        "Dominion CVR CSV"
    }

    fn title(&self) -> Reason {
        import::format_dominion_csv()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        !head.trim_start().starts_with(['{', '[', '<'])
            && (head.contains("(Vote For=") || head.contains("(Number of positions="))
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut all = CardRecords::default();
        for part in parts {
            let records = read_text(part, |stream| RowsReader::read(part, stream, notes))?;
            if parts.len() == 1 {
                all = records;
            } else {
                note_joined(part, &all, &records, notes);
                all.append(&records).map_err(|most| {
                    ImportProblem::new(part.place(), Found::Many(most as u64 + 1), AllowedInFile::AtMost(most as u64))
                })?;
            }
        }
        leave_out_column_sums(&mut all, notes);
        for sum in &all.aggregated {
            notes.add(NoteKind::AggregatedRow, || FilePlace::file(all.files.text(sum.file)).row(sum.row));
        }
        note_identities(&all, notes);
        Ok(Imported::Cards(Box::new(all)))
    }
}

/// Notes contests of a later file that have the name of an earlier one and other choices, or another number of votes.
fn note_joined(part: &Part<'_>, all: &CardRecords, later: &CardRecords, notes: &mut ImportNotes) {
    let names = |column: &ContestColumn| -> BTreeSet<String> {
        column.contest.choices.iter().map(|choice| choice.name.clone()).collect()
    };
    for column in &later.contests {
        let held = all.find_contest(column.contest.key.as_bytes()).map(|at| &all.contests[at]);
        let Some(held) = held else { continue };
        if names(held) != names(column) {
            notes.add(NoteKind::JoinedContests(column.contest.name.clone()), || part.place());
        }
        if held.contest.vote_for != column.contest.vote_for {
            notes.add(NoteKind::OtherVoteFor(column.contest.name.clone()), || part.place());
        }
    }
}
