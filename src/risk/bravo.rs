//! BRAVO: Wald's sequential ratio for ballot polling, one winner against one loser.
//!
//! # Reference
//! Lindeman, Stark and Yates 2012, "BRAVO: Ballot-polling Risk-limiting Audits to Verify Outcomes", EVT/WOTE '12;
//! sample numbers after Wald 1945, as in Lindeman and Stark 2012, "A Gentle Introduction to Risk-limiting Audits".

use super::{Martingale, RiskFunction, Wealth, p_value_of_ln};

/// The ratio: a factor 2s for each vote of the winner and 2(1−s) for each of the loser, `s` the winner's reported share
/// of both.
///
/// Values are 2 for a vote of the winner, 0 for one of the loser, 1 for anything else. Draws are with replacement.
#[derive(Clone, Copy, Debug)]
pub struct Bravo {
    winner: f64,
    loser: f64,
    wealth: Wealth,
    draws: u64,
    least: f64,
}

impl Bravo {
    /// A test against a reported share of the winner among both, more than 1/2 and at most 1.
    pub fn new(share: f64) -> Self {
        Self { winner: 2.0 * share, loser: 2.0 * (1.0 - share), wealth: Wealth::default(), draws: 0, least: 1.0 }
    }
}

impl RiskFunction for Bravo {
    fn observe(&mut self, value: u64) {
        self.draws += 1;
        match value {
            0 => self.wealth.multiply(self.loser),
            1 => return,
            _ => self.wealth.multiply(self.winner),
        }
        self.least = self.least.min(self.wealth.p_value());
    }

    fn p_value(&self) -> f64 {
        self.least
    }

    fn p_now(&self) -> f64 {
        self.wealth.p_value()
    }

    fn ln_p_now(&self) -> f64 {
        (-self.wealth.ln()).min(0.0)
    }

    fn draws(&self) -> u64 {
        self.draws
    }

    fn ratio(&self) -> Option<[f64; 2]> {
        Some([self.winner, self.loser])
    }
}

impl Martingale for Bravo {
    fn wealth(&self) -> Wealth {
        self.wealth
    }
}

/// The P-value of a whole sample: 1/((2s)^w (2(1−s))^l), at most 1.
pub fn bravo_p_value(share: f64, winner: u64, loser: u64) -> f64 {
    let ln = winner as f64 * libm::log(2.0 * share)
        + if loser == 0 { 0.0 } else { loser as f64 * libm::log(2.0 * (1.0 - share)) };
    p_value_of_ln(-ln)
}

/// Wald's average sample number in ballots of the contest, with `winner` and `loser` votes among `ballots`; `u64::MAX`
/// if it is larger.
///
/// `None` if the winner does not have more votes than the loser.
pub fn average_sample_number(risk_limit: f64, winner: u64, loser: u64, ballots: u64) -> Option<u64> {
    if winner <= loser || ballots == 0 {
        return None;
    }
    // z_w = ln 2s = ln(1 + v) and z_l = ln(1 − v), v the pair's own margin: these forms keep their digits down to a
    // margin of one vote.
    let both = winner as f64 + loser as f64;
    let margin = (winner - loser) as f64 / both;
    let z_w = libm::log1p(margin);
    // (z_w + z_l)/2 + v (z_w − z_l)/2 for each ballot of the pair. Without votes for the loser z_l is infinite and not
    // used.
    let drift = if loser == 0 { z_w } else { 0.5 * libm::log1p(-margin * margin) + margin * libm::atanh(margin) };
    Some(libm::ceil((libm::log(1.0 / risk_limit) + z_w / 2.0) / (drift * (both / ballots as f64))) as u64)
}
