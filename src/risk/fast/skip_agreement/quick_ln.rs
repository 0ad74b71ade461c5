//! The natural logarithm to thirteen decimal places, in less than half the time. Callers use `libm` where that is not
//! enough.
//!
//! The number is 2ᵉ m; m is brought near 1 by one of 128 factors with known logarithms, and a short series gives the
//! rest.
//!
//! # Derivation
//! `docs/derivations/skipping-agreement.md`.
//!
//! # Reference
//! Tang 1990, "Table-driven implementation of the logarithm function in IEEE floating-point arithmetic", ACM TOMS 16(4).

use std::sync::LazyLock;

/// Number of leading bits of m that select a factor.
const BITS: u32 = 7;
/// The largest error, for numbers from 10⁻¹⁶ to 10¹⁶.
pub const OFF: f64 = 1e-13;

/// Factors, and their logarithms, which are subtracted.
static FACTORS: LazyLock<[(f64, f64); 1 << BITS]> = LazyLock::new(|| {
    std::array::from_fn(|at| {
        let factor = 1.0 / (1.0 + (at as f64 + 0.5) / f64::from(1_u32 << BITS));
        (factor, -libm::log(factor))
    })
});

/// ln x, with an error of at most [`OFF`].
#[inline]
pub fn quick_ln(x: f64) -> f64 {
    const FRACTION: u32 = 52;
    if !(1e-300..1e300).contains(&x) {
        return libm::log(x);
    }
    let bits = x.to_bits();
    let exponent = (bits >> FRACTION) as i64 - 1_023;
    let (factor, ln) = FACTORS[(bits >> (FRACTION - BITS)) as usize % (1 << BITS)];
    let near_one = f64::from_bits(bits & ((1 << FRACTION) - 1) | 1_023 << FRACTION);
    let r = near_one * factor - 1.0;
    // |r| ≤ 2⁻⁸, so the first omitted term is below 2⁻⁵⁸.
    let series = r * (1.0 + r * (-0.5 + r * (1.0 / 3.0 + r * (-0.25 + r * (0.2 - r * (1.0 / 6.0))))));
    exponent as f64 * std::f64::consts::LN_2 + (ln + series)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_off_by_no_more_than_it_says() {
        let mut x = 1e-16;
        while x < 1e16 {
            let near = [x, x * (1.0 + f64::EPSILON), x * 1.000_000_1];
            for x in near {
                assert!((quick_ln(x) - libm::log(x)).abs() < OFF, "{x}");
            }
            x *= 1.000_37;
        }
        for at in 0..2_000_i32 {
            let x = 1.0 + f64::from(at - 1_000) * 1e-9;
            assert!((quick_ln(x) - libm::log(x)).abs() < OFF, "{x}");
        }
        assert!(quick_ln(1.0).abs() < OFF);
        assert!(quick_ln(0.0).is_infinite() && quick_ln(f64::INFINITY).is_infinite() && quick_ln(-1.0).is_nan());
        assert!((quick_ln(1e-310) - libm::log(1e-310)).abs() < OFF);
    }

    #[test]
    fn factors_of_a_card_are_off_by_a_twentieth_of_that() {
        // Factors of one card on the wealth: from a hundredth, where the largest stake is lost, to a few.
        let mut x = 0.009;
        let mut farthest = 0.0_f64;
        while x < 8.0 {
            farthest = farthest.max((quick_ln(x) - libm::log(x)).abs());
            x *= 1.000_037;
        }
        assert!((1e-17..0.05 * OFF).contains(&farthest), "{farthest:e}");
    }
}
