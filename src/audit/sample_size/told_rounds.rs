//! Rounds as an answer tells them: sizes for a chance of stopping, and chances for sizes.

use serde::Serialize;

use crate::reason::{Reason, rules};
use crate::risk::polling::TooLong;

/// The two sizes of a first round.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FirstRoundSizes {
    /// The least size with at least the chance, in ballots of the pair; `None` beyond the ballots there are.
    pub least: Option<u64>,
    /// The least size such that it and every larger one have at least the chance.
    pub all_beyond: Option<u64>,
    /// The same in ballots of the contest.
    pub scaled: ScaledSizes,
}

/// The two sizes of a first round in ballots of the contest.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct ScaledSizes {
    /// As [`FirstRoundSizes::least`].
    pub least: Option<u64>,
    /// As [`FirstRoundSizes::all_beyond`].
    pub all_beyond: Option<u64>,
}

/// One round of a schedule.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Planned {
    /// Cumulative ballots of the pair where it ends.
    pub n: u64,
    /// The least votes of the winner that stop there; `None` where none do, or where it depends on the votes before.
    pub kmin: Option<u64>,
    /// Chance of having stopped by then if the reported votes are right.
    pub stop: f64,
    /// Chance of having stopped by then if there is a tie.
    pub risk: f64,
}

/// One first round.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Probed {
    /// Its ballots of the pair.
    pub n: u64,
    /// The least votes of the winner that stop there; `None` where none do.
    pub kmin: Option<u64>,
    /// Chance of stopping there if the reported votes are right.
    pub stop: f64,
}

/// What is said of a key that asks for too much.
pub(super) fn too_long(key: &str, why: TooLong) -> Reason {
    rules::error_says(key, why.to_string())
}
