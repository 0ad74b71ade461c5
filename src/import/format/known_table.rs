//! Tables whose columns are known: manifests, and the files of Colorado's audit centre. A kind is one row of data here.
//!
//! # Reference
//! Arlo's and Colorado's documentation; the files of Colorado's audits of 2024 and 2025.

use super::{ImportFormat, Imported, PlainMessage};
use crate::import::csv_text::each_row;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::office_table::OfficeTable;
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{cell_text, head_text, read_text};
use crate::import::total_rows::names_total;
use crate::import::vote_tallies::{MOST_NUMBER, whole};
use crate::reason::{Reason, import};

/// Tables whose columns are known.
#[derive(Clone, Copy, Debug)]
pub(super) struct KnownTable;

/// A kind of table.
struct TableKind {
    /// What people call it.
    title: PlainMessage,
    name: &'static str,
    /// Columns by which it is known, in lower case and without punctuation.
    columns: &'static [&'static str],
    /// Columns that are whole numbers.
    numbers: &'static [&'static str],
    /// What is known to be wrong with such files.
    flaw: Option<PlainMessage>,
}

const KINDS: [TableKind; 17] = [
    kind(
        import::table_entry_sheet,
        "entry sheet of an audit",
        &["batch", "position", "contest", "choice", "reading", "board"],
        &[],
    ),
    kind(import::table_manifest, "ballot manifest", &["batch name", "number of ballots"], &["number of ballots"]),
    kind(
        import::table_manifest_colorado,
        "ballot manifest of Colorado",
        &["countyid", "scannerid", "batchid", "numballots"],
        &["numballots"],
    ),
    kind(
        import::table_manifest_colorado,
        "ballot manifest of Colorado",
        &["county", "tabulatornum", "batchid", "recordid", "location"],
        &["recordid"],
    ),
    kind(
        import::table_manifest_sf,
        "ballot manifest of San Francisco",
        &["tray", "tabulator number", "batch number", "total ballots"],
        &["total ballots"],
    ),
    kind(
        import::table_batch_counts,
        "cards by batch in manifest and CVR file",
        &["county_name", "scanner_id", "batch_id", "count_per_manifest"],
        &["count_per_manifest", "count_per_cvr_file"],
    ),
    TableKind {
        flaw: Some(import::flaw_merged),
        ..kind(
            import::table_round_contests,
            "contests of an audit round",
            &["contest_name", "audit_reason", "ballot_card_count", "min_margin"],
            &["ballot_card_count", "contest_ballot_card_count"],
        )
    },
    TableKind {
        flaw: Some(import::flaw_cumulative),
        ..kind(
            import::table_round_cards,
            "cards selected in an audit round",
            &["min_margin", "contest_name", "contest_cvr_ids"],
            &[],
        )
    },
    kind(
        import::table_county_contests,
        "contests by county",
        &["county_id", "county_name", "contest_name", "contest_id"],
        &["county_id", "contest_id"],
    ),
    kind(import::table_canonical, "canonical list of contests", &["countyname", "contestname", "contestchoices"], &[]),
    kind(
        import::table_discrepancies,
        "discrepancy report",
        &["county_name", "contest_name", "imprinted_id", "choice_per_voting_computer"],
        &[],
    ),
    kind(import::table_targeted, "targeted contests", &["county", "contest", "vote for", "contest margin"], &[]),
    kind(import::table_uploads, "status of uploads", &["name", "filename", "computed_hash", "submitted_hash"], &[]),
    kind(import::table_jurisdictions, "list of jurisdictions", &["jurisdiction", "admin email"], &[]),
    kind(import::table_standardized, "standardized contests", &["contest name", "jurisdictions"], &[]),
    kind(
        import::table_card_comparison,
        "comparison of cards",
        &["county_name", "contest_name", "imprinted_id", "ballot_type"],
        &[],
    ),
    kind(import::table_seed, "seed", &["seed"], &[]),
];

