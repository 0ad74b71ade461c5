//! Sheets: what to pull, what to read, and what the boards read.

use std::collections::BTreeMap;

use super::log::ReadingEntry;
use super::named_card::NamedCard;
use super::sheet_row::{COLUMNS, OF_TALLY, RefusedRow, SheetRow, SheetWord, WORDS, entry};
use super::tally_rows::TallyRows;
use crate::audit::session::SavedUnit;
use crate::election::{Contest, Target};
use crate::import::{FEW_CARDS, OfficeTable, whole};
use crate::reason::{Reason, folder};
use crate::social_choice::{BallotForm, rule_of};

/// A unit on a sheet: a card or a batch.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SheetUnit {
    /// The container that holds it; empty where no file of the audit names it.
    pub container: String,
    /// The tabulator that scanned it.
    pub tabulator: String,
    /// The name of its batch.
    pub batch: String,
    /// How many cards the batch has.
    pub batch_cards: u64,
    /// Position of the card in the batch, from 1; `None` for the whole batch.
    pub position: Option<u64>,
    /// What identifies the card beside that; empty for a batch.
    pub card: String,
    /// Indices of the contests to be read on it.
    pub contests: Vec<usize>,
}

impl SheetUnit {
    /// Whether its batch has so few cards that a vote may show.
    pub fn is_of_few(&self) -> bool {
        (1..FEW_CARDS).contains(&self.batch_cards)
    }
}

/// A sheet that came back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilledSheet {
    /// The readings.
    pub readings: Vec<ReadingEntry>,
    /// All rows.
    pub rows: u64,
    /// Rows without a reading.
    pub empty: u64,
    /// Rows that are refused; if there are any, no reading of the sheet counts.
    pub refused: Vec<RefusedRow>,
    /// The cards that rows with a reading name.
    pub named: Vec<NamedCard>,
}

/// The pull sheet: a row a unit, in the order of pulls.
///
/// # Errors
/// If the bytes cannot be written, which memory always can.
pub fn pull_sheet(units: &[&SheetUnit]) -> csv::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(&COLUMNS[..5])?;
    for unit in units {
        csv.write_record(place(unit))?;
    }
    csv.flush()?;
    Ok(csv.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// The entry sheet: a row a unit and contest, or a row a unit, contest and choice where batches are tallied. The column
/// `reading` is empty.
///
/// # Errors
/// If the bytes cannot be written, which memory always can.
///
/// # Panics
/// If a unit has a contest that is not in the list.
pub fn entry_sheet(units: &[SheetUnit], contests: &[&Contest]) -> csv::Result<Vec<u8>> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(COLUMNS)?;
    for unit in units {
        for &contest in &unit.contests {
            let it = contests[contest];
            let names = it.candidates.iter().map(String::as_str).chain(OF_TALLY);
            let choices: Vec<&str> = if unit.position.is_some() { vec![""] } else { names.collect() };
            for choice in choices {
                let [container, tabulator, batch, position, card] = place(unit);
                let row = [&container, &tabulator, &batch, &position, &card, &it.id, choice, "", "", "", ""];
                csv.write_record(row)?;
            }
        }
    }
    csv.flush()?;
    Ok(csv.into_inner().map_err(csv::IntoInnerError::into_error)?)
}

/// The number of rows that the entry sheet of these units has.
pub fn entry_rows(units: &[SheetUnit], contests: &[&Contest]) -> u64 {
    let tally = |contest: usize| contests[contest].candidates.len() + OF_TALLY.len();
    let rows = |unit: &SheetUnit| match unit.position {
        Some(_) => unit.contests.len(),
        None => unit.contests.iter().map(|&contest| tally(contest)).sum(),
    };
    units.iter().map(|unit| rows(unit) as u64).sum()
}

fn place(unit: &SheetUnit) -> [String; 5] {
    let position = unit.position.map(|at| at.to_string()).unwrap_or_default();
    [unit.container.clone(), unit.tabulator.clone(), unit.batch.clone(), position, unit.card.clone()]
}

