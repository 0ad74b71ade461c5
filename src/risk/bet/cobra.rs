//! COBRA: the log-optimal λ of a comparison audit for two rates of overstatements, known or learnt.
//!
//! # Reference
//! Spertus 2023, "COBRA: Comparison-Optimal Betting for Risk-limiting Audits", arXiv:2304.01010, sections 3.1 (oracle)
//! and 3.3 (adaptive: for draw i the rate is max((d p + i p̂)/(d + i − 1), 10⁻⁵), p̂ the rate among the draws before).

use super::{Bet, log_optimal};
use crate::risk::{Null, Past};

/// λ from the rates of one- and two-vote overstatements.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cobra {
    /// Units of a card whose record agrees, more than the null's mean.
    pub agrees: f64,
    /// Expected rate of one-vote overstatements, 0 to 1.
    pub p1: f64,
    /// Expected rate of two-vote overstatements, 0 to 1.
    pub p2: f64,
    /// Draws that each expected rate weighs; `None`: the rates are held to be known (an oracle's bet).
    pub weights: Option<(f64, f64)>,
}

/// The least rate that is learnt.
const LEAST: f64 = 1e-5;

impl Bet for Cobra {
    fn stake(&self, null: &Null, past: &Past, mean: f64) -> f64 {
        let n = past.draws as f64;
        let seen = |count: u64| if past.draws == 0 { 0.0 } else { count as f64 / n };
        let learnt = |p: f64, d: f64, count: u64| ((d * p + (n + 1.0) * seen(count)) / (d + n)).max(LEAST);
        let (p1, p2) = match self.weights {
            None => (self.p1, self.p2),
            Some((d1, d2)) => (learnt(self.p1, d1, past.counts[1]), learnt(self.p2, d2, past.counts[2])),
        };
        // λ is set against the null's mean before any draw, as in the paper, and clipped to what is left.
        let t = null.mean();
        let gain = |units: f64| units / t - 1.0;
        let law = [(p2, gain(0.0)), (p1, gain(self.agrees / 2.0)), (1.0 - p1 - p2, gain(self.agrees))];
        (log_optimal(&law, 1.0) / t * mean).min(1.0)
    }

    fn kind(&self, value: u64) -> usize {
        // Two votes, one vote, none; what the record understates counts as agreement.
        2_usize.saturating_sub((4.0 * value as f64 / self.agrees + 1.0) as usize / 2)
    }
}
