//! The record minus the reading: by how much the machine's record of a card favours the winner.
//!
//! # Reference
//! Stark 2020 (SHANGRLA), section 3.2: B = (1 − ω/u)/(2 − v/u), ω the overstatement, v the reported margin, u = 1 for
//! plurality. In units of 1/(2(2 − v)) the values of B are whole: 2 where record and reading agree, 2 − ω otherwise with
//! ω in half votes. The mean of B is at most 1/2 exactly where the units sum to no more than 2N − D, for N cards
//! and a margin of D votes on the records.

use crate::risk::Null;

/// Units of a card whose record and reading agree.
pub const AGREES: u64 = 2;

/// The overstatement assorter of one assertion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overstatement {
    /// Cards in the population.
    pub cards: u64,
    /// The winner's votes minus the loser's, on the records of all cards.
    pub margin: i64,
}

impl Overstatement {
    /// Units of one card: its record's half votes (1 for a phantom) and the reading's (0 for a card not found).
    pub fn units(record: u8, reading: u8) -> u64 {
        AGREES + u64::from(reading) - u64::from(record)
    }

    /// What an audit tries to reject.
    pub fn null(&self, replacement: bool) -> Null {
        Null::of(self.cards, 2 * self.cards as i64 - self.margin, 2 * AGREES, replacement)
    }

    /// The margin as a share of all cards.
    pub fn diluted(&self) -> f64 {
        self.margin as f64 / self.cards as f64
    }
}
