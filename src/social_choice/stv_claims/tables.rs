//! Sums over all ballots from which the size of every claim follows.

use crate::election::CandidateIndex;

/// Most candidates: a set of them is a number of 64 bits.
pub(super) const MOST_CANDIDATES: usize = 64;

/// Kinds of ballot, and what they sum to.
#[derive(Clone, Debug)]
pub(super) struct ClaimTables<'a> {
    pub(super) candidates: usize,
    pub(super) kinds: &'a [(Vec<CandidateIndex>, u64)],
    /// Ballots that rank somebody.
    pub(super) valid: i128,
    /// First preferences.
    pub(super) first: Vec<i128>,
    /// Ballots by winner, loser and first candidate that put the loser above the winner.
    above: Vec<i128>,
}

impl<'a> ClaimTables<'a> {
    pub(super) fn new(candidates: usize, kinds: &'a [(Vec<CandidateIndex>, u64)]) -> Self {
        let mut it =
            Self { candidates, kinds, valid: 0, first: vec![0; candidates], above: vec![0; candidates.pow(3)] };
        for (order, n) in kinds {
            let (n, Some(&first)) = (i128::from(*n), order.first()) else { continue };
            it.valid += n;
            it.first[usize::from(first)] += n;
            let mut passed = 0_u64;
            for &loser in order {
                passed |= 1 << loser;
                for winner in (0..candidates).filter(|winner| passed & 1 << winner == 0) {
                    let at = it.place(winner, usize::from(loser), usize::from(first));
                    it.above[at] += n;
                }
            }
        }
        it
    }

    fn place(&self, winner: usize, loser: usize, first: usize) -> usize {
        (winner * self.candidates + loser) * self.candidates + first
    }

    /// Ballots that put the loser above the winner.
    pub(super) fn above(&self, winner: usize, loser: usize) -> i128 {
        let at = self.place(winner, loser, 0);
        self.above[at..at + self.candidates].iter().sum()
    }

    /// Of those, the ones with this candidate first.
    pub(super) fn above_from(&self, winner: usize, loser: usize, first: usize) -> i128 {
        self.above[self.place(winner, loser, first)]
    }

    /// For each candidate the ballots on which only candidates of its set stand before it.
    pub(super) fn reached(&self, through: &[u64]) -> Vec<i128> {
        let mut reached = vec![0; self.candidates];
        for (order, n) in self.kinds {
            let mut passed = 0_u64;
            for &candidate in order {
                if passed & !through[usize::from(candidate)] == 0 {
                    reached[usize::from(candidate)] += i128::from(*n);
                }
                passed |= 1 << candidate;
            }
        }
        reached
    }

    /// The same for one candidate.
    pub(super) fn reached_by(&self, winner: usize, through: u64) -> i128 {
        let reaches = |order: &&(Vec<CandidateIndex>, u64)| {
            let before = order.0.iter().take_while(|&&it| usize::from(it) != winner);
            let passed = before.clone().fold(0_u64, |set, it| set | 1 << it);
            before.count() < order.0.len() && passed & !through == 0
        };
        self.kinds.iter().filter(reaches).map(|it| i128::from(it.1)).sum()
    }
}

/// The members of a set, in rising order.
pub(super) fn members(set: u64) -> impl Iterator<Item = usize> {
    (0..u64::BITS as usize).filter(move |at| set & 1 << at != 0)
}
