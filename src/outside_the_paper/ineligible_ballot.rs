//! Ballots that should not have been cast. In the box they look like every other ballot.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{BeforeThePaper, add_votes, check_names};
use crate::election::Election;
use crate::error::Complaint;
use crate::reason::{Reason, findings};
use crate::social_choice::Tally;

/// Ballots on the paper whose voters were not entitled to vote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IneligibleBallot {
    /// The contest.
    pub contest: String,
    /// Whose votes they are.
    pub candidate: String,
    /// How many, at least 1.
    pub ballots: u64,
}

impl BeforeThePaper for IneligibleBallot {
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
        add_votes(election, &self.contest, paper, &self.candidate, -n);
        paper.ballots -= n;
    }

    fn says(&self) -> Reason {
        findings::ineligible_says(self.ballots, &self.candidate)
    }

    fn why_unseen(&self) -> Reason {
        findings::ineligible_unseen()
    }

    fn seen_by(&self) -> Reason {
        findings::ineligible_seen_by()
    }
}
