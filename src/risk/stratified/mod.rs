//! Tests of a mean from samples of strata: unions of intersection tests.
//!
//! A null about the whole population says nothing about one stratum alone: it is a union of hypotheses, one mean for each
//! stratum. Each is tested by the strata's martingales together; the whole null is rejected when all of them are.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, "Sequential stratified inference for the mean" (UI-TS).

pub mod allocation;
mod band;
mod banded;
pub mod bet;
mod boxes;
pub mod combination;
mod convex;
mod design;
mod exact;
mod finding;
mod growth;
mod lower_bound;
mod running;
mod seen;
mod stratum;

pub use allocation::Allocation;
pub use bet::StratumBet;
pub use combination::Combination;
pub use design::Design;
pub use finding::{Finding, Weakest};
pub use growth::Growth;
pub use running::{Layer, Running};
pub use seen::Seen;
pub use stratum::Stratum;
