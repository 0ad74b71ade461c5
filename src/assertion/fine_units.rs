//! Units so fine that a pool's mean is a whole number of them, and the value of a card that is compared with such a
//! mean.
//!
//! Let U be the upper bound and M the middle of the assertion's [`Scale`]: 2 and 1 half votes for two candidates. Let a
//! number c in [0, U], the reference value, be fixed for each card before the draw, and r be its reading. The value of
//! the card is U + r − c, and over all N cards that sums to U·N + Σ r − Σ c. The assertion is true exactly where Σ r >
//! M·N, that is where the values sum to more than (U + M)·N − Σ c. The only condition on c is that the same c is used
//! in the values and in the total. So a mean may be rounded up or down, or clipped where the reported sums are
//! impossible, and a tie is still an exact tie. Rounding favours neither side. As c is within [0, U], every value is
//! within [0, 2U]. If the assertion is true at the middle itself, it is false only where Σ r is at most M·N − 1, since
//! Σ r is whole.
//!
//! # Derivation
//! `docs/derivations/whole-units.md`.
//!
//! # Reference
//! Stark 2023, "Overstatement-Net-Equivalent Risk-Limiting Audit: `ONEAudit`", arXiv:2303.03335, section 2: cards held
//! against any records that sum to the reported totals.

use super::Scale;
use crate::risk::Null;

/// Units of a scale divided into equal parts, as many as the sums over all cards leave room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FineUnits {
    one: u64,
    scale: Scale,
}

/// Largest number of binary places after the point.
const FINEST: u32 = 40;

impl FineUnits {
    /// Units for that number of cards: at most 2⁴⁰ parts, and no sum of values beyond 2⁶¹.
    pub fn of(cards: u64, scale: Scale) -> Self {
        let places = u64::BITS - cards.leading_zeros();
        // Extra binary digits that an upper bound above two half votes needs.
        let wider = (u32::BITS - scale.upper.saturating_sub(1).leading_zeros()).saturating_sub(1);
        Self { one: 1 << FINEST.min(59_u32.saturating_sub(places + wider)), scale }
    }

    /// Parts in one unit of the scale: in one half vote where the assertion is about two candidates.
    pub fn one(self) -> u64 {
        self.one
    }

    /// The scale.
    pub fn scale(self) -> Scale {
        self.scale
    }

    /// The value of a card that agrees with its record.
    pub fn agrees(self) -> u64 {
        u64::from(self.scale.upper) * self.one
    }

    /// The value of a card that favours neither side.
    pub fn middle(self) -> u64 {
        u64::from(self.scale.middle) * self.one
    }

    /// The reference value of every card of a pool: the pool's mean, if the records of its `cards` cards sum to
    /// `margin`, which is the winner's votes minus the loser's where the assertion is about two candidates.
    ///
    /// It is never a whole number of the scale's units, so that a card of a pool differs from one with a record. It
    /// stays within the bounds where the sums are impossible, as for a batch that was scanned twice.
    pub fn mean_of(self, cards: u64, margin: i64) -> u64 {
        let one = i128::from(self.one);
        let mean = i128::from(self.middle()) + (one * i128::from(margin)).div_euclid(i128::from(cards.max(1)));
        let mean = mean.clamp(1, i128::from(self.agrees()) - 1) as u64;
        if mean.is_multiple_of(self.one) { mean - 1 } else { mean }
    }

    /// The value of a card: from its reference value, and the reading in units of the scale.
    pub fn value(self, stands: u64, reading: u32) -> u64 {
        self.agrees() + self.one * u64::from(reading) - stands
    }

    /// The null hypothesis that an audit tests, where the reference values of all cards sum to `stands`.
    pub fn null(self, cards: u64, stands: u64) -> Null {
        let total = (self.agrees() + self.middle()).saturating_mul(cards) as i64 - stands as i64;
        let least = if self.scale.holds_at_middle { self.one as i64 } else { 0 };
        Null::of(cards, total - least, 2 * self.agrees(), false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_are_within_bounds_and_told_from_records() {
        let units = FineUnits::of(1_000, Scale::HALF_VOTES);
        let half = units.one();
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
            let units = FineUnits::of(cards, Scale::HALF_VOTES);
            let most = u128::from(cards) * u128::from(2 * units.agrees());
            assert!(most <= 1 << 62, "{cards}");
            assert_eq!(units.null(cards, units.one() * cards).total, (2 * units.one() * cards) as i64);
        }
    }
}
