//! A constant alternative mean, adjusted for the draws: Wald's sequential test with and without replacement.
//!
//! For values 0 and u this is the exact likelihood ratio of two populations: of one with mean η against the null's.
//!
//! # Reference
//! Wald 1945, "Sequential Tests of Statistical Hypotheses", Ann. Math. Stat. 16(2); Stark 2023, "ALPHA", section 2.3:
//! without replacement η = (N η₀ − S)/(N − j + 1) for draw j, here clipped to `[m, u]` so that the wealth is never negative.

use super::{Bet, of_estimate};
use crate::risk::{Null, Past};

/// The estimate that assumes one mean of the whole population, whatever was seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FixedAlternative {
    /// The population's mean, in units.
    pub eta: f64,
}

impl Bet for FixedAlternative {
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64 {
        let eta = if null.replacement {
            self.eta
        } else {
            let cards = null.cards as f64;
            (cards * self.eta - past.sum as f64) / (cards - past.draws as f64)
        };
        of_estimate(eta, mean, null.upper as f64)
    }
}
