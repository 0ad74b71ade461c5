//! A corrupt result file: impossible numbers are added to the totals.
//!
//! # Reference
//! Volusia County, Florida, 2000, precinct 216: a second upload put one candidate at −16,022 and gave another
//! about 10,000, in a precinct of 585 voters.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, find_candidate, find_contest, known_candidate, known_contest};
use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings, rules};
use crate::tabulation::MachineCount;

/// These numbers are added to a reporting unit's totals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NegativeUpload {
    /// The reporting unit.
    pub unit: String,
    /// The contest.
    pub contest: String,
    /// What is added to each candidate's total, mostly negative.
    pub adds: BTreeMap<String, i32>,
}

impl Strike for NegativeUpload {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::Results
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        super::find_unit(election, &self.unit)?;
        let contest = find_contest(election, "contest", &self.contest)?;
        if self.adds.is_empty() {
            return Err(Complaint::needed("adds", rules::found_no_numbers(), complaints::rule_at_least_candidate()));
        }
        for name in self.adds.keys() {
            find_candidate(election, contest, name, name).map_err(|c| c.under("adds"))?;
        }
        Ok(())
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let unit = super::known_unit(count.election, &self.unit);
        let batches = count.batches_of_unit(unit);
        if batches.is_empty() {
            return batches;
        }
        for (name, &adds) in &self.adds {
            let candidate = usize::from(known_candidate(count.election, contest, name));
            count.correct(unit, contest, candidate, i64::from(adds));
        }
        batches
    }

    fn says(&self) -> Reason {
        let adds: Vec<String> = self.adds.iter().map(|(name, n)| format!("{name} {n:+}")).collect();
        findings::negative_upload(&self.unit, adds.join(", "))
    }
}
