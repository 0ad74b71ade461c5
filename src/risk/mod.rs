//! RISK: from numbers to P-values. This room uses no contest, no card and no file.
//!
//! Every measure answers one question: how likely would evidence this strong be if the null hypothesis were true? The
//! null says that the values of a population, in whole units, sum to no more than a stated total. A martingale that
//! starts at 1 and cannot grow in expectation under the null exceeds 1/α with probability at most α (Ville 1939).

pub mod bayes;
pub mod bet;
mod betting;
mod bravo;
pub mod combine;
pub mod comparison_distribution;
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

/// A measure of risk that takes values one after the other.
pub trait RiskFunction: Send {
    /// Takes the next value, in the units of its null.
    fn observe(&mut self, value: u64);

    /// The P-value of all values so far, in `[0, 1]`: the smallest after any draw, so it may be used after each. 0 only
    /// if the null is refuted with certainty, else at least [`LEAST_P_VALUE`].
    fn p_value(&self) -> f64;

    /// The P-value after the last draw alone, in `[0, 1]`: valid also if cards did not come in random order.
    fn p_now(&self) -> f64;

    /// The natural logarithm of [`p_now`](Self::p_now), at most 0: the size of a P-value that is given as
    /// [`LEAST_P_VALUE`]; −∞ if the null is refuted with certainty.
    fn ln_p_now(&self) -> f64;

    /// The number of draws so far.
    fn draws(&self) -> u64;

    /// Takes values one after the other until its P-value is at the limit or below, and returns the number of values
    /// taken; `None` if it is above the limit after all of them.
    fn observe_until(&mut self, values: &[u32], limit: f64) -> Option<usize> {
        for (at, &value) in values.iter().enumerate() {
            self.observe(u64::from(value));
            if self.p_value() <= limit {
                return Some(at + 1);
            }
        }
        None
    }

    /// Its stakes as a function of the past, if they do not depend on the order of the draws.
    fn staking(&self) -> Option<&dyn fast::skip_agreement::Staking> {
        None
    }

    /// The factors of its wealth for a value of 2 and for one of 0, if these are constant and a value of 1 changes
    /// nothing: Wald's ratio.
    fn ratio(&self) -> Option<[f64; 2]> {
        None
    }
}

/// A measure of risk that is one over a wealth that cannot grow in expectation under the null.
pub trait Martingale: RiskFunction {
    /// The wealth after the last draw; 1 before the first.
    fn wealth(&self) -> Wealth;
}
