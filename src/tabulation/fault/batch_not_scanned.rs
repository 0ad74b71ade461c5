//! Batches that never went through a scanner.
//!
//! # Reference
//! Floyd County, Georgia, 2020 (about 2,600 ballots); Humboldt County, California, 2008 (the first deck).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// The batches stay in their box: no cast vote record, no tape, no file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchNotScanned {
    /// Which batches.
    #[serde(rename = "where")]
    pub place: Selection,
}

impl Strike for BatchNotScanned {
    fn step(&self) -> FaultStep {
        FaultStep::Scanning
    }

    fn lives_in(&self) -> Home {
        Home::People
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let batches = count.picked(&self.place);
        for &batch in &batches {
            count.scans[batch] = 0;
        }
        batches
    }

    fn says(&self) -> Reason {
        findings::batch_not_scanned(self.place.in_words())
    }
}
