//! Sums of lower confidence bounds of strata: an older method.
//!
//! The sum of K bounds, each with confidence 1 − α, has only confidence (1 − α)^K in general: use α′ = 1 − (1 −
//! α)^(1/K) instead. Published tables were made without that correction.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Wright 1991, "Exact Confidence Bounds when Sampling from Small Finite Universes", sections 3 and 4; Waudby-Smith and
//! Ramdas 2024, JRSS B 86(1), section 4; Spertus, Sridhar and Stark 2024, section 6.

use super::{StratifiedDesign, StratumBet, StratumSample};

impl StratumSample {
    /// After each draw, the smallest of `breaks` + 1 evenly spaced means that is not rejected at level `alpha`, 0 if
    /// all are rejected: never more than one step above the bound itself.
    pub fn lower_bounds(&self, bet: &dyn StratumBet, alpha: f64, breaks: u32) -> Vec<f64> {
        let rejected = -libm::log(alpha);
        let mut bounds: Vec<Option<f64>> = vec![None; self.drawn() + 1];
        let step = 1.0 / f64::from(breaks);
        for i in 0..=breaks {
            let mean = f64::from(i) * step;
            for (bound, ln) in bounds.iter_mut().zip(self.martingale(bet, mean)) {
                if bound.is_none() && ln < rejected {
                    *bound = Some(mean);
                }
            }
            if bounds.iter().all(Option::is_some) {
                break;
            }
        }
        bounds.into_iter().map(|bound| bound.unwrap_or(0.0)).collect()
    }
}

impl StratifiedDesign {
    /// After each draw, the sum of the strata's lower bounds weighted by their sizes, each at level `alpha`.
    pub fn lower_bounds(&self, alpha: f64, breaks: u32) -> Vec<f64> {
        let each: Vec<Vec<f64>> =
            (0..self.strata.len()).map(|at| self.strata[at].lower_bounds(self.bet(at), alpha, breaks)).collect();
        let mut drawn = vec![0; self.strata.len()];
        let sum = |drawn: &[usize]| (0..drawn.len()).map(|at| self.weight(at) * each[at][drawn[at]]).sum();
        let mut all = vec![sum(&drawn)];
        for next in self.interleaving() {
            drawn[next] += 1;
            all.push(sum(&drawn));
        }
        all
    }
}
