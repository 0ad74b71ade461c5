//! The same λ always.
//!
//! # Reference
//! Waudby-Smith and Ramdas 2024, JRSS B 86(1), section 4.1; Spertus, Sridhar and Stark 2024, section 4.1.

use super::{Seen, StratumBet};

/// A constant λ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fixed {
    /// λ for a largest value of 1, at least 0.
    pub lambda: f64,
}

impl StratumBet for Fixed {
    fn lambda(&self, _: &Seen, _: f64, _: f64) -> f64 {
        self.lambda
    }

    fn is_null_free(&self) -> bool {
        true
    }
}
