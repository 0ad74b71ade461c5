//! When a poll's P-value first falls to its limit, by ALPHA with truncated shrinkage: many cards heard at one stride.
//!
//! While the estimate is the plain shrinkage one, a vote of the winner multiplies the wealth by (dη + S)/(d + n) over
//! (t − S)/(N − n), one of the loser by what both leave to 1, and the factors depend on three counts apart: the wealth
//! after any number of cards is looked up in three tables of sums. A stretch is leapt over where the estimate is the
//! plain one in whatever order its votes come, and where no order could bring the wealth to the limit. Elsewhere every
//! card is heard, with products above and below the line kept apart and divided once for many cards; near the limit, as
//! the martingale itself hears it.
//!
//! The answer is that of the martingale heard card by card, not nearly but always: where rounding could matter, the
//! strider says that it is not sure, and the audit is to be heard card by card from its beginning.
//!
//! # Reference
//! The martingale: Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.5.2. That counts tell the wealth of a plain
//! shrinkage estimate: it is a ratio of Beta-binomial to hypergeometric chances (Waudby-Smith and Ramdas 2020,
//! "Confidence sequences for sampling without replacement", section 2).

use super::bet::{Bet, ShrinkTrunc};
use super::leap::Fresh;
use super::{MeanLeft, Null, Past};

/// Cards of the longest stride.
pub const STRIDE: usize = 64;

/// Cards of a short one: so many factors, none above the number of cards squared, are a number still.
const STEP: usize = 16;

/// Draws up to which tables are made: five of them, of 2 MB each at most.
const MOST: usize = 1 << 18;

/// By how much a logarithm from tables may be off after it was added to one from elsewhere.
const SWITCH: f64 = 1e-8;

/// What all audits of one pair share: tables that grow with the longest of them.
pub struct Strides {
    null: Null,
    bet: ShrinkTrunc,
    /// Logarithm of the wealth that meets the limit.
    goal: f64,
    /// The reported mean in votes, and as many as it weighs.
    weighed: f64,
    /// The sum that the null allows, in votes.
    total: f64,
    /// Sums of logarithms: of the winner's factors by his votes, of the loser's by hers, of what is common by draws.
    winner: Sums,
    loser: Sums,
    draws: Sums,
    /// How far the estimate is kept from the null's mean, and one over the estimate's weight, by draws.
    above: Vec<f64>,
    inverse: Vec<f64>,
}

/// Sums from 0 on, each as if it had been added up without rounding.
#[derive(Default)]
struct Sums {
    all: Vec<f64>,
    last: f64,
    rest: f64,
}

impl Sums {
    fn reach(&mut self, places: usize, term: impl Fn(f64) -> f64) {
        if self.all.is_empty() {
            self.all.push(0.0);
        }
        while self.all.len() < places {
            let term = term((self.all.len() - 1) as f64);
            let sum = self.last + term;
            self.rest +=
                if self.last.abs() >= term.abs() { (self.last - sum) + term } else { (term - sum) + self.last };
            self.last = sum;
            self.all.push(sum + self.rest);
        }
    }
}

impl Strides {
    /// For a measure that is ALPHA with the plain truncated shrinkage estimate, without replacement, whose values are 0,
    /// 1 and 2 units; `None` for any other. `limit`: the P-value at which it stops.
    pub fn of(measure: &dyn Fresh, limit: f64) -> Option<Self> {
        let staking = measure.staking()?;
        let (null, bet) = (*staking.null(), staking.shrinkage()?);
        let is_poll = null.upper == 2 && !null.replacement && null.slack == 0 && null.total > 0;
        let is_plain = bet.f <= 0.0 && bet.c >= 0.0 && bet.d >= 1.0 && (0.0..=2.0).contains(&bet.eta);
        let fits = null.cards < 1 << 32 && null.total < 2 * null.cards as i64;
        (is_poll && is_plain && fits && limit > 0.0 && limit < 1.0).then(|| Self {
            null,
            bet,
            goal: -libm::log(limit),
            weighed: bet.d * bet.eta / 2.0,
            total: null.total as f64 / 2.0,
            winner: Sums::default(),
            loser: Sums::default(),
            draws: Sums::default(),
            above: Vec::new(),
            inverse: Vec::new(),
        })
    }

    fn above(&self, draws: usize) -> f64 {
        self.bet.c / 2.0 / (self.bet.d + draws as f64).sqrt()
    }

    /// Makes tables for so many draws; whether they may be so long.
    #[inline]
    fn reach(&mut self, draws: usize) -> bool {
        if draws < self.above.len() {
            return true;
        }
        self.grow(draws)
    }

