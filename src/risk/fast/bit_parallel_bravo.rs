//! The first draw at which Wald's ratio meets its limit, 64 draws at a time: one word of bits for the winner's votes,
//! one for the loser's.
//!
//! The ratio is a function of two counts. If a word's votes for the winner could not bring it to the limit even if they
//! all came first, the word is counted as a whole. Otherwise its quarters are tried, and in a quarter that may meet the
//! limit, every bit is examined. The measure itself multiplies factors and rounds at every vote; if its product might
//! be on the other side of the limit, the answer is "unsure".
//!
//! # Derivation
//! `docs/derivations/bit-parallel-bravo.md`.
//!
//! # Reference
//! Wald 1945, "Sequential Tests of Statistical Hypotheses", Ann. Math. Stat. 16(2), as in BRAVO (Lindeman, Stark and Yates
//! 2012, EVT/WOTE '12).

use crate::risk::RiskFunction;

/// Wald's ratio and a limit.
#[derive(Clone, Copy, Debug)]
pub struct Ratio {
    /// Logarithms of the factors of a vote for the winner and for the loser.
    winner: f64,
    loser: f64,
    /// Logarithm of the ratio that meets the limit.
    goal: f64,
    /// Units of room for each unit of the logarithm.
    units: f64,
    /// Units of room that a vote for the winner takes, that a vote for the loser gives, and that there are at the
    /// beginning. All are rounded so that the room is never overestimated.
    taken: i64,
    given: i64,
    room: i64,
}

/// One unit of room, as a fraction of the logarithm of a vote for the winner.
const UNIT: f64 = 1.0 / (1 << 26) as f64;

impl Ratio {
    /// For a measure that is Wald's ratio; `None` for any other.
    pub fn of(measure: &dyn RiskFunction, limit: f64) -> Option<Self> {
        let [winner, loser] = measure.ratio()?;
        if !(winner > 1.0 && (0.0..=1.0).contains(&loser) && limit > 0.0 && limit < 1.0) {
            return None;
        }
        // If no vote for the loser is reported, one such vote takes the whole wealth: ln 0, kept finite.
        let (winner, loser) = (libm::log(winner), libm::log(loser).max(-1e300));
        let (goal, units) = (-libm::log(limit), 1.0 / (UNIT * winner));
        // For each vote: the possible error of the measure's product, and one unit for the rounding of `given`.
        let rounding = (ROUNDING * units) as i64 + 1;
        // Too little room is safe: the ratio is then judged more often.
        let most = 1e3 / UNIT;
        // Whole units, because sums of integers are exact: the room is the same however the draws are divided into
        // blocks.
        Some(Self {
            winner,
            loser,
            goal,
            units,
            taken: (1.0 / UNIT) as i64 + rounding,
            given: (-loser * units).min(most) as i64 - rounding,
            room: ((goal - NEAR) * units) as i64 - 1,
        })
    }
}

/// Error allowed between the logarithm here and the measure's product: at the beginning, and the addition for each
/// vote.
const NEAR: f64 = 1e-9;
const ROUNDING: f64 = 1e-15;

/// One pair of candidates in one audit.
#[derive(Clone, Copy, Debug)]
pub struct Walker {
    draws: u64,
    winner: u64,
    loser: u64,
    /// Units by which the measure's product is at least below the limit.
    room: i64,
    crossed: Option<u64>,
    unsure: bool,
}

impl Walker {
    /// The state before the first draw.
    pub fn begin(ratio: &Ratio) -> Self {
        Self { draws: 0, winner: 0, loser: 0, room: ratio.room, crossed: None, unsure: false }
    }

    /// The draw (from 1) after which the P-value was first at the limit or below, if it was.
    pub fn crossed(&self) -> Option<u64> {
        self.crossed
    }

    /// Whether rounding could change the answer. Then the other answers are not valid.
    pub fn is_unsure(&self) -> bool {
        self.unsure
    }

    /// Takes the next draws, at most 64, the first in the lowest bit: `winner` has a bit for each vote for the winner,
    /// `loser` for the loser. Bits above `draws` are 0.
    #[inline]
    pub fn observe(&mut self, ratio: &Ratio, winner: u64, loser: u64, draws: u32) {
        if self.crossed.is_some() || self.unsure {
            return;
        }
        if self.counts(ratio, winner, loser, draws) {
            return;
        }
        let mut at = 0;
        while at < draws && self.crossed.is_none() && !self.unsure {
            let many = QUARTER.min(draws - at);
            // The lowest bits: one for each draw of the quarter.
            let mask = (1 << many) - 1;
            let (winner, loser) = (winner >> at & mask, loser >> at & mask);
            if !self.counts(ratio, winner, loser, many) {
                self.look(ratio, winner, loser, many);
            }
            at += many;
        }
    }

