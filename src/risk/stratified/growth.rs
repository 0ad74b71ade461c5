//! The growth of the logarithm of a martingale, draw by draw: sums from which means and standard deviations follow.

/// Sums over the logarithms of a martingale's factors.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Growth {
    /// Number of draws so far.
    pub draws: u64,
    /// The logarithm of the wealth.
    pub sum: f64,
    squares: f64,
    last: f64,
}

impl Growth {
    /// Adds the logarithm of one factor.
    pub fn add(&mut self, ln: f64) {
        self.draws += 1;
        self.sum += ln;
        self.squares += ln * ln;
        self.last = ln;
    }

    /// Mean and standard deviation over one zero and all draws.
    pub fn of_all(&self) -> (f64, f64) {
        spread(self.sum, self.squares, self.draws as f64 + 1.0)
    }

    /// Mean and standard deviation over one zero and all draws but the last; zeros before the first draw.
    pub fn before_the_last(&self) -> (f64, f64) {
        spread(self.sum - self.last, self.squares - self.last * self.last, (self.draws as f64).max(1.0))
    }
}

fn spread(sum: f64, squares: f64, n: f64) -> (f64, f64) {
    let mean = sum / n;
    (mean, (squares / n - mean * mean).max(0.0).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_count_a_zero_before_the_first() {
        let mut growth = Growth::default();
        growth.add(1.0);
        growth.add(2.0);
        let (mean, sd) = growth.of_all();
        assert!((mean - 1.0).abs() < 1e-15 && (sd - (2.0_f64 / 3.0).sqrt()).abs() < 1e-15);
        let (mean, sd) = growth.before_the_last();
        assert!((mean - 0.5).abs() < 1e-15 && (sd - 0.5).abs() < 1e-15);
    }
}
