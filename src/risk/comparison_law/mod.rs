//! The law of the sample size at which a comparison audit stops, by counts of the kinds of discrepancies.
//!
//! What a card multiplies the wealth by depends on the draws before and on how often each kind was seen, but the wealth
//! itself also on when each was seen: an early error lowers the stakes of all cards after it. So every vector of counts
//! keeps a whole law of the logarithm of wealth, in narrow steps. While cards agree, all of it moves by one number,
//! which is exact. A discrepancy moves it to the next vector by a number that is rounded to a step, always down or always
//! up: the true law lies between the two, and where nothing depends on the order, as with fixed factors, both are exact.
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
pub use walk::{Bounds, ComparisonLaw, law};
pub use wealth::Bets;

/// Kinds of discrepancies that are told apart.
pub const DISCREPANCIES: usize = 4;

/// How often each kind of discrepancy was seen.
pub type Seen = [u32; DISCREPANCIES];

/// What the next card may do, after so many draws with so many discrepancies. Agreement comes first, the kinds after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Next {
    /// The evidence is complete: the audit stops, whatever its wealth.
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
    /// What the next card may do; `stake` is the last stake of these very counts, NaN before the first, and may be kept.
    fn next(&self, draws: u64, seen: &Seen, stake: &mut f64) -> Next;

    /// Cards after which all were read; `None` where cards are put back.
    fn cards(&self) -> Option<u64>;
}
