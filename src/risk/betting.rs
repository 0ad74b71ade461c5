//! The betting martingale: a wealth that grows where the null is false.
//!
//! ALPHA (Stark 2023) is the same martingale with the stake written as an estimate η of the mean, z = (η − m)/(u − m);
//! Wald's sequential test and Kaplan's martingales are special cases. One implementation serves all of them, and its
//! proof holds for all: no stake, whatever the rule, makes the wealth negative or depends on the value it bets on.
//!
//! # Reference
//! Waudby-Smith, Stark and Ramdas 2021, E-Vote-ID, "`RiLACS`: Risk Limiting Audits via Confidence Sequences", section 3;
//! Waudby-Smith and Ramdas 2024, JRSS B 86(1), section 4; the bound on the risk: Ville 1939.

use super::bet::ShrinkTrunc;
use super::fast::skip_agreement::Staking;
use super::{Bet, Martingale, MeanLeft, Null, Past, RiskFunction, Wealth};

/// T ← T · (1 + z (x/m − 1)): `x` is the value drawn, `m` the mean of the remaining cards under the null, `z` the stake
/// in `[0, 1]`.
#[derive(Clone, Debug)]
pub struct Betting<B> {
    null: Null,
    bet: B,
    past: Past,
    /// The mean of the remaining cards under the null, and the stake on the next draw.
    left: MeanLeft,
    stake: f64,
    wealth: Wealth,
    /// P-value after the last draw alone.
    now: f64,
    /// The smallest P-value so far.
    least: f64,
}

impl<B: Bet> Betting<B> {
    /// Begins with a wealth of 1.
    pub fn new(null: Null, bet: B) -> Self {
        let past = Past::default();
        let left = null.mean_left(&past);
        let mut it = Self { null, bet, past, left, stake: 0.0, wealth: Wealth::default(), now: 1.0, least: 1.0 };
        it.judge(None);
        it
    }

    /// Computes the mean of the remaining cards after a draw of that kind, and the next stake.
    fn judge(&mut self, kind: Option<usize>) {
        match self.left {
            MeanLeft::Refuted => self.wealth = Wealth::INFINITE,
            MeanLeft::Proved => (self.wealth, self.stake) = (Wealth::NOTHING, 0.0),
            MeanLeft::Mean(mean) => {
                if kind.is_none_or(|kind| self.bet.may_change(&self.past, kind)) {
                    self.stake = Staking::stake(self, &self.past, mean);
                }
            }
        }
        self.now = self.wealth.p_value();
        self.least = self.least.min(self.now);
    }
}

impl<B: Bet> RiskFunction for Betting<B> {
    fn observe(&mut self, value: u64) {
        if let MeanLeft::Mean(mean) = self.left {
            if mean > 0.0 {
                self.wealth.multiply(1.0 + self.stake * (value as i64 as f64 / mean - 1.0));
            } else if self.null.replacement && value > 0 {
                // Under the null every value is 0.
                self.left = MeanLeft::Refuted;
            }
        }
        let kind = self.bet.kind(value);
        self.past.add(value, kind);
        if self.left != MeanLeft::Refuted {
            self.left = self.null.mean_left(&self.past);
        }
        self.judge(Some(kind));
        if !self.null.replacement && self.past.draws >= self.null.cards {
            // Every card was read, so the sum itself decides.
            self.wealth = if self.null.is_refuted_by(self.past.sum) { Wealth::INFINITE } else { Wealth::NOTHING };
            self.now = self.wealth.p_value();
            self.least = self.now;
        }
    }

    fn p_value(&self) -> f64 {
        self.least
    }

    fn p_now(&self) -> f64 {
        self.now
    }

    fn ln_p_now(&self) -> f64 {
        (-self.wealth.ln()).min(0.0)
    }

    fn draws(&self) -> u64 {
        self.past.draws
    }

    fn staking(&self) -> Option<&dyn Staking> {
        (!self.bet.depends_on_order()).then_some(self)
    }
}

impl<B: Bet> Staking for Betting<B> {
    fn null(&self) -> &Null {
        &self.null
    }

    fn stake(&self, past: &Past, mean: f64) -> f64 {
        let stake = self.bet.stake(&self.null, past, mean);
        if stake.is_nan() { 0.0 } else { stake.clamp(0.0, 1.0) }
    }

    fn kind(&self, value: u64) -> usize {
        self.bet.kind(value)
    }

    fn may_change(&self, past: &Past, kind: usize) -> bool {
        self.bet.may_change(past, kind)
    }

    fn minds_past(&self) -> bool {
        self.bet.minds_past()
    }

    fn shrinkage(&self) -> Option<ShrinkTrunc> {
        self.bet.shrinkage()
    }
}

impl<B: Bet> Martingale for Betting<B> {
    fn wealth(&self) -> Wealth {
        self.wealth
    }
}
