//! Rounds as an answer lists them: sizes for a probability of stopping, and probabilities for sizes.

use serde::Serialize;

use crate::reason::{Reason, rules};
use crate::risk::polling::TooLong;

/// The two sizes of a first round.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct FirstRoundSizes {
    /// The smallest size with at least the probability, in ballots of the pair; `None` beyond the number of ballots.
    pub least: Option<u64>,
    /// The smallest size such that it and every larger one have at least the probability.
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
    /// Cumulative ballots of the pair at its end.
    pub n: u64,
    /// The smallest number of votes of the winner that stops there; `None` if none does, or if it depends on the
    /// earlier votes.
    pub kmin: Option<u64>,
    /// Probability of having stopped by then if the reported votes are right.
    pub stop: f64,
    /// Probability of having stopped by then if there is a tie.
    pub risk: f64,
}

/// One first round.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Probed {
    /// Its ballots of the pair.
    pub n: u64,
    /// The smallest number of votes of the winner that stops there; `None` if none does.
    pub kmin: Option<u64>,
    /// Probability of stopping there if the reported votes are right.
    pub stop: f64,
}

/// The reason for refusing a key that needs too much work.
pub(super) fn too_long(key: &str, why: TooLong) -> Reason {
    rules::error_says(key, why.to_string())
}
