//! Which claims are at least so large, and which outcomes they leave.

use std::sync::Arc;

use super::claim::StvClaim;
use super::tables::{ClaimTables, members};
use crate::election::CandidateIndex;

/// Sizes are compared in millionths of a vote.
pub(super) const PARTS: i128 = 1_000_000;

/// Sets of candidates that are looked at in one search.
const MOST_SETS: usize = 200_000;

/// The size of a claim whose worths sum to `lead` and lie between bounds: that of a lead between two candidates that is as hard
/// to see in a sample.
pub(super) fn size(lead: i128, (least, most): (u32, u32)) -> i128 {
    (2 * lead * PARTS).div_euclid(i128::from(least) + i128::from(most))
}

/// Claims that leave some outcomes and exclude the others.
pub(super) trait Excludes {
    /// Who is elected in any case.
    fn sure(&self) -> u64;

    /// Those who are elected if this candidate is.
    fn with(&self, candidate: usize) -> u64;

    /// Whether an outcome is excluded that the first two leave.
    fn excludes(&self, outcome: u64) -> bool;
}

/// An outcome of `seats` winners that claims leave and `is_right` does not accept.
///
/// # Errors
/// Where the search ends before it knows.
pub(super) fn survivor(
    claims: &dyn Excludes,
    (candidates, seats): (usize, usize),
    is_right: &dyn Fn(u64) -> bool,
) -> Result<Option<u64>, ()> {
    let mut search = OutcomeSearch { claims, candidates, seats, is_right, left: MOST_SETS };
    let start = search.closed(claims.sure());
    if start.count_ones() as usize > seats { Ok(None) } else { search.below(start, 0, 0) }
}

struct OutcomeSearch<'a> {
    claims: &'a dyn Excludes,
    candidates: usize,
    seats: usize,
    is_right: &'a dyn Fn(u64) -> bool,
    left: usize,
}

impl OutcomeSearch<'_> {
    /// A set with all who are elected if its members are.
    fn closed(&self, set: u64) -> u64 {
        let mut closed = set;
        loop {
            let more = members(closed).fold(closed, |set, candidate| set | self.claims.with(candidate));
            if more == closed {
                return closed;
            }
            closed = more;
        }
    }

    /// An outcome that has all of `set`, none of `without`, and others from `from` on.
    fn below(&mut self, set: u64, without: u64, from: usize) -> Result<Option<u64>, ()> {
        self.left = self.left.checked_sub(1).ok_or(())?;
        if set.count_ones() as usize == self.seats {
            let is_left = !(self.is_right)(set) && !self.claims.excludes(set);
            return Ok(is_left.then_some(set));
        }
        let mut without = without;
        for next in (from..self.candidates).filter(|next| set & 1 << next == 0) {
            let more = self.closed(set | 1 << next);
            if more & without == 0 && more.count_ones() as usize <= self.seats {
                let found = self.below(more, without, next + 1)?;
                if found.is_some() {
                    return Ok(found);
                }
            }
            without |= 1 << next;
        }
        Ok(None)
    }
}

/// All claims of at least a size.
#[derive(Clone, Debug)]
pub(super) struct ClaimLevel<'a> {
    pub(super) tables: &'a ClaimTables<'a>,
    pub(super) seats: usize,
    /// The size.
    pub(super) least: i128,
    /// For each candidate those who have fewer votes whenever both stand.
    pub(super) behind: Vec<u64>,
    reached: Vec<i128>,
    sure: u64,
    with: Vec<u64>,
    /// For each candidate what a ballot that ranked it first is worth at most once it has moved on as a part of a surplus.
    moved: Vec<u32>,
    /// Whether that is a claim of its own.
    pub(super) is_bounded: Vec<bool>,
}

