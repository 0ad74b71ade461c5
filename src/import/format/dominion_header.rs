//! The four header rows of Dominion's CSV: the contests with their columns, and the columns that identify a card.

use crate::import::cards::{CardRecords, StyleBasis};
use crate::import::contest::{ChoiceKind, ImportedChoice, ImportedContest, is_write_in};
use crate::import::csv_text::check_separator;
use crate::import::marks::{ContestMark, MOST_CHOICES, MOST_RANKS};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::text_bytes::{cell_text, is_twice_encoded};
use crate::reason::import;

/// Most columns.
pub(super) const MOST_COLUMNS: usize = 65_536;

/// Most contests, or choices of one contest, of one name.
const MOST_ALIKE: usize = 100;

/// Which identity stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum IdentityColumn {
    Number,
    Tabulator,
    Batch,
    Record,
    Imprinted,
    Group,
    Portion,
    Style,
    Unique,
    Unknown,
}

/// The names of identity columns, as they stand in row 4.
const IDENTITY_COLUMNS: [(&str, IdentityColumn); 9] = [
    ("CvrNumber", IdentityColumn::Number),
    ("TabulatorNum", IdentityColumn::Tabulator),
    ("BatchId", IdentityColumn::Batch),
    ("RecordId", IdentityColumn::Record),
    ("ImprintedId", IdentityColumn::Imprinted),
    ("CountingGroup", IdentityColumn::Group),
    ("PrecinctPortion", IdentityColumn::Portion),
    ("BallotType", IdentityColumn::Style),
    ("UniqueVotingIdentifier", IdentityColumn::Unique),
];

/// The columns of one contest.
#[derive(Clone, Debug)]
pub(super) struct ContestColumns {
    /// The contest's number in the records.
    pub(super) contest: usize,
    /// The contest's name.
    pub(super) name: String,
    /// Votes allowed, where choices are not ranked.
    pub(super) vote_for: Option<usize>,
    /// The first of its columns, from 0.
    pub(super) first: usize,
    /// The choice and rank of each column.
    pub(super) marks: Vec<ContestMark>,
}

/// What the four header rows say.
#[derive(Clone, Debug, Default)]
pub(super) struct DominionHeader {
    pub(super) identities: Vec<IdentityColumn>,
    pub(super) contests: Vec<ContestColumns>,
    /// All columns.
    pub(super) columns: usize,
}

