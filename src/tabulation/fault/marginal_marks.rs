//! A scanner with a wrong threshold: faint marks are lost, or smudges become votes.
//!
//! # Reference
//! Maricopa LD20, Arizona, 2004 (scanners of different sensitivity); Napa, California, 2004 (calibrated for
//! carbon ink); Minnesota, 2008.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};
use crate::tabulation::MachineCount;

/// These scanners read a mark only from this darkness on. A well set one reads from 25 percent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarginalMarks {
    /// Least darkness that is read as a mark, in percent of the target, 1 to 100.
    pub threshold: u8,
    /// Where (for one scanner, by `tabulators`); everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for MarginalMarks {
    fn step(&self) -> FaultStep {
        FaultStep::Scanning
    }

    fn lives_in(&self) -> Home {
        Home::Scanner
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        if !(1..=100).contains(&self.threshold) {
            return Err(Complaint::allowed("threshold", self.threshold, complaints::rule_percent(1, 100)));
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let batches = count.picked(&self.place);
        for &batch in &batches {
            count.optics[batch].threshold = self.threshold;
        }
        batches
    }

    fn says(&self) -> Reason {
        findings::marginal_marks(self.threshold, self.place.in_words())
    }
}
