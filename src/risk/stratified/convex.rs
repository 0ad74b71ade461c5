//! The weakest hypothesis where ln M is convex: one multiplier for all strata, and a bound that proves the answer.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Boyd and Vandenberghe 2004, "Convex Optimization", section 5.5: at the minimum of Σ F(η) under Σ w η = η₀ all strata
//! not at an end of their range have F′ = −ν w, and ν is found by bisection. The proof: a convex function is above its
//! tangent plane, whose smallest value over the boundary is a fractional knapsack (Frank and Wolfe 1956; Dantzig 1957).
//! The bound is reported, never the value at the point found, so that the P-value is not too small.

use super::StratifiedDesign;
use super::stratified_result::{Gathered, StratifiedResult};
use crate::reason::{Reason, questions};

/// Most draws, and most moments at which the minimum is computed, the last draw included.
const MOST_DRAWS: usize = 10_000;
const MOMENTS: usize = 32;
/// The smallest divisor for a mean.
const LEAST: f64 = 1e-12;

impl StratifiedDesign {
    /// The evidence against the weakest hypothesis at up to 32 moments, evenly spread, the last draw among them.
    pub(super) fn convex(&self) -> Result<StratifiedResult, Reason> {
        let (k, draws) = (self.strata.len(), self.draws());
        if draws > MOST_DRAWS {
            return Err(questions::exact_draws(draws, MOST_DRAWS));
        }
        let ranges: Vec<(f64, f64)> =
            self.strata.iter().map(|s| (s.least_mean(), s.means.1.max(s.least_mean()))).collect();
        let mut gathered = Gathered::new(draws, k);
        let every = draws.div_ceil(MOMENTS).max(1);
        let mut drawn = vec![0; k];
        let mut best = 0.0_f64;
        let mut now = 0.0;
        let order = self.interleaving();
        for t in 0..=draws {
            if (draws - t).is_multiple_of(every) {
                let (evidence, at) = self.least_at(&drawn, &ranges);
                now = evidence;
                if now > best || t == 0 || t == draws && best <= 0.0 {
                    gathered.weakest(&at);
                }
                best = best.max(now);
            }
            gathered.observe(t, now, best, &drawn);
            if let Some(&next) = order.get(t) {
                drawn[next] += 1;
            }
        }
        Ok(gathered.into_finding())
    }

    /// A lower bound of the smallest ln M after `drawn` draws of each stratum, and where it is reached.
    fn least_at(&self, drawn: &[usize], ranges: &[(f64, f64)]) -> (f64, Vec<f64>) {
        let k = drawn.len();
        let weights: Vec<f64> = (0..k).map(|at| self.weight(at)).collect();
        let sum = |means: &[f64]| means.iter().zip(&weights).map(|(mean, w)| mean * w).sum::<f64>();
        // Means for a multiplier of 0 and for an infinite one.
        let (mut above, mut below): (Vec<f64>, Vec<f64>) = ranges.iter().map(|range| (range.1, range.0)).unzip();
        let (mut low, mut high) = (-30.0_f64, 60.0_f64);
        for _ in 0..60 {
            let middle = 0.5 * (low + high);
            let price = libm::exp(middle);
            let means: Vec<f64> =
                (0..k).map(|at| self.mean_at_price(at, drawn[at], price * weights[at], ranges[at])).collect();
            if sum(&means) >= self.mean() {
                (low, above) = (middle, means);
            } else {
                (high, below) = (middle, means);
            }
        }
        let (most, least) = (sum(&above), sum(&below));
        let part = if most > least { ((self.mean() - least) / (most - least)).clamp(0.0, 1.0) } else { 0.0 };
        let means: Vec<f64> = above.iter().zip(&below).map(|(a, b)| b + part * (a - b)).collect();
        let mut bound = 0.0;
        let mut slopes = Vec::with_capacity(k);
        for at in 0..k {
            let (value, slope) = (self.value(at, drawn[at], means[at]), self.slope(at, drawn[at], means[at]));
            bound += value + slope * (ranges[at].0 - means[at]);
            slopes.push((slope / weights[at], at));
        }
        // All strata at their smallest mean; the rest of the null's mean goes where the tangent falls most steeply.
        let mut left = self.mean() - sum(&ranges.iter().map(|range| range.0).collect::<Vec<_>>());
        slopes.sort_by(|a, b| a.0.total_cmp(&b.0));
        for (slope, at) in slopes {
            let mass = left.clamp(0.0, weights[at] * (ranges[at].1 - ranges[at].0));
            bound += slope * mass;
            left -= mass;
        }
        (if bound.is_nan() { 0.0 } else { bound }, means)
    }

    /// The mean in the range at which F′ = −price, or the nearest end of the range.
    fn mean_at_price(&self, at: usize, drawn: usize, price: f64, range: (f64, f64)) -> f64 {
        let (mut low, mut high) = range;
        for _ in 0..50 {
            let middle = 0.5 * (low + high);
            if self.slope(at, drawn, middle) + price >= 0.0 {
                high = middle;
            } else {
                low = middle;
            }
        }
        0.5 * (low + high)
    }

    /// The stake on that draw, its gain c x/m, and the mean m of the remaining cards before it.
    fn gain(&self, at: usize, draw: usize, mean: f64) -> (f64, f64, f64) {
        let stratum = &self.strata[at];
        let c = self.bet(at).share(stratum.seen(draw), self.null.replacement).unwrap_or(0.0);
        let left = stratum.mean_left(mean, draw).max(LEAST);
        (c, c * stratum.value(draw) / left, left)
    }

    /// ln M of one stratum after `drawn` draws.
    fn value(&self, at: usize, drawn: usize, mean: f64) -> f64 {
        let ln = |(c, gain, _): (f64, f64, f64)| libm::log((1.0 - c + gain).max(0.0));
        (0..drawn).map(|draw| ln(self.gain(at, draw, mean))).sum()
    }

    /// The slope of ln M in the stratum's mean, at most 0.
    fn slope(&self, at: usize, drawn: usize, mean: f64) -> f64 {
        let falls = |draw: usize| {
            let (c, gain, left) = self.gain(at, draw, mean);
            // The factor of a card of value 0 does not depend on the mean.
            if gain > 0.0 { gain / (1.0 - c + gain) / left * self.strata[at].mean_left_slope(draw) } else { 0.0 }
        };
        -(0..drawn).map(falls).sum::<f64>()
    }
}
