//! Units so fine that a pool's mean is a whole number of them, and what a card is worth against whatever stands for its
//! record.
//!
//! Let a number c in [0, 2] half votes be fixed for each card before the draw, and r be its reading. The card is worth
//! 2 + r − c, and over all N cards that sums to 2N + Σ r − Σ c. The reported winner has more votes exactly where Σ r > N,
//! that is where the values sum to more than 3N − Σ c. Nothing is assumed of c but that the same c is in the values and
//! in the total: so a mean may be rounded up or down, or clipped where the reported sums are impossible, and a tie is
//! still a tie to the unit. Rounding favours neither side. As c is within [0, 2], every value is within [0, 4].
//!
//! # Derivation
//! `docs/derivations/whole-units.md`.
//!
//! # Reference
//! Stark 2023, "Overstatement-Net-Equivalent Risk-Limiting Audit: `ONEAudit`", arXiv:2303.03335, section 2: cards held
//! against any records that sum to the reported totals.

use crate::risk::Null;

/// Half votes cut into equal parts, as many as the sums of all cards have room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FineUnits {
    half_vote: u64,
}

/// Binary places of the finest unit.
const FINEST: u32 = 40;

impl FineUnits {
    /// For a population of that number of cards: at most 2⁴⁰ parts, and no sum of values beyond 2⁶¹.
    pub fn of(cards: u64) -> Self {
        let places = u64::BITS - cards.leading_zeros();
        Self { half_vote: 1 << FINEST.min(59_u32.saturating_sub(places)) }
    }

    /// Units of a half vote.
    pub fn half_vote(self) -> u64 {
        self.half_vote
    }

    /// Units of a card that agrees with its record.
    pub fn agrees(self) -> u64 {
        2 * self.half_vote
    }

    /// What stands for the record of every card of a pool: its mean, in units, if the winner has `margin` votes more than the
    /// loser on `cards` cards.
    ///
    /// Never a whole number of half votes, by which a card of a pool can be told from one with a record; within the
    /// bounds even where the sums are impossible, as of a batch that was scanned twice.
    pub fn mean_of(self, cards: u64, margin: i64) -> u64 {
        let one = i128::from(self.half_vote);
        let mean = one + (one * i128::from(margin)).div_euclid(i128::from(cards.max(1)));
        let mean = mean.clamp(1, 2 * one - 1) as u64;
        if mean == self.half_vote { mean - 1 } else { mean }
    }

    /// What a card is worth: `stands` units for its record, and the reading's half votes.
    pub fn value(self, stands: u64, reading: u8) -> u64 {
        self.agrees() + self.half_vote * u64::from(reading) - stands
    }

    /// What an audit tries to reject, if what stands for the records of all cards sums to `stands` units.
    pub fn null(self, cards: u64, stands: u64) -> Null {
        let total = (3 * self.half_vote).saturating_mul(cards) as i64 - stands as i64;
        Null::of(cards, total, 2 * self.agrees(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_within_bounds_and_told_from_records() {
        let units = FineUnits::of(1_000);
        let half = units.half_vote();
        assert_eq!(half, 1 << 40);
        for (cards, margin) in [(10, 0), (10, 10), (10, -10), (10, 25), (10, -25), (0, 0), (3, 1), (7, -2)] {
            let mean = units.mean_of(cards, margin);
            assert!((1..2 * half).contains(&mean) && mean != half, "{cards} {margin}");
            let exact = (1.0 + margin as f64 / cards.max(1) as f64).clamp(0.0, 2.0);
            assert!((mean as f64 / half as f64 - exact).abs() < 1e-11);
            assert!(units.value(mean, 0) >= 1 && units.value(mean, 2) < 2 * units.agrees());
        }
    }

    #[test]
    fn sums_of_many_cards_have_room() {
        for cards in [1, 1 << 20, 100_000_000, 1_000_000_000_000, 1 << 58] {
            let units = FineUnits::of(cards);
            let most = u128::from(cards) * u128::from(2 * units.agrees());
            assert!(most <= 1 << 62, "{cards}");
            assert_eq!(units.null(cards, units.half_vote() * cards).total, (2 * units.half_vote() * cards) as i64);
        }
    }
}
