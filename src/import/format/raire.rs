//! RAIRE's text: how many contests, a line for each contest with its candidates, then a line for each card and contest.
//!
//! `Contest,339,4,15,16,17,18,winner,15` is contest 339 with four candidates; `339,99813_1_6,18,17` a card that ranks 18 and
//! then 17. The lines of one card in several contests are one card.
//!
//! # Reference
//! Blom, Stuckey and Teague's RAIRE; the San Francisco pilot of 2019.

use super::{ImportFormat, Imported};
use crate::import::cards::{CardHead, CardRecords};
use crate::import::contest::{ImportedChoice, ImportedContest, MOST_CONTESTS};
use crate::import::csv_text::each_line;
use crate::import::dictionary::Dictionary;
use crate::import::marks::{ContestMark, ContestState, MOST_CHOICES, MOST_RANKS};
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::parts::Part;
use crate::import::problem::{AllowedInFile, FilePlace, Found, ImportProblem};
use crate::import::text_bytes::{head_text, read_text};
use crate::reason::{Reason, import};

/// RAIRE's text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Raire;

impl ImportFormat for Raire {
    fn name(&self) -> &'static str {
        "RAIRE ranked ballots"
    }

    fn title(&self) -> Reason {
        import::format_raire()
    }

    fn recognises(&self, part: &Part<'_>) -> bool {
        let head = head_text(&part.head);
        let mut lines = head.lines();
        lines.next().is_some_and(|line| line.trim().parse::<usize>().is_ok())
            && lines.next().is_some_and(|line| line.starts_with("Contest,"))
    }

    fn read(&self, parts: &[Part<'_>], notes: &mut ImportNotes) -> Result<Imported, ImportProblem> {
        let mut records = CardRecords::default();
        for part in parts {
            let one = read(part, notes)?;
            records.append(&one).map_err(|most| {
                ImportProblem::new(part.place(), Found::Many(most as u64 + 1), AllowedInFile::AtMost(most as u64))
            })?;
        }
        records.infer_styles();
        notes.add(NoteKind::StyleInferred, FilePlace::default);
        Ok(Imported::Cards(Box::new(records)))
    }
}

fn read(part: &Part<'_>, notes: &mut ImportNotes) -> Result<CardRecords, ImportProblem> {
    let mut records = CardRecords::default();
    let file = records.file(&part.name);
    let mut number = None;
    let mut ids = Dictionary::default();
    // For each card its identity and the row on which it stands first.
    let mut cards: Vec<(u32, u64)> = Vec::new();
    let mut first_card: Vec<u32> = Vec::new();
    // Cards that were seen in each contest.
    let mut seen: Vec<std::collections::HashSet<u32>> = Vec::new();
    // For each contest the cards, in the order of their lines, and how they are marked.
    let mut marked: Vec<Vec<(u32, u32)>> = Vec::new();
    read_text(part, |stream| {
        each_line(part, stream, |row, line| {
            let line = line.trim();
            if line.is_empty() {
                return Ok(());
            }
            let Some(contests) = number else {
                let known = line.parse().ok().filter(|number| (1..=MOST_CONTESTS).contains(number));
                number = Some(known.ok_or_else(|| {
                    part.problem(row, Found::text(line.as_bytes()), AllowedInFile::Whole(1, MOST_CONTESTS as u64))
                })?);
                return Ok(());
            };
            if records.contests.len() < contests {
                marked.push(Vec::new());
                seen.push(std::collections::HashSet::new());
                return contest(part, row, line, &mut records, notes);
            }
            let mut cells = line.split(',').map(str::trim);
            let (Some(key), Some(id)) = (cells.next(), cells.next()) else {
                let shape = AllowedInFile::Said(import::rule_raire_card());
                return Err(part.problem(row, Found::text(line.as_bytes()), shape));
            };
            let at = records.find_contest(key.as_bytes()).ok_or_else(|| {
                part.problem(row, Found::text(key.as_bytes()), AllowedInFile::Said(import::rule_declared_contest()))
            })?;
            let mut marks: Vec<ContestMark> = Vec::new();
            let known = records.contests[at].contest.choices.len();
            for (cell, rank) in cells.filter(|cell| !cell.is_empty()).zip(1_usize..) {
                let unknown = || {
                    part.problem(
                        row,
                        Found::text(cell.as_bytes()),
                        AllowedInFile::Said(import::rule_declared_candidate()),
                    )
                };
                let choice = records.choice(at, cell.as_bytes(), ImportedChoice::default);
                let choice = choice.filter(|&choice| usize::from(choice) < known).ok_or_else(unknown)?;
                if rank > MOST_RANKS {
                    return Err(part.problem(row, Found::Many(rank as u64), AllowedInFile::AtMost(MOST_RANKS as u64)));
                }
                if marks.iter().any(|mark| mark.choice == choice) {
                    let name = records.contests[at].contest.name.clone();
                    notes.add(NoteKind::RepeatedInRanking(name), || part.place().row(row));
                } else {
                    marks.push(ContestMark { rank: rank as u8, choice });
                }
            }
            let state = if marks.is_empty() { ContestState::Blank } else { ContestState::Voted };
            let known = ids.number(id.as_bytes());
            if known as usize == first_card.len() {
                first_card.push(cards.len() as u32);
                cards.push((known, row));
            }
            let mut card = first_card[known as usize];
            // A second line of one card in one contest is a card of its own: somebody cast it.
            if !seen[at].insert(card) {
                notes.add(NoteKind::DuplicateCard(id.to_owned()), || part.place().row(row));
                card = cards.len() as u32;
                cards.push((known, row));
            }
            marked[at].push((card, records.contests[at].patterns.code(state, &mut marks)));
            Ok(())
        })
    })?;
    for cards in &mut marked {
        cards.sort_by_key(|card| card.0);
    }
    let mut places = vec![0; marked.len()];
    for (card, &(known, row)) in cards.iter().enumerate() {
        let id = ids.get(known);
        let pieces: Vec<&[u8]> = id.split(|&byte| byte == b'_').collect();
        let (tabulator, batch, record) = match pieces[..] {
            [tabulator, batch, record] => (tabulator, batch, record),
            _ => (&b""[..], &b""[..], id),
        };
        let place = (file, row);
        records.add_card(&CardHead { tabulator, batch, record, imprinted: id, place, ..CardHead::default() });
        for (at, cards) in marked.iter().enumerate() {
            if let Some(&(_, code)) = cards.get(places[at]).filter(|own| own.0 as usize == card) {
                records.mark_code(at, code);
                places[at] += 1;
            }
        }
    }
    Ok(records)
}

