//! A board looks up single cards and reads them without any machine result, and sometimes makes an error.
//!
//! # Derivation
//! `docs/derivations/drawing-discrepancies.md`.

use std::collections::BTreeMap;

use super::{Care, Tables};
use crate::election::{Code, Column, Contest, Election, Group, Marks, VoteTable};
use crate::random::Random;

/// The reading of one card in one contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading<'a> {
    /// The card is not where the manifest says.
    NotFound,
    /// A vote of the reader's table.
    Vote(Code),
    /// A vote that is not on the card: a reading error.
    Slip(&'a Marks),
}

/// What a board needs to read the cards of one contest.
#[derive(Clone, Debug)]
pub struct Reader<'a> {
    contest: &'a Contest,
    paper: &'a Column,
    /// The votes that readings may hold, reading errors aside.
    votes: VoteTable,
    /// Code on paper → code of the reading.
    meant: Vec<Code>,
    /// Probability for each vote that the board misreads or misses it, on the paper with the highest error rate.
    slip: f64,
    /// Batches with a lower error rate, each with its rate as a share of the highest.
    better: BTreeMap<usize, f64>,
}

impl<'a> Reader<'a> {
    /// A reader of a contest (index in the election's list) at a level of care.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn new(election: &'a Election, contest: usize, care: &'a Care) -> Self {
        let it = &election.contests[contest];
        let mut votes = election.votes[contest].clone();
        let meant = votes.map(|marks| marks.meant(it));
        let share = |group: &Group| Care::share(group.marked_by);
        let worst = election.groups.iter().map(share).fold(0.0, f64::max);
        let better = election.groups.iter().filter(|group| share(group) < worst);
        let better =
            better.flat_map(|group| group.batches.clone().map(|batch| (batch, share(group) / worst))).collect();
        Self { contest: it, paper: &election.paper[contest], votes, meant, slip: care.slip * worst, better }
    }

    /// Whether all cards have the same error rate, apart from the errors that mishaps add.
    pub fn reads_alike(&self) -> bool {
        self.better.is_empty() || self.slip <= 0.0
    }

    /// The votes that readings may hold, reading errors aside.
    pub fn votes(&self) -> &VoteTable {
        &self.votes
    }

    /// The reading of a card that is there, without reading errors.
    ///
    /// # Panics
    /// If there is no such card.
    pub fn code(&self, card: usize) -> Code {
        self.meant[self.paper.get(card) as usize]
    }

    /// The probability that a reading error occurs on a card that is read.
    pub fn struck(&self, tables: &Tables) -> f64 {
        let chance = (self.slip + tables.missed + tables.misread).min(1.0);
        -libm::expm1(self.contest.slots() as f64 * libm::log1p(-chance))
    }

    /// A board that begins to read, with its own random stream of reading errors.
    pub fn board(&'a self, tables: &'a Tables, mut random: Random) -> Board<'a> {
        let chance = self.slip + tables.missed + tables.misread;
        let until = random.gap(chance);
        Board { reader: self, tables, random, chance, until }
    }
}

/// A board that reads cards, one after the other.
#[derive(Clone, Debug)]
pub struct Board<'a> {
    reader: &'a Reader<'a>,
    tables: &'a Tables,
    random: Random,
    chance: f64,
    /// Votes until the next reading error.
    until: u64,
}

impl Board<'_> {
    /// Reads a card; a reading that is no vote of the table is returned as an error.
    ///
    /// # Errors
    /// The wrongly read marks; `None` where the card is not found.
    ///
    /// # Panics
    /// If there is no such card.
    pub fn read(&mut self, batch: usize, card: usize) -> Result<Code, Option<Marks>> {
        if !self.tables.has(batch, card) {
            return Err(None);
        }
        let share = self.reader.better.get(&batch).copied().unwrap_or(1.0);
        self.read_on(self.reader.code(card), share).map_err(Some)
    }

    /// Reads a card that is there and has that vote of the reader's table; a wrong reading is returned as an error.
    ///
    /// # Errors
    /// The wrongly read marks.
    ///
    /// # Panics
    /// If there is no such vote.
    pub fn read_vote(&mut self, code: Code) -> Result<Code, Marks> {
        self.read_on(code, 1.0)
    }

    /// The same on paper whose error rate is this share of the highest.
    fn read_on(&mut self, code: Code, share: f64) -> Result<Code, Marks> {
        let slots = self.reader.contest.slots() as u64;
        if self.until >= slots {
            self.until -= slots;
            return Ok(code);
        }
        let mut marks = self.reader.votes.vote(code).marks().cloned();
        while self.until < slots {
            let slot = self.until as usize;
            if let Some(marks) = &mut marks {
                self.slip(marks, slot, share);
            }
            self.until += 1 + self.random.gap(self.chance);
        }
        self.until -= slots;
        match marks {
            Some(marks) if Some(&marks) != self.reader.votes.vote(code).marks() => Err(marks),
            _ => Ok(code),
        }
    }

    /// The same, given that a reading error occurs on the card.
    ///
    /// # Errors
    /// The wrongly read marks.
    ///
    /// # Panics
    /// If there is no such vote.
    pub fn read_struck(&mut self, code: Code) -> Result<Code, Marks> {
        let slots = self.reader.contest.slots() as u64;
        // The gap before the first error, given that it is below the number of slots.
        let lot = self.random.unit() * self.reader.struck(self.tables);
        let gap = if self.chance < 1.0 { libm::log1p(-lot) / libm::log1p(-self.chance) } else { 0.0 };
        self.until = (gap as u64).min(slots.saturating_sub(1));
        self.read_vote(code)
    }

    /// Makes a reading error in one slot: the vote is missed or read as another name, half and half for errors of care.
    fn slip(&mut self, marks: &mut Marks, slot: usize, share: f64) {
        let cause = self.random.unit() * self.chance;
        let misread = if cause < self.reader.slip {
            // Gaps are drawn at the highest error rate; on better paper some of these errors are rejected.
            if cause >= self.reader.slip * share {
                return;
            }
            self.random.chance(0.5)
        } else {
            cause >= self.reader.slip + self.tables.missed
        };
        let it = self.reader.contest;
        let candidates = it.candidates.len() as u32;
        let valid = marks.strokes().len() <= it.most_marks();
        let Some(vote) = marks.targets().nth(slot).filter(|_| valid) else { return };
        marks.clear(vote);
        if misread && candidates > 1 {
            let other = (u32::from(it.candidate_of(vote)) + 1 + self.random.below(candidates - 1)) % candidates;
            marks.set(it.target(other as u16, it.column_of(vote)), crate::election::Stroke::Filled);
        }
    }
}
