//! A mixture of martingales: parts of the wealth are bet by different rules side by side.
//!
//! A weighted mean of test martingales is a test martingale, so the mixture keeps the risk limit.
//!
//! # Reference
//! Cover 1991, "Universal Portfolios", Math. Finance 1(1); Waudby-Smith, Stark and Ramdas 2021 (`RiLACS`), section 3.2;
//! Waudby-Smith and Ramdas 2024, JRSS B 86(1), section 4.3.

use super::bet::Fixed;
use super::{Bet, Betting, Martingale, Null, RiskFunction, Wealth};

/// T = Σ w T: several bets, each with its share of the initial wealth.
#[derive(Clone, Debug)]
pub struct Mixture<B> {
    null: Null,
    parts: Vec<(f64, Betting<B>)>,
    /// The smallest P-value so far.
    least: f64,
}

impl<B: Bet> Mixture<B> {
    /// Begins with a wealth of 1, divided in proportion to the weights, of which at least one is positive.
    pub fn new(null: Null, bets: impl IntoIterator<Item = (f64, B)>) -> Self {
        let bets: Vec<(f64, B)> = bets.into_iter().map(|(weight, bet)| (weight.max(0.0), bet)).collect();
        let all: f64 = bets.iter().map(|(weight, _)| weight).sum();
        let parts = bets.into_iter().map(|(weight, bet)| (weight / all, Betting::new(null, bet))).collect();
        let mut it = Self { null, parts, least: 1.0 };
        it.least = it.p_now();
        it
    }
}

impl Mixture<Fixed> {
    /// The universal mixture over `points` constant λ, evenly spaced from 0 to the inverse of the null's mean.
    pub fn universal(null: Null, points: u32) -> Self {
        let most = 1.0 / null.mean();
        let steps = f64::from(points.max(2) - 1);
        let lambdas = (0..points.max(2)).map(|k| (1.0, Fixed { lambda: most * f64::from(k) / steps }));
        Self::new(null, lambdas)
    }
}

impl<B: Bet> RiskFunction for Mixture<B> {
    fn observe(&mut self, value: u64) {
        self.parts.iter_mut().for_each(|(_, part)| part.observe(value));
        let now = self.p_now();
        let every_card_was_read = !self.null.replacement && self.draws() >= self.null.cards;
        self.least = if every_card_was_read { now } else { self.least.min(now) };
    }

    fn p_value(&self) -> f64 {
        self.least
    }

    fn p_now(&self) -> f64 {
        self.wealth().p_value()
    }

    fn ln_p_now(&self) -> f64 {
        (-self.wealth().ln()).min(0.0)
    }

    fn draws(&self) -> u64 {
        self.parts.first().map_or(0, |(_, part)| part.draws())
    }
}

impl<B: Bet> Martingale for Mixture<B> {
    fn wealth(&self) -> Wealth {
        Wealth::mixed(self.parts.iter().map(|(weight, part)| (*weight, part.wealth())))
    }
}
