//! All that a bet may use: the number of draws, sums of values, counts of each kind of value, and the last value.

/// Most kinds of values that a bet may distinguish.
pub(super) const KINDS: usize = 8;

/// The past of an audit, without its order except for the last draw.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Past {
    /// Draws so far.
    pub draws: u64,
    /// Sum of the values seen, in units.
    pub sum: u64,
    /// Sum of the squares of the values seen, in units squared.
    pub squares: u128,
    /// The number of draws of each kind of value; the bet defines the kinds.
    pub counts: [u64; KINDS],
    /// The last value, in units: the only information about order that a bet may use; 0 before the first.
    pub last: u64,
}

impl Past {
    /// The past after a number of draws, all of one value and kind.
    pub fn of_equal(value: u64, kind: usize, draws: u64) -> Self {
        let mut past = Self { draws, sum: value.saturating_mul(draws), last: value, ..Self::default() };
        past.squares = (u128::from(value) * u128::from(value)).saturating_mul(u128::from(draws));
        past.counts[kind.min(KINDS - 1)] = draws;
        past
    }

    /// Adds one value, in units, of that kind.
    #[inline]
    pub fn add(&mut self, value: u64, kind: usize) {
        self.draws += 1;
        self.sum = self.sum.saturating_add(value);
        self.squares = self.squares.saturating_add(u128::from(value) * u128::from(value));
        self.counts[kind.min(KINDS - 1)] += 1;
        self.last = value;
    }

    /// The mean of the values seen, in units; 0 before the first.
    pub fn mean(&self) -> f64 {
        if self.draws == 0 { 0.0 } else { self.sum as f64 / self.draws as f64 }
    }

    /// The variance of the values seen, in units squared, divided by the number of draws; 0 before the first.
    pub fn variance(&self) -> f64 {
        let n = u128::from(self.draws);
        if n == 0 {
            return 0.0;
        }
        // Exact in integers: without cancellation, equal values have variance exactly 0.
        let spread = n.saturating_mul(self.squares).saturating_sub(u128::from(self.sum) * u128::from(self.sum));
        spread as f64 / (self.draws as f64 * self.draws as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_variance_follow_by_hand() {
        let mut past = Past::default();
        assert!(past.mean() <= 0.0 && past.variance() <= 0.0);
        for value in [1, 3, 5] {
            past.add(value, 0);
        }
        assert!((past.mean() - 3.0).abs() < 1e-15 && (past.variance() - 8.0 / 3.0).abs() < 1e-15);
        let equal = Past::of_equal(7, 2, 9);
        assert!(equal.variance() <= 0.0 && equal.counts[2] == 9 && equal.sum == 63);
        let huge = Past::of_equal(1 << 40, 0, 1 << 20);
        assert!(huge.variance() <= 0.0 && huge.squares == 1 << 100);
    }
}
