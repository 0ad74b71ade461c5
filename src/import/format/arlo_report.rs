//! Arlo's audit report: sections with headings, each a table.
//!
//! # Reference
//! Arlo's audit reports; Georgia 2026.

use super::{ImportFormat, Imported, PlainMessage};
use crate::import::csv_text::each_row;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::office_table::OfficeTable;
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{cell_text, head_text, read_text};
use crate::import::vote_tallies::whole;
use crate::reason::{Reason, import};

/// Arlo's audit report.
#[derive(Clone, Copy, Debug)]
pub(super) struct ArloReport;

/// The sections, and what their tables are called here.
const SECTIONS: [(&str, &str, PlainMessage); 7] = [
    ("ELECTION INFO", "election", import::table_arlo_election),
    ("CONTESTS", "contests", import::table_arlo_contests),
    ("AUDIT SETTINGS", "settings", import::table_arlo_settings),
    ("AUDIT BOARDS", "audit boards", import::table_arlo_boards),
    ("ROUNDS", "rounds", import::table_arlo_rounds),
    ("SAMPLED BALLOTS", "sampled ballots", import::table_arlo_sampled_ballots),
    ("SAMPLED BATCHES", "sampled batches", import::table_arlo_sampled_batches),
];

/// Votes as Arlo writes them, such as `Ada: 12; Ben: 7`.
///
/// # Errors
/// The piece that is no name with a number.
pub fn arlo_votes(text: &str) -> Result<Vec<(String, u64)>, String> {
    let pieces = text.split("; ").filter(|piece| !piece.trim().is_empty());
    pieces
        .map(|piece| {
            let (name, votes) = piece.rsplit_once(": ").ok_or_else(|| piece.to_owned())?;
            Ok((name.to_owned(), whole(votes).ok_or_else(|| piece.to_owned())?))
        })
        .collect()
}

impl ImportFormat for ArloReport {
    fn name(&self) -> &'static str {
        "Arlo audit report"
    }

    fn title(&self) -> Reason {
        import::format_arlo_report()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        head_text(&part.head).trim_start_matches('"').starts_with("######## ELECTION INFO ########")
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut tables: Vec<OfficeTable> = Vec::new();
        for part in parts {
            let mut section = None;
            read_text(part, |stream| {
                each_row(part, stream, |row, cells| {
                    let texts: Vec<_> = cells.iter().map(|cell| cell_text(cell)).collect();
                    let used = texts.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1);
                    if used == 0 {
                        return Ok(());
                    }
                    if let Some(title) = texts[0].strip_prefix("########") {
                        let title = title.trim_end_matches('#').trim();
                        let known = SECTIONS.iter().find(|(known, ..)| *known == title);
                        let kind = known.map(|(_, kind, title)| (*kind, *title));
                        if kind.is_none() {
                            notes.add(NoteKind::IgnoredKey(title.to_owned()), || part.place().row(row));
                        }
                        section = Some((kind, false));
                        return Ok(());
                    }
                    match &mut section {
                        None => {
                            return Err(part.problem(
                                row,
                                Found::text(texts[0].as_bytes()),
                                AllowedInFile::Said(import::rule_section_heading()),
                            ));
                        }
                        Some((None, _)) => {}
                        Some((Some((kind, title)), has_header @ false)) => {
                            let columns = texts[..used].iter().map(|text| text.clone().into_owned()).collect();
                            tables.push(OfficeTable::new((kind, title()), part.name.clone(), columns));
                            *has_header = true;
                        }
                        Some((Some(_), true)) => {
                            // Sums stand below the samples, under no jurisdiction.
                            if texts[0] == "Totals" {
                                notes.add(NoteKind::TotalRow, || part.place().row(row));
                            }
                            let cells: Vec<&str> = texts.iter().map(|text| &**text).collect();
                            if let Some(table) = tables.last_mut() {
                                table.push(row, &cells);
                            }
                        }
                    }
                    Ok(())
                })
            })?;
        }
        Ok(Imported::Tables(tables))
    }
}

#[cfg(test)]
mod tests {
    use super::arlo_votes;

    #[test]
    fn votes_are_names_with_numbers() {
        let votes = arlo_votes("Earl L. \"Buddy\" Carter: 836; A: B: 1,450").expect("votes");
        assert_eq!(votes, [("Earl L. \"Buddy\" Carter".to_owned(), 836), ("A: B".to_owned(), 1450)]);
        assert_eq!(arlo_votes("Ada"), Err("Ada".to_owned()));
    }
}
