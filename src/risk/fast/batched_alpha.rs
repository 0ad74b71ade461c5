//! The first draw at which a poll's P-value reaches its limit, by ALPHA with truncated shrinkage, computed for 64 cards
//! at once.
//!
//! While the estimate is not truncated, a vote for the winner multiplies the wealth by (dη + S)/(d + n) over (t − S)/(N
//! − n), and a vote for the loser by the quotient of their complements to 1. The wealth is then a product of three
//! functions: of the winner's votes, of the loser's votes and of the draws. Their logarithms are tables of sums. A
//! block of cards is looked up in the tables if the estimate is not truncated in any order of its votes, and if no
//! order could bring the wealth to the limit. Other blocks are computed with one division and one logarithm for 16
//! cards; near the limit, card by card with the martingale's own arithmetic.
//!
//! The answer is always the card at which the martingale itself stops. If rounding could change it, the answer is
//! "unsure", and the caller computes the audit card by card from its beginning.
//!
//! # Derivation
//! `docs/derivations/batched-alpha.md`.
//!
//! # Reference
//! The martingale: Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.5.2. The wealth of a plain shrinkage estimate
//! is a function of counts: it is a ratio of Beta-binomial to hypergeometric probabilities (Waudby-Smith and Ramdas
//! 2020, "Confidence sequences for sampling without replacement", section 2).

use super::skip_agreement::CloneBeforeStart;
use crate::risk::bet::{Bet, ShrinkTrunc};
use crate::risk::{MeanLeft, Null, Past};

/// Cards of the largest block.
pub const STRIDE: usize = 64;

/// Cards of a small block. The product of 16 factors, each below 2³³, does not overflow.
const STEP: usize = 16;

/// Most draws of the tables (five of them, of 2 MB each at most). The error bound depends on it.
const MOST: usize = 1 << 18;

/// Error allowed for a run of table look-ups, added each time a run begins: the rounding of six entries of up to 5·10⁶, and
/// of the additions.
const SWITCH: f64 = 1e-8;

/// The smallest share that the report must leave to others, or the smallest distance by which the cap must keep the
/// estimate below the upper bound before the first draw. With less, the factor of a vote for the loser is a difference
/// that has lost its digits.
const LEAST_OTHERS: f64 = 0.01;

/// The largest weight of the reported mean, in draws. With more, the estimate hardly moves, and the rounding of each
/// vote for the loser adds up.
const MOST_WEIGHT: f64 = 1e5;

/// The tables that all audits of one pair share. They grow with the longest audit.
pub struct Strides {
    null: Null,
    bet: ShrinkTrunc,
    /// Log wealth at which the limit is met.
    goal: f64,
    /// The reported mean in votes, times its weight in draws.
    weighed: f64,
    /// The largest sum under the null, in votes.
    total: f64,
    /// Sums of logarithms: of the winner's factors by the winner's votes, of the loser's by the loser's votes, of the
    /// common ones by draws.
    winner: CompensatedSum,
    loser: CompensatedSum,
    draws: CompensatedSum,
    /// By draws: the distance between the estimate and the null's mean, and one over the estimate's weight.
    above: Vec<f64>,
    inverse: Vec<f64>,
}

/// Partial sums with Neumaier's compensation: each has only the error of its own last rounding.
#[derive(Default)]
struct CompensatedSum {
    all: Vec<f64>,
    last: f64,
    rest: f64,
}

impl CompensatedSum {
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
    /// Tables for a measure that is ALPHA with the truncated shrinkage estimate, without replacement, with values 0, 1
    /// and 2 units, and within the error bound; `None` for any other. `limit` is the P-value at which the audit stops.
    pub fn of(measure: &dyn CloneBeforeStart, limit: f64) -> Option<Self> {
        let staking = measure.staking()?;
        let (null, bet) = (*staking.null(), staking.shrinkage()?);
        let is_poll = null.upper == 2 && !null.replacement && null.slack == 0 && null.total > 0;
        let is_plain = bet.f <= 0.0 && bet.c >= 0.0 && (0.0..=2.0).contains(&bet.eta);
        let has_digits = 1.0 - bet.eta / 2.0 >= LEAST_OTHERS || !bet.cap_at_upper && bet.c >= LEAST_OTHERS;
        let is_plain = is_plain && has_digits && (1.0..=MOST_WEIGHT).contains(&bet.d);
        let fits = null.cards < 1 << 32 && null.total < 2 * null.cards as i64;
        (is_poll && is_plain && fits && limit > 0.0 && limit < 1.0).then(|| Self {
            null,
            bet,
            goal: -libm::log(limit),
            weighed: bet.d * bet.eta / 2.0,
            total: null.total as f64 / 2.0,
            winner: CompensatedSum::default(),
            loser: CompensatedSum::default(),
            draws: CompensatedSum::default(),
            above: Vec::new(),
            inverse: Vec::new(),
        })
    }

