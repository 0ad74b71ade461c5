//! The single transferable vote by Gregory methods: rules, and the count.

use super::ballots::RankedBallots;
use super::gregory::GregoryState;

pub use super::stv_rules::*;

/// Counts ballots, round by round. There are at most three times as many rounds as candidates.
pub fn count(ballots: &RankedBallots, rules: &StvRules) -> StvCount {
    GregoryState::new(ballots, rules).run()
}
