//! A product of many factors that neither overflows nor vanishes.

/// The value of a test martingale: a product that starts at 1, kept with a power of two beside it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Wealth {
    mantissa: f64,
    /// Multiples of 512 binary places.
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
    /// Multiplies by a factor that is not negative.
    pub fn multiply(&mut self, factor: f64) {
        self.mantissa *= factor;
        if self.mantissa < DOWN && self.mantissa > 0.0 {
            self.mantissa *= UP;
            self.places = self.places.saturating_sub(1);
        } else if self.mantissa > UP {
            self.mantissa *= DOWN;
            self.places = self.places.saturating_add(1);
        }
    }

    /// One over the product, at most 1: the P-value it stands for.
    pub fn p_value(&self) -> f64 {
        if self.mantissa <= 0.0 {
            return 1.0;
        }
        let inverse = 1.0 / self.mantissa;
        let p = match self.places {
            0 => inverse,
            1 => inverse * DOWN,
            places if places > 1 => 0.0,
            _ => 1.0,
        };
        p.min(1.0)
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
        (0..5_004).for_each(|_| wealth.multiply(2.0));
        assert!((wealth.p_value() - 1.0 / 16.0).abs() < 1e-15);
        (0..700).for_each(|_| wealth.multiply(2.0));
        assert!(wealth.p_value() > 0.0 && wealth.p_value() < 1e-200);
        (0..9_000).for_each(|_| wealth.multiply(2.0));
        assert!(wealth.p_value() >= 0.0);
        wealth.multiply(0.0);
        assert!((wealth.p_value() - 1.0).abs() < f64::EPSILON);
    }
}
