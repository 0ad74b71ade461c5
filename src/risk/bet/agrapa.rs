//! Approximate growth-rate adaptation: Kelly's stake for the mean and variance seen so far.
//!
//! # Reference
//! Waudby-Smith and Ramdas 2024, "Estimating means of bounded random variables by betting", JRSS B 86(1), appendix B.3
//! (aGRAPA): λ = (μ̂ − m)/(σ̂² + (μ̂ − m)²), at most c/m. Two details are as in SHANGRLA's program: c grows from `c0`
//! towards `cmax`, and without replacement μ̂ is compared with the mean of the remaining cards *before* the last draw.
//! So the stake depends on the last value as well as on the counts, but never on the next.

use super::Bet;
use crate::risk::{MeanLeft, Null, Past};

/// λ from the mean and the variance of the values seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agrapa {
    /// λ of the first draw, for a value of one unit.
    pub lambda: f64,
    /// The largest stake at the beginning, in `[0, 1]`.
    pub c0: f64,
    /// The largest stake in the end, at least `c0` and at most 1.
    pub cmax: f64,
    /// How fast the largest stake grows, at least 0.
    pub cgrow: f64,
}

impl Agrapa {
    /// A bet with a constant largest stake just below 1.
    pub fn of(lambda: f64) -> Self {
        Self { lambda, c0: 1.0 - f64::EPSILON, cmax: 1.0 - f64::EPSILON, cgrow: 0.0 }
    }
}

impl Bet for Agrapa {
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64 {
        if past.draws == 0 {
            return (self.lambda * mean).clamp(0.0, self.c0);
        }
        let ahead = match null.mean_after(past.draws - 1, past.sum - past.last) {
            MeanLeft::Mean(before) => past.mean() - before,
            _ => 0.0,
        };
        let most = self.c0 + (self.cmax - self.c0) * (1.0 - 1.0 / (1.0 + self.cgrow * (past.draws as f64).sqrt()));
        if ahead <= 0.0 {
            return 0.0;
        }
        (mean * ahead / (past.variance() + ahead * ahead)).min(most)
    }

    fn depends_on_order(&self) -> bool {
        true
    }
}
