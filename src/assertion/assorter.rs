//! Assorters: the value of one card for an assertion, in whole units.
//!
//! An assertion gives each ballot a whole number g, at least −a and at most b, whose sum is positive where the
//! assertion is true. The value of a card is g + a: 0 at the least, a for a card that favours neither side, a + b at
//! the most. The assertion is true where the mean over all cards is more than a. Where a = b = 1, as for two
//! candidates, the units are half votes: values are 0, 1 or 2, and the mean must be more than 1.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 2.1, whose assorter is (g + a)/2a.

use super::Assertion;
use crate::election::{Code, Contest, Marks, VoteTable};

/// The units of an assertion's values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale {
    /// The value of a card that favours neither side, which the mean must exceed.
    pub middle: u32,
    /// The largest value of a card.
    pub upper: u32,
    /// Whether the assertion is true where the mean is exactly the middle.
    pub holds_at_middle: bool,
}

impl Scale {
    /// Half votes: the units for two candidates.
    pub const HALF_VOTES: Self = Self { middle: 1, upper: 2, holds_at_middle: false };

    /// The units of an assertion.
    pub fn of(assertion: &Assertion) -> Self {
        let (least, most) = assertion.bounds();
        Self { middle: least, upper: least.saturating_add(most), holds_at_middle: assertion.holds_at_zero() }
    }

    /// The largest sum of values over this number of cards at which the assertion is false.
    pub fn total_if_false(self, cards: u64) -> i64 {
        let sum = i64::from(self.middle).saturating_mul(i64::try_from(cards).unwrap_or(i64::MAX));
        sum - i64::from(self.holds_at_middle)
    }
}

/// Code → value, for all votes of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assorter {
    assertion: Assertion,
    contest: Contest,
    scale: Scale,
    values: Vec<u32>,
}

/// The value of a card that does not show the contest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AbsentCards {
    /// The middle, as for a blank vote: the card is there for other contests.
    SaysNothing,
    /// 0, the worst: card-style data say that the card carries the contest, so a vote against may be missing elsewhere
    /// (SHANGRLA, section 3.4).
    IsWorst,
}

impl Assorter {
    /// Values of the votes that a table has now, with every mark counted as a vote, and too many marks as an overvote.
    pub fn new(contest: &Contest, assertion: &Assertion, votes: &VoteTable, absent: AbsentCards) -> Self {
        let scale = Scale::of(assertion);
        let mut it = Self { assertion: assertion.clone(), contest: contest.clone(), scale, values: Vec::new() };
        let absent = if absent == AbsentCards::SaysNothing { scale.middle } else { 0 };
        it.values = votes.iter().map(|(_, vote)| vote.marks().map_or(absent, |marks| it.of(marks))).collect();
        it
    }

    /// Its units.
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// The value of a code.
    ///
    /// # Panics
    /// If the table had no such code.
    pub fn value(&self, code: Code) -> u32 {
        self.values[code as usize]
    }

    /// The value of any marks, in the table or not.
    pub fn of(&self, marks: &Marks) -> u32 {
        let worth = i64::from(self.scale.middle) + self.assertion.worth(&self.contest, marks);
        u32::try_from(worth).unwrap_or(0).min(self.scale.upper)
    }
}
