//! The margin of an instant runoff: the smallest number of ballots whose change lets another candidate win.
//!
//! The orders of elimination that end with another winner are a tree, from the last round backwards. For each part of
//! an order there is a lower bound on the ballots that must change. The search continues with the part that has the
//! smallest bound, until a complete order needs no more than any waiting part. A tie that would let another candidate
//! win is enough: ties count as lost.
//!
//! The model: ballots are changed, none is added or removed, and ballots without a ranking stay as they are.
//!
//! # Reference
//! Blom, Stuckey, Teague, Tidhar 2016, "Efficient computation of exact IRV margins", ECAI 2016, arXiv:1508.04885, also
//! for the tighter bound for candidates who are eliminated before a part begins.
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::elimination_order::EliminationOrder;
use super::possible_winners::possible_winners;
use super::preference_tree::{CandidateSet, PreferenceTree, everyone, members};
use crate::election::CandidateIndex;

/// Limits on the work for a margin, counted in steps and not in time, so that the answer is the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarginLimits {
    /// Parts of orders of elimination to examine.
    pub parts: u64,
    /// Linear programs to solve.
    pub programs: u64,
}

impl Default for MarginLimits {
    fn default() -> Self {
        Self { parts: 200_000, programs: 5_000 }
    }
}

/// The margin of an instant runoff, in ballots, or bounds on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IrvMargin {
    /// No change of fewer ballots lets another candidate win.
    pub least: u64,
    /// A change of this number of ballots lets another candidate win or tie. If it equals `least`, it is the margin.
    pub most: u64,
    /// Half the difference of the last two candidates in the last round, rounded up: often taken for the margin.
    pub last_round: u64,
    /// An order of elimination that `most` changes bring about, the first eliminated first; `None` if the bound is that
    /// of the last round.
    pub order: Option<Vec<CandidateIndex>>,
}

impl IrvMargin {
    /// Whether the margin is known exactly.
    pub fn is_exact(&self) -> bool {
        self.least == self.most
    }
}

/// Most sets of continuing candidates that are examined if ties decide.
const MOST_TIES: usize = 10_000;

/// The margin by which a candidate won; `None` if there is no other candidate, or another won however ties are settled.
///
/// # Panics
/// If the contest has no such candidate.
pub fn irv_margin(ballots: &PreferenceTree, winner: CandidateIndex, limits: MarginLimits) -> Option<IrvMargin> {
    assert!(usize::from(winner) < ballots.candidates(), "the winner is a candidate");
    if ballots.candidates() == 1 {
        return None;
    }
    let natural = elimination(ballots, winner);
    if *natural.last()? != winner {
        let can_win = possible_winners(ballots, MOST_TIES).is_some_and(|can| can.contains(&winner));
        return can_win.then_some(IrvMargin { least: 0, most: 0, last_round: 0, order: Some(natural) });
    }
    let last_round = last_round(ballots, &natural);
    let mut search = MarginSearch::new(ballots, winner, &natural, last_round, limits);
    search.run();
    Some(search.margin)
}

/// The order of elimination, the first eliminated first; in a tie the lowest number is eliminated, but never `last`
/// before another.
pub fn elimination(ballots: &PreferenceTree, last: CandidateIndex) -> Vec<CandidateIndex> {
    let n = ballots.candidates();
    let mut tally = vec![0; n];
    let mut continuing = everyone(n);
    let mut order = Vec::new();
    while continuing != 0 {
        ballots.tally(continuing, &mut tally);
        let weakest = members(continuing).min_by_key(|&candidate| (tally[candidate], candidate == usize::from(last)));
        let weakest = weakest.unwrap_or_default();
        continuing &= !(1 << weakest);
        order.push(weakest as CandidateIndex);
    }
    order
}

fn last_round(ballots: &PreferenceTree, order: &[CandidateIndex]) -> u64 {
    let two = &order[order.len() - 2..];
    let mut tally = vec![0; ballots.candidates()];
    ballots.tally(1 << two[0] | 1 << two[1], &mut tally);
    (tally[usize::from(two[1])] - tally[usize::from(two[0])]).div_ceil(2)
}

/// A waiting part of an order: its bound, its length, and whether the linear program was solved for it.
///
/// Fewest changes first; among equals the longest, then the earliest.
type WaitingPart = (Reverse<u64>, usize, Reverse<usize>, bool, Vec<CandidateIndex>);

struct MarginSearch<'a> {
    ballots: &'a PreferenceTree,
    winner: CandidateIndex,
    /// For each candidate, his place in the order as counted.
    natural: Vec<usize>,
    firsts: Vec<u64>,
    tallies: HashMap<CandidateSet, Vec<u64>>,
    waiting: BinaryHeap<WaitingPart>,
    seen: usize,
    parts: u64,
    programs: u64,
    margin: IrvMargin,
}