impl<'a> ClaimLevel<'a> {
    /// For a contest of so many seats; `moves_whole` where a ballot of a surplus may move at its whole value.
    pub(super) fn new(tables: &'a ClaimTables<'a>, seats: usize, least: i128, moves_whole: bool) -> Self {
        let all = 0..tables.candidates;
        let set = |of: &dyn Fn(usize) -> bool| all.clone().filter(|&it| of(it)).fold(0_u64, |set, it| set | 1 << it);
        let lead = |winner: usize, loser: usize| tables.first[winner] - tables.above(winner, loser);
        let is_large = |lead: i128, bounds| size(lead, bounds) >= least;
        let behind: Vec<u64> = (all.clone())
            .map(|winner| set(&|loser| loser != winner && is_large(lead(winner, loser), (1, 1))))
            .collect();
        let reached = tables.reached(&behind);
        let more = seats as i128 + 1;
        let has_quota = |votes: i128| is_large(more * votes - tables.valid, (1, seats as u32));
        let with = all
            .clone()
            .map(|loser| {
                let leads = |winner: usize| is_large(reached[winner] - tables.above(winner, loser), (1, 1));
                set(&|winner| winner != loser && (behind[winner] & 1 << loser != 0 || leads(winner)))
            })
            .collect();
        let mut it = Self {
            tables,
            seats,
            least,
            sure: set(&|winner| has_quota(reached[winner])),
            behind,
            with,
            moved: vec![0; tables.candidates],
            is_bounded: vec![false; tables.candidates],
            reached,
        };
        for candidate in all {
            let bound = has_quota(tables.first[candidate]).then(|| it.bound(candidate)).flatten();
            it.is_bounded[candidate] = bound.is_some() && !moves_whole;
            let most = if moves_whole { it.whole() } else { FINENESS * seats as u32 };
            it.moved[candidate] = bound.filter(|_| !moves_whole).unwrap_or(most);
        }
        it
    }

    /// Parts of a vote in which values are told: both hundredths and what a surplus cannot pass are whole numbers of them.
    pub(super) fn whole(&self) -> u32 {
        FINENESS * (self.seats as u32 + 1)
    }

    /// The least value below which the ballots of a first winner are claimed to move on.
    fn bound(&self, winner: usize) -> Option<u32> {
        let is_large = |value: u32| {
            let claim = self.moves_below(winner, value);
            let kept = i128::from(self.whole() - value) * (self.seats as i128 + 1);
            let lead = i128::from(self.whole()) * self.tables.valid - kept * self.tables.first[winner];
            size(lead, claim.bounds()) >= self.least
        };
        (0..FINENESS * self.seats as u32).step_by(self.seats + 1).find(|&value| is_large(value))
    }

    pub(super) fn moves_below(&self, winner: usize, value: u32) -> StvClaim {
        let (winner, seats) = (winner as CandidateIndex, self.seats as u32);
        StvClaim::MovesBelow { winner, seats, value, whole: self.whole() }
    }

    /// What is claimed of the ballots of a first winner.
    pub(super) fn bound_of(&self, winner: usize) -> u32 {
        self.moved[winner]
    }

    /// The lead of one over another, in parts of a vote, where others are elected too.
    pub(super) fn lead(&self, (winner, loser): (usize, usize), reached: i128, elected: u64) -> i128 {
        let tables = self.tables;
        let whole = i128::from(self.whole());
        let gained = members(elected)
            .map(|first| (whole - i128::from(self.moved[first])) * tables.above_from(winner, loser, first));
        whole * (reached - tables.above(winner, loser)) + gained.sum::<i128>()
    }

    /// Whether a lead in parts of a vote is large enough.
    pub(super) fn is_large(&self, lead: i128) -> bool {
        size(lead, (self.whole(), self.whole())) >= self.least
    }

    /// Two of whom one cannot be elected in this outcome without the other, who is not in it.
    pub(super) fn excluding(&self, outcome: u64) -> Option<(usize, usize)> {
        let out = (0..self.tables.candidates).filter(|winner| outcome & 1 << winner == 0);
        out.flat_map(|winner| members(outcome).map(move |loser| (winner, loser)))
            .filter(|&(winner, loser)| self.behind[winner] & 1 << loser == 0)
            .map(|pair| (self.lead(pair, self.reached[pair.0], outcome & !(1 << pair.1)), pair))
            .filter(|&(lead, _)| self.is_large(lead))
            .max()
            .map(|(_, pair)| pair)
    }
}

/// Parts of a vote, for each seat and one more.
const FINENESS: u32 = 200;

impl Excludes for ClaimLevel<'_> {
    fn sure(&self) -> u64 {
        self.sure
    }

    fn with(&self, candidate: usize) -> u64 {
        self.with[candidate]
    }

    fn excludes(&self, outcome: u64) -> bool {
        self.excluding(outcome).is_some()
    }
}

/// A set as candidates, in rising order.
pub(super) fn listed(set: u64) -> Arc<[CandidateIndex]> {
    members(set).map(|it| it as CandidateIndex).collect()
}
