//! The log-optimal stake where some cards have no record of their own and are compared with their pool's average.
//!
//! The value of such a card depends on its vote, and the votes of a pool are known from its tally: the stake takes that
//! distribution as reported. For the other cards the rates of discrepancies are learned as in [`Adaptive`]. With
//! thousands of pools the values are close together: the values within each of 64 intervals are replaced by their mean.
//! That makes the stake slightly less efficient and cannot affect the risk limit. The stake changes as rarely as that
//! of [`Adaptive`].
//!
//! # Derivation
//! `docs/derivations/adaptive-bet.md`.
//!
//! # Reference
//! Stark 2023, "Overstatement-Net-Equivalent Risk-Limiting Audit: `ONEAudit`", arXiv:2303.03335, section 2; Kelly 1956 for
//! the log-optimal stake.

use super::adaptive::{Adaptive, is_a_step};
use super::error_rates::LARGEST_STAKE;
use super::{Bet, log_optimal};
use crate::risk::{Null, Past};

/// The kind of cards from pools.
const POOLED: usize = 7;

/// Intervals of values that are used if there are more values than this.
const STRETCHES: usize = 64;

/// The betting rule, for an assertion with some cards in pools.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolAware {
    recorded: Adaptive,
    /// All values that pooled cards have, in units, in rising order.
    values: Vec<u64>,
    /// Mean value in units and share of all cards, interval by interval.
    pooled: Vec<(f64, f64)>,
    /// Share of cards with a record of their own.
    own: f64,
}

impl PoolAware {
    /// A bet that uses `recorded` for cards with a record of their own, and `pooled` for pooled cards: value in units
    /// and share of all cards. The shares are at least 0 and sum to at most 1.
    pub fn new(recorded: Adaptive, pooled: impl IntoIterator<Item = (u64, f64)>) -> Self {
        let mut distribution: Vec<(u64, f64)> = pooled.into_iter().collect();
        distribution.sort_by_key(|&(value, _)| value);
        let own = 1.0 - distribution.iter().map(|(_, share)| share).sum::<f64>();
        let mut values: Vec<u64> = distribution.iter().map(|&(value, _)| value).collect();
        values.dedup();
        let (least, most) = (values.first().copied().unwrap_or(0), values.last().copied().unwrap_or(0));
        let width = if values.len() <= STRETCHES { 1 } else { (most - least) / STRETCHES as u64 + 1 };
        let mut pooled: Vec<(f64, f64)> = Vec::new();
        for stretch in distribution.chunk_by(|a, b| (a.0 - least) / width == (b.0 - least) / width) {
            let share: f64 = stretch.iter().map(|(_, share)| share).sum();
            let sum: f64 = stretch.iter().map(|&(value, share)| value as f64 * share).sum();
            if share > 0.0 {
                pooled.push((sum / share, share));
            }
        }
        Self { recorded, values, pooled, own: own.max(0.0) }
    }

    /// Share and gain of each kind of card against a mean, after that past.
    fn distribution(&self, past: &Past, mean: f64) -> Vec<(f64, f64)> {
        let recorded = past.draws - past.counts[POOLED];
        let own =
            self.recorded.distribution(past, recorded, mean).into_iter().map(|(rate, gain)| (self.own * rate, gain));
        own.chain(self.pooled.iter().map(|&(value, share)| (share, value / mean - 1.0))).collect()
    }

    /// The mean value of all cards, in units, if every record agrees and phantoms are overstated by one vote.
    pub fn mean(&self) -> f64 {
        self.own * self.recorded.agrees() * (1.0 - 0.5 * self.recorded.phantoms())
            + self.pooled.iter().map(|(value, share)| value * share).sum::<f64>()
    }

