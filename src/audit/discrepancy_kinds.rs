//! Discrepancies by kind: the votes by which records overstate a margin, card by card and as rates.

use super::DrawnUnit;
use crate::risk::DiscrepancyRates;

/// A method that compares each card with a record of its own.
pub trait Overstates {
    /// Votes by which the record of a card overstates a reported winner's margin over a loser, from -2 to 2, for the
    /// pair with the largest overstatement.
    fn overstates(&self, drawn: DrawnUnit<'_>) -> i32;
}

/// Rates of cards overstated by one and two half votes, and understated, among cells of equal cards.
pub(super) fn rates_of(cells: &[(DrawnUnit<'_>, u64)], overstated: impl Fn(DrawnUnit<'_>) -> i32) -> DiscrepancyRates {
    let all: u64 = cells.iter().map(|(_, cards)| cards).sum();
    let of = |votes: i32| {
        let cards: u64 = cells.iter().filter(|(drawn, _)| overstated(*drawn) == votes).map(|(_, cards)| cards).sum();
        cards as f64 / all.max(1) as f64
    };
    DiscrepancyRates { o1: of(1), o2: of(2), u1: of(-1), u2: of(-2) }
}
