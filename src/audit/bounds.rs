//! Bounds on the error of batches, by which they are drawn, and the overstatement that a hand tally shows.
//!
//! A pair is a reported winner against a reported loser; its margin V is the sum of the batches' reported margins; a
//! batch without a report counts as reporting no votes. If the pair's winner did not win, the batches overstate his
//! margin by at least V votes together. A batch with B ballots that reported a margin m cannot overstate it by more
//! than m + B, since its paper may at worst be all for the loser. A statement of another kind has a margin in its own
//! units, and each ballot may have a worth as small as −a of them: the bound is m + a·B. If it is true for a sum of
//! zero, V is one unit more.
//!
//! # Derivation
//! `docs/derivations/whole-units.md`.
//!
//! # Reference
//! Stark 2009, "Efficient post-election audits of multiple contests: 2009 California tests", SSRN 1443314, section 2
//! (maximum relative overstatements of pairs); Stark 2010, EVT/WOTE '10 (the bound m + B).

use super::DrawnUnit;
use super::claim::ReportedContest;
use crate::assertion::{Assertion, assertions};
use crate::election::Contest;
use crate::reason::{Reason, why};
use crate::social_choice::Tally;

/// The largest denominator of bounds in margins. If margins have no common multiple below it, bounds are rounded up.
const FINEST: u128 = 1 << 60;
/// Largest sum of the weights of all batches.
const MOST: u128 = 1 << 120;

/// The pairs of a claim with their margins, and a bound for every batch of the frame.
#[derive(Debug)]
pub(super) struct BatchBounds {
    contest: Contest,
    pairs: Vec<(Assertion, i64)>,
    /// For each batch of the frame, its bound in margins times `scale`, rounded up.
    weights: Vec<u128>,
    scale: u128,
    total: u128,
}

impl BatchBounds {
    /// The bounds for the batches of a claim.
    ///
    /// # Errors
    /// The reason, if the batch tallies themselves leave nothing to confirm.
    pub(super) fn new(claim: &ReportedContest<'_>) -> Result<Self, Reason> {
        if claim.frame.cards() == 0 {
            return Err(why::no_card());
        }
        let sum = claim.batches_add_up_to();
        let mut pairs = Vec::new();
        for assertion in assertions(claim.contest, &claim.outcome, &claim.tally)? {
            // If a distribution says "at least", the statement is false from one unit below zero.
            let margin = claim.margin_in(&sum, &assertion).saturating_add(i64::from(assertion.holds_at_zero()));
            if margin <= 0 {
                let who = claim.in_words(&assertion);
                return Err(why::tallies_do_not(who));
            }
            pairs.push((assertion, margin));
        }
        let scale = common_multiple(pairs.iter().map(|(_, margin)| margin.unsigned_abs()));
        let weight = |at: usize| {
            let ballots = i128::from(claim.frame.ballots_of(at));
            let reported = |of: &Assertion| claim.batches[at].as_ref().map_or(0, |tally| claim.margin_in(tally, of));
            let votes = |(assertion, margin): &(Assertion, i64)| {
                let worst = ballots * i128::from(assertion.bounds().0);
                let votes = (i128::from(reported(assertion)) + worst).max(0).unsigned_abs();
                (votes * scale).div_ceil(u128::from(margin.unsigned_abs()))
            };
            // If nobody can lose, any weights will do.
            pairs.iter().map(votes).max().unwrap_or(ballots.unsigned_abs())
        };
        let weights: Vec<u128> = (0..claim.frame.batches().len()).map(weight).collect();
        let total = weights.iter().try_fold(0_u128, |sum, weight| sum.checked_add(*weight)).unwrap_or(u128::MAX);
        if !(1..=MOST).contains(&total) {
            return Err(why::tallies_beyond());
        }
        Ok(Self { contest: claim.contest.clone(), pairs, weights, scale, total })
    }

    /// For each batch, its weight in the draw.
    pub(super) fn weights(&self) -> &[u128] {
        &self.weights
    }

    /// Indices of the pairs.
    pub(super) fn pairs(&self) -> std::ops::Range<usize> {
        0..self.pairs.len()
    }

    /// The bound of a batch, in margins.
    pub(super) fn of(&self, batch: usize) -> f64 {
        self.weights[batch] as f64 / self.scale as f64
    }

    /// The sum of all bounds, in margins; 0 if nobody can lose.
    pub(super) fn total(&self) -> f64 {
        if self.pairs.is_empty() { 0.0 } else { self.total as f64 / self.scale as f64 }
    }

    /// `units` times the quotient of one margin and the total bound, rounded down.
    pub(super) fn one_margin(&self, units: u32) -> u64 {
        (u128::from(units) * self.scale / self.total) as u64
    }

    /// Margins of that pair by which the report of a batch is too high, negative if it is too low; the whole bound if
    /// the batch was not found.
    pub(super) fn overstated(&self, pair: usize, drawn: DrawnUnit<'_>) -> f64 {
        let DrawnUnit::Batch { batch, reported, hand, .. } = drawn else { return 0.0 };
        let (assertion, margin) = &self.pairs[pair];
        let lead = |tally| assertion.lead(&self.contest, tally);
        let Some(hand) = hand else { return self.of(batch) };
        (reported.map_or(0, lead) - lead(hand)) as f64 / *margin as f64
    }
}

/// Whether the hand tally of a batch differs from its report, or one of the two is missing.
pub(super) fn differs(drawn: DrawnUnit<'_>) -> bool {
    let DrawnUnit::Batch { reported, hand, .. } = drawn else { return false };
    let is_other = |(reported, hand): (&Tally, &Tally)| {
        reported.votes != hand.votes || reported.kinds != hand.kinds || reported.ballots != hand.ballots
    };
    reported.zip(hand).is_none_or(is_other)
}

/// A common multiple of these numbers, so that bounds are exact; [`FINEST`] if there is none below it.
fn common_multiple(margins: impl Iterator<Item = u64>) -> u128 {
    let mut multiple = 1_u128;
    for margin in margins.map(u128::from) {
        let (mut a, mut b) = (multiple, margin);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        multiple *= margin / a;
        if multiple > FINEST {
            return FINEST;
        }
    }
    multiple
}
