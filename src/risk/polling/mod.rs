//! Ballot polling of one winner against one loser, judged where a round ends or ballot by ballot: one rule a file.
//!
//! Draws are with replacement, and `n` counts ballots of the pair only: each is a vote for the winner or for the loser.
//! A rule stops if its P-value is at most the risk limit (equality stops; r2b2 requires strictly less). All P-values
//! are at most 1, where the formulas of Minerva and Providence, and other programs with them, may exceed it.
//!
//! # Reference
//! The rules: see each file. Their comparison: Zagórski et al. 2021, USENIX Security '21; Broadrick, Vora and Zagórski
//! 2023, "Providence: a Flexible Round-by-Round Risk-Limiting Audit", USENIX Security '23.

mod athena;
pub mod binomial;
mod by_votes;
mod convolution;
mod design;
mod first_round;
mod leaps;
mod minerva;
mod providence;
mod round_bravo;
mod rounds;
mod selection_ordered;
mod stopping;
mod stopping_distribution;
mod truncated_sample_distribution;

pub use athena::Athena;
pub use by_votes::{PairVotes, by_votes};
pub use design::{PairShare, PollDesign};
pub use first_round::{FirstRound, scaled};
pub use leaps::{Until, with_replacement_until};
pub use minerva::Minerva;
pub use providence::Providence;
pub use round_bravo::RoundBravo;
pub use rounds::{Before, Judged, PlannedRound, RoundRule, RoundSample, judge, least_from};
pub use selection_ordered::SelectionOrdered;
pub use stopping::{hypergeometric_kmin, with_replacement, without_replacement, without_replacement_until};
pub use stopping_distribution::StoppingDistribution;
pub use truncated_sample_distribution::{Survivors, TooLong};
