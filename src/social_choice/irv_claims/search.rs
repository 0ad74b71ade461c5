//! Finds claims that rule out every other winner with the smallest possible greatest difficulty, and proves it
//! smallest.
//!
//! Each order of elimination that ends with another winner must be ruled out at one of its endings. The easiest claim
//! against an ending depends only on its members and on the first of them to be eliminated, so orders are paths through
//! these endings, and the cost of an order is the easiest ending on its path. The answer is the cost of the most
//! expensive order: a widest path. The search continues with the ending whose path is the most expensive so far, and
//! examines no ending twice. The first complete order that it reaches is the answer, since every waiting ending costs
//! no more.
//!
//! # Reference
//! The claims and the frontier of endings: Blom, Stuckey, Teague 2019, arXiv:1903.08804. Widest paths: Pollack 1960, "The maximum
//! capacity through a network", Operations Research 8(5).
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::claim::WeighedClaim;
use super::fewest::{ClaimCover, fewest};
use super::states::{Ending, EndingWeights, QuickSet};
use crate::election::CandidateIndex;
use crate::social_choice::margin::possible_winners;
use crate::social_choice::margin::preference_tree::{CandidateSet, PreferenceTree, everyone, members};

/// Limits on the work of a search, counted in steps and not in time, so that the answer is the same everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchLimits {
    /// Endings to examine while the smallest greatest difficulty is sought.
    pub endings: u64,
    /// Steps to spend on reducing the number of claims.
    pub fewer: u64,
}

impl Default for SearchLimits {
    fn default() -> Self {
        Self { endings: 1_000_000, fewer: 2_000_000 }
    }
}

/// Claims that together rule out every other winner.
#[derive(Clone, Debug, PartialEq)]
pub struct IrvClaims {
    /// The winner.
    pub winner: CandidateIndex,
    /// The claims, the hardest first.
    pub claims: Vec<WeighedClaim>,
    /// The greatest difficulty among the claims; 0 where there is no other candidate.
    pub difficulty: f64,
    /// A lower bound on the greatest difficulty of any sufficient set. If it equals `difficulty`, the set is proved
    /// optimal.
    pub least_difficulty: f64,
    /// A lower bound on the size of any sufficient set with this greatest difficulty. If it equals the number of
    /// claims, the set is proved smallest.
    pub fewest: usize,
    /// Endings that were examined.
    pub endings: u64,
}

impl IrvClaims {
    /// Whether the greatest difficulty is proved to be the smallest possible.
    pub fn is_optimal(&self) -> bool {
        self.difficulty <= self.least_difficulty
    }

    /// Whether no smaller set of claims suffices with this greatest difficulty.
    pub fn is_fewest(&self) -> bool {
        self.claims.len() == self.fewest
    }

    /// The smallest margin among the claims, in votes; `None` if there is no claim.
    pub fn margin(&self) -> Option<u64> {
        self.claims.iter().map(WeighedClaim::margin).min()
    }
}

/// The reason why there is no set of claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoClaims {
    /// The contest has no such candidate.
    UnknownWinner,
    /// The ballots elect another candidate: one of these, several if a tie decides.
    WrongWinner(Vec<CandidateIndex>),
    /// A tie decides: each of these can win.
    Tied(Vec<CandidateIndex>),
    /// No claim of finite difficulty rules out this order of elimination, the first eliminated first.
    CannotRuleOut(Vec<CandidateIndex>),
}

/// Claims that together rule out every winner but `winner`, with the smallest possible greatest difficulty.
///
/// `difficulty` gives the difficulty of a claim from the votes of its winner and its loser. It must not decrease as the
/// loser's votes increase, and is called only if the winner has more.
///
/// # Errors
/// [`NoClaims`] if the winner did not win or a tie decides, or the difficulty is infinite.
pub fn find_claims(
    ballots: &PreferenceTree,
    winner: CandidateIndex,
    difficulty: &dyn Fn(u64, u64) -> f64,
    limits: SearchLimits,
) -> Result<IrvClaims, NoClaims> {
    if usize::from(winner) >= ballots.candidates() {
        return Err(NoClaims::UnknownWinner);
    }
    let mut weights = EndingWeights::new(ballots, difficulty);
    let found = dearest(&mut weights, usize::from(winner), limits.endings);
    if found.most.is_infinite() {
        return Err(refusal(ballots, winner, found.order));
    }
    let ClaimCover { mut claims, fewest } = fewest(&mut weights, usize::from(winner), found.most, limits.fewer);
    claims.sort_by(|a, b| b.difficulty.total_cmp(&a.difficulty).then(a.claim.cmp(&b.claim)));
    Ok(IrvClaims {
        winner,
        difficulty: claims.first().map_or(0.0, |hardest| hardest.difficulty),
        least_difficulty: found.least,
        claims,
        fewest,
        endings: found.endings,
    })
}

/// Bounds on the smallest greatest difficulty, and the order that gives the lower one.
struct DearestOrder {
    least: f64,
    most: f64,
    order: Vec<CandidateIndex>,
    endings: u64,
}

/// An ending in the queue, with the easiest claim on its path and the ending it prolongs.
struct WaitingEnding {
    cost: f64,
    members: u32,
    ending: Ending,
    place: usize,
}

impl WaitingEnding {
    fn rank(&self, other: &Self) -> Ordering {
        // The most expensive first; among equals the longest, then the earliest.
        self.cost.total_cmp(&other.cost).then(self.members.cmp(&other.members)).then(other.place.cmp(&self.place))
    }
}

impl PartialEq for WaitingEnding {
    fn eq(&self, other: &Self) -> bool {
        self.rank(other).is_eq()
    }
}