/// A header cell without guard, in one line.
pub(super) fn header_text(cell: &[u8]) -> String {
    let text = cell_text(cell);
    let text = text.trim();
    let bare = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl DominionHeader {
    /// Reads the four rows, given with the lines on which they begin, and declares the contests.
    pub(super) fn read(
        part: &Part<'_>,
        rows: &[(u64, Vec<Vec<u8>>)],
        records: &mut CardRecords,
        notes: &mut ImportNotes,
    ) -> Result<Self, ImportProblem> {
        let [_, (contest_row, contests), (choice_row, choices), (id_row, ids)] = rows else {
            let missing = Found::Said(import::found_no_four_headers());
            return Err(part.problem(1, missing, AllowedInFile::Said(import::rule_four_headers())));
        };
        // Contests whose names differ by a blank alone are two.
        let cells = contests;
        let contests: Vec<String> = contests.iter().map(|cell| header_text(cell)).collect();
        let choices: Vec<String> = choices.iter().map(|cell| header_text(cell)).collect();
        let first = contests.iter().position(|name| !name.is_empty());
        let columns = contests.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        let Some(first) = first.filter(|&first| first <= ids.len() && first < 64) else {
            let missing = Found::Said(import::found_no_contest_above());
            return Err(part.problem(*contest_row, missing, AllowedInFile::Said(import::rule_contest_above())));
        };
        if columns > MOST_COLUMNS {
            let most = AllowedInFile::AtMost(MOST_COLUMNS as u64);
            return Err(part.problem(*contest_row, Found::Many(columns as u64), most));
        }
        // A column with a choice and without a contest would be left out, with its votes.
        if let Some(bare) = (0..choices.len()).find(|&at| (at < first || at >= columns) && !choices[at].is_empty()) {
            let missing = Found::Said(import::found_no_contest_above());
            let place = part.place().row(*contest_row).column(bare);
            return Err(ImportProblem::new(place, missing, AllowedInFile::Said(import::rule_contest_above())));
        }
        let mut header = Self { columns, ..Self::default() };
        for (at, id) in ids[..first].iter().enumerate() {
            let name = header_text(id);
            let known = IDENTITY_COLUMNS.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name));
            let identity = known.map_or(IdentityColumn::Unknown, |(_, identity)| *identity);
            if identity == IdentityColumn::Unknown {
                notes.add(NoteKind::IgnoredColumn(name.clone()), || part.place().row(*id_row).column(at));
            } else if header.identities.contains(&identity) {
                return Err(part.problem(*id_row, Found::Twice(name), AllowedInFile::Once));
            }
            header.identities.push(identity);
        }
        if !header.identities.contains(&IdentityColumn::Number) {
            check_separator(part)?;
            let missing = Found::Said(import::found_no_column("CvrNumber"));
            return Err(part.problem(
                *id_row,
                missing,
                AllowedInFile::OneOf(vec!["CvrNumber", "TabulatorNum", "BatchId", "RecordId"]),
            ));
        }
        let states_style = header.identities.contains(&IdentityColumn::Style);
        records.style_basis = if states_style { StyleBasis::Stated } else { StyleBasis::Absent };
        let party = |column: usize| ids.get(column).map(|cell| header_text(cell)).unwrap_or_default();
        let mut start = first;
        while start < columns {
            let name = &contests[start];
            let bare = |at: usize| cells[at].trim_ascii();
            let end = (start..columns).find(|&at| bare(at) != bare(start)).unwrap_or(columns);
            if name.is_empty() {
                let missing = Found::Said(import::found_no_contest_above());
                let place = part.place().row(*contest_row).column(start);
                return Err(ImportProblem::new(place, missing, AllowedInFile::Said(import::rule_contest_above())));
            }
            let place = |column: usize| part.place().row(*choice_row).column(column);
            let own: Vec<(String, String)> =
                (start..end).map(|column| (choices.get(column).cloned().unwrap_or_default(), party(column))).collect();
            let mut columns = declare(name, &own, records, notes, part, *contest_row)
                .map_err(|(column, found, allowed)| ImportProblem::new(place(start + column), found, allowed))?;
            columns.first = start;
            header.contests.push(columns);
            start = end;
        }
        Ok(header)
    }
}

/// A contest's heading: name, votes allowed, ranks.
fn heading(text: &str) -> (String, Option<u32>, u8) {
    let Some((name, rest)) = text.rsplit_once('(') else { return (text.to_owned(), None, 0) };
    let inside = rest.trim_end().trim_end_matches(')');
    let number = |key: &str| {
        let after = inside.split(',').find_map(|part| part.trim().strip_prefix(key))?;
        after.trim().strip_prefix('=')?.trim().parse::<u32>().ok()
    };
    let name = name.trim().to_owned();
    if let Some(vote_for) = number("Vote For") {
        return (name, Some(vote_for), 0);
    }
    match (number("Number of positions"), number("Number of ranks")) {
        (Some(seats), Some(ranks)) if ranks as usize <= MOST_RANKS => (name, Some(seats), ranks as u8),
        _ => (text.to_owned(), None, 0),
    }
}

/// The choice's name and its rank, such as `Ada(2)`.
fn ranked(text: &str) -> Option<(&str, u8)> {
    let (name, rank) = text.strip_suffix(')')?.rsplit_once('(')?;
    Some((name.trim(), rank.trim().parse().ok().filter(|&rank| rank > 0)?))
}

