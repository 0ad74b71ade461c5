//! One bit of one counter turned over: a power of two votes too many or too few.
//!
//! # Reference
//! Schaerbeek, Belgium, 2003: exactly 4,096 votes too many (bit 12), found because the total was impossible.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, find_candidate, find_contest, known_candidate, known_contest};
use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};
use crate::tabulation::MachineCount;

/// One bit of a candidate's total in one reporting unit is turned over.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BitFlip {
    /// The reporting unit.
    pub unit: String,
    /// The contest.
    pub contest: String,
    /// Whose total.
    pub candidate: String,
    /// The bit, from 0 (one vote) to 40.
    pub bit: u8,
}

impl Strike for BitFlip {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::Results
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        super::find_unit(election, &self.unit)?;
        let contest = find_contest(election, "contest", &self.contest)?;
        find_candidate(election, contest, "candidate", &self.candidate)?;
        if self.bit <= 40 { Ok(()) } else { Err(Complaint::allowed("bit", self.bit, complaints::rule_range(0, 40))) }
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let contest = known_contest(count.election, &self.contest);
        let candidate = usize::from(known_candidate(count.election, contest, &self.candidate));
        let unit = super::known_unit(count.election, &self.unit);
        let batches = count.batches_of_unit(unit);
        if batches.is_empty() {
            return batches;
        }
        let stands = count.stands(unit, contest, candidate);
        let adds = (stands ^ (1_i64 << self.bit)) - stands;
        count.correct(unit, contest, candidate, adds);
        batches
    }

    fn says(&self) -> Reason {
        findings::bit_flip(self.bit, &self.candidate, &self.unit)
    }
}