    /// The expected past after this number of draws, if every record agrees; for plans.
    pub fn clean_past(&self, draws: u64) -> Past {
        let own = (libm::rint(self.own * draws as f64) as u64).min(draws);
        let mut past = Past { draws, sum: libm::rint(self.mean() * draws as f64) as u64, ..Past::default() };
        let phantoms = (libm::rint(self.recorded.phantoms() * own as f64) as u64).min(own);
        past.counts[self.recorded.agreement()] = own - phantoms;
        past.counts[self.recorded.kind(libm::rint(0.5 * self.recorded.agrees()) as u64)] += phantoms;
        past.counts[POOLED] = draws - own;
        past
    }

    /// Mean and variance of the growth of log wealth by the next card after that past, for that mean of the remaining
    /// cards under the null, if every record agrees and phantoms are overstated by one vote; for plans.
    pub fn growth(&self, past: &Past, mean: f64) -> (f64, f64) {
        let stake = log_optimal(&self.distribution(past, mean), LARGEST_STAKE);
        let (agrees, phantoms) = (self.recorded.agrees(), self.recorded.phantoms());
        let clean = [(agrees, self.own * (1.0 - phantoms)), (0.5 * agrees, self.own * phantoms)].into_iter();
        let (mut first, mut second) = (0.0, 0.0);
        for (value, share) in clean.chain(self.pooled.iter().copied()) {
            let ln = libm::log1p(stake * (value / mean - 1.0));
            first += share * ln;
            second += share * ln * ln;
        }
        (first, (second - first * first).max(0.0))
    }
}

impl Bet for PoolAware {
    fn stake(&self, _: &Null, past: &Past, mean: f64) -> f64 {
        if mean <= 0.0 { 0.0 } else { log_optimal(&self.distribution(past, mean), LARGEST_STAKE) }
    }

    fn kind(&self, value: u64) -> usize {
        if self.values.binary_search(&value).is_ok() { POOLED } else { self.recorded.kind(value) }
    }

    fn may_change(&self, past: &Past, kind: usize) -> bool {
        is_a_step(past.draws) || kind != POOLED && kind != self.recorded.agreement()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_pools_it_is_the_adaptive_stake() {
        let null = Null::of(10_000, 19_500, 4, false);
        let recorded = Adaptive::new(0.05, 2.0);
        let bet = PoolAware::new(recorded, []);
        for draws in [0, 10, 100] {
            let past = Past::of_equal(2, 2, draws);
            let mean = null.mean() - 1e-9;
            assert!((bet.stake(&null, &past, mean) - recorded.stake(&null, &past, mean)).abs() < 1e-3);
        }
    }

    #[test]
    fn thousands_of_pools_are_one_law_in_few_parts() {
        let many = |step: u64| (0..4_000_u64).map(move |i| (1_000 + step * i, 0.5 / 4_000.0));
        let bet = PoolAware::new(Adaptive::new(0.05, 4_000.0), many(1));
        assert!(bet.pooled.len() <= STRETCHES && bet.values.len() == 4_000);
        let mean = |distribution: &[(f64, f64)]| distribution.iter().map(|(value, share)| value * share).sum::<f64>();
        assert!((mean(&bet.pooled) / 0.5 - 2_999.5).abs() < 1e-6 && (bet.own - 0.5).abs() < 1e-12);
        assert_eq!(
            [bet.kind(999), bet.kind(1_000), bet.kind(4_999), bet.kind(5_000)].map(|kind| kind == POOLED),
            [false, true, true, false]
        );
    }

    #[test]
    fn pools_full_of_surprises_make_it_careful() {
        let null = Null::of(10_000, 39_000, 8, false);
        let recorded = Adaptive::new(0.05, 4.0);
        let bet = PoolAware::new(recorded, [(1, 0.25), (7, 0.25)]);
        let past = Past::default();
        assert!(bet.stake(&null, &past, 3.9) < 0.5 * recorded.stake(&null, &past, 3.9));
        assert_eq!([bet.kind(1), bet.kind(7), bet.kind(4), bet.kind(0)], [POOLED, POOLED, 2, 0]);
    }
}