impl<'a> MarginSearch<'a> {
    fn new(
        ballots: &'a PreferenceTree,
        winner: CandidateIndex,
        order: &[CandidateIndex],
        last_round: u64,
        limits: MarginLimits,
    ) -> Self {
        let n = ballots.candidates();
        let mut natural = vec![0; n];
        order.iter().enumerate().for_each(|(place, &candidate)| natural[usize::from(candidate)] = place);
        let mut firsts = vec![0; n];
        ballots.tally(everyone(n), &mut firsts);
        let margin = IrvMargin { least: 0, most: last_round, last_round, order: None };
        Self {
            ballots,
            winner,
            natural,
            firsts,
            tallies: HashMap::new(),
            waiting: BinaryHeap::new(),
            seen: 0,
            parts: limits.parts,
            programs: limits.programs,
            margin,
        }
    }

    fn run(&mut self) {
        self.grow(&[], 0);
        while let Some((Reverse(needs), length, _, was_asked, part)) = self.waiting.pop() {
            self.margin.least = needs.min(self.margin.most);
            if needs >= self.margin.most || self.parts == 0 || self.programs == 0 {
                return;
            }
            let is_whole = length == self.ballots.candidates();
            if !was_asked {
                let changes = self.changes(&part, is_whole);
                if is_whole && changes.1 < self.margin.most {
                    self.margin.most = changes.1;
                    self.margin.order = Some(part.clone());
                }
                if changes.0 < self.margin.most {
                    self.push(changes.0.max(needs), true, part);
                }
            } else if !is_whole {
                self.try_whole(&part);
                self.grow(&part, needs);
            } else {
                // A complete order whose number was not found: only its bound is known.
                return;
            }
        }
        self.margin.least = self.margin.most;
    }

    fn push(&mut self, needs: u64, was_asked: bool, part: Vec<CandidateIndex>) {
        self.seen += 1;
        self.waiting.push((Reverse(needs), part.len(), Reverse(self.seen), was_asked, part));
    }

    /// Bounds on the changes for a part, from its linear program.
    fn changes(&mut self, part: &[CandidateIndex], is_whole: bool) -> (u64, u64) {
        let order = EliminationOrder::new(self.ballots, part);
        let changes = order.changes(self.margin.most, is_whole, &mut self.programs);
        (changes.least, changes.most)
    }

    /// Solves for the complete order in which all others are eliminated as counted, before the part.
    fn try_whole(&mut self, part: &[CandidateIndex]) {
        let mut whole: Vec<CandidateIndex> =
            (0..self.ballots.candidates() as CandidateIndex).filter(|candidate| !part.contains(candidate)).collect();
        whole.sort_by_key(|&candidate| self.natural[usize::from(candidate)]);
        whole.extend(part);
        let (_, most) = self.changes(&whole, true);
        if most < self.margin.most {
            self.margin.most = most;
            self.margin.order = Some(whole);
        }
    }

    /// Adds every part that is one candidate longer to the queue, if it needs fewer changes than the best known.
    fn grow(&mut self, part: &[CandidateIndex], needs: u64) {
        let suffix: CandidateSet = part.iter().fold(0, |set, &candidate| set | 1 << candidate);
        for next in members(everyone(self.ballots.candidates()) & !suffix) {
            if part.is_empty() && next == usize::from(self.winner) {
                continue;
            }
            self.parts = self.parts.saturating_sub(1);
            let needs = needs.max(self.simple_bound(next, suffix));
            if needs < self.margin.most {
                let longer = [&[next as CandidateIndex], part].concat();
                self.push(needs, longer.len() < 2, longer);
            }
        }
    }

    /// A lower bound that holds for every order of the candidates before and after: each change moves two tallies by
    /// one vote each.
    fn simple_bound(&mut self, first: usize, rest: CandidateSet) -> u64 {
        let all = everyone(self.ballots.candidates());
        let suffix = rest | 1 << first;
        // The next to be eliminated has no more votes than any who stay.
        let tally = self.tally(suffix);
        let mut lacks = members(rest).map(|other| tally[first].saturating_sub(tally[other])).max().unwrap_or(0);
        // A candidate eliminated before has at least his first preferences, and one who stays at most his votes against
        // these.
        for outside in members(all & !suffix) {
            let votes = self.firsts[outside];
            let tally = self.tally(suffix | 1 << outside);
            let most = members(suffix).map(|stays| votes.saturating_sub(tally[stays])).max().unwrap_or(0);
            lacks = lacks.max(most);
        }
        lacks.div_ceil(2)
    }

    fn tally(&mut self, set: CandidateSet) -> &[u64] {
        let ballots = self.ballots;
        self.tallies.entry(set).or_insert_with(|| {
            let mut tally = vec![0; ballots.candidates()];
            ballots.tally(set, &mut tally);
            tally
        })
    }
}
