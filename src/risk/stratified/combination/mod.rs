//! Combinations: from the evidence of the strata to the evidence against all their hypotheses together.

mod fisher;
mod product;

pub use fisher::Fisher;
pub use product::Product;

use crate::risk::p_value_of_ln;

/// A rule that combines the logarithms of the strata's martingales.
pub trait Combination: Send + Sync {
    /// Evidence from the logarithm of each stratum's martingale: larger is stronger.
    fn evidence(&self, ln: &[f64]) -> f64;

    /// The natural logarithm of the P-value of that evidence from `strata` strata, at most 0; −∞ for infinite evidence.
    fn ln_p_value(&self, evidence: f64, strata: usize) -> f64;

    /// The P-value itself, in `[0, 1]`.
    fn p_value(&self, evidence: f64, strata: usize) -> f64 {
        p_value_of_ln(self.ln_p_value(evidence, strata))
    }

    /// Whether each stratum counts at its own best time, or all of them at the same time.
    fn hears_separately(&self) -> bool;
}
