//! A constant share of the wealth on every draw.
//!
//! # Reference
//! Stark and Teague 2014, "Verifiable European Elections", USENIX JETS 3(1) (Kaplan and Wald): the factor
//! g + (1 − g) x/m, which is convex in m, and so in the stratum's mean, with and without replacement.

use super::{Seen, StratumBet};

/// λ = (1 − g)/m, with m the mean that is left.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KaplanWald {
    /// The share of the wealth that is held back, in `[0, 1)`.
    pub g: f64,
}

impl StratumBet for KaplanWald {
    fn lambda(&self, _: &Seen, _: f64, left: f64) -> f64 {
        (1.0 - self.g) / left.max(1e-12)
    }

    fn share(&self, _: &Seen, _: bool) -> Option<f64> {
        Some(1.0 - self.g)
    }
}
