//! A choice that is missing from the configuration: its votes are read and then lost.
//!
//! # Reference
//! Northampton County, Pennsylvania, 2019: a cross-filed candidate was missing from the configuration.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, MappedAt, Strike, find_candidate, find_contest, known_candidate, known_contest};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// Votes for one candidate are counted for nobody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ChoiceUnmapped {
    /// The contest.
    pub contest: String,
    /// Whose votes are lost.
    pub candidate: String,
    /// Whether only the results system is wrong or the scanners too.
    #[serde(default)]
    pub at: MappedAt,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for ChoiceUnmapped {
    fn step(&self) -> FaultStep {
        self.at.step()
    }

    fn lives_in(&self) -> Home {
        self.at.home()
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        let contest = find_contest(election, "contest", &self.contest)?;
        find_candidate(election, contest, "candidate", &self.candidate)?;
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let lost = known_candidate(count.election, contest, &self.candidate);
        let (batches, it) = (count.picked(&self.place), &count.election.contests[contest]);
        count.remap(contest, &batches, |_, marks| it.with_candidates(marks, |c| (c != lost).then_some(c)));
        batches
    }

    fn says(&self) -> Reason {
        findings::choice_unmapped(&self.candidate, self.place.in_words())
    }
}
