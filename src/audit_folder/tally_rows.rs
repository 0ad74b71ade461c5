//! The rows of a batch on an entry sheet: one for each choice, and those of blank, overvoted and all ballots.

use super::log::ReadingEntry;
use super::sheet_row::{OF_TALLY, RefusedRow, SheetRow, WORDS, entry, is_not_found};
use crate::audit::session::SavedUnit;
use crate::election::Contest;
use crate::import::whole;
use crate::reason::folder;

/// The rows of a batch's tally so far.
pub(super) struct TallyRows {
    first: Result<ReadingEntry, RefusedRow>,
    /// For each line of the tally, its number.
    numbers: Vec<Option<i64>>,
    names: Vec<String>,
    /// Lines that say that the batch was not found.
    not_found: u64,
    /// Marks that a ballot may have.
    most_marks: i64,
}

impl TallyRows {
    pub(super) fn of(row: &SheetRow<'_>, contest: &Contest) -> Self {
        let names: Vec<String> =
            contest.candidates.iter().map(String::as_str).chain(OF_TALLY).map(str::to_owned).collect();
        let most_marks = i64::try_from(contest.most_marks()).unwrap_or(i64::MAX);
        Self { first: entry(row, contest), numbers: vec![None; names.len()], names, not_found: 0, most_marks }
    }

    pub(super) fn add(&mut self, row: &SheetRow<'_>, contest: &Contest) -> Result<(), RefusedRow> {
        if contest.has_grid() {
            return Err(row.refuse("contest", folder::rule_no_tally()));
        }
        let choice = row.cell("choice");
        let place = self.names.iter().position(|name| name == choice);
        let place = place.ok_or_else(|| row.refuse("choice", folder::rule_one_of(self.names.join(", "))))?;
        if is_not_found(row.cell("reading")) {
            self.not_found += 1;
            return Ok(());
        }
        let number = whole(row.cell("reading")).and_then(|n| i64::try_from(n).ok());
        let number = number.ok_or_else(|| row.refuse("reading", folder::rule_number()))?;
        match self.numbers[place].replace(number) {
            Some(before) if before != number => Err(row.refuse("reading", folder::rule_same_as(before))),
            _ => Ok(()),
        }
    }

    pub(super) fn entry(self) -> Result<ReadingEntry, RefusedRow> {
        let Self { first, numbers, names, not_found, most_marks } = self;
        let entry = first?;
        if not_found > 0 {
            if numbers.iter().any(Option::is_some) {
                let (found, allowed) = (WORDS[2].1[0].to_owned(), folder::rule_whole_batch());
                return Err(RefusedRow { row: entry.row, column: "reading", found, allowed });
            }
            return Ok(ReadingEntry { read: SavedUnit::NotFound, ..entry });
        }
        if let Some(missing) = numbers.iter().position(Option::is_none) {
            let allowed = folder::rule_every_line(&names[missing]);
            return Err(RefusedRow { row: entry.row, column: "choice", found: entry.batch, allowed });
        }
        let numbers: Vec<i64> = numbers.into_iter().flatten().collect();
        let (votes, rest) = numbers.split_at(numbers.len() - OF_TALLY.len());
        // Where one name may be marked, every ballot has a vote, or none, or too many.
        let given: i64 = votes.iter().copied().fold(0, i64::saturating_add);
        let with_votes = rest[2].saturating_sub(rest[0]).saturating_sub(rest[1]);
        let adds_up = with_votes >= 0 && given <= with_votes.saturating_mul(most_marks) && given >= with_votes;
        if !adds_up {
            let found = format!("{given} + {} + {} of {}", rest[0], rest[1], rest[2]);
            return Err(RefusedRow {
                row: entry.row,
                column: "reading",
                found,
                allowed: folder::rule_adds_up(most_marks),
            });
        }
        let (votes, kinds) = (votes.to_vec(), Vec::new());
        let read = SavedUnit::Tally { votes, blank: rest[0], overvoted: rest[1], ballots: rest[2], kinds };
        Ok(ReadingEntry { read, ..entry })
    }
}
