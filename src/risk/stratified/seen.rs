//! The summary of one stratum's draws so far: their number, mean and spread.
//!
//! # Reference
//! Welford 1962, "Note on a method for calculating corrected sums of squares and products", Technometrics 4(3).

/// The past of one stratum, on a scale where the largest value is 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct StratumPast {
    /// Number of draws so far.
    pub draws: u64,
    /// Sum of the values seen.
    pub sum: f64,
    /// Mean of the values seen; 0 before the first.
    pub mean: f64,
    /// Sum of the squared distances from the mean, at least 0.
    pub spread: f64,
}

impl StratumPast {
    /// Adds one value in `[0, 1]`.
    pub fn add(&mut self, value: f64) {
        self.draws += 1;
        self.sum += value;
        let before = value - self.mean;
        self.mean += before / self.draws as f64;
        self.spread += before * (value - self.mean);
    }

    /// The standard deviation with divisor n; 0 before the first draw.
    pub fn sd(&self) -> f64 {
        if self.draws == 0 { 0.0 } else { (self.spread / self.draws as f64).max(0.0).sqrt() }
    }

    /// The mean, 1/2 before the first draw, and the standard deviation with divisor n − 1, 1/4 before the second.
    pub fn estimates(&self) -> (f64, f64) {
        let mean = if self.draws == 0 { 0.5 } else { self.mean };
        let sd = if self.draws < 2 { 0.25 } else { (self.spread / (self.draws - 1) as f64).max(0.0).sqrt() };
        (mean, sd)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mean_and_deviations_follow_by_hand() {
        let mut seen = StratumPast::default();
        assert_eq!(seen.estimates(), (0.5, 0.25));
        seen.add(0.25);
        assert_eq!(seen.estimates(), (0.25, 0.25));
        seen.add(0.75);
        assert!((seen.sd() - 0.25).abs() < 1e-15 && (seen.estimates().1 - 0.125_f64.sqrt()).abs() < 1e-15);
        assert!((seen.sum - 1.0).abs() < 1e-15 && seen.draws == 2);
    }
}
