//! Kelly's λ for the reported shares of a poll: apKelly.
//!
//! # Reference
//! Waudby-Smith, Stark and Ramdas 2021 (`RiLACS`), section 3.1: λ = 2 (a − b)/(a + b) for votes a and b, with values 0, 1/2 and 1.

use super::{Bet, Fixed};
use crate::risk::{Null, Past};

/// A constant λ from the reported votes of winner and loser.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AprioriKelly(Fixed);

impl AprioriKelly {
    /// For reported votes, more for the winner than for the loser, where a whole vote is `unit` units.
    pub fn new(winner: f64, loser: f64, unit: f64) -> Self {
        Self(Fixed { lambda: 2.0 * (winner - loser) / (winner + loser) / unit })
    }
}

impl Bet for AprioriKelly {
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64 {
        self.0.stake(null, past, mean)
    }
}
