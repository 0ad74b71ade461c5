//! Wald's stake for two outcomes and an alternative mean known beforehand.
//!
//! # Reference
//! Wald 1945, "Sequential Tests of Statistical Hypotheses", Ann. Math. Stat. 16(2); Spertus, Sridhar and Stark 2024,
//! section 4.1.

use super::{LEAST_MEAN, Seen, StratumBet};

/// λ = (μ/η − 1)/(1 − η), at most c/η.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AprioriBernoulli {
    /// The alternative mean μ, in `[0, 1]`; without it, halfway between the hypothesis and 1.
    pub mean: Option<f64>,
    /// The largest stake λη, in `[0, 1]`.
    pub c: f64,
}

impl StratumBet for AprioriBernoulli {
    fn lambda(&self, _: &Seen, eta: f64, _: f64) -> f64 {
        let most = self.c / eta.max(LEAST_MEAN);
        if eta >= 1.0 {
            return 0.0;
        }
        let mean = self.mean.unwrap_or(0.5 * (eta + 1.0));
        ((mean / eta.max(LEAST_MEAN) - 1.0) / (1.0 - eta)).clamp(0.0, most)
    }
}
