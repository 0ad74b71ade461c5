//! The smallest number of claims that suffice with a given greatest difficulty.
//!
//! Every order of elimination that ends with another winner must be ruled out by a claim that is easy enough, so each
//! order is a demand: one of these claims must be chosen. A smallest set that meets the demands found so far is a lower
//! bound. If it leaves an order open, that order is a new demand; if it leaves none open, it is the answer. This is the
//! implicit hitting set of Chandrasekaran, Karp, Moreno-Centeno and Vempala 2011, "Algorithms for implicit hitting set
//! problems", SODA.
//!
//! # Derivation
//! `docs/derivations/instant-runoffs.md`

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

use super::claim::WeighedClaim;
use super::hitting_set::HittingSet;
use super::states::{Ending, EndingWeights, QuickMap, QuickSet};
use super::sufficient::{ChosenCuts, ClaimCut, OutOfSteps};
use crate::social_choice::margin::preference_tree::{CandidateSet, members};

/// Most candidates for which shortest paths through the sets of candidates are affordable.
const SHORTEST_PATHS: usize = 12;

/// Steps for each open order after the first that one set of cuts leaves.
const FURTHER: u64 = 5_000;

/// Sufficient claims, with a lower bound on the number that suffices.
pub(super) struct ClaimCover {
    pub(super) claims: Vec<WeighedClaim>,
    pub(super) fewest: usize,
}

/// A small set of sufficient claims, none harder than `most`.
pub(super) fn fewest(weights: &mut EndingWeights, winner: usize, most: f64, mut steps: u64) -> ClaimCover {
    let first = first_that_suffice(weights, winner, most);
    let mut cuts = without_the_needless(weights, winner, first, &mut steps);
    let mut bound = 0;
    // Orders that are quickly found are mostly enough; otherwise orders that the fewest cuts rule out are sought.
    let quickly = if weights.candidates <= SHORTEST_PATHS { steps / 20 } else { steps };
    for (is_shortest, mut steps) in [(false, quickly), (true, steps - quickly)] {
        let mut demands = Demands::new(weights, winner, most, is_shortest);
        while bound < cuts.len() {
            let Some(chosen) = demands.hitting_set.smallest(&mut steps) else { break };
            bound = bound.max(chosen.len());
            let chosen: Vec<ClaimCut> = chosen.into_iter().map(|number| demands.cuts[number]).collect();
            match demands.of_open_orders(weights, &chosen, &mut steps) {
                Err(OutOfSteps) => break,
                Ok(0) => cuts = chosen,
                Ok(_) => {}
            }
        }
    }
    let claims: Vec<WeighedClaim> = cuts.into_iter().map(|cut| claim_of(weights, cut)).collect();
    ClaimCover { fewest: bound, claims }
}

fn claim_of(weights: &mut EndingWeights, cut: ClaimCut) -> WeighedClaim {
    match cut {
        ClaimCut::Before { winner, loser } => weights.claim_before(winner.into(), loser.into()),
        ClaimCut::Next { first, suffix } => weights.claim_next(Ending { first, suffix }),
    }
}

/// The demands of the open orders found so far, each a list of cut numbers.
struct Demands {
    winner: usize,
    most: f64,
    /// Whether to seek orders that the fewest easy cuts rule out, at the cost of shortest paths.
    is_shortest: bool,
    /// For each candidate, those whom easy claims show to be eliminated before him.
    beaten: Vec<CandidateSet>,
    cuts: Vec<ClaimCut>,
    numbers: BTreeMap<ClaimCut, usize>,
    hitting_set: HittingSet,
}

impl Demands {
    fn new(weights: &EndingWeights, winner: usize, most: f64, is_shortest: bool) -> Self {
        Self {
            winner,
            most,
            is_shortest,
            beaten: weights.beaten(most),
            cuts: Vec::new(),
            numbers: BTreeMap::new(),
            hitting_set: HittingSet::default(),
        }
    }

    /// Adds demands of orders that the cuts leave open, no two with a common cut, until there are no more; returns
    /// their number.
    ///
    /// # Errors
    /// [`OutOfSteps`] if the steps are used up.
    fn of_open_orders(
        &mut self,
        weights: &mut EndingWeights,
        cuts: &[ClaimCut],
        steps: &mut u64,
    ) -> Result<usize, OutOfSteps> {
        let mut chosen = ChosenCuts::none(weights.candidates);
        for &cut in cuts {
            chosen.add(cut);
        }
        let mut found = 0;
        loop {
            // The first open order must be found or excluded; further ones only improve the bound.
            let mut allowed = if found == 0 { *steps } else { (*steps).min(FURTHER) };
            let before = allowed;
            let open = if self.is_shortest {
                self.least_ruled_out(weights, &chosen, &mut allowed)
            } else {
                self.open_order(weights, &chosen, &mut allowed)
            };
            *steps -= before - allowed;
            let order = match open {
                Ok(Some(order)) => order,
                Err(OutOfSteps) if found == 0 => return Err(OutOfSteps),
                Ok(None) | Err(OutOfSteps) => return Ok(found),
            };

            let mut demand = Vec::new();
            // All cuts against this order are taken as chosen, so that no later order shares one of them. Disjoint
            // demands give the best lower bound.
            for cut in self.cuts_against(weights, &order) {
                chosen.add(cut);
                let next = self.cuts.len();
                let number = *self.numbers.entry(cut).or_insert(next);
                if number == next {
                    self.cuts.push(cut);
                }
                demand.push(number);
            }
            self.hitting_set.demand(demand);
            found += 1;
        }
    }

