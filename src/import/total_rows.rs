//! Rows below a table that are no rows of it: sums, which counted beside the others would count every vote twice, and notes.

use std::collections::HashMap;

use crate::import::cards::{AggregatedVotes, CardRecords};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::problem::FilePlace;

/// Names of rows of sums, in small letters.
const TOTALS: [&str; 14] = [
    "total",
    "totals",
    "grand total",
    "grand totals",
    "county total",
    "county totals",
    "total votes",
    "total ballots",
    "all precincts",
    "all batches",
    "sum",
    "totales",
    "total general",
    "suma",
];

/// Whether a name is that of a row of sums, and not of a batch, precinct or card.
pub(crate) fn names_total(name: &str) -> bool {
    let name = name.trim().trim_end_matches(':').to_lowercase();
    TOTALS.contains(&name.split_whitespace().collect::<Vec<_>>().join(" ").as_str())
}

/// Whether a row is a note or a title: words in a single cell.
pub(crate) fn is_note<C: AsRef<[u8]>>(cells: &[C]) -> bool {
    let mut filled = cells.iter().map(AsRef::as_ref).filter(|cell: &&[u8]| !cell.is_empty());
    filled.next().and_then(|cell| cell.first()).is_some_and(u8::is_ascii_alphabetic) && filled.next().is_none()
}

/// Leaves out the sums without a name that are those of all cards of their file: a spreadsheet adds up the columns, marks of overvoted cards
/// too. Sums of cards that are not shown name what they sum, or are other numbers.
pub(crate) fn leave_out_column_sums(records: &mut CardRecords, notes: &mut ImportNotes) {
    let is_bare = |sum: &AggregatedVotes| sum.label.trim().is_empty() && sum.style.trim().is_empty();
    if !records.aggregated.iter().any(is_bare) {
        return;
    }
    let mut marks: HashMap<(u32, u32, u16, u8), u64> = HashMap::new();
    let files: Vec<u32> = (0..records.cards()).map(|card| records.file_of(card).unwrap_or(0)).collect();
    for (contest, column) in records.contests.iter().enumerate() {
        for (card, &file) in files.iter().enumerate() {
            for mark in column.patterns.marks(column.codes.get(card)) {
                *marks.entry((file, contest as u32, mark.choice, mark.rank)).or_default() += 1;
            }
        }
    }
    let counted = |file, contest, choice, rank| marks.get(&(file, contest, choice, rank)).copied().unwrap_or(0);
    let is_of_all = |sum: &AggregatedVotes| {
        let mut all = sum.votes.iter();
        is_bare(sum) && all.all(|(contest, it, votes)| *votes == counted(sum.file, *contest, it.choice, it.rank))
    };
    let (totals, kept) = std::mem::take(&mut records.aggregated).into_iter().partition::<Vec<_>, _>(is_of_all);
    records.aggregated = kept;
    for total in totals {
        notes.add(NoteKind::TotalRow, || FilePlace::file(records.files.text(total.file)).row(total.row));
    }
}
