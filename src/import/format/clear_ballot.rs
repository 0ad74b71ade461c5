//! Cast vote records of Clear Ballot as CSV: a row for each card, a column for each choice, or for each choice at each rank.
//!
//! A heading is `Choice_210_1:Contest:Vote For 1:Choice:Party`, with the rank behind the contest where choices are ranked. A
//! cell is 1, 0, or empty where the contest is not on the card.
//!
//! # Reference
//! Clear Ballot's CVR exports, as other tools read them.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::{ImportFormat, Imported};
use crate::import::card_flags::CardFlags;
use crate::import::cards::{CardHead, CardRecords, StyleBasis};
use crate::import::contest::{ChoiceKind, ImportedChoice, ImportedContest, MOST_CONTESTS, is_write_in};
use crate::import::csv_text::{check_headings, each_row};
use crate::import::duplicates::note_identities;
use crate::import::marks::{ContestMark, ContestState, MOST_CHOICES, MOST_RANKS};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{cell_text, head_text, read_text};
use crate::import::total_rows::is_note;
use crate::reason::{Reason, import};

/// Clear Ballot's CSV.
#[derive(Clone, Copy, Debug)]
pub(super) struct ClearBallot;

/// The identity columns, by name.
const IDENTITIES: [&str; 10] = [
    "RowNumber",
    "BoxID",
    "BoxPosition",
    "BallotID",
    "PrecinctID",
    "BallotStyleID",
    "PrecinctStyleName",
    "ScanComputerName",
    "Status",
    "Remade",
];

impl ImportFormat for ClearBallot {
    fn name(&self) -> &'static str {
        "Clear Ballot cast vote records"
    }

    fn title(&self) -> Reason {
        import::format_clear_ballot()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head).replace('"', "");
        head.starts_with("RowNumber,") && head.contains("BoxID") && head.contains("BoxPosition")
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut records = CardRecords::default();
        records.style_basis = StyleBasis::Stated;
        for part in parts {
            let mut header: Option<ClearHeader> = None;
            let file = records.file(&part.name);
            read_text(part, |stream| {
                each_row(part, stream, |row, cells| match &header {
                    None => {
                        header = Some(ClearHeader::read(part, row, cells, &mut records, notes)?);
                        Ok(())
                    }
                    Some(_) if cells.iter().all(|cell| cell.is_empty()) => {
                        notes.add(NoteKind::EmptyRow, || part.place().row(row));
                        Ok(())
                    }
                    Some(_) if is_note(cells) => {
                        notes.add(NoteKind::TotalRow, || part.place().row(row));
                        Ok(())
                    }
                    Some(header) => header.read_row(part, (file, row), cells, &mut records),
                })
            })?;
        }
        note_identities(&records, notes);
        Ok(Imported::Cards(Box::new(records)))
    }
}

/// What the header row says.
struct ClearHeader {
    identities: [Option<usize>; IDENTITIES.len()],
    /// For each contest its columns, each with its mark.
    contests: Vec<(usize, Vec<(usize, ContestMark)>)>,
    columns: usize,
    /// Columns without a heading.
    without_heading: Vec<usize>,
}

/// A heading taken apart: contest, rank, votes allowed, choice, party.
fn heading(text: &str) -> Option<(&str, Option<u8>, u32, &str, &str)> {
    let (_, rest) = text.split_once(':')?;
    let (contest, rest) = ["Vote For ", "Number of Winners "].iter().find_map(|words| {
        let at = rest.find(&format!(":{words}"))?;
        Some((&rest[..at], &rest[at + 1 + words.len()..]))
    })?;
    let (number, rest) = rest.split_once(':')?;
    let (choice, party) = rest.rsplit_once(':').unwrap_or((rest, ""));
    let ranked = contest.rsplit_once(':').and_then(|(name, rank)| Some((name, rank.trim().parse::<u8>().ok()?)));
    let (contest, rank) = ranked.map_or((contest, None), |(name, rank)| (name, Some(rank)));
    Some((contest.trim(), rank, number.trim().parse().ok()?, choice.trim(), party.trim()))
}