    #[cold]
    fn grow(&mut self, draws: usize) -> bool {
        if draws >= MOST {
            return false;
        }
        let draws = (draws + draws / 4 + 4 * STRIDE).min(MOST);
        let from = self.above.len();
        let above: Vec<f64> = (from..=draws).map(|at| self.above(at)).collect();
        self.above.extend(above);
        self.inverse.extend((from..=draws).map(|at| 1.0 / (self.bet.d + at as f64)));
        let (d, weighed, total, cards) = (self.bet.d, self.weighed, self.total, self.null.cards as f64);
        // Beyond the null's total no table is asked.
        let ln = |over: f64, under: f64| if over > 0.0 && under > 0.0 { libm::log(over / under) } else { 0.0 };
        self.draws.reach(draws + 1, |n| ln(cards - n, d + n));
        self.winner.reach(draws + 1, |k| ln(weighed + k, total - k));
        self.loser.reach(draws + 1, |k| ln(d - weighed + k, cards - total - k));
        true
    }
}

/// One pair in one audit.
#[derive(Clone, Debug, Default)]
pub struct Strider {
    draws: u64,
    /// Sum of the values heard, in units.
    sum: u64,
    /// Whether a value of 1 was heard: then tables that count two kinds of votes no longer hold.
    halves: bool,
    /// Logarithm of wealth.
    ln: f64,
    /// By how much it may be off.
    off: f64,
    /// Whether tables told the last of it.
    by_table: bool,
    end: End,
}

/// What is known of the end of an audit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum End {
    #[default]
    Open,
    /// After that draw, from 1, the P-value was first at the limit or below.
    Crossed(u64),
    /// The null is true for certain.
    Never,
    Unsure,
}

/// Where an audit stands, in votes and cards as fractions.
struct Place {
    /// How much the estimate weighs, and its sum.
    weight: f64,
    sum: f64,
    /// Votes that the null leaves, and cards left.
    votes: f64,
    cards: f64,
}

impl Strider {
    /// The draw (from 1) after which the P-value was first at the limit or below, if it was.
    pub fn crossed(&self) -> Option<u64> {
        if let End::Crossed(draw) = self.end { Some(draw) } else { None }
    }

    /// Whether the null is true for certain, so that nothing can cross any more.
    pub fn never_will(&self) -> bool {
        self.end == End::Never
    }

    /// Whether rounding could matter: then nothing else that it says counts.
    pub fn is_unsure(&self) -> bool {
        self.end == End::Unsure
    }

    /// Whether more cards change nothing.
    pub fn is_done(&self) -> bool {
        self.end != End::Open
    }

    /// Hears values of 0, 1 or 2 units, at most [`STRIDE`] of them; `halves`: whether a 1 may be among them.
    pub fn hear(&mut self, strides: &mut Strides, values: &[u32], halves: bool) {
        self.halves |= halves;
        if self.is_done() || values.len() == STRIDE && self.leap(strides, values) {
            return;
        }
        for values in values.chunks(STEP) {
            let leapt = values.len() == STEP && (self.leap(strides, values) || self.step(strides, values));
            if !leapt {
                self.walk(strides, values);
            }
            if self.is_done() {
                return;
            }
        }
    }

    fn place(&self, strides: &Strides) -> Place {
        let (draws, votes) = (self.draws as f64, self.sum as f64 / 2.0);
        Place {
            weight: strides.bet.d + draws,
            sum: strides.weighed + votes,
            votes: strides.total - votes,
            cards: strides.null.cards as f64 - draws,
        }
    }

    /// Whether a wealth is below the limit however it was rounded.
    fn is_below(&self, strides: &Strides, ln: f64) -> bool {
        // The martingale's own product has one rounding or two for each card.
        ln < strides.goal - self.off - 1e-15 * self.draws as f64 - 1e-8
    }

    /// Leaps over cards by tables, where any order of them is alike and none can cross.
    #[inline]
    fn leap(&mut self, strides: &mut Strides, values: &[u32]) -> bool {
        let at = self.place(strides);
        let many = values.len() as f64;
        if self.halves || at.votes <= many + 1.0 || at.cards - at.votes <= many + 1.0 {
            return false;
        }
        let before = self.draws as usize;
        if !strides.reach(before + values.len()) {
            return false;
        }
        let units: u32 = values.iter().sum();
        let up = units as usize / 2;
        let (ups, downs) = (up as f64, (values.len() - up) as f64);
        let above = strides.above[before];
        // The plain estimate is nearest to the null's mean when the loser's votes all come first, and highest when
        // the winner's do.
        let (cards, weight) = (at.cards - downs, at.weight + downs);
        let plain = at.sum * cards >= weight * (at.votes + above * cards)
            && at.sum + ups <= (at.weight + ups) * (1.0 - above - f64::EPSILON);
        if !plain {
            return false;
        }
        let (winner, loser, draws) = (&strides.winner.all, &strides.loser.all, &strides.draws.all);
        let (k, l) = (self.sum as usize / 2, before - self.sum as usize / 2);
        let won = winner[k + up] - winner[k];
        // The wealth is largest when the winner's votes come first, and after the last of them.
        if !self.is_below(strides, self.ln + won + (draws[before + up] - draws[before])) {
            return false;
        }
        let down = values.len() - up;
        self.ln += won + (loser[l + down] - loser[l]) + (draws[before + values.len()] - draws[before]);
        if !self.by_table {
            self.by_table = true;
            self.off += SWITCH;
        }
        self.draws += values.len() as u64;
        self.sum += u64::from(units);
        true
    }

