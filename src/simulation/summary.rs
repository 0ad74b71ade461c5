//! Summaries of many trials: counts, means, quantiles, intervals.

use crate::risk::tails::interval;

/// Shares of trials at which quantiles are reported.
pub const QUANTILES: [(&str, f64); 7] =
    [("0.05", 0.05), ("0.25", 0.25), ("0.5", 0.5), ("0.75", 0.75), ("0.9", 0.9), ("0.95", 0.95), ("0.99", 0.99)];

/// The distribution of a quantity over all trials.
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
    /// For each of [`QUANTILES`], the smallest value that at least this share of trials does not exceed.
    pub quantiles: [f64; 7],
}

impl Spread {
    /// From whole numbers with their counts, by sums that do not depend on the order.
    pub(super) fn of_counts(seen: impl Iterator<Item = (u64, u64)>) -> Self {
        let mut values: Vec<(u64, u64)> = seen.collect();
        values.sort_unstable();
        let sum_of = |of: &dyn Fn(u64) -> u128| values.iter().map(|&(v, n)| of(v) * u128::from(n)).sum::<u128>();
        let n = sum_of(&|_| 1).max(1);
        let sum = sum_of(&u128::from);
        let squares = sum_of(&|v| u128::from(v) * u128::from(v));
        // n Σx² − (Σx)² is exact, and zero where all are equal.
        let spread = (n * squares - sum * sum) as f64;
        let variance = if n > 1 { spread / (n as f64 * (n - 1) as f64) } else { 0.0 };
        let mean = sum as f64 / n as f64;
        Self {
            mean,
            sd: variance.sqrt(),
            ..Self::ordered(&values.iter().map(|&(v, n)| (v as f64, n)).collect::<Vec<_>>())
        }
    }

    /// From other numbers with their counts, summed from the smallest.
    pub(super) fn of_numbers(seen: impl Iterator<Item = (f64, u64)>) -> Self {
        let mut values: Vec<(f64, u64)> = seen.collect();
        values.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let n = values.iter().map(|&(_, n)| n).sum::<u64>().max(1) as f64;
        let mean = values.iter().map(|&(v, n)| v * n as f64).sum::<f64>() / n;
        let squares: f64 = values.iter().map(|&(v, n)| (v - mean) * (v - mean) * n as f64).sum();
        let sd = if n > 1.0 { (squares / (n - 1.0)).sqrt() } else { 0.0 };
        Self { mean, sd, ..Self::ordered(&values) }
    }

    fn ordered(values: &[(f64, u64)]) -> Self {
        let all: u64 = values.iter().map(|&(_, n)| n).sum();
        let at = |share: f64| {
            let rank = (libm::ceil(share * all as f64) as u64).max(1);
            let mut below = 0;
            let reaches = |&&(_, n): &&(f64, u64)| {
                below += n;
                below >= rank
            };
            values.iter().find(reaches).map_or(0.0, |&(value, _)| value)
        };
        Self {
            mean: 0.0,
            sd: 0.0,
            min: values.first().map_or(0.0, |&(value, _)| value),
            max: values.last().map_or(0.0, |&(value, _)| value),
            quantiles: QUANTILES.map(|(_, share)| at(share)),
        }
    }
}

/// The number of trials in which an event happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frequency {
    /// In how many trials.
    pub hits: u64,
    /// Number of all trials.
    pub of: u64,
    /// If it comes from an exact distribution and not from trials: the largest error, in the same parts.
    pub within: Option<u64>,
}

impl Frequency {
    /// The frequency as a fraction.
    pub fn fraction(self) -> f64 {
        self.hits as f64 / self.of.max(1) as f64
    }

    /// The exact 95 % interval (Clopper and Pearson 1934); for an exact distribution, the bounds of its error.
    pub fn interval95(self) -> (f64, f64) {
        if let Some(within) = self.within {
            let ends = [self.hits.saturating_sub(within), (self.hits + within).min(self.of)];
            let [low, high] = ends.map(|hits| Self { hits, ..self }.fraction());
            return (low, high);
        }
        interval(self.hits, self.of.max(1), 0.95)
    }

    /// The exact interval of one of this number of cells of a table: each of its two ends is missed with a probability
    /// of at most 0.5 % divided by the cells, so that all ends of all cells together are right with 99 % (Bonferroni).
    pub fn interval_among(self, cells: u64) -> (f64, f64) {
        interval(self.hits, self.of.max(1), 1.0 - 0.01 / cells.max(1) as f64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_sample_by_hand() {
        let spread = Spread::of_counts([(4, 1), (1, 1), (3, 1), (2, 1)].into_iter());
        let close = |a: &[f64], b: &[f64]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-15);
        assert!(close(&[spread.min, spread.max, spread.mean], &[1.0, 4.0, 2.5]));
        assert!((spread.sd - (5.0_f64 / 3.0).sqrt()).abs() < 1e-15);
        assert!(close(&spread.quantiles, &[1.0, 1.0, 2.0, 3.0, 4.0, 4.0, 4.0]));
        let same = Spread::of_numbers([(4.0, 1), (1.0, 1), (3.0, 1), (2.0, 1)].into_iter());
        assert!(close(&same.quantiles, &spread.quantiles) && close(&[same.mean, same.sd], &[2.5, spread.sd]));
    }

    /// Probabilities of 0 to n hits, by whole steps, without use of the code under test.
    fn binomial(n: u32, p: f64) -> Vec<f64> {
        let mut chances = vec![1.0];
        for _ in 0..n {
            let mut next = vec![0.0; chances.len() + 1];
            for (k, chance) in chances.iter().enumerate() {
                next[k] += chance * (1.0 - p);
                next[k + 1] += chance * p;
            }
            chances = next;
        }
        chances
    }

    #[test]
    fn intervals_of_all_cells_hold_together_with_99_percent() {
        for cells in [1_u64, 2, 7, 46] {
            let mut least: f64 = 1.0;
            for n in [1, 5, 20, 60] {
                let one = |hits| Frequency { hits, of: u64::from(n), within: None }.interval_among(cells);
                let all: Vec<(f64, f64)> = (0..=u64::from(n)).map(one).collect();
                // Just beyond each end, where the interval is most often missed, and between.
                let beyond = all.iter().flat_map(|(low, high)| [low * (1.0 - 1e-9), (high * (1.0 + 1e-9)).min(1.0)]);
                for p in beyond.chain((1..200).map(|step| f64::from(step) / 200.0)) {
                    let holds = |(low, high): &(f64, f64)| (*low..=*high).contains(&p);
                    let chances = binomial(n, p).into_iter().zip(&all).filter(|(_, ends)| holds(ends));
                    least = least.min(chances.map(|(chance, _)| chance).sum());
                }
            }
            let together = least.powi(cells as i32);
            assert!(together >= 0.99 - 1e-9, "{cells} cells: {together}");
            // They are also no wider than needed: half of what is allowed may be on one end alone.
            assert!(least <= 1.0 - 0.004 / cells as f64, "{cells} cells: {least}");
        }
    }
}
