//! λ in inverse proportion to the hypothetical mean.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 4.2: with replacement ln(1 − c + c x/η) is convex in η, so that the worst
//! hypothesis is found by convex optimisation. Without replacement λ = c/η is not c over the mean *left*, and it is not
//! convex: `kaplan_wald` is.

use super::{Seen, StratumBet};

/// λ = c/η.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InverseEta {
    /// The stake λη in `[0, 1]`; without it, the mean that was seen less its standard deviation, between 0.1 and 0.9.
    pub c: Option<f64>,
}

impl InverseEta {
    fn stake(&self, seen: &Seen) -> f64 {
        let (mean, sd) = seen.estimates();
        self.c.unwrap_or_else(|| (mean - sd).clamp(0.1, 0.9))
    }
}

impl StratumBet for InverseEta {
    fn lambda(&self, seen: &Seen, eta: f64, _: f64) -> f64 {
        self.stake(seen) / eta.max(f64::MIN_POSITIVE)
    }

    fn share(&self, seen: &Seen, replacement: bool) -> Option<f64> {
        replacement.then(|| self.stake(seen))
    }
}
