//! All or nothing: a large stake where the mean seen is above the hypothesis, none where it is below.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 4.1, and the authors' program: the mean of t − 1 draws is their sum over t.

use super::{LEAST_MEAN, Seen, StratumBet};

/// λ = c/η where η is at most the mean seen, else 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Trunc {
    /// The stake λη, in `[0, 1]`.
    pub c: f64,
}

impl StratumBet for Trunc {
    fn lambda(&self, seen: &Seen, eta: f64, _: f64) -> f64 {
        let mean = seen.sum / (seen.draws + 1) as f64;
        if eta <= mean { self.c / (eta + LEAST_MEAN) } else { 0.0 }
    }
}
