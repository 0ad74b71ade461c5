//! A scanner that counts overvotes by a rule of its own instead of voiding them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{FaultStep, Home, Strike};
use crate::election::{Election, Selection};
use crate::error::Complaint;
use crate::random::Purpose;
use crate::reason::{Reason, findings};
use crate::tabulation::{MachineCount, OvervoteTreatment};

/// What these scanners make of more marks than votes allowed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OvervoteRule {
    /// The rule they follow; the law nearly everywhere is `void`.
    pub rule: OvervoteTreatment,
    /// Where; everywhere if not given.
    #[serde(default, rename = "where")]
    pub place: Selection,
}

impl Strike for OvervoteRule {
    fn step(&self) -> FaultStep {
        FaultStep::Scanning
    }

    fn lives_in(&self) -> Home {
        Home::Programme
    }

    fn check(&self, election: &Election, _: &[&str]) -> Result<(), Complaint> {
        self.place.check_some(election)
    }

    fn strike(&self, count: &mut MachineCount<'_>, _: &Purpose) -> Vec<usize> {
        let batches = count.picked(&self.place);
        for &batch in &batches {
            count.optics[batch].overvote = self.rule;
        }
        batches
    }

    fn says(&self) -> Reason {
        let place = self.place.in_words();
        match self.rule {
            OvervoteTreatment::Void => findings::overvote_void(place),
            OvervoteTreatment::First => findings::overvote_first(place),
            OvervoteTreatment::Darkest => findings::overvote_darkest(place),
        }
    }
}
