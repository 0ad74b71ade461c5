//! The best constant estimate for a comparison audit in which only two-vote overstatements occur, at a known rate.
//!
//! # Reference
//! Spertus 2023 (COBRA), section 3.1, written as an estimate of the mean for values of 0 and u/2 and a null mean of 1/2:
//! η = (1 − u(1 − p₂))/(2 − 2u) + u(1 − p₂) − 1/2.

use super::{Bet, of_estimate};
use crate::risk::{Null, Past};

/// A constant estimate from the rate of two-vote overstatements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OptimalComparison {
    /// The estimate, in units.
    eta: f64,
}

impl OptimalComparison {
    /// For a rate `p2` in `[0, 1)` and an upper bound of `upper`, more than 1 in whole values of `unit` units each.
    pub fn new(p2: f64, upper: f64, unit: f64) -> Self {
        if p2 <= 0.0 {
            return Self { eta: upper * unit };
        }
        let kept = upper * (1.0 - p2);
        let eta = (1.0 - kept) / (2.0 - 2.0 * upper) + kept - 0.5;
        Self { eta: if eta.is_finite() { eta * unit } else { upper * unit } }
    }
}

impl Bet for OptimalComparison {
    fn stake(&self, null: &Null, _: &Past, mean: f64) -> f64 {
        of_estimate(self.eta, mean, null.upper as f64)
    }
}
