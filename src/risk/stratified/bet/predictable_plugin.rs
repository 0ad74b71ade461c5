//! The predictable plug-in: λ shrinks with the draws and with the spread that was seen.
//!
//! # Reference
//! Waudby-Smith and Ramdas 2024, JRSS B 86(1), section 3.2, λ = √(2 ln(2/α) / (σ̂² t ln(t + 1))). As in the program of
//! Spertus, Sridhar and Stark 2024, the standard deviation stands where that formula has the variance.

use super::{LEAST_SD, Seen, StratumBet};

/// λ from the spread that was seen, whatever the hypothesis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PredictablePlugin {
    /// The largest λ, in `[0, 1]`.
    pub c: f64,
    /// The level that λ is tuned for, above 0 and below 1; the promise does not depend on it.
    pub alpha: f64,
}

impl StratumBet for PredictablePlugin {
    fn lambda(&self, seen: &Seen, _: f64, _: f64) -> f64 {
        let t = (seen.draws + 1) as f64;
        let sd = seen.estimates().1.max(LEAST_SD);
        (2.0 * libm::log(2.0 / self.alpha) / (sd * t * libm::log(t + 1.0))).sqrt().min(self.c)
    }

    fn is_null_free(&self) -> bool {
        true
    }
}