/// Reads a filled-in sheet. Rows without a reading are counted and left out.
pub fn read_sheet(table: &OfficeTable, contests: &[&Contest]) -> FilledSheet {
    let columns = COLUMNS.map(|name| table.column(name));
    let mut sheet = FilledSheet::default();
    let mut tallies: BTreeMap<(String, String), TallyRows> = BTreeMap::new();
    sheet.rows = table.rows() as u64;
    // A second board's column that nobody takes would be lost.
    let is_known = |name: &String| COLUMNS.iter().any(|known| known.eq_ignore_ascii_case(name));
    let others: Vec<usize> = (0..table.columns.len()).filter(|&at| !is_known(&table.columns[at])).collect();
    for row in 0..table.rows() {
        let row = SheetRow { table, columns, row };
        if let Some(other) = others.iter().find(|&&at| !table.cell(row.row, at).trim().is_empty()) {
            let (found, allowed) = (table.columns[*other].clone(), folder::rule_one_of(COLUMNS.join(", ")));
            sheet.refused.push(RefusedRow { row: row.line(), column: "columns", found, allowed });
            continue;
        }
        if row.cell("reading").is_empty() {
            sheet.empty += 1;
            continue;
        }
        let Some(&contest) = contests.iter().find(|contest| contest.id == row.cell("contest")) else {
            let ids = contests.iter().map(|contest| contest.id.as_str()).collect::<Vec<_>>().join(", ");
            sheet.refused.push(row.refuse("contest", folder::rule_one_of(ids)));
            continue;
        };
        if !row.cell("position").is_empty() && !row.cell("choice").is_empty() {
            sheet.refused.push(row.refuse("choice", folder::rule_no_choice()));
            continue;
        }
        let read = if row.cell("choice").is_empty() {
            card(&row, contest).map(|entry| {
                let card = row.cell("card").to_owned();
                if let Some(position) = entry.position.filter(|_| !card.is_empty()) {
                    sheet.named.push(NamedCard { row: entry.row, batch: entry.batch.clone(), position, card });
                }
                sheet.readings.push(entry);
            })
        } else {
            let key = (row.cell("contest").to_owned(), row.cell("batch").to_owned());
            tallies.entry(key).or_insert_with(|| TallyRows::of(&row, contest)).add(&row, contest)
        };
        if let Err(refused) = read {
            sheet.refused.push(refused);
        }
    }
    for tally in tallies.into_values() {
        match tally.entry() {
            Ok(entry) => sheet.readings.push(entry),
            Err(refused) => sheet.refused.push(refused),
        }
    }
    sheet.refused.sort_by_key(|refused| refused.row);
    sheet
}

/// The reading of a card.
fn card(row: &SheetRow<'_>, contest: &Contest) -> Result<ReadingEntry, RefusedRow> {
    let position = whole(row.cell("position")).filter(|&at| at > 0);
    let position = position.ok_or_else(|| row.refuse("position", folder::rule_position()))?;
    let read = reading(row.cell("reading"), contest).map_err(|rule| row.refuse("reading", rule))?;
    Ok(ReadingEntry { position: Some(position), read, ..entry(row, contest)? })
}

/// What a text says of a card: a word, or the names that are marked.
fn reading(text: &str, contest: &Contest) -> Result<SavedUnit, Reason> {
    let lower = text.to_lowercase();
    let word = WORDS.iter().find(|(_, words)| words.contains(&lower.as_str())).map(|(word, _)| *word);
    // A name on the ballot comes before a word that happens to be the same.
    let names = names(text, contest);
    if let (Err(rule), Some(word)) = (&names, word) {
        return match word {
            SheetWord::Blank => Ok(SavedUnit::Votes(Vec::new())),
            SheetWord::NotFound => Ok(SavedUnit::NotFound),
            SheetWord::NotOnCard => Ok(SavedUnit::NotOnCard),
            SheetWord::Overvote => {
                let needed = contest.most_marks() + 1;
                if contest.has_grid() || needed > contest.candidates.len() {
                    return Err(rule.clone());
                }
                Ok(saved(contest, (0..needed as Target).collect()))
            }
        };
    }
    names
}

