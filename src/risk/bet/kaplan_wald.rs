//! Kaplan and Wald's martingale: a constant share of the wealth is staked.
//!
//! In the original, T = Π ((1 − g) x/t + g), draws are with replacement; the stake can be used without as well.
//!
//! # Reference
//! Stark and Teague 2014, "Verifiable European Elections", USENIX JETS 3(1), section 5.2 (Kaplan-Wald, after Kaplan's
//! notes on auditing and Wald 1945). With g = 0 a single value of 0 makes rejection impossible.

use super::Bet;
use crate::risk::{Null, Past};

/// A constant stake of 1 − g.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KaplanWald {
    /// The share of the wealth kept back, at least 0 and below 1.
    pub g: f64,
}

impl Bet for KaplanWald {
    fn stake(&self, _: &Null, _: &Past, _: f64) -> f64 {
        1.0 - self.g
    }

    fn may_change(&self, _: &Past, _: usize) -> bool {
        false
    }

    fn minds_past(&self) -> bool {
        false
    }
}
