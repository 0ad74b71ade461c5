//! A constant alternative mean that is not adjusted for the draws, as in BRAVO, against the mean of the remaining
//! cards.
//!
//! # Reference
//! Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.3: the case d = ∞ of the tables, "SPRT" there.

use super::{Bet, of_estimate};
use crate::risk::{Null, Past};

/// The constant estimate.
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
