//! How the evidence of the strata becomes the evidence against all their hypotheses together.

mod fisher;
mod product;

pub use fisher::Fisher;
pub use product::Product;

/// A rule that combines the logarithms of the strata's martingales.
pub trait Combination: Send + Sync {
    /// Evidence from the logarithm of each stratum's martingale: larger is stronger.
    fn evidence(&self, ln: &[f64]) -> f64;

    /// The P-value of that evidence of `strata` strata, in `[0, 1]`.
    fn p_value(&self, evidence: f64, strata: usize) -> f64;

    /// Whether each stratum counts at its own best moment, or all of them at the same moment.
    fn hears_separately(&self) -> bool;
}
