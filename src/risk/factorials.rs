//! Logarithms of rising factorials and sums of reciprocals, for real arguments, without the cancellation that a
//! difference of two log-gammas brings.
//!
//! # Derivation
//! `docs/derivations/posteriors.md`.
//!
//! # Reference
//! Stirling's series, DLMF 5.11.1 and 5.11.2, above 16; the recurrences 5.5.1 and 5.5.2 below.

/// The argument from which the series are accurate to the last bits.
const HIGH: f64 = 16.0;

/// `ln Γ(a + n) − ln Γ(a)`: the logarithm of a (a + 1) … (a + n − 1), for a > 0 and a + n > 0; n need not be whole.
pub(super) fn ln_rising(mut a: f64, n: f64) -> f64 {
    let mut ln = 0.0;
    let mut product = 1.0;
    while a.min(a + n) < HIGH {
        product *= a / (a + n);
        if !(1e-100..1e100).contains(&product) {
            ln += libm::log(product);
            product = 1.0;
        }
        a += 1.0;
    }
    ln += libm::log(product);
    ln + n * libm::log(a + n) - n + (a - 0.5) * libm::log1p(n / a) + stirling(a + n) - stirling(a)
}

/// The remainder of Stirling's formula for `ln Γ(z)`, for z of at least 16; the same for `ln z!`.
pub(super) fn stirling(z: f64) -> f64 {
    let y = 1.0 / (z * z);
    (1.0 / 12.0 - y * (1.0 / 360.0 - y * (1.0 / 1_260.0 - y * (1.0 / 1_680.0 - y / 1_188.0)))) / z
}

/// The logarithm of the falling factorial x (x − 1) … (x − n + 1), for x ≥ n ≥ 0.
pub(super) fn ln_falling(x: f64, n: f64) -> f64 {
    ln_rising(x - n + 1.0, n)
}

/// 1/x + 1/(x − 1) + … + 1/(x − n + 1), for x ≥ n ≥ 0: the derivative of [`ln_falling`] in x, for whole n.
pub(super) fn reciprocals(x: f64, n: f64) -> f64 {
    let mut a = x - n + 1.0;
    let mut sum = 0.0;
    while a < HIGH {
        sum += n / (a * (a + n));
        a += 1.0;
    }
    sum + libm::log1p(n / a) + digamma_rest(a + n) - digamma_rest(a)
}

fn digamma_rest(z: f64) -> f64 {
    let y = 1.0 / (z * z);
    -0.5 / z - y * (1.0 / 12.0 - y * (1.0 / 120.0 - y * (1.0 / 252.0 - y * (1.0 / 240.0 - y / 132.0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_the_sums_they_stand_for() {
        for n in [0_u32, 1, 2, 7, 60, 1_000] {
            for more in [0.0, 0.25, 3.5, 20.0, 1e4, 1e8] {
                let (n_, x) = (f64::from(n), f64::from(n) + more);
                let ln: f64 = (0..n).map(|i| libm::log(x - f64::from(i))).sum();
                let sum: f64 = (0..n).map(|i| 1.0 / (x - f64::from(i))).sum();
                assert!((ln_falling(x, n_) - ln).abs() <= 1e-13 * ln.abs().max(1.0), "{x} {n}");
                assert!((reciprocals(x, n_) - sum).abs() <= 1e-13 * sum.max(1e-6), "{x} {n}: {sum}");
            }
        }
        // Γ(½) = √π, with a step down of half a unit and one of a half from 1.
        assert!((ln_rising(1.0, -0.5) - 0.5 * libm::log(core::f64::consts::PI)).abs() < 1e-15);
        assert!((ln_rising(0.5, 1e9) - (libm::lgamma(1e9 + 0.5) - libm::lgamma(0.5))).abs() < 1e-4);
    }
}
