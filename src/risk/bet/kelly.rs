//! The log-optimal λ for one distribution of values that is assumed known.
//!
//! # Reference
//! Kelly 1956, "A New Interpretation of Information Rate"; Spertus 2023 (COBRA), section 3 (oracle bets).

use super::{Bet, log_optimal};
use crate::risk::{Null, Past};

/// The constant λ that maximises E ln(1 + λ(x − t)) under the assumed distribution, `t` the null's mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kelly {
    /// λ for a value of one unit.
    lambda: f64,
}

impl Kelly {
    /// For pairs of value, in units, and weight, at least 0 and not all 0, against a null mean of `mean` units, above 0.
    pub fn new(mean: f64, values: &[(f64, f64)]) -> Self {
        let distribution: Vec<_> = values.iter().map(|&(value, weight)| (weight, value / mean - 1.0)).collect();
        Self { lambda: log_optimal(&distribution, 1.0) / mean }
    }

    /// λ for a value of one unit.
    pub fn lambda(&self) -> f64 {
        self.lambda
    }
}

impl Bet for Kelly {
    fn stake(&self, _: &Null, _: &Past, mean: f64) -> f64 {
        (self.lambda * mean).min(1.0)
    }
}
