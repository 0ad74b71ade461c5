//! HOW STRONG THE EVIDENCE IS: numbers in, P-value out. This room knows no contest, no card, no file.
//!
//! Every measure answers one question: how likely were evidence this strong if the null hypothesis were true? The
//! null says that the values of a population, in whole units, sum to no more than a stated total. A martingale that
//! starts at 1 and cannot grow in expectation under the null passes 1/α with a chance of at most α (Ville 1939).

pub mod bayes;
pub mod bet;
mod betting;
mod bravo;
pub mod combine;
pub mod comparison_law;
pub mod detection;
mod factorials;
pub mod fast;
mod macro_batches;
mod mixture;
mod null;
mod p_value;
mod past;
pub mod polling;
pub mod stratified;
pub mod suite;
mod super_simple;
pub mod tails;
mod wealth;

pub use bet::Bet;
pub use betting::Betting;
pub use bravo::{Bravo, average_sample_number, bravo_p_value};
pub use macro_batches::{AuditedBatch, MacroBatches, largest_ratio};
pub use mixture::Mixture;
pub use null::{MeanLeft, Null};
pub use p_value::{LEAST_P_VALUE, p_value_of_ln};
pub use past::Past;
pub use super_simple::{Discrepancies, DiscrepancyRates, GAMMA, RoundUp, SuperSimple};
pub use wealth::Wealth;

/// A measure of risk that takes one value after the other.
pub trait RiskFunction: Send {
    /// Hears the next value, in the units of its null.
    fn observe(&mut self, value: u64);

    /// The P-value of all that was heard, in `[0, 1]`: the smallest so far, which may be looked at after any draw. 0 only
    /// where the null is refuted for certain, else at least [`LEAST_P_VALUE`].
    fn p_value(&self) -> f64;

    /// The P-value after the last draw alone, in `[0, 1]`: the one that holds where cards came in no random order.
    fn p_now(&self) -> f64;

    /// The natural logarithm of [`p_now`](Self::p_now), at most 0: what tells how small a P-value is that is given as
    /// [`LEAST_P_VALUE`]; −∞ where the null is refuted for certain.
    fn ln_p_now(&self) -> f64;

    /// Draws so far.
    fn draws(&self) -> u64;

    /// Takes values one after the other until its P-value is at the limit or below, and returns how many it took; `None` if it
    /// is above the limit after all of them.
    fn observe_until(&mut self, values: &[u32], limit: f64) -> Option<usize> {
        for (at, &value) in values.iter().enumerate() {
            self.observe(u64::from(value));
            if self.p_value() <= limit {
                return Some(at + 1);
            }
        }
        None
    }

    /// Its stakes as a function of the past, where they are one that no order of the draws changes.
    fn staking(&self) -> Option<&dyn fast::skip_agreement::Staking> {
        None
    }

    /// The factors of its wealth for a value of 2 and for one of 0, where these are always the same and a value of 1
    /// changes nothing: Wald's ratio.
    fn ratio(&self) -> Option<[f64; 2]> {
        None
    }
}

/// A measure of risk that is one over a wealth, which cannot grow in expectation under the null.
pub trait Martingale: RiskFunction {
    /// The wealth after the last draw; 1 before the first.
    fn wealth(&self) -> Wealth;
}
