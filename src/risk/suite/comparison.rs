//! The stratum of cards with records: the super-simple bound for a stated overstatement in votes.
//!
//! # Derivation
//! `docs/derivations/suite.md`.
//!
//! # Reference
//! Ottoboni et al. 2018 (SUITE), the stratum with CVRs; Stark 2010, "Super-simple simultaneous single-ballot
//! risk-limiting audits", equations (5) to (12).

use crate::risk::Discrepancies;

/// Cards with records, and a sample of them with replacement, with its discrepancies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ComparisonStratum {
    /// Cards in the stratum.
    pub cards: u64,
    /// Reported votes for the winner minus those for the loser, in this stratum; at most `cards` in either direction.
    pub margin: i64,
    /// Inflation of the error bounds, more than 1.
    pub gamma: f64,
    /// Number of cards drawn.
    pub n: u64,
    /// Drawn cards whose record overstated or understated the margin.
    pub found: Discrepancies,
}

impl ComparisonStratum {
    /// The logarithm of the P-value, at most 0, of the null that the stratum overstates the margin by at least this number of
    /// votes; −∞ for more votes than its bounds allow.
    pub fn ln_p_value(&self, overstatement: f64) -> f64 {
        if self.n == 0 {
            return 0.0;
        }
        let share = overstatement / (2.0 * self.gamma * self.cards as f64);
        if share >= 1.0 {
            return f64::NEG_INFINITY;
        }
        (self.n as f64 * libm::log1p(-share) + self.found.ln_factor(self.gamma)).min(0.0)
    }
}
