//! Wald's stake for two outcomes, with a shrunken and truncated estimate of the mean.
//!
//! # Reference
//! Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.5; Spertus, Sridhar and Stark 2024, section 4.1, and the
//! authors' program: the estimate starts halfway between η and 1, and stays above η by 1/(2√(d + t − 1)).

use super::{LEAST_MEAN, Seen, StratumBet};

/// λ = (η̂/η − 1)/(1 − η), at most c/η.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PredictableBernoulli {
    /// The largest stake λη, in `[0, 1]`.
    pub c: f64,
    /// How many draws the first estimate weighs, above 0.
    pub d: f64,
}

impl StratumBet for PredictableBernoulli {
    fn lambda(&self, seen: &Seen, eta: f64, _: f64) -> f64 {
        let most = self.c / (eta + LEAST_MEAN);
        if eta <= 0.0 || eta >= 1.0 {
            return most;
        }
        let weight = self.d + seen.draws as f64;
        let shrunken = (self.d * 0.5 * (eta + 1.0) + seen.sum) / weight;
        let estimate = shrunken.max(eta + 0.5 / weight.sqrt());
        ((estimate / eta - 1.0) / (1.0 - eta)).min(most)
    }
}
