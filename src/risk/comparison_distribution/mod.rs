//! The distribution of the sample size at which a comparison audit stops, by counts of the kinds of discrepancies.
//!
//! The factor of a card depends on the number of draws and on the count of each kind seen. The wealth also depends on
//! when each kind was seen: an early error lowers the stakes of all later cards. So each count vector has a whole
//! distribution of log wealth, on a grid. A card that agrees shifts all of it by one number, exactly. A discrepancy
//! moves it to the next count vector, rounded to the grid, always down or always up. The true distribution lies between
//! the two. If nothing depends on the order, as with fixed factors, both are exact.
//!
//! # Derivation
//! `docs/derivations/comparison-distribution.md`.
//!
//! # Reference
//! The recursion is ours. Without replacement the counts are multivariate hypergeometric; with replacement they are
//! multinomial: Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions".

mod at_round_ends;
mod counts;
mod walk;
mod wealth;

pub use at_round_ends::{at_round_ends, first_sizes};
pub use counts::FixedFactors;
pub use walk::{ComparisonDistribution, WalkLimits, distribution};
pub use wealth::Bets;

/// Number of kinds of discrepancies.
pub const DISCREPANCIES: usize = 4;

/// The count of each kind of discrepancy seen.
pub type DiscrepancyCounts = [u32; DISCREPANCIES];

/// The possible effects of the next card, given the number of draws and the counts of discrepancies. Agreement comes
/// first, then the kinds of discrepancies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Next {
    /// The null is refuted with certainty: the audit stops, whatever its wealth.
    Refuted,
    /// The audit can never stop from here.
    Hopeless,
    /// A card multiplies the wealth by the exponential of `ln[kind]`, with probability `chance[kind]`.
    Card {
        /// Probability of each kind; they sum to 1.
        chance: [f64; DISCREPANCIES + 1],
        /// Logarithm of each kind's factor; minus infinity if the whole wealth is lost.
        ln: [f64; DISCREPANCIES + 1],
    },
}

/// A test martingale whose factors are functions of the draws and of the counts.
pub trait ByCounts {
    /// The effects of the next card. `stake` is the last stake for these counts, NaN before the first; it may be
    /// reused.
    fn next(&self, draws: u64, seen: &DiscrepancyCounts, stake: &mut f64) -> Next;

    /// Cards in the population; `None` for draws with replacement.
    fn cards(&self) -> Option<u64>;
}
