//! One stratum: its size, its sample, and the mean of its remaining cards under a hypothesis.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, "Sequential stratified inference for the mean" (UI-TS), sections 2 and 3.1; the
//! mean of the remaining cards as in Waudby-Smith and Ramdas 2020, "Confidence sequences for sampling without
//! replacement".

use super::{StratumBet, StratumPast};

/// The largest rounding error of a stratum's mean, for up to 36 million draws: a hypothesis is refuted with certainty
/// only beyond it.
pub(super) const ROUNDING: f64 = 4e-9;

/// A stratum and the values drawn from it in random order, on a scale where the largest value is 1.
#[derive(Clone, Debug)]
pub struct StratumSample {
    /// Cards in the stratum, at least 1.
    pub population: u64,
    /// Whether draws are with replacement.
    pub replacement: bool,
    /// The smallest and the largest possible mean, whatever the sample shows: within `[0, 1]`.
    pub means: (f64, f64),
    /// The rounding error of its mean: a mean is refuted only beyond it.
    rounding: f64,
    values: Vec<f64>,
    /// The past before the first draw, after the first, …
    seen: Vec<StratumPast>,
}

impl StratumSample {
    /// A stratum with values in `[0, 1]`, in the order of their draws: without replacement no more than its cards.
    pub fn new(population: u64, values: &[f64], replacement: bool) -> Self {
        let values: Vec<f64> = values.iter().map(|x| x.clamp(0.0, 1.0)).collect();
        let mut now = StratumPast::default();
        let mut seen = vec![now];
        for &value in &values {
            now.add(value);
            seen.push(now);
        }
        Self { population: population.max(1), replacement, means: (0.0, 1.0), rounding: ROUNDING, values, seen }
    }

    /// The same as one of several strata with this number of cards together: the mean of a small stratum that is
    /// computed from those of the others has their rounding error, divided by its share of the cards.
    pub(super) fn among(self, cards: f64) -> Self {
        Self { rounding: rounding(self.population, cards), ..self }
    }

    /// Number of draws in the sample.
    pub fn drawn(&self) -> usize {
        self.values.len()
    }

    /// The value of a draw, counted from 0.
    pub fn value(&self, draw: usize) -> f64 {
        self.values[draw]
    }

    /// The past after that number of draws.
    pub fn seen(&self, draws: usize) -> &StratumPast {
        &self.seen[draws]
    }

    /// Number of remaining cards before that draw, or infinity.
    fn left(&self, draws: usize) -> f64 {
        if self.replacement { f64::INFINITY } else { self.population as f64 - draws as f64 }
    }

    /// The mean of the remaining cards after that number of draws, if `eta` is the mean of the stratum: below 0 if the
    /// sum is too large already, above 1 if it is too small.
    pub fn mean_left(&self, eta: f64, draws: usize) -> f64 {
        if self.replacement {
            return eta;
        }
        (self.population as f64 * eta - self.seen[draws].sum) / self.left(draws).max(1.0)
    }

    /// The derivative of the mean of the remaining cards in the stratum's mean: at least 1.
    pub(super) fn mean_left_slope(&self, draws: usize) -> f64 {
        if self.replacement { 1.0 } else { self.population as f64 / self.left(draws).max(1.0) }
    }

    /// Whether the sum seen is more than a mean of at most `eta` allows, beyond any rounding error.
    pub fn refutes(&self, eta: f64, draws: usize) -> bool {
        let sum = self.seen[draws].sum;
        if self.replacement { eta <= 0.0 && sum > 0.0 } else { self.population as f64 * (eta + self.rounding) < sum }
    }

    /// The smallest mean of the stratum that is possible after the whole sample, ignoring other knowledge, reduced by
    /// the rounding error.
    pub(super) fn least_by_sample(&self) -> f64 {
        let seen = self.seen[self.values.len()].sum;
        if self.replacement { 0.0 } else { seen / self.population as f64 - self.rounding }
    }