    /// Whether no draw of the next block can meet the limit if it holds this number of votes for the winner (or if the
    /// answer is known already).
    #[inline]
    pub fn stays_below(&self, ratio: &Ratio, winner: u32) -> bool {
        i64::from(winner) * ratio.taken < self.room
    }

    /// Counts a block of draws by its numbers of votes for the winner and the loser, if [`Walker::stays_below`] holds.
    #[inline]
    pub fn count(&mut self, ratio: &Ratio, winner: u32, loser: u32, draws: u32) {
        self.draws += u64::from(draws);
        self.winner += u64::from(winner);
        self.loser += u64::from(loser);
        let change = i64::from(loser) * ratio.given - i64::from(winner) * ratio.taken;
        self.room = self.room.saturating_add(change);
    }

    /// Counts a block if no draw of it can meet the limit in any order; returns whether it did.
    #[inline]
    fn counts(&mut self, ratio: &Ratio, winner: u64, loser: u64, draws: u32) -> bool {
        let stays = self.stays_below(ratio, winner.count_ones());
        if stays {
            self.count(ratio, winner.count_ones(), loser.count_ones(), draws);
        }
        stays
    }

    /// Examines one draw after the other.
    fn look(&mut self, ratio: &Ratio, winner: u64, loser: u64, draws: u32) {
        for at in 0..draws {
            self.count(ratio, (winner >> at & 1) as u32, (loser >> at & 1) as u32, 1);
            if self.room <= 0 {
                self.judge(ratio);
                if self.crossed.is_some() || self.unsure {
                    return;
                }
            }
        }
    }

    /// Decides by the logarithm of the ratio whether it has met the limit, and computes the room again.
    fn judge(&mut self, ratio: &Ratio) {
        let (winner, loser) = (self.winner as i64 as f64, self.loser as i64 as f64);
        // From the counts and not from the room, so that roundings do not add up over the blocks.
        let ahead = winner * ratio.winner + loser * ratio.loser - ratio.goal;
        let off = NEAR + ROUNDING * self.draws as i64 as f64;
        if ahead >= off {
            (self.crossed, self.room) = (Some(self.draws), i64::MAX);
        } else if ahead > -off {
            (self.unsure, self.room) = (true, i64::MIN);
        } else {
            self.room = ((-ahead - off) * ratio.units) as i64;
        }
    }
}

/// Draws in a quarter of a word.
const QUARTER: u32 = 16;

#[cfg(test)]
mod tests {
    use super::*;

    use crate::risk::{Bravo, Martingale};

    #[test]
    fn the_product_is_as_near_to_the_sum_of_logarithms_as_it_says() {
        // Shares from a margin of nearly zero to all votes but one in a trillion; long walks near their limit.
        for share in [0.5 + 1e-12, 0.500_01, 0.51, 0.75, 0.999, 1.0 - 1e-12] {
            let mut measure = Bravo::new(share);
            let ratio = Ratio::of(&measure, 0.05).expect("a ratio");
            let mut walker = Walker::begin(&ratio);
            // Two constructed walks: one kept just below the limit, and one kept near 1.
            for below in [ratio.goal, 0.5 * ratio.goal] {
                for _ in 0..60_000 {
                    let sum = walker.winner as f64 * ratio.winner + walker.loser as f64 * ratio.loser;
                    let up = sum + ratio.winner < below;
                    measure.observe(if up { 2 } else { 0 });
                    walker.observe(&ratio, u64::from(up), u64::from(!up), 1);
                    let sum = walker.winner as f64 * ratio.winner + walker.loser as f64 * ratio.loser;
                    let off = NEAR + ROUNDING * walker.draws as f64;
                    let apart = (measure.wealth().ln() - sum).abs();
                    assert!(apart <= off, "{share} after {}: {apart:e}", walker.draws);
                    // The room in units is never an overestimate.
                    let room = walker.room as f64 / ratio.units;
                    assert!(walker.is_unsure() || room <= ratio.goal - sum - off + 1e-15, "{share}: {room}");
                }
            }
            assert!(walker.crossed().is_none() && walker.draws >= 60_000, "{share}");
        }
    }
}
