//! The same stake always.

use super::Bet;
use crate::risk::{Null, Past};

/// A constant share of what may be staked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fixed {
    /// The stake z, 0 to 1.
    pub stake: f64,
}

impl Bet for Fixed {
    fn stake(&self, _: &Null, _: &Past, _: f64) -> f64 {
        self.stake
    }

    fn may_change(&self, _: &Past, _: u32) -> bool {
        false
    }
}
