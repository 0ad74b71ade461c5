//! Cast vote records of ES&S: tables with a row for each card and a column for each contest, or for each rank of one.
//!
//! A cell has a choice's name, `undervote`, `overvote`, or nothing where the contest is not on the card. Machines, batches and
//! groups stand in lists of ballots beside it, joined by the number of the record. Columns of equal name are one contest of
//! which several choices may be marked. Minnesota's and Maine's tables of ranked ballots are of this kind too.
//!
//! # Reference
//! ES&S EVS audit exports; city of Minneapolis 2013, Maine 2018.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::ess_ballots::{BallotList, ListedBallot, is_ballot_list};
use super::ess_headings::ranked_heading;
use super::{ImportFormat, Imported};
use crate::import::cards::{CardHead, CardRecords, StyleBasis};
use crate::import::contest::{ChoiceKind, ImportedChoice, ImportedContest, MOST_CONTESTS, is_write_in};
use crate::import::csv_text::{check_headings, each_row};
use crate::import::duplicates::note_identities;
use crate::import::marks::{ContestMark, ContestState, MOST_CHOICES, OVERVOTED_RANK};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, Found, ImportProblem};
use crate::import::redaction::is_redacted_cell;
use crate::import::text_bytes::{cell_text, head_text, read_text};
use crate::import::total_rows::{is_note, names_total};
use crate::reason::{Reason, import};

/// ES&S's tables.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ess;

/// Most cards of a table whose rows stand for several cards: a few bytes must not become more memory than a city needs.
const MOST_COUNTED: u64 = 20_000_000;
/// Most of such cards times contests, since later steps look at each contest of each card.
const MOST_COUNTED_CELLS: u64 = 10_000_000_000;

/// What a column is that is not a contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum EssColumn {
    Number,
    Portion,
    Style,
    TabulatorRecord,
    Count,
    /// A contest, by its place, and the rank.
    Contest(usize, u8),
    Unknown,
}

/// The names of columns.
const NAMES: [(&str, EssColumn); 7] = [
    ("cast vote record", EssColumn::Number),
    ("cvr", EssColumn::Number),
    ("precinct", EssColumn::Portion),
    ("ballot style", EssColumn::Style),
    ("style", EssColumn::Style),
    ("tabulator cvr", EssColumn::TabulatorRecord),
    ("count", EssColumn::Count),
];

fn known(name: &str) -> Option<EssColumn> {
    NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, column)| *column)
}

impl ImportFormat for Ess {
    fn name(&self) -> &'static str {
        "ES&S cast vote records"
    }

    fn title(&self) -> Reason {
        import::format_ess()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        let line = head.lines().next().unwrap_or_default().replace('"', "");
        let names: Vec<&str> = line.split(',').map(str::trim).collect();
        let has = |column: EssColumn| names.iter().any(|name| known(name) == Some(column));
        let ranks = names.iter().filter(|name| ranked_heading(name).is_some()).count();
        let is_table =
            has(EssColumn::Number) && (has(EssColumn::Style) || ranks > 1) || has(EssColumn::Portion) && ranks > 1;
        is_ballot_list(part) || is_table && !line.starts_with(['{', '<'])
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let (lists, tables): (Vec<&Part<'_>>, Vec<&Part<'_>>) = parts.iter().partition(|part| is_ballot_list(part));
        let mut ballots = BallotList::default();
        for list in &lists {
            ballots.read(list, notes)?;
        }
        let Some(first) = tables.first() else {
            let missing = Found::Said(import::found_no_votes_table());
            return Err(ImportProblem::new(parts[0].place(), missing, AllowedInFile::Said(import::rule_cvr_file())));
        };
        let mut records = CardRecords::default();
        for part in &tables {
            let (columns, without_heading) = (Vec::new(), Vec::new());
            TableReader { part, ballots: &mut ballots, records: &mut records, notes, columns, without_heading }
                .read()?;
        }
        if let Some(list) = lists.first() {
            ballots.note_unused(list, notes);
        }
        for column in &records.contests {
            let name = || column.contest.name.clone();
            notes.add(NoteKind::ChoicesFromCards, || first.place());
            if column.contest.ranks == 0 && column.contest.vote_for == Some(1) {
                notes.add(NoteKind::VoteForAssumed(name()), || first.place());
            }
        }
        records.infer_styles();
        note_identities(&records, notes);
        Ok(Imported::Cards(Box::new(records)))
    }
}

