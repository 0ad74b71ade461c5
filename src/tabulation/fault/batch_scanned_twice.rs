//! Batches that went through the scanner more than once and were counted each time.
//!
//! # Reference
//! Fulton County, Georgia, recount of 2020 (about 3,075 ballots); Humboldt County, California, 2008 (57 ballots).

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, complaints, findings};
use crate::tabulation::MachineCount;

/// Most scans of a batch by all faults together.
const MOST_SCANS: u32 = 20;

fn one() -> u32 {
    1
}

/// The batches are scanned again and the second scan counts too.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BatchScannedTwice {
    /// Which batches.
    #[serde(rename = "where")]
    pub place: Selection,
    /// Scans too many, 1 to 9.
    #[serde(default = "one")]
    pub again: u32,
}

impl Strike for BatchScannedTwice {
    fn step(&self) -> FaultStep {
        FaultStep::Scanning
    }

    fn lives_in(&self) -> Home {
        Home::People
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        if !(1..=9).contains(&self.again) {
            return Err(Complaint::allowed("again", self.again, complaints::rule_range(1, 9)));
        }
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let batches = count.picked(&self.place);
        for &batch in &batches {
            if count.scans[batch] > 0 {
                count.scans[batch] = (count.scans[batch] + self.again).min(MOST_SCANS);
            }
        }
        batches
    }

    fn says(&self) -> Reason {
        let place = self.place.in_words();
        if self.again == 1 {
            findings::batch_scanned_twice(place)
        } else {
            findings::batch_scanned_again(self.again + 1, place)
        }
    }
}