    /// Every easy cut that rules out an order, the last eliminated first.
    fn cuts_against(&self, weights: &mut EndingWeights, order: &[u8]) -> Vec<ClaimCut> {
        let mut cuts = Vec::new();
        let mut suffix = 0;
        for &first in order {
            let later = self.beaten[usize::from(first)] & suffix;
            cuts.extend(members(later).map(|loser| ClaimCut::Before { winner: first, loser: loser as u8 }));
            suffix |= 1 << first;
            if weights.easiest_next(Ending { first, suffix }).0 <= self.most {
                cuts.push(ClaimCut::Next { first, suffix });
            }
        }
        cuts
    }

    /// An order that the chosen cuts leave open and that few easy cuts rule out, the last eliminated first.
    fn open_order(
        &self,
        weights: &mut EndingWeights,
        chosen: &ChosenCuts,
        steps: &mut u64,
    ) -> Result<Option<Vec<u8>>, OutOfSteps> {
        let everyone = weights.everyone;
        // First the candidate who adds few claims "not eliminated before" now and would add many later; among equals,
        // the one with the most votes.
        let sorts = |suffix: CandidateSet, nexts: &mut Vec<u8>| {
            nexts.sort_by_key(|&next| {
                let next = usize::from(next);
                let (now, later) = (self.beaten[next] & suffix, self.beaten[next] & !suffix);
                (i64::from(later.count_ones()) - i64::from(now.count_ones()), weights.firsts[next])
            });
        };
        chosen.open_order(everyone, self.winner, sorts, steps)
    }

    /// The number of easy cuts that are added against an order if this candidate is eliminated directly before the
    /// others.
    fn cuts_added(&self, weights: &mut EndingWeights, ending: Ending) -> u32 {
        let before = self.beaten[usize::from(ending.first)] & ending.suffix;
        before.count_ones() + u32::from(weights.easiest_next(ending).0 <= self.most)
    }

    /// Of the orders that the chosen cuts leave open, one that the fewest easy cuts rule out: a shortest path through
    /// the sets of last candidates.
    fn least_ruled_out(
        &self,
        weights: &mut EndingWeights,
        chosen: &ChosenCuts,
        steps: &mut u64,
    ) -> Result<Option<Vec<u8>>, OutOfSteps> {
        // The fewest cuts first; among equals, the largest set.
        let mut waiting = BinaryHeap::from([(Reverse(0), 0, 0, 0)]);
        let mut came_by: QuickMap<CandidateSet, u8> = QuickMap::default();
        while let Some((Reverse(cost), members_so_far, suffix, by)) = waiting.pop() {
            // No step has a negative cost, so the first path to a set is the cheapest.
            if came_by.contains_key(&suffix) {
                continue;
            }
            came_by.insert(suffix, by);
            if suffix == weights.everyone {
                let mut rest = suffix;
                let mut order = Vec::new();
                while rest != 0 {
                    order.push(came_by[&rest]);
                    rest &= !(1 << came_by[&rest]);
                }
                order.reverse();
                return Ok(Some(order));
            }
            for next in members(weights.everyone & !suffix).filter(|&next| suffix != 0 || next != self.winner) {
                *steps = steps.checked_sub(1).ok_or(OutOfSteps)?;
                let ending = Ending { first: next as u8, suffix: suffix | 1 << next };
                if !chosen.rules_out(ending) && !came_by.contains_key(&ending.suffix) {
                    let cost = cost + self.cuts_added(weights, ending);
                    waiting.push((Reverse(cost), members_so_far + 1, ending.suffix, ending.first));
                }
            }
        }
        Ok(None)
    }
}

/// Sufficient cuts: at each ending, the first cut that rules it out.
fn first_that_suffice(weights: &mut EndingWeights, winner: usize, most: f64) -> Vec<ClaimCut> {
    let everyone = weights.everyone;
    let mut cuts = Vec::new();
    let mut chosen = ChosenCuts::none(weights.candidates);
    let mut seen: QuickSet<CandidateSet> = QuickSet::default();
    let mut waiting: Vec<CandidateSet> = vec![0];
    while let Some(suffix) = waiting.pop() {
        for next in members(everyone & !suffix).filter(|&next| suffix != 0 || next != winner) {
            let ending = Ending { first: next as u8, suffix: suffix | 1 << next };
            if chosen.rules_out(ending) {
                continue;
            }
            let (before, ahead, behind) = weights.easiest_before(ending);
            let cut = if before <= most {
                Some(ClaimCut::Before { winner: ahead as u8, loser: behind as u8 })
            } else if weights.easiest_next(ending).0 <= most {
                Some(ClaimCut::Next { first: ending.first, suffix: ending.suffix })
            } else {
                None
            };
            match cut {
                Some(cut) => {
                    chosen.add(cut);
                    cuts.push(cut);
                }
                None if seen.insert(ending.suffix) => waiting.push(ending.suffix),
                None => {}
            }
        }
    }
    cuts
}

/// The cuts without those that are not needed, tried from the latest to the first.
fn without_the_needless(weights: &EndingWeights, winner: usize, cuts: Vec<ClaimCut>, steps: &mut u64) -> Vec<ClaimCut> {
    let mut chosen = ChosenCuts::none(weights.candidates);
    for &cut in &cuts {
        chosen.add(cut);
    }
    let mut kept = Vec::new();
    for cut in cuts.into_iter().rev() {
        chosen.remove(cut);
        if chosen.open_order(weights.everyone, winner, |_, _| {}, steps) != Ok(None) {
            chosen.add(cut);
            kept.push(cut);
        }
    }
    kept
}
