//! A whole reporting unit missing from the totals.
//!
//! # Reference
//! City of Brookfield, Wisconsin, 2011: 14,315 votes never saved in the county's spreadsheet.

use std::collections::HashSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike};
use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings, rules};
use crate::tabulation::MachineCount;

/// Everything these units reported is missing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct UnitLeftOut {
    /// Reporting units: precincts, or counties where results are kept by county.
    pub units: Vec<String>,
}

impl Strike for UnitLeftOut {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::People
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        if self.units.is_empty() {
            return Err(Complaint::allowed("units", rules::found_empty_list(), complaints::rule_at_least_unit()));
        }
        let known: HashSet<&String> = election.units.iter().collect();
        for (i, unit) in self.units.iter().enumerate() {
            if !known.contains(unit) {
                return Err(Complaint::unknown("", unit, &election.units).at(i).under("units"));
            }
        }
        Ok(())
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let election = count.election;
        let units: HashSet<&String> = self.units.iter().collect();
        let left_out = |batch: usize| units.contains(&election.units[election.group_of(batch).unit]);
        count.uploads.retain(|upload| !left_out(upload.batch));
        (0..election.batches.len()).filter(|&b| count.in_scope[b] && left_out(b)).collect()
    }

    fn says(&self) -> Reason {
        findings::unit_left_out(self.units.join(", "))
    }
}