const fn kind(
    title: PlainMessage,
    name: &'static str,
    columns: &'static [&'static str],
    numbers: &'static [&'static str],
) -> TableKind {
    TableKind { title, name, columns, numbers, flaw: None }
}

/// A heading in lower case, in one line, without signs such as `#`.
fn plain(name: &str) -> String {
    let kept: String = name.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '_' | '.')).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase()
}

/// The kind of a row of headings; some of its columns may stand in any order.
fn kind_of(names: &[String]) -> Option<&'static TableKind> {
    KINDS.iter().find(|kind| {
        let has_all = kind.columns.iter().all(|column| names.iter().any(|name| name == column));
        has_all && (kind.columns.len() > 1 || names.len() == 1)
    })
}

/// Lines above the header, such as a title.
const MOST_TITLES: usize = 3;

impl ImportFormat for KnownTable {
    fn name(&self) -> &'static str {
        "table of an election office"
    }

    fn title(&self) -> Reason {
        import::format_known_table()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        head.lines().take(MOST_TITLES).any(|line| {
            let names: Vec<String> = line.split(',').map(plain).collect();
            let used = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
            kind_of(&names[..used]).is_some()
        })
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        parts.iter().map(|part| read(part, notes)).collect::<Result<_, _>>().map(Imported::Tables)
    }
}

fn read(part: &Part<'_>, notes: &mut ImportNotes) -> Result<OfficeTable, ImportProblem> {
    let mut table: Option<(OfficeTable, Vec<usize>)> = None;
    read_text(part, |stream| {
        each_row(part, stream, |row, cells| {
            let texts: Vec<_> = cells.iter().map(|cell| cell_text(cell)).collect();
            let used = texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
            let Some((table, numbers)) = &mut table else {
                let names: Vec<String> = texts[..used].iter().map(|text| plain(text)).collect();
                match kind_of(&names) {
                    Some(kind) => {
                        let place = |column: &&str| names.iter().position(|name| name == column);
                        let numbers = kind.numbers.iter().filter_map(place).collect();
                        if let Some(flaw) = kind.flaw {
                            notes.add(NoteKind::KnownFlaw(flaw()), || part.place().row(row));
                        }
                        let columns =
                            texts[..used].iter().map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "));
                        table = Some((
                            OfficeTable::new((kind.name, (kind.title)()), part.name.clone(), columns.collect()),
                            numbers,
                        ));
                    }
                    None if row as usize > MOST_TITLES => {
                        let missing = Found::Said(import::found_no_known_header());
                        return Err(part.problem(row, missing, AllowedInFile::Table));
                    }
                    None => notes.add(NoteKind::TotalRow, || part.place().row(row)),
                }
                return Ok(());
            };
            if used == 0 {
                notes.add(NoteKind::EmptyRow, || part.place().row(row));
                return Ok(());
            }
            if texts.iter().find(|text| !text.is_empty()).is_some_and(|first| names_total(first)) {
                notes.add(NoteKind::TotalRow, || part.place().row(row));
                return Ok(());
            }
            if used > table.columns.len() {
                // Stray cells far to the right of a table.
                notes.add(NoteKind::IgnoredColumn(String::new()), || part.place().row(row).column(used - 1));
            }
            for &column in numbers.iter() {
                let text = texts.get(column).map_or("", |text| text);
                if whole(text).is_none() {
                    let place = part.place().row(row).column(column).key(table.columns[column].clone());
                    return Err(ImportProblem::new(
                        place,
                        Found::text(text.as_bytes()),
                        AllowedInFile::Whole(0, MOST_NUMBER),
                    ));
                }
            }
            let cells: Vec<&str> = texts.iter().map(|text| &**text).collect();
            table.push(row, &cells);
            Ok(())
        })
    })?;
    table.map(|(table, _)| table).ok_or_else(|| part.problem(1, Found::End, AllowedInFile::Table))
}
