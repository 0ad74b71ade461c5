//! One stratum: its size, its sample, and what a hypothesis about its mean leaves for the next draw.
//!
//! # Derivation
//! `docs/derivations/stratified-tests.md`.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, "Sequential stratified inference for the mean" (UI-TS), sections 2 and 3.1; the mean
//! left without replacement as in Waudby-Smith and Ramdas 2020, "Confidence sequences for sampling without replacement".

use super::{StratumBet, StratumPast};

/// What rounding may do to a stratum's mean, for up to 36 million draws: a hypothesis is refuted for certain only beyond it.
pub(super) const ROUNDING: f64 = 4e-9;

/// A stratum and the values drawn from it in random order, on a scale where the largest value is 1.
#[derive(Clone, Debug)]
pub struct StratumSample {
    /// Cards in the stratum, at least 1.
    pub population: u64,
    /// Whether cards are put back before the next draw.
    pub replacement: bool,
    /// The least and the largest mean it could have, whatever its cards show: within `[0, 1]`.
    pub means: (f64, f64),
    /// What rounding may do to its mean: a mean is refuted only beyond it.
    rounding: f64,
    values: Vec<f64>,
    /// Before the first draw, after the first, …
    seen: Vec<StratumPast>,
}

impl StratumSample {
    /// With values in `[0, 1]`, in the order of their draws: no more than the stratum has, without replacement.
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

    /// One of several strata with this number of cards together: the mean of a small stratum that follows from those of the
    /// others is off by their rounding, divided by its share of the cards.
    pub(super) fn among(self, cards: f64) -> Self {
        Self { rounding: rounding(self.population, cards), ..self }
    }

    /// Draws in the sample.
    pub fn drawn(&self) -> usize {
        self.values.len()
    }

    /// The value of a draw, counted from 0.
    pub fn value(&self, draw: usize) -> f64 {
        self.values[draw]
    }

    /// What was seen after that number of draws.
    pub fn seen(&self, draws: usize) -> &StratumPast {
        &self.seen[draws]
    }

    /// Cards left before that draw, or infinitely many.
    fn left(&self, draws: usize) -> f64 {
        if self.replacement { f64::INFINITY } else { self.population as f64 - draws as f64 }
    }

    /// The mean of the cards left after that number of draws, were `eta` the mean of the stratum: below 0 where too much was
    /// seen already, above 1 where too little is left.
    pub fn mean_left(&self, eta: f64, draws: usize) -> f64 {
        if self.replacement {
            return eta;
        }
        (self.population as f64 * eta - self.seen[draws].sum) / self.left(draws).max(1.0)
    }

    /// How fast the mean left grows with the stratum's mean: at least 1.
    pub(super) fn mean_left_slope(&self, draws: usize) -> f64 {
        if self.replacement { 1.0 } else { self.population as f64 / self.left(draws).max(1.0) }
    }

    /// Whether what was seen is more than a mean of at most `eta` allows, beyond any rounding.
    pub fn refutes(&self, eta: f64, draws: usize) -> bool {
        let sum = self.seen[draws].sum;
        if self.replacement { eta <= 0.0 && sum > 0.0 } else { self.population as f64 * (eta + self.rounding) < sum }
    }

    /// The least mean of the stratum that the whole sample leaves possible, whatever else is known: less than it shows by
    /// what rounding may do.
    pub(super) fn least_by_sample(&self) -> f64 {
        let seen = self.seen[self.values.len()].sum;
        if self.replacement { 0.0 } else { seen / self.population as f64 - self.rounding }
    }

    /// The largest mean that the whole sample leaves possible, as generously.
    pub(super) fn most_by_sample(&self) -> f64 {
        let cards = self.population as f64;
        let short = self.values.len() as f64 - self.seen[self.values.len()].sum;
        if self.replacement { 1.0 } else { 1.0 - short / cards + self.rounding }
    }

    /// The least mean of the stratum that the whole sample leaves possible.
    pub(super) fn least_mean(&self) -> f64 {
        self.least_by_sample().max(self.means.0)
    }

    /// λ for that draw: a bet against every mean from `low` to `high` at once. No value, and no mean up to `high`, makes
    /// 1 + λ(x − m) negative; where even `low` is true for certain, nothing is staked.
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

    /// The logarithm of the martingale against one mean: 0 before the first draw, +∞ once that mean is refuted.
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

/// What rounding may do to the mean of a stratum with `population` of all `cards`.
pub(super) fn rounding(population: u64, cards: f64) -> f64 {
    ROUNDING + 1e-15 * cards / population as f64
}

/// ln(1 + λ(x − m)), −∞ where rounding would make it less than nothing. A mean left that rounding puts below 0 is 0: with
/// a large λ it would pass for evidence.
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
        // After two zeros of three, a mean of 2/3 leaves no more than 2: nothing is staked any more.
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
