//! The betting martingale: wealth that grows where the null is false.
//!
//! # Reference
//! Waudby-Smith, Stark and Ramdas 2021, E-Vote-ID, "`RiLACS`: Risk Limiting Audits via Confidence Sequences", section 3; Waudby-Smith and Ramdas 2024, JRSS B 86(1), section 4.
//! ALPHA (Stark 2023) is the same martingale with the stake written as an estimate of the mean.

use super::{Bet, MeanLeft, Null, Past, RiskFunction, Wealth};

/// T ← T · (1 + z (x/m − 1)): `x` the value drawn, `m` the mean that the null leaves, `z` the stake in `[0, 1]`.
#[derive(Clone, Debug)]
pub struct Betting<B> {
    null: Null,
    bet: B,
    past: Past,
    /// What the null leaves for the next draw, and the stake on it.
    left: MeanLeft,
    stake: f64,
    wealth: Wealth,
    /// P-value of the last draw alone.
    now: f64,
    /// The smallest so far.
    least: f64,
}

impl<B: Bet> Betting<B> {
    /// Begins with a wealth of 1.
    pub fn new(null: Null, bet: B) -> Self {
        let past = Past::default();
        let left = null.mean_left(&past);
        let stake = match left {
            MeanLeft::Mean(mean) => bet.stake(&null, &past, mean).clamp(0.0, 1.0),
            _ => 0.0,
        };
        let now = if left == MeanLeft::Refuted { 0.0 } else { 1.0 };
        Self { null, bet, past, left, stake, wealth: Wealth::default(), now, least: now }
    }

    /// The P-value of the last draw alone, not the smallest so far.
    pub fn p_now(&self) -> f64 {
        self.now
    }
}

impl<B: Bet> RiskFunction for Betting<B> {
    fn observe(&mut self, value: u32) {
        if let MeanLeft::Mean(mean) = self.left
            && mean > 0.0
        {
            self.wealth.multiply(1.0 + self.stake * (f64::from(value) / mean - 1.0));
        }
        self.past.add(value);
        self.left = self.null.mean_left(&self.past);
        match self.left {
            MeanLeft::Refuted => self.now = 0.0,
            MeanLeft::Proved => (self.now, self.stake) = (1.0, 0.0),
            MeanLeft::Mean(mean) => {
                self.now = self.wealth.p_value();
                if self.bet.may_change(&self.past, value) {
                    self.stake = self.bet.stake(&self.null, &self.past, mean).clamp(0.0, 1.0);
                }
            }
        }
        self.least = self.least.min(self.now);
        if !self.null.replacement && self.past.draws >= self.null.cards {
            // Every card was read: the count itself answers.
            self.least = if self.past.sum as i64 > self.null.total { 0.0 } else { 1.0 };
            self.now = self.least;
        }
    }

    fn p_value(&self) -> f64 {
        self.least
    }

    fn draws(&self) -> u64 {
        self.past.draws
    }
}
