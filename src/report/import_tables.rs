//! What was read of election-office files as tables, row by row. Records of cards have a table of their own.

use serde_json::{Value, json};

use super::import_json::{count_word, kind_word};
use super::rows::{ColumnKind, TableColumn, TableRow};
use super::words::LANGUAGES;
use crate::error::Error;
use crate::import::{
    CardRecords, CardSummary, ContestMark, ContestState, CountOf, ImportNotes, ImportedContest, MarkPatterns,
    OVERVOTED_RANK, OfficeTable, RankedOrders, VoteTallies, WITHIN,
};

/// Takes a row of a table.
pub type TakeRow<'t> = dyn FnMut(TableRow) -> Result<(), Error> + 't;

fn text(name: &str, value: impl Into<String>) -> (TableColumn, Value) {
    (TableColumn { name: name.to_owned(), kind: ColumnKind::Text }, Value::String(value.into()))
}

fn whole(name: &str, value: impl Into<Option<u64>>) -> (TableColumn, Value) {
    (TableColumn { name: name.to_owned(), kind: ColumnKind::Whole }, json!(value.into()))
}

/// The contests, with what single cards say.
///
/// # Errors
/// What the taker of rows says.
pub fn contest_rows(records: &CardRecords, summary: &CardSummary, take: &mut TakeRow<'_>) -> Result<(), Error> {
    for own in &summary.contests {
        let about = &records.contests[own.contest].contest;
        take(vec![
            whole("contest", own.contest as u64),
            text("key", &about.key),
            text("name", &about.name),
            whole("vote_for", about.vote_for.map(u64::from)),
            whole("ranks", u64::from(about.ranks)),
            whole("cards", own.count.cards),
            whole("blank", own.count.blank),
            whole("overvoted", own.overvoted(about)),
            whole("void", own.count.invalid),
            whole("redacted", own.count.redacted),
            whole("undervotes", own.count.undervotes),
            whole("written_in", own.written_in),
        ])?;
    }
    Ok(())
}

/// The choices of all contests, with votes of single cards and of rows that sum several.
///
/// # Errors
/// What the taker of rows says.
pub fn choice_rows(records: &CardRecords, summary: &CardSummary, take: &mut TakeRow<'_>) -> Result<(), Error> {
    for own in &summary.contests {
        let about = &records.contests[own.contest].contest;
        for (at, choice) in about.choices.iter().enumerate() {
            take(vec![
                whole("contest", own.contest as u64),
                whole("choice", at as u64),
                text("contest_name", &about.name),
                text("choice_name", &choice.name),
                text("party", &choice.party),
                text("kind", kind_word(choice.kind)),
                whole("votes", own.count.votes[at]),
                whole("votes_of_summed_rows", own.summed[at]),
            ])?;
        }
    }
    Ok(())
}

fn state_word(state: ContestState) -> &'static str {
    match state {
        ContestState::NotOnBallot => "not_on_card",
        ContestState::Blank => "blank",
        ContestState::Voted => "voted",
        ContestState::Overvoted => "overvoted",
        ContestState::Invalid => "void",
        ContestState::Redacted => "redacted",
    }
}

/// The ways to be marked in one contest: a row for each mark, and one without rank and choice where there is none.
fn mark_rows(
    contest: usize,
    about: &ImportedContest,
    patterns: &MarkPatterns,
    counts: &[u64],
    take: &mut TakeRow<'_>,
) -> Result<(), Error> {
    for code in 0..patterns.len() as u32 {
        let state = patterns.state(code);
        let count = counts.get(code as usize).copied().unwrap_or(0);
        if state == ContestState::NotOnBallot || count == 0 {
            continue;
        }
        let marks: Vec<ContestMark> = patterns.marks(code).collect();
        let row = |mark: Option<&ContestMark>| {
            let choice = mark.filter(|mark| mark.choice != OVERVOTED_RANK).map(|mark| usize::from(mark.choice));
            vec![
                whole("contest", contest as u64),
                whole("code", u64::from(code)),
                text("state", state_word(state)),
                whole("rank", mark.map(|mark| u64::from(mark.rank))),
                whole("choice", choice.map(|choice| choice as u64)),
                text("choice_name", choice.map_or("", |choice| &about.choices[choice].name)),
                whole("cards", count),
            ]
        };
        if marks.is_empty() {
            take(row(None))?;
        }
        for mark in &marks {
            take(row(Some(mark)))?;
        }
    }
    Ok(())
}