/// The marked names: `Ada + Ben`; for ranks `Ada > Ben = Cem > Dot`, with `-` for a skipped rank; for scores `Ada [5] + Ben
/// [3]`.
fn names(text: &str, contest: &Contest) -> Result<SavedUnit, Reason> {
    let is_ranked = contest.has_grid() && rule_of(contest).form() == BallotForm::Ranks;
    let rule = || if is_ranked { folder::rule_ranks(&contest.id) } else { folder::rule_names(&contest.id) };
    let candidate = |name: &str| {
        let same = |it: &&String| it.as_str() == name.trim();
        let alike = |it: &&String| it.to_lowercase() == name.trim().to_lowercase();
        let exact = contest.candidates.iter().find(same);
        let mut near = contest.candidates.iter().filter(alike);
        let found = exact.or_else(|| near.next().filter(|_| near.next().is_none()));
        found.and_then(|name| contest.candidate(name)).ok_or_else(rule)
    };
    let mut targets: Vec<Target> = Vec::new();
    if is_ranked {
        for (column, rank) in text.split(" > ").enumerate() {
            if column >= usize::from(contest.options.columns) {
                return Err(folder::rule_most_ranks(contest.options.columns));
            }
            for name in rank.split(" = ").filter(|name| name.trim() != "-") {
                targets.push(contest.target(candidate(name)?, column as u16));
            }
        }
    } else {
        for name in text.split(" + ") {
            targets.push(match contest.target_named(name.trim()) {
                Some(target) => target,
                None if contest.has_grid() => return Err(rule()),
                None => Target::from(candidate(name)?),
            });
        }
    }
    Ok(saved(contest, targets))
}

/// Marks in the order of the contest, each once, so that the same marks are the same reading.
fn saved(contest: &Contest, mut targets: Vec<Target>) -> SavedUnit {
    targets.sort_unstable();
    targets.dedup();
    SavedUnit::Votes(targets.into_iter().map(|target| contest.target_name(target)).collect())
}

/// A reading as a sheet has it.
pub fn reading_text(read: &SavedUnit, contest: &Contest) -> String {
    let SavedUnit::Votes(names) = read else {
        return match read {
            SavedUnit::NotFound => WORDS[2].1[0].to_owned(),
            SavedUnit::NotOnCard => WORDS[3].1[0].to_owned(),
            SavedUnit::Tally { votes, ballots, blank, overvoted, .. } => {
                let of_names = contest.candidates.iter().zip(votes).map(|(name, n)| format!("{name} {n}"));
                let rest = OF_TALLY.iter().zip([blank, overvoted, ballots]).map(|(name, n)| format!("{name} {n}"));
                of_names.chain(rest).collect::<Vec<_>>().join(", ")
            }
            SavedUnit::Votes(_) => String::new(),
        };
    };
    let is_ranked = contest.has_grid() && rule_of(contest).form() == BallotForm::Ranks;
    if names.is_empty() {
        return WORDS[0].1[0].to_owned();
    }
    if !is_ranked {
        return names.join(" + ");
    }
    let mut ranks: Vec<Vec<&str>> = Vec::new();
    for target in names.iter().filter_map(|name| contest.target_named(name)) {
        let column = usize::from(contest.column_of(target));
        ranks.resize(ranks.len().max(column + 1), Vec::new());
        ranks[column].push(contest.name(contest.candidate_of(target)));
    }
    let rank = |names: &Vec<&str>| if names.is_empty() { "-".to_owned() } else { names.join(" = ") };
    ranks.iter().map(rank).collect::<Vec<_>>().join(" > ")
}
