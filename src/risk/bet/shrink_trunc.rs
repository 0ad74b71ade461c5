//! ALPHA's shrinkage estimate as a stake: the mean seen so far, shrunk towards the reported one and kept above the
//! null's.
//!
//! # Reference
//! Stark 2023, "ALPHA: Audit that Learns from Previously Hand-Audited Ballots", Ann. Appl. Stat. 17(1), section 2.5.2;
//! the weight `f` on the upper bound and the cap below it as in SHANGRLA's program of 2026.

use super::{Bet, of_estimate};
use crate::risk::{Null, Past};

/// The truncated shrinkage estimator η.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ShrinkTrunc {
    /// The reported mean, in units.
    pub eta: f64,
    /// The distance by which the estimate is kept above the null, in units, for one draw; it falls with the square root
    /// of draws.
    pub c: f64,
    /// The weight of the reported mean, in draws, more than 0.
    pub d: f64,
    /// Weight of the upper bound, relative to a standard deviation of one unit, at least 0.
    pub f: f64,
    /// The smallest standard deviation, in units, more than 0.
    pub minsd: f64,
    /// The standard deviation before there are two values, in units.
    pub first_sd: f64,
    /// Whether the cap is the paper's, just below the upper bound; else it is as far below the bound as the floor is
    /// above the null.
    pub cap_at_upper: bool,
}

impl ShrinkTrunc {
    /// The estimate with the usual c = (η − t)/2 and d = 100, for a null whose mean is `t` units at the start.
    pub fn of(eta: f64, t: f64) -> Self {
        let c = (eta - t) / 2.0;
        Self { eta, c, d: 100.0, f: 0.0, minsd: 1e-6, first_sd: 1.0, cap_at_upper: false }
    }
}

impl Bet for ShrinkTrunc {
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64 {
        let upper = null.upper as i64 as f64;
        let weight = self.d + past.draws as i64 as f64;
        let above = self.c / weight.sqrt();
        let mut shrunk = (self.d * self.eta + past.sum as i64 as f64) / weight;
        if self.f > 0.0 {
            let sd = if past.draws < 2 { self.first_sd } else { past.variance().sqrt() };
            let share = self.f / sd.max(self.minsd);
            shrunk = (shrunk + upper * share) / (1.0 + share);
        }
        let least = mean * (1.0 + f64::EPSILON) + above;
        let most = upper * (1.0 - f64::EPSILON) - if self.cap_at_upper { 0.0 } else { above };
        of_estimate(shrunk.max(least).min(most), mean, upper)
    }
    fn shrinkage(&self) -> Option<ShrinkTrunc> {
        Some(*self)
    }
}
