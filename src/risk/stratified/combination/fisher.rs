//! Fisher's combination of the strata's P-values.
//!
//! A stratum's P-value is one over the largest wealth so far. It is never smaller than one over the largest wealth over
//! the stratum's whole order, and those are independent; so the combination is valid at any time and for any
//! interleaving.
//!
//! # Reference
//! Fisher 1932, "Statistical Methods for Research Workers", section 21.1; Ottoboni, Stark, Lindeman and `McBurnett` 2018
//! (SUITE), section 2.3: −2 Σ ln p has χ² with 2K degrees of freedom, or less of it.

use super::Combination;
use crate::risk::combine::{fisher_of_ln, ln_fisher_of_ln};

/// The chi-square tail of twice the sum of −ln p.
#[derive(Clone, Copy, Debug)]
pub struct Fisher;

impl Combination for Fisher {
    fn evidence(&self, ln: &[f64]) -> f64 {
        ln.iter().map(|ln| ln.max(0.0)).sum()
    }

    fn ln_p_value(&self, evidence: f64, strata: usize) -> f64 {
        ln_fisher_of_ln(-evidence, strata as u32)
    }

    fn p_value(&self, evidence: f64, strata: usize) -> f64 {
        fisher_of_ln(-evidence, strata as u32)
    }

    fn hears_separately(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_stratum_is_its_own_p_value_and_two_are_a_closed_form() {
        for p in [1.0, 0.3, 0.01, 1e-9] {
            let evidence = Fisher.evidence(&[-libm::log(p)]);
            assert!((Fisher.p_value(evidence, 1) / p - 1.0).abs() < 1e-12);
            // For two equal P-values: p²(1 − ln p²).
            let both = p * p * (1.0 - libm::log(p * p));
            assert!((Fisher.p_value(2.0 * evidence, 2) / both - 1.0).abs() < 1e-12);
        }
        assert!(Fisher.p_value(f64::INFINITY, 3) <= 0.0);
    }
}
