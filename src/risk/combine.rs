//! Combines several measures of one null: Fisher's combination, products and means of E-values.
//!
//! The rules differ in what they assume about the parts:
//!
//! | rule | assumes | gives |
//! |---|---|---|
//! | [`fisher`] | independent P-values of the strata | a P-value |
//! | [`product_of_e_values`] | each E-value fair given the earlier ones (martingales, independent strata) | an E-value |
//! | [`mean_of_e_values`] | nothing about dependence | an E-value |
//!
//! An E-value has an expectation of at most 1 under the null, so its inverse is a P-value (Markov).
//!
//! # Reference
//! Fisher 1932, "Statistical Methods for Research Workers", 4th edition, §21.1; Ottoboni et al. 2018,
//! "Risk-Limiting Audits by Stratified Union-Intersection Tests of Elections (SUITE)"; Vovk and Wang 2021, "E-values:
//! calibration, combination and applications", Annals of Statistics 49(3).

use super::{LEAST_P_VALUE, p_value_of_ln};

/// Fisher's combination of independent P-values, each in `[0, 1]`: the tail of the chi-square distribution with two degrees of
/// freedom for each, at −2 Σ ln p. One P-value is itself, and none is 1.
pub fn fisher(p_values: &[f64]) -> f64 {
    fisher_of_ln(p_values.iter().map(|&p| libm::log(p)).sum(), p_values.len() as u32)
}

/// The same from the sum of the natural logarithms of the P-values of `strata` strata; a sum above 0 counts as 0.
///
/// With an even number of degrees of freedom the tail is a sum of Poisson terms, `e^{-x} Σ_{i<k} x^i / i!`, all of
/// them positive, so nothing cancels however many strata there are.
pub fn fisher_of_ln(ln_product: f64, strata: u32) -> f64 {
    let x = -ln_product;
    // NaN, which no P-values in [0, 1] produce, must not pass for evidence.
    if strata == 0 || x.is_nan() || x <= 0.0 {
        return 1.0;
    }
    if x == f64::INFINITY {
        return 0.0;
    }
    poisson(x, strata, x).clamp(LEAST_P_VALUE, 1.0)
}

/// The natural logarithm of the same, at most 0, also if the P-value itself is too small for a number.
pub fn ln_fisher_of_ln(ln_product: f64, strata: u32) -> f64 {
    let x = -ln_product;
    if strata == 0 || x.is_nan() || x <= 0.0 {
        return 0.0;
    }
    if x == f64::INFINITY {
        return f64::NEG_INFINITY;
    }
    // The index of the largest term: the last one if x is beyond the number of strata.
    let last = f64::from(strata - 1).min(libm::floor(x));
    let largest = last * libm::log(x) - libm::lgamma(last + 1.0);
    (largest - x + libm::log(poisson(x, strata, largest))).min(0.0)
}

/// `e^{-less} Σ_{i<k} x^i / i!` for a positive x.
fn poisson(x: f64, strata: u32, less: f64) -> f64 {
    let ln_x = libm::log(x);
    let mut ln_factorial = 0.0;
    let mut sum = 0.0;
    for i in 0..strata {
        if i > 1 {
            ln_factorial += libm::log(f64::from(i));
        }
        sum += libm::exp(f64::from(i) * ln_x - less - ln_factorial);
    }
    sum
}

/// The P-value of a product of E-values, each at least 0; no E-value gives 1.
///
/// A product of 0 and infinity counts as no evidence.
pub fn product_of_e_values(e_values: &[f64]) -> f64 {
    p_value_of_ln(-e_values.iter().map(|&e| libm::log(e)).sum::<f64>())
}

/// The P-value of the arithmetic mean of E-values, each at least 0; no E-value gives 1.
pub fn mean_of_e_values(e_values: &[f64]) -> f64 {
    let share = 1.0 / e_values.len().max(1) as f64;
    p_value_of_ln(-libm::log(e_values.iter().map(|&e| e * share).sum()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ChiSquared, ContinuousCDF};

    #[test]
    fn it_is_the_tail_of_the_chi_square_law() {
        for strata in [1_u32, 2, 3, 10, 150, 400] {
            let distribution = ChiSquared::new(f64::from(2 * strata)).expect("degrees of freedom");
            for p in [0.999, 0.6, 0.3, 0.1] {
                let ours = fisher(&vec![p; strata as usize]);
                let theirs = distribution.sf(-2.0 * f64::from(strata) * libm::log(p));
                assert!((ours - theirs).abs() <= 1e-9 * theirs.max(1e-30), "{strata} of {p}: {ours} {theirs}");
            }
        }
    }

    #[test]
    fn its_logarithm_goes_on_where_it_ends() {
        for strata in [1_u32, 2, 5, 40] {
            for ln in [-1e-9, -0.3, -4.0, -60.0, -500.0] {
                let (p, ln_p) = (fisher_of_ln(ln, strata), ln_fisher_of_ln(ln, strata));
                assert!((libm::log(p) - ln_p).abs() <= 1e-12 * ln_p.abs() + 1e-12, "{strata} {ln}: {p} {ln_p}");
            }
        }
        // One stratum gives its own P-value; for two the closed form is p (1 − ln p).
        assert!((ln_fisher_of_ln(-5_000.0, 1) + 5_000.0).abs() < 1e-9);
        assert!((ln_fisher_of_ln(-5_000.0, 2) - (libm::log(5_001.0) - 5_000.0)).abs() < 1e-9);
        assert!(ln_fisher_of_ln(f64::NEG_INFINITY, 2) < f64::MIN && ln_fisher_of_ln(f64::NAN, 2) >= 0.0);
    }

    #[test]
    fn nothing_is_no_evidence_and_zero_is_all_of_it() {
        assert!(fisher(&[]) >= 1.0 && fisher(&[1.0, 1.0]) >= 1.0);
        assert!(fisher(&[0.0, 0.5]) <= 0.0 && fisher(&[1e-300, 1e-300]) > 0.0);
        assert!((fisher(&[0.03]) - 0.03).abs() < 1e-16);
        assert!(product_of_e_values(&[]) >= 1.0 && product_of_e_values(&[0.0, f64::INFINITY]) >= 1.0);
        assert!((product_of_e_values(&[4.0, 5.0]) - 0.05).abs() < 1e-16);
        assert!((mean_of_e_values(&[0.0, 40.0]) - 0.05).abs() < 1e-16 && mean_of_e_values(&[]) >= 1.0);
    }
}