/// `Contest`, its number, how many candidates, they, and perhaps `winner`, `informal` and `order`.
fn contest(
    part: &Part<'_>,
    row: u64,
    line: &str,
    records: &mut CardRecords,
    notes: &mut ImportNotes,
) -> Result<(), ImportProblem> {
    let cells: Vec<&str> = line.split(',').map(str::trim).collect();
    let ["Contest", id, number, rest @ ..] = &cells[..] else {
        let shape = AllowedInFile::Said(import::rule_raire_contest());
        return Err(part.problem(row, Found::text(line.as_bytes()), shape));
    };
    let end = rest.iter().position(|cell| ["winner", "informal", "order"].contains(cell)).unwrap_or(rest.len());
    let names = &rest[..end];
    if number.parse() != Ok(names.len()) || !(1..=MOST_CHOICES).contains(&names.len()) {
        return Err(part.problem(row, Found::text(number.as_bytes()), AllowedInFile::Exactly(names.len() as u64)));
    }
    if rest[end..].contains(&"informal") {
        notes.add(NoteKind::IgnoredKey("informal".to_owned()), || part.place().row(row));
    }
    if records.find_contest(id.as_bytes()).is_some() {
        return Err(part.problem(row, Found::Twice((*id).to_owned()), AllowedInFile::Once));
    }
    let made = || ImportedContest {
        key: (*id).to_owned(),
        name: (*id).to_owned(),
        vote_for: Some(1),
        ranks: names.len().min(MOST_RANKS) as u8,
        ..ImportedContest::default()
    };
    let at = records.contest(id.as_bytes(), made);
    let at = at.ok_or_else(|| {
        part.problem(row, Found::Many(MOST_CONTESTS as u64 + 1), AllowedInFile::AtMost(MOST_CONTESTS as u64))
    })?;
    for (place, name) in names.iter().enumerate() {
        let made = || ImportedChoice { name: (*name).to_owned(), ..ImportedChoice::default() };
        if records.choice(at, name.as_bytes(), made) != Some(place as u16) {
            return Err(part.problem(row, Found::Twice((*name).to_owned()), AllowedInFile::Once));
        }
    }
    Ok(())
}
