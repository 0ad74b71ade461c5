//! Our default for ballot-level comparison: the log-optimal stake against the error rates as the past suggests them.
//!
//! Two-vote and one-vote discrepancies have a rate each, of which half a discrepancy in 200 + 1/v imaginary cards is
//! known before; over- and understatements start as equally likely (forty imaginary discrepancies), since honest error
//! has no side, and the data may correct it. The stake is the one that would make wealth grow fastest at those rates.
//!
//! # Reference
//! Kelly 1956 for the log-optimal stake; Jeffreys' Gamma(1/2) for the rates. The stake is a function of the number of
//! draws, rounded down to one of 64 in each doubling, and of the counts of discrepancies.

use super::{Bet, log_optimal};
use crate::risk::{MeanLeft, Null, Past};

/// Imaginary discrepancies of each size.
const A: f64 = 0.5;
/// Imaginary discrepancies on each side.
const C: f64 = 20.0;
/// The largest stake: one two-vote overstatement never takes everything.
const MOST: f64 = 0.98;

/// The rule, for values of which a card whose record agrees has `agrees` units, and the others multiples of its half.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adaptive {
    /// How many cards the imaginary discrepancies stand for.
    cards: f64,
    /// Units of a card whose record agrees.
    agrees: u64,
}

/// The kind of a card whose record agrees: two and one votes over come before it, one and two under after it.
pub(super) const AGREES: usize = 2;

impl Adaptive {
    /// For an assertion of that diluted margin, more than 0, where a card whose record agrees has so many units.
    pub fn new(margin: f64, agrees: u64) -> Self {
        Self { cards: 200.0 + 1.0 / margin, agrees }
    }

    /// The number of draws after `draws` at which the stake changes although nothing new was seen.
    pub fn next_change(draws: u64) -> u64 {
        rounded(draws) + (1 << spare(draws))
    }

    /// The rates of each kind, as the past suggests them for a card drawn after `draws`.
    pub(super) fn rates(&self, past: &Past, draws: u64) -> [f64; 5] {
        let [o2, o1, _, u1, u2, ..] = past.counts.map(|n| n as f64);
        let cards = self.cards + draws as f64;
        let rate = |over: f64, under: f64| {
            let both = (A + over + under) / cards;
            let side = (C + over) / (2.0 * C + over + under);
            (both * side, both * (1.0 - side))
        };
        let (two_over, two_under) = rate(o2, u2);
        let (one_over, one_under) = rate(o1, u1);
        let none = (1.0 - two_over - two_under - one_over - one_under).max(0.01);
        [two_over, one_over, none, one_under, two_under]
    }

    /// Gains of each kind against a mean: x/m − 1.
    pub(super) fn gains(&self, mean: f64) -> [f64; 5] {
        [0.0, 0.5, 1.0, 1.5, 2.0].map(|size| size * self.agrees as f64 / mean - 1.0)
    }
}

/// Binary places in which a number of draws is rounded down, so that 64 are left in each doubling.
fn spare(draws: u64) -> u32 {
    (u64::BITS - draws.leading_zeros()).saturating_sub(7)
}

fn rounded(draws: u64) -> u64 {
    (draws >> spare(draws)) << spare(draws)
}

impl Bet for Adaptive {
    fn stake(&self, null: &Null, past: &Past, _: f64) -> f64 {
        // Cards that agreed since the last change of the stake are left out of account.
        let draws = rounded(past.draws).max(past.draws - past.counts[AGREES]);
        let sum = past.sum.saturating_sub(self.agrees.saturating_mul(past.draws - draws));
        let MeanLeft::Mean(mean) = null.mean_after(draws, sum) else { return 0.0 };
        if mean <= 0.0 {
            return 0.0;
        }
        let (rates, gains) = (self.rates(past, draws), self.gains(mean));
        let law: [(f64, f64); 5] = std::array::from_fn(|kind| (rates[kind], gains[kind]));
        log_optimal(&law, MOST)
    }

    fn kind(&self, value: u64) -> usize {
        // The nearest multiple of half of what agrees.
        (((4.0 * value as f64 / self.agrees as f64 + 1.0) / 2.0) as usize).min(4)
    }

    fn may_change(&self, past: &Past, kind: usize) -> bool {
        kind != AGREES || rounded(past.draws) == past.draws
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_rounded_to_a_fixed_set() {
        assert!((0..128).all(|n| rounded(n) == n));
        assert_eq!([rounded(129), rounded(255), rounded(256), rounded(1_000_003)], [128, 254, 256, 999_424]);
        assert!((0..100_000).all(|n| rounded(Adaptive::next_change(n)) == Adaptive::next_change(n)));
        assert!((1..100_000).all(|n| rounded(n) >= rounded(n - 1) && rounded(rounded(n)) == rounded(n)));
    }

    #[test]
    fn between_two_steps_the_stake_does_not_move() {
        let null = Null::of(100_000, 198_000, 4, false);
        let bet = Adaptive::new(0.02, 2);
        let mut past = Past::default();
        let mut last = bet.stake(&null, &past, 1.98);
        for draw in 0..5_000_u64 {
            let value = if draw % 613 == 5 { 1 } else { 2 };
            past.add(value, bet.kind(value));
            let next = bet.stake(&null, &past, 1.98);
            assert!(bet.may_change(&past, bet.kind(value)) || next.to_bits() == last.to_bits(), "after draw {draw}");
            last = next;
        }
    }
}
