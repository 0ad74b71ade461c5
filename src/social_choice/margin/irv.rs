//! The margin of an instant runoff: the fewest ballots whose change lets somebody else win.
//!
//! The orders of elimination that end with another winner are a tree, from the last round backwards. A part of an order says how
//! many ballots at least must change for it; the search goes on with the part that needs the fewest, until a whole order needs
//! no more than any part that waits. Where a tie would let somebody else win, that is enough: ties count as lost.
//!
//! The model: ballots are changed, none is added or taken away, and ballots that name nobody stay as they are.
//!
//! # Reference
//! Blom, Stuckey, Teague, Tidhar 2016, "Efficient computation of exact IRV margins", ECAI 2016, arXiv:1508.04885; the tighter
//! bound for candidates who go out before a part begins is theirs.
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::elimination_order::EliminationOrder;
use super::possible_winners::possible_winners;
use super::preference_tree::{CandidateSet, PreferenceTree, everyone, members};
use crate::election::CandidateIndex;

/// How much work a margin may cost. Work is counted in steps, never in time, so that the answer is the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MarginLimits {
    /// Parts of orders of elimination to look at.
    pub parts: u64,
    /// Linear programs to solve.
    pub programs: u64,
}

impl Default for MarginLimits {
    fn default() -> Self {
        Self { parts: 200_000, programs: 5_000 }
    }
}

/// The margin of an instant runoff, in ballots, or bounds of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IrvMargin {
    /// No change of fewer ballots lets anybody else win.
    pub least: u64,
    /// Some change of so many ballots lets somebody else win or tie. Equal to `least`: this is the margin.
    pub most: u64,
    /// Half the difference of the two who are left in the last round, rounded up: what is often taken for the margin.
    pub last_round: u64,
    /// An order of elimination that `most` changes bring about, the first eliminated first; `None` where the bound is that
    /// of the last round.
    pub order: Option<Vec<CandidateIndex>>,
}

impl IrvMargin {
    /// Whether the margin is known exactly.
    pub fn is_exact(&self) -> bool {
        self.least == self.most
    }
}

/// Sets of continuing candidates to look at where ties decide.
const MOST_TIES: usize = 10_000;

/// The margin by which a candidate won; `None` where there is nobody else, or somebody else won whatever ties say.
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

/// The order of elimination, the first eliminated first; ties go against everybody else, the lowest number first, before they
/// go against `last`.
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

/// A part of an order that waits: what it needs, how long it is, and whether the linear program was asked.
///
/// Fewest changes first; among equals the longest, then the one that came first.
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
                // A whole order whose number could not be found: its bound is all that is known.
                return;
            }
        }
        self.margin.least = self.margin.most;
    }

    fn push(&mut self, needs: u64, was_asked: bool, part: Vec<CandidateIndex>) {
        self.seen += 1;
        self.waiting.push((Reverse(needs), part.len(), Reverse(self.seen), was_asked, part));
    }

    /// Bounds of the changes for a part, by its linear program.
    fn changes(&mut self, part: &[CandidateIndex], is_whole: bool) -> (u64, u64) {
        let order = EliminationOrder::new(self.ballots, part);
        let changes = order.changes(self.margin.most, is_whole, &mut self.programs);
        (changes.least, changes.most)
    }

    /// Asks for the whole order in which everybody else goes out as counted, right before the part.
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

    /// Puts every part that is one candidate longer into the queue, where it needs fewer changes than are known to do.
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

    /// Changes that are needed whatever the order of those who go before and of those who stay: each change moves two
    /// tallies by one vote each.
    fn simple_bound(&mut self, first: usize, rest: CandidateSet) -> u64 {
        let all = everyone(self.ballots.candidates());
        let suffix = rest | 1 << first;
        // Who goes out next has no more votes than anybody who stays.
        let tally = self.tally(suffix);
        let mut lacks = members(rest).map(|other| tally[first].saturating_sub(tally[other])).max().unwrap_or(0);
        // Who goes out before has at least his first preferences, and anybody who stays at most his votes against these.
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
