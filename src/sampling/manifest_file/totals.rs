//! Rows of totals, which are not batches: cards drawn from them would not exist.

use super::cells::TextTable;
use crate::reason::{Reason, manifest};

/// Words that make a label the label of a total.
const SUMS: &[&str] = &[
    "total",
    "totals",
    "subtotal",
    "subtotals",
    "sum",
    "sums",
    "overall",
    "countywide",
    "statewide",
    "citywide",
    "totales",
    "suma",
    "sumas",
];
/// Words that may follow `all` in a label of a total.
const ALL_OF: &[&str] = &[
    "all",
    "the",
    "of",
    "and",
    "in",
    "ballots",
    "batches",
    "boxes",
    "cards",
    "containers",
    "counties",
    "districts",
    "jurisdictions",
    "locations",
    "precincts",
    "scanners",
    "sheets",
    "tabulators",
    "todo",
    "todos",
    "todas",
    "wards",
];

/// Words that may follow the first word in a label of a total.
const OF: &[&str] =
    &["for", "of", "in", "de", "del", "ballots", "cards", "batches", "boxes", "precincts", "sheets", "number"];

/// Whether a cell is the label of a row of totals: `County Total`, `All Precincts`, `Sum:`, `---`. A single batch may
/// be called `all`.
pub(super) fn is_label(cell: &str, is_alone: bool) -> bool {
    let may_be = |part: &&[u8]| cell.as_bytes().windows(3).any(|three| three.eq_ignore_ascii_case(part));
    let parts: [&[u8]; 5] = [b"tot", b"sum", b"all", b"tod", b"wid"];
    if cell.bytes().any(|byte| byte.is_ascii_alphanumeric()) && !parts.iter().any(may_be) {
        return false;
    }
    let lower = cell.to_lowercase().replace("sub-total", "subtotal");
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return cell.chars().count() > 1 && cell.chars().all(|c| "-–—_=*.~".contains(c));
    };
    let names_a_sum = |word: &str| SUMS.contains(&word);
    let is_of_all = |word: &str| ["all", "todo", "todos", "todas"].contains(&word);
    first.starts_with("subtotal")
        || names_a_sum(last) && !last.ends_with("wide")
        || names_a_sum(first) && (words.len() == 1 || OF.contains(&words[1]))
        || !is_alone && is_of_all(first) && words.iter().all(|word| ALL_OF.contains(word))
}

/// How one count relates to all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sum {
    /// The count in this row is the sum of several others.
    Of(usize),
    /// The last count equals that of the only other batch with cards, which may be chance.
    Twin,
    /// No count is the sum of the others.
    No,
}

/// The row whose count is the sum of all others: the last row, or any row if at least three others are not 0.
pub(super) fn sum(counts: &[u64]) -> Sum {
    let total: u64 = counts.iter().sum();
    let filled = counts.iter().filter(|&&cards| cards > 0).count();
    // If several rows qualify, the last is taken, because offices put totals last.
    let Some(row) = counts.iter().rposition(|&cards| cards > 0 && cards * 2 == total) else { return Sum::No };
    match (row + 1 == counts.len(), filled) {
        (true, 2) => Sum::Twin,
        (true, 3..) | (false, 4..) => Sum::Of(row),
        _ => Sum::No,
    }
}

/// Consecutive rows, as counts.
#[derive(Clone, Copy, Debug, Default)]
struct RowRange {
    first: usize,
    cards: u64,
    /// The number of rows that are not 0.
    filled: usize,
}

impl RowRange {
    fn from(first: usize) -> Self {
        Self { first, ..Self::default() }
    }

    fn add(&mut self, cards: u64) {
        self.cards += cards;
        self.filled += usize::from(cards > 0);
    }
}

/// A row whose count is the sum of the rows from `first` to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Subtotal {
    /// The first of the rows that are summed.
    pub(super) first: usize,
    /// The row with their sum.
    pub(super) row: usize,
}

