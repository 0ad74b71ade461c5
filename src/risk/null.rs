//! The null hypothesis in whole units, and the mean it leaves for the cards not yet seen.
//!
//! # Reference
//! Stark 2020, "Sets of half-average nulls generate risk-limiting audits" (SHANGRLA), section 2; the mean left under
//! sampling without replacement as in Stark 2023, "ALPHA", Ann. Appl. Stat. 17(1), section 2.1.

use super::Past;

/// The claim that an audit tries to reject: the population's values sum to no more than `total`.
///
/// Values and total are whole numbers of one unit, so that ties and full counts are settled in integers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Null {
    /// Cards in the population, at least 1.
    pub cards: u64,
    /// The largest sum under the null, in units; negative where no population could have so little.
    pub total: i64,
    /// The largest value a card can have, in units, at least 1.
    pub upper: u32,
    /// Whether cards are put back before the next draw.
    pub replacement: bool,
}

/// What the null leaves for the next draw.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum MeanLeft {
    /// The values seen already exceed the total: the null is false for certain.
    Refuted,
    /// Not even the largest value on every card left would exceed the total: the null is true for certain.
    Proved,
    /// The largest mean of the cards left, in units, in `[0, upper]`.
    Mean(f64),
}

impl Null {
    /// The mean that is left before the next draw.
    pub fn mean_left(&self, past: &Past) -> MeanLeft {
        self.mean_after(past.draws, past.sum)
    }

    /// The same, after so many draws with that sum of values.
    pub fn mean_after(&self, draws: u64, sum: u64) -> MeanLeft {
        if self.replacement {
            return MeanLeft::Mean((self.total as f64 / self.cards as f64).clamp(0.0, f64::from(self.upper)));
        }
        let left = self.total - sum as i64;
        let cards = self.cards.saturating_sub(draws);
        if left < 0 {
            MeanLeft::Refuted
        } else if left as u128 >= u128::from(cards) * u128::from(self.upper) {
            MeanLeft::Proved
        } else {
            MeanLeft::Mean(left as f64 / cards as f64)
        }
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
        let null = Null { cards: 4, total: 4, upper: 2, replacement: false };
        assert_eq!(null.mean_left(&past(0, 0)), MeanLeft::Mean(1.0));
        assert_eq!(null.mean_left(&past(2, 4)), MeanLeft::Mean(0.0));
        // All four cards, exactly half: the null is true.
        assert_eq!(null.mean_left(&past(4, 4)), MeanLeft::Proved);
        assert_eq!(null.mean_left(&past(3, 5)), MeanLeft::Refuted);
        assert_eq!(null.mean_left(&past(2, 0)), MeanLeft::Proved);
    }
}