    /// Hears some cards with one division, where none can cross.
    #[inline]
    fn step(&mut self, strides: &mut Strides, values: &[u32]) -> bool {
        let at = self.place(strides);
        let many = values.len() as f64;
        let before = self.draws as usize;
        if at.votes <= many + 1.0 || at.cards - at.votes <= many + 1.0 || !strides.reach(before + values.len()) {
            return false;
        }
        let (above, inverse) = (&strides.above[before..before + STEP], &strides.inverse[before..before + STEP]);
        let cards = at.cards - many;
        let highest = ((at.sum + many) / (at.weight + many)).max(at.votes / cards + above[0]);
        let gain = highest * cards / (at.votes - many) - 1.0;
        let units: u32 = values.iter().sum();
        let counted = values.iter().map(|&value| u32::from(value > 0)).sum::<u32>();
        if !self.is_below(strides, self.ln + f64::from(counted) * gain) {
            return false;
        }
        let least = if strides.bet.cap_at_upper { 0.0 } else { 1.0 };
        let Place { mut sum, mut votes, mut cards, .. } = at;
        let (mut over, mut under) = (1.0_f64, 1.0_f64);
        for ((&value, &above), &inverse) in values.iter().zip(above).zip(inverse) {
            let vote = 0.5 * f64::from(value as i32);
            let above = above * cards;
            // Estimates, as parts of the cards left.
            let estimate = (sum * cards * inverse).max(votes + above).min(cards - least * above).max(votes);
            let (no, null_no) = (cards - estimate, cards - votes);
            if self.halves {
                let half = value as i32 & 1;
                let half = f64::from(half);
                let whole = [no + vote * (estimate - no), null_no + vote * (votes - null_no)];
                let mixed = [estimate * null_no + no * votes, 2.0 * votes * null_no];
                let scale = 1.0 / cards;
                over *= whole[0] + half * (mixed[0] * scale - whole[0]);
                under *= whole[1] + half * (mixed[1] * scale - whole[1]);
            } else {
                over *= no + vote * (estimate - no);
                under *= null_no + vote * (votes - null_no);
            }
            sum += vote;
            votes -= vote;
            cards -= 1.0;
        }
        self.ln += libm::log(over / under);
        self.off += 1e-13;
        self.by_table = false;
        self.draws += values.len() as u64;
        self.sum += u64::from(units);
        true
    }

    /// Hears cards as the martingale does.
    fn walk(&mut self, strides: &Strides, values: &[u32]) {
        let short = strides.goal - self.ln;
        let off = self.off + 1e-15 * self.draws as f64 + 1e-8;
        let (low, high) = (libm::exp(short - off), libm::exp(short + off));
        let mut past = Past { draws: self.draws, sum: self.sum, ..Past::default() };
        let mut left = strides.null.mean_left(&past);
        let mut product = 1.0;
        for &value in values {
            if let MeanLeft::Mean(mean) = left
                && mean > 0.0
            {
                let stake = strides.bet.stake(&strides.null, &past, mean).clamp(0.0, 1.0);
                product *= 1.0 + stake * (f64::from(value) / mean - 1.0);
            }
            past.add(u64::from(value), 0);
            left = strides.null.mean_left(&past);
            self.end = match left {
                MeanLeft::Refuted => End::Crossed(past.draws),
                MeanLeft::Proved => End::Never,
                MeanLeft::Mean(_) if product >= high => End::Crossed(past.draws),
                MeanLeft::Mean(_) if product > low || product < 1e-200 => End::Unsure,
                MeanLeft::Mean(_) => End::Open,
            };
            if self.is_done() {
                return;
            }
        }
        self.ln += libm::log(product);
        self.off += 1e-13;
        self.by_table = false;
        (self.draws, self.sum) = (past.draws, past.sum);
    }
}
