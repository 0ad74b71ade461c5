//! A betting martingale over cards drawn without replacement, whose bet is a function of draws and counts.
//!
//! # Derivation
//! `docs/derivations/comparison-distribution.md`.
//!
//! # Reference
//! Waudby-Smith, Stark and Ramdas 2021, E-Vote-ID, "`RiLACS`", section 3, as in [`Betting`](crate::risk::Betting).

use super::{ByCounts, DISCREPANCIES, DiscrepancyCounts, Next};
use crate::risk::{Bet, MeanLeft, Null, Past};

/// A betting audit of a population with known numbers of cards of each kind.
#[derive(Clone, Debug)]
pub struct Bets<B> {
    null: Null,
    bet: B,
    units: [u64; DISCREPANCIES + 1],
    cards: [u64; DISCREPANCIES + 1],
    kinds: [usize; DISCREPANCIES + 1],
}

impl<B: Bet> Bets<B> {
    /// Tests a null on a population with `cards[kind]` cards of `units[kind]`, agreement first; together they are all
    /// cards of the null. The bet must not depend on the last value, or in any other way on the order.
    pub fn new(null: Null, bet: B, units: [u64; DISCREPANCIES + 1], cards: [u64; DISCREPANCIES + 1]) -> Self {
        let kinds = units.map(|units| bet.kind(units));
        Self { null, bet, units, cards, kinds }
    }

    fn past(&self, draws: u64, seen: &DiscrepancyCounts) -> Past {
        let mut past = Past { draws, ..Past::default() };
        let agree = draws - seen.iter().map(|&n| u64::from(n)).sum::<u64>();
        let all = std::iter::once(agree).chain(seen.iter().map(|&n| u64::from(n)));
        for ((n, units), kind) in all.zip(self.units).zip(self.kinds) {
            past.sum += n * units;
            past.squares += u128::from(n) * u128::from(units) * u128::from(units);
            past.counts[kind] += n;
        }
        past
    }
}

impl<B: Bet> ByCounts for Bets<B> {
    fn next(&self, draws: u64, seen: &DiscrepancyCounts, stake: &mut f64) -> Next {
        let past = self.past(draws, seen);
        if draws >= self.null.cards {
            // Every card was read, so the sum itself decides.
            return if self.null.is_refuted_by(past.sum) { Next::Refuted } else { Next::Hopeless };
        }
        let mean = match self.null.mean_left(&past) {
            MeanLeft::Refuted => return Next::Refuted,
            MeanLeft::Proved => return Next::Hopeless,
            MeanLeft::Mean(mean) => mean,
        };
        if stake.is_nan() || self.bet.may_change(&past, self.kinds[0]) {
            let next = self.bet.stake(&self.null, &past, mean);
            *stake = if next.is_nan() { 0.0 } else { next.clamp(0.0, 1.0) };
        }
        let rest = (self.null.cards - draws) as f64;
        let mut seen_of = [draws; DISCREPANCIES + 1];
        for (of, &n) in seen_of[1..].iter_mut().zip(seen) {
            *of = u64::from(n);
        }
        seen_of[0] -= seen_of[1..].iter().sum::<u64>();
        let (mut chance, mut ln) = ([0.0; DISCREPANCIES + 1], [0.0; DISCREPANCIES + 1]);
        for kind in 0..=DISCREPANCIES {
            chance[kind] = self.cards[kind].saturating_sub(seen_of[kind]) as f64 / rest;
            if chance[kind] > 0.0 && mean > 0.0 {
                ln[kind] = libm::log1p(*stake * (self.units[kind] as f64 / mean - 1.0));
            }
        }
        Next::Card { chance, ln }
    }

    fn cards(&self) -> Option<u64> {
        Some(self.null.cards)
    }
}
