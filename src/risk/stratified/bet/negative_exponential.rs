//! λ falls exponentially with the hypothetical mean.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, the authors' program: λ = exp(1 − bη), b = (1 − ln ε)/μ̂, ε = c − σ̂; b is at least
//! 1, so that λη stays below 1.

use super::{Seen, StratumBet};

/// λ = exp(1 − bη).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NegativeExponential {
    /// λ at the mean seen is c less the standard deviation seen, c above 1/2 and at most 1.
    pub c: f64,
}

impl StratumBet for NegativeExponential {
    fn lambda(&self, seen: &Seen, eta: f64, _: f64) -> f64 {
        let (mean, sd) = seen.estimates();
        let at_mean = (self.c - sd).max(1e-9);
        let b = (1.0 - libm::log(at_mean)) / mean.max(1e-9);
        libm::exp(1.0 - b * eta)
    }
}
