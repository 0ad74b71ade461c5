//! Styles of cards: inferred where a file states none, and doubted where it does.
//!
//! In a table, cells that were wiped look like a contest that is not on the ballot; other cards of the stated style show that it is.
//! The sheets of one ballot may share a style and have other contests each, so that a card is odd only where its contests are some of
//! those of another card of the style.

use std::collections::BTreeMap;

use crate::import::card_flags::CardFlags;
use crate::import::cards::{CardRecords, StyleBasis};
use crate::import::columns::NameColumn;
use crate::import::dictionary::Dictionary;
use crate::import::notes::{ImportNotes, NoteKind};
use crate::import::packed::PackedCodes;
use crate::import::problem::FilePlace;
use crate::import::side_by_side::side_by_side;

impl CardRecords {
    /// Gives cards with the same contests one style, where the file states none.
    pub fn infer_styles(&mut self) {
        if self.style_basis != StyleBasis::Absent {
            return;
        }
        let (mut styles, mut codes, mut set) = (Dictionary::default(), PackedCodes::default(), Vec::new());
        for card in 0..self.cards() {
            contest_set(self, card, &mut set);
            codes.push(styles.number(&set));
        }
        let mut names = Dictionary::default();
        for number in 1..=styles.len() {
            names.number(format!("style {number}").as_bytes());
        }
        self.style = NameColumn::coded(names, codes);
        self.style_basis = StyleBasis::Inferred;
    }
}

/// The contests on a card, a bit for each.
fn contest_set(records: &CardRecords, card: usize, set: &mut Vec<u8>) {
    set.clear();
    set.resize(records.contests.len().div_ceil(8), 0);
    for (at, column) in records.contests.iter().enumerate() {
        set[at / 8] |= u8::from(column.codes.get(card) != 0) << (at % 8);
    }
}

/// Most different sets of contests of a style that are compared; a style of more says nothing.
const MOST_SETS: usize = 64;

/// Cards of one style with the same contests.
struct ContestSet {
    first_card: usize,
    cards: u64,
}

/// Notes contests that some cards of a style lack.
pub(crate) fn note_odd_styles(records: &CardRecords, notes: &mut ImportNotes) {
    if records.style_basis != StyleBasis::Stated || records.contests.len() < 2 {
        return;
    }
    let styles = records.style.names().len();
    // For each contest the cards of each style that have it.
    let counts = side_by_side((0..records.contests.len()).collect(), |contest: usize| {
        let (mut with, mut card) = (vec![0_u64; styles], 0);
        records.contests[contest].codes.each_run(|code, run| {
            if code != 0 {
                (card..card + run).for_each(|card| with[records.style.code(card) as usize] += 1);
            }
            card += run;
        });
        with
    });
    let cards = records.style.counts();
    let is_mixed: Vec<bool> = (0..styles)
        .map(|style| {
            !records.style.names().get(style as u32).is_empty()
                && counts.iter().any(|of| of[style] > 0 && of[style] < cards[style])
        })
        .collect();
    if !is_mixed.contains(&true) {
        return;
    }
    for sets in sets_of(records, &is_mixed) {
        if sets.len() <= MOST_SETS {
            note_lacking(records, &sets, notes);
        }
    }
}

/// For each mixed style the sets of contests that its cards have.
fn sets_of(records: &CardRecords, is_mixed: &[bool]) -> Vec<Vec<ContestSet>> {
    let mut sets: BTreeMap<u32, BTreeMap<Vec<u8>, ContestSet>> = BTreeMap::new();
    let mut key = Vec::new();
    for card in 0..records.cards() {
        let style = records.style.code(card);
        if !is_mixed[style as usize] || records.flags(card).has(CardFlags::REDACTED) {
            continue;
        }
        contest_set(records, card, &mut key);
        let own = sets.entry(style).or_default();
        let has_room = own.len() <= MOST_SETS;
        match own.get_mut(&key) {
            Some(set) => set.cards += 1,
            None if has_room => {
                own.insert(key.clone(), ContestSet { first_card: card, cards: 1 });
            }
            None => {}
        }
    }
    sets.into_values().map(|own| own.into_values().collect()).collect()
}

fn note_lacking(records: &CardRecords, sets: &[ContestSet], notes: &mut ImportNotes) {
    let has = |set: &ContestSet, contest: usize| records.contests[contest].codes.get(set.first_card) != 0;
    let all = || 0..records.contests.len();
    for set in sets.iter().filter(|set| all().any(|contest| has(set, contest))) {
        let mut lacking: Vec<usize> = Vec::new();
        for other in sets.iter().filter(|other| all().all(|contest| !has(set, contest) || has(other, contest))) {
            lacking.extend(all().filter(|&contest| has(other, contest) && !has(set, contest)));
        }
        lacking.sort_unstable();
        lacking.dedup();
        for contest in lacking {
            let name = records.contests[contest].contest.name.clone();
            let place = || match records.place(set.first_card) {
                Some((file, row)) => FilePlace::file(file).row(row),
                None => FilePlace::default(),
            };
            notes.add_many(NoteKind::LackingContest(name), set.cards, place);
        }
    }
}
