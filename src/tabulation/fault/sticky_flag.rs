//! A flag set by one ballot and never cleared: every later ballot of the scanner is left out of its report.
//!
//! # Reference
//! Williamson County, Tennessee, 2021: a misread code marked all later ballots as provisional
//! (U.S. Election Assistance Commission, report of March 2022).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike, ballots_of_scanner, check_scanner};
use crate::election::Election;
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// A scanner counts its first ballots and leaves out all that come after.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct StickyFlag {
    /// The scanner.
    pub tabulator: String,
    /// Ballots it still counts, in the order of its batches.
    pub after: u64,
}

impl Strike for StickyFlag {
    fn step(&self) -> FaultStep {
        FaultStep::Scanning
    }

    fn lives_in(&self) -> Home {
        Home::Programme
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        check_scanner(election, &self.tabulator)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        ballots_of_scanner(count, &self.tabulator, |first, ballots| {
            let kept = self.after.saturating_sub(first).min(ballots);
            0..kept
        })
    }

    fn says(&self) -> Reason {
        findings::sticky_flag(self.after, &self.tabulator)
    }
}
