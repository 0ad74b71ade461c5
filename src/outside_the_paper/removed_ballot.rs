//! Ballots taken away before anyone listed the paper.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BeforeThePaper, add_votes, check_names};
use crate::election::Election;
use crate::error::Complaint;
use crate::reason::{Reason, findings};
use crate::social_choice::Tally;

/// Ballots that were cast and are neither on the paper nor in the manifest.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovedBallot {
    /// The contest.
    pub contest: String,
    /// Whose votes they were.
    pub candidate: String,
    /// How many, at least 1.
    pub ballots: u64,
}

impl BeforeThePaper for RemovedBallot {
    fn contest(&self) -> &str {
        &self.contest
    }

    fn ballots(&self) -> u64 {
        self.ballots
    }

    fn check(&self, election: &Election) -> Result<(), Complaint> {
        check_names(election, &self.contest, &[("candidate", &self.candidate)])
    }

    fn undo(&self, election: &Election, paper: &mut Tally) {
        let n = self.ballots as i64;
        add_votes(election, &self.contest, paper, &self.candidate, n);
        paper.ballots += n;
    }

    fn says(&self) -> Reason {
        findings::removed_says(self.ballots, &self.candidate)
    }

    fn why_unseen(&self) -> Reason {
        findings::removed_unseen()
    }

    fn seen_by(&self) -> Reason {
        findings::removed_seen_by()
    }
}
