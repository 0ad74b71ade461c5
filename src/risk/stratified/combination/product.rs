//! The product of the strata's martingales, itself a martingale under any interleaving that depends only on the past.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, section 3.2; Ville 1939.

use super::Combination;

/// The product of all strata's martingales.
#[derive(Clone, Copy, Debug)]
pub struct Product;

impl Combination for Product {
    fn evidence(&self, ln: &[f64]) -> f64 {
        ln.iter().sum()
    }

    fn ln_p_value(&self, evidence: f64, _: usize) -> f64 {
        (-evidence).min(0.0)
    }

    fn hears_separately(&self) -> bool {
        false
    }
}