    fn above(&self, draws: usize) -> f64 {
        self.bet.c / 2.0 / (self.bet.d + draws as f64).sqrt()
    }

    /// Extends the tables to this number of draws; `false` if that is more than they may hold.
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
        // Entries beyond the null's total are never used, so their value does not matter.
        let ln = |over: f64, under: f64| if over > 0.0 && under > 0.0 { libm::log(over / under) } else { 0.0 };
        self.draws.reach(draws + 1, |n| ln(cards - n, d + n));
        self.winner.reach(draws + 1, |k| ln(weighed + k, total - k));
        self.loser.reach(draws + 1, |k| ln(d - weighed + k, cards - total - k));
        true
    }
}

/// One pair of candidates in one audit.
#[derive(Clone, Debug, Default)]
pub struct Strider {
    draws: u64,
    /// Sum of the values so far, in units.
    sum: u64,
    /// Whether there was a value of 1: the tables have two kinds of votes only.
    halves: bool,
    /// Log wealth.
    ln: f64,
    /// Bound on its error.
    off: f64,
    /// Whether the last block was looked up in the tables.
    by_table: bool,
    end: StopKnown,
}

/// What is known about the end of an audit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum StopKnown {
    #[default]
    Open,
    /// The draw, from 1, after which the P-value was first at the limit or below.
    Crossed(u64),
    /// The null is certainly true.
    Never,
    Unsure,
}

/// The state of an audit, in votes and cards as floating-point numbers.
struct AlphaState {
    /// Denominator and numerator of the estimate.
    weight: f64,
    sum: f64,
    /// Votes of the remaining cards under the null, and the number of these cards.
    votes: f64,
    cards: f64,
}

impl Strider {
    /// The draw (from 1) after which the P-value was first at the limit or below, if it was.
    pub fn crossed(&self) -> Option<u64> {
        if let StopKnown::Crossed(draw) = self.end { Some(draw) } else { None }
    }

    /// Whether the null is certainly true, so that the limit cannot be met any more.
    pub fn never_will(&self) -> bool {
        self.end == StopKnown::Never
    }

    /// Whether rounding could change the answer. Then the other answers are not valid.
    pub fn is_unsure(&self) -> bool {
        self.end == StopKnown::Unsure
    }

    /// Whether the answer is known, so that further cards cannot change it.
    pub fn is_done(&self) -> bool {
        self.end != StopKnown::Open
    }