/// What is wrong with a column of a contest.
type ColumnProblem = (usize, Found, AllowedInFile);

fn declare(
    name: &str,
    columns: &[(String, String)],
    records: &mut CardRecords,
    notes: &mut ImportNotes,
    part: &Part<'_>,
    row: u64,
) -> Result<ContestColumns, ColumnProblem> {
    let (title, vote_for, ranks) = heading(name);
    if is_twice_encoded(name) {
        notes.add(NoteKind::TwiceEncoded(title.clone()), || part.place().row(row));
    }
    if vote_for.is_none() {
        notes.add(NoteKind::VoteForAssumed(title.clone()), || part.place().row(row));
    }
    let mut key = title.clone();
    while records.find_contest(key.as_bytes()).is_some() {
        notes.add(NoteKind::SameContestName(title.clone()), || part.place().row(row));
        key.push('\u{1f}');
        if key.len() > title.len() + MOST_ALIKE {
            return Err((0, Found::Twice(title), AllowedInFile::Once));
        }
    }
    let bytes = key.clone();
    let own = ImportedContest {
        key,
        name: title.clone(),
        vote_for: vote_for.or(Some(1)),
        ranks,
        ..ImportedContest::default()
    };
    let most = crate::import::contest::MOST_CONTESTS as u64;
    let contest = records.contest(bytes.as_bytes(), || own);
    let contest = contest.ok_or((0, Found::Many(most + 1), AllowedInFile::AtMost(most)))?;
    let mut marks = Vec::with_capacity(columns.len());
    let mut seen = std::collections::HashSet::new();
    let mut wrote_in = false;
    let by_rank = columns.len() / usize::from(ranks.max(1));
    let is_even = columns.len() == by_rank * usize::from(ranks.max(1));
    for (at, (text, party)) in columns.iter().enumerate() {
        let (choice, rank) = match ranked(text).filter(|_| ranks > 0) {
            Some((choice, rank)) => (choice, rank),
            None if ranks == 0 => (text.as_str(), 1),
            None if is_even => (text.as_str(), (at / by_rank) as u8 + 1),
            None => {
                return Err((at, Found::Text(text.clone()), AllowedInFile::Said(import::rule_choice_rank())));
            }
        };
        if rank > ranks.max(1) {
            return Err((at, Found::Text(text.clone()), AllowedInFile::Whole(1, ranks.max(1).into())));
        }
        let kind = match (is_write_in(choice), wrote_in) {
            (true, _) => ChoiceKind::WriteIn,
            (false, true) if ranks == 0 => ChoiceKind::QualifiedWriteIn,
            _ => ChoiceKind::Regular,
        };
        wrote_in |= kind == ChoiceKind::WriteIn;
        // Several lines for written names are kept apart by their place.
        let mut key = choice.to_owned();
        let number = loop {
            if is_twice_encoded(choice) {
                notes.add(NoteKind::TwiceEncoded(choice.to_owned()), || part.place().row(row + 1));
            }
            let made = || ImportedChoice { name: choice.to_owned(), party: party.clone(), kind };
            let number = records.choice(contest, key.as_bytes(), made);
            if number.is_none_or(|number| seen.insert((number, rank))) {
                break number;
            }
            if kind != ChoiceKind::WriteIn {
                notes.add(NoteKind::SameChoiceName(text.clone()), || part.place().row(row + 1));
            }
            key.push('\u{1f}');
            if key.len() > choice.len() + MOST_ALIKE {
                return Err((at, Found::Twice(text.clone()), AllowedInFile::Once));
            }
        };
        let most = MOST_CHOICES as u64;
        let number = number.ok_or((at, Found::Many(most + 1), AllowedInFile::AtMost(most)))?;
        marks.push(ContestMark { rank, choice: number });
    }
    Ok(ContestColumns {
        contest,
        name: title,
        vote_for: (ranks == 0).then_some(vote_for.unwrap_or(1) as usize),
        first: 0,
        marks,
    })
}
