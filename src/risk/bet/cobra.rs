//! COBRA: the log-optimal λ of a comparison audit for two rates of overstatements, known or learned.
//!
//! # Reference
//! Spertus 2023, "COBRA: Comparison-Optimal Betting for Risk-limiting Audits", arXiv:2304.01010, sections 3.1 (oracle)
//! and 3.3 (adaptive: for draw i the rate is max((d p + i p̂)/(d + i − 1), 10⁻⁵), p̂ the rate among the draws before).

use super::{Bet, log_optimal};
use crate::risk::{Null, Past};

/// λ from the rates of one- and two-vote overstatements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cobra {
    /// Value of a card whose record agrees, in units, more than the null's mean.
    agrees: f64,
    p1: f64,
    p2: f64,
    lambda: Lambda,
}

/// The source of λ.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Lambda {
    /// The rates are taken as known, so λ is the same for every draw.
    Known(f64),
    /// Each rate is learned; its expected value has the weight of this number of draws.
    Learnt(f64, f64),
}

impl Cobra {
    /// An oracle's bet against that null, which takes the rates of one- and two-vote overstatements as known.
    pub fn oracle(agrees: f64, [p1, p2]: [f64; 2], null: &Null) -> Self {
        let mut it = Self { agrees, p1, p2, lambda: Lambda::Known(0.0) };
        it.lambda = Lambda::Known(it.lambda(p1, p2, null));
        it
    }

    /// The bet that learns the rates; the expected value of each has the weight of a number of draws.
    pub fn learning(agrees: f64, [p1, p2]: [f64; 2], [d1, d2]: [f64; 2]) -> Self {
        Self { agrees, p1, p2, lambda: Lambda::Learnt(d1, d2) }
    }

    /// λ at rates 0 to 1. It uses the null's mean before any draw, as in the paper.
    fn lambda(&self, p1: f64, p2: f64, null: &Null) -> f64 {
        let t = null.mean();
        let gain = |units: f64| units / t - 1.0;
        let distribution = [(p2, gain(0.0)), (p1, gain(self.agrees / 2.0)), (1.0 - p1 - p2, gain(self.agrees))];
        log_optimal(&distribution, 1.0) / t
    }
}

/// The smallest learned rate.
const LEAST: f64 = 1e-5;

impl Bet for Cobra {
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64 {
        let n = past.draws as f64;
        let seen = |count: u64| if past.draws == 0 { 0.0 } else { count as f64 / n };
        let learnt = |p: f64, d: f64, count: u64| ((d * p + (n + 1.0) * seen(count)) / (d + n)).max(LEAST);
        let lambda = match self.lambda {
            Lambda::Known(lambda) => lambda,
            Lambda::Learnt(d1, d2) => {
                let (p1, p2) = (learnt(self.p1, d1, past.counts[1]), learnt(self.p2, d2, past.counts[2]));
                self.lambda(p1, p2, null)
            }
        };
        // Clipped, so that the stake is at most 1.
        (lambda * mean).min(1.0)
    }

    fn minds_past(&self) -> bool {
        matches!(self.lambda, Lambda::Learnt(..))
    }

    fn kind(&self, value: u64) -> usize {
        // Two votes, one vote, none; an understatement counts as agreement.
        2_usize.saturating_sub((4.0 * value as f64 / self.agrees + 1.0) as usize / 2)
    }
}
