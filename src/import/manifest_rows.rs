//! The batches of a ballot manifest that an office keeps, and how they compare with records of cards.

use std::collections::BTreeMap;

use crate::import::card_summary::{BatchCards, CardSummary};
use crate::import::office_table::OfficeTable;
use crate::import::problem::{AllowedInFile, FilePlace, Found, ImportProblem};
use crate::import::vote_tallies::whole;
use crate::reason::import;

/// One batch of a manifest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestRow {
    /// Where the batch is kept; none where the manifest has no such column.
    pub container: Option<String>,
    /// The machine; none where the manifest has no such column.
    pub tabulator: Option<String>,
    /// The batch.
    pub batch: String,
    /// Cards.
    pub cards: u64,
    /// The row, from 1.
    pub row: u64,
}

/// A batch of which manifest and records have different numbers of cards.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BatchDifference {
    /// The machine; empty where nobody names it.
    pub tabulator: String,
    /// The batch.
    pub batch: String,
    /// Cards by the manifest; none where it does not have the batch.
    pub manifest: Option<u64>,
    /// Cards by the records; none where they do not have the batch.
    pub records: Option<u64>,
}

/// A manifest beside records of cards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ManifestComparison {
    /// Batches of the manifest.
    pub batches: u64,
    /// Cards of the manifest.
    pub manifest_cards: u64,
    /// Cards of the records.
    pub record_cards: u64,
    /// Batches of which both have the same number of cards.
    pub agreeing: u64,
    /// The others.
    pub differences: Vec<BatchDifference>,
    /// For each machine that both name: cards by the manifest, and by the records.
    pub tabulators: Vec<(String, u64, u64)>,
}

/// The names of the columns of machine, batch, count and container, by kind of table.
const COLUMNS: [(&str, [&[&str]; 4]); 3] = [
    ("ballot manifest", [&["Tabulator"], &["Batch Name"], &["Number of Ballots"], &["Container"]]),
    (
        "ballot manifest of Colorado",
        [
            &["ScannerID", "TabulatorNum"],
            &["BatchID", "BatchId"],
            &["NumBallots", "RecordId"],
            &["StorageLocation", "Location"],
        ],
    ),
    (
        "ballot manifest of San Francisco",
        [&["Tabulator Number"], &["Batch Number"], &["Total Ballots"], &["Tray #", "Tray"]],
    ),
];

/// The batches of a manifest; none where the table is another one.
///
/// # Errors
/// A batch that stands twice.
pub fn manifest_rows(table: &OfficeTable) -> Result<Option<Vec<ManifestRow>>, ImportProblem> {
    let Some((_, names)) = COLUMNS.iter().find(|(kind, _)| *kind == table.kind) else { return Ok(None) };
    let [tabulator, batch, count, container] = names.map(|names| names.iter().find_map(|name| table.column(name)));
    let (Some(batch), Some(count)) = (batch, count) else { return Ok(None) };
    let mut rows = Vec::with_capacity(table.rows());
    let mut seen = std::collections::HashSet::new();
    for row in 0..table.rows() {
        let line = u64::from(table.lines[row]);
        let (name, number) = (table.cell(row, batch).trim(), table.cell(row, count));
        let place = || FilePlace::file(table.file.clone()).row(line);
        let Some(cards) = whole(number) else {
            let allowed = AllowedInFile::Said(import::rule_whole_ballots());
            return Err(ImportProblem::new(place().column(count), Found::Text(number.to_owned()), allowed));
        };
        let text = |column| table.cell(row, column).trim().to_owned();
        let (tabulator, container) = (tabulator.map(text), container.map(text));
        if !seen.insert((tabulator.clone(), name)) {
            return Err(ImportProblem::new(place().column(batch), Found::Twice(name.to_owned()), AllowedInFile::Once));
        }
        rows.push(ManifestRow { container, tabulator, batch: name.to_owned(), cards, row: line });
    }
    Ok(Some(rows))
}

/// Compares a manifest with records of cards, batch by batch. Machines count where both name them.
///
/// # Errors
/// A batch name that stands under two machines where the other side names no machine, so that nobody can tell which is which.
pub fn compare_manifest(
    file: &str,
    rows: &[ManifestRow],
    summary: &CardSummary,
) -> Result<ManifestComparison, ImportProblem> {
    let records_name = summary.batches.iter().any(|batch| !batch.tabulator.is_empty());
    let manifest_names = rows.iter().any(|row| row.tabulator.is_some());
    let both = records_name && manifest_names;
    let mut of: BTreeMap<(String, String), (Option<u64>, Option<u64>)> = BTreeMap::new();
    for row in rows {
        let tabulator = if both { row.tabulator.clone().unwrap_or_default() } else { String::new() };
        let held = &mut of.entry((tabulator, row.batch.clone())).or_default().0;
        if held.is_some() {
            let place = FilePlace::file(file).row(row.row);
            let allowed = AllowedInFile::Said(import::rule_batch_one_tabulator());
            return Err(ImportProblem::new(place, Found::Twice(row.batch.clone()), allowed));
        }
        *held = Some(row.cards);
    }
    for BatchCards { tabulator, batch, cards } in &summary.batches {
        let tabulator = if both { tabulator.clone() } else { String::new() };
        let held = &mut of.entry((tabulator, batch.clone())).or_default().1;
        if held.is_some() {
            let place = FilePlace::file(file);
            let allowed = AllowedInFile::Said(import::rule_manifest_tabulators());
            return Err(ImportProblem::new(place, Found::Twice(batch.clone()), allowed));
        }
        *held = Some(*cards);
    }
    let mut machines: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    let (mut agreeing, mut differences) = (0, Vec::new());
    for ((tabulator, batch), (manifest, records)) in of {
        let sums = machines.entry(tabulator.clone()).or_default();
        sums.0 += manifest.unwrap_or(0);
        sums.1 += records.unwrap_or(0);
        if manifest.unwrap_or(0) == records.unwrap_or(0) {
            agreeing += 1;
        } else {
            differences.push(BatchDifference { tabulator, batch, manifest, records });
        }
    }
    Ok(ManifestComparison {
        batches: rows.len() as u64,
        manifest_cards: rows.iter().map(|row| row.cards).sum(),
        record_cards: summary.cards,
        agreeing,
        differences,
        tabulators: if both { machines.into_iter().map(|(name, (a, b))| (name, a, b)).collect() } else { Vec::new() },
    })
}
