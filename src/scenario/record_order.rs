//! The cards of records in the order of their batches, as an election keeps them.

use std::collections::HashMap;
use std::ops::Range;

use crate::election::{Code, Column, ColumnBatch, NOT_ON_CARD, VoteMode};
use crate::import::{CardRecords, ContestColumn, NameColumn, cell_text, record_number};

/// The cards of the records in the order of their batches. Within a batch they are in the order of their record numbers, which is that of the
/// paper in the tray, where each card of the batch has one; else in the order of the files.
pub(super) struct RecordOrder {
    pub(super) batches: Vec<ColumnBatch>,
    pub(super) tabulators: Vec<String>,
    pub(super) units: Vec<String>,
    /// For each card of the records its place.
    pub(super) places: Vec<u32>,
}

/// What is known of a batch from its cards so far: the first card's names, and whether all cards share them.
struct BatchNames {
    first: usize,
    cards: u64,
    one_portion: bool,
    one_group: bool,
    numbers: RecordNumbers,
}

/// The record numbers of a batch so far.
#[derive(Clone, Copy, PartialEq, Eq)]
enum RecordNumbers {
    /// They come in order; this is the last.
    InOrder(u64),
    /// Each card has one, in another order.
    OutOfOrder,
    /// Some card has none.
    Missing,
}

impl RecordNumbers {
    fn then(self, number: Option<u64>) -> Self {
        match (self, number) {
            (Self::InOrder(last), Some(number)) if last <= number => Self::InOrder(number),
            (Self::InOrder(_) | Self::OutOfOrder, Some(_)) => Self::OutOfOrder,
            (Self::Missing, _) | (_, None) => Self::Missing,
        }
    }
}

impl RecordOrder {
    pub(super) fn of(cards: &CardRecords) -> Self {
        let mut numbers: HashMap<(u32, u32), usize> = HashMap::new();
        let mut seen: Vec<BatchNames> = Vec::new();
        let mut batch_of: Vec<u32> = Vec::with_capacity(cards.cards());
        let mut records: Vec<Option<u64>> = Vec::with_capacity(cards.cards());
        cards.record.each(|_, text| records.push(record_number(text)));
        for card in 0..cards.cards() {
            let key = (cards.tabulator.code(card), cards.batch.code(card));
            let batch = *numbers.entry(key).or_insert_with(|| {
                seen.push(BatchNames {
                    first: card,
                    cards: 0,
                    one_portion: true,
                    one_group: true,
                    numbers: RecordNumbers::InOrder(0),
                });
                seen.len() - 1
            });
            let of = &mut seen[batch];
            of.cards += 1;
            of.one_portion &= cards.portion.code(card) == cards.portion.code(of.first);
            of.one_group &= cards.group.code(card) == cards.group.code(of.first);
            batch_of.push(batch as u32);
            of.numbers = of.numbers.then(records.get(card).copied().flatten());
        }
        let mut next: Vec<u32> = Vec::with_capacity(seen.len());
        let mut before = 0_u32;
        for batch in &seen {
            next.push(before);
            before += batch.cards as u32;
        }
        let firsts = next.clone();
        let places = batch_of.iter().map(|&batch| {
            let place = &mut next[batch as usize];
            *place += 1;
            *place - 1
        });
        let mut places: Vec<u32> = places.collect();
        let is_sorted = |batch: &BatchNames| batch.numbers == RecordNumbers::OutOfOrder;
        if seen.iter().any(is_sorted) {
            let mut cards_of: Vec<Vec<u32>> = vec![Vec::new(); seen.len()];
            for (card, &batch) in batch_of.iter().enumerate().filter(|(_, batch)| is_sorted(&seen[**batch as usize])) {
                cards_of[batch as usize].push(card as u32);
            }
            for (batch, mut own) in cards_of.into_iter().enumerate() {
                own.sort_by_key(|&card| records[card as usize]);
                for (place, card) in (firsts[batch]..).zip(own) {
                    places[card as usize] = place;
                }
            }
        }
        let (mut tabulators, mut units) = (NumberedNames::default(), NumberedNames::default());
        let batches = seen.iter().map(|batch| {
            let text = |column: &NameColumn| cell_text(column.get(batch.first)).trim().to_owned();
            let (tabulator, own, group) = (text(&cards.tabulator), text(&cards.batch), text(&cards.group));
            let portion = text(&cards.portion);
            let unit = match () {
                () if batch.one_portion && !portion.is_empty() => portion,
                () if batch.one_group && !group.is_empty() => group.clone(),
                () => ALL.to_owned(),
            };
            let id = [tabulator.as_str(), own.as_str()].into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>();
            ColumnBatch {
                id: if id.is_empty() { ALL.to_owned() } else { id.join("/") },
                tabulator: tabulators.number(if tabulator.is_empty() { ALL.to_owned() } else { tabulator }),
                unit: units.number(unit),
                mode: mode(&group),
                cards: batch.cards,
            }
        });
        let batches = batches.collect();
        Self { batches, tabulators: tabulators.names, units: units.names, places }
    }

    /// Calls `visit` with the place and the code of every card that carries a contest.
    fn each(&self, column: &ContestColumn, codes: &[Code], mut visit: impl FnMut(usize, Code)) {
        let mut card = 0;
        column.codes.each_run(|code, n| {
            let code = codes[code as usize];
            if code != NOT_ON_CARD {
                self.places[card..card + n].iter().for_each(|&place| visit(place as usize, code));
            }
            card += n;
        });
    }

    /// From the first card that carries a contest to the last.
    pub(super) fn stretch(&self, column: &ContestColumn, codes: &[Code]) -> Range<usize> {
        let mut stretch: Option<Range<usize>> = None;
        self.each(column, codes, |place, _| {
            let known = stretch.get_or_insert(place..place + 1);
            *known = known.start.min(place)..known.end.max(place + 1);
        });
        stretch.unwrap_or(0..0)
    }

    pub(super) fn column(&self, column: &ContestColumn, codes: &[Code], stretch: Range<usize>) -> Column {
        let mut paper = Column::spanning(self.places.len(), stretch);
        self.each(column, codes, |place, code| paper.set(place, code));
        paper
    }
}

/// Name of a unit, batch or tabulator if the records name none.
const ALL: &str = "all";

/// Names with numbers in order of appearance.
#[derive(Default)]
struct NumberedNames {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl NumberedNames {
    fn number(&mut self, name: String) -> usize {
        if let Some(&number) = self.numbers.get(&name) {
            return number;
        }
        self.numbers.insert(name.clone(), self.names.len());
        self.names.push(name);
        self.names.len() - 1
    }
}

/// How ballots of a counting group were cast, by the words that exports use.
fn mode(group: &str) -> VoteMode {
    let group = group.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| group.contains(word));
    // Absentee ballots that are cast in person are early votes, so these words are asked for first.
    if has(&["early", "advance", "in person absentee", "absentee in person", "in-person absentee"]) {
        VoteMode::Early
    } else if has(&["mail", "absentee", "postal", "vbm", "correo"]) {
        VoteMode::Mail
    } else {
        VoteMode::ElectionDay
    }
}
