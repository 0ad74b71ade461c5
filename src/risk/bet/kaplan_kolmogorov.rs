//! Kaplan, Markov and Kolmogorov's martingale: T = Π (x + g)/(m + g), with g added to every value.
//!
//! With replacement m is the null's mean t and 1/T is the Kaplan-Markov P-value Π (t + g)/(x + g); without, m is the
//! mean of the remaining cards (Kaplan-Kolmogorov). With g = 0 a single value of 0 makes rejection impossible.
//!
//! # Reference
//! Stark 2009, "Risk-limiting Postelection Audits: Conservative P-values From Common Probability Inequalities", IEEE
//! TIFS 4(4), section III (Kaplan-Markov); Stark 2020 (SHANGRLA), section 4.2 (Kaplan-Kolmogorov, g).

use super::Bet;
use crate::risk::{Null, Past};

/// The stake m/(m + g), which makes 1 + z (x/m − 1) the same as (x + g)/(m + g).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KaplanKolmogorov {
    /// The number g that is added to every value, in units, at least 0.
    pub g: f64,
}

impl Bet for KaplanKolmogorov {
    fn stake(&self, _: &Null, _: &Past, mean: f64) -> f64 {
        if self.g <= 0.0 { 1.0 } else { mean / (mean + self.g) }
    }
}