/// The meaning of the codes of all contests, and how many cards have each.
///
/// # Errors
/// What the taker of rows says.
pub fn pattern_rows(records: &CardRecords, take: &mut TakeRow<'_>) -> Result<(), Error> {
    for (at, column) in records.contests.iter().enumerate() {
        let counts = column.codes.counts(column.patterns.len(), records.cards());
        mark_rows(at, &column.contest, &column.patterns, &counts, take)?;
    }
    Ok(())
}

/// The batches, with their cards.
///
/// # Errors
/// What the taker of rows says.
pub fn batch_rows(summary: &CardSummary, take: &mut TakeRow<'_>) -> Result<(), Error> {
    for it in &summary.batches {
        take(vec![text("tabulator", &it.tabulator), text("batch", &it.batch), whole("cards", it.cards)])?;
    }
    Ok(())
}

/// The styles, with their cards.
///
/// # Errors
/// What the taker of rows says.
pub fn style_rows(summary: &CardSummary, take: &mut TakeRow<'_>) -> Result<(), Error> {
    for it in &summary.styles {
        take(vec![text("style", &it.name), whole("cards", it.cards)])?;
    }
    Ok(())
}

/// Rows that sum several cards: a row for each number.
///
/// # Errors
/// What the taker of rows says.
pub fn summed_rows(records: &CardRecords, take: &mut TakeRow<'_>) -> Result<(), Error> {
    for sum in &records.aggregated {
        for (contest, mark, votes) in &sum.votes {
            let about = &records.contests[*contest as usize].contest;
            take(vec![
                text("file", records.files.text(sum.file)),
                whole("row", sum.row),
                text("label", &sum.label),
                text("style", &sum.style),
                whole("contest", u64::from(*contest)),
                whole("rank", u64::from(mark.rank)),
                whole("choice", u64::from(mark.choice)),
                text("choice_name", about.choices.get(usize::from(mark.choice)).map_or("", |choice| &choice.name)),
                whole("votes", *votes),
            ])?;
        }
    }
    Ok(())
}

/// The findings: what, how often, and the first places.
///
/// # Errors
/// What the taker of rows says.
pub fn note_rows(notes: &ImportNotes, take: &mut TakeRow<'_>) -> Result<(), Error> {
    let words = LANGUAGES[0].words;
    for (kind, evidence) in notes.iter() {
        let says = words.reason(&kind.reason(evidence.count));
        for place in &evidence.examples {
            take(vec![
                text("says", &says),
                whole("count", evidence.count),
                text("file", &place.file),
                whole("row", place.row),
                whole("column", place.column),
                text("key", place.key.clone().unwrap_or_default()),
            ])?;
        }
    }
    Ok(())
}

/// Votes by place.
///
/// # Errors
/// What the taker of rows says.
pub fn tally_rows(tallies: &VoteTallies, take: &mut TakeRow<'_>) -> Result<(), Error> {
    for row in &tallies.rows {
        let contest = &tallies.contests[row.contest as usize];
        let choice = match row.of {
            CountOf::Choice(choice) | CountOf::RoundChange(choice) => &*contest.choices[usize::from(choice)].name,
            _ => "",
        };
        let place = tallies.places.text(row.place);
        let (jurisdiction, within) = place.split_once(WITHIN).unwrap_or((place, ""));
        let number = TableColumn { name: "number".to_owned(), kind: ColumnKind::Whole };
        take(vec![
            text("contest", &contest.name),
            text("jurisdiction", jurisdiction),
            text("place", within),
            text("kind", tallies.kinds.text(row.kind)),
            text("of", count_word(row.of)),
            text("choice", choice),
            (number, json!(row.number)),
        ])?;
    }
    Ok(())
}

/// Ranked orders with their counts.
///
/// # Errors
/// What the taker of rows says.
pub fn order_rows(all: &[RankedOrders], take: &mut TakeRow<'_>) -> Result<(), Error> {
    for (at, orders) in all.iter().enumerate() {
        mark_rows(at, &orders.contest, &orders.patterns, &orders.counts, take)?;
    }
    Ok(())
}

/// A table of an office as it stands.
///
/// # Errors
/// What the taker of rows says.
pub fn office_rows(table: &OfficeTable, take: &mut TakeRow<'_>) -> Result<(), Error> {
    for row in 0..table.rows() {
        let cells = table.columns.iter().enumerate().map(|(column, name)| text(name, table.cell(row, column)));
        take(std::iter::once(whole("line", u64::from(table.lines[row]))).chain(cells).collect())?;
    }
    Ok(())
}
