//! Columns of what a file has of each card beside its votes: names, texts, places.

use std::collections::BTreeMap;

use crate::import::dictionary::Dictionary;
use crate::import::packed::PackedCodes;

/// A column of names that stand many times. Names are kept as the bytes of the file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NameColumn {
    names: Dictionary,
    codes: PackedCodes,
    last: u32,
}

impl NameColumn {
    pub(crate) fn add(&mut self, name: &[u8]) {
        if self.names.is_empty() || self.names.get(self.last) != name {
            self.last = self.names.number(name);
        }
        self.codes.push(self.last);
    }

    /// The name of the last card for further cards.
    pub(crate) fn repeat_last(&mut self, cards: usize) {
        self.codes.push_many(self.last, cards);
    }

    /// The bytes of a card's name.
    pub fn get(&self, card: usize) -> &[u8] {
        self.names.get(self.codes.get(card))
    }

    /// The name's number.
    pub fn code(&self, card: usize) -> u32 {
        self.codes.get(card)
    }

    /// The names, each once.
    pub fn names(&self) -> &Dictionary {
        &self.names
    }

    /// Cards for each name.
    pub fn counts(&self) -> Vec<u64> {
        self.codes.counts(self.names.len(), 0)
    }

    /// Bytes of memory.
    pub(crate) fn weight(&self) -> usize {
        self.names.weight() + self.codes.weight()
    }

    /// Puts codes in place of those that stand there.
    pub(crate) fn coded(names: Dictionary, codes: PackedCodes) -> Self {
        Self { names, codes, last: 0 }
    }

    /// Gives the names other texts, in order; texts that are equal become one name.
    pub(crate) fn rename<'t>(&mut self, texts: impl Iterator<Item = &'t [u8]>) {
        let mut names = Dictionary::default();
        let numbers: Vec<u32> = texts.map(|text| names.number(text)).collect();
        let mut codes = PackedCodes::default();
        codes.append(0, &self.codes, |code| numbers[code as usize]);
        *self = Self { names, codes, last: 0 };
    }

    pub(crate) fn append(&mut self, other: &Self) {
        let codes: Vec<u32> = other.names.iter().map(|name| self.names.number(name)).collect();
        self.codes.append(0, &other.codes, |code| codes[code as usize]);
    }
}

/// A column of texts that differ from card to card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IdColumn {
    bytes: Vec<u8>,
    lengths: Vec<u8>,
    /// Where every 64th text begins.
    starts: Vec<usize>,
    /// Texts of more than 254 bytes.
    long: BTreeMap<usize, Box<[u8]>>,
}

const LONG: u8 = u8::MAX;
const STRIDE: usize = 64;

impl IdColumn {
    pub(crate) fn add(&mut self, id: &[u8]) {
        if self.lengths.len().is_multiple_of(STRIDE) {
            self.starts.push(self.bytes.len());
        }
        if id.len() >= usize::from(LONG) {
            self.long.insert(self.lengths.len(), id.into());
            self.lengths.push(LONG);
        } else {
            self.bytes.extend_from_slice(id);
            self.lengths.push(id.len() as u8);
        }
    }

    /// Cards without a text.
    pub(crate) fn add_empty(&mut self, cards: usize) {
        self.lengths.resize(self.lengths.len() + cards, 0);
        self.starts.resize(self.lengths.len().div_ceil(STRIDE), self.bytes.len());
    }

    /// Whether no card has a text.
    pub(crate) fn is_blank(&self) -> bool {
        self.bytes.is_empty() && self.long.is_empty()
    }

    /// The bytes of a card's text.
    pub fn get(&self, card: usize) -> &[u8] {
        if let Some(long) = self.long.get(&card) {
            return long;
        }
        let first = card - card % STRIDE;
        let lengths = self.lengths[first..card].iter().filter(|&&length| length != LONG);
        let start = self.starts[card / STRIDE] + lengths.map(|&length| usize::from(length)).sum::<usize>();
        &self.bytes[start..start + usize::from(self.lengths[card])]
    }

    /// Passes on every text in order.
    pub(crate) fn each(&self, mut observe: impl FnMut(usize, &[u8])) {
        let mut at = 0;
        for (card, &length) in self.lengths.iter().enumerate() {
            if length == LONG {
                observe(card, &self.long[&card]);
            } else {
                observe(card, &self.bytes[at..at + usize::from(length)]);
                at += usize::from(length);
            }
        }
    }

    pub(crate) fn append(&mut self, other: &Self) {
        if self.lengths.len().is_multiple_of(STRIDE) && other.long.is_empty() {
            let start = self.bytes.len();
            self.starts.extend(other.starts.iter().map(|at| at + start));
            self.bytes.extend_from_slice(&other.bytes);
            self.lengths.extend_from_slice(&other.lengths);
            return;
        }
        let mut at = 0;
        for (card, &length) in other.lengths.iter().enumerate() {
            if length == LONG {
                self.add(&other.long[&card]);
            } else {
                self.add(&other.bytes[at..at + usize::from(length)]);
                at += usize::from(length);
            }
        }
    }

    pub(crate) fn weight(&self) -> usize {
        self.bytes.capacity() + self.lengths.capacity() + self.starts.capacity() * 8
    }
}

/// Cards of which each stands one row below the one before, or all in the same row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct CardRun {
    /// The first card.
    pub(crate) first: usize,
    /// The file's number.
    pub(crate) file: u32,
    /// The row of the first card.
    pub(crate) row: u64,
    /// How many rows further the next card stands: 1 or 0.
    pub(crate) step: u64,
}

impl CardRun {
    fn row_of(&self, card: usize) -> u64 {
        self.row + (card - self.first) as u64 * self.step
    }
}

/// Where cards stand in the files: runs of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CardPlaces {
    pub(crate) runs: Vec<CardRun>,
}

impl CardPlaces {
    pub(crate) fn push(&mut self, card: usize, file: u32, row: u64) {
        if let Some(run) = self.runs.last_mut().filter(|run| run.file == file) {
            // With one card in it a run is still of either kind.
            if run.first + 1 == card && run.row == row {
                run.step = 0;
            }
            if run.row_of(card) == row {
                return;
            }
        }
        self.runs.push(CardRun { first: card, file, row, step: 1 });
    }

    pub(crate) fn get(&self, card: usize) -> Option<(u32, u64)> {
        let at = self.runs.partition_point(|run| run.first <= card).checked_sub(1)?;
        let run = self.runs[at];
        Some((run.file, run.row_of(card)))
    }
}
