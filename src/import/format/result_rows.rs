//! Results with a row for each choice: statements of votes by precinct, and what Colorado's audit centre adds up by county.
//!
//! A row has the choice's votes, and in statements of votes the ballots, undervotes and overvotes of its precinct again on each
//! row. Headings may have line ends in them.
//!
//! # Reference
//! Statements of votes of Boulder County 2023 and 2024; `tabulate.csv` and `tabulateCounty.csv` of Colorado.

use std::borrow::Cow;

use super::{ImportFormat, Imported};
use crate::import::csv_text::each_row;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{cell_text, head_text, read_text};
use crate::import::total_rows::names_total;
use crate::import::vote_tallies::{
    CountLine, CountOf, MOST_NUMBER, PlaceKind, TallyRow, VoteTallies, count_line, whole,
};
use crate::reason::{Reason, import};

/// Results with a row for each choice.
#[derive(Clone, Copy, Debug)]
pub(super) struct ResultRows;

/// What a column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowColumn {
    /// The county, where precincts stand beside it.
    County,
    Place,
    Contest,
    /// What tells contests of one office apart.
    District,
    Choice,
    Votes,
    Round,
    Other(CountOf),
    /// Known, and of no use here.
    Spare,
}

/// The names of columns.
const NAMES: [(&str, RowColumn); 25] = [
    ("precinct code", RowColumn::Place),
    ("county_name", RowColumn::County),
    ("county", RowColumn::County),
    ("precinct", RowColumn::Place),
    ("contest title", RowColumn::Contest),
    ("contest_name", RowColumn::Contest),
    ("contest name", RowColumn::Contest),
    ("contest", RowColumn::Contest),
    ("office", RowColumn::Contest),
    ("district", RowColumn::District),
    ("choice name", RowColumn::Choice),
    ("candidate name", RowColumn::Choice),
    ("candidate", RowColumn::Choice),
    ("choice", RowColumn::Choice),
    ("total votes", RowColumn::Votes),
    ("votes", RowColumn::Votes),
    ("total ballots", RowColumn::Other(CountOf::Ballots)),
    ("total undervotes", RowColumn::Other(CountOf::Undervotes)),
    ("total overvotes", RowColumn::Other(CountOf::Overvotes)),
    ("total blanks", RowColumn::Other(CountOf::Blank)),
    ("total exhausted", RowColumn::Other(CountOf::Exhausted)),
    ("active voters", RowColumn::Other(CountOf::Voters)),
    ("precinct number", RowColumn::Spare),
    ("precinct name", RowColumn::Spare),
    ("line number", RowColumn::Spare),
];

fn known(name: &str) -> Option<RowColumn> {
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    let is_round = name.starts_with("round ") && name.ends_with(" votes");
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, column)| *column).or(is_round.then_some(RowColumn::Round))
}

impl ImportFormat for ResultRows {
    fn name(&self) -> &'static str {
        "results by choice"
    }

    fn title(&self) -> Reason {
        import::format_result_rows()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head).to_ascii_lowercase();
        let names: String = head.chars().take(400).map(|sign| if sign.is_whitespace() { ' ' } else { sign }).collect();
        let names = names.split_whitespace().collect::<Vec<_>>().join(" ").replace('"', "").replace(" ,", ",");
        let first = head.lines().next().unwrap_or_default().replace('"', "");
        let columns: Vec<RowColumn> = first.split(',').filter_map(known).collect();
        let has_all = [RowColumn::Contest, RowColumn::Choice, RowColumn::Votes].iter().all(|it| columns.contains(it));
        has_all || names.starts_with("precinct code,precinct number,")
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut tallies = VoteTallies::new(PlaceKind::Precinct);
        for part in parts {
            let mut columns: Vec<RowColumn> = Vec::new();
            let mut kinds: Vec<u32> = Vec::new();
            // What stands again on each row of a precinct and contest is taken once.
            let mut seen = std::collections::HashMap::new();
            read_text(part, |stream| {
                each_row(part, stream, |row, cells| {
                    if columns.is_empty() {
                        for (at, cell) in cells.iter().enumerate() {
                            let name = cell_text(cell);
                            let column = known(&name).unwrap_or(RowColumn::Spare);
                            if known(&name).is_none() {
                                let name = name.clone().into_owned();
                                notes.add(NoteKind::IgnoredColumn(name), || part.place().row(row).column(at));
                            }
                            let round = (column == RowColumn::Round).then_some(name.as_bytes());
                            kinds.push(round.map_or(0, |name| tallies.kinds.number(name)));
                            columns.push(column);
                        }
                        return Ok(());
                    }
                    if cells.iter().all(|cell| cell.is_empty()) {
                        notes.add(NoteKind::EmptyRow, || part.place().row(row));
                        return Ok(());
                    }
                    read_row(part, row, cells, (&columns, &kinds), &mut tallies, &mut seen, notes)
                })
            })?;
        }
        Ok(Imported::Tallies(Box::new(tallies)))
    }
}

