//! Overstatements: record minus reading, by how much the machine's record of a card favours the reported outcome.
//!
//! # Derivation
//! `docs/derivations/whole-units.md`.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 3.2: B = (1 − ω/u)/(2 − v/u), ω the overstatement, v the reported margin, u the upper
//! bound of the assorter. In the units of a [`Scale`] with upper bound U and middle M, the value of a card is U +
//! reading − record. If the records of all N cards, measured from the middle, sum to D (the margin), the assertion is
//! false exactly where the values sum to no more than U·N − D, or U·N − D − 1 where it is true at the middle itself.
//! For two candidates U is 2: units are half votes.

use super::Scale;
use crate::risk::Null;

/// Value of a card whose record and reading agree, in half votes.
pub const AGREES: u64 = 2;

/// The overstatement assorter of one assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overstatement {
    /// Cards in the population.
    pub cards: u64,
    /// The sum of the records of all cards, each measured from the middle: for two candidates the winner's votes minus
    /// the loser's.
    pub margin: i64,
    /// The units.
    pub scale: Scale,
}

impl Overstatement {
    /// Value of a card whose record and reading agree.
    pub fn agrees(&self) -> u64 {
        u64::from(self.scale.upper)
    }

    /// Value of one card, from its record's value (the middle for a phantom) and the reading's (0 for a card not
    /// found).
    pub fn units(&self, record: u32, reading: u32) -> u64 {
        self.agrees() + u64::from(reading) - u64::from(record)
    }

    /// The null hypothesis that an audit tests.
    pub fn null(&self, replacement: bool) -> Null {
        let all = i64::from(self.scale.upper).saturating_mul(self.cards as i64);
        Null::of(self.cards, all - self.margin - i64::from(self.scale.holds_at_middle), 2 * self.agrees(), replacement)
    }

    /// The margin v/u of the records: 2 (mean/U) minus the same at the middle; for two candidates the margin as a share
    /// of all cards.
    pub fn diluted(&self) -> f64 {
        2.0 * self.margin as f64 / f64::from(self.scale.upper) / self.cards as f64
    }
}
