//! BRAVO: Wald's sequential ratio for ballot polling, one winner against one loser.
//!
//! # Reference
//! Lindeman, Stark and Yates 2012, "BRAVO: Ballot-polling Risk-limiting Audits to Verify Outcomes", EVT/WOTE '12;
//! sample numbers after Wald 1945, as in Lindeman and Stark 2012, "A Gentle Introduction to Risk-limiting Audits".

use super::{Martingale, RiskFunction, Wealth};

/// The ratio 2s for each vote of the winner and 2(1−s) for each of the loser, `s` the winner's reported share of both.
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
    /// Against a reported share of the winner among both, more than 1/2 and at most 1.
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

    fn draws(&self) -> u64 {
        self.draws
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
    libm::exp(-ln).min(1.0)
}

/// Wald's average sample number in ballots of the contest, with `winner` and `loser` votes among `ballots`.
///
/// `None` where the winner has not more votes than the loser.
pub fn average_sample_number(risk_limit: f64, winner: u64, loser: u64, ballots: u64) -> Option<u64> {
    if winner <= loser || ballots == 0 {
        return None;
    }
    let share = winner as f64 / (winner + loser) as f64;
    let (z_w, z_l) = (libm::log(2.0 * share), libm::log(2.0 * (1.0 - share)));
    let of = |votes: u64| votes as f64 / ballots as f64;
    // Nobody votes for the loser: its logarithm is never used.
    let drift = of(winner) * z_w + if loser == 0 { 0.0 } else { of(loser) * z_l };
    Some(libm::ceil((libm::log(1.0 / risk_limit) + z_w / 2.0) / drift) as u64)
}
