//! Our default for ballot-level comparison: the log-optimal stake against the error rates as the past suggests them.
//!
//! Two-vote and one-vote discrepancies have a rate each, of which half a discrepancy in 200 + 1/v imaginary cards is
//! known before; over- and understatements start as equally likely (forty imaginary discrepancies), since honest error
//! has no side, and the data may correct it. The stake is the one that would make wealth grow fastest at those rates.
//!
//! # Reference
//! Kelly 1956 for the log-optimal stake; Jeffreys' Gamma(1/2) for the rates. The stake is a function of the number of
//! draws, rounded down to one of 64 in each doubling, and of the counts of discrepancies.

use super::Bet;
use crate::risk::{MeanLeft, Null, Past};

/// Imaginary discrepancies of each size.
const A: f64 = 0.5;
/// Imaginary discrepancies on each side.
const C: f64 = 20.0;
/// The largest stake: one two-vote overstatement never takes everything.
const MOST: f64 = 0.98;

/// The rule, for values of 0 to 4 units where 2 units are a card whose record agrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Adaptive {
    /// How many cards the imaginary discrepancies stand for.
    cards: f64,
}

impl Adaptive {
    /// For an assertion of that diluted margin, more than 0.
    pub fn new(margin: f64) -> Self {
        Self { cards: 200.0 + 1.0 / margin }
    }

    /// The number of draws after `draws` at which the stake changes although nothing new was seen.
    pub fn next_change(draws: u64) -> u64 {
        rounded(draws) + (1 << spare(draws))
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
        let [o2, o1, _, u1, u2, ..] = past.counts.map(|n| n as f64);
        let draws = rounded(past.draws).max(past.draws - past.counts[2]);
        let agree = draws - (past.draws - past.counts[2]);
        let sum = 2 * agree + past.counts[1] + 3 * past.counts[3] + 4 * past.counts[4];
        let MeanLeft::Mean(mean) = null.mean_after(draws, sum) else { return 0.0 };
        if mean <= 0.0 {
            return 0.0;
        }
        let cards = self.cards + draws as f64;
        let rate = |over: f64, under: f64| {
            let both = (A + over + under) / cards;
            let side = (C + over) / (2.0 * C + over + under);
            (both * side, both * (1.0 - side))
        };
        let (two_over, two_under) = rate(o2, u2);
        let (one_over, one_under) = rate(o1, u1);
        let none = (1.0 - two_over - two_under - one_over - one_under).max(0.01);
        let gain = |units: f64| units / mean - 1.0;
        let law = [
            (two_over, gain(0.0)),
            (one_over, gain(1.0)),
            (none, gain(2.0)),
            (one_under, gain(3.0)),
            (two_under, gain(4.0)),
        ];
        log_optimal(&law)
    }

    fn may_change(&self, past: &Past, value: u32) -> bool {
        value != 2 || rounded(past.draws) == past.draws
    }
}

/// The stake in `[0, MOST]` at which Σ p ln(1 + z e) is largest, by Newton's steps kept inside a bracket.
fn log_optimal(law: &[(f64, f64)]) -> f64 {
    let slope = |z: f64| law.iter().map(|&(p, e)| p * e / (1.0 + z * e)).sum::<f64>();
    if slope(0.0) <= 0.0 {
        return 0.0;
    }
    if slope(MOST) >= 0.0 {
        return MOST;
    }
    let (mut low, mut high) = (0.0, MOST);
    let mut z = 0.5 * MOST;
    for _ in 0..60 {
        let (mut first, mut second) = (0.0, 0.0);
        for &(p, e) in law {
            let share = e / (1.0 + z * e);
            first += p * share;
            second -= p * share * share;
        }
        if first > 0.0 {
            low = z;
        } else {
            high = z;
        }
        let next = z - first / second;
        let next = if next > low && next < high { next } else { 0.5 * (low + high) };
        if (next - z).abs() < 1e-12 {
            return next;
        }
        z = next;
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_stake_is_where_growth_is_largest() {
        for law in [
            [(0.01, -1.0), (0.01, -0.5), (0.97, 0.05), (0.005, 0.5), (0.005, 1.1)],
            [(0.03, -1.0), (0.0, -0.5), (0.97, 0.05), (0.0, 0.5), (0.0, 1.1)],
        ] {
            let growth = |z: f64| law.iter().map(|&(p, e)| p * libm::log1p(z * e)).sum::<f64>();
            let best = log_optimal(&law);
            let grid = (0..=980).map(|i| growth(f64::from(i) / 1_000.0)).fold(f64::MIN, f64::max);
            assert!(growth(best) >= grid - 1e-12, "{best}");
        }
    }

    #[test]
    fn draws_are_rounded_to_a_fixed_set() {
        assert!((0..128).all(|n| rounded(n) == n));
        assert_eq!([rounded(129), rounded(255), rounded(256), rounded(1_000_003)], [128, 254, 256, 999_424]);
        assert!((0..100_000).all(|n| rounded(Adaptive::next_change(n)) == Adaptive::next_change(n)));
        assert!((1..100_000).all(|n| rounded(n) >= rounded(n - 1) && rounded(rounded(n)) == rounded(n)));
    }

    #[test]
    fn between_two_steps_the_stake_does_not_move() {
        let null = Null { cards: 100_000, total: 198_000, upper: 4, replacement: false };
        let bet = Adaptive::new(0.02);
        let mut past = Past::default();
        let mut last = bet.stake(&null, &past, 1.98);
        for draw in 0..5_000_u64 {
            let value = if draw % 613 == 5 { 1 } else { 2 };
            past.add(value);
            let next = bet.stake(&null, &past, 1.98);
            assert!(bet.may_change(&past, value) || next.to_bits() == last.to_bits(), "after draw {draw}");
            last = next;
        }
    }
}
