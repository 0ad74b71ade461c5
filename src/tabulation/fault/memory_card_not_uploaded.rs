//! Results that stayed on a memory card: scanned and on the tape, but not in the totals.
//!
//! # Reference
//! Fayette, Walton and Douglas Counties, Georgia, 2020; Dallas County, Texas, 2020.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::MachineCount;

/// The files of these batches do not reach the totals.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MemoryCardNotUploaded {
    /// Which batches.
    #[serde(rename = "where")]
    pub place: Selection,
}

impl Strike for MemoryCardNotUploaded {
    fn step(&self) -> FaultStep {
        FaultStep::Uploading
    }

    fn lives_in(&self) -> Home {
        Home::People
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let batches = count.picked(&self.place);
        count.uploads.retain(|upload| batches.binary_search(&upload.batch).is_err());
        batches
    }

    fn says(&self) -> Reason {
        findings::memory_card_not_uploaded(self.place.in_words())
    }
}
