//! The distribution of the sample size at which a comparison audit stops, by counts of the kinds of discrepancies.
//!
//! The factor of a card depends on the number of draws and on how often each kind was seen. The wealth itself also depends on
//! when each was seen: an early error lowers the stakes of all later cards. So each vector of counts has a whole
//! distribution of the logarithm of wealth, on a grid. A card that agrees moves all of it by one number, exactly. A
//! discrepancy moves it to the next vector, rounded to the grid, always down or always up. The true law lies between
//! the two. If nothing depends on the order, as with fixed factors, both are exact.
//!
//! # Derivation
//! `docs/derivations/comparison-law.md`.
//!
//! # Reference
//! The recursion is ours. Without replacement the counts follow the multivariate hypergeometric law; with replacement
//! the multinomial one: Johnson, Kotz and Balakrishnan 1997, "Discrete Multivariate Distributions".

mod at_round_ends;
mod counts;
mod walk;
mod wealth;

pub use at_round_ends::{at_round_ends, first_sizes};
pub use counts::FixedFactors;
pub use walk::{ComparisonLaw, WalkLimits, law};
pub use wealth::Bets;

/// Kinds of discrepancies that are told apart.
pub const DISCREPANCIES: usize = 4;

/// How often each kind of discrepancy was seen.
pub type DiscrepancyCounts = [u32; DISCREPANCIES];

/// What the next card may do, given the number of draws and the counts of discrepancies. Agreement comes first, then the
/// kinds of discrepancies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Next {
    /// The null is refuted for certain: the audit stops, whatever its wealth.
    Refuted,
    /// The audit can never stop from here.
    Hopeless,
    /// A card multiplies the wealth by the exponential of `ln[kind]`, with a chance of `chance[kind]`.
    Card {
        /// Chance of each kind; they sum to 1.
        chance: [f64; DISCREPANCIES + 1],
        /// Logarithm of each kind's factor; minus infinity where it takes everything.
        ln: [f64; DISCREPANCIES + 1],
    },
}

/// A test martingale whose factors are functions of the draws and of the counts.
pub trait ByCounts {
    /// What the next card may do. `stake` is the last stake for these counts, NaN before the first; it may be kept.
    fn next(&self, draws: u64, seen: &DiscrepancyCounts, stake: &mut f64) -> Next;

    /// Cards in the population; `None` if cards are put back.
    fn cards(&self) -> Option<u64>;
}
