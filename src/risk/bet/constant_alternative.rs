//! One alternative mean that is not adjusted for the draws: BRAVO's, against the mean that the null leaves.
//!
//! # Reference
//! Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.3: the case d = ∞ of the tables, "SPRT" there.

use super::{Bet, of_estimate};
use crate::risk::{Null, Past};

/// The estimate that never moves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConstantAlternative {
    /// The estimate, in units.
    pub eta: f64,
}

impl Bet for ConstantAlternative {
    fn stake(&self, null: &Null, _: &Past, mean: f64) -> f64 {
        of_estimate(self.eta, mean, null.upper as f64)
    }
}
