//! A product of many factors without overflow or underflow.

use super::LEAST_P_VALUE;

/// The value of a test martingale: a product that starts at 1, stored with a separate power of two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wealth {
    mantissa: f64,
    /// The exponent, in multiples of 512.
    places: i32,
}

/// 2⁵¹² and its inverse, both exact.
const UP: f64 = f64::from_bits((1023 + 512) << 52);
const DOWN: f64 = f64::from_bits((1023 - 512) << 52);

impl Default for Wealth {
    fn default() -> Self {
        Self { mantissa: 1.0, places: 0 }
    }
}

impl Wealth {
    /// The wealth where the null is certainly false.
    pub const INFINITE: Self = Self { mantissa: f64::INFINITY, places: 0 };
    /// A wealth of 0, which no factor can change.
    pub const NOTHING: Self = Self { mantissa: 0.0, places: 0 };

    /// Multiplies by a factor that is not negative; an infinite wealth and one of 0 stay so.
    #[inline]
    pub fn multiply(&mut self, factor: f64) {
        let product = self.mantissa * factor;
        if product.is_nan() {
            return;
        }
        self.mantissa = product;
        if product < DOWN && product > 0.0 {
            self.mantissa = product * UP;
            self.places = self.places.saturating_sub(1);
        } else if product > UP && product < f64::INFINITY {
            self.mantissa = product * DOWN;
            self.places = self.places.saturating_add(1);
        }
    }

    /// Σ weight · wealth, for weights that are not negative.
    pub fn mixed(parts: impl Iterator<Item = (f64, Self)> + Clone) -> Self {
        let living = parts.filter(|(weight, part)| *weight > 0.0 && part.mantissa > 0.0);
        let Some(places) = living.clone().map(|(_, part)| part.places).max() else { return Self::NOTHING };
        if living.clone().any(|(_, part)| part.mantissa == f64::INFINITY) {
            return Self::INFINITE;
        }
        let mut sum = Self { mantissa: 0.0, places };
        for (weight, part) in living {
            // A part that is 2¹⁰²⁴ times smaller is lost in the rounding of the largest.
            let scale = match places - part.places {
                0 => 1.0,
                1 => DOWN,
                _ => 0.0,
            };
            sum.mantissa += weight * part.mantissa * scale;
        }
        sum.multiply(1.0);
        sum
    }

    /// The natural logarithm: −∞ for a wealth of 0.
    pub fn ln(&self) -> f64 {
        libm::log(self.mantissa) + f64::from(self.places) * 512.0 * std::f64::consts::LN_2
    }

    /// The P-value: one over the product, at most 1. 0 if the wealth is infinite, else at least [`LEAST_P_VALUE`].
    #[inline]
    pub fn p_value(&self) -> f64 {
        if self.mantissa <= 0.0 {
            return 1.0;
        }
        let inverse = 1.0 / self.mantissa;
        let p = match self.places {
            0 => inverse,
            1 => inverse * DOWN,
            2 => inverse * DOWN * DOWN,
            places if places > 2 => 0.0,
            _ => 1.0,
        };
        if self.mantissa == f64::INFINITY { 0.0 } else { p.clamp(LEAST_P_VALUE, 1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_comes_back_from_far_below() {
        let mut wealth = Wealth::default();
        (0..5_000).for_each(|_| wealth.multiply(0.5));
        assert!((wealth.p_value() - 1.0).abs() < f64::EPSILON);
        assert!((wealth.ln() + 5_000.0 * std::f64::consts::LN_2).abs() < 1e-9);
        (0..5_004).for_each(|_| wealth.multiply(2.0));
        assert!((wealth.p_value() - 1.0 / 16.0).abs() < 1e-15);
        (0..700).for_each(|_| wealth.multiply(2.0));
        assert!(wealth.p_value() > 0.0 && wealth.p_value() < 1e-200);
        (0..9_000).for_each(|_| wealth.multiply(2.0));
        assert!(wealth.p_value() > 0.0 && wealth.p_value() <= LEAST_P_VALUE);
        assert!((wealth.ln() - 9_704.0 * std::f64::consts::LN_2).abs() < 1e-8);
        wealth.multiply(0.0);
        assert!((wealth.p_value() - 1.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_p_value_does_not_depend_on_how_high_the_wealth_once_was() {
        let (mut straight, mut detour) = (Wealth::default(), Wealth::default());
        (0..520).for_each(|_| straight.multiply(2.0));
        (0..1_030).for_each(|_| detour.multiply(2.0));
        (0..510).for_each(|_| detour.multiply(0.5));
        assert!(detour.p_value() > 0.0 && (straight.p_value() / detour.p_value() - 1.0).abs() < 1e-15);
    }

    #[test]
    fn what_is_infinite_or_nothing_stays_so() {
        let (mut infinite, mut nothing) = (Wealth::INFINITE, Wealth::NOTHING);
        for factor in [2.0, 0.0, f64::INFINITY, 0.5] {
            infinite.multiply(factor);
            nothing.multiply(factor);
        }
        assert!(infinite.p_value() <= 0.0 && nothing.p_value() >= 1.0);
    }

    #[test]
    fn a_mixture_is_the_weighted_sum_at_any_size() {
        let power = |halves: i32| {
            let mut wealth = Wealth::default();
            (0..halves.abs()).for_each(|_| wealth.multiply(if halves > 0 { 2.0 } else { 0.5 }));
            wealth
        };
        for (a, b, expected) in [(4, 2, 0.25 * 16.0 + 0.75 * 4.0), (-3_000, 5, 0.75 * 32.0), (4, -2_000, 0.25 * 16.0)] {
            let mixed = Wealth::mixed([(0.25, power(a)), (0.75, power(b))].into_iter());
            assert!((mixed.p_value() - 1.0 / expected).abs() < 1e-15, "{a} {b}");
        }
        let tiny = Wealth::mixed([(0.5, power(-3_000)), (0.5, power(-3_000))].into_iter());
        assert!((tiny.ln() + 3_000.0 * std::f64::consts::LN_2).abs() < 1e-9);
        for other in [-3_000, 3_000] {
            let infinite = Wealth::mixed([(0.5, Wealth::INFINITE), (0.5, power(other))].into_iter());
            assert!(infinite.p_value() <= 0.0, "{other}");
        }
    }
}
