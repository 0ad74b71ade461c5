//! Approximate growth-rate adaptation within a stratum.
//!
//! # Reference
//! Waudby-Smith and Ramdas 2024, JRSS B 86(1), appendix B.3 (aGRAPA): λ = (μ̂ − η)/(σ̂² + (μ̂ − η)²), at most c/η. As in
//! Spertus, Sridhar and Stark 2024, η is the stratum's mean itself, also without replacement.

use super::{LEAST_MEAN, LEAST_SD, Seen, StratumBet};

/// λ from the mean and the spread that were seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Agrapa {
    /// The largest stake λη, in `[0, 1]`.
    pub c: f64,
}

impl StratumBet for Agrapa {
    fn lambda(&self, seen: &Seen, eta: f64, _: f64) -> f64 {
        let (mean, sd) = seen.estimates();
        let (ahead, sd) = (mean - eta, sd.max(LEAST_SD));
        (ahead / (sd * sd + ahead * ahead)).min(self.c / (eta + LEAST_MEAN)).max(0.0)
    }
}
