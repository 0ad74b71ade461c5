//! When Wald's ratio first meets its limit, heard 64 draws at a time: two words of bits, votes for the winner and the loser.
//!
//! The ratio follows from two counts. A word whose winners, were they all first, could not bring it to the limit is only
//! counted; of others quarters are, and in the quarters that are left every bit is looked at. Where the product of the
//! measure itself, which is rounded at every draw, might be on the other side of the limit, it says that it is not sure.
//!
//! # Reference
//! Wald 1945, "Sequential Tests of Statistical Hypotheses", Ann. Math. Stat. 16(2), as in BRAVO (Lindeman, Stark and Yates
//! 2012, EVT/WOTE '12).

use super::RiskFunction;

/// Wald's ratio against a limit.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// Logarithms of what a vote of the winner and of the loser multiply.
    winner: f64,
    loser: f64,
    /// Logarithm of the ratio that meets the limit.
    goal: f64,
}

impl Ratio {
    /// For a measure that is Wald's ratio; `None` for any other.
    pub fn of(measure: &dyn RiskFunction, limit: f64) -> Option<Self> {
        let [winner, loser] = measure.ratio()?;
        let fits = winner > 1.0 && loser >= 0.0 && limit > 0.0 && limit < 1.0;
        // Where nobody is reported to have voted for the loser, one such vote ends all hope.
        let loser = libm::log(loser).max(-1e300);
        fits.then(|| Self { winner: libm::log(winner), loser, goal: -libm::log(limit) })
    }
}

/// One pair in one audit.
#[derive(Clone, Copy, Debug, Default)]
pub struct Walker {
    draws: u64,
    winner: u64,
    loser: u64,
    crossed: Option<u64>,
    unsure: bool,
}

impl Walker {
    /// The draw (from 1) after which the P-value was first at the limit or below, if it was.
    pub fn crossed(&self) -> Option<u64> {
        self.crossed
    }

    /// Whether rounding could matter: then nothing else that it says counts.
    pub fn is_unsure(&self) -> bool {
        self.unsure
    }

    /// Hears so many draws, at most 64, the first in the lowest bit: which of them were votes for the winner, and which for
    /// the loser. Bits beyond are 0.
    #[inline]
    pub fn hear(&mut self, ratio: &Ratio, winner: u64, loser: u64, draws: u32) {
        if self.crossed.is_some() || self.unsure {
            return;
        }
        if self.counts(ratio, winner, loser, draws) {
            return;
        }
        let mut at = 0;
        while at < draws && self.crossed.is_none() && !self.unsure {
            let many = QUARTER.min(draws - at);
            let mask = (1 << many) - 1;
            let (winner, loser) = (winner >> at & mask, loser >> at & mask);
            if !self.counts(ratio, winner, loser, many) {
                self.look(ratio, winner, loser, many);
            }
            at += many;
        }
    }

    /// Whether none of the next draws can cross, where so many of them are votes for the winner, or nothing can any more.
    #[inline]
    pub fn stays_below(&self, ratio: &Ratio, winner: u32) -> bool {
        self.crossed.is_some() || !self.unsure && self.ahead(ratio, winner) < -self.off()
    }

    /// Counts any number of draws, so many of them votes for the winner and so many for the loser, where
    /// [`Walker::stays_below`] holds.
    #[inline]
    pub fn count(&mut self, winner: u32, loser: u32, draws: u32) {
        if self.crossed.is_none() {
            self.draws += u64::from(draws);
            self.winner += u64::from(winner);
            self.loser += u64::from(loser);
        }
    }

    /// The same where none of them can cross in whatever order they came, or nothing can any more; whether that is so.
    #[inline]
    fn counts(&mut self, ratio: &Ratio, winner: u64, loser: u64, draws: u32) -> bool {
        let stays = self.stays_below(ratio, winner.count_ones());
        if stays {
            self.count(winner.count_ones(), loser.count_ones(), draws);
        }
        stays
    }

    /// Logarithm of the ratio over the one that meets the limit, with so many votes more for the winner.
    #[inline]
    fn ahead(&self, ratio: &Ratio, more: u32) -> f64 {
        let winner = (self.winner + u64::from(more)) as i64 as f64;
        winner * ratio.winner + self.loser as i64 as f64 * ratio.loser - ratio.goal
    }

    /// By how much the measure's own product may differ: a rounding or two at every draw.
    #[inline]
    fn off(&self) -> f64 {
        1e-9 + 1e-15 * self.draws as i64 as f64
    }

    /// Looks at one draw after the other.
    fn look(&mut self, ratio: &Ratio, winner: u64, loser: u64, draws: u32) {
        for at in 0..draws {
            self.draws += 1;
            self.loser += loser >> at & 1;
            if winner >> at & 1 == 0 {
                continue;
            }
            self.winner += 1;
            let ahead = self.ahead(ratio, 0);
            if ahead >= self.off() {
                self.crossed = Some(self.draws);
                return;
            }
            if ahead > -self.off() {
                self.unsure = true;
                return;
            }
        }
    }
}

/// Draws of a quarter of a word.
const QUARTER: u32 = 16;