    /// The largest mean that is possible after the whole sample, increased by the rounding error.
    pub(super) fn most_by_sample(&self) -> f64 {
        let cards = self.population as f64;
        let short = self.values.len() as f64 - self.seen[self.values.len()].sum;
        if self.replacement { 1.0 } else { 1.0 - short / cards + self.rounding }
    }

    /// The smallest mean of the stratum that is possible after the whole sample.
    pub(super) fn least_mean(&self) -> f64 {
        self.least_by_sample().max(self.means.0)
    }

    /// λ for that draw: a bet against every mean from `low` to `high` at once. No value, and no mean up to `high`,
    /// makes 1 + λ(x − m) negative; if even `low` is certainly true, λ is 0.
    pub(super) fn lambda(&self, bet: &dyn StratumBet, low: f64, high: f64, draw: usize) -> f64 {
        if self.mean_left(low, draw) >= 1.0 {
            return 0.0;
        }
        let most = 1.0 / self.mean_left(high, draw).max(1e-12);
        let lambda = bet.lambda(&self.seen[draw], high, self.mean_left(high, draw));
        if lambda.is_nan() { 0.0 } else { lambda.clamp(0.0, most) }
    }

    /// The bets against one mean, before each draw.
    pub fn bets(&self, bet: &dyn StratumBet, eta: f64) -> Vec<f64> {
        (0..self.drawn()).map(|draw| self.lambda(bet, eta, eta, draw)).collect()
    }

    /// The logarithm of the martingale against one mean: 0 before the first draw, +∞ after that mean is refuted.
    pub fn martingale(&self, bet: &dyn StratumBet, eta: f64) -> Vec<f64> {
        let mut ln = 0.0;
        let mut history = vec![0.0];
        for draw in 0..self.drawn() {
            let lambda = self.lambda(bet, eta, eta, draw);
            ln += ln_factor(lambda, self.values[draw], self.mean_left(eta, draw));
            history.push(if self.refutes(eta, draw + 1) { f64::INFINITY } else { ln });
        }
        history
    }
}

/// The rounding error of the mean of a stratum with `population` of all `cards`.
pub(super) fn rounding(population: u64, cards: f64) -> f64 {
    ROUNDING + 1e-15 * cards / population as f64
}

/// ln(1 + λ(x − m)), −∞ if rounding would make it negative. A mean of the remaining cards that rounding puts below 0
/// counts as 0, because with a large λ it would look like evidence.
pub(super) fn ln_factor(lambda: f64, x: f64, mean: f64) -> f64 {
    if lambda <= 0.0 { 0.0 } else { libm::log((1.0 + lambda * (x - mean.max(0.0))).max(0.0)) }
}

#[cfg(test)]
mod tests {
    use super::super::bet::FixedInStratum;
    use super::*;

    #[test]
    fn what_is_certain_is_not_a_matter_of_bets() {
        let stratum = StratumSample::new(4, &[1.0, 0.5, 0.5, 0.0], false);
        let bet = FixedInStratum { lambda: 1.0 };
        // Two of four units seen: a mean of 0.49 is refuted after three draws, a mean of 1/2 never.
        let below = stratum.martingale(&bet, 0.49);
        assert!(below[2].is_finite() && below[3].is_infinite() && below[4].is_infinite());
        assert!(stratum.martingale(&bet, 0.5).iter().all(|ln| ln.is_finite()));
        // After two zeros of three cards, a mean of 2/3 would take 2 on the last: λ is 0.
        let low = StratumSample::new(3, &[0.0, 0.0, 0.0], false);
        assert!(low.bets(&bet, 2.0 / 3.0)[2] <= 0.0 && low.mean_left(2.0 / 3.0, 1) >= 1.0 - 1e-12);
    }

    #[test]
    fn no_bet_goes_below_nothing() {
        let stratum = StratumSample::new(5, &[0.0; 4], false);
        for lambda in [0.5, 2.0, 1e9] {
            let history = stratum.martingale(&FixedInStratum { lambda }, 0.5);
            assert!(history.iter().all(|ln| !ln.is_nan() && *ln <= 0.0), "{history:?}");
        }
    }
}
