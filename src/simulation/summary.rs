//! What many trials come to: counts, means, quantiles, intervals.

use crate::risk::tails::interval;

/// Shares of trials at which quantiles are told.
pub const QUANTILES: [(&str, f64); 7] =
    [("0.05", 0.05), ("0.25", 0.25), ("0.5", 0.5), ("0.75", 0.75), ("0.9", 0.9), ("0.95", 0.95), ("0.99", 0.99)];

/// A number over all trials.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    /// Mean.
    pub mean: f64,
    /// Standard deviation, of the trials as a sample.
    pub sd: f64,
    /// Smallest.
    pub min: f64,
    /// Largest.
    pub max: f64,
    /// For each of [`QUANTILES`], the least value that at least this share of trials does not exceed.
    pub quantiles: [f64; 7],
}

impl Spread {
    /// Of whole numbers, by sums that no order can change.
    pub(super) fn of_counts(mut values: Vec<u64>) -> Self {
        values.sort_unstable();
        let n = values.len().max(1) as u128;
        let sum: u128 = values.iter().map(|&v| u128::from(v)).sum();
        let squares: u128 = values.iter().map(|&v| u128::from(v) * u128::from(v)).sum();
        // n Σx² − (Σx)² is exact, and zero where all are equal.
        let spread = (n * squares - sum * sum) as f64;
        let variance = if n > 1 { spread / (n as f64 * (n - 1) as f64) } else { 0.0 };
        let mean = sum as f64 / n as f64;
        Self { mean, sd: variance.sqrt(), ..Self::ordered(&values.iter().map(|&v| v as f64).collect::<Vec<_>>()) }
    }

    /// Of other numbers, summed in the order of the trials.
    pub(super) fn of_numbers(mut values: Vec<f64>) -> Self {
        let n = values.len().max(1) as f64;
        let mean = values.iter().sum::<f64>() / n;
        let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
        let sd = if n > 1.0 { (squares / (n - 1.0)).sqrt() } else { 0.0 };
        values.sort_by(f64::total_cmp);
        Self { mean, sd, ..Self::ordered(&values) }
    }

    fn ordered(values: &[f64]) -> Self {
        let at = |share: f64| {
            let rank = libm::ceil(share * values.len() as f64) as usize;
            values.get(rank.max(1) - 1).copied().unwrap_or(0.0)
        };
        Self {
            mean: 0.0,
            sd: 0.0,
            min: values.first().copied().unwrap_or(0.0),
            max: values.last().copied().unwrap_or(0.0),
            quantiles: QUANTILES.map(|(_, share)| at(share)),
        }
    }
}

/// How often something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// In how many trials.
    pub hits: u64,
    /// Of how many.
    pub of: u64,
}

impl Share {
    /// As a fraction.
    pub fn fraction(self) -> f64 {
        self.hits as f64 / self.of.max(1) as f64
    }

    /// The exact 95 % interval (Clopper and Pearson 1934).
    pub fn interval95(self) -> (f64, f64) {
        interval(self.hits, self.of.max(1), 0.95)
    }

    /// The exact interval of one of so many cells of a table: each of its ends is missed with a chance of 1 % divided by the
    /// cells (Bonferroni), so that the lower ends of all cells together hold with 99 %, and so do the upper ones.
    pub fn interval_among(self, cells: u64) -> (f64, f64) {
        interval(self.hits, self.of.max(1), 1.0 - 2.0 * 0.01 / cells.max(1) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_sample_by_hand() {
        let spread = Spread::of_counts(vec![4, 1, 3, 2]);
        let close = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-15);
        assert!(close(&[spread.min, spread.max, spread.mean], &[1.0, 4.0, 2.5]));
        assert!((spread.sd - (5.0_f64 / 3.0).sqrt()).abs() < 1e-15);
        assert!(close(&spread.quantiles, &[1.0, 1.0, 2.0, 3.0, 4.0, 4.0, 4.0]));
        let same = Spread::of_numbers(vec![4.0, 1.0, 3.0, 2.0]);
        assert!(close(&same.quantiles, &spread.quantiles) && close(&[same.mean, same.sd], &[2.5, spread.sd]));
    }
}