impl Eq for WaitingEnding {}

impl PartialOrd for WaitingEnding {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for WaitingEnding {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank(other)
    }
}

/// The endings in the queue and those that were examined.
struct EndingFrontier {
    winner: usize,
    /// The cost of the most expensive order known: endings that cost no more need not be examined.
    least: f64,
    /// For each candidate, those whom claims of that difficulty show to be eliminated before him.
    beaten: Vec<CandidateSet>,
    queue: BinaryHeap<WaitingEnding>,
    /// Every ending that was ever in the queue, with the index of the one it prolongs.
    trail: Vec<(Ending, usize)>,
    passed: QuickSet<Ending>,
    endings: u64,
}

/// The index that stands for no ending.
const NOWHERE: usize = usize::MAX;

impl EndingFrontier {
    /// Adds every longer ending to the queue that costs more than the most expensive order known.
    fn grow(&mut self, weights: &mut EndingWeights, suffix: CandidateSet, cost: f64, place: usize) {
        for next in members(weights.everyone & !suffix) {
            let ending = Ending { first: next as u8, suffix: suffix | 1 << next };
            let is_winner = suffix == 0 && next == self.winner;
            // A claim no harder than `least` rules this ending out, so its orders cannot be the most expensive.
            let is_beaten = self.beaten[next] & suffix != 0
                || members(weights.everyone & !ending.suffix).any(|outside| self.beaten[outside] >> next & 1 == 1);
            if is_winner || is_beaten || self.passed.contains(&ending) {
                continue;
            }
            self.endings += 1;
            // One claim on the path is enough to rule the order out, so the easiest gives the cost.
            let cost = cost.min(weights.easiest(ending));
            if cost > self.least {
                let members = ending.suffix.count_ones();
                self.queue.push(WaitingEnding { cost, members, ending, place: self.trail.len() });
                self.trail.push((ending, place));
            }
        }
    }

    /// The complete order whose ending was queued at this index.
    fn order(&self, mut place: usize) -> Vec<CandidateIndex> {
        let mut order = Vec::new();
        while let Some(&(ending, before)) = self.trail.get(place) {
            order.push(CandidateIndex::from(ending.first));
            place = before;
        }
        order
    }
}

fn dearest(weights: &mut EndingWeights, winner: usize, most_endings: u64) -> DearestOrder {
    if weights.candidates == 1 {
        return DearestOrder { least: 0.0, most: 0.0, order: Vec::new(), endings: 0 };
    }
    let order = close_order(weights.ballots, winner);
    let least = cost_of(weights, &order);
    let mut frontier = EndingFrontier {
        winner,
        least,
        beaten: weights.beaten(least),
        queue: BinaryHeap::new(),
        trail: Vec::new(),
        passed: QuickSet::default(),
        endings: order.len() as u64,
    };
    frontier.grow(weights, 0, f64::INFINITY, NOWHERE);
    while let Some(waiting) = frontier.queue.pop() {
        let endings = frontier.endings;
        if waiting.ending.suffix == weights.everyone {
            let order = frontier.order(waiting.place);
            return DearestOrder { least: waiting.cost, most: waiting.cost, order, endings };
        }
        // The queue is in order of cost, so this cost is an upper bound for every order that is not examined yet.
        if endings >= most_endings {
            return DearestOrder { least, most: waiting.cost, order, endings };
        }
        // The first path to an ending is the most expensive, because costs never increase along a path.
        if frontier.passed.insert(waiting.ending) {
            frontier.grow(weights, waiting.ending.suffix, waiting.cost, waiting.place);
        }
    }
    DearestOrder { least, most: least, order, endings: frontier.endings }
}

/// The order of the count with the winner and the runner-up exchanged, which is often the most expensive order.
fn close_order(ballots: &PreferenceTree, winner: usize) -> Vec<CandidateIndex> {
    let n = ballots.candidates();
    let mut tally = vec![0; n];
    let mut continuing = everyone(n);
    let mut order = Vec::new();
    while continuing != 0 {
        ballots.tally(continuing, &mut tally);
        let weakest = members(continuing).min_by_key(|&candidate| tally[candidate]).unwrap_or(0);
        continuing &= !(1 << weakest);
        order.push(weakest as CandidateIndex);
    }
    if order.last() == Some(&(winner as CandidateIndex)) {
        order.swap(n - 2, n - 1);
    }
    order
}

/// The difficulty of the easiest claim against any ending of a complete order.
fn cost_of(weights: &mut EndingWeights, order: &[CandidateIndex]) -> f64 {
    let mut suffix = 0;
    let mut cost = f64::INFINITY;
    for &first in order.iter().rev() {
        suffix |= 1 << first;
        cost = cost.min(weights.easiest(Ending { first: first as u8, suffix }));
    }
    cost
}

/// Most sets of continuing candidates that are examined if ties decide.
const MOST_TIES: usize = 100_000;

/// Why no claim rules out this order.
fn refusal(ballots: &PreferenceTree, winner: CandidateIndex, order: Vec<CandidateIndex>) -> NoClaims {
    let n = ballots.candidates();
    let mut tally = vec![0; n];
    let mut continuing = everyone(n);
    for &first in &order {
        ballots.tally(continuing, &mut tally);
        if members(continuing).any(|other| tally[other] < tally[usize::from(first)]) {
            return NoClaims::CannotRuleOut(order);
        }
        continuing &= !(1 << first);
    }
    match possible_winners(ballots, MOST_TIES) {
        None => NoClaims::CannotRuleOut(order),
        Some(winners) if winners.contains(&winner) => NoClaims::Tied(winners),
        Some(winners) => NoClaims::WrongWinner(winners),
    }
}
