//! The machine's reading of a contest during a count: the paper's codes, changed batch by batch and for single cards.
//!
//! Until records are written out, a whole batch is stored as one number, however many cards it has.

use std::ops::Range;

use crate::election::{Code, Column, Contest, Election, NOT_ON_CARD, VoteTable};
use crate::social_choice::Tally;

/// Readings of one contest on all cards.
#[derive(Clone, Debug)]
pub struct Readings<'a> {
    election: &'a Election,
    contest: usize,
    /// Maps from paper code to code of the reading; the first map is the identity.
    maps: Vec<Vec<Code>>,
    /// The first batch with the contest; the lists below end with the last such batch.
    first: usize,
    /// For each of these batches, the index of its map.
    map_of: Vec<u32>,
    /// For each of these batches, the cards whose reading differs from the map, in rising order; empty if there are
    /// none.
    single: Vec<Vec<(u32, Code)>>,
    has_strays: bool,
}

impl<'a> Readings<'a> {
    /// The paper's codes, unchanged.
    ///
    /// # Panics
    /// If there is no such contest.
    pub fn of_paper(election: &'a Election, contest: usize) -> Self {
        let as_it_is = (0..election.votes[contest].len()).map(|code| code as Code).collect();
        let stretch = election.paper[contest].stretch();
        let batches = &election.batches;
        let first = batches.partition_point(|batch| batch.cards.end <= stretch.start);
        let after = batches.partition_point(|batch| batch.cards.start < stretch.end).max(first);
        let map_of = vec![0; after - first];
        Self { election, contest, maps: vec![as_it_is], first, map_of, single: Vec::new(), has_strays: false }
    }

    /// Replaces every code in these batches by its entry in `map` (code → code); a card without the contest stays so.
    ///
    /// # Panics
    /// If a code has no entry or there is no such batch.
    pub fn translate(&mut self, batches: impl Iterator<Item = usize>, map: &[Code]) {
        if map.iter().enumerate().all(|(from, &to)| from == to as usize) {
            return;
        }
        debug_assert_eq!(map[NOT_ON_CARD as usize], NOT_ON_CARD, "the contest is not printed by a map");
        let mut after: Vec<Option<u32>> = vec![None; self.maps.len()];
        for batch in batches {
            let Some(of_batch) = batch.checked_sub(self.first).filter(|&at| at < self.map_of.len()) else { continue };
            let before = self.map_of[of_batch] as usize;
            let place = after[before].unwrap_or_else(|| {
                let composed = self.maps[before].iter().map(|&code| map[code as usize]).collect();
                self.maps.push(composed);
                self.maps.len() as u32 - 1
            });
            after[before] = Some(place);
            self.map_of[of_batch] = place;
            if let Some(single) = self.single.get_mut(of_batch) {
                for (_, code) in single {
                    *code = map[*code as usize];
                }
            }
        }
    }

    fn map(&self, batch: usize) -> &[Code] {
        let place = batch.checked_sub(self.first).and_then(|at| self.map_of.get(at));
        &self.maps[place.map_or(0, |&place| place as usize)]
    }

    fn single(&self, batch: usize) -> &[(u32, Code)] {
        batch.checked_sub(self.first).and_then(|at| self.single.get(at)).map_or(&[], Vec::as_slice)
    }

    fn by_map(&self, batch: usize, card: usize) -> Code {
        self.map(batch)[self.election.paper[self.contest].get(card) as usize]
    }

    /// The code of one card of a batch.
    ///
    /// # Panics
    /// If there is no such batch or card.
    pub fn get(&self, batch: usize, card: usize) -> Code {
        let single = self.single(batch);
        match single.binary_search_by_key(&(card as u32), |it| it.0) {
            Ok(at) => single[at].1,
            Err(_) => self.by_map(batch, card),
        }
    }

    /// Changes the code of one card of a batch.
    ///
    /// # Panics
    /// If there is no such batch.
    pub fn set(&mut self, batch: usize, card: usize, code: Code) {
        self.cover(batch);
        let single = &mut self.single[batch - self.first];
        match single.binary_search_by_key(&(card as u32), |it| it.0) {
            Ok(at) => single[at].1 = code,
            Err(at) => single.insert(at, (card as u32, code)),
        }
        self.has_strays |= code != NOT_ON_CARD && self.election.piles.of(batch, self.contest).is_none();
    }

    /// Extends the lists so that readings of single cards of a batch can be stored.
    fn cover(&mut self, batch: usize) {
        if self.map_of.is_empty() {
            self.first = batch;
        }
        if batch < self.first {
            let before = self.first - batch;
            self.map_of.splice(0..0, std::iter::repeat_n(0, before));
            if !self.single.is_empty() {
                self.single.splice(0..0, std::iter::repeat_n(Vec::new(), before));
            }
            self.first = batch;
        }
        self.map_of.resize(self.map_of.len().max(batch - self.first + 1), 0);
        self.single.resize(self.map_of.len(), Vec::new());
    }

    /// Whether a batch has readings of a contest that is not on its ballots.
    pub(super) fn has_strays(&self) -> bool {
        self.has_strays
    }

    /// Counts some cards of a batch; `None` if none of the batch's cards carries the contest.
    pub(super) fn tally(
        &self,
        contest: &Contest,
        table: &VoteTable,
        batch: usize,
        cards: Range<usize>,
    ) -> Option<Tally> {
        let pile = self.election.piles.of(batch, self.contest);
        let (map, single) = (self.map(batch), self.single(batch));
        if pile.is_none() && single.is_empty() {
            return None;
        }
        let mut tally = Tally::empty(contest.candidates.len());
        let mut count = |code: Code, n: i64| {
            if let Some(marks) = table.vote(code).marks() {
                tally.count(contest, marks, n);
            }
        };
        if cards == self.election.batches[batch].cards {
            for &(code, n) in pile.unwrap_or_default() {
                count(map[code as usize], i64::from(n));
            }
        } else {
            let paper = self.election.paper[self.contest].counts(cards.clone(), self.maps[0].len());
            for (code, n) in paper {
                count(map[code as usize], n as i64);
            }
        }
        for &(card, code) in single.iter().filter(|(card, _)| cards.contains(&(*card as usize))) {
            count(self.by_map(batch, card as usize), -1);
            count(code, 1);
        }
        Some(tally)
    }

    /// The records of all cards as a column.
    pub fn into_column(self) -> Column {
        let mut column = self.election.paper[self.contest].clone();
        let batches = &self.election.batches;
        let mut batch = self.first;
        for run in self.map_of.chunk_by(|a, b| a == b) {
            let last = batch + run.len() - 1;
            column.translate(batches[batch].cards.start..batches[last].cards.end, self.map(batch));
            batch = last + 1;
        }
        for &(card, code) in self.single.iter().flatten() {
            column.set(card as usize, code);
        }
        column
    }
}