/// Numbers of a precinct and contest, with what they count.
type StatedOnce = std::collections::HashMap<(u32, u32, CountOf), u64>;

fn read_row(
    part: &Part<'_>,
    row: u64,
    cells: &[Cow<'_, [u8]>],
    (columns, kinds): (&[RowColumn], &[u32]),
    tallies: &mut VoteTallies,
    seen: &mut StatedOnce,
    notes: &mut ImportNotes,
) -> Result<(), ImportProblem> {
    if cells.len() < columns.len() {
        return Err(part.problem(row, Found::Many(cells.len() as u64), AllowedInFile::Exactly(columns.len() as u64)));
    }
    let problem = |(found, allowed)| part.problem(row, found, allowed);
    let text = |column: RowColumn| {
        let at = columns.iter().position(|own| *own == column);
        at.map_or(Cow::Borrowed(""), |at| cell_text(&cells[at]))
    };
    let (contest, choice) = (text(RowColumn::Contest), text(RowColumn::Choice));
    let (county, precinct, district) = (text(RowColumn::County), text(RowColumn::Place), text(RowColumn::District));
    if contest.is_empty() || names_total(&precinct) || names_total(&county) {
        notes.add(NoteKind::TotalRow, || part.place().row(row));
        return Ok(());
    }
    let line = count_line(&choice);
    if line == Some(CountLine::Total) {
        notes.add(NoteKind::TotalRow, || part.place().row(row));
        return Ok(());
    }
    let district = district.trim();
    let contest = match district {
        "" => contest.trim().to_owned(),
        district => format!("{}, {district}", contest.trim()),
    };
    let contest = contest.as_str();
    let contest = tallies.contest(contest, contest).map_err(problem)?;
    let choice = match line {
        Some(_) => None,
        None => Some(tallies.choice(contest, choice.trim(), "").map_err(problem)?),
    };
    let place = match county.trim() {
        "" => tallies.place(&precinct, ""),
        county => tallies.place(county, precinct.trim()),
    };
    for (at, column) in columns.iter().enumerate() {
        let of = match (column, line, choice) {
            (RowColumn::Votes, Some(CountLine::Of(of)), _) => of,
            (RowColumn::Votes, _, Some(choice)) => CountOf::Choice(choice),
            (RowColumn::Round, _, Some(choice)) => CountOf::RoundChange(choice),
            (RowColumn::Other(of), ..) => *of,
            _ => continue,
        };
        let stands_again = !matches!(of, CountOf::Choice(_) | CountOf::RoundChange(_));
        let cell = cell_text(&cells[at]);
        if matches!(column, RowColumn::Other(_)) && (cell.is_empty() || cell.eq_ignore_ascii_case("n/a")) {
            let what = tallies.contests[contest as usize].name.clone();
            notes.add(NoteKind::NotStated(what), || part.place().row(row).column(at));
            continue;
        }
        let (digits, sign) = match cell.strip_prefix('-').filter(|_| *column == RowColumn::Round) {
            Some(digits) => (digits, -1),
            None => (&*cell, 1),
        };
        let number = whole(digits).ok_or_else(|| {
            let place = part.place().row(row).column(at);
            ImportProblem::new(place, Found::text(cell.as_bytes()), AllowedInFile::Whole(0, MOST_NUMBER))
        })?;
        if stands_again {
            match seen.insert((contest, place, of), number) {
                None => {}
                Some(before) => {
                    if before != number {
                        let what = tallies.contests[contest as usize].name.clone();
                        notes.add(NoteKind::OddCount(what), || part.place().row(row).column(at));
                    }
                    continue;
                }
            }
        }
        tallies.add(TallyRow { contest, place, kind: kinds[at], of, number: number as i64 * sign }).map_err(problem)?;
    }
    Ok(())
}
