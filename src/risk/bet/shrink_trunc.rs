//! ALPHA's estimate, as a stake: the mean seen so far, drawn towards the reported one and kept above the null's.
//!
//! # Reference
//! Stark 2023, "ALPHA: Audit that Learns from Previously Hand-Audited Ballots", Ann. Appl. Stat. 17(1), section 2.5.2.

use super::Bet;
use crate::risk::{Null, Past};

/// The truncated shrinkage estimator η, and the stake z = (η − m)/(u − m) that makes betting the same as ALPHA.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShrinkTrunc {
    /// The reported mean, in units.
    pub eta: f64,
    /// How far the estimate is kept above the null, in units, for one draw; it falls with the square root of draws.
    pub c: f64,
    /// How many draws the reported mean weighs.
    pub d: f64,
}

impl ShrinkTrunc {
    /// With the usual c = (η − t)/2 and d = 100, for a null whose mean is `t` units at the start.
    pub fn of(eta: f64, t: f64) -> Self {
        Self { eta, c: (eta - t) / 2.0, d: 100.0 }
    }
}

impl Bet for ShrinkTrunc {
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64 {
        let upper = f64::from(null.upper);
        let weight = self.d + past.draws as f64;
        let above = self.c / weight.sqrt();
        let shrunk = (self.d * self.eta + past.sum as f64) / weight;
        let least = mean * (1.0 + f64::EPSILON) + above;
        let most = upper * (1.0 - f64::EPSILON) - above;
        let eta = shrunk.max(least).min(most);
        ((eta - mean) / (upper - mean)).clamp(0.0, 1.0)
    }
}