struct TableReader<'a> {
    part: &'a Part<'a>,
    ballots: &'a mut BallotList,
    records: &'a mut CardRecords,
    notes: &'a mut ImportNotes,
    columns: Vec<EssColumn>,
    /// Columns without a heading.
    without_heading: Vec<usize>,
}

impl TableReader<'_> {
    fn read(mut self) -> Result<(), ImportProblem> {
        let file = self.records.file(&self.part.name);
        let part = self.part;
        read_text(part, |stream| {
            each_row(part, stream, |row, cells| {
                if self.columns.is_empty() {
                    return self.read_header(row, cells);
                }
                if cells.iter().all(|cell| cell.is_empty()) {
                    self.notes.add(NoteKind::EmptyRow, || part.place().row(row));
                    return Ok(());
                }
                self.read_row(file, row, cells)
            })
        })
    }

    fn read_header(&mut self, row: u64, cells: &[Cow<'_, [u8]>]) -> Result<(), ImportProblem> {
        let names: Vec<String> =
            cells.iter().map(|cell| cell_text(cell).split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        // Contests stand behind the columns that are known; a count may stand last.
        let is_id = |name: &String| known(name).is_some_and(|column| column != EssColumn::Count);
        let first = names.iter().rposition(is_id).map_or(0, |last| last + 1);
        let headings: Vec<Option<(String, u8)>> = names.iter().map(|name| ranked_heading(name)).collect();
        let mut ranks: HashMap<String, HashSet<u8>> = HashMap::new();
        for (contest, rank) in headings.iter().flatten() {
            ranks.entry(contest.clone()).or_default().insert(*rank);
        }
        let mut seen = HashSet::new();
        for (at, name) in names.iter().enumerate() {
            let column = match known(name) {
                Some(column) => column,
                None if at < first || name.is_empty() => {
                    // Columns before those that are known, such as a number for each row, are no contests.
                    if name.is_empty() && at >= first {
                        self.without_heading.push(at);
                    } else {
                        self.notes.add(NoteKind::IgnoredColumn(name.clone()), || self.part.place().row(row).column(at));
                    }
                    EssColumn::Unknown
                }
                None => {
                    let heading = headings[at].clone();
                    let has_fellow = heading.as_ref().is_some_and(|(contest, _)| ranks[contest].len() > 1);
                    let (contest, rank) = heading.filter(|_| has_fellow).unwrap_or_else(|| (name.clone(), 0));
                    // Tables of one contest may name it nowhere but in the name of the file.
                    let own = self.part.short_name().rsplit_once('.').map_or(self.part.short_name(), |(name, _)| name);
                    let contest = if contest.is_empty() { own.to_owned() } else { contest };
                    self.declare(contest, rank).ok_or_else(|| {
                        self.part.problem(
                            row,
                            Found::Many(names.len() as u64),
                            AllowedInFile::AtMost(MOST_CONTESTS as u64),
                        )
                    })?
                }
            };
            let may_repeat = matches!(column, EssColumn::Unknown | EssColumn::Contest(_, 0));
            if !may_repeat && !seen.insert(column) {
                return Err(self.part.problem(row, Found::Twice(name.clone()), AllowedInFile::Once));
            }
            self.columns.push(column);
        }
        // Columns of equal name allow several votes.
        for (at, own) in self.records.contests.iter_mut().enumerate().filter(|(_, own)| own.contest.ranks == 0) {
            let number = self.columns.iter().filter(|&&column| column == EssColumn::Contest(at, 0)).count() as u32;
            own.contest.vote_for = own.contest.vote_for.max(Some(number.max(1)));
        }
        if self.columns.contains(&EssColumn::Style) {
            self.records.style_basis = StyleBasis::Stated;
        }
        if !self.columns.iter().any(|column| matches!(column, EssColumn::Contest(..))) {
            let missing = Found::Said(import::found_no_contest_column());
            return Err(self.part.problem(row, missing, AllowedInFile::Said(import::rule_contest_columns())));
        }
        Ok(())
    }

    fn declare(&mut self, name: String, rank: u8) -> Option<EssColumn> {
        let key = name.clone();
        let made = || ImportedContest { key: name.clone(), name, ..ImportedContest::default() };
        let at = self.records.contest(key.as_bytes(), made)?;
        let own = &mut self.records.contests[at].contest;
        own.ranks = own.ranks.max(rank);
        if rank > 0 {
            own.vote_for = Some(1);
        }
        Some(EssColumn::Contest(at, rank))
    }

    /// Whether a row is the header of an export: each contest that is not ranked has its own name as its vote.
    fn is_header(&self, cells: &[Cow<'_, [u8]>]) -> bool {
        let votes = self.columns.iter().zip(cells).filter_map(|(column, cell)| match column {
            EssColumn::Contest(contest, 0) => Some((&self.records.contests[*contest].contest.name, cell)),
            _ => None,
        });
        let is_own: Vec<bool> = votes.map(|(name, cell)| cell_text(cell) == name.as_str()).collect();
        let first = cells.first().is_some_and(|cell| cell.eq_ignore_ascii_case(b"Cast Vote Record"));
        first || !is_own.is_empty() && !is_own.contains(&false)
    }

    fn read_row(&mut self, file: u32, row: u64, cells: &[Cow<'_, [u8]>]) -> Result<(), ImportProblem> {
        if cells.len() > self.columns.len() && cells[self.columns.len()..].iter().any(|cell| !cell.is_empty()) {
            let most = AllowedInFile::AtMost(self.columns.len() as u64);
            return Err(self.part.problem(row, Found::Many(cells.len() as u64), most));
        }
        check_headings(self.part, row, cells, &self.without_heading)?;
        // Workbooks leave out empty cells at the ends of rows.
        if cells.len() < self.columns.len() && !self.part.is_sheet() {
            self.notes.add(NoteKind::ShortRow, || self.part.place().row(row));
        }
        let at = |column: EssColumn| self.columns.iter().position(|own| *own == column);
        let cell = |column: EssColumn| at(column).and_then(|at| cells.get(at)).map_or(&b""[..], |cell| cell);
        let number = cell(EssColumn::Number);
        if self.is_header(cells) {
            let found = Found::Said(import::found_second_header());
            return Err(self.part.problem(row, found, AllowedInFile::Said(import::rule_one_header())));
        }
        if is_note(cells) || names_total(&cell_text(number)) {
            self.notes.add(NoteKind::TotalRow, || self.part.place().row(row));
            return Ok(());
        }
        let count = match at(EssColumn::Count) {
            None => 1,
            Some(column) => {
                let text = cells.get(column).map_or(&b""[..], |cell| cell);
                let count = std::str::from_utf8(text).ok().and_then(|text| text.parse::<u64>().ok());
                let most = MOST_COUNTED.min(MOST_COUNTED_CELLS / self.records.contests.len().max(1) as u64);
                let left = most.saturating_sub(self.records.cards() as u64);
                count.filter(|&count| count <= left).ok_or_else(|| {
                    let place = self.part.place().row(row).column(column);
                    ImportProblem::new(place, Found::text(text), AllowedInFile::Whole(0, left))
                })?
            }
        };
        let listed = self.ballots.find(number);
        let is_listed = listed.is_some();
        let listed = listed.unwrap_or_default();
        let ListedBallot { batch, group, machine, style, tabulator_record } = listed;
        let own_record = cell(EssColumn::TabulatorRecord);
        let record = if tabulator_record.is_empty() { own_record } else { tabulator_record };
        let stated_style = cell(EssColumn::Style);
        let has_machine = record.len() == 10 && record.iter().all(u8::is_ascii_digit);
        let head = CardHead {
            tabulator: if machine.is_empty() && has_machine { &record[..4] } else { machine },
            batch,
            style: if stated_style.is_empty() { style } else { stated_style },
            portion: cell(EssColumn::Portion),
            group,
            number,
            record: if has_machine { &record[4..] } else { record },
            imprinted: record,
            place: (file, row),
            ..CardHead::default()
        };
        add_cards(self.part, &self.columns, self.records, self.notes, &head, count, cells)?;
        if !is_listed && !self.ballots.is_empty() {
            let number = cell_text(number).into_owned();
            self.notes.add(NoteKind::UnmatchedRecord(number), || self.part.place().row(row));
        }
        Ok(())
    }
}

/// Adds the cards of a row. A row that stands for several cards names none of them.
fn add_cards(
    part: &Part<'_>,
    columns: &[EssColumn],
    records: &mut CardRecords,
    notes: &mut ImportNotes,
    head: &CardHead<'_>,
    count: u64,
    cells: &[Cow<'_, [u8]>],
) -> Result<(), ImportProblem> {
    if count == 0 {
        return Ok(());
    }
    let named = if count == 1 { *head } else { CardHead { number: b"", record: b"", imprinted: b"", ..*head } };
    records.add_card(&named);
    read_votes(part, columns, records, notes, (head.place.1, count), cells)?;
    records.repeat_last(head.place, count as usize - 1);
    Ok(())
}

/// The marks of a card, or of several cards that are marked alike.
fn read_votes(
    part: &Part<'_>,
    columns: &[EssColumn],
    records: &mut CardRecords,
    notes: &mut ImportNotes,
    (row, count): (u64, u64),
    cells: &[Cow<'_, [u8]>],
) -> Result<(), ImportProblem> {
    let mut marks: Vec<(usize, Vec<ContestMark>, bool)> = Vec::new();
    let mut places = HashMap::new();
    let mut redacted = HashSet::new();
    for (column, cell) in columns.iter().zip(cells) {
        let &EssColumn::Contest(contest, rank) = column else { continue };
        if cell.is_empty() {
            continue;
        }
        let at = *places.entry(contest).or_insert_with(|| {
            marks.push((contest, Vec::new(), false));
            marks.len() - 1
        });
        if is_redacted_cell(cell) {
            marks[at].1.clear();
            redacted.insert(contest);
            continue;
        }
        if cell.eq_ignore_ascii_case(b"undervote") {
            continue;
        }
        if cell.eq_ignore_ascii_case(b"overvote") {
            marks[at].2 = true;
            if rank > 0 {
                marks[at].1.push(ContestMark { rank, choice: OVERVOTED_RANK });
            }
            continue;
        }
        let text = cell_text(cell);
        let is_write_in = is_write_in(&text) || text == "UWI";
        let kind = if is_write_in { ChoiceKind::WriteIn } else { ChoiceKind::Regular };
        let made = || ImportedChoice { name: text.clone().into_owned(), kind, ..ImportedChoice::default() };
        let choice = records.choice(contest, text.as_bytes(), made);
        let choice =
            choice.ok_or_else(|| part.problem(row, Found::text(cell), AllowedInFile::AtMost(MOST_CHOICES as u64)))?;
        marks[at].1.push(ContestMark { rank: rank.max(1), choice });
    }
    if !redacted.is_empty() {
        notes.add_many(NoteKind::RedactedCard, count, || part.place().row(row));
    }
    for (contest, mut marks, overvoted) in marks {
        let seen = marks.len();
        marks.sort_unstable();
        marks.dedup();
        let is_ranked = records.contests[contest].contest.ranks > 0;
        if marks.len() < seen {
            let name = records.contests[contest].contest.name.clone();
            let kind = if is_ranked { NoteKind::RepeatedInRanking(name) } else { NoteKind::RepeatedVote(name) };
            notes.add_many(kind, count, || part.place().row(row));
        }
        if redacted.contains(&contest) {
            records.mark(contest, ContestState::Redacted, &mut []);
            continue;
        }
        let state = match marks.is_empty() {
            _ if overvoted && !is_ranked => ContestState::Overvoted,
            true => ContestState::Blank,
            false => ContestState::Voted,
        };
        records.mark(contest, state, &mut marks);
    }
    Ok(())
}