/// Rows whose count is the sum of two or more rows directly before them: of all rows since the last such row, or of the
/// rows of one county. `begins` says whether a row is the first of its county.
pub(super) fn subtotals(counts: &[u64], begins: impl Fn(usize) -> bool) -> Vec<Subtotal> {
    let mut found = Vec::new();
    let (mut since, mut county, mut before) = (RowRange::default(), RowRange::default(), RowRange::default());
    for (row, &cards) in counts.iter().enumerate() {
        if begins(row) {
            (before, county) = (county, RowRange::from(row));
        }
        // A subtotal may be in its county's rows, or in a row that names no county or another one.
        let alone = county.first == row;
        let of = [Some(since), Some(county), alone.then_some(before)].into_iter().flatten();
        let sum = of.into_iter().find(|of| of.filled >= 2 && of.cards == cards);
        if let Some(RowRange { first, .. }) = sum {
            found.push(Subtotal { first, row });
            (since, county, before) = (RowRange::from(row + 1), RowRange::from(row + 1), RowRange::default());
        } else {
            since.add(cards);
            county.add(cards);
        }
    }
    found
}

/// A description of such a row: its count, and the rows of which it is the sum.
pub(super) fn in_words(cells: &TextTable, counts: &[u64], Subtotal { first, row }: Subtotal) -> Reason {
    manifest::found_sum_rows(counts[row], cells.number(first), cells.number(row - 1))
}

/// Whether such rows divide the whole file into groups, as subtotals do and chance does not: at least two, the last at
/// the end of the file or directly before a row of all.
pub(super) fn cut_the_file(subtotals: &[Subtotal], rows: usize) -> bool {
    subtotals.len() >= 2 && subtotals.last().is_some_and(|last| last.row + 2 >= rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_are_known_by_their_labels() {
        for label in [
            "Total",
            "TOTAL:",
            "Grand Total",
            "County Total",
            "Totals",
            "Sub-total",
            "Subtotal Lake",
            "All",
            "All Precincts",
            "ALL BATCHES",
            "Total for Lake County",
            "Sum",
            "---",
            "====",
            "Total ballots",
            "Overall",
            "Statewide",
            "Suma",
            "Total del condado",
            "All of the precincts",
        ] {
            assert!(is_label(label, false), "{label}");
        }
        for name in [
            "",
            "A",
            "-",
            "All Saints Church",
            "Total Wine",
            "Summit",
            "Sumner 3",
            "Precinct 1",
            "1-2",
            "Allen",
            "Overall Road",
            "3 all in",
            "Batch 12",
        ] {
            assert!(!is_label(name, false), "{name}");
        }
    }

    #[test]
    fn one_batch_may_be_all_there_is() {
        assert!(!is_label("all", true) && !is_label("All batches", true) && is_label("Total", true));
    }

    #[test]
    fn subtotals_are_found_by_their_counts() {
        let rows = |counts: &[u64], begins: &[usize]| -> Vec<(usize, usize)> {
            subtotals(counts, |row| begins.contains(&row)).iter().map(|it| (it.first, it.row)).collect()
        };
        assert_eq!(rows(&[10, 20, 30, 5, 6, 11], &[]), [(0, 2), (3, 5)]);
        assert_eq!(rows(&[10, 20, 30, 5, 6, 11, 41], &[]), [(0, 2), (3, 5)]);
        // By county: its own rows alone, its subtotal among them or in a row without a county; one county with a single
        // batch between.
        assert_eq!(rows(&[10, 20, 30, 7, 5, 6, 11], &[0, 3, 4]), [(0, 2), (4, 6)]);
        assert_eq!(rows(&[9, 10, 20, 30, 8], &[0, 1, 3, 4]), [(1, 3)]);
        // One row and its double may be chance, and so may rows without cards.
        assert_eq!(rows(&[10, 10, 5, 0, 5, 0, 0], &[]), []);
        assert!(cut_the_file(&subtotals(&[10, 20, 30, 5, 6, 11, 41], |_| false), 7));
        assert!(!cut_the_file(&subtotals(&[10, 20, 30, 5, 6, 11, 4, 1], |_| false), 8));
        assert!(!cut_the_file(&subtotals(&[10, 20, 30], |_| false), 3));
    }

    #[test]
    fn a_sum_is_told_from_chance() {
        assert_eq!(
            (sum(&[10, 20, 30, 60]), sum(&[10, 20, 30]), sum(&[60, 10, 20, 30])),
            (Sum::Of(3), Sum::Of(2), Sum::Of(0))
        );
        assert_eq!((sum(&[10, 10]), sum(&[0, 10, 10])), (Sum::Twin, Sum::Twin));
        for counts in [&[10, 20, 31][..], &[10, 30, 20], &[10, 10, 0], &[0, 0], &[5], &[]] {
            assert_eq!(sum(counts), Sum::No, "{counts:?}");
        }
    }
}