    /// Takes the next values, of 0, 1 or 2 units, at most [`STRIDE`] of them. `halves` says whether a 1 may be among
    /// them.
    pub fn observe(&mut self, strides: &mut Strides, values: &[u32], halves: bool) {
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

    fn place(&self, strides: &Strides) -> AlphaState {
        let (draws, votes) = (self.draws as f64, self.sum as f64 / 2.0);
        AlphaState {
            weight: strides.bet.d + draws,
            sum: strides.weighed + votes,
            votes: strides.total - votes,
            cards: strides.null.cards as f64 - draws,
        }
    }

    /// Whether a wealth is below the limit, whatever the rounding here and in the martingale.
    fn is_below(&self, strides: &Strides, ln: f64) -> bool {
        // 1e-15 a card bounds the roundings of the martingale's product; 1e-8 those of its factors, as long as there
        // are tables.
        ln < strides.goal - self.off - 1e-15 * self.draws as f64 - 1e-8
    }

    /// Looks a block up in the tables, if its order does not matter and no card of it can reach the limit.
    #[inline]
    fn leap(&mut self, strides: &mut Strides, values: &[u32]) -> bool {
        let at = self.place(strides);
        let many = values.len() as f64;
        // Neither kind of vote may run out within the block: then the null's mean stays between 0 and 1, and no card
        // settles it.
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
        // The estimate is nearest to its floor if all votes for the loser come first, and largest if all votes for the
        // winner do. If it is not truncated in these orders, it is not truncated in any order.
        let (cards, weight) = (at.cards - downs, at.weight + downs);
        let plain = at.sum * cards >= weight * (at.votes + above * cards)
            && at.sum + ups <= (at.weight + ups) * (1.0 - above - f64::EPSILON);
        if !plain {
            return false;
        }
        let (winner, loser, draws) = (&strides.winner.all, &strides.loser.all, &strides.draws.all);
        let (k, l) = (self.sum as usize / 2, before - self.sum as usize / 2);
        let won = winner[k + up] - winner[k];
        // The wealth is highest if all votes for the winner come first.
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

    /// Computes a small block with one division and one logarithm, if no card of it can reach the limit.
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
        // No factor of the block is larger than this estimate over the smallest mean that can remain under the null.
        let highest = ((at.sum + many) / (at.weight + many)).max(at.votes / cards + above[0]);
        let gain = highest * cards / (at.votes - many) - 1.0;
        let units: u32 = values.iter().sum();
        // Each of these cards multiplies the wealth by at most 1 + gain, every other card by at most 1, and ln(1 +
        // gain) ≤ gain.
        let counted = values.iter().map(|&value| u32::from(value > 0)).sum::<u32>();
        if !self.is_below(strides, self.ln + f64::from(counted) * gain) {
            return false;
        }
        let least = if strides.bet.cap_at_upper { 0.0 } else { 1.0 };
        let AlphaState { mut sum, mut votes, mut cards, .. } = at;
        let (mut over, mut under) = (1.0_f64, 1.0_f64);
        for ((&value, &above), &inverse) in values.iter().zip(above).zip(inverse) {
            let vote = 0.5 * f64::from(value as i32);
            let above = above * cards;
            // The estimate times the number of remaining cards, so that a factor is a quotient of whole numbers.
            let estimate = (sum * cards * inverse).max(votes + above).min(cards - least * above).max(votes);
            let (no, null_no) = (cards - estimate, cards - votes);
            // The kind of a value selects by arithmetic and not by a branch, because values follow no pattern.
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

    /// Computes cards with the martingale's own arithmetic.
    fn walk(&mut self, strides: &Strides, values: &[u32]) {
        let short = strides.goal - self.ln;
        let off = self.off + 1e-15 * self.draws as f64 + 1e-8;
        // A product between these two, or one that has lost its digits near 0, leaves the answer to the martingale
        // itself.
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
                MeanLeft::Refuted => StopKnown::Crossed(past.draws),
                MeanLeft::Proved => StopKnown::Never,
                MeanLeft::Mean(_) if product >= high => StopKnown::Crossed(past.draws),
                MeanLeft::Mean(_) if product > low || product < 1e-200 => StopKnown::Unsure,
                MeanLeft::Mean(_) => StopKnown::Open,
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

#[cfg(test)]
mod tests {
    use super::*;

    use crate::risk::{Betting, Martingale, RiskFunction};

    /// Votes without randomness: `share` of 1000 for the winner, as evenly as possible, with the votes of `first`
    /// before them.
    fn evenly(cards: usize, per_thousand: usize, first: &[u32]) -> Vec<u32> {
        let even = |at: usize| if (at + 1) * per_thousand / 1_000 > at * per_thousand / 1_000 { 2 } else { 0 };
        first.iter().copied().chain((first.len()..cards).map(even)).collect()
    }

    #[test]
    fn a_logarithm_is_off_by_no_more_than_it_says() {
        let loser_first = vec![0; 200];
        let winner_first = vec![2; 300];
        let mut halves = evenly(20_000, 520, &[]);
        (0..20_000).step_by(7).for_each(|at| halves[at] = 1);
        // More draws than the tables hold; a winner with nearly all votes, at the cap and far below it; votes of one
        // side first, so that tables and steps alternate.
        let cases = [
            (evenly(300_000, 500, &[]), 1.000_1, false),
            (evenly(40_000, 990, &[]), 1.98, false),
            (evenly(20_000, 995, &loser_first), 2.0, false),
            (evenly(20_000, 510, &winner_first), 1.02, false),
            (evenly(20_000, 480, &loser_first), 1.4, false),
            (evenly(3_000, 999, &[]), 1.9, true),
            (halves, 1.04, false),
        ];
        let mut farthest = 0.0_f64;
        for (number, (values, eta, cap_at_upper)) in cases.into_iter().enumerate() {
            let null = Null::of(values.len() as u64, values.len() as i64, 2, false);
            let bet = ShrinkTrunc { cap_at_upper, ..ShrinkTrunc::of(eta, 1.0) };
            let mut risk = Betting::new(null, bet);
            // A limit that is never met, so that all cards are taken.
            let mut strides = Strides::of(&risk, 1e-300).expect("a poll");
            let mut strider = Strider::default();
            for values in values.chunks(STRIDE) {
                strider.observe(&mut strides, values, values.contains(&1));
                for &value in values {
                    risk.observe(u64::from(value));
                }
                if strider.is_done() || risk.wealth().ln().is_infinite() {
                    break;
                }
                let apart = (strider.ln - risk.wealth().ln()).abs();
                let allowed = strider.off + 1e-15 * strider.draws as f64 + 1e-8;
                assert!(apart <= allowed, "case {number} after {}: {apart:e} {allowed:e}", strider.draws);
                farthest = farthest.max(apart / allowed);
            }
            assert!(strider.draws > 500, "case {number}: {} cards observed", strider.draws);
        }
        // The bound is for the worst case; the actual error is far below it, but not 0.
        assert!((1e-9..0.2).contains(&farthest), "{farthest}");
    }
}
