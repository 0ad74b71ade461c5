//! P-values from their logarithms: strong evidence makes them small, and only a null refuted with certainty makes them
//! 0.
//!
//! After thousands of cards that agree, the P-value can be smaller than the smallest floating-point number, which would
//! be written as 0. It is then given as [`LEAST_P_VALUE`], which is larger than it and so still a valid P-value; its
//! logarithm gives its size.

/// The smallest P-value that is given while the null is possible; smaller ones are replaced by it.
pub const LEAST_P_VALUE: f64 = 1e-300;

/// The P-value with this natural logarithm, in `[0, 1]`: 0 only for −∞, else at least [`LEAST_P_VALUE`]; NaN gives 1,
/// no evidence.
pub fn p_value_of_ln(ln: f64) -> f64 {
    if ln.is_nan() {
        return 1.0;
    }
    if ln == f64::NEG_INFINITY { 0.0 } else { libm::exp(ln).clamp(LEAST_P_VALUE, 1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_finite_evidence_is_certain() {
        assert!((p_value_of_ln(libm::log(0.05)) - 0.05).abs() < 1e-17);
        assert!([0.0, 1e-9, 700.0, f64::INFINITY, f64::NAN].map(p_value_of_ln).iter().all(|p| *p >= 1.0));
        assert!([-691.0, -800.0, -1e300, f64::MIN].map(p_value_of_ln).iter().all(|p| *p > 0.0 && *p < 2e-300));
        assert!(p_value_of_ln(f64::NEG_INFINITY) <= 0.0);
    }
}
