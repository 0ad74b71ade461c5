//! Test ballots that were never cleared from the totals.
//!
//! # Reference
//! Lucas County, Iowa, 2020; a batch of the Georgia audit of 2022 (+11, +11, +4).

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, find_candidate, find_contest, known_candidate, known_contest};
use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};
use crate::social_choice::Tally;
use crate::tabulation::{MachineCount, Upload};

/// A file of test votes is added to a reporting unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestDataLeftIn {
    /// The reporting unit.
    pub unit: String,
    /// The contest.
    pub contest: String,
    /// Test ballots by the one candidate marked on each, a million at most for each.
    pub votes: BTreeMap<String, u32>,
}

impl Strike for TestDataLeftIn {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::People
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        super::find_unit(election, &self.unit)?;
        let contest = find_contest(election, "contest", &self.contest)?;
        for (name, &n) in &self.votes {
            find_candidate(election, contest, name, name).map_err(|c| c.under("votes"))?;
            if n > 1_000_000 {
                return Err(Complaint::allowed(name, n, complaints::rule_million()).under("votes"));
            }
        }
        Ok(())
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let election = count.election;
        let contest = known_contest(election, &self.contest);
        let unit = super::known_unit(election, &self.unit);
        let batches = count.batches_of_unit(unit);
        let Some(&batch) = batches.first() else { return batches };
        let mut tally = Tally::empty(election.contests[contest].candidates.len());
        for (name, &n) in &self.votes {
            let candidate = usize::from(known_candidate(election, contest, name));
            tally.votes[candidate] += i64::from(n);
            tally.ballots += i64::from(n);
        }
        let ballots = tally.ballots;
        let tallies = [(contest, tally)].into_iter().collect();
        count.uploads.push(Upload { batch, tallies, ballots });
        batches
    }

    fn says(&self) -> Reason {
        let votes: Vec<String> = self.votes.iter().map(|(name, n)| format!("{name} {n}")).collect();
        findings::test_data_left_in(&self.unit, votes.join(", "))
    }
}
