//! A scanner switched off and on again: what it had counted before is gone.
//!
//! # Reference
//! Volusia County, Florida, 2000, precinct 305: 310 ballots lost.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, ballots_of_scanner, check_scanner};
use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// A scanner loses its first ballots and counts all that come after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScannerReset {
    /// The scanner.
    pub tabulator: String,
    /// Ballots lost, in the order of its batches.
    pub before: u64,
}

impl Strike for ScannerReset {
    fn step(&self) -> FaultStep {
        FaultStep::Scanning
    }

    fn lives_in(&self) -> Home {
        Home::People
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        check_scanner(election, &self.tabulator)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        ballots_of_scanner(count, &self.tabulator, |first, ballots| {
            let lost = self.before.saturating_sub(first).min(ballots);
            lost..ballots
        })
    }

    fn says(&self) -> Reason {
        findings::scanner_reset(&self.tabulator, self.before)
    }
}
