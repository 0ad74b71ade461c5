//! Tests of a mean from samples of strata: unions of intersection tests.
//!
//! A null about the whole population restricts no single stratum: it is a union of hypotheses, one mean for each
//! stratum. Each is tested by the strata's martingales together; the whole null is rejected when all of them are.
//!
//! # Reference
//! Spertus, Sridhar and Stark 2024, "Sequential stratified inference for the mean" (UI-TS).

pub mod allocation;
mod banded;
pub mod bet;
pub mod combination;
mod convex;
mod design;
mod exact;
mod growth;
mod lower_bound;
mod null_grid;
mod null_regions;
mod running;
mod seen;
mod stratified_result;
mod stratum;

pub use allocation::Allocation;
pub use bet::StratumBet;
pub use combination::Combination;
pub use design::StratifiedDesign;
pub use growth::Growth;
pub use running::{Layer, Running};
pub use seen::StratumPast;
pub use stratified_result::{StratifiedResult, Weakest};
pub use stratum::StratumSample;
