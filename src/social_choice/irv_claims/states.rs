//! The endings of orders of elimination, and the easiest claim against each.
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

use super::claim::{IrvClaim, WeighedClaim};
use crate::election::CandidateIndex;
use crate::social_choice::margin::preference_tree::{CandidateSet, PreferenceTree, everyone, members};

/// An ending of an order of elimination: these members are the last, and this one of them is eliminated first.
///
/// The easiest claim against it depends on nothing else, so orders with the same ending need not be distinguished.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Ending {
    pub(super) first: u8,
    pub(super) suffix: CandidateSet,
}

/// A map with a quick hash of small numbers; its order is never used.
pub(super) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<GoldenHasher>>;

/// A set with the same hash.
pub(super) type QuickSet<T> = HashSet<T, BuildHasherDefault<GoldenHasher>>;

/// The hash of [`QuickMap`]: multiplication by an odd constant from the golden ratio.
#[derive(Default)]
pub(super) struct GoldenHasher(u64);

impl Hasher for GoldenHasher {
    fn finish(&self) -> u64 {
        self.0 ^ self.0 >> 32
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u8(&mut self, number: u8) {
        self.write_u64(u64::from(number));
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(26) ^ number).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

/// Most tallies that are cached: 32 MB.
const MOST_KEPT: usize = 1 << 22;

/// The claims that these ballots allow, with their difficulty.
pub(super) struct EndingWeights<'a> {
    pub(super) ballots: &'a PreferenceTree,
    difficulty: &'a dyn Fn(u64, u64) -> f64,
    pub(super) candidates: usize,
    pub(super) everyone: CandidateSet,
    /// First preferences by candidate.
    pub(super) firsts: Vec<u64>,
    without: Vec<u64>,
    /// Difficulty of "not eliminated before", at `winner * candidates + loser`.
    before: Vec<f64>,
    tallies: QuickMap<CandidateSet, usize>,
    rows: Vec<u64>,
}

impl<'a> EndingWeights<'a> {
    pub(super) fn new(ballots: &'a PreferenceTree, difficulty: &'a dyn Fn(u64, u64) -> f64) -> Self {
        let n = ballots.candidates();
        let mut firsts = vec![0; n];
        ballots.tally(everyone(n), &mut firsts);
        let without = ballots.without();
        let weigh = |pair: usize| {
            let (winner, loser) = (firsts[pair / n], without[pair]);
            // No candidate is eliminated before himself.
            if pair / n == pair % n || winner <= loser { f64::INFINITY } else { difficulty(winner, loser) }
        };
        let before = (0..n * n).map(weigh).collect();
        Self {
            ballots,
            difficulty,
            candidates: n,
            everyone: everyone(n),
            firsts,
            without,
            before,
            tallies: QuickMap::default(),
            rows: Vec::new(),
        }
    }

    /// Difficulty of the claim that `winner` is not eliminated before `loser`.
    pub(super) fn before(&self, winner: usize, loser: usize) -> f64 {
        self.before[winner * self.candidates + loser]
    }

    /// For each candidate, those against whom the claim "not eliminated before" is no harder than `most`.
    pub(super) fn beaten(&self, most: f64) -> Vec<CandidateSet> {
        let beaten = |winner| {
            (0..self.candidates)
                .filter(|&loser| self.before(winner, loser) <= most)
                .fold(0, |set, loser| set | 1 << loser)
        };
        (0..self.candidates).map(beaten).collect()
    }

    /// The easiest claim "not eliminated before" against an ending: its difficulty, winner and loser.
    pub(super) fn easiest_before(&self, ending: Ending) -> (f64, usize, usize) {
        let first = usize::from(ending.first);
        let ahead = members(ending.suffix & !(1 << first)).map(|later| (first, later));
        let behind = members(self.everyone & !ending.suffix).map(|outside| (outside, first));
        let mut easiest = (f64::INFINITY, 0, 0);
        for (winner, loser) in ahead.chain(behind) {
            let difficulty = self.before(winner, loser);
            if difficulty < easiest.0 {
                easiest = (difficulty, winner, loser);
            }
        }
        easiest
    }

    /// The easiest claim "not eliminated next" against an ending: its difficulty, the loser and the two tallies.
    pub(super) fn easiest_next(&mut self, ending: Ending) -> (f64, usize, u64, u64) {
        let first = usize::from(ending.first);
        let n = self.candidates;
        let row = if let Some(&row) = self.tallies.get(&ending.suffix) {
            row
        } else {
            if self.rows.len() >= MOST_KEPT {
                self.rows.clear();
                self.tallies.clear();
            }
            let row = self.rows.len();
            self.rows.resize(row + n, 0);
            self.ballots.tally(ending.suffix, &mut self.rows[row..]);
            self.tallies.insert(ending.suffix, row);
            row
        };
        let tally = &self.rows[row..row + n];
        // Difficulty does not decrease as the loser's votes increase, so the loser with the fewest votes is the
        // easiest.
        let weakest = members(ending.suffix & !(1 << first)).min_by_key(|&other| tally[other]);
        match weakest {
            Some(loser) if tally[loser] < tally[first] => {
                ((self.difficulty)(tally[first], tally[loser]), loser, tally[first], tally[loser])
            }
            _ => (f64::INFINITY, 0, 0, 0),
        }
    }

    /// Difficulty of the easiest claim against an ending.
    pub(super) fn easiest(&mut self, ending: Ending) -> f64 {
        self.easiest_before(ending).0.min(self.easiest_next(ending).0)
    }

    /// The claim that `winner` is not eliminated before `loser`, with its votes.
    pub(super) fn claim_before(&self, winner: usize, loser: usize) -> WeighedClaim {
        WeighedClaim {
            claim: IrvClaim::NotEliminatedBefore { winner: winner as CandidateIndex, loser: loser as CandidateIndex },
            winner_tally: self.firsts[winner],
            loser_tally: self.without[winner * self.candidates + loser],
            difficulty: self.before(winner, loser),
        }
    }

    /// The easiest claim that the first of an ending is not the next to be eliminated.
    pub(super) fn claim_next(&mut self, ending: Ending) -> WeighedClaim {
        let (difficulty, loser, winner_tally, loser_tally) = self.easiest_next(ending);
        WeighedClaim {
            claim: IrvClaim::NotEliminatedNext {
                winner: CandidateIndex::from(ending.first),
                loser: loser as CandidateIndex,
                continuing: ending.suffix,
            },
            winner_tally,
            loser_tally,
            difficulty,
        }
    }
}
