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
    /// How many units the logarithm 1 is.
    units: f64,
    /// Units that a vote of the winner takes, that one of the loser gives, and that there are at the beginning.
    taken: i64,
    given: i64,
    room: i64,
}

/// Parts of a vote of the winner in which room is measured.
const UNIT: f64 = 1.0 / (1 << 26) as f64;

impl Ratio {
    /// For a measure that is Wald's ratio; `None` for any other.
    pub fn of(measure: &dyn RiskFunction, limit: f64) -> Option<Self> {
        let [winner, loser] = measure.ratio()?;
        if !(winner > 1.0 && (0.0..=1.0).contains(&loser) && limit > 0.0 && limit < 1.0) {
            return None;
        }
        // Where nobody is reported to have voted for the loser, one such vote ends all hope.
        let (winner, loser) = (libm::log(winner), libm::log(loser).max(-1e300));
        let (goal, units) = (-libm::log(limit), 1.0 / (UNIT * winner));
        // The product of the measure itself is rounded at every vote, and what is given here is rounded down.
        let rounding = (ROUNDING * units) as i64 + 1;
        let most = 1e3 / UNIT;
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

/// By how much a logarithm may be off from the beginning, and more after every vote.
const NEAR: f64 = 1e-9;
const ROUNDING: f64 = 1e-15;

/// One pair in one audit.
#[derive(Clone, Copy, Debug)]
pub struct Walker {
    draws: u64,
    winner: u64,
    loser: u64,
    /// Units by which the ratio is at least below the limit, however it was rounded.
    room: i64,
    crossed: Option<u64>,
    unsure: bool,
}

impl Walker {
    /// Before the first draw.
    pub fn begin(ratio: &Ratio) -> Self {
        Self { draws: 0, winner: 0, loser: 0, room: ratio.room, crossed: None, unsure: false }
    }

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
        i64::from(winner) * ratio.taken < self.room
    }

    /// Counts any number of draws, so many of them votes for the winner and so many for the loser, where
    /// [`Walker::stays_below`] holds.
    #[inline]
    pub fn count(&mut self, ratio: &Ratio, winner: u32, loser: u32, draws: u32) {
        self.draws += u64::from(draws);
        self.winner += u64::from(winner);
        self.loser += u64::from(loser);
        let change = i64::from(loser) * ratio.given - i64::from(winner) * ratio.taken;
        self.room = self.room.saturating_add(change);
    }

    /// The same where none of them can cross in whatever order they came, or nothing can any more; whether that is so.
    #[inline]
    fn counts(&mut self, ratio: &Ratio, winner: u64, loser: u64, draws: u32) -> bool {
        let stays = self.stays_below(ratio, winner.count_ones());
        if stays {
            self.count(ratio, winner.count_ones(), loser.count_ones(), draws);
        }
        stays
    }

    /// Looks at one draw after the other.
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

    /// Asks the ratio itself whether it has met the limit.
    fn judge(&mut self, ratio: &Ratio) {
        let (winner, loser) = (self.winner as i64 as f64, self.loser as i64 as f64);
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

/// Draws of a quarter of a word.
const QUARTER: u32 = 16;
