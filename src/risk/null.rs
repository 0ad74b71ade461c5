//! The null hypothesis in whole units, and the mean of the remaining cards under it.
//!
//! # Derivation
//! `docs/derivations/whole-units.md`.
//!
//! # Reference
//! Stark 2020, "Sets of half-average nulls generate risk-limiting audits" (SHANGRLA), section 2; the mean of the
//! remaining cards without replacement as in Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.1.

use super::Past;

/// The hypothesis that an audit tries to reject: the population's values sum to no more than `total`.
///
/// Values and total are whole numbers of one unit, so that ties and full counts are decided in integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Null {
    /// Cards in the population, at least 1.
    pub cards: u64,
    /// The largest sum under the null, in units; negative if no population has so small a sum.
    pub total: i64,
    /// The largest value a card can have, in units, at least 1.
    pub upper: u64,
    /// Whether draws are with replacement.
    pub replacement: bool,
    /// By how many units a sum may exceed the total and still count as a tie: 0, except for rounded values.
    pub slack: u64,
}

/// The mean of the remaining cards under the null.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MeanLeft {
    /// The values seen already exceed the total: the null is certainly false.
    Refuted,
    /// The largest value on every remaining card would not exceed the total: the null is certainly true.
    Proved,
    /// The largest mean of the remaining cards, in units, at least 0 and below `upper`.
    Mean(f64),
}

impl Null {
    /// A null without slack.
    pub fn of(cards: u64, total: i64, upper: u64, replacement: bool) -> Self {
        Self { cards, total, upper, replacement, slack: 0 }
    }

    /// The mean under the null before any draw, in units.
    pub fn mean(&self) -> f64 {
        self.total as f64 / self.cards as f64
    }

    /// The mean of the remaining cards before the next draw.
    #[inline]
    pub fn mean_left(&self, past: &Past) -> MeanLeft {
        self.mean_after(past.draws, past.sum)
    }

    /// The same, after this number of draws with this sum of values.
    #[inline]
    pub fn mean_after(&self, draws: u64, sum: u64) -> MeanLeft {
        let (left, cards) = if self.replacement {
            (self.total, self.cards)
        } else {
            (self.total.saturating_sub_unsigned(sum), self.cards.saturating_sub(draws))
        };
        if left < 0 && left.unsigned_abs() > self.slack {
            MeanLeft::Refuted
        } else if left.max(0) as u64 >= cards.saturating_mul(self.upper) {
            MeanLeft::Proved
        } else if left.unsigned_abs() <= self.slack {
            // The rest is only rounding, so its mean is set to 0.
            MeanLeft::Mean(0.0)
        } else {
            // Signed integers are converted to floating point in one instruction.
            MeanLeft::Mean(left as f64 / cards as i64 as f64)
        }
    }

    /// Whether a count of all cards with that sum refutes the null. A tie does not.
    #[inline]
    pub fn is_refuted_by(&self, sum: u64) -> bool {
        i128::from(sum) > i128::from(self.total) + i128::from(self.slack)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(draws: u64, sum: u64) -> Past {
        Past { draws, sum, ..Past::default() }
    }

    #[test]
    fn a_tie_is_never_a_refutation() {
        let null = Null::of(4, 4, 2, false);
        assert_eq!(null.mean_left(&past(0, 0)), MeanLeft::Mean(1.0));
        assert_eq!(null.mean_left(&past(2, 4)), MeanLeft::Mean(0.0));
        // All four cards with exactly half: the null is true.
        assert_eq!(null.mean_left(&past(4, 4)), MeanLeft::Proved);
        assert_eq!(null.mean_left(&past(3, 5)), MeanLeft::Refuted);
        assert_eq!(null.mean_left(&past(2, 0)), MeanLeft::Proved);
        assert!(!null.is_refuted_by(4) && null.is_refuted_by(5));
    }

    #[test]
    fn slack_makes_a_rounded_tie_a_tie() {
        let null = Null { slack: 2, ..Null::of(4, 4_000, 2_000, false) };
        assert_eq!(null.mean_left(&past(3, 4_002)), MeanLeft::Mean(0.0));
        assert_eq!(null.mean_left(&past(3, 3_998)), MeanLeft::Mean(0.0));
        assert_eq!(null.mean_left(&past(3, 3_997)), MeanLeft::Mean(3.0));
        assert_eq!(null.mean_left(&past(3, 4_003)), MeanLeft::Refuted);
        assert!(!null.is_refuted_by(4_002) && null.is_refuted_by(4_003));
    }

    #[test]
    fn with_replacement_the_mean_stays() {
        let null = Null::of(4, 4, 2, true);
        assert_eq!(null.mean_left(&past(1_000, 2_000)), MeanLeft::Mean(1.0));
        assert_eq!(Null::of(4, 8, 2, true).mean_left(&past(0, 0)), MeanLeft::Proved);
        assert_eq!(Null::of(4, -1, 2, true).mean_left(&past(0, 0)), MeanLeft::Refuted);
    }
}
