//! A constant λ: the same number of units staked for each unit above the null's mean.
//!
//! # Reference
//! Waudby-Smith and Ramdas 2024, JRSS B 86(1), section 4.1; the clip at 1/m keeps the martingale from becoming
//! negative.

use super::Bet;
use crate::risk::{Null, Past};

/// A constant λ, clipped to the inverse of the mean of the remaining cards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fixed {
    /// λ for a value of one unit, at least 0.
    pub lambda: f64,
}

impl Bet for Fixed {
    fn stake(&self, _: &Null, _: &Past, mean: f64) -> f64 {
        (self.lambda * mean).clamp(0.0, 1.0)
    }

    fn minds_past(&self) -> bool {
        false
    }
}
