//! The Kaplan-Markov bound with four counts: each kind has a constant factor, and draws are with replacement.
//!
//! # Derivation
//! `docs/derivations/comparison-distribution.md`.
//!
//! # Reference
//! Stark 2010, "Super-simple simultaneous single-ballot risk-limiting audits", EVT/WOTE '10, equation (9).

use super::{ByCounts, DISCREPANCIES, DiscrepancyCounts, Next};
use crate::risk::{Discrepancies, DiscrepancyRates, SuperSimple};

/// A super-simple audit under stated rates of discrepancies, with replacement.
#[derive(Clone, Copy, Debug)]
pub struct FixedFactors {
    next: Next,
}

impl FixedFactors {
    /// The audit with that bound, if cards have discrepancies at these rates, which sum to at most 1.
    pub fn new(bound: &SuperSimple, rates: &DiscrepancyRates) -> Self {
        let clean = -libm::log1p(-bound.margin / (2.0 * bound.gamma));
        let one = |votes: i32| {
            let mut found = Discrepancies::default();
            found.add(votes);
            clean - found.ln_factor(bound.gamma)
        };
        let chances = [rates.o1, rates.o2, rates.u1, rates.u2];
        let mut chance = [(1.0 - chances.iter().sum::<f64>()).max(0.0); DISCREPANCIES + 1];
        chance[1..].copy_from_slice(&chances);
        Self { next: Next::Card { chance, ln: [clean, one(1), one(2), one(-1), one(-2)] } }
    }
}

impl ByCounts for FixedFactors {
    fn next(&self, _: u64, _: &DiscrepancyCounts, _: &mut f64) -> Next {
        self.next
    }

    fn cards(&self) -> Option<u64> {
        None
    }
}