impl ClearHeader {
    fn read(
        part: &Part<'_>,
        row: u64,
        cells: &[Cow<'_, [u8]>],
        records: &mut CardRecords,
        notes: &mut ImportNotes,
    ) -> Result<Self, ImportProblem> {
        let names: Vec<Cow<'_, str>> = cells.iter().map(|cell| cell_text(cell)).collect();
        let at = |name: &str| names.iter().position(|own| own.eq_ignore_ascii_case(name));
        let mut header = Self {
            identities: IDENTITIES.map(at),
            contests: Vec::new(),
            columns: names.len(),
            without_heading: Vec::new(),
        };
        let (mut places, mut seen) = (HashMap::new(), HashSet::new());
        for (column, name) in names.iter().enumerate() {
            if name.is_empty() {
                header.without_heading.push(column);
            }
            if header.identities.contains(&Some(column)) || name.is_empty() {
                continue;
            }
            let place = || part.place().row(row).column(column);
            if !name.contains(':') {
                notes.add(NoteKind::IgnoredColumn(name.clone().into_owned()), place);
                continue;
            }
            let read = heading(name).filter(|it| it.1.is_none_or(|rank| (1..=MOST_RANKS).contains(&usize::from(rank))));
            let (contest, rank, vote_for, choice, party) = read.ok_or_else(|| {
                let shape = AllowedInFile::Said(import::rule_clear_heading());
                ImportProblem::new(place(), Found::text(name.as_bytes()), shape)
            })?;
            let made = || ImportedContest {
                key: contest.to_owned(),
                name: contest.to_owned(),
                vote_for: Some(vote_for),
                ..ImportedContest::default()
            };
            let too_many = |most: usize| {
                ImportProblem::new(place(), Found::Many(most as u64 + 1), AllowedInFile::AtMost(most as u64))
            };
            let at = records.contest(contest.as_bytes(), made).ok_or_else(|| too_many(MOST_CONTESTS))?;
            records.contests[at].contest.ranks = records.contests[at].contest.ranks.max(rank.unwrap_or(0));
            if !places.contains_key(&at) && records.contests[at].contest.vote_for != Some(vote_for) {
                notes.add(NoteKind::OtherVoteFor(contest.to_owned()), place);
            }
            let kind = if is_write_in(choice) { ChoiceKind::WriteIn } else { ChoiceKind::Regular };
            let made = || ImportedChoice { name: choice.to_owned(), party: party.to_owned(), kind };
            let choice = records.choice(at, choice.as_bytes(), made).ok_or_else(|| too_many(MOST_CHOICES))?;
            let mark = ContestMark { rank: rank.unwrap_or(1), choice };
            let own = *places.entry(at).or_insert_with(|| {
                header.contests.push((at, Vec::new()));
                header.contests.len() - 1
            });
            if !seen.insert((at, mark)) {
                return Err(ImportProblem::new(place(), Found::Twice(name.clone().into_owned()), AllowedInFile::Once));
            }
            header.contests[own].1.push((column, mark));
        }
        if header.contests.is_empty() {
            let missing = Found::Said(import::found_no_choice_column());
            return Err(part.problem(row, missing, AllowedInFile::Said(import::rule_choice_columns())));
        }
        Ok(header)
    }

    fn read_row(
        &self,
        part: &Part<'_>,
        (file, row): (u32, u64),
        cells: &[Cow<'_, [u8]>],
        records: &mut CardRecords,
    ) -> Result<(), ImportProblem> {
        if cells.len() < self.columns || cells[self.columns..].iter().any(|cell| !cell.is_empty()) {
            return Err(part.problem(
                row,
                Found::Said(import::found_cells(cells.len() as u64)),
                AllowedInFile::Said(import::rule_cells_of_header(self.columns as u64)),
            ));
        }
        check_headings(part, row, cells, &self.without_heading)?;
        let cell = |identity: usize| self.identities[identity].map_or(&b""[..], |at| &cells[at]);
        let remade = cell(9);
        let is_remade = matches!(remade, b"1" | b"Y" | b"y") || remade.eq_ignore_ascii_case(b"true");
        records.add_card(&CardHead {
            tabulator: cell(7),
            batch: cell(1),
            style: cell(5),
            portion: if cell(4).is_empty() { cell(6) } else { cell(4) },
            number: cell(0),
            record: cell(2),
            imprinted: cell(3),
            flags: if is_remade { CardFlags::REMADE } else { CardFlags::default() },
            place: (file, row),
            ..CardHead::default()
        });
        for (contest, columns) in &self.contests {
            let (mut marks, mut is_there) = (Vec::new(), false);
            for &(column, mark) in columns {
                match cells[column].as_ref() {
                    b"" => continue,
                    b"0" => {}
                    b"1" => marks.push(mark),
                    other => {
                        let place = part.place().row(row).column(column);
                        return Err(ImportProblem::new(place, Found::text(other), AllowedInFile::MarkCell));
                    }
                }
                is_there = true;
            }
            let own = &records.contests[*contest].contest;
            let most = own.vote_for.filter(|_| own.ranks == 0).map_or(usize::MAX, |most| most as usize);
            let state = match marks.len() {
                0 if !is_there => continue,
                0 => ContestState::Blank,
                given if given > most => ContestState::Overvoted,
                _ => ContestState::Voted,
            };
            records.mark(*contest, state, &mut marks);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::heading;

    #[test]
    fn a_heading_is_taken_apart() {
        assert_eq!(heading("Choice_1_1:Mayor:Vote For 2:A: B:Dem"), Some(("Mayor", None, 2, "A: B", "Dem")));
        assert_eq!(
            heading("Choice_6_1:City, Auditor:2:Number of Winners 1:S:NON"),
            Some(("City, Auditor", Some(2), 1, "S", "NON"))
        );
        assert_eq!((heading("Choice_1_1:Mayor"), heading("Mayor")), (None, None));
    }
}
