//! The log-optimal stake where some cards have no record of their own and are held against their pool's average.
//!
//! What such a card is worth depends on its vote, and the votes of a pool are known from its tally: the stake takes that
//! distribution as it was reported. For the other cards the rates of discrepancies are learnt as in [`Adaptive`].
//!
//! # Reference
//! Stark 2023, "Overstatement-Net-Equivalent Risk-Limiting Audit: `ONEAudit`", arXiv:2303.03335, section 2; Kelly 1956 for
//! the log-optimal stake.

use super::adaptive::Adaptive;
use super::error_rates::LARGEST_STAKE;
use super::{Bet, log_optimal};
use crate::risk::{Null, Past};

/// The kind of cards from pools.
const POOLED: usize = 7;

/// The rule, for an assertion whose cards lie partly in pools.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolAware {
    recorded: Adaptive,
    /// Value in units and share of all cards, for each value that pooled cards have.
    pooled: Vec<(u64, f64)>,
}

impl PoolAware {
    /// For cards of their own record by `recorded`, and pooled cards by value in units and share of all cards; the
    /// shares are at least 0 and sum to at most 1.
    pub fn new(recorded: Adaptive, pooled: impl IntoIterator<Item = (u64, f64)>) -> Self {
        Self { recorded, pooled: pooled.into_iter().collect() }
    }
}

impl Bet for PoolAware {
    fn stake(&self, _: &Null, past: &Past, mean: f64) -> f64 {
        if mean <= 0.0 {
            return 0.0;
        }
        let own = 1.0 - self.pooled.iter().map(|(_, share)| share).sum::<f64>();
        let recorded = past.draws - past.counts[POOLED];
        let kinds = self.recorded.law(past, recorded, mean).into_iter();
        let mut law: Vec<(f64, f64)> = kinds.map(|(rate, gain)| (own * rate, gain)).collect();
        law.extend(self.pooled.iter().map(|&(value, share)| (share, value as f64 / mean - 1.0)));
        log_optimal(&law, LARGEST_STAKE)
    }

    fn kind(&self, value: u64) -> usize {
        if self.pooled.iter().any(|&(pooled, _)| pooled == value) { POOLED } else { self.recorded.kind(value) }
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
    fn pools_full_of_surprises_make_it_careful() {
        let null = Null::of(10_000, 39_000, 8, false);
        let recorded = Adaptive::new(0.05, 4.0);
        let bet = PoolAware::new(recorded, [(1, 0.25), (7, 0.25)]);
        let past = Past::default();
        assert!(bet.stake(&null, &past, 3.9) < 0.5 * recorded.stake(&null, &past, 3.9));
        assert_eq!([bet.kind(1), bet.kind(7), bet.kind(4), bet.kind(0)], [POOLED, POOLED, 2, 0]);
    }
}
